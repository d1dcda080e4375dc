/* read: see read.h. One open file at a time. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "read/build.h"
#include "read/lines.h"
#include "read/walk.h"

#define BOM "\xEF\xBB\xBF"
enum { CHUNK = 1 << 20, SAMPLE = 64 << 10, MOST_TOLD = 100, KEPT = 8 << 20 };

struct tm_reader {
  tm_read_options options, counted; /* `counted`: the same, but telling through `limit` */
  tm_walk *walk;
  tm_bytes raw; /* a text file as read, or a cleaned line */
  bool open;    /* `lines` is open on a file of many reports */
  tm_lines lines;
  tm_from from;
  tm_origin origin;
  char *source; /* a copy of the open file's path */
  uint64_t told, untold;
};

bool tm_is_date(const char *text, size_t length) {
  static const int longest[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (length != 10 || text[4] != '-' || text[7] != '-') return false;
  int n[3] = {0};
  for (size_t i = 0, part = 0; i < length; i++) {
    if (i == 4 || i == 7) {
      part++;
      continue;
    }
    if (text[i] < '0' || text[i] > '9') return false;
    n[part] = n[part] * 10 + (text[i] - '0');
  }
  bool leap = (n[0] % 4 == 0 && n[0] % 100 != 0) || n[0] % 400 == 0;
  if (n[0] < 1 || n[1] < 1 || n[1] > 12 || n[2] < 1 || n[2] > longest[n[1] - 1]) return false;
  return n[1] != 2 || n[2] < 29 || leap;
}

/* Passes messages on, but not endlessly many for one file. */
static void limit(void *context, tm_gravity gravity, const char *source, uint64_t line, const char *message) {
  tm_reader *reader = context;
  if (reader->told++ < MOST_TOLD) reader->options.tell(reader->options.tell_context, gravity, source, line, message);
  else reader->untold++;
}

tm_reader *tm_reader_new(const tm_read_options *options, char *const *paths, size_t count) {
  tm_reader *reader = calloc(1, sizeof *reader);
  if (!reader) return NULL;
  reader->options = reader->counted = *options;
  reader->counted.tell = limit;
  reader->counted.tell_context = reader;
  reader->walk = tm_walk_new(&reader->options, paths, count);
  if (reader->walk) return reader;
  free(reader);
  return NULL;
}

static void close_file(tm_reader *reader) {
  if (!reader->open) return;
  if (reader->untold) {
    char message[80];
    snprintf(message, sizeof message, "and %" PRIu64 " more such messages", reader->untold);
    reader->options.tell(reader->options.tell_context, TM_WARNING, reader->origin.source, 0, message);
  }
  tm_lines_close(&reader->lines);
  if (reader->lines.file != STDIN_FILENO) close(reader->lines.file);
  reader->open = false;
}

void tm_reader_free(tm_reader *reader) {
  if (!reader) return;
  close_file(reader);
  tm_walk_free(reader->walk);
  tm_bytes_free(&reader->raw);
  free(reader->source);
  free(reader);
}

/* Opens the next file. TM_READ_REPORT: `open` says whether that worked. */
static tm_read_result open_next(tm_reader *reader) {
  const char *path;
  tm_read_result result = tm_walk_next(reader->walk, &path, &reader->from);
  if (result != TM_READ_REPORT) return result;
  bool standard = strcmp(path, "-") == 0;
  free(reader->source);
  reader->source = strdup(standard ? "standard input" : path);
  if (!reader->source) return TM_READ_NO_MEMORY;
  size_t length;
  const char *stem = tm_path_stem(reader->source, &length);
  reader->origin = (tm_origin){.options = &reader->counted, .source = reader->source, .stem = {stem, length}};
  if (standard) reader->origin.stem = TM_LIT("stdin");
  reader->told = reader->untold = 0;
  int file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    tm_tell_about(&reader->origin, TM_ERROR, "%s", strerror(errno));
    return TM_READ_REPORT;
  }
  tm_lines_open(&reader->lines, file);
  reader->open = true;
  return TM_READ_REPORT;
}

