/* record: how many columns of a terminal a text takes. */
#ifndef TM_WIDTH_H
#define TM_WIDTH_H

#include "base/slice.h"

/* Columns of one code point: 0 combining or invisible, 2 wide or full-width, else 1. Ambiguous ones count 1. */
int tm_width_of(uint32_t code);

/* Columns of a whole text. */
size_t tm_width(tm_slice text);

/* Length in bytes of the longest beginning of `text` that fits `columns`; *used gets its columns. */
size_t tm_width_cut(tm_slice text, size_t columns, size_t *used);

#endif
