/* code: the parties of an event: who acts (parties.c), and at whom it is directed (recipients.c). */
#ifndef TM_PARTIES_H
#define TM_PARTIES_H

#include "code/events.h"

/* Fills an event's parties; false where the codebook wants no event, with the reason in *why (static). */
bool tm_fill_parties(tm_reading *reading, const tm_match_found *match, tm_event *event, const char **why);

/* Recipients from the cases that the row of the lexicon names, best first. */
void tm_fill_recipients(const tm_reading *reading, const tm_predicate *p, int32_t noun, const tm_predicate_row *row,
                        tm_event *event);
/* Recipients from everything else that the sentence tells, where the cases gave none. */
void tm_find_recipients(const tm_reading *reading, const tm_match_found *match, tm_event *event);
/* Whom the words of the verbal act of this predicate concern. */
void tm_content_party(const tm_reading *reading, int32_t predicate, tm_class class_, tm_event *event);
/* What a protest is against, told by another verb of the sentence. */
void tm_protest_party(const tm_reading *reading, tm_event *event);
/* Civilians of the country where a protest is, and its government, where nobody is named. */
void tm_protest_of_country(tm_reading *reading, const tm_predicate *p, tm_event *event);
/* Whom the actor addressed before, or the other party of the talks that the text tells of. */
void tm_other_party(const tm_reading *reading, tm_class class_, tm_event *event);

/* Whom an act means that names nobody, from what was told before (implied.c). */
void tm_implied_party(tm_reading *reading, const tm_match_found *match, tm_event *event);

/* Analysts, scholars, journalists, former officials: never actors of verbal acts (codebook 1.3). */
bool tm_bystander(const tm_reading *reading, uint32_t actor);

bool tm_sector_is(const tm_reading *reading, uint32_t actor, const char *sector);
/* Leaves out who is of the actors' country or body. */
void tm_drop_compatriots(const tm_reading *reading, tm_parties *from, const tm_parties *actors);
/* Whether an actor is of a country, as against a body of many or nobody known. */
bool tm_is_state(const tm_actor *actor);
bool tm_state_actor(const tm_reading *reading, uint32_t actor);
/* Leaves out of `from` who is in `gone`: the same actor; unless `identical`, the same country too. */
void tm_drop_same(const tm_reading *reading, tm_parties *from, const tm_parties *gone, bool identical);
void tm_drop_parties(const tm_reading *reading, tm_parties *from, const tm_parties *gone);
/* UNK UAF: somebody acted whom nobody names (codebook 2.2). */
uint32_t tm_unknown_actor(tm_reading *reading);
/* Leaves out actors of whom no code can be told. */
void tm_drop_nameless(const tm_reading *reading, tm_parties *parties);

#endif
