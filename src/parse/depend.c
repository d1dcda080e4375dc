/* parse: see depend.h. Choosing among the projective candidates at once follows Kudo and Matsumoto's relative preference
 * (2005) and Iwatate's tournament (2008), right to left as Uchimoto (1999); the network with precomputed first layer follows
 * Chen and Manning (2014). */
#include "parse/depend.h"

static bool has_copula(const tm_morph *morphs, const tm_bunsetsu *b) {
  for (uint32_t i = b->content; i < b->last; i++)
    if (morphs[i].tag.pos == TM_POS_COPULA) return true;
  return false;
}

/* The form in which a predicate ends: that of the last conjugated word. */
static uint32_t last_form(const tm_morph *morphs, const tm_bunsetsu *b) {
  for (uint32_t i = b->last; i-- > b->first;)
    if (morphs[i].tag.form != TM_FORM_NONE) return morphs[i].tag.form;
  return 0;
}

static void read_node(tm_depend_node *node, const tm_depend_node *before, const tm_morph *morphs, const tm_word *words,
                      const tm_bunsetsu *b) {
  uint32_t last = b->last - 1, comma = 0, topic = 0, depth = before->depth;
  for (uint32_t i = b->first; i < b->last; i++) {
    const tm_morph *m = &morphs[i];
    if (m->tag.pos == TM_POS_PARTICLE && m->tag.sub == TM_SUB_TOPIC) topic |= m->end - m->start == 1;
    if (m->tag.pos != TM_POS_SPECIAL) continue;
    if (m->tag.sub == TM_SUB_COMMA) comma = 1;
    if (m->tag.sub == TM_SUB_PERIOD) comma = 2;
    if (m->tag.sub == TM_SUB_OPEN) depth++;
    if (m->tag.sub == TM_SUB_CLOSE && depth) depth--;
  }
  while (last > b->first && morphs[last].tag.pos == TM_POS_SPECIAL) last--;
  const tm_word *content = &words[b->content], *end = &words[last];
  bool closed = morphs[last].tag.pos == TM_POS_PARTICLE || morphs[last].tag.pos == TM_POS_SUFFIX;
  node->base = content->base;
  node->pos = content->pos;
  node->type = tm_mix(end->form, closed ? end->surface : 0);
  node->type_coarse = tm_mix3(closed ? end->surface : end->coarse, comma, 7);
  node->type_comma = tm_mix(node->type, comma);
  node->type_long = tm_mix3(node->type_comma, last > b->first ? end[-1].base : 0, last > b->first ? end[-1].form : 0);
  uint32_t form = last_form(morphs, b), copula = has_copula(morphs, b);
  node->kind = tm_mix3(content->pos, form, copula);
  node->kind_coarse = tm_mix3(content->coarse, form, copula);
  node->last_surface = end->surface;
  node->first_tag = words[b->first].form;
  node->commas = before->commas + (comma == 1);
  node->topics = before->topics + topic;
  node->depth = depth;
  node->category = content->category;
}

tm_depend_state tm_depend_begin(tm_arena *arena, const tm_morph *morphs, const tm_word *words, const tm_bunsetsu *bunsetsu,
                                size_t count) {
  tm_depend_node *nodes = TM_NEW(arena, tm_depend_node, count + 2);
  int32_t *numbers = TM_NEW(arena, int32_t, 3 * count + 1);
  nodes[0] = (tm_depend_node){.base = 1, .pos = 1, .type = 1, .type_comma = 1, .kind = 1, .type_coarse = 1, .kind_coarse = 1};
  nodes[count + 1] =
      (tm_depend_node){.base = 2, .pos = 2, .type = 2, .type_comma = 2, .kind = 2, .type_coarse = 2, .kind_coarse = 2};
  for (size_t i = 0; i < count; i++) {
    read_node(&nodes[i + 1], &nodes[i], morphs, words, &bunsetsu[i]);
    numbers[i] = numbers[count + i] = -1;
    numbers[2 * count + i] = 0;
  }
  return (tm_depend_state){nodes + 1, (int32_t)count, numbers, numbers + count, numbers + 2 * count};
}

size_t tm_depend_candidates(const tm_depend_state *state, int32_t i, int32_t *out) {
  size_t n = 0;
  int32_t j = i + 1;
  for (; j >= 0 && n < TM_DEPEND_CHAIN; j = state->head[j]) out[n++] = j;
  if (j >= 0) out[n - 1] = state->count - 1;
  return n;
}

static uint32_t distance_class(int32_t distance) {
  return distance <= 3 ? (uint32_t)distance : distance <= 5 ? 4 : distance <= 9 ? 5 : 6;
}

static uint32_t at_most(uint32_t n, uint32_t most) { return n < most ? n : most; }

const uint8_t tm_depend_seen[TM_PARTS] = {11, 11, 3, 3, 3, 2, 2, 2};

