/* resolve: what an expression of time is worth, given the report's date and what the text has said before. See times.h. */
#include <stdio.h>

#include "resolve/calendar.h"
#include "resolve/times_draft.h"

/* ---- tense ---- */

typedef enum tm_tense { TM_NO_TENSE, TM_PAST, TM_COMING } tm_tense;

/* た that ends a verb: not また, ただ, した in したい, たち … */
static bool ends_past(const tm_chars *text, size_t at) {
  if (text->code[at] != u'た' || at == 0) return false;
  if (tm_script_of(text->code[at - 1]) != TM_HIRAGANA || tm_char_in(text, at - 1, u"まがのにをもはか")) return false;
  return !tm_char_in(text, at + 1, u"いちめだらりくっまえれ");
}

/* A verb that ends a sentence and tells of no past: 取りやめる。 but not している。, という。 */
static bool ends_coming(const tm_chars *text, size_t at) {
  if (text->code[at] != u'。' || at < 2) return false;
  if (text->code[at - 1] == u'る') return !tm_char_in(text, at - 2, u"いあえな");
  return text->code[at - 1] == u'す' && !tm_char_in(text, at - 2, u"でま");
}

static bool ends_heading(const tm_chars *text, size_t at) {
  return text->code[at] == u'へ' && (at + 1 == text->count || tm_char_in(text, at + 1, u"。」』 )="));
}

void tm_cues_find(tm_reader *r) {
  if (r->cues_known) return;
  r->cues_known = true;
  for (size_t at = 0; at < r->text->count; at++) {
    uint32_t length;
    const tm_time_word *word = tm_opener_at(r->index, r->text, at, false, &length);
    bool future = (word && word->role == TM_FUTURE) || ends_heading(r->text, at) || ends_coming(r->text, at);
    if (future || ends_past(r->text, at)) *TM_PUSH(r->arena, &r->cues) = (tm_cue){(uint32_t)at, future};
  }
}

/* 「10日、…」 and 「10日には、…」 belong to the main clause. */
static bool before_comma(const tm_chars *text, size_t at) {
  for (int particles = 0; particles < 2 && tm_char_in(text, at, u"にはもで"); particles++) at++;
  return tm_char_in(text, at, u"、,");
}

/* The tense of what is said with an expression that ends at `end`; *coming: does anything after it speak of the future? */
static tm_tense tense_of(tm_reader *r, uint32_t end, bool *coming) {
  tm_cues_find(r);
  while (r->cue < r->cues.count && r->cues.items[r->cue].at < end) r->cue++;
  *coming = false;
  if (r->cue >= r->cues.count) return TM_NO_TENSE;
  const tm_cue *next = &r->cues.items[r->cue], *last = &r->cues.items[r->cues.count - 1];
  *coming = next->future || last->future;
  return (before_comma(r->text, end) ? last->future : next->future) ? TM_COMING : TM_PAST;
}

/* ---- the day, month and year to count from ---- */

typedef struct tm_now {
  bool known;
  int32_t days;
  int32_t year, month; /* 0 unknown; known too where only a month was said before */
} tm_now;

static tm_now now_of(const tm_clock *clock) {
  int32_t ymd = tm_ymd_known(clock->anchor) ? clock->anchor : clock->assumed;
  if (tm_ymd_known(ymd)) return (tm_now){true, tm_days_from_ymd(ymd), ymd / 10000, ymd / 100 % 100};
  if (clock->month) return (tm_now){false, 0, clock->month / 100, clock->month % 100};
  return (tm_now){false, 0, clock->year, 0};
}

static bool told_day(const tm_clock *clock, int32_t *days) {
  tm_now now = now_of(clock);
  if (!tm_ymd_known(clock->narrated) && !now.known) return false;
  *days = tm_ymd_known(clock->narrated) ? tm_days_from_ymd(clock->narrated) : now.days;
  return true;
}

/* この日: the newest day that the news has told of, or the last mentioned where the text tells of long ago. */
static bool news_day(const tm_clock *clock, int32_t *days) {
  if (!told_day(clock, days)) return false;
  tm_now now = now_of(clock);
  bool long_ago = !now.known || now.days - *days > 10;
  if (!long_ago && tm_ymd_known(clock->news)) *days = tm_days_from_ymd(clock->news);
  return true;
}

/* ---- meanings ---- */

