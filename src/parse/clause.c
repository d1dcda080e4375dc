/* parse: see clause.h. One pass over the bunsetsu for particles, one for predicates, one for their places. */
#include "parse/clause.h"

#include <string.h>

/* ---- comparing morphemes with UTF-8 literals ---- */

bool tm_morphs_are_all(const tm_parsed *parsed, size_t from, size_t to, const char *utf8) {
  uint32_t start = parsed->morphs[from].start, end = parsed->morphs[to - 1].end;
  return start != end && tm_codes_are(parsed->chars->code + start, end - start, utf8);
}

bool tm_base_is_all(const tm_parsed *parsed, size_t morph, const char *utf8) {
  uint16_t base[24];
  size_t n = tm_morph_base(parsed->chars, &parsed->morphs[morph], base, 24);
  return tm_codes_are(base, n, utf8);
}

bool tm_predicate_is(const tm_predicate *p, const char *utf8) { return tm_codes_are(p->base, p->base_length, utf8); }

static bool base_in(const tm_parsed *parsed, size_t morph, const char *const *list) {
  for (; *list; list++)
    if (tm_base_is(parsed, morph, *list)) return true;
  return false;
}

static bool is_mark(const tm_morph *m) { return m->tag.pos == TM_POS_SPECIAL; }

static bool is_nominal(const tm_morph *m) {
  return m->tag.pos == TM_POS_NOUN || m->tag.pos == TM_POS_UNKNOWN || m->tag.pos == TM_POS_DEMONSTRATIVE ||
         (m->tag.pos == TM_POS_SUFFIX && m->tag.form == TM_FORM_NONE);
}

/* 無力|化, 安全|保障: an adjective's stem within a compound. */
static bool is_stem(const tm_morph *m) { return m->tag.pos == TM_POS_ADJECTIVE && m->tag.form == TM_FORM_STEM; }

/* ---- particles ---- */

static const struct {
  const uint16_t *text;
  tm_case case_;
} particles[] = {{u"が", TM_CASE_GA},
                 {u"を", TM_CASE_WO},
                 {u"に", TM_CASE_NI},
                 {u"と", TM_CASE_TO},
                 {u"で", TM_CASE_DE},
                 {u"から", TM_CASE_KARA},
                 {u"へ", TM_CASE_HE},
                 {u"まで", TM_CASE_MADE},
                 {u"より", TM_CASE_YORI},
                 {u"の", TM_CASE_NO},
                 {u"との", TM_CASE_TO},
                 {u"への", TM_CASE_HE},
                 {u"からの", TM_CASE_KARA},
                 {u"での", TM_CASE_DE},
                 {u"までの", TM_CASE_MADE},
                 {u"に対して", TM_CASE_NITAISHI},
                 {u"に対し", TM_CASE_NITAISHI},
                 {u"に対する", TM_CASE_NITAISHI},
                 {u"にたいし", TM_CASE_NITAISHI},
                 {u"にたいして", TM_CASE_NITAISHI},
                 {u"によって", TM_CASE_NIYOTTE},
                 {u"により", TM_CASE_NIYOTTE},
                 {u"による", TM_CASE_NIYOTTE},
                 {u"によると", TM_CASE_NIYORU},
                 {u"によれば", TM_CASE_NIYORU},
                 {u"をめぐって", TM_CASE_WOMEGUTTE},
                 {u"をめぐり", TM_CASE_WOMEGUTTE},
                 {u"をめぐる", TM_CASE_WOMEGUTTE},
                 {u"を巡って", TM_CASE_WOMEGUTTE},
                 {u"を巡り", TM_CASE_WOMEGUTTE},
                 {u"を巡る", TM_CASE_WOMEGUTTE},
                 {u"について", TM_CASE_NITSUITE},
                 {u"についての", TM_CASE_NITSUITE},
                 {u"に関して", TM_CASE_NITSUITE},
                 {u"に関し", TM_CASE_NITSUITE},
                 {u"に関する", TM_CASE_NITSUITE},
                 {u"として", TM_CASE_TOSHITE},
                 {u"としての", TM_CASE_TOSHITE},
                 {u"において", TM_CASE_DE},
                 {u"における", TM_CASE_DE},
                 {u"にて", TM_CASE_DE},
                 {u"とともに", TM_CASE_TO},
                 {u"と共に", TM_CASE_TO},
                 {u"とは", TM_CASE_TO},
                 {u"に向けて", TM_CASE_NI},
                 {u"に向け", TM_CASE_NI},
                 {u"など", TM_CASE_BARE},
                 {u"らが", TM_CASE_GA},
                 {u"や", TM_CASE_BARE},
                 {u"に向かって", TM_CASE_NI},
                 {u"に拠れば", TM_CASE_NIYORU},
                 {u"に拠ると", TM_CASE_NIYORU},
                 {u"に対しての", TM_CASE_NITAISHI},
                 {u"よりも", TM_CASE_YORI},
                 {u"によりますと", TM_CASE_NIYORU},
                 {u"いわく", TM_CASE_NIYORU},
                 {u"曰く", TM_CASE_NIYORU}};

/* The case of a particle or compound particle; false if it is none. */
static bool case_of(const uint16_t *code, size_t n, uint8_t *case_) {
  for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
    const uint16_t *text = particles[i].text;
    size_t k = 0;
    while (k < n && text[k] == code[k]) k++; /* the text ends in 0, which no character is */
    if (k < n || text[k]) continue;
    *case_ = (uint8_t)particles[i].case_;
    return true;
  }
  return false;
}

/* も, だけ, しか ... stand in for が or を: 報復も辞さない, 制裁しか科していない. */
static bool is_focus(const tm_parsed *parsed, size_t morph) {
  static const uint16_t *const words[] = {u"も", u"さえ", u"すら", u"こそ", u"しか", u"だけ", u"のみ", u"ばかり", NULL};
  const uint16_t *text = parsed->chars->code + parsed->morphs[morph].start;
  size_t length = parsed->morphs[morph].end - parsed->morphs[morph].start, k;
  for (int i = 0; words[i]; i++) {
    for (k = 0; k < length && words[i][k] == text[k]; k++) {
    }
    if (k == length && !words[i][k]) return true;
  }
  return false;
}

