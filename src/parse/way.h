/* parse: where a bunsetsu stands to a word that takes arguments: what lies on the way up the tree from the one to the other.
 * Works on clauses alone; the argument model and the rooms after it see places as features. */
#ifndef TM_WAY_H
#define TM_WAY_H

#include "parse/clause.h"

typedef enum tm_way_kind {
  TM_WAY_NONE,
  TM_WAY_OWN,      /* hangs on the word */
  TM_WAY_NOUN,     /* ... on the event noun beside a light verb */
  TM_WAY_MODIFIED, /* is, or hangs on, the noun that the word's clause modifies */
  TM_WAY_ABOVE,    /* hangs on a clause that the word's clause is part of */
  TM_WAY_BELOW,    /* hangs on a clause that is part of the word's */
  TM_WAY_BESIDE,   /* hangs on another clause */
  TM_WAY_INSIDE    /* stands in the word itself (米ロ首脳会談); set by callers that know the word's ends */
} tm_way_kind;

typedef struct tm_way {
  uint8_t kind;         /* tm_way_kind */
  uint8_t depth, steps; /* bunsetsu between; clauses between */
  uint8_t top, own;     /* tm_case at the upper end of the way; that of the bunsetsu itself */
  uint8_t role;         /* tm_clause_role of the clause between */
  bool topic;           /* the bunsetsu carries は or も */
} tm_way;

/* The way from `bunsetsu` to the word in `target`, a predicate's or a noun's bunsetsu; `noun`: of its event noun, -1 if none.
 * Looks at most 12 bunsetsu up. */
tm_way tm_way_find(const tm_clauses *clauses, int32_t target, int32_t noun, int32_t bunsetsu);

/* Whether a phrase is marked as subjects are: が, は, も. */
bool tm_like_subject(const tm_phrase *phrase);

/* A distance in few steps: 0..7. */
static inline uint32_t tm_distance_step(uint32_t d) { return d < 4 ? d : d < 7 ? 4 : d < 12 ? 5 : d < 24 ? 6 : 7; }

#endif
