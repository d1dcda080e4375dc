/* code: whether an act is told as done, coming, not done or only thought of (codebook 2.1). See reading.h. */
#include "code/events.h"

/* Nouns after a verb that tell a plan: also a verbal act is then still to come (起訴する方針だ). */
static const char *const plan_nouns[] = {"予定", "方針",   "計画", "見通し", "見込み", "運び", "段取り",
                                         "公算", "手はず", "日程", "つもり", "構え",   NULL};
/* Nouns after a verb that tell what is to come: 会談する予定だ. */
static const char *const future_nouns[] = {"予定",   "見通し", "方針", "計画", "見込み", "意向", "構え", "運び",     "段取り",
                                           "つもり", "意思",   "決意", "公算", "手はず", "日程", "考え", "手はずだ", "姿勢",
                                           "案",     "用意",   "準備", "方向", "合意",   "決定", NULL};
/* ... what may be. */
static const char *const hypothetical_nouns[] = {
    "可能性", "恐れ", "おそれ", "懸念", "疑い",     "場合", "必要", "必要性", "余地", "危険", "危険性", "観測", "選択肢",
    "ため",   "為",   "権利",   "能力", "シナリオ", "希望", "機会", "試み",   "狙い", "目的", "義務",   "構想", NULL};
/* ... what says or writes it: 批判する声明. */
static const char *const document_nouns[] = {"声明",     "決議", "決議案", "書簡", "文書",     "談話",       "法案", "発言",
                                             "考え",     "意向", "姿勢",   "方針", "立場",     "構え",       "演説", "報告書",
                                             "コメント", "宣言", "見解",   "意見", "署名",     "メッセージ", "声",   "動き",
                                             "文書",     "親書", "通告",   "草案", "議長声明", "要求",       "投稿", NULL};
/* ... what the act before it is done by: 閉鎖する措置を取った. */
static const char *const deed_nouns[] = {"措置", "処分", "処置", "手続き", "手段", "判決", "命令", "決定", "決議", "裁定", "裁決",
                                         "政令", "布告", "通達", "指令",   "指示", "行動", "行為", "挙",   "暴挙", "作戦", "手",
                                         "対応", "制裁", "令",   "通告",   "攻撃", "作業", "動き", "活動", "宣言", NULL};
/* Verbs that say that it is done, ... */
static const char *const deed_verbs[] = {
    "取る", "とる",     "下す", "出す",   "講じる",   "発する",   "採択",   "始める", "開始", "実施",   "行う", "行く", "発動",
    "導入", "言い渡す", "発令", "着手",   "乗り出す", "踏み切る", "入る",   "出る",   "する", "加える", "敷く", "科す", "課す",
    "可決", "承認",     "署名", "進める", "強行",     "断行",     "続ける", "及ぶ",   "公布", "発布",   "強化", NULL};
/* ... and such that announce it. */
static const char *const deed_plans[] = {"決める", "決定", "発表", "打ち出す", "決まる", "表明", "明らかにする", NULL};
/* Verbs that tell a decision: 派遣することを決めた. */
static const char *const decide_verbs[] = {"決める", "決定",   "発表", "決まる", "明らかにする", "表明", "決断", "確認",
                                           "予定",   "計画",   "宣言", "公表",   "通告",         "通知", "なる", "明言",
                                           "する",   "できる", NULL};

/* Whether a bunsetsu's head noun ends with one of the list: 可能|性. */
static bool noun_is_one(const tm_reading *reading, int32_t bunsetsu, const char *const *list) {
  size_t length, n = 0;
  const uint16_t *head = tm_head_noun(reading, bunsetsu, &length);
  char text[128];
  for (size_t i = length > 16 ? length - 16 : 0; i < length; i++) n += tm_utf8_put(text + n, head[i]);
  for (; *list; list++)
    if (tm_slice_ends((tm_slice){text, n}, tm_slice_of(*list))) return true;
  return false;
}

static bool is_one(const tm_parsed *parsed, size_t morph, const char *const *list) {
  for (; *list; list++)
    if (tm_base_is(parsed, morph, *list)) return true;
  return false;
}

static bool base_is_one(const tm_predicate *p, const char *const *list) {
  for (; *list; list++)
    if (tm_predicate_is(p, *list)) return true;
  return false;
}

