/* code: statements (codebook 4): who said which words, by which cue. See reading.h. */
#include "code/events.h"

static bool cue_noun_fits(const tm_reading *reading, const tm_predicate *p, const tm_cue *cue, int32_t *noun) {
  if (cue->phrase_case == TM_CASE_NONE) return true;
  int32_t filler[TM_FILLERS];
  tm_slice wanted = tm_lexicon_text(reading->lexicon, cue->noun);
  size_t n = tm_clauses_fillers(&reading->clauses, p,
                                p->passive && cue->phrase_case == TM_CASE_WO ? TM_CASE_GA : (tm_case)cue->phrase_case, filler);
  for (size_t i = 0; i < n; i++) {
    if (!tm_noun_is(reading, filler[i], 0, wanted)) continue;
    *noun = filler[i];
    return true;
  }
  return false;
}

static uint32_t to_position(const tm_reading *reading, uint32_t b);

/* The best cue row for a predicate; NULL if it reports nothing. */
static const tm_cue *find_cue(const tm_reading *reading, const tm_predicate *p, int32_t *noun) {
  const tm_lexicon *lexicon = reading->lexicon;
  const tm_cue *best = NULL;
  static const tm_cue suru = {.kind = TM_CUE_NEUTRAL, .takes = TM_TAKES_TO}; /* …とした, …としている */
  if (p->kind == TM_PREDICATE_VERB && tm_base_is(&reading->parsed, p->morph, "する") && p->first == p->morph &&
      (p->past || p->progressive) && !p->passive && p->bunsetsu > 0 && p->role != TM_CLAUSE_RELATIVE &&
      to_position(reading, p->bunsetsu - 1))
    return &suru;
  int32_t run = tm_trie_find(&lexicon->cue_words, p->base, p->base_length);
  if (run < 0) return NULL;
  for (uint32_t i = (uint32_t)run; i < lexicon->header->refs; i++) {
    uint32_t ref = lexicon->refs[i], index = ref & TM_REF_INDEX;
    if (index < lexicon->header->cues) {
      const tm_cue *cue = &lexicon->cues[index];
      bool kind = cue->sahen ? p->kind == TM_PREDICATE_SAHEN || p->kind == TM_PREDICATE_NOUN
                             : p->kind == TM_PREDICATE_VERB || p->kind == TM_PREDICATE_NOUN || p->kind == TM_PREDICATE_ADJECTIVE;
      int32_t found = -1;
      if (kind && cue->kind != TM_CUE_SOURCE && cue_noun_fits(reading, p, cue, &found) &&
          (!best || (cue->phrase_case && !best->phrase_case))) {
        best = cue;
        *noun = found;
      }
    }
    if (ref & TM_REF_LAST) break;
  }
  return best;
}

static uint32_t bunsetsu_start(const tm_reading *reading, uint32_t bunsetsu) {
  return reading->parsed.morphs[reading->parsed.bunsetsu[bunsetsu].first].start;
}

static uint32_t bunsetsu_end(const tm_reading *reading, uint32_t bunsetsu) {
  return reading->parsed.morphs[reading->parsed.bunsetsu[bunsetsu].last - 1].end;
}

/* First bunsetsu of the subtree of `top`, not going back past `least`. */
static uint32_t subtree_start(const tm_reading *reading, uint32_t top, uint32_t least) {
  uint32_t first = top;
  while (first > least) {
    uint32_t before = first - 1;
    int32_t head = reading->parsed.bunsetsu[before].head;
    if (head < 0 || (uint32_t)head > top) break;
    first = before;
  }
  return first;
}

