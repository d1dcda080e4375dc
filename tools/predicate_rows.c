/* tools: see predicate_rows.h. Expands braces, splits phrases (懸念を示す → 示す with ヲ = 懸念), reads conditions. */
#include "predicate_rows.h"

#include <stdio.h>

#include "base/text.h"
#include "table.h"

static const char *const class_names[] = {"AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE", "AID",
                                          "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",  "PROTEST",
                                          "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT", NULL};

static const struct {
  const char *name;
  tm_case case_;
} cases[] = {{"ガ", TM_CASE_GA},
             {"ヲ", TM_CASE_WO},
             {"ニ", TM_CASE_NI},
             {"ト", TM_CASE_TO},
             {"デ", TM_CASE_DE},
             {"カラ", TM_CASE_KARA},
             {"ヘ", TM_CASE_HE},
             {"マデ", TM_CASE_MADE},
             {"ヨリ", TM_CASE_YORI},
             {"ニ対シ", TM_CASE_NITAISHI},
             {"ニ対シテ", TM_CASE_NITAISHI},
             {"ニヨッテ", TM_CASE_NIYOTTE},
             {"ニヨリ", TM_CASE_NIYOTTE},
             {"ヲメグッテ", TM_CASE_WOMEGUTTE},
             {"ヲメグリ", TM_CASE_WOMEGUTTE},
             {"ニツイテ", TM_CASE_NITSUITE},
             {"トシテ", TM_CASE_TOSHITE},
             {"トノ間デ", TM_CASE_NOAIDA},
             {"ノ間", TM_CASE_NOAIDA},
             {"ノ", TM_CASE_NO},
             {"ガ+ト", TM_CASE_GA_TO},
             {"ガのノ", TM_CASE_GA_OWNER},
             {"ヲのノ", TM_CASE_WO_OWNER},
             {"ニのノ", TM_CASE_NI_OWNER},
             {"自国", TM_CASE_HOME},
             {"none", TM_CASE_NONE},
             {"", TM_CASE_NONE}};

static tm_case read_case(const tm_row *row, tm_slice name) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (tm_slice_is(name, cases[i].name)) return cases[i].case_;
  tm_table_error(row, "unknown case '%.*s' (did you mean ガ, ヲ, ニ, ト, カラ, ニ対シ, ヲのノ?)", (int)name.length, name.data);
  return TM_CASE_NONE;
}

static uint16_t find_set(tm_build *build, tm_slice name, bool add) {
  for (size_t i = 1; i < build->set_names.count; i++)
    if (tm_slice_equal(build->set_names.items[i], name)) return (uint16_t)i;
  if (!add) return 0;
  *TM_PUSH(build->arena, &build->set_names) = name;
  return (uint16_t)(build->set_names.count - 1);
}

/* Splits at `|`; too many parts are an error, not cut. */
static size_t split_all(const tm_row *row, tm_slice list, tm_slice *out, size_t room) {
  size_t parts = list.length > 0;
  for (size_t i = 0; i < list.length; i++) parts += list.data[i] == '|';
  if (parts > room) tm_table_error(row, "more than %zu alternatives: make two lines of it", room);
  return tm_split(list, out, room);
}

static tm_slice replace_end(tm_build *build, tm_slice word, size_t cut, const char *end) {
  return tm_slice_of(tm_arena_printf(build->arena, "%.*s%s", (int)(word.length - cut), word.data, end));
}

/* The key of a verb, and the other dictionary form that the tagger may give it: 発する and 発す, 報じる and 報ずる; 断った is 断つ for it,
 * 行った 行く. */
static void add_verb_key(tm_build *build, tm_keys *keys, tm_slice word, uint32_t value) {
  static const struct {
    const char *end, *other;
    size_t length; /* of the whole word, 0 = any */
  } twins[] = {{"する", "す", 9},   {"す", "する", 6},   {"ずる", "じる", 0},
               {"じる", "ずる", 0}, {"断る", "断つ", 6}, {"行う", "行く", 6}};
  tm_build_key(build, keys, word, value);
  for (size_t i = 0; i < sizeof twins / sizeof *twins; i++) {
    tm_slice end = tm_slice_of(twins[i].end);
    if (!tm_slice_ends(word, end) || (twins[i].length && word.length != twins[i].length)) continue;
    tm_build_key(build, keys, replace_end(build, word, end.length, twins[i].other), value);
    return;
  }
}

