/* parse: what the models see of a word, and how their weights lie in the image.
 *
 * The trainers build their features with the very functions that the parser runs, so the two cannot differ. Features are
 * hashes; they depend on characters and JUMAN's numbers, never on tag ids of one image. */
#ifndef TM_FEATURES_H
#define TM_FEATURES_H

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/arena.h"
#include "base/error.h"
#include "parse/parse.h"

/* A morpheme as hashes. Sentences are padded with TM_WORD_PAD words on both sides, so that windows need no bounds. */
typedef struct tm_word {
  uint32_t surface, base; /* characters; all digits count as one */
  uint32_t tag;           /* part of speech, subclass, form and conjugation */
  uint32_t form;          /* part of speech, subclass and form */
  uint32_t pos;           /* part of speech and subclass */
  uint32_t coarse;        /* part of speech, form; inflecting suffixes count as verbs and adjectives */
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

/* Features are told apart by this many low bits of their hashes. */
enum { TM_FEATURE_BITS = 24 };

/* Weights of a model: a hash table with linear probing of `slots` (a power of two) cells, empty ones 0; a cell holds 12 bits of
 * the feature above the number of its first row. Rows of `width` 8-bit weights follow; a feature that plays several parts has
 * a row for each, one after the other. The first rows are all zero: for unknown features, and for those that decide alone.
 *
 * In the image, models whose width is a multiple of 16 are packed so that sums are cheap: the cells begin at TM_PACKED_START,
 * 128 is added to each weight, and of 16 weights the first eight take the even places, the others the odd ones. */
typedef struct tm_linear_header {
  uint32_t magic, version, slots, width, rows, padding;
} tm_linear_header;
#define TM_LINEAR_MAGIC 0x4E494Cu
#define TM_LINEAR_VERSION 3u
#define TM_PACKED_VERSION 4u
enum { TM_PACKED_START = 64 }; /* rows lie within cache lines */
enum { TM_ROW_UNKNOWN, TM_ROW_NO, TM_ROW_YES, TM_ROWS_FIXED };

typedef struct tm_linear {
  const uint32_t *cells;
  const int8_t *weights;
  uint32_t mask, width, rows;
} tm_linear;

/* Checks a section of `name` that must have `width` numbers a row and whose features have up to `span` rows. */
tenmatsu_status tm_linear_view(tm_linear *model, const char *name, uint32_t width, uint32_t span, const void *data, size_t size,
                               tenmatsu_error *error);

/* The first row of a feature. Where the search ends is hard to foretell, so four cells are looked at together: the first that has
 * the mark or is empty is the one. */
static inline uint32_t tm_linear_row(const tm_linear *model, uint32_t feature) {
  uint32_t mark = (feature >> (TM_FEATURE_BITS - 12)) & 0xFFFu, at = feature & model->mask;
#ifdef __SSE2__
  for (const __m128i marks = _mm_set1_epi32((int)mark), empty = _mm_setzero_si128(); at + 3 <= model->mask; at += 4) {
    __m128i cells = _mm_loadu_si128((const __m128i *)(const void *)(model->cells + at));
    __m128i ends = _mm_or_si128(_mm_cmpeq_epi32(_mm_srli_epi32(cells, 20), marks), _mm_cmpeq_epi32(cells, empty));
    unsigned found = (unsigned)_mm_movemask_ps(_mm_castsi128_ps(ends));
    if (found) return model->cells[at + (uint32_t)__builtin_ctz(found)] & 0xFFFFFu;
  }
#endif
  for (at &= model->mask;; at = (at + 1) & model->mask) {
    uint32_t cell = model->cells[at];
    if (cell == 0) return TM_ROW_UNKNOWN;
    if (cell >> 20 == mark) return cell & 0xFFFFFu;
  }
}

/* Sums of 8-bit rows as 16-bit numbers; 8-bit rows cannot overflow the sum of the 200 features that any model has. `size` is a
 * constant where called, so the loops become a few vector instructions. */
static inline void tm_add_rows(const int8_t *weights, const uint32_t *rows, size_t count, int16_t *to, int size) {
  for (size_t k = 0; k < count; k++) {
    const int8_t *row = weights + (size_t)rows[k] * (size_t)size;
    for (int d = 0; d < size; d++) to[d] = (int16_t)(to[d] + row[d]);
  }
}

/* The same for packed rows: eight pairs of weights are added at once as 16-bit numbers, and their upper halves once more alone;
 * the lower ones are what is left. */
typedef uint16_t tm_lanes __attribute__((vector_size(16)));
enum { TM_LANES = 8, TM_WIDEST = 64 };
static inline void tm_add_packed(const int8_t *weights, const uint32_t *rows, size_t count, int16_t *to, int size) {
  tm_lanes both[TM_WIDEST / 16] = {{0}}, upper[TM_WIDEST / 16] = {{0}};
  for (size_t k = 0; k < count; k++) {
    const int8_t *row = weights + (size_t)rows[k] * (size_t)size;
    for (int v = 0; v < size / 16; v++) {
      tm_lanes pairs;
      memcpy(&pairs, row + v * 16, sizeof pairs);
      both[v] += pairs;
      upper[v] += pairs >> 8;
    }
  }
  const uint16_t added = (uint16_t)(count * 128);
  for (int v = 0; v < size / 16; v++) {
    tm_lanes sum[2];
    memcpy(sum, to + v * 16, sizeof sum);
    sum[0] += both[v] - (upper[v] << 8) - added;
    sum[1] += upper[v] - added;
    memcpy(to + v * 16, sum, sizeof sum);
  }
}

/* For sums of few rows, in `to` if it is not `from`: weights are widened at once. */
static inline void tm_sum_packed(const int8_t *weights, const uint32_t *rows, size_t count, const int16_t *from, int16_t *to,
                                 int size) {
  tm_lanes sum[TM_WIDEST / TM_LANES];
  const uint16_t added = (uint16_t)(count * 128);
  for (int v = 0; v < size / TM_LANES; v++) {
    if (from) memcpy(&sum[v], from + v * TM_LANES, sizeof sum[v]);
    else sum[v] = (tm_lanes){0};
    sum[v] -= added;
  }
  for (size_t k = 0; k < count; k++) {
    const int8_t *row = weights + (size_t)rows[k] * (size_t)size;
    for (int v = 0; v < size / 16; v++) {
      tm_lanes pairs;
      memcpy(&pairs, row + v * 16, sizeof pairs);
      sum[2 * v] += pairs & 0xFF;
      sum[2 * v + 1] += pairs >> 8;
    }
  }
  memcpy(to, sum, (size_t)size * sizeof *to);
}

static inline void tm_hidden_add(int16_t *to, const int16_t *other, int size) {
  for (int d = 0; d < size; d++) to[d] = (int16_t)(to[d] + other[d]);
}

/* Asks for the cells of features that will be looked up soon: most of the time goes into waiting for memory. */
static inline void tm_linear_prefetch(const tm_linear *model, const uint32_t *features, size_t count) {
  for (size_t f = 0; f < count; f++) {
    const uint32_t *cells = &model->cells[features[f] & model->mask];
    __builtin_prefetch(cells);
    __builtin_prefetch(cells + 3); /* the four may lie in two lines */
  }
}

/* Of first rows those of features that the model knows, into `out`; asks for what lies there. Returns how many. */
static inline size_t tm_linear_keep(const tm_linear *model, const uint32_t *rows, size_t count, uint32_t *out, int size) {
  size_t known = 0;
  for (size_t f = 0; f < count; f++) {
    uint32_t row = rows[f];
    out[known] = row;
    __builtin_prefetch(model->weights + (size_t)row * (size_t)size);
    if (64 % size) __builtin_prefetch(model->weights + (size_t)(row + 1) * (size_t)size - 1); /* it may lie in two lines */
    known += row >= TM_ROWS_FIXED;
  }
  return known;
}

/* The same for features, which are looked up. */
static inline size_t tm_linear_find(const tm_linear *model, const uint32_t *features, size_t count, uint32_t *rows, int size) {
  size_t known = 0;
  for (size_t f = 0; f < count; f++) {
    uint32_t row = tm_linear_row(model, features[f]);
    known += tm_linear_keep(model, &row, 1, rows + known, size);
  }
  return known;
}

/* A hidden layer's output: a weighted sum of the positive numbers. */
static inline int32_t tm_hidden_output(const int16_t *hidden, const int16_t *weights, int size) {
  int32_t sum = 0;
  for (int d = 0; d < size; d++) sum += (hidden[d] > 0 ? hidden[d] : 0) * weights[d];
  return sum;
}

#endif