/* The case that the particles [from, to) mark; strips は, も and the like into the phrase's topic and focus. */
static tm_case read_particles(const tm_parsed *parsed, size_t from, size_t to, tm_phrase *phrase) {
  uint16_t code[16];
  size_t n = 0;
  for (size_t i = from; i < to; i++) {
    const tm_morph *m = &parsed->morphs[i];
    if (is_mark(m)) continue;
    size_t length = m->end - m->start;
    const uint16_t *text = parsed->chars->code + m->start;
    bool focus = is_focus(parsed, i);
    if (tm_codes_are(text, length, "は") || focus) {
      phrase->topic = true;
      phrase->focus = phrase->focus || focus;
      continue;
    }
    if (tm_codes_are(text, length, "など") || tm_codes_are(text, length, "ら")) continue;
    if (tm_codes_are(text, length, "には") || tm_codes_are(text, length, "にも")) length = 1, phrase->topic = true;
    if (tm_codes_are(text, length, "では") || tm_codes_are(text, length, "でも")) length = 1, phrase->topic = true;
    for (size_t k = 0; k < length && n < 16; k++) code[n++] = text[k];
  }
  uint8_t found = TM_CASE_NONE;
  if (n == 0) return phrase->topic ? TM_CASE_TOPIC : TM_CASE_BARE;
  return case_of(code, n, &found) ? (tm_case)found : TM_CASE_NONE;
}

/* One past the last morpheme that still belongs to the noun phrase whose content is `content` (suffixes, 」, numbers). */
static size_t nominal_end(const tm_parsed *parsed, const tm_bunsetsu *b) {
  size_t i = b->last;
  while (i > b->content + 1) {
    const tm_morph *m = &parsed->morphs[i - 1];
    if (m->tag.pos == TM_POS_PARTICLE || is_mark(m)) i--;
    else break;
  }
  return i;
}

/* 可能|性: a suffix makes a noun of an adjective or verb. */
static bool made_noun(const tm_parsed *parsed, const tm_bunsetsu *b) {
  if (b->content + 1 >= b->last || is_nominal(&parsed->morphs[b->content])) return false;
  const tm_morph *next = &parsed->morphs[b->content + 1];
  return next->tag.pos == TM_POS_SUFFIX && next->tag.form == TM_FORM_NONE;
}

static bool is_continuative(const tm_morph *m) { /* of 求める all of 求め: the tagger does not tell its three forms apart */
  bool same = m->tag.form == TM_FORM_STEM || m->tag.form == TM_FORM_IRREALIS;
  return m->tag.pos == TM_POS_VERB && (m->tag.form == TM_FORM_CONTINUATIVE || (same && m->tag.conjugation == 1));
}

/* 最高|裁|を, 宣|布|した: a noun in one kanji that the tagger took for a verb's stem. */
static bool is_kanji_stem(const tm_parsed *parsed, const tm_morph *m) {
  return m->tag.pos == TM_POS_VERB && m->tag.form == TM_FORM_STEM && tm_script_of(parsed->chars->code[m->end - 1]) == TM_KANJI;
}

/* 申し立て|を, 呼びかけ|に|応じる, 生け捕り|に|する, 兆し|は|ない: a verb's continuative with a case is a noun, but not in 会い|に|行く,
 * 許し|は|しない. */
static bool used_as_noun(const tm_parsed *parsed, size_t index) {
  static const char *const motion[] = {"行く",     "いく", "来る", "くる",       "出る", "訪れる",     "向かう",
                                       "出かける", "戻る", "回る", "やって来る", "入る", "駆けつける", NULL};
  static const char *const cases[] = {"を", "が", "の", "で", "へ", "から", "への", "からの", "との", "での", NULL};
  const tm_bunsetsu *b = &parsed->bunsetsu[index];
  size_t after = b->content + 1;
  const tm_morph *content = &parsed->morphs[b->content];
  if (after >= b->last || parsed->morphs[after].tag.pos != TM_POS_PARTICLE || tm_base_is(parsed, b->content, "する") ||
      !(is_continuative(content) || is_kanji_stem(parsed, content)))
    return false;
  for (int i = 0; cases[i]; i++)
    if (tm_morphs_are(parsed, after, after + 1, cases[i])) return true;
  bool ni = tm_morphs_are(parsed, after, after + 1, "に");
  if (!ni && !tm_morphs_are(parsed, after, after + 1, "は") && !tm_morphs_are(parsed, after, after + 1, "も")) return false;
  if (index + 1 >= parsed->bunsetsu_count) return true;
  const tm_bunsetsu *next = &parsed->bunsetsu[index + 1];
  if (tm_base_is(parsed, next->content, "する")) return ni;
  return !base_in(parsed, next->content, motion);
}

static void read_phrase(const tm_parsed *parsed, size_t index, tm_phrase *phrase) {
  const tm_bunsetsu *b = &parsed->bunsetsu[index];
  const tm_morph *content = &parsed->morphs[b->content];
  *phrase = (tm_phrase){.case_ = TM_CASE_NONE, .predicate = -1, .head = b->head};
  phrase->nominal = is_nominal(content);
  size_t end = nominal_end(parsed, b);
  bool verbal = false;
  for (size_t i = b->content + 1; i < end; i++) {
    uint8_t pos = parsed->morphs[i].tag.pos;
    verbal = verbal || pos == TM_POS_VERB || pos == TM_POS_COPULA ||
             (pos == TM_POS_SUFFIX && parsed->morphs[i].tag.form != TM_FORM_NONE);
  }
  if (verbal) phrase->nominal = false;
  if (made_noun(parsed, b) || used_as_noun(parsed, index)) phrase->nominal = true;
  if (is_kanji_stem(parsed, content) && (b->content + 1 == b->last || is_mark(content + 1))) phrase->nominal = true;
  if (content->tag.pos == TM_POS_ADJECTIVE && end == b->content + 1 && b->last > end &&
      parsed->morphs[end].tag.pos == TM_POS_PARTICLE)
    phrase->nominal = true;
  phrase->case_ = (uint8_t)read_particles(parsed, end, b->last, phrase);
}