static void read_nouns(tm_build *build, const char *path) {
  tm_table table = {0};
  tm_table_read(build->arena, path, 3, &table);
  for (size_t i = 0; i < table.rows.count; i++) {
    const tm_slice *c = table.rows.items[i].column;
    uint16_t set = find_set(build, c[0], true);
    /* sets look at endings: 出す must not become the 出する of 輸出する */
    if (tm_slice_ends(c[1], TM_LIT("す"))) tm_build_key(build, &build->nouns, c[1], set);
    else add_verb_key(build, &build->nouns, c[1], set);
  }
}

/* The dictionary form of a plain negative: 応じない → 応じる, 屈しない → 屈する, 同意できない → 同意する. An empty slice if it is none. */
static tm_slice positive(tm_build *build, tm_slice word) {
  static const struct {
    const char *negative, *base;
  } endings[] = {{"できない", "する"}, {"しない", "する"}, {"わない", "う"}, {"かない", "く"}, {"がない", "ぐ"}, {"さない", "す"},
                 {"たない", "つ"},     {"なない", "ぬ"},   {"ばない", "ぶ"}, {"まない", "む"}, {"らない", "る"}};
  tm_slice none = {"", 0};
  if (!tm_slice_ends(word, TM_LIT("ない")) || word.length <= 6) return none;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    tm_slice negative = tm_slice_of(endings[i].negative);
    if (tm_slice_ends(word, negative) && word.length > negative.length)
      return tm_slice_of(
          tm_arena_printf(build->arena, "%.*s%s", (int)(word.length - negative.length), word.data, endings[i].base));
  }
  return tm_slice_of(tm_arena_printf(build->arena, "%.*sる", (int)(word.length - 6), word.data));
}

/* 非難する → 非難, with *sahen; a verb or noun as it is. A predicate in ない gives its positive base and *negated; so do
 * 認められない (認める) and 容認できない (容認する). */
static tm_slice key_of(tm_build *build, tm_slice word, uint8_t *sahen, uint8_t *negated) {
  tm_slice base = positive(build, word);
  if (base.length) {
    word = base;
    *negated = 1;
    if (tm_slice_ends(word, TM_LIT("られる")) && word.length > 12)
      word = tm_slice_of(tm_arena_printf(build->arena, "%.*sる", (int)(word.length - 9), word.data));
  }
  /* 達する, 明らかにする are verbs of their own */
  if (tm_slice_ends(word, TM_LIT("する")) && word.length > 9 && memcmp(word.data + word.length - 9, "に", 3) != 0) {
    *sahen = 1;
    return (tm_slice){word.data, word.length - 6};
  }
  return word;
}

/* Whether a word ends like a verb or adjective (in a kana of the う row or い), so that it is no bare noun. */
static bool is_inflected(tm_slice word) {
  static const char *const ends[] = {"う", "く", "ぐ", "す", "つ", "ぬ", "ぶ", "む", "る", "い", "だ", NULL};
  for (int i = 0; ends[i]; i++)
    if (tm_slice_ends(word, tm_slice_of(ends[i]))) return true;
  return false;
}