/* Position of the と that ends the content in bunsetsu `b`; 0 if none. */
static uint32_t to_position(const tm_reading *reading, uint32_t b) {
  const tm_parsed *parsed = &reading->parsed;
  const tm_bunsetsu *x = &parsed->bunsetsu[b];
  for (size_t i = x->last; i > x->first; i--) {
    const tm_morph *m = &parsed->morphs[i - 1];
    if (m->tag.pos == TM_POS_SPECIAL || tm_morphs_are(parsed, i - 1, i, "は") || tm_morphs_are(parsed, i - 1, i, "も") ||
        tm_morphs_are(parsed, i - 1, i, "の"))
      continue;
    bool hands_on = i > x->first + 2 && m->tag.form != TM_FORM_NONE && tm_base_is(parsed, i - 1, "する") &&
                    tm_morphs_are(parsed, i - 2, i - 1, "と") && parsed->morphs[i - 3].tag.form != TM_FORM_VOLITIONAL;
    if (hands_on && reading->parsed.bunsetsu[b].head >= 0) continue; /* …だ|と|して非難した */
    if (m->tag.pos == TM_POS_PARTICLE && (tm_morphs_are(parsed, i - 1, i, "と") || tm_morphs_are(parsed, i - 1, i, "との")))
      return m->start;
    return 0;
  }
  return 0;
}

static uint32_t matching_open(const tm_reading *reading, uint32_t close) {
  const uint16_t *code = reading->parsed.chars->code;
  uint16_t shut = code[close], open = shut == 0x300D ? 0x300C : shut == 0x300F ? 0x300E : '"';
  uint32_t depth = 0;
  for (uint32_t i = close; i-- > 0;) {
    if (code[i] == shut && shut != '"') depth++;
    if (code[i] != open) continue;
    if (depth == 0) return i;
    depth--;
  }
  return UINT32_MAX;
}

/* Narrows [start, end) to the inside of 「…」 where that is all; says whether the words are quoted. */
static bool trim_quote(const tm_reading *reading, uint32_t *start, uint32_t *end) {
  const uint16_t *code = reading->parsed.chars->code;
  while (*start < *end && (code[*start] == ' ' || code[*start] == 0x3001)) (*start)++;
  bool direct = false;
  for (uint32_t i = *start; i < *end; i++) direct = direct || code[i] == 0x300C || code[i] == 0x300E;
  if (*end > *start && (code[*end - 1] == 0x300D || code[*end - 1] == 0x300F)) {
    uint32_t open = matching_open(reading, *end - 1);
    if (open != UINT32_MAX && open >= *start) {
      if (open == *start) (*start)++, (*end)--;
      else if (*end - open > 15 && open - *start > 0 && code[open - 1] == 0x3001) *start = open + 1, (*end)--;
      return true;
    }
    if (open == UINT32_MAX) (*end)--; /* closes a quotation of an earlier sentence */
    return true;
  }
  return direct;
}

/* …と|して: the bunsetsu that ends the words given as a reason; -1 if `bunsetsu` is no such して. */
static int32_t as_reason(const tm_reading *reading, int32_t bunsetsu) {
  const tm_clauses *c = &reading->clauses;
  const tm_bunsetsu *b = &reading->parsed.bunsetsu[bunsetsu];
  if (!tm_morphs_are(&reading->parsed, b->first, b->first + 1, "して")) return -1;
  for (int32_t child = c->first_child[bunsetsu]; child >= 0; child = c->next_sibling[child])
    if (c->phrases[child].predicate >= 0 && to_position(reading, (uint32_t)child)) return child;
  return bunsetsu > 0 && to_position(reading, (uint32_t)bunsetsu - 1) && c->phrases[bunsetsu - 1].predicate >= 0 ? bunsetsu - 1
                                                                                                                 : -1;
}

