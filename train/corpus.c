/* train: see corpus.h. KNP format: `*` begins a bunsetsu ("* 3D"), `+` a basic phrase (with <NE:KIND:string>), other lines are
 * morphemes "surface reading base pos posid sub subid class classid form formid ...", `EOS` ends a sentence. */
#include "corpus.h"

#include "parse/bunsetsu.h"
#include "parse/features.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *tm_need(void *memory) {
  if (!memory) {
    fprintf(stderr, "out of memory\n");
    exit(2);
  }
  return memory;
}

enum { SENTENCES = 9, LINE = 1 << 16, MAX_MORPHS = 4096, MAX_CHARS = 1 << 16 };

/* The sentence being read. */
typedef struct reading {
  uint16_t code[MAX_CHARS];
  size_t char_count;
  tm_morph morphs[MAX_MORPHS];
  size_t morph_count;
  tm_bunsetsu bunsetsu[MAX_MORPHS];
  size_t bunsetsu_count;
  tm_name names[MAX_MORPHS];
  size_t name_count;
  char pending[LINE]; /* names and relations of the basic phrase being read */
  size_t phrase;      /* its first morpheme */
  bool begun;         /* a basic phrase is being read */
  struct {
    char id[64];
    uint32_t ends[MAX_MORPHS]; /* of each basic phrase: its content morpheme */
    size_t count;
  } sentence[SENTENCES]; /* this one first, then those before */
  struct {
    uint8_t kind;
    uint32_t head, target; /* basic phrases */
    char id[64];
  } told[MAX_MORPHS];
  size_t told_count;
} reading;

static const char *const kinds[TM_NAME_KINDS] = {"PERSON", "ORGANIZATION", "LOCATION", "ARTIFACT", "DATE",
                                                 "TIME",   "MONEY",        "PERCENT",  "OPTIONAL"};

/* Finds a name's last morpheme within the basic phrase [phrase, morph_count) such that what ends there reads `text`. */
static void add_name(reading *r, uint8_t kind, const char *text, size_t bytes) {
  size_t length;
  const uint16_t *code = tm_juman_fold(text, bytes, &length);
  for (size_t last = r->morph_count; last > r->phrase; last--) {
    uint32_t end = r->morphs[last - 1].end;
    if (length == 0 || end < length || memcmp(r->code + end - length, code, length * sizeof *code) != 0) continue;
    size_t first = last;
    while (first > 0 && r->morphs[first - 1].start >= end - length) first--;
    if (first == last || r->morphs[first].start != end - length) continue;
    for (size_t i = 0; i < r->name_count; i++)
      if (r->names[i].last > first && r->names[i].first < last) return;
    r->names[r->name_count++] = (tm_name){(uint32_t)first, (uint32_t)last, kind};
    return;
  }
}

static bool attribute(const char *tag, const char *end, const char *name, char *out, size_t room) {
  const char *at = strstr(tag, name);
  if (!at || at > end) return false;
  at += strlen(name);
  const char *close = strchr(at, '"');
  if (!close || close > end || (size_t)(close - at) >= room) return false;
  memcpy(out, at, (size_t)(close - at));
  out[close - at] = '\0';
  return true;
}

/* <rel type="ガ" target="米国" sid="..." id="3"/> of the basic phrase that ends here. */
static void read_relations(reading *r) {
  static const char *const kinds_of_relation[TM_REL_KINDS] = {"ガ", "ヲ", "ニ", "ト", "デ", "カラ", "マデ", "="};
  for (const char *p = r->pending; (p = strstr(p, "<rel ")); p++) {
    const char *end = strchr(p, '>');
    char type[64], id[16], sid[64], mode[16];
    if (!end || !attribute(p, end, "type=\"", type, sizeof type) || !attribute(p, end, " id=\"", id, sizeof id) ||
        !attribute(p, end, "sid=\"", sid, sizeof sid) || r->told_count == MAX_MORPHS)
      continue;
    if (attribute(p, end, "mode=\"", mode, sizeof mode) && strcmp(mode, "AND") != 0) continue;
    for (int k = 0; k < TM_REL_KINDS; k++) {
      if (strcmp(type, kinds_of_relation[k]) != 0) continue;
      r->told[r->told_count].kind = (uint8_t)k;
      r->told[r->told_count].head = (uint32_t)r->sentence[0].count;
      r->told[r->told_count].target = (uint32_t)strtoul(id, NULL, 10);
      strcpy(r->told[r->told_count++].id, sid);
    }
  }
}

