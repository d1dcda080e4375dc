/* code: who may be a party of an act: the sentence's mentions, the rules' choice, and those told of before. See judge.h. */
#include "code/judge.h"
#include "code/parties.h"
#include "parse/way.h"

static bool same_set(const tm_parties *a, const tm_parties *b) {
  if (a->count != b->count) return false;
  for (size_t i = 0; i < a->count; i++) {
    bool found = false;
    for (size_t k = 0; k < b->count && !found; k++) found = a->actor[i] == b->actor[k];
    if (!found) return false;
  }
  return true;
}

typedef struct collector {
  tm_reading *reading;
  tm_candidate *items;
  size_t count;
} collector;

enum { COUNTRIES = 6 };

static void collect(collector *c, const tm_parties *parties, uint32_t source, int32_t mention) {
  tm_parties kept = *parties;
  tm_drop_nameless(c->reading, &kept);
  if (!kept.count) return;
  bool found = false;
  for (size_t i = 0; i < c->count; i++) {
    if (!same_set(&c->items[i].parties, &kept)) continue;
    if (source == TM_FROM_MENTION) continue; /* the same party named twice: two places to stand in */
    c->items[i].source |= source;
    found = true;
  }
  if (found || c->count == TM_CANDIDATES) return;
  c->items[c->count].parties = kept;
  c->items[c->count].mention = mention;
  c->items[c->count].grounds = 0;
  c->items[c->count++].source = source;
}

static void collect_one(collector *c, uint32_t actor, uint32_t source) {
  if (actor == UINT32_MAX) return;
  tm_parties one = {.actor = {actor}, .count = 1};
  collect(c, &one, source, -1);
}

static void ground(uint32_t *countries, uint32_t *grounds, size_t *n, const tm_reading *reading, uint32_t actor, uint32_t why) {
  const tm_actor *a = tm_scene_actor(reading->scene, actor);
  if (a->code.length != 3 || a->org.length || tm_slice_is(a->code, "UNK") || tm_slice_is(a->sector, "JRN")) return;
  for (size_t i = 0; i < *n; i++)
    if (tm_slice_equal(tm_scene_actor(reading->scene, countries[i])->code, a->code)) {
      grounds[i] |= why;
      return;
    }
  if (*n == COUNTRIES) return;
  countries[*n] = actor;
  grounds[(*n)++] = why;
}

/* 当局, 軍, 高官 without a country: of which it may be, each with its grounds. */
static void collect_guessed(collector *c, int32_t mention) {
  tm_reading *reading = c->reading;
  const tm_mention *m = &reading->mentions.items[mention];
  const tm_actor guess = *tm_scene_actor(reading->scene, m->actors[0]);
  uint32_t countries[COUNTRIES], grounds[COUNTRIES], told[COUNTRIES];
  size_t n = 0, before = c->count;
  ground(countries, grounds, &n, reading, m->actors[0], TM_GROUND_RESOLVED);
  for (int32_t i = mention; i-- > 0;) {
    const tm_mention *x = &reading->mentions.items[i];
    if (x->actor_count != 1 || x->guessed) continue;
    ground(countries, grounds, &n, reading, x->actors[0],
           TM_GROUND_BEFORE | (reading->clauses.phrases[x->bunsetsu].case_ == TM_CASE_TOPIC ? TM_GROUND_TOPIC : 0u));
  }
  uint32_t focus = tm_scene_focus(reading->scene);
  if (focus != UINT32_MAX) ground(countries, grounds, &n, reading, focus, TM_GROUND_FOCUS);
  uint32_t subject[TM_PARTIES];
  size_t subjects = tm_scene_omitted(reading->scene, subject, TM_PARTIES);
  for (size_t i = 0; i < subjects; i++) ground(countries, grounds, &n, reading, subject[i], TM_GROUND_SUBJECT);
  size_t told_count = tm_scene_countries(reading->scene, told, COUNTRIES);
  for (size_t i = 0; i < told_count; i++) ground(countries, grounds, &n, reading, told[i], i ? TM_GROUND_OLDER : TM_GROUND_LAST);
  for (size_t i = 0; i < n; i++) {
    tm_parties one = {.count = 1};
    one.actor[0] = m->actors[0];
    if (!(grounds[i] & TM_GROUND_RESOLVED)) {
      tm_actor other = guess;
      other.code = tm_scene_actor(reading->scene, countries[i])->code;
      other.entry = UINT32_MAX;
      other.person = false;
      one.actor[0] = tm_scene_add(reading->scene, &other);
    }
    collect(c, &one, TM_FROM_MENTION, mention);
    if (c->count > before) c->items[c->count - 1].grounds = grounds[i], before = c->count;
  }
}

