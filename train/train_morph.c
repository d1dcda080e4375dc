/* train: learns longest-match patterns for src/parse/morph.c and writes model/morph.txt.
 *
 *   train_morph CORPORA_DIR JUMANDIC_DIR OUTPUT [PART PARTS]
 *
 * With PART, leaves that part of the sentences out (train_auto tags them with what was learnt from the others).
 *
 * Yoshinaga, "Back to Patterns" (ACL 2023). Every gold word, with 0 to CONTEXT characters after it (more where a longer word
 * of the dictionary must be overruled), counts what it is, alone and after each tag. From short to long, a pattern is kept if
 * it says anything else than the longest kept pattern within it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus.h"
#include "parse/morph.h"

enum { CONTEXT = 4, LONGEST = 64 };

typedef struct outcome {
  uint8_t shift, cut, tail_length;
  uint16_t tag_id;
  const uint16_t *tail;
} outcome;

typedef struct tally {
  uint32_t previous, outcome, count, next; /* next: 0 = end */
} tally;

typedef struct choice {
  uint32_t previous, outcome;
} choice;

typedef struct node {
  const uint16_t *key;
  uint32_t length;
  uint32_t first;           /* tallies */
  uint32_t dictionary;      /* outcome, or NONE */
  uint32_t kept;            /* default outcome, or NONE */
  uint32_t choice, choices; /* in the learner's list */
} node;
#define NONE UINT32_MAX

typedef struct learner {
  node *nodes;
  size_t node_count, node_capacity;
  uint32_t *cells; /* node index + 1 */
  size_t mask;
  tally *tallies;
  size_t tally_count, tally_capacity;
  outcome *outcomes;
  size_t outcome_count, outcome_capacity;
  uint32_t *outcome_cells;
  choice *choices;
  size_t choice_count, choice_capacity;
  size_t longest_word; /* of the dictionary */
} learner;

enum { OUTCOME_CELLS = 1 << 20 };

#define ROOM(items, count, capacity)                                                                                             \
  if ((count) == (capacity)) {                                                                                                   \
    (capacity) = (capacity) ? (capacity)*2 : 1 << 16;                                                                            \
    (items) = tm_need(realloc((items), (capacity) * sizeof *(items)));                                                           \
  }

static uint64_t hash_key(const uint16_t *key, size_t length) {
  uint64_t hash = 0xcbf29ce484222325u + length;
  for (size_t i = 0; i < length; i++) hash = (hash ^ key[i]) * 0x9E3779B97F4A7C15u;
  return hash ^ hash >> 29;
}

static uint32_t *cell_of(const learner *l, const uint16_t *key, size_t length) {
  for (size_t at = (size_t)hash_key(key, length) & l->mask;; at = (at + 1) & l->mask) {
    if (!l->cells[at]) return &l->cells[at];
    const node *n = &l->nodes[l->cells[at] - 1];
    if (n->length == length && memcmp(n->key, key, length * sizeof *key) == 0) return &l->cells[at];
  }
}

static node *find(const learner *l, const uint16_t *key, size_t length) {
  uint32_t at = *cell_of(l, key, length);
  return at ? &l->nodes[at - 1] : NULL;
}

static node *enter(learner *l, const uint16_t *key, size_t length) {
  uint32_t *cell = cell_of(l, key, length);
  if (!*cell) {
    ROOM(l->nodes, l->node_count, l->node_capacity);
    if (l->node_count * 2 > l->mask) abort(); /* the table was made too small */
    l->nodes[l->node_count] = (node){.key = key, .length = (uint32_t)length, .dictionary = NONE, .kept = NONE};
    *cell = (uint32_t)++l->node_count;
  }
  return &l->nodes[*cell - 1];
}

static uint32_t enter_outcome(learner *l, outcome o) {
  uint64_t hash = hash_key(o.tail, o.tail_length) + (uint64_t)o.shift * 1000003 + (uint64_t)o.cut * 7919 + o.tag_id;
  hash *= 0x9E3779B97F4A7C15u;
  for (size_t at = (size_t)(hash >> 40);; at++) {
    uint32_t *cell = &l->outcome_cells[at & (OUTCOME_CELLS - 1)];
    if (!*cell) {
      ROOM(l->outcomes, l->outcome_count, l->outcome_capacity);
      l->outcomes[l->outcome_count] = o;
      *cell = (uint32_t)++l->outcome_count;
      return *cell - 1;
    }
    const outcome *p = &l->outcomes[*cell - 1];
    if (p->shift == o.shift && p->cut == o.cut && p->tag_id == o.tag_id && p->tail_length == o.tail_length &&
        memcmp(p->tail, o.tail, o.tail_length * sizeof *o.tail) == 0)
      return *cell - 1;
  }
}

