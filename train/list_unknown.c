/* train: what the lexicon does not know; one a line with its count, most frequent first: `make unknown-verbs`, `make
 * unknown-names`.
 *
 *   list_unknown verbs|names IMAGE FILE
 *
 * FILE: a line a report, headline TAB text. verbs: predicates in dictionary form after each of their nouns in ヲ, ニ and ト
 * (`懸念を 示す`), or alone; counted are those whose subject, told in the sentence, acts in politics. names: persons,
 * organisations and locations, as the parser sees them, that are of no country or body that we know. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "code/events.h"
#include "coder.h"
#include "corpus.h"

typedef struct line {
  char *text;
  size_t count;
} line;

typedef struct lines {
  line *items;
  size_t count, capacity;
} lines;

static void note(lines *all, const char *text) {
  if (all->count == all->capacity) {
    all->capacity = all->capacity ? all->capacity * 2 : 4096;
    all->items = tm_need(realloc(all->items, all->capacity * sizeof *all->items));
  }
  all->items[all->count++] = (line){tm_need(strdup(text)), 1};
}

static size_t put(char *out, size_t room, const uint16_t *code, size_t length) {
  size_t at = 0;
  for (size_t i = 0; i < length && at + 4 < room; i++) at += tm_utf8_put(out + at, code[i]);
  out[at] = '\0';
  return at;
}

static bool political(const tm_reading *reading, const tm_parties *parties) {
  static const char *const sectors[] = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "OPP", "REB", "PRM", "UAF", NULL};
  for (size_t i = 0; i < parties->count; i++) {
    const tm_actor *a = tm_scene_actor(reading->scene, parties->actor[i]);
    if (a->org.length || tm_slice_is(a->code, "UNO") || tm_slice_is(a->code, "EUR")) return true;
    for (int s = 0; sectors[s]; s++)
      if (tm_slice_is(a->sector, sectors[s])) return true;
  }
  return false;
}

static void watch_verbs(void *context, const tm_reading *reading) {
  static const struct {
    tm_case case_;
    const char *mark;
  } cases[] = {{TM_CASE_WO, "を"}, {TM_CASE_NI, "に"}, {TM_CASE_TO, "と"}};
  lines *all = context;
  for (size_t i = 0; i < reading->clauses.predicate_count; i++) {
    const tm_predicate *p = &reading->clauses.predicates[i];
    tm_parties subject = {0};
    bool blocked = false;
    if (tm_matched(reading, p) || p->kind == TM_PREDICATE_ADJECTIVE) continue;
    if (!tm_subject_actors(reading, p, true, &subject, &blocked) || !political(reading, &subject)) continue;
    char base[128], text[512];
    put(base, sizeof base, p->base, p->base_length);
    if (p->kind == TM_PREDICATE_SAHEN) strcat(base, "する");
    bool alone = true;
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
      int32_t filler[TM_FILLERS];
      size_t n = tm_clauses_fillers(&reading->clauses, p, cases[c].case_, filler), length;
      for (size_t k = 0; k < n && k < 1; k++) {
        if (reading->mention_in[filler[k]] >= 0 && cases[c].case_ != TM_CASE_WO) continue;
        const uint16_t *head = tm_head_noun(reading, filler[k], &length);
        size_t at = put(text, 200, length > 8 ? head + length - 8 : head, length > 8 ? 8 : length);
        snprintf(text + at, sizeof text - at, "%s %s%s", cases[c].mark, p->passive ? "(passive) " : "", base);
        note(all, text);
        alone = false;
      }
    }
    if (alone) {
      snprintf(text, sizeof text, "%s%s", p->passive ? "(passive) " : "", base);
      note(all, text);
    }
  }
}

static void watch_names(void *context, const tm_reading *reading) {
  static const char *const kinds[] = {"PERSON", "ORGANIZATION", "LOCATION"};
  lines *all = context;
  for (size_t i = 0; i < reading->parsed.name_count; i++) {
    const tm_name *name = &reading->parsed.names[i];
    if (name->kind > TM_NAME_LOCATION) continue;
    const tm_morph *first = &reading->parsed.morphs[name->first], *last = &reading->parsed.morphs[name->last - 1];
    bool known = false;
    for (size_t m = 0; m < reading->mentions.count && !known; m++) {
      const tm_mention *x = &reading->mentions.items[m];
      known = x->start < last->end && first->start < x->end &&
              !tm_slice_is(tm_scene_actor(reading->scene, x->actors[0])->code, "UNK");
    }
    if (known) continue;
    char text[256];
    size_t at = (size_t)snprintf(text, sizeof text, "%s\t", kinds[name->kind]);
    put(text + at, sizeof text - at, reading->parsed.chars->code + first->start, last->end - first->start);
    note(all, text);
  }
}

static int by_text(const void *a, const void *b) { return strcmp(((const line *)a)->text, ((const line *)b)->text); }

static int by_count(const void *a, const void *b) {
  const line *x = a, *y = b;
  return x->count != y->count ? (x->count < y->count ? 1 : -1) : strcmp(x->text, y->text);
}

int main(int count, char **arguments) {
  static bool names;
  names = count > 1 && !strcmp(arguments[1], "names");
  if (count != 4 || (!names && strcmp(arguments[1], "verbs") != 0)) {
    fprintf(stderr, "usage: list_unknown verbs|names IMAGE FILE\n");
    return 2;
  }
  static tm_rules_coder coder;
  tm_rules_coder_open(&coder, arguments[2]);
  FILE *file = fopen(arguments[3], "r");
  if (!file) {
    fprintf(stderr, "%s: cannot be opened\n", arguments[3]);
    return 1;
  }
  static jmp_buf no_memory;
  coder.arena.no_memory = coder.scratch.no_memory = &no_memory;
  if (setjmp(no_memory)) tm_need(NULL);
  static lines all;
  coder.coding.watch = names ? watch_names : watch_verbs;
  coder.coding.context = &all;
  char *text = NULL;
  size_t room = 0;
  for (ssize_t n; (n = getline(&text, &room, file)) > 0;) {
    char *tab = strchr(text, '\t');
    if (tab) *tab = '\n';
    tenmatsu_article article = {.text = {text, (size_t)n}};
    tm_arena_rewind(&coder.arena);
    tm_article_code(&coder.arena, &coder.scratch, &coder.coding, &article);
  }
  qsort(all.items, all.count, sizeof *all.items, by_text);
  size_t kept = 0;
  for (size_t i = 0; i < all.count; i++) {
    if (kept && !strcmp(all.items[kept - 1].text, all.items[i].text)) all.items[kept - 1].count++;
    else all.items[kept++] = all.items[i];
  }
  qsort(all.items, kept, sizeof *all.items, by_count);
  for (size_t i = 0; i < kept && all.items[i].count > 1; i++) printf("%zu\t%s\n", all.items[i].count, all.items[i].text);
  return 0;
}