bool tm_class_verbal(tm_class class_) {
  return class_ == TM_AGREE || class_ == TM_SUPPORT || class_ == TM_CONCEDE || class_ == TM_REQUEST || class_ == TM_ACCUSE ||
         class_ == TM_REJECT || class_ == TM_THREATEN;
}

/* Verbal classes hold acts that are not done by the word alone: 起訴する。 and 署名する。 are to come. */
static bool done_by_saying(const tm_reading *reading, const tm_predicate_row *row) {
  static const char *const deeds[] = {"起訴", "提訴", "告訴", "告発", "訴追", "立件", "送検", "捜査", "調査", "署名",
                                      "調印", "批准", "締結", "樹立", "授与", "解除", "釈放", "恩赦", "撤廃", "行使"};
  if (!tm_class_verbal((tm_class)row->class_)) return false;
  tm_slice rule = tm_lexicon_text(reading->lexicon, row->rule);
  for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
    for (size_t at = 0; at + 6 <= rule.length; at += 3) /* both are kanji, three bytes each */
      if (!memcmp(rule.data + at, deeds[i], 6)) return false;
  return true;
}

static bool tenseless(const tm_reading *reading, const tm_predicate *p) {
  if (reading->headline && p->kind == TM_PREDICATE_NOUN) return false; /* 協定から離脱 「直ちに復帰」 */
  if (p->kind == TM_PREDICATE_VERB && tm_base_is(&reading->parsed, p->morph, "受ける") && p->role == TM_CLAUSE_COORDINATE &&
      tm_morphs_are(&reading->parsed, p->tail_end - 1, p->tail_end, "て"))
    return false; /* 申請を受けて、…する: has come before */
  if (p->past || p->progressive || p->kind == TM_PREDICATE_ADJECTIVE)
    return p->kind == TM_PREDICATE_NOUN ? false : p->role == TM_CLAUSE_COORDINATE && !p->past;
  if (p->role != TM_CLAUSE_COORDINATE) return false;
  if (p->kind == TM_PREDICATE_NOUN) return true;
  const tm_bunsetsu *b = &reading->parsed.bunsetsu[p->bunsetsu];
  for (uint32_t i = p->tail_end; i < b->last; i++)
    if (tm_morphs_are(&reading->parsed, i, i + 1, "など")) return true; /* …納入するなど、 */
  for (size_t i = p->tail_end; i > p->morph; i--) {
    uint8_t form = reading->parsed.morphs[i - 1].tag.form;
    if (form == TM_FORM_NONE) continue;
    return form == TM_FORM_CONTINUATIVE || form == TM_FORM_TE || form == TM_FORM_STEM || form == TM_FORM_OTHER ||
           form == TM_FORM_TARI;
  }
  return true;
}

bool tm_speaks_beside(const tm_reading *reading, const tm_predicate *p) {
  const tm_match_found *match = tm_matched(reading, p);
  if (p->role != TM_CLAUSE_COORDINATE || p->parent < 0 || p->negative || !match || match->demand) return false;
  tm_class class_ = (tm_class)match->row->class_;
  if (class_ != TM_ACCUSE && class_ != TM_REQUEST && class_ != TM_THREATEN) return false;
  const tm_parsed *parsed = &reading->parsed;
  const tm_bunsetsu *b = &parsed->bunsetsu[p->bunsetsu];
  const tm_predicate *inner = &reading->clauses.predicates[p->parent];
  bool content = inner->role == TM_CLAUSE_YOU || inner->role == TM_CLAUSE_QUOTED;
  if (!content || inner->parent < 0 || parsed->chars->code[parsed->morphs[b->last - 1].end - 1] != 0x3001) return false;
  const tm_statement *s = tm_enclosing_statement(reading, p);
  return !s || !s->direct;
}

/* The clause that gives tense and mood: of 訪問し、…会談する予定だ the last. */
static const tm_predicate *tense_of(const tm_reading *reading, const tm_predicate *p) {
  for (int depth = 0; depth < 12 && p->parent >= 0 && tenseless(reading, p); depth++) {
    int32_t parent = p->parent;
    if (tm_speaks_beside(reading, p)) parent = reading->clauses.predicates[parent].parent;
    p = &reading->clauses.predicates[parent];
  }
  return p;
}