static void add_dictionary(learner *l, const tm_juman *dictionary) {
  for (size_t i = 0; i < dictionary->count; i++) {
    const tm_juman_entry *e = &dictionary->entries[i];
    outcome o = {.shift = (uint8_t)e->length, .tag_id = e->tag_id};
    tm_juman_base(e->surface, e->length, e->base, e->base_length, &o.cut, &o.tail, &o.tail_length);
    enter(l, e->surface, e->length)->dictionary = enter_outcome(l, o);
    if (e->length > l->longest_word) l->longest_word = e->length;
  }
}

static void count_one(learner *l, node *n, uint32_t previous, uint32_t result) {
  for (uint32_t t = n->first; t; t = l->tallies[t].next)
    if (l->tallies[t].previous == previous && l->tallies[t].outcome == result) {
      l->tallies[t].count++;
      return;
    }
  ROOM(l->tallies, l->tally_count, l->tally_capacity);
  if (l->tally_count == 0) l->tally_count = 1;
  l->tallies[l->tally_count] = (tally){previous, result, 1, n->first};
  n->first = (uint32_t)l->tally_count++;
}

/* Words that the parser finds by their script are no patterns. */
static bool is_scanned(const tm_gold *g, const tm_morph *m) {
  const uint16_t *code = g->chars.code;
  tm_script script = tm_script_of(code[m->start]);
  if (script == TM_DIGIT) return true;
  if (script == TM_LATIN) return tm_scan_latin(code, m->start, g->chars.count) > m->end;
  return false;
}

static void count_sentence(learner *l, const tm_gold *g, uint32_t beginning) {
  uint32_t previous = beginning;
  for (size_t i = 0; i < g->parsed.morph_count; i++) {
    const tm_morph *m = &g->parsed.morphs[i];
    if (!is_scanned(g, m) && m->end - m->start < LONGEST) {
      const uint16_t *key = g->chars.code + m->start;
      size_t rest = g->chars.count - m->start, length = m->end - m->start, furthest = length + CONTEXT;
      outcome o = {(uint8_t)length, m->base_cut, m->base_tail_length, m->tag_id, m->base_tail};
      uint32_t result = enter_outcome(l, o);
      for (size_t k = furthest + 1; k <= rest && k <= l->longest_word; k++) {
        const node *word = find(l, key, k);
        if (word && word->dictionary != NONE) furthest = k;
      }
      for (size_t k = length; k <= furthest && k <= rest; k++) count_one(l, enter(l, key, k), previous, result);
    }
    previous = m->tag_id;
  }
}

static uint32_t effective(const learner *l, const node *n, uint32_t previous) {
  if (!n) return NONE;
  for (uint32_t i = 0; i < n->choices; i++)
    if (l->choices[n->choice + i].previous == previous) return l->choices[n->choice + i].outcome;
  return n->kept;
}

/* The outcome most often seen after `previous` (NONE: after any); ties go to `favourite`, then to the smaller number. */
static uint32_t majority(const learner *l, const node *n, uint32_t previous, uint32_t favourite) {
  uint32_t best = NONE;
  size_t most = 0;
  for (uint32_t t = n->first; t; t = l->tallies[t].next) {
    if (previous != NONE && l->tallies[t].previous != previous) continue;
    uint32_t candidate = l->tallies[t].outcome;
    size_t count = 0;
    for (uint32_t u = n->first; u; u = l->tallies[u].next)
      if (l->tallies[u].outcome == candidate && (previous == NONE || l->tallies[u].previous == previous))
        count += l->tallies[u].count;
    bool wins = count > most || (count == most && best != favourite && (candidate == favourite || candidate < best));
    if (wins) best = candidate, most = count;
  }
  return best;
}

static void decide(learner *l, node *n) {
  if (!n->first) {
    n->kept = n->dictionary;
    return;
  }
  const node *within = NULL;
  for (size_t k = n->length - 1; k > 0 && !within; k--) {
    const node *shorter = find(l, n->key, k);
    if (shorter && shorter->kept != NONE) within = shorter;
  }
  uint32_t usual = majority(l, n, NONE, within ? within->kept : n->dictionary);
  bool news = within == NULL;
  n->choice = (uint32_t)l->choice_count;
  for (uint32_t t = n->first; t; t = l->tallies[t].next) {
    uint32_t previous = l->tallies[t].previous;
    bool seen = false;
    for (uint32_t u = n->first; u != t; u = l->tallies[u].next) seen |= l->tallies[u].previous == previous;
    if (seen) continue;
    uint32_t best = majority(l, n, previous, usual);
    news |= best != effective(l, within, previous);
    if (best == usual) continue;
    ROOM(l->choices, l->choice_count, l->choice_capacity);
    l->choices[l->choice_count++] = (choice){previous, best};
    n->choices++;
  }
  if (news) {
    n->kept = usual;
  } else {
    l->choice_count = n->choice;
    n->choices = 0;
  }
}

