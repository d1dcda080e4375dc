/* read: see lines.h. */
#include "read/lines.h"

#include <errno.h>
#include <unistd.h>

enum { CHUNK = 256 << 10, KEPT = 8 << 20 };

long tm_read_some(int file, tm_bytes *bytes, size_t most) {
  if (!tm_bytes_need(bytes, most)) return -2;
  ssize_t n;
  do n = read(file, bytes->data + bytes->count, most);
  while (n < 0 && errno == EINTR);
  if (n > 0) bytes->count += (size_t)n;
  return (long)n;
}

void tm_lines_open(tm_lines *lines, int file) { *lines = (tm_lines){.file = file}; }

void tm_lines_close(tm_lines *lines) { tm_bytes_free(&lines->buffer); }

/* Moves the unfinished line to the front and gives back the memory of an unusually long one. */
static void compact(tm_lines *lines) {
  tm_bytes *b = &lines->buffer;
  if (lines->start == 0) return;
  size_t left = b->count - lines->start;
  if (left == 0 && b->room > KEPT) tm_bytes_free(b);
  else if (left) memmove(b->data, b->data + lines->start, left);
  b->count = left;
  lines->searched -= lines->start;
  lines->start = 0;
}

static tm_line_result fill(tm_lines *lines) {
  long n = tm_read_some(lines->file, &lines->buffer, CHUNK);
  if (n == 0) lines->ended = true;
  return n >= 0 ? TM_LINE : n == -1 ? TM_LINE_IO : TM_LINE_NO_MEMORY;
}

static void give(tm_lines *lines, size_t length, size_t taken, tm_slice *line) {
  *line = (tm_slice){lines->buffer.data + lines->start, length};
  lines->line++;
  lines->offset = lines->next_offset;
  lines->next_offset += taken;
  lines->start += taken;
  lines->searched = lines->start;
}

/* Goes past a line that is too long, keeping none of it. */
static tm_line_result skip(tm_lines *lines) {
  tm_bytes *b = &lines->buffer;
  uint64_t taken = 0;
  for (;;) {
    char *end = b->count ? memchr(b->data, '\n', b->count) : NULL;
    size_t part = end ? (size_t)(end - b->data) + 1 : b->count;
    taken += part;
    lines->start = lines->searched = part;
    compact(lines);
    if (end || lines->ended) break;
    tm_line_result result = fill(lines);
    if (result != TM_LINE) return result;
  }
  lines->line++;
  lines->offset = lines->next_offset;
  lines->next_offset += taken;
  return TM_LINE_TOO_LONG;
}

tm_line_result tm_lines_next(tm_lines *lines, tm_slice *line) {
  tm_bytes *b = &lines->buffer;
  for (;;) {
    size_t left = b->count - lines->searched;
    char *end = left ? memchr(b->data + lines->searched, '\n', left) : NULL;
    if (end) {
      size_t length = (size_t)(end - b->data) - lines->start;
      give(lines, length, length + 1, line);
      return TM_LINE;
    }
    lines->searched = b->count;
    size_t length = b->count - lines->start;
    if (lines->ended) {
      if (length == 0) return TM_LINE_END;
      give(lines, length, length, line);
      return TM_LINE;
    }
    compact(lines);
    if (length > TM_LONGEST_LINE) return skip(lines);
    tm_line_result result = fill(lines);
    if (result != TM_LINE) return result;
  }
}

tm_line_result tm_lines_peek(tm_lines *lines, size_t most, tm_slice *bytes) {
  while (!lines->ended && lines->buffer.count < most) {
    size_t before = lines->buffer.count;
    tm_line_result result = fill(lines);
    if (result != TM_LINE) return result;
    if (before && lines->buffer.count) break; /* do not wait for a slow pipe longer than needed */
    if (lines->buffer.count && memchr(lines->buffer.data, '\n', lines->buffer.count)) break;
  }
  *bytes = (tm_slice){lines->buffer.data, lines->buffer.count < most ? lines->buffer.count : most};
  return TM_LINE;
}
