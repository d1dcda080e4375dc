/* tools: see table.h. */
#include "table.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/text.h"

size_t tm_table_errors;

void tm_table_error(const tm_row *row, const char *format, ...) {
  va_list list;
  va_start(list, format);
  fprintf(stderr, "%s:%u: ", row->file, row->line);
  vfprintf(stderr, format, list);
  fputc('\n', stderr);
  va_end(list);
  tm_table_errors++;
}

static void read_line(tm_arena *arena, tm_row *row, tm_slice line, int columns, tm_table *table) {
  int n = 0;
  size_t from = 0;
  for (size_t i = 0; i <= line.length; i++) {
    if (i < line.length && line.data[i] != '\t') continue;
    tm_slice column = {line.data + from, i - from};
    if (n < TM_COLUMNS) row->column[n] = tm_slice_is(column, "-") ? (tm_slice){"", 0} : tm_fold_slice(arena, column);
    n++;
    from = i + 1;
  }
  if (n != columns) {
    tm_table_error(row, "%d columns where %d are meant (columns are separated by one TAB)", n, columns);
    return;
  }
  *TM_PUSH(arena, &table->rows) = *row;
}

static void read_file(tm_arena *arena, const char *path, int columns, tm_table *table) {
  FILE *file = fopen(path, "rb");
  if (!file) return;
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  tm_row row = {.file = tm_arena_printf(arena, "%s", path)};
  char *before = NULL;
  while ((length = getline(&line, &room, file)) >= 0) {
    row.line++;
    while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r')) line[--length] = '\0';
    if (length == 0 || line[0] == '#') continue;
    int order = before ? strcmp(before, line) : -1;
    if (order == 0) tm_table_error(&row, "this line stands twice");
    if (order > 0) tm_table_error(&row, "out of order: sort the lines with LC_ALL=C sort");
    before = tm_arena_printf(arena, "%s", line);
    bool valid = true;
    tm_slice text = {before, (size_t)length};
    for (size_t at = 0; at < text.length;) tm_utf8_next(text, &at, &valid);
    if (!valid) tm_table_error(&row, "not UTF-8");
    else read_line(arena, &row, text, columns, table);
  }
  free(line);
  fclose(file);
}

static int is_table(const struct dirent *entry) { return tm_slice_ends(tm_slice_of(entry->d_name), TM_LIT(".tsv")); }

void tm_table_read(tm_arena *arena, const char *path, int columns, tm_table *table) {
  struct stat info;
  if (stat(path, &info) != 0) return;
  if (!S_ISDIR(info.st_mode)) {
    read_file(arena, path, columns, table);
    return;
  }
  struct dirent **names;
  int n = scandir(path, &names, is_table, alphasort);
  for (int i = 0; i < n; i++) {
    read_file(arena, tm_arena_printf(arena, "%s/%s", path, names[i]->d_name), columns, table);
    free(names[i]);
  }
  if (n >= 0) free(names);
}

size_t tm_split(tm_slice list, tm_slice *out, size_t room) {
  size_t n = 0, from = 0;
  for (size_t i = 0; i <= list.length; i++) {
    if (i < list.length && list.data[i] != '|') continue;
    if (i > from && n < room) out[n++] = (tm_slice){list.data + from, i - from};
    from = i + 1;
  }
  return n;
}

static int number(tm_slice text, size_t from, size_t digits) {
  int value = 0;
  for (size_t i = from; i < from + digits; i++) {
    if (i >= text.length || text.data[i] < '0' || text.data[i] > '9') return -1;
    value = value * 10 + text.data[i] - '0';
  }
  return value;
}

int32_t tm_table_date(tm_slice text, int end, int32_t open) {
  if (text.length == 0) return open;
  int year = number(text, 0, 4), month = end ? 12 : 1, day = end ? 31 : 1;
  if (year < 0 || (text.length != 4 && text.length != 7 && text.length != 10)) return -1;
  if (text.length >= 7) {
    month = text.data[4] == '-' ? number(text, 5, 2) : -1;
    if (month < 1 || month > 12) return -1;
  }
  if (text.length == 10) {
    day = text.data[7] == '-' ? number(text, 8, 2) : -1;
    if (day < 1 || day > 31) return -1;
  }
  return year * 10000 + month * 100 + day;
}

static size_t distance(tm_slice a, const char *b) {
  size_t n = strlen(b), same = 0;
  for (size_t i = 0; i < a.length && i < n; i++) same += a.data[i] == b[i];
  return (a.length > n ? a.length : n) - same;
}

int tm_table_word(const tm_row *row, tm_slice word, const char *const *list, const char *what) {
  int nearest = 0;
  for (int i = 0; list[i]; i++) {
    if (tm_slice_is(word, list[i])) return i;
    if (distance(word, list[i]) < distance(word, list[nearest])) nearest = i;
  }
  tm_table_error(row, "unknown %s '%.*s' (did you mean '%s'?)", what, (int)word.length, word.data, list[nearest]);
  return -1;
}
