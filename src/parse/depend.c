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

size_t tm_depend_part_features(const tm_depend_state *state, int32_t node, tm_depend_part part, uint32_t *out) {
  const tm_depend_node *b = &state->nodes[node];
  uint32_t space = 200 + (uint32_t)part * 32;
  size_t n = 0;
  out[n++] = tm_mix(space, b->type_comma);
  out[n++] = tm_mix(space + 1, b->kind);
  if (part == TM_PART_BEFORE || part == TM_PART_NEXT || part == TM_PART_HEAD_BEFORE) return n;
  out[n++] = tm_mix(space + 5, b->base);
  if (part == TM_PART_CHILD || part == TM_PART_LOWER || part == TM_PART_HIGHER) return n;
  out[n++] = tm_mix(space + 2, b->type_coarse);
  out[n++] = tm_mix(space + 3, b->kind_coarse);
  out[n++] = tm_mix(space + 4, b->type_long);
  out[n++] = tm_mix(space + 7, b->last_surface);
  out[n++] = tm_mix3(space + 8, b->base, b->type_comma);
  out[n++] = tm_mix3(space + 9, b->kind, b->type_comma);
  out[n++] = tm_mix(space + 10, b->category);
  out[n++] = tm_mix(space + 11, b->first_tag);
  return n;
}

size_t tm_depend_pair_features(const tm_depend_state *state, int32_t i, const int32_t *candidates, size_t count, size_t k,
                               int32_t nodes[TM_PARTS], uint32_t *out) {
  int32_t at = candidates[k];
  const tm_depend_node *d = &state->nodes[i], *h = &state->nodes[at];
  nodes[TM_PART_DEPENDENT] = i;
  nodes[TM_PART_BEFORE] = i - 1;
  nodes[TM_PART_NEXT] = i + 1;
  nodes[TM_PART_HEAD] = at;
  nodes[TM_PART_HEAD_BEFORE] = at - 1;
  nodes[TM_PART_CHILD] = state->leftmost[at] >= 0 ? state->leftmost[at] : -1;
  nodes[TM_PART_LOWER] = k ? candidates[k - 1] : i;
  nodes[TM_PART_HIGHER] = k + 1 < count ? candidates[k + 1] : state->count;
  uint32_t far = distance_class(at - i), rank = at_most((uint32_t)k, 4) * 2 + (k + 1 == count);
  uint32_t commas = at_most(h[-1].commas - d->commas, 3), topics = at_most(h[-1].topics - d->topics, 2);
  uint32_t depth = d->depth == h[-1].depth ? 0 : d->depth > h[-1].depth ? 1 : 2;
  size_t n = 0;
  out[n++] = tm_mix(101, far);
  out[n++] = tm_mix(102, rank);
  out[n++] = tm_mix(103, commas);
  out[n++] = tm_mix(104, topics);
  out[n++] = tm_mix(105, depth);
  out[n++] = tm_mix(106, at_most((uint32_t)state->children[at], 3));
  out[n++] = tm_mix(107, (d->base == h->base) + 2u * (d->last_surface == h->last_surface) + 4u * (d->type == h->type));
  out[n++] = tm_mix3(108, d->base, h->base);
  out[n++] = tm_mix3(110, d->type_comma, h->base);
  out[n++] = tm_mix4(111, d->type_comma, h->kind, far);
  return n;
}

void tm_depend_attach(tm_depend_state *state, int32_t i, int32_t j) {
  state->head[i] = j;
  state->leftmost[j] = i;
  state->children[j]++;
}

/* Sums of embedding rows: one vector of the hidden layer. */
typedef struct hidden {
  int16_t value[TM_DEPEND_HIDDEN];
} hidden;

static const int8_t *row_of(const tm_linear *model, uint32_t feature) {
  return model->weights + (size_t)tm_linear_row(model, feature) * TM_DEPEND_HIDDEN;
}

static hidden sum_features(const tm_linear *model, const uint32_t *features, size_t count) {
  hidden sum = {{0}};
  tm_hidden_add_features(model, features, count, sum.value, TM_DEPEND_HIDDEN);
  return sum;
}

static int32_t output(const hidden *h, const int8_t *weights) { return tm_hidden_output(h->value, weights, TM_DEPEND_HIDDEN); }

/* All vectors of all parts; vectors[(node + 1) * TM_PARTS + part]. */
static hidden *sum_parts(const tm_linear *model, tm_arena *arena, const tm_depend_state *state) {
  hidden *vectors = TM_NEW(arena, hidden, ((size_t)state->count + 2) * TM_PARTS);
  uint32_t features[TM_PARTS][TM_DEPEND_FEATURES];
  size_t count[TM_PARTS];
  for (int32_t node = -1; node <= state->count; node++) {
    for (uint32_t part = 0; part < TM_PARTS; part++) {
      count[part] = tm_depend_part_features(state, node, (tm_depend_part)part, features[part]);
      tm_linear_prefetch(model, features[part], count[part]);
    }
    for (uint32_t part = 0; part < TM_PARTS; part++)
      vectors[(size_t)(node + 1) * TM_PARTS + part] = sum_features(model, features[part], count[part]);
  }
  return vectors;
}

static const hidden *vector_of(const hidden *vectors, const int32_t *nodes, tm_depend_part part) {
  return &vectors[(size_t)(nodes[part] + 1) * TM_PARTS + (size_t)part];
}

static hidden score_pair(const tm_linear *model, const tm_depend_state *state, const hidden *vectors, int32_t i,
                         const int32_t *candidates, size_t count, size_t k) {
  uint32_t features[TM_DEPEND_FEATURES];
  int32_t nodes[TM_PARTS];
  hidden h = sum_features(model, features, tm_depend_pair_features(state, i, candidates, count, k, nodes, features));
  for (uint32_t part = 0; part < TM_PARTS; part++)
    tm_hidden_add(h.value, vector_of(vectors, nodes, (tm_depend_part)part)->value, TM_DEPEND_HIDDEN);
  return h;
}

void tm_depend_run(const tm_linear *model, tm_arena *arena, const tm_morph *morphs, const tm_word *words, tm_bunsetsu *bunsetsu,
                   size_t count) {
  if (count < 2) return;
  tm_depend_state state = tm_depend_begin(arena, morphs, words, bunsetsu, count);
  const hidden *vectors = sum_parts(model, arena, &state);
  const int8_t *outputs[TM_DEPEND_OUTPUTS];
  for (uint32_t o = 0; o < TM_DEPEND_OUTPUTS; o++) outputs[o] = row_of(model, tm_depend_output(o));
  int32_t candidates[TM_DEPEND_CHAIN];
  for (int32_t i = state.count - 2; i >= 0; i--) {
    size_t candidate_count = tm_depend_candidates(&state, i, candidates), best = 0;
    int32_t best_score = INT32_MIN;
    hidden best_hidden = {{0}};
    for (size_t k = 0; k < candidate_count; k++) {
      hidden h = score_pair(model, &state, vectors, i, candidates, candidate_count, k);
      int32_t score = output(&h, outputs[TM_DEPEND_HEAD]);
      if (score > best_score) best = k, best_score = score, best_hidden = h;
    }
    tm_depend_attach(&state, i, candidates[best]);
    bunsetsu[i].head = candidates[best];
    if (output(&best_hidden, outputs[TM_DEPEND_PARALLEL]) > 0) bunsetsu[i].link = TM_LINK_PARALLEL;
    else if (output(&best_hidden, outputs[TM_DEPEND_APPOSITION]) > 0) bunsetsu[i].link = TM_LINK_APPOSITION;
  }
}
