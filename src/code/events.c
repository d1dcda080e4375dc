/* code: predicates → events, by the predicate lexicon and the codebook's rules. See reading.h.
 *
 * For each predicate: which row of the lexicon fits (match.c), whether it is told as an act (status.c), who acts and on whom
 * (roles.c), and what the codebook withdraws: content of another act (1.4), words of experts (1.3), the same act twice. */
#include "code/events.h"

static void refuse(tm_reading *reading, int32_t predicate, const char *why, tm_slice rule) {
  *TM_PUSH(reading->arena, &reading->refusals) = (tm_refusal){predicate, why, rule};
}

static bool mutual(tm_class class_) { return class_ == TM_CONSULT || class_ == TM_COOPERATE || class_ == TM_AGREE; }

static bool sector_is(const tm_reading *reading, uint32_t actor, const char *sector) {
  return tm_slice_is(tm_scene_actor(reading->scene, actor)->sector, sector);
}

/* Analysts, scholars, journalists, former officials: never actors of verbal acts (1.3). */
static bool bystander(const tm_reading *reading, uint32_t actor) {
  return sector_is(reading, actor, "EDU") || sector_is(reading, actor, "JRN") || tm_scene_actor(reading->scene, actor)->former;
}

static void drop_same(const tm_reading *reading, tm_parties *from, const tm_parties *gone, bool identical) {
  size_t n = 0;
  for (size_t i = 0; i < from->count; i++) {
    const tm_actor *a = tm_scene_actor(reading->scene, from->actor[i]);
    bool same = false;
    for (size_t k = 0; k < gone->count && !same; k++) {
      const tm_actor *b = tm_scene_actor(reading->scene, gone->actor[k]);
      same = from->actor[i] == gone->actor[k] ||
             (!identical && tm_slice_equal(a->code, b->code) && tm_slice_equal(a->org, b->org) && (a->plain || b->plain || tm_slice_equal(a->sector, b->sector)) && a->code.length);
    }
    if (!same) from->actor[n++] = from->actor[i];
  }
  from->count = n;
}

/* Leaves out of `from` who is in `gone` already: the same actor, or the same country once more. */
static void drop_parties(const tm_reading *reading, tm_parties *from, const tm_parties *gone) { drop_same(reading, from, gone, false); }

/* Leaves out actors of whom no code can be told. */
static void drop_nameless(const tm_reading *reading, tm_parties *parties) {
  size_t n = 0;
  for (size_t i = 0; i < parties->count; i++)
    if (tm_scene_actor(reading->scene, parties->actor[i])->code.length) parties->actor[n++] = parties->actor[i];
  parties->count = n;
}

/* Where troops go or a curfew holds is no recipient; what is attacked, occupied or helped is. */
static bool place_only(const tm_reading *reading, const tm_predicate *p, tm_case wanted, const tm_event *event) {
  bool moved = event->class_ == TM_MOBILIZE || event->class_ == TM_COERCE || event->class_ == TM_CONCEDE || event->class_ == TM_RETREAT;
  static const char *const enter[] = {"侵入", "越境", "進入", "迫る", "侵犯", "接近", "踏み込む", "入る", "上陸", NULL};
  bool entered = false;
  for (int i = 0; enter[i]; i++) entered = entered || tm_base_is(&reading->parsed, p->morph, enter[i]);
  if (!moved || (wanted != TM_CASE_NI && wanted != TM_CASE_HE && wanted != TM_CASE_DE && wanted != TM_CASE_KARA)) return false;
  int32_t filler[TM_FILLERS];
  size_t n = tm_clauses_fillers(&reading->clauses, p, wanted, filler);
  for (size_t i = 0; i < n; i++) {
    int32_t mention = reading->mention_in[filler[i]];
    if (mention < 0) continue;
    uint8_t kind = reading->mentions.items[mention].kind;
    bool land = kind == TM_MENTION_PLACE || (event->class_ == TM_MOBILIZE && !entered && (kind == TM_MENTION_GEO || kind == TM_MENTION_CAPITAL));
    if (land) return true;
  }
  return false;
}

static void fill_recipients(const tm_reading *reading, const tm_predicate *p, int32_t noun, const tm_predicate_row *row, tm_event *event) {
  for (int i = 0; i < TM_RECIPIENTS && row->recipient[i] != TM_CASE_NONE && !event->recipients.count; i++) {
    tm_parties found = {0};
    if (row->recipient[i] == TM_CASE_HOME && event->actors.count) {
      const tm_actor *a = tm_scene_actor(reading->scene, event->actors.actor[0]);
      if (a->code.length == 3 && !tm_slice_is(a->code, "UNK") && !a->org.length) tm_parties_add(&event->recipients, tm_scene_country(reading->scene, a->code, "GOV"));
      return;
    }
    if (!tm_case_actors(reading, p, noun, (tm_case)row->recipient[i], &found)) continue;
    if (place_only(reading, p, (tm_case)row->recipient[i], event)) continue;
    /* force may be used within one country: 反政府勢力が首都を砲撃 */
    drop_same(reading, &found, &event->actors, !tm_class_verbal((tm_class)event->class_) && event->class_ != TM_CONSULT);
    drop_nameless(reading, &found);
    tm_parties_join(&event->recipients, &found);
  }
}

/* 協議について批判した, 制裁をめぐって抗議した: whose it is. */
static void topic_party(const tm_reading *reading, const tm_predicate *p, tm_event *event) {
  static const uint8_t marks[] = {TM_CASE_NITSUITE, TM_CASE_WOMEGUTTE};
  for (size_t i = 0; i < sizeof marks && !event->recipients.count; i++) {
    int32_t filler[TM_FILLERS];
    size_t n = tm_clauses_fillers(&reading->clauses, p, (tm_case)marks[i], filler);
    for (size_t k = 0; k < n && !event->recipients.count; k++) {
      tm_parties found = {0};
      if (!tm_bunsetsu_actors(reading, filler[k], &found)) tm_bunsetsu_owner(reading, filler[k], &found);
      drop_parties(reading, &found, &event->actors);
      drop_nameless(reading, &found);
      event->recipients = found;
    }
  }
}

