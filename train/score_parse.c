/* train: scores the parser of an engine image on the corpora's dev splits; one figure a line, `name value`.
 *
 *   score_parse IMAGE CORPORA_DIR JUMANDIC_DIR [FILE]
 *
 * With FILE, a corpus in KNP format, only that is scored.
 *
 * word: spans; word_pos: spans with part of speech and subclass; bunsetsu: spans, from gold words and from text; head: share of
 * right heads given gold bunsetsu, all but the last of each sentence; edge: F1 of (bunsetsu, head) span pairs from text; name:
 * F1 of (span, kind) from gold words without and with OPTIONAL, and from text; argument: F1 of (target, case, filler) from gold
 * bunsetsu and heads, for ガ to マデ together and apart by how the filler stands: marked by the case's own particle beside the
 * word, beside it under は or in a relative clause, elsewhere in the sentence, in another sentence (never found). Percent. Times are microseconds a sentence. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "corpus.h"
#include "parse/argument.h"
#include "parse/bunsetsu.h"
#include "parse/depend.h"
#include "parse/morph.h"
#include "parse/name.h"

typedef struct f1 {
  size_t gold, found, right;
} f1;

static double percent(const f1 *f) {
  return f->gold + f->found ? 200.0 * (double)f->right / (double)(f->gold + f->found) : 100.0;
}

typedef struct models {
  tm_morph_model morph;
  tm_linear bunsetsu, name, argument;
  tm_depend_model depend;
  tm_parser *parser;
} models;

static void or_exit(tenmatsu_status status, const tenmatsu_error *error) {
  if (status == TENMATSU_OK) return;
  fprintf(stderr, "%s: %s\n", error->source, error->message);
  exit(1);
}

static void open_models(models *m, const tm_image *image) {
  tenmatsu_error e;
  const void *data;
  size_t size;
  or_exit(tm_image_section(image, "morph", &data, &size, &e), &e);
  or_exit(tm_morph_view(&m->morph, data, size, &e), &e);
  or_exit(tm_image_section(image, "bunsetsu", &data, &size, &e), &e);
  or_exit(tm_linear_view(&m->bunsetsu, "bunsetsu", TM_BUNSETSU_HIDDEN, 1, data, size, &e), &e);
  or_exit(tm_image_section(image, "depend", &data, &size, &e), &e);
  or_exit(tm_depend_view(&m->depend, data, size, &e), &e);
  or_exit(tm_image_section(image, "name", &data, &size, &e), &e);
  or_exit(tm_linear_view(&m->name, "name", TM_NAME_WIDTH, 1, data, size, &e), &e);
  or_exit(tm_image_section(image, "argument", &data, &size, &e), &e);
  or_exit(tm_linear_view(&m->argument, "argument", TM_ARGUMENT_CASES, 1, data, size, &e), &e);
  or_exit(tm_parser_open(&m->parser, image, &e), &e);
}

static void score_words(const tm_parsed *gold, const tm_parsed *found, f1 *word, f1 *word_pos) {
  word->gold += gold->morph_count;
  word->found += found->morph_count;
  word_pos->gold += gold->morph_count;
  word_pos->found += found->morph_count;
  for (size_t i = 0, k = 0; i < gold->morph_count && k < found->morph_count;) {
    const tm_morph *g = &gold->morphs[i], *m = &found->morphs[k];
    if (g->start == m->start && g->end == m->end) {
      word->right++;
      word_pos->right += g->tag.pos == m->tag.pos && g->tag.sub == m->tag.sub;
    }
    if (g->end <= m->end) i++;
    if (m->end <= g->end) k++;
  }
}

typedef struct span {
  uint32_t start, end;
} span;

static span span_of(const tm_morph *morphs, const tm_bunsetsu *b) {
  return (span){morphs[b->first].start, morphs[b->last - 1].end};
}
static bool same_span(span a, span b) { return a.start == b.start && a.end == b.end; }

static void score_bunsetsu(const tm_morph *gold_morphs, const tm_bunsetsu *gold, size_t gold_count, const tm_morph *morphs,
                           const tm_bunsetsu *found, size_t count, f1 *bunsetsu, f1 *edge) {
  bunsetsu->gold += gold_count;
  bunsetsu->found += count;
  edge->gold += gold_count - 1;
  edge->found += count - 1;
  for (size_t i = 0, k = 0; i < gold_count && k < count;) {
    span g = span_of(gold_morphs, &gold[i]), f = span_of(morphs, &found[k]);
    if (same_span(g, f)) {
      bunsetsu->right++;
      if (gold[i].head >= 0 && found[k].head >= 0)
        edge->right += same_span(span_of(gold_morphs, &gold[gold[i].head]), span_of(morphs, &found[found[k].head]));
    }
    if (g.end <= f.end) i++;
    if (f.end <= g.end) k++;
  }
}

static void score_names(const tm_morph *gold_morphs, const tm_name *gold, size_t gold_count, const tm_morph *morphs,
                        const tm_name *found, size_t count, bool optional, f1 *name) {
  for (size_t i = 0; i < gold_count; i++) name->gold += optional || gold[i].kind != TM_NAME_OPTIONAL;
  for (size_t k = 0; k < count; k++) {
    if (!optional && found[k].kind == TM_NAME_OPTIONAL) continue;
    name->found++;
    for (size_t i = 0; i < gold_count; i++)
      name->right += gold[i].kind == found[k].kind && gold_morphs[gold[i].first].start == morphs[found[k].first].start &&
                     gold_morphs[gold[i].last - 1].end == morphs[found[k].last - 1].end;
  }
}

/* How a filler stands to its target. */
typedef enum standing { MARKED, BESIDE, ELSEWHERE, AWAY, STANDINGS } standing;

