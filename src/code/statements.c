/* code: statements (codebook 4): who said which words, by which cue. See reading.h. */
#include "code/statements.h"

static bool cue_noun_fits(const tm_reading *reading, const tm_predicate *p, const tm_cue *cue, int32_t *noun) {
  if (cue->phrase_case == TM_CASE_NONE) return true;
  int32_t filler[TM_FILLERS];
  tm_slice wanted = tm_lexicon_text(reading->lexicon, cue->noun);
  size_t n = tm_clauses_fillers(&reading->clauses, p,
                                p->passive && cue->phrase_case == TM_CASE_WO ? TM_CASE_GA : (tm_case)cue->phrase_case, filler);
  for (size_t i = 0; i < n; i++) {
    size_t length;
    const uint16_t *head = tm_head_noun(reading, filler[i], &length);
    char text[256];
    size_t at = 0;
    for (size_t k = length > 40 ? length - 40 : 0; k < length; k++) at += tm_utf8_put(text + at, head[k]);
    if (!tm_slice_ends((tm_slice){text, at}, wanted)) continue;
    *noun = filler[i];
    return true;
  }
  return false;
}

static uint32_t to_position(const tm_reading *reading, uint32_t b);
static uint32_t matching_open(const tm_reading *reading, uint32_t close);
static uint32_t bunsetsu_end(const tm_reading *reading, uint32_t bunsetsu);

/* The cues of a predicate's dictionary form; 報じた may be read as 報ずる. */
static int32_t find_word(const tm_lexicon *lexicon, const tm_predicate *p) {
  int32_t run = tm_trie_find(&lexicon->cue_words, p->base, p->base_length);
  size_t n = p->base_length;
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
  bool comma = reading->parsed.chars->code[bunsetsu_end(reading, p->bunsetsu) - 1] == 0x3001;
  if (p->role == TM_CLAUSE_COORDINATE && !comma) return false; /* 弁護士を通じて */
  const uint16_t *code = reading->parsed.chars->code;
  for (uint32_t b = p->bunsetsu, seen = 0; b-- > 0 && seen < 4; seen++) {
    uint32_t at = to_position(reading, b);
    if (at && code[at - 1] == 0x300D) {
      uint32_t open = matching_open(reading, at - 1);
      return open == UINT32_MAX || at - open > 10;
    }
    if (reading->clauses.phrases[b].predicate >= 0) return false;
  }
  return false;
}

