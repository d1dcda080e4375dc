/* parse: groups morphemes into bunsetsu and finds each one's content word. After morph, before depend. */
#ifndef TM_BUNSETSU_H
#define TM_BUNSETSU_H

#include "parse/features.h"

enum { TM_BUNSETSU_FEATURES = 16, TM_BUNSETSU_HIDDEN = 32, TM_BUNSETSU_PARTS = 6 };

/* Does a bunsetsu begin at word `b`? What word `i` = b - 3 + part brings to the question, and what the words at the border
 * bring together. At most TM_BUNSETSU_FEATURES. */
size_t tm_bunsetsu_part_features(const tm_word *words, ptrdiff_t i, uint32_t part, uint32_t *out);
size_t tm_bunsetsu_pair_features(const tm_word *words, size_t i, uint32_t *out);

/* The "feature" whose row holds the weights of the output. */
static inline uint32_t tm_bunsetsu_output(void) { return tm_mix(991, 1); }

/* The bunsetsu of a sentence, heads not set; in the arena. */
tm_bunsetsu *tm_bunsetsu_run(const tm_linear *model, tm_arena *arena, const tm_morph *morphs, const tm_word *words, size_t count,
                             size_t *bunsetsu_count);

/* The morpheme of [first, last) that carries the meaning. */
uint32_t tm_bunsetsu_content(const tm_morph *morphs, uint32_t first, uint32_t last);

#endif