/* Whom the words of a verbal act concern: in a demand, blame or threat first the subject told there, otherwise whoever is
 * given, met or named. One's own country is never meant. */
static void content_party(const tm_reading *reading, int32_t predicate, tm_class class_, tm_event *event) {
  const tm_statement *s = NULL;
  for (size_t i = 0; i < reading->statements.count; i++)
    if (reading->statements.items[i].predicate == predicate) s = &reading->statements.items[i];
  tm_statement words;
  if (!s && predicate >= 0 && tm_reported_words(reading, &reading->clauses.predicates[predicate], &words)) s = &words;
  if (!s) return;
  static const uint8_t demand[] = {TM_CASE_GA, TM_CASE_TOPIC, TM_CASE_NI, TM_CASE_NITAISHI, TM_CASE_HE, TM_CASE_WO, TM_CASE_NO, TM_CASE_TO, TM_CASES};
  static const uint8_t offer[] = {TM_CASE_NI, TM_CASE_NITAISHI, TM_CASE_HE, TM_CASE_WO, TM_CASE_TO, TM_CASE_KARA, TM_CASE_NO, TM_CASES};
  const uint8_t *order = class_ == TM_REQUEST || class_ == TM_ACCUSE || class_ == TM_THREATEN ? demand : offer;
  for (; *order != TM_CASES && !event->recipients.count; order++) {
    for (size_t i = 0; i < reading->mentions.count && !event->recipients.count; i++) {
      const tm_mention *m = &reading->mentions.items[i];
      if (m->start < s->start || m->end > s->end || reading->clauses.phrases[m->bunsetsu].case_ != *order || m->guessed) continue;
      tm_parties found = {0};
      if (!tm_bunsetsu_actors(reading, (int32_t)m->bunsetsu, &found) && !tm_bunsetsu_owner(reading, (int32_t)m->bunsetsu, &found)) continue;
      drop_parties(reading, &found, &event->actors);
      drop_nameless(reading, &found);
      if (found.count) event->recipients = found;
    }
  }
}

/* Troops at another country's border are directed at it: ウクライナ国境沿いに軍を集結させた. */
static void border_party(const tm_reading *reading, tm_event *event) {
  static const char *const words[] = {"国境", "沿い", "境界", NULL};
  for (size_t i = 0; i < reading->mentions.count && !event->recipients.count; i++) {
    const tm_mention *m = &reading->mentions.items[i];
    if (m->kind != TM_MENTION_GEO || m->end + 2 > reading->parsed.chars->count) continue;
    tm_slice after = tm_chars_slice(reading->parsed.chars, m->end, m->end + 2);
    if (tm_slice_begins(after, TM_LIT("と")) || tm_slice_begins(after, TM_LIT("の"))) {
      uint32_t end = m->end + 4 < reading->parsed.chars->count ? m->end + 4 : (uint32_t)reading->parsed.chars->count;
      after = tm_chars_slice(reading->parsed.chars, m->end, end);
      while (tm_slice_begins(after, TM_LIT("と")) || tm_slice_begins(after, TM_LIT("の"))) after.data += 3, after.length -= 3;
    }
    for (int w = 0; words[w]; w++) {
      if (!tm_slice_begins(after, tm_slice_of(words[w]))) continue;
      tm_parties found = {0};
      tm_parties_add(&found, m->actors[0]);
      drop_parties(reading, &found, &event->actors);
      const tm_actor *a = found.count ? tm_scene_actor(reading->scene, found.actor[0]) : NULL;
      if (a && !(event->actors.count && tm_slice_equal(a->code, tm_scene_actor(reading->scene, event->actors.actor[0])->code))) tm_parties_join(&event->recipients, &found);
    }
  }
}

/* What a protest is against is told by another verb of the sentence: 決定に抗議し、…デモ行進した. */
static void protest_party(const tm_reading *reading, tm_event *event) {
  static const char *const verbs[] = {"抗議", "反対", "反発", "批判", "非難", "求める", "要求", "訴える", "抗議デモ", NULL};
  static const uint8_t marks[] = {TM_CASE_NITAISHI, TM_CASE_NI, TM_CASE_NI_OWNER, TM_CASE_WO, TM_CASE_WO_OWNER};
  for (size_t i = 0; i < reading->clauses.predicate_count && !event->recipients.count; i++) {
    const tm_predicate *q = &reading->clauses.predicates[i];
    bool against = false;
    for (int v = 0; verbs[v]; v++) against = against || tm_base_is(&reading->parsed, q->morph, verbs[v]);
    for (size_t k = 0; against && k < sizeof marks && !event->recipients.count; k++) {
      tm_parties found = {0};
      if (!tm_case_actors(reading, q, -1, (tm_case)marks[k], &found)) continue;
      drop_same(reading, &found, &event->actors, true);
      drop_nameless(reading, &found);
      event->recipients = found;
    }
  }
}

/* 大使を呼んで抗議した: who was summoned. */
static void summoned_party(const tm_reading *reading, int32_t predicate, tm_event *event) {
  static const char *const verbs[] = {"呼ぶ", "呼び出す", "招致", "召喚", "招く", "呼びつける", "呼び付ける", NULL};
  for (int32_t i = predicate - 1; i >= 0 && i > predicate - 4 && !event->recipients.count; i--) {
    const tm_predicate *q = &reading->clauses.predicates[i];
    if (q->parent != predicate || q->role != TM_CLAUSE_COORDINATE) continue;
    bool summons = false;
    for (int v = 0; verbs[v]; v++) summons = summons || tm_base_is(&reading->parsed, q->morph, verbs[v]);
    tm_parties found = {0};
    if (!summons || !tm_case_actors(reading, q, -1, TM_CASE_WO, &found)) continue;
    drop_parties(reading, &found, &event->actors);
    event->recipients = found;
  }
}

