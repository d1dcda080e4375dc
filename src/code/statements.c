/* code: the statements of a sentence (codebook 4): who said which words, by which cue. See statements.h. */
#include "code/statements.h"

/* …しよう|とした, 処分|とした: an attempt or a decision, no words. */
static bool is_doing(const tm_reading *reading, const tm_predicate *p, int32_t last) {
  if (!tm_base_is(&reading->parsed, p->morph, "する") || p->first != p->morph) return false;
  int32_t index = reading->clauses.phrases[last].predicate;
  if (index < 0) return false;
  const tm_predicate *q = &reading->clauses.predicates[index];
  return q->volitional || q->attempt || (q->kind == TM_PREDICATE_NOUN && !q->copula && !p->progressive);
}

/* First bunsetsu of the subtree of `top`, not going back past `least`. */
static uint32_t subtree_start(const tm_reading *reading, uint32_t top, uint32_t least) {
  uint32_t first = top;
  while (first > least) {
    uint32_t before = first - 1;
    int32_t head = reading->parsed.bunsetsu[before].head;
    if (head < 0 || (uint32_t)head > top) break;
    first = before;
  }
  return first;
}

/* Narrows [start, end) to the inside of 「…」 where that is all; says whether the words are quoted. */
static bool trim_quote(const tm_reading *reading, uint32_t *start, uint32_t *end) {
  const uint16_t *code = reading->parsed.chars->code;
  while (*start < *end && (code[*start] == ' ' || code[*start] == 0x3001)) (*start)++;
  bool direct = false;
  for (uint32_t i = *start; i < *end; i++) direct = direct || code[i] == 0x300C || code[i] == 0x300E;
  if (*end > *start && (code[*end - 1] == 0x300D || code[*end - 1] == 0x300F)) {
    uint32_t open = tm_matching_open(reading, *end - 1);
    if (open != UINT32_MAX && open >= *start) {
      if (open == *start) (*start)++, (*end)--;
      else if (*end - open > 15 && open - *start > 0 && code[open - 1] == 0x3001) *start = open + 1, (*end)--;
      return true;
    }
    if (open == UINT32_MAX) (*end)--; /* closes a quotation of an earlier sentence */
    return true;
  }
  return direct;
}

/* 独立を宣言した|国, 支援を求めて|…, 声明を発表した: a noun alone that is told in passing, or does not tell the words. */
static bool is_background(const tm_reading *reading, const tm_predicate *p, const tm_cue *cue, int32_t last) {
  if (reading->clauses.phrases[last].predicate >= 0 || tm_to_position(reading, (uint32_t)last)) return false;
  static const char *const containers[] = {"声明", "論評", "声明文", "談話", "コメント", "演説", "名簿",   "地図",
                                           "記事", "計画", "結果",   "内容", "書簡",     "文書", "報告書", "草案",
                                           "発言", "数字", "項目",   "理由", "文章",     "写真", "映像",   NULL};
  size_t length;
  const uint16_t *head = tm_head_noun(reading, last, &length);
  uint32_t at = (uint32_t)(head - reading->parsed.chars->code);
  tm_slice text = tm_chars_slice(reading->parsed.chars, at, at + length);
  for (int i = 0; containers[i]; i++)
    if (tm_slice_ends(text, tm_slice_of(containers[i]))) return true;
  bool comma = reading->parsed.chars->code[tm_bunsetsu_end(reading, p->bunsetsu) - 1] == 0x3001;
  return (p->role == TM_CLAUSE_RELATIVE && cue->kind != TM_CUE_ACT) ||
         (p->role == TM_CLAUSE_COORDINATE && !comma && reading->parsed.morphs[p->tail_end - 1].tag.form == TM_FORM_TE);
}

/* 撤回を求める|決議, 対話を促す|書簡: what the document says. */
static bool in_document(const tm_reading *reading, const tm_predicate *p) {
  static const char *const papers[] = {"決議", "決議案", "文書", "書簡", "声明", "談話", "共同声明", "要求書", "親書",
                                       "宣言", "通告",   "草案", "請願", "覚書", "書面", "公開書簡", "要望書", NULL};
  if (p->role != TM_CLAUSE_RELATIVE || p->noun < 0) return false;
  uint32_t content = reading->parsed.bunsetsu[p->noun].content;
  for (int i = 0; papers[i]; i++)
    if (tm_base_is(&reading->parsed, content, papers[i])) return true;
  return false;
}