/* Most frequent tag of the gold words that a scanner finds, for words outside the trie. */
static uint16_t usual_tag(const tm_corpus *corpus, size_t tag_count, tm_script script) {
  size_t *count = tm_need(calloc(tag_count, sizeof *count)), best = 0;
  for (size_t s = 0; s < corpus->count; s++)
    for (size_t i = 0; i < corpus->items[s].parsed.morph_count; i++) {
      const tm_morph *m = &corpus->items[s].parsed.morphs[i];
      if (tm_script_of(corpus->items[s].chars.code[m->start]) == script) count[m->tag_id]++;
    }
  for (size_t i = 0; i < tag_count; i++)
    if (count[i] > count[best]) best = i;
  free(count);
  return (uint16_t)best;
}

static void put(FILE *file, const uint16_t *code, size_t length) {
  char out[4];
  for (size_t i = 0; i < length; i++) fwrite(out, 1, tm_utf8_put(out, code[i]), file);
}

static int compare_choices(const void *a, const void *b) {
  const choice *x = a, *y = b;
  return (x->previous > y->previous) - (x->previous < y->previous);
}

static int compare_nodes(const void *a, const void *b) {
  const node *x = a, *y = b;
  uint32_t shorter = x->length < y->length ? x->length : y->length;
  for (uint32_t i = 0; i < shorter; i++)
    if (x->key[i] != y->key[i]) return x->key[i] < y->key[i] ? -1 : 1;
  return (x->length > y->length) - (x->length < y->length);
}

/* Numbers tags and outcomes anew in the order of their use, so that the file holds only what it needs. */
typedef struct numbering {
  uint32_t *number;
  size_t count;
} numbering;

static uint32_t number(numbering *n, uint32_t item, bool *fresh) {
  *fresh = n->number[item] == NONE;
  if (*fresh) n->number[item] = (uint32_t)n->count++;
  return n->number[item];
}

typedef struct writer {
  FILE *file;
  const learner *l;
  const tm_tag_table *tags;
  numbering tag, outcome;
} writer;

static uint32_t put_tag(writer *w, uint32_t tag_id) {
  if (tag_id == w->tags->count) return NONE;
  bool fresh;
  uint32_t n = number(&w->tag, tag_id, &fresh);
  if (fresh) fprintf(w->file, "T\t%s\n", w->tags->names[tag_id]);
  return n;
}

static uint32_t put_outcome(writer *w, uint32_t index) {
  const outcome *o = &w->l->outcomes[index];
  uint32_t tag = put_tag(w, o->tag_id);
  bool fresh;
  uint32_t n = number(&w->outcome, index, &fresh);
  if (fresh) {
    fprintf(w->file, "O\t%u\t%u\t%u\t", tag, o->shift, o->cut);
    put(w->file, o->tail, o->tail_length);
    fputc('\n', w->file);
  }
  return n;
}

static void put_pattern(writer *w, const node *n) {
  const learner *l = w->l;
  for (uint32_t i = 0; i < n->choices; i++) {
    put_outcome(w, l->choices[n->choice + i].outcome);
    put_tag(w, l->choices[n->choice + i].previous);
  }
  uint32_t usual = n->kept != NONE ? put_outcome(w, n->kept) : 0;
  fputs(n->kept != NONE ? "P\t" : "D\t", w->file);
  put(w->file, n->key, n->length);
  if (n->kept != NONE) fprintf(w->file, "\t%u", usual);
  qsort(l->choices + n->choice, n->choices, sizeof *l->choices, compare_choices);
  for (uint32_t i = 0; i < n->choices; i++) {
    uint32_t previous = put_tag(w, l->choices[n->choice + i].previous);
    if (previous == NONE) fputs("\t^", w->file);
    else fprintf(w->file, "\t%u", previous);
    fprintf(w->file, " %u", put_outcome(w, l->choices[n->choice + i].outcome));
  }
  fputc('\n', w->file);
}

