/* The coder of ../src/code, opened on an engine image for the trainers and measuring tools. */
#include "coder.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"

void tm_rules_coder_open(tm_rules_coder *coder, const char *path) {
  tm_parser *parser;
  tenmatsu_error error = {0};
  tenmatsu_status status = tm_image_open(&coder->image, path, &error);
  if (!status) status = tm_lexicon_open(&coder->lexicon, &coder->image, &error);
  if (!status) status = tm_parser_open(&parser, &coder->image, &error);
  if (status) {
    fprintf(stderr, "%s: %s\n", path, error.message);
    exit(1);
  }
  tm_arena_init(&coder->arena);
  tm_arena_init(&coder->scratch);
  coder->coding = (tm_coding){.lexicon = &coder->lexicon, .parser = parser};
}
