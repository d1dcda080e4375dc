/* code: who is named as a source, and what is told on their word: Aによると, Aの発表では, Aの話として. See statements.h. */
#include "code/statements.h"

/* Words that are themselves a report: the source is whose they are (国防省の発表). */
static const char *const papers[] = {
    "報道",   "記事",     "話",   "発表", "情報",   "調べ", "調査",   "声明", "説明", "証言",     "統計",     "集計",   "推計",
    "まとめ", "分析",     "見方", "予測", "予報",   "報告", "報告書", "文書", "資料", "リリース", "ところ",   "社説",   "発言",
    "談話",   "コメント", "供述", "書簡", "起訴状", "判決", "公報",   "概算", "試算", "電",       "通報",     "サイト", "見解",
    "草案",   "提案書",   "会見", "宣言", "内容",   "観測", "速報",   "回答", "表",   "連絡",     "ツイート", "投稿",   NULL};

/* Endings of the names of newspapers, agencies and broadcasters. */
static const char *const outlets[] = {
    "新聞",         "紙",       "通信",       "通信社", "放送", "放送局", "テレビ",         "テレビ局",
    "ラジオ",       "ラジオ局", "ニュース",   "News",   "NEWS", "news",   "タイムズ",       "タイムス",
    "ポスト",       "プレス",   "ジャーナル", "誌",     "時報", "日報",   "スポーツ",       "報知",
    "トリビューン", "Times",    "Post",       "電子版", "新報", "夕刊",   "ウィキペディア", NULL};

static bool head_in(const tm_reading *reading, int32_t bunsetsu, const char *const *list) {
  const tm_parsed *parsed = &reading->parsed;
  uint32_t content = parsed->bunsetsu[bunsetsu].content;
  tm_slice text = tm_chars_slice(parsed->chars, parsed->morphs[content].start, parsed->morphs[content].end);
  for (; *list; list++)
    if (tm_slice_is(text, *list)) return true;
  return false;
}

/* The characters of a bunsetsu's noun: from its first word to its content, without brackets (『タイムズ』). */
static tm_slice noun_text(const tm_reading *reading, int32_t bunsetsu, uint32_t *from, uint32_t *to) {
  const tm_parsed *parsed = &reading->parsed;
  const tm_bunsetsu *b = &parsed->bunsetsu[bunsetsu];
  uint32_t first = b->first;
  while (first < b->content && parsed->morphs[first].tag.pos == TM_POS_SPECIAL) first++;
  *from = parsed->morphs[first].start;
  *to = parsed->morphs[b->content].end;
  for (uint32_t i = *from + 1; i < *to; i++) { /* 「タイムズ」紙, 連合(ODF) */
    uint16_t c = parsed->chars->code[i];
    if (c == 0x300D || c == 0x300F || c == '(') *to = i;
  }
  return tm_chars_slice(parsed->chars, *from, *to);
}

static bool proper(const tm_morph *m) {
  return m->tag.pos == TM_POS_NOUN &&
         (m->tag.sub == TM_SUB_PROPER || m->tag.sub == TM_SUB_PERSON || m->tag.sub == TM_SUB_ORGANIZATION);
}

static bool foreign(const tm_reading *reading, const tm_morph *m) {
  tm_script script = tm_script_of(reading->parsed.chars->code[m->start]);
  return (script == TM_KATAKANA || script == TM_LATIN) && !m->known && m->end - m->start > 1;
}

/* The medium of a lexicon form, UINT32_MAX if there is none. */
static uint32_t medium_of(const tm_reading *reading, const uint16_t *form, size_t length) {
  const tm_lexicon *lexicon = reading->lexicon;
  int32_t run = tm_trie_find(&lexicon->names, form, length);
  for (uint32_t i = (uint32_t)run; run >= 0 && i < lexicon->header->refs; i++) {
    uint32_t index = lexicon->refs[i] & TM_REF_INDEX;
    const tm_entry *e = index < lexicon->header->entries ? &lexicon->entries[index] : NULL;
    if (e && e->type == TM_ENTRY_BODY && tm_slice_is(tm_lexicon_text(lexicon, e->sector), "JRN")) {
      tm_actor actor = {.code = tm_lexicon_text(lexicon, e->code),
                        .org = tm_lexicon_text(lexicon, e->org),
                        .sector = tm_lexicon_text(lexicon, e->sector),
                        .name = tm_lexicon_text(lexicon, e->name),
                        .name_en = tm_lexicon_text(lexicon, e->name_en),
                        .office = {"", 0},
                        .entry = index};
      return tm_scene_add(reading->scene, &actor);
    }
    if (lexicon->refs[i] & TM_REF_LAST) break;
  }
  return UINT32_MAX;
}

