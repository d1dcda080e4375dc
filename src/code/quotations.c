/* code: quotations without a verb that reports them. See statements.h. */
#include "code/statements.h"

static bool closes(uint16_t c) { return c == 0x300D || c == 0x300F; }
static bool opens(uint16_t c) { return c == 0x300C || c == 0x300E; }

/* Whether words in quotes are a sentence rather than a title: 「停戦を守る」, not 「アジアの安全保障」. */
static bool is_sentence(const tm_reading *reading, uint32_t start, uint32_t end) {
  const uint16_t *code = reading->parsed.chars->code;
  while (end > start && (code[end - 1] == 0x3002 || code[end - 1] == ' ')) end--;
  return end > start + 2 &&
         (tm_script_of(code[end - 1]) == TM_HIRAGANA || code[end - 1] == '!' || code[end - 1] == '?' || code[end] == 0x3002);
}

/* Whether there is a verb in the words. */
static bool says(const tm_reading *reading, uint32_t start, uint32_t end) {
  for (size_t i = 0; i < reading->clauses.predicate_count; i++) {
    const tm_predicate *p = &reading->clauses.predicates[i];
    uint32_t at = reading->parsed.morphs[p->morph].start;
    if (at > start && at < end && p->kind != TM_PREDICATE_NOUN) return true;
  }
  return false;
}

/* ロシア、合意から離脱 「要求が満たされれば復帰」: the words in a headline, and who is named beside them or first. */
static void headline_quotation(tm_reading *reading, tm_statement *s, uint32_t open, uint32_t close) {
  const uint16_t *code = reading->parsed.chars->code;
  if (close - open < 5) return;
  uint32_t topic = 0;
  while (topic < reading->parsed.bunsetsu_count && tm_bunsetsu_end(reading, topic) < open) topic++;
  bool last = close + 2 > reading->parsed.chars->count, to = !last && code[close + 1] == 0x3068;
  if (open > 0 && (last || to) && tm_bunsetsu_end(reading, topic) == open &&
      tm_speaking_phrase(reading, topic, s)) { /* 欧州委は「… */
    s->start = open + 1;
    s->end = close;
    *TM_PUSH(reading->arena, &reading->statements) = *s;
    return;
  }
  const tm_mention *best = NULL;
  for (size_t i = 0; i < reading->mentions.count; i++) {
    const tm_mention *m = &reading->mentions.items[i];
    if (m->start > open && m->end <= close) continue;
    bool before = (last || to || close - open > 8) &&
                  (m->end == open || (m->end + 1 == open && (code[m->end] == 0x3001 || code[m->end] == ' ')));
    bool after = m->start > close && m->start <= close + 2;
    bool first = m->start < 4 && m->kind != TM_MENTION_PLACE && !best && last && close - open > 8 && says(reading, open, close);
    if (!before && !after && !first) continue;
    best = m;
    s->mention = (uint32_t)i;
    if (before || after) break;
  }
  if (!best) return;
  s->speaker = best->actors[0];
  s->start = open + 1;
  s->end = close;
  *TM_PUSH(reading->arena, &reading->statements) = *s;
}

/* 少女は「…」。 高官は「…: the words with which a sentence ends, after the topic that speaks them. */
static bool topic_before(const tm_reading *reading, uint32_t open, bool closed, tm_statement *s) {
  uint32_t b = 0;
  while (b < reading->parsed.bunsetsu_count && tm_bunsetsu_start(reading, b) < open) b++;
  bool found = false;
  for (uint32_t seen = 0; b-- > 0 && !found && seen < (closed ? 1u : 12u); seen++)
    if (reading->clauses.phrases[b].case_ == TM_CASE_TOPIC || seen == 0)
      found = tm_speaking_phrase(reading, b, s) || tm_unknown_speaker(reading, b, s);
  return found;
}