/* Whether a noun of plan makes a verbal act one to come: 求める方針だ. Demands are so with any word of stance (要請する姿勢を示した),
 * other acts are done by showing it (反対する姿勢を示した), and a threat by planning it. */
static bool verbal_plan(const tm_reading *reading, int32_t noun, tm_class class_) {
  if (class_ == TM_THREATEN) return false;
  if (noun_is_one(reading, noun, plan_nouns)) return true;
  static const char *const stances[] = {"意向", "考え", "姿勢", "意思", "決意", NULL};
  if (!noun_is_one(reading, noun, stances)) return false;
  static const char *const views[] = {"考え", NULL}; /* 支持する考え: he supports */
  if (class_ == TM_REQUEST) return true;
  return !noun_is_one(reading, noun, views) && reading->clauses.phrases[noun].case_ != TM_CASE_WO; /* 賛成する意向だ */
}

static bool from_noun(const tm_reading *reading, const tm_predicate *p, tm_class class_, uint8_t *status, bool *told) {
  bool verbal = tm_class_verbal(class_);
  if (p->noun < 0) return false;
  const tm_parsed *parsed = &reading->parsed;
  uint32_t content = parsed->bunsetsu[p->noun].content;
  int32_t above = reading->clauses.phrases[p->noun].head;
  if (above >= 0 && reading->clauses.phrases[above].predicate >= 0 && !p->past) { /* 侵攻する計画はない */
    const tm_predicate *q = &reading->clauses.predicates[reading->clauses.phrases[above].predicate];
    if (tm_base_is(parsed, q->morph, "ない") || (q->negative && tm_base_is(parsed, q->morph, "ある"))) {
      *status = TENMATSU_NEGATED;
      *told = false;
      return true;
    }
  }
  if (noun_is_one(reading, p->noun, hypothetical_nouns)) {
    bool purpose = tm_base_is(parsed, content, "ため") || tm_base_is(parsed, content, "為");
    if (purpose && (p->past || p->progressive)) return false;
    *status = TENMATSU_HYPOTHETICAL;
    *told = !purpose && !tm_base_is(parsed, content, "目的") && !tm_base_is(parsed, content, "狙い") &&
            !tm_base_is(parsed, content, "必要");
    return true;
  }
  if (verbal && !p->past && !p->progressive && verbal_plan(reading, p->noun, class_)) {
    *status = TENMATSU_FUTURE;
    return true;
  }
  if (!p->past && verbal && noun_is_one(reading, p->noun, document_nouns)) {
    *status = TENMATSU_ACTUAL;
    return true;
  }
  if (!p->past && !p->progressive && noun_is_one(reading, p->noun, future_nouns)) {
    *status = verbal ? TENMATSU_ACTUAL : TENMATSU_FUTURE;
    return true;
  }
  return false;
}

/* 発行を禁止する処分を下した, 閉鎖する措置を取った: the verb that has the noun as its object tells whether the act is done. */
static bool from_deed(const tm_reading *reading, const tm_predicate *p, uint8_t *status) {
  if (p->role != TM_CLAUSE_RELATIVE || p->past || p->progressive || p->noun < 0) return false;
  const tm_phrase *noun = &reading->clauses.phrases[p->noun];
  bool object = noun->case_ == TM_CASE_WO || noun->case_ == TM_CASE_NI || noun->case_ == TM_CASE_GA;
  if (!object || noun->head < 0 || !noun_is_one(reading, p->noun, deed_nouns)) return false;
  int32_t index = reading->clauses.phrases[noun->head].predicate;
  if (index < 0) return false;
  const tm_predicate *above = &reading->clauses.predicates[index];
  bool done = base_is_one(above, deed_verbs), planned = base_is_one(above, deed_plans);
  if (!done && !planned) return false;
  const tm_predicate *q = tense_of(reading, above);
  *status = above->negative ? TENMATSU_NEGATED : done && (q->past || q->progressive) ? TENMATSU_ACTUAL : TENMATSU_FUTURE;
  return true;
}

