/* code: whom an act is directed at, where its own cases do not tell: the words of a demand, a border, a summons, the act told
 * before. Each function is one way by which reports leave the recipient to be understood. See parties.h. */
#include "code/parties.h"

/* Whether an actor is of a country, as against a body of many or nobody known. */
bool tm_is_state(const tm_actor *a) {
  static const char *const others[] = {"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "WST", "UNK", NULL};
  if (a->code.length != 3 || a->org.length) return false;
  for (int i = 0; others[i]; i++)
    if (tm_slice_is(a->code, others[i])) return false;
  return true;
}

bool tm_state_actor(const tm_reading *reading, uint32_t actor) { return tm_is_state(tm_scene_actor(reading->scene, actor)); }

bool tm_sector_is(const tm_reading *reading, uint32_t actor, const char *sector) {
  return tm_slice_is(tm_scene_actor(reading->scene, actor)->sector, sector);
}
/* Whether two actors of one country or body are the same party: of a state the government and whoever is told by the country's
 * bare name; two offices of one government only where they are one (大統領が国防相を批判した is by one of another). */
static bool same_party(const tm_actor *a, const tm_actor *b) {
  if (!a->code.length || !tm_slice_equal(a->code, b->code) || !tm_slice_equal(a->org, b->org)) return false;
  if (!tm_is_state(a)) return true;
  if (!tm_slice_equal(a->sector, b->sector)) return false;
  return a->plain || b->plain || tm_slice_equal(a->name, b->name);
}

void tm_drop_same(const tm_reading *reading, tm_parties *from, const tm_parties *gone, bool identical) {
  size_t n = 0;
  for (size_t i = 0; i < from->count; i++) {
    const tm_actor *a = tm_scene_actor(reading->scene, from->actor[i]);
    bool same = false;
    for (size_t k = 0; k < gone->count && !same; k++)
      same = from->actor[i] == gone->actor[k] || (!identical && same_party(a, tm_scene_actor(reading->scene, gone->actor[k])));
    if (!same) from->actor[n++] = from->actor[i];
  }
  from->count = n;
}

/* Leaves out who is of the actor's country. */
void tm_drop_compatriots(const tm_reading *reading, tm_parties *from, const tm_parties *actors) {
  size_t n = 0;
  for (size_t i = 0; i < from->count; i++) {
    bool same = false;
    for (size_t k = 0; k < actors->count && !same; k++)
      same = tm_scene_actor(reading->scene, from->actor[i])->party == tm_scene_actor(reading->scene, actors->actor[k])->party;
    if (!same) from->actor[n++] = from->actor[i];
  }
  from->count = n;
}

/* Leaves out of `from` who is in `gone` already: the same actor, or the same country once more. */
void tm_drop_parties(const tm_reading *reading, tm_parties *from, const tm_parties *gone) {
  tm_drop_same(reading, from, gone, false);
}

/* Leaves out actors of whom no code can be told. */
void tm_drop_nameless(const tm_reading *reading, tm_parties *parties) {
  size_t n = 0;
  for (size_t i = 0; i < parties->count; i++)
    if (tm_scene_actor(reading->scene, parties->actor[i])->code.length) parties->actor[n++] = parties->actor[i];
  parties->count = n;
}

/* Where troops go or a curfew holds is no recipient; what is attacked, occupied or helped is. */
static bool place_only(const tm_reading *reading, const tm_predicate *p, tm_case wanted, const tm_event *event) {
  bool moved =
      event->class_ == TM_MOBILIZE || event->class_ == TM_COERCE || event->class_ == TM_CONCEDE || event->class_ == TM_RETREAT;
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
    bool land = kind == TM_MENTION_PLACE ||
                (event->class_ == TM_MOBILIZE && !entered && (kind == TM_MENTION_GEO || kind == TM_MENTION_CAPITAL));
    if (land) return true;
  }
  return false;
}

/* 大使を追放した: never one's own; of whom, the text before tells. */
static void drop_diplomats(const tm_reading *reading, tm_parties *found, const tm_event *event) {
  static const char *const words[] = {"大使", "外交官", "領事", "公使", "武官", "大使館員", "外交団", NULL};
  for (size_t i = 0; i < found->count; i++) {
    tm_slice name = tm_scene_actor(reading->scene, found->actor[i])->name;
    for (int w = 0; words[w]; w++)
      if (tm_slice_ends(name, tm_slice_of(words[w]))) {
        tm_drop_compatriots(reading, found, &event->actors);
        return;
      }
  }
}