/* Mentions nearest to the predicate first, so that a long list of names does not crowd them out. */
static void collect_mentions(collector *c, const tm_predicate *p) {
  const tm_reading *reading = c->reading;
  size_t n = reading->mentions.count, low = 0;
  while (low < n && reading->mentions.items[low].bunsetsu <= p->bunsetsu) low++;
  size_t after = low, before = low;
  while ((before > 0 || after < n) && c->count < 24) {
    bool back = before > 0 && (after >= n || p->bunsetsu - reading->mentions.items[before - 1].bunsetsu <=
                                                 reading->mentions.items[after].bunsetsu - p->bunsetsu);
    size_t i = back ? --before : after++;
    if (i + 1 < n && reading->mentions.items[i + 1].joined == (int32_t)i) continue; /* told with the end of its list */
    if (reading->mentions.items[i].prefix && reading->mentions.items[i].prefix != 0x5BFE &&
        reading->mentions.items[i].prefix != 0x8A2A)
      continue;
    const tm_mention *m = &reading->mentions.items[i];
    if (m->guessed && m->actor_count == 1 && m->joined < 0 && !tm_scene_actor(reading->scene, m->actors[0])->org.length) {
      collect_guessed(c, (int32_t)i);
      continue;
    }
    tm_parties group = {0};
    for (int32_t k = (int32_t)i; k >= 0; k = reading->mentions.items[k].joined)
      for (size_t a = 0; a < reading->mentions.items[k].actor_count; a++)
        tm_parties_add(&group, reading->mentions.items[k].actors[a]);
    collect(c, &group, TM_FROM_MENTION, (int32_t)i);
  }
}

/* Code of the first party's country; empty if it is of none. */
static tm_slice country_of(const tm_reading *reading, const tm_parties *parties) {
  if (!parties->count) return (tm_slice){"", 0};
  const tm_actor *a = tm_scene_actor(reading->scene, parties->actor[0]);
  bool none = a->code.length != 3 || a->org.length || tm_slice_is(a->code, "UNK") || tm_slice_is(a->code, "UNO") ||
              tm_slice_is(a->code, "NGO") || tm_slice_is(a->code, "IGO") || tm_slice_is(a->code, "EUR");
  return none ? (tm_slice){"", 0} : a->code;
}

static bool may_be_nobody(uint8_t class_) {
  return class_ == TM_ASSAULT || class_ == TM_COERCE || class_ == TM_PROTEST || class_ == TM_RETREAT;
}

/* The other side of the last acts in which the actor's country had a part, and the parties of the headline. */
static void collect_history(collector *c, const tm_event *e) {
  const tm_history *history = c->reading->history;
  uint32_t party = e->actors.count ? tm_scene_actor(c->reading->scene, e->actors.actor[0])->party : 0;
  for (size_t i = 0; i < history->count && history->items[i].headline && i < 2; i++) {
    collect_one(c, history->items[i].acting, TM_FROM_HEADLINE);
    collect_one(c, history->items[i].acted_on, TM_FROM_HEADLINE);
  }
  for (size_t i = history->count, found = 0; i-- > 0 && found < 2 && party;) {
    uint32_t other = history->items[i].actor == party       ? history->items[i].acted_on
                     : history->items[i].recipient == party ? history->items[i].acting
                                                            : UINT32_MAX;
    if (other == UINT32_MAX) continue;
    collect_one(c, other, TM_FROM_HISTORY);
    found++;
  }
}