/* The content of a cue: the bunsetsu that ends it, and the range of its words. */
static bool find_content(const tm_reading *reading, const tm_predicate *p, const tm_cue *cue, int32_t noun, tm_statement *s,
                         int32_t *last) {
  const tm_clauses *c = &reading->clauses;
  uint32_t top = p->bunsetsu;
  int32_t best = -1;
  for (int turn = 0; turn < 2 && best < 0; turn++) {
    uint32_t parent = turn == 0 ? top : noun >= 0 ? (uint32_t)noun : top;
    for (int32_t child = c->first_child[parent]; child >= 0; child = c->next_sibling[child]) {
      if (c->phrases[child].functional) continue;
      int32_t index = c->phrases[child].predicate;
      if (index >= 0 && turn == 0 && best < 0) { /* …だ|と|して非難した */
        int32_t inner = as_reason(reading, child);
        if (inner >= 0) {
          s->end = to_position(reading, (uint32_t)inner);
          best = inner;
          continue;
        }
      }
      const tm_predicate *q = index >= 0 ? &c->predicates[index] : NULL;
      uint32_t at = to_position(reading, (uint32_t)child);
      bool fits = false;
      if ((cue->takes & TM_TAKES_TO || turn == 1) && at) {
        uint16_t before = at ? reading->parsed.chars->code[at - 1] : 0;
        fits = q || !c->phrases[child].nominal || before == 0x300D || before == 0x300F || before == 0x3002;
        if (!q && c->phrases[child].case_ == TM_CASE_TO && !fits) fits = false;
        if (fits) s->end = at;
      }
      if (!fits && turn == 0 && cue->takes & TM_TAKES_YOU && q && q->role == TM_CLAUSE_YOU)
        fits = true, s->end = bunsetsu_end(reading, (uint32_t)child);
      if (!fits && turn == 0 && cue->takes & TM_TAKES_YOU &&
          tm_morphs_are(&reading->parsed, reading->parsed.bunsetsu[child].first, reading->parsed.bunsetsu[child].first + 1,
                        "よう"))
        fits = true, s->end = reading->parsed.morphs[reading->parsed.bunsetsu[child].first].end; /* 備える|よう */
      if (!fits && turn == 1 && q && (q->role == TM_CLAUSE_RELATIVE || q->role == TM_CLAUSE_NOMINAL))
        fits = true, s->end = bunsetsu_end(reading, (uint32_t)child);
      if (!fits && turn == 0 && cue->takes & TM_TAKES_KOTO && !q) {
        const tm_parsed *parsed = &reading->parsed;
        uint32_t content = parsed->bunsetsu[child].content;
        bool koto = tm_base_is(parsed, content, "こと") || tm_base_is(parsed, content, "の");
        uint8_t k = c->phrases[child].case_;
        if (koto && (k == TM_CASE_WO || k == TM_CASE_NI || k == TM_CASE_DE)) fits = true, s->end = parsed->morphs[content].end;
      }
      if (fits) best = child;
    }
  }
  /* …と重ねて訴えた, …と大統領は述べた: words that the parser hung on what stands between */
  bool speaker_between = false;
  for (uint32_t b = top, seen = 0; best < 0 && b-- > 0 && seen < 4 && cue->takes & TM_TAKES_TO; seen++) {
    const tm_phrase *phrase = &c->phrases[b];
    uint32_t at = to_position(reading, b);
    uint16_t before = at ? reading->parsed.chars->code[at - 1] : 0;
    if (at && (phrase->predicate >= 0 || before == 0x300D || before == 0x300F || speaker_between)) {
      best = (int32_t)b;
      s->end = at;
    }
    if (phrase->case_ == TM_CASE_TOPIC && reading->mention_in[b] >= 0) speaker_between = true; /* …とロシア政府は発表した */
    if (phrase->case_ == TM_CASE_WO || phrase->case_ == TM_CASE_GA) break;
    if (phrase->predicate >= 0 && c->predicates[phrase->predicate].kind != TM_PREDICATE_ADJECTIVE &&
        reading->parsed.chars->code[bunsetsu_end(reading, b) - 1] == 0x3001)
      break;
  }
  if (best < 0 && cue->phrase_case == TM_CASE_NONE && cue->takes & TM_TAKES_WO) {
    int32_t filler[TM_FILLERS];
    size_t n = tm_clauses_children(c, top, TM_CASE_WO, filler, TM_FILLERS);
    for (size_t i = 0; i < n && best < 0; i++) {
      if (reading->mention_in[filler[i]] >= 0 && tm_bunsetsu_actors(reading, filler[i], &(tm_parties){0})) continue;
      const tm_parsed *parsed = &reading->parsed;
      const tm_morph *m = &parsed->morphs[parsed->bunsetsu[filler[i]].content];
      if (m->tag.pos != TM_POS_NOUN && m->tag.pos != TM_POS_SUFFIX) continue;
      best = filler[i];
      s->end = m->end;
    }
  }
  if (best < 0 && cue->phrase_case != TM_CASE_NONE && noun >= 0 && cue->takes & TM_TAKES_WO) {
    best = noun;
    s->end = reading->parsed.morphs[reading->parsed.bunsetsu[noun].content].end;
  }
  if (best < 0) return false;
  *last = best;
  return true;
}