typedef struct tm_meaning {
  uint8_t grain;
  int32_t year, month; /* year 0: unknown, only with a month */
  int32_t day;         /* only where the year is unknown */
  int32_t first, last; /* days; last < first if not known */
  tm_tense tense;
} tm_meaning;

static void mean_days(tm_meaning *m, int32_t first, int32_t last) {
  tm_civil c = tm_civil_from_days(first);
  m->first = first, m->last = last;
  m->year = c.year, m->month = c.month;
}

static void mean_months(tm_meaning *m, int32_t year, int32_t month, int32_t count) {
  tm_civil after = tm_month_add(year, month, count);
  mean_days(m, tm_days_from_civil(year, month, 1), tm_days_from_civil(after.year, after.month, 1) - 1);
}

static bool year_in_range(int32_t year) { return year >= 1 && year <= 2999; }

/* The year that a draft names: false if it cannot be told; *year 0 if it names none. */
static bool find_year(const tm_reader *r, const tm_draft *d, tm_tense tense, int32_t *year) {
  tm_now now = now_of(r->clock);
  int32_t told = r->clock->year && (d->year >= 0 || r->clock->since <= 1) ? r->clock->year : now.year;
  switch (d->year_from) {
  case TM_FROM_SAID: *year = d->year; return year_in_range(*year);
  case TM_FROM_TOLD: *year = told + d->year; return told != 0 && (d->year <= 0 || r->clock->year); /* 翌年 of nothing */
  case TM_FROM_NOW: break;
  default: *year = 0; return true;
  }
  *year = now.year + d->year - (d->grain == TM_G_FISCAL && now.month < 4); /* a fiscal year begins in April */
  bool gone = tense == TM_PAST ? now.month <= 10 : now.month <= 3 && tense != TM_COMING;
  if (d->nearest && d->year == 0 && gone) *year = now.year - 1;                                                  /* 年末 */
  if (d->nearest && d->year == 1 && (now.month < 7 || (tense != TM_COMING && now.month < 10))) *year = now.year; /* 年始 */
  return now.year != 0;
}

/* Which of two years a month or a day of one is in, where none is said: `past` and `coming` are days from now to either. */
static bool choose_coming(int32_t past, int32_t coming, bool same_year, tm_tense tense, bool any_coming) {
  if (past <= 31) return false;
  if (coming <= 14 && past >= 300) return true;
  if (coming <= 92 && past >= 270 && (any_coming || tense != TM_PAST)) return true;
  if (same_year) return tense != TM_PAST; /* of last year 昨年 would be said */
  return tense == TM_COMING && coming <= 120;
}

/* The expression just before, if only と, から, 〜 or the like stands between; *range: it is から or 〜. */
static const tm_timex *joined(const tm_reader *r, uint32_t start, bool *range) {
  *range = false;
  if (r->out->count == r->first_out) return NULL;
  const tm_timex *before = &r->out->items[r->out->count - 1];
  if (start < before->end || start - before->end > 4 || before->first == 0 || start == before->end) return NULL;
  for (uint32_t at = before->end; at < start; at++) {
    if (!tm_char_in(r->text, at, u"と、から〜~―-・やか及びまたは又,／/お")) return NULL;
    *range |= tm_char_in(r->text, at, u"ら〜~―-");
  }
  return before;
}

/* The year of a month or day without one that follows `before`; 0 if that does not tell. `earlier`: its place in the year is. */
static int32_t year_after(const tm_timex *before, bool earlier, bool range, int32_t now) {
  int32_t year = before->first / 10000;
  if (range) return year + earlier;
  return year != now ? year : 0;
}