static int32_t read_conditions(tm_build *build, const tm_row *row, tm_slice text) {
  if (text.length == 0) return -1;
  int32_t first = (int32_t)build->conditions.count;
  size_t from = 0;
  for (size_t i = 0; i <= text.length; i++) {
    if (i < text.length && text.data[i] != ';') continue;
    tm_slice part = {text.data + from, i - from};
    from = i + 1;
    while (part.length && part.data[0] == ' ') part.data++, part.length--;
    const char *equal = part.length ? memchr(part.data, '=', part.length) : NULL;
    if (!equal) {
      tm_table_error(row, "a condition reads CASE=NOUN|NOUN or CASE=@SET, not '%.*s'", (int)part.length, part.data);
      continue;
    }
    tm_slice left = {part.data, (size_t)(equal - part.data)};
    bool negative = left.length && left.data[left.length - 1] == '!';
    if (negative) left.length--;
    tm_case role = read_case(row, left);
    tm_slice noun[256];
    size_t n = split_all(row, (tm_slice){equal + 1, part.length - (size_t)(equal + 1 - part.data)}, noun, 256);
    if (n == 0) tm_table_error(row, "a condition without nouns");
    for (size_t k = 0; k < n; k++) {
      tm_condition condition = {.role_case = (uint8_t)role, .negative = negative, .last = k + 1 == n};
      if (noun[k].data[0] == '@') {
        tm_slice name = {noun[k].data + 1, noun[k].length - 1};
        condition.set = find_set(build, name, false);
        if (!condition.set) tm_table_error(row, "no set '%.*s' in nouns.tsv", (int)name.length, name.data);
      } else {
        condition.noun = tm_build_text(build, noun[k]);
      }
      *TM_PUSH(build->arena, &build->conditions) = condition;
    }
  }
  if ((size_t)first == build->conditions.count) return -1;
  build->conditions.items[build->conditions.count - 1].final = 1;
  return first;
}

static bool is_kana(tm_slice word, size_t at) {
  bool valid = true;
  return at < word.length && tm_script_of(tm_fold(tm_utf8_next(word, &at, &valid))) == TM_HIRAGANA;
}

/* Whether what stands before a particle may be a noun though it ends in kana: 取り決め|に達する, 若者ら|が, 違法だ|と宣言する; not
 * 結んで, 明らかに, 揺るがない, 戦争へと. */
static bool kana_noun(tm_slice noun, bool ga) {
  static const char *const never[] = {"ん", "か", "へ", "ま", NULL};
  bool valid = true, kanji = false;
  for (size_t at = 0; at < noun.length;) {
    tm_script script = tm_script_of(tm_fold(tm_utf8_next(noun, &at, &valid)));
    kanji = kanji || script == TM_KANJI || script == TM_KATAKANA;
  }
  for (int i = 0; never[i]; i++)
    if (tm_slice_ends(noun, tm_slice_of(never[i]))) return false;
  return kanji && !(ga && tm_slice_ends(noun, TM_LIT("る")));
}

/* Whether a phrase may be cut before `right`: at を always, elsewhere only between whole words (用意が|ある, not 引き下が|る). */
static bool may_cut(tm_slice word, size_t left, tm_slice right, bool wo) {
  static const char *const verbs[] = {"ある",       "ない",   "なる",   "する",       "いう",     "つく",
                                      "かける",     "あう",   "あたる", "こぎつける", "こぎ",     "さらす",
                                      "さらされる", "のぼる", "およぶ", "とりかかる", "ならない", "つながる",
                                      "あげる",     "あがる", "おく",   "とる",       NULL};
  if (wo) return true;
  bool ga = !memcmp(word.data + left, "が", 3);
  if (is_kana(word, left - 3) && !kana_noun((tm_slice){word.data, left}, ga)) return false;
  if (!is_kana(right, 0)) return true;
  for (int i = 0; verbs[i]; i++)
    if (tm_slice_is(right, verbs[i])) return true;
  return false;
}

