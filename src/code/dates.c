/* code: the date and place of each event of a sentence, the date of each statement (codebook 2.3). See reading.h.
 *
 * A time goes to the predicate that its bunsetsu hangs on, and on to the clauses that continue it; an event without one takes
 * a time before it that belongs to no other clause, parenthesis, quotation or source. Acts of speaking and meeting without any
 * take the day that the text has moved to; other acts that of the same act told elsewhere. */
#include "code/reading.h"
#include "resolve/calendar.h"

static int32_t bunsetsu_at(const tm_reading *reading, uint32_t place) {
  const tm_parsed *parsed = &reading->parsed;
  size_t low = 0, high = parsed->bunsetsu_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (parsed->morphs[parsed->bunsetsu[middle].last - 1].end <= place) low = middle + 1;
    else high = middle;
  }
  return low < parsed->bunsetsu_count ? (int32_t)low : -1;
}

/* The predicate that a bunsetsu hangs on. */
static int32_t predicate_above(const tm_reading *reading, int32_t bunsetsu) {
  const tm_phrase *phrases = reading->clauses.phrases;
  while (bunsetsu >= 0 && phrases[bunsetsu].predicate < 0) bunsetsu = phrases[bunsetsu].head;
  return bunsetsu < 0 ? -1 : phrases[bunsetsu].predicate;
}

/* How deep each character lies in parentheses and quotations: times in (日本時間8日午前) and 「本日…」 belong to what stands in
 * there. */
static const int32_t *nesting(const tm_reading *reading) {
  const tm_chars *chars = reading->parsed.chars;
  int32_t *depth = TM_NEW(reading->arena, int32_t, chars->count + 1), now = 0;
  for (size_t i = 0; i < chars->count; i++) {
    uint16_t c = chars->code[i];
    depth[i] = now;
    if (c == '(' || c == 0x300C || c == 0x300E) now++;
    if (c == ')' || c == 0x300D || c == 0x300F) now--;
  }
  depth[chars->count] = now;
  return depth;
}

/* What is dated: a predicate's act, or a cue's. */
typedef struct tm_dated {
  int32_t predicate, noun; /* noun: the bunsetsu of 〜たのは's or a relative clause's noun */
  uint32_t start, end;     /* folded characters of the words */
  bool words, moment;      /* an act done by speaking or meeting; by speaking, at one moment */
  const int32_t *depth;    /* of nesting */
} tm_dated;

/* The predicate's clause is followed by its day: 合意した|2003年, 加盟したのは|2002年9月だ. */
static bool day_follows(const tm_reading *reading, const tm_predicate *p, int32_t b) {
  const tm_bunsetsu *own = &reading->parsed.bunsetsu[p->bunsetsu];
  if (b <= (int32_t)p->bunsetsu || reading->clauses.phrases[p->bunsetsu].head != b) return false;
  return (p->role == TM_CLAUSE_RELATIVE && p->noun == b) ||
         (own->last >= own->first + 2 && tm_morphs_are(&reading->parsed, own->last - 2, own->last, "のは"));
}

/* 6日の東亜日報によると: the day of the source, not of what it tells. */
static bool of_source(const tm_reading *reading, int32_t bunsetsu) {
  const tm_phrase *phrases = reading->clauses.phrases;
  for (int depth = 0; bunsetsu >= 0 && depth < 4 && phrases[bunsetsu].predicate < 0; depth++, bunsetsu = phrases[bunsetsu].head)
    if (phrases[bunsetsu].case_ == TM_CASE_NIYORU) return true;
  return false;
}

/* A year or month that only tells which one is meant: 2015年の会長選. */
static bool of_noun(const tm_reading *reading, const tm_timex *t, int32_t b, const tm_dated *e) {
  const tm_phrase *phrases = reading->clauses.phrases;
  if (t->last / 100 == t->first / 100 && t->last - t->first < 7) return false;
  int32_t head = phrases[b].head;
  if (phrases[b].case_ != TM_CASE_NO || head < 0 || head == e->noun || phrases[head].predicate == e->predicate) return false;
  return phrases[head].case_ != TM_CASE_DE || predicate_above(reading, head) != e->predicate; /* 昨年の会談で認めた */
}