/* Demands, threats and refusals without an addressee are for the other party of the talks that the text tells of. */
static void other_party(const tm_reading *reading, tm_class class_, tm_event *event) {
  if ((class_ != TM_REQUEST && class_ != TM_THREATEN && class_ != TM_REJECT && class_ != TM_ACCUSE) || !event->actors.count) return;
  const tm_actor *actor = tm_scene_actor(reading->scene, event->actors.actor[0]);
  uint32_t pair[2];
  size_t n = 0;
  for (size_t i = 0; i < reading->events.count; i++) {
    const tm_event *e = &reading->events.items[i];
    if (e->class_ == TM_CONSULT && e->actors.count == 2) pair[0] = e->actors.actor[0], pair[1] = e->actors.actor[1], n = 2;
  }
  if (!n) n = tm_scene_pair(reading->scene, pair);
  uint32_t before = tm_scene_addressee(reading->scene, event->actors.actor[0]);
  if (before != UINT32_MAX) {
    tm_parties_add(&event->recipients, before);
    return;
  }
  for (size_t i = 0; i < n; i++) {
    const tm_actor *a = tm_scene_actor(reading->scene, pair[i]), *b = tm_scene_actor(reading->scene, pair[1 - i]);
    bool mine = tm_slice_equal(a->code, actor->code) && tm_slice_equal(a->org, actor->org);
    bool other = !tm_slice_equal(b->code, actor->code) || !tm_slice_equal(b->org, actor->org);
    if (mine && other) {
      tm_parties_add(&event->recipients, pair[1 - i]);
      return;
    }
  }
}

/* A protest whose people are not named is by civilians of the country where it is, against its government unless told. */
static void protest_of_country(tm_reading *reading, const tm_predicate *p, tm_event *event) {
  if (!event->actors.count) {
    uint32_t country = tm_scene_focus(reading->scene);
    for (size_t i = 0; i < reading->mentions.count; i++) {
      const tm_mention *m = &reading->mentions.items[i];
      if ((m->kind == TM_MENTION_GEO || m->kind == TM_MENTION_CAPITAL || m->kind == TM_MENTION_PLACE) && m->bunsetsu <= p->bunsetsu && m->actor_count == 1 && !m->prefix) {
        country = m->actors[0];
        if (reading->clauses.phrases[m->bunsetsu].case_ == TM_CASE_DE) break;
      }
    }
    if (country == UINT32_MAX || tm_scene_actor(reading->scene, country)->code.length != 3) return;
    tm_parties_add(&event->actors, tm_scene_country(reading->scene, tm_scene_actor(reading->scene, country)->code, "CVL"));
  }
  const tm_actor *a = tm_scene_actor(reading->scene, event->actors.actor[0]);
  if (!event->recipients.count && a->code.length == 3 && !a->org.length && !tm_slice_is(a->code, "UNK") && !tm_slice_is(a->code, "NGO"))
    tm_parties_add(&event->recipients, tm_scene_country(reading->scene, a->code, "GOV"));
}

/* Force whose target another clause names: デモ隊を解散させようと催涙ガスを使った. */
static void crowd_party(const tm_reading *reading, tm_event *event) {
  for (size_t i = 0; i < reading->mentions.count && !event->recipients.count; i++) {
    const tm_mention *m = &reading->mentions.items[i];
    uint8_t mark = reading->clauses.phrases[m->bunsetsu].case_;
    if (m->kind != TM_MENTION_PEOPLE || (mark != TM_CASE_WO && mark != TM_CASE_NI && mark != TM_CASE_NITAISHI)) continue;
    tm_parties found = {0};
    tm_parties_add(&found, m->actors[0]);
    drop_same(reading, &found, &event->actors, true);
    drop_nameless(reading, &found);
    event->recipients = found;
  }
}

/* An attack whose target is not named is on the country where it is: カブールで爆発があった. */
static void place_party(const tm_reading *reading, const tm_predicate *p, tm_event *event) {
  for (size_t i = 0; i < reading->mentions.count && !event->recipients.count; i++) {
    const tm_mention *m = &reading->mentions.items[i];
    bool place = m->kind == TM_MENTION_GEO || m->kind == TM_MENTION_CAPITAL || m->kind == TM_MENTION_PLACE;
    uint8_t mark = reading->clauses.phrases[m->bunsetsu].case_;
    if (!place || m->bunsetsu >= p->bunsetsu || (mark != TM_CASE_DE && mark != TM_CASE_NO) || m->prefix) continue;
    tm_parties found = {0};
    tm_parties_add(&found, m->actors[0]);
    drop_parties(reading, &found, &event->actors);
    drop_nameless(reading, &found);
    event->recipients = found;
  }
}

