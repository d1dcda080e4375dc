/* tools: model files and Debian's mecab-jumandic into the image sections that tm_parser_open reads. For mkimage. */
#ifndef TM_PARSE_SECTIONS_H
#define TM_PARSE_SECTIONS_H

#include "base/error.h"
#include "base/image.h"

/* Fills out[0..*count), at most `room`, with "morph", "bunsetsu", "depend", "name". Memory is malloc'ed and left to the process. */
tenmatsu_status tm_parse_sections(const char *model_dir, const char *jumandic_dir, tm_section *out, size_t room, size_t *count,
                                  tenmatsu_error *error);

/* Only "morph", from a file of patterns; for trainers. */
tenmatsu_status tm_morph_section(const char *patterns, const char *jumandic_dir, tm_section *section, tenmatsu_error *error);

#endif
