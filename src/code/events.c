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
  if (row->negated && event->status == TENMATSU_NEGATED) event->status = TENMATSU_ACTUAL, told = true;
  if (proposal->match.light_status && event->status == TENMATSU_ACTUAL) event->status = proposal->match.light_status;
  if (proposal->match.planned && event->status == TENMATSU_ACTUAL) event->status = TENMATSU_FUTURE;
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
  if (row->class_ == TM_THREATEN && !event->recipients.count && tm_base_is(&reading->parsed, p->morph, "警告") &&
      !event->mode.length && row->condition < 0 && !warns_of_own_act(reading, p))
    refuse(proposal, "a warning of a risk, to nobody");
  if (row->class_ == TM_REQUEST && !event->recipients.count && is_order(row, reading) && !order_to_act(reading, p, event))
    refuse(proposal, "an order of what is no act of the classes");
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
  const tm_statement *s = tm_enclosing_statement(reading, p);
  if (s) reported_event(reading, s, proposal);
  else told_event(reading, proposal);
  if (!event->recipients.count) tm_implied_party(reading, match, event);
  return true;
}

static void code_predicate(tm_reading *reading, const tm_predicate *p) {
  tm_proposal proposal;
  if (!propose(reading, p, &proposal)) return;
  if (reading->witness) reading->witness(reading->witness_context, reading, &proposal);
  if (tm_judge(reading, reading->judge, &proposal)) *TM_PUSH(reading->arena, &reading->events) = proposal.event;
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
      twice = twice || (reading->events.items[k].class_ == TM_PROTEST &&
                        tm_parties_same(reading, &reading->events.items[k].actors, &e->actors));
    if (!twice) reading->events.items[n++] = *e;
  }
  reading->events.count = n;
}

void tm_find_events(tm_reading *reading) {
  tm_matches_begin(reading);
  if (reading->clauses.predicate_count) reading->candidates = TM_NEW(reading->arena, tm_candidate, TM_CANDIDATES);
  reading->silent = TM_NEW0(reading->arena, bool, reading->clauses.predicate_count + 1);
  silence_contents(reading);
  for (size_t i = 0; i < reading->clauses.predicate_count; i++) code_predicate(reading, &reading->clauses.predicates[i]);
  merge_same(reading);
  drop_protest_words(reading);
}
