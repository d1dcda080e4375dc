/* read: files, folders and streams → articles. Knows encodings and input formats, nothing of Japanese.
 *
 * A reader walks its inputs in order and gives one report after the other. What it cannot read it tells to the caller's
 * `tell` function and goes on with the next. Reports are valid UTF-8 with LF line ends; bytes that are not are replaced
 * by U+FFFD and told. */
#ifndef TM_READ_H
#define TM_READ_H

#include "tenmatsu.h"

typedef enum tm_from { TM_FROM_NAME, TM_FROM_TEXT, TM_FROM_JSONL, TM_FROM_TSV } tm_from;

/* How bad a message is: a warning means that something was replaced or left out, an error that a report is missing. */
typedef enum tm_gravity { TM_WARNING, TM_ERROR } tm_gravity;

/* `line` is 0 where the whole file is meant. */
typedef void (*tm_tell)(void *context, tm_gravity gravity, const char *source, uint64_t line, const char *message);

typedef struct tm_read_options {
  tm_from from;     /* TM_FROM_NAME: by the file name's ending, text where that says nothing */
  const char *date; /* for reports that carry none; NULL: a text file's name may begin with one */
  const char *field_id, *field_date, *field_title, *field_text; /* JSON names; NULL: id, date, title, text */
  tm_tell tell;
  void *tell_context;
} tm_read_options;

/* One report. Owns its text; zero it before first use, reuse it for the next, free it with tm_report_free. */
typedef struct tm_report {
  tenmatsu_article article; /* borrowed from `memory` */
  char *source;             /* the file's name as the user wrote it; in `memory` */
  uint64_t line;            /* 1-based line in a JSONL or TSV file, 0 for a text file */
  char *memory;
  size_t room;
} tm_report;

void tm_report_free(tm_report *report);

typedef struct tm_reader tm_reader;

/* `paths` is borrowed until tm_reader_free: files, folders, "-" for standard input. NULL if memory runs out. */
tm_reader *tm_reader_new(const tm_read_options *options, char *const *paths, size_t count);
void tm_reader_free(tm_reader *reader);

typedef enum tm_read_result { TM_READ_REPORT, TM_READ_END, TM_READ_NO_MEMORY } tm_read_result;

/* The next report. After TM_READ_NO_MEMORY the reader may only be freed. */
tm_read_result tm_reader_next(tm_reader *reader, tm_report *report);

/* True for a day that exists, YYYY-MM-DD. */
bool tm_is_date(const char *text, size_t length);

#endif