static void collect_told(collector *c, tm_reading *reading, const tm_proposal *proposal) {
  const tm_event *e = &proposal->event;
  collect(c, &e->actors, TM_FROM_RULE_ACTOR, -1);
  collect(c, &e->recipients, TM_FROM_RULE_RECIPIENT, -1);
  tm_parties subject = {0};
  subject.count = tm_scene_omitted(reading->scene, subject.actor, TM_PARTIES);
  collect(c, &subject, TM_FROM_SUBJECT, -1);
  const tm_statement *s = tm_enclosing_statement(reading, proposal->match.predicate);
  if (s) collect_one(c, s->speaker, TM_FROM_SPEAKER);
  collect_one(c, reading->last_speaker, TM_FROM_BEFORE);
  tm_parties pair = {0};
  uint32_t two[2];
  pair.count = tm_scene_pair(reading->scene, two);
  if (pair.count == 2) {
    memcpy(pair.actor, two, sizeof two);
    collect(c, &pair, TM_FROM_PAIR, -1);
    collect_one(c, two[0], TM_FROM_PAIR);
    collect_one(c, two[1], TM_FROM_PAIR);
  }
  if (e->actors.count) collect_one(c, tm_scene_addressee(reading->scene, e->actors.actor[0]), TM_FROM_ADDRESSEE);
  uint32_t focus = tm_scene_focus(reading->scene);
  collect_one(c, focus, TM_FROM_FOCUS);
  if (reading->events.count) {
    const tm_event *last = &reading->events.items[reading->events.count - 1];
    collect(c, &last->actors, TM_FROM_OTHER_ACTOR, -1);
    collect(c, &last->recipients, TM_FROM_OTHER_RECIPIENT, -1);
  } else {
    collect(c, &reading->told_actors, TM_FROM_OTHER_ACTOR, -1);
    collect(c, &reading->told_recipients, TM_FROM_OTHER_RECIPIENT, -1);
  }
  collect_history(c, e);
  tm_slice home = country_of(reading, &e->actors), target = country_of(reading, &e->recipients);
  if (!home.length && focus != UINT32_MAX) home = tm_scene_actor(reading->scene, focus)->code;
  if (home.length == 3) {
    collect_one(c, tm_scene_country(reading->scene, home, "GOV"), TM_FROM_HOME);
    collect_one(c, tm_scene_country(reading->scene, home, "CVL"), TM_FROM_PEOPLE);
  }
  if (target.length) collect_one(c, tm_scene_country(reading->scene, target, "COP"), TM_FROM_STATE);
  if (may_be_nobody(e->class_)) collect_one(c, tm_unknown_actor(reading), TM_FROM_NOBODY);
}

/* Who acted on whom in acts told before. */
static void set_acted_on(const tm_reading *reading, tm_candidate *items, size_t count) {
  const tm_history *history = reading->history;
  for (size_t i = 0; i < count; i++) items[i].acted_on = 0;
  uint32_t party[TM_CANDIDATES];
  for (size_t i = 0; i < count; i++) party[i] = tm_scene_actor(reading->scene, items[i].parties.actor[0])->party;
  for (size_t h = 0; h < history->count; h++) {
    uint64_t to = 0;
    for (size_t i = 0; i < count; i++)
      if (party[i] == history->items[h].recipient) to |= (uint64_t)1 << i;
    for (size_t i = 0; i < count && to; i++)
      if (party[i] == history->items[h].actor) items[i].acted_on |= to;
  }
}

/* The key of a party: its country, or the body. */
static uint32_t key_of(const tm_reading *reading, uint32_t actor) {
  const tm_actor *a = tm_scene_actor(reading->scene, actor);
  bool body =
      tm_slice_is(a->code, "IGO") || tm_slice_is(a->code, "NGO") || tm_slice_is(a->code, "MNC") || tm_slice_is(a->code, "IMG");
  return body ? tm_mix(tm_judge_hash(a->code), tm_judge_hash(a->org)) : tm_judge_hash(a->code);
}

static void set_place(const tm_reading *reading, tm_candidate *c) {
  for (size_t i = 0; i < c->parties.count; i++) c->key[i] = key_of(reading, c->parties.actor[i]);
  c->place = c->hangs = 0, c->case_ = 0, c->subject = false;
  if (c->mention < 0) return;
  c->place = reading->mentions.items[c->mention].bunsetsu;
  const tm_phrase *phrase = &reading->clauses.phrases[c->place];
  c->hangs = (uint32_t)phrase->head, c->case_ = phrase->case_, c->subject = tm_like_subject(phrase);
}

size_t tm_judge_candidates(tm_reading *reading, const tm_proposal *proposal, tm_candidate *out) {
  collector c = {.reading = reading, .items = out};
  collect_mentions(&c, proposal->match.predicate);
  collect_told(&c, reading, proposal);
  for (size_t i = 0; i < c.count; i++) set_place(reading, &out[i]);
  set_acted_on(reading, out, c.count);
  tm_judge_describe(reading, proposal, out, c.count);
  return c.count;
}
