/* parse: see argument.h. */
#include "parse/argument.h"

#include "parse/way.h"

bool tm_takes_arguments(const tm_clauses *clauses, uint32_t bunsetsu) {
  const tm_phrase *phrase = &clauses->phrases[bunsetsu];
  if (phrase->functional) return false;
  if (phrase->predicate >= 0) return true;
  const tm_morph *m = &clauses->parsed->morphs[clauses->parsed->bunsetsu[bunsetsu].content];
  return m->tag.pos == TM_POS_NOUN && m->tag.sub == TM_SUB_SAHEN;
}

bool tm_may_be_argument(const tm_clauses *clauses, uint32_t bunsetsu) {
  const tm_phrase *phrase = &clauses->phrases[bunsetsu];
  return phrase->nominal && !phrase->functional;
}

static uint32_t fold(uint32_t hash, uint16_t code) { return (hash ^ code) * 0x01000193u; }

/* Which of ガ は ヲ ニ ト the word has beside it, as bits. */
static uint32_t marked_cases(const tm_clauses *clauses, uint32_t bunsetsu) {
  uint32_t bits = 0;
  for (int32_t c = clauses->first_child[bunsetsu]; c >= 0; c = clauses->next_sibling[c]) {
    const tm_phrase *phrase = &clauses->phrases[c];
    if (phrase->predicate >= 0 && !phrase->nominal) continue;
    switch (phrase->case_) {
    case TM_CASE_GA: bits |= 1; break;
    case TM_CASE_TOPIC: bits |= 2; break;
    case TM_CASE_WO: bits |= 4; break;
    case TM_CASE_NI: bits |= 8; break;
    case TM_CASE_NO: bits |= 16; break;
    case TM_CASE_NIYOTTE: bits |= 32; break;
    default: break;
    }
  }
  return bits;
}

tm_argument_frame tm_argument_frame_of(const tm_clauses *clauses, const tm_word *words, uint32_t bunsetsu) {
  tm_argument_frame f = {.bunsetsu = (int32_t)bunsetsu, .predicate = clauses->phrases[bunsetsu].predicate};
  f.marked = marked_cases(clauses, bunsetsu);
  if (f.predicate < 0) {
    f.base = words[clauses->parsed->bunsetsu[bunsetsu].content].base;
    f.voice = 64u + clauses->phrases[bunsetsu].case_;
    f.form = 64;
    return f;
  }
  const tm_predicate *p = &clauses->predicates[f.predicate];
  uint32_t hash = 0x811C9DC5u;
  for (size_t i = 0; i < p->base_length; i++) hash = fold(hash, p->base[i]);
  f.base = hash ^ hash >> 15;
  f.voice = (uint32_t)p->passive | (uint32_t)p->causative << 1 | (uint32_t)p->kind << 2 | (uint32_t)p->possible << 4;
  f.form = (uint32_t)p->role | (uint32_t)p->past << 3 | (uint32_t)p->copula << 4 | (uint32_t)p->progressive << 5;
  return f;
}

/* Noun phrases of the same mark, or marked as subjects, between a bunsetsu and the target. */
static void count_between(const tm_clauses *clauses, int32_t from, int32_t target, uint32_t *same, uint32_t *subjects,
                          uint32_t *predicates) {
  int32_t low = from < target ? from : target, high = from < target ? target : from;
  uint8_t own = clauses->phrases[from].case_;
  *same = *subjects = *predicates = 0;
  for (int32_t i = low + 1; i < high; i++) {
    const tm_phrase *phrase = &clauses->phrases[i];
    if (phrase->predicate >= 0) ++*predicates;
    if (!phrase->nominal) continue;
    *same += phrase->case_ == own;
    *subjects += tm_like_subject(phrase);
  }
  if (*same > 2) *same = 2;
  if (*subjects > 2) *subjects = 2;
  if (*predicates > 3) *predicates = 3;
}

typedef struct list {
  uint32_t *out;
  size_t count;
} list;

static void add(list *l, const uint32_t *parts, size_t count) {
  uint32_t feature = parts[0];
  for (size_t i = 1; i < count; i++) feature = tm_mix(feature, parts[i]);
  l->out[l->count++] = feature;
}

#define ADD(...) add(&l, (const uint32_t[]){__VA_ARGS__}, sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))