static standing standing_of(const tm_clauses *clauses, uint32_t target, uint32_t filler, int case_) {
  static const uint8_t marks[] = {TM_CASE_GA, TM_CASE_WO, TM_CASE_NI, TM_CASE_TO, TM_CASE_DE, TM_CASE_KARA, TM_CASE_MADE};
  const tm_phrase *phrases = clauses->phrases;
  bool child = phrases[filler].head == (int32_t)target;
  if (child && phrases[filler].case_ == marks[case_]) return MARKED;
  int32_t index = phrases[target].predicate;
  bool modified = index >= 0 && clauses->predicates[index].noun == (int32_t)filler;
  return child || modified || phrases[target].head == (int32_t)filler ? BESIDE : ELSEWHERE;
}

static void score_arguments(const tm_linear *model, tm_arena *arena, const tm_gold *g, f1 *by_standing, f1 *all) {
  tm_parsed parsed;
  tm_clauses clauses;
  tm_arguments arguments;
  const tm_word *words = tm_gold_clauses(g, arena, &parsed, &clauses);
  tm_arguments_begin(model, arena, &clauses, words, &arguments);
  for (uint32_t b = 0; b < parsed.bunsetsu_count; b++) {
    const tm_target *t = tm_gold_has_arguments(g, b) ? tm_arguments_of(&arguments, b) : NULL;
    if (!t) continue;
    for (int c = 0; c <= TM_ARGUMENT_MADE; c++) {
      bool here = false, away = false;
      standing where = AWAY;
      for (uint32_t a = 0; a < parsed.bunsetsu_count; a++) {
        if (a == b || !tm_gold_fills(g, b, a, c)) continue;
        standing s = standing_of(&clauses, b, a, c);
        here = true;
        where = s < where ? s : where;
      }
      for (size_t r = 0; r < g->relation_count; r++)
        away = away || (g->relations[r].kind == c && g->relations[r].away && parsed.bunsetsu[b].first <= g->relations[r].head &&
                        g->relations[r].head < parsed.bunsetsu[b].last);
      if (here || away) by_standing[here ? where : AWAY].gold++, all->gold++;
      int32_t found = t->filler[c];
      if (found < 0) continue;
      standing s = standing_of(&clauses, b, (uint32_t)found, c);
      bool right = tm_gold_fills(g, b, (uint32_t)found, c);
      by_standing[s].found++, all->found++;
      if (right) by_standing[where].right++, all->right++;
    }
  }
}

typedef struct scores {
  f1 word, word_pos, bunsetsu, bunsetsu_raw, head_gold, head, edge, unused, name, name_all, name_raw;
  size_t link_right;
  f1 argument[STANDINGS], arguments;
  f1 kind[TM_NAME_KINDS];
} scores;

static void score_sentence(const models *m, tm_arena *arena, const tm_gold *g, scores *s) {
  const tm_parsed *p = &g->parsed;
  tm_parsed found;
  tm_parse(m->parser, arena, &g->chars, &found);
  score_words(p, &found, &s->word, &s->word_pos);
  score_bunsetsu(p->morphs, p->bunsetsu, p->bunsetsu_count, found.morphs, found.bunsetsu, found.bunsetsu_count, &s->bunsetsu_raw,
                 &s->edge);
  score_names(p->morphs, p->names, p->name_count, found.morphs, found.names, found.name_count, false, &s->name_raw);
  const tm_word *words = tm_words_read(arena, &g->chars, p->morphs, p->morph_count);
  size_t count;
  tm_bunsetsu *b = tm_bunsetsu_run(&m->bunsetsu, arena, p->morphs, words, p->morph_count, &count);
  score_bunsetsu(p->morphs, p->bunsetsu, p->bunsetsu_count, p->morphs, b, count, &s->bunsetsu, &s->unused);
  tm_bunsetsu *gold = TM_NEW(arena, tm_bunsetsu, p->bunsetsu_count);
  for (size_t i = 0; i < p->bunsetsu_count; i++) {
    gold[i] = p->bunsetsu[i];
    gold[i].content = tm_bunsetsu_content(p->morphs, gold[i].first, gold[i].last);
    gold[i].head = -1;
    gold[i].link = TM_LINK_DEPENDS;
  }
  tm_depend_run(&m->depend, arena, p->morphs, words, gold, p->bunsetsu_count);
  for (size_t i = 0; i + 1 < p->bunsetsu_count; i++) {
    s->head.gold++;
    s->head.right += gold[i].head == p->bunsetsu[i].head;
    s->link_right += gold[i].head == p->bunsetsu[i].head && gold[i].link == p->bunsetsu[i].link;
  }
  tm_name *names = tm_name_run(&m->name, arena, words, p->morph_count, &count);
  score_names(p->morphs, p->names, p->name_count, p->morphs, names, count, false, &s->name);
  score_names(p->morphs, p->names, p->name_count, p->morphs, names, count, true, &s->name_all);
  score_arguments(&m->argument, arena, g, s->argument, &s->arguments);
  for (size_t i = 0; i < p->name_count; i++) s->kind[p->names[i].kind].gold++;
  for (size_t k = 0; k < count; k++) s->kind[names[k].kind].found++;
  tm_arena_rewind(arena);
}