/* に|対して: the bunsetsu after a noun phrase that only makes a longer particle. */
static bool join_functional(const tm_parsed *parsed, size_t index, tm_phrase *phrase) {
  static const char *const verbs[] = {"対する", "よる", "拠る",   "おく",   "つく", "関する", "めぐる", "巡る",
                                      "する",   "共に", "ともに", "向ける", "曰く", "いわく", "向かう", NULL};
  const tm_bunsetsu *next = &parsed->bunsetsu[index + 1];
  if (phrase->nominal && phrase->case_ == TM_CASE_BARE &&
      (tm_morphs_are(parsed, next->first, next->first + 1, "いわく") ||
       tm_morphs_are(parsed, next->first, next->first + 1, "曰く"))) {
    phrase->case_ = TM_CASE_NIYORU;
    return true;
  }
  if (!phrase->nominal || (phrase->case_ != TM_CASE_NI && phrase->case_ != TM_CASE_WO && phrase->case_ != TM_CASE_TO))
    return false;
  if (next->content != next->first || !base_in(parsed, next->content, verbs)) return false;
  const tm_bunsetsu *b = &parsed->bunsetsu[index];
  size_t end = nominal_end(parsed, b);
  uint16_t code[16];
  size_t n = 0;
  for (size_t i = end; i < next->last; i++) {
    const tm_morph *m = &parsed->morphs[i];
    if (is_mark(m) || (tm_morphs_are(parsed, i, i + 1, "は")) || tm_morphs_are(parsed, i, i + 1, "も") ||
        tm_morphs_are(parsed, i, i + 1, "など"))
      continue;
    for (uint32_t k = m->start; k < m->end && n < 16; k++) code[n++] = parsed->chars->code[k];
  }
  return n > 0 && case_of(code, n, &phrase->case_);
}

/* A verb's continuative, also where the tagger has it as a noun: 撃ち, 連れ, 取り付け. */
static bool looks_continuative(const tm_parsed *parsed, size_t morph) {
  const tm_morph *m = &parsed->morphs[morph];
  if (m->tag.pos == TM_POS_VERB) return m->tag.form == TM_FORM_CONTINUATIVE;
  const uint16_t *code = parsed->chars->code;
  return m->tag.pos == TM_POS_NOUN && m->tag.sub == TM_SUB_COMMON && m->end - m->start >= 2 &&
         tm_script_of(code[m->start]) == TM_KANJI && tm_script_of(code[m->end - 1]) == TM_HIRAGANA;
}

/* Whether the morpheme can only follow a verb: 受け入れ|なかった, 聞き入れ|ず, 強い|た, 強い|られた. */
static bool follows_verb(const tm_parsed *parsed, size_t morph) {
  static const char *const words[] = {"ない", "ず", "ぬ", "られる", "させる", NULL};
  uint8_t pos = parsed->morphs[morph].tag.pos;
  bool past = tm_morphs_are(parsed, morph, morph + 1, "た") || tm_morphs_are(parsed, morph, morph + 1, "て");
  return (pos == TM_POS_SUFFIX || pos == TM_POS_AUXILIARY) && (past || base_in(parsed, morph, words));
}

/* A verb in る that the tagger took for a noun (受け入れ|ない), an adjective (強い|た) or another verb's imperative (聞き入れ|ず). */
static bool is_hidden_verb(const tm_parsed *parsed, size_t morph, size_t last) {
  if (morph + 1 >= last || !follows_verb(parsed, morph + 1)) return false;
  const tm_morph *m = &parsed->morphs[morph];
  bool kana = tm_script_of(parsed->chars->code[m->end - 1]) == TM_HIRAGANA;
  switch (m->tag.pos) {
  case TM_POS_NOUN: return kana && m->tag.sub <= TM_SUB_SAHEN && m->end - m->start >= 2;
  case TM_POS_ADJECTIVE: return m->tag.form == TM_FORM_BASIC && !tm_base_is(parsed, morph + 1, "ない");
  case TM_POS_VERB: return m->tag.form == TM_FORM_IMPERATIVE;
  default: return false;
  }
}

/* The dictionary form of a continuative: of a noun 取り付け 取り付ける, of 戦い 戦う. */
static size_t continuative_base(const tm_parsed *parsed, size_t morph, uint16_t *out, size_t room) {
  static const char *const rows[] = {"いう", "きく", "ぎぐ", "しす", "ちつ", "にぬ", "びぶ", "みむ", "りる", NULL};
  const tm_morph *m = &parsed->morphs[morph];
  if (m->tag.pos == TM_POS_VERB) return tm_morph_base(parsed->chars, m, out, room);
  size_t n = m->end - m->start;
  if (n + 1 > room) return 0;
  memcpy(out, parsed->chars->code + m->start, n * sizeof *out);
  for (int i = 0; rows[i]; i++) {
    tm_slice row = tm_slice_of(rows[i]);
    size_t at = 0;
    bool valid = true;
    if (tm_fold(tm_utf8_next(row, &at, &valid)) != out[n - 1]) continue;
    out[n - 1] = tm_fold(tm_utf8_next(row, &at, &valid));
    return n;
  }
  out[n++] = 0x308B; /* る */
  return n;
}

/* 撃ち|殺した, 連れ|去った: the first half of a verb that the parser cut in two; it hangs on the second and has no particle. */
static bool half_verb(const tm_parsed *parsed, size_t index) {
  const tm_bunsetsu *b = &parsed->bunsetsu[index], *next = b + 1;
  if (index + 1 >= parsed->bunsetsu_count || b->head != (int32_t)index + 1 || b->content + 1 != b->last) return false;
  const tm_morph *m = &parsed->morphs[b->content], *verb = &parsed->morphs[next->first];
  if (verb->tag.pos != TM_POS_VERB || tm_script_of(parsed->chars->code[verb->start]) != TM_KANJI) return false;
  if (m->tag.pos == TM_POS_NOUN && (b->first != b->content || m->end - m->start != 2)) return false;
  return looks_continuative(parsed, b->content);
}

/* ---- predicates ---- */

static bool ends_in_ni(const tm_parsed *parsed, const tm_morph *m) {
  return m->end > m->start && parsed->chars->code[m->end - 1] == 0x306B;
}

/* 協議|中の */
static bool under_way(const tm_parsed *parsed, const tm_bunsetsu *b) {
  return b->content + 1 < b->last && tm_morphs_are(parsed, b->content + 1, b->content + 2, "中");
}

