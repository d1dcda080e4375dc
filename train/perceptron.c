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
}

void tm_learner_count(tm_learner *learner, const uint32_t *features, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint16_t *seen = &learner->seen[slot_of(features[i])];
    if (*seen < UINT16_MAX) ++*seen;
  }
}

void tm_learner_begin(tm_learner *learner, uint16_t least) {
  learner->rows = 1;
  for (size_t i = 0; i < FEATURES; i++)
    if (learner->seen[i] >= least) learner->row[i] = (uint32_t)learner->rows++;
  size_t size = learner->rows * learner->width;
  learner->weight = tm_need(calloc(size, sizeof(float)));
  learner->square = tm_need(calloc(size, sizeof(float)));
  learner->sum = tm_need(calloc(size, sizeof(double)));
}

uint32_t tm_learner_row(const tm_learner *learner, uint32_t feature) { return learner->row[slot_of(feature)]; }

void tm_learner_score(const tm_learner *learner, const uint32_t *features, size_t count, float *score) {
  for (size_t i = 0; i < count; i++) {
    const float *row = learner->weight + (size_t)learner->row[slot_of(features[i])] * learner->width;
    for (uint32_t c = 0; c < learner->width; c++) score[c] += row[c];
  }
}

/* Row by row: a row's weights lie together. */
void tm_learner_step(tm_learner *learner, const uint32_t *features, size_t count, const float *gradient) {
  uint32_t first = 0, last = learner->width;
  while (first < last && fabsf(gradient[first]) < SMALLEST) first++;
  while (first < last && fabsf(gradient[last - 1]) < SMALLEST) last--;
  for (size_t i = 0; i < count && first < last; i++) {
    uint32_t row = learner->row[slot_of(features[i])];
    if (!row) continue;
    float *weight = learner->weight + (size_t)row * learner->width, *square = learner->square + (size_t)row * learner->width;
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

/* Puts a feature's cell into the table. */
static void place(uint32_t *cells, uint32_t mask, uint32_t feature, uint32_t mark_bits, uint32_t value) {
  uint32_t mark = (feature >> (TM_FEATURE_BITS - mark_bits)) & ((1u << mark_bits) - 1), at = feature & mask;
  while (cells[at]) at = (at + 1) & mask;
  cells[at] = mark << (32 - mark_bits) | value;
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

void tm_learner_write(const tm_learner *learner, const char *path, float negligible) {
  size_t width = learner->width, kept = 0;
  float largest = 1e-9f;
  double squares = 1e-9;
  uint8_t *worth = tm_need(calloc(learner->rows, 1));
  for (size_t i = width; i < learner->rows * width; i++) {
    float size = fabsf(learner->weight[i]);
    largest = size > largest ? size : largest;
    squares += (double)size * (double)size;
    worth[i / width] |= size > negligible;
  }
  for (size_t i = 1; i < learner->rows; i++) kept += worth[i];
  float scale = (width > 1 ? 127.0f : 32000.0f) / largest;
  if (width == 1 && scale > 4096) scale = 4096;
  if (learner->output_count) scale = 127.0f / (8.0f * (float)sqrt(squares / (double)(learner->rows * width)));
  uint32_t slots = 64;
  while ((double)slots * 0.7 < (double)kept) slots *= 2;
  uint32_t *cells = tm_need(calloc(slots, sizeof *cells)), rows = 1;
  int8_t *weights = tm_need(calloc((kept + 1) * width, 1));
  for (size_t f = 0; f < FEATURES; f++) {
    size_t row = learner->row[f];
    if (!row || !worth[row]) continue;
    if (width == 1) {
      int16_t w = (int16_t)lrintf(learner->weight[row] * scale);
      if (w) place(cells, slots - 1, (uint32_t)f, 16, (uint16_t)w);
      continue;
    }
    float own = scale_of_row(learner, row, scale);
    for (size_t c = 0; c < width; c++) weights[rows * width + c] = to_8_bits(learner->weight[row * width + c] * own);
    place(cells, slots - 1, (uint32_t)f, 12, rows++);
  }
  tm_linear_header head = {TM_LINEAR_MAGIC, TM_LINEAR_VERSION, slots, learner->width, width > 1 ? rows : 0, 0};
  size_t size = width > 1 ? rows * width : 0;
  FILE *file = fopen(path, "wb");
  if (!file || fwrite(&head, sizeof head, 1, file) != 1 || fwrite(cells, sizeof *cells, slots, file) != slots ||
      fwrite(weights, 1, size, file) != size || fclose(file) != 0) {
    perror(path);
    exit(1);
  }
  printf("%s: features %zu kept %zu slots %u bytes %zu\n", path, learner->rows, kept, slots,
         sizeof head + slots * sizeof *cells + size);
  free(worth);
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
