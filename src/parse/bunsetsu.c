/* parse: see bunsetsu.h. Each border between two morphemes is decided alone: three in four by their tags or one word, the
 * others by a network with one hidden layer over a window of six words. */
#include "parse/bunsetsu.h"

void tm_bunsetsu_deciders(const tm_word *words, size_t i, uint32_t *out) {
  const tm_word *c = words + i - 1, *d = words + i;
  out[0] = tm_mix3(82, c->form, d->surface);
  out[1] = tm_mix3(84, c->tag, d->tag);
  out[2] = tm_mix3(81, c->surface, d->form);
}

size_t tm_bunsetsu_features(const tm_word *words, size_t i, uint32_t *out) {
  const tm_word *c = words + i - 1, *d = words + i;
  size_t n = TM_BUNSETSU_DECIDERS;
  tm_bunsetsu_deciders(words, i, out);
  out[n++] = tm_mix3(80, c->surface, d->surface);
  out[n++] = tm_mix3(83, d->surface, d[1].surface);
  for (uint32_t part = 0; part < 6; part++) {
    const tm_word *w = words + i + part - 3;
    uint32_t space = 100 + part * 16;
    out[n++] = tm_mix(space, w->form);
    if (part == 0 || part == 5) continue;
    out[n++] = tm_mix(space + 1, w->coarse);
    out[n++] = tm_mix(space + 2, w->surface);
    if (part == 1 || part == 4) continue;
    out[n++] = tm_mix(space + 3, w->base);
    out[n++] = tm_mix3(space + 4, w->pos, w->shape);
    out[n++] = tm_mix3(space + 5, w->pos, w->category);
  }
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

/* Borders are looked up a few at a time, all of them one step after the other, so that waiting for memory overlaps. */
enum { TOGETHER = 16 };
typedef struct border {
  uint32_t decided;    /* TM_ROW_NO, TM_ROW_YES or 0 */
  size_t count, known; /* features; rows */
  uint32_t features[TM_BUNSETSU_FEATURES], rows[TM_BUNSETSU_FEATURES];
} border;

static void look_up(const tm_linear *model, const tm_word *words, size_t from, size_t to, border *borders) {
  for (size_t i = from; i < to; i++) {
    tm_bunsetsu_deciders(words, i, borders[i - from].features);
    tm_linear_prefetch(model, borders[i - from].features, TM_BUNSETSU_DECIDERS);
  }
  for (size_t i = from; i < to; i++) {
    border *b = &borders[i - from];
    uint32_t rows[TM_BUNSETSU_DECIDERS], decided = 0;
    for (size_t f = TM_BUNSETSU_DECIDERS; f-- > 0;) { /* the first that decides goes before the others */
      rows[f] = tm_linear_row(model, b->features[f]);
      decided = rows[f] == TM_ROW_NO || rows[f] == TM_ROW_YES ? rows[f] : decided;
    }
    b->decided = decided;
    if (decided) continue;
    b->known = tm_linear_keep(model, rows, TM_BUNSETSU_DECIDERS, b->rows, TM_BUNSETSU_HIDDEN);
    b->count = tm_bunsetsu_features(words, i, b->features);
    tm_linear_prefetch(model, b->features + TM_BUNSETSU_DECIDERS, b->count - TM_BUNSETSU_DECIDERS);
  }
  for (size_t i = from; i < to; i++) {
    border *b = &borders[i - from];
    if (b->decided) continue;
    b->known += tm_linear_find(model, b->features + TM_BUNSETSU_DECIDERS, b->count - TM_BUNSETSU_DECIDERS, b->rows + b->known,
                               TM_BUNSETSU_HIDDEN);
  }
}

static bool begins(const tm_linear *model, const int16_t *output, const border *b) {
  if (b->decided) return b->decided == TM_ROW_YES;
  int16_t hidden[TM_BUNSETSU_HIDDEN] = {0};
  tm_add_packed(model->weights, b->rows, b->known, hidden, TM_BUNSETSU_HIDDEN);
  return tm_hidden_output(hidden, output, TM_BUNSETSU_HIDDEN) > 0;
}

tm_bunsetsu *tm_bunsetsu_run(const tm_linear *model, tm_arena *arena, const tm_morph *morphs, const tm_word *words, size_t count,
                             size_t *bunsetsu_count) {
  tm_bunsetsu *out = TM_NEW(arena, tm_bunsetsu, count + 1);
  int16_t output[TM_BUNSETSU_HIDDEN] = {0};
  uint32_t output_row = tm_linear_row(model, tm_bunsetsu_output());
  tm_add_packed(model->weights, &output_row, 1, output, TM_BUNSETSU_HIDDEN);
  size_t n = 0;
  uint32_t first = 0;
  border borders[TOGETHER];
  for (uint32_t i = 1; i <= count; i++) {
    if (i < count) {
      if (i % TOGETHER == 1) look_up(model, words, i, count - i < TOGETHER ? count : i + TOGETHER, borders);
      if (!begins(model, output, &borders[(i - 1) % TOGETHER])) continue;
    }
    out[n++] = (tm_bunsetsu){
        .first = first, .last = i, .content = tm_bunsetsu_content(morphs, first, i), .head = -1, .link = TM_LINK_DEPENDS};
    first = i;
  }
  *bunsetsu_count = n;
  return out;
}
