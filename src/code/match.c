/* code: see events.h. Looks a predicate up by its dictionary form, a サ変 noun by its longest known ending, an event noun
 * through its light verb; then checks phrase, conditions and negation. */
#include "code/events.h"

enum { BEFORE = 16 }; /* characters before a word that an entry may name too */

/* Whether what ends with the word [at, at + length) is `noun` or a noun of the set. The text before counts: 遺憾の|意, 慎重な|姿勢. */
static bool text_is(const tm_reading *reading, const uint16_t *at, size_t length, uint16_t set, tm_slice noun) {
  size_t before = (size_t)(at - reading->parsed.chars->code);
  if (before > BEFORE) before = BEFORE;
  if (set) return tm_lexicon_in_set(reading->lexicon, at - before, length + before, set);
  return tm_codes_end(at - before, length + before, noun);
}

/* Length of a head noun with the suffixes after it: 当局|者, 可能|性. */
static size_t with_suffixes(const tm_parsed *parsed, int32_t bunsetsu, const uint16_t *head, size_t length) {
  const tm_bunsetsu *b = &parsed->bunsetsu[bunsetsu];
  uint32_t i = b->content + 1;
  if (head + length != parsed->chars->code + parsed->morphs[b->content].end) return length;
  for (; i < b->last && parsed->morphs[i].tag.pos == TM_POS_SUFFIX && parsed->morphs[i].tag.form == TM_FORM_NONE; i++)
    length += parsed->morphs[i].end - parsed->morphs[i].start;
  return length;
}

/* 哀悼の深い意: whether 意 is this bunsetsu's head and 哀悼 hangs on it with の. */
static bool owned_noun_is(const tm_reading *reading, int32_t bunsetsu, const uint16_t *head, size_t length, tm_slice noun) {
  for (size_t i = noun.length < 6 ? 0 : noun.length - 6; i >= 3; i--) {
    if (memcmp(noun.data + i, "の", 3) != 0) continue;
    if (!tm_codes_end(head, length, (tm_slice){noun.data + i + 3, noun.length - i - 3})) return false;
    int32_t child[TM_FILLERS];
    size_t n = tm_clauses_children(&reading->clauses, (uint32_t)bunsetsu, TM_CASE_NO, child, TM_FILLERS);
    for (size_t k = 0; k < n; k++) {
      head = tm_head_noun(reading, child[k], &length);
      if (tm_codes_end(head, length, (tm_slice){noun.data, i})) return true;
    }
    return false;
  }
  return false;
}

/* Length of the common noun before the name that it tells of (要衝|キダル), 0 if it is none. */
static size_t without_name(const tm_parsed *parsed, int32_t bunsetsu) {
  const tm_bunsetsu *b = &parsed->bunsetsu[bunsetsu];
  if (b->content == b->first) return 0;
  const tm_morph *name = &parsed->morphs[b->content], *noun = name - 1;
  bool proper = name->tag.pos == TM_POS_NOUN && (name->tag.sub == TM_SUB_PROPER || name->tag.sub == TM_SUB_PLACE);
  bool unknown = !name->known && tm_script_of(parsed->chars->code[name->start]) == TM_KATAKANA;
  bool common = noun->tag.pos == TM_POS_NOUN && noun->tag.sub == TM_SUB_COMMON;
  return common && (proper || unknown) ? noun->end - parsed->morphs[b->first].start : 0;
}

bool tm_noun_is(const tm_reading *reading, int32_t bunsetsu, uint16_t set, tm_slice noun) {
  size_t length;
  const uint16_t *head = tm_head_noun(reading, bunsetsu, &length);
  if (text_is(reading, head, length, set, noun)) return true;
  size_t longer = with_suffixes(&reading->parsed, bunsetsu, head, length);
  if (longer > length && text_is(reading, head, longer, set, noun)) return true;
  size_t before_name = without_name(&reading->parsed, bunsetsu);
  if (before_name && text_is(reading, head, before_name, set, noun)) return true;
  return !set && owned_noun_is(reading, bunsetsu, head, length, noun);
}

static bool form_is(const tm_reading *reading, const uint16_t *form, size_t length, uint16_t set, tm_slice word) {
  return set ? tm_lexicon_in_set(reading->lexicon, form, length, set) : tm_codes_end(form, length, word);
}

/* The dictionary form of a predicate with the words before it: 撤退する, 代償を払う, 内政干渉だ; a noun that is said to be
 * something also alone. */
