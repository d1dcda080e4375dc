/* parse: what the linear models see of a word, and how their weights lie in the image.
 *
 * The trainers build their features with the very functions that the parser runs, so the two cannot differ. Features are
 * 32-bit hashes; they depend on surface, dictionary form and JUMAN's numbers, never on tag ids of one image. */
#ifndef TM_FEATURES_H
#define TM_FEATURES_H

#include "base/arena.h"
#include "base/error.h"
#include "parse/parse.h"

/* A morpheme as hashes. Sentences are padded with TM_WORD_PAD words on both sides, so that windows need no bounds. */
typedef struct tm_word {
  uint32_t surface, base; /* characters; digits count as one */
  uint32_t tag;           /* part of speech, subclass, form and conjugation */
  uint32_t pos;           /* part of speech and subclass */
  uint8_t category, shape;
} tm_word;
enum { TM_WORD_PAD = 3 };

/* Words of a sentence in the arena; words[-TM_WORD_PAD .. count + TM_WORD_PAD) may be read. */
tm_word *tm_words_read(tm_arena *arena, const tm_chars *chars, const tm_morph *morphs, size_t count);

static inline uint32_t tm_mix(uint32_t a, uint32_t b) {
  uint32_t h = (a ^ (b * 0x9E3779B1u)) * 0x85EBCA77u;
  return h ^ h >> 15;
}
static inline uint32_t tm_mix3(uint32_t a, uint32_t b, uint32_t c) { return tm_mix(tm_mix(a, b), c); }
static inline uint32_t tm_mix4(uint32_t a, uint32_t b, uint32_t c, uint32_t d) { return tm_mix(tm_mix3(a, b, c), d); }

/* Weights of a linear model: `rows` rows (a power of two) of `width` numbers; a feature's row is its hash's low bits. */
typedef struct tm_linear_header {
  uint32_t magic, version, rows, width;
} tm_linear_header;
#define TM_LINEAR_MAGIC 0x4E494Cu
#define TM_LINEAR_VERSION 1u

typedef struct tm_linear {
  const int16_t *weights;
  uint32_t mask, width;
} tm_linear;

/* Checks a section of `name` that must have `width` numbers a row. */
tenmatsu_status tm_linear_view(tm_linear *model, const char *name, uint32_t width, const void *data, size_t size, tenmatsu_error *error);

/* Sum of the weights of `count` features, for models of width 1. */
static inline int32_t tm_linear_score(const tm_linear *model, const uint32_t *features, size_t count) {
  int32_t sum = 0;
  for (size_t i = 0; i < count; i++) sum += model->weights[features[i] & model->mask];
  return sum;
}

#endif
