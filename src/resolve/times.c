/* resolve: reads time expressions piece by piece. See times.h; values are made in times_value.c. */
#include "resolve/times.h"

#include "resolve/times_draft.h"

typedef enum tm_found { TM_NOTHING, TM_FOUND, TM_SILENCE } tm_found;

static bool is(const tm_reader *r, size_t at, uint16_t c) { return at < r->text->count && r->text->code[at] == c; }

static bool ascii_digit(const tm_reader *r, size_t at) {
  return at < r->text->count && tm_script_of(r->text->code[at]) == TM_DIGIT;
}

/* Do the characters before `at` end in `word`? */
static bool follows(const tm_reader *r, size_t at, const uint16_t *word) {
  size_t n = 0;
  while (word[n]) n++;
  return at >= n && tm_word_at(r->text, at - n, word) == n;
}

static bool follows_any(const tm_reader *r, size_t at, const uint16_t *const *words) {
  for (; *words; words++)
    if (follows(r, at, *words)) return true;
  return false;
}

static bool begins_any(const tm_reader *r, size_t at, const uint16_t *const *words) {
  for (; *words; words++)
    if (tm_word_at(r->text, at, *words)) return true;
  return false;
}

/* ---- lengths of time ---- */

/* 20年 without 間, 前 …: a year of two digits, or a length? */
static bool year_is_span(const tm_reader *r, uint32_t at, const tm_number *n, uint32_t end) {
  static const uint16_t *const terms[] = {u"懲役", u"禁錮", u"禁固", u"任期", u"刑期", u"創立", u"創業",   u"在位", u"勤続",
                                          u"築",   u"期間", u"から", u"後",   u"設立", u"開設", u"正常化", NULL};
  static const uint16_t *const lengths[] = {
      u"の歴史", u"の歳月", u"の経験", u"の任期", u"の刑",   u"の実刑", u"の懲役", u"の節目", u"の期限",
      u"の契約", u"の判決", u"の月日", u"の伝統", u"の期間", u"の長",   u"の禁",   u"の間",   u"の猶予",
      u"の歩み", u"の幕",   u"の活動", u"の人生", u"の生涯", u"の老舗", u"の実績", u"の空白", u"の沈黙",
      u"の内戦", u"の交渉", u"の戦",   u"の独裁", u"の統治", u"の支配", u"の占領", u"の孤立", NULL};
  static const uint16_t *const years[] = {u"に",   u"の",   u"末",   u"初",   u"春",   u"夏",   u"秋", u"冬", u"以来",
                                          u"以降", u"以前", u"から", u"まで", u"前半", u"後半", u"版", u"、", u"元日",
                                          u"半ば", u"ごろ", u"頃",   u"は",   u"比",   u"〜",   u"-",  NULL};
  tm_number month;
  uint32_t length;
  if (n->zero && n->digits == 2) return false;
  if (n->value >= 1000) return n->value == 1000 || n->value >= 3000;
  if (tm_number_at(r->text, end, &month)) {
    const tm_unit_word *unit = tm_unit_at(r->text, month.end, &length);
    if (unit && unit->unit == TM_U_MONTH && !unit->span) return false;
  }
  bool era_year = r->clock->era && !n->kanji && n->value < 64;
  bool counted = at > 0 && tm_script_of(r->text->code[at - 1]) == TM_KANJI && !era_year; /* 闘病11年 */
  if (counted || n->kanji || n->value >= 100 || (n->value < 10 && !era_year) || follows_any(r, at, terms) ||
      begins_any(r, end, lengths))
    return true;
  int32_t now = tm_year_now(r->clock);
  bool likely = era_year || n->value <= (now ? now % 100 : 25) + 12 || n->value >= 50;
  return !likely || !begins_any(r, end, years);
}

/* Adds 半 to the finest unit: 2年半 is 2 years and 6 months. */
static void add_half(tm_span *s) {
  static const uint8_t finer[] = {[TM_U_YEAR] = 6, [TM_U_HOUR] = 30, [TM_U_MINUTE] = 30};
  if (s->finest < sizeof finer && finer[s->finest]) {
    uint8_t next = s->finest == TM_U_YEAR ? TM_U_MONTH : (uint8_t)(s->finest + 1);
    s->count[next] = finer[s->finest];
    s->finest = next;
  } else {
    s->tenths[s->finest] = 5;
  }
}

/* What follows the number and unit: 以上, 前 …; moves s->end. True if that tells that it is a length. */
static bool read_tails(const tm_reader *r, tm_span *s) {
  bool tells = false;
  uint32_t length;
  const tm_tail_word *tail;
  for (int n = 0; n < 6 && (tail = tm_tail_at(r->text, s->end, &length)) != NULL; n++) {
    tells |= tail->spans;
    if (tail->tail == TM_T_FOLLOW || tail->tail == TM_T_NOT) break;
    if (tail->tail == TM_T_HALF) add_half(s);
    else if (tail->tail != TM_T_ONLY) s->tail = tail->tail;
    if (tail->mod) s->mod = tail->mod;
    s->end += length;
  }
  return tells;
}

