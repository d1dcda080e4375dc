/* train: reading corpora in KNP format into the very structures that the parser gives.
 *
 * For trainers and scorers only; memory is malloc'ed and left to the process, and running out of it aborts. */
#ifndef TM_CORPUS_H
#define TM_CORPUS_H

#include "../tools/jumandic.h"
#include "parse/parse.h"

typedef struct tm_gold {
  tm_chars chars; /* only `count` and `code` are set */
  tm_parsed parsed;
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

void *tm_need(void *memory); /* aborts on NULL */

#endif