/* The last morpheme of a basic phrase that is a word, not a particle or mark. */
static uint32_t content_of(const reading *r) {
  size_t i = r->morph_count;
  while (i > r->phrase + 1 && (r->morphs[i - 1].tag.pos == TM_POS_PARTICLE || r->morphs[i - 1].tag.pos == TM_POS_SPECIAL ||
                               r->morphs[i - 1].tag.pos == TM_POS_COPULA || r->morphs[i - 1].tag.pos == TM_POS_AUXILIARY))
    i--;
  return (uint32_t)i - 1;
}

static void end_phrase(reading *r) {
  if (r->begun && r->morph_count > r->phrase) {
    read_relations(r);
    r->sentence[0].ends[r->sentence[0].count++] = content_of(r);
  }
  r->begun = false;
  const char *p = r->pending;
  while ((p = strstr(p, "<NE:"))) {
    p += 4;
    for (int k = 0; k < TM_NAME_KINDS; k++) {
      size_t n = strlen(kinds[k]);
      if (strncmp(p, kinds[k], n) != 0 || p[n] != ':') continue;
      const char *text = p + n + 1, *close = strchr(text, '>');
      if (close) add_name(r, (uint8_t)k, text, (size_t)(close - text));
      break;
    }
  }
  r->pending[0] = '\0';
  r->phrase = r->morph_count;
}

static void read_morph(reading *r, char *line, tm_tag_table *tags, const tm_categories *categories) {
  char *field[11], *p = line;
  size_t n = 0;
  while (n < 11 && p) {
    field[n++] = p;
    p = strchr(*p == ' ' ? p + 1 : p, ' ');
    if (p) *p++ = '\0';
  }
  if (n < 10 || r->morph_count == MAX_MORPHS || strlen(field[0]) + r->char_count >= MAX_CHARS) {
    fprintf(stderr, "bad morpheme line\n");
    exit(2);
  }
  tm_morph *m = &r->morphs[r->morph_count++];
  size_t length, base_length;
  const uint16_t *surface = tm_juman_fold(field[0], strlen(field[0]), &length);
  const uint16_t *base = tm_juman_fold(field[2], strlen(field[2]), &base_length);
  *m = (tm_morph){.start = (uint32_t)r->char_count, .known = 1};
  memcpy(r->code + r->char_count, surface, length * sizeof *surface);
  r->char_count += length;
  m->end = (uint32_t)r->char_count;
  m->tag_id = tm_tag_enter(tags, field[3], field[5], field[7], field[9]);
  m->tag = tags->tags[m->tag_id];
  if (categories) m->category = tm_category_of(categories, surface, length, m->tag.pos, NULL);
  tm_juman_base(surface, length, base, base_length, &m->base_cut, &m->base_tail, &m->base_tail_length);
}

static void *copy(const void *items, size_t size) {
  void *p = tm_need(malloc(size + 1));
  memcpy(p, items, size);
  return p;
}

static int compare_names(const void *a, const void *b) {
  const tm_name *x = a, *y = b;
  return (x->first > y->first) - (x->first < y->first);
}