static bool is_fraction(const tm_reader *r, uint32_t at, uint32_t end) {
  static const uint16_t *const sport[] = {u"前半", u"後半", u"度", u"延長", NULL};
  tm_number n;
  return follows_any(r, at, sport) ||
         (is(r, end, u'の') && tm_number_at(r->text, end + 1, &n) && !n.vague &&
          tm_script_of(r->text->code[end + 1]) != TM_HIRAGANA && !tm_unit_at(r->text, n.end, &(uint32_t){0}));
}

/* Past the 6秒 of 北緯30度12分6秒. */
static uint32_t skip_seconds(const tm_reader *r, uint32_t at) {
  tm_number n;
  return tm_number_at(r->text, at, &n) && is(r, n.end, u'秒') ? n.end + 1 : at;
}

static bool range_mark(const tm_reader *r, size_t at) { return tm_char_in(r->text, at, u"〜~―-、・－"); }

/* 昨年より6日遅い, 3泊4日: what stands before tells that it is a length. */
static bool compared(const tm_reader *r, uint32_t at) {
  static const uint16_t *const words[] = {u"より", u"よりも", u"泊", u"残り", u"あと", u"徒歩", u"滞在", NULL};
  return follows_any(r, at, words);
}

static bool is_age(const tm_reader *r, uint32_t at) {
  static const uint16_t *const words[] = {u"歳", u"才", u"生後", NULL};
  return follows_any(r, at, words);
}

typedef enum tm_force { TM_FREELY, TM_YEARS, TM_ALL } tm_force; /* which of 年, 日 a word before makes lengths */

/* A length of time at `at`, or something that looks like one (TM_SILENCE, up to s->end). */
static tm_found read_span(const tm_reader *r, uint32_t at, tm_force force, tm_span *s) {
  static const uint16_t *const grades[] = {u"中学", u"高校", u"小学", u"大学", u"学部", u"第", NULL};
  const tm_chars *text = r->text;
  tm_number n, first;
  uint32_t p = at, length;
  bool definite = false, ambiguous_year = false;
  *s = (tm_span){.start = at, .end = at};
  for (int u = 0; u <= TM_U_SECOND; u++) s->tenths[u] = -1;
  while (!s->vague && tm_number_at(text, p, &n) && !n.odd) {
    const tm_unit_word *unit = tm_unit_at(text, n.end, &length);
    if (!unit && !s->finest && range_mark(r, n.end) && tm_number_at(text, n.end + 1, &first) && !first.odd &&
        first.value > n.value) {
      n = first; /* 2〜3年 */
      unit = tm_unit_at(text, n.end, &length);
      s->mod = TM_APPROX;
      if (unit && unit->unit == TM_U_DAY && n.value <= 10 && tm_char_in(text, n.end + length, u"でか"))
        definite = true; /* 2〜3日で */
    }
    if (!unit) break;
    uint32_t end = n.end + length;
    if (s->finest == TM_U_DAY && !definite) break; /* 1日2時間 */
    if (unit->unit == TM_U_SILENT && !s->finest) return s->end = end, TM_SILENCE;
    if (unit->unit > TM_U_SECOND || unit->unit <= s->finest || (!unit->span && unit->unit != TM_U_YEAR && unit->unit != TM_U_DAY))
      break;
    if (unit->unit == TM_U_MINUTE && length == 1 && !s->finest && (n.kanji && !n.vague)) break; /* 二分 */
    if (unit->unit == TM_U_MINUTE && !s->finest && is_fraction(r, at, end)) return s->end = skip_seconds(r, end), TM_SILENCE;
    if (unit->unit == TM_U_SECOND && (ascii_digit(r, end) || is(r, end, u'台'))) return s->end = end, TM_SILENCE; /* 1分23秒4 */
    if (is_age(r, at)) return s->end = end, TM_SILENCE;
    if (unit->unit == TM_U_YEAR && length == 1 && follows_any(r, at, grades)) return s->end = end, TM_SILENCE;
    if (is(r, p, u'何') && !is(r, end, u'も') && !is(r, end, u'か')) break;
    definite |= unit->span || n.vague || n.tenths >= 0 || s->finest || (unit->unit == TM_U_DAY && n.value > 31);
    ambiguous_year = unit->unit == TM_U_YEAR && !unit->span && !s->finest;
    s->count[unit->unit] = n.value, s->tenths[unit->unit] = n.tenths;
    s->vague = n.vague;
    s->finest = unit->unit, s->end = p = end;
    first = n;
    if (unit->unit == TM_U_YEAR && n.value >= 1000 && !unit->span) break;
  }
  if (!s->finest) return TM_NOTHING;
  bool long_year = ambiguous_year && s->count[TM_U_YEAR] > 1000 && s->count[TM_U_YEAR] < 10000 && !s->vague;
  bool tells = read_tails(r, s);
  if (long_year) return s->tail == TM_T_AGO || s->mod == TM_LEAST || s->mod == TM_MORE ? TM_FOUND : TM_NOTHING;
  definite |= tells || force == TM_ALL || compared(r, at) || (force == TM_YEARS && s->finest == TM_U_YEAR);
  if (!definite && ambiguous_year) definite = year_is_span(r, at, &first, s->end);
  return definite ? TM_FOUND : TM_NOTHING;
}

