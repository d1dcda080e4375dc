/* tools: see parse_sections.h. Patterns learnt from the corpora and words of the dictionary become one trie; the linear
 * models are taken over, packed where their rows are added up in vectors. */
#include "parse_sections.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/trie.h"
#include "jumandic.h"
#include "parse/features.h"
#include "parse/morph.h"

static void *need(void *memory) {
  if (!memory) abort();
  return memory;
}

#define ROOM(items, count, capacity)                                                                                             \
  if ((count) == (capacity)) {                                                                                                   \
    (capacity) = (capacity) ? (capacity)*2 : 1 << 12;                                                                            \
    (items) = need(realloc((items), (capacity) * sizeof *(items)));                                                              \
  }

/* An outcome of the pattern file: no category yet. */
typedef struct plain_outcome {
  uint16_t tag_id;
  uint8_t shift, cut, tail_length;
  const uint16_t *tail;
} plain_outcome;

enum { OUTCOME_CELLS = 1 << 20 };

typedef struct maker {
  const char *path;
  size_t line;
  tm_tag_table tags;
  tm_juman dictionary;
  tm_categories *categories;
  uint16_t *file_tags; /* tag ids by the pattern file's numbers */
  size_t file_tag_count, file_tag_capacity;
  plain_outcome *plain;
  size_t plain_count, plain_capacity;
  tm_morph_outcome *outcomes;
  size_t outcome_count, outcome_capacity;
  uint32_t *outcome_cells;
  tm_morph_list *lists;
  size_t list_count, list_capacity;
  tm_morph_choice *choices;
  size_t choice_count, choice_capacity;
  tm_trie_key *keys;
  size_t key_count, key_capacity;
  uint16_t *tails;
  size_t tail_count, tail_capacity;
  size_t next_entry; /* of the dictionary, while merging */
} maker;

static uint32_t enter_tail(maker *m, const uint16_t *tail, size_t length) {
  for (size_t i = 0; i + length <= m->tail_count; i++)
    if (memcmp(m->tails + i, tail, length * sizeof *tail) == 0) return (uint32_t)i;
  for (size_t i = 0; i < length; i++) {
    ROOM(m->tails, m->tail_count, m->tail_capacity);
    m->tails[m->tail_count++] = tail[i];
  }
  return (uint32_t)(m->tail_count - length);
}

static uint32_t enter_outcome(maker *m, plain_outcome p, uint8_t category) {
  uint64_t hash =
      (uint64_t)p.tag_id << 32 | (uint64_t)p.shift << 24 | (uint64_t)p.cut << 16 | (uint64_t)p.tail_length << 8 | category;
  for (uint8_t i = 0; i < p.tail_length; i++) hash = (hash ^ p.tail[i]) * 0x9E3779B97F4A7C15u;
  hash *= 0x9E3779B97F4A7C15u;
  for (size_t at = (size_t)(hash >> 40);; at++) {
    uint32_t *cell = &m->outcome_cells[at & (OUTCOME_CELLS - 1)];
    if (*cell) {
      const tm_morph_outcome *o = &m->outcomes[*cell - 1];
      if (o->tag_id != p.tag_id || o->shift != p.shift || o->base_cut != p.cut || o->base_tail_length != p.tail_length ||
          o->category != category || memcmp(m->tails + o->base_tail, p.tail, p.tail_length * sizeof *p.tail) != 0)
        continue;
      return *cell - 1;
    }
    tm_morph_outcome o = {.tag_id = p.tag_id,
                          .shift = p.shift,
                          .base_cut = p.cut,
                          .base_tail_length = p.tail_length,
                          .category = category,
                          .known = 1,
                          .base_tail = enter_tail(m, p.tail, p.tail_length)};
    ROOM(m->outcomes, m->outcome_count, m->outcome_capacity);
    m->outcomes[m->outcome_count] = o;
    *cell = (uint32_t)++m->outcome_count;
    return *cell - 1;
  }
}

static void add_key(maker *m, const uint16_t *code, size_t length, uint32_t value) {
  ROOM(m->keys, m->key_count, m->key_capacity);
  m->keys[m->key_count++] = (tm_trie_key){code, (uint32_t)length, (int32_t)value};
}

static int compare_codes(const uint16_t *a, size_t a_length, const uint16_t *b, size_t b_length) {
  for (size_t i = 0; i < a_length && i < b_length; i++)
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  return (a_length > b_length) - (a_length < b_length);
}

static void add_entry(maker *m, const tm_juman_entry *e) {
  plain_outcome p = {.tag_id = e->tag_id, .shift = (uint8_t)e->length};
  tm_juman_base(e->surface, e->length, e->base, e->base_length, &p.cut, &p.tail, &p.tail_length);
  uint8_t category = tm_category_of(m->categories, e->surface, e->length, m->tags.tags[e->tag_id].pos, NULL);
  add_key(m, e->surface, e->length, enter_outcome(m, p, category));
}