/* 朝日, 共同, 聯合: the medium of which this is the first half. */
static uint32_t short_medium(const tm_reading *reading, uint32_t from, uint32_t to) {
  static const uint16_t tails[][2] = {{0x65B0, 0x805E}, {0x901A, 0x4FE1}}; /* 新聞 通信 */
  if (to - from < 2 || to - from > 6) return UINT32_MAX;
  uint16_t form[8];
  memcpy(form, reading->parsed.chars->code + from, (to - from) * sizeof *form);
  for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
    memcpy(form + (to - from), tails[i], sizeof tails[i]);
    uint32_t actor = medium_of(reading, form, to - from + 2);
    if (actor != UINT32_MAX) return actor;
  }
  return UINT32_MAX;
}

bool tm_names_speaker(const tm_reading *reading, int32_t bunsetsu) {
  const tm_parsed *parsed = &reading->parsed;
  const tm_bunsetsu *b = &parsed->bunsetsu[bunsetsu];
  const tm_morph *content = &parsed->morphs[b->content];
  static const char *const selves[] = {"私",   "わたし", "我々", "われわれ", "自分", "僕", "彼",
                                       "彼ら", "彼女",   "誰",   "これ",     "それ", NULL};
  if (head_in(reading, bunsetsu, selves)) return false;
  if (content->tag.pos == TM_POS_VERB || content->tag.pos == TM_POS_ADJECTIVE || content->tag.pos == TM_POS_DEMONSTRATIVE)
    return false;
  uint32_t from, to;
  noun_text(reading, bunsetsu, &from, &to);
  if (short_medium(reading, from, to) != UINT32_MAX) return true;
  return content->category & (TM_CATEGORY_PERSON | TM_CATEGORY_ORGANIZATION) || proper(content) || foreign(reading, content);
}

/* A name as far as a source goes, whose words may be anything: アンゴラ・プレス, 47NEWS, 「スタッフ」. */
static bool names_source(const tm_reading *reading, int32_t bunsetsu) {
  const tm_parsed *parsed = &reading->parsed;
  const tm_bunsetsu *b = &parsed->bunsetsu[bunsetsu];
  if (tm_names_speaker(reading, bunsetsu) || head_in(reading, bunsetsu, outlets)) return true;
  uint16_t before = parsed->chars->code[parsed->morphs[b->first].start];
  if (before == 0x300C || before == 0x300E) return true;
  for (uint32_t i = b->first; i <= b->content; i++) {
    const tm_morph *m = &parsed->morphs[i];
    tm_script script = tm_script_of(parsed->chars->code[m->start]);
    if (proper(m) || m->tag.sub == TM_SUB_PLACE || foreign(reading, m) || (script == TM_LATIN && m->end - m->start > 1))
      return true;
  }
  return false;
}

/* 同紙, 同記事, 両報道: the medium named before. */
static uint32_t same_medium(const tm_reading *reading, int32_t bunsetsu, tm_slice text) {
  bool same = tm_slice_begins(text, TM_LIT("同")) || tm_slice_begins(text, TM_LIT("両")) ||
              (bunsetsu > 0 && (tm_morphs_are(&reading->parsed, reading->parsed.bunsetsu[bunsetsu - 1].first,
                                              reading->parsed.bunsetsu[bunsetsu - 1].first + 1, "この") ||
                                tm_morphs_are(&reading->parsed, reading->parsed.bunsetsu[bunsetsu - 1].first,
                                              reading->parsed.bunsetsu[bunsetsu - 1].first + 1, "これら")));
  static const char *const words[] = {"新聞", "紙", "記事", "報道", "電", "放送", "通信", "テレビ", "誌", "サイト", NULL};
  return same && head_in(reading, bunsetsu, words) ? reading->last_source : UINT32_MAX;
}

/* CNN、共同通信と朝日新聞によると: the first of the media listed directly before mention `last`. */
static uint32_t first_medium(const tm_reading *reading, uint32_t last) {
  const uint16_t *code = reading->parsed.chars->code;
  while (last > 0) {
    const tm_mention *m = &reading->mentions.items[last], *before = &reading->mentions.items[last - 1];
    if (m->start <= before->end || m->start - before->end > 3) break;
    uint16_t c = code[before->end];
    bool list = c == 0x3001 || c == 0x30FB || c == 0x3068 || c == 0x3084 || c == '=' || c == 0x304A || c == 0x4E26 || c == '-' ||
                c == 0x2015 || c == 0x2014; /* 、・とや=および並びに */
    if (!list || !tm_is_media(reading, before->actors[0])) break;
    last--;
  }
  return last;
}