/* The best cue row for a predicate; NULL if it reports nothing. */
static const tm_cue *find_cue(const tm_reading *reading, const tm_predicate *p, int32_t *noun) {
  const tm_lexicon *lexicon = reading->lexicon;
  const tm_cue *best = NULL;
  static const tm_cue suru = {.kind = TM_CUE_NEUTRAL, .takes = TM_TAKES_TO}; /* …とした, …としている */
  bool told =
      p->past || p->progressive || p->role == TM_CLAUSE_ADVERBIAL || goes_on(reading, p); /* とした, としている, とする一方 */
  if (p->kind == TM_PREDICATE_VERB && tm_base_is(&reading->parsed, p->morph, "する") && p->first == p->morph && told &&
      !p->passive && p->bunsetsu > 0 && p->role != TM_CLAUSE_RELATIVE && to_position(reading, p->bunsetsu - 1))
    return &suru;
  static const tm_cue quoting = {.kind = TM_CUE_NEUTRAL, .takes = TM_TAKES_TO};
  int32_t run = find_word(lexicon, p);
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

/* …しよう|とした, 処分|とした: an attempt or a decision, no words. */
static bool is_doing(const tm_reading *reading, const tm_predicate *p, int32_t last) {
  if (!tm_base_is(&reading->parsed, p->morph, "する") || p->first != p->morph) return false;
  int32_t index = reading->clauses.phrases[last].predicate;
  if (index < 0) return false;
  const tm_predicate *q = &reading->clauses.predicates[index];
  return q->volitional || q->attempt || (q->kind == TM_PREDICATE_NOUN && !q->copula && !p->progressive);
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

/* 当局者の話|として: no words end here. */
static bool as_noun(const tm_reading *reading, uint32_t b) {
  uint32_t at = to_position(reading, b);
  return reading->clauses.phrases[b].case_ == TM_CASE_TOSHITE && at && reading->parsed.chars->code[at - 1] != 0x300D;
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
  static const char *const verbs[] = {"伝える", "報ずる", "報じる", "発表",     "推定", "推計", "予想", "予測",
                                      "分析",   "断定",   "認定",   "見積もる", "する", "みる", "主張", "説明",
                                      "考える", "公表",   "報告",   "報道",     "判断", NULL};
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
  for (uint32_t b = top; b-- > 0;) {
    const tm_phrase *phrase = &reading->clauses.phrases[b];
    bool subject = phrase->case_ == TM_CASE_TOPIC || phrase->case_ == TM_CASE_GA;
    speaker = speaker || (subject && tm_bunsetsu_actors(reading, (int32_t)b, &(tm_parties){0}));
    uint32_t at = to_position(reading, b);
    if (!at) continue;
    bool quoted = code[at - 1] == 0x300D, first = code[at + 1] == 0x3001 && phrase->predicate >= 0 && speaker;
    if (!quoted && !first) continue;
    uint32_t next = reading->parsed.bunsetsu[b + 1].first;
    if (tm_base_is(&reading->parsed, next, "いう") || code[at + 1] == 0x306E || tm_base_is(&reading->parsed, next, "する"))
      return -1; /* 「…」という, 「…」との */
    uint32_t open = quoted ? matching_open(reading, at - 1) : UINT32_MAX;
    if (open != UINT32_MAX && at - open < 12) return -1;
    for (size_t i = 0; i < reading->statements.count; i++)
      if (reading->statements.items[i].cue_start >= at) return -1;
    *end = at;
    return (int32_t)b;
  }
  return -1;
}

/* The content of a cue: the bunsetsu that ends it, and the range of its words. */
static bool find_content(const tm_reading *reading, const tm_predicate *p, const tm_cue *cue, int32_t noun, tm_statement *s,
                         int32_t *last) {
  const tm_clauses *c = &reading->clauses;
  uint32_t top = p->bunsetsu;
  int32_t best = -1, reason = -1;
  uint32_t reason_end = 0;
  for (int turn = 0; turn < (noun >= 0 ? 2 : 1) && best < 0; turn++) {
    uint32_t parent = turn == 0 ? top : noun >= 0 ? (uint32_t)noun : top;
    for (int32_t child = c->first_child[parent]; child >= 0; child = c->next_sibling[child]) {
      if (c->phrases[child].functional || as_noun(reading, (uint32_t)child)) continue;
      int32_t index = c->phrases[child].predicate;
      if (index >= 0 && turn == 0 && best < 0) { /* …だ|と|して非難した */
        int32_t inner = as_reason(reading, child);
        if (inner >= 0) {
          reason_end = to_position(reading, (uint32_t)inner);
          reason = inner;
          continue;
        }
      }
      const tm_predicate *q = index >= 0 ? &c->predicates[index] : NULL;
      uint32_t at = to_position(reading, (uint32_t)child);
      bool fits = false;
      if ((cue->takes & TM_TAKES_TO || turn == 1) && at) {
        uint16_t before = at ? reading->parsed.chars->code[at - 1] : 0;
        fits = q || !c->phrases[child].nominal || before == 0x300D || before == 0x300F || before == 0x3002;
        if (!fits && turn == 0 && !q) fits = said_noun(reading, p, (uint32_t)child);
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
  int32_t object[TM_FILLERS]; /* …として撤回を促した: the noun is what is said */
  bool says_noun = reason >= 0 && cue->takes & TM_TAKES_WO && p->kind != TM_PREDICATE_NOUN &&
                   tm_clauses_children(c, top, TM_CASE_WO, object, TM_FILLERS);
  if (best < 0 && reason >= 0 && !says_noun) best = reason, s->end = reason_end;
  /* …と重ねて訴えた, …と大統領は述べた: words that the parser hung on what stands between */
  bool speaker_between = false;
  for (uint32_t b = top, seen = 0; best < 0 && !says_noun && b-- > 0 && seen < 4 && cue->takes & TM_TAKES_TO; seen++) {
    const tm_phrase *phrase = &c->phrases[b];
    uint32_t at = as_noun(reading, b) ? 0 : to_position(reading, b);
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
  bool any_noun = cue->takes & TM_TAKES_WO;
  if (best < 0 && cue->phrase_case == TM_CASE_NONE && (any_noun || p->kind != TM_PREDICATE_NOUN)) {
    int32_t filler[TM_FILLERS];
    size_t n = tm_clauses_children(c, top, TM_CASE_WO, filler, TM_FILLERS);
    for (size_t i = 0; i < n && best < 0; i++) {
      if (reading->mention_in[filler[i]] >= 0 && tm_bunsetsu_actors(reading, filler[i], &(tm_parties){0})) continue;
      const tm_parsed *parsed = &reading->parsed;
      const tm_morph *m = &parsed->morphs[parsed->bunsetsu[filler[i]].content];
      if (m->tag.pos != TM_POS_NOUN && m->tag.pos != TM_POS_SUFFIX) continue;
      if (!any_noun && !content_noun(reading, filler[i])) continue;
      best = filler[i];
      s->end = m->end;
    }
  }
  if (best < 0 && cue->phrase_case != TM_CASE_NONE && noun >= 0 && cue->takes & TM_TAKES_WO) {
    best = noun;
    s->end = reading->parsed.morphs[reading->parsed.bunsetsu[noun].content].end;
  }
  if (best < 0 && noun >= 0 && stance_noun(reading, p, noun)) {
    best = noun;
    s->end = reading->parsed.morphs[reading->parsed.bunsetsu[noun].content].end;
  }
  if (best < 0 && reason >= 0) best = reason, s->end = reason_end;
  if (best < 0 && cue->takes & TM_TAKES_TO && p->role != TM_CLAUSE_RELATIVE) best = far_words(reading, top, &s->end);
  if (best < 0) return false;
  *last = best;
  return true;
}

/* という before a noun, とされる: no report of speech by somebody. */
static bool is_formula(const tm_reading *reading, const tm_predicate *p) {
  bool kana = tm_base_is(&reading->parsed, p->morph, "いう");
  if (!kana && !tm_base_is(&reading->parsed, p->morph, "言う")) return false;
  for (size_t i = 0; i < reading->statements.count; i++) /* 同省によると…といい、…という */
    if (reading->statements.items[i].predicate < 0 && !p->past && !p->progressive) return true;
  if (p->role == TM_CLAUSE_COORDINATE) return reading->parsed.morphs[p->morph].tag.form == TM_FORM_BASIC;
  return p->role != TM_CLAUSE_MAIN || (kana && !p->past && !p->progressive);
}

/* 国連では: a body that speaks. */
static bool body_topic(const tm_reading *reading, uint32_t b) {
  const tm_phrase *phrase = &reading->clauses.phrases[b];
  int32_t m = reading->mention_in[b];
  return phrase->case_ == TM_CASE_DE && phrase->topic && m >= 0 && reading->mentions.items[m].kind == TM_MENTION_BODY;
}

/* A headline's subject: ベルギー、…を約束; 国連総長「…」と非難. */
static bool headline_topic(const tm_reading *reading, uint32_t b) {
  if (!reading->headline || reading->clauses.phrases[b].case_ != TM_CASE_BARE || reading->mention_in[b] < 0) return false;
  uint32_t end = bunsetsu_end(reading, b);
  return (b < 4 && reading->parsed.chars->code[end - 1] == 0x3001) ||
         (end < reading->parsed.chars->count && reading->parsed.chars->code[end] == 0x300C);
}

/* Whether a phrase names who speaks: a topic or subject that is an actor. */
static bool speaking_phrase(const tm_reading *reading, uint32_t b, tm_statement *s) {
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
static bool unknown_speaker(const tm_reading *reading, uint32_t b, tm_statement *s) {
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

/* Whether a quotation begins with bunsetsu `b`, not a name in brackets (ラジオ局「アフリカ」は). */
static bool opens_quote(const tm_reading *reading, uint32_t b) {
  const uint16_t *code = reading->parsed.chars->code;
  uint32_t start = bunsetsu_start(reading, b), end = bunsetsu_end(reading, b);
  if (code[start] != 0x300C) return false;
  for (uint32_t i = start; i < end; i++)
    if (code[i] == 0x300D) return false;
  return true;
}

/* Whether a bunsetsu holds the end of a quotation. */
static bool matching_close(const tm_reading *reading, uint32_t b) {
  for (uint32_t i = bunsetsu_start(reading, b); i < bunsetsu_end(reading, b); i++)
    if (reading->parsed.chars->code[i] == 0x300D && !opens_quote(reading, b)) return true;
  return false;
}

/* The bunsetsu where the quotation that bunsetsu `b` opens ends, if that is before `end`; else 0. */
static uint32_t quote_end(const tm_reading *reading, uint32_t b, uint32_t end) {
  const uint16_t *code = reading->parsed.chars->code;
  int depth = 0;
  for (uint32_t i = bunsetsu_start(reading, b); b < end; i++) {
    while (b < end && bunsetsu_end(reading, b) <= i) b++;
    if (code[i] == 0x300C) depth++;
    if (code[i] == 0x300D && --depth == 0) return b < end ? b : 0;
  }
  return 0;
}

/* 大統領が、…; 大統領が30日、…: a subject that the parser hung on a clause of the words. */
static bool set_apart(const tm_reading *reading, uint32_t b, uint32_t end) {
  const uint16_t *code = reading->parsed.chars->code;
  for (uint32_t k = b; k < end && k < b + 4; k++) {
    if (k > b && reading->clauses.phrases[k].predicate >= 0) return false;
    if (code[bunsetsu_end(reading, k) - 1] != 0x3001) continue;
    if (k == b) return true;
    for (size_t i = 0; i < reading->times.count; i++)
      if (reading->times.items[i].start >= bunsetsu_end(reading, b) && reading->times.items[i].end <= bunsetsu_end(reading, k))
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

/* Finds speaker and first bunsetsu of the content of a cue whose content ends in bunsetsu `last`. The words decide before the
 * parse: the speaker's phrase stands first, or between the words and the cue. */
static bool find_speaker(const tm_reading *reading, const tm_predicate *p, uint32_t last, uint32_t *first, tm_statement *s) {
  const tm_phrase *phrases = reading->clauses.phrases;
  uint32_t least = 0, words = 0;                           /* where the speaker, where the words may begin */
  for (size_t i = 0; i < reading->statements.count; i++) { /* the words of an earlier cue are not these */
    const tm_statement *before = &reading->statements.items[i];
    while (before->predicate < 0 && words < last && bunsetsu_end(reading, words) <= before->cue_end)
      words++; /* によると, として */
    if (before->predicate < 0) continue;
    uint32_t b = reading->clauses.predicates[before->predicate].bunsetsu;
    if (b < last && b + 1 > least && reading->clauses.predicates[before->predicate].role == TM_CLAUSE_COORDINATE) least = b + 1;
  }
  uint32_t open = 0;
  const uint16_t *code = reading->parsed.chars->code;
  bool bracketed = s->end > 0 && (code[s->end - 1] == 0x300D || code[s->end - 1] == 0x300F);
  if (bracketed) {
    uint32_t at = matching_open(reading, s->end - 1);
    bool earlier = at == UINT32_MAX && reading->in_quote; /* opened in a sentence before: all is quoted from the start */
    bracketed = at != UINT32_MAX || earlier;
    while (bracketed && !earlier && open < last && bunsetsu_end(reading, open) <= at) open++;
    if (bracketed && !earlier && !reading->headline && s->end - at < 12 && at > 0 && open > least)
      bracketed = false; /* a word in quotes at the end of a clause */
  }
  *first = bracketed ? open : words > least ? words : least;
  bool said_on = bracketed && open == 0 && reading->in_quote;
  bool found = is_cleft(reading, p, s);
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
  for (uint32_t b = open, seen = 0; bracketed && b-- > least && !found && seen < 4; seen++) { /* …、報道官は「…」と */
    if (phrases[b].predicate >= 0 || matching_close(reading, b)) break;
    if (phrases[b].case_ == TM_CASE_TOPIC || headline_topic(reading, b))
      found = speaking_phrase(reading, b, s) || unknown_speaker(reading, b, s);
  }
  for (int turn = 0; turn < (inner ? 4 : 6) && !found; turn++) {
    for (uint32_t b = turn < 5 ? least : 0; b < end && !found; b++) {
      if (opens_quote(reading, b) && !(b = quote_end(reading, b, end))) break;
      bool topic = phrases[b].case_ == TM_CASE_TOPIC || body_topic(reading, b) || headline_topic(reading, b),
           own = phrases[b].head == (int32_t)p->bunsetsu, after = phrases[b].head > (int32_t)last;
      bool wanted = turn == 0   ? topic && own
                    : turn == 1 ? topic && after && !inner
                    : turn == 2 ? own
                    : turn == 3 ? (inner ? !topic : after)
                                : topic;
      if (!wanted) continue;
      found = speaking_phrase(reading, b, s) || ((own || topic) && unknown_speaker(reading, b, s));
      if (found && !bracketed && b >= *first) *first = b + 1;
    }
  }
  for (uint32_t b = least; b < end && !found && !inner; b++) {
    if (opens_quote(reading, b) && !(b = quote_end(reading, b, end))) break;
    if (phrases[b].case_ != TM_CASE_GA || !set_apart(reading, b, end)) continue;
    found = speaking_phrase(reading, b, s);
    if (found && !bracketed && b >= *first) *first = b + 1;
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
  bool pronoun = found && s->mention != UINT32_MAX && reading->mentions.items[s->mention].anaphor && said_on &&
                 reading->last_speaker != UINT32_MAX && tm_scene_actor(reading->scene, reading->last_speaker)->person &&
                 tm_script_of(reading->parsed.chars->code[reading->mentions.items[s->mention].start]) == TM_KANJI &&
                 reading->parsed.chars->code[reading->mentions.items[s->mention].start] == 0x5F7C;
  if (pronoun) s->speaker = reading->last_speaker; /* …」と彼は: who spoke before it */
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
  bool reporter = reading->last_speaker != UINT32_MAX && is_media(reading, reading->last_speaker) && omitted.count &&
                  !is_report_verb(reading, p); /* AFPによると…。…と述べた: not the agency */
  if (reading->last_speaker != UINT32_MAX && !newer && !reporter) {
    s->speaker = reading->last_speaker;
    return true;
  }
  if (omitted.count) s->speaker = omitted.actor[0];
  return omitted.count > 0;
}

/* 独立を宣言した|国, 支援を求めて|…, 声明を発表した: a noun alone that is told in passing, or does not tell the words. */
static bool is_background(const tm_reading *reading, const tm_predicate *p, const tm_cue *cue, int32_t last) {
  if (reading->clauses.phrases[last].predicate >= 0 || to_position(reading, (uint32_t)last)) return false;
  static const char *const containers[] = {"声明", "論評", "声明文", "談話", "コメント", "演説", "名簿",   "地図",
                                           "記事", "計画", "結果",   "内容", "書簡",     "文書", "報告書", "草案",
                                           "発言", "数字", "項目",   "理由", "文章",     "写真", "映像",   NULL};
  size_t length;
  const uint16_t *head = tm_head_noun(reading, last, &length);
  uint32_t at = (uint32_t)(head - reading->parsed.chars->code);
  tm_slice text = tm_chars_slice(reading->parsed.chars, at, at + length);
  for (int i = 0; containers[i]; i++)
    if (tm_slice_ends(text, tm_slice_of(containers[i]))) return true;
  bool comma = reading->parsed.chars->code[bunsetsu_end(reading, p->bunsetsu) - 1] == 0x3001;
  return (p->role == TM_CLAUSE_RELATIVE && cue->kind != TM_CUE_ACT) ||
         (p->role == TM_CLAUSE_COORDINATE && !comma && reading->parsed.morphs[p->tail_end - 1].tag.form == TM_FORM_TE);
}

/* 撤回を求める|決議, 対話を促す|書簡: what the document says. */
static bool in_document(const tm_reading *reading, const tm_predicate *p) {
  static const char *const papers[] = {"決議", "決議案", "文書", "書簡", "声明", "談話", "共同声明", "要求書", "親書",
                                       "宣言", "通告",   "草案", "請願", "覚書", "書面", "公開書簡", "要望書", NULL};
  if (p->role != TM_CLAUSE_RELATIVE || p->noun < 0) return false;
  uint32_t content = reading->parsed.bunsetsu[p->noun].content;
  for (int i = 0; papers[i]; i++)
    if (tm_base_is(&reading->parsed, content, papers[i])) return true;
  return false;
}

static void cue_statement(tm_reading *reading, const tm_predicate *p) {
  int32_t noun = -1, last = -1;
  const tm_cue *cue = find_cue(reading, p, &noun);
  if (cue && cue->kind == TM_CUE_ACT && !p->past && !p->progressive &&
      (p->role == TM_CLAUSE_YOU || p->role == TM_CLAUSE_NOMINAL || p->role == TM_CLAUSE_RELATIVE ||
       p->role == TM_CLAUSE_CONDITION) &&
      !in_document(reading, p))
    return;
  if (p->role == TM_CLAUSE_ADVERBIAL || p->role == TM_CLAUSE_RELATIVE ||
      p->role == TM_CLAUSE_NOMINAL) { /* 伝えた|ところによると */
    int32_t head = reading->clauses.phrases[p->bunsetsu].head;
    if (head >= 0 && reading->clauses.phrases[head].case_ == TM_CASE_NIYORU) return;
  }
  if (!cue || is_formula(reading, p) || (p->kind == TM_PREDICATE_NOUN && p->copula)) return;
  tm_statement s = {.predicate = (int32_t)(p - reading->clauses.predicates), .content = -1, .mention = UINT32_MAX};
  if (p->negative) return;
  if (!find_content(reading, p, cue, noun, &s, &last)) {
    bool silent = p->role == TM_CLAUSE_MAIN && !p->passive && (cue->kind == TM_CUE_NEUTRAL || cue->kind == TM_CUE_WRITE);
    tm_parties found = {0}; /* 外相は次のように述べた。 記者団に語った。 */
    bool blocked = false;
    if (silent && tm_subject_actors(reading, p, true, &found, &blocked)) reading->announced = found.actor[0];
    return;
  }
  if (is_doing(reading, p, last) || is_background(reading, p, cue, last)) return;
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

/* Whether a cue has words of its own beside those that end in bunsetsu `reason`. */
static bool has_own_words(const tm_reading *reading, const tm_predicate *p, int32_t reason) {
  int32_t noun = -1, last = -1;
  tm_statement s = {0};
  const tm_cue *cue = find_cue(reading, p, &noun);
  return cue && find_content(reading, p, cue, noun, &s, &last) && last != reason;
}

/* …だ|として、撤回を求めた: words told as the reason of another cue's words; of any act, if they are quoted. */
static void reason_statements(tm_reading *reading) {
  const tm_phrase *phrases = reading->clauses.phrases;
  for (uint32_t b = 1; b < reading->parsed.bunsetsu_count; b++) {
    uint32_t first = reading->parsed.bunsetsu[b].first, next = first + 1;
    if (!tm_morphs_are(&reading->parsed, first, next, "して")) continue;
    bool alone = next == reading->parsed.bunsetsu[b].last || reading->parsed.morphs[next].tag.pos == TM_POS_SPECIAL;
    if (!alone) continue; /* としている, としての */
    int32_t reason = phrases[b].functional ? (int32_t)b - 1 : as_reason(reading, (int32_t)b);
    if (reason < 0 || as_noun(reading, (uint32_t)reason)) continue;
    tm_statement s = {.predicate = -1, .content = phrases[reason].predicate, .mention = UINT32_MAX};
    s.end = to_position(reading, (uint32_t)reason);
    if (!s.end) continue;
    int32_t above = phrases[phrases[b].functional ? reason : (int32_t)b].head;
    while (above >= 0 && phrases[above].predicate < 0) above = phrases[above].head;
    if (above < 0) continue;
    const tm_predicate *p = &reading->clauses.predicates[phrases[above].predicate];
    uint32_t open = reading->parsed.chars->code[s.end - 1] == 0x300D ? matching_open(reading, s.end - 1) : UINT32_MAX;
    bool quoted = open != UINT32_MAX && s.end - open > 10;
    if (p->passive || (!quoted && !has_own_words(reading, p, reason))) continue;
    if (quoted && find_cue(reading, p, &(int32_t){-1}) && !has_own_words(reading, p, reason)) continue; /* the cue's own words */
    uint32_t from;
    if (!find_speaker(reading, p, (uint32_t)reason, &from, &s)) continue;
    s.start = bunsetsu_start(reading, from > (uint32_t)reason ? (uint32_t)reason : from);
    s.direct = trim_quote(reading, &s.start, &s.end);
    s.cue_start = reading->parsed.morphs[first].start - 1;
    s.cue_end = reading->parsed.morphs[first].end;
    if (s.start < s.end) *TM_PUSH(reading->arena, &reading->statements) = s;
  }
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

static bool opens(uint16_t c) { return c == 0x300C || c == 0x300E; }
static bool closes(uint16_t c) { return c == 0x300D || c == 0x300F; }

/* Whether words in quotes are a sentence rather than a title: 「停戦を守る」, not 「アジアの安全保障」. */
static bool is_sentence(const tm_reading *reading, uint32_t start, uint32_t end) {
  const uint16_t *code = reading->parsed.chars->code;
  while (end > start && (code[end - 1] == 0x3002 || code[end - 1] == ' ')) end--;
  return end > start + 2 &&
         (tm_script_of(code[end - 1]) == TM_HIRAGANA || code[end - 1] == '!' || code[end - 1] == '?' || code[end] == 0x3002);
}

/* Whether there is a verb in the words. */
static bool says(const tm_reading *reading, uint32_t start, uint32_t end) {
  for (size_t i = 0; i < reading->clauses.predicate_count; i++) {
    const tm_predicate *p = &reading->clauses.predicates[i];
    uint32_t at = reading->parsed.morphs[p->morph].start;
    if (at > start && at < end && p->kind != TM_PREDICATE_NOUN) return true;
  }
  return false;
}

/* ロシア、合意から離脱 「要求が満たされれば復帰」: the words in a headline, and who is named beside them or first. */
static void headline_quotation(tm_reading *reading, tm_statement *s, uint32_t open, uint32_t close) {
  const uint16_t *code = reading->parsed.chars->code;
  if (close - open < 5) return;
  uint32_t topic = 0;
  while (topic < reading->parsed.bunsetsu_count && bunsetsu_end(reading, topic) < open) topic++;
  bool last = close + 2 > reading->parsed.chars->count, to = !last && code[close + 1] == 0x3068;
  if (open > 0 && (last || to) && bunsetsu_end(reading, topic) == open && speaking_phrase(reading, topic, s)) { /* 欧州委は「… */
    s->start = open + 1;
    s->end = close;
    *TM_PUSH(reading->arena, &reading->statements) = *s;
    return;
  }
  const tm_mention *best = NULL;
  for (size_t i = 0; i < reading->mentions.count; i++) {
    const tm_mention *m = &reading->mentions.items[i];
    if (m->start > open && m->end <= close) continue;
    bool before = (last || to || close - open > 8) &&
                  (m->end == open || (m->end + 1 == open && (code[m->end] == 0x3001 || code[m->end] == ' ')));
    bool after = m->start > close && m->start <= close + 2;
    bool first = m->start < 4 && m->kind != TM_MENTION_PLACE && !best && last && close - open > 8 && says(reading, open, close);
    if (!before && !after && !first) continue;
    best = m;
    s->mention = (uint32_t)i;
    if (before || after) break;
  }
  if (!best) return;
  s->speaker = best->actors[0];
  s->start = open + 1;
  s->end = close;
  *TM_PUSH(reading->arena, &reading->statements) = *s;
}

/* 少女は「…」。 高官は「…: the words with which a sentence ends, after the topic that speaks them. */
static bool topic_before(const tm_reading *reading, uint32_t open, bool closed, tm_statement *s) {
  uint32_t b = 0;
  while (b < reading->parsed.bunsetsu_count && bunsetsu_start(reading, b) < open) b++;
  bool found = false;
  for (uint32_t seen = 0; b-- > 0 && !found && seen < (closed ? 1u : 12u); seen++)
    if (reading->clauses.phrases[b].case_ == TM_CASE_TOPIC || seen == 0)
      found = speaking_phrase(reading, b, s) || unknown_speaker(reading, b, s);
  return found;
}

/* 「…」 without a cue: in a headline, after a topic, or going on from the sentence before. */
static void bare_quotation(tm_reading *reading) {
  const uint16_t *code = reading->parsed.chars->code;
  uint32_t n = (uint32_t)reading->parsed.chars->count, end = n, open = UINT32_MAX, close = UINT32_MAX;
  while (end > 0 && (code[end - 1] == 0x3002 || code[end - 1] == ' ')) end--;
  if (end < 4) return;
  int depth = reading->in_quote; /* the last quotation at the outermost level: where it begins, and ends */
  uint32_t first_close = UINT32_MAX;
  for (uint32_t i = 0; i < end; i++) {
    if (opens(code[i]) && depth++ == 0) open = i, close = UINT32_MAX;
    if (closes(code[i]) && depth > 0 && --depth == 0) {
      close = i;
      if (first_close == UINT32_MAX) first_close = i;
    }
  }
  tm_statement s = {.predicate = -1, .content = -1, .mention = UINT32_MAX, .direct = true};
  bool begun =
      reading->in_quote && (first_close == UINT32_MAX || first_close + 1 == end); /* nothing but what was quoted before */
  bool whole = !reading->in_quote && open == 0 && (first_close == UINT32_MAX || first_close + 1 == end);
  bool paragraph = whole && reading->last_speaker != UINT32_MAX && first_close != UINT32_MAX; /* in lines of its own */
  if (reading->headline && !paragraph) {
    bool told = open == UINT32_MAX || close == UINT32_MAX;
    for (size_t i = 0; i < reading->statements.count; i++)
      told = told || (reading->statements.items[i].start <= open + 1 && reading->statements.items[i].end >= close);
    if (!told) headline_quotation(reading, &s, open, close);
  } else if (begun || (whole && is_sentence(reading, 1, first_close == UINT32_MAX ? end : first_close))) {
    if (reading->last_speaker == UINT32_MAX) return;
    reading->statements.count = 0; /* what is said in the words is no report of this text */
    s.speaker = reading->last_speaker;
    s.start = whole ? 1 : 0;
    s.end = first_close == UINT32_MAX ? end : first_close;
    if (s.end > s.start) *TM_PUSH(reading->arena, &reading->statements) = s;
  } else if (open != UINT32_MAX && open > 0 && (close == UINT32_MAX || (close + 1 == end && !reading->statements.count))) {
    s.start = open + 1;
    s.end = close == UINT32_MAX ? end : close;
    if (is_sentence(reading, s.start, s.end) && topic_before(reading, open, close != UINT32_MAX, &s))
      *TM_PUSH(reading->arena, &reading->statements) = s;
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
  if (!toiu || reading->silence) return;
  tm_statement s = {.predicate = -1, .content = -1, .speaker = reading->last_speaker, .mention = UINT32_MAX};
  s.end = parsed->morphs[last - 2].start;
  s.cue_start = parsed->morphs[last - 2].start;
  s.cue_end = parsed->morphs[last - 1].end;
  /* an own source in the sentence is the cue's subject already */
  *TM_PUSH(reading->arena, &reading->statements) = s;
}

/* した, している, しました. */
static bool told_form(const tm_parsed *parsed, uint32_t from, uint32_t to) {
  bool told = false;
  for (uint32_t i = from; i < to; i++) {
    if (tm_base_is(parsed, i, "れる") || tm_base_is(parsed, i, "られる")) return false; /* とされる */
    told = told || parsed->morphs[i].tag.form == TM_FORM_PAST || tm_base_is(parsed, i, "いる");
  }
  return told;
}

/* …である|と|した in one bunsetsu: the words end before its と. */
static void inner_cue(tm_reading *reading, const tm_predicate *p) {
  const tm_parsed *parsed = &reading->parsed;
  const tm_bunsetsu *b = &parsed->bunsetsu[p->bunsetsu];
  for (uint32_t i = p->morph + 1; i + 1 < b->last && !p->volitional; i++) {
    bool said = parsed->morphs[i].tag.pos == TM_POS_PARTICLE && tm_morphs_are(parsed, i, i + 1, "と") &&
                tm_base_is(parsed, i + 1, "する") && told_form(parsed, i + 1, b->last);
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

/* …を求める|声明を出した, 要請した|ことを明らかにした: one report by one speaker. The cue in a relative clause tells more than the
 * one that holds it; otherwise the outer one stands. */
static void drop_repeats(tm_reading *reading) {
  tm_statement *items = reading->statements.items;
  size_t kept = 0, count = reading->statements.count;
  for (size_t i = 0; i < count; i++) {
    bool repeat = false;
    for (size_t k = 0; k < count && !repeat; k++) {
      if (k == i || items[i].predicate < 0 || items[k].predicate < 0 || items[i].speaker != items[k].speaker) continue;
      const tm_statement *outer = items[k].start <= items[i].cue_start && items[i].cue_end <= items[k].end ? &items[k] : NULL;
      if (outer) repeat = reading->clauses.predicates[items[i].predicate].role != TM_CLAUSE_RELATIVE;
      else if (items[i].start <= items[k].cue_start && items[k].cue_end <= items[i].end)
        repeat = reading->clauses.predicates[items[k].predicate].role == TM_CLAUSE_RELATIVE;
    }
    if (!repeat) reading->statements.items[kept++] = items[i];
  }
  reading->statements.count = kept;
}

void tm_find_statements(tm_reading *reading) {
  tm_source_statements(reading);
  reason_statements(reading);
  for (size_t i = 0; i < reading->clauses.predicate_count; i++) {
    cue_statement(reading, &reading->clauses.predicates[i]);
    inner_cue(reading, &reading->clauses.predicates[i]);
  }
  drop_repeats(reading);
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
