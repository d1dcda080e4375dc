/* train: learns the heads of bunsetsu (src/parse/depend.c) and writes model/depend.bin.
 *
 *   train_depend CORPORA_DIR JUMANDIC_DIR OUTPUT AUTO
 *
 * AUTO: what train_auto wrote, the same sentences with words as the parser finds them.
 *
 * Over the gold trees, from right to left as the parser goes: which of the candidates is the head, by softmax; of which kind
 * the link is, by two logistic units. One hidden layer of rectified units with dropout; AdaGrad, averaged over rounds. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus.h"
#include "parse/bunsetsu.h"
#include "parse/depend.h"
#include "perceptron.h"

enum { ROUNDS = 14, LEAST = 14, H = TM_DEPEND_HIDDEN, MOST = 1024 };
static const float dropout = 0.3f;

typedef struct trainer {
  tm_learner learner;
  tm_arena arena;
  uint64_t state;
  bool counting;
  uint32_t outputs[TM_DEPEND_OUTPUTS]; /* rows */
} trainer;

/* Sums and gradients of all parts of all bunsetsu of one sentence. */
static float sums[MOST + 2][TM_PARTS][H], slopes[MOST + 2][TM_PARTS][H];

static float *output_row(trainer *t, uint32_t output) { return t->learner.weight + (size_t)t->outputs[output] * H; }

typedef struct pair {
  uint32_t features[TM_DEPEND_FEATURES + TM_RELATIONS];
  size_t feature_count;
  int32_t nodes[TM_PARTS];
  float hidden[H]; /* after rectification and dropout */
} pair;

static void forward(trainer *t, const tm_depend_state *state, int32_t i, const int32_t *candidates, size_t n, size_t k,
                    const float *mask, pair *p) {
  uint32_t values[TM_RELATIONS];
  tm_depend_parts(state, i, candidates, n, k, p->nodes);
  tm_depend_relations(state, i, candidates, n, k, values);
  p->feature_count = tm_depend_pair_features(state, i, candidates[k], p->features);
  for (uint32_t r = 0; r < TM_RELATIONS; r++) p->features[p->feature_count++] = tm_depend_relation_feature(r, values[r]);
  if (t->counting) {
    tm_learner_count_all(&t->learner, p->features, p->feature_count);
    return;
  }
  memset(p->hidden, 0, sizeof p->hidden);
  tm_learner_score(&t->learner, p->features, p->feature_count, 0, p->hidden);
  for (uint32_t part = 0; part < TM_PARTS; part++)
    for (int d = 0; d < H; d++) p->hidden[d] += sums[p->nodes[part] + 1][part][d];
  for (int d = 0; d < H; d++) p->hidden[d] = p->hidden[d] > 0 ? p->hidden[d] * mask[d] : 0;
}

static float activate(trainer *t, const pair *p, uint32_t output) {
  const float *w = output_row(t, output);
  float sum = 0;
  for (int d = 0; d < H; d++) sum += w[d] * p->hidden[d];
  return sum;
}

/* Adds the gradient of one output to `slope` (of the hidden layer) and steps the output's own weights. */
static void backward(trainer *t, const pair *p, uint32_t output, float gradient, const float *mask, float *slope) {
  float own[H];
  const float *w = output_row(t, output);
  for (int d = 0; d < H; d++) {
    slope[d] += p->hidden[d] > 0 ? gradient * w[d] * mask[d] : 0;
    own[d] = gradient * p->hidden[d];
  }
  uint32_t feature = tm_depend_output(output);
  tm_learner_step(&t->learner, &feature, 1, 0, own);
}

static void spread(trainer *t, const pair *p, const float *slope) {
  tm_learner_step(&t->learner, p->features, p->feature_count, 0, slope);
  for (uint32_t part = 0; part < TM_PARTS; part++)
    for (int d = 0; d < H; d++) slopes[p->nodes[part] + 1][part][d] += slope[d];
}

static void learn_head(trainer *t, const tm_depend_state *state, int32_t i, int32_t gold, uint8_t link) {
  static pair pairs[TM_DEPEND_CHAIN];
  int32_t candidates[TM_DEPEND_CHAIN];
  size_t n = tm_depend_candidates(state, i, candidates), right = n;
  float score[TM_DEPEND_CHAIN], top = -1e30f, sum = 0, mask[H];
  for (int d = 0; d < H; d++) mask[d] = (float)(tm_random(&t->state) & 0xFFFF) < dropout * 65536 ? 0 : 1 / (1 - dropout);
  for (size_t k = 0; k < n; k++) {
    forward(t, state, i, candidates, n, k, mask, &pairs[k]);
    if (candidates[k] == gold) right = k;
  }
  if (right == n || t->counting) return; /* a crossing link */
  for (size_t k = 0; k < n; k++) {
    score[k] = activate(t, &pairs[k], TM_DEPEND_HEAD);
    top = score[k] > top ? score[k] : top;
  }
  for (size_t k = 0; k < n; k++) sum += score[k] = expf(score[k] - top);
  for (size_t k = 0; k < n; k++) {
    float slope[H] = {0}, gradient = score[k] / sum - (k == right ? 1.0f : 0.0f);
    if (k == right)
      for (uint32_t o = TM_DEPEND_PARALLEL; o <= TM_DEPEND_APPOSITION; o++) {
        bool is = link == (o == TM_DEPEND_PARALLEL ? TM_LINK_PARALLEL : TM_LINK_APPOSITION);
        backward(t, &pairs[k], o, 0.5f * (1.0f / (1.0f + expf(-activate(t, &pairs[k], o))) - (is ? 1.0f : 0.0f)), mask, slope);
      }
    backward(t, &pairs[k], TM_DEPEND_HEAD, gradient, mask, slope);
    spread(t, &pairs[k], slope);
  }
}

