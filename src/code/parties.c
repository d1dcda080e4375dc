/* code: who acts, and with whom. See parties.h. */
#include "code/parties.h"

static bool mutual(tm_class class_) { return class_ == TM_CONSULT || class_ == TM_COOPERATE || class_ == TM_AGREE; }

/* 対ロ制裁, 訪米: the country in the word itself. */
static bool inner_party(const tm_reading *reading, uint32_t from, uint32_t to, bool prefixed, tm_parties *out) {
  size_t before = out->count;
  for (size_t i = 0; i < reading->mentions.count; i++) {
    const tm_mention *m = &reading->mentions.items[i];
    if (m->start < from || m->end > to || (m->prefix != 0) != prefixed) continue;
    for (size_t k = 0; k < m->actor_count; k++) tm_parties_add(out, m->actors[k]);
  }
  return out->count > before;
}

static void fill_meeting(const tm_reading *reading, const tm_predicate *p, int32_t noun, tm_event *event) {
  tm_parties with = {0};
  tm_case_actors(reading, p, noun, TM_CASE_TO, &with);
  tm_case_actors(reading, p, noun, TM_CASE_NOAIDA, &with);
  if (noun >= 0) tm_case_actors(reading, p, noun, TM_CASE_NIYOTTE, &with);
  tm_drop_parties(reading, &with, &event->actors);
  tm_drop_nameless(reading, &with);
  tm_parties_join(&event->actors, &with);
}

/* 戦車が集結した, 戦闘機が爆撃した: the forces of the country that the text is about. */
static bool own_forces(tm_reading *reading, const tm_predicate *p, tm_event *event) {
  static const char *const words[] = {"部隊",   "戦車",   "戦闘機", "軍用機", "爆撃機", "艦隊", "艦船",   "軍艦",   "空母",
                                      "潜水艦", "装甲車", "兵力",   "無人機", "ヘリ",   "艦艇", "駆逐艦", "部隊ら", NULL};
  if (event->class_ != TM_MOBILIZE && event->class_ != TM_ASSAULT && event->class_ != TM_RETREAT) return false;
  int32_t filler[TM_FILLERS];
  size_t n = tm_clauses_children(&reading->clauses, p->bunsetsu, TM_CASE_GA, filler, TM_FILLERS);
  uint32_t focus = tm_scene_focus(reading->scene);
  for (size_t i = 0; i < n && focus != UINT32_MAX; i++)
    for (int w = 0; words[w]; w++)
      if (tm_base_is(&reading->parsed, reading->parsed.bunsetsu[filler[i]].content, words[w])) {
        tm_parties_add(&event->actors, tm_scene_country(reading->scene, tm_scene_actor(reading->scene, focus)->code, "MIL"));
        return true;
      }
  return false;
}

/* The actors in one of the row's cases. */
static void fill_actor_case(tm_reading *reading, const tm_match_found *match, tm_case wanted, tm_event *event, bool *blocked) {
  const tm_predicate *p = match->predicate;
  bool ga = wanted == TM_CASE_GA || wanted == TM_CASE_GA_TO;
  if (match->noun >= 0 && (match->light == TM_LIGHT_HAPPEN || match->passive_light)) {
    tm_case_actors(reading, p, match->noun, TM_CASE_NIYOTTE, &event->actors);
    if (!event->actors.count && ga) tm_bunsetsu_owner(reading, match->noun, &event->actors);
    if (!event->actors.count && match->passive_light) tm_case_actors(reading, p, -1, TM_CASE_NIYOTTE, &event->actors);
    return;
  }
  if (match->noun >= 0 && match->light == TM_LIGHT_RECEIVE) {
    static const uint8_t agents[] = {TM_CASE_NIYOTTE, TM_CASE_KARA, TM_CASE_NO, TM_CASE_NI};
    for (size_t i = 0; i < sizeof agents && !event->actors.count; i++)
      tm_case_actors(reading, p, match->noun, (tm_case)agents[i], &event->actors);
    return;
  }
  if (ga && p->kind == TM_PREDICATE_NOUN) { /* 米軍の空爆: whose act it is */
    if (tm_subject_actors(reading, p, true, &event->actors, blocked) ||
        tm_bunsetsu_owner(reading, (int32_t)p->bunsetsu, &event->actors))
      return;
  }
  if (ga && !p->passive) {
    tm_subject_actors(reading, p, false, &event->actors, blocked);
    if (*blocked) *blocked = !own_forces(reading, p, event);
    return;
  }
  tm_case_actors(reading, p, match->noun, ga ? TM_CASE_GA : wanted, &event->actors);
}

