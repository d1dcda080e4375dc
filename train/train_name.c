/* train: learns named entities (src/parse/name.c) and writes model/name.bin.
 *
 *   train_name CORPORA_DIR JUMANDIC_DIR OUTPUT AUTO
 *
 * AUTO: what train_auto wrote, the same sentences with words as the parser finds them.
 *
 * A conditional random field whose only transitions are those that open and close names properly. Then the
 * features are found with which it sees no name. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus.h"
#include "parse/name.h"
#include "perceptron.h"

enum { ROUNDS = 6, LEAST = 6, L = TM_NAME_LABELS, MOST_WORDS = 4096, FIX_LEAST = 100 };
static const double impure = 0;
static const float surely_outside = 0.9f;

typedef enum learning_phase { COUNTING, LEARNING, TALLYING } learning_phase;

static uint32_t part(uint32_t label) { return label ? (label - 1) & 3 : TM_NAME_END; }
static bool is_open(uint32_t label) { return label && part(label) <= TM_NAME_INSIDE; }
static bool continues(uint32_t label) { return label && (part(label) == TM_NAME_INSIDE || part(label) == TM_NAME_END); }
static uint32_t kind(uint32_t label) { return (label - 1) / 4; }

static void gold_labels(const tm_parsed *p, uint8_t *label) {
  memset(label, 0, p->morph_count);
  for (size_t i = 0; i < p->name_count; i++) {
    const tm_name *n = &p->names[i];
    uint8_t base = (uint8_t)(1 + n->kind * 4);
    for (uint32_t w = n->first; w < n->last; w++) label[w] = (uint8_t)(base + TM_NAME_INSIDE);
    label[n->first] = (uint8_t)(base + TM_NAME_BEGIN);
    label[n->last - 1] = (uint8_t)(base + (n->last - n->first == 1 ? TM_NAME_SINGLE : TM_NAME_END));
  }
}

static void normalise(float *v) {
  float sum = 1e-30f;
  for (uint32_t l = 0; l < L; l++) sum += v[l];
  for (uint32_t l = 0; l < L; l++) v[l] /= sum;
}

/* What may come before or after each label, summed: entry 0 for closed, 1 + kind for open in a name of that kind. */
static void gather(const float *v, bool open(uint32_t), float *sum) {
  memset(sum, 0, (1 + TM_NAME_KINDS) * sizeof *sum);
  for (uint32_t l = 0; l < L; l++) sum[open(l) ? 1 + kind(l) : 0] += v[l];
}

/* Turns scores into exp(score), then into the probability of each label of each word. */
static void marginals(float (*score)[TM_NAME_WIDTH], float (*forward)[TM_NAME_WIDTH], size_t count) {
  static float backward[TM_NAME_LABELS], weighted[TM_NAME_LABELS];
  float sum[1 + TM_NAME_KINDS];
  for (size_t i = 0; i < count; i++) {
    float top = score[i][0];
    for (uint32_t l = 0; l < L; l++) top = score[i][l] > top ? score[i][l] : top;
    for (uint32_t l = 0; l < L; l++) score[i][l] = expf(score[i][l] - top);
    if (i) gather(forward[i - 1], is_open, sum);
    else memset(sum, 0, sizeof sum), sum[0] = 1;
    for (uint32_t l = 0; l < L; l++) forward[i][l] = score[i][l] * sum[continues(l) ? 1 + kind(l) : 0];
    normalise(forward[i]);
  }
  for (uint32_t l = 0; l < L; l++) backward[l] = is_open(l) ? 0 : 1;
  for (size_t i = count; i-- > 0;) {
    for (uint32_t l = 0; l < L; l++) weighted[l] = backward[l] * score[i][l];
    for (uint32_t l = 0; l < L; l++) forward[i][l] *= backward[l];
    normalise(forward[i]);
    gather(weighted, continues, sum);
    for (uint32_t l = 0; l < L; l++) backward[l] = sum[is_open(l) ? 1 + kind(l) : 0];
    normalise(backward);
  }
}

static void learn(tm_learner *learner, tm_arena *arena, const tm_gold *g, learning_phase phase) {
  static uint32_t features[MOST_WORDS][TM_NAME_FEATURES];
  static float score[MOST_WORDS][TM_NAME_WIDTH], probability[MOST_WORDS][TM_NAME_WIDTH]; /* the padding stays 0 */
  static uint8_t label[MOST_WORDS];
  const tm_parsed *p = &g->parsed;
  const tm_word *words = tm_words_read(arena, &g->chars, p->morphs, p->morph_count);
  size_t feature_count = 0;
  for (size_t i = 0; i < p->morph_count; i++) {
    feature_count = tm_name_features(words, i, features[i]);
    if (phase == COUNTING) tm_learner_count_all(learner, features[i], feature_count);
  }
  if (phase != COUNTING) {
    gold_labels(p, label);
    memset(score, 0, p->morph_count * sizeof *score);
    for (size_t i = 0; i < p->morph_count; i++) tm_learner_score(learner, features[i], feature_count, 0, score[i]);
    marginals(score, probability, p->morph_count);
  }
  for (size_t i = 0; i < p->morph_count; i++) {
    if (phase == LEARNING) {
      probability[i][label[i]] -= 1;
      tm_learner_step(learner, features[i], feature_count, 0, probability[i]);
    } else if (phase == TALLYING) {
      for (size_t f = 0; f < TM_NAME_DECIDERS; f++) tm_learner_tally(learner, features[i][f], probability[i][0] < surely_outside);
    }
  }
  tm_arena_rewind(arena);
}

int main(int count, char **arguments) {
  if (count != 5) {
    fprintf(stderr, "usage: train_name CORPORA_DIR JUMANDIC_DIR OUTPUT AUTO\n");
    return 2;
  }
  static tm_training training;
  tm_training_read(&training, arguments[1], arguments[2]);
  tm_training_add(&training, arguments[4]);
  jmp_buf no_memory;
  tm_arena arena;
  tm_arena_init(&arena);
  arena.no_memory = &no_memory;
  if (setjmp(no_memory)) tm_need(NULL);
  static tm_learner learner;
  tm_learner_init(&learner, TM_NAME_WIDTH, 0.08f, 0);
  for (size_t i = 0; i < training.train.count; i++) learn(&learner, &arena, &training.train.items[i], COUNTING);
  tm_learner_begin(&learner, LEAST);
  uint64_t state = 1;
  uint32_t *order = tm_need(malloc(training.train.count * sizeof *order));
  for (int round = 0; round < ROUNDS; round++) {
    tm_shuffle(order, training.train.count, &state);
    for (size_t i = 0; i < training.train.count; i++) learn(&learner, &arena, &training.train.items[order[i]], LEARNING);
    if (round >= 2) tm_learner_average(&learner);
  }
  tm_learner_finish(&learner);
  for (size_t i = 0; i < training.train.count; i++) learn(&learner, &arena, &training.train.items[i], TALLYING);
  tm_learner_fix(&learner, FIX_LEAST, impure, false);
  tm_learner_write(&learner, arguments[3], 0.25f);
  return 0;
}
