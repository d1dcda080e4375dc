/* resolve: the civil calendar. Proleptic Gregorian; a day is a number of days since 1970-01-01, or yyyymmdd in records.
 *
 * Sources: Howard Hinnant, "chrono-compatible low-level date algorithms" (days from civil and back); ISO 8601 (weeks begin on
 * Monday, week 1 holds the year's first Thursday). All functions are total for the years 1 to 9999 and for months out of range
 * where that is said. */
#ifndef TM_CALENDAR_H
#define TM_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

typedef struct tm_civil {
  int32_t year;
  int32_t month, day; /* from 1 */
} tm_civil;

typedef struct tm_week {
  int32_t year; /* the ISO year, which can differ from the calendar's */
  int32_t week; /* 1 to 53 */
} tm_week;

int32_t tm_days_from_civil(int32_t year, int32_t month, int32_t day);
tm_civil tm_civil_from_days(int32_t days);

/* 28 to 31; 0 for a month that is none. */
int32_t tm_month_length(int32_t year, int32_t month);
bool tm_date_exists(int32_t year, int32_t month, int32_t day);

/* The month `offset` months on, its day 1. */
tm_civil tm_month_add(int32_t year, int32_t month, int32_t offset);

int32_t tm_weekday(int32_t days); /* 1 Monday to 7 Sunday */
tm_week tm_week_of(int32_t days);

/* yyyymmdd and back; of a yyyymmdd that is no date (0 above all) tm_ymd_known is false. */
int32_t tm_ymd(int32_t days);
bool tm_ymd_known(int32_t ymd);
int32_t tm_days_from_ymd(int32_t ymd);

#endif