static bool verb_is(const tm_reading *reading, const tm_predicate *q, uint16_t set, tm_slice word) {
  bool noun = q->kind == TM_PREDICATE_NOUN, sahen = q->kind == TM_PREDICATE_SAHEN;
  uint32_t start = reading->parsed.morphs[noun || sahen ? q->morph : q->first].start;
  uint32_t before = start < BEFORE ? start : BEFORE;
  uint16_t form[BEFORE + 26];
  size_t n = before + q->base_length;
  memcpy(form, reading->parsed.chars->code + start - before, before * sizeof *form);
  memcpy(form + before, q->base, q->base_length * sizeof *form);
  if (!sahen && !q->imperative && form_is(reading, form, n, set, word)) return true;
  form[n] = 0x3060; /* だ */
  if (noun && form_is(reading, form, n + 1, set, word)) return true;
  if (q->imperative && set) return false; /* 「挑発するな」 is no word of provocation */
  bool mood = q->obligation || q->request || q->imperative;
  if (mood && !set) { /* 撤退す|べきだ, 撤退して|ほしい: the words as they stand */
    uint32_t end = reading->parsed.morphs[q->tail_end - 1].end;
    if (tm_codes_end(reading->parsed.chars->code + start, end - start, word)) return true;
  }
  form[n] = 0x3059, form[n + 1] = 0x308B; /* する */
  return (sahen || (noun && !q->copula)) && !q->imperative && form_is(reading, form, n + 2, set, word);
}

/* A condition on ト or ヲ also holds of the verb of the clause there: 撤退するよう求める, 攻撃すると警告する. */
static bool clause_has(const tm_reading *reading, const tm_predicate *p, tm_case role, uint16_t set, tm_slice word) {
  int32_t index = (int32_t)(p - reading->clauses.predicates);
  for (int32_t i = index - 1; i >= 0 && i > index - 12; i--) {
    const tm_predicate *q = &reading->clauses.predicates[i];
    int32_t parent = q->parent;
    if (parent >= 0 && parent != index && tm_predicate_is(&reading->clauses.predicates[parent], "いう"))
      parent = reading->clauses.predicates[parent].parent; /* 侵略だ|という|見方を示した */
    if (parent != index || q->negative) continue;
    bool fits = role == TM_CASE_TO ? q->role == TM_CLAUSE_QUOTED
                                   : role == TM_CASE_WO && (q->role == TM_CLAUSE_YOU || q->role == TM_CLAUSE_NOMINAL ||
                                                            q->role == TM_CLAUSE_QUOTED);
    if (fits && verb_is(reading, q, set, word)) return true;
  }
  return false;
}

/* Whether a verb's own bunsetsu begins with a noun that left its particle out, as in headlines: 衝突|続く, 要求|突き付ける. */
static bool noun_within(const tm_parsed *parsed, const tm_predicate *p) {
  return p->kind == TM_PREDICATE_VERB && p->first == p->morph && p->morph > parsed->bunsetsu[p->bunsetsu].first &&
         parsed->morphs[p->morph - 1].tag.pos == TM_POS_NOUN && (p->role == TM_CLAUSE_MAIN || p->role == TM_CLAUSE_COORDINATE);
}

/* Nouns in a case of the active voice: the compound's own first part counts as ヲ, ニ and ガ (ミサイル|発射). */
static bool case_has(const tm_reading *reading, const tm_predicate *p, int32_t event_noun, tm_case role, uint16_t set,
                     tm_slice noun) {
  int32_t filler[TM_FILLERS];
  tm_case surface = role;
  size_t n = 0;
  if (p->passive && role == TM_CASE_WO && event_noun < 0) { /* 死刑が執行された; 死刑を執行された */
    n = tm_clauses_children(&reading->clauses, p->bunsetsu, TM_CASE_WO, filler, TM_FILLERS);
    for (size_t i = 0; i < n; i++)
      if (tm_noun_is(reading, filler[i], set, noun)) return true;
    surface = TM_CASE_GA;
  }
  n = tm_clauses_fillers(&reading->clauses, p, surface, filler);
  for (size_t i = 0; i < n; i++)
    if (tm_counted_noun(reading, filler[i]) != event_noun && tm_noun_is(reading, filler[i], set, noun)) return true;
  if (event_noun >= 0) {
    n = tm_clauses_children(&reading->clauses, (uint32_t)event_noun, role == TM_CASE_WO || role == TM_CASE_GA ? TM_CASE_NO : role,
                            filler, TM_FILLERS);
    for (size_t i = 0; i < n; i++)
      if (tm_noun_is(reading, filler[i], set, noun)) return true;
  }
  if (clause_has(reading, p, role, set, noun)) return true;
  const tm_parsed *parsed = &reading->parsed;
  uint32_t first = p->first, last = p->morph;
  if (event_noun >= 0) first = parsed->bunsetsu[event_noun].first, last = parsed->bunsetsu[event_noun].content;
  else if (noun_within(parsed, p)) first = parsed->bunsetsu[p->bunsetsu].first;
  if (first < last && (role == TM_CASE_WO || role == TM_CASE_NI || role == TM_CASE_GA)) {
    uint32_t from = parsed->morphs[first].start, to = parsed->morphs[last].start;
    const uint16_t *code = parsed->chars->code + from;
    if (set ? tm_lexicon_in_set(reading->lexicon, code, to - from, set) : tm_codes_end(code, to - from, noun)) return true;
  }
  return false;
}

