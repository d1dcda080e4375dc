/* tools: see jumandic.h. The CSV files are UTF-8 in Debian's mecab-jumandic-utf8, EUC-JP upstream; both are read. */
#include "jumandic.h"

#include <dirent.h>
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *need(void *memory) {
  if (!memory) abort();
  return memory;
}

typedef struct numbered {
  const char *name;
  uint8_t number;
} numbered;

static const numbered parts[] = {{"特殊", 1},    {"動詞", 2},    {"形容詞", 3},  {"判定詞", 4},  {"助動詞", 5},
                                 {"名詞", 6},    {"指示詞", 7},  {"副詞", 8},    {"助詞", 9},    {"接続詞", 10},
                                 {"連体詞", 11}, {"感動詞", 12}, {"接頭辞", 13}, {"接尾辞", 14}, {"未定義語", 15}};

static const numbered subclasses[] = {{"句点", 1},
                                      {"読点", 2},
                                      {"括弧始", 3},
                                      {"括弧終", 4},
                                      {"記号", 5},
                                      {"空白", 6},
                                      {"普通名詞", 1},
                                      {"サ変名詞", 2},
                                      {"固有名詞", 3},
                                      {"地名", 4},
                                      {"人名", 5},
                                      {"組織名", 6},
                                      {"数詞", 7},
                                      {"形式名詞", 8},
                                      {"副詞的名詞", 9},
                                      {"時相名詞", 10},
                                      {"名詞形態指示詞", 1},
                                      {"連体詞形態指示詞", 2},
                                      {"副詞形態指示詞", 3},
                                      {"格助詞", 1},
                                      {"副助詞", 2},
                                      {"接続助詞", 3},
                                      {"終助詞", 4},
                                      {"名詞接頭辞", 1},
                                      {"動詞接頭辞", 2},
                                      {"イ形容詞接頭辞", 3},
                                      {"ナ形容詞接頭辞", 4},
                                      {"名詞性述語接尾辞", 1},
                                      {"名詞性名詞接尾辞", 2},
                                      {"名詞性名詞助数辞", 3},
                                      {"名詞性特殊接尾辞", 4},
                                      {"形容詞性述語接尾辞", 5},
                                      {"形容詞性名詞接尾辞", 6},
                                      {"動詞性接尾辞", 7},
                                      {"その他", 1},
                                      {"カタカナ", 2},
                                      {"アルファベット", 3},
                                      {"未対応表現", 4}};

static const numbered classes[] = {{"母音動詞", 1},
                                   {"子音動詞カ行", 2},
                                   {"子音動詞カ行促音便形", 3},
                                   {"子音動詞ガ行", 4},
                                   {"子音動詞サ行", 5},
                                   {"子音動詞タ行", 6},
                                   {"子音動詞ナ行", 7},
                                   {"子音動詞バ行", 8},
                                   {"子音動詞マ行", 9},
                                   {"子音動詞ラ行", 10},
                                   {"子音動詞ラ行イ形", 11},
                                   {"子音動詞ワ行", 12},
                                   {"子音動詞ワ行文語音便形", 13},
                                   {"カ変動詞", 14},
                                   {"カ変動詞来", 15},
                                   {"サ変動詞", 16},
                                   {"ザ変動詞", 17},
                                   {"イ形容詞アウオ段", 18},
                                   {"イ形容詞イ段", 19},
                                   {"イ形容詞イ段特殊", 20},
                                   {"ナ形容詞", 21},
                                   {"ナノ形容詞", 22},
                                   {"ナ形容詞特殊", 23},
                                   {"タル形容詞", 24},
                                   {"判定詞", 25},
                                   {"無活用型", 26},
                                   {"助動詞ぬ型", 27},
                                   {"助動詞だろう型", 28},
                                   {"助動詞そうだ型", 29},
                                   {"助動詞く型", 30},
                                   {"動詞性接尾辞ます型", 31},
                                   {"動詞性接尾辞うる型", 32}};

static uint8_t number_of(const numbered *list, size_t count, const char *name) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(list[i].name, name) == 0) return list[i].number;
  return 0;
}
#define NUMBER_OF(list, name) number_of(list, sizeof(list) / sizeof *(list), name)

