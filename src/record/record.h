/* record: a result → formats. Knows the formats, no logic. tenmatsu_write_jsonl is in jsonl.c. */
#ifndef TM_RECORD_H
#define TM_RECORD_H

#include "tenmatsu.h"

/* actual, future, negated, hypothetical. */
const char *tm_status_name(tenmatsu_event_status status);

/* Goes through times, statements and events in the order of the text: by sentence, within one in that order of kinds.
 * The lists of a result are in order of their sentences. Begin with {0}. */
typedef struct tm_order {
  size_t time, statement, event;
} tm_order;

typedef struct tm_item {
  unsigned kind; /* TENMATSU_TIME, TENMATSU_STATEMENT or TENMATSU_EVENT */
  size_t index;
  uint32_t sentence;
} tm_item;

bool tm_order_next(tm_order *order, const tenmatsu_result *result, tm_item *item);

/* For people: aligned tables, one a document. Columns are counted as a terminal shows them. `colour`: with escape sequences. */
tenmatsu_status tm_write_table(const tenmatsu_result *result, unsigned kinds, bool colour, tenmatsu_write write, void *context,
                               tenmatsu_error *error);

#endif
