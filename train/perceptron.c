/* train: see perceptron.h. */
#include "perceptron.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "corpus.h"
#include "parse/features.h"

static const float SMALLEST = 5e-4f; /* gradients below are passed over */
#define FEATURES ((size_t)1 << TM_FEATURE_BITS)

static size_t slot_of(uint32_t feature) { return feature & (FEATURES - 1); }

void tm_learner_init(tm_learner *learner, uint32_t width, float rate, float decay) {
  *learner = (tm_learner){.width = width, .rate = rate, .decay = decay};
  learner->row = tm_need(calloc(FEATURES, sizeof *learner->row));
  learner->seen = tm_need(calloc(FEATURES, sizeof *learner->seen));
  learner->span = tm_need(calloc(FEATURES, sizeof *learner->span));
  learner->fixed = tm_need(calloc(FEATURES, sizeof *learner->fixed));
  for (int i = 0; i < 2; i++) learner->tally[i] = tm_need(calloc(FEATURES, sizeof *learner->tally[i]));
}

void tm_learner_free(tm_learner *learner) {
  free(learner->row);
  free(learner->seen);
  free(learner->span);
  free(learner->fixed);
  for (int i = 0; i < 2; i++) free(learner->tally[i]);
  free(learner->weight);
  free(learner->square);
  free(learner->sum);
}

void tm_learner_tally(tm_learner *learner, uint32_t feature, bool yes) { learner->tally[yes][slot_of(feature)]++; }

void tm_learner_fix(tm_learner *learner, uint32_t least, double impure, bool also_yes) {
  for (size_t i = 0; i < FEATURES; i++) {
    uint32_t no = learner->tally[0][i], yes = learner->tally[1][i];
    if (no + yes < least) continue;
    if (yes <= impure * (no + yes)) learner->fixed[i] = TM_ROW_NO;
    else if (also_yes && no <= impure * (no + yes)) learner->fixed[i] = TM_ROW_YES;
  }
}

void tm_learner_count(tm_learner *learner, uint32_t feature, size_t span) {
  uint16_t *seen = &learner->seen[slot_of(feature)];
  uint8_t *most = &learner->span[slot_of(feature)];
  if (*seen < UINT16_MAX) ++*seen;
  if (*most < span) *most = (uint8_t)span;
}

void tm_learner_count_all(tm_learner *learner, const uint32_t *features, size_t count) {
  for (size_t i = 0; i < count; i++) tm_learner_count(learner, features[i], 1);
}

void tm_learner_begin(tm_learner *learner, uint16_t least) {
  learner->rows = 1;
  for (size_t i = 0; i < FEATURES; i++)
    if (learner->seen[i] >= least) {
      learner->row[i] = (uint32_t)learner->rows;
      learner->rows += learner->span[i];
    }
  size_t size = learner->rows * learner->width;
  learner->weight = tm_need(calloc(size, sizeof(float)));
  learner->square = tm_need(calloc(size, sizeof(float)));
  learner->sum = tm_need(calloc(size, sizeof(double)));
}

uint32_t tm_learner_row(const tm_learner *learner, uint32_t feature) { return learner->row[slot_of(feature)]; }

void tm_learner_score(const tm_learner *learner, const uint32_t *features, size_t count, size_t part, float *score) {
  for (size_t i = 0; i < count; i++) {
    uint32_t first = learner->row[slot_of(features[i])];
    if (!first) continue;
    const float *row = learner->weight + (first + part) * learner->width;
    for (uint32_t c = 0; c < learner->width; c++) score[c] += row[c];
  }
}

/* Row by row: a row's weights lie together. */
void tm_learner_step(tm_learner *learner, const uint32_t *features, size_t count, size_t part, const float *gradient) {
  uint32_t first = 0, last = learner->width;
  while (first < last && fabsf(gradient[first]) < SMALLEST) first++;
  while (first < last && fabsf(gradient[last - 1]) < SMALLEST) last--;
  for (size_t i = 0; i < count && first < last; i++) {
    uint32_t row = learner->row[slot_of(features[i])];
    if (!row) continue;
    float *weight = learner->weight + (row + part) * learner->width, *square = learner->square + (row + part) * learner->width;
    for (uint32_t c = first; c < last; c++) {
      if (fabsf(gradient[c]) < SMALLEST) continue;
      float g = gradient[c] + learner->decay * weight[c];
      square[c] += g * g;
      weight[c] -= learner->rate * g / (sqrtf(square[c]) + 1e-6f);
    }
  }
}

void tm_learner_average(tm_learner *learner) {
  for (size_t i = 0; i < learner->rows * learner->width; i++) learner->sum[i] += (double)learner->weight[i];
  learner->rounds++;
}

void tm_learner_finish(tm_learner *learner) {
  if (!learner->rounds) return;
  for (size_t i = 0; i < learner->rows * learner->width; i++)
    learner->weight[i] = (float)(learner->sum[i] / (double)learner->rounds);
}