/* A day in a clause that only describes a noun stays there: 1960年に結ばれた|条約. With a comma or は it goes on to the main clause. */
static bool stays_inside(const tm_reading *reading, const tm_timex *t, const tm_predicate *q) {
  const uint16_t *code = reading->parsed.chars->code;
  uint32_t at = t->end;
  if (at < reading->parsed.chars->count && code[at] == 0x306B) at++;                                 /* に */
  if (at < reading->parsed.chars->count && (code[at] == 0x3001 || code[at] == 0x306F)) return false; /* 、, は */
  if (q->role != TM_CLAUSE_RELATIVE) return false;
  return q->noun < 0 || reading->clauses.phrases[q->noun].case_ != TM_CASE_DE; /* 7日に開いた|集会で表明した */
}

/* How well a time fits: 4 is part of the words, 3 hangs on the predicate, 2 on a clause that it continues or is continued by,
 * 1 stands before it; 0 does not. */
static int closeness(const tm_reading *reading, const tm_timex *t, const tm_dated *e) {
  int32_t b = bunsetsu_at(reading, t->end - 1); /* its last: 今年の|2月から */
  if (b < 0 || e->predicate < 0) return 0;
  const tm_predicate *predicates = reading->clauses.predicates, *p = &predicates[e->predicate];
  int32_t above = predicate_above(reading, b);
  if (t->start >= e->start && t->end <= e->end && (b == (int32_t)p->bunsetsu || b == bunsetsu_at(reading, e->start))) return 4;
  if (day_follows(reading, p, b)) return 4;
  if (e->depth[t->start] > e->depth[e->start]) return 0;
  if (of_noun(reading, t, b, e) || (!e->words && of_source(reading, b))) return 0;
  if (above == e->predicate) return 3;
  for (int32_t up = p->parent, depth = 0; up >= 0 && depth < 6; up = predicates[up].parent, depth++)
    if (up == above && b < (int32_t)p->bunsetsu) return 2;
  if (above >= 0) {
    const tm_predicate *q = &predicates[above];
    for (int32_t up = q->parent, depth = 0; up >= 0 && depth < 6; up = predicates[up].parent, depth++)
      if (up == e->predicate && q->role == TM_CLAUSE_COORDINATE) return 2;
    if (stays_inside(reading, t, q)) return 0;
  }
  return b < (int32_t)p->bunsetsu ? 1 : 0;
}

static tm_slice day_value(tm_arena *arena, int32_t day) {
  return tm_slice_of(tm_arena_printf(arena, "%04d-%02d-%02d", day / 10000, day / 100 % 100, day % 100));
}

static void find_place(const tm_reading *reading, tm_event *e) {
  if (e->predicate < 0) return;
  static const uint8_t cases[] = {TM_CASE_DE, TM_CASE_NI};
  for (size_t c = 0; c < sizeof cases && e->place < 0; c++) {
    int32_t filler[TM_FILLERS];
    size_t n = tm_clauses_fillers(&reading->clauses, &reading->clauses.predicates[e->predicate], (tm_case)cases[c], filler);
    for (size_t i = 0; i < n && e->place < 0; i++) {
      int32_t index = reading->mention_in[filler[i]];
      if (index < 0) continue;
      const tm_mention *m = &reading->mentions.items[index];
      bool party = false;
      for (size_t k = 0; k < e->recipients.count; k++) party = party || e->recipients.actor[k] == m->actors[0];
      for (size_t k = 0; k < e->actors.count; k++) party = party || e->actors.actor[k] == m->actors[0];
      if ((m->kind == TM_MENTION_GEO || m->kind == TM_MENTION_CAPITAL || m->kind == TM_MENTION_PLACE) && m->actor_count == 1 &&
          !m->anaphor && (!party || cases[c] == TM_CASE_DE))
        e->place = index;
    }
  }
}

