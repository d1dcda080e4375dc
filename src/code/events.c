/* code: predicates → events, by the predicate lexicon and the codebook's rules. See reading.h.
 *
 * For each predicate: which row of the lexicon fits (match.c), whether it is told as an act (status.c), who acts and on whom
 * (parties.c, recipients.c, roles.c), and what the codebook withdraws: content of another act (1.4), words of experts (1.3), the same act twice. */

#include "code/events.h"

#include "code/judge.h"
#include "code/parties.h"

/* Notes the first reason why the rules take a proposal for no event. */
static void refuse(tm_proposal *proposal, const char *why) {
  if (!proposal->why) proposal->why = why;
}

bool tm_bystander(const tm_reading *reading, uint32_t actor) {
  return tm_sector_is(reading, actor, "EDU") || tm_sector_is(reading, actor, "JRN") ||
         tm_scene_actor(reading->scene, actor)->former;
}

/* Civilians who block or occupy protest (PROTEST obstruct); authorities who do so restrict. */
static void civilians_protest(const tm_reading *reading, tm_event *event) {
  static const char *const sectors[] = {"CVL", "AGR", "LAB", "EDU", "SOC", "OPP", "REL", NULL};
  bool block = tm_slice_is(event->mode, "restrict") || tm_slice_is(event->mode, "seize") || !event->mode.length;
  if (event->class_ != TM_COERCE || !block || !event->actors.count) return;
  for (int i = 0; sectors[i]; i++)
    if (tm_sector_is(reading, event->actors.actor[0], sectors[i])) {
      event->class_ = TM_PROTEST;
      event->mode = TM_LIT("obstruct");
      event->recipients.count = 0;
      tm_protest_party(reading, event);
      return;
    }
}

/* ---- content of speech ---- */

