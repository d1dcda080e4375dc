/* train: learns where bunsetsu begin (src/parse/bunsetsu.c) and writes model/bunsetsu.bin.
 *
 *   train_bunsetsu CORPORA_DIR JUMANDIC_DIR OUTPUT
 *
 * Logistic regression on every border between two gold morphemes. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "corpus.h"
#include "parse/bunsetsu.h"
#include "perceptron.h"

enum { ROWS = 1 << 17, ROUNDS = 8 };

static void learn(tm_learner *learner, tm_arena *arena, const tm_gold *g) {
  const tm_parsed *p = &g->parsed;
  const tm_word *words = tm_words_read(arena, &g->chars, p->morphs, p->morph_count);
  uint32_t features[TM_BUNSETSU_FEATURES];
  for (size_t i = 1, b = 1; i < p->morph_count; i++) {
    bool begins = b < p->bunsetsu_count && p->bunsetsu[b].first == i;
    if (begins) b++;
    size_t count = tm_bunsetsu_features(words, i, features);
    float score = tm_learner_score(learner, features, count, 0);
    float gradient = 1.0f / (1.0f + expf(-score)) - (begins ? 1.0f : 0.0f);
    if (fabsf(gradient) > 1e-3f) tm_learner_step(learner, features, count, 0, gradient);
  }
  tm_arena_rewind(arena);
}

int main(int count, char **arguments) {
  if (count != 4) {
    fprintf(stderr, "usage: train_bunsetsu CORPORA_DIR JUMANDIC_DIR OUTPUT\n");
    return 2;
  }
  static tm_training training;
  tm_training_read(&training, arguments[1], arguments[2]);
  jmp_buf no_memory;
  tm_arena arena;
  tm_arena_init(&arena);
  arena.no_memory = &no_memory;
  if (setjmp(no_memory)) tm_need(NULL);
  static tm_learner learner;
  tm_learner_init(&learner, ROWS, 1, 0.1f, 0);
  uint64_t state = 1;
  uint32_t *order = tm_need(malloc(training.train.count * sizeof *order));
  for (int round = 0; round < ROUNDS; round++) {
    tm_shuffle(order, training.train.count, &state);
    for (size_t i = 0; i < training.train.count; i++) learn(&learner, &arena, &training.train.items[order[i]]);
    if (round >= 2) tm_learner_average(&learner);
  }
  tm_learner_finish(&learner);
  tm_learner_write(&learner, arguments[3]);
  return 0;
}
