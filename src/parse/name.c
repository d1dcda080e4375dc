/* parse: see name.h. A linear-chain model: each word's features give every label a score, and the best sequence of labels in
 * which names open and close properly is found by Viterbi. Order is a constraint only, so a word costs a few dozen steps; most
 * words are outside by what they are or stand between, and cost none. */
#include "parse/name.h"

void tm_name_deciders(const tm_word *words, size_t i, uint32_t *out) {
  const tm_word *b = words + i - 1, *c = words + i, *d = c + 1;
  out[0] = tm_mix(401, c->surface);
  out[1] = tm_mix4(407, b->pos, c->pos, d->pos);
  out[2] = tm_mix3(406, c->tag, d->tag);
}

size_t tm_name_features(const tm_word *words, size_t i, uint32_t *out) {
  const tm_word *a = words + i - 2, *b = words + i - 1, *c = words + i, *d = c + 1, *e = c + 2;
  size_t n = TM_NAME_DECIDERS;
  tm_name_deciders(words, i, out);
  out[n++] = tm_mix3(402, b->surface, c->surface);
  out[n++] = tm_mix3(403, c->surface, d->surface);
  out[n++] = tm_mix(404, c->tag);
  out[n++] = tm_mix3(405, b->tag, c->tag);
  out[n++] = tm_mix(408, b->surface);
  out[n++] = tm_mix(409, d->surface);
  out[n++] = tm_mix4(412, c->shape, c->category, c->pos);
  out[n++] = tm_mix4(413, b->category, c->category, d->category);
  out[n++] = tm_mix3(415, c->pos, d->surface);
  out[n++] = tm_mix3(416, b->surface, c->pos);
  out[n++] = tm_mix4(417, c->pos, d->pos, e->surface);
  out[n++] = tm_mix4(418, a->surface, b->pos, c->pos);
  out[n++] = tm_mix4(419, c->category, d->category, e->category);
  out[n++] = tm_mix4(420, b->surface, c->surface, d->surface);
  return n;
}

/* Words are looked up a few at a time, all of them one step after the other, so that waiting for memory overlaps. */
enum { TOGETHER = 16 };
typedef struct lookup {
  bool outside;        /* surely */
  size_t count, known; /* features; rows */
  uint32_t features[TM_NAME_FEATURES], rows[TM_NAME_FEATURES];
} lookup;

static void look_up(const tm_linear *model, const tm_word *words, size_t from, size_t to, lookup *all) {
  for (size_t i = from; i < to; i++) {
    tm_name_deciders(words, i, all[i - from].features);
    tm_linear_prefetch(model, all[i - from].features, TM_NAME_DECIDERS);
  }
  for (size_t i = from; i < to; i++) {
    lookup *l = &all[i - from];
    uint32_t rows[TM_NAME_DECIDERS], outside = 0;
    for (size_t f = 0; f < TM_NAME_DECIDERS; f++) {
      rows[f] = tm_linear_row(model, l->features[f]);
      outside |= rows[f] == TM_ROW_NO;
    }
    l->outside = outside;
    if (outside) continue;
    l->known = tm_linear_keep(model, rows, TM_NAME_DECIDERS, l->rows, TM_NAME_WIDTH);
    l->count = tm_name_features(words, i, l->features);
    tm_linear_prefetch(model, l->features + TM_NAME_DECIDERS, l->count - TM_NAME_DECIDERS);
  }
  for (size_t i = from; i < to; i++) {
    lookup *l = &all[i - from];
    if (l->outside) continue;
    l->known +=
        tm_linear_find(model, l->features + TM_NAME_DECIDERS, l->count - TM_NAME_DECIDERS, l->rows + l->known, TM_NAME_WIDTH);
  }
}

static uint32_t label_of(uint32_t kind, uint32_t part) { return 1 + kind * 4 + part; }

/* Best scores so far: of being outside all names after this word, and inside a name of each kind. */
typedef struct chain {
  int32_t closed, open[TM_NAME_KINDS];
} chain;

/* How the best path reached each state: for `closed` the last label (0, or END or SINGLE of a kind); for `open` whether the
 * name began here. */
typedef struct trace {
  uint8_t closed;
  uint8_t began[TM_NAME_KINDS];
} trace;

static const int32_t impossible = INT32_MIN / 4;

static void advance(const int16_t *score, chain *c, trace *t) {
  chain next = {.closed = c->closed + score[0]};
  t->closed = 0;
  for (uint32_t k = 0; k < TM_NAME_KINDS; k++) {
    int32_t single = c->closed + score[label_of(k, TM_NAME_SINGLE)], end = c->open[k] + score[label_of(k, TM_NAME_END)];
    if (single > next.closed) next.closed = single, t->closed = (uint8_t)label_of(k, TM_NAME_SINGLE);
    if (end > next.closed) next.closed = end, t->closed = (uint8_t)label_of(k, TM_NAME_END);
    int32_t begin = c->closed + score[label_of(k, TM_NAME_BEGIN)], inside = c->open[k] + score[label_of(k, TM_NAME_INSIDE)];
    t->began[k] = begin >= inside;
    next.open[k] = begin >= inside ? begin : inside;
  }
  /* Scores count from the closed state, so that they stay small in the longest sentence. */
  for (uint32_t k = 0; k < TM_NAME_KINDS; k++) {
    int64_t open = (int64_t)next.open[k] - next.closed;
    next.open[k] = open < impossible ? impossible : (int32_t)open;
  }
  next.closed = 0;
  *c = next;
}

/* The next word is outside all names. */
static void close(chain *c, trace *t) {
  *t = (trace){0};
  for (uint32_t k = 0; k < TM_NAME_KINDS; k++) c->open[k] = impossible;
}

tm_name *tm_name_run(const tm_linear *model, tm_arena *arena, const tm_word *words, size_t count, size_t *name_count) {
  trace *traces = TM_NEW(arena, trace, count + 1);
  chain c = {.closed = 0};
  for (uint32_t k = 0; k < TM_NAME_KINDS; k++) c.open[k] = impossible;
  lookup looked[TOGETHER];
  for (size_t i = 0; i < count; i++) {
    const lookup *l = &looked[i % TOGETHER];
    if (i % TOGETHER == 0) look_up(model, words, i, count - i < TOGETHER ? count : i + TOGETHER, looked);
    if (l->outside) {
      close(&c, &traces[i]);
      continue;
    }
    int16_t score[TM_NAME_WIDTH] = {0};
    tm_add_packed(model->weights, l->rows, l->known, score, TM_NAME_WIDTH);
    advance(score, &c, &traces[i]);
  }
  size_t total = 0;
  for (size_t i = count; i-- > 0;) { /* counting first keeps the names in order */
    if (!traces[i].closed) continue;
    uint32_t kind = (traces[i].closed - 1u) / 4;
    total++;
    if (((traces[i].closed - 1u) & 3) == TM_NAME_END) do
        i--;
      while (!traces[i].began[kind]);
  }
  tm_name *names = TM_NEW(arena, tm_name, total + 1);
  size_t n = total;
  for (size_t i = count; i-- > 0;) {
    if (!traces[i].closed) continue;
    uint32_t kind = (traces[i].closed - 1u) / 4, last = (uint32_t)i + 1;
    if (((traces[i].closed - 1u) & 3) == TM_NAME_END) do
        i--;
      while (!traces[i].began[kind]);
    names[--n] = (tm_name){(uint32_t)i, last, (uint8_t)kind};
  }
  *name_count = total;
  return names;
}
