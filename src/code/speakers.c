/* code: who speaks the words of a cue, and where the words begin. See statements.h. */
#include "code/statements.h"

/* 国連では: a body that speaks. */
static bool body_topic(const tm_reading *reading, uint32_t b) {
  const tm_phrase *phrase = &reading->clauses.phrases[b];
  int32_t m = reading->mention_in[b];
  return phrase->case_ == TM_CASE_DE && phrase->topic && m >= 0 && reading->mentions.items[m].kind == TM_MENTION_BODY;
}

/* A headline's subject: ベルギー、…を約束; 国連総長「…」と非難. */
static bool headline_topic(const tm_reading *reading, uint32_t b) {
  if (!reading->headline || reading->clauses.phrases[b].case_ != TM_CASE_BARE || reading->mention_in[b] < 0) return false;
  uint32_t end = tm_bunsetsu_end(reading, b);
  return (b < 4 && reading->parsed.chars->code[end - 1] == 0x3001) ||
         (end < reading->parsed.chars->count && reading->parsed.chars->code[end] == 0x300C);
}

/* Whether a phrase names who speaks: a topic or subject that is an actor. */
bool tm_speaking_phrase(const tm_reading *reading, uint32_t b, tm_statement *s) {
  const tm_phrase *phrase = &reading->clauses.phrases[b];
  if (phrase->case_ != TM_CASE_TOPIC && phrase->case_ != TM_CASE_GA && !body_topic(reading, b) && !headline_topic(reading, b))
    return false;
  tm_parties found = {0};
  if (tm_bunsetsu_actors(reading, (int32_t)b, &found)) {
    s->speaker = found.actor[0];
    s->mention = (uint32_t)reading->mention_in[b];
    return true;
  }
  const tm_parsed *parsed = &reading->parsed;
  uint32_t content = parsed->bunsetsu[b].content;
  bool speaks = parsed->morphs[content].category & (TM_CATEGORY_PERSON | TM_CATEGORY_ORGANIZATION);
  static const char *const documents[] = {"声明", "報告書", "報告", "草案", "決議", "書簡", "談話", "社説", "コメント", NULL};
  for (int i = 0; documents[i]; i++) speaks = speaks || tm_base_is(parsed, content, documents[i]);
  if (!speaks) return false;
  if (tm_bunsetsu_owner(reading, (int32_t)b, &found)) {
    s->speaker = found.actor[0];
    return true;
  }
  uint32_t mention, owner = tm_report_owner(reading, (int32_t)b, &mention);
  if (owner != UINT32_MAX) s->speaker = owner, s->mention = mention;
  return owner != UINT32_MAX;
}

/* A topic or subject that names somebody whom no mention covers: 県民連合は, 朝日は. */
bool tm_unknown_speaker(const tm_reading *reading, uint32_t b, tm_statement *s) {
  const tm_phrase *phrase = &reading->clauses.phrases[b];
  if (phrase->case_ != TM_CASE_TOPIC && phrase->case_ != TM_CASE_GA) return false;
  if (!tm_names_speaker(reading, (int32_t)b)) return false;
  uint32_t mention, actor = tm_source_named(reading, (int32_t)b, &mention);
  if (actor == UINT32_MAX) return false;
  s->speaker = actor;
  s->mention = mention;
  return true;
}

/* What may stand between the speaker's phrase and the words: times, hearers, occasions (30日、記者団に対し、声明で). */
static bool matrix_phrase(const tm_reading *reading, uint32_t b, uint32_t cue) {
  const tm_phrase *phrase = &reading->clauses.phrases[b];
  if (phrase->functional) return true;
  if (phrase->predicate >= 0) return false;
  if (reading->parsed.morphs[reading->parsed.bunsetsu[b].content].tag.pos == TM_POS_CONJUNCTION) return true; /* また */
  if (phrase->case_ == TM_CASE_NITAISHI) return true;
  bool own = phrase->head == (int32_t)cue;
  if (!own) return false;
  if (phrase->case_ == TM_CASE_DE) return true;
  uint32_t start = tm_bunsetsu_start(reading, b);
  for (size_t i = 0; i < reading->times.count; i++)
    if (reading->times.items[i].start >= start && reading->times.items[i].start < tm_bunsetsu_end(reading, b)) return true;
  tm_parties found = {0};
  return phrase->case_ == TM_CASE_NI && tm_bunsetsu_actors(reading, (int32_t)b, &found);
}