static bool first_person(const tm_reading *reading, const tm_predicate *p) {
  static const char *const words[] = {"われわれ", "我々", "私たち", "私",     "わたし", "我が国", "わが国",
                                      "自国",     "わが", "我が",   "こちら", "わが軍", NULL};
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
    if (!tm_sector_is(reading, found.actor[i], "JRN")) found.actor[n++] = found.actor[i];
  found.count = n;
  tm_drop_parties(reading, &found, &event->actors);
  tm_drop_nameless(reading, &found);
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

static const char *const pledge_cues[] = {"表明", "約束",         "発表", "明言", "述べる", "宣言",
                                          "確約", "明らかにする", "語る", "話す", "伝える", NULL};

static bool cue_is_pledge(const tm_reading *reading, const tm_statement *s) {
  if (s->predicate < 0) return false;
  const tm_predicate *cue = &reading->clauses.predicates[s->predicate];
  for (int i = 0; pledge_cues[i]; i++)
    if (tm_predicate_is(cue, pledge_cues[i])) return true;
  return false;
}

/* The speaker's own act, done by saying it or told as his plan. */
static void own_act(tm_reading *reading, const tm_statement *s, bool self, tm_proposal *proposal) {
  const tm_match_found *match = &proposal->match;
  tm_event *event = &proposal->event;
  tm_class class_ = (tm_class)match->row->class_;
  bool verbal = tm_class_verbal(class_);
  if (!self || tm_bystander(reading, s->speaker)) refuse(proposal, "the words are not the speaker's own act");
  if (!verbal && !cue_is_pledge(reading, s)) refuse(proposal, "a plan that the cue does not pledge");
  tm_parties_add(&event->actors, s->speaker);
  tm_fill_recipients(reading, match->predicate, match->noun, match->row, event);
  hearer(reading, s, event);
  if (!event->recipients.count) tm_content_party(reading, s->predicate, class_, event);
  bool resigns = tm_slice_is(event->mode, "resign"); /* 辞任すると表明した stays RETREAT, to come */
  event->class_ = (uint8_t)(resigns ? class_ : announced(class_, has_condition(reading, s)));
  if (tm_class_verbal((tm_class)event->class_)) event->status = TENMATSU_ACTUAL, event->said_by = UINT32_MAX;
  if (!verbal && event->class_ != class_) event->mode = (tm_slice){"", 0};
  tm_drop_nameless(reading, &event->actors);
  if (!event->actors.count) refuse(proposal, "no actor is told");
}

/* A predicate inside reported speech (1.2, 1.3). */
static void reported_event(tm_reading *reading, const tm_statement *s, tm_proposal *proposal) {
  const tm_match_found *match = &proposal->match;
  const tm_predicate *p = match->predicate;
  const tm_predicate_row *row = match->row;
  tm_event *event = &proposal->event;
  tm_class class_ = (tm_class)row->class_;
  const char *why = "";
  int32_t index = (int32_t)(p - reading->clauses.predicates);
  bool verbal = tm_class_verbal(class_), source = s->predicate < 0 && !s->direct;
  bool self = s->content == index || (p->role == TM_CLAUSE_COORDINATE && p->parent == s->content)
                  ? speaks_of_self(reading, p, row, s)
                  : first_person(reading, p);
  if (source) self = false;
  if (match->demand) self = true; /* its subject is the hearer */
  event->said_by = s->speaker;
  bool told = event->status == TENMATSU_ACTUAL || event->status == TENMATSU_FUTURE;
  if (!told && row->where != TM_WHERE_CONTENT) refuse(proposal, "in reported speech only acts done or scheduled are coded");
  if (row->where == TM_WHERE_CONTENT ||
      (self && !p->past && !p->passive && (verbal || event->status == TENMATSU_FUTURE) && class_ != TM_CONSULT)) {
    own_act(reading, s, self, proposal);
    return;
  }
  if (s->direct && !p->past && !p->progressive && event->status != TENMATSU_FUTURE)
    refuse(proposal, "a general claim in quoted words");
  if (event->status == TENMATSU_FUTURE && s->direct && class_ != TM_CONSULT && p->noun < 0)
    refuse(proposal, "a prediction in quoted words");
  if (!tm_fill_parties(reading, match, event, &why)) refuse(proposal, why);
  if (verbal && event->actors.count && tm_bystander(reading, event->actors.actor[0]))
    refuse(proposal, "words of experts, journalists and former officials are statements only");
}

/* ---- one predicate ---- */

/* 協議中だ */
static bool under_way(const tm_parsed *parsed, const tm_predicate *p) {
  return p->morph + 1 < parsed->morph_count && tm_morphs_are(parsed, p->morph + 1, p->morph + 2, "中");
}

static bool is_order(const tm_predicate_row *row, const tm_reading *reading) {
  static const char *const words[] = {"命じる",     "命ずる",   "命令する", "命令を出す", "命令を下す", "指示する",
                                      "指示を出す", "指令する", "下令する", "指令を出す", "発令する",   NULL};
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
    if (q->parent != event->predicate || (q->role != TM_CLAUSE_YOU && q->role != TM_CLAUSE_RELATIVE &&
                                          q->role != TM_CLAUSE_NOMINAL && q->role != TM_CLAUSE_QUOTED))
      continue;
    tm_match_found match;
    if (!tm_match_predicate(reading, q, false, &match) || tm_class_verbal((tm_class)match.row->class_) ||
        match.row->class_ == TM_CONSULT)
      continue;
    event->class_ = match.row->class_;
    event->mode = tm_lexicon_text(reading->lexicon, match.row->mode);
    tm_fill_recipients(reading, q, match.noun, match.row, event);
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
    tm_drop_parties(reading, &event->recipients, &event->actors);
    return true;
  }
  return false;
}

/* 会談し、…ことで一致した, 会談し、…方針で合意した: the meeting was held; but 会談し、…方針を示した tells a plan. */
static bool meeting_held(tm_reading *reading, const tm_predicate *p, bool planned, uint8_t *status) {
  const tm_predicate *up = &reading->clauses.predicates[p->parent];
  for (int depth = 0; depth < 6 && up->parent >= 0 && up->role != TM_CLAUSE_MAIN; depth++)
    up = &reading->clauses.predicates[up->parent];
  const tm_match_found *main = tm_matched(reading, up);
  bool done = up->past || up->progressive;
  if (planned && !(done && main && main->row->class_ == TM_AGREE)) return true;
  *status = TENMATSU_ACTUAL;
  return done;
}