size_t tm_depend_span(size_t k) { return k < 2 ? TM_PARTS : k < 3 ? TM_PART_BEFORE : TM_PART_CHILD; }

size_t tm_depend_node_features(const tm_depend_state *state, int32_t node, uint32_t *out) {
  const tm_depend_node *b = &state->nodes[node];
  size_t n = 0;
  out[n++] = tm_mix(200, b->type_comma);
  out[n++] = tm_mix(201, b->kind);
  out[n++] = tm_mix(205, b->base);
  out[n++] = tm_mix(202, b->type_coarse);
  out[n++] = tm_mix(203, b->kind_coarse);
  out[n++] = tm_mix(204, b->type_long);
  out[n++] = tm_mix(207, b->last_surface);
  out[n++] = tm_mix3(208, b->base, b->type_comma);
  out[n++] = tm_mix3(209, b->kind, b->type_comma);
  out[n++] = tm_mix(210, b->category);
  out[n++] = tm_mix(211, b->first_tag);
  return n;
}

void tm_depend_parts(const tm_depend_state *state, int32_t i, const int32_t *candidates, size_t count, size_t k,
                     int32_t nodes[TM_PARTS]) {
  int32_t at = candidates[k];
  nodes[TM_PART_DEPENDENT] = i;
  nodes[TM_PART_BEFORE] = i - 1;
  nodes[TM_PART_NEXT] = i + 1;
  nodes[TM_PART_HEAD] = at;
  nodes[TM_PART_HEAD_BEFORE] = at - 1;
  nodes[TM_PART_CHILD] = state->leftmost[at];
  nodes[TM_PART_LOWER] = k ? candidates[k - 1] : i;
  nodes[TM_PART_HIGHER] = k + 1 < count ? candidates[k + 1] : state->count;
}

void tm_depend_relations(const tm_depend_state *state, int32_t i, const int32_t *candidates, size_t count, size_t k,
                         uint32_t values[TM_RELATIONS]) {
  int32_t at = candidates[k];
  const tm_depend_node *d = &state->nodes[i], *h = &state->nodes[at];
  values[TM_RELATION_FAR] = distance_class(at - i);
  values[TM_RELATION_RANK] = at_most((uint32_t)k, 4) * 2 + (k + 1 == count);
  values[TM_RELATION_COMMAS] = at_most(h[-1].commas - d->commas, 3);
  values[TM_RELATION_TOPICS] = at_most(h[-1].topics - d->topics, 2);
  values[TM_RELATION_DEPTH] = d->depth == h[-1].depth ? 0 : d->depth > h[-1].depth ? 1 : 2;
  values[TM_RELATION_CHILDREN] = at_most((uint32_t)state->children[at], 3);
  values[TM_RELATION_SAME] = (d->base == h->base) + 2u * (d->last_surface == h->last_surface) + 4u * (d->type == h->type);
}

size_t tm_depend_pair_features(const tm_depend_state *state, int32_t i, int32_t head, uint32_t *out) {
  const tm_depend_node *d = &state->nodes[i], *h = &state->nodes[head];
  size_t n = 0;
  out[n++] = tm_mix3(108, d->base, h->base);
  out[n++] = tm_mix3(110, d->type_comma, h->base);
  out[n++] = tm_mix4(111, d->type_comma, h->kind, distance_class(head - i));
  return n;
}

void tm_depend_attach(tm_depend_state *state, int32_t i, int32_t j) {
  state->head[i] = j;
  state->leftmost[j] = i;
  state->children[j]++;
}

typedef tm_depend_vector vector;

static void add(vector *to, const vector *other) { tm_hidden_add(to->value, other->value, TM_DEPEND_HIDDEN); }

static void add_feature(const tm_linear *model, uint32_t feature, vector *to) {
  uint32_t row = tm_linear_row(model, feature);
  tm_sum_packed(model->weights, &row, 1, to->value, to->value, TM_DEPEND_HIDDEN);
}