/* Splits 懸念を示す at the particle; phrase_case NONE where there is none. */
static tm_slice split_phrase(tm_slice word, tm_slice *noun, uint8_t *phrase_case) {
  static const struct {
    const char *particle;
    tm_case case_;
  } particles[] = {{"を", TM_CASE_WO},     {"に", TM_CASE_NI}, {"が", TM_CASE_GA}, {"で", TM_CASE_DE},
                   {"から", TM_CASE_KARA}, {"と", TM_CASE_TO}, {"へ", TM_CASE_HE}};
  for (size_t p = 0; p < sizeof particles / sizeof *particles; p++) {
    tm_slice particle = tm_slice_of(particles[p].particle);
    for (size_t i = word.length < particle.length + 3 ? 0 : word.length - particle.length - 3; i >= 3; i--) {
      if (i + particle.length > word.length || memcmp(word.data + i, particle.data, particle.length) != 0) continue;
      tm_slice right = {word.data + i + particle.length, word.length - i - particle.length};
      if (!may_cut(word, i, right, p == 0)) continue;
      *noun = (tm_slice){word.data, i};
      *phrase_case = (uint8_t)particles[p].case_;
      return right;
    }
  }
  *phrase_case = TM_CASE_NONE;
  *noun = (tm_slice){"", 0};
  return word;
}

static void add_predicate(tm_build *build, const tm_row *row, tm_slice word, tm_predicate_row model) {
  tm_slice noun;
  model.rule = tm_build_text(build, word);
  tm_slice head = split_phrase(word, &noun, &model.phrase_case);
  tm_slice key = key_of(build, head, &model.sahen, &model.negated);
  if (!model.sahen && !is_inflected(key)) model.sahen = 2; /* an event noun */
  model.noun = tm_build_text(build, noun);
  tm_chars folded = tm_chars_read(build->arena, noun, 0);
  if (folded.count) model.noun_first = folded.code[0], model.noun_last = folded.code[folded.count - 1];
  *TM_PUSH(build->arena, &build->rows) = model;
  if (key.length == 0) tm_table_error(row, "an empty predicate");
  uint32_t index = (uint32_t)build->rows.count - 1;
  if (index > TM_ROW_INDEX) tm_table_error(row, "more than %u predicates", TM_ROW_INDEX + 1u);
  add_verb_key(build, &build->predicates, key, index | (uint32_t)(model.noun_last & 0xFFF) << TM_ROW_BITS);
}

/* Calls add_predicate for each combination of the braces. */
static void expand(tm_build *build, const tm_row *row, tm_slice word, const tm_predicate_row *model, int depth) {
  const char *open = memchr(word.data, '{', word.length);
  if (!open) {
    add_predicate(build, row, word, *model);
    return;
  }
  if (depth > 4) tm_table_error(row, "more than five braces");
  if (depth > 4) return;
  const char *close = memchr(open, '}', word.length - (size_t)(open - word.data));
  if (!close) {
    tm_table_error(row, "a brace is not closed in '%.*s'", (int)word.length, word.data);
    return;
  }
  tm_slice choice[256];
  size_t n = split_all(row, (tm_slice){open + 1, (size_t)(close - open - 1)}, choice, 256);
  for (size_t i = 0; i < n; i++) {
    char *text = tm_arena_printf(build->arena, "%.*s%.*s%.*s", (int)(open - word.data), word.data, (int)choice[i].length,
                                 choice[i].data, (int)(word.data + word.length - close - 1), close + 1);
    expand(build, row, tm_slice_of(text), model, depth + 1);
  }
}

static void read_predicates(tm_build *build, const char *path) {
  static const char *const places[] = {"", "content", "headline", "phrase", NULL};
  tm_table table = {0};
  tm_table_read(build->arena, path, 8, &table);
  for (size_t i = 0; i < table.rows.count; i++) {
    const tm_row *row = &table.rows.items[i];
    const tm_slice *c = row->column;
    tm_predicate_row model = {0};
    int class_ = tm_table_word(row, c[1], class_names, "class");
    int where = tm_table_word(row, c[6], places, "place (where)");
    if (class_ < 0 || where < 0) continue;
    model.class_ = (uint8_t)class_;
    model.where = (uint8_t)where;
    model.mode = tm_build_text(build, c[2]);
    tm_slice actor[TM_ACTORS], recipient[TM_RECIPIENTS];
    size_t n = split_all(row, c[3], actor, TM_ACTORS);
    if (n == 0) model.actor[0] = TM_CASE_GA;
    for (size_t k = 0; k < n; k++) model.actor[k] = (uint8_t)read_case(row, actor[k]);
    n = split_all(row, c[4], recipient, TM_RECIPIENTS);
    for (size_t k = 0; k < n; k++) model.recipient[k] = (uint8_t)read_case(row, recipient[k]);
    model.condition = read_conditions(build, row, c[5]);
    if (c[7].length == 0) tm_table_error(row, "a predicate needs an example sentence in the last column");
    expand(build, row, c[0], &model, 0);
  }
}