static bool mean_month(tm_reader *r, const tm_draft *d, tm_meaning *m, bool any_coming) {
  tm_now now = now_of(r->clock);
  int32_t year, month = d->month;
  if (d->month_from != TM_FROM_SAID) {
    bool told = d->month_from == TM_FROM_TOLD && r->clock->month;
    if (!told && (!now.year || !now.month || (d->month_from == TM_FROM_TOLD && d->month > 0))) return false;
    tm_civil c = tm_month_add(told ? r->clock->month / 100 : now.year, told ? r->clock->month % 100 : now.month, d->month);
    mean_months(m, c.year, c.month, 1);
    return true;
  }
  if (month < 1 || month > 12 || !find_year(r, d, m->tense, &year)) return false;
  bool range;
  const tm_timex *before = joined(r, d->start, &range);
  bool after_month = before && before->first / 100 == before->last / 100;
  if (!year && d->following && r->clock->month) year = r->clock->month / 100 + (month <= r->clock->month % 100);
  if (!year && after_month) year = year_after(before, month < before->first / 100 % 100, range, now.year);
  if (!year && !now.known) year = now.year;
  if (!year && now.known) {
    int32_t ago = (now.month - month + 12) % 12;
    bool coming = choose_coming(ago * 30, (12 - ago) * 30 - 15, month > now.month, m->tense, any_coming);
    tm_civil c = tm_month_add(now.year, now.month, coming && ago ? 12 - ago : -ago);
    year = c.year;
  }
  m->year = year, m->month = month;
  if (year) mean_months(m, year, month, 1);
  return true;
}

static void mean_day(tm_meaning *m, int32_t days) { mean_days(m, days, days); }

/* 12月30日 without a year. */
static bool mean_month_day(tm_reader *r, const tm_draft *d, tm_meaning *m, bool any_coming) {
  tm_now now = now_of(r->clock);
  if (!tm_date_exists(2000, d->month, d->day)) return false;
  bool range;
  const tm_timex *before = joined(r, d->start, &range);
  int32_t year = 0;
  if (before && before->first == before->last)
    year = year_after(before, d->month * 100 + d->day < before->first % 10000, range, now.year);
  if (year && tm_date_exists(year, d->month, d->day)) {
    mean_day(m, tm_days_from_civil(year, d->month, d->day));
    return true;
  }
  if (!now.known) {
    m->year = now.year, m->month = d->month, m->day = d->day;
    if (now.year && !tm_date_exists(now.year, d->month, d->day)) return false;
    if (now.year) mean_day(m, tm_days_from_civil(now.year, d->month, d->day));
    return true;
  }
  int32_t past = 0, coming = 0; /* a 29 February can be eight years away */
  for (int32_t y = now.year; y > now.year - 9 && !past; y--)
    if (tm_date_exists(y, d->month, d->day) && tm_days_from_civil(y, d->month, d->day) <= now.days) past = y;
  for (int32_t y = now.year; y < now.year + 9 && !coming; y++)
    if (tm_date_exists(y, d->month, d->day) && tm_days_from_civil(y, d->month, d->day) > now.days) coming = y;
  if (!past || !coming) return false;
  int32_t then = tm_days_from_civil(past, d->month, d->day), next = tm_days_from_civil(coming, d->month, d->day);
  bool ahead = choose_coming(now.days - then, next - now.days, coming == now.year, m->tense, any_coming);
  mean_day(m, ahead ? next : then);
  return true;
}

/* The `day`th at or before (step -1), or after (1) the day `from`. */
static bool nearest_day(int32_t from, int32_t day, int32_t step, int32_t *days) {
  tm_civil c = tm_civil_from_days(from);
  for (int32_t i = 0; i < 4; i++) {
    tm_civil month = tm_month_add(c.year, c.month, i * step);
    if (!tm_date_exists(month.year, month.month, day)) continue;
    *days = tm_days_from_civil(month.year, month.month, day);
    if (step < 0 ? *days <= from : *days > from) return true;
  }
  return false;
}

