/* code: statements (codebook 4), in five files. cues.c: which verbs report words, and which words; speakers.c: who speaks them;
 * sources.c: Aによると and the like, and who may be named as a source; quotations.c: quotations without a verb; statements.c puts
 * them together. */
#ifndef TM_STATEMENTS_H
#define TM_STATEMENTS_H

#include "code/reading.h"

/* ---- places in the sentence (cues.c, speakers.c), as folded characters ---- */

uint32_t tm_bunsetsu_start(const tm_reading *reading, uint32_t bunsetsu);
uint32_t tm_bunsetsu_end(const tm_reading *reading, uint32_t bunsetsu);
/* Position of the と that ends the words in bunsetsu `b`; 0 if none. */
uint32_t tm_to_position(const tm_reading *reading, uint32_t b);
/* The opening bracket of the quotation that ends at `close`; UINT32_MAX if it is not in this sentence. */
uint32_t tm_matching_open(const tm_reading *reading, uint32_t close);
/* Whether a quotation begins with bunsetsu `b`, not a name in brackets (ラジオ局「アフリカ」は). */
bool tm_opens_quote(const tm_reading *reading, uint32_t b);

/* ---- the words (cues.c) ---- */

/* The best cue row for a predicate, NULL if it reports nothing. *noun: the bunsetsu of its noun (懸念を|示す), else unchanged. */
const tm_cue *tm_find_cue(const tm_reading *reading, const tm_predicate *p, int32_t *noun);
/* The words of a cue: the bunsetsu *last that ends them, and s->end. False if none are told. */
bool tm_find_content(const tm_reading *reading, const tm_predicate *p, const tm_cue *cue, int32_t noun, tm_statement *s,
                     int32_t *last);
/* という before a noun, …といい: no report of speech by somebody. */
bool tm_is_formula(const tm_reading *reading, const tm_predicate *p);
/* …と|して: the bunsetsu that ends the words given as a reason; -1 if `bunsetsu` is no such して. */
int32_t tm_as_reason(const tm_reading *reading, int32_t bunsetsu);
/* 当局者の話|として: no words end here. */
bool tm_as_noun(const tm_reading *reading, uint32_t b);

/* ---- who speaks (speakers.c) ---- */

/* Whether a phrase names who speaks: a topic or subject that is an actor. Fills s->speaker and s->mention. */
bool tm_speaking_phrase(const tm_reading *reading, uint32_t b, tm_statement *s);
/* The same for somebody whom no mention covers: 県民連合は, 朝日は. */
bool tm_unknown_speaker(const tm_reading *reading, uint32_t b, tm_statement *s);
/* Speaker and first bunsetsu of the words that end in bunsetsu `last`, of which s->end is known. False if nobody can be told. */
bool tm_find_speaker(const tm_reading *reading, const tm_predicate *p, uint32_t last, uint32_t *first, tm_statement *s);

/* ---- sources (sources.c) ---- */

/* The actor that a noun phrase names as a source of news: its mention, a medium by its short name (朝日 for 朝日新聞), or
 * somebody whom only this text names. UINT32_MAX where it names nobody. *mention: as in tm_statement. */
uint32_t tm_source_named(const tm_reading *reading, int32_t bunsetsu, uint32_t *mention);
/* Whether a noun phrase that no mention covers names a person or a body all the same: 県民連合は, ツァオ氏が. */
bool tm_names_speaker(const tm_reading *reading, int32_t bunsetsu);
/* Whose report a noun phrase is: 国防省の発表, 通信社が伝えたところ, 専門家がまとめた報告書. UINT32_MAX if not told. */
uint32_t tm_report_owner(const tm_reading *reading, int32_t bunsetsu, uint32_t *mention);
bool tm_is_media(const tm_reading *reading, uint32_t actor);
/* Adds what is said by way of a source: Aによると, Aの発表では, Aの話として. */
void tm_source_statements(tm_reading *reading);

/* ---- quotations (quotations.c) ---- */

/* Adds 「…」と大統領。 */
void tm_inverted_quotation(tm_reading *reading);
/* Adds a quotation without a cue: in a headline, after a topic, or going on from the sentence before. */
void tm_bare_quotation(tm_reading *reading);

#endif