static void read_tail(const tm_parsed *parsed, tm_predicate *p, size_t last) {
  size_t i = p->morph + 1;
  bool stop = false;
  p->tail_end = (uint32_t)i;
  const tm_morph *content = &parsed->morphs[p->morph];
  p->past = content->tag.form == TM_FORM_PAST;
  p->imperative = content->tag.form == TM_FORM_IMPERATIVE && !is_hidden_verb(parsed, p->morph, last);
  p->volitional = content->tag.form == TM_FORM_VOLITIONAL;
  for (; i < last && !stop; i++) {
    const tm_morph *m = &parsed->morphs[i];
    if (is_mark(m)) break;
    uint8_t pos = m->tag.pos;
    if (pos == TM_POS_PARTICLE) {
      bool noun = p->kind == TM_PREDICATE_NOUN; /* headlines: 発射か, 制裁も; 会談へ, 会談に */
      if (tm_morphs_are(parsed, i, i + 1, "か") || (noun && tm_morphs_are(parsed, i, i + 1, "も"))) p->question = true;
      if (noun && (tm_morphs_are(parsed, i, i + 1, "へ") || tm_morphs_are(parsed, i, i + 1, "に"))) p->toward = true;
      continue;
    }
    if (pos == TM_POS_SUFFIX && p->kind == TM_PREDICATE_NOUN && tm_morphs_are(parsed, i, i + 1, "か")) p->question = true;
    if (pos == TM_POS_ADVERB) break; /* 宣言する|と|ともに */
    p->tail_end = (uint32_t)i + 1;
    if (m->tag.form == TM_FORM_PAST) p->past = true;
    if (m->tag.form == TM_FORM_IMPERATIVE) p->imperative = true;
    if (m->tag.form == TM_FORM_VOLITIONAL) p->volitional = true;
    if (pos == TM_POS_COPULA) p->copula = true;
    if (tm_base_is(parsed, i, "れる") || tm_base_is(parsed, i, "られる")) p->passive = true;
    else if (tm_base_is(parsed, i, "せる") || tm_base_is(parsed, i, "させる")) p->causative = true;
    else if (tm_base_is(parsed, i, "ない") || tm_base_is(parsed, i, "ぬ") || tm_base_is(parsed, i, "まい") ||
             tm_base_is(parsed, i, "ん") || tm_base_is(parsed, i, "ず"))
      p->negative = !p->negative;
    else if (tm_base_is(parsed, i, "たい")) p->desire = true;
    else if (tm_base_is(parsed, i, "いる") || tm_base_is(parsed, i, "おる") || tm_base_is(parsed, i, "てる"))
      p->progressive = true;
    else if (tm_base_is(parsed, i, "ほしい") || tm_base_is(parsed, i, "欲しい") || tm_base_is(parsed, i, "くださる") ||
             tm_base_is(parsed, i, "下さい") || tm_base_is(parsed, i, "いただく") || tm_base_is(parsed, i, "もらう"))
      p->request = true;
    else if (tm_base_is(parsed, i, "べきだ") || tm_base_is(parsed, i, "べし")) p->obligation = true;
    else if (tm_base_is(parsed, i, "そうだ") || tm_base_is(parsed, i, "らしい") || tm_base_is(parsed, i, "ようだ") ||
             tm_base_is(parsed, i, "みたいだ"))
      p->hearsay = true;
    else if (tm_base_is(parsed, i, "だろう") || tm_base_is(parsed, i, "う") || tm_base_is(parsed, i, "よう"))
      p->conjecture = true;
    else if (tm_base_is(parsed, i, "できる") || tm_base_is(parsed, i, "得る") || tm_base_is(parsed, i, "うる"))
      p->possible = true;
  }
  if (p->kind == TM_PREDICATE_NOUN && under_way(parsed, &parsed->bunsetsu[p->bunsetsu])) p->progressive = true;
  if (tm_predicate_is(p, "余儀なくされる")) p->passive = false;
  for (size_t k = p->morph + 1; k < last; k++) /* 挑発するな */
    if (parsed->morphs[k - 1].tag.form == TM_FORM_BASIC && parsed->morphs[k - 1].tag.pos != TM_POS_COPULA &&
        parsed->morphs[k].tag.pos == TM_POS_PARTICLE && tm_morphs_are(parsed, k, k + 1, "な"))
      p->imperative = true;
  for (size_t k = p->morph + 1; k < last; k++) /* …かもしれない */
    if (tm_base_is(parsed, k, "しれる") || tm_base_is(parsed, k, "知れる")) p->conjecture = true, p->negative = false;
  for (size_t k = p->morph + 1; k + 1 < last; k++) { /* …なければならない, …ざるを得ない */
    bool must = parsed->morphs[k].tag.form == TM_FORM_CONDITIONAL &&
                (tm_base_is(parsed, k + 1, "なる") || tm_base_is(parsed, k + 1, "いける"));
    if (must || tm_morphs_are(parsed, k, k + 1, "ざる")) p->obligation = true, p->negative = false;
  }
}

/* Sets the base and first morpheme of a verb of two: 話し|合う, 撃ち|殺す, 送り|続ける (which is 送る). False if it has one. */
static bool read_compound(const tm_parsed *parsed, tm_predicate *p, size_t first) {
  static const char *const auxiliaries[] = {"続ける", "始める", "終える", "終わる", "続く", NULL};
  size_t n = 0, room = sizeof p->base / sizeof *p->base;
  if (p->kind != TM_PREDICATE_VERB || p->morph == 0) return false;
  const tm_morph *before = &parsed->morphs[p->morph - 1];
  bool half = p->morph == first && p->bunsetsu > 0 && half_verb(parsed, p->bunsetsu - 1);
  bool whole = p->morph > first && p->morph == parsed->bunsetsu[p->bunsetsu].content && looks_continuative(parsed, p->morph - 1);
  bool becomes = tm_base_is(parsed, p->morph, "する") && before->tag.pos == TM_POS_ADJECTIVE && ends_in_ni(parsed, before);
  if (!half && !whole && !becomes) return false;
  p->first = p->morph - 1;
  if (!becomes && base_in(parsed, p->morph, auxiliaries)) {
    p->base_length = (uint8_t)continuative_base(parsed, p->first, p->base, room);
    return true;
  }
  for (uint32_t k = before->start; k < before->end && n < 16; k++) p->base[n++] = parsed->chars->code[k];
  p->base_length = (uint8_t)(n + tm_morph_base(parsed->chars, &parsed->morphs[p->morph], p->base + n, room - n));
  return true;
}

/* Appends UTF-8 to the predicate's base. */
static void extend_base(tm_predicate *p, const char *utf8) {
  tm_slice text = tm_slice_of(utf8);
  bool valid = true;
  for (size_t at = 0; at < text.length && p->base_length < sizeof p->base / sizeof *p->base;)
    p->base[p->base_length++] = tm_fold(tm_utf8_next(text, &at, &valid));
}

/* The base of verbs that the tagger hides: 受け入れ|ない is 受け入れる, 強い|た 強いる, 厳しく|した 厳しくする. 余儀なくされる is a verb of its
 * own: who is its subject acts. False if it is none. */
