/* code: statements (codebook 4), in two files: sources.c knows who may be named as a source, statements.c reads the cues. */
#ifndef TM_STATEMENTS_H
#define TM_STATEMENTS_H

#include "code/reading.h"

/* The actor that a noun phrase names as a source of news: its mention, a medium by its short name (朝日 for 朝日新聞), or
 * somebody whom only this text names. UINT32_MAX where it names nobody. *mention: as in tm_statement. */
uint32_t tm_source_named(const tm_reading *reading, int32_t bunsetsu, uint32_t *mention);

/* Whether a noun phrase that no mention covers names a person or a body all the same: 県民連合は, ツァオ氏が. */
bool tm_names_speaker(const tm_reading *reading, int32_t bunsetsu);

/* Whose report a noun phrase is: 国防省の発表, 通信社が伝えたところ, 専門家がまとめた報告書. UINT32_MAX if not told. */
uint32_t tm_report_owner(const tm_reading *reading, int32_t bunsetsu, uint32_t *mention);

/* Adds what is said by way of a source: Aによると, Aの発表では, Aの話として. */
void tm_source_statements(tm_reading *reading);

#endif
