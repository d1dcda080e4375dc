/* code: the verbs that report words, and which words of the sentence each of them reports. See statements.h. */
#include "code/events.h"
#include "code/statements.h"

/* 立場を|重ねて|強調した: the object of the verb after next; -1 if there is none. */
static int32_t passed_on(const tm_reading *reading, const tm_predicate *p) {
  const tm_phrase *phrases = reading->clauses.phrases;
  if (p->bunsetsu < 2 || phrases[p->bunsetsu - 1].predicate < 0 || phrases[p->bunsetsu - 2].case_ != TM_CASE_WO) return -1;
  const tm_predicate *q = &reading->clauses.predicates[phrases[p->bunsetsu - 1].predicate];
  bool comma = reading->parsed.chars->code[tm_bunsetsu_end(reading, q->bunsetsu) - 1] == 0x3001;
  bool te = reading->parsed.morphs[q->tail_end - 1].tag.form == TM_FORM_TE && q->kind == TM_PREDICATE_VERB;
  return te && !comma ? (int32_t)p->bunsetsu - 2 : -1;
}

static bool cue_noun_fits(const tm_reading *reading, const tm_predicate *p, const tm_cue *cue, int32_t *noun) {
  if (cue->phrase_case == TM_CASE_NONE) return true;
  int32_t filler[TM_FILLERS + 1];
  tm_slice wanted = tm_lexicon_text(reading->lexicon, cue->noun);
  bool object = cue->phrase_case == TM_CASE_WO;
  size_t n = tm_clauses_fillers(&reading->clauses, p, p->passive && object ? TM_CASE_GA : (tm_case)cue->phrase_case, filler);
  if (object && !n) filler[n++] = passed_on(reading, p);
  for (size_t i = 0; i < n && filler[i] >= 0; i++) {
    if (!tm_noun_is(reading, filler[i], 0, wanted)) continue;
    *noun = filler[i];
    return true;
  }
  return false;
}

/* The cues of a predicate's dictionary form; 報じた may be read as 報ずる. */
static int32_t find_word(const tm_lexicon *lexicon, const tm_parsed *parsed, const tm_predicate *p) {
  int32_t run = tm_trie_find(&lexicon->cue_words, p->base, p->base_length);
  size_t n = p->base_length;
  if (run < 0 && p->kind == TM_PREDICATE_SAHEN && p->first < p->morph) { /* 一|蹴した */
    uint32_t from = parsed->morphs[p->first].start, to = parsed->morphs[p->morph].end;
    return tm_trie_find(&lexicon->cue_words, parsed->chars->code + from, to - from);
  }
  if (run < 0 && p->kind == TM_PREDICATE_NOUN && n + 1 < sizeof p->base / sizeof *p->base) { /* a headline's …を呼び掛け */
    uint16_t verb[sizeof p->base / sizeof *p->base];
    memcpy(verb, p->base, sizeof verb);
    verb[n] = 0x308B; /* る */
    return tm_trie_find(&lexicon->cue_words, verb, n + 1);
  }
  if (run >= 0 || n < 3 || p->base[n - 1] != 0x308B || p->base[n - 2] != 0x305A) return run;
  uint16_t base[sizeof p->base / sizeof *p->base];
  memcpy(base, p->base, sizeof base);
  base[n - 2] = 0x3058; /* ず → じ */
  return tm_trie_find(&lexicon->cue_words, base, n);
}

/* …とし、 …としつつ: tells what is said before the sentence goes on. */
static bool goes_on(const tm_reading *reading, const tm_predicate *p) {
  const tm_parsed *parsed = &reading->parsed;
  uint32_t next = p->morph + 1;
  if (p->role != TM_CLAUSE_COORDINATE || parsed->morphs[p->morph].tag.form != TM_FORM_CONTINUATIVE) return false;
  return next < parsed->bunsetsu[p->bunsetsu].last &&
         (parsed->morphs[next].tag.pos == TM_POS_SPECIAL || tm_morphs_are(parsed, next, next + 1, "つつ"));
}

uint32_t tm_bunsetsu_start(const tm_reading *reading, uint32_t bunsetsu) {
  return reading->parsed.morphs[reading->parsed.bunsetsu[bunsetsu].first].start;
}

uint32_t tm_bunsetsu_end(const tm_reading *reading, uint32_t bunsetsu) {
  return reading->parsed.morphs[reading->parsed.bunsetsu[bunsetsu].last - 1].end;
}