/* ---- dates, piece by piece ---- */

/* The year that a number stands for; 0 none. */
static int32_t full_year(const tm_reader *r, const tm_number *n) {
  if (n->value >= 1000) return n->value < 2200 && (n->digits == 4 || n->kanji) ? (int32_t)n->value : 0;
  if (n->value >= 100) return n->digits == 3 ? (int32_t)n->value : 0; /* only before a month, see year_is_span */
  if (n->value == 0) return n->digits == 2 ? 2000 : 0;
  int32_t value = (int32_t)n->value, now = tm_year_now(r->clock);
  if (r->clock->era) return r->clock->era + value;
  if (n->digits != 2) return 0;
  return value <= (now ? now % 100 : 25) + 20 ? 2000 + value : 1900 + value;
}

static bool take_year(const tm_reader *r, tm_draft *d, const tm_number *n) {
  if (d->grain != TM_G_NONE && (d->grain != TM_G_YEAR || d->year_from == TM_FROM_SAID)) return false;
  d->year = full_year(r, n);
  if (!d->year) d->broken = true;
  if (n->value >= 1000) r->clock->era = 0;
  d->year_from = TM_FROM_SAID, d->grain = TM_G_YEAR;
  return true;
}

static bool take_day(const tm_reader *r, tm_draft *d, const tm_number *n, uint32_t end) {
  bool relative = d->grain == TM_G_DAY && (d->day_from == TM_FROM_TOLD || d->day_from == TM_FROM_NOW) && !d->clock;
  bool named = d->weekday && !d->clock && d->day_from == TM_FROM_NOTHING && d->week_from == TM_FROM_NOTHING; /* 週明けの14日 */
  if (d->grain != TM_G_NONE && d->grain != TM_G_MONTH && d->grain != TM_G_YEAR && !relative && !named) return false;
  if (is(r, end, u'本') && ascii_digit(r, end + 1)) return false; /* 韓国3日本2 */
  static const uint16_t *const rates[] = {u"あたり", u"1", u"2",  u"3",  u"4",  u"5",    u"6", u"7",
                                          u"8",      u"9", u"約", u"何", u"数", u"も早", NULL};
  if (n->value == 1 && d->grain == TM_G_NONE && begins_any(r, end, rates)) return false;
  if (n->value == 1 && n->kanji && d->grain == TM_G_NONE && !is(r, end, u'、')) return false; /* 一日 */
  if (n->value < 1 || n->value > 31) d->broken = true;
  d->day = n->value < 32 ? (int32_t)n->value : 0;
  d->day_from = TM_FROM_SAID, d->grain = TM_G_DAY;
  return true;
}

static bool take_large(const tm_reader *r, tm_draft *d, const tm_number *n, tm_unit unit) {
  if (d->grain != TM_G_NONE) return false;
  d->year_from = TM_FROM_SAID;
  if (unit == TM_U_CENTURY) {
    d->grain = TM_G_CENTURY;
    d->year = (int32_t)n->value - 1;
    return n->value >= 1 && n->value <= 30;
  }
  if (unit == TM_U_FISCAL) {
    d->grain = TM_G_FISCAL;
    d->year = full_year(r, n);
    return d->year != 0;
  }
  d->grain = TM_G_DECADE;
  if (n->value % 10 != 0 || n->value > 2190 || (n->value >= 100 && n->value < 1000)) return false;
  d->year = (int32_t)n->value + (n->value >= 1000 ? 0 : n->value >= 30 ? 1900 : 2000);
  return n->digits > 1 || n->kanji;
}

/* 3時15分, 3時半; `p` stands after the hour's number. */
static bool take_clock(const tm_reader *r, tm_draft *d, const tm_number *n, uint32_t *p) {
  tm_number more;
  uint32_t length;
  if (n->kanji && d->grain == TM_G_NONE) return false; /* 一時 */
  if (n->value > 24) d->broken = true;
  for (tm_unit expected = TM_U_MINUTE; expected <= TM_U_SECOND; expected++) {
    if (!tm_number_at(r->text, *p, &more) || more.vague || more.odd) break;
    const tm_unit_word *unit = tm_unit_at(r->text, more.end, &length);
    if (!unit || unit->unit != expected || length != 1) break;
    if (more.value > 59) d->broken = true;
    *p = more.end + length;
  }
  if (is(r, *p, u'半') && !is(r, *p + 1, u'ば')) (*p)++;
  d->clock = true, d->grain = TM_G_DAY;
  return true;
}