/* The relations of the sentence whose targets are at hand, with morphemes for basic phrases. */
static const tm_relation_mark *relations_of(reading *r, size_t *count) {
  tm_relation_mark *marks = tm_need(malloc((r->told_count + 1) * sizeof *marks));
  *count = 0;
  for (size_t i = 0; i < r->told_count; i++)
    for (int back = 0; back < SENTENCES; back++) {
      if (strcmp(r->sentence[back].id, r->told[i].id) != 0 || r->told[i].target >= r->sentence[back].count) continue;
      marks[(*count)++] = (tm_relation_mark){r->told[i].kind, (uint8_t)back, r->sentence[0].ends[r->told[i].head],
                                             r->sentence[back].ends[r->told[i].target]};
      break;
    }
  return marks;
}

static void end_sentence(reading *r, tm_corpus *corpus) {
  end_phrase(r);
  if (r->bunsetsu_count) r->bunsetsu[r->bunsetsu_count - 1].last = (uint32_t)r->morph_count;
  qsort(r->names, r->name_count, sizeof *r->names, compare_names);
  if (r->morph_count) {
    if (corpus->count == corpus->capacity) {
      corpus->capacity = corpus->capacity ? corpus->capacity * 2 : 1 << 14;
      corpus->items = tm_need(realloc(corpus->items, corpus->capacity * sizeof *corpus->items));
    }
    tm_gold *g = &corpus->items[corpus->count++];
    r->code[r->char_count] = 0;
    *g = (tm_gold){.chars = {.count = r->char_count, .code = copy(r->code, (r->char_count + 1) * sizeof *r->code)}};
    g->parsed = (tm_parsed){.morphs = copy(r->morphs, r->morph_count * sizeof *r->morphs),
                            .morph_count = r->morph_count,
                            .bunsetsu = copy(r->bunsetsu, r->bunsetsu_count * sizeof *r->bunsetsu),
                            .bunsetsu_count = r->bunsetsu_count,
                            .names = copy(r->names, r->name_count * sizeof *r->names),
                            .name_count = r->name_count};
    g->relations = relations_of(r, &g->relation_count);
  }
  memmove(&r->sentence[1], &r->sentence[0], (SENTENCES - 1) * sizeof r->sentence[0]);
  r->sentence[0].count = 0;
  r->sentence[0].id[0] = '\0';
  r->told_count = 0;
  r->char_count = r->morph_count = r->bunsetsu_count = r->name_count = r->phrase = 0;
}

static void begin_bunsetsu(reading *r, const char *line) {
  end_phrase(r);
  if (r->bunsetsu_count) r->bunsetsu[r->bunsetsu_count - 1].last = (uint32_t)r->morph_count;
  char *letter;
  long head = strtol(line + 1, &letter, 10);
  r->bunsetsu[r->bunsetsu_count++] =
      (tm_bunsetsu){.first = (uint32_t)r->morph_count, .head = (int32_t)head, .link = (uint8_t)*letter};
}

tenmatsu_status tm_corpus_read(tm_corpus *corpus, const char *path, tm_tag_table *tags, const tm_categories *categories,
                               tenmatsu_error *error) {
  FILE *file = fopen(path, "rb");
  if (!file) return tm_fail(error, TENMATSU_IO, path, 0, 0, "cannot open corpus: %s", strerror(errno));
  reading *r = tm_need(calloc(1, sizeof *r));
  char *line = tm_need(malloc(LINE));
  while (fgets(line, LINE, file)) {
    line[strcspn(line, "\n")] = '\0';
    if (line[0] == '#' && line[1] == ' ' && strncmp(line, "# S-ID", 6) == 0) {
      snprintf(r->sentence[0].id, sizeof r->sentence[0].id, "%.*s", (int)strcspn(line + 7, " "), line + 7);
      continue;
    }
    if (strcmp(line, "EOS") == 0) {
      end_sentence(r, corpus);
    } else if (line[0] == '*' && line[1] == ' ' && strchr("-0123456789", line[2]) && line[2]) {
      begin_bunsetsu(r, line);
    } else if (line[0] == '+' && line[1] == ' ' && strchr("-0123456789", line[2]) && line[2]) {
      end_phrase(r);
      snprintf(r->pending, sizeof r->pending, "%s", line);
      r->begun = true;
    } else {
      read_morph(r, line, tags, categories);
    }
  }
  fclose(file);
  free(line);
  free(r);
  return TENMATSU_OK;
}