static tm_slice after_bom(tm_slice text) {
  return tm_slice_begins(text, TM_LIT(BOM)) ? (tm_slice){text.data + sizeof BOM - 1, text.length - (sizeof BOM - 1)} : text;
}

/* Reads a whole text file into `raw`. False: told why not, or *no_memory. */
static bool read_whole(tm_reader *reader, bool *no_memory) {
  tm_bytes *raw = &reader->raw;
  raw->count = 0;
  for (;;) {
    bool first = raw->count < SAMPLE;
    long n = tm_read_some(reader->lines.file, raw, CHUNK);
    if (n == -2) return !(*no_memory = true);
    const char *why = n < 0 ? strerror(errno) : NULL;
    if (first && !why && raw->count) why = tm_not_text((tm_slice){raw->data, raw->count < SAMPLE ? raw->count : SAMPLE});
    if (!why && raw->count > TENMATSU_MAX_TEXT) why = "is longer than 256 MiB; left out";
    if (!why && n == 0 && tm_is_blank(after_bom((tm_slice){raw->data, raw->count}))) why = "is empty";
    if (why) tm_tell_about(&reader->origin, TM_ERROR, "%s", why);
    if (why || n == 0) return !why;
  }
}

static uint64_t line_of(tm_slice text, size_t offset) {
  uint64_t line = 1;
  for (size_t i = 0; i < offset; i++) line += text.data[i] == '\n';
  return line;
}

/* The day that a text file's name begins with, or nothing. */
static tm_slice day_in_name(tm_slice stem) {
  bool day =
      stem.length >= 10 && tm_is_date(stem.data, 10) && !(stem.length > 10 && stem.data[10] >= '0' && stem.data[10] <= '9');
  return (tm_slice){stem.data, day ? 10 : 0};
}

/* A text file is one report; its first line is left for the coder to take as the title. */
static tm_read_result build_text(tm_reader *reader, tm_report *report) {
  tm_origin *origin = &reader->origin;
  tm_slice text = after_bom((tm_slice){reader->raw.data, reader->raw.count});
  origin->offset = reader->raw.count - text.length;
  tm_pieces pieces = {.id = origin->stem, .text = text};
  if (!reader->options.date) pieces.date = day_in_name(origin->stem);
  tm_dirt dirt = {0};
  if (!tm_build(report, origin, &pieces, &dirt)) return TM_READ_NO_MEMORY;
  if (dirt.invalid + dirt.nul) {
    bool nul_first = dirt.nul && (!dirt.invalid || dirt.first_nul < dirt.first_invalid);
    origin->line = line_of(text, nul_first ? dirt.first_nul : dirt.first_invalid);
    tm_tell_dirt(origin, &dirt);
  }
  report->line = 0;
  return TM_READ_REPORT;
}

/* TM_READ_END here: this file gave no report. */
static tm_read_result text_report(tm_reader *reader, tm_report *report) {
  bool no_memory = false;
  tm_read_result result = read_whole(reader, &no_memory) ? build_text(reader, report)
                          : no_memory                    ? TM_READ_NO_MEMORY
                                                         : TM_READ_END;
  close_file(reader);
  if (reader->raw.room > KEPT) tm_bytes_free(&reader->raw);
  return result;
}