/* これを非難した, それに応じた: the act told just before; whose act it was. */
static void demonstrative_party(const tm_reading *reading, const tm_predicate *p, const tm_predicate_row *row, tm_event *event) {
  static const char *const words[] = {"これ", "それ", "こう", NULL};
  static const char *const adnominals[] = {"この", "その", "こうした", "そうした", "こうだ", "同", NULL};
  for (int i = 0; i < TM_RECIPIENTS && row->recipient[i] != TM_CASE_NONE; i++) {
    tm_case wanted = (tm_case)row->recipient[i];
    if (wanted != TM_CASE_WO && wanted != TM_CASE_NI && wanted != TM_CASE_NITAISHI) continue;
    int32_t filler[TM_FILLERS];
    size_t n = tm_clauses_fillers(&reading->clauses, p, wanted, filler);
    for (size_t k = 0; k < n; k++) {
      bool demonstrative = false;
      for (int w = 0; words[w]; w++) demonstrative = demonstrative || tm_base_is(&reading->parsed, reading->parsed.bunsetsu[filler[k]].content, words[w]);
      for (int32_t c = reading->clauses.first_child[filler[k]]; c >= 0 && !demonstrative; c = reading->clauses.next_sibling[c])
        for (int w = 0; adnominals[w]; w++) demonstrative = demonstrative || tm_base_is(&reading->parsed, reading->parsed.bunsetsu[c].content, adnominals[w]);
      if (!demonstrative) continue;
      tm_parties found = {0};
      for (size_t e = reading->events.count; e-- > 0 && !found.count;) {
        found = reading->events.items[e].actors;
        drop_parties(reading, &found, &event->actors);
      }
      if (!found.count) found.count = tm_scene_omitted(reading->scene, found.actor, TM_PARTIES);
      drop_parties(reading, &found, &event->actors);
      drop_nameless(reading, &found);
      event->recipients = found;
      return;
    }
  }
}

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
  drop_parties(reading, &with, &event->actors);
  drop_nameless(reading, &with);
  tm_parties_join(&event->actors, &with);
}

/* 戦車が集結した, 戦闘機が爆撃した: the forces of the country that the text is about. */
static bool own_forces(tm_reading *reading, const tm_predicate *p, tm_event *event) {
  static const char *const words[] = {"部隊", "戦車", "戦闘機", "軍用機", "爆撃機", "艦隊", "艦船", "軍艦", "空母", "潜水艦", "装甲車", "兵力", "無人機", "ヘリ", "艦艇", "駆逐艦", "部隊ら", NULL};
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
    for (size_t i = 0; i < sizeof agents && !event->actors.count; i++) tm_case_actors(reading, p, match->noun, (tm_case)agents[i], &event->actors);
    return;
  }
  if (ga && p->kind == TM_PREDICATE_NOUN) { /* 米軍の空爆: whose act it is */
    if (tm_subject_actors(reading, p, true, &event->actors, blocked) || tm_bunsetsu_owner(reading, (int32_t)p->bunsetsu, &event->actors)) return;
  }
  if (ga && !p->passive) {
    tm_subject_actors(reading, p, false, &event->actors, blocked);
    if (*blocked) *blocked = !own_forces(reading, p, event);
    return;
  }
  tm_case_actors(reading, p, match->noun, ga ? TM_CASE_GA : wanted, &event->actors);
}

/* The speaker of the statement that this predicate is the cue of, with the list that his mention ends. */
static bool cue_speaker(const tm_reading *reading, const tm_predicate *p, tm_parties *out) {
  int32_t index = (int32_t)(p - reading->clauses.predicates);
  for (size_t i = 0; i < reading->statements.count; i++) {
    const tm_statement *s = &reading->statements.items[i];
    if (s->predicate != index) continue;
    if (s->mention != UINT32_MAX) tm_bunsetsu_actors(reading, (int32_t)reading->mentions.items[s->mention].bunsetsu, out);
    if (!out->count) tm_parties_add(out, s->speaker);
    return true;
  }
  return false;
}

static void fill_actors(tm_reading *reading, const tm_match_found *match, tm_event *event, bool *blocked) {
  *blocked = match->row->phrase_case == TM_CASE_GA;
  if (tm_class_verbal((tm_class)match->row->class_) && match->row->actor[0] == TM_CASE_GA && match->noun < 0 && cue_speaker(reading, match->predicate, &event->actors)) return;
  for (int i = 0; i < TM_ACTORS && match->row->actor[i] != TM_CASE_NONE && !event->actors.count; i++)
    fill_actor_case(reading, match, (tm_case)match->row->actor[i], event, blocked);
}