/* Who acts in a passive: 兵士に殺害された, 兵士によって, 兵士による攻撃が行われた. */
static bool agent_has(const tm_reading *reading, const tm_predicate *p, int32_t event_noun, uint16_t set, tm_slice noun) {
  const struct {
    int32_t bunsetsu;
    tm_case case_;
  } places[] = {{(int32_t)p->bunsetsu, TM_CASE_NIYOTTE},
                {(int32_t)p->bunsetsu, TM_CASE_NI},
                {(int32_t)p->bunsetsu, TM_CASE_KARA},
                {event_noun, TM_CASE_NIYOTTE},
                {event_noun, TM_CASE_NO}};
  for (size_t c = 0; c < sizeof places / sizeof *places; c++) {
    if (places[c].bunsetsu < 0) continue;
    int32_t filler[TM_FILLERS];
    size_t n = tm_clauses_children(&reading->clauses, (uint32_t)places[c].bunsetsu, places[c].case_, filler, TM_FILLERS);
    for (size_t i = 0; i < n; i++)
      if (tm_noun_is(reading, filler[i], set, noun)) return true;
  }
  return false;
}

/* Whether a single noun that is no verb's form cannot be there: its last character does not stand in the sentence. */
static bool is_absent(const tm_reading *reading, tm_slice noun) {
  if (noun.length < 3) return false;
  bool valid = true;
  size_t at = noun.length - 3;
  uint32_t last = tm_utf8_next(noun, &at, &valid);
  return at == noun.length && last >= 0x30A1 && last <= 0x9FFF && !tm_present(reading, (uint16_t)last);
}

static bool condition_is_true(const tm_reading *reading, const tm_predicate *p, int32_t event_noun, const tm_condition *c) {
  tm_slice noun = tm_lexicon_text(reading->lexicon, c->noun);
  if (!c->set && is_absent(reading, noun)) return false;
  return p->passive && c->role_case == TM_CASE_GA ? agent_has(reading, p, event_noun, c->set, noun)
                                                  : case_has(reading, p, event_noun, (tm_case)c->role_case, c->set, noun);
}

/* The same, found once for each set, case and predicate: many rows ask for the same sets. */
static bool condition_holds(const tm_reading *reading, const tm_predicate *p, int32_t event_noun, const tm_condition *c) {
  tm_condition_memo *memo = reading->memo;
  if (!c->set || c->set >= TM_SETS) return condition_is_true(reading, p, event_noun, c);
  if (memo->predicate != p || memo->event_noun != event_noun) {
    memset(memo->known, 0, sizeof memo->known);
    memo->predicate = p, memo->event_noun = event_noun;
  }
  uint8_t *known = &memo->known[c->role_case][c->set];
  if (!*known) *known = condition_is_true(reading, p, event_noun, c) ? 2 : 1;
  return *known == 2;
}

static bool conditions_hold(const tm_reading *reading, const tm_predicate *p, int32_t event_noun, int32_t first) {
  if (first < 0) return true;
  bool any = false;
  for (const tm_condition *c = &reading->lexicon->conditions[first];; c++) {
    any = any || condition_holds(reading, p, event_noun, c);
    if (c->last) {
      if (any == (bool)c->negative) return false;
      any = false;
    }
    if (c->final) return true;
  }
}