static bool read_hidden(const tm_parsed *parsed, tm_predicate *p) {
  const tm_morph *m = &parsed->morphs[p->morph];
  size_t last = parsed->bunsetsu[p->bunsetsu].last;
  bool made = p->kind == TM_PREDICATE_VERB && m->tag.pos == TM_POS_ADJECTIVE && m->tag.form == TM_FORM_CONTINUATIVE;
  if (p->kind != TM_PREDICATE_VERB || (!made && !is_hidden_verb(parsed, p->morph, last))) return false;
  for (uint32_t k = m->start; k < m->end && p->base_length < 16; k++) p->base[p->base_length++] = parsed->chars->code[k];
  bool forced = made && tm_codes_are(p->base, p->base_length, "余儀なく") && p->morph + 2 < last &&
                tm_base_is(parsed, p->morph + 2, "れる");
  extend_base(p, forced ? "される" : made ? "する" : "る");
  return true;
}

static void read_base(const tm_parsed *parsed, tm_predicate *p, size_t first) {
  size_t room = sizeof p->base / sizeof *p->base;
  p->first = p->morph;
  if (read_hidden(parsed, p)) return;
  if (read_compound(parsed, p, first)) return;
  if (p->kind == TM_PREDICATE_VERB) p->base_length = (uint8_t)continuative_base(parsed, p->morph, p->base, room);
  else p->base_length = (uint8_t)tm_morph_base(parsed->chars, &parsed->morphs[p->morph], p->base, room);
  if (p->kind == TM_PREDICATE_SAHEN || p->kind == TM_PREDICATE_NOUN)
    while (p->first > first &&
           (is_nominal(&parsed->morphs[p->first - 1]) || is_stem(&parsed->morphs[p->first - 1]) ||
            is_kanji_stem(parsed, &parsed->morphs[p->first - 1]) || parsed->morphs[p->first - 1].tag.pos == TM_POS_PREFIX))
      p->first--;
}

static bool is_suru(const tm_parsed *parsed, size_t morph) {
  static const char *const list[] = {"する", "できる", "出来る", "いたす", "致す", "なさる", NULL};
  return parsed->morphs[morph].tag.pos == TM_POS_VERB && base_in(parsed, morph, list);
}

/* 首都で|デモ、|数万人参加: a headline's noun of happening, which the tagger does not call a サ変 noun, beside its place. */
static bool happens(const tm_parsed *parsed, size_t index) {
  static const char *const nouns[] = {"デモ", "スト", "テロ",     "ストライキ", "クーデター", "暴動", "騒乱", "銃撃戦",
                                      "戦闘", "集会", "ハンスト", "サミット",   "会議",       "大会", NULL};
  const tm_bunsetsu *b = &parsed->bunsetsu[index];
  if (index == 0 || b->content + 2 != b->last || !is_mark(&parsed->morphs[b->content + 1])) return false;
  const tm_bunsetsu *end = &parsed->bunsetsu[parsed->bunsetsu_count - 1], *place = b - 1;
  if (parsed->chars->code[parsed->morphs[end->last - 1].end - 1] == 0x3002) return false; /* 。 */
  if (!tm_morphs_are(parsed, place->last - 1, place->last, "で")) return false;
  return base_in(parsed, b->content, nouns);
}

/* Whether a bunsetsu whose content is a noun is a predicate: it has する or だ, or ends a clause or headline. */
static bool read_noun_kind(const tm_parsed *parsed, size_t index, const tm_phrase *phrase, bool object, bool with,
                           tm_predicate *p) {
  const tm_bunsetsu *b = &parsed->bunsetsu[index];
  const tm_morph *m = &parsed->morphs[b->content];
  if (object && phrase->case_ == TM_CASE_BARE && b->content + 1 < b->last && is_mark(&parsed->morphs[b->content + 1]) &&
      looks_continuative(parsed, b->content)) { /* 合意を取り付け、 */
    p->kind = TM_PREDICATE_VERB;
    return true;
  }
  if (is_hidden_verb(parsed, b->content, b->last)) {
    p->kind = TM_PREDICATE_VERB;
    return true;
  }
  bool light = b->content + 1 < b->last && is_suru(parsed, b->content + 1);
  if (light) {
    p->kind = TM_PREDICATE_SAHEN;
    return true;
  }
  bool copula = b->content + 1 < b->last && parsed->morphs[b->content + 1].tag.pos == TM_POS_COPULA;
  bool final = b->head < 0 || index + 1 == parsed->bunsetsu_count;
  bool comma = phrase->case_ == TM_CASE_BARE && m->tag.pos == TM_POS_NOUN && m->tag.sub == TM_SUB_SAHEN &&
               b->last > b->content + 1 && is_mark(&parsed->morphs[b->last - 1]);
  bool sahen = m->tag.pos == TM_POS_NOUN && m->tag.sub == TM_SUB_SAHEN;
  bool toward = phrase->case_ == TM_CASE_HE &&
                (final || (sahen && parsed->chars->code[parsed->morphs[b->last - 1].end - 1] == 0x3001)); /* 制限へ、 */
  bool quoted = phrase->case_ == TM_CASE_TO && m->tag.sub == TM_SUB_SAHEN && m->tag.pos == TM_POS_NOUN && !phrase->topic;
  bool ending =
      phrase->case_ == TM_CASE_BARE || phrase->case_ == TM_CASE_NONE ||
      (sahen && (phrase->case_ == TM_CASE_NI || (phrase->case_ == TM_CASE_TOPIC && phrase->focus))); /* 会談に, 制裁も */
  bool during = sahen && under_way(parsed, b) && (object || with) && phrase->case_ == TM_CASE_NO;    /* 中国を訪問中の */
  if (happens(parsed, index) || copula || comma || toward || quoted || during || (final && ending)) {
    p->kind = TM_PREDICATE_NOUN;
    return true;
  }
  return false;
}