/* という before a noun, とされる: no report of speech by somebody. */
static bool is_formula(const tm_reading *reading, const tm_predicate *p) {
  bool say = tm_base_is(&reading->parsed, p->morph, "いう") || tm_base_is(&reading->parsed, p->morph, "言う");
  if (!say) return false;
  return p->role != TM_CLAUSE_MAIN && p->role != TM_CLAUSE_COORDINATE ? true : !p->past && !p->progressive;
}

/* Whether a phrase names who speaks: a topic or subject that is an actor. */
static bool speaking_phrase(const tm_reading *reading, uint32_t b, tm_statement *s) {
  const tm_phrase *phrase = &reading->clauses.phrases[b];
  if (phrase->case_ != TM_CASE_TOPIC && phrase->case_ != TM_CASE_GA) return false;
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
  if (!speaks || !tm_bunsetsu_owner(reading, (int32_t)b, &found)) return false;
  s->speaker = found.actor[0];
  return true;
}

/* What may stand between the speaker's phrase and the words: times, hearers, occasions (30日、記者団に対し、声明で). */
static bool matrix_phrase(const tm_reading *reading, uint32_t b, uint32_t cue) {
  const tm_phrase *phrase = &reading->clauses.phrases[b];
  if (phrase->functional) return true;
  if (phrase->predicate >= 0) return false;
  if (phrase->case_ == TM_CASE_NITAISHI) return true;
  bool own = phrase->head == (int32_t)cue;
  if (!own) return false;
  if (phrase->case_ == TM_CASE_DE) return true;
  uint32_t start = bunsetsu_start(reading, b);
  for (size_t i = 0; i < reading->times.count; i++)
    if (reading->times.items[i].start >= start && reading->times.items[i].start < bunsetsu_end(reading, b)) return true;
  tm_parties found = {0};
  return phrase->case_ == TM_CASE_NI && tm_bunsetsu_actors(reading, (int32_t)b, &found);
}

static bool is_media(const tm_reading *reading, uint32_t actor) {
  return tm_slice_is(tm_scene_actor(reading->scene, actor)->sector, "JRN");
}

static bool is_report_verb(const tm_reading *reading, const tm_predicate *p) {
  static const char *const verbs[] = {"伝える", "つたえる", "報じる", "報道", "報ずる", NULL};
  for (int i = 0; verbs[i]; i++)
    if (tm_base_is(&reading->parsed, p->morph, verbs[i])) return true;
  return false;
}

/* Finds speaker and first bunsetsu of the content of a cue whose content ends in bunsetsu `last`. The words decide before the
 * parse: the speaker's phrase stands first, or between the words and the cue. */