size_t tm_argument_features(const tm_clauses *clauses, const tm_word *words, const tm_argument_frame *f, uint32_t bunsetsu,
                            uint32_t out[TM_ARGUMENT_FEATURES]) {
  list l = {out, 0};
  const tm_parsed *parsed = clauses->parsed;
  const tm_bunsetsu *b = &parsed->bunsetsu[bunsetsu];
  const tm_word *head = &words[b->content];
  tm_way w = tm_way_find(clauses, f->bunsetsu, -1, (int32_t)bunsetsu);
  uint32_t depth = w.depth > 2 ? 2 : w.depth, steps = w.steps > 2 ? 2 : w.steps;
  uint32_t place = tm_mix4((uint32_t)w.kind << 8 | depth << 4 | steps, w.top, w.role, w.topic), way = tm_mix(place, w.own);
  uint32_t brief = (uint32_t)w.kind << 8 | w.own, before = (int32_t)bunsetsu < f->bunsetsu;
  uint32_t far = before ? (uint32_t)f->bunsetsu - bunsetsu : bunsetsu - (uint32_t)f->bunsetsu, same, subjects, predicates;
  far = tm_distance_step(far) << 1 | before;
  count_between(clauses, (int32_t)bunsetsu, f->bunsetsu, &same, &subjects, &predicates);
  bool comma = parsed->morphs[b->last - 1].tag.pos == TM_POS_SPECIAL;
  uint32_t last = words[b->last - 1 > b->content && comma ? b->last - 2 : b->last - 1].surface;
  bool linked = b->link == TM_LINK_PARALLEL;
  ADD(301, way);
  ADD(302, way, f->voice);
  ADD(303, way, f->base);
  ADD(304, brief, f->base, depth);
  ADD(305, way, head->category);
  ADD(306, brief, f->base, head->category);
  ADD(307, brief, head->surface);
  ADD(308, f->base, head->surface);
  ADD(309, brief, far);
  ADD(310, brief, subjects, w.role, predicates);
  ADD(311, brief, same, far);
  ADD(312, brief, f->form, depth);
  ADD(313, way, f->marked);
  ADD(314, brief, f->marked, f->voice, depth);
  ADD(315, brief, comma, predicates, before);
  ADD(316, f->base, f->marked, brief);
  ADD(317, brief, head->pos, depth);
  ADD(318, way, head->pos, f->voice);
  ADD(319, brief, f->form, f->marked);
  ADD(320, last, w.kind, depth, f->voice);
  ADD(321, last, f->base, w.kind);
  ADD(322, brief, linked, depth);
  ADD(323, way, subjects, same);
  ADD(324, brief, subjects, f->marked, f->voice);
  ADD(325, head->category, head->pos, f->base);
  ADD(326, brief, predicates, subjects, head->category);
  ADD(327, bunsetsu == 0, brief, comma);
  return l.count;
}

/* Pairs are looked up a few at a time, all of them one step after the other, so that waiting for memory overlaps. */
enum { TOGETHER = 8 };
typedef struct pair {
  uint32_t bunsetsu;
  size_t count;
  uint32_t features[TM_ARGUMENT_FEATURES], rows[TM_ARGUMENT_FEATURES];
} pair;

static void score_pairs(const tm_linear *model, pair *pairs, size_t count, tm_target *t, int16_t *score,
                        int16_t best[TM_ARGUMENT_CASES]) {
  for (size_t i = 0; i < count; i++)
    pairs[i].count = tm_linear_find(model, pairs[i].features, pairs[i].count, pairs[i].rows, TM_ARGUMENT_CASES);
  for (size_t i = 0; i < count; i++) {
    uint32_t b = pairs[i].bunsetsu;
    int16_t *sum = score + (size_t)(b - t->low) * TM_ARGUMENT_CASES;
    memset(sum, 0, TM_ARGUMENT_CASES * sizeof *sum);
    tm_add_rows(model->weights, pairs[i].rows, pairs[i].count, sum, TM_ARGUMENT_CASES);
    for (int c = 0; c < TM_ARGUMENT_CASES; c++)
      if (sum[c] > best[c]) best[c] = sum[c], t->filler[c] = (int32_t)b;
  }
}

static void score_target(const tm_linear *model, tm_arena *arena, const tm_clauses *clauses, const tm_word *words, tm_target *t) {
  tm_argument_frame frame = tm_argument_frame_of(clauses, words, t->bunsetsu);
  int16_t *score = TM_NEW(arena, int16_t, (size_t)(t->high - t->low) * TM_ARGUMENT_CASES);
  int16_t best[TM_ARGUMENT_CASES] = {0};
  pair pairs[TOGETHER];
  size_t count = 0;
  for (int c = 0; c < TM_ARGUMENT_CASES; c++) t->filler[c] = -1;
  for (uint32_t b = t->low; b < t->high; b++) {
    if (b == t->bunsetsu || !tm_may_be_argument(clauses, b)) {
      for (int c = 0; c < TM_ARGUMENT_CASES; c++) score[(size_t)(b - t->low) * TM_ARGUMENT_CASES + (size_t)c] = INT16_MIN;
      continue;
    }
    pair *p = &pairs[count++];
    p->bunsetsu = b;
    p->count = tm_argument_features(clauses, words, &frame, b, p->features);
    tm_linear_prefetch(model, p->features, p->count);
    if (count == TOGETHER) score_pairs(model, pairs, count, t, score, best), count = 0;
  }
  score_pairs(model, pairs, count, t, score, best);
  t->score = score;
}

void tm_arguments_begin(const tm_linear *model, tm_arena *arena, const tm_clauses *clauses, const tm_word *words,
                        tm_arguments *arguments) {
  *arguments = (tm_arguments){model, arena, clauses, words, TM_NEW0(arena, tm_target *, clauses->parsed->bunsetsu_count + 1)};
}

const tm_target *tm_arguments_of(tm_arguments *arguments, uint32_t bunsetsu) {
  tm_target **known = &arguments->target_of[bunsetsu];
  if (*known || !tm_takes_arguments(arguments->clauses, bunsetsu)) return *known;
  uint32_t n = (uint32_t)arguments->clauses->parsed->bunsetsu_count;
  tm_target *t = TM_NEW(arguments->arena, tm_target, 1);
  *t = (tm_target){.bunsetsu = bunsetsu, .predicate = arguments->clauses->phrases[bunsetsu].predicate};
  t->low = bunsetsu > TM_ARGUMENT_REACH ? bunsetsu - TM_ARGUMENT_REACH : 0;
  t->high = bunsetsu + TM_ARGUMENT_REACH < n ? bunsetsu + TM_ARGUMENT_REACH : n;
  score_target(arguments->model, arguments->arena, arguments->clauses, arguments->words, t);
  return *known = t;
}

int16_t tm_argument_score(const tm_target *t, uint32_t bunsetsu, tm_argument_case case_) {
  return bunsetsu < t->low || bunsetsu >= t->high ? INT16_MIN : t->score[(bunsetsu - t->low) * TM_ARGUMENT_CASES + case_];
}