/* Status of a proposal, and whether it is told as an act. */
static void fill_status(tm_reading *reading, tm_proposal *proposal) {
  const tm_predicate *p = proposal->match.predicate;
  const tm_predicate_row *row = proposal->match.row;
  tm_event *event = &proposal->event;
  bool verbal = tm_class_verbal((tm_class)row->class_);
  bool told = tm_predicate_status(reading, p, row, &event->status);
  if ((!told || event->status == TENMATSU_FUTURE) && row->class_ == TM_CONSULT && p->role == TM_CLAUSE_COORDINATE &&
      p->parent >= 0)
    told = meeting_held(reading, p, told, &event->status);
  if (proposal->match.light_status && event->status == TENMATSU_ACTUAL) event->status = proposal->match.light_status;
  if (proposal->match.planned && event->status == TENMATSU_ACTUAL) event->status = TENMATSU_FUTURE;
  if (proposal->match.demand) event->status = TENMATSU_ACTUAL, told = true;
  if (!told) refuse(proposal, "told as a purpose, a wish or a stock modifier, not as an act");
  if (verbal && (event->status == TENMATSU_NEGATED || event->status == TENMATSU_HYPOTHETICAL))
    refuse(proposal, "a verbal act not done or only thought of");
}

/* 「代償を払う」と警告した, 報復すると警告した: a threat to whomever, where 侵攻の恐れがあると警告した tells a risk. */
static bool warns_of_own_act(tm_reading *reading, const tm_predicate *p) {
  int32_t index = (int32_t)(p - reading->clauses.predicates);
  for (size_t i = 0; i < reading->statements.count; i++) {
    const tm_statement *s = &reading->statements.items[i];
    if (s->predicate != index || s->content < 0) continue;
    const tm_predicate *q = &reading->clauses.predicates[s->content];
    const tm_match_found *match = tm_matched(reading, q);
    if (!match || q->past || q->negative) continue;
    tm_class class_ = (tm_class)match->row->class_;
    if (class_ == TM_THREATEN) return true;
    bool force = class_ == TM_SANCTION || class_ == TM_MOBILIZE || class_ == TM_COERCE || class_ == TM_ASSAULT;
    if (force && speaks_of_self(reading, q, match->row, s)) return true;
  }
  return false;
}

/* ソウルでデモ、…: the word for the protest names nobody whom it is directed at. */
static void drop_own_word(const tm_reading *reading, const tm_predicate *p, tm_event *event) {
  tm_parties self = {0};
  if (event->class_ != TM_PROTEST || !tm_bunsetsu_actors(reading, (int32_t)p->bunsetsu, &self)) return;
  size_t n = 0;
  for (size_t i = 0; i < event->recipients.count; i++)
    if (event->recipients.actor[i] != self.actor[0]) event->recipients.actor[n++] = event->recipients.actor[i];
  event->recipients.count = n;
}

/* Whether a clause tells of a request that the predicate's act answers: 要請を受けて, 求めに応じて; who asked, in *asking. */
static bool answers_request(const tm_reading *reading, const tm_predicate *q, tm_parties *asking) {
  static const char *const requests[] = {"要請", "求め", "依頼", "要求", "訴え", "呼びかけ", "申し出", NULL};
  bool received = tm_predicate_is(q, "受ける");
  if (!received && !tm_predicate_is(q, "応じる") && !tm_predicate_is(q, "応える")) return false;
  int32_t filler[TM_FILLERS];
  size_t n = tm_clauses_children(&reading->clauses, q->bunsetsu, received ? TM_CASE_WO : TM_CASE_NI, filler, TM_FILLERS);
  for (size_t i = 0; i < n; i++)
    for (int w = 0; requests[w]; w++)
      if (tm_noun_is(reading, filler[i], 0, tm_slice_of(requests[w]))) {
        tm_bunsetsu_owner(reading, filler[i], asking);
        return true;
      }
  return false;
}