/* Whether a bunsetsu is a predicate, and of what kind; `object`, `with`: it has an を or と of its own. */
static bool read_kind(const tm_parsed *parsed, size_t index, const tm_phrase *phrase, bool object, bool with, tm_predicate *p) {
  const tm_bunsetsu *b = &parsed->bunsetsu[index];
  p->morph = b->content;
  const tm_morph *m = &parsed->morphs[b->content];
  if (made_noun(parsed, b)) return false;
  if (is_kanji_stem(parsed, m) && (b->content + 1 == b->last || is_mark(m + 1))) return false; /* 国際刑事|裁| */
  if (m->tag.pos == TM_POS_VERB) {
    if (used_as_noun(parsed, index)) return false;
    p->kind = TM_PREDICATE_VERB;
    uint32_t suru = b->content; /* 非難|し|合う, 攻撃|し|続ける: the verb after し only says how */
    while (suru > b->first && !is_suru(parsed, suru) && is_continuative(&parsed->morphs[suru - 1])) suru--;
    if (suru > b->first && is_suru(parsed, suru) &&
        (is_nominal(&parsed->morphs[suru - 1]) || is_continuative(&parsed->morphs[suru - 1]))) { /* 訪問|する, 様子|見|する */
      p->kind = TM_PREDICATE_SAHEN;
      p->morph = suru - 1;
    }
    return true;
  }
  if (m->tag.pos == TM_POS_ADJECTIVE && b->content + 1 < b->last && parsed->morphs[b->content + 1].tag.pos == TM_POS_PARTICLE &&
      (phrase->case_ == TM_CASE_WO || phrase->case_ == TM_CASE_GA))
    return false; /* 不満|を */
  if (m->tag.pos == TM_POS_ADJECTIVE) {
    p->kind = TM_PREDICATE_ADJECTIVE;
    bool made = m->tag.form == TM_FORM_CONTINUATIVE && b->content + 1 < b->last && tm_base_is(parsed, b->content + 1, "する") &&
                parsed->chars->code[m->end - 1] == 0x304F; /* 余儀なく|さ|れた, 厳しく|した */
    if (made || is_hidden_verb(parsed, b->content, b->last)) p->kind = TM_PREDICATE_VERB;
    if (ends_in_ni(parsed, m) && b->content + 1 < b->last && tm_base_is(parsed, b->content + 1, "する")) { /* 明らかに|した */
      p->kind = TM_PREDICATE_VERB;
      p->morph = b->content + 1;
    }
    return true;
  }
  return is_nominal(m) && read_noun_kind(parsed, index, phrase, object, with, p);
}

static bool ends_with_particle(const tm_parsed *parsed, const tm_bunsetsu *b, const char *particle) {
  for (size_t i = b->last; i > b->first; i--) {
    const tm_morph *m = &parsed->morphs[i - 1];
    if (is_mark(m) || tm_morphs_are(parsed, i - 1, i, "は") || tm_morphs_are(parsed, i - 1, i, "も")) continue;
    return m->tag.pos == TM_POS_PARTICLE && tm_morphs_are(parsed, i - 1, i, particle);
  }
  return false;
}

/* Form of the last inflected morpheme of the verb phrase. */
static uint8_t final_form(const tm_parsed *parsed, const tm_predicate *p) {
  for (size_t i = p->tail_end; i > p->morph; i--)
    if (parsed->morphs[i - 1].tag.form != TM_FORM_NONE) return parsed->morphs[i - 1].tag.form;
  return TM_FORM_NONE;
}

/* …だ|と|する声明, …した|と|して非難した: the と of words that する only hands on; 0 if there is none. */
static uint32_t handed_on(const tm_parsed *parsed, const tm_predicate *p) {
  const tm_bunsetsu *b = &parsed->bunsetsu[p->bunsetsu];
  if (b->head < 0) return 0;
  for (uint32_t i = p->morph + 1; i + 1 < b->last; i++) {
    bool suru = tm_base_is(parsed, i + 1, "する") || tm_base_is(parsed, i + 1, "いう");
    if (!suru || parsed->morphs[i].tag.pos != TM_POS_PARTICLE || !tm_morphs_are(parsed, i, i + 1, "と")) continue;
    uint8_t form = parsed->morphs[i + 1].tag.form; /* not しよう|と|する, し|た|と|して|も */
    if (parsed->morphs[i - 1].tag.form == TM_FORM_VOLITIONAL || tm_morphs_are(parsed, i + 2, i + 3, "も")) return 0;
    bool noun = is_nominal(&parsed->morphs[parsed->bunsetsu[b->head].content]);
    return form == TM_FORM_TE || form == TM_FORM_CONTINUATIVE || (noun && (form == TM_FORM_BASIC || form == TM_FORM_PAST)) ? i
                                                                                                                           : 0;
  }
  return 0;
}

static tm_clause_role read_role(const tm_parsed *parsed, const tm_phrase *phrases, tm_predicate *p) {
  static const char *const nominal[] = {"こと", "の", "もの", "事", NULL};
  static const char *const condition[] = {"場合", "限り", NULL};
  static const char *const adverbial[] = {"後",   "あと",   "前",   "際",   "とき",   "時",   "ため", "為",   "中",
                                          "うち", "以来",   "直後", "直前", "結果",   "以降", "一方", "ほか", "上",
                                          "うえ", "さなか", "最中", "たび", "ところ", "間",   NULL};
  const tm_bunsetsu *b = &parsed->bunsetsu[p->bunsetsu];
  uint8_t form = final_form(parsed, p);
  bool during = p->kind == TM_PREDICATE_NOUN && under_way(parsed, b) && ends_with_particle(parsed, b, "の");
  bool you = false, negate_you = false;
  for (size_t i = p->morph + 1; i < b->last; i++) {
    if (tm_morphs_are(parsed, i, i + 1, "よう") || tm_morphs_are(parsed, i, i + 1, "ように")) you = true;
    if (tm_morphs_are(parsed, i, i + 1, "ような")) negate_you = true;
  }
  if (handed_on(parsed, p)) return TM_CLAUSE_QUOTED;
  bool noun_follows =
      ends_with_particle(parsed, b, "の") && b->last >= b->first + 3 && tm_morphs_are(parsed, b->last - 2, b->last - 1, "と");
  if (noun_follows && form != TM_FORM_NONE) return TM_CLAUSE_QUOTED; /* …と|の考え */
  if (ends_with_particle(parsed, b, "と") && form != TM_FORM_NONE)
    return form == TM_FORM_CONTINUATIVE ? TM_CLAUSE_COORDINATE : TM_CLAUSE_QUOTED;
  if (p->kind == TM_PREDICATE_NOUN && ends_with_particle(parsed, b, "と")) return TM_CLAUSE_QUOTED;
  if (ends_with_particle(parsed, b, "との") || ends_with_particle(parsed, b, "とか")) return TM_CLAUSE_QUOTED;
  if (you && !negate_you) return TM_CLAUSE_YOU;
  if (form == TM_FORM_CONDITIONAL) return TM_CLAUSE_CONDITION;
  if (ends_with_particle(parsed, b, "なら") || ends_with_particle(parsed, b, "ならば")) return TM_CLAUSE_CONDITION;
  for (size_t i = p->tail_end; i < b->last && !during; i++)
    if (tm_morphs_are(parsed, i, i + 1, "の") || tm_morphs_are(parsed, i, i + 1, "こと"))
      return b->head < 0 ? TM_CLAUSE_MAIN : TM_CLAUSE_NOMINAL;
  if (b->head < 0) return TM_CLAUSE_MAIN;
  if (ends_with_particle(parsed, b, "ので") || ends_with_particle(parsed, b, "から")) return TM_CLAUSE_ADVERBIAL;
  bool adnominal = form == TM_FORM_BASIC || form == TM_FORM_PAST || form == TM_FORM_ADNOMINAL;
  bool particle = false;
  for (size_t i = p->tail_end; i < b->last; i++) particle = particle || (parsed->morphs[i].tag.pos == TM_POS_PARTICLE);
  int32_t head = phrases[p->bunsetsu].head;
  if (head >= 0 && ((adnominal && !particle && p->kind != TM_PREDICATE_NOUN) || during)) {
    const tm_bunsetsu *h = &parsed->bunsetsu[head];
    if (tm_morphs_are(parsed, h->first, h->first + 1, "よう")) return TM_CLAUSE_YOU;
    if (is_nominal(&parsed->morphs[h->content]) || made_noun(parsed, h) || used_as_noun(parsed, (size_t)head)) {
      p->noun = head;
      if (base_in(parsed, h->content, nominal)) return TM_CLAUSE_NOMINAL;
      if (base_in(parsed, h->content, condition)) return TM_CLAUSE_CONDITION;
      if (h->content == h->first && base_in(parsed, h->content, adverbial)) return TM_CLAUSE_ADVERBIAL;
      return TM_CLAUSE_RELATIVE;
    }
  }
  return TM_CLAUSE_COORDINATE;
}