/* 10日 alone. */
static bool mean_bare_day(tm_reader *r, const tm_draft *d, tm_meaning *m) {
  tm_now now = now_of(r->clock);
  int32_t past, coming;
  if (d->day < 1 || d->day > 31) return false;
  bool range;
  const tm_timex *before = joined(r, d->start, &range);
  bool turn = before && before->first % 100 >= 28 && d->day <= 3; /* 30日、1日 */
  bool after_day = before && before->first == before->last && (range || turn || d->day >= before->first % 100);
  if (d->following && tm_ymd_known(r->clock->narrated)) {
    if (!nearest_day(tm_days_from_ymd(r->clock->narrated), d->day, 1, &coming)) return false;
    mean_day(m, coming);
    return true;
  }
  if (after_day && nearest_day(tm_days_from_ymd(before->first) - 1, d->day, 1, &coming)) {
    mean_day(m, coming);
    return true;
  }
  if (!now.known) {
    if (!now.month || !tm_date_exists(now.year, now.month, d->day)) return false;
    mean_day(m, tm_days_from_civil(now.year, now.month, d->day));
    return true;
  }
  if (r->day && tm_days_from_ymd(r->day) > now.days && nearest_day(tm_days_from_ymd(r->day), d->day, 1, &coming) &&
      coming - tm_days_from_ymd(r->day) <= 14) { /* 9日に開幕し、14日には首脳会議がある: both to come */
    mean_day(m, coming);
    return true;
  }
  if (!nearest_day(now.days, d->day, -1, &past) || !nearest_day(now.days, d->day, 1, &coming)) return false;
  int32_t ago = now.days - past, ahead = coming - now.days;
  int32_t told = r->day, month = now.year * 100 + now.month;
  int32_t near = told ? tm_days_from_ymd(told) + 2 : 0; /* 24日(日本時間25日) */
  if (ago > 7 && told && nearest_day(near - 1, d->day, -1, &near) && near >= tm_days_from_ymd(told) - 1) {
    mean_day(m, near);
    return true;
  }
  if (ago > 7 && r->month_said && told && told / 100 != month && d->day > told % 100 &&
      tm_date_exists(told / 10000, told / 100 % 100, d->day)) {
    mean_day(m, tm_days_from_civil(told / 10000, told / 100 % 100, d->day)); /* 先月23日に…、30日には… */
    return true;
  }
  bool soon = ahead <= 7 || tm_civil_from_days(coming).month == now.month;
  bool wait = ago > 7 && ((m->tense == TM_COMING && soon) || (m->tense != TM_PAST && ahead <= 5) || (ago >= 25 && ahead <= 3));
  mean_day(m, wait ? coming : past);
  return true;
}

static bool mean_weekday(tm_reader *r, const tm_draft *d, tm_meaning *m) {
  tm_now now = now_of(r->clock);
  int32_t from = now.days;
  if (d->week_from == TM_FROM_TOLD ? !told_day(r->clock, &from) : !now.known) return false;
  int32_t today = tm_weekday(from);
  int32_t days = from - today + d->weekday;
  if (d->week_from != TM_FROM_NOTHING) days += 7 * d->week;
  else if (d->coming) days += d->weekday <= today ? 7 : 0;
  else if (m->tense == TM_COMING) days += d->weekday < today ? 7 : 0;
  else days -= d->weekday > today ? 7 : 0;
  mean_day(m, days);
  return true;
}

static bool mean_week(tm_reader *r, const tm_draft *d, tm_meaning *m) {
  tm_now now = now_of(r->clock);
  int32_t from = now.days;
  if (d->week_from == TM_FROM_TOLD ? !told_day(r->clock, &from) : !now.known) return false;
  if (d->week_from == TM_FROM_TOLD && d->week > 0 && !r->clock->narrated) return false;
  int32_t monday = from - tm_weekday(from) + 1 + 7 * d->week;
  bool gone = m->tense == TM_PAST ? tm_weekday(from) < 6 : tm_weekday(from) < 3;
  if (d->nearest && m->tense != TM_COMING && gone) monday -= 7;
  bool weekend = d->grain == TM_G_WEEKEND;
  mean_days(m, weekend ? monday + 5 : monday, monday + 6);
  return true;
}

/* Whether this sentence last spoke of a month or a year, not of a day. */
static bool coarse_before(const tm_reader *r) {
  const tm_timex *before = r->out->count > r->first_out ? &r->out->items[r->out->count - 1] : NULL;
  return before && before->type == TM_TIMEX_DATE && before->first && before->last - before->first >= 27;
}

static bool mean_some_day(tm_reader *r, const tm_draft *d, tm_meaning *m, bool any_coming) {
  tm_now now = now_of(r->clock);
  int32_t days = now.days;
  switch (d->day_from) {
  case TM_FROM_NOW:
    if (!now.known) return false;
    break;
  case TM_FROM_TOLD:
    if (!told_day(r->clock, &days)) return false;
    if ((d->of_event || d->day > 0) && !tm_ymd_known(r->clock->narrated)) return false; /* 翌日 of nothing */
    if (d->day && coarse_before(r)) return false;                                       /* 2016年1月に…、翌日 */
    break;
  case TM_FROM_NEWS:
    if (!news_day(r->clock, &days)) return false;
    break;
  case TM_FROM_SAID:
    if (d->month_from == TM_FROM_NOTHING && d->year_from == TM_FROM_NOTHING) return mean_bare_day(r, d, m);
    if (d->month_from == TM_FROM_NOTHING) return false; /* 2021年30日 */
    if (d->month_from == TM_FROM_SAID && d->year_from == TM_FROM_NOTHING && !d->following)
      return mean_month_day(r, d, m, any_coming);
    if (!mean_month(r, d, m, any_coming)) return false;
    if (m->year == 0) return m->day = d->day, tm_date_exists(2000, d->month, d->day);
    if (!tm_date_exists(m->year, m->month, d->day)) return false;
    mean_day(m, tm_days_from_civil(m->year, m->month, d->day));
    return true;
  default:
    if (d->weekday) return mean_weekday(r, d, m);
    if (r->day) days = tm_days_from_ymd(r->day); /* a time of day alone */
    else if (!told_day(r->clock, &days)) return false;
    mean_day(m, days + d->days_later);
    return true;
  }
  mean_day(m, days + d->day);
  return true;
}