tenmatsu_status tm_depend_view(tm_depend_model *model, const void *data, size_t size, tenmatsu_error *error) {
  *model = (tm_depend_model){0};
  tenmatsu_status status = tm_linear_view(&model->linear, "depend", TM_DEPEND_HIDDEN, TM_PARTS, data, size, error);
  if (status != TENMATSU_OK) return status;
  const tm_linear *m = &model->linear;
  for (uint32_t o = 0; o < TM_DEPEND_OUTPUTS; o++) add_feature(m, tm_depend_output(o), &model->outputs[o]);
  for (uint32_t a = 0; a < TM_RELATION_VALUES; a++)
    for (uint32_t b = 0; b < TM_RELATION_VALUES; b++) {
      add_feature(m, tm_depend_relation_feature(TM_RELATION_FAR, a), &model->place[a][b]);
      add_feature(m, tm_depend_relation_feature(TM_RELATION_RANK, b), &model->place[a][b]);
    }
  for (uint32_t a = 0; a < 4; a++)
    for (uint32_t b = 0; b < 3; b++)
      for (uint32_t c = 0; c < 3; c++) {
        add_feature(m, tm_depend_relation_feature(TM_RELATION_COMMAS, a), &model->between[a][b][c]);
        add_feature(m, tm_depend_relation_feature(TM_RELATION_TOPICS, b), &model->between[a][b][c]);
        add_feature(m, tm_depend_relation_feature(TM_RELATION_DEPTH, c), &model->between[a][b][c]);
      }
  for (uint32_t a = 0; a < 4; a++)
    for (uint32_t b = 0; b < 8; b++) {
      add_feature(m, tm_depend_relation_feature(TM_RELATION_CHILDREN, a), &model->kin[a][b]);
      add_feature(m, tm_depend_relation_feature(TM_RELATION_SAME, b), &model->kin[a][b]);
    }
  return TENMATSU_OK;
}

/* Sums of rows for one bunsetsu: as dependent, with its neighbours; as candidate, with its left neighbour and its leftmost
 * dependent; and in the other parts. */
typedef struct sums {
  vector dependent, head, child, lower, higher;
} sums;

static const int8_t *rows_of(const tm_linear *model, uint32_t row, tm_depend_part part) {
  return model->weights + ((size_t)row + (size_t)part) * TM_DEPEND_HIDDEN;
}

/* What is known of a bunsetsu's features: rows, and how many of them are among the first features that each part sees. */
typedef struct seen {
  size_t features;
  uint32_t feature[TM_DEPEND_FEATURES], row[TM_DEPEND_FEATURES];
  uint32_t count[TM_PARTS];
} seen;

static void set_part(const tm_linear *model, const seen *s, tm_depend_part part, vector *to) {
  tm_sum_packed(rows_of(model, 0, part), s->row, s->count[part], NULL, to->value, TM_DEPEND_HIDDEN);
}

static void add_part(const tm_linear *model, const seen *s, tm_depend_part part, vector *to) {
  tm_sum_packed(rows_of(model, 0, part), s->row, s->count[part], to->value, to->value, TM_DEPEND_HIDDEN);
}

static void find_rows(const tm_linear *model, seen *s) {
  uint32_t known = 0, known_up_to[TM_DEPEND_FEATURES + 1] = {0};
  for (size_t f = 0; f < s->features; f++) {
    uint32_t row = tm_linear_row(model, s->feature[f]);
    s->row[known] = row;
    for (size_t line = 0; line < tm_depend_span(f); line++) __builtin_prefetch(rows_of(model, row, (tm_depend_part)line));
    known_up_to[f] = known;
    known += row >= TM_ROWS_FIXED;
  }
  known_up_to[s->features] = known;
  for (size_t part = 0; part < TM_PARTS; part++) s->count[part] = known_up_to[tm_depend_seen[part]];
}

/* Adds what a bunsetsu brings to its own sums and to those of its neighbours. What it is to the right one comes first there. */
static void sum_node(const tm_linear *model, const seen *row, int32_t node, int32_t count, sums *s) {
  bool inside = node >= 0 && node < count;
  if (node + 1 < count) set_part(model, row, TM_PART_BEFORE, &s[1].dependent);
  if (inside && node + 1 < count) set_part(model, row, TM_PART_HEAD_BEFORE, &s[1].head);
  if (inside && node + 1 < count) add_part(model, row, TM_PART_DEPENDENT, &s->dependent);
  if (inside && node >= 1) add_part(model, row, TM_PART_NEXT, &s[-1].dependent);
  if (inside && node >= 1) add_part(model, row, TM_PART_HEAD, &s->head);
  if (inside) set_part(model, row, TM_PART_LOWER, &s->lower);
  if (node < count) set_part(model, row, TM_PART_CHILD, &s->child);
  if (node >= 1) set_part(model, row, TM_PART_HIGHER, &s->higher);
}

/* sums[-1 .. count]; of those at the ends only what may be looked at. Bunsetsu are looked up a few at a time, all of them one
 * step after the other, so that waiting for memory overlaps. */
static sums *sum_nodes(const tm_linear *model, tm_arena *arena, const tm_depend_state *state) {
  enum { TOGETHER = 8 };
  sums *all = TM_NEW(arena, sums, (size_t)state->count + 2);
  seen rows[TOGETHER];
  all++;
  for (int32_t from = -1, to; from <= state->count; from = to) {
    to = state->count + 1 - from < TOGETHER ? state->count + 1 : from + TOGETHER;
    for (int32_t node = from; node < to; node++) {
      seen *s = &rows[node - from];
      s->features = tm_depend_node_features(state, node, s->feature);
      tm_linear_prefetch(model, s->feature, s->features);
    }
    for (int32_t node = from; node < to; node++) find_rows(model, &rows[node - from]);
    for (int32_t node = from; node < to; node++) sum_node(model, &rows[node - from], node, state->count, &all[node]);
  }
  for (int32_t node = 1; node < state->count; node++) add(&all[node].head, &all[-1].child);
  return all;
}