const tm_word *tm_gold_clauses(const tm_gold *gold, tm_arena *arena, tm_parsed *parsed, tm_clauses *clauses) {
  const tm_word *words = tm_words_read(arena, &gold->chars, gold->parsed.morphs, gold->parsed.morph_count);
  tm_bunsetsu *bunsetsu = TM_NEW(arena, tm_bunsetsu, gold->parsed.bunsetsu_count + 1);
  *parsed = gold->parsed;
  for (size_t i = 0; i < parsed->bunsetsu_count; i++) {
    bunsetsu[i] = gold->parsed.bunsetsu[i];
    if (bunsetsu[i].head <= (int32_t)i) bunsetsu[i].head = i + 1 < parsed->bunsetsu_count ? (int32_t)i + 1 : -1; /* inverted */
    bunsetsu[i].content = tm_bunsetsu_content(parsed->morphs, bunsetsu[i].first, bunsetsu[i].last);
  }
  parsed->chars = &gold->chars;
  parsed->words = words;
  parsed->bunsetsu = bunsetsu;
  tm_clauses_find(arena, parsed, clauses);
  return words;
}

static bool holds(const tm_gold *gold, uint32_t bunsetsu, uint32_t morph) {
  return gold->parsed.bunsetsu[bunsetsu].first <= morph && morph < gold->parsed.bunsetsu[bunsetsu].last;
}

bool tm_gold_has_arguments(const tm_gold *gold, uint32_t bunsetsu) {
  for (size_t i = 0; i < gold->relation_count; i++)
    if (gold->relations[i].kind != TM_REL_SAME && holds(gold, bunsetsu, gold->relations[i].head)) return true;
  return false;
}

bool tm_gold_fills(const tm_gold *gold, uint32_t bunsetsu, uint32_t filler, int kind) {
  for (size_t i = 0; i < gold->relation_count; i++) {
    const tm_relation_mark *r = &gold->relations[i];
    if (r->kind == kind && !r->away && holds(gold, bunsetsu, r->head) && holds(gold, filler, r->target)) return true;
  }
  return false;
}

static void read_or_exit(tm_training *t, tm_corpus *corpus, const char *folder, const char *name) {
  char path[4096];
  tenmatsu_error error;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  if (tm_corpus_read(corpus, path, &t->tags, t->categories, &error) != TENMATSU_OK) {
    fprintf(stderr, "%s: %s\n", error.source, error.message);
    exit(1);
  }
}

void tm_training_read(tm_training *training, const char *corpora, const char *jumandic) {
  tenmatsu_error error;
  *training = (tm_training){0};
  if (tm_juman_read(&training->dictionary, &training->tags, jumandic, &error) != TENMATSU_OK) {
    fprintf(stderr, "%s: %s\n", error.source, error.message);
    exit(1);
  }
  training->categories = tm_categories_new(&training->dictionary, &training->tags);
  read_or_exit(training, &training->train, corpora, "kwdlc.train.knp");
  read_or_exit(training, &training->train, corpora, "wac.train.knp");
  read_or_exit(training, &training->kwdlc_dev, corpora, "kwdlc.dev.knp");
  read_or_exit(training, &training->wac_dev, corpora, "wac.dev.knp");
}

void tm_training_add(tm_training *training, const char *path) {
  tenmatsu_error error;
  if (tm_corpus_read(&training->train, path, &training->tags, training->categories, &error) == TENMATSU_OK) return;
  fprintf(stderr, "%s: %s\n", error.source, error.message);
  exit(1);
}
