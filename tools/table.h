/* tools: reading a lexicon table: UTF-8, tabs, `#` comments, a fixed number of columns. */
#ifndef TM_TABLE_H
#define TM_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

enum { TM_COLUMNS = 12 };

typedef struct tm_row {
  const char *file; /* NUL-terminated */
  uint32_t line;
  tm_slice column[TM_COLUMNS]; /* "-" is given as an empty slice; widths are folded */
} tm_row;

typedef struct tm_table {
  TM_VECTOR(tm_row) rows;
} tm_table;

/* Counts the errors printed so far by tm_table_error. */
extern size_t tm_table_errors;
/* Prints `file:line: message` on stderr and counts it. */
void tm_table_error(const tm_row *row, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Reads one file, or every .tsv of a folder in order of name; a missing path gives no rows. Rows with another number of columns,
 * lines out of order and lines that stand twice are errors. */
void tm_table_read(tm_arena *arena, const char *path, int columns, tm_table *table);

/* Splits at `|` into `out`; returns the count (at most `room`). */
size_t tm_split(tm_slice list, tm_slice *out, size_t room);

/* yyyymmdd of YYYY[-MM[-DD]]; a missing part is the first (`end`: last) of its period. `open` for an empty text; -1 if malformed. */
int32_t tm_table_date(tm_slice text, int end, int32_t open);

/* The index of `word` in a NULL-ended list, or -1 after an error that names the nearest word. */
int tm_table_word(const tm_row *row, tm_slice word, const char *const *list, const char *what);

#endif
