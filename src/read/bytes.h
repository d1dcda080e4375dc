/* read: a growing run of bytes, and the cleaning of what was read into it. */
#ifndef TM_BYTES_H
#define TM_BYTES_H

#include "base/slice.h"

typedef struct tm_bytes {
  char *data;
  size_t count, room;
} tm_bytes;

/* Makes room for `more` bytes after `count`; false if memory runs out. */
bool tm_bytes_need(tm_bytes *bytes, size_t more);
bool tm_bytes_add(tm_bytes *bytes, const char *data, size_t length);
void tm_bytes_free(tm_bytes *bytes);

/* What tm_clean found; offsets are bytes of its input. */
typedef struct tm_dirt {
  size_t invalid, first_invalid; /* bytes that are no UTF-8 */
  size_t nul, first_nul;         /* NUL bytes */
  size_t control;                /* control characters but white space */
} tm_dirt;

/* Appends `text` to `out` as valid UTF-8: CR and CRLF become LF, each invalid or NUL byte U+FFFD.
 * Adds to *dirt. False if memory runs out. Linear. */
bool tm_clean(tm_bytes *out, tm_slice text, tm_dirt *dirt);

/* True if there is nothing but white space. */
bool tm_is_blank(tm_slice text);

/* Says why `text` (the beginning of a file) is no text at all, or NULL if it may be one. */
const char *tm_not_text(tm_slice text);

#endif
