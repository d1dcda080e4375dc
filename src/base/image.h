/* base: the engine image, one file of named sections: lexicon tables and model weights, mapped and read in place.
 *
 * Layout: header (magic "TENMATSU", format version, section count, file size, XXH3-64 of everything after the header),
 * section table (name[16], offset, size), sections aligned to 64 bytes. Little-endian. */
#ifndef TM_IMAGE_H
#define TM_IMAGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

typedef struct tm_image {
  const unsigned char *data;
  size_t size;
} tm_image;

/* Maps and verifies. TENMATSU_IO; TENMATSU_DAMAGED for truncation, another version, any flipped byte. */
tenmatsu_status tm_image_open(tm_image *image, const char *path, tenmatsu_error *error);
void tm_image_close(tm_image *image);

/* Finds a section; TENMATSU_DAMAGED if there is none of that name. */
tenmatsu_status tm_image_section(const tm_image *image, const char *name, const void **data, size_t *size, tenmatsu_error *error);

typedef struct tm_section {
  char name[16];
  const void *data;
  size_t size;
} tm_section;

/* Writes an image to `path` (through a temporary file, renamed at the end). */
tenmatsu_status tm_image_write(const char *path, const tm_section *sections, size_t count, tenmatsu_error *error);

#endif