/* Fills an event's parties; false if the codebook wants none. */
static bool fill_parties(tm_reading *reading, const tm_match_found *match, tm_event *event, const char **why) {
  const tm_predicate *p = match->predicate;
  const tm_predicate_row *row = match->row;
  tm_class class_ = (tm_class)row->class_;
  bool blocked = false;
  fill_actors(reading, match, event, &blocked);
  drop_nameless(reading, &event->actors);
  blocked = false;
  if (match->noun >= 0 && match->light == TM_LIGHT_RECEIVE) tm_subject_actors(reading, p, true, &event->recipients, &blocked);
  const tm_parsed *parsed = &reading->parsed;
  uint32_t from = parsed->morphs[p->first].start, to = parsed->morphs[p->morph].end;
  if (match->noun >= 0) {
    const tm_bunsetsu *b = &parsed->bunsetsu[match->noun];
    from = parsed->morphs[b->first].start, to = parsed->morphs[b->content].end;
  }
  if (row->actor[0] == TM_CASE_GA_TO || class_ == TM_CONSULT) {
    fill_meeting(reading, p, match->noun, event);
    if (event->actors.count < 2) { /* 米ロ首脳会談 */
      tm_parties inner = {0};
      if (inner_party(reading, from, to, false, &inner)) {
        drop_parties(reading, &inner, &event->actors);
        tm_parties_join(&event->actors, &inner);
      }
    }
    if (!event->actors.count && match->noun >= 0) tm_bunsetsu_owner(reading, match->noun, &event->actors);
    if (match->noun < 0 && event->actors.count < 2 && class_ == TM_CONSULT) { /* 米国とロシアの高官協議が開かれた */
      tm_parties inner = {0};
      tm_case_actors(reading, p, -1, TM_CASE_WO_OWNER, &inner);
      drop_nameless(reading, &inner);
      if (inner.count > event->actors.count) event->actors = inner;
    }
    if (!event->actors.count && match->noun >= 0 && reading->clauses.phrases[match->noun].case_ == TM_CASE_TOPIC) { /* 会談は…行われた: the one told of */
      uint32_t pair[2];
      size_t pair_count = tm_scene_pair(reading->scene, pair);
      for (size_t i = 0; i < pair_count; i++) tm_parties_add(&event->actors, pair[i]);
    }
  }
  if (!event->recipients.count) fill_recipients(reading, p, match->noun, row, event);
  if (!event->recipients.count) {
    tm_parties inner = {0};
    inner_party(reading, from, to, true, &inner);
    if (!inner.count && !mutual(class_) && p->kind != TM_PREDICATE_VERB && row->recipient[0] != TM_CASE_NONE) inner_party(reading, from, to, false, &inner);
    drop_parties(reading, &inner, &event->actors);
    tm_parties_join(&event->recipients, &inner);
  }
  drop_nameless(reading, &event->actors);
  if (class_ == TM_MOBILIZE) drop_parties(reading, &event->recipients, &event->actors);
  if (!event->recipients.count && class_ == TM_MOBILIZE) border_party(reading, event);
  if (!event->recipients.count && tm_class_verbal(class_)) summoned_party(reading, (int32_t)(p - reading->clauses.predicates), event);
  if (!event->recipients.count && class_ == TM_PROTEST) protest_party(reading, event);
  if (!event->recipients.count && class_ == TM_ASSAULT && match->noun < 0) crowd_party(reading, event);
  if (!event->recipients.count && class_ == TM_ASSAULT && event->actors.count < 2) place_party(reading, p, event);
  if (!event->recipients.count && (class_ == TM_ACCUSE || class_ == TM_REJECT || class_ == TM_SUPPORT)) topic_party(reading, p, event);
  static const uint8_t owners[] = {TM_CASE_WO_OWNER, TM_CASE_NI_OWNER};
  for (size_t i = 0; i < sizeof owners && tm_class_verbal(class_) && row->recipient[0] != TM_CASE_NONE && !event->recipients.count; i++) {
    tm_parties found = {0};
    tm_case_actors(reading, p, match->noun, (tm_case)owners[i], &found);
    drop_parties(reading, &found, &event->actors);
    drop_nameless(reading, &found);
    event->recipients = found;
  }
  if (!event->recipients.count) demonstrative_party(reading, p, row, event);
  if (!event->recipients.count && tm_class_verbal(class_)) content_party(reading, (int32_t)(p - reading->clauses.predicates), class_, event);
  if (class_ == TM_CONSULT && p->kind == TM_PREDICATE_NOUN && event->actors.count + event->recipients.count < 2 && !tm_slice_is(event->mode, "visit"))
    return *why = "a meeting named without its parties", false;
  if (event->actors.count && sector_is(reading, event->actors.actor[0], "JRN") && class_ != TM_PROTEST) return *why = "who reports does not act", false;
  if (class_ == TM_PROTEST) protest_of_country(reading, p, event);
  if (!event->recipients.count && row->recipient[0] != TM_CASE_NONE) other_party(reading, class_, event);
  if (event->actors.count) return true;
  if (p->passive && class_ == TM_REJECT && tm_case_actors(reading, p, match->noun, TM_CASE_GA_OWNER, &event->actors)) { /* 安保理の会議が中止された */
    drop_parties(reading, &event->recipients, &event->actors);
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
    drop_nameless(reading, &event->actors);
    if (event->actors.count) return true;
  }
  bool released = class_ == TM_RETREAT && tm_slice_is(event->mode, "release") && p->passive;
  if (class_ == TM_PROTEST || class_ == TM_ASSAULT || class_ == TM_COERCE || released) {
    tm_actor unknown = {.code = TM_LIT("UNK"), .org = {"", 0}, .sector = TM_LIT("UAF"), .name = {"", 0}, .name_en = {"", 0}, .office = {"", 0}, .entry = UINT32_MAX};
    if (class_ == TM_ASSAULT && !event->recipients.count) return *why = "neither actor nor recipient is told", false;
    if (class_ != TM_ASSAULT && !event->recipients.count) return *why = "no actor is told", false;
    tm_parties_add(&event->actors, tm_scene_add(reading->scene, &unknown));
    return true;
  }
  *why = blocked ? "its subject is no political actor" : "no actor is told";
  return false;
}

/* Civilians who block or occupy protest (PROTEST obstruct); authorities who do so restrict. */
static void civilians_protest(const tm_reading *reading, tm_event *event) {
  static const char *const sectors[] = {"CVL", "AGR", "LAB", "EDU", "SOC", "OPP", "REL", NULL};
  bool block = tm_slice_is(event->mode, "restrict") || tm_slice_is(event->mode, "seize") || !event->mode.length;
  if (event->class_ != TM_COERCE || !block || !event->actors.count) return;
  for (int i = 0; sectors[i]; i++)
    if (sector_is(reading, event->actors.actor[0], sectors[i])) {
      event->class_ = TM_PROTEST;
      event->mode = TM_LIT("obstruct");
      event->recipients.count = 0;
      protest_party(reading, event);
      return;
    }
}

/* ---- content of speech ---- */

static bool first_person(const tm_reading *reading, const tm_predicate *p) {
  static const char *const words[] = {"われわれ", "我々", "私たち", "私", "わたし", "我が国", "わが国", "自国", "わが", "我が", "こちら", "わが軍", NULL};
  int32_t filler[TM_FILLERS];
  size_t n = tm_clauses_fillers(&reading->clauses, p, TM_CASE_GA, filler);
  for (size_t i = 0; i < n; i++) {
    size_t length;
    const uint16_t *head = tm_head_noun(reading, filler[i], &length);
    char text[64];
    size_t at = 0;
    for (size_t k = 0; k < length && k < 15; k++) at += tm_utf8_put(text + at, head[k]);
    for (int w = 0; words[w]; w++)
      if (tm_slice_begins((tm_slice){text, at}, tm_slice_of(words[w]))) return true;
  }
  return false;
}