/* Groups JUMAN's forms of all conjugation classes; the first pattern contained in the name decides. */
static uint8_t form_of(const char *name) {
  static const numbered groups[] = {
      {"命令形", TM_FORM_IMPERATIVE},   {"意志形", TM_FORM_VOLITIONAL}, {"条件形", TM_FORM_CONDITIONAL},
      {"未然形", TM_FORM_IRREALIS},     {"テ形", TM_FORM_TE},           {"タリ形", TM_FORM_TARI},
      {"チャ形", TM_FORM_CHA},          {"ジャ形", TM_FORM_CHA},        {"連体形", TM_FORM_ADNOMINAL},
      {"連用形", TM_FORM_CONTINUATIVE}, {"語幹", TM_FORM_STEM},         {"タ形", TM_FORM_PAST},
      {"タ系", TM_FORM_PAST},           {"基本", TM_FORM_BASIC},        {"推量形", TM_FORM_BASIC}};
  if (strcmp(name, "*") == 0) return TM_FORM_NONE;
  for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
    if (strstr(name, groups[i].name)) return groups[i].number;
  return TM_FORM_OTHER;
}

uint16_t tm_tag_enter(tm_tag_table *table, const char *pos, const char *sub, const char *type, const char *form) {
  char name[512];
  snprintf(name, sizeof name, "%s,%s,%s,%s", pos, sub, type, form);
  for (size_t i = 0; i < table->count; i++)
    if (strcmp(table->names[i], name) == 0) return (uint16_t)i;
  if (table->count == UINT16_MAX) abort();
  if (table->count == table->capacity) {
    table->capacity = table->capacity ? table->capacity * 2 : 512;
    table->tags = need(realloc(table->tags, table->capacity * sizeof *table->tags));
    table->names = need(realloc(table->names, table->capacity * sizeof *table->names));
  }
  table->tags[table->count] =
      (tm_tag){NUMBER_OF(parts, pos), NUMBER_OF(subclasses, sub), form_of(form), NUMBER_OF(classes, type)};
  table->names[table->count] = need(strdup(name));
  return (uint16_t)table->count++;
}

uint16_t tm_tag_enter_name(tm_tag_table *table, const char *name) {
  char copy[512], *field[4] = {NULL};
  snprintf(copy, sizeof copy, "%s", name);
  size_t n = 0;
  for (char *p = copy; p && n < 4; n++) {
    field[n] = p;
    p = strchr(p, ',');
    if (p) *p++ = '\0';
  }
  while (n < 4) field[n++] = copy + strlen(name);
  return tm_tag_enter(table, field[0], field[1], field[2], field[3]);
}

uint16_t *tm_juman_fold(const char *text, size_t bytes, size_t *length) {
  uint16_t *out = need(malloc((bytes + 1) * sizeof *out));
  tm_slice slice = {text, bytes};
  size_t at = 0, n = 0;
  bool valid = true;
  while (at < bytes) out[n++] = tm_fold(tm_utf8_next(slice, &at, &valid));
  *length = n;
  return out;
}

void tm_juman_base(const uint16_t *surface, size_t length, const uint16_t *base, size_t base_length, uint8_t *cut,
                   const uint16_t **tail, uint8_t *tail_length) {
  size_t same = 0;
  while (same < length && same < base_length && surface[same] == base[same]) same++;
  if (length - same > UINT8_MAX || base_length - same > UINT8_MAX) same = base_length = length; /* absurdly long: as it stands */
  *cut = (uint8_t)(length - same);
  *tail = base + same;
  *tail_length = (uint8_t)(base_length - same);
}