/* Dictionary words before `code`, in the order of the characters; one equal to it is passed over. */
static void merge_up_to(maker *m, const uint16_t *code, size_t length) {
  for (; m->next_entry < m->dictionary.count; m->next_entry++) {
    const tm_juman_entry *e = &m->dictionary.entries[m->next_entry];
    int order = code ? compare_codes(e->surface, e->length, code, length) : -1;
    if (order > 0) return;
    if (order < 0) add_entry(m, e);
  }
}

static bool bad(const maker *m, tenmatsu_error *error, const char *what) {
  tm_fail(error, TENMATSU_INVALID, m->path, m->line, 0, "%s", what);
  return false;
}

/* An outcome for a pattern: its category is that of the pattern's first `shift` characters. */
static bool pattern_outcome(maker *m, size_t index, const uint16_t *code, size_t length, uint32_t *result,
                            tenmatsu_error *error) {
  if (index >= m->plain_count || m->plain[index].shift == 0 || m->plain[index].shift > length)
    return bad(m, error, "pattern with an impossible outcome");
  const plain_outcome *p = &m->plain[index];
  *result = enter_outcome(m, *p, tm_category_of(m->categories, code, p->shift, m->tags.tags[p->tag_id].pos, NULL));
  return true;
}

/* "P key outcome", then "previous outcome" pairs, split at tabs. */
static bool read_pattern(maker *m, char **field, size_t count, tenmatsu_error *error) {
  size_t length;
  const uint16_t *code = tm_juman_fold(field[1], strlen(field[1]), &length);
  if (length == 0) return bad(m, error, "empty pattern");
  merge_up_to(m, code, length);
  if (count == 2) return true; /* D */
  uint32_t value;
  if (!pattern_outcome(m, strtoul(field[2], NULL, 10), code, length, &value, error)) return false;
  if (count > 3) {
    tm_morph_list list = {value, (uint32_t)m->choice_count, (uint32_t)(count - 3)};
    for (size_t i = 3; i < count; i++) {
      char *rest;
      tm_morph_choice c = {.previous = UINT32_MAX}; /* the sentence's beginning; set to tag_count at the end */
      if (field[i][0] == '^') {
        rest = field[i] + 1;
      } else {
        size_t tag = strtoul(field[i], &rest, 10);
        if (tag >= m->file_tag_count) return bad(m, error, "no such tag");
        c.previous = m->file_tags[tag];
      }
      if (!pattern_outcome(m, strtoul(rest, NULL, 10), code, length, &c.outcome, error)) return false;
      ROOM(m->choices, m->choice_count, m->choice_capacity);
      m->choices[m->choice_count++] = c;
    }
    ROOM(m->lists, m->list_count, m->list_capacity);
    value = (uint32_t)TM_MORPH_LIST | (uint32_t)m->list_count;
    m->lists[m->list_count++] = list;
  }
  add_key(m, code, length, value);
  return true;
}

static bool read_outcome(maker *m, char **field, size_t count, tenmatsu_error *error) {
  size_t tag = strtoul(field[1], NULL, 10), length;
  if (count != 5 || tag >= m->file_tag_count) return bad(m, error, "outcome needs tag, shift, cut and tail");
  plain_outcome p = {
      .tag_id = m->file_tags[tag], .shift = (uint8_t)strtoul(field[2], NULL, 10), .cut = (uint8_t)strtoul(field[3], NULL, 10)};
  p.tail = tm_juman_fold(field[4], strlen(field[4]), &length);
  p.tail_length = (uint8_t)length;
  if (p.cut > p.shift || length > UINT8_MAX) return bad(m, error, "impossible outcome");
  ROOM(m->plain, m->plain_count, m->plain_capacity);
  m->plain[m->plain_count++] = p;
  return true;
}

static bool read_fixed(maker *m, char **field, size_t count, tenmatsu_error *error) {
  if (count != 1 + TM_MORPH_FIXED || m->outcome_count)
    return bad(m, error, "U needs a tag for each kind of word, before all patterns");
  for (size_t i = 0; i < TM_MORPH_FIXED; i++) {
    size_t tag = strtoul(field[i + 1], NULL, 10);
    if (tag >= m->file_tag_count) return bad(m, error, "no such tag");
    ROOM(m->outcomes, m->outcome_count, m->outcome_capacity);
    m->outcomes[m->outcome_count++] = (tm_morph_outcome){
        .tag_id = m->file_tags[tag], .category = i == TM_MORPH_NUMBER ? TM_CATEGORY_QUANTITY : 0, .known = i == TM_MORPH_NUMBER};
  }
  return true;
}

