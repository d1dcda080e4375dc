/* read: one line of JSON Lines → a report. */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

#include "read/build.h"

static const char *name_or(const char *name, const char *usual) { return name ? name : usual; }

/* A field's string; empty if absent or null. What is no string is told and left out. */
static tm_slice string_of(const tm_origin *origin, const json_t *object, const char *field) {
  const json_t *value = json_object_get(object, field);
  if (json_is_string(value)) return (tm_slice){json_string_value(value), json_string_length(value)};
  if (value && !json_is_null(value)) tm_tell_about(origin, TM_WARNING, "the field \"%s\" is no string; left out", field);
  return (tm_slice){"", 0};
}

/* The id may be a whole number too; without one, it is the file's name and the line. */
static tm_slice id_of(const tm_origin *origin, const json_t *object, const char *field, char *room, size_t size) {
  const json_t *value = json_object_get(object, field);
  if (json_is_integer(value)) {
    snprintf(room, size, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    return tm_slice_of(room);
  }
  tm_slice id = string_of(origin, object, field);
  if (id.length) return id;
  int stem = origin->stem.length < 200 ? (int)origin->stem.length : 200;
  snprintf(room, size, "%.*s-%" PRIu64, stem, origin->stem.data, origin->line);
  return tm_slice_of(room);
}

/* Parses the line; where its bytes are no UTF-8, a cleaned copy of it. */
static json_t *parse(const tm_origin *origin, tm_slice line, tm_bytes *scratch, bool *no_memory) {
  json_error_t error;
  json_t *value = json_loadb(line.data, line.length, JSON_ALLOW_NUL, &error);
  if (!value && json_error_code(&error) == json_error_invalid_utf8) {
    tm_dirt dirt = {0};
    scratch->count = 0;
    if (!tm_clean(scratch, line, &dirt)) {
      *no_memory = true;
      return NULL;
    }
    tm_tell_dirt(origin, &dirt);
    value = json_loadb(scratch->data, scratch->count, JSON_ALLOW_NUL, &error);
  }
  if (value) return value;
  if (json_error_code(&error) == json_error_out_of_memory) *no_memory = true;
  else tm_tell_about(origin, TM_ERROR, "broken JSON at byte %d of the line: %s", error.position, error.text);
  return NULL;
}

bool tm_build_json(tm_report *report, const tm_origin *origin, tm_slice line, tm_bytes *scratch, bool *no_memory) {
  const tm_read_options *o = origin->options;
  const char *text_field = name_or(o->field_text, "text");
  json_t *object = parse(origin, line, scratch, no_memory);
  if (!object) return false;
  bool built = false;
  char room[256];
  if (!json_is_object(object)) {
    tm_tell_about(origin, TM_ERROR, "the line is no JSON object");
  } else if (!json_is_string(json_object_get(object, text_field))) {
    tm_tell_about(origin, TM_ERROR, "no string field \"%s\"", text_field);
  } else {
    tm_pieces pieces = {id_of(origin, object, name_or(o->field_id, "id"), room, sizeof room),
                        string_of(origin, object, name_or(o->field_date, "date")),
                        string_of(origin, object, name_or(o->field_title, "title")), string_of(origin, object, text_field)};
    tm_dirt ignored = {0}; /* only an escaped NUL can be left, and it has no place in the file */
    if (tm_is_blank(pieces.text) && tm_is_blank(pieces.title))
      tm_tell_about(origin, TM_ERROR, "the field \"%s\" is empty", text_field);
    else built = tm_build(report, origin, &pieces, &ignored) || !(*no_memory = true);
  }
  json_decref(object);
  return built;
}