static bool find_speaker(const tm_reading *reading, const tm_predicate *p, uint32_t last, uint32_t *first, tm_statement *s) {
  const tm_phrase *phrases = reading->clauses.phrases;
  uint32_t least = 0;
  for (size_t i = 0; i < reading->statements.count; i++) { /* the words of an earlier cue are not these */
    const tm_statement *before = &reading->statements.items[i];
    if (before->predicate < 0) continue;
    uint32_t b = reading->clauses.predicates[before->predicate].bunsetsu;
    if (b < last && b + 1 > least && reading->clauses.predicates[before->predicate].role == TM_CLAUSE_COORDINATE) least = b + 1;
  }
  uint32_t open = 0;
  const uint16_t *code = reading->parsed.chars->code;
  bool bracketed = s->end > 0 && (code[s->end - 1] == 0x300D || code[s->end - 1] == 0x300F);
  if (bracketed) {
    uint32_t at = matching_open(reading, s->end - 1);
    bracketed = at != UINT32_MAX;
    while (bracketed && open < last && bunsetsu_end(reading, open) <= at) open++;
    if (bracketed && s->end - at < 12 && at > 0 && open > least) bracketed = false; /* a word in quotes at the end of a clause */
  }
  *first = bracketed ? open : least;
  bool found = false;
  for (uint32_t b = last + 1; b < p->bunsetsu && !found; b++) found = speaking_phrase(reading, b, s);
  for (size_t i = 0; bracketed && i < reading->mentions.count && !found; i++) { /* プーチン大統領「…」と述べた */
    const tm_mention *m = &reading->mentions.items[i];
    if (m->end != reading->parsed.morphs[reading->parsed.bunsetsu[open].first].start || code[m->end] != 0x300C) continue;
    s->speaker = m->actors[0];
    s->mention = (uint32_t)i;
    found = true;
  }
  if (!found && p->role == TM_CLAUSE_RELATIVE && p->noun >= 0) {
    tm_parties who = {0};
    found = tm_bunsetsu_actors(reading, p->noun, &who);
    if (found) s->speaker = who.actor[0], s->mention = (uint32_t)reading->mention_in[p->noun];
    if (found) return true;
  }
  uint32_t end = bracketed ? open : last;
  /* own topic, a topic that goes on past the cue, own subject, any subject, any topic; what an earlier cue has before it last */
  bool inner = false; /* itself in the words of an outer cue, whose speaker is the topic: Aは、Bが…と述べたと伝えた */
  if (p->role == TM_CLAUSE_QUOTED && p->parent >= 0) {
    const tm_predicate *outer = &reading->clauses.predicates[p->parent];
    int32_t noun = -1;
    inner = !outer->passive && !is_formula(reading, outer) && find_cue(reading, outer, &noun) != NULL;
  }
  for (int turn = 0; turn < (inner ? 4 : 6) && !found; turn++) {
    for (uint32_t b = turn < 5 ? least : 0; b < end && !found; b++) {
      if (code[reading->parsed.morphs[reading->parsed.bunsetsu[b].first].start] == 0x300C) break;
      bool topic = phrases[b].case_ == TM_CASE_TOPIC, own = phrases[b].head == (int32_t)p->bunsetsu,
           after = phrases[b].head > (int32_t)last;
      bool wanted = turn == 0   ? topic && own
                    : turn == 1 ? topic && after && !inner
                    : turn == 2 ? own
                    : turn == 3 ? (inner ? !topic : after)
                                : topic;
      if (!wanted) continue;
      found = speaking_phrase(reading, b, s);
      if (found && !bracketed && b >= *first) *first = b + 1;
    }
  }
  if (!bracketed) /* what hangs on the cue's own successors, or continues to the cue, is not in its words */
    for (uint32_t b = last; b-- > *first;) {
      bool beyond = phrases[b].head > (int32_t)p->bunsetsu;
      bool before = phrases[b].predicate >= 0 && phrases[b].head == (int32_t)p->bunsetsu &&
                    reading->clauses.predicates[phrases[b].predicate].role == TM_CLAUSE_COORDINATE;
      if (beyond || before) *first = b + 1;
    }
  if (found && !bracketed)
    while (*first < last && matrix_phrase(reading, *first, p->bunsetsu)) (*first)++;
  bool media = is_report_verb(reading, p) && reading->last_source == reading->last_speaker;
  if (found && media && s->mention != UINT32_MAX && reading->last_source != UINT32_MAX &&
      !is_media(reading, s->speaker)) { /* …と伝えた: the source named before */
    uint32_t b = reading->mentions.items[s->mention].bunsetsu;
    if (phrases[b].head != (int32_t)p->bunsetsu || phrases[b].case_ != TM_CASE_TOPIC)
      s->speaker = reading->last_source, s->mention = UINT32_MAX;
  }
  if (found) return true;
  if (inner) return false;
  if (media && reading->last_source != UINT32_MAX) {
    s->speaker = reading->last_source;
    return true;
  }
  tm_parties omitted = {0};
  omitted.count = tm_scene_omitted(reading->scene, omitted.actor, TM_PARTIES);
  bool newer = reading->silence > 0 && omitted.count &&
               tm_scene_actor(reading->scene, omitted.actor[0])->person; /* subject of a sentence since */
  if (reading->last_speaker != UINT32_MAX && !newer) {
    s->speaker = reading->last_speaker;
    return true;
  }
  if (omitted.count) s->speaker = omitted.actor[0];
  return omitted.count > 0;
}