static bool take_unit(const tm_reader *r, tm_draft *d, const tm_number *n, tm_unit unit, uint32_t *p) {
  if (d->clock && unit != TM_U_HOUR) return false;
  switch (unit) {
  case TM_U_YEAR: return take_year(r, d, n);
  case TM_U_DAY: return take_day(r, d, n, *p);
  case TM_U_HOUR: return take_clock(r, d, n, p);
  case TM_U_CENTURY:
  case TM_U_DECADE:
  case TM_U_FISCAL: return take_large(r, d, n, unit);
  case TM_U_MONTH:
    if (d->grain != TM_G_NONE && d->grain != TM_G_YEAR) return false;
    d->month = n->value < 13 ? (int32_t)n->value : 0;
    if (!d->month) d->broken = true;
    d->month_from = TM_FROM_SAID, d->grain = TM_G_MONTH;
    return true;
  case TM_U_QUARTER:
    if (d->grain != TM_G_NONE && d->grain != TM_G_YEAR && d->grain != TM_G_FISCAL) return false;
    d->part = (int32_t)n->value, d->grain = TM_G_QUARTER;
    return n->value >= 1 && n->value <= 4;
  default: return false;
  }
}

/* 4〜6月期: a quarter of the year. */
static bool take_quarter(const tm_reader *r, tm_draft *d, const tm_number *from, uint32_t *p) {
  tm_number to;
  if ((d->grain != TM_G_NONE && d->grain != TM_G_YEAR) || !range_mark(r, from->end) || is(r, from->end, u'、')) return false;
  if (!tm_number_at(r->text, from->end + 1, &to) || !is(r, to.end, u'月') || !is(r, to.end + 1, u'期')) return false;
  if (from->value % 3 != 1 || from->value > 10 || to.value != from->value + 2) return false;
  d->part = (int32_t)(from->value + 2) / 3, d->grain = TM_G_QUARTER;
  *p = to.end + 2;
  return true;
}

/* 12〜13日, 10、11日, 2021〜22年: all but the last are given at once, the last goes on in `d`. */
static bool take_list(tm_reader *r, tm_draft *d, uint32_t *p) {
  enum { MOST = 4 };
  tm_number n[MOST];
  uint32_t count = 0, at = *p, starts[MOST], length;
  const tm_unit_word *unit = NULL;
  while (count < MOST && tm_number_at(r->text, at, &n[count]) && !n[count].vague && !n[count].odd && n[count].tenths < 0) {
    starts[count] = at;
    unit = tm_unit_at(r->text, n[count].end, &length);
    at = n[count++].end + 1;
    if (unit || !range_mark(r, at - 1)) break;
  }
  static const int16_t mosts[TM_U_SILENT + 1] = {
      [TM_U_YEAR] = 2199, [TM_U_MONTH] = 12, [TM_U_DAY] = 31, [TM_U_DECADE] = 2190, [TM_U_CENTURY] = 22};
  if (!unit || unit->span || count < 2 || !mosts[unit->unit]) return false;
  int64_t most = mosts[unit->unit];
  for (uint32_t i = 0; i < count; i++) {
    if (most > 2000 && n[0].value >= 1000 && i > 0 && n[i].digits == 2) n[i].value += n[0].value / 100 * 100, n[i].digits = 4;
    if (n[i].value < (unit->unit == TM_U_YEAR ? 1000 : 1) || n[i].value > most) return false;
    bool around = unit->unit == TM_U_DAY && i > 0 && n[i - 1].value >= 28 && n[i].value <= 3;
    bool far = i > 0 && unit->unit == TM_U_DAY && is(r, starts[i] - 1, u'、') && n[i].value > n[i - 1].value + 7;
    if (i > 0 && ((n[i].value <= n[i - 1].value && !around) || far)) return false;
  }
  for (uint32_t i = 0; i < count; i++) {
    tm_draft one = *d;
    if (i > 0) one.start = starts[i];
    one.end = *p = n[i].end;
    if (i + 1 == count) *p += length;
    if (!take_unit(r, &one, &n[i], unit->unit, p)) return false;
    if (i + 1 == count) *d = one;
    else tm_draft_emit(r, &one);
  }
  return true;
}

/* A number with a unit of the calendar that can go on the draft. */
static bool take_number(tm_reader *r, tm_draft *d, uint32_t *p) {
  tm_number n;
  tm_span span;
  uint32_t length;
  bool ordinal = is(r, *p, u'第');
  if (!tm_number_at(r->text, *p + ordinal, &n) || n.vague || n.odd || n.tenths >= 0) return false;
  const tm_unit_word *unit = tm_unit_at(r->text, n.end, &length);
  if (!unit && take_quarter(r, d, &n, p)) return true;
  if (!unit && d->clock == false && d->grain != TM_G_DAY) return take_list(r, d, p);
  if (!unit && d->grain == TM_G_DAY && is(r, n.end, u':') && ascii_digit(r, n.end + 1) && ascii_digit(r, n.end + 2) &&
      n.value < 25) {
    *p = n.end + 3; /* 30日 10:30 */
    d->clock = true;
    return !ascii_digit(r, *p);
  }
  if (!unit || unit->span || ordinal != (unit->unit == TM_U_QUARTER)) return false;
  if (unit->unit == TM_U_DAY && !is(r, n.end, u'日')) return false; /* 5両日 */
  bool either = unit->unit == TM_U_YEAR || unit->unit == TM_U_DAY;
  if (either && read_span(r, *p, TM_FREELY, &span) != TM_NOTHING) return false;
  uint32_t end = n.end + length;
  tm_draft before = *d;
  if (!take_unit(r, d, &n, unit->unit, &end)) {
    *d = before;
    return false;
  }
  *p = end;
  return true;
}