/* 19日夜から26日まで, 3月1日〜4日: whether a period runs from one time to the next. */
static bool is_period(const tm_reading *reading, const tm_timex *from, const tm_timex *to) {
  static const uint16_t marks[] = {0x301C, '~', 0x2015, '-', 0};
  const tm_chars *chars = reading->parsed.chars;
  if (to->start <= from->end || to->start - from->end > 12 || !from->first || from->first > to->last || to->type > 1)
    return false;
  uint32_t at = from->end, depth = 0;
  for (; at < to->start && (depth || chars->code[at] == '('); at++) /* 18日(UTC+2)から */
    depth += chars->code[at] == '(', depth -= chars->code[at] == ')';
  for (const uint16_t *mark = marks; *mark; mark++)
    if (chars->code[at] == *mark) return at + 1 == to->start;
  return at + 2 <= to->start && at + 4 >= to->start && chars->code[at] == 0x304B && chars->code[at + 1] == 0x3089; /* から */
}

/* A period as a value: days, or months and years where it is made of whole ones. */
static tm_slice period_value(tm_arena *arena, int32_t first, int32_t last) {
  bool months = first % 100 == 1 && last % 100 == tm_month_length(last / 10000, last / 100 % 100);
  if (months && first / 100 % 100 == 1 && last / 100 % 100 == 12)
    return tm_slice_of(tm_arena_printf(arena, "%04d/%04d", first / 10000, last / 10000));
  if (months)
    return tm_slice_of(
        tm_arena_printf(arena, "%04d-%02d/%04d-%02d", first / 10000, first / 100 % 100, last / 10000, last / 100 % 100));
  return tm_slice_of(tm_arena_printf(arena, "%04d-%02d-%02d/%04d-%02d-%02d", first / 10000, first / 100 % 100, first % 100,
                                     last / 10000, last / 100 % 100, last % 100));
}

/* 2021, 2021-12, 2021-12-30: a value that a calendar has; weeks and seasons are told by their days. */
static bool is_calendar(tm_slice value) {
  for (size_t i = 0; i < value.length; i++)
    if (i == 4 || i == 7 ? value.data[i] != '-' : value.data[i] < '0' || value.data[i] > '9') return false;
  return value.length == 4 || value.length == 7 || value.length == 10;
}

/* The day or period of what is dated, from the sentence's own times; false if none fits. */
static bool find_day(const tm_reading *reading, const tm_dated *what, int32_t *first, int32_t *last, tm_slice *value) {
  const tm_timex *items = reading->times.items, *best = NULL;
  size_t n = reading->times.count < 64 ? reading->times.count : 64;
  int most = 0;
  for (size_t k = 0; k < n; k++) {
    if (!items[k].first || items[k].type > 1) continue;
    int fit = closeness(reading, &items[k], what);
    if (fit >= most && fit > 0) most = fit, best = &items[k];
  }
  if (!best) return false;
  const tm_timex *from = best, *to = best;
  if (what->words && what->moment) from = to = best; /* 12日から19日まで開かれた会議で合意した */
  else if (best > items && is_period(reading, best - 1, best)) from = best - 1;
  else if (best + 1 < items + n && is_period(reading, best, best + 1)) to = best + 1;
  *first = from->first, *last = to->last;
  *value = from == to && is_calendar(best->value) ? best->value : period_value(reading->arena, *first, *last);
  return true;
}

/* Statements are acts of speaking: they take the day of their cue, of their source (6日のロイターによると), or the one told. */
static void date_statements(tm_reading *reading, int32_t narrated, const int32_t *depth) {
  for (size_t i = 0; i < reading->statements.count; i++) {
    tm_statement *s = &reading->statements.items[i];
    int32_t first, last;
    tm_dated cue = {.predicate = s->predicate,
                    .noun = -1,
                    .start = s->cue_start,
                    .end = s->cue_end,
                    .words = true,
                    .moment = true,
                    .depth = depth};
    s->date = narrated ? day_value(reading->arena, narrated) : (tm_slice){"", 0};
    if (s->predicate >= 0) {
      find_day(reading, &cue, &first, &last, &s->date);
      continue;
    }
    for (size_t k = 0; k < reading->times.count && k < 64; k++) {
      const tm_timex *t = &reading->times.items[k];
      if (t->first && t->type <= 1 && is_calendar(t->value) && of_source(reading, bunsetsu_at(reading, t->end - 1)))
        s->date = t->value;
    }
  }
}