/* 辞任を表明した, 総辞職を決めた: told before it is done (codebook 3); 辞表を提出した is the act. */
static bool only_announced(const tm_reading *reading, const tm_predicate *p, const tm_predicate_row *row) {
  static const char *const verbs[] = {"表明", "発表", "明らかに", "申し出る", "伝える", "決意",   "決断",
                                      "宣言", "決定", "固める",   "漏らす",   "示す",   "決める", NULL};
  if (row->phrase_case != TM_CASE_WO || row->class_ != TM_RETREAT) return false;
  if (tm_slice_begins(tm_lexicon_text(reading->lexicon, row->noun), TM_LIT("辞表"))) return false;
  return base_is_one(p, verbs);
}

/* 送ることになった, 退位することにした: what is decided is to come. */
static bool decided(const tm_reading *reading, const tm_predicate *p) {
  const tm_parsed *parsed = &reading->parsed;
  for (uint32_t i = p->morph + 1; i + 2 < p->tail_end; i++) {
    bool thing = tm_morphs_are(parsed, i, i + 1, "こと") || tm_morphs_are(parsed, i, i + 1, "事");
    bool turn = tm_morphs_are(parsed, i + 1, i + 2, "に") || tm_morphs_are(parsed, i + 1, i + 2, "と");
    static const char *const verbs[] = {"なる", "する", "決まる", "決める", NULL}; /* not 発射したことに|対し */
    if (thing && turn && is_one(parsed, i + 2, verbs))
      return parsed->morphs[i - 1].tag.form != TM_FORM_PAST && !tm_morphs_are(parsed, i - 1, i, "いる");
  }
  return false;
}

/* 処刑すると、群衆が火を放った: と of what follows, not of words reported. */
static bool then_happened(const tm_reading *reading, const tm_predicate *p) {
  if (p->role != TM_CLAUSE_QUOTED || p->parent < 0) return false;
  const tm_predicate *main = &reading->clauses.predicates[p->parent];
  const tm_parsed *parsed = &reading->parsed;
  const tm_bunsetsu *b = &parsed->bunsetsu[p->bunsetsu];
  if (b->last < b->first + 2 || !tm_morphs_are(parsed, b->last - 2, b->last, "と、")) return false;
  if (tm_enclosing_statement(reading, p) || tm_trie_find(&reading->lexicon->cue_words, main->base, main->base_length) >= 0)
    return false;
  return tense_of(reading, main)->past && tm_matched(reading, main);
}

/* 撤退するのは初めてだ, …は3年ぶりだ: it has happened. */
static bool first_time(const tm_reading *reading, const tm_predicate *p) {
  const tm_parsed *parsed = &reading->parsed;
  const tm_bunsetsu *b = &parsed->bunsetsu[p->bunsetsu];
  if (b->last < b->first + 2 || !tm_morphs_are(parsed, b->last - 2, b->last, "のは") || p->bunsetsu + 1 >= parsed->bunsetsu_count)
    return false;
  static const char *const words[] = {"初めて", "はじめて", "ぶり", "以来", "異例", NULL};
  const tm_bunsetsu *end = &parsed->bunsetsu[parsed->bunsetsu_count - 1];
  for (uint32_t i = end->first; i < end->last; i++)
    if (is_one(parsed, i, words)) return true;
  return false;
}

/* Clauses that do not tell their act as done: 派遣する|という案, 合意に達する|まで, 撤退させるのは|時期尚早だ. */
static bool only_named(const tm_reading *reading, const tm_predicate *p) {
  static const char *const proposals[] = {"案",   "提案",   "構想", "話",   "見方",   "観測",   "うわさ", "噂",
                                          "説",   "考え方", "意見", "議論", "主張",   "可能性", "懸念",   "恐れ",
                                          "条件", "前提",   "約束", "要求", "選択肢", "考え",   NULL};
  const tm_parsed *parsed = &reading->parsed;
  const tm_bunsetsu *b = &parsed->bunsetsu[p->bunsetsu];
  if (p->past || p->progressive || p->kind == TM_PREDICATE_NOUN) return false;
  uint32_t end = b->last;
  while (end > p->tail_end && parsed->morphs[end - 1].tag.pos == TM_POS_SPECIAL) end--;
  if (p->role != TM_CLAUSE_RELATIVE && end > p->morph && tm_morphs_are(parsed, end - 1, end, "まで")) return true;
  if (end >= p->morph + 2 && tm_morphs_are(parsed, end - 2, end, "のは")) return true;
  if (p->role != TM_CLAUSE_QUOTED || p->parent < 0) return false;
  const tm_predicate *said = &reading->clauses.predicates[p->parent];
  return said->role == TM_CLAUSE_RELATIVE && said->noun >= 0 && tm_predicate_is(said, "いう") &&
         noun_is_one(reading, said->noun, proposals);
}