uint32_t tm_unknown_actor(tm_reading *reading) {
  tm_slice none = {"", 0};
  tm_actor unknown = {.code = TM_LIT("UNK"),
                      .org = none,
                      .sector = TM_LIT("UAF"),
                      .name = none,
                      .name_en = none,
                      .office = none,
                      .entry = UINT32_MAX};
  return tm_scene_add(reading->scene, &unknown);
}

/* The speaker of the statement that this predicate is the cue of, with the list that his mention ends. */
static bool cue_speaker(const tm_reading *reading, const tm_predicate *p, tm_parties *out) {
  int32_t index = (int32_t)(p - reading->clauses.predicates);
  for (size_t i = 0; i < reading->statements.count; i++) {
    const tm_statement *s = &reading->statements.items[i];
    if (s->predicate != index) continue;
    tm_parties subject = {0};
    bool blocked = false, among = false;
    if (tm_subject_actors(reading, p, true, &subject, &blocked)) /* ブラジル、コロンビア、メキシコの3か国は: all of them */
      for (size_t k = 0; k < subject.count; k++) among = among || subject.actor[k] == s->speaker;
    if (among) *out = subject;
    else if (s->mention != UINT32_MAX) tm_bunsetsu_actors(reading, (int32_t)reading->mentions.items[s->mention].bunsetsu, out);
    if (!out->count) tm_parties_add(out, s->speaker);
    return true;
  }
  return false;
}

static void fill_actors(tm_reading *reading, const tm_match_found *match, tm_event *event, bool *blocked) {
  *blocked = match->row->phrase_case == TM_CASE_GA;
  const tm_predicate *p = match->predicate;
  if (tm_class_verbal((tm_class)match->row->class_) && match->row->actor[0] == TM_CASE_GA && match->noun < 0) {
    bool head = p->role == TM_CLAUSE_RELATIVE && !p->passive; /* 恩赦を求めた|2人 */
    if (head && tm_subject_actors(reading, p, true, &event->actors, blocked)) return;
    if (cue_speaker(reading, p, &event->actors)) return;
    *blocked = match->row->phrase_case == TM_CASE_GA;
  }
  for (int i = 0; i < TM_ACTORS && match->row->actor[i] != TM_CASE_NONE && !event->actors.count; i++)
    fill_actor_case(reading, match, (tm_case)match->row->actor[i], event, blocked);
}

static void span_of(const tm_reading *reading, const tm_match_found *match, uint32_t *from, uint32_t *to) {
  const tm_parsed *parsed = &reading->parsed;
  const tm_predicate *p = match->predicate;
  *from = parsed->morphs[p->first].start, *to = parsed->morphs[p->morph].end;
  if (match->noun < 0) return;
  const tm_bunsetsu *b = &parsed->bunsetsu[match->noun];
  *from = parsed->morphs[b->first].start, *to = parsed->morphs[b->content].end;
}

/* 戦闘が続いている: those who fought last. */
static void fill_fighters(const tm_reading *reading, tm_event *event) {
  const tm_history *history = reading->history;
  for (size_t i = history->count; i-- > 0;) {
    if (history->items[i].class_ != TM_ASSAULT) continue;
    tm_parties both = history->items[i].actors;
    tm_parties_join(&both, &history->items[i].recipients);
    bool known = both.count > 1;
    for (size_t k = 0; k < both.count; k++)
      known = known && !tm_slice_is(tm_scene_actor(reading->scene, both.actor[k])->code, "UNK");
    if (!known) continue;
    event->actors = both;
    return;
  }
}

/* Who met: all participants are actors (codebook 2.4). */
static void fill_participants(const tm_reading *reading, const tm_match_found *match, tm_event *event) {
  const tm_predicate *p = match->predicate;
  uint32_t from, to;
  span_of(reading, match, &from, &to);
  fill_meeting(reading, p, match->noun, event);
  if (event->actors.count < 2) { /* 米ロ首脳会談 */
    tm_parties inner = {0};
    if (inner_party(reading, from, to, false, &inner)) {
      tm_drop_parties(reading, &inner, &event->actors);
      tm_parties_join(&event->actors, &inner);
    }
  }
  if (!event->actors.count && match->noun >= 0) tm_bunsetsu_owner(reading, match->noun, &event->actors);
  if (match->noun < 0 && event->actors.count < 2 && event->class_ == TM_CONSULT) { /* 米国とロシアの高官協議が開かれた */
    tm_parties inner = {0};
    tm_case_actors(reading, p, -1, TM_CASE_WO_OWNER, &inner);
    tm_drop_nameless(reading, &inner);
    if (inner.count > event->actors.count) event->actors = inner;
  }
  if (event->class_ == TM_ASSAULT && !event->actors.count) fill_fighters(reading, event);
  bool topic = match->noun >= 0 && reading->clauses.phrases[match->noun].case_ == TM_CASE_TOPIC;
  if (!event->actors.count && topic) { /* 会談は…行われた: the one told of */
    uint32_t pair[2];
    size_t pair_count = tm_scene_pair(reading->scene, pair);
    for (size_t i = 0; i < pair_count; i++) tm_parties_add(&event->actors, pair[i]);
  }
}