void tm_date_events(tm_reading *reading, int32_t narrated) {
  const int32_t *depth = nesting(reading);
  for (size_t i = 0; i < reading->events.count; i++) {
    tm_event *e = &reading->events.items[i];
    bool words = tm_class_verbal((tm_class)e->class_) || e->class_ == TM_CONSULT;
    const tm_predicate *p = e->predicate >= 0 ? &reading->clauses.predicates[e->predicate] : NULL;
    tm_dated act = {e->predicate, p ? p->noun : -1, e->start, e->end, words, e->class_ != TM_CONSULT, depth};
    if (!find_day(reading, &act, &e->first, &e->last, &e->date) && narrated && words && e->status == TENMATSU_ACTUAL) {
      e->date = day_value(reading->arena, narrated);
      e->first = e->last = narrated;
    }
    find_place(reading, e);
  }
  date_statements(reading, narrated, depth);
}

/* ---- the same act told again ---- */

static bool share_party(const tenmatsu_entity *a, size_t n, const tenmatsu_entity *b, size_t m) {
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < m; k++)
      if (tm_slice_equal(a[i].code, b[k].code) && tm_slice_equal(a[i].org, b[k].org)) return true;
  return n == 0 || m == 0;
}

static bool unknown_doer(const tenmatsu_event *e) {
  return !e->actor_count || tm_slice_is(e->actors[0].code, "UNK") || !e->actors[0].code.length;
}

/* Whether two records tell the same act, as far as class, mode and parties say. */
static bool same_act(const tenmatsu_event *a, const tenmatsu_event *b) {
  if (!tm_slice_equal(a->act, b->act) || a->status != b->status) return false;
  if (a->mode.length && b->mode.length && !tm_slice_equal(a->mode, b->mode)) return false;
  if (!unknown_doer(a) && !unknown_doer(b) && !share_party(a->actors, a->actor_count, b->actors, b->actor_count)) return false;
  return share_party(a->recipients, a->recipient_count, b->recipients, b->recipient_count);
}

static void lend(tenmatsu_event *to, const tenmatsu_event *from) { to->date = from->date, to->enddate = from->enddate; }

int32_t tm_news_day(const tm_reading *reading) {
  int32_t source = 0;
  for (size_t i = 0; i < reading->times.count && i < 64 && reading->today; i++) {
    const tm_timex *t = &reading->times.items[i];
    int32_t age = t->first ? tm_days_from_ymd(reading->today) - tm_days_from_ymd(t->first) : -1;
    if (t->first != t->last || t->type > 1 || age < 0 || age > 14) continue;
    if (!of_source(reading, bunsetsu_at(reading, t->end - 1))) return t->first;
    if (!source) source = t->first;
  }
  return source;
}

/* 射殺された|長井さんの一周忌: told of a noun of the headline, not its news. */
static bool describes(const tenmatsu_event *e, const tenmatsu_sentence *s) {
  return tm_slice_ends(e->event_text, TM_LIT("た")) && e->end < s->end;
}

void tm_share_dates(tm_arena *arena, tenmatsu_event *events, size_t count, const tenmatsu_sentence *sentences, int32_t lead) {
  enum { FAR = 24, LEAD = 4 };
  for (size_t i = 0; i < count; i++) {
    tenmatsu_event *e = &events[i];
    bool heading = sentences[e->sentence].kind[0] != 'b';
    for (size_t k = i + 1; heading && !e->date.length && k < count && k < i + FAR; k++)
      if (events[k].date.length && events[k].sentence <= e->sentence + LEAD && same_act(e, &events[k])) lend(e, &events[k]);
    if (heading && lead && !e->date.length && e->status == TENMATSU_ACTUAL && !describes(e, &sentences[e->sentence]))
      e->date = day_value(arena, lead);
    for (size_t k = i; !heading && !e->date.length && k-- > 0 && k + FAR > i;)
      if (events[k].date.length && events[k].sentence < e->sentence && same_act(e, &events[k])) lend(e, &events[k]);
  }
}
