/* train: coding reports with an image's lexicon and parser, by the rules alone, to watch what they make of them.
 *
 * For trainers only; memory is left to the process. */
#ifndef TM_TRAIN_CODER_H
#define TM_TRAIN_CODER_H

#include "code/article.h"

typedef struct tm_rules_coder {
  tm_image image;
  tm_lexicon lexicon;
  tm_arena arena, scratch; /* of tm_article_code; the caller sets their `no_memory` */
  tm_coding coding;        /* lexicon and parser are set; the caller sets the rest */
} tm_rules_coder;

/* Opens `path`; ends the program with a message if it cannot. */
void tm_rules_coder_open(tm_rules_coder *coder, const char *path);

#endif