/* How specific a fitting row is; 0 if it does not fit. Only what hints do not tell is looked at (is_passed_over). */
static int fits(const tm_reading *reading, const tm_predicate *p, int32_t event_noun, const tm_predicate_row *row) {
  if (row->phrase_case != TM_CASE_NONE) {
    if (!tm_present(reading, row->noun_last) || !tm_present(reading, row->noun_first)) return 0;
    if (!case_has(reading, p, event_noun, (tm_case)row->phrase_case, 0, tm_lexicon_text(reading->lexicon, row->noun))) return 0;
  }
  if (row->condition >= 0 && !conditions_hold(reading, p, event_noun, row->condition)) return 0;
  return tm_row_most(row);
}

/* Traits that no row may have, and those that each must have, for this predicate. */
typedef struct wanted {
  uint8_t never, always;
} wanted;

static wanted wanted_traits(const tm_reading *reading, const tm_predicate *p, int32_t event_noun, bool noun_key, bool reported) {
  wanted w = {0, 0};
  if (!reported) w.never |= TM_ROW_CONTENT;
  if (!reading->headline) w.never |= TM_ROW_HEADLINE;
  if (!p->negative) w.never |= TM_ROW_NEGATED;
  if (event_noun >= 0) w.never |= TM_ROW_PHRASE | TM_ROW_CONTENT;
  if (noun_key) w.always |= TM_ROW_SAHEN;
  else w.never |= TM_ROW_SAHEN;
  return w;
}

/* All is looked at, for which of it turns a row down cannot be foretold. */
static bool is_passed_over(const tm_reading *reading, const tm_predicate *p, tm_row_hint hint, wanted w, int best) {
  bool unwanted = (hint.traits & w.never) != 0, lacks = (hint.traits & w.always) != w.always;
  bool consent = (hint.traits & (TM_ROW_NEGATED | TM_ROW_VERBAL)) == TM_ROW_VERBAL; /* 応じなかった is no consent */
  bool no_better = (hint.most <= best) & (hint.most < UINT8_MAX);                   /* even if it fits */
  bool absent = (hint.noun_first != 0) & !tm_present(reading, hint.noun_first);
  return unwanted | lacks | (consent & p->negative) | no_better | absent;
}