/* Whether the predicate's subject inside reported speech is the speaker: omitted, first person, or the same actor. */
static bool speaks_of_self(const tm_reading *reading, const tm_predicate *p, const tm_predicate_row *row, const tm_statement *s) {
  if (first_person(reading, p)) return true;
  int32_t filler[TM_FILLERS];
  size_t n = tm_clauses_fillers(&reading->clauses, p, TM_CASE_GA, filler);
  for (size_t i = 0; i < n; i++) {
    uint32_t at = reading->parsed.morphs[reading->parsed.bunsetsu[filler[i]].first].start;
    if (at < s->start || at >= s->end) continue;
    tm_parties found = {0};
    if (!tm_bunsetsu_actors(reading, filler[i], &found)) {
      if (reading->clauses.phrases[filler[i]].case_ == TM_CASE_GA && row->phrase_case != TM_CASE_GA) return false;
      continue;
    }
    const tm_actor *a = tm_scene_actor(reading->scene, found.actor[0]), *b = tm_scene_actor(reading->scene, s->speaker);
    return found.actor[0] == s->speaker || (a->plain && tm_slice_equal(a->code, b->code) && tm_slice_equal(a->org, b->org));
  }
  return true;
}

/* A hearer named beside the cue: 記者団に対し is none, 米国に対し is. */
static void hearer(const tm_reading *reading, const tm_statement *s, tm_event *event) {
  if (s->predicate < 0 || event->recipients.count) return;
  const tm_predicate *cue = &reading->clauses.predicates[s->predicate];
  tm_parties found = {0};
  if (!tm_case_actors(reading, cue, -1, TM_CASE_NITAISHI, &found)) tm_case_actors(reading, cue, -1, TM_CASE_NI, &found);
  size_t n = 0;
  for (size_t i = 0; i < found.count; i++)
    if (!sector_is(reading, found.actor[i], "JRN")) found.actor[n++] = found.actor[i];
  found.count = n;
  drop_parties(reading, &found, &event->actors);
  drop_nameless(reading, &found);
  tm_parties_join(&event->recipients, &found);
}

static bool has_condition(const tm_reading *reading, const tm_statement *s) {
  for (size_t i = 0; i < reading->clauses.predicate_count; i++) {
    const tm_predicate *q = &reading->clauses.predicates[i];
    uint32_t at = reading->parsed.morphs[q->morph].start;
    if (q->role == TM_CLAUSE_CONDITION && at >= s->start && at < s->end) return true;
  }
  return false;
}

/* What a coming act of the speaker's own, told in neutral speech, is: a pledge, an announcement, a threat. */
static tm_class announced(tm_class class_, bool condition) {
  switch (class_) {
  case TM_AID:
  case TM_COOPERATE: return TM_AGREE;
  case TM_RETREAT: return TM_CONCEDE;
  case TM_SANCTION:
  case TM_COERCE:
  case TM_ASSAULT:
  case TM_MOBILIZE: return condition ? TM_THREATEN : class_;
  default: return class_;
  }
}

static const char *const pledge_cues[] = {"表明", "約束", "発表", "明言", "述べる", "宣言", "確約", "明らかに", "語る", "話す", "伝える", NULL};

static bool cue_is_pledge(const tm_reading *reading, const tm_statement *s) {
  if (s->predicate < 0) return false;
  const tm_predicate *cue = &reading->clauses.predicates[s->predicate];
  for (int i = 0; pledge_cues[i]; i++)
    if (tm_base_is(&reading->parsed, cue->morph, pledge_cues[i])) return true;
  return false;
}

/* Codes a predicate inside reported speech (1.2, 1.3). */
static void reported_event(tm_reading *reading, const tm_match_found *match, const tm_statement *s, tm_event event) {
  const tm_predicate *p = match->predicate;
  const tm_predicate_row *row = match->row;
  tm_class class_ = (tm_class)row->class_;
  const char *why = "";
  int32_t index = (int32_t)(p - reading->clauses.predicates);
  bool verbal = tm_class_verbal(class_), source = s->predicate < 0 && !s->direct;
  bool self = s->content == index || (p->role == TM_CLAUSE_COORDINATE && p->parent == s->content) ? speaks_of_self(reading, p, row, s) : first_person(reading, p);
  if (source) self = false;
  event.said_by = s->speaker;
  bool told = event.status == TENMATSU_ACTUAL || event.status == TENMATSU_FUTURE;
  if (!told && !(row->where == TM_WHERE_CONTENT)) {
    refuse(reading, index, "in reported speech only acts done or scheduled are coded", event.rule);
    return;
  }
  if (row->where == TM_WHERE_CONTENT || (self && !p->past && !p->passive && (verbal || event.status == TENMATSU_FUTURE) && class_ != TM_CONSULT)) {
    if (!self || bystander(reading, s->speaker)) {
      refuse(reading, index, "the words are not the speaker's own act", event.rule);
      return;
    }
    if (!verbal && !cue_is_pledge(reading, s)) {
      refuse(reading, index, "a plan that the cue does not pledge", event.rule);
      return;
    }
    tm_parties_add(&event.actors, s->speaker);
    fill_recipients(reading, p, match->noun, row, &event);
    hearer(reading, s, &event);
    if (!event.recipients.count) content_party(reading, s->predicate, class_, &event);
    event.class_ = (uint8_t)announced(class_, has_condition(reading, s));
    if (tm_class_verbal((tm_class)event.class_)) event.status = TENMATSU_ACTUAL, event.said_by = UINT32_MAX;
    if (!verbal && event.class_ != class_) event.mode = (tm_slice){"", 0};
    drop_nameless(reading, &event.actors);
    if (event.actors.count) *TM_PUSH(reading->arena, &reading->events) = event;
    return;
  }
  if (s->direct && !p->past && !p->progressive && event.status != TENMATSU_FUTURE) {
    refuse(reading, index, "a general claim in quoted words", event.rule);
    return;
  }
  if (event.status == TENMATSU_FUTURE && s->direct && class_ != TM_CONSULT && p->noun < 0) {
    refuse(reading, index, "a prediction in quoted words", event.rule);
    return;
  }
  if (!fill_parties(reading, match, &event, &why)) {
    refuse(reading, index, why, event.rule);
    return;
  }
  if (verbal && bystander(reading, event.actors.actor[0])) {
    refuse(reading, index, "words of experts, journalists and former officials are statements only", event.rule);
    return;
  }
  *TM_PUSH(reading->arena, &reading->events) = event;
}

