/* parse: see way.h. */
#include "parse/way.h"

/* Clauses from one up to another; -1 if the second is not above the first within 8. */
static int steps_up(const tm_clauses *clauses, int32_t from, int32_t to) {
  for (int steps = 0; from >= 0 && steps < 8; steps++) {
    if (from == to) return steps;
    from = clauses->predicates[from].parent;
  }
  return -1;
}

/* The predicate that a bunsetsu is or hangs on. */
static int32_t predicate_of(const tm_clauses *clauses, int32_t bunsetsu) {
  for (int i = 0; bunsetsu >= 0 && i < 12; i++) {
    if (clauses->phrases[bunsetsu].predicate >= 0) return clauses->phrases[bunsetsu].predicate;
    bunsetsu = clauses->phrases[bunsetsu].head;
  }
  return -1;
}

tm_way tm_way_find(const tm_clauses *clauses, int32_t target, int32_t noun, int32_t bunsetsu) {
  const tm_phrase *phrases = clauses->phrases;
  int32_t index = phrases[target].predicate, b = bunsetsu;
  const tm_predicate *p = index >= 0 ? &clauses->predicates[index] : NULL;
  tm_way way = {.own = phrases[b].case_, .top = phrases[b].case_, .topic = phrases[b].topic};
  bool modifies = p && p->noun > target;
  for (int depth = 0; b >= 0 && depth < 12; depth++) {
    way.depth = (uint8_t)depth;
    if (b == target) return way.kind = TM_WAY_OWN, way;
    if (b == noun) return way.kind = TM_WAY_NOUN, way;
    if (modifies && b == p->noun) return way.kind = TM_WAY_MODIFIED, way;
    int32_t other = phrases[b].predicate;
    if (other >= 0) {
      int32_t from = p ? index : predicate_of(clauses, target);
      int up = from < 0 ? -1 : steps_up(clauses, from, other), down = from < 0 ? -1 : steps_up(clauses, other, from);
      bool above = up > 0 || (up == 0 && !p);
      way.kind = above ? TM_WAY_ABOVE : down > 0 ? TM_WAY_BELOW : TM_WAY_BESIDE;
      way.steps = (uint8_t)(above ? up : down > 0 ? down : 0);
      way.role = above ? (p ? p->role : 15) : clauses->predicates[other].role;
      return way;
    }
    way.top = phrases[b].case_;
    b = phrases[b].head;
  }
  return way;
}

bool tm_like_subject(const tm_phrase *phrase) {
  return phrase->case_ == TM_CASE_GA || phrase->case_ == TM_CASE_TOPIC || (phrase->topic && phrase->case_ == TM_CASE_BARE);
}
