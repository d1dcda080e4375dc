/* parse: groups morphemes into bunsetsu and finds each one's content word. After morph, before depend. */
#ifndef TM_BUNSETSU_H
#define TM_BUNSETSU_H

#include "parse/features.h"

enum { TM_BUNSETSU_FEATURES = 25, TM_BUNSETSU_DECIDERS = 3, TM_BUNSETSU_HIDDEN = 32 };

/* Does a bunsetsu begin at word `i`? What the words at the border bring together and each of six words brings alone. Some
 * of the first TM_BUNSETSU_DECIDERS decide alone (a particle never begins one), so the others need not be looked up. */
void tm_bunsetsu_deciders(const tm_word *words, size_t i, uint32_t *out);
size_t tm_bunsetsu_features(const tm_word *words, size_t i, uint32_t *out);

/* The "feature" whose row holds the weights of the output. */
static inline uint32_t tm_bunsetsu_output(void) { return tm_mix(991, 1); }

/* The bunsetsu of a sentence, heads not set; in the arena. */
tm_bunsetsu *tm_bunsetsu_run(const tm_linear *model, tm_arena *arena, const tm_morph *morphs, const tm_word *words, size_t count,
                             size_t *bunsetsu_count);

/* The morpheme of [first, last) that carries the meaning. */
uint32_t tm_bunsetsu_content(const tm_morph *morphs, uint32_t first, uint32_t last);

#endif