/* ---- one predicate ---- */

/* 協議中だ */
static bool under_way(const tm_parsed *parsed, const tm_predicate *p) {
  return p->morph + 1 < parsed->morph_count && tm_morphs_are(parsed, p->morph + 1, p->morph + 2, "中");
}

static bool is_order(const tm_predicate_row *row, const tm_reading *reading) {
  static const char *const words[] = {"命じる", "命ずる", "命令する", "命令を出す", "命令を下す", "指示する", "指示を出す", "指令する", "下令する", "指令を出す", "発令する", NULL};
  tm_slice rule = tm_lexicon_text(reading->lexicon, row->rule);
  for (int i = 0; words[i]; i++)
    if (tm_slice_is(rule, words[i])) return true;
  return false;
}

/* An order to one's own forces or an executive order is the act itself (section 3): 出動を命じた is MOBILIZE. False if what is
 * ordered is no act of the classes. */
static bool order_to_act(tm_reading *reading, const tm_predicate *p, tm_event *event) {
  for (int32_t i = event->predicate - 1; i >= 0 && i > event->predicate - 8; i--) {
    const tm_predicate *q = &reading->clauses.predicates[i];
    if (q->parent != event->predicate || (q->role != TM_CLAUSE_YOU && q->role != TM_CLAUSE_RELATIVE && q->role != TM_CLAUSE_NOMINAL && q->role != TM_CLAUSE_QUOTED)) continue;
    tm_match_found match;
    if (!tm_match_predicate(reading, q, false, &match) || tm_class_verbal((tm_class)match.row->class_) || match.row->class_ == TM_CONSULT) continue;
    event->class_ = match.row->class_;
    event->mode = tm_lexicon_text(reading->lexicon, match.row->mode);
    fill_recipients(reading, q, match.noun, match.row, event);
    return true;
  }
  int32_t filler[TM_FILLERS]; /* 出動を命じた */
  size_t n = tm_clauses_fillers(&reading->clauses, p, TM_CASE_WO, filler);
  for (size_t i = 0; i < n; i++) {
    const tm_predicate_row *row = tm_match_noun(reading, p, filler[i]);
    if (!row || tm_class_verbal((tm_class)row->class_) || row->class_ == TM_CONSULT) continue;
    event->class_ = row->class_;
    event->mode = tm_lexicon_text(reading->lexicon, row->mode);
    tm_bunsetsu_owner(reading, filler[i], &event->recipients);
    drop_parties(reading, &event->recipients, &event->actors);
    return true;
  }
  return false;
}

static void code_predicate(tm_reading *reading, const tm_predicate *p) {
  int32_t index = (int32_t)(p - reading->clauses.predicates);
  const tm_statement *s = tm_enclosing_statement(reading, p);
  tm_match_found match;
  if (!tm_match_predicate(reading, p, s != NULL, &match)) return;
  const tm_predicate_row *row = match.row;
  tm_event event = {.class_ = row->class_, .said_by = UINT32_MAX, .predicate = index, .place = -1, .date = {"", 0}};
  event.mode = tm_lexicon_text(reading->lexicon, row->mode);
  event.rule = tm_lexicon_text(reading->lexicon, row->rule);
  event.start = reading->parsed.morphs[p->first].start;
  event.end = reading->parsed.morphs[p->tail_end - 1].end;
  if (match.noun >= 0) { /* the event noun stands before its verb, or after it (行われた会談) */
    const tm_bunsetsu *b = &reading->parsed.bunsetsu[match.noun];
    uint32_t from = reading->parsed.morphs[b->first].start, to = reading->parsed.morphs[b->content].end;
    if (from < event.start) event.start = from;
    if (to > event.end) event.end = to;
  }
  bool verbal = tm_class_verbal((tm_class)row->class_);
  if (reading->silent[index]) {
    refuse(reading, index, "the content of another act (codebook 1.4)", event.rule);
    return;
  }
  if (p->kind == TM_PREDICATE_NOUN && p->copula && !match.planned && !under_way(&reading->parsed, p)) {
    refuse(reading, index, "an act that is only named (…という警告だ)", event.rule);
    return;
  }
  bool told = tm_predicate_status(reading, p, verbal, &event.status);
  if (!told && row->class_ == TM_CONSULT && p->role == TM_CLAUSE_COORDINATE && p->parent >= 0) { /* 会談し、…ことで一致した: the meeting was held */
    const tm_predicate *up = &reading->clauses.predicates[p->parent];
    for (int depth = 0; depth < 6 && up->parent >= 0 && up->role != TM_CLAUSE_MAIN; depth++) up = &reading->clauses.predicates[up->parent];
    told = up->past || up->progressive;
    event.status = TENMATSU_ACTUAL;
  }
  if (row->negated && event.status == TENMATSU_NEGATED) event.status = TENMATSU_ACTUAL, told = true;
  if (match.light_status && event.status == TENMATSU_ACTUAL) event.status = match.light_status;
  if (match.planned) event.status = TENMATSU_FUTURE;
  if (!told) {
    refuse(reading, index, "told as a purpose, a wish or a stock modifier, not as an act", event.rule);
    return;
  }
  if (verbal && (event.status == TENMATSU_NEGATED || event.status == TENMATSU_HYPOTHETICAL)) {
    refuse(reading, index, "a verbal act not done or only thought of", event.rule);
    return;
  }
  if (s) {
    reported_event(reading, &match, s, event);
    return;
  }
  const char *why = "";
  if (!fill_parties(reading, &match, &event, &why)) {
    refuse(reading, index, why, event.rule);
    return;
  }
  if (verbal && bystander(reading, event.actors.actor[0])) {
    refuse(reading, index, "words of experts, journalists and former officials are statements only", event.rule);
    return;
  }
  civilians_protest(reading, &event);
  if (row->class_ == TM_THREATEN && !event.recipients.count && tm_base_is(&reading->parsed, p->morph, "警告") && !event.mode.length) {
    refuse(reading, index, "a warning of a risk, to nobody", event.rule);
    return;
  }
  if (row->class_ == TM_REQUEST && !event.recipients.count && is_order(row, reading) && !order_to_act(reading, p, &event)) {
    refuse(reading, index, "an order of what is no act of the classes", event.rule);
    return;
  }
  *TM_PUSH(reading->arena, &reading->events) = event;
}

