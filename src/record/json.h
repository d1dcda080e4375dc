/* record: JSON written piece by piece into a caller's write function. */
#ifndef TM_JSON_H
#define TM_JSON_H

#include "base/slice.h"

typedef struct tm_json {
  tenmatsu_write write;
  void *context;
  bool stopped;  /* the caller's function asked to stop; all else is ignored from there on */
  bool separate; /* a comma is due before the next member or item */
  size_t count;
  char buffer[16384];
} tm_json;

void tm_json_open(tm_json *json, tenmatsu_write write, void *context);
/* Hands on what is buffered; TENMATSU_STOPPED if the caller asked to stop. */
tenmatsu_status tm_json_flush(tm_json *json);

void tm_json_raw(tm_json *json, const char *data, size_t length);
void tm_json_key(tm_json *json, const char *key);
void tm_json_begin(tm_json *json, char bracket); /* { or [ */
void tm_json_end(tm_json *json, char bracket);   /* } or ] */
void tm_json_string(tm_json *json, tm_slice text);
void tm_json_integer(tm_json *json, long long value);
void tm_json_number(tm_json *json, double value);      /* at most 6 decimals; not finite: null */
void tm_json_literal(tm_json *json, const char *word); /* true, false, null */
void tm_json_line(tm_json *json);                      /* ends a record */

/* A member with its value; the second only if there is one. */
void tm_json_member(tm_json *json, const char *key, tm_slice text);
void tm_json_known(tm_json *json, const char *key, tm_slice text);

#endif
