/* train: learns where bunsetsu begin (src/parse/bunsetsu.c) and writes model/bunsetsu.bin.
 *
 *   train_bunsetsu CORPORA_DIR JUMANDIC_DIR OUTPUT AUTO
 *
 * AUTO: what train_auto wrote, the same sentences with words as the parser finds them.
 *
 * One decision for every border between two morphemes: a hidden layer of rectified units with dropout and a logistic unit;
 * AdaGrad, averaged over rounds. Then the pairs of tags and words are found with which the network gives one answer only. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus.h"
#include "parse/bunsetsu.h"
#include "perceptron.h"

enum { ROUNDS = 14, LEAST = 6, H = TM_BUNSETSU_HIDDEN, FIX_LEAST = 30 };
static const double impure = 0.0002;
static const float unsure = 1;
static const float dropout = 0.3f;

typedef struct trainer {
  tm_learner learner;
  tm_arena arena;
  uint64_t state;
  enum { COUNTING, LEARNING, TALLYING } phase;
  uint32_t output; /* its row */
} trainer;

static void learn_border(trainer *t, const uint32_t *features, size_t count, bool begins) {
  float hidden[H] = {0}, slope[H], own[H], mask[H], score = 0;
  const float *w = t->learner.weight + (size_t)t->output * H;
  tm_learner_score(&t->learner, features, count, 0, hidden);
  for (int d = 0; d < H; d++) {
    mask[d] = (float)(tm_random(&t->state) & 0xFFFF) < dropout * 65536 ? 0 : 1 / (1 - dropout);
    hidden[d] = hidden[d] > 0 ? hidden[d] * mask[d] : 0;
    score += hidden[d] * w[d];
  }
  float gradient = 1.0f / (1.0f + expf(-score)) - (begins ? 1.0f : 0.0f);
  for (int d = 0; d < H; d++) {
    slope[d] = hidden[d] > 0 ? gradient * w[d] * mask[d] : 0;
    own[d] = gradient * hidden[d];
  }
  uint32_t output = tm_bunsetsu_output();
  tm_learner_step(&t->learner, &output, 1, 0, own);
  tm_learner_step(&t->learner, features, count, 0, slope);
}

/* What the network says, for the deciders; a score near zero speaks for neither answer. */
static void tally_border(trainer *t, const uint32_t *features, size_t count) {
  float hidden[H] = {0}, score = 0;
  const float *w = t->learner.weight + (size_t)t->output * H;
  tm_learner_score(&t->learner, features, count, 0, hidden);
  for (int d = 0; d < H; d++) score += hidden[d] > 0 ? hidden[d] * w[d] : 0;
  for (size_t f = 0; f < TM_BUNSETSU_DECIDERS; f++) {
    if (score < unsure) tm_learner_tally(&t->learner, features[f], false);
    if (score > -unsure) tm_learner_tally(&t->learner, features[f], true);
  }
}

static void learn(trainer *t, const tm_gold *g) {
  const tm_parsed *p = &g->parsed;
  const tm_word *words = tm_words_read(&t->arena, &g->chars, p->morphs, p->morph_count);
  uint32_t features[TM_BUNSETSU_FEATURES];
  for (size_t i = 1, b = 1; i < p->morph_count; i++) {
    bool begins = b < p->bunsetsu_count && p->bunsetsu[b].first == i;
    if (begins) b++;
    size_t count = tm_bunsetsu_features(words, i, features);
    if (t->phase == COUNTING) tm_learner_count_all(&t->learner, features, count);
    else if (t->phase == LEARNING) learn_border(t, features, count, begins);
    else tally_border(t, features, count);
  }
  tm_arena_rewind(&t->arena);
}

/* Small random numbers break the symmetry of the hidden units. */
static void begin(trainer *t) {
  uint32_t output = tm_bunsetsu_output();
  for (int k = 0; k < LEAST; k++) tm_learner_count(&t->learner, output, 1);
  tm_learner_begin(&t->learner, LEAST);
  for (size_t i = H; i < t->learner.rows * H; i++)
    t->learner.weight[i] = ((float)(tm_random(&t->state) & 0xFFFF) / 32768.0f - 1.0f) * 0.08f;
  t->output = tm_learner_row(&t->learner, output);
  t->learner.output_rows[t->learner.output_count++] = t->output;
  for (int d = 0; d < H; d++) t->learner.weight[(size_t)t->output * H + (size_t)d] *= 4;
}

int main(int count, char **arguments) {
  if (count != 5) {
    fprintf(stderr, "usage: train_bunsetsu CORPORA_DIR JUMANDIC_DIR OUTPUT AUTO\n");
    return 2;
  }
  static tm_training training;
  static trainer t = {.state = 4, .phase = COUNTING};
  tm_training_read(&training, arguments[1], arguments[2]);
  tm_training_add(&training, arguments[4]);
  jmp_buf no_memory;
  tm_arena_init(&t.arena);
  t.arena.no_memory = &no_memory;
  if (setjmp(no_memory)) tm_need(NULL);
  tm_learner_init(&t.learner, H, 0.03f, 0);
  for (size_t i = 0; i < training.train.count; i++) learn(&t, &training.train.items[i]);
  begin(&t);
  t.phase = LEARNING;
  uint32_t *order = tm_need(malloc(training.train.count * sizeof *order));
  for (int round = 0; round < ROUNDS; round++) {
    tm_shuffle(order, training.train.count, &t.state);
    for (size_t i = 0; i < training.train.count; i++) learn(&t, &training.train.items[order[i]]);
    if (round >= 3) tm_learner_average(&t.learner);
  }
  tm_learner_finish(&t.learner);
  t.phase = TALLYING;
  for (size_t i = 0; i < training.train.count; i++) learn(&t, &training.train.items[i]);
  tm_learner_fix(&t.learner, FIX_LEAST, impure, true);
  tm_learner_write(&t.learner, arguments[3], 0.1f);
  return 0;
}
