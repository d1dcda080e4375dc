/* base: borrowed runs of bytes. Knows nothing of Japanese. */
#ifndef TM_SLICE_H
#define TM_SLICE_H

#include <stdbool.h>
#include <string.h>

#include "tenmatsu.h"

typedef tenmatsu_string tm_slice;

#define TM_LIT(s) ((tm_slice){(s), sizeof(s) - 1})

static inline tm_slice tm_slice_of(const char *nul_terminated) { return (tm_slice){nul_terminated, strlen(nul_terminated)}; }

static inline bool tm_slice_equal(tm_slice a, tm_slice b) {
  return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

static inline bool tm_slice_is(tm_slice a, const char *nul_terminated) { return tm_slice_equal(a, tm_slice_of(nul_terminated)); }

static inline bool tm_slice_ends(tm_slice a, tm_slice tail) {
  return a.length >= tail.length && (tail.length == 0 || memcmp(a.data + a.length - tail.length, tail.data, tail.length) == 0);
}

static inline bool tm_slice_begins(tm_slice a, tm_slice head) {
  return a.length >= head.length && (head.length == 0 || memcmp(a.data, head.data, head.length) == 0);
}

#endif