/* 対ロ制裁, 訪米: a recipient in the word itself. */
static void fill_inner_recipient(const tm_reading *reading, const tm_match_found *match, tm_event *event) {
  uint32_t from, to;
  span_of(reading, match, &from, &to);
  tm_parties inner = {0};
  inner_party(reading, from, to, true, &inner);
  bool noun = match->predicate->kind != TM_PREDICATE_VERB && match->row->recipient[0] != TM_CASE_NONE;
  if (!inner.count && noun && !mutual((tm_class)match->row->class_)) inner_party(reading, from, to, false, &inner);
  tm_drop_parties(reading, &inner, &event->actors);
  tm_parties_join(&event->recipients, &inner);
}

/* The country where the act is told to be, before its predicate and nearest to it: ローマで逮捕された. UINT32_MAX if none. */
static uint32_t country_of_place(const tm_reading *reading, const tm_predicate *p) {
  for (size_t i = reading->mentions.count; i-- > 0;) {
    const tm_mention *m = &reading->mentions.items[i];
    bool land = m->kind == TM_MENTION_GEO || m->kind == TM_MENTION_CAPITAL || m->kind == TM_MENTION_PLACE;
    if (!land || m->bunsetsu >= p->bunsetsu || m->actor_count != 1 || m->prefix) continue;
    if (reading->clauses.phrases[m->bunsetsu].case_ == TM_CASE_DE && tm_state_actor(reading, m->actors[0])) return m->actors[0];
  }
  return UINT32_MAX;
}

/* Whose organ does what only states do. */
static const char *acting_sector(const tm_event *event) {
  if (tm_slice_is(event->mode, "crowd-control")) return "COP";
  if (tm_slice_is(event->mode, "arrest")) return event->class_ == TM_THREATEN ? "JUD" : "COP";
  if (tm_slice_is(event->mode, "convict") || event->class_ == TM_ACCUSE) return "JUD";
  return "GOV";
}

/* Acts of states that nobody is told to do: 4人が逮捕された, 死刑判決を受けた, 戒厳令が敷かれた, 核実験が行われた. The state where it is
 * told to be, else that of who suffers it, else the one that the report is about. */
static bool fill_acting_state(tm_reading *reading, const tm_match_found *match, tm_event *event) {
  const tm_predicate *p = match->predicate;
  bool undone = p->passive || (match->noun >= 0 &&
                               (match->passive_light || match->light == TM_LIGHT_HAPPEN || match->light == TM_LIGHT_RECEIVE));
  bool noun = p->kind == TM_PREDICATE_NOUN && event->class_ == TM_COERCE; /* 容疑者ら逮捕 */
  if (!undone && !noun) return false;
  switch (event->class_) {
  case TM_COERCE:
  case TM_SANCTION:
  case TM_CONCEDE: break;
  case TM_ASSAULT: /* 死刑が執行された, 放水された */
    if (!tm_slice_is(event->mode, "crowd-control") && !tm_slice_begins(event->rule, TM_LIT("死刑")) &&
        !tm_slice_begins(event->rule, TM_LIT("処刑")) && !tm_slice_begins(event->rule, TM_LIT("刑")))
      return false;
    break;
  case TM_MOBILIZE:
    if (event->status != TENMATSU_ACTUAL) return false; /* 演習の日程が決まった */
    break;
  case TM_ACCUSE:
    if (tm_slice_is(event->mode, "disapprove") || !event->mode.length) return false;
    break;
  case TM_RETREAT:
    if (!tm_slice_is(event->mode, "release")) return false;
    break;
  case TM_THREATEN:
    if (!tm_slice_is(event->mode, "arrest")) return false;
    break;
  default: return false;
  }
  uint32_t state = country_of_place(reading, p);
  const tm_actor *sufferer = event->recipients.count ? tm_scene_actor(reading->scene, event->recipients.actor[0]) : NULL;
  if (state == UINT32_MAX && sufferer && !sufferer->plain && tm_state_actor(reading, event->recipients.actor[0]))
    state = event->recipients.actor[0];
  if (state == UINT32_MAX) state = tm_scene_focus(reading->scene);
  if (state == UINT32_MAX || !tm_state_actor(reading, state)) return false;
  tm_slice code = tm_scene_actor(reading->scene, state)->code;
  if (sufferer && sufferer->plain && tm_slice_equal(sufferer->code, code)) return false; /* 併合された国 */
  tm_parties_add(&event->actors, tm_scene_country(reading->scene, code, acting_sector(event)));
  return true;
}