void tm_fill_recipients(const tm_reading *reading, const tm_predicate *p, int32_t noun, const tm_predicate_row *row,
                        tm_event *event) {
  for (int i = 0; i < TM_RECIPIENTS && row->recipient[i] != TM_CASE_NONE && !event->recipients.count; i++) {
    tm_parties found = {0};
    if (row->recipient[i] == TM_CASE_HOME && event->actors.count) {
      const tm_actor *a = tm_scene_actor(reading->scene, event->actors.actor[0]);
      if (a->code.length == 3 && !tm_slice_is(a->code, "UNK") && !a->org.length)
        tm_parties_add(&event->recipients, tm_scene_country(reading->scene, a->code, "GOV"));
      return;
    }
    if (!tm_case_actors(reading, p, noun, (tm_case)row->recipient[i], &found)) continue;
    if (place_only(reading, p, (tm_case)row->recipient[i], event)) continue;
    /* force may be used within one country: 反政府勢力が首都を砲撃 */
    bool force = !tm_class_verbal((tm_class)event->class_) && event->class_ != TM_CONSULT && event->class_ != TM_SANCTION;
    tm_drop_same(reading, &found, &event->actors, force);
    if (event->class_ == TM_SANCTION) drop_diplomats(reading, &found, event);
    bool owner = row->recipient[i] == TM_CASE_WO_OWNER || row->recipient[i] == TM_CASE_NI_OWNER;
    if (owner && event->class_ == TM_AGREE) tm_drop_compatriots(reading, &found, &event->actors); /* 選手団の派遣を約束した */
    tm_drop_nameless(reading, &found);
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
      tm_drop_parties(reading, &found, &event->actors);
      tm_drop_nameless(reading, &found);
      event->recipients = found;
    }
  }
}

/* Whom the words of a verbal act concern: in a demand, blame or threat first the subject told there, otherwise whoever is
 * given, met or named. An offer is never for one's own country. */
void tm_content_party(const tm_reading *reading, int32_t predicate, tm_class class_, tm_event *event) {
  const tm_statement *s = NULL;
  for (size_t i = 0; i < reading->statements.count; i++)
    if (reading->statements.items[i].predicate == predicate) s = &reading->statements.items[i];
  tm_statement words;
  if (!s && predicate >= 0 && tm_reported_words(reading, &reading->clauses.predicates[predicate], &words)) s = &words;
  if (!s) return;
  static const uint8_t demand[] = {TM_CASE_GA, TM_CASE_TOPIC, TM_CASE_NI, TM_CASE_NITAISHI, TM_CASE_HE,
                                   TM_CASE_WO, TM_CASE_NO,    TM_CASE_TO, TM_CASES};
  static const uint8_t offer[] = {TM_CASE_NI, TM_CASE_NITAISHI, TM_CASE_HE, TM_CASE_WO,
                                  TM_CASE_TO, TM_CASE_KARA,     TM_CASE_NO, TM_CASES};
  bool demands = class_ == TM_REQUEST || class_ == TM_ACCUSE || class_ == TM_THREATEN;
  const uint8_t *order = demands ? demand : offer;
  for (; *order != TM_CASES && !event->recipients.count; order++) {
    for (size_t i = 0; i < reading->mentions.count && !event->recipients.count; i++) {
      const tm_mention *m = &reading->mentions.items[i];
      if (m->start < s->start || m->end > s->end || reading->clauses.phrases[m->bunsetsu].case_ != *order || m->guessed) continue;
      tm_parties found = {0};
      if (!tm_bunsetsu_actors(reading, (int32_t)m->bunsetsu, &found) && !tm_bunsetsu_owner(reading, (int32_t)m->bunsetsu, &found))
        continue;
      if (demands) tm_drop_parties(reading, &found, &event->actors);
      else tm_drop_compatriots(reading, &found, &event->actors);
      tm_drop_nameless(reading, &found);
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
      tm_drop_parties(reading, &found, &event->actors);
      const tm_actor *a = found.count ? tm_scene_actor(reading->scene, found.actor[0]) : NULL;
      if (a && !(event->actors.count && tm_slice_equal(a->code, tm_scene_actor(reading->scene, event->actors.actor[0])->code)))
        tm_parties_join(&event->recipients, &found);
    }
  }
}

