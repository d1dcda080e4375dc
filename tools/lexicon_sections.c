/* tools: see lexicon_sections.h. Reads the tables, checks them and lays them out as src/resolve/lexicon.h describes. */
#include "lexicon_sections.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "code/reading.h"
#include "predicate_rows.h"
#include "resolve/lexicon.h"
#include "table.h"

static jmp_buf no_memory;

/* ---- strings and keys ---- */

tm_text_ref tm_build_text(tm_build *build, tm_slice text) {
  /* neighbours often repeat: look back a little before adding */
  for (size_t i = 0; i < 8 && i < build->recent_count; i++) {
    tm_text_ref ref = build->recent[i];
    if (ref.length == text.length && (text.length == 0 || memcmp(build->pool.items + ref.at, text.data, text.length) == 0))
      return ref;
  }
  tm_text_ref ref = {(uint32_t)build->pool.count, (uint32_t)text.length};
  for (size_t i = 0; i < text.length; i++) *TM_PUSH(build->arena, &build->pool) = text.data[i];
  *TM_PUSH(build->arena, &build->pool) = '\0';
  build->recent[build->recent_at++ % 8] = ref;
  if (build->recent_count < 8) build->recent_count++;
  return ref;
}

void tm_build_key(tm_build *build, tm_keys *keys, tm_slice form, uint32_t value) {
  tm_chars chars = tm_chars_read(build->arena, form, 0);
  if (chars.count == 0) return;
  *TM_PUSH(build->arena, keys) = (tm_key){chars.code, (uint32_t)chars.count, value};
}

/* A key of the names: spelled as the reader of names looks it up (tm_plain_kana). */
static void build_name(tm_build *build, tm_slice form, uint32_t value) {
  tm_chars chars = tm_chars_read(build->arena, form, 0);
  if (chars.count == 0) return;
  uint16_t *code = TM_NEW0(build->arena, uint16_t, chars.count);
  uint32_t n = 0;
  for (size_t i = 0, used; i < chars.count; i += used) code[n++] = tm_plain_kana(chars.code + i, chars.count - i, &used);
  *TM_PUSH(build->arena, &build->names) = (tm_key){code, n, value};
}

static int compare_keys(const void *a, const void *b) {
  const tm_key *x = a, *y = b;
  for (uint32_t i = 0; i < x->length && i < y->length; i++)
    if (x->code[i] != y->code[i]) return x->code[i] < y->code[i] ? -1 : 1;
  if (x->length != y->length) return x->length < y->length ? -1 : 1;
  return x->value < y->value ? -1 : x->value > y->value;
}

static bool same_key(const tm_key *a, const tm_key *b) {
  return a->length == b->length && memcmp(a->code, b->code, a->length * sizeof *a->code) == 0;
}

/* Turns keys into a trie whose values are runs in `runs`; each run begins with its length if `counted`. */
static void build_trie(tm_build *build, tm_keys *keys, bool counted, tm_numbers *runs, void **data, size_t *size) {
  qsort(keys->items, keys->count, sizeof *keys->items, compare_keys);
  TM_VECTOR(tm_trie_key) unique = {0};
  size_t begin = 0;
  for (size_t i = 0; i < keys->count; i++) {
    if (i == 0 || !same_key(&keys->items[i - 1], &keys->items[i])) {
      *TM_PUSH(build->arena, &unique) = (tm_trie_key){keys->items[i].code, keys->items[i].length, (int32_t)runs->count};
      begin = runs->count;
      if (counted) *TM_PUSH(build->arena, runs) = 0;
    } else if ((keys->items[i].value & TM_REF_INDEX) == (keys->items[i - 1].value & TM_REF_INDEX)) {
      continue;
    }
    bool last = true;
    for (size_t j = i + 1; j < keys->count && same_key(&keys->items[j], &keys->items[i]); j++)
      if ((keys->items[j].value & TM_REF_INDEX) != (keys->items[i].value & TM_REF_INDEX)) last = false;
    *TM_PUSH(build->arena, runs) = keys->items[i].value | (last ? TM_REF_LAST : 0);
    if (counted) runs->items[begin]++;
  }
  if (unique.count == 0) { /* a trie is never empty */
    static const uint16_t nothing[] = {0xFFFF};
    *TM_PUSH(build->arena, &unique) = (tm_trie_key){nothing, 1, (int32_t)runs->count};
    *TM_PUSH(build->arena, runs) = TM_REF_LAST;
  }
  tenmatsu_error error = {0};
  if (tm_trie_build(unique.items, unique.count, data, size, &error)) {
    fprintf(stderr, "lexicon: %s\n", error.message);
    tm_table_errors++;
  }
}