bool tm_is_media(const tm_reading *reading, uint32_t actor) {
  return tm_slice_is(tm_scene_actor(reading->scene, actor)->sector, "JRN");
}

static bool is_report_verb(const tm_reading *reading, const tm_predicate *p) {
  static const char *const verbs[] = {"伝える", "つたえる", "報じる", "報道", "報ずる", NULL};
  for (int i = 0; verbs[i]; i++)
    if (tm_base_is(&reading->parsed, p->morph, verbs[i])) return true;
  return false;
}

/* Whether a quotation begins with bunsetsu `b`, not a name in brackets (ラジオ局「アフリカ」は). */
bool tm_opens_quote(const tm_reading *reading, uint32_t b) {
  const uint16_t *code = reading->parsed.chars->code;
  uint32_t start = tm_bunsetsu_start(reading, b), end = tm_bunsetsu_end(reading, b);
  if (code[start] != 0x300C) return false;
  for (uint32_t i = start; i < end; i++)
    if (code[i] == 0x300D) return false;
  return true;
}

/* Whether a bunsetsu holds the end of a quotation. */
static bool closes_quote(const tm_reading *reading, uint32_t b) {
  for (uint32_t i = tm_bunsetsu_start(reading, b); i < tm_bunsetsu_end(reading, b); i++)
    if (reading->parsed.chars->code[i] == 0x300D && !tm_opens_quote(reading, b)) return true;
  return false;
}

/* The bunsetsu where the quotation that bunsetsu `b` opens ends, if that is before `end`; else 0. */
static uint32_t quote_end(const tm_reading *reading, uint32_t b, uint32_t end) {
  const uint16_t *code = reading->parsed.chars->code;
  int depth = 0;
  for (uint32_t i = tm_bunsetsu_start(reading, b); b < end; i++) {
    while (b < end && tm_bunsetsu_end(reading, b) <= i) b++;
    if (code[i] == 0x300C) depth++;
    if (code[i] == 0x300D && --depth == 0) return b < end ? b : 0;
  }
  return 0;
}

/* 大統領が、…; 大統領が30日、…: a subject that the parser hung on a clause of the words. */
static bool set_apart(const tm_reading *reading, uint32_t b, uint32_t end) {
  const uint16_t *code = reading->parsed.chars->code;
  const tm_phrase *phrases = reading->clauses.phrases;
  for (uint32_t k = b + 1; k < end && k < b + 24; k++) /* 首相が|侵攻は…: the clause has a subject of its own */
    if (phrases[k].head == phrases[b].head && (phrases[k].case_ == TM_CASE_TOPIC || phrases[k].case_ == TM_CASE_GA)) return true;
  for (uint32_t k = b; k < end && k < b + 4; k++) {
    if (k > b && reading->clauses.phrases[k].predicate >= 0) return false;
    if (code[tm_bunsetsu_end(reading, k) - 1] != 0x3001) continue;
    if (k == b) return true;
    for (size_t i = 0; i < reading->times.count; i++)
      if (reading->times.items[i].start >= tm_bunsetsu_end(reading, b) &&
          reading->times.items[i].end <= tm_bunsetsu_end(reading, k))
        return true;
  }
  return false;
}

/* 「…」と語るのは、…氏だ: who ends the sentence. */
static bool is_cleft(const tm_reading *reading, const tm_predicate *p, tm_statement *s) {
  const tm_parsed *parsed = &reading->parsed;
  uint32_t end = parsed->morphs[parsed->bunsetsu[p->bunsetsu].last - 1].end, at = parsed->morphs[p->morph].end;
  bool cleft = false;
  for (uint32_t i = at; i + 1 < end; i++)
    cleft = cleft || (parsed->chars->code[i] == 0x306E && parsed->chars->code[i + 1] == 0x306F);
  uint32_t last = (uint32_t)parsed->bunsetsu_count - 1;
  tm_parties found = {0};
  if (!cleft || last <= p->bunsetsu || !tm_bunsetsu_actors(reading, (int32_t)last, &found)) return false;
  s->speaker = found.actor[0];
  s->mention = (uint32_t)reading->mention_in[last];
  return true;
}

/* Where to look for the speaker of a cue's words. */
typedef struct search {
  const tm_predicate *p;
  uint32_t last;   /* bunsetsu that ends the words */
  uint32_t least;  /* first bunsetsu after an earlier cue */
  uint32_t open;   /* bunsetsu that opens the quotation, if the words are one */
  bool bracketed;  /* they are: the speaker does not stand in them */
  bool inner;      /* itself in the words of an outer cue, whose speaker is the topic: Aは、Bが…と述べたと伝えた */
  uint32_t *first; /* first bunsetsu of the words */
  tm_statement *s;
} search;