/* What words of the calendar add to the draft. */
static bool take_word(tm_draft *d, const tm_time_word *word) {
  bool empty = d->grain == TM_G_NONE;
  uint8_t from =
      word->role == TM_YEAR_TOLD || word->role == TM_MONTH_TOLD || word->role == TM_WEEK_TOLD || word->role == TM_DAY_TOLD
          ? TM_FROM_TOLD
          : TM_FROM_NOW;
  if (d->set && word->role != TM_WEEKDAY) return false;
  switch (word->role) {
  case TM_YEAR_NOW:
  case TM_YEAR_TOLD:
  case TM_YEAR_EDGE:
  case TM_FISCAL_NOW:
  case TM_CENTURY_NOW:
  case TM_SEASON_NOW:
    if (!empty) return false;
    d->year_from = from, d->year = word->n, d->part = word->m, d->nearest = word->role == TM_YEAR_EDGE;
    d->grain = word->role == TM_FISCAL_NOW    ? TM_G_FISCAL
               : word->role == TM_CENTURY_NOW ? TM_G_CENTURY
               : word->role == TM_SEASON_NOW  ? TM_G_SEASON
                                              : TM_G_YEAR;
    break;
  case TM_MONTH_NOW:
  case TM_MONTH_TOLD:
    if (!empty) return false;
    d->month_from = from, d->month = word->n, d->grain = TM_G_MONTH;
    break;
  case TM_WEEK_NOW:
  case TM_WEEK_TOLD:
    if (!empty) return false;
    d->week_from = from, d->week = word->n, d->grain = TM_G_WEEK;
    break;
  case TM_WEEKEND:
    if (!empty && d->grain != TM_G_WEEK) return false;
    if (empty) d->week = word->n, d->nearest = word->m;
    d->grain = TM_G_WEEKEND;
    break;
  case TM_WEEKDAY:
    if (!empty && d->grain != TM_G_WEEK && (d->grain != TM_G_DAY || d->clock || d->weekday)) return false;
    d->weekday = (uint8_t)word->n, d->grain = TM_G_DAY;
    break;
  case TM_DAY_NOW:
  case TM_DAY_TOLD:
  case TM_DAY_NEWS:
    if (!empty) return false;
    d->day_from = word->role == TM_DAY_NEWS ? TM_FROM_NEWS : from;
    d->day = word->n, d->clock = word->m != 0, d->grain = TM_G_DAY;
    break;
  case TM_HOLIDAY:
    if (!empty && d->grain != TM_G_YEAR) return false;
    d->month_from = d->day_from = TM_FROM_SAID, d->month = word->n, d->day = word->m, d->grain = TM_G_DAY;
    break;
  default: return false;
  }
  if (word->mod) d->mod = word->mod;
  return true;
}

/* 夜, 午後3時 after a day. */
static bool take_daypart(tm_reader *r, tm_draft *d, uint32_t *p) {
  uint32_t length;
  const tm_time_word *part = d->grain == TM_G_DAY && !d->set ? tm_daypart_at(r->text, *p, &length) : NULL;
  if (!part) return false;
  d->clock = true;
  if (part->mod) d->mod = part->mod;
  *p += length;
  return true;
}

/* 末, 上旬, 夏 after a year, month or week. */
static bool take_edge(tm_reader *r, tm_draft *d, uint32_t *p) {
  uint32_t length;
  if (d->grain == TM_G_NONE || d->grain >= TM_G_WEEKEND || d->set || d->mod == TM_END) return false;
  const tm_time_word *edge = tm_edge_at(r->text, *p, &length);
  if (!edge) return false;
  if (edge->role == TM_SEASON_NOW) {
    if (d->grain != TM_G_YEAR) return false;
    d->part = edge->m, d->grain = TM_G_SEASON;
  } else {
    d->mod = edge->mod;
  }
  *p += length;
  return true;
}

/* (木) after a date. */
static bool take_bracketed_weekday(tm_reader *r, tm_draft *d, uint32_t *p) {
  if (d->grain != TM_G_DAY || d->clock || !is(r, *p, u'(') || !tm_char_in(r->text, *p + 1, u"月火水木金土日")) return false;
  uint32_t at = *p + 2;
  if (is(r, at, u'曜')) at += is(r, at + 1, u'日') ? 2 : 1;
  if (!is(r, at, u')')) return false;
  *p = at + 1;
  return true;
}

/* 1948年(昭和23年)7月20日: passes over the same year in the other count. */
static bool take_bracketed_year(tm_reader *r, tm_draft *d, uint32_t *p) {
  tm_number n;
  uint32_t length, at = *p + 1;
  if (d->grain != TM_G_YEAR || d->year_from != TM_FROM_SAID || !tm_char_in(r->text, *p, u"(〈[") || at >= r->text->count)
    return false;
  const tm_time_word *era = tm_opener_at(r->index, r->text, at, false, &length);
  if (era && era->role == TM_ERA) at += length;
  if (is(r, at, u'元')) at++;
  else if (tm_number_at(r->text, at, &n)) at = n.end;
  if (!is(r, at, u'年') || !tm_char_in(r->text, at + 1, u")〉]") || !tm_number_at(r->text, at + 2, &n) || !is(r, n.end, u'月'))
    return false;
  *p = at + 2;
  return true;
}