static uint8_t category_bit(const char *name, size_t length) {
  static const numbered kinds[] = {{"人工物", TM_CATEGORY_ARTIFACT},   {"人", TM_CATEGORY_PERSON},
                                   {"組織", TM_CATEGORY_ORGANIZATION}, {"場所", TM_CATEGORY_PLACE},
                                   {"時間", TM_CATEGORY_TIME},         {"抽象物", TM_CATEGORY_ABSTRACT},
                                   {"数量", TM_CATEGORY_QUANTITY}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (length >= strlen(kinds[i].name) && memcmp(name, kinds[i].name, strlen(kinds[i].name)) == 0) return kinds[i].number;
  return TM_CATEGORY_OTHER;
}

/* Categories of one entry: "カテゴリ:人;抽象物" and what its kind of name says. */
static uint8_t categories_in(const char *meaning, tm_tag tag) {
  static const char mark[] = "カテゴリ:";
  unsigned bits = 0;
  const char *p = strstr(meaning, mark);
  for (p = p ? p + sizeof mark - 1 : NULL; p && *p && *p != ' ';) {
    size_t length = strcspn(p, "; ");
    bits |= category_bit(p, length);
    p += length;
    if (*p == ';') p++;
  }
  if (tag.pos == TM_POS_NOUN) {
    if (tag.sub == TM_SUB_PLACE) bits |= TM_CATEGORY_PLACE;
    if (tag.sub == TM_SUB_PERSON) bits |= TM_CATEGORY_PERSON;
    if (tag.sub == TM_SUB_ORGANIZATION) bits |= TM_CATEGORY_ORGANIZATION;
    if (tag.sub == TM_SUB_NUMERAL) bits |= TM_CATEGORY_QUANTITY;
    if (tag.sub == TM_SUB_TEMPORAL) bits |= TM_CATEGORY_TIME;
  }
  return (uint8_t)bits;
}

/* The last tag seen with each conjugation is remembered: neighbours in the files share it. */
static void read_line(tm_juman *d, tm_tag_table *tags, char *line, uint8_t harvested) {
  char *field[11];
  size_t n = 0;
  for (char *p = line; p && n < 11; n++) {
    field[n] = p;
    p = n < 10 ? strchr(p, ',') : NULL;
    if (p) *p++ = '\0';
  }
  if (n < 11) return;
  static uint16_t recent[1024];
  unsigned slot = 0;
  for (size_t i = 4; i < 8; i++)
    for (const char *p = field[i]; *p; p++) slot = slot * 31 + (unsigned char)*p;
  uint16_t *guess = &recent[slot % 1024];
  char name[512];
  snprintf(name, sizeof name, "%s,%s,%s,%s", field[4], field[5], field[6], field[7]);
  if (*guess >= tags->count || strcmp(tags->names[*guess], name) != 0)
    *guess = tm_tag_enter(tags, field[4], field[5], field[6], field[7]);
  if (d->count == d->capacity) {
    d->capacity = d->capacity ? d->capacity * 2 : 1 << 20;
    d->entries = need(realloc(d->entries, d->capacity * sizeof *d->entries));
  }
  size_t length, base_length;
  const uint16_t *surface = tm_juman_fold(field[0], strlen(field[0]), &length), *base = surface;
  base_length = length;
  if (strcmp(field[0], field[8]) != 0) base = tm_juman_fold(field[8], strlen(field[8]), &base_length);
  if (length == 0 || length > 200 || base_length > 200) return;
  /* half-kana spellings of よう- words (よう求 for 要求) eat the particle of 撤退するよう|求めた */
  if (length > 2 && surface[0] == 0x3088 && surface[1] == 0x3046 && surface[2] >= 0x4E00) return;
  d->entries[d->count++] = (tm_juman_entry){.surface = surface,
                                            .base = base,
                                            .length = (uint16_t)length,
                                            .base_length = (uint16_t)base_length,
                                            .tag_id = *guess,
                                            .harvested = harvested,
                                            .category = categories_in(field[10], tags->tags[*guess]),
                                            .cost = (int32_t)strtol(field[3], NULL, 10)};
}

static char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  size_t capacity = 1 << 20, n = 0, got;
  char *text = need(malloc(capacity + 1));
  while ((got = fread(text + n, 1, capacity - n, file)) > 0) {
    n += got;
    if (n == capacity) capacity *= 2, text = need(realloc(text, capacity + 1));
  }
  if (ferror(file)) {
    fclose(file);
    return NULL;
  }
  fclose(file);
  text[n] = '\0';
  *size = n;
  return text;
}

static bool is_utf8(const char *text, size_t size) {
  tm_slice slice = {text, size};
  size_t at = 0;
  bool valid = true;
  while (at < size && valid) tm_utf8_next(slice, &at, &valid);
  return valid;
}

static char *from_euc(char *text, size_t size) {
  iconv_t converter = iconv_open("UTF-8", "EUC-JP");
  if (converter == (iconv_t)-1) return NULL;
  char *out = need(malloc(size * 3 + 1)), *to = out;
  size_t room = size * 3;
  while (size) {
    if (iconv(converter, &text, &size, &to, &room) == (size_t)-1 && size) text++, size--; /* drop what cannot be converted */
  }
  *to = '\0';
  iconv_close(converter);
  return out;
}