static void cue_statement(tm_reading *reading, const tm_predicate *p) {
  int32_t noun = -1, last = -1;
  const tm_cue *cue = find_cue(reading, p, &noun);
  if (cue && cue->kind == TM_CUE_ACT && !p->past && !p->progressive &&
      (p->role == TM_CLAUSE_YOU || p->role == TM_CLAUSE_NOMINAL || p->role == TM_CLAUSE_RELATIVE ||
       p->role == TM_CLAUSE_CONDITION))
    return;
  if (!cue || is_formula(reading, p) || (p->kind == TM_PREDICATE_NOUN && p->copula)) return;
  tm_statement s = {.predicate = (int32_t)(p - reading->clauses.predicates), .content = -1, .mention = UINT32_MAX};
  if (p->negative && cue->kind != TM_CUE_ACT) return;
  if (!find_content(reading, p, cue, noun, &s, &last)) return;
  const tm_parsed *parsed = &reading->parsed;
  uint32_t first;
  if (p->passive) {
    tm_parties found = {0};
    if (!tm_case_actors(reading, p, -1, TM_CASE_NIYOTTE, &found)) return;
    s.speaker = found.actor[0];
    first = subtree_start(reading, (uint32_t)last, 0);
  } else if (!find_speaker(reading, p, (uint32_t)last, &first, &s)) {
    return;
  }
  if (first > (uint32_t)last) first = (uint32_t)last;
  if (cue->takes & TM_TAKES_WO && reading->clauses.phrases[last].predicate < 0 && !to_position(reading, (uint32_t)last))
    first = subtree_start(reading, (uint32_t)last, first);
  s.start = bunsetsu_start(reading, first);
  s.direct = trim_quote(reading, &s.start, &s.end);
  if (s.start >= s.end) return;
  int32_t index = reading->clauses.phrases[last].predicate;
  if (index < 0)
    for (size_t i = 0; i < reading->clauses.predicate_count; i++)
      if (reading->clauses.predicates[i].noun == last) index = (int32_t)i;
  s.content = index;
  s.cue_start = parsed->morphs[p->first].start;
  s.cue_end = parsed->morphs[p->tail_end - 1].end;
  *TM_PUSH(reading->arena, &reading->statements) = s;
}

bool tm_reported_words(const tm_reading *reading, const tm_predicate *p, tm_statement *s) {
  static const tm_cue any = {.kind = TM_CUE_ACT, .takes = TM_TAKES_TO | TM_TAKES_YOU | TM_TAKES_KOTO};
  int32_t last = -1;
  uint32_t first;
  *s = (tm_statement){.predicate = (int32_t)(p - reading->clauses.predicates), .content = -1, .mention = UINT32_MAX};
  if (!find_content(reading, p, &any, -1, s, &last)) return false;
  find_speaker(reading, p, (uint32_t)last, &first, s);
  if (first > (uint32_t)last) first = (uint32_t)last;
  s->start = bunsetsu_start(reading, first);
  return s->start < s->end;
}

