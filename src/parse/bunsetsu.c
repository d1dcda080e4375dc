/* parse: see bunsetsu.h. Each border between two morphemes is decided alone by a linear model over a window of five. */
#include "parse/bunsetsu.h"

size_t tm_bunsetsu_features(const tm_word *words, size_t i, uint32_t *out) {
  const tm_word *a = words + i - 3, *b = words + i - 2, *c = words + i - 1, *d = words + i, *e = d + 1, *f = d + 2;
  size_t n = 0;
  uint32_t cd = tm_mix(c->tag, d->tag), pcd = tm_mix(c->pos, d->pos);
  out[n++] = tm_mix(101, cd);
  out[n++] = tm_mix3(102, cd, b->tag);
  out[n++] = tm_mix3(103, cd, e->tag);
  out[n++] = tm_mix3(104, c->surface, d->surface);
  out[n++] = tm_mix3(105, c->surface, d->tag);
  out[n++] = tm_mix3(106, c->tag, d->surface);
  out[n++] = tm_mix(107, d->surface);
  out[n++] = tm_mix(108, c->surface);
  out[n++] = tm_mix3(109, d->base, e->tag);
  out[n++] = tm_mix4(110, b->pos, pcd, e->pos);
  out[n++] = tm_mix4(111, b->surface, c->surface, d->pos);
  out[n++] = tm_mix4(112, c->pos, d->surface, e->surface);
  out[n++] = tm_mix4(113, a->pos, b->pos, pcd);
  out[n++] = tm_mix4(114, pcd, e->pos, f->pos);
  out[n++] = tm_mix4(115, c->base, d->base, e->pos);
  out[n++] = tm_mix4(116, b->pos, c->base, d->base);
  out[n++] = tm_mix4(117, c->shape, d->shape, pcd);
  out[n++] = tm_mix4(118, c->category, d->category, pcd);
  out[n++] = tm_mix4(119, d->tag, e->tag, c->surface);
  out[n++] = tm_mix4(120, b->surface, c->surface, d->surface);
  out[n++] = tm_mix(121, pcd);
  return n;
}

static bool is_suru(const tm_morph *m) { return m->tag.pos == TM_POS_VERB && m->tag.conjugation == 16; }

static bool is_content(const tm_morph *m) {
  switch (m->tag.pos) {
  case TM_POS_VERB: case TM_POS_ADJECTIVE: case TM_POS_NOUN: case TM_POS_DEMONSTRATIVE: case TM_POS_ADVERB: case TM_POS_CONJUNCTION:
  case TM_POS_ADNOMINAL: case TM_POS_INTERJECTION: case TM_POS_UNKNOWN: return true;
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

tm_bunsetsu *tm_bunsetsu_run(const tm_linear *model, tm_arena *arena, const tm_morph *morphs, const tm_word *words, size_t count,
                             size_t *bunsetsu_count) {
  tm_bunsetsu *out = TM_NEW(arena, tm_bunsetsu, count + 1);
  uint32_t features[TM_BUNSETSU_FEATURES];
  size_t n = 0;
  uint32_t first = 0;
  for (uint32_t i = 1; i <= count; i++) {
    if (i < count && tm_linear_score(model, features, tm_bunsetsu_features(words, i, features)) <= 0) continue;
    out[n++] = (tm_bunsetsu){.first = first, .last = i, .content = tm_bunsetsu_content(morphs, first, i), .head = -1, .link = TM_LINK_DEPENDS};
    first = i;
  }
  *bunsetsu_count = n;
  return out;
}
