/* record: see json.h. Nothing here depends on the locale. */
#include "record/json.h"

#include <math.h>
#include <stdio.h>

#include "base/error.h"

void tm_json_open(tm_json *json, tenmatsu_write write, void *context) {
  json->write = write;
  json->context = context;
  json->stopped = json->separate = false;
  json->count = 0;
}

static void hand_on(tm_json *json, const char *data, size_t length) {
  if (!json->stopped && length && json->write(json->context, data, length) != 0) json->stopped = true;
}

tenmatsu_status tm_json_flush(tm_json *json) {
  hand_on(json, json->buffer, json->count);
  json->count = 0;
  return json->stopped ? TENMATSU_STOPPED : TENMATSU_OK;
}

void tm_json_raw(tm_json *json, const char *data, size_t length) {
  if (length > sizeof json->buffer - json->count) {
    tm_json_flush(json);
    if (length > sizeof json->buffer) {
      hand_on(json, data, length);
      return;
    }
  }
  if (length) memcpy(json->buffer + json->count, data, length);
  json->count += length;
}

static void comma(tm_json *json) {
  if (json->separate) tm_json_raw(json, ",", 1);
  json->separate = true;
}

void tm_json_begin(tm_json *json, char bracket) {
  comma(json);
  tm_json_raw(json, &bracket, 1);
  json->separate = false;
}

void tm_json_end(tm_json *json, char bracket) {
  tm_json_raw(json, &bracket, 1);
  json->separate = true;
}

void tm_json_line(tm_json *json) {
  tm_json_raw(json, "\n", 1);
  json->separate = false;
}

void tm_json_key(tm_json *json, const char *key) {
  comma(json);
  tm_json_raw(json, "\"", 1);
  tm_json_raw(json, key, strlen(key));
  tm_json_raw(json, "\":", 2);
  json->separate = false;
}

/* Quotation mark, backslash and control characters; everything else stands as it is. */
static void escape(tm_json *json, unsigned char c) {
  char out[8];
  switch (c) {
  case '"': tm_json_raw(json, "\\\"", 2); break;
  case '\\': tm_json_raw(json, "\\\\", 2); break;
  case '\n': tm_json_raw(json, "\\n", 2); break;
  case '\r': tm_json_raw(json, "\\r", 2); break;
  case '\t': tm_json_raw(json, "\\t", 2); break;
  default: snprintf(out, sizeof out, "\\u%04x", (unsigned)c); tm_json_raw(json, out, 6);
  }
}

void tm_json_string(tm_json *json, tm_slice text) {
  comma(json);
  tm_json_raw(json, "\"", 1);
  size_t kept = 0;
  for (size_t i = 0; i < text.length; i++) {
    unsigned char c = (unsigned char)text.data[i];
    if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) continue;
    tm_json_raw(json, text.data + kept, i - kept);
    escape(json, c);
    kept = i + 1;
  }
  tm_json_raw(json, text.data + kept, text.length - kept);
  tm_json_raw(json, "\"", 1);
}

void tm_json_integer(tm_json *json, long long value) {
  char out[24];
  comma(json);
  int n = snprintf(out, sizeof out, "%lld", value);
  tm_json_raw(json, out, (size_t)n);
}

void tm_json_literal(tm_json *json, const char *word) {
  comma(json);
  tm_json_raw(json, word, strlen(word));
}

void tm_json_number(tm_json *json, double value) {
  if (!isfinite(value) || fabs(value) > 1e12) {
    tm_json_literal(json, "null");
    return;
  }
  char out[40];
  long long millionths = llround(value * 1e6);
  unsigned long long size = millionths < 0 ? 0ull - (unsigned long long)millionths : (unsigned long long)millionths;
  int n = snprintf(out, sizeof out, "%s%llu.%06llu", millionths < 0 ? "-" : "", size / 1000000, size % 1000000);
  while (out[n - 1] == '0' && out[n - 2] != '.') n--;
  comma(json);
  tm_json_raw(json, out, (size_t)n);
}

void tm_json_member(tm_json *json, const char *key, tm_slice text) {
  tm_json_key(json, key);
  tm_json_string(json, text);
}

void tm_json_known(tm_json *json, const char *key, tm_slice text) {
  if (text.length) tm_json_member(json, key, text);
}
