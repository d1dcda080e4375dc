/* code: which row of the predicate lexicon a predicate fits. See match.c. */
#ifndef TM_EVENTS_H
#define TM_EVENTS_H

#include "code/reading.h"

typedef struct tm_match_found {
  const tm_predicate *predicate;
  const tm_predicate_row *row;
  int32_t noun;         /* bunsetsu of the event noun beside a light verb (攻撃を行う), -1 if none */
  uint8_t light;        /* tm_light_role where noun >= 0 */
  uint8_t light_status; /* status that the light verb gives */
  bool passive_light;   /* 攻撃が行われた */
  bool planned;         /* 会談予定 */
  bool demand;          /* 「撤退せよ」と述べた: the row is that of 求める */
} tm_match_found;

/* Finds the most specific row that fits: phrase before condition before bare word. `reported`: inside reported speech, where
 * rows of `where` content count too. False if none fits. */
bool tm_match_predicate(const tm_reading *reading, const tm_predicate *p, bool reported, tm_match_found *match);

/* Whether a bunsetsu's head noun ends with `noun`, or with a noun of the set where `set` is one (懸念; 遺憾の意; 可能性). */
bool tm_noun_is(const tm_reading *reading, int32_t bunsetsu, uint16_t set, tm_slice noun);

/* Makes room for the matches of a sentence whose statements are known. */
void tm_matches_begin(tm_reading *reading);
/* The match of a predicate, found once; NULL if it has none. */
const tm_match_found *tm_matched(const tm_reading *reading, const tm_predicate *p);

/* 米国を批判し、…よう求めた: one act of speech beside the next, though the parser makes it part of the content. Not within quoted
 * words, and not what others are asked to do (謝罪し、…よう求めた). */
bool tm_speaks_beside(const tm_reading *reading, const tm_predicate *p);

/* The row of an event noun alone, as the object of another verb (出動を命じた); NULL if none. */
const tm_predicate_row *tm_match_noun(const tm_reading *reading, const tm_predicate *p, int32_t bunsetsu);

#endif
