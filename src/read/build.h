/* read: puts a report together from raw pieces, and tells what was wrong with them. */
#ifndef TM_BUILD_H
#define TM_BUILD_H

#include "read/bytes.h"
#include "read/read.h"

/* Where a report comes from. */
typedef struct tm_origin {
  const tm_read_options *options;
  const char *source; /* the path, or "standard input" */
  tm_slice stem;      /* the id of a text file, the beginning of the others' */
  uint64_t line;
  uint64_t offset; /* of the line, or of the text, in the file */
} tm_origin;

/* The pieces as they stand in the input; any may be empty. */
typedef struct tm_pieces {
  tm_slice id, date, title, text;
} tm_pieces;

/* Copies the pieces, cleaned, into `report` (its memory is reused) and adds what was found in the text
 * to *dirt. False if memory runs out. */
bool tm_build(tm_report *report, const tm_origin *origin, const tm_pieces *pieces, tm_dirt *dirt);

void tm_tell_about(const tm_origin *origin, tm_gravity gravity, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Warns of replaced bytes. Offsets in *dirt count from origin->offset. */
void tm_tell_dirt(const tm_origin *origin, const tm_dirt *dirt);

/* Reads one JSON line. False: nothing came of it, which was told; *no_memory is set if that was the reason. */
bool tm_build_json(tm_report *report, const tm_origin *origin, tm_slice line, tm_bytes *scratch, bool *no_memory);

#endif
