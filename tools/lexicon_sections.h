/* tools: the tables of lexicon/ → the image section "lexicon". Errors read `file:line: message`. */
#ifndef TM_LEXICON_SECTIONS_H
#define TM_LEXICON_SECTIONS_H

#include "base/image.h"

/* Reads the tables below `directory`. Prints every error on stderr; returns the number of errors, and the section if 0.
 * With `report`, prints coverage on stdout. The section's memory is left to the process. */
size_t tm_lexicon_sections(const char *directory, int report, tm_section *section);

#endif