static bool mean_season(const tm_reader *r, const tm_draft *d, tm_meaning *m, int32_t year) {
  tm_now now = now_of(r->clock);
  bool begun = d->part == 3 && d->year_from == TM_FROM_NOW && now.month <= 3; /* the winter that began the year before */
  mean_months(m, begun ? year - 1 : year, 3 + 3 * d->part, 3);
  m->year = year;
  return true;
}

static bool mean(tm_reader *r, const tm_draft *d, tm_meaning *m) {
  bool any_coming;
  int32_t year;
  *m = (tm_meaning){.grain = d->grain, .first = 1, .last = 0};
  m->tense = tense_of(r, d->end, &any_coming);
  if (d->grain == TM_G_DAY) return mean_some_day(r, d, m, any_coming);
  if (d->grain == TM_G_MONTH) return mean_month(r, d, m, any_coming);
  if (d->grain == TM_G_WEEK || d->grain == TM_G_WEEKEND) return mean_week(r, d, m);
  if (d->grain == TM_G_CENTURY && d->year_from == TM_FROM_NOW) {
    tm_now now = now_of(r->clock);
    if (!now.year) return false;
    m->year = (now.year - 1) / 100 + d->year;
  } else {
    if (!find_year(r, d, m->tense, &year)) return false;
    if (!year && d->grain == TM_G_QUARTER) year = now_of(r->clock).year;
    if (!year && d->grain != TM_G_CENTURY) return false;
    m->year = year;
  }
  year = m->year;
  switch (d->grain) {
  case TM_G_CENTURY: mean_months(m, year * 100 + 1, 1, 1200); break;
  case TM_G_DECADE: mean_months(m, year, 1, 120); break;
  case TM_G_YEAR: mean_months(m, year, 1, 12); break;
  case TM_G_FISCAL: mean_months(m, year, 4, 12); break;
  case TM_G_QUARTER: mean_months(m, year, d->part * 3 - 2, 3); break;
  case TM_G_SEASON: return mean_season(r, d, m, year);
  default: return false;
  }
  m->year = year;
  return true;
}

/* ---- records ---- */

static tm_slice value_of(tm_reader *r, const tm_draft *d, const tm_meaning *m) {
  static const char *const season[] = {"SP", "SU", "FA", "WI"};
  tm_arena *arena = r->arena;
  tm_week week = tm_week_of(m->first);
  const char *value = "";
  switch (d->grain) {
  case TM_G_CENTURY: value = tm_arena_printf(arena, "%02d", m->year); break;
  case TM_G_DECADE: value = tm_arena_printf(arena, "%03dX", m->year / 10); break;
  case TM_G_YEAR: value = tm_arena_printf(arena, "%04d", m->year); break;
  case TM_G_FISCAL: value = tm_arena_printf(arena, "FY%04d", m->year); break;
  case TM_G_QUARTER: value = tm_arena_printf(arena, "%04d-Q%d", m->year, d->part); break;
  case TM_G_SEASON: value = tm_arena_printf(arena, "%04d-%s", m->year, season[d->part & 3]); break;
  case TM_G_MONTH:
    value = m->year ? tm_arena_printf(arena, "%04d-%02d", m->year, m->month) : tm_arena_printf(arena, "XXXX-%02d", m->month);
    break;
  case TM_G_WEEK: value = tm_arena_printf(arena, "%04d-W%02d", week.year, week.week); break;
  case TM_G_WEEKEND: value = tm_arena_printf(arena, "%04d-W%02d-WE", week.year, week.week); break;
  default:
    if (m->year) {
      tm_civil c = tm_civil_from_days(m->first);
      value = tm_arena_printf(arena, "%04d-%02d-%02d", c.year, c.month, c.day);
    } else {
      value = tm_arena_printf(arena, "XXXX-%02d-%02d", m->month, m->day);
    }
  }
  return tm_slice_of(value);
}

