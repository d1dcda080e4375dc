/* code: whom an act means that names nobody: who did or suffered what the report told before. See parties.h. */
#include "code/parties.h"

/* Sectors whose blame and demands are for their own government unless another is told. */
static bool critic_of_state(const tm_reading *reading, uint32_t actor) {
  static const char *const sectors[] = {"OPP", "CVL", "REL", "SOC", "LAB", "EDU", "AGR", "LEG", "PTY", "MED", NULL};
  if (!tm_state_actor(reading, actor)) return false;
  for (int i = 0; sectors[i]; i++)
    if (tm_sector_is(reading, actor, sectors[i])) return true;
  return false;
}

static void add_of_country(tm_reading *reading, uint32_t actor, const char *sector, tm_event *event) {
  if (!tm_state_actor(reading, actor)) return;
  tm_parties_add(&event->recipients, tm_scene_country(reading->scene, tm_scene_actor(reading->scene, actor)->code, sector));
}

static bool takes_part(const tm_reading *reading, const tm_parties *parties, const tm_parties *actors) {
  tm_parties rest = *parties;
  tm_drop_compatriots(reading, &rest, actors);
  return rest.count < parties->count;
}

/* What an act that was told before says of the other side: of an act that the actor had a part in its other parties; of others
 * those who did it where such acts are answered by the class at hand. */
static bool other_side(const tm_reading *reading, uint8_t told, const tm_parties *by, const tm_parties *at, uint32_t answered,
                       tm_event *event) {
  tm_parties found = {0};
  if (takes_part(reading, by, &event->actors)) found = at->count ? *at : *by;
  else if (takes_part(reading, at, &event->actors)) found = *by;
  else if (answered >> told & 1) {
    found = *by;
    if (told == TM_AGREE || told == TM_CONSULT || told == TM_COOPERATE) tm_parties_join(&found, at);
  }
  tm_drop_compatriots(reading, &found, &event->actors);
  tm_drop_nameless(reading, &found);
  if (found.count && tm_slice_is(tm_scene_actor(reading->scene, found.actor[0])->code, "UNK")) found.count = 0;
  event->recipients = found;
  return found.count > 0;
}

#define BIT(class_) (1u << (class_))

/* The acts that a class answers when it names nobody: 非難した after a missile was fired, 歓迎した after an agreement. */
static uint32_t answered_by(uint8_t class_) {
  uint32_t hostile = BIT(TM_MOBILIZE) | BIT(TM_ASSAULT) | BIT(TM_COERCE) | BIT(TM_SANCTION) | BIT(TM_THREATEN) | BIT(TM_REJECT);
  uint32_t friendly = BIT(TM_AGREE) | BIT(TM_CONCEDE) | BIT(TM_RETREAT) | BIT(TM_CONSULT) | BIT(TM_COOPERATE);
  switch (class_) {
  case TM_ACCUSE:
  case TM_THREATEN:
  case TM_SANCTION: return hostile;
  case TM_REQUEST: return hostile | BIT(TM_ACCUSE);
  case TM_REJECT: return BIT(TM_REQUEST) | BIT(TM_AGREE) | hostile;
  case TM_CONCEDE: return BIT(TM_REQUEST) | BIT(TM_ACCUSE);
  case TM_SUPPORT: return friendly | BIT(TM_SUPPORT);
  default: return 0;
  }
}

enum { REACH = 5 }; /* acts told before that are looked at */

/* Whom the actor fought with last: 首都を制圧した after 政府軍と戦闘になった. */
static void opponent(const tm_reading *reading, tm_event *event) {
  const tm_history *history = reading->history;
  for (size_t i = reading->events.count; i-- > 0 && !event->recipients.count;) {
    const tm_event *e = &reading->events.items[i];
    if (e->class_ == TM_ASSAULT || e->class_ == TM_COERCE) other_side(reading, e->class_, &e->actors, &e->recipients, 0, event);
  }
  for (size_t i = history->count; i-- > 0 && !event->recipients.count;) {
    uint8_t class_ = history->items[i].class_;
    if (class_ == TM_ASSAULT || class_ == TM_COERCE)
      other_side(reading, class_, &history->items[i].actors, &history->items[i].recipients, 0, event);
  }
}

static void told_before(const tm_reading *reading, tm_event *event) {
  uint32_t answered = answered_by(event->class_);
  if (!answered) return;
  for (size_t i = reading->events.count; i-- > 0;) {
    const tm_event *e = &reading->events.items[i];
    if (other_side(reading, e->class_, &e->actors, &e->recipients, answered, event)) return;
  }
  const tm_history *history = reading->history;
  for (size_t i = 0; i < history->count && history->items[i].headline; i++)
    if (other_side(reading, history->items[i].class_, &history->items[i].actors, &history->items[i].recipients, answered, event))
      return;
  for (size_t i = history->count, seen = 0; i-- > 0 && seen < REACH; seen++)
    if (other_side(reading, history->items[i].class_, &history->items[i].actors, &history->items[i].recipients, answered, event))
      return;
}

/* Whom help is for that names nobody: a country that the sentence tells (ハイチの病院に医薬品を空輸した), else the one that the
 * report is about; its own people where it helps itself. */