/* The first of refs [from, to), sorted by their nouns' last characters, whose character is at least `least`. */
static uint32_t first_from(const tm_lexicon *lexicon, uint32_t from, uint32_t to, uint32_t least) {
  while (from < to) {
    uint32_t middle = from + (to - from) / 2;
    if ((lexicon->refs[middle] >> TM_ROW_BITS & 0xFFF) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}

/* The least character from `least` on that stands in the sentence, as 12 bits; 4096 if none does. */
static uint32_t next_present(const tm_reading *reading, uint32_t least) {
  for (uint32_t word = least >> 6; word < 64; word++) {
    uint64_t bits = reading->present[word];
    if (word == least >> 6) bits &= ~UINT64_C(0) << (least & 63);
    if (bits) return word << 6 | (uint32_t)__builtin_ctzll(bits);
  }
  return 4096;
}

/* Rows that may fit, looked at a few at a time, so that waiting for memory overlaps. */
enum { TOGETHER = 16 };
typedef struct waiting {
  size_t count;
  const tm_predicate_row *rows[TOGETHER];
} waiting;

static void look_at(const tm_reading *reading, const tm_predicate *p, int32_t event_noun, waiting *w,
                    const tm_predicate_row **found, int *best) {
  for (size_t i = 0; i < w->count; i++) {
    __builtin_prefetch(reading->lexicon->pool + w->rows[i]->noun.at);
    if (w->rows[i]->condition >= 0) __builtin_prefetch(&reading->lexicon->conditions[w->rows[i]->condition]);
  }
  for (size_t i = 0; i < w->count; i++) {
    int score = tm_row_most(w->rows[i]) > *best ? fits(reading, p, event_noun, w->rows[i]) : 0;
    if (score > *best) *best = score, *found = w->rows[i];
  }
  w->count = 0;
}

static const tm_predicate_row *best_row(const tm_reading *reading, const tm_predicate *p, int32_t event_noun, bool noun_key,
                                        bool reported, int32_t run, int *best) {
  const tm_lexicon *lexicon = reading->lexicon;
  const tm_predicate_row *found = NULL;
  uint32_t most = lexicon->header->refs, at = (uint32_t)run, count = at < most ? lexicon->refs[at++] : 0;
  uint32_t end = count < most - at ? at + count : most, first = lexicon->header->hint_first;
  if (at < first || end - first > lexicon->header->hints) return NULL;
  const wanted traits = wanted_traits(reading, p, event_noun, noun_key, reported);
  waiting w = {.count = 0};
  while (at < end) {
    uint32_t ref = lexicon->refs[at], index = ref & TM_ROW_INDEX, last = ref >> TM_ROW_BITS & 0xFFF;
    if (last && !tm_present(reading, (uint16_t)last)) {
      at = first_from(lexicon, at + 1, end, next_present(reading, last + 1));
      continue;
    }
    if (index < lexicon->header->rows && !is_passed_over(reading, p, lexicon->hints[at - first], traits, *best)) {
      w.rows[w.count++] = &lexicon->rows[index];
      __builtin_prefetch(&lexicon->rows[index]);
      if (w.count == TOGETHER) look_at(reading, p, event_noun, &w, &found, best);
    }
    at++;
  }
  look_at(reading, p, event_noun, &w, &found, best);
  return found;
}

/* The row of a noun compound [first, last]: its longest known ending. */
static const tm_predicate_row *noun_row(const tm_reading *reading, const tm_predicate *p, int32_t event_noun, uint32_t first,
                                        uint32_t last, bool reported, int *best) {
  const tm_parsed *parsed = &reading->parsed;
  const tm_predicate_row *found = NULL;
  uint32_t end = parsed->morphs[last].end;
  for (uint32_t i = last + 1 > 5 && last - 4 > first ? last - 4 : first; i <= last; i++) {
    uint32_t start = parsed->morphs[i].start;
    int32_t run = tm_trie_find(&reading->lexicon->predicates, parsed->chars->code + start, end - start);
    if (run < 0) continue;
    const tm_predicate_row *row = best_row(reading, p, event_noun, true, reported, run, best);
    if (row) found = row;
    if (found) break;
  }
  return found;
}

static bool is_one(const tm_parsed *parsed, uint32_t morph, const char *const *words) {
  for (; *words; words++)
    if (tm_base_is(parsed, morph, *words)) return true;
  return false;
}

static bool is_plan(const tm_parsed *parsed, uint32_t morph) {
  static const char *const words[] = {"予定", "方針", "見通し", "意向", "見込み", NULL};
  return is_one(parsed, morph, words);
}

/* The nouns whose act a light verb may tell, best first; of a passive the first *suffered have を: who is its subject suffers them. */
static size_t light_nouns(const tm_reading *reading, const tm_predicate *p, const tm_light *light, int32_t filler[TM_FILLERS],
                          size_t *suffered) {
  const tm_clauses *clauses = &reading->clauses;
  bool passive = p->passive && light->case_ == TM_CASE_WO;
  if (!passive && light->case_ != TM_CASE_GA) return tm_clauses_fillers(clauses, p, (tm_case)light->case_, filler);
  size_t n = passive ? tm_clauses_children(clauses, p->bunsetsu, TM_CASE_WO, filler, TM_FILLERS) : 0;
  *suffered = n; /* 制裁を科された */
  n += tm_clauses_children(clauses, p->bunsetsu, TM_CASE_GA, filler + n,
                           TM_FILLERS - n); /* 会談が, 会談は行われた; 行われた会談 */
  n += tm_clauses_children(clauses, p->bunsetsu, TM_CASE_TOPIC, filler + n, TM_FILLERS - n);
  int32_t bare = tm_clauses_bare(clauses, p);
  if (bare >= 0 && n < TM_FILLERS) filler[n++] = bare;
  int32_t noun = p->role == TM_CLAUSE_RELATIVE ? p->noun : -1;
  for (int depth = 0; noun >= 0 && depth < 5 && n < TM_FILLERS; depth++) {
    filler[n++] = noun;
    uint8_t mark = clauses->phrases[noun].case_; /* 起こった|武装勢力と|警官の|衝突, 開かれた|核問題をめぐる|協議 */
    bool on = mark == TM_CASE_NO || mark == TM_CASE_TO || mark == TM_CASE_BARE || mark == TM_CASE_WOMEGUTTE ||
              mark == TM_CASE_NITSUITE || mark == TM_CASE_NITAISHI || mark == TM_CASE_HE;
    noun = on && clauses->phrases[noun].predicate < 0 ? clauses->phrases[noun].head : -1;
  }
  return n;
}

/* The act that a noun beside a light verb names: 軍事攻撃; with *planned 発射|準備 and 発射の|準備. */
static const tm_predicate_row *light_row(const tm_reading *reading, const tm_predicate *p, int32_t *noun, bool reported,
                                         bool *planned, int *score) {
  static const char *const plans[] = {"予定", "方針", "見通し", "計画", "準備", "日程", "段取り", NULL};
  const tm_parsed *parsed = &reading->parsed;
  const tm_bunsetsu *b = &parsed->bunsetsu[*noun];
  uint32_t last = tm_head_end(parsed, b);
  const tm_predicate_row *row = noun_row(reading, p, *noun, b->first, last, reported, score);
  if (row || !is_one(parsed, last, plans)) return row;
  *planned = true;
  if (last > b->first) return noun_row(reading, p, *noun, b->first, last - 1, reported, score);
  int32_t child[TM_FILLERS];
  if (!tm_clauses_children(&reading->clauses, (uint32_t)*noun, TM_CASE_NO, child, TM_FILLERS)) return NULL;
  *noun = tm_counted_noun(reading, child[0]);
  b = &parsed->bunsetsu[*noun];
  return noun_row(reading, p, *noun, b->first, tm_head_end(parsed, b), reported, score);
}

static bool fits_light(const tm_reading *reading, const tm_predicate *p, const tm_light *light, bool reported,
                       tm_match_found *match, int *best) {
  int32_t filler[TM_FILLERS];
  size_t suffered = 0;
  size_t n = light_nouns(reading, p, light, filler, &suffered);
  if (light->role == TM_LIGHT_FUTURE && p->role == TM_CLAUSE_RELATIVE)
    return false; /* 予定されていた会談: told by what follows */
  for (size_t k = 0; k < n; k++) {
    if (!reading->clauses.phrases[filler[k]].nominal || reading->clauses.phrases[filler[k]].predicate >= 0) continue;
    int32_t noun = tm_counted_noun(reading, filler[k]);
    if (p->kind == TM_PREDICATE_SAHEN && reading->parsed.bunsetsu[noun].content == p->morph) continue;
    if (tm_base_is(&reading->parsed, p->morph, "する") && filler[k] + 1 != (int32_t)p->bunsetsu &&
        filler[k] < (int32_t)p->bunsetsu)
      continue; /* 侵略を目の当たりにする */
    int score = 0;
    bool planned = false;
    const tm_predicate_row *row = light_row(reading, p, &noun, reported, &planned, &score);
    if (!row || score + 2 <= *best) continue;
    *best = score + 2;
    *match = (tm_match_found){.predicate = p,
                              .row = row,
                              .noun = noun,
                              .light = k < suffered && light->role == TM_LIGHT_DO ? TM_LIGHT_RECEIVE : light->role,
                              .light_status = light->status,
                              .passive_light = p->passive && light->case_ == TM_CASE_WO && k >= suffered,
                              .planned = planned};
    return true;
  }
  return false;
}

/* 衝突続く, 攻撃続ける: the noun in the verb's own bunsetsu, as headlines write it. */
static bool fits_within(const tm_reading *reading, const tm_predicate *p, const tm_light *light, bool reported,
                        tm_match_found *match, int *best) {
  const tm_parsed *parsed = &reading->parsed;
  uint32_t first = parsed->bunsetsu[p->bunsetsu].first;
  if (!noun_within(parsed, p) || p->passive || (light->case_ != TM_CASE_GA && light->case_ != TM_CASE_WO)) return false;
  int score = 0;
  const tm_predicate_row *row = noun_row(reading, p, (int32_t)p->bunsetsu, first, p->morph - 1, reported, &score);
  if (!row || score + 2 <= *best) return false;
  *best = score + 2;
  *match = (tm_match_found){
      .predicate = p, .row = row, .noun = (int32_t)p->bunsetsu, .light = light->role, .light_status = light->status};
  return true;
}

/* 攻撃を行う, 会談が開かれる, 攻撃を受ける */
static bool match_light(const tm_reading *reading, const tm_predicate *p, bool reported, tm_match_found *match, int *best) {
  const tm_lexicon *lexicon = reading->lexicon;
  if (p->kind != TM_PREDICATE_VERB && p->kind != TM_PREDICATE_SAHEN) return false;
  int32_t run = tm_trie_find(&lexicon->light_verbs, p->base, p->base_length);
  if (run < 0) return false;
  bool found = false;
  for (uint32_t i = (uint32_t)run; i < lexicon->header->refs; i++) {
    uint32_t ref = lexicon->refs[i], index = ref & TM_REF_INDEX;
    if (index < lexicon->header->lights && (fits_light(reading, p, &lexicon->lights[index], reported, match, best) ||
                                            fits_within(reading, p, &lexicon->lights[index], reported, match, best)))
      found = true;
    if (ref & TM_REF_LAST) break;
  }
  return found;
}

/* Whether a predicate ends reported words, or continues to the one that does. */
static bool is_main_word(const tm_reading *reading, const tm_predicate *p) {
  const tm_statement *s = tm_enclosing_statement(reading, p);
  if (!s || s->content < 0) return s && s->direct;
  for (int depth = 0; depth < 6; depth++) {
    if (p - reading->clauses.predicates == s->content) return true;
    if (p->role != TM_CLAUSE_COORDINATE || p->parent < 0) return false;
    p = &reading->clauses.predicates[p->parent];
  }
  return false;
}

/* 擁護|者, 会談|後: a suffix makes another noun of the act; 協議|中 is the act under way, 発射|か a question. */
static bool suffixed(const tm_parsed *parsed, const tm_predicate *p) {
  uint32_t next = p->morph + 1;
  return next < parsed->bunsetsu[p->bunsetsu].last && parsed->morphs[next].tag.pos == TM_POS_SUFFIX &&
         parsed->morphs[next].tag.form == TM_FORM_NONE && !tm_morphs_are(parsed, next, next + 1, "中") &&
         !tm_morphs_are(parsed, next, next + 1, "か");
}

void tm_matches_begin(tm_reading *reading) {
  size_t n = reading->clauses.predicate_count;
  reading->matches = TM_NEW(reading->arena, tm_match_found, n + 1);
  reading->memo = TM_NEW(reading->arena, tm_condition_memo, 1);
  reading->memo->predicate = NULL; /* the rest is cleared for each predicate */
  reading->matched = TM_NEW0(reading->arena, uint8_t, n + 1);
  const tm_chars *chars = reading->parsed.chars;
  for (size_t i = 0; i < chars->count; i++) reading->present[chars->code[i] >> 6 & 63] |= UINT64_C(1) << (chars->code[i] & 63);
}

const tm_match_found *tm_matched(const tm_reading *reading, const tm_predicate *p) {
  size_t index = (size_t)(p - reading->clauses.predicates);
  if (!reading->matched[index]) {
    bool reported = tm_enclosing_statement(reading, p) != NULL;
    reading->matched[index] = tm_match_predicate(reading, p, reported, &reading->matches[index]) ? 2 : 1;
  }
  return reading->matched[index] == 2 ? &reading->matches[index] : NULL;
}

/* The rows of a verb; of one of two parts that the lexicon does not have, the rows of the first (殴り合う: 殴る), which tells what is done. */
static int32_t verb_run(const tm_reading *reading, const tm_predicate *p) {
  int32_t run = tm_trie_find(&reading->lexicon->predicates, p->base, p->base_length);
  const tm_morph *first = &reading->parsed.morphs[p->first];
  if (run >= 0 || p->first == p->morph || first->tag.pos != TM_POS_VERB) return run;
  uint16_t base[24];
  size_t n = tm_morph_base(reading->parsed.chars, first, base, 24);
  return tm_trie_find(&reading->lexicon->predicates, base, n);
}

/* Cues that make a demand of what must be; others only tell it (codebook 1.2). */
static bool is_demanding(const tm_predicate *cue) {
  static const char *const cues[] = {"強調", "主張", "要求", "訴える", "求める", "呼びかける", "呼び掛ける", "迫る",
                                     "促す", "要請", "力説", "叫ぶ",   "説く",   "注文",       NULL};
  for (int i = 0; cues[i]; i++)
    if (tm_predicate_is(cue, cues[i])) return true;
  return false;
}

/* 「撤退せよ」と述べた, 「解放してほしい」, 「撤退すべきだ」と強調した: the words ask the hearer to act. */
static bool is_demand(const tm_reading *reading, const tm_predicate *p) {
  const tm_statement *s = tm_enclosing_statement(reading, p);
  if (!s || p->past || p->conjecture || p->hearsay || p->question || (s->predicate < 0 && !s->direct)) return false;
  if (p->imperative || p->request) return true;
  return p->obligation && s->direct && s->predicate >= 0 && is_demanding(&reading->clauses.predicates[s->predicate]);
}

/* The row of what is asked in so many words (「…を求める」). */
static const tm_predicate_row *demand_row(const tm_reading *reading) {
  const tm_lexicon *lexicon = reading->lexicon;
  uint16_t word[] = {0x6C42, 0x3081, 0x308B}; /* 求める */
  int32_t run = tm_trie_find(&lexicon->predicates, word, 3);
  for (uint32_t i = (uint32_t)run; run >= 0 && i < lexicon->header->refs; i++) {
    uint32_t index = lexicon->refs[i] & TM_ROW_INDEX;
    const tm_predicate_row *row = index < lexicon->header->rows ? &lexicon->rows[index] : NULL;
    if (row && row->class_ == TM_REQUEST && row->where == TM_WHERE_CONTENT && row->phrase_case == TM_CASE_NONE &&
        row->condition < 0)
      return row;
    if (lexicon->refs[i] & TM_REF_LAST) break;
  }
  return NULL;
}

bool tm_match_predicate(const tm_reading *reading, const tm_predicate *p, bool reported, tm_match_found *match) {
  int best = 0;
  int32_t object[TM_FILLERS];
  if (tm_morphs_are(&reading->parsed, p->morph, p->morph + 1, "して") && p->kind == TM_PREDICATE_VERB &&
      !tm_clauses_children(&reading->clauses, p->bunsetsu, TM_CASE_WO, object, TM_FILLERS))
    return false; /* …とし|て, but 準備を|している */
  *match = (tm_match_found){.predicate = p, .noun = -1};
  reported = reported && !p->past && is_main_word(reading, p);
  if (reported && is_demand(reading, p)) {
    *match = (tm_match_found){.predicate = p, .row = demand_row(reading), .noun = -1, .demand = true};
    if (match->row) return true;
  }
  bool found = match_light(reading, p, reported, match, &best);
  const tm_predicate_row *row = NULL;
  uint32_t last = p->morph;
  if (p->kind == TM_PREDICATE_NOUN) last = tm_head_end(&reading->parsed, &reading->parsed.bunsetsu[p->bunsetsu]);
  if (last > p->morph || last < p->first) last = p->morph;
  bool counted = last < p->morph; /* 禁錮|50|年 */
  if (p->kind == TM_PREDICATE_NOUN && !counted && suffixed(&reading->parsed, p)) return found;
  if (p->kind == TM_PREDICATE_SAHEN || p->kind == TM_PREDICATE_NOUN) {
    bool planned = p->kind == TM_PREDICATE_NOUN && last > p->first && is_plan(&reading->parsed, last);
    if (planned) last--;
    int score = found && match->light != TM_LIGHT_FUTURE ? best : 0;
    int32_t counted_noun = p->kind == TM_PREDICATE_NOUN ? tm_counted_noun(reading, (int32_t)p->bunsetsu) : -1;
    if (counted_noun >= 0 && counted_noun != (int32_t)p->bunsetsu) { /* 懲役|20|年 */
      const tm_bunsetsu *b = &reading->parsed.bunsetsu[counted_noun];
      row = noun_row(reading, p, -1, b->first, tm_head_end(&reading->parsed, b), reported, &score);
    } else {
      row = noun_row(reading, p, -1, p->first, last, reported, &score);
    }
    if (row && (score > best || score >= 5))
      best = score, *match = (tm_match_found){.predicate = p, .row = row, .noun = -1, .planned = planned};
  } else {
    int32_t run = verb_run(reading, p);
    int score = 0;
    if (run >= 0) row = best_row(reading, p, -1, false, reported, run, &score);
    /* 訪問を取りやめる: a row of its own goes before the plan or omission that the verb makes of its noun */
    bool own = score > best || (found && match->light == TM_LIGHT_FUTURE && score >= 5);
    if (row && own) *match = (tm_match_found){.predicate = p, .row = row, .noun = -1};
  }
  return found || row;
}

const tm_predicate_row *tm_match_noun(const tm_reading *reading, const tm_predicate *p, int32_t bunsetsu) {
  const tm_bunsetsu *b = &reading->parsed.bunsetsu[tm_counted_noun(reading, bunsetsu)];
  int best = 0;
  return noun_row(reading, p, bunsetsu, b->first, tm_head_end(&reading->parsed, b), false, &best);
}
