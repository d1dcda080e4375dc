/* record: see record.h. */
#include "record/record.h"

const char *tm_status_name(tenmatsu_event_status status) {
  switch (status) {
  case TENMATSU_ACTUAL: return "actual";
  case TENMATSU_FUTURE: return "future";
  case TENMATSU_NEGATED: return "negated";
  case TENMATSU_HYPOTHETICAL: return "hypothetical";
  }
  return "";
}

bool tm_order_next(tm_order *order, const tenmatsu_result *r, tm_item *item) {
  bool found = false;
  size_t *taken = NULL;
  if (order->time < r->time_count) {
    *item = (tm_item){TENMATSU_TIME, order->time, r->times[order->time].sentence};
    taken = &order->time;
    found = true;
  }
  if (order->statement < r->statement_count && (!found || r->statements[order->statement].sentence < item->sentence)) {
    *item = (tm_item){TENMATSU_STATEMENT, order->statement, r->statements[order->statement].sentence};
    taken = &order->statement;
    found = true;
  }
  if (order->event < r->event_count && (!found || r->events[order->event].sentence < item->sentence)) {
    *item = (tm_item){TENMATSU_EVENT, order->event, r->events[order->event].sentence};
    taken = &order->event;
    found = true;
  }
  if (found) ++*taken;
  return found;
}
