/* resolve: time expressions of Japanese news, with their values.
 *
 * Reads the folded characters of one sentence after another and says of each expression where it stands, what it is worth in
 * TimeML's form (TIMEX3 value and mod, after ISO 8601) and which days of the calendar it means. Codebook sections 2.3 and 5.
 *
 *   DATE      2021-12-30  2021-12  2021  2021-W50  2021-W50-WE  2021-SU (SP SU FA WI)  2021-Q3  FY2021  199X  20 (century)
 *             XXXX-12-30 where the year cannot be told; 2021-12/2022-01 for 年末年始
 *   TIME      a time of day; the value is its day
 *   DURATION  P10D  P1Y6M  P2W  PT8H  PT1H30M  PXM (some months)  PXH (some hours)  PTXM (some minutes)
 *   SET       P1Y (毎年)  XXXX-12 (毎年12月)  XXXX-WXX-5 (毎週金曜日)
 *
 * A day without a month and a month without a year are the nearest to the report's date, before it unless the words that follow
 * speak of the future. Parts of a list (12〜13日) are expressions of their own: 12, 13日.
 * What has no calendar value (最近, 今後), what cannot be valued and what is no date (2月30日) is not given. Linear time. */
#ifndef TM_TIMES_H
#define TM_TIMES_H

#include "base/arena.h"
#include "base/slice.h"
#include "base/text.h"

typedef enum tm_timex_type { TM_TIMEX_DATE, TM_TIMEX_TIME, TM_TIMEX_DURATION, TM_TIMEX_SET } tm_timex_type;

typedef struct tm_timex {
  uint32_t start, end; /* folded characters of the sentence */
  uint8_t type;        /* tm_timex_type */
  bool future_hint;    /* the words after it speak of what is to come */
  tm_slice value;      /* in the arena */
  tm_slice mod;        /* static: "", START, MID, END, APPROX, LESS_THAN, MORE_THAN, EQUAL_OR_LESS, EQUAL_OR_MORE, … */
  int32_t first, last; /* yyyymmdd of the first and the last day meant; 0 if that is no time of the calendar */
} tm_timex;

typedef TM_VECTOR(tm_timex) tm_timex_vector;

struct tm_opener_index;

/* What an article has said of time so far. Begins as {.anchor = the report's date}, all else 0; tm_clock_new saves time. */
typedef struct tm_clock {
  const struct tm_opener_index *openers; /* of the words that begin expressions; NULL: made anew for each sentence */
  int32_t anchor;                        /* yyyymmdd of the report; 0 unknown */
  int32_t narrated;                      /* yyyymmdd of the day mentioned last, where 同日, 翌日 count from; 0 none */
  int32_t news;                          /* yyyymmdd of the newest day mentioned that is not after the anchor: この日 */
  int32_t assumed;                       /* yyyymmdd of the first full date in the text; stands in for an unknown anchor */
  int32_t month;                         /* yyyymm mentioned last, 0 none: 同月 */
  int32_t year;                          /* mentioned last, 0 none: 同年 */
  int32_t era;    /* year before the first year of the era used last (平成: 1988), 0 if years are Western */
  uint32_t since; /* sentences since `year` was mentioned */
} tm_clock;

/* A clock for an article of that date (0 unknown); what it holds lives in `arena`. */
tm_clock tm_clock_new(tm_arena *arena, int32_t anchor);

/* Appends the sentence's expressions to `out`, in order and without overlap, and moves the clock on. */
void tm_times_read(tm_arena *arena, const tm_chars *sentence, tm_clock *clock, tm_timex_vector *out);

#endif