/* Position of the と that ends the content in bunsetsu `b`; 0 if none. */
uint32_t tm_to_position(const tm_reading *reading, uint32_t b) {
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

uint32_t tm_matching_open(const tm_reading *reading, uint32_t close) {
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

/* 「…」と|健闘を称えた: whole words in quotes before any other verb. */
static bool quotes_words(const tm_reading *reading, const tm_predicate *p) {
  static const char *const naming[] = {"称する", "名付ける", "名づける", "題する", "なる",   "先立つ",
                                       "書ける", "銘打つ",   "読める",   "刻む",   "掲げる", NULL};
  if (p->kind == TM_PREDICATE_ADJECTIVE || p->passive || p->negative ||
      (p->role != TM_CLAUSE_MAIN && p->role != TM_CLAUSE_COORDINATE))
    return false;
  for (int i = 0; naming[i]; i++)
    if (tm_base_is(&reading->parsed, p->morph, naming[i])) return false;
  if (tm_base_is(&reading->parsed, p->morph, "する") && p->first == p->morph) return false;
  bool comma = reading->parsed.chars->code[tm_bunsetsu_end(reading, p->bunsetsu) - 1] == 0x3001;
  if (p->role == TM_CLAUSE_COORDINATE && !comma) return false; /* 弁護士を通じて */
  const uint16_t *code = reading->parsed.chars->code;
  for (uint32_t b = p->bunsetsu, seen = 0; b-- > 0 && seen < 4; seen++) {
    uint32_t at = tm_to_position(reading, b);
    if (at && code[at - 1] == 0x300D) {
      uint32_t open = tm_matching_open(reading, at - 1);
      return open == UINT32_MAX || at - open > 10;
    }
    if (reading->clauses.phrases[b].predicate >= 0) return false;
  }
  return false;
}

/* The best cue row for a predicate; NULL if it reports nothing. */
const tm_cue *tm_find_cue(const tm_reading *reading, const tm_predicate *p, int32_t *noun) {
  const tm_lexicon *lexicon = reading->lexicon;
  const tm_cue *best = NULL;
  static const tm_cue suru = {.kind = TM_CUE_NEUTRAL, .takes = TM_TAKES_TO}; /* …とした, …としている */
  bool told =
      p->past || p->progressive || p->role == TM_CLAUSE_ADVERBIAL || goes_on(reading, p); /* とした, としている, とする一方 */
  if (p->kind == TM_PREDICATE_VERB && tm_base_is(&reading->parsed, p->morph, "する") && p->first == p->morph && told &&
      !p->passive && p->bunsetsu > 0 && p->role != TM_CLAUSE_RELATIVE && tm_to_position(reading, p->bunsetsu - 1))
    return &suru;
  static const tm_cue quoting = {.kind = TM_CUE_NEUTRAL, .takes = TM_TAKES_TO};
  int32_t run = find_word(lexicon, &reading->parsed, p);
  if (run < 0) return quotes_words(reading, p) ? &quoting : NULL;
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
  return best || !quotes_words(reading, p) ? best : &quoting;
}

/* という before a noun, とされる: no report of speech by somebody. */
bool tm_is_formula(const tm_reading *reading, const tm_predicate *p) {
  bool kana = tm_base_is(&reading->parsed, p->morph, "いう");
  if (!kana && !tm_base_is(&reading->parsed, p->morph, "言う")) return false;
  for (size_t i = 0; i < reading->statements.count; i++) /* 同省によると…といい、…という */
    if (reading->statements.items[i].predicate < 0 && !p->past && !p->progressive) return true;
  if (p->role == TM_CLAUSE_COORDINATE) return reading->parsed.morphs[p->morph].tag.form == TM_FORM_BASIC;
  return p->role != TM_CLAUSE_MAIN || (kana && !p->past && !p->progressive);
}

/* …と|して: the bunsetsu that ends the words given as a reason; -1 if `bunsetsu` is no such して. */
int32_t tm_as_reason(const tm_reading *reading, int32_t bunsetsu) {
  const tm_clauses *c = &reading->clauses;
  const tm_bunsetsu *b = &reading->parsed.bunsetsu[bunsetsu];
  if (!tm_morphs_are(&reading->parsed, b->first, b->first + 1, "して")) return -1;
  for (int32_t child = c->first_child[bunsetsu]; child >= 0; child = c->next_sibling[child])
    if (c->phrases[child].predicate >= 0 && tm_to_position(reading, (uint32_t)child)) return child;
  return bunsetsu > 0 && tm_to_position(reading, (uint32_t)bunsetsu - 1) && c->phrases[bunsetsu - 1].predicate >= 0 ? bunsetsu - 1
                                                                                                                    : -1;
}

/* 当局者の話|として: no words end here. */
bool tm_as_noun(const tm_reading *reading, uint32_t b) {
  uint32_t at = tm_to_position(reading, b);
  return reading->clauses.phrases[b].case_ == TM_CASE_TOSHITE && at && reading->parsed.chars->code[at - 1] != 0x300D;
}

/* 侵害に|懸念を|表明した, 死者への|哀悼の意を: a stance that says what it is about. */
static bool stance_noun(const tm_reading *reading, const tm_predicate *p, int32_t noun) {
  static const char *const nouns[] = {"懸念", "憂慮",   "遺憾の意", "哀悼の意", "弔意",   "謝意", "期待", "意欲",
                                      "反対", "支持",   "危機感",   "不満",     "警戒感", "難色", "感謝", "祝意",
                                      "連帯", "不快感", "失望",     "関心",     "期待感", NULL};
  size_t length;
  const uint16_t *head = tm_head_noun(reading, noun, &length);
  uint32_t at = (uint32_t)(head - reading->parsed.chars->code);
  tm_slice text = tm_chars_slice(reading->parsed.chars, at, at + length);
  bool stance = false;
  for (int i = 0; nouns[i] && !stance; i++) stance = tm_slice_ends(text, tm_slice_of(nouns[i]));
  int32_t about[TM_FILLERS];
  return stance && (reading->clauses.first_child[noun] >= 0 ||
                    tm_clauses_children(&reading->clauses, p->bunsetsu, TM_CASE_NI, about, TM_FILLERS) ||
                    tm_clauses_children(&reading->clauses, p->bunsetsu, TM_CASE_NITSUITE, about, TM_FILLERS));
}

/* …する|可能性を, …の|必要を: a noun that is what is said, whatever the verb. */
static bool content_noun(const tm_reading *reading, int32_t b) {
  static const char *const nouns[] = {"可能性", "可能", "必要",   "必要性", "考え",   "意向", "方針",   "見方",
                                      "見通し", "見解", "認識",   "懸念",   "重要性", "恐れ", "おそれ", "見込み",
                                      "観測",   "立場", "決意",   "姿勢",   "旨",     "意思", "事実",   "期待",
                                      "予定",   "計画", "危険性", "意志",   "考え方", "疑い", NULL};
  if (reading->clauses.first_child[b] < 0) return false;
  size_t length;
  const uint16_t *head = tm_head_noun(reading, b, &length);
  uint32_t at = (uint32_t)(head - reading->parsed.chars->code);
  tm_slice text = tm_chars_slice(reading->parsed.chars, at, at + length);
  for (int i = 0; nouns[i]; i++)
    if (tm_slice_ends(text, tm_slice_of(nouns[i]))) return true;
  return false;
}

/* 5人|と|発表した, 来るもの|と|予想する: a noun told as what is so, not with whom. */
static bool said_noun(const tm_reading *reading, const tm_predicate *p, uint32_t b) {
  static const char *const verbs[] = {"伝える", "報ずる", "報じる",   "発表", "推定", "推計", "予想",   "予測",   "分析",
                                      "断定",   "認定",   "見積もる", "する", "みる", "主張", "説明",   "考える", "公表",
                                      "報告",   "報道",   "判断",     "非難", "批判", "糾弾", "断じる", "反論",   NULL};
  if (tm_bunsetsu_actors(reading, (int32_t)b, &(tm_parties){0})) return false;
  int32_t object[TM_FILLERS]; /* 普及を目的|としている: makes one thing of another */
  if (tm_base_is(&reading->parsed, p->morph, "する") && p->first == p->morph &&
      (!p->progressive || tm_clauses_children(&reading->clauses, p->bunsetsu, TM_CASE_WO, object, TM_FILLERS)))
    return false;
  bool verb = false;
  for (int i = 0; verbs[i]; i++) verb = verb || tm_base_is(&reading->parsed, p->morph, verbs[i]);
  return verb;
}

/* 「…」と議員は情熱を込めて|語った; …に合意したと、書記が14日夜、国営テレビで|明らかにした: words put first, however far, unless
 * another cue has them; -1 if none. */
static int32_t far_words(const tm_reading *reading, uint32_t top, uint32_t *end) {
  const uint16_t *code = reading->parsed.chars->code;
  bool speaker = false;
  for (uint32_t b = top, seen = 0; b-- > 0 && seen < 128; seen++) {
    const tm_phrase *phrase = &reading->clauses.phrases[b];
    bool subject = phrase->case_ == TM_CASE_TOPIC || phrase->case_ == TM_CASE_GA;
    speaker = speaker || (subject && tm_bunsetsu_actors(reading, (int32_t)b, &(tm_parties){0}));
    uint32_t at = tm_to_position(reading, b);
    if (!at) continue;
    bool quoted = code[at - 1] == 0x300D, first = code[at + 1] == 0x3001 && phrase->predicate >= 0 && speaker;
    if (!quoted && !first) continue;
    uint32_t next = reading->parsed.bunsetsu[b + 1].first;
    if (tm_base_is(&reading->parsed, next, "いう") || code[at + 1] == 0x306E || tm_base_is(&reading->parsed, next, "する"))
      return -1; /* 「…」という, 「…」との */
    uint32_t open = quoted ? tm_matching_open(reading, at - 1) : UINT32_MAX;
    if (open != UINT32_MAX && at - open < 12) return -1;
    for (size_t i = 0; i < reading->statements.count; i++)
      if (reading->statements.items[i].cue_start >= at) return -1;
    *end = at;
    return (int32_t)b;
  }
  return -1;
}

/* Words under way of being found: the bunsetsu that ends them, -1 if none yet, and where they end. */
typedef struct ending {
  int32_t last;
  uint32_t end;
} ending;

/* Whether the clause or noun in bunsetsu `child`, on the cue itself, ends its words: …と, …よう, …ことを. */
static bool ends_words(const tm_reading *reading, const tm_predicate *p, const tm_cue *cue, int32_t child, ending *found) {
  const tm_parsed *parsed = &reading->parsed;
  const tm_phrase *phrase = &reading->clauses.phrases[child];
  const tm_predicate *q = phrase->predicate >= 0 ? &reading->clauses.predicates[phrase->predicate] : NULL;
  uint32_t at = tm_to_position(reading, (uint32_t)child), first = parsed->bunsetsu[child].first,
           content = parsed->bunsetsu[child].content;
  if (cue->takes & TM_TAKES_TO && at) {
    uint16_t before = parsed->chars->code[at - 1];
    bool clause = q || !phrase->nominal || before == 0x300D || before == 0x300F || before == 0x3002;
    if (clause || said_noun(reading, p, (uint32_t)child)) {
      *found = (ending){child, at};
      return true;
    }
  }
  if (cue->takes & TM_TAKES_YOU) {
    if (q && q->role == TM_CLAUSE_YOU) *found = (ending){child, tm_bunsetsu_end(reading, (uint32_t)child)};
    else if (tm_morphs_are(parsed, first, first + 1, "よう"))
      *found = (ending){child, parsed->morphs[first].end}; /* 備える|よう */
    if (found->last == child) return true;
  }
  bool koto = tm_base_is(parsed, content, "こと") || tm_base_is(parsed, content, "の");
  uint8_t mark = phrase->case_;
  if (!q && koto && cue->takes & TM_TAKES_KOTO && (mark == TM_CASE_WO || mark == TM_CASE_NI || mark == TM_CASE_DE))
    *found = (ending){child, parsed->morphs[content].end};
  return found->last == child;
}

/* …との|懸念を示した, …する|方針を示した: a clause on the cue's noun. */
static bool ends_on_noun(const tm_reading *reading, int32_t child, ending *found) {
  const tm_phrase *phrase = &reading->clauses.phrases[child];
  const tm_predicate *q = phrase->predicate >= 0 ? &reading->clauses.predicates[phrase->predicate] : NULL;
  uint32_t at = tm_to_position(reading, (uint32_t)child);
  uint16_t before = at ? reading->parsed.chars->code[at - 1] : 0;
  if (at && (q || !phrase->nominal || before == 0x300D || before == 0x300F || before == 0x3002)) *found = (ending){child, at};
  else if (q && (q->role == TM_CLAUSE_RELATIVE || q->role == TM_CLAUSE_NOMINAL))
    *found = (ending){child, tm_bunsetsu_end(reading, (uint32_t)child)};
  return found->last == child;
}

/* …と重ねて訴えた, …と大統領は述べた: words that the parser hung on what stands between. */
static void find_near(const tm_reading *reading, const tm_predicate *p, ending *found) {
  const tm_clauses *c = &reading->clauses;
  bool speaker_between = false;
  for (uint32_t b = p->bunsetsu, seen = 0; found->last < 0 && b-- > 0 && seen < 4; seen++) {
    const tm_phrase *phrase = &c->phrases[b];
    uint32_t at = tm_as_noun(reading, b) ? 0 : tm_to_position(reading, b);
    uint16_t before = at ? reading->parsed.chars->code[at - 1] : 0;
    if (at && (phrase->predicate >= 0 || before == 0x300D || before == 0x300F || speaker_between))
      *found = (ending){(int32_t)b, at};
    if (phrase->case_ == TM_CASE_TOPIC && reading->mention_in[b] >= 0) speaker_between = true; /* …とロシア政府は発表した */
    if (phrase->case_ == TM_CASE_WO || phrase->case_ == TM_CASE_GA) break;
    if (phrase->predicate >= 0 && c->predicates[phrase->predicate].kind != TM_PREDICATE_ADJECTIVE &&
        reading->parsed.chars->code[tm_bunsetsu_end(reading, b) - 1] == 0x3001)
      break;
  }
}

/* 支援を|要請した, …する可能性を|伝えた: a noun that is what is said. */
static void find_noun(const tm_reading *reading, const tm_predicate *p, const tm_cue *cue, ending *found) {
  bool any = cue->takes & TM_TAKES_WO;
  if (!any && p->kind == TM_PREDICATE_NOUN) return;
  int32_t filler[TM_FILLERS];
  size_t n = tm_clauses_children(&reading->clauses, p->bunsetsu, TM_CASE_WO, filler, TM_FILLERS);
  for (size_t i = 0; i < n && found->last < 0; i++) {
    if (tm_bunsetsu_actors(reading, filler[i], &(tm_parties){0})) continue;
    const tm_bunsetsu *b = &reading->parsed.bunsetsu[filler[i]];
    const tm_morph *m = &reading->parsed.morphs[b->content];
    if (m->tag.pos == TM_POS_ADJECTIVE && b->content + 1 < b->last && m[1].tag.pos == TM_POS_SUFFIX) m++; /* 可能|性 */
    if (m->tag.pos != TM_POS_NOUN && m->tag.pos != TM_POS_SUFFIX && m->tag.pos != TM_POS_ADJECTIVE) continue;
    if (any || content_noun(reading, filler[i])) *found = (ending){filler[i], m->end};
  }
}

bool tm_find_content(const tm_reading *reading, const tm_predicate *p, const tm_cue *cue, int32_t noun, tm_statement *s,
                     int32_t *last) {
  const tm_clauses *c = &reading->clauses;
  ending found = {-1, 0}, reason = {-1, 0};
  for (int32_t child = c->first_child[p->bunsetsu]; child >= 0; child = c->next_sibling[child]) {
    if (c->phrases[child].functional || tm_as_noun(reading, (uint32_t)child)) continue;
    int32_t inner = c->phrases[child].predicate >= 0 && found.last < 0 ? tm_as_reason(reading, child) : -1;
    if (inner >= 0) reason = (ending){inner, tm_to_position(reading, (uint32_t)inner)}; /* …だ|と|して非難した */
    else ends_words(reading, p, cue, child, &found);
  }
  for (int32_t child = noun >= 0 && found.last < 0 ? c->first_child[noun] : -1; child >= 0; child = c->next_sibling[child])
    if (!c->phrases[child].functional && !tm_as_noun(reading, (uint32_t)child)) ends_on_noun(reading, child, &found);
  int32_t object[TM_FILLERS]; /* …として撤回を促した: the noun is what is said */
  bool says_noun = reason.last >= 0 && cue->takes & TM_TAKES_WO && p->kind != TM_PREDICATE_NOUN &&
                   tm_clauses_children(c, p->bunsetsu, TM_CASE_WO, object, TM_FILLERS);
  if (found.last < 0 && !says_noun) found = reason;
  if (found.last < 0 && !says_noun && cue->takes & TM_TAKES_TO) find_near(reading, p, &found);
  if (found.last < 0 && cue->phrase_case == TM_CASE_NONE) find_noun(reading, p, cue, &found);
  if (found.last < 0 && noun >= 0 && (cue->takes & TM_TAKES_WO || stance_noun(reading, p, noun)))
    found = (ending){noun, reading->parsed.morphs[reading->parsed.bunsetsu[noun].content].end};
  if (found.last < 0) found = reason;
  if (found.last < 0 && cue->takes & TM_TAKES_TO && p->role != TM_CLAUSE_RELATIVE)
    found.last = far_words(reading, p->bunsetsu, &found.end);
  if (found.last < 0) return false;
  *last = found.last;
  s->end = found.end;
  return true;
}