static bool read_line(maker *m, char *line, tenmatsu_error *error) {
  static char **field;
  static size_t capacity;
  if (line[0] == '#' || line[0] == '\0') return true;
  size_t count = 0;
  for (char *p = line; p; count++) {
    ROOM(field, count, capacity);
    field[count] = p;
    p = strchr(p, '\t');
    if (p) *p++ = '\0';
  }
  if (count < 2 || field[0][1] != '\0') return bad(m, error, "unknown line");
  switch (field[0][0]) {
  case 'T':
    ROOM(m->file_tags, m->file_tag_count, m->file_tag_capacity);
    m->file_tags[m->file_tag_count++] = tm_tag_enter_name(&m->tags, field[1]);
    return true;
  case 'O': return read_outcome(m, field, count, error);
  case 'U': return read_fixed(m, field, count, error);
  case 'P':
  case 'D':
    if (m->outcome_count < TM_MORPH_FIXED) return bad(m, error, "patterns before the tags of other words");
    return read_pattern(m, field, count, error);
  default: return bad(m, error, "unknown line");
  }
}

static tenmatsu_status read_patterns(maker *m, tenmatsu_error *error) {
  FILE *file = fopen(m->path, "rb");
  if (!file) return tm_fail(error, TENMATSU_IO, m->path, 0, 0, "cannot open: %s", strerror(errno));
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  bool good = true;
  while (good && (length = getline(&line, &room, file)) >= 0) {
    m->line++;
    if (length && line[length - 1] == '\n') line[length - 1] = '\0';
    good = read_line(m, line, error);
  }
  free(line);
  fclose(file);
  if (good && m->outcome_count < TM_MORPH_FIXED) good = bad(m, error, "no U line");
  merge_up_to(m, NULL, 0);
  return good ? TENMATSU_OK : TENMATSU_INVALID;
}

static int compare_choices(const void *a, const void *b) {
  const tm_morph_choice *x = a, *y = b;
  return (x->previous > y->previous) - (x->previous < y->previous);
}

static void put(unsigned char *out, size_t *at, const void *items, size_t size) {
  if (out && size) memcpy(out + *at, items, size);
  *at += (size + 7) & ~(size_t)7;
}

/* Lays the section out; with `out` NULL only counts. */
static size_t lay_out(const maker *m, const void *trie, size_t trie_size, const uint32_t *ends, const char *names,
                      unsigned char *out) {
  size_t at = 0, name_size = m->tags.count ? ends[m->tags.count - 1] : 0;
  tm_morph_header head = {
      TM_MORPH_MAGIC,          TM_MORPH_VERSION,          (trie_size + 7) & ~(size_t)7, (uint32_t)m->outcome_count,
      (uint32_t)m->list_count, (uint32_t)m->choice_count, (uint32_t)m->tags.count,      (uint32_t)m->tail_count,
      (uint32_t)name_size};
  put(out, &at, &head, sizeof head);
  put(out, &at, trie, trie_size);
  put(out, &at, m->outcomes, m->outcome_count * sizeof *m->outcomes);
  put(out, &at, m->lists, m->list_count * sizeof *m->lists);
  put(out, &at, m->choices, m->choice_count * sizeof *m->choices);
  put(out, &at, m->tags.tags, m->tags.count * sizeof *m->tags.tags);
  put(out, &at, ends, m->tags.count * sizeof *ends);
  put(out, &at, m->tails, m->tail_count * sizeof *m->tails);
  put(out, &at, names, name_size);
  return at;
}

static tenmatsu_status make_morph(maker *m, tm_section *section, tenmatsu_error *error) {
  for (size_t i = 0; i < m->choice_count; i++)
    if (m->choices[i].previous == UINT32_MAX) m->choices[i].previous = (uint32_t)m->tags.count;
  for (size_t i = 0; i < m->list_count; i++)
    qsort(m->choices + m->lists[i].first, m->lists[i].count, sizeof *m->choices, compare_choices);
  void *trie;
  size_t trie_size;
  tenmatsu_status status = tm_trie_build(m->keys, m->key_count, &trie, &trie_size, error);
  if (status != TENMATSU_OK) return status;
  uint32_t *ends = need(malloc((m->tags.count + 1) * sizeof *ends));
  size_t name_size = 0;
  for (size_t i = 0; i < m->tags.count; i++) ends[i] = (uint32_t)(name_size += strlen(m->tags.names[i]));
  char *names = need(malloc(name_size + 1));
  for (size_t i = 0; i < m->tags.count; i++)
    memcpy(names + ends[i] - strlen(m->tags.names[i]), m->tags.names[i], strlen(m->tags.names[i]));
  size_t size = lay_out(m, trie, trie_size, ends, names, NULL);
  unsigned char *out = need(calloc(1, size + 1));
  lay_out(m, trie, trie_size, ends, names, out);
  free(trie);
  free(ends);
  free(names);
  *section = (tm_section){.name = "morph", .data = out, .size = size};
  return TENMATSU_OK;
}

