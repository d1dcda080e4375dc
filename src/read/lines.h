/* read: a file descriptor as lines, of any length up to a stated limit, in bounded memory. */
#ifndef TM_LINES_H
#define TM_LINES_H

#include "read/bytes.h"

/* Longest line read; longer ones are skipped without being kept. */
enum { TM_LONGEST_LINE = TENMATSU_MAX_TEXT };

typedef struct tm_lines {
  int file;
  tm_bytes buffer;
  size_t start, searched; /* the line begins at `start`; up to `searched` there is no line end */
  uint64_t line, offset;  /* of the line last given: 1-based number; bytes of the file before it */
  uint64_t next_offset;
  bool ended;
} tm_lines;

typedef enum tm_line_result { TM_LINE, TM_LINE_TOO_LONG, TM_LINE_END, TM_LINE_IO, TM_LINE_NO_MEMORY } tm_line_result;

void tm_lines_open(tm_lines *lines, int file);
/* Frees the buffer; the file stays the caller's. */
void tm_lines_close(tm_lines *lines);

/* The next line without its end, borrowed until the next call. TM_LINE_IO leaves errno. */
tm_line_result tm_lines_next(tm_lines *lines, tm_slice *line);

/* The first bytes of the file, at most `most`, without taking them. */
tm_line_result tm_lines_peek(tm_lines *lines, size_t most, tm_slice *bytes);

/* Reads once into `bytes`: the count read, 0 at the end, -1 with errno; -2 if memory runs out. */
long tm_read_some(int file, tm_bytes *bytes, size_t most);

#endif