/* EUが求めた|予算の削減: what was asked for is the noun that the clause modifies. */
static bool asked_for(const tm_reading *reading, const tm_predicate *p, tm_statement *s) {
  const tm_parsed *parsed = &reading->parsed;
  if (p->role != TM_CLAUSE_RELATIVE || p->noun < 0 || p->passive || !(p->past || p->progressive)) return false;
  const tm_morph *content = &parsed->morphs[parsed->bunsetsu[p->noun].content];
  bool act = content->tag.pos == TM_POS_NOUN && content->tag.sub == TM_SUB_SAHEN;
  int32_t child[TM_FILLERS];
  size_t n = tm_clauses_children(&reading->clauses, p->bunsetsu, TM_CASE_GA, child, TM_FILLERS);
  if (!act || !n || !tm_speaking_phrase(reading, (uint32_t)child[0], s)) return false;
  s->start = tm_bunsetsu_start(reading, p->bunsetsu + 1);
  s->end = content->end;
  s->cue_start = parsed->morphs[p->first].start;
  s->cue_end = parsed->morphs[p->tail_end - 1].end;
  return s->start < s->end;
}

static void cue_statement(tm_reading *reading, const tm_predicate *p) {
  int32_t noun = -1, last = -1;
  const tm_cue *cue = tm_find_cue(reading, p, &noun);
  if (cue && cue->kind == TM_CUE_ACT && !p->past && !p->progressive &&
      (p->role == TM_CLAUSE_YOU || p->role == TM_CLAUSE_NOMINAL || p->role == TM_CLAUSE_RELATIVE ||
       p->role == TM_CLAUSE_CONDITION) &&
      !in_document(reading, p))
    return;
  if (p->role == TM_CLAUSE_ADVERBIAL || p->role == TM_CLAUSE_RELATIVE ||
      p->role == TM_CLAUSE_NOMINAL) { /* 伝えた|ところによると */
    int32_t head = reading->clauses.phrases[p->bunsetsu].head;
    if (head >= 0 && reading->clauses.phrases[head].case_ == TM_CASE_NIYORU) return;
  }
  if (!cue || tm_is_formula(reading, p) || (p->kind == TM_PREDICATE_NOUN && p->copula)) return;
  tm_statement s = {.predicate = (int32_t)(p - reading->clauses.predicates), .content = -1, .mention = UINT32_MAX};
  if (p->negative) return;
  if (!tm_find_content(reading, p, cue, noun, &s, &last)) {
    if (cue->kind == TM_CUE_ACT && cue->takes & TM_TAKES_WO && asked_for(reading, p, &s))
      *TM_PUSH(reading->arena, &reading->statements) = s;
    bool silent = p->role == TM_CLAUSE_MAIN && !p->passive && (cue->kind == TM_CUE_NEUTRAL || cue->kind == TM_CUE_WRITE);
    tm_parties found = {0}; /* 外相は次のように述べた。 記者団に語った。 */
    bool blocked = false;
    if (silent && tm_subject_actors(reading, p, true, &found, &blocked)) reading->announced = found.actor[0];
    return;
  }
  if (is_doing(reading, p, last) || is_background(reading, p, cue, last)) return;
  const tm_parsed *parsed = &reading->parsed;
  uint32_t first;
  if (p->passive) {
    tm_parties found = {0}; /* …から非難された, …に求められた */
    if (!tm_case_actors(reading, p, -1, TM_CASE_NIYOTTE, &found) && !tm_case_actors(reading, p, -1, TM_CASE_KARA, &found) &&
        !(cue->kind == TM_CUE_ACT && tm_case_actors(reading, p, -1, TM_CASE_NI, &found)))
      return;
    s.speaker = found.actor[0];
    first = subtree_start(reading, (uint32_t)last, 0);
  } else if (!tm_find_speaker(reading, p, (uint32_t)last, &first, &s)) {
    return;
  }
  if (first > (uint32_t)last) first = (uint32_t)last;
  if (cue->takes & TM_TAKES_WO && reading->clauses.phrases[last].predicate < 0 && !tm_to_position(reading, (uint32_t)last))
    first = subtree_start(reading, (uint32_t)last, first);
  s.start = tm_bunsetsu_start(reading, first);
  s.direct = trim_quote(reading, &s.start, &s.end);
  if (s.start >= s.end) return;
  int32_t index = reading->clauses.phrases[last].predicate;
  if (index < 0)
    for (size_t i = 0; i < reading->clauses.predicate_count; i++)
      if (reading->clauses.predicates[i].noun == last) index = (int32_t)i;
  s.content = index;
  s.cue_start = parsed->morphs[p->first].start;
  s.cue_end = parsed->morphs[p->tail_end - 1].end;
  *TM_PUSH(reading->arena, &reading->statements) = s;
}

