/* code: the date and place of each event of a sentence (codebook 2.3). See reading.h.
 *
 * A time goes to the predicate that its bunsetsu hangs on, and on to the clauses that continue it; an event without one takes
 * the sentence's only time before it. Acts of speaking and meeting without any take the day that the text has moved to. */
#include "code/reading.h"

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

/* How well a time fits an event: 3 hangs on its predicate, 2 on a clause that it continues or is continued by, 1 stands before it. */
static int closeness(const tm_reading *reading, const tm_timex *t, const tm_event *e) {
  int32_t b = bunsetsu_at(reading, t->start);
  if (b < 0 || e->predicate < 0) return 0;
  const tm_predicate *p = &reading->clauses.predicates[e->predicate];
  int32_t above = predicate_above(reading, b);
  if (t->start >= e->start && t->end <= e->end) return 4;
  if (above == e->predicate) return 3;
  for (int32_t up = p->parent, depth = 0; up >= 0 && depth < 6; up = reading->clauses.predicates[up].parent, depth++)
    if (up == above && b < (int32_t)p->bunsetsu) return 2;
  if (above >= 0) {
    const tm_predicate *q = &reading->clauses.predicates[above];
    for (int32_t up = q->parent, depth = 0; up >= 0 && depth < 6; up = reading->clauses.predicates[up].parent, depth++)
      if (up == e->predicate && q->role == TM_CLAUSE_COORDINATE) return 2;
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

/* The time that fits an event best, but for those in the words [from, to); NULL if none does. */
static const tm_timex *best_time(const tm_reading *reading, const tm_event *e, uint32_t from, uint32_t to) {
  const tm_timex *best = NULL;
  int most = 0;
  for (size_t k = 0; k < reading->times.count && k < 64; k++) {
    const tm_timex *t = &reading->times.items[k];
    if (!t->first || t->type > 1 || (t->start >= from && t->end <= to)) continue;
    int fit = closeness(reading, t, e);
    if (fit >= most && fit > 0) most = fit, best = t;
  }
  return best;
}

/* When words were said: the time of their cue, not one of their own; else the occasion that the text tells. */
static void date_statements(tm_reading *reading, int32_t narrated) {
  for (size_t i = 0; i < reading->statements.count; i++) {
    tm_statement *s = &reading->statements.items[i];
    tm_event cue = {.predicate = s->predicate, .start = s->cue_start, .end = s->cue_end};
    const tm_timex *best = best_time(reading, &cue, s->start, s->end);
    if (best) s->date = best->value;
    else if (narrated && s->predicate >= 0) s->date = day_value(reading->arena, narrated);
  }
}

void tm_date_events(tm_reading *reading, int32_t narrated) {
  for (size_t i = 0; i < reading->events.count; i++) {
    tm_event *e = &reading->events.items[i];
    const tm_timex *best = best_time(reading, e, 0, 0);
    if (best) {
      e->date = best->value;
      e->first = best->first;
      e->last = best->last;
    } else if (narrated && e->status == TENMATSU_ACTUAL && (tm_class_verbal((tm_class)e->class_) || e->class_ == TM_CONSULT)) {
      e->date = day_value(reading->arena, narrated);
      e->first = e->last = narrated;
    }
    find_place(reading, e);
  }
  date_statements(reading, narrated);
}