/* A candidate as head: what is looked up for it. */
typedef struct pair {
  size_t count;
  uint32_t features[TM_DEPEND_FEATURES], rows[TM_DEPEND_FEATURES];
} pair;

static void look_up(const tm_linear *model, const tm_depend_state *state, int32_t i, const int32_t *candidates, size_t count,
                    pair *pairs) {
  for (size_t k = 0; k < count; k++) {
    pairs[k].count = tm_depend_pair_features(state, i, candidates[k], pairs[k].features);
    tm_linear_prefetch(model, pairs[k].features, pairs[k].count);
  }
  for (size_t k = 0; k < count; k++)
    pairs[k].count = tm_linear_find(model, pairs[k].features, pairs[k].count, pairs[k].rows, TM_DEPEND_HIDDEN);
}

static vector score_pair(const tm_depend_model *model, const tm_depend_state *state, const sums *all, int32_t i,
                         const int32_t *candidates, size_t count, size_t k, const pair *p) {
  uint32_t value[TM_RELATIONS];
  tm_depend_relations(state, i, candidates, count, k, value);
  const vector *place = &model->place[value[TM_RELATION_FAR]][value[TM_RELATION_RANK]],
               *between = &model->between[value[TM_RELATION_COMMAS]][value[TM_RELATION_TOPICS]][value[TM_RELATION_DEPTH]],
               *kin = &model->kin[value[TM_RELATION_CHILDREN]][value[TM_RELATION_SAME]], *dependent = &all[i].dependent,
               *head = &all[candidates[k]].head, *lower = &all[k ? candidates[k - 1] : i].lower,
               *higher = &all[k + 1 < count ? candidates[k + 1] : state->count].higher;
  vector h;
  for (int d = 0; d < TM_DEPEND_HIDDEN; d++)
    h.value[d] = (int16_t)(place->value[d] + between->value[d] + kin->value[d] + dependent->value[d] + head->value[d] +
                           lower->value[d] + higher->value[d]);
  if (p->count) tm_sum_packed(model->linear.weights, p->rows, p->count, h.value, h.value, TM_DEPEND_HIDDEN);
  return h;
}

static int32_t output(const vector *h, const vector *weights) {
  return tm_hidden_output(h->value, weights->value, TM_DEPEND_HIDDEN);
}

/* The candidate `j` has a new leftmost dependent. */
static void replace_child(sums *all, int32_t j, int32_t old, int32_t new) {
  int16_t *head = all[j].head.value;
  const int16_t *out = all[old].child.value, *in = all[new].child.value;
  for (int d = 0; d < TM_DEPEND_HIDDEN; d++) head[d] = (int16_t)(head[d] - out[d] + in[d]);
}

void tm_depend_run(const tm_depend_model *model, tm_arena *arena, const tm_morph *morphs, const tm_word *words,
                   tm_bunsetsu *bunsetsu, size_t count) {
  if (count < 2) return;
  tm_depend_state state = tm_depend_begin(arena, morphs, words, bunsetsu, count);
  sums *all = sum_nodes(&model->linear, arena, &state);
  int32_t candidates[TM_DEPEND_CHAIN];
  for (int32_t i = state.count - 2; i >= 0; i--) {
    size_t candidate_count = tm_depend_candidates(&state, i, candidates), best = 0;
    int32_t best_score = INT32_MIN;
    vector hidden[TM_DEPEND_CHAIN];
    pair pairs[TM_DEPEND_CHAIN];
    look_up(&model->linear, &state, i, candidates, candidate_count, pairs);
    size_t k = 0;
    do { /* there is at least the right neighbour */
      hidden[k] = score_pair(model, &state, all, i, candidates, candidate_count, k, &pairs[k]);
      int32_t score = output(&hidden[k], &model->outputs[TM_DEPEND_HEAD]);
      best = score > best_score ? k : best;
      best_score = score > best_score ? score : best_score;
    } while (++k < candidate_count);
    int32_t head = candidates[best];
    replace_child(all, head, state.leftmost[head], i);
    tm_depend_attach(&state, i, head);
    bunsetsu[i].head = head;
    if (output(&hidden[best], &model->outputs[TM_DEPEND_PARALLEL]) > 0) bunsetsu[i].link = TM_LINK_PARALLEL;
    else if (output(&hidden[best], &model->outputs[TM_DEPEND_APPOSITION]) > 0) bunsetsu[i].link = TM_LINK_APPOSITION;
  }
}