/* マリ政府の要請を受けて部隊を派遣した: troops sent on request are help (section 3). */
static void sent_on_request(const tm_reading *reading, const tm_predicate *p, tm_event *event) {
  if (event->class_ != TM_MOBILIZE || !tm_slice_is(event->mode, "troops")) return;
  for (int32_t i = event->predicate - 1; i >= 0 && i > event->predicate - 6; i--) {
    const tm_predicate *q = &reading->clauses.predicates[i];
    tm_parties asking = {0};
    if (q->parent != p - reading->clauses.predicates || q->role != TM_CLAUSE_COORDINATE || !answers_request(reading, q, &asking))
      continue;
    tm_drop_parties(reading, &asking, &event->actors);
    if (!asking.count) continue; /* a government's own request to its army */
    event->class_ = TM_AID;
    event->mode = (tm_slice){"", 0};
    event->recipients = asking;
    return;
  }
}

/* イラクの求めに応じて派遣した: the consent is no act beside the one that answers. */
static bool told_by_answer(const tm_reading *reading, const tm_predicate *p, const tm_event *event) {
  tm_parties asking = {0};
  if (event->class_ != TM_AGREE || p->role != TM_CLAUSE_COORDINATE || p->parent < 0 || p->negative) return false;
  return answers_request(reading, p, &asking) && tm_matched(reading, &reading->clauses.predicates[p->parent]);
}

/* An act that the report itself tells. */
static void told_event(tm_reading *reading, tm_proposal *proposal) {
  const tm_predicate *p = proposal->match.predicate;
  const tm_predicate_row *row = proposal->match.row;
  tm_event *event = &proposal->event;
  const char *why = "";
  if (!tm_fill_parties(reading, &proposal->match, event, &why)) {
    refuse(proposal, why);
    return;
  }
  if (tm_class_verbal((tm_class)row->class_) && tm_bystander(reading, event->actors.actor[0]))
    refuse(proposal, "words of experts, journalists and former officials are statements only");
  civilians_protest(reading, event);
  drop_own_word(reading, p, event);
  sent_on_request(reading, p, event);
  if (told_by_answer(reading, p, event)) refuse(proposal, "consent that the act after it tells");
  if (row->class_ == TM_THREATEN && !event->recipients.count && tm_base_is(&reading->parsed, p->morph, "警告") &&
      !event->mode.length && row->condition < 0 && !warns_of_own_act(reading, p))
    refuse(proposal, "a warning of a risk, to nobody");
  if (row->class_ == TM_REQUEST && !event->recipients.count && is_order(row, reading) && !order_to_act(reading, p, event))
    refuse(proposal, "an order of what is no act of the classes");
}

/* ---- sport (1.5) ---- */

/* Whether one of the words stands in the sentence. */
static bool has_word(const tm_reading *reading, const uint16_t *const *words) {
  const tm_chars *chars = reading->parsed.chars;
  for (; *words; words++) {
    const uint16_t *word = *words;
    size_t length = 1;
    if (!tm_present(reading, word[0])) continue;
    while (word[length]) length++;
    for (size_t i = 0; i + length <= chars->count; i++)
      if (chars->code[i] == word[0] && !memcmp(chars->code + i, word, length * sizeof *word)) return true;
  }
  return false;
}