static bool take_piece(tm_reader *r, tm_draft *d, uint32_t *p) {
  uint32_t length;
  if (*p >= r->text->count) return false;
  const tm_time_word *word = tm_opener_at(r->index, r->text, *p, true, &length);
  if (word && take_word(d, word)) {
    *p += length;
    return true;
  }
  return take_number(r, d, p) || take_daypart(r, d, p) || take_edge(r, d, p) || take_bracketed_weekday(r, d, p) ||
         take_bracketed_year(r, d, p);
}

/* 現地時間の, 日本時間 between a day and its time of day. */
static uint32_t skip_local(const tm_reader *r, uint32_t p) {
  static const uint16_t *const zones[] = {u"現地時間", u"日本時間", u"現地", NULL};
  if (is(r, p, u'、') || is(r, p, u'の')) p++;
  for (const uint16_t *const *zone = zones; *zone; zone++) {
    uint32_t length = tm_word_at(r->text, p, *zone);
    if (length) return p + length + is(r, p + length, u'の');
  }
  return 0;
}

/* Goes on a draft for as long as pieces follow, then emits it. Gives where it ends. */
static uint32_t read_rest(tm_reader *r, tm_draft *d) {
  uint32_t p = d->end, length;
  for (int pieces = 0; pieces < 10; pieces++) {
    tm_draft more = *d;
    uint32_t at = p;
    bool found = take_piece(r, &more, &at);
    if (!found && is(r, p, u'の')) {
      more = *d, at = p + 1;
      found = take_piece(r, &more, &at) && (more.grain > d->grain || more.clock != d->clock || more.mod != d->mod ||
                                            more.year_from != d->year_from || more.day_from != d->day_from);
    }
    uint32_t local = !found && d->grain == TM_G_DAY && !d->clock ? skip_local(r, p) : 0;
    if (local) {
      more = *d, at = local;
      found = take_piece(r, &more, &at) && more.clock;
    }
    if (!found) break;
    *d = more;
    d->end = p = at;
  }
  const tm_tail_word *near = d->set ? NULL : tm_near_at(r->text, p, &length);
  if (near && (near->tail == TM_T_ONLY || d->clock)) {
    d->end = p = p + length;
    d->mod = near->mod;
  }
  tm_draft_emit(r, d);
  return p;
}

/* ---- where expressions begin ---- */

/* Can the number at `at` begin an expression, by what stands before it? */
static bool number_opens(const tm_reader *r, uint32_t at, const tm_number *n) {
  if (at == 0) return true;
  uint16_t before = r->text->code[at - 1];
  tm_script script = tm_script_of(before);
  if (script == TM_LATIN || before == u'第') return false;
  if (tm_char_in(r->text, at - 1, u"-.:+/") && at > 1) {
    tm_script further = tm_script_of(r->text->code[at - 2]);
    if (further == TM_LATIN || further == TM_DIGIT) return false;
  }
  if (n->kanji && script == TM_KANJI) return tm_char_in(r->text, at - 1, u"約後前翌同月年日時相領");
  return true;
}

/* 2021-12-30, 2021/12/30, 2021.12.30, 30.12.2021. */
static bool read_numeric_date(tm_reader *r, uint32_t at, tm_draft *d) {
  int32_t value[3] = {0};
  uint32_t digits[3] = {0}, p = at;
  for (int i = 0; i < 3; i++) {
    for (; ascii_digit(r, p) && digits[i] < 5; p++, digits[i]++) value[i] = value[i] * 10 + (r->text->code[p] - '0');
    if (i < 2 && (!tm_char_in(r->text, p, u"-/.") || (i == 1 && r->text->code[p] != r->text->code[at + digits[0]]))) return false;
    if (i < 2) p++;
  }
  bool year_first = digits[0] == 4 && digits[1] && digits[1] <= 2 && digits[2] && digits[2] <= 2;
  bool year_last = digits[2] == 4 && digits[0] && digits[0] <= 2 && digits[1] && digits[1] <= 2 && is(r, at + digits[0], u'.');
  if ((!year_first && !year_last) || ascii_digit(r, p) || tm_char_in(r->text, p, u"-/") ||
      (p < r->text->count && is(r, p, u'.') && ascii_digit(r, p + 1)))
    return false;
  *d = (tm_draft){
      .start = at, .end = p, .grain = TM_G_DAY, .year_from = TM_FROM_SAID, .month_from = TM_FROM_SAID, .day_from = TM_FROM_SAID};
  d->year = value[year_first ? 0 : 2], d->month = value[1], d->day = value[year_first ? 2 : 0];
  d->broken = d->year >= 2200 || d->year < 1000;
  return true;
}

