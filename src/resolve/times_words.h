/* resolve: the words of Japanese time expressions, as tables, and how a draft of an expression is kept while it is read.
 * Inner header of times*.c. */
#ifndef TM_TIMES_WORDS_H
#define TM_TIMES_WORDS_H

#include "resolve/times.h"

typedef enum tm_mod {
  TM_PLAIN,
  TM_START,
  TM_MID,
  TM_END,
  TM_APPROX,
  TM_LESS,
  TM_MORE,
  TM_MOST,
  TM_LEAST,
  TM_BEFORE,
  TM_SINCE
} tm_mod;
extern const char *const tm_mod_names[];

/* What a word does. Openers begin an expression; `n` and `m` are the numbers that the comments name. */
typedef enum tm_role {
  TM_SKIP,       /* looks like a time and is none: passed over */
  TM_YEAR_NOW,   /* year, n from the report's */
  TM_YEAR_TOLD,  /* year, n from the last mentioned */
  TM_YEAR_EDGE,  /* 年末, 年始: the report's year or the nearer one */
  TM_NEW_YEAR,   /* 年末年始 */
  TM_FISCAL_NOW, /* fiscal year, n from the report's */
  TM_MONTH_NOW,
  TM_MONTH_TOLD,
  TM_WEEK_NOW,
  TM_WEEK_TOLD,
  TM_DAY_NOW,
  TM_DAY_TOLD,
  TM_DAY_NEWS,   /* この日 */
  TM_WEEKDAY,    /* n 1 Monday to 7 Sunday */
  TM_NEXT_DAY,   /* 次の, 今度の before a weekday */
  TM_WEEKEND,    /* n weeks from the report's; m 1: the nearest */
  TM_SEASON_NOW, /* n years from the report's, m season */
  TM_CENTURY_NOW,
  TM_HOLIDAY,    /* n month, m day */
  TM_ERA,        /* n year before the first, m years that it had */
  TM_SET_OF,     /* 毎年: n unit */
  TM_SAME,       /* 同, 翌 before a number: m 同 0, 翌 1 */
  TM_HALF,       /* 半年: n months or -n days */
  TM_SPAN,       /* before a number makes it a length of time: 過去, 約; m 1: その, told */
  TM_DAYPART,    /* time of day; as an opener too. n days later if alone (真夜中過ぎ); m 1: never alone */
  TM_MONTH_NAME, /* English: n month */
  TM_DAY_NAME,   /* English day of week */
  TM_FUTURE      /* cue of what is to come */
} tm_role;

/* How neighbours can undo a word. */
typedef enum tm_guard {
  TM_FREE,
  TM_KANA,  /* hiragana: not within other hiragana */
  TM_AFTER, /* not after a kanji */
  TM_NICHI, /* ends in 日: not before 本, 銀 … of 日本, 日銀 */
  TM_BOTH,  /* TM_AFTER and TM_NICHI */
  TM_FRESH  /* TM_NICHI, and not after a clause: 迎えたこの日 */
} tm_guard;

typedef struct tm_time_word {
  const uint16_t *word;
  uint8_t role, guard;
  int16_t n;
  uint8_t m, mod;
  const uint16_t *but; /* characters that must not follow; NULL: none */
} tm_time_word;

/* Units, after a number. */
typedef enum tm_unit {
  TM_U_NONE,
  TM_U_YEAR,
  TM_U_MONTH,
  TM_U_WEEK,
  TM_U_DAY,
  TM_U_HOUR,
  TM_U_MINUTE,
  TM_U_SECOND,
  TM_U_CENTURY,
  TM_U_DECADE,
  TM_U_FISCAL,
  TM_U_QUARTER,
  TM_U_SILENT
} tm_unit;

typedef struct tm_unit_word {
  const uint16_t *word;
  uint8_t unit;
  bool span;           /* a length (カ月, 時間), else a place in the calendar or the day, for 年 and 日 either */
  const uint16_t *but; /* characters that must not follow, NULL if all may */
} tm_unit_word;

/* After a length of time. */
typedef enum tm_tail { TM_T_ONLY, TM_T_AGO, TM_T_LATER, TM_T_EVERY, TM_T_HALF, TM_T_FOLLOW, TM_T_NOT } tm_tail;

typedef struct tm_tail_word {
  const uint16_t *word;
  uint8_t tail, mod;
  bool spans;          /* tells that 10日 before it is a length */
  const uint16_t *but; /* characters that must not follow */
} tm_tail_word;

enum { TM_OPENERS_MOST = 400 };
extern const tm_time_word tm_openers[];
extern const uint32_t tm_openers_count;

/* Openers by their first character, hashed; and which characters may begin an opener or a number, by their low 12 bits. */
typedef struct tm_opener_index {
  uint64_t opens[64], begins[64];
  uint16_t head[256];             /* 1 + row, 0 none */
  uint16_t next[TM_OPENERS_MOST]; /* likewise */
  uint32_t pair[TM_OPENERS_MOST]; /* first two characters of each, the first low */
} tm_opener_index;
void tm_opener_index_build(tm_opener_index *index);
/* Whether a character may begin an opener or a number; false is certain. */
static inline bool tm_may_begin(const tm_opener_index *index, uint16_t code) {
  return index->begins[code >> 6 & 63] >> (code & 63) & 1;
}

/* Does the text have `word` at `at`? Gives the length, 0 if not. */
uint32_t tm_word_at(const tm_chars *text, size_t at, const uint16_t *word);
/* The longest that stands at `at` and that its neighbours allow; NULL if none. `inside`: it goes on an expression. */
const tm_time_word *tm_opener_at(const tm_opener_index *index, const tm_chars *text, size_t at, bool inside, uint32_t *length);
const tm_time_word *tm_daypart_at(const tm_chars *text, size_t at, uint32_t *length);
const tm_time_word *tm_edge_at(const tm_chars *text, size_t at, uint32_t *length); /* 初め, 末, 夏: role TM_SEASON_NOW */
const tm_unit_word *tm_unit_at(const tm_chars *text, size_t at, uint32_t *length);
const tm_tail_word *tm_tail_at(const tm_chars *text, size_t at, uint32_t *length);
const tm_tail_word *tm_near_at(const tm_chars *text, size_t at, uint32_t *length); /* ごろ, 以降: after a date */

/* Is the character at `at` one of `set`? False beyond the end. */
bool tm_char_in(const tm_chars *text, size_t at, const uint16_t *set);

/* A number as written. */
typedef struct tm_number {
  int64_t value;   /* at most 10^12 */
  int32_t tenths;  /* of 1.5; -1: whole */
  uint32_t digits; /* ASCII digits */
  uint32_t end;
  bool vague; /* 数, 十数 */
  bool kanji;
  bool zero; /* 08 */
  bool odd;  /* 1.55, 1.2.3, too large */
} tm_number;

/* Reads the number at `at`; false if none begins there. */
bool tm_number_at(const tm_chars *text, size_t at, tm_number *number);

#endif