/* Words of the sentence that tell of a match, and no dead: 決勝, 3対0. */
static bool tells_sport(const tm_reading *reading) {
  static const uint16_t *const words[] = {
      u"選手",     u"試合",   u"優勝",           u"決勝", u"得点",     u"失点",       u"先制点", u"サッカー",
      u"野球",     u"リーグ", u"ワールドカップ", u"W杯",  u"日本代表", u"対戦",       u"連勝",   u"連敗",
      u"ラグビー", u"テニス", u"トーナメント",   u"柔道", u"本塁打",   u"ボクシング", NULL};
  static const uint16_t *const violence[] = {u"死亡", u"殺害", u"負傷", u"爆発", u"爆弾", u"銃", u"テロ",
                                             u"遺体", u"武装", u"軍",   u"デモ", u"暴動", NULL};
  const tm_chars *chars = reading->parsed.chars;
  bool score = false;
  for (size_t i = 1; i + 1 < chars->count && !score; i++)
    score =
        chars->code[i] == 0x5BFE && tm_script_of(chars->code[i - 1]) == TM_DIGIT && tm_script_of(chars->code[i + 1]) == TM_DIGIT;
  return (score || has_word(reading, words)) && !has_word(reading, violence);
}

/* Whether the actor is named as one who plays or coaches, or as a club. */
static bool is_sportsman(const tm_reading *reading, uint32_t actor) {
  static const char *const ends[] = {"選手", "監督",         "コーチ",       "主将",   "審判",     "投手",       "力士",
                                     "球団", "サッカー連盟", "サッカー協会", "選手会", "選手協会", "代表チーム", NULL};
  for (size_t i = 0; i < reading->mentions.count; i++) {
    const tm_mention *m = &reading->mentions.items[i];
    bool own = false;
    for (size_t k = 0; k < m->actor_count; k++) own = own || m->actors[k] == actor;
    if (!own) continue;
    tm_slice text = tm_chars_slice(reading->parsed.chars, m->start, m->end);
    for (int w = 0; ends[w]; w++)
      if (tm_slice_ends(text, tm_slice_of(ends[w]))) return true;
  }
  return false;
}

/* 日本代表は韓国を攻撃した, 監督が審判を批判した */
static bool is_sport(const tm_reading *reading, const tm_event *event) {
  if (event->actors.count && is_sportsman(reading, event->actors.actor[0])) return event->class_ != TM_PROTEST;
  return reading->sport && (event->class_ == TM_ASSAULT || event->class_ == TM_MOBILIZE);
}

/* What the lexicon and the rules make of a predicate; false if no entry fits. */
static bool propose(tm_reading *reading, const tm_predicate *p, tm_proposal *proposal) {
  int32_t index = (int32_t)(p - reading->clauses.predicates);
  const tm_match_found *match = tm_matched(reading, p);
  if (!match) return false;
  *proposal = (tm_proposal){.match = *match};
  tm_event *event = &proposal->event;
  *event = (tm_event){.class_ = match->row->class_, .said_by = UINT32_MAX, .predicate = index, .place = -1, .date = {"", 0}};
  event->mode = tm_lexicon_text(reading->lexicon, match->row->mode);
  event->rule = tm_lexicon_text(reading->lexicon, match->row->rule);
  event->start = reading->parsed.morphs[p->first].start;
  event->end = reading->parsed.morphs[p->tail_end - 1].end;
  if (match->noun >= 0) { /* the event noun stands before its verb, or after it (行われた会談) */
    const tm_bunsetsu *b = &reading->parsed.bunsetsu[match->noun];
    uint32_t from = reading->parsed.morphs[b->first].start, to = reading->parsed.morphs[b->content].end;
    if (from < event->start) event->start = from;
    if (to > event->end) event->end = to;
  }
  if (reading->silent[index]) refuse(proposal, "the content of another act (codebook 1.4)");
  if (p->kind == TM_PREDICATE_NOUN && p->copula && !match->planned && !under_way(&reading->parsed, p))
    refuse(proposal, "an act that is only named (…という警告だ)");
  fill_status(reading, proposal);
  const tm_statement *s = tm_speaks_beside(reading, p) ? NULL : tm_enclosing_statement(reading, p);
  if (s) reported_event(reading, s, proposal);
  else told_event(reading, proposal);
  if (!event->recipients.count) tm_implied_party(reading, match, event);
  if (is_sport(reading, event)) proposal->why = "sport", proposal->sport = true;
  return true;
}

