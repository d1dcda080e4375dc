/* parse: an article's text as sentences.
 *
 * A line end always ends a sentence; so do 。！？ outside brackets that are closed in the same line. A line without such a
 * mark is a heading (the first of an article: the title); lines of links, tags and copyright are furniture. */
#ifndef TM_SENTENCE_H
#define TM_SENTENCE_H

#include "base/arena.h"
#include "base/slice.h"

typedef TM_VECTOR(tenmatsu_sentence) tm_sentences;

/* Cuts `text` (valid UTF-8) and appends to *sentences. Linear. `title_first`: the first line is the title whatever its form. */
void tm_sentences_cut(tm_arena *arena, tm_slice text, bool title_first, tm_sentences *sentences);

#endif