/* Whether a cue has words of its own beside those that end in bunsetsu `reason`. */
static bool has_own_words(const tm_reading *reading, const tm_predicate *p, int32_t reason) {
  int32_t noun = -1, last = -1;
  tm_statement s = {0};
  const tm_cue *cue = tm_find_cue(reading, p, &noun);
  return cue && tm_find_content(reading, p, cue, noun, &s, &last) && last != reason;
}

/* …だ|として、撤回を求めた: words told as the reason of another cue's words; of any act, if they are quoted. */
static void reason_statements(tm_reading *reading) {
  const tm_phrase *phrases = reading->clauses.phrases;
  for (uint32_t b = 1; b < reading->parsed.bunsetsu_count; b++) {
    uint32_t first = reading->parsed.bunsetsu[b].first, next = first + 1;
    if (!tm_morphs_are(&reading->parsed, first, next, "して")) continue;
    bool alone = next == reading->parsed.bunsetsu[b].last || reading->parsed.morphs[next].tag.pos == TM_POS_SPECIAL;
    if (!alone) continue; /* としている, としての */
    int32_t reason = phrases[b].functional ? (int32_t)b - 1 : tm_as_reason(reading, (int32_t)b);
    if (reason < 0 || tm_as_noun(reading, (uint32_t)reason)) continue;
    tm_statement s = {.predicate = -1, .content = phrases[reason].predicate, .mention = UINT32_MAX};
    s.end = tm_to_position(reading, (uint32_t)reason);
    if (!s.end) continue;
    int32_t above = phrases[phrases[b].functional ? reason : (int32_t)b].head;
    while (above >= 0 && phrases[above].predicate < 0) above = phrases[above].head;
    if (above < 0) continue;
    const tm_predicate *p = &reading->clauses.predicates[phrases[above].predicate];
    uint32_t open = reading->parsed.chars->code[s.end - 1] == 0x300D ? tm_matching_open(reading, s.end - 1) : UINT32_MAX;
    bool quoted = open != UINT32_MAX && s.end - open > 10;
    if (p->passive || (!quoted && !has_own_words(reading, p, reason))) continue;
    if (quoted && tm_find_cue(reading, p, &(int32_t){-1}) && !has_own_words(reading, p, reason))
      continue; /* the cue's own words */
    uint32_t from;
    if (!tm_find_speaker(reading, p, (uint32_t)reason, &from, &s)) continue;
    s.start = tm_bunsetsu_start(reading, from > (uint32_t)reason ? (uint32_t)reason : from);
    s.direct = trim_quote(reading, &s.start, &s.end);
    s.cue_start = reading->parsed.morphs[first].start - 1;
    s.cue_end = reading->parsed.morphs[first].end;
    if (s.start < s.end) *TM_PUSH(reading->arena, &reading->statements) = s;
  }
}

bool tm_reported_words(const tm_reading *reading, const tm_predicate *p, tm_statement *s) {
  static const tm_cue any = {.kind = TM_CUE_ACT, .takes = TM_TAKES_TO | TM_TAKES_YOU | TM_TAKES_KOTO};
  int32_t last = -1;
  uint32_t first;
  *s = (tm_statement){.predicate = (int32_t)(p - reading->clauses.predicates), .content = -1, .mention = UINT32_MAX};
  if (!tm_find_content(reading, p, &any, -1, s, &last)) return false;
  tm_find_speaker(reading, p, (uint32_t)last, &first, s);
  if (first > (uint32_t)last) first = (uint32_t)last;
  s->start = tm_bunsetsu_start(reading, first);
  return s->start < s->end;
}

/* …という。 …とのことだ。 after a source named before. */
static void hearsay(tm_reading *reading) {
  if (reading->statements.count || reading->last_speaker == UINT32_MAX || !reading->parsed.bunsetsu_count || reading->headline)
    return;
  const tm_parsed *parsed = &reading->parsed;
  size_t last = parsed->morph_count;
  while (last && parsed->morphs[last - 1].tag.pos == TM_POS_SPECIAL) last--;
  if (last < 3) return;
  bool toiu = (tm_base_is(parsed, last - 1, "いう") || tm_base_is(parsed, last - 1, "言う")) &&
              parsed->morphs[last - 1].tag.form == TM_FORM_BASIC && tm_morphs_are(parsed, last - 2, last - 1, "と");
  if (!toiu || reading->silence) return;
  tm_statement s = {.predicate = -1, .content = -1, .speaker = reading->last_speaker, .mention = UINT32_MAX};
  s.end = parsed->morphs[last - 2].start;
  s.cue_start = parsed->morphs[last - 2].start;
  s.cue_end = parsed->morphs[last - 1].end;
  /* an own source in the sentence is the cue's subject already */
  *TM_PUSH(reading->arena, &reading->statements) = s;
}

