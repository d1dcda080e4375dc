/* read: see bytes.h. */
#include "read/bytes.h"

#include <stdlib.h>

#include "base/text.h"

bool tm_bytes_need(tm_bytes *bytes, size_t more) {
  if (bytes->room - bytes->count >= more) return true;
  if (more > SIZE_MAX / 2 - bytes->count) return false;
  size_t room = bytes->room < 4096 ? 4096 : bytes->room + bytes->room / 2;
  if (room < bytes->count + more) room = bytes->count + more;
  char *data = realloc(bytes->data, room);
  if (!data) return false;
  bytes->data = data;
  bytes->room = room;
  return true;
}

bool tm_bytes_add(tm_bytes *bytes, const char *data, size_t length) {
  if (!tm_bytes_need(bytes, length)) return false;
  if (length) memcpy(bytes->data + bytes->count, data, length);
  bytes->count += length;
  return true;
}

void tm_bytes_free(tm_bytes *bytes) {
  free(bytes->data);
  *bytes = (tm_bytes){0};
}

static bool is_control(unsigned char c) { return c < 0x20 && (c < '\t' || c > '\r') && c != 0x1B; }

/* Notes the character at text[from] if it must be replaced; returns its replacement or NULL. */
static const char *replacement(tm_slice text, size_t from, bool valid, tm_dirt *dirt) {
  static const char unknown[] = "\xEF\xBF\xBD";
  if (!valid) {
    if (!dirt->invalid++) dirt->first_invalid = from;
    return unknown;
  }
  unsigned char c = (unsigned char)text.data[from];
  if (c == 0) {
    if (!dirt->nul++) dirt->first_nul = from;
    return unknown;
  }
  if (c == '\r') return from + 1 < text.length && text.data[from + 1] == '\n' ? "" : "\n";
  dirt->control += is_control(c);
  return NULL;
}

bool tm_clean(tm_bytes *out, tm_slice text, tm_dirt *dirt) {
  size_t kept = 0, at = 0; /* [kept, at) waits to be copied as it is */
  while (at < text.length) {
    if ((unsigned char)text.data[at] - 0x20u < 0x5Fu || text.data[at] == '\n') {
      at++;
      continue;
    }
    size_t from = at;
    bool valid = true;
    tm_utf8_next(text, &at, &valid);
    if (valid && (unsigned char)text.data[from] >= 0x80) continue;
    const char *instead = replacement(text, from, valid, dirt);
    if (!instead) continue;
    if (!tm_bytes_add(out, text.data + kept, from - kept) || !tm_bytes_add(out, instead, strlen(instead))) return false;
    kept = at;
  }
  return kept == at || tm_bytes_add(out, text.data + kept, at - kept);
}

bool tm_is_blank(tm_slice text) {
  for (size_t i = 0; i < text.length; i++)
    if (text.data[i] != ' ' && (text.data[i] < '\t' || text.data[i] > '\r')) return false;
  return true;
}

const char *tm_not_text(tm_slice text) {
  if (tm_slice_begins(text, TM_LIT("\xFF\xFE")) || tm_slice_begins(text, TM_LIT("\xFE\xFF")))
    return "is UTF-16; convert it to UTF-8 first";
  size_t bad = 0, control = 0;
  for (size_t at = 0; at < text.length;) {
    bool valid = true;
    size_t from = at;
    tm_utf8_next(text, &at, &valid);
    if (!valid) bad++;
    else control += is_control((unsigned char)text.data[from]);
  }
  if ((bad + control) * 10 <= text.length * 3) return NULL;
  if (control * 20 > bad) return "is a binary file, not text";
  return "is not UTF-8 (Shift_JIS or EUC-JP?); convert it to UTF-8 first";
}