/* The medium whose name begins a noun phrase: 読売新聞|関西版, NHK|ニュース. */
static uint32_t leading_medium(const tm_reading *reading, int32_t bunsetsu, uint32_t from) {
  for (size_t i = 0; i < reading->mentions.count; i++) {
    const tm_mention *m = &reading->mentions.items[i];
    if (m->start == from && m->bunsetsu == (uint32_t)bunsetsu && m->kind == TM_MENTION_BODY &&
        tm_scene_actor(reading->scene, m->actors[0])->entry != UINT32_MAX && tm_is_media(reading, m->actors[0]))
      return (uint32_t)i;
  }
  return UINT32_MAX;
}

/* The source that one noun phrase names, whatever list it ends. */
static uint32_t one_source(const tm_reading *reading, int32_t bunsetsu, uint32_t *mention) {
  uint32_t from, to;
  tm_slice text = noun_text(reading, bunsetsu, &from, &to);
  uint32_t actor = same_medium(reading, bunsetsu, text);
  *mention = UINT32_MAX;
  if (actor != UINT32_MAX) return actor;
  tm_parties found = {0};
  int32_t index = reading->mention_in[bunsetsu];
  if (tm_bunsetsu_actors(reading, bunsetsu, &found) && index >= 0) {
    const tm_mention *m = &reading->mentions.items[index];
    const tm_actor *a = tm_scene_actor(reading->scene, m->actors[0]);
    if (a->code.length == 0 || (m->kind == TM_MENTION_GEO && to - from == 2)) /* 読売; 朝日 is not 朝 and 日 */
      actor = short_medium(reading, from, to);
    bool unknown = tm_is_media(reading, m->actors[0]) && a->entry == UINT32_MAX && m->start > from; /* 埼玉|新聞 */
    if (actor == UINT32_MAX && !unknown) {
      *mention = tm_is_media(reading, m->actors[0]) ? first_medium(reading, (uint32_t)index) : (uint32_t)index;
      return *mention == (uint32_t)index ? found.actor[0] : reading->mentions.items[*mention].actors[0];
    }
  }
  if (actor == UINT32_MAX) actor = short_medium(reading, from, to);
  if (actor != UINT32_MAX) return actor;
  *mention = leading_medium(reading, bunsetsu, from);
  if (*mention != UINT32_MAX) return reading->mentions.items[*mention].actors[0];
  if (!names_source(reading, bunsetsu)) return UINT32_MAX;
  tm_actor unknown = {.code = {"", 0},
                      .org = {"", 0},
                      .sector = head_in(reading, bunsetsu, outlets) ? TM_LIT("JRN") : (tm_slice){"", 0},
                      .name = text,
                      .name_en = {"", 0},
                      .office = {"", 0},
                      .entry = UINT32_MAX};
  return tm_scene_add(reading->scene, &unknown);
}

uint32_t tm_source_named(const tm_reading *reading, int32_t bunsetsu, uint32_t *mention) {
  uint32_t actor = one_source(reading, bunsetsu, mention);
  for (int32_t b = bunsetsu; actor != UINT32_MAX && tm_is_media(reading, actor) && b-- > 0 && bunsetsu - b < 8;) {
    const tm_phrase *phrase = &reading->clauses.phrases[b]; /* 読売と|朝日新聞に|よると: the first is taken */
    if (phrase->predicate >= 0 || (phrase->case_ != TM_CASE_TO && phrase->case_ != TM_CASE_BARE)) break;
    uint32_t its = UINT32_MAX, earlier = one_source(reading, b, &its);
    if (earlier == UINT32_MAX || !tm_is_media(reading, earlier)) break;
    actor = earlier;
    *mention = its;
  }
  return actor;
}