/* 制裁しか科していない tells sanctions: しか takes its verb's negation back. */
static bool only(const tm_parsed *parsed, size_t bunsetsu, const int32_t *child, const int32_t *sibling) {
  for (int32_t c = child[bunsetsu]; c >= 0; c = sibling[c])
    if (ends_with_particle(parsed, &parsed->bunsetsu[c], "しか")) return true;
  return false;
}

void tm_clauses_find(tm_arena *arena, const tm_parsed *parsed, tm_clauses *clauses) {
  size_t n = parsed->bunsetsu_count;
  tm_phrase *phrases = TM_NEW(arena, tm_phrase, n + 1);
  tm_predicate *predicates = TM_NEW(arena, tm_predicate, n + 1);
  int32_t *child = TM_NEW(arena, int32_t, n + 1), *sibling = TM_NEW(arena, int32_t, n + 1);
  size_t count = 0;
  for (size_t i = 0; i < n; i++) read_phrase(parsed, i, &phrases[i]);
  for (size_t i = 0; i + 1 < n; i++)
    if (!phrases[i].functional && join_functional(parsed, i, &phrases[i])) {
      phrases[i + 1].functional = true;
      phrases[i].topic = phrases[i].topic || phrases[i + 1].topic;
    }
  for (size_t i = 1; i < n; i++)
    if (happens(parsed, i)) phrases[i - 1].head = (int32_t)i;
  for (size_t i = 0; i < n; i++)
    if (half_verb(parsed, i)) phrases[i].functional = true; /* what hangs on it hangs on the whole verb */
  for (size_t i = 0; i < n; i++) {
    child[i] = sibling[i] = -1;
    int32_t head = phrases[i].head;
    if (head >= 0 && phrases[head].functional && parsed->bunsetsu[head].head >= 0) head = parsed->bunsetsu[head].head;
    phrases[i].head = head;
  }
  for (size_t i = n; i-- > 0;) {
    int32_t head = phrases[i].head;
    if (head < 0 || phrases[i].functional) continue;
    sibling[i] = child[head];
    child[head] = (int32_t)i;
  }
  for (size_t i = 0; i < n; i++) {
    tm_predicate *p = &predicates[count];
    if (phrases[i].functional) continue;
    memset(p, 0, sizeof *p);
    p->bunsetsu = (uint32_t)i;
    p->parent = p->noun = -1;
    bool object = false, with = false;
    for (int32_t c = child[i]; c >= 0; c = sibling[c]) {
      object = object || phrases[c].case_ == TM_CASE_WO;
      with = with || phrases[c].case_ == TM_CASE_TO;
    }
    if (!read_kind(parsed, i, &phrases[i], object, with, p)) continue;
    read_base(parsed, p, parsed->bunsetsu[i].first);
    read_tail(parsed, p, parsed->bunsetsu[i].last);
    if (p->kind == TM_PREDICATE_SAHEN && p->morph + 1 < parsed->bunsetsu[i].last &&
        (tm_base_is(parsed, p->morph + 1, "できる") || tm_base_is(parsed, p->morph + 1, "出来る")))
      p->possible = true;
    p->role = (uint8_t)read_role(parsed, phrases, p);
    if (only(parsed, i, child, sibling)) p->negative = !p->negative;
    phrases[i].predicate = (int32_t)count;
    if (p->kind != TM_PREDICATE_NOUN) phrases[i].nominal = false;
    count++;
  }
  for (size_t i = 0; i < count; i++) {
    int32_t head = phrases[predicates[i].bunsetsu].head;
    while (head >= 0 && phrases[head].predicate < 0) head = phrases[head].head;
    predicates[i].parent = head < 0 ? -1 : phrases[head].predicate;
  }
  *clauses = (tm_clauses){parsed, phrases, predicates, count, child, sibling};
}

/* ---- fillers ---- */

size_t tm_clauses_children(const tm_clauses *clauses, uint32_t bunsetsu, tm_case wanted, int32_t *out, size_t room) {
  size_t n = 0;
  for (int32_t c = clauses->first_child[bunsetsu]; c >= 0; c = clauses->next_sibling[c])
    if (clauses->phrases[c].case_ == wanted && clauses->phrases[c].predicate < 0 && n < room) out[n++] = c;
  /* the nearest to the predicate first */
  for (size_t i = 0; i < n / 2; i++) {
    int32_t swap = out[i];
    out[i] = out[n - 1 - i];
    out[n - 1 - i] = swap;
  }
  return n;
}

static void add(int32_t out[TM_FILLERS], size_t *n, int32_t bunsetsu) {
  for (size_t i = 0; i < *n; i++)
    if (out[i] == bunsetsu) return;
  if (*n < TM_FILLERS) out[(*n)++] = bunsetsu;
}