/* 「…」 without a cue: in a headline, after a topic, or going on from the sentence before. */
void tm_bare_quotation(tm_reading *reading) {
  const uint16_t *code = reading->parsed.chars->code;
  uint32_t n = (uint32_t)reading->parsed.chars->count, end = n, open = UINT32_MAX, close = UINT32_MAX;
  while (end > 0 && (code[end - 1] == 0x3002 || code[end - 1] == ' ')) end--;
  if (end < 4) return;
  int depth = reading->in_quote; /* the last quotation at the outermost level: where it begins, and ends */
  uint32_t first_close = UINT32_MAX;
  for (uint32_t i = 0; i < end; i++) {
    if (opens(code[i]) && depth++ == 0) open = i, close = UINT32_MAX;
    if (closes(code[i]) && depth > 0 && --depth == 0) {
      close = i;
      if (first_close == UINT32_MAX) first_close = i;
    }
  }
  tm_statement s = {.predicate = -1, .content = -1, .mention = UINT32_MAX, .direct = true};
  bool begun =
      reading->in_quote && (first_close == UINT32_MAX || first_close + 1 == end); /* nothing but what was quoted before */
  bool whole = !reading->in_quote && open == 0 && (first_close == UINT32_MAX || first_close + 1 == end);
  bool paragraph = whole && reading->last_speaker != UINT32_MAX && first_close != UINT32_MAX; /* in lines of its own */
  if (reading->headline && !paragraph) {
    bool told = open == UINT32_MAX || close == UINT32_MAX;
    for (size_t i = 0; i < reading->statements.count; i++)
      told = told || (reading->statements.items[i].start <= open + 1 && reading->statements.items[i].end >= close);
    if (!told) headline_quotation(reading, &s, open, close);
  } else if (begun || (whole && is_sentence(reading, 1, first_close == UINT32_MAX ? end : first_close))) {
    uint32_t subject[TM_PARTIES];
    s.speaker = reading->last_speaker;
    if (s.speaker == UINT32_MAX && tm_scene_omitted(reading->scene, subject, TM_PARTIES)) s.speaker = subject[0];
    if (s.speaker == UINT32_MAX) return;
    reading->statements.count = 0; /* what is said in the words is no report of this text */
    s.start = whole ? 1 : 0;
    s.end = first_close == UINT32_MAX ? end : first_close;
    if (s.end > s.start) *TM_PUSH(reading->arena, &reading->statements) = s;
  } else if (open != UINT32_MAX && open > 0 && (close == UINT32_MAX || (close + 1 == end && !reading->statements.count))) {
    s.start = open + 1;
    s.end = close == UINT32_MAX ? end : close;
    if (is_sentence(reading, s.start, s.end) && topic_before(reading, open, close != UINT32_MAX, &s))
      *TM_PUSH(reading->arena, &reading->statements) = s;
  }
}

/* 「…」と大統領。 */
void tm_inverted_quotation(tm_reading *reading) {
  const tm_parsed *parsed = &reading->parsed;
  const uint16_t *code = parsed->chars->code;
  if (!reading->mentions.count) return;
  const tm_mention *m = &reading->mentions.items[reading->mentions.count - 1];
  uint32_t after = m->end;
  while (after < parsed->chars->count && (code[after] == 0x3002 || code[after] == ' ')) after++;
  if (after < parsed->chars->count || m->start < 3 || code[m->start - 1] != 0x3068 ||
      (code[m->start - 2] != 0x300D && code[m->start - 2] != 0x300F))
    return;
  uint32_t open = tm_matching_open(reading, m->start - 2);
  tm_statement s = {.predicate = -1,
                    .content = -1,
                    .speaker = m->actors[0],
                    .mention = (uint32_t)(reading->mentions.count - 1),
                    .direct = true};
  s.start = open == UINT32_MAX ? 0 : open + 1;
  s.end = m->start - 2;
  s.cue_start = m->start - 1;
  s.cue_end = m->start;
  if (s.start < s.end) *TM_PUSH(reading->arena, &reading->statements) = s;
}
