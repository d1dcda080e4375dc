/* parse: see bunsetsu.h. Each border between two morphemes is decided alone, by a network with one hidden layer over a window
 * of six words. */
#include "parse/bunsetsu.h"

size_t tm_bunsetsu_part_features(const tm_word *words, ptrdiff_t i, uint32_t part, uint32_t *out) {
  const tm_word *w = words + i;
  uint32_t space = 100 + part * 16;
  size_t n = 0;
  out[n++] = tm_mix(space, w->form);
  if (part == 0 || part == TM_BUNSETSU_PARTS - 1) return n;
  out[n++] = tm_mix(space + 1, w->coarse);
  out[n++] = tm_mix(space + 2, w->surface);
  if (part == 1 || part == 4) return n;
  out[n++] = tm_mix(space + 3, w->base);
  out[n++] = tm_mix3(space + 4, w->pos, w->shape);
  out[n++] = tm_mix3(space + 5, w->pos, w->category);
  return n;
}

size_t tm_bunsetsu_pair_features(const tm_word *words, size_t i, uint32_t *out) {
  const tm_word *c = words + i - 1, *d = words + i;
  size_t n = 0;
  out[n++] = tm_mix3(80, c->surface, d->surface);
  out[n++] = tm_mix3(81, c->surface, d->form);
  out[n++] = tm_mix3(82, c->form, d->surface);
  out[n++] = tm_mix3(83, d->surface, d[1].surface);
  out[n++] = tm_mix3(84, c->tag, d->tag);
  return n;
}

static bool is_suru(const tm_morph *m) { return m->tag.pos == TM_POS_VERB && m->tag.conjugation == 16; }

static bool is_content(const tm_morph *m) {
  switch (m->tag.pos) {
  case TM_POS_VERB:
  case TM_POS_ADJECTIVE:
  case TM_POS_NOUN:
  case TM_POS_DEMONSTRATIVE:
  case TM_POS_ADVERB:
  case TM_POS_CONJUNCTION:
  case TM_POS_ADNOMINAL:
  case TM_POS_INTERJECTION:
  case TM_POS_UNKNOWN: return true;
  default: return false;
  }
}

/* Content words by their part of speech that only carry grammar here: する after a noun, the verb of a compound particle or
 * auxiliary (に対して, という, かもしれない, ことができる, なければならない), こと and ため after what they nominalise. */
static bool is_function_here(const tm_morph *morphs, uint32_t first, uint32_t i) {
  const tm_morph *m = &morphs[i];
  if (i == first) return false;
  const tm_morph *before = m - 1;
  if (m->tag.pos == TM_POS_VERB) {
    if (is_suru(m) && m->end - m->start <= 4 && before->tag.pos == TM_POS_NOUN) return true;
    return before->tag.pos == TM_POS_PARTICLE || before->tag.form == TM_FORM_CONDITIONAL;
  }
  if (m->tag.pos == TM_POS_ADJECTIVE) return before->tag.pos == TM_POS_PARTICLE || before->tag.form == TM_FORM_CONDITIONAL;
  if (m->tag.pos == TM_POS_NOUN && (m->tag.sub == TM_SUB_FORMAL || m->tag.sub == TM_SUB_ADVERBIAL))
    return before->tag.form != TM_FORM_NONE;
  return false;
}

uint32_t tm_bunsetsu_content(const tm_morph *morphs, uint32_t first, uint32_t last) {
  uint32_t any = first, content = last;
  for (uint32_t i = last; i-- > first;) {
    if (morphs[i].tag.pos != TM_POS_SPECIAL && morphs[any].tag.pos == TM_POS_SPECIAL) any = i;
    if (!is_content(&morphs[i])) continue;
    content = i;
    if (!is_function_here(morphs, first, i)) break;
  }
  return content < last ? content : any;
}

/* What each word brings to the border that stands right before it is needed by six borders; a ring of the last six words'
 * vectors is enough. */
typedef struct part_vectors {
  int16_t value[TM_BUNSETSU_PARTS][TM_BUNSETSU_HIDDEN];
} part_vectors;

static void sum_parts(const tm_linear *model, const tm_word *words, ptrdiff_t i, part_vectors *to) {
  uint32_t features[TM_BUNSETSU_PARTS][TM_BUNSETSU_FEATURES];
  size_t count[TM_BUNSETSU_PARTS];
  *to = (part_vectors){{{0}}};
  for (uint32_t part = 0; part < TM_BUNSETSU_PARTS; part++) {
    count[part] = tm_bunsetsu_part_features(words, i, part, features[part]);
    tm_linear_prefetch(model, features[part], count[part]);
  }
  for (uint32_t part = 0; part < TM_BUNSETSU_PARTS; part++)
    tm_hidden_add_features(model, features[part], count[part], to->value[part], TM_BUNSETSU_HIDDEN);
}

tm_bunsetsu *tm_bunsetsu_run(const tm_linear *model, tm_arena *arena, const tm_morph *morphs, const tm_word *words, size_t count,
                             size_t *bunsetsu_count) {
  tm_bunsetsu *out = TM_NEW(arena, tm_bunsetsu, count + 1);
  const int8_t *weights = model->weights + (size_t)tm_linear_row(model, tm_bunsetsu_output()) * TM_BUNSETSU_HIDDEN;
  part_vectors ring[8]; /* of word i at (i + 8) % 8 */
  uint32_t features[TM_BUNSETSU_FEATURES];
  for (ptrdiff_t i = -2; i < 3; i++) sum_parts(model, words, i < (ptrdiff_t)count + 3 ? i : 0, &ring[(i + 8) % 8]);
  size_t n = 0;
  uint32_t first = 0;
  for (uint32_t i = 1; i <= count; i++) {
    if (i < count) {
      int16_t hidden[TM_BUNSETSU_HIDDEN] = {0};
      sum_parts(model, words, (ptrdiff_t)i + 2, &ring[(i + 2) % 8]);
      for (uint32_t part = 0; part < TM_BUNSETSU_PARTS; part++)
        tm_hidden_add(hidden, ring[(i + part + 5) % 8].value[part], TM_BUNSETSU_HIDDEN);
      tm_hidden_add_features(model, features, tm_bunsetsu_pair_features(words, i, features), hidden, TM_BUNSETSU_HIDDEN);
      if (tm_hidden_output(hidden, weights, TM_BUNSETSU_HIDDEN) <= 0) continue;
    }
    out[n++] = (tm_bunsetsu){
        .first = first, .last = i, .content = tm_bunsetsu_content(morphs, first, i), .head = -1, .link = TM_LINK_DEPENDS};
    first = i;
  }
  *bunsetsu_count = n;
  return out;
}
