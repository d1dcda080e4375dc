/* read: see build.h. */
#include "read/build.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void tm_report_free(tm_report *report) {
  free(report->memory);
  *report = (tm_report){0};
}

void tm_tell_about(const tm_origin *origin, tm_gravity gravity, const char *format, ...) {
  char message[512];
  va_list list;
  va_start(list, format);
  vsnprintf(message, sizeof message, format, list);
  va_end(list);
  origin->options->tell(origin->options->tell_context, gravity, origin->source, origin->line, message);
}

void tm_tell_dirt(const tm_origin *origin, const tm_dirt *dirt) {
  if (dirt->invalid)
    tm_tell_about(origin, TM_WARNING, "invalid UTF-8 at byte %" PRIu64 " of the file; %zu byte%s replaced by U+FFFD",
                  origin->offset + dirt->first_invalid, dirt->invalid, dirt->invalid == 1 ? "" : "s");
  if (dirt->nul)
    tm_tell_about(origin, TM_WARNING, "NUL at byte %" PRIu64 " of the file; %zu byte%s replaced by U+FFFD",
                  origin->offset + dirt->first_nul, dirt->nul, dirt->nul == 1 ? "" : "s");
}

/* A day as the article wants it: a time of day after it is cut off. Empty, and told, if it is none. */
static tm_slice day_of(const tm_origin *origin, tm_slice date) {
  bool ends = date.length == 10 || (date.length > 10 && (date.data[10] == 'T' || date.data[10] == ' '));
  if (ends && tm_is_date(date.data, 10)) return (tm_slice){date.data, 10};
  if (date.length)
    tm_tell_about(origin, TM_WARNING, "\"%.*s\" is no date of the form YYYY-MM-DD; read without a date",
                  (int)(date.length < 40 ? date.length : 40), date.data);
  return (tm_slice){"", 0};
}

bool tm_build(tm_report *report, const tm_origin *origin, const tm_pieces *pieces, tm_dirt *dirt) {
  tm_slice day = day_of(origin, pieces->date);
  if (!day.length && origin->options->date) day = tm_slice_of(origin->options->date);
  tm_slice raw[] = {pieces->id, day, pieces->title, pieces->text};
  size_t end[4];
  tm_bytes all = {report->memory, 0, report->room};
  bool enough = true;
  tm_dirt ignored = {0};
  for (size_t i = 0; enough && i < 4; i++) {
    enough = tm_clean(&all, raw[i], i < 3 ? &ignored : dirt);
    end[i] = all.count;
  }
  enough = enough && tm_bytes_add(&all, origin->source, strlen(origin->source) + 1);
  report->memory = all.data;
  report->room = all.room;
  if (!enough) return false;
  report->line = origin->line;
  report->source = all.data + end[3];
  report->article = (tenmatsu_article){.id = {all.data, end[0]},
                                       .date = {all.data + end[0], end[1] - end[0]},
                                       .title = {all.data + end[1], end[2] - end[1]},
                                       .text = {all.data + end[2], end[3] - end[2]}};
  return true;
}