static void read_cues(tm_build *build, const char *path) {
  static const char *const kinds[] = {"neutral", "act", "source", "write", "think", NULL};
  tm_table table = {0};
  tm_table_read(build->arena, path, 4, &table);
  for (size_t i = 0; i < table.rows.count; i++) {
    const tm_row *row = &table.rows.items[i];
    const tm_slice *c = row->column;
    tm_cue cue = {.kind = (uint8_t)tm_table_word(row, c[1], kinds, "kind of cue")};
    tm_slice take[8];
    size_t n = split_all(row, c[2], take, 8);
    for (size_t k = 0; k < n; k++) {
      if (tm_slice_is(take[k], "ト")) cue.takes |= TM_TAKES_TO;
      else if (tm_slice_is(take[k], "ヨウ")) cue.takes |= TM_TAKES_YOU;
      else if (tm_slice_is(take[k], "コト")) cue.takes |= TM_TAKES_KOTO;
      else if (tm_slice_is(take[k], "ヲ")) cue.takes |= TM_TAKES_WO;
      else tm_table_error(row, "a cue takes ト, ヨウ, コト or ヲ, not '%.*s'", (int)take[k].length, take[k].data);
    }
    tm_slice noun;
    uint8_t negated = 0;
    cue.text = tm_build_text(build, c[0]);
    tm_slice key = key_of(build, split_phrase(c[0], &noun, &cue.phrase_case), &cue.sahen, &negated);
    cue.noun = tm_build_text(build, noun);
    *TM_PUSH(build->arena, &build->cues) = cue;
    add_verb_key(build, &build->cue_words, key, (uint32_t)build->cues.count - 1);
  }
}

static void read_lights(tm_build *build, const char *path) {
  static const char *const roles[] = {"do", "happen", "receive", "future", NULL};
  static const char *const statuses[] = {"", "future", "negated", "hypothetical", NULL};
  tm_table table = {0};
  tm_table_read(build->arena, path, 5, &table);
  for (size_t i = 0; i < table.rows.count; i++) {
    const tm_row *row = &table.rows.items[i];
    const tm_slice *c = row->column;
    int role = tm_table_word(row, c[2], roles, "role");
    int status = tm_slice_is(c[3], "actual") ? 0 : tm_table_word(row, c[3], statuses, "status");
    if (role < 0 || status < 0) continue;
    tm_light light = {.case_ = (uint8_t)read_case(row, c[1]), .role = (uint8_t)role, .status = (uint8_t)status};
    uint8_t sahen = 0, negated = 0;
    tm_slice key = key_of(build, c[0], &sahen, &negated);
    light.verb = tm_build_text(build, c[0]);
    *TM_PUSH(build->arena, &build->lights) = light;
    add_verb_key(build, &build->light_verbs, key, (uint32_t)build->lights.count - 1);
  }
}

void tm_build_predicates(tm_build *build, const char *directory) {
  *TM_PUSH(build->arena, &build->set_names) = (tm_slice){"", 0};
  read_nouns(build, tm_arena_printf(build->arena, "%s/nouns.tsv", directory));
  read_nouns(build, tm_arena_printf(build->arena, "%s/nouns-verbal.tsv", directory));
  read_lights(build, tm_arena_printf(build->arena, "%s/lightverbs.tsv", directory));
  read_cues(build, tm_arena_printf(build->arena, "%s/cues.tsv", directory));
  read_predicates(build, tm_arena_printf(build->arena, "%s/predicates", directory));
}