/* …によると、…: all that follows is the content. */
static void source_statements(tm_reading *reading) {
  const tm_parsed *parsed = &reading->parsed;
  for (size_t b = 0; b < parsed->bunsetsu_count; b++) {
    if (reading->clauses.phrases[b].case_ != TM_CASE_NIYORU) continue;
    tm_parties found = {0};
    if (!tm_bunsetsu_actors(reading, (int32_t)b, &found) && !tm_bunsetsu_owner(reading, (int32_t)b, &found)) continue;
    size_t after = b + 1;
    while (after < parsed->bunsetsu_count && reading->clauses.phrases[after].functional) after++;
    if (after >= parsed->bunsetsu_count ||
        tm_morphs_are(parsed, parsed->bunsetsu[after].first, parsed->bunsetsu[after].first + 1, "して"))
      continue; /* …によると|して */
    tm_statement s = {
        .predicate = -1, .content = -1, .mention = reading->mention_in[b] < 0 ? UINT32_MAX : (uint32_t)reading->mention_in[b]};
    s.cue_start =
        reading->mention_in[b] >= 0 ? reading->mentions.items[reading->mention_in[b]].end : bunsetsu_start(reading, (uint32_t)b);
    s.cue_end = bunsetsu_end(reading, (uint32_t)after - 1);
    s.start = bunsetsu_start(reading, (uint32_t)after);
    s.end = (uint32_t)parsed->chars->count;
    if (s.end > s.start && parsed->chars->code[s.end - 1] == 0x3002) s.end--;
    s.speaker = found.actor[0];
    *TM_PUSH(reading->arena, &reading->statements) = s;
  }
}

/* 「…」 without a cue: a headline's mention before it, or a quotation that goes on from the sentence before. */
static void bare_quotation(tm_reading *reading) {
  const tm_parsed *parsed = &reading->parsed;
  const uint16_t *code = parsed->chars->code;
  uint32_t n = (uint32_t)parsed->chars->count;
  if (n < 4) return;
  uint32_t end = n;
  while (end > 0 && (code[end - 1] == 0x3002 || code[end - 1] == ' ')) end--;
  uint32_t open = UINT32_MAX;
  for (uint32_t i = 0; i < n && open == UINT32_MAX; i++)
    if (code[i] == 0x300C || code[i] == 0x300E) open = i;
  tm_statement s = {.predicate = -1, .content = -1, .mention = UINT32_MAX, .direct = true};
  bool closed = end > 0 && (code[end - 1] == 0x300D || code[end - 1] == 0x300F);
  if (reading->headline && open != UINT32_MAX && open > 0 && closed && end - open > 8) {
    for (size_t i = 0; i < reading->mentions.count; i++) {
      const tm_mention *m = &reading->mentions.items[i];
      bool next = m->end == open || (m->end + 1 == open && (code[m->end] == 0x3001 || code[m->end] == ' '));
      if (!next) continue;
      s.speaker = m->actors[0];
      s.mention = (uint32_t)i;
      s.start = open + 1;
      s.end = end - 1;
      *TM_PUSH(reading->arena, &reading->statements) = s;
      return;
    }
  }
  if (!reading->statements.count && reading->last_speaker != UINT32_MAX && !reading->headline) {
    bool whole = open == 0 && (closed || matching_open(reading, end - 1) == UINT32_MAX);
    bool inside = reading->in_quote && (open == UINT32_MAX || open > 0);
    if (whole && closed && matching_open(reading, end - 1) != 0) whole = false;
    if (!whole && !inside) return;
    s.speaker = reading->last_speaker;
    s.start = open == 0 ? 1 : 0;
    s.end = closed ? end - 1 : end;
    if (s.end > s.start) *TM_PUSH(reading->arena, &reading->statements) = s;
  }
}

/* 「…」と大統領。 */
static void inverted(tm_reading *reading) {
  const tm_parsed *parsed = &reading->parsed;
  const uint16_t *code = parsed->chars->code;
  if (!reading->mentions.count) return;
  const tm_mention *m = &reading->mentions.items[reading->mentions.count - 1];
  uint32_t after = m->end;
  while (after < parsed->chars->count && (code[after] == 0x3002 || code[after] == ' ')) after++;
  if (after < parsed->chars->count || m->start < 3 || code[m->start - 1] != 0x3068 ||
      (code[m->start - 2] != 0x300D && code[m->start - 2] != 0x300F))
    return;
  uint32_t open = matching_open(reading, m->start - 2);
  tm_statement s = {.predicate = -1,
                    .content = -1,
                    .speaker = m->actors[0],
                    .mention = (uint32_t)(reading->mentions.count - 1),
                    .direct = true};
  s.start = open == UINT32_MAX ? 0 : open + 1;
  s.end = m->start - 2;
  s.cue_start = m->start - 1;
  s.cue_end = m->start;
  if (s.start < s.end) *TM_PUSH(reading->arena, &reading->statements) = s;
}