static void print_arguments(const scores *s, const char *name) {
  static const char *const standings[] = {"marked", "dependent", "omitted", "away"};
  printf("%s_argument %.2f\n", name, percent(&s->arguments));
  for (int k = 0; k < STANDINGS; k++) printf("%s_argument_%s %.2f\n", name, standings[k], percent(&s->argument[k]));
}

static void score(const models *m, tm_arena *arena, const tm_corpus *corpus, const char *name) {
  scores s = {0};
  for (size_t i = 0; i < corpus->count; i++) score_sentence(m, arena, &corpus->items[i], &s);
  printf("%s_word %.2f\n%s_word_pos %.2f\n", name, percent(&s.word), name, percent(&s.word_pos));
  printf("%s_bunsetsu %.2f\n%s_bunsetsu_raw %.2f\n", name, percent(&s.bunsetsu), name, percent(&s.bunsetsu_raw));
  printf("%s_head %.2f\n%s_head_link %.2f\n", name, 100.0 * (double)s.head.right / (double)s.head.gold, name,
         100.0 * (double)s.link_right / (double)s.head.gold);
  printf("%s_edge_raw %.2f\n", name, percent(&s.edge));
  printf("%s_name %.2f\n%s_name_all %.2f\n%s_name_raw %.2f\n", name, percent(&s.name), name, percent(&s.name_all), name,
         percent(&s.name_raw));
  print_arguments(&s, name);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

/* Best of several passes: words alone, then words, bunsetsu, heads and names one after the other. */
static void measure(const models *m, tm_arena *arena, const tm_corpus *corpus, const char *name) {
  double best[2] = {1e18, 1e18};
  size_t chars = 0;
  for (size_t i = 0; i < corpus->count; i++) chars += corpus->items[i].chars.count;
  for (int pass = 0; pass < 14; pass++) {
    double begin = now();
    for (size_t i = 0; i < corpus->count; i++) {
      tm_parsed found;
      size_t count;
      if (pass % 2) tm_parse(m->parser, arena, &corpus->items[i].chars, &found);
      else tm_morph_run(&m->morph, arena, &corpus->items[i].chars, &count);
      tm_arena_rewind(arena);
    }
    double took = now() - begin;
    if (took < best[pass % 2]) best[pass % 2] = took;
  }
  double n = (double)corpus->count;
  printf("%s_chars_a_sentence %.1f\n%s_microseconds_words %.2f\n%s_microseconds_parse %.2f\n", name, (double)chars / n, name,
         best[0] / n, name, best[1] / n);
}

int main(int count, char **arguments) {
  if (count != 4 && count != 5) {
    fprintf(stderr, "usage: score_parse IMAGE CORPORA_DIR JUMANDIC_DIR [FILE]\n");
    return 2;
  }
  static tm_training training;
  tm_training_read(&training, arguments[2], arguments[3]);
  tenmatsu_error e;
  tm_image image;
  models m;
  or_exit(tm_image_open(&image, arguments[1], &e), &e);
  open_models(&m, &image);
  jmp_buf no_memory;
  tm_arena arena;
  tm_arena_init(&arena);
  arena.no_memory = &no_memory;
  if (setjmp(no_memory)) tm_need(NULL);
  if (count == 5) {
    tm_corpus corpus = {0};
    or_exit(tm_corpus_read(&corpus, arguments[4], &training.tags, training.categories, &e), &e);
    score(&m, &arena, &corpus, "corpus");
    measure(&m, &arena, &corpus, "corpus");
    return 0;
  }
  score(&m, &arena, &training.kwdlc_dev, "kwdlc");
  score(&m, &arena, &training.wac_dev, "wac");
  measure(&m, &arena, &training.kwdlc_dev, "kwdlc");
  measure(&m, &arena, &training.wac_dev, "wac");
  tm_arena_free(&arena);
  tm_parser_free(m.parser);
  tm_image_close(&image);
  return 0;
}
