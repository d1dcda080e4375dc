/* train: see perceptron.h. */
#include "perceptron.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "corpus.h"
#include "parse/features.h"

void tm_learner_init(tm_learner *learner, uint32_t rows, uint32_t width, float rate, float decay) {
  size_t size = (size_t)rows * width;
  *learner = (tm_learner){.rows = rows, .width = width, .rate = rate, .decay = decay};
  learner->weight = tm_need(calloc(size, sizeof(float)));
  learner->square = tm_need(calloc(size, sizeof(float)));
  learner->sum = tm_need(calloc(size, sizeof(double)));
}

float tm_learner_score(const tm_learner *learner, const uint32_t *features, size_t count, uint32_t column) {
  float sum = 0;
  for (size_t i = 0; i < count; i++) sum += learner->weight[(size_t)(features[i] & (learner->rows - 1)) * learner->width + column];
  return sum;
}

void tm_learner_step(tm_learner *learner, const uint32_t *features, size_t count, uint32_t column, float gradient) {
  for (size_t i = 0; i < count; i++) {
    size_t at = (size_t)(features[i] & (learner->rows - 1)) * learner->width + column;
    float g = gradient + learner->decay * learner->weight[at];
    learner->square[at] += g * g;
    learner->weight[at] -= learner->rate * g / (sqrtf(learner->square[at]) + 1e-6f);
  }
}

void tm_learner_average(tm_learner *learner) {
  for (size_t i = 0; i < (size_t)learner->rows * learner->width; i++) learner->sum[i] += (double)learner->weight[i];
  learner->rounds++;
}

void tm_learner_finish(tm_learner *learner) {
  if (!learner->rounds) return;
  for (size_t i = 0; i < (size_t)learner->rows * learner->width; i++)
    learner->weight[i] = (float)(learner->sum[i] / (double)learner->rounds);
}

void tm_learner_write(const tm_learner *learner, const char *path) {
  size_t size = (size_t)learner->rows * learner->width;
  float largest = 1e-9f;
  for (size_t i = 0; i < size; i++) largest = fabsf(learner->weight[i]) > largest ? fabsf(learner->weight[i]) : largest;
  float scale = 32000.0f / largest;
  if (scale > 2048) scale = 2048;
  FILE *file = fopen(path, "wb");
  tm_linear_header head = {TM_LINEAR_MAGIC, TM_LINEAR_VERSION, learner->rows, learner->width};
  int16_t *out = tm_need(malloc(size * sizeof *out));
  size_t used = 0;
  for (size_t i = 0; i < size; i++) {
    out[i] = (int16_t)lrintf(learner->weight[i] * scale);
    used += out[i] != 0;
  }
  if (!file || fwrite(&head, sizeof head, 1, file) != 1 || fwrite(out, sizeof *out, size, file) != size || fclose(file) != 0) {
    perror(path);
    exit(1);
  }
  free(out);
  printf("weights %zu\nweights_not_zero %zu\n", size, used);
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
