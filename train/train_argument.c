/* train: learns predicate arguments (src/parse/argument.c) and writes model/argument.bin.
 *
 *   train_argument CORPORA_DIR JUMANDIC_DIR OUTPUT
 *
 * Clauses are read from the gold bunsetsu and heads. Every pair of a target and a noun phrase within reach is one step for all
 * cases at once: logistic units, AdaGrad, averaged over rounds. Targets without any <rel> are passed over: the corpora leave
 * some words out. Fillers in other sentences, and writer, reader and unspecified people, count as none. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus.h"
#include "parse/argument.h"
#include "perceptron.h"

enum { ROUNDS = 7, LEAST = 8 };

typedef struct trainer {
  tm_learner learner;
  tm_arena arena;
  bool counting;
} trainer;

static void learn_pair(trainer *t, const uint32_t *features, size_t count, const bool *fills) {
  float score[TM_ARGUMENT_CASES] = {0}, gradient[TM_ARGUMENT_CASES] = {0};
  tm_learner_score(&t->learner, features, count, 0, score);
  for (int c = 0; c <= TM_ARGUMENT_MADE; c++) gradient[c] = 1.0f / (1.0f + expf(-score[c])) - (fills[c] ? 1.0f : 0.0f);
  tm_learner_step(&t->learner, features, count, 0, gradient);
}

static void learn(trainer *t, const tm_gold *g) {
  tm_parsed parsed;
  tm_clauses clauses;
  const tm_word *words = tm_gold_clauses(g, &t->arena, &parsed, &clauses);
  for (uint32_t b = 0; b < parsed.bunsetsu_count; b++) {
    if (!tm_takes_arguments(&clauses, b) || !tm_gold_has_arguments(g, b)) continue;
    tm_argument_frame frame = tm_argument_frame_of(&clauses, words, b);
    uint32_t low = b > TM_ARGUMENT_REACH ? b - TM_ARGUMENT_REACH : 0;
    for (uint32_t a = low; a < b + TM_ARGUMENT_REACH && a < parsed.bunsetsu_count; a++) {
      if (a == b || !tm_may_be_argument(&clauses, a)) continue;
      uint32_t features[TM_ARGUMENT_FEATURES];
      size_t count = tm_argument_features(&clauses, words, &frame, a, features);
      bool fills[TM_ARGUMENT_CASES];
      for (int c = 0; c < TM_ARGUMENT_CASES; c++) fills[c] = tm_gold_fills(g, b, a, c);
      if (t->counting) tm_learner_count_all(&t->learner, features, count);
      else learn_pair(t, features, count, fills);
    }
  }
  tm_arena_rewind(&t->arena);
}

int main(int count, char **arguments) {
  if (count != 4) {
    fprintf(stderr, "usage: train_argument CORPORA_DIR JUMANDIC_DIR OUTPUT\n");
    return 2;
  }
  static tm_training training;
  static trainer t = {.counting = true};
  tm_training_read(&training, arguments[1], arguments[2]);
  jmp_buf no_memory;
  tm_arena_init(&t.arena);
  t.arena.no_memory = &no_memory;
  if (setjmp(no_memory)) tm_need(NULL);
  tm_learner_init(&t.learner, TM_ARGUMENT_CASES, 0.05f, 0);
  for (size_t i = 0; i < training.train.count; i++) learn(&t, &training.train.items[i]);
  tm_learner_begin(&t.learner, LEAST);
  t.counting = false;
  uint32_t *order = tm_need(malloc(training.train.count * sizeof *order));
  uint64_t state = 9;
  for (int round = 0; round < ROUNDS; round++) {
    tm_shuffle(order, training.train.count, &state);
    for (size_t i = 0; i < training.train.count; i++) learn(&t, &training.train.items[order[i]]);
    if (round >= 2) tm_learner_average(&t.learner);
  }
  tm_learner_finish(&t.learner);
  t.learner.scale = TM_ARGUMENT_SCALE;
  tm_learner_write(&t.learner, arguments[3], 1.5f / TM_ARGUMENT_SCALE);
  return 0;
}
