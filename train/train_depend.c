/* train: learns the heads of bunsetsu (src/parse/depend.c) and writes model/depend.bin.
 *
 *   train_depend CORPORA_DIR JUMANDIC_DIR OUTPUT
 *
 * Over the gold trees, from right to left as the parser goes: which of the candidates is the head, by softmax; then which
 * kind of link, by logistic regression. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "corpus.h"
#include "parse/bunsetsu.h"
#include "parse/depend.h"
#include "perceptron.h"

enum { ROWS = 1 << 19, ROUNDS = 10 };

static void learn_head(tm_learner *learner, const tm_depend_state *state, int32_t i, int32_t gold) {
  static uint32_t features[TM_DEPEND_CHAIN][TM_DEPEND_FEATURES];
  int32_t candidates[TM_DEPEND_CHAIN];
  size_t count[TM_DEPEND_CHAIN], n = tm_depend_candidates(state, i, candidates), right = n;
  float score[TM_DEPEND_CHAIN], top = -1e30f, sum = 0;
  for (size_t k = 0; k < n; k++) {
    count[k] = tm_depend_features(state, i, candidates, n, k, features[k]);
    score[k] = tm_learner_score(learner, features[k], count[k], 0);
    top = score[k] > top ? score[k] : top;
    if (candidates[k] == gold) right = k;
  }
  if (right == n || n == 1) return; /* a crossing link, or no choice */
  for (size_t k = 0; k < n; k++) sum += score[k] = expf(score[k] - top);
  for (size_t k = 0; k < n; k++) {
    float gradient = score[k] / sum - (k == right ? 1.0f : 0.0f);
    if (fabsf(gradient) > 1e-3f) tm_learner_step(learner, features[k], count[k], 0, gradient);
  }
}

static void learn_link(tm_learner *learner, const tm_depend_state *state, int32_t i, int32_t gold, uint8_t link, uint8_t gold_link) {
  uint32_t features[TM_DEPEND_FEATURES];
  size_t count = tm_depend_link_features(state, i, gold, link, features);
  float gradient = 1.0f / (1.0f + expf(-tm_learner_score(learner, features, count, 0))) - (gold_link == link ? 1.0f : 0.0f);
  if (fabsf(gradient) > 1e-3f) tm_learner_step(learner, features, count, 0, gradient);
}

static void learn(tm_learner *learner, tm_arena *arena, const tm_gold *g) {
  const tm_parsed *p = &g->parsed;
  const tm_word *words = tm_words_read(arena, &g->chars, p->morphs, p->morph_count);
  tm_bunsetsu *bunsetsu = TM_NEW(arena, tm_bunsetsu, p->bunsetsu_count + 1);
  for (size_t i = 0; i < p->bunsetsu_count; i++) {
    bunsetsu[i] = p->bunsetsu[i];
    bunsetsu[i].content = tm_bunsetsu_content(p->morphs, bunsetsu[i].first, bunsetsu[i].last);
  }
  tm_depend_state state = tm_depend_begin(arena, p->morphs, words, bunsetsu, p->bunsetsu_count);
  for (int32_t i = state.count - 2; i >= 0; i--) {
    int32_t gold = bunsetsu[i].head;
    if (gold <= i || gold >= state.count) gold = state.count - 1;
    learn_head(learner, &state, i, gold);
    learn_link(learner, &state, i, gold, TM_LINK_PARALLEL, bunsetsu[i].link);
    learn_link(learner, &state, i, gold, TM_LINK_APPOSITION, bunsetsu[i].link);
    tm_depend_attach(&state, i, gold);
  }
  tm_arena_rewind(arena);
}

int main(int count, char **arguments) {
  if (count != 4) {
    fprintf(stderr, "usage: train_depend CORPORA_DIR JUMANDIC_DIR OUTPUT\n");
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
  tm_learner_init(&learner, ROWS, 1, 0.08f, 0);
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
