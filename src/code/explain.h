/* code: what was seen in a sentence and why, for people. The form of the text may change. */
#ifndef TM_EXPLAIN_H
#define TM_EXPLAIN_H

#include "code/reading.h"

typedef struct tm_explainer {
  tenmatsu_write write;
  void *context;
  const tm_parser *parser;
  bool stopped;
} tm_explainer;

/* A tm_watch; `explainer` is a tm_explainer. */
void tm_explain_sentence(void *explainer, const tm_reading *reading);

#endif
