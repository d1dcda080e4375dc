/* code: one article, from its text to its result. */
#ifndef TM_ARTICLE_H
#define TM_ARTICLE_H

#include "base/arena.h"
#include "code/reading.h"

/* Called after each sentence has been read, while everything found is still there (explain). */
typedef void (*tm_watch)(void *context, const tm_reading *reading);

/* What coding works with. All borrowed. */
typedef struct tm_coding {
  const tm_lexicon *lexicon;
  const tm_parser *parser;
  const struct tm_linear *judge; /* NULL: rules alone */
  tm_watch watch;                /* or NULL */
  tm_witness witness;            /* or NULL */
  void *context;                 /* of both */
} tm_coding;

/* Codes an article. `arena` holds the result, `scratch` is rewound between sentences; both have their no_memory armed. */
const tenmatsu_result *tm_article_code(tm_arena *arena, tm_arena *scratch, const tm_coding *coding,
                                       const tenmatsu_article *article);

#endif
