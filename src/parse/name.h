/* parse: named entities, the kinds of IREX. After morph; independent of bunsetsu. */
#ifndef TM_NAME_H
#define TM_NAME_H

#include "parse/features.h"

/* Labels: 0 outside, then for each kind begin, inside, end, single. Rows are padded to a width that vectors like. */
enum { TM_NAME_LABELS = 1 + 4 * TM_NAME_KINDS, TM_NAME_WIDTH = 48, TM_NAME_FEATURES = 24, TM_NAME_DECIDERS = 3 };
enum { TM_NAME_BEGIN, TM_NAME_INSIDE, TM_NAME_END, TM_NAME_SINGLE };

/* Features of word `i`; at most TM_NAME_FEATURES. Some of the first TM_NAME_DECIDERS say alone that a word is in no name, so
 * the others need not be looked up. */
void tm_name_deciders(const tm_word *words, size_t i, uint32_t *out);
size_t tm_name_features(const tm_word *words, size_t i, uint32_t *out);

/* May `next` follow `label`? At the ends of a sentence the neighbour is 0. */
static inline bool tm_name_follows(uint32_t label, uint32_t next) {
  bool open = label && ((label - 1) & 3) <= TM_NAME_INSIDE;
  bool continues = next && (((next - 1) & 3) == TM_NAME_INSIDE || ((next - 1) & 3) == TM_NAME_END);
  return open == continues && (!open || (label - 1) / 4 == (next - 1) / 4);
}

tm_name *tm_name_run(const tm_linear *model, tm_arena *arena, const tm_word *words, size_t count, size_t *name_count);

#endif