/* The words of an earlier cue are not these; nor is what names a source. */
static void bound(const tm_reading *reading, search *x) {
  uint32_t words = 0;
  for (size_t i = 0; i < reading->statements.count; i++) {
    const tm_statement *before = &reading->statements.items[i];
    while (before->predicate < 0 && words < x->last && tm_bunsetsu_end(reading, words) <= before->cue_end)
      words++; /* によると, として */
    if (before->predicate < 0) continue;
    const tm_predicate *q = &reading->clauses.predicates[before->predicate];
    if (q->bunsetsu < x->last && q->bunsetsu + 1 > x->least && q->role == TM_CLAUSE_COORDINATE) x->least = q->bunsetsu + 1;
  }
  const uint16_t *code = reading->parsed.chars->code;
  x->bracketed = x->s->end > 0 && (code[x->s->end - 1] == 0x300D || code[x->s->end - 1] == 0x300F);
  if (x->bracketed) {
    uint32_t at = tm_matching_open(reading, x->s->end - 1);
    bool earlier = at == UINT32_MAX && reading->in_quote; /* opened in a sentence before: all is quoted from the start */
    x->bracketed = at != UINT32_MAX || earlier;
    while (x->bracketed && !earlier && x->open < x->last && tm_bunsetsu_end(reading, x->open) <= at) x->open++;
    if (x->bracketed && !earlier && !reading->headline && x->s->end - at < 12 && at > 0 && x->open > x->least)
      x->bracketed = false; /* a word in quotes at the end of a clause */
  }
  *x->first = x->bracketed ? x->open : words > x->least ? words : x->least;
}

/* …と大統領は述べた, 大統領「…」と述べた, 「…」と述べた|大統領, …、報道官は「…」と: the speaker next to the words or the cue. */
static bool speaker_beside(const tm_reading *reading, const search *x) {
  const uint16_t *code = reading->parsed.chars->code;
  if (is_cleft(reading, x->p, x->s)) return true;
  for (uint32_t b = x->last + 1; b < x->p->bunsetsu; b++)
    if (tm_speaking_phrase(reading, b, x->s)) return true;
  uint32_t open = tm_bunsetsu_start(reading, x->open);
  for (size_t i = 0; x->bracketed && i < reading->mentions.count; i++) {
    const tm_mention *m = &reading->mentions.items[i];
    if (m->end != open || code[m->end] != 0x300C) continue;
    x->s->speaker = m->actors[0];
    x->s->mention = (uint32_t)i;
    return true;
  }
  tm_parties who = {0};
  if (x->p->role == TM_CLAUSE_RELATIVE && x->p->noun >= 0 && tm_bunsetsu_actors(reading, x->p->noun, &who)) {
    x->s->speaker = who.actor[0];
    x->s->mention = (uint32_t)reading->mention_in[x->p->noun];
    return true;
  }
  for (uint32_t b = x->open, seen = 0; x->bracketed && b-- > x->least && seen < 4; seen++) {
    const tm_phrase *phrase = &reading->clauses.phrases[b];
    if (phrase->predicate >= 0 || closes_quote(reading, b)) break;
    if ((phrase->case_ == TM_CASE_TOPIC || headline_topic(reading, b)) &&
        (tm_speaking_phrase(reading, b, x->s) || tm_unknown_speaker(reading, b, x->s)))
      return true;
  }
  return false;
}

/* Before the words: own topic, a topic that goes on past the cue, own subject, any subject, any topic; what an earlier cue has
 * before it last; a subject that stands apart from the clause it hangs on. */
static bool speaker_before(const tm_reading *reading, const search *x) {
  const tm_phrase *phrases = reading->clauses.phrases;
  uint32_t end = x->bracketed ? x->open : x->last;
  for (int turn = 0; turn < (x->inner ? 4 : 7); turn++) {
    for (uint32_t b = turn == 5 ? 0 : x->least; b < end; b++) {
      if (tm_opens_quote(reading, b) && !(b = quote_end(reading, b, end))) break;
      bool topic = phrases[b].case_ == TM_CASE_TOPIC || body_topic(reading, b) || headline_topic(reading, b),
           own = phrases[b].head == (int32_t)x->p->bunsetsu, after = phrases[b].head > (int32_t)x->last;
      bool wanted = turn == 0   ? topic && own
                    : turn == 1 ? topic && after && !x->inner
                    : turn == 2 ? own
                    : turn == 3 ? (x->inner ? !topic : after)
                    : turn < 6  ? topic
                                : phrases[b].case_ == TM_CASE_GA && set_apart(reading, b, end);
      if (!wanted) continue;
      bool unknown = turn < 6 && (own || topic);
      if (!tm_speaking_phrase(reading, b, x->s) && !(unknown && tm_unknown_speaker(reading, b, x->s))) continue;
      if (!x->bracketed && b >= *x->first) *x->first = b + 1;
      return true;
    }
  }
  return false;
}