/* Marks what is the content of a verbal act: 撤退するよう求めた is REQUEST only (1.4). */
static void silence_contents(tm_reading *reading) {
  for (size_t i = 0; i < reading->clauses.predicate_count; i++) {
    const tm_predicate *p = &reading->clauses.predicates[i];
    tm_match_found match;
    if (!tm_match_predicate(reading, p, tm_enclosing_statement(reading, p) != NULL, &match)) continue;
    tm_class class_ = (tm_class)match.row->class_;
    if (!tm_class_verbal(class_)) continue;
    for (size_t k = 0; k < i; k++) {
      const tm_predicate *q = &reading->clauses.predicates[k];
      bool under = false;
      const tm_predicate *up = q;
      for (int depth = 0; depth < 8 && up->parent >= 0 && !under; depth++) {
        bool content = up->role == TM_CLAUSE_YOU || up->role == TM_CLAUSE_QUOTED || up->role == TM_CLAUSE_NOMINAL || up->role == TM_CLAUSE_RELATIVE;
        if (up->parent == (int32_t)i && content) under = true;
        else if (up->role == TM_CLAUSE_COORDINATE || up->role == TM_CLAUSE_NOMINAL || up->role == TM_CLAUSE_RELATIVE || up->role == TM_CLAUSE_CONDITION || up->role == TM_CLAUSE_ADVERBIAL) up = &reading->clauses.predicates[up->parent];
        else break;
      }
      tm_match_found inner;
      bool meeting = q->role == TM_CLAUSE_COORDINATE && tm_match_predicate(reading, q, false, &inner) && inner.row->class_ == TM_CONSULT;
      if (!under || meeting || (q->role == TM_CLAUSE_RELATIVE && (q->past || q->progressive))) continue;
      if (up->role == TM_CLAUSE_NOMINAL && up->noun >= 0) { /* …を求めていることについて: told of, not the content */
        uint8_t mark = reading->clauses.phrases[up->noun].case_;
        if (mark == TM_CASE_NITSUITE || mark == TM_CASE_WOMEGUTTE || mark == TM_CASE_TOPIC || mark == TM_CASE_GA) continue;
      }
      /* blame tells its act as done: that act is coded too, unless it is only named */
      bool finished = q->past || q->progressive;
      if (class_ == TM_ACCUSE && finished) continue;
      if (up->role == TM_CLAUSE_RELATIVE && finished) continue;
      reading->silent[k] = true;
    }
  }
}

/* The same class with the same parties in one sentence is one event (1.4). */
static void merge_same(tm_reading *reading) {
  size_t n = 0;
  for (size_t i = 0; i < reading->events.count; i++) {
    tm_event *e = &reading->events.items[i];
    bool same = false;
    for (size_t k = 0; k < n && !same; k++) {
      tm_event *f = &reading->events.items[k];
      if (e->class_ != f->class_ || e->status != f->status || !tm_parties_same(reading, &e->actors, &f->actors)) continue;
      same = tm_parties_same(reading, &e->recipients, &f->recipients) || !e->recipients.count || !f->recipients.count;
      if (same && !f->recipients.count) f->recipients = e->recipients;
      if (same && !f->mode.length) f->mode = e->mode;
    }
    if (!same) reading->events.items[n++] = *e;
  }
  reading->events.count = n;
}

/* 抗議し、デモ行進した is one protest, not also a protest in words. */
static void drop_protest_words(tm_reading *reading) {
  size_t n = 0;
  for (size_t i = 0; i < reading->events.count; i++) {
    tm_event *e = &reading->events.items[i];
    bool words = e->class_ == TM_ACCUSE && tm_slice_begins(e->rule, TM_LIT("抗議"));
    bool twice = false;
    for (size_t k = 0; words && k < reading->events.count; k++)
      twice = twice || (reading->events.items[k].class_ == TM_PROTEST && tm_parties_same(reading, &reading->events.items[k].actors, &e->actors));
    if (!twice) reading->events.items[n++] = *e;
  }
  reading->events.count = n;
}

void tm_find_events(tm_reading *reading) {
  reading->silent = TM_NEW0(reading->arena, bool, reading->clauses.predicate_count + 1);
  silence_contents(reading);
  for (size_t i = 0; i < reading->clauses.predicate_count; i++) code_predicate(reading, &reading->clauses.predicates[i]);
  merge_same(reading);
  drop_protest_words(reading);
}
