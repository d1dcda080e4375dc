/* train: writes the training sentences with words and tags as the parser finds them, in KNP format, for the other trainers.
 *
 *   train_auto CORPORA_DIR JUMANDIC_DIR OUTPUT PART PARTS PATTERNS
 *
 * PATTERNS must come from train_morph with the same PART and PARTS, so that no sentence is tagged by what was learnt from it.
 * Bunsetsu, heads and names are carried over by their characters: bunsetsu that a found word straddles become one, names whose
 * ends fall within a word are lost. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../tools/parse_sections.h"
#include "corpus.h"
#include "parse/morph.h"

static void put(FILE *file, const uint16_t *code, size_t length) {
  char out[4];
  for (size_t i = 0; i < length; i++) fwrite(out, 1, tm_utf8_put(out, code[i] == ' ' ? 0x3000 : code[i]), file);
}

static void put_morph(FILE *file, const tm_morph_model *model, const tm_gold *g, const tm_morph *m) {
  char name[512], *field[4];
  uint32_t begin = m->tag_id ? model->name_ends[m->tag_id - 1] : 0;
  snprintf(name, sizeof name, "%.*s", (int)(model->name_ends[m->tag_id] - begin), model->names + begin);
  char *p = name;
  for (int i = 0; i < 4; i++) {
    field[i] = p;
    p += strcspn(p, ",");
    if (*p) *p++ = '\0';
  }
  const uint16_t *surface = g->chars.code + m->start;
  size_t length = m->end - m->start;
  put(file, surface, length);
  fputs(" * ", file);
  put(file, surface, length - m->base_cut);
  put(file, m->base_tail, m->base_tail_length);
  fprintf(file, " %s 0 %s 0 %s 0 %s 0 NIL\n", field[0], field[1], field[2], field[3]);
}

/* The gold name that ends at `end`, as KNP writes it. */
static void put_names(FILE *file, const tm_gold *g, const tm_morph *morphs, size_t count) {
  static const char *const kinds[TM_NAME_KINDS] = {"PERSON", "ORGANIZATION", "LOCATION", "ARTIFACT", "DATE",
                                                   "TIME",   "MONEY",        "PERCENT",  "OPTIONAL"};
  const tm_parsed *p = &g->parsed;
  fputs("+ 0D ", file);
  for (size_t i = 0; i < p->name_count; i++) {
    uint32_t start = p->morphs[p->names[i].first].start, end = p->morphs[p->names[i].last - 1].end;
    for (size_t k = 0; k < count; k++)
      if (morphs[k].end == end) {
        fprintf(file, "<NE:%s:", kinds[p->names[i].kind]);
        put(file, g->chars.code + start, end - start);
        fputc('>', file);
      }
  }
  fputc('\n', file);
}

static void put_sentence(FILE *file, const tm_morph_model *model, const tm_gold *g, const tm_morph *morphs, size_t count) {
  const tm_parsed *p = &g->parsed;
  size_t *merged = tm_need(malloc((p->bunsetsu_count + 1) * sizeof *merged)), n = 0;
  for (size_t b = 0, k = 0; b < p->bunsetsu_count; b++) { /* number of the found bunsetsu of each gold one */
    uint32_t start = p->morphs[p->bunsetsu[b].first].start;
    while (k < count && morphs[k].start < start) k++;
    if (b && k < count && morphs[k].start == start) n++;
    merged[b] = n;
  }
  fputs("# S-ID:auto\n", file);
  for (size_t b = 0, k = 0; b < p->bunsetsu_count;) {
    size_t last = b;
    while (last + 1 < p->bunsetsu_count && merged[last + 1] == merged[b]) last++;
    int32_t head = p->bunsetsu[last].head;
    long number = head >= 0 && (size_t)head < p->bunsetsu_count ? (long)merged[head] : -1;
    if (number == (long)merged[b]) number = -1;
    fprintf(file, "* %ld%c\n", number, p->bunsetsu[last].link);
    uint32_t end = p->morphs[p->bunsetsu[last].last - 1].end;
    size_t first = k;
    while (k < count && morphs[k].start < end) k++;
    put_names(file, g, morphs + first, k - first);
    for (size_t i = first; i < k; i++) put_morph(file, model, g, &morphs[i]);
    b = last + 1;
  }
  fputs("EOS\n", file);
  free(merged);
}

int main(int count, char **arguments) {
  if (count != 7) {
    fprintf(stderr, "usage: train_auto CORPORA_DIR JUMANDIC_DIR OUTPUT PART PARTS PATTERNS\n");
    return 2;
  }
  static tm_training training;
  tm_training_read(&training, arguments[1], arguments[2]);
  tm_section section;
  tenmatsu_error error;
  tm_morph_model model;
  if (tm_morph_section(arguments[6], arguments[2], &section, &error) != TENMATSU_OK ||
      tm_morph_view(&model, section.data, section.size, &error) != TENMATSU_OK) {
    fprintf(stderr, "%s:%llu: %s\n", error.source, (unsigned long long)error.line, error.message);
    return 1;
  }
  jmp_buf no_memory;
  tm_arena arena;
  tm_arena_init(&arena);
  arena.no_memory = &no_memory;
  if (setjmp(no_memory)) tm_need(NULL);
  size_t part = strtoul(arguments[4], NULL, 10), parts = strtoul(arguments[5], NULL, 10);
  FILE *file = fopen(arguments[3], part == 0 ? "wb" : "ab");
  if (!file) {
    perror(arguments[3]);
    return 1;
  }
  for (size_t i = 0; i < training.train.count; i++) {
    if (tm_part_of(i, parts) != part) continue;
    const tm_gold *g = &training.train.items[i];
    size_t found;
    const tm_morph *morphs = tm_morph_run(&model, &arena, &g->chars, &found);
    put_sentence(file, &model, g, morphs, found);
    tm_arena_rewind(&arena);
  }
  if (fclose(file) != 0) {
    perror(arguments[3]);
    return 1;
  }
  return 0;
}