static int compare_names(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

tenmatsu_status tm_juman_read(tm_juman *dictionary, tm_tag_table *tags, const char *folder, tenmatsu_error *error) {
  DIR *listing = opendir(folder);
  if (!listing) return tm_fail(error, TENMATSU_IO, folder, 0, 0, "cannot open dictionary folder: %s", strerror(errno));
  char *names[256];
  size_t count = 0;
  for (struct dirent *e; (e = readdir(listing)) && count < 256;)
    if (strlen(e->d_name) > 4 && strcmp(e->d_name + strlen(e->d_name) - 4, ".csv") == 0) names[count++] = need(strdup(e->d_name));
  closedir(listing);
  if (count == 0)
    return tm_fail(error, TENMATSU_IO, folder, 0, 0, "dictionary folder has no CSV files; is mecab-jumandic installed?");
  qsort(names, count, sizeof *names, compare_names);
  for (size_t i = 0; i < count; i++) {
    char path[4096];
    size_t size;
    snprintf(path, sizeof path, "%s/%s", folder, names[i]);
    char *text = read_file(path, &size);
    if (text && !is_utf8(text, size)) text = from_euc(text, size);
    if (!text) return tm_fail(error, TENMATSU_IO, path, 0, 0, "cannot read dictionary file");
    uint8_t harvested = strcmp(names[i], "Auto.csv") == 0 || strcmp(names[i], "Wikipedia.csv") == 0;
    for (char *line = text; line && *line;) {
      char *end = strchr(line, '\n');
      if (end) *end = '\0';
      read_line(dictionary, tags, line, harvested);
      line = end ? end + 1 : NULL;
    }
    free(text);
  }
  return TENMATSU_OK;
}

/* Open addressing over (surface, part of speech); words of all entries with a category or none. */
typedef struct category_cell {
  const uint16_t *surface;
  uint16_t length;
  uint8_t pos, bits;
} category_cell;

struct tm_categories {
  category_cell *cells;
  size_t mask;
};

static category_cell *category_find(const tm_categories *c, const uint16_t *surface, size_t length, uint8_t pos) {
  uint64_t hash = pos;
  for (size_t i = 0; i < length; i++) hash = (hash ^ surface[i]) * 0x9E3779B97F4A7C15u;
  for (size_t at = (size_t)(hash >> 20) & c->mask;; at = (at + 1) & c->mask) {
    category_cell *cell = &c->cells[at];
    if (!cell->surface) return cell;
    if (cell->length == length && cell->pos == pos && memcmp(cell->surface, surface, length * sizeof *surface) == 0) return cell;
  }
}

tm_categories *tm_categories_new(const tm_juman *dictionary, const tm_tag_table *tags) {
  tm_categories *c = need(malloc(sizeof *c));
  size_t size = 1 << 16;
  while (size < dictionary->count * 2) size *= 2;
  *c = (tm_categories){need(calloc(size, sizeof *c->cells)), size - 1};
  for (size_t i = 0; i < dictionary->count; i++) {
    const tm_juman_entry *e = &dictionary->entries[i];
    uint8_t pos = tags->tags[e->tag_id].pos;
    category_cell *cell = category_find(c, e->surface, e->length, pos);
    if (!cell->surface) *cell = (category_cell){e->surface, e->length, pos, 0};
    cell->bits |= e->category;
  }
  return c;
}

uint8_t tm_category_of(const tm_categories *categories, const uint16_t *surface, size_t length, uint8_t pos, bool *known) {
  const category_cell *cell = category_find(categories, surface, length, pos);
  if (known) *known = cell->surface != NULL;
  return cell->surface ? cell->bits : 0;
}

static int compare_entries(const void *a, const void *b) {
  const tm_juman_entry *x = a, *y = b;
  uint16_t shorter = x->length < y->length ? x->length : y->length;
  for (uint16_t i = 0; i < shorter; i++)
    if (x->surface[i] != y->surface[i]) return x->surface[i] < y->surface[i] ? -1 : 1;
  if (x->length != y->length) return x->length < y->length ? -1 : 1;
  if (x->cost != y->cost) return x->cost < y->cost ? -1 : 1;
  return (x->surface > y->surface) - (x->surface < y->surface);
}

/* Forms of western dialects (重要や) and face marks. */
static bool is_misleading(const tm_juman_entry *e, const tm_tag_table *tags) {
  return strstr(tags->names[e->tag_id], "ヤ列") != NULL || (tags->tags[e->tag_id].pos == TM_POS_SPECIAL && e->length > 2);
}

void tm_juman_choose(tm_juman *dictionary, const tm_tag_table *tags) {
  size_t n = 0;
  for (size_t i = 0; i < dictionary->count; i++)
    if (!is_misleading(&dictionary->entries[i], tags)) dictionary->entries[n++] = dictionary->entries[i];
  qsort(dictionary->entries, n, sizeof *dictionary->entries, compare_entries);
  size_t kept = 0;
  for (size_t i = 0; i < n; i++) {
    const tm_juman_entry *e = &dictionary->entries[i], *last = kept ? &dictionary->entries[kept - 1] : NULL;
    if (last && last->length == e->length && memcmp(last->surface, e->surface, e->length * sizeof *e->surface) == 0) continue;
    dictionary->entries[kept++] = *e;
  }
  dictionary->count = kept;
}
