/* train: reading corpora in KNP format into the very structures that the parser gives.
 *
 * For trainers and scorers only; memory is malloc'ed and left to the process, and running out of it aborts. */
#ifndef TM_CORPUS_H
#define TM_CORPUS_H

#include "../tools/jumandic.h"
#include "parse/clause.h"

/* One <rel>: morpheme `head` is the last of the basic phrase that has it, `target` of the one that fills it. */
typedef struct tm_relation_mark {
  uint8_t kind; /* tm_relation_kind */
  uint8_t away; /* sentences back; 0 this one */
  uint32_t head, target;
} tm_relation_mark;

/* ガ to マデ as tm_argument_case has them; the same referent. */
typedef enum tm_relation_kind {
  TM_REL_GA,
  TM_REL_WO,
  TM_REL_NI,
  TM_REL_TO,
  TM_REL_DE,
  TM_REL_KARA,
  TM_REL_MADE,
  TM_REL_SAME,
  TM_REL_KINDS
} tm_relation_kind;

typedef struct tm_gold {
  tm_chars chars; /* only `count` and `code` are set */
  tm_parsed parsed;
  const tm_relation_mark *relations; /* those in this and the 8 sentences before; exophora left out */
  size_t relation_count;
} tm_gold;

typedef struct tm_corpus {
  tm_gold *items;
  size_t count, capacity;
} tm_corpus;

/* Appends the sentences of a file. Tags are entered into `tags`; categories may be NULL. */
tenmatsu_status tm_corpus_read(tm_corpus *corpus, const char *path, tm_tag_table *tags, const tm_categories *categories,
                               tenmatsu_error *error);

/* What every trainer needs: dictionary, tags, and the four files of `folder`. Prints the error and exits when one is missing. */
typedef struct tm_training {
  tm_tag_table tags;
  tm_juman dictionary;
  tm_categories *categories;
  tm_corpus train, kwdlc_dev, wac_dev;
} tm_training;

/* Adds a file to the training sentences, e.g. those with words as the parser finds them. */
void tm_training_add(tm_training *training, const char *path);
void tm_training_read(tm_training *training, const char *corpora, const char *jumandic);

/* Sentences are dealt to parts in runs, so that a document's sentences mostly stay together. */
static inline size_t tm_part_of(size_t sentence, size_t parts) { return sentence / 32 % parts; }

/* Words and clauses of a gold sentence as the rooms after the parser see them; all in `arena`. */
const struct tm_word *tm_gold_clauses(const tm_gold *gold, tm_arena *arena, tm_parsed *parsed, tm_clauses *clauses);
/* Whether the word in a bunsetsu has any <rel> of a case; whether `filler` fills that case of it (TM_REL_GA ...). */
bool tm_gold_has_arguments(const tm_gold *gold, uint32_t bunsetsu);
bool tm_gold_fills(const tm_gold *gold, uint32_t bunsetsu, uint32_t filler, int kind);

void *tm_need(void *memory); /* aborts on NULL */

#endif