static tm_slice set_value(tm_reader *r, const tm_draft *d) {
  static const char unit[] = "?YMWDH";
  if (d->weekday) return tm_slice_of(tm_arena_printf(r->arena, "XXXX-WXX-%d", d->weekday));
  if (d->month_from == TM_FROM_SAID && d->day_from == TM_FROM_SAID)
    return tm_slice_of(tm_arena_printf(r->arena, "XXXX-%02d-%02d", d->month, d->day));
  if (d->month_from == TM_FROM_SAID) return tm_slice_of(tm_arena_printf(r->arena, "XXXX-%02d", d->month));
  if (d->day_from == TM_FROM_SAID) return tm_slice_of(tm_arena_printf(r->arena, "XXXX-XX-%02d", d->day));
  return tm_slice_of(tm_arena_printf(r->arena, d->set == TM_U_HOUR ? "PT%d%c" : "P%d%c", d->part ? d->part : 1, unit[d->set]));
}

/* 初め, 半ば, 末: a third of the time. */
static void narrow(uint8_t mod, int32_t *first, int32_t *last) {
  int32_t third = (*last - *first + 1) / 3;
  if (third == 0) return;
  if (mod == TM_START) *last = *first + third - 1;
  if (mod == TM_END) *first = *last - third + 1;
  if (mod == TM_MID) *first += third, *last -= third;
}

static void move_clock(tm_reader *r, const tm_draft *d, const tm_meaning *m) {
  tm_clock *clock = r->clock;
  if (!m->year || d->grain == TM_G_CENTURY || d->grain == TM_G_DECADE) return;
  clock->year = m->year, clock->since = 0;
  if (d->grain == TM_G_MONTH || d->grain == TM_G_DAY) {
    clock->month = m->year * 100 + m->month;
    r->month_said |= d->month_from != TM_FROM_NOTHING;
  }
  if (d->grain != TM_G_DAY) return;
  r->day = tm_ymd(m->first);
  if (r->depth == 0 || !clock->narrated) clock->narrated = r->day;
  tm_now now = now_of(clock);
  if (now.known && m->first <= now.days && r->day > clock->news && r->depth == 0) clock->news = r->day;
  if (!clock->assumed && d->year_from == TM_FROM_SAID) clock->assumed = r->day;
}

void tm_draft_emit(tm_reader *r, tm_draft *d) {
  tm_meaning m;
  if (d->broken || (d->grain == TM_G_NONE && !d->set)) return;
  tm_timex x = {.start = d->start, .end = d->end, .type = d->clock ? TM_TIMEX_TIME : TM_TIMEX_DATE};
  x.mod = tm_slice_of(tm_mod_names[d->mod]);
  if (d->set) {
    x.type = TM_TIMEX_SET;
    x.value = set_value(r, d);
    *TM_PUSH(r->arena, r->out) = x;
    return;
  }
  if (!mean(r, d, &m)) return;
  x.value = value_of(r, d, &m);
  x.future_hint = m.tense == TM_COMING;
  if (m.last >= m.first) {
    int32_t first = m.first, last = m.last;
    narrow(d->mod, &first, &last);
    x.first = tm_ymd(first), x.last = tm_ymd(last);
  }
  *TM_PUSH(r->arena, r->out) = x;
  move_clock(r, d, &m);
}

int32_t tm_year_now(const tm_clock *clock) { return now_of(clock).year; }

void tm_new_year_emit(tm_reader *r, uint32_t start, uint32_t end) {
  tm_now now = now_of(r->clock);
  if (!now.year) return;
  int32_t year = now.month <= 3 ? now.year - 1 : now.year;
  *TM_PUSH(r->arena, r->out) = (tm_timex){
      .start = start,
      .end = end,
      .type = TM_TIMEX_DATE,
      .value = tm_slice_of(tm_arena_printf(r->arena, "%04d-12/%04d-01", year, year + 1)),
      .mod = TM_LIT(""),
      .first = year * 10000 + 1201,
      .last = (year + 1) * 10000 + 131,
  };
}