/* した, している, しました. */
static bool told_form(const tm_parsed *parsed, uint32_t from, uint32_t to) {
  bool told = false;
  for (uint32_t i = from; i < to; i++) {
    if (tm_base_is(parsed, i, "れる") || tm_base_is(parsed, i, "られる")) return false; /* とされる */
    told = told || parsed->morphs[i].tag.form == TM_FORM_PAST || tm_base_is(parsed, i, "いる");
  }
  return told;
}

/* …である|と|した in one bunsetsu: the words end before its と. */
static void inner_cue(tm_reading *reading, const tm_predicate *p) {
  const tm_parsed *parsed = &reading->parsed;
  const tm_bunsetsu *b = &parsed->bunsetsu[p->bunsetsu];
  for (uint32_t i = p->morph + 1; i + 1 < b->last && !p->volitional; i++) {
    bool said = parsed->morphs[i].tag.pos == TM_POS_PARTICLE && tm_morphs_are(parsed, i, i + 1, "と") &&
                tm_base_is(parsed, i + 1, "する") && told_form(parsed, i + 1, b->last);
    if (!said) continue;
    tm_statement s = {.predicate = (int32_t)(p - reading->clauses.predicates),
                      .content = -1,
                      .mention = UINT32_MAX,
                      .end = parsed->morphs[i].start};
    uint32_t first;
    if (!tm_find_speaker(reading, p, p->bunsetsu, &first, &s)) return;
    s.start = tm_bunsetsu_start(reading, first > p->bunsetsu ? p->bunsetsu : first);
    s.direct = trim_quote(reading, &s.start, &s.end);
    s.cue_start = parsed->morphs[i + 1].start;
    s.cue_end = parsed->morphs[b->last - 1].end;
    if (s.start < s.end) *TM_PUSH(reading->arena, &reading->statements) = s;
    return;
  }
}

/* …を求める|声明を出した, 要請した|ことを明らかにした: one report by one speaker. The cue in a relative clause tells more than the
 * one that holds it; otherwise the outer one stands. */
static void drop_repeats(tm_reading *reading) {
  tm_statement *items = reading->statements.items;
  size_t kept = 0, count = reading->statements.count;
  for (size_t i = 0; i < count; i++) {
    bool repeat = false;
    for (size_t k = 0; k < count && !repeat; k++) {
      if (k == i || items[i].predicate < 0 || items[k].predicate < 0 || items[i].speaker != items[k].speaker) continue;
      const tm_statement *outer = items[k].start <= items[i].cue_start && items[i].cue_end <= items[k].end ? &items[k] : NULL;
      if (outer) repeat = reading->clauses.predicates[items[i].predicate].role != TM_CLAUSE_RELATIVE;
      else if (items[i].start <= items[k].cue_start && items[k].cue_end <= items[i].end)
        repeat = reading->clauses.predicates[items[k].predicate].role == TM_CLAUSE_RELATIVE;
    }
    if (!repeat) reading->statements.items[kept++] = items[i];
  }
  reading->statements.count = kept;
}

void tm_find_statements(tm_reading *reading) {
  tm_source_statements(reading);
  reason_statements(reading);
  for (size_t i = 0; i < reading->clauses.predicate_count; i++) {
    cue_statement(reading, &reading->clauses.predicates[i]);
    inner_cue(reading, &reading->clauses.predicates[i]);
  }
  drop_repeats(reading);
  tm_inverted_quotation(reading);
  tm_bare_quotation(reading);
  hearsay(reading);
}

const tm_statement *tm_enclosing_statement(const tm_reading *reading, const tm_predicate *p) {
  const tm_statement *best = NULL;
  uint32_t at = reading->parsed.morphs[p->morph].start;
  for (size_t i = 0; i < reading->statements.count; i++) {
    const tm_statement *s = &reading->statements.items[i];
    if (at < s->start || at >= s->end) continue;
    if (!best || s->end - s->start < best->end - best->start) best = s;
  }
  return best;
}