/* …という。 …とのことだ。 after a source named before. */
static void hearsay(tm_reading *reading) {
  if (reading->statements.count || reading->last_speaker == UINT32_MAX || !reading->parsed.bunsetsu_count || reading->headline)
    return;
  const tm_parsed *parsed = &reading->parsed;
  size_t last = parsed->morph_count;
  while (last && parsed->morphs[last - 1].tag.pos == TM_POS_SPECIAL) last--;
  if (last < 3) return;
  bool toiu = (tm_base_is(parsed, last - 1, "いう") || tm_base_is(parsed, last - 1, "言う")) &&
              parsed->morphs[last - 1].tag.form == TM_FORM_BASIC && tm_morphs_are(parsed, last - 2, last - 1, "と");
  if (!toiu) return;
  tm_statement s = {.predicate = -1, .content = -1, .speaker = reading->last_speaker, .mention = UINT32_MAX};
  s.end = parsed->morphs[last - 2].start;
  s.cue_start = parsed->morphs[last - 2].start;
  s.cue_end = parsed->morphs[last - 1].end;
  /* an own source in the sentence is the cue's subject already */
  *TM_PUSH(reading->arena, &reading->statements) = s;
}

/* …である|と|した in one bunsetsu: the words end before its と. */
static void inner_cue(tm_reading *reading, const tm_predicate *p) {
  const tm_parsed *parsed = &reading->parsed;
  const tm_bunsetsu *b = &parsed->bunsetsu[p->bunsetsu];
  for (uint32_t i = p->morph + 1; i + 1 < b->last; i++) {
    bool said = parsed->morphs[i].tag.pos == TM_POS_PARTICLE && tm_morphs_are(parsed, i, i + 1, "と") &&
                tm_base_is(parsed, i + 1, "する") &&
                (parsed->morphs[i + 1].tag.form == TM_FORM_PAST || (i + 2 < b->last && tm_base_is(parsed, i + 2, "いる")));
    if (!said) continue;
    tm_statement s = {.predicate = (int32_t)(p - reading->clauses.predicates),
                      .content = -1,
                      .mention = UINT32_MAX,
                      .end = parsed->morphs[i].start};
    uint32_t first;
    if (!find_speaker(reading, p, p->bunsetsu, &first, &s)) return;
    s.start = bunsetsu_start(reading, first > p->bunsetsu ? p->bunsetsu : first);
    s.direct = trim_quote(reading, &s.start, &s.end);
    s.cue_start = parsed->morphs[i + 1].start;
    s.cue_end = parsed->morphs[b->last - 1].end;
    if (s.start < s.end) *TM_PUSH(reading->arena, &reading->statements) = s;
    return;
  }
}

void tm_find_statements(tm_reading *reading) {
  source_statements(reading);
  for (size_t i = 0; i < reading->clauses.predicate_count; i++) {
    cue_statement(reading, &reading->clauses.predicates[i]);
    inner_cue(reading, &reading->clauses.predicates[i]);
  }
  inverted(reading);
  bare_quotation(reading);
  hearsay(reading);
}

const tm_statement *tm_enclosing_statement(const tm_reading *reading, const tm_predicate *p) {
  const tm_statement *best = NULL;
  uint32_t at = reading->parsed.morphs[p->morph].start;
  for (size_t i = 0; i < reading->statements.count; i++) {
    const tm_statement *s = &reading->statements.items[i];
    if (at < s->start || at >= s->end) continue;
    if (!best || s->end - s->start < best->end - best->start) best = s;
  }
  return best;
}