/* A protest at an embassy is against its country: トルコ大使館前に市民が集まり. */
static void embassy_party(const tm_reading *reading, tm_event *event) {
  static const char *const words[] = {"大使館", "領事館", "総領事館", "公使館", "代表部", "弁務官事務所", NULL};
  for (size_t i = 0; i < reading->mentions.count && !event->recipients.count; i++) {
    const tm_mention *m = &reading->mentions.items[i];
    tm_slice text = tm_chars_slice(reading->parsed.chars, m->start, m->end);
    bool embassy = false;
    for (int w = 0; words[w]; w++) embassy = embassy || tm_slice_ends(text, tm_slice_of(words[w]));
    if (!embassy || m->guessed) continue;
    tm_parties found = {.actor = {m->actors[0]}, .count = 1};
    tm_drop_compatriots(reading, &found, &event->actors);
    event->recipients = found;
  }
}

/* What a protest is against is told by another verb of the sentence: 決定に抗議し、…デモ行進した. */
void tm_protest_party(const tm_reading *reading, tm_event *event) {
  embassy_party(reading, event);
  static const char *const verbs[] = {"抗議", "反対", "反発", "批判", "非難", "求める", "要求", "訴える", "抗議デモ", NULL};
  static const uint8_t marks[] = {TM_CASE_NITAISHI, TM_CASE_NI, TM_CASE_NI_OWNER, TM_CASE_WO, TM_CASE_WO_OWNER};
  for (size_t i = 0; i < reading->clauses.predicate_count && !event->recipients.count; i++) {
    const tm_predicate *q = &reading->clauses.predicates[i];
    bool against = false;
    for (int v = 0; verbs[v]; v++) against = against || tm_base_is(&reading->parsed, q->morph, verbs[v]);
    for (size_t k = 0; against && k < sizeof marks && !event->recipients.count; k++) {
      tm_parties found = {0};
      if (!tm_case_actors(reading, q, -1, (tm_case)marks[k], &found)) continue;
      tm_drop_same(reading, &found, &event->actors, true);
      tm_drop_nameless(reading, &found);
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
    tm_drop_parties(reading, &found, &event->actors);
    event->recipients = found;
  }
}

/* Demands, threats and refusals without an addressee are for whom the actor addressed before, or the other party of talks that the
 * sentence tells of. */
void tm_other_party(const tm_reading *reading, tm_class class_, tm_event *event) {
  if ((class_ != TM_REQUEST && class_ != TM_THREATEN && class_ != TM_REJECT && class_ != TM_ACCUSE) || !event->actors.count)
    return;
  const tm_actor *actor = tm_scene_actor(reading->scene, event->actors.actor[0]);
  uint32_t pair[2];
  size_t n = 0;
  for (size_t i = 0; i < reading->events.count; i++) {
    const tm_event *e = &reading->events.items[i];
    if (e->class_ == TM_CONSULT && e->actors.count == 2) pair[0] = e->actors.actor[0], pair[1] = e->actors.actor[1], n = 2;
  }
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
void tm_protest_of_country(tm_reading *reading, const tm_predicate *p, tm_event *event) {
  if (!event->actors.count) {
    uint32_t country = tm_scene_focus(reading->scene);
    for (size_t i = 0; i < reading->mentions.count; i++) {
      const tm_mention *m = &reading->mentions.items[i];
      if ((m->kind == TM_MENTION_GEO || m->kind == TM_MENTION_CAPITAL || m->kind == TM_MENTION_PLACE) &&
          m->bunsetsu <= p->bunsetsu && m->actor_count == 1 && !m->prefix) {
        country = m->actors[0];
        if (reading->clauses.phrases[m->bunsetsu].case_ == TM_CASE_DE) break;
      }
    }
    if (country == UINT32_MAX || tm_scene_actor(reading->scene, country)->code.length != 3) return;
    tm_parties_add(&event->actors, tm_scene_country(reading->scene, tm_scene_actor(reading->scene, country)->code, "CVL"));
  }
  const tm_actor *a = tm_scene_actor(reading->scene, event->actors.actor[0]);
  if (!event->recipients.count && a->code.length == 3 && !a->org.length && !tm_slice_is(a->code, "UNK") &&
      !tm_slice_is(a->code, "NGO"))
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
    tm_drop_same(reading, &found, &event->actors, true);
    tm_drop_nameless(reading, &found);
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
    tm_drop_parties(reading, &found, &event->actors);
    tm_drop_nameless(reading, &found);
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
      for (int w = 0; words[w]; w++)
        demonstrative = demonstrative || tm_base_is(&reading->parsed, reading->parsed.bunsetsu[filler[k]].content, words[w]);
      for (int32_t c = reading->clauses.first_child[filler[k]]; c >= 0 && !demonstrative; c = reading->clauses.next_sibling[c])
        for (int w = 0; adnominals[w]; w++)
          demonstrative = demonstrative || tm_base_is(&reading->parsed, reading->parsed.bunsetsu[c].content, adnominals[w]);
      if (!demonstrative) continue;
      tm_parties found = {0};
      for (size_t e = reading->events.count; e-- > 0 && !found.count;) {
        found = reading->events.items[e].actors;
        tm_drop_parties(reading, &found, &event->actors);
      }
      if (!found.count) found.count = tm_scene_omitted(reading->scene, found.actor, TM_PARTIES);
      tm_drop_parties(reading, &found, &event->actors);
      tm_drop_nameless(reading, &found);
      event->recipients = found;
      return;
    }
  }
}