/* A plain verb of a headline tells what happened (射殺される, 調査を始める) unless a coming day is named. */
static bool headline_past(const tm_reading *reading) {
  if (!reading->headline) return false;
  for (size_t i = 0; i < reading->times.count; i++)
    if (reading->times.items[i].future_hint || reading->times.items[i].first > reading->today) return false;
  return true;
}

bool tm_predicate_status(const tm_reading *reading, const tm_predicate *p, const tm_predicate_row *row, uint8_t *status) {
  bool verbal = done_by_saying(reading, row);
  const tm_predicate *q = tense_of(reading, p);
  bool told = true;
  *status = TENMATSU_ACTUAL;
  if (p->toward) {
    *status = TENMATSU_FUTURE;
    return true;
  }
  if (p->negative && !row->negated) {
    *status = TENMATSU_NEGATED;
    return true;
  }
  if (from_deed(reading, q, status)) return true;
  if (from_noun(reading, q, (tm_class)row->class_, status, &told)) return told;
  if (q->role == TM_CLAUSE_CONDITION) {
    *status = TENMATSU_HYPOTHETICAL;
    return true;
  }
  if (q->role == TM_CLAUSE_YOU && !q->hearsay) return false;
  if (q->volitional && q->past && !verbal) return true; /* 攻撃しようとした: attempted */
  if (q->desire || q->obligation || q->conjecture || q->question || q->request || q->imperative || (q->possible && !q->past) ||
      q->volitional) {
    *status = TENMATSU_HYPOTHETICAL;
    return !verbal || q->question;
  }
  if (!verbal && (q->past || q->progressive) && (decided(reading, q) || only_announced(reading, q, row))) {
    *status = TENMATSU_FUTURE;
    return true;
  }
  if (q->past || q->progressive || then_happened(reading, q) || first_time(reading, q)) return true;
  if (only_named(reading, q)) return false;
  if (p->kind == TM_PREDICATE_NOUN && p == q) {
    if (p->role == TM_CLAUSE_QUOTED || p->role == TM_CLAUSE_MAIN || p->role == TM_CLAUSE_COORDINATE) return true;
  }
  if (q->kind == TM_PREDICATE_NOUN && q->role == TM_CLAUSE_MAIN) return true;
  if (q->role == TM_CLAUSE_RELATIVE) return false;
  if (q->role == TM_CLAUSE_NOMINAL) {
    if (q->parent < 0 || !base_is_one(&reading->clauses.predicates[q->parent], decide_verbs)) return false;
    if (!verbal || row->class_ == TM_REQUEST) *status = TENMATSU_FUTURE; /* 承認することを決めた has approved */
    return true;
  }
  if (q->role == TM_CLAUSE_ADVERBIAL) {
    const tm_parsed *parsed = &reading->parsed;
    bool beside = q->noun >= 0 && (tm_base_is(parsed, parsed->bunsetsu[q->noun].content, "一方") ||
                                   tm_base_is(parsed, parsed->bunsetsu[q->noun].content, "ほか"));
    if (beside && q->parent >= 0) { /* …する一方、…した */
      const tm_predicate *main = tense_of(reading, &reading->clauses.predicates[q->parent]);
      if (!verbal && !main->past && !main->progressive) *status = TENMATSU_FUTURE;
      return true;
    }
    bool before = q->noun >= 0 && (tm_base_is(parsed, parsed->bunsetsu[q->noun].content, "前") ||
                                   tm_base_is(parsed, parsed->bunsetsu[q->noun].content, "際"));
    if (q->noun >= 0 && tm_base_is(parsed, parsed->bunsetsu[q->noun].content, "中")) return true; /* 続く中 */
    *status = TENMATSU_FUTURE;
    return before;
  }
  if (verbal || row->negated) return true;
  if (!headline_past(reading)) *status = TENMATSU_FUTURE;
  return true;
}