/* A bare noun of time or of circumstance, which is no subject: 同日, 8月, 2日夜, 一方, その結果. */
static bool is_circumstance(const tm_parsed *parsed, int32_t bunsetsu) {
  const tm_bunsetsu *b = &parsed->bunsetsu[bunsetsu];
  for (uint32_t i = b->content; i < b->last && !is_mark(&parsed->morphs[i]); i++) {
    const tm_morph *m = &parsed->morphs[i];
    bool noun = m->tag.pos == TM_POS_NOUN || m->tag.pos == TM_POS_SUFFIX;
    if (noun && m->category & TM_CATEGORY_TIME) return true;
    if (m->tag.pos == TM_POS_NOUN && (m->tag.sub == TM_SUB_TEMPORAL || m->tag.sub == TM_SUB_ADVERBIAL)) return true;
  }
  return false;
}

static size_t own_subjects(const tm_clauses *clauses, const tm_predicate *p, int32_t out[TM_FILLERS]) {
  int32_t found[TM_FILLERS];
  size_t n = 0, m = tm_clauses_children(clauses, p->bunsetsu, TM_CASE_GA, found, TM_FILLERS);
  for (size_t i = 0; i < m; i++) add(out, &n, found[i]);
  m = tm_clauses_children(clauses, p->bunsetsu, TM_CASE_TOPIC, found, TM_FILLERS);
  for (int focus = 0; focus < 2; focus++) /* 韓国は米国の提案も受け入れた: は before も */
    for (size_t i = 0; i < m; i++)
      if (clauses->phrases[found[i]].focus == (bool)focus) add(out, &n, found[i]);
  if (p->role == TM_CLAUSE_RELATIVE && n == 0) { /* …の…した before a noun: ロシアの主導する */
    m = tm_clauses_children(clauses, p->bunsetsu, TM_CASE_NO, found, TM_FILLERS);
    for (size_t i = 0; i < m; i++) add(out, &n, found[i]);
  }
  /* headlines: a first noun with a comma and no particle; no time (同日ソウルを訪れた首相) */
  m = tm_clauses_children(clauses, p->bunsetsu, TM_CASE_BARE, found, TM_FILLERS);
  for (size_t i = m; i > 0; i--)
    if (!is_circumstance(clauses->parsed, found[i - 1])) add(out, &n, found[i - 1]);
  return n;
}

/* The nouns that a relative clause may modify: its head, and the first of a chain that it stands before (配備した|ミサイルの|撤去). */
static void modified(const tm_clauses *clauses, const tm_predicate *p, int32_t out[TM_FILLERS], size_t *count) {
  if (p->role != TM_CLAUSE_RELATIVE || p->noun < 0) return;
  add(out, count, p->noun);
  int32_t first = (int32_t)p->bunsetsu + 1, up = first;
  while (up >= 0 && up < p->noun && clauses->phrases[up].case_ == TM_CASE_NO && clauses->phrases[up].nominal)
    up = clauses->phrases[up].head;
  if (up == p->noun) add(out, count, first);
}

static void subjects(const tm_clauses *clauses, const tm_predicate *p, int32_t out[TM_FILLERS], size_t *count) {
  int32_t found[TM_FILLERS];
  size_t n = own_subjects(clauses, p, found);
  for (size_t i = 0; i < n; i++) add(out, count, found[i]);
  if (n == 0) modified(clauses, p, out, count);
  /* subjects of the clauses above, as far as they stand before this one */
  const tm_predicate *up = p;
  for (int depth = 0; depth < 6 && up->parent >= 0; depth++) {
    up = &clauses->predicates[up->parent];
    n = own_subjects(clauses, up, found);
    for (size_t i = 0; i < n; i++)
      if ((uint32_t)found[i] < p->bunsetsu) add(out, count, found[i]);
  }
  /* subjects of the clauses that this one continues, nearest first */
  for (size_t i = (size_t)(p - clauses->predicates); i-- > 0 && *count < TM_FILLERS;) {
    const tm_predicate *before = &clauses->predicates[i];
    if (before->parent != p - clauses->predicates ||
        (before->role != TM_CLAUSE_COORDINATE && before->role != TM_CLAUSE_ADVERBIAL))
      continue;
    n = own_subjects(clauses, before, found);
    for (size_t k = 0; k < n; k++) add(out, count, found[k]);
  }
}

int32_t tm_clauses_bare(const tm_clauses *clauses, const tm_predicate *p) {
  int32_t before = (int32_t)p->bunsetsu - 1;
  if (p->kind != TM_PREDICATE_VERB || (p->role != TM_CLAUSE_MAIN && p->role != TM_CLAUSE_COORDINATE) || before < 0) return -1;
  const tm_phrase *phrase = &clauses->phrases[before];
  const tm_parsed *parsed = clauses->parsed;
  bool bare = phrase->case_ == TM_CASE_BARE && phrase->nominal && phrase->predicate < 0 && phrase->head == (int32_t)p->bunsetsu;
  bool headline = !is_mark(&parsed->morphs[parsed->morph_count - 1]);
  return bare && headline && !is_mark(&parsed->morphs[parsed->bunsetsu[before].last - 1]) && !is_circumstance(parsed, before)
             ? before
             : -1;
}

size_t tm_clauses_fillers(const tm_clauses *clauses, const tm_predicate *p, tm_case wanted, int32_t out[TM_FILLERS]) {
  size_t count = 0;
  if (wanted == TM_CASE_GA) {
    subjects(clauses, p, out, &count);
    return count;
  }
  count = tm_clauses_children(clauses, p->bunsetsu, wanted, out, TM_FILLERS);
  int32_t bare = wanted == TM_CASE_WO && count == 0 ? tm_clauses_bare(clauses, p) : -1;
  if (bare >= 0) add(out, &count, bare);
  if (wanted == TM_CASE_WO && count == 0) { /* その提案は拒否した; 拒否した提案 */
    int32_t found[TM_FILLERS];
    size_t subject = tm_clauses_children(clauses, p->bunsetsu, TM_CASE_GA, found, TM_FILLERS);
    size_t topic = tm_clauses_children(clauses, p->bunsetsu, TM_CASE_TOPIC, found, TM_FILLERS);
    for (size_t i = 0; i < topic; i++) /* 報復も辞さない */
      if (subject || topic > 1 || clauses->phrases[found[i]].focus) add(out, &count, found[i]);
    if (subject || topic) modified(clauses, p, out, &count);
  }
  return count;
}
