/* resolve: an expression of time while it is read (times.c), and what makes a value of it (times_value.c). Inner header. */
#ifndef TM_TIMES_DRAFT_H
#define TM_TIMES_DRAFT_H

#include "resolve/times_words.h"

/* Where a part of a date comes from: said outright, or counted from the report, from the last mentioned, この日. */
typedef enum tm_from { TM_FROM_NOTHING, TM_FROM_SAID, TM_FROM_NOW, TM_FROM_TOLD, TM_FROM_NEWS } tm_from;

/* The finest part read. */
typedef enum tm_grain {
  TM_G_NONE,
  TM_G_CENTURY,
  TM_G_DECADE,
  TM_G_YEAR,
  TM_G_FISCAL,
  TM_G_QUARTER,
  TM_G_SEASON,
  TM_G_MONTH,
  TM_G_WEEK,
  TM_G_WEEKEND,
  TM_G_DAY
} tm_grain;

typedef struct tm_draft {
  uint32_t start, end;
  uint8_t grain, mod;
  uint8_t year_from, month_from, week_from, day_from;
  int32_t year, month, week, day; /* the number if said, else the offset */
  int32_t part;                   /* season 0-3, quarter 1-4; of a set 2: every other one */
  uint8_t weekday;                /* 1-7; 0 none */
  uint8_t set;                    /* tm_unit of 毎…; 0 none */
  int8_t days_later;              /* of a time of day that stands alone */
  bool clock;                     /* has a time of day */
  bool nearest;                   /* 年末, 週末: the nearest such */
  bool coming;                    /* 次の */
  bool following;                 /* 翌: the first such after the last mentioned */
  bool of_event;                  /* サミット閉幕の翌日 */
  bool broken;                    /* 25時, 13月: no date, passed over in silence */
} tm_draft;

/* A length of time: how many of each unit. */
typedef struct tm_span {
  uint32_t start, end;
  int64_t count[TM_U_SECOND + 1];
  int32_t tenths[TM_U_SECOND + 1]; /* -1 none */
  uint8_t finest, mod, tail;       /* tm_unit, tm_mod, tm_tail */
  bool vague;                      /* 数 */
  bool told;                       /* その3日後 */
} tm_span;

typedef struct tm_cue {
  uint32_t at;
  bool future; /* else past */
} tm_cue;

typedef struct tm_reader {
  tm_arena *arena;
  const tm_chars *text;
  tm_clock *clock;
  tm_timex_vector *out;
  size_t first_out; /* this sentence's first in `out` */
  const tm_opener_index *index;
  bool cues_known;
  TM_VECTOR(tm_cue) cues;
  size_t cue;      /* the first cue not before the expression at hand */
  int32_t depth;   /* of parentheses */
  int32_t day;     /* yyyymmdd of the last day in this sentence, 0 none */
  bool month_said; /* a month was said in this sentence */
} tm_reader;

/* Finds the sentence's cues of tense, once, when first asked for. */
void tm_cues_find(tm_reader *reader);

/* Value what was read and append it, unless it has no value. */
void tm_draft_emit(tm_reader *reader, tm_draft *draft);
void tm_span_emit(tm_reader *reader, const tm_span *span);
void tm_new_year_emit(tm_reader *reader, uint32_t start, uint32_t end); /* 年末年始 */

/* The year that relative words count from; 0 unknown. */
int32_t tm_year_now(const tm_clock *clock);

#endif