/* ---- lengths ---- */

static tm_slice span_value(tm_reader *r, const tm_span *span) {
  static const char letter[] = "?YMWDHMS";
  char out[256] = "P";
  size_t n = 1;
  for (int unit = TM_U_YEAR; unit <= TM_U_SECOND; unit++) {
    bool vague = span->vague && unit == span->finest;
    if (!vague && !span->count[unit] && span->tenths[unit] <= 0) continue;
    bool some_hours = vague && unit == TM_U_HOUR; /* PXH: no T, there being no other H */
    if (unit >= TM_U_HOUR && !some_hours && !memchr(out, 'T', n)) out[n++] = 'T';
    if (vague) out[n++] = 'X';
    else n += (size_t)snprintf(out + n, sizeof out - n, "%lld", (long long)span->count[unit]);
    if (span->tenths[unit] > 0 && !vague) n += (size_t)snprintf(out + n, sizeof out - n, ".%d", span->tenths[unit]);
    out[n++] = letter[unit];
  }
  out[n] = '\0';
  return tm_slice_of(tm_arena_printf(r->arena, "%s", out));
}

/* 3日前, 2週間後: as fine as its finest unit. */
static bool shifted(tm_reader *r, const tm_span *span, tm_draft *d, tm_meaning *m) {
  bool any_coming;
  int32_t days, sign = span->tail == TM_T_AGO ? -1 : 1;
  tm_now now = now_of(r->clock);
  m->tense = tense_of(r, span->end, &any_coming);
  bool told = span->told || (sign > 0 && m->tense != TM_COMING);
  if (told ? !told_day(r->clock, &days) : !now.known) return false;
  if (!told) days = now.days;
  for (int unit = TM_U_YEAR; unit <= TM_U_DAY; unit++)
    if (span->count[unit] > 9000) return false;
  int32_t years = (int32_t)span->count[TM_U_YEAR], months = years * 12 + (int32_t)span->count[TM_U_MONTH];
  tm_civil c = tm_civil_from_days(days);
  tm_civil month = tm_month_add(c.year, c.month, sign * months);
  if (!year_in_range(month.year)) return false;
  *d = (tm_draft){.start = span->start, .end = span->end, .mod = span->mod};
  if (span->finest == TM_U_YEAR) {
    d->grain = TM_G_YEAR;
    mean_months(m, month.year, 1, 12);
  } else if (span->finest == TM_U_MONTH) {
    d->grain = TM_G_MONTH;
    mean_months(m, month.year, month.month, 1);
  } else {
    d->grain = span->finest == TM_U_WEEK ? TM_G_WEEK : TM_G_DAY;
    int32_t length = tm_month_length(month.year, month.month);
    days = tm_days_from_civil(month.year, month.month, c.day < length ? c.day : length);
    days += sign * (7 * (int32_t)span->count[TM_U_WEEK] + (int32_t)span->count[TM_U_DAY]);
    if (d->grain == TM_G_WEEK) days -= tm_weekday(days) - 1;
    mean_days(m, days, d->grain == TM_G_WEEK ? days + 6 : days);
  }
  return true;
}

void tm_span_emit(tm_reader *r, const tm_span *span) {
  bool moves = (span->tail == TM_T_AGO || span->tail == TM_T_LATER) && !span->vague && span->finest <= TM_U_DAY;
  tm_draft d;
  tm_meaning m = {0};
  tm_timex x = {.start = span->start, .end = span->end, .type = TM_TIMEX_DURATION, .mod = tm_slice_of(tm_mod_names[span->mod])};
  if (!span->vague && !span->count[span->finest] && span->tenths[span->finest] <= 0) return; /* 0分 */
  if (moves && !shifted(r, span, &d, &m)) moves = false;
  if (moves) {
    x.type = TM_TIMEX_DATE;
    x.value = value_of(r, &d, &m);
    x.first = tm_ymd(m.first), x.last = tm_ymd(m.last);
    x.future_hint = m.tense == TM_COMING;
  } else {
    if (span->tail == TM_T_EVERY) x.type = TM_TIMEX_SET;
    x.value = span_value(r, span);
  }
  *TM_PUSH(r->arena, r->out) = x;
  if (moves) {
    m.grain = d.grain;
    move_clock(r, &d, &m);
  }
}