/* What hangs on the cue's own successors, or continues to the cue, is not in its words; nor are times and hearers. */
static void trim_words(const tm_reading *reading, const search *x, bool found) {
  const tm_phrase *phrases = reading->clauses.phrases;
  for (uint32_t b = x->last; b-- > *x->first;) {
    bool beyond = phrases[b].head > (int32_t)x->p->bunsetsu;
    bool before = phrases[b].predicate >= 0 && phrases[b].head == (int32_t)x->p->bunsetsu &&
                  reading->clauses.predicates[phrases[b].predicate].role == TM_CLAUSE_COORDINATE;
    if (beyond || before) *x->first = b + 1;
  }
  while (found && *x->first < x->last && matrix_phrase(reading, *x->first, x->p->bunsetsu)) (*x->first)++;
}

/* Whom a speaker found in the sentence stands for: …と伝えた the source named before, …」と彼は who spoke before. */
static void look_back(const tm_reading *reading, const search *x, bool media) {
  if (x->s->mention == UINT32_MAX) return;
  const tm_mention *m = &reading->mentions.items[x->s->mention];
  const tm_phrase *phrase = &reading->clauses.phrases[m->bunsetsu];
  bool own_topic = phrase->head == (int32_t)x->p->bunsetsu && phrase->case_ == TM_CASE_TOPIC;
  if (media && reading->last_source != UINT32_MAX && !tm_is_media(reading, x->s->speaker) && !own_topic)
    x->s->speaker = reading->last_source, x->s->mention = UINT32_MAX;
  bool said_on = x->bracketed && x->open == 0 && reading->in_quote && reading->last_speaker != UINT32_MAX;
  if (said_on && m->anaphor && reading->parsed.chars->code[m->start] == 0x5F7C && /* 彼 */
      tm_scene_actor(reading->scene, reading->last_speaker)->person)
    x->s->speaker = reading->last_speaker;
}

/* A speaker whom only the sentences before name. */
static bool speaker_omitted(const tm_reading *reading, const search *x, bool media) {
  if (media && reading->last_source != UINT32_MAX) {
    x->s->speaker = reading->last_source;
    return true;
  }
  tm_parties omitted = {0};
  omitted.count = tm_scene_omitted(reading->scene, omitted.actor, TM_PARTIES);
  bool newer = reading->silence > 0 && omitted.count &&
               tm_scene_actor(reading->scene, omitted.actor[0])->person; /* subject of a sentence since */
  bool reporter = reading->last_speaker != UINT32_MAX && tm_is_media(reading, reading->last_speaker) && omitted.count &&
                  !is_report_verb(reading, x->p); /* AFPによると…。…と述べた: not the agency */
  if (reading->last_speaker != UINT32_MAX && !newer && !reporter) x->s->speaker = reading->last_speaker;
  else if (omitted.count) x->s->speaker = omitted.actor[0];
  return reading->last_speaker != UINT32_MAX || omitted.count > 0;
}

bool tm_find_speaker(const tm_reading *reading, const tm_predicate *p, uint32_t last, uint32_t *first, tm_statement *s) {
  search x = {.p = p, .last = last, .first = first, .s = s};
  bound(reading, &x);
  if (p->role == TM_CLAUSE_QUOTED && p->parent >= 0) {
    const tm_predicate *outer = &reading->clauses.predicates[p->parent];
    x.inner = !outer->passive && !tm_is_formula(reading, outer) && tm_find_cue(reading, outer, &(int32_t){-1});
  }
  bool media = is_report_verb(reading, p) && reading->last_source == reading->last_speaker;
  bool found = speaker_beside(reading, &x) || speaker_before(reading, &x);
  if (!x.bracketed) trim_words(reading, &x, found);
  if (found) look_back(reading, &x, media);
  return found || (!x.inner && speaker_omitted(reading, &x, media));
}