/* ロシアの侵攻を非難した: whose act it is. */
static void owner_party(const tm_reading *reading, const tm_predicate *p, int32_t noun, tm_event *event) {
  static const uint8_t owners[] = {TM_CASE_WO_OWNER, TM_CASE_NI_OWNER};
  for (size_t i = 0; i < sizeof owners && !event->recipients.count; i++) {
    tm_parties found = {0};
    tm_case_actors(reading, p, noun, (tm_case)owners[i], &found);
    if (event->class_ == TM_AGREE) tm_drop_compatriots(reading, &found, &event->actors);
    else tm_drop_parties(reading, &found, &event->actors);
    tm_drop_nameless(reading, &found);
    event->recipients = found;
  }
}

/* The country that an ambassador is called home from: 駐印大使を召還した, デリーに駐在する大使を呼び戻した. */
static void host_party(const tm_reading *reading, const tm_predicate *p, tm_event *event) {
  int32_t filler[TM_FILLERS];
  size_t n = tm_clauses_fillers(&reading->clauses, p, p->passive ? TM_CASE_GA : TM_CASE_WO, filler);
  tm_parties found = {0};
  for (size_t i = 0; i < n && !found.count; i++) {
    int32_t mention = reading->mention_in[filler[i]];
    if (mention >= 0 && reading->mentions.items[mention].host != UINT32_MAX)
      tm_parties_add(&found, reading->mentions.items[mention].host);
  }
  for (size_t i = 0; i < reading->clauses.predicate_count && !found.count; i++) {
    const tm_predicate *q = &reading->clauses.predicates[i];
    if (q->role == TM_CLAUSE_RELATIVE && q < p && tm_base_is(&reading->parsed, q->morph, "駐在"))
      tm_case_actors(reading, q, -1, TM_CASE_NI, &found);
  }
  tm_drop_parties(reading, &found, &event->actors);
  event->recipients = found;
}

void tm_find_recipients(const tm_reading *reading, const tm_match_found *match, tm_event *event) {
  const tm_predicate *p = match->predicate;
  const tm_predicate_row *row = match->row;
  tm_class class_ = (tm_class)row->class_;
  int32_t index = (int32_t)(p - reading->clauses.predicates);
  bool verbal = tm_class_verbal(class_);
  const tm_parties *found = &event->recipients;
  if (class_ == TM_MOBILIZE) tm_drop_parties(reading, &event->recipients, &event->actors);
  if (!found->count && class_ == TM_MOBILIZE) border_party(reading, event);
  if (!found->count && verbal) summoned_party(reading, index, event);
  if (!found->count && class_ == TM_SANCTION && tm_slice_is(event->mode, "withdraw")) host_party(reading, p, event);
  if (!found->count && class_ == TM_PROTEST) tm_protest_party(reading, event);
  if (!found->count && class_ == TM_ASSAULT && match->noun < 0) crowd_party(reading, event);
  if (!found->count && class_ == TM_ASSAULT && event->actors.count < 2) place_party(reading, p, event);
  if (!found->count && (class_ == TM_ACCUSE || class_ == TM_REJECT || class_ == TM_SUPPORT)) topic_party(reading, p, event);
  if (!found->count && verbal && row->recipient[0] != TM_CASE_NONE) owner_party(reading, p, match->noun, event);
  if (!found->count) demonstrative_party(reading, p, row, event);
  if (!found->count && verbal) tm_content_party(reading, index, class_, event);
}
