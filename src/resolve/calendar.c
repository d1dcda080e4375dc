/* resolve: see calendar.h. */
#include "resolve/calendar.h"

/* Hinnant: years begin in March, so that the leap day is a year's last; eras of 400 years have 146,097 days. */
int32_t tm_days_from_civil(int32_t year, int32_t month, int32_t day) {
  int32_t y = month <= 2 ? year - 1 : year;
  int32_t era = (y >= 0 ? y : y - 399) / 400;
  int32_t of_era = y - era * 400;
  int32_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

tm_civil tm_civil_from_days(int32_t days) {
  int32_t z = days + 719468;
  int32_t era = (z >= 0 ? z : z - 146096) / 146097;
  int32_t of_era = z - era * 146097;
  int32_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int32_t of_year = of_era - (365 * y + y / 4 - y / 100);
  int32_t m = (5 * of_year + 2) / 153;
  int32_t month = m < 10 ? m + 3 : m - 9;
  return (tm_civil){y + era * 400 + (month <= 2), month, of_year - (153 * m + 2) / 5 + 1};
}

int32_t tm_month_length(int32_t year, int32_t month) {
  static const int8_t length[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return 0;
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return length[month] + (month == 2 && leap);
}

bool tm_date_exists(int32_t year, int32_t month, int32_t day) {
  return year >= 1 && year <= 9999 && day >= 1 && day <= tm_month_length(year, month);
}

tm_civil tm_month_add(int32_t year, int32_t month, int32_t offset) {
  int32_t months = year * 12 + month - 1 + offset;
  return (tm_civil){months / 12, months % 12 + 1, 1};
}

int32_t tm_weekday(int32_t days) {
  int32_t since_monday = (days + 3) % 7; /* 1970-01-01 was a Thursday */
  return (since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

tm_week tm_week_of(int32_t days) {
  int32_t thursday = days - tm_weekday(days) + 4; /* a week belongs to the year of its Thursday */
  int32_t year = tm_civil_from_days(thursday).year;
  return (tm_week){year, (thursday - tm_days_from_civil(year, 1, 1)) / 7 + 1};
}

int32_t tm_ymd(int32_t days) {
  tm_civil c = tm_civil_from_days(days);
  return c.year * 10000 + c.month * 100 + c.day;
}

bool tm_ymd_known(int32_t ymd) { return ymd > 0 && tm_date_exists(ymd / 10000, ymd / 100 % 100, ymd % 100); }

int32_t tm_days_from_ymd(int32_t ymd) { return tm_days_from_civil(ymd / 10000, ymd / 100 % 100, ymd % 100); }