/* Counts, sums up or steps what each bunsetsu brings to each part. */
static void visit_parts(trainer *t, const tm_depend_state *state, bool stepping) {
  uint32_t features[TM_DEPEND_FEATURES];
  for (int32_t node = -1; node <= state->count; node++) {
    size_t count = tm_depend_node_features(state, node, features);
    if (t->counting) {
      for (size_t k = 0; k < count; k++) tm_learner_count(&t->learner, features[k], tm_depend_span(k));
      continue;
    }
    for (uint32_t part = 0; part < TM_PARTS; part++) {
      if (stepping) {
        tm_learner_step(&t->learner, features, tm_depend_seen[part], part, slopes[node + 1][part]);
      } else {
        memset(sums[node + 1][part], 0, sizeof sums[0][0]);
        memset(slopes[node + 1][part], 0, sizeof slopes[0][0]);
        tm_learner_score(&t->learner, features, tm_depend_seen[part], part, sums[node + 1][part]);
      }
    }
  }
}

static void learn(trainer *t, const tm_gold *g) {
  const tm_parsed *p = &g->parsed;
  if (p->bunsetsu_count < 2 || p->bunsetsu_count > MOST) return;
  const tm_word *words = tm_words_read(&t->arena, &g->chars, p->morphs, p->morph_count);
  tm_bunsetsu *bunsetsu = TM_NEW(&t->arena, tm_bunsetsu, p->bunsetsu_count + 1);
  for (size_t i = 0; i < p->bunsetsu_count; i++) {
    bunsetsu[i] = p->bunsetsu[i];
    bunsetsu[i].content = tm_bunsetsu_content(p->morphs, bunsetsu[i].first, bunsetsu[i].last);
  }
  tm_depend_state state = tm_depend_begin(&t->arena, p->morphs, words, bunsetsu, p->bunsetsu_count);
  visit_parts(t, &state, false);
  for (int32_t i = state.count - 2; i >= 0; i--) {
    int32_t gold = bunsetsu[i].head;
    if (gold <= i || gold >= state.count) gold = state.count - 1;
    learn_head(t, &state, i, gold, bunsetsu[i].link);
    tm_depend_attach(&state, i, gold);
  }
  if (!t->counting) visit_parts(t, &state, true);
  tm_arena_rewind(&t->arena);
}

/* Small random numbers break the symmetry of the hidden units. */
static void begin(trainer *t) {
  for (uint32_t o = 0; o < TM_DEPEND_OUTPUTS; o++) {
    uint32_t feature = tm_depend_output(o);
    for (int k = 0; k < LEAST; k++) tm_learner_count(&t->learner, feature, 1);
  }
  tm_learner_begin(&t->learner, LEAST);
  for (size_t i = H; i < t->learner.rows * H; i++)
    t->learner.weight[i] = ((float)(tm_random(&t->state) & 0xFFFF) / 32768.0f - 1.0f) * 0.08f;
  for (uint32_t o = 0; o < TM_DEPEND_OUTPUTS; o++) {
    t->outputs[o] = tm_learner_row(&t->learner, tm_depend_output(o));
    t->learner.output_rows[t->learner.output_count++] = t->outputs[o];
    for (int d = 0; d < H; d++) output_row(t, o)[d] *= 4;
  }
}

int main(int count, char **arguments) {
  if (count != 5) {
    fprintf(stderr, "usage: train_depend CORPORA_DIR JUMANDIC_DIR OUTPUT AUTO\n");
    return 2;
  }
  static tm_training training;
  static trainer t = {.state = 1, .counting = true};
  tm_training_read(&training, arguments[1], arguments[2]);
  tm_training_add(&training, arguments[4]);
  jmp_buf no_memory;
  tm_arena_init(&t.arena);
  t.arena.no_memory = &no_memory;
  if (setjmp(no_memory)) tm_need(NULL);
  tm_learner_init(&t.learner, H, 0.03f, 0);
  for (size_t i = 0; i < training.train.count; i++) learn(&t, &training.train.items[i]);
  begin(&t);
  t.counting = false;
  uint32_t *order = tm_need(malloc(training.train.count * sizeof *order));
  for (int round = 0; round < ROUNDS; round++) {
    tm_shuffle(order, training.train.count, &t.state);
    for (size_t i = 0; i < training.train.count; i++) learn(&t, &training.train.items[order[i]]);
    if (round >= 4) tm_learner_average(&t.learner);
  }
  tm_learner_finish(&t.learner);
  tm_learner_write(&t.learner, arguments[3], 0.1f);
  return 0;
}