/* An actor that only the passive's surroundings tell; UNK UAF where somebody acted but nobody is named (codebook 2.2). */
static bool fill_unnamed_actor(tm_reading *reading, const tm_match_found *match, tm_event *event) {
  const tm_predicate *p = match->predicate;
  tm_class class_ = (tm_class)match->row->class_;
  if (p->passive && class_ == TM_REJECT &&
      tm_case_actors(reading, p, match->noun, TM_CASE_GA_OWNER, &event->actors)) { /* 安保理の会議が中止された */
    tm_drop_parties(reading, &event->recipients, &event->actors);
    return true;
  }
  if (class_ == TM_ASSAULT || class_ == TM_COERCE) { /* ロシア軍の攻撃で市民が死亡した */
    static const uint8_t means[] = {TM_CASE_DE, TM_CASE_NIYOTTE};
    int32_t filler[TM_FILLERS];
    for (size_t i = 0; i < sizeof means && !event->actors.count; i++) {
      size_t n = tm_clauses_fillers(&reading->clauses, p, (tm_case)means[i], filler);
      for (size_t k = 0; k < n && !event->actors.count; k++)
        if (tm_match_noun(reading, p, filler[k])) tm_bunsetsu_owner(reading, filler[k], &event->actors);
    }
    tm_drop_nameless(reading, &event->actors);
    if (event->actors.count) return true;
  }
  if (fill_acting_state(reading, match, event)) return true;
  bool force = class_ == TM_PROTEST || class_ == TM_ASSAULT || class_ == TM_COERCE || tm_slice_is(event->mode, "release");
  if (!force || !event->recipients.count) return false;
  tm_parties_add(&event->actors, tm_unknown_actor(reading));
  return true;
}

bool tm_fill_parties(tm_reading *reading, const tm_match_found *match, tm_event *event, const char **why) {
  const tm_predicate *p = match->predicate;
  tm_class class_ = (tm_class)match->row->class_;
  bool blocked = false;
  fill_actors(reading, match, event, &blocked);
  tm_drop_nameless(reading, &event->actors);
  blocked = false;
  int32_t object[TM_FILLERS];
  bool suffered = match->noun >= 0 ? match->light == TM_LIGHT_RECEIVE
                                   : p->passive && tm_clauses_children(&reading->clauses, p->bunsetsu, TM_CASE_WO, object,
                                                                       TM_FILLERS) > 0; /* 元首相は死刑を執行された */
  if (suffered) tm_subject_actors(reading, p, true, &event->recipients, &blocked);
  if (match->noun < 0) tm_drop_nameless(reading, &event->recipients);
  if (match->row->actor[0] == TM_CASE_GA_TO || class_ == TM_CONSULT) fill_participants(reading, match, event);
  if (!event->recipients.count) tm_fill_recipients(reading, p, match->noun, match->row, event);
  if (!event->recipients.count) fill_inner_recipient(reading, match, event);
  tm_drop_nameless(reading, &event->actors);
  tm_find_recipients(reading, match, event);
  bool alone = event->actors.count + event->recipients.count < 2;
  if (class_ == TM_CONSULT && p->kind == TM_PREDICATE_NOUN && alone && !tm_slice_is(event->mode, "visit"))
    return *why = "a meeting named without its parties", false;
  if (event->actors.count && tm_sector_is(reading, event->actors.actor[0], "JRN") && class_ != TM_PROTEST)
    return *why = "who reports does not act", false;
  if (class_ == TM_PROTEST) tm_protest_of_country(reading, p, event);
  if (!event->recipients.count && match->row->recipient[0] != TM_CASE_NONE) tm_other_party(reading, class_, event);
  if (event->actors.count || fill_unnamed_actor(reading, match, event)) return true;
  *why = blocked ? "its subject is no political actor" : "no actor is told";
  return false;
}