static void code_predicate(tm_reading *reading, const tm_predicate *p) {
  tm_proposal proposal;
  if (!propose(reading, p, &proposal)) return;
  if (reading->witness) reading->witness(reading->witness_context, reading, &proposal);
  if (!proposal.sport && tm_judge(reading, reading->judge, &proposal))
    *TM_PUSH(reading->arena, &reading->events) = proposal.event;
  else *TM_PUSH(reading->arena, &reading->refusals) = (tm_refusal){proposal.event.predicate, proposal.why, proposal.event.rule};
}

/* Marks what is the content of a verbal act: 撤退するよう求めた is REQUEST only (1.4). */
static void silence_contents(tm_reading *reading) {
  for (size_t i = 0; i < reading->clauses.predicate_count; i++) {
    const tm_predicate *p = &reading->clauses.predicates[i];
    const tm_match_found *match = tm_matched(reading, p);
    if (!match) continue;
    tm_class class_ = (tm_class)match->row->class_;
    if (!tm_class_verbal(class_)) continue;
    for (size_t k = 0; k < i; k++) {
      const tm_predicate *q = &reading->clauses.predicates[k];
      bool under = false;
      const tm_predicate *up = q;
      for (int depth = 0; depth < 8 && up->parent >= 0 && !under; depth++) {
        bool content = up->role == TM_CLAUSE_YOU || up->role == TM_CLAUSE_QUOTED || up->role == TM_CLAUSE_NOMINAL ||
                       up->role == TM_CLAUSE_RELATIVE;
        if (up->parent == (int32_t)i && content) under = true;
        else if (up->role == TM_CLAUSE_COORDINATE || up->role == TM_CLAUSE_NOMINAL || up->role == TM_CLAUSE_RELATIVE ||
                 up->role == TM_CLAUSE_CONDITION || up->role == TM_CLAUSE_ADVERBIAL)
          up = &reading->clauses.predicates[up->parent];
        else break;
      }
      const tm_match_found *inner = q->role == TM_CLAUSE_COORDINATE ? tm_matched(reading, q) : NULL;
      bool meeting = inner && inner->row->class_ == TM_CONSULT;
      if (!under || meeting || tm_speaks_beside(reading, q) || (q->role == TM_CLAUSE_RELATIVE && (q->past || q->progressive)))
        continue;
      if (up->role == TM_CLAUSE_NOMINAL && up->noun >= 0) { /* …を求めていることについて: told of, not the content */
        uint8_t mark = reading->clauses.phrases[up->noun].case_;
        if (mark == TM_CASE_NITSUITE || mark == TM_CASE_WOMEGUTTE || mark == TM_CASE_TOPIC || mark == TM_CASE_GA) continue;
      }
      /* blame tells its act as done: that act is coded too, if it is past and not only named */
      bool finished = q->past || q->progressive;
      if (class_ == TM_ACCUSE && q->past) continue;
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
      /* 封鎖し、検閲した: deeds of two modes are two */
      bool modes = e->mode.length && f->mode.length && !tm_slice_equal(e->mode, f->mode);
      if (modes && !tm_class_verbal((tm_class)e->class_)) same = false;
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
      twice = twice || (reading->events.items[k].class_ == TM_PROTEST &&
                        tm_parties_same(reading, &reading->events.items[k].actors, &e->actors));
    if (!twice) reading->events.items[n++] = *e;
  }
  reading->events.count = n;
}

void tm_find_events(tm_reading *reading) {
  tm_matches_begin(reading);
  reading->sport = tells_sport(reading);
  if (reading->clauses.predicate_count) reading->candidates = TM_NEW(reading->arena, tm_candidate, TM_CANDIDATES);
  reading->silent = TM_NEW0(reading->arena, bool, reading->clauses.predicate_count + 1);
  silence_contents(reading);
  for (size_t i = 0; i < reading->clauses.predicate_count; i++) code_predicate(reading, &reading->clauses.predicates[i]);
  merge_same(reading);
  drop_protest_words(reading);
}