static size_t write_patterns(learner *l, const tm_training *t, FILE *file) {
  writer w = {.file = file, .l = l, .tags = &t->tags};
  w.tag.number = tm_need(malloc(t->tags.count * sizeof(uint32_t)));
  w.outcome.number = tm_need(malloc(l->outcome_count * sizeof(uint32_t)));
  memset(w.tag.number, 0xFF, t->tags.count * sizeof(uint32_t));
  memset(w.outcome.number, 0xFF, l->outcome_count * sizeof(uint32_t));
  fprintf(file,
          "# Patterns of src/parse/morph.c, written by train/train_morph.c; see model/README.md. CC BY-SA 4.0.\n"
          "# T tag; O outcome: tag, shift, base cut, base tail; P pattern: characters, outcome, then previous tag and outcome;\n"
          "# D a dictionary word that is no pattern; U tags of numbers, Latin, katakana, other words, symbols, spaces.\n");
  uint16_t fixed[TM_MORPH_FIXED];
  fixed[TM_MORPH_NUMBER] = usual_tag(&t->train, t->tags.count, TM_DIGIT);
  fixed[TM_MORPH_LATIN] = usual_tag(&t->train, t->tags.count, TM_LATIN);
  fixed[TM_MORPH_KATAKANA] = usual_tag(&t->train, t->tags.count, TM_KATAKANA);
  fixed[TM_MORPH_WORD] = fixed[TM_MORPH_KATAKANA];
  fixed[TM_MORPH_SYMBOL] = tm_tag_enter_name((tm_tag_table *)&t->tags, "特殊,記号,*,*");
  fixed[TM_MORPH_SPACE] = tm_tag_enter_name((tm_tag_table *)&t->tags, "特殊,空白,*,*");
  uint32_t numbers[TM_MORPH_FIXED];
  for (int i = 0; i < TM_MORPH_FIXED; i++) numbers[i] = put_tag(&w, fixed[i]);
  fputc('U', file);
  for (int i = 0; i < TM_MORPH_FIXED; i++) fprintf(file, "\t%u", numbers[i]);
  fputc('\n', file);
  qsort(l->nodes, l->node_count, sizeof *l->nodes, compare_nodes);
  size_t written = 0;
  for (size_t i = 0; i < l->node_count; i++) {
    const node *n = &l->nodes[i];
    bool as_dictionary = n->kept == n->dictionary && n->choices == 0;
    if (as_dictionary || (n->kept == NONE && n->dictionary == NONE)) continue;
    put_pattern(&w, n);
    written++;
  }
  return written;
}

static int compare_lengths(const void *a, const void *b) {
  const node *x = *(node *const *)a, *y = *(node *const *)b;
  if (x->length != y->length) return x->length < y->length ? -1 : 1;
  return (x > y) - (x < y);
}

int main(int count, char **arguments) {
  if (count != 4 && count != 6) {
    fprintf(stderr, "usage: train_morph CORPORA_DIR JUMANDIC_DIR OUTPUT [PART PARTS]\n");
    return 2;
  }
  static tm_training training;
  static learner l;
  tm_training_read(&training, arguments[1], arguments[2]);
  tm_juman_choose(&training.dictionary, &training.tags);
  l.mask = ((size_t)1 << 24) - 1;
  l.cells = tm_need(calloc(l.mask + 1, sizeof *l.cells));
  l.outcome_cells = tm_need(calloc(OUTCOME_CELLS, sizeof *l.outcome_cells));
  add_dictionary(&l, &training.dictionary);
  size_t part = count == 6 ? strtoul(arguments[4], NULL, 10) : 0, parts = count == 6 ? strtoul(arguments[5], NULL, 10) : 0;
  for (size_t i = 0; i < training.train.count; i++)
    if (!parts || tm_part_of(i, parts) != part) count_sentence(&l, &training.train.items[i], (uint32_t)training.tags.count);
  node **order = tm_need(malloc(l.node_count * sizeof *order));
  for (size_t i = 0; i < l.node_count; i++) order[i] = &l.nodes[i];
  qsort(order, l.node_count, sizeof *order, compare_lengths);
  for (size_t i = 0; i < l.node_count; i++) decide(&l, order[i]);
  free(order);
  FILE *file = fopen(arguments[3], "wb");
  if (!file) {
    perror(arguments[3]);
    return 1;
  }
  size_t candidates = l.node_count, written = write_patterns(&l, &training, file);
  if (fclose(file) != 0) {
    perror(arguments[3]);
    return 1;
  }
  printf("candidates %zu\npatterns %zu\n", candidates, written);
  return 0;
}