static uint32_t skip_spaces(const tm_reader *r, uint32_t p) {
  for (int n = 0; n < 3 && tm_char_in(r->text, p, u" ,."); n++) p++;
  return p;
}

/* December 30, 2021 or December 2021, the name being `word`; `d` may have the day already. False if neither day nor year. */
static bool read_english(tm_reader *r, const tm_time_word *word, uint32_t p, tm_draft *d) {
  tm_number n;
  d->month_from = TM_FROM_SAID, d->month = word->n;
  if (d->grain == TM_G_NONE) d->grain = TM_G_MONTH;
  uint32_t at = skip_spaces(r, p);
  if (d->grain == TM_G_MONTH && ascii_digit(r, at) && tm_number_at(r->text, at, &n) && n.digits <= 2 && n.value > 0 &&
      n.value < 32) {
    d->day_from = TM_FROM_SAID, d->day = (int32_t)n.value, d->grain = TM_G_DAY;
    d->end = n.end;
    at = skip_spaces(r, n.end);
  }
  if (ascii_digit(r, at) && tm_number_at(r->text, at, &n) && n.digits == 4 && n.value >= 1000 && n.value < 2200) {
    d->year_from = TM_FROM_SAID, d->year = (int32_t)n.value;
    d->end = n.end;
  }
  return d->day_from || d->year_from;
}

static uint32_t emit_at(tm_reader *r, tm_draft *d) {
  tm_draft_emit(r, d);
  return d->end;
}

/* An expression that begins with a number; gives where to go on. */
static uint32_t read_number(tm_reader *r, uint32_t at) {
  tm_number n;
  tm_span span;
  tm_draft d = {.start = at, .end = at};
  uint32_t length;
  tm_number_at(r->text, at, &n);
  if (!number_opens(r, at, &n)) {
    if (!(at > 0 && r->text->code[at - 1] == u'第')) return n.end;
    d.start = d.end = at - 1;
    uint32_t p = at - 1;
    if (take_number(r, &d, &p)) return d.end = p, read_rest(r, &d);
    return n.end;
  }
  if (read_numeric_date(r, at, &d)) return read_rest(r, &d);
  if (n.odd) return n.end;
  const tm_time_word *month =
      is(r, n.end, u' ') && n.value < 32
          ? tm_opener_at(r->index, r->text, n.end + 1 < r->text->count ? n.end + 1 : n.end, false, &length)
          : NULL;
  if (month && month->role == TM_MONTH_NAME) {
    d = (tm_draft){.start = at, .end = n.end + 1 + length, .grain = TM_G_DAY, .day_from = TM_FROM_SAID, .day = (int32_t)n.value};
    if (read_english(r, month, n.end + 1 + length, &d)) return emit_at(r, &d);
  }
  tm_found found = read_span(r, at, TM_FREELY, &span);
  if (found == TM_FOUND) tm_span_emit(r, &span);
  if (found != TM_NOTHING) return span.end;
  d = (tm_draft){.start = at, .end = at};
  uint32_t p = at;
  if (!take_number(r, &d, &p)) return n.end;
  d.end = p;
  return read_rest(r, &d);
}

/* 平成20年, 元年 after an era's name. */
static uint32_t read_era(tm_reader *r, const tm_time_word *era, uint32_t start, uint32_t at) {
  tm_number n = {.value = 1, .end = at + 1};
  tm_draft d = {.start = start, .grain = TM_G_YEAR, .year_from = TM_FROM_SAID};
  bool first = is(r, at, u'元');
  if ((!first && !tm_number_at(r->text, at, &n)) || n.vague || n.value > 9999) return at;
  if (!is(r, n.end, u'年') || is(r, n.end + 1, u'代') || is(r, n.end + 1, u'間')) return era->n < 0 ? n.end : at;
  if (is(r, n.end + 1, u'度')) d.grain = TM_G_FISCAL;
  d.end = n.end + (d.grain == TM_G_FISCAL ? 2 : 1);
  d.year = (int32_t)n.value + (era->n > 0 ? era->n : 0);
  d.broken = era->n < 0 || n.value < 1 || (era->m && n.value > era->m);
  if (!d.broken) r->clock->era = era->n;
  return read_rest(r, &d);
}

static uint32_t read_half(tm_reader *r, const tm_time_word *word, uint32_t start, uint32_t at) {
  tm_span s = {.start = start, .end = at};
  for (int u = 0; u <= TM_U_SECOND; u++) s.tenths[u] = -1;
  s.finest = word->n < 0 ? TM_U_DAY : word->n % 12 == 0 ? TM_U_YEAR : TM_U_MONTH;
  s.count[s.finest] = word->n < 0 ? -word->n : word->n % 12 == 0 ? word->n / 12 : word->n;
  read_tails(r, &s);
  tm_span_emit(r, &s);
  return s.end;
}

