/* parse: see depend.h. Choosing among the projective candidates at once follows Kudo and Matsumoto's relative preference
 * (2005) and Iwatate's tournament (2008); right to left with a linear model as in Uchimoto (1999). */
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

static void read_node(tm_depend_node *node, const tm_depend_node *before, const tm_morph *morphs, const tm_word *words, const tm_bunsetsu *b) {
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
  node->type = tm_mix(end->tag, closed ? end->surface : 0);
  node->type_comma = tm_mix(node->type, comma);
  node->type_long = tm_mix3(node->type_comma, last > b->first ? end[-1].base : 0, last > b->first ? end[-1].tag : 0);
  node->kind = tm_mix3(content->pos, last_form(morphs, b), has_copula(morphs, b));
  node->surface = content->surface;
  node->last_surface = end->surface;
  node->commas = before->commas + (comma == 1);
  node->topics = before->topics + topic;
  node->depth = depth;
  node->category = content->category;
}

tm_depend_state tm_depend_begin(tm_arena *arena, const tm_morph *morphs, const tm_word *words, const tm_bunsetsu *bunsetsu, size_t count) {
  tm_depend_node *nodes = TM_NEW(arena, tm_depend_node, count + 2);
  int32_t *numbers = TM_NEW(arena, int32_t, 3 * count + 1);
  nodes[0] = (tm_depend_node){.base = 1, .pos = 1, .type = 1, .type_comma = 1, .kind = 1};
  nodes[count + 1] = (tm_depend_node){.base = 2, .pos = 2, .type = 2, .type_comma = 2, .kind = 2};
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

static uint32_t distance_class(int32_t distance) { return distance <= 3 ? (uint32_t)distance : distance <= 5 ? 4 : distance <= 9 ? 5 : 6; }

static uint32_t at_most(uint32_t n, uint32_t most) { return n < most ? n : most; }

size_t tm_depend_features(const tm_depend_state *state, int32_t i, const int32_t *candidates, size_t count, size_t k, uint32_t *out) {
  int32_t at = candidates[k];
  const tm_depend_node *d = &state->nodes[i], *h = &state->nodes[at], *next = d + 1;
  const tm_depend_node *lower = k ? &state->nodes[candidates[k - 1]] : d, *higher = k + 1 < count ? &state->nodes[candidates[k + 1]] : &state->nodes[state->count];
  const tm_depend_node *child = state->leftmost[at] >= 0 ? &state->nodes[state->leftmost[at]] : &state->nodes[-1];
  uint32_t far = distance_class(at - i);
  uint32_t rank = at_most((uint32_t)k, 4) * 2 + (k + 1 == count);
  uint32_t commas = at_most(h[-1].commas - d->commas, 2), topics = at_most(h[-1].topics - d->topics, 2);
  uint32_t depth = d->depth == h[-1].depth ? 0 : d->depth > h[-1].depth ? 1 : 2;
  uint32_t children = at_most((uint32_t)state->children[at], 3);
  uint32_t t = d->type_comma, th = tm_mix(t, h->kind), thf = tm_mix(th, far);
  size_t n = 0;
  out[n++] = tm_mix(201, th);
  out[n++] = tm_mix(202, thf);
  out[n++] = tm_mix3(203, th, h->type_comma);
  out[n++] = tm_mix3(204, t, far);
  out[n++] = tm_mix3(205, t, h->base);
  out[n++] = tm_mix3(206, d->base, h->base);
  out[n++] = tm_mix4(207, d->base, t, h->base);
  out[n++] = tm_mix4(208, d->type_long, h->kind, far);
  out[n++] = tm_mix3(209, d->type_long, h->base);
  out[n++] = tm_mix4(210, d->pos, thf, h->type_comma);
  out[n++] = tm_mix3(211, thf, commas);
  out[n++] = tm_mix3(212, thf, topics);
  out[n++] = tm_mix3(213, th, child->type_comma);
  out[n++] = tm_mix4(214, t, h->base, child->type);
  out[n++] = tm_mix3(215, thf, next->type_comma);
  out[n++] = tm_mix3(216, th, h[1].kind);
  out[n++] = tm_mix3(217, thf, h[-1].type_comma);
  out[n++] = tm_mix3(218, th, higher->kind);
  out[n++] = tm_mix3(219, t, rank);
  out[n++] = tm_mix3(220, th, rank);
  out[n++] = tm_mix3(221, th, depth);
  out[n++] = tm_mix4(222, d->base, t, thf);
  out[n++] = tm_mix4(223, d->last_surface, h->last_surface, far);
  out[n++] = tm_mix4(224, d->pos, h->pos, far);
  out[n++] = tm_mix3(225, th, children);
  out[n++] = tm_mix4(226, t, d->base == h->base, d->last_surface == h->last_surface);
  out[n++] = tm_mix4(227, t, d->category, h->category);
  out[n++] = tm_mix4(228, t, h->base, h->type_comma);
  out[n++] = tm_mix3(229, thf, d[-1].type_comma);
  out[n++] = tm_mix3(230, thf, next->kind);
  out[n++] = tm_mix4(231, th, lower->kind, lower->type_comma);
  out[n++] = tm_mix4(232, th, h->type_comma, higher->kind);
  out[n++] = tm_mix4(233, t, h->type_comma, higher->type_comma);
  out[n++] = tm_mix4(234, th, child->type_comma, far);
  out[n++] = tm_mix4(235, d->pos, th, h->type);
  out[n++] = tm_mix3(236, commas * 3 + topics, thf);
  out[n++] = tm_mix4(237, t, h->base, higher->base);
  out[n++] = tm_mix4(238, t, lower->base, h->base);
  out[n++] = tm_mix4(239, t, d->pos, h->base);
  return n;
}

size_t tm_depend_link_features(const tm_depend_state *state, int32_t i, int32_t j, uint8_t link, uint32_t *out) {
  const tm_depend_node *d = &state->nodes[i], *h = &state->nodes[j];
  uint32_t space = 900u + link, far = distance_class(j - i), both = tm_mix(d->pos, h->pos);
  size_t n = 0;
  out[n++] = tm_mix(space, d->type_comma);
  out[n++] = tm_mix3(space + 1, d->type_comma, h->kind);
  out[n++] = tm_mix3(space + 2, d->type_long, h->pos);
  out[n++] = tm_mix4(space + 3, d->type_comma, h->type_comma, both);
  out[n++] = tm_mix4(space + 4, d->type_comma, both, far);
  out[n++] = tm_mix4(space + 5, d->category, h->category, d->type_comma);
  out[n++] = tm_mix4(space + 6, d->base, h->base, d->type_comma);
  out[n++] = tm_mix3(space + 7, d->base, d->type_comma);
  out[n++] = tm_mix3(space + 8, h->base, d->type_comma);
  out[n++] = tm_mix3(space + 9, d[1].type_comma, d->type_comma);
  out[n++] = tm_mix4(space + 10, d->last_surface, h->last_surface, d->type_comma);
  out[n++] = tm_mix4(space + 11, d->kind, h->kind, d->type_comma);
  return n;
}

void tm_depend_attach(tm_depend_state *state, int32_t i, int32_t j) {
  state->head[i] = j;
  state->leftmost[j] = i;
  state->children[j]++;
}

void tm_depend_run(const tm_linear *model, tm_arena *arena, const tm_morph *morphs, const tm_word *words, tm_bunsetsu *bunsetsu, size_t count) {
  tm_depend_state state = tm_depend_begin(arena, morphs, words, bunsetsu, count);
  int32_t candidates[TM_DEPEND_CHAIN];
  uint32_t features[TM_DEPEND_FEATURES];
  for (int32_t i = state.count - 2; i >= 0; i--) {
    size_t candidate_count = tm_depend_candidates(&state, i, candidates), best = 0;
    int32_t best_score = INT32_MIN;
    for (size_t k = 0; k < candidate_count && candidate_count > 1; k++) {
      int32_t score = tm_linear_score(model, features, tm_depend_features(&state, i, candidates, candidate_count, k, features));
      if (score > best_score) best = k, best_score = score;
    }
    int32_t head = candidates[best];
    tm_depend_attach(&state, i, head);
    bunsetsu[i].head = head;
    static const uint8_t links[] = {TM_LINK_PARALLEL, TM_LINK_APPOSITION};
    for (size_t l = 0; l < 2; l++)
      if (tm_linear_score(model, features, tm_depend_link_features(&state, i, head, links[l], features)) > 0) {
        bunsetsu[i].link = links[l];
        break;
      }
  }
}