/* ---- names ---- */

static const char *const sectors[] = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "OPP", "REB", "PRM", "UAF", "BUS", "JRN",
                                      "CVL", "ELI", "EDU", "LAB", "AGR", "MED", "REL", "SOC", "REF", "CRM", "PRE", "UNK", NULL};

static void check_code(const tm_row *row, const tm_build *build, tm_slice code) {
  static const char *const bodies[] = {"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "WST", "UNK", NULL};
  for (int i = 0; bodies[i]; i++)
    if (tm_slice_is(code, bodies[i])) return;
  for (size_t i = 0; i < build->countries; i++) {
    tm_text_ref ref = build->entries.items[i].code;
    if (ref.length == code.length && memcmp(build->pool.items + ref.at, code.data, code.length) == 0) return;
  }
  tm_table_error(row, "unknown code '%.*s': not in countries.tsv, nor UNO, EUR, IGO, NGO, MNC, IMG", (int)code.length, code.data);
}

static uint32_t add_entry(tm_build *build, tm_entry entry) {
  *TM_PUSH(build->arena, &build->entries) = entry;
  return (uint32_t)build->entries.count - 1;
}

static void add_forms(tm_build *build, tm_slice forms, uint32_t value) {
  tm_slice form[64];
  size_t n = tm_split(forms, form, 64);
  for (size_t i = 0; i < n; i++) build_name(build, form[i], value);
}

static void read_countries(tm_build *build, const char *path) {
  tm_table table = {0};
  tm_table_read(build->arena, path, 9, &table);
  for (size_t i = 0; i < table.rows.count; i++) {
    const tm_row *row = &table.rows.items[i];
    const tm_slice *c = row->column;
    if (c[0].length != 3) tm_table_error(row, "a code has three letters, not '%.*s'", (int)c[0].length, c[0].data);
    tm_entry entry = {.type = TM_ENTRY_COUNTRY, .to = 99999999};
    entry.code = tm_build_text(build, c[0]);
    entry.name = tm_build_text(build, c[1]);
    entry.name_en = tm_build_text(build, c[6]);
    entry.kind = tm_build_text(build, c[7]);
    entry.org = entry.office = tm_build_text(build, TM_LIT(""));
    entry.sector = tm_build_text(build, tm_slice_is(c[0], "EUR") || tm_slice_is(c[0], "WST") ? TM_LIT("") : TM_LIT("GOV"));
    uint32_t at = add_entry(build, entry);
    build_name(build, c[1], at);
    add_forms(build, c[2], at);
    static const uint8_t types[] = {TM_ENTRY_CLIP, TM_ENTRY_CAPITAL, TM_ENTRY_SEAT};
    for (int k = 0; k < 3; k++) {
      if (c[3 + k].length == 0) continue;
      entry.type = types[k];
      add_forms(build, c[3 + k], add_entry(build, entry));
    }
  }
  build->countries = build->entries.count;
}

/* Forms of a person's name: all of it, the last part (プーチン), the last two of three or more. */
static void add_person(tm_build *build, tm_slice name, uint32_t at) {
  build_name(build, name, at);
  tm_slice dot = TM_LIT("・");
  size_t last = 0, before = 0, parts = 0;
  for (size_t i = 0; i + dot.length <= name.length; i++)
    if (memcmp(name.data + i, dot.data, dot.length) == 0) before = last, last = i + dot.length, parts++;
  if (parts >= 1) build_name(build, (tm_slice){name.data + last, name.length - last}, at | TM_REF_SHORT);
  if (parts >= 2) build_name(build, (tm_slice){name.data + before, name.length - before}, at);
}

/* The days from which and to which an entry holds; an empty column leaves that end open. */
static void read_period(const tm_row *row, tm_slice from, tm_slice to, tm_entry *entry) {
  entry->from = tm_table_date(from, 0, 0);
  entry->to = tm_table_date(to, 1, 99999999);
  if (entry->from < 0 || entry->to < 0) tm_table_error(row, "a date is YYYY, YYYY-MM or YYYY-MM-DD");
  else if (entry->from > entry->to) tm_table_error(row, "ends before it begins");
}

static void read_holders(tm_build *build, const char *path) {
  tm_table table = {0};
  tm_table_read(build->arena, path, 10, &table);
  for (size_t i = 0; i < table.rows.count; i++) {
    const tm_row *row = &table.rows.items[i];
    const tm_slice *c = row->column;
    check_code(row, build, c[0]);
    if (c[8].length) tm_table_word(row, c[8], sectors, "sector");
    tm_entry entry = {.type = TM_ENTRY_HOLDER};
    read_period(row, c[6], c[7], &entry);
    entry.code = tm_build_text(build, c[0]);
    entry.org = tm_build_text(build, c[1]);
    entry.office = tm_build_text(build, c[2]);
    entry.name = tm_build_text(build, c[3]);
    entry.name_en = tm_build_text(build, c[5]);
    entry.sector = tm_build_text(build, c[8]);
    entry.kind = tm_build_text(build, TM_LIT("person"));
    uint32_t at = add_entry(build, entry);
    add_person(build, c[3], at);
    tm_slice form[32];
    size_t n = tm_split(c[4], form, 32);
    for (size_t k = 0; k < n; k++) {
      tm_chars chars = tm_chars_read(build->arena, form[k], 0);
      bool dotted = memchr(form[k].data, '\xE3', form[k].length) && chars.count >= 5;
      if (dotted) add_person(build, form[k], at);
      else build_name(build, form[k], at | TM_REF_SHORT);
    }
    tm_build_key(build, &build->offices,
                 tm_slice_of(tm_arena_printf(build->arena, "%.*s%.*s %.*s", (int)c[0].length, c[0].data, (int)c[1].length,
                                             c[1].data, (int)c[2].length, c[2].data)),
                 at);
  }
  build->holders = table.rows.count;
}

static void read_bodies(tm_build *build, const char *path) {
  tm_table table = {0};
  tm_table_read(build->arena, path, 10, &table);
  for (size_t i = 0; i < table.rows.count; i++) {
    const tm_row *row = &table.rows.items[i];
    const tm_slice *c = row->column;
    check_code(row, build, c[0]);
    if (c[2].length) tm_table_word(row, c[2], sectors, "sector");
    tm_entry entry = {.type = TM_ENTRY_BODY};
    read_period(row, c[6], c[7], &entry);
    entry.code = tm_build_text(build, c[0]);
    entry.org = tm_build_text(build, c[1]);
    entry.sector = tm_build_text(build, c[2]);
    entry.name = tm_build_text(build, c[3]);
    entry.name_en = tm_build_text(build, c[5]);
    entry.kind = tm_build_text(build, c[8]);
    entry.office = tm_build_text(build, TM_LIT(""));
    uint32_t at = add_entry(build, entry);
    build_name(build, c[3], at);
    add_forms(build, c[4], at);
  }
  build->bodies = table.rows.count;
}

static void read_roles(tm_build *build, const char *path) {
  static const char *const kinds[] = {"office", "person", "body", "people", "honorific", "prefix", NULL};
  tm_table table = {0};
  tm_table_read(build->arena, path, 5, &table);
  for (size_t i = 0; i < table.rows.count; i++) {
    const tm_row *row = &table.rows.items[i];
    const tm_slice *c = row->column;
    int kind = tm_table_word(row, c[1], kinds, "kind");
    if (c[2].length) tm_table_word(row, c[2], sectors, "sector");
    tm_entry entry = {.type = TM_ENTRY_ROLE, .role = (uint8_t)(kind < 0 ? 0 : kind), .to = 99999999};
    entry.name = tm_build_text(build, c[0]);
    entry.sector = tm_build_text(build, c[2]);
    entry.office = tm_build_text(build, c[3]);
    entry.code = entry.org = entry.name_en = entry.kind = tm_build_text(build, TM_LIT(""));
    build_name(build, c[0], add_entry(build, entry));
  }
  build->roles = table.rows.count;
}

static float read_degrees(const tm_row *row, tm_slice text, float limit) {
  if (text.length == 0) return NAN;
  char *end = NULL, *copy = strndup(text.data, text.length);
  float value = copy ? strtof(copy, &end) : NAN;
  if (copy && (*end || end == copy || value < -limit || value > limit))
    tm_table_error(row, "'%s' is no degrees between -%g and %g", copy, limit, limit);
  free(copy);
  return value;
}

static void read_places(tm_build *build, const char *path) {
  tm_table table = {0};
  tm_table_read(build->arena, path, 7, &table);
  for (size_t i = 0; i < table.rows.count; i++) {
    const tm_row *row = &table.rows.items[i];
    const tm_slice *c = row->column;
    if (c[0].length) check_code(row, build, c[0]);
    tm_entry entry = {.type = TM_ENTRY_PLACE, .to = 99999999};
    entry.code = tm_build_text(build, c[0]);
    entry.name = tm_build_text(build, c[1]);
    entry.kind = tm_build_text(build, c[3]);
    entry.org = entry.office = entry.name_en = entry.sector = tm_build_text(build, TM_LIT(""));
    entry.lat = read_degrees(row, c[4], 90);
    entry.lon = read_degrees(row, c[5], 180);
    uint32_t at = add_entry(build, entry);
    build_name(build, c[1], at);
    add_forms(build, c[2], at);
  }
  build->places = table.rows.count;
}

/* ---- layout ---- */

static tm_row_hint hint_of(const tm_predicate_row *row) {
  bool phrase = row->phrase_case != TM_CASE_NONE;
  int most = tm_row_most(row);
  tm_row_hint hint = {.noun_first = phrase ? row->noun_first : 0, .most = (uint8_t)(most < UINT8_MAX ? most : UINT8_MAX)};
  if (row->where == TM_WHERE_CONTENT) hint.traits |= TM_ROW_CONTENT;
  if (row->where == TM_WHERE_HEADLINE) hint.traits |= TM_ROW_HEADLINE;
  if (row->negated) hint.traits |= TM_ROW_NEGATED;
  if (tm_class_verbal((tm_class)row->class_)) hint.traits |= TM_ROW_VERBAL;
  if (row->sahen) hint.traits |= TM_ROW_SAHEN;
  if (phrase) hint.traits |= TM_ROW_PHRASE;
  return hint;
}

/* Hints for the runs of predicate rows in refs [first, refs->count). */
static tm_row_hint *make_hints(tm_build *build, const tm_numbers *refs, size_t first) {
  tm_row_hint *hints = TM_NEW0(build->arena, tm_row_hint, refs->count - first + 1);
  for (size_t at = first; at < refs->count;) {
    size_t end = at + 1 + refs->items[at];
    for (at++; at < end && at < refs->count; at++)
      hints[at - first] = hint_of(&build->rows.items[refs->items[at] & TM_ROW_INDEX]);
  }
  return hints;
}

static uint32_t place(size_t *at, size_t size) {
  *at = (*at + 15) & ~(size_t)15;
  uint32_t here = (uint32_t)*at;
  *at += size;
  return here;
}

static void lay_out(tm_build *build, tm_section *section) {
  tm_numbers set_runs = {0}, refs = {0};
  void *trie[6];
  size_t size[6];
  build_trie(build, &build->names, false, &refs, &trie[0], &size[0]);
  size_t first = refs.count;
  build_trie(build, &build->predicates, true, &refs, &trie[1], &size[1]);
  tm_row_hint *hints = make_hints(build, &refs, first);
  size_t hint_count = refs.count - first;
  build_trie(build, &build->nouns, false, &set_runs, &trie[2], &size[2]);
  build_trie(build, &build->cue_words, false, &refs, &trie[3], &size[3]);
  build_trie(build, &build->light_verbs, false, &refs, &trie[4], &size[4]);
  build_trie(build, &build->offices, false, &refs, &trie[5], &size[5]);
  if (tm_table_errors) return;
  tm_lexicon_header h = {.version = TM_LEXICON_VERSION};
  h.entries = (uint32_t)build->entries.count;
  h.refs = (uint32_t)refs.count;
  h.rows = (uint32_t)build->rows.count;
  h.hint_first = (uint32_t)first;
  h.hints = (uint32_t)hint_count;
  h.conditions = (uint32_t)build->conditions.count;
  h.cues = (uint32_t)build->cues.count;
  h.lights = (uint32_t)build->lights.count;
  h.sets = (uint32_t)build->set_names.count;
  h.set_ref_count = (uint32_t)set_runs.count;
  size_t at = sizeof h;
  struct {
    uint32_t *where;
    const void *data;
    size_t size;
  } part[] = {{&h.entry_at, build->entries.items, build->entries.count * sizeof(tm_entry)},
              {&h.ref_at, refs.items, refs.count * sizeof(uint32_t)},
              {&h.row_at, build->rows.items, build->rows.count * sizeof(tm_predicate_row)},
              {&h.hint_at, hints, hint_count * sizeof(tm_row_hint)},
              {&h.condition_at, build->conditions.items, build->conditions.count * sizeof(tm_condition)},
              {&h.cue_at, build->cues.items, build->cues.count * sizeof(tm_cue)},
              {&h.light_at, build->lights.items, build->lights.count * sizeof(tm_light)},
              {&h.set_ref_at, set_runs.items, set_runs.count * sizeof(uint32_t)},
              {&h.name_trie_at, trie[0], size[0]},
              {&h.predicate_trie_at, trie[1], size[1]},
              {&h.noun_trie_at, trie[2], size[2]},
              {&h.cue_trie_at, trie[3], size[3]},
              {&h.light_trie_at, trie[4], size[4]},
              {&h.office_trie_at, trie[5], size[5]},
              {&h.pool_at, build->pool.items, build->pool.count}};
  h.name_trie_size = (uint32_t)size[0];
  h.predicate_trie_size = (uint32_t)size[1];
  h.noun_trie_size = (uint32_t)size[2];
  h.cue_trie_size = (uint32_t)size[3];
  h.light_trie_size = (uint32_t)size[4];
  h.office_trie_size = (uint32_t)size[5];
  h.pool_size = (uint32_t)build->pool.count;
  for (size_t i = 0; i < sizeof part / sizeof *part; i++) *part[i].where = place(&at, part[i].size);
  unsigned char *data = calloc(1, at);
  if (!data) longjmp(no_memory, 1);
  memcpy(data, &h, sizeof h);
  for (size_t i = 0; i < sizeof part / sizeof *part; i++)
    if (part[i].size) memcpy(data + *part[i].where, part[i].data, part[i].size);
  *section = (tm_section){.name = "lexicon", .data = data, .size = at};
}

static void print_report(const tm_build *build) {
  size_t per_class[TM_CLASSES] = {0};
  for (size_t i = 0; i < build->rows.count; i++) per_class[build->rows.items[i].class_]++;
  size_t countries = 0;
  for (size_t i = 0; i < build->countries; i++) countries += build->entries.items[i].type == TM_ENTRY_COUNTRY;
  printf("countries and territories %zu\ntenures %zu\nbodies %zu\nroles %zu\nplaces %zu\nforms of names %zu\n", countries,
         build->holders, build->bodies, build->roles, build->places, build->names.count);
  printf("predicates %zu\n", build->rows.count);
  for (int c = 0; c < TM_CLASSES; c++) printf("  %-10s %zu\n", tm_class_name((tm_class)c), per_class[c]);
  printf("cues %zu\nlight verbs %zu\nnoun sets %zu\n", build->cues.count, build->lights.count, build->set_names.count - 1);
}

size_t tm_lexicon_sections(const char *directory, int report, tm_section *section) {
  static tm_arena arena;
  tm_arena_init(&arena);
  arena.no_memory = &no_memory;
  if (setjmp(no_memory)) {
    fprintf(stderr, "lexicon: out of memory\n");
    return 1;
  }
  tm_build *build = TM_NEW0(&arena, tm_build, 1);
  build->arena = &arena;
  *TM_PUSH(&arena, &build->pool) = '\0';
  read_countries(build, tm_arena_printf(&arena, "%s/countries.tsv", directory));
  read_holders(build, tm_arena_printf(&arena, "%s/holders", directory));
  read_bodies(build, tm_arena_printf(&arena, "%s/bodies", directory));
  read_roles(build, tm_arena_printf(&arena, "%s/roles.tsv", directory));
  read_places(build, tm_arena_printf(&arena, "%s/places.tsv", directory));
  tm_build_predicates(build, directory);
  if (build->countries == 0) fprintf(stderr, "%s: no lexicon here\n", directory), tm_table_errors++;
  if (!tm_table_errors) lay_out(build, section);
  if (report && !tm_table_errors) print_report(build);
  return tm_table_errors;
}