/* HEADLINE TAB ARTICLE. */
static tm_read_result tsv_report(tm_reader *reader, tm_slice line, tm_report *report) {
  tm_dirt dirt = {0};
  reader->raw.count = 0;
  if (!tm_clean(&reader->raw, line, &dirt)) return TM_READ_NO_MEMORY;
  tm_tell_dirt(&reader->origin, &dirt);
  char *tab = reader->raw.count ? memchr(reader->raw.data, '\t', reader->raw.count) : NULL;
  if (!tab) {
    tm_tell_about(&reader->origin, TM_ERROR, "no TAB between headline and article");
    return TM_READ_END;
  }
  size_t headline = (size_t)(tab - reader->raw.data);
  char id[256];
  int stem = reader->origin.stem.length < 200 ? (int)reader->origin.stem.length : 200;
  snprintf(id, sizeof id, "%.*s-%" PRIu64, stem, reader->origin.stem.data, reader->origin.line);
  tm_pieces pieces = {tm_slice_of(id), {"", 0}, {reader->raw.data, headline}, {tab + 1, reader->raw.count - headline - 1}};
  tm_dirt ignored = {0};
  return tm_build(report, &reader->origin, &pieces, &ignored) ? TM_READ_REPORT : TM_READ_NO_MEMORY;
}

/* The next line, without BOM and CR. TM_READ_END: the file is at its end, which was told if it was no good one. */
static tm_read_result next_line(tm_reader *reader, tm_slice *line) {
  tm_origin *origin = &reader->origin;
  for (;;) {
    tm_line_result result = tm_lines_next(&reader->lines, line);
    if (result == TM_LINE_NO_MEMORY) return TM_READ_NO_MEMORY;
    if (result == TM_LINE_IO || result == TM_LINE_END) {
      origin->line = 0;
      if (result == TM_LINE_IO) tm_tell_about(origin, TM_ERROR, "%s", strerror(errno));
      else if (reader->lines.line == 0 && reader->lines.file != STDIN_FILENO) tm_tell_about(origin, TM_ERROR, "is empty");
      return TM_READ_END;
    }
    origin->line = reader->lines.line;
    origin->offset = reader->lines.offset;
    if (result == TM_LINE_TOO_LONG) {
      tm_tell_about(origin, TM_ERROR, "the line is longer than 256 MiB; left out");
      continue;
    }
    if (origin->line == 1) {
      size_t whole = line->length;
      *line = after_bom(*line);
      origin->offset += whole - line->length;
    }
    if (line->length && line->data[line->length - 1] == '\r') line->length--;
    if (!tm_is_blank(*line)) return TM_READ_REPORT;
  }
}

/* A file with one report a line. TM_READ_END: no more in this file. */
static tm_read_result line_report(tm_reader *reader, tm_report *report) {
  tm_slice line;
  for (;;) {
    tm_read_result result = next_line(reader, &line);
    if (result != TM_READ_REPORT) return result;
    if (reader->from == TM_FROM_TSV) {
      result = tsv_report(reader, line, report);
      if (result != TM_READ_END) return result;
      continue;
    }
    bool no_memory = false;
    if (tm_build_json(report, &reader->origin, line, &reader->raw, &no_memory)) return TM_READ_REPORT;
    if (no_memory) return TM_READ_NO_MEMORY;
  }
}

/* Refuses a binary file that claims to have lines. */
static tm_read_result check_lines(tm_reader *reader) {
  tm_slice sample;
  tm_line_result result = tm_lines_peek(&reader->lines, SAMPLE, &sample);
  if (result == TM_LINE_NO_MEMORY) return TM_READ_NO_MEMORY;
  const char *why = result == TM_LINE_IO ? strerror(errno) : tm_not_text(sample);
  if (!why) return TM_READ_REPORT;
  tm_tell_about(&reader->origin, TM_ERROR, "%s", why);
  close_file(reader);
  return TM_READ_END;
}

tm_read_result tm_reader_next(tm_reader *reader, tm_report *report) {
  for (;;) {
    if (!reader->open) {
      tm_read_result result = open_next(reader);
      if (result != TM_READ_REPORT) return result;
      if (!reader->open) continue;
      result = reader->from == TM_FROM_TEXT ? TM_READ_REPORT : check_lines(reader);
      if (result == TM_READ_NO_MEMORY) return result;
      if (!reader->open) continue;
    }
    tm_read_result result = reader->from == TM_FROM_TEXT ? text_report(reader, report) : line_report(reader, report);
    if (result != TM_READ_END) return result;
    close_file(reader);
  }
}
