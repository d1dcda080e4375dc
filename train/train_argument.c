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

enum { ROUNDS = 6, LEAST = 8, CASES = TM_ARGUMENT_MADE + 1 };
static const float rate = 0.05f, smallest = 5e-4f;

/* Pairs as rows of weights, read from the corpora once: looking features up again in every round would take most of the time. */
typedef struct pairs {
  uint32_t *rows; /* of all pairs, one after the other */
  uint64_t *begin;
  uint8_t *fills; /* bits of cases */
  size_t count, capacity, row_count, row_capacity;
} pairs;

typedef struct trainer {
  tm_learner learner;
  tm_arena arena;
  pairs all;
  bool counting;
} trainer;

static void keep_pair(trainer *t, const uint32_t *features, size_t count, uint8_t fills) {
  pairs *all = &t->all;
  if (all->count == all->capacity) {
    all->capacity = all->capacity ? all->capacity * 2 : 1 << 18;
    all->begin = tm_need(realloc(all->begin, (all->capacity + 1) * sizeof *all->begin));
    all->fills = tm_need(realloc(all->fills, all->capacity));
  }
  if (all->row_count + count > all->row_capacity) {
    all->row_capacity = all->row_capacity ? all->row_capacity * 2 : 1 << 22;
    all->rows = tm_need(realloc(all->rows, all->row_capacity * sizeof *all->rows));
  }
  all->begin[all->count] = all->row_count;
  all->fills[all->count++] = fills;
  for (size_t i = 0; i < count; i++) {
    uint32_t row = tm_learner_row(&t->learner, features[i]);
    if (row) all->rows[all->row_count++] = row;
  }
  all->begin[all->count] = all->row_count;
}

static void read_sentence(trainer *t, const tm_gold *g) {
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
      uint8_t fills = 0;
      for (int c = 0; c < CASES && !t->counting; c++) fills |= (uint8_t)(tm_gold_fills(g, b, a, c) << c);
      if (t->counting) tm_learner_count_all(&t->learner, features, count);
      else keep_pair(t, features, count, fills);
    }
  }
  tm_arena_rewind(&t->arena);
}

static void learn(trainer *t, size_t pair) {
  const uint32_t *rows = t->all.rows + t->all.begin[pair];
  size_t count = t->all.begin[pair + 1] - t->all.begin[pair];
  float score[TM_ARGUMENT_CASES] = {0}, gradient[TM_ARGUMENT_CASES] = {0};
  for (size_t i = 0; i < count; i++) {
    const float *w = t->learner.weight + (size_t)rows[i] * TM_ARGUMENT_CASES;
    for (int c = 0; c < TM_ARGUMENT_CASES; c++) score[c] += w[c];
  }
  bool any = false;
  for (int c = 0; c < CASES; c++) {
    gradient[c] = 1.0f / (1.0f + expf(-score[c])) - (t->all.fills[pair] >> c & 1 ? 1.0f : 0.0f);
    if (fabsf(gradient[c]) < smallest) gradient[c] = 0;
    any = any || gradient[c] != 0;
  }
  for (size_t i = 0; i < count && any; i++) {
    float *w = t->learner.weight + (size_t)rows[i] * TM_ARGUMENT_CASES;
    float *square = t->learner.square + (size_t)rows[i] * TM_ARGUMENT_CASES;
    for (int c = 0; c < TM_ARGUMENT_CASES; c++) {
      square[c] += gradient[c] * gradient[c];
      w[c] -= rate * gradient[c] / (sqrtf(square[c]) + 1e-6f);
    }
  }
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
  tm_learner_init(&t.learner, TM_ARGUMENT_CASES, rate, 0);
  for (size_t i = 0; i < training.train.count; i++) read_sentence(&t, &training.train.items[i]);
  tm_learner_begin(&t.learner, LEAST);
  t.counting = false;
  for (size_t i = 0; i < training.train.count; i++) read_sentence(&t, &training.train.items[i]);
  printf("%zu pairs, %zu rows\n", t.all.count, t.learner.rows);
  fflush(stdout);
  uint32_t *order = tm_need(malloc((t.all.count + 1) * sizeof *order));
  uint64_t state = 9;
  for (int round = 0; round < ROUNDS; round++) {
    tm_shuffle(order, t.all.count, &state);
    for (size_t i = 0; i < t.all.count; i++) learn(&t, order[i]);
    if (round >= 2) tm_learner_average(&t.learner);
  }
  tm_learner_finish(&t.learner);
  t.learner.scale = TM_ARGUMENT_SCALE;
  tm_learner_write(&t.learner, arguments[3], 1.5f / TM_ARGUMENT_SCALE);
  return 0;
}
