/* parse: groups morphemes into bunsetsu and finds each one's content word. After morph, before depend. */
#ifndef TM_BUNSETSU_H
#define TM_BUNSETSU_H

#include "parse/features.h"

enum { TM_BUNSETSU_FEATURES = 24 };

/* Features of the question whether a bunsetsu begins at word `i`. Returns how many, at most TM_BUNSETSU_FEATURES. */
size_t tm_bunsetsu_features(const tm_word *words, size_t i, uint32_t *out);

/* The bunsetsu of a sentence, heads not set; in the arena. */
tm_bunsetsu *tm_bunsetsu_run(const tm_linear *model, tm_arena *arena, const tm_morph *morphs, const tm_word *words, size_t count,
                             size_t *bunsetsu_count);

/* The morpheme of [first, last) that carries the meaning. */
uint32_t tm_bunsetsu_content(const tm_morph *morphs, uint32_t first, uint32_t last);

#endif