void tm_learner_add(tm_learner *learner, const tm_learner *other) {
  for (size_t i = 0; i < FEATURES; i++) {
    if (!learner->row[i] || !other->row[i]) continue;
    size_t rows = learner->span[i] < other->span[i] ? learner->span[i] : other->span[i], width = learner->width;
    float *to = learner->weight + learner->row[i] * width;
    const float *from = other->weight + other->row[i] * width;
    for (size_t c = 0; c < rows * width; c++) to[c] += from[c];
  }
}

void tm_learner_divide(tm_learner *learner, float by) {
  for (size_t i = 0; i < learner->rows * learner->width; i++) learner->weight[i] /= by;
}

/* Puts a feature's cell into the table. */
static void place(uint32_t *cells, uint32_t mask, uint32_t feature, uint32_t value) {
  uint32_t mark = (feature >> (TM_FEATURE_BITS - 12)) & 0xFFFu, at = feature & mask;
  while (cells[at]) at = (at + 1) & mask;
  cells[at] = mark << 20 | value;
}

/* 8-bit numbers: outputs fill the range each for itself; other rows are scaled by their spread, the few far out are cut. */
static float scale_of_row(const tm_learner *learner, size_t row, float usual) {
  for (size_t o = 0; o < learner->output_count; o++) {
    if (learner->output_rows[o] != row) continue;
    float largest = 1e-9f;
    for (size_t c = 0; c < learner->width; c++) {
      float size = fabsf(learner->weight[row * learner->width + c]);
      largest = size > largest ? size : largest;
    }
    return 127.0f / largest;
  }
  return usual;
}

static int8_t to_8_bits(float weight) { return (int8_t)lrintf(weight > 127 ? 127 : weight < -127 ? -127 : weight); }

/* Are a feature's rows more than nothing? */
static bool is_worth(const tm_learner *learner, size_t feature, float negligible) {
  if (!learner->row[feature] || learner->fixed[feature]) return false;
  const float *w = learner->weight + (size_t)learner->row[feature] * learner->width;
  for (size_t i = 0; i < learner->span[feature] * learner->width; i++)
    if (fabsf(w[i]) > negligible) return true;
  return false;
}

void tm_learner_write(const tm_learner *learner, const char *path, float negligible) {
  size_t width = learner->width, kept = 0, fixed = 0, rows = TM_ROWS_FIXED, longest = 1;
  float largest = 1e-9f;
  double squares = 1e-9;
  for (size_t i = width; i < learner->rows * width; i++) {
    float size = fabsf(learner->weight[i]);
    largest = size > largest ? size : largest;
    squares += (double)size * (double)size;
  }
  for (size_t f = 0; f < FEATURES; f++) {
    fixed += learner->fixed[f] != 0;
    if (!is_worth(learner, f, negligible)) continue;
    kept++;
    rows += learner->span[f];
    longest = learner->span[f] > longest ? learner->span[f] : longest;
  }
  rows += longest - 1; /* so that a damaged cell cannot point too far */
  float scale = 127.0f / largest;
  if (learner->output_count) scale = 127.0f / (8.0f * (float)sqrt(squares / (double)(learner->rows * width)));
  if (learner->scale > 0) scale = learner->scale;
  uint32_t slots = 64;
  while ((double)slots * 0.7 < (double)(kept + fixed)) slots *= 2;
  uint32_t *cells = tm_need(calloc(slots, sizeof *cells));
  size_t size = rows * width, next = TM_ROWS_FIXED;
  int8_t *weights = tm_need(calloc(size, 1));
  for (size_t f = 0; f < FEATURES; f++) {
    if (learner->fixed[f]) place(cells, slots - 1, (uint32_t)f, learner->fixed[f]);
    if (!is_worth(learner, f, negligible)) continue;
    size_t row = learner->row[f];
    float own = scale_of_row(learner, row, scale);
    for (size_t c = 0; c < learner->span[f] * width; c++)
      weights[next * width + c] = to_8_bits(learner->weight[row * width + c] * own);
    place(cells, slots - 1, (uint32_t)f, (uint32_t)next);
    next += learner->span[f];
  }
  tm_linear_header head = {TM_LINEAR_MAGIC, TM_LINEAR_VERSION, slots, learner->width, (uint32_t)rows, 0};
  FILE *file = fopen(path, "wb");
  if (!file || fwrite(&head, sizeof head, 1, file) != 1 || fwrite(cells, sizeof *cells, slots, file) != slots ||
      fwrite(weights, 1, size, file) != size || fclose(file) != 0) {
    perror(path);
    exit(1);
  }
  printf("%s: rows %zu fixed %zu kept %zu slots %u bytes %zu\n", path, learner->rows, fixed, kept, slots,
         sizeof head + slots * sizeof *cells + size);
  free(cells);
  free(weights);
}

uint32_t tm_random(uint64_t *state) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*state >> 33);
}

void tm_shuffle(uint32_t *order, size_t count, uint64_t *state) {
  for (size_t i = 0; i < count; i++) order[i] = (uint32_t)i;
  for (size_t i = count; i > 1; i--) {
    size_t other = tm_random(state) % i;
    uint32_t swap = order[i - 1];
    order[i - 1] = order[other];
    order[other] = swap;
  }
}