/* 過去10年, 約3日: the word before makes it a length. */
static uint32_t read_forced(tm_reader *r, const tm_time_word *word, uint32_t start, uint32_t at) {
  tm_span s;
  uint32_t length;
  bool pointing = is(r, start, u'こ') || is(r, start, u'そ');
  const tm_time_word *half = at < r->text->count ? tm_opener_at(r->index, r->text, at, true, &length) : NULL;
  if (half && half->role == TM_HALF) return read_half(r, half, start, at + length);
  tm_found found = read_span(r, at, pointing && !is(r, start + 1, u'こ') ? TM_YEARS : TM_ALL, &s);
  if (found == TM_NOTHING) return at;
  s.start = start, s.told = word->m != 0;
  if (!s.mod) s.mod = (uint8_t)word->n;
  if (s.told && s.tail != TM_T_AGO && s.tail != TM_T_LATER) s.start = at;
  if (found == TM_FOUND) tm_span_emit(r, &s);
  return s.end;
}

/* 同12日, 翌9日: a number counted from what was mentioned last. */
static uint32_t read_same(tm_reader *r, const tm_time_word *word, uint32_t start, uint32_t at) {
  tm_draft d = {.start = start, .end = at, .following = word->m == 1};
  uint32_t p = at;
  if (start > 0 && tm_script_of(r->text->code[start - 1]) == TM_KANJI) return at;
  if (!take_number(r, &d, &p) || d.clock || d.grain < TM_G_YEAR) return at;
  if (!d.following && d.grain == TM_G_DAY) d.month_from = TM_FROM_TOLD, d.month = 0;
  if (!d.following && d.grain == TM_G_MONTH) d.year_from = TM_FROM_TOLD, d.year = 0;
  d.end = p;
  return read_rest(r, &d);
}

/* An expression that begins with a word; gives where to go on. */
static uint32_t read_word(tm_reader *r, const tm_time_word *word, uint32_t at, uint32_t length) {
  tm_draft d = {.start = at, .end = at + length};
  switch (word->role) {
  case TM_SKIP:
  case TM_FUTURE: return word->role == TM_SKIP ? d.end : at + 1;
  case TM_ERA: return read_era(r, word, at, d.end);
  case TM_HALF: return read_half(r, word, at, d.end);
  case TM_SPAN: return read_forced(r, word, at, d.end);
  case TM_SAME: return read_same(r, word, at, d.end);
  case TM_NEW_YEAR: return tm_new_year_emit(r, at, d.end), d.end;
  case TM_MONTH_NAME: return read_english(r, word, d.end, &d) ? emit_at(r, &d) : d.end;
  case TM_DAY_NAME: {
    uint32_t next = skip_spaces(r, d.end);
    const tm_time_word *month = next < r->text->count ? tm_opener_at(r->index, r->text, next, false, &length) : NULL;
    if (month && month->role == TM_MONTH_NAME && read_english(r, month, next + length, &d)) return emit_at(r, &d);
    return at + 1;
  }
  case TM_SET_OF: d.set = (uint8_t)word->n, d.part = word->m; return read_rest(r, &d);
  case TM_NEXT_DAY:
    d.coming = true;
    {
      uint32_t p = d.end;
      if (!take_piece(r, &d, &p) || !d.weekday) return d.end;
      d.end = p;
      return read_rest(r, &d);
    }
  case TM_DAYPART: d.grain = TM_G_DAY, d.clock = true, d.days_later = (int8_t)word->n; return read_rest(r, &d);
  default: d.of_event = at > 0 && is(r, at - 1, u'の'); return take_word(&d, word) ? read_rest(r, &d) : d.end;
  }
}

/* Past an address of the web, whose numbers are no dates. */
static uint32_t skip_address(const tm_reader *r, uint32_t at) {
  uint32_t length = tm_word_at(r->text, at, u"http");
  if (!length && !(length = tm_word_at(r->text, at, u"www."))) return at;
  for (at += length; at < r->text->count && r->text->code[at] > ' ' && r->text->code[at] < 0x80; at++) {
  }
  return at;
}

tm_clock tm_clock_new(tm_arena *arena, int32_t anchor) {
  tm_opener_index *openers = TM_NEW(arena, tm_opener_index, 1);
  tm_opener_index_build(openers);
  return (tm_clock){.openers = openers, .anchor = anchor};
}

void tm_times_read(tm_arena *arena, const tm_chars *text, tm_clock *clock, tm_timex_vector *out) {
  tm_reader r = {.arena = arena, .text = text, .clock = clock, .out = out, .first_out = out->count};
  tm_number n;
  uint32_t length;
  tm_opener_index own;
  r.index = clock->openers ? clock->openers : &own;
  if (!clock->openers) tm_opener_index_build(&own);
  clock->since++;
  for (uint32_t at = 0; at < text->count;) {
    uint16_t c = text->code[at];
    uint32_t next = c == 'h' || c == 'w' ? skip_address(&r, at) : at;
    if (next == at && tm_may_begin(r.index, c)) {
      const tm_time_word *word = tm_opener_at(r.index, text, at, false, &length);
      if (word) next = read_word(&r, word, at, length);
      else if (tm_number_at(text, at, &n)) next = read_number(&r, at);
    }
    r.depth += c == '(' ? 1 : c == ')' && r.depth > 0 ? -1 : 0;
    at = next > at ? next : at + 1;
  }
}