static void helped_country(tm_reading *reading, const tm_predicate *p, tm_event *event) {
  for (size_t i = reading->mentions.count; i-- > 0 && !event->recipients.count;) {
    const tm_mention *m = &reading->mentions.items[i];
    bool land = m->kind == TM_MENTION_GEO || m->kind == TM_MENTION_CAPITAL || m->kind == TM_MENTION_PLACE;
    uint8_t mark = reading->clauses.phrases[m->bunsetsu].case_;
    bool there = mark == TM_CASE_NO || mark == TM_CASE_NI || mark == TM_CASE_HE || mark == TM_CASE_DE;
    if (!land || !there || m->bunsetsu >= p->bunsetsu || m->actor_count != 1 || m->prefix) continue;
    tm_parties found = {.actor = {m->actors[0]}, .count = 1};
    tm_drop_compatriots(reading, &found, &event->actors);
    if (found.count) add_of_country(reading, found.actor[0], "CVL", event);
  }
  if (event->recipients.count) return;
  uint32_t focus = tm_scene_focus(reading->scene);
  if (focus == UINT32_MAX || !tm_state_actor(reading, focus)) return;
  tm_parties found = {.actor = {focus}, .count = 1};
  if (event->class_ == TM_AGREE) tm_drop_compatriots(reading, &found, &event->actors);
  if (found.count) add_of_country(reading, focus, "CVL", event);
}

/* 支援を約束した, 派遣を申し出た: a pledge of help. */
static bool pledges_help(const tm_event *event) {
  static const char *const words[] = {"支援", "援助", "供与", "派遣", "救援", "救助", "提供", "拠出", NULL};
  for (int i = 0; words[i]; i++)
    for (size_t at = 0; at + 3 <= event->rule.length; at += 3)
      if (tm_slice_begins((tm_slice){event->rule.data + at, event->rule.length - at}, tm_slice_of(words[i]))) return true;
  return false;
}

/* Acts of force whose sufferer is of no country told: 4人を逮捕した, デモ隊に放水した are at the actor's own people; 首都を占拠した,
 * 更迭した at its own government. */
static void own_people(tm_reading *reading, tm_event *event) {
  static const char *const fighters[] = {"MIL", "REB", "GOV", "PRM", NULL};
  bool fights = false;
  for (int i = 0; fighters[i]; i++) fights = fights || tm_sector_is(reading, event->actors.actor[0], fighters[i]);
  if (fights && (event->class_ == TM_ASSAULT || tm_slice_is(event->mode, "seize"))) opponent(reading, event);
  if (event->recipients.count) return;
  static const char *const people[] = {"arrest", "convict", "release", "targeted", "crowd-control", "censor", NULL};
  static const char *const state[] = {"seize", "expel", NULL};
  bool police = event->class_ == TM_ASSAULT && tm_sector_is(reading, event->actors.actor[0], "COP");
  bool at_people = police, at_state = false;
  for (int i = 0; people[i]; i++) at_people = at_people || tm_slice_is(event->mode, people[i]);
  for (int i = 0; state[i]; i++) at_state = at_state || tm_slice_is(event->mode, state[i]);
  if (tm_slice_begins(event->rule, TM_LIT("奪還")) || tm_slice_begins(event->rule, TM_LIT("奪回"))) return; /* from the enemy */
  if (at_people || at_state) add_of_country(reading, event->actors.actor[0], at_state ? "GOV" : "CVL", event);
}

/* Whom a demand in a relative clause means that names nobody: who the sentence is about. 米国が求めた撤収を日本は拒否した */
static void main_subject(const tm_reading *reading, const tm_predicate *p, tm_event *event) {
  /* a draft tabled is for a body, not for who votes on it */
  if (p->role != TM_CLAUSE_RELATIVE || tm_slice_ends(event->rule, TM_LIT("提出する"))) return;
  for (uint32_t b = 0; b < reading->parsed.bunsetsu_count && !event->recipients.count; b++) {
    if (reading->clauses.phrases[b].case_ != TM_CASE_TOPIC || reading->mention_in[b] < 0) continue;
    tm_parties found = {0};
    tm_bunsetsu_actors(reading, (int32_t)b, &found);
    tm_drop_parties(reading, &found, &event->actors);
    tm_drop_nameless(reading, &found);
    event->recipients = found;
  }
}

void tm_implied_party(tm_reading *reading, const tm_match_found *match, tm_event *event) {
  if (!event->actors.count || match->row->recipient[0] == TM_CASE_NONE) return;
  bool blame = event->class_ == TM_REQUEST || event->class_ == TM_REJECT || event->class_ == TM_ACCUSE;
  if (blame) main_subject(reading, match->predicate, event);
  if (event->recipients.count) return;
  if (blame && critic_of_state(reading, event->actors.actor[0])) {
    add_of_country(reading, event->actors.actor[0], "GOV", event);
    return;
  }
  if (event->class_ == TM_AID || (event->class_ == TM_AGREE && pledges_help(event)))
    helped_country(reading, match->predicate, event);
  else if (event->class_ == TM_COERCE || event->class_ == TM_ASSAULT || event->class_ == TM_RETREAT) own_people(reading, event);
  else told_before(reading, event);
  if (!event->recipients.count && event->class_ == TM_SANCTION) own_people(reading, event);
}
