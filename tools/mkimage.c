/* tools: builds the engine image from lexicon/, model/ and Debian's mecab-jumandic.
 *
 * usage: mkimage [--check] LEXICON MODEL JUMANDIC OUTPUT
 * --check reads the lexicon only, prints its coverage and writes nothing. Exit status 1 after any error. */
#include <stdio.h>
#include <string.h>

#include "lexicon_sections.h"
#include "parse_sections.h"

enum { ROOM = 16 };

int main(int count, char **arguments) {
  if (count == 3 && strcmp(arguments[1], "--check") == 0) {
    tm_section section;
    return tm_lexicon_sections(arguments[2], 1, &section) ? 1 : 0;
  }
  if (count != 5) {
    fprintf(stderr, "usage: mkimage LEXICON MODEL JUMANDIC OUTPUT\n       mkimage --check LEXICON\n");
    return 2;
  }
  tm_section sections[ROOM];
  size_t n = 0;
  tenmatsu_error error = {0};
  if (tm_lexicon_sections(arguments[1], 0, &sections[n])) return 1;
  n++;
  size_t parse_count = 0;
  tenmatsu_status status = tm_parse_sections(arguments[2], arguments[3], sections + n, ROOM - n, &parse_count, &error);
  n += parse_count;
  if (!status) status = tm_image_write(arguments[4], sections, n, &error);
  if (status) {
    fprintf(stderr, "mkimage: %s%s%s\n", error.source, error.source[0] ? ": " : "", error.message);
    return 1;
  }
  return 0;
}