/* A model file taken over as it is. */
static tenmatsu_status take_file(const char *folder, const char *name, tm_section *section, tenmatsu_error *error) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s.bin", folder, name);
  FILE *file = fopen(path, "rb");
  if (!file) return tm_fail(error, TENMATSU_IO, path, 0, 0, "cannot open: %s", strerror(errno));
  size_t capacity = 1 << 16, size = 0, got;
  char *data = need(malloc(capacity));
  while ((got = fread(data + size, 1, capacity - size, file)) > 0) {
    size += got;
    if (size == capacity) capacity *= 2, data = need(realloc(data, capacity));
  }
  bool failed = ferror(file) != 0;
  fclose(file);
  if (failed) return tm_fail(error, TENMATSU_IO, path, 0, 0, "cannot read");
  *section = (tm_section){.data = data, .size = size};
  snprintf(section->name, sizeof section->name, "%s", name);
  return TENMATSU_OK;
}

/* A model whose rows are added up in vectors, packed (features.h). */
static tenmatsu_status pack(tm_section *section, tenmatsu_error *error) {
  const unsigned char *from = section->data;
  tm_linear_header head;
  if (section->size < sizeof head) return tm_fail(error, TENMATSU_DAMAGED, section->name, 0, 0, "is cut short");
  memcpy(&head, from, sizeof head);
  if (head.magic != TM_LINEAR_MAGIC || head.version != TM_LINEAR_VERSION)
    return tm_fail(error, TENMATSU_DAMAGED, section->name, 0, 0, "is no model of this version");
  if (head.width % 16) return TENMATSU_OK;
  size_t cells = head.slots * sizeof(uint32_t), weights = (size_t)head.rows * head.width;
  if (section->size - sizeof head < cells || section->size - sizeof head - cells < weights)
    return tm_fail(error, TENMATSU_DAMAGED, section->name, 0, 0, "is cut short");
  unsigned char *out = need(calloc(1, TM_PACKED_START + cells + weights)), *packed = out + TM_PACKED_START + cells;
  head.version = TM_PACKED_VERSION;
  memcpy(out, &head, sizeof head);
  memcpy(out + TM_PACKED_START, from + sizeof head, cells);
  from += sizeof head + cells;
  for (size_t i = 0; i < weights; i++) {
    size_t place = i % 16 < TM_LANES ? i % 16 * 2 : (i % 16 - TM_LANES) * 2 + 1;
    packed[i - i % 16 + place] = (unsigned char)(from[i] + 128);
  }
  free((void *)(uintptr_t)section->data);
  section->data = out;
  section->size = TM_PACKED_START + cells + weights;
  return TENMATSU_OK;
}

tenmatsu_status tm_morph_section(const char *patterns, const char *jumandic_dir, tm_section *section, tenmatsu_error *error) {
  maker *m = need(calloc(1, sizeof *m));
  m->path = patterns;
  m->outcome_cells = need(calloc(OUTCOME_CELLS, sizeof *m->outcome_cells));
  tenmatsu_status status = tm_juman_read(&m->dictionary, &m->tags, jumandic_dir, error);
  if (status != TENMATSU_OK) return status;
  m->categories = tm_categories_new(&m->dictionary, &m->tags);
  tm_juman_choose(&m->dictionary, &m->tags);
  status = read_patterns(m, error);
  return status == TENMATSU_OK ? make_morph(m, section, error) : status;
}

tenmatsu_status tm_parse_sections(const char *model_dir, const char *jumandic_dir, tm_section *out, size_t room, size_t *count,
                                  tenmatsu_error *error) {
  static const char *const models[] = {"bunsetsu", "depend", "name", "argument", "judge"};
  size_t model_count = sizeof models / sizeof *models;
  *count = 0;
  if (room < 1 + model_count) return tm_fail(error, TENMATSU_INVALID, NULL, 0, 0, "no room for the parser's sections");
  char path[4096];
  snprintf(path, sizeof path, "%s/morph.txt", model_dir);
  tenmatsu_status status = tm_morph_section(path, jumandic_dir, &out[(*count)++], error);
  for (size_t i = 0; i < model_count && status == TENMATSU_OK; i++) {
    status = take_file(model_dir, models[i], &out[*count], error);
    if (status == TENMATSU_OK) status = pack(&out[(*count)++], error);
  }
  return status;
}