/* Whose report it is: 国防省の発表, 警察発表, 通信社が伝えたところ, それ (the speaker before). */
uint32_t tm_report_owner(const tm_reading *reading, int32_t bunsetsu, uint32_t *mention) {
  uint32_t from, to;
  uint32_t actor = same_medium(reading, bunsetsu, noun_text(reading, bunsetsu, &from, &to));
  *mention = UINT32_MAX;
  if (actor != UINT32_MAX) return actor;
  tm_parties found = {0};
  if (tm_bunsetsu_owner(reading, bunsetsu, &found)) return found.actor[0];
  for (int32_t c = reading->clauses.first_child[bunsetsu]; c >= 0; c = reading->clauses.next_sibling[c]) {
    const tm_phrase *phrase = &reading->clauses.phrases[c];
    if (phrase->case_ == TM_CASE_NO) return tm_source_named(reading, c, mention);
    if (phrase->predicate < 0) continue;
    int32_t child[TM_FILLERS]; /* …が伝えた|ところ */
    size_t n = tm_clauses_children(&reading->clauses, (uint32_t)c, TM_CASE_GA, child, TM_FILLERS);
    for (size_t i = 0; i < n; i++) {
      actor = tm_source_named(reading, child[i], mention);
      if (actor != UINT32_MAX) return actor;
    }
  }
  return UINT32_MAX;
}

/* The source that a noun phrase before によると names; UINT32_MAX if it is none (地震によると). */
static uint32_t source_of(const tm_reading *reading, int32_t bunsetsu, uint32_t *mention) {
  *mention = UINT32_MAX;
  const tm_parsed *parsed = &reading->parsed;
  uint32_t content = parsed->bunsetsu[bunsetsu].content;
  if (tm_morphs_are(parsed, content, content + 1, "それ") || tm_morphs_are(parsed, content, content + 1, "これ"))
    return reading->last_speaker;
  if (head_in(reading, bunsetsu, papers)) return tm_report_owner(reading, bunsetsu, mention);
  uint32_t actor = tm_source_named(reading, bunsetsu, mention);
  return actor == UINT32_MAX ? tm_report_owner(reading, bunsetsu, mention) : actor;
}

/* Whether a noun phrase is a source's report told as one: の発表では, の話として, の調べで. */
static bool is_report(const tm_reading *reading, int32_t bunsetsu) {
  static const char *const words[] = {"話",   "発表", "調べ",     "報道", "集計", "推計",   "説明",
                                      "分析", "見方", "情報",     "証言", "統計", "予測",   "予報",
                                      "談話", "発言", "コメント", "概算", "試算", "まとめ", NULL};
  const tm_phrase *phrase = &reading->clauses.phrases[bunsetsu];
  bool by = (phrase->case_ == TM_CASE_DE && phrase->topic) || phrase->case_ == TM_CASE_TOSHITE;
  return by && head_in(reading, bunsetsu, words);
}

/* What follows によると and makes another word of it: によると|思われる, によると|して. */
static bool no_source_after(const tm_reading *reading, size_t bunsetsu) {
  static const char *const words[] = {"思う", "する", "みる", "見る", "いう", "言う", "考える", "述べる", NULL};
  const tm_parsed *parsed = &reading->parsed;
  uint32_t last = parsed->bunsetsu[bunsetsu - 1].last - 1;
  if (parsed->morphs[last].tag.pos == TM_POS_SPECIAL) return false;
  for (int i = 0; words[i]; i++)
    if (tm_base_is(parsed, parsed->bunsetsu[bunsetsu].first, words[i])) return true;
  return false;
}

void tm_source_statements(tm_reading *reading) {
  const tm_parsed *parsed = &reading->parsed;
  for (size_t b = 0; b < parsed->bunsetsu_count; b++) {
    bool source = reading->clauses.phrases[b].case_ == TM_CASE_NIYORU;
    if (!source && !is_report(reading, (int32_t)b)) continue;
    size_t after = b + 1;
    while (after < parsed->bunsetsu_count && reading->clauses.phrases[after].functional) after++;
    if (after >= parsed->bunsetsu_count || (source && no_source_after(reading, after))) continue;
    tm_statement s = {.predicate = -1, .content = -1};
    s.speaker = source ? source_of(reading, (int32_t)b, &s.mention) : tm_report_owner(reading, (int32_t)b, &s.mention);
    if (s.speaker == UINT32_MAX) continue;
    s.cue_start = s.mention != UINT32_MAX && reading->mentions.items[s.mention].bunsetsu == b
                      ? reading->mentions.items[s.mention].end
                      : parsed->morphs[parsed->bunsetsu[b].first].start;
    s.cue_end = parsed->morphs[parsed->bunsetsu[after - 1].last - 1].end;
    if (parsed->chars->code[s.cue_end - 1] == 0x3001) s.cue_end--;
    s.start = parsed->morphs[parsed->bunsetsu[after].first].start;
    s.end = (uint32_t)parsed->chars->count;
    if (s.end > s.start && parsed->chars->code[s.end - 1] == 0x3002) s.end--;
    if (s.start < s.end) *TM_PUSH(reading->arena, &reading->statements) = s;
  }
}
