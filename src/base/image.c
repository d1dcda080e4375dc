/* base: see image.h. One file, mapped read-only; a checksum over all of it tells damage before anything is read. */
#include "base/image.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "images are little-endian and read in place");

#define ALIGNMENT 64u
static const uint32_t format_version = 1;
static const char magic[8] = "TENMATSU";

typedef struct header {
  char magic[8];
  uint32_t version, section_count;
  uint64_t file_size, hash; /* hash: XXH3-64 of everything after the header */
} header;

typedef struct entry {
  char name[16];
  uint64_t offset, size;
} entry;

static tenmatsu_status damaged(tenmatsu_error *error, const char *path, const char *what) {
  return tm_fail(error, TENMATSU_DAMAGED, path, 0, 0, "engine image %s", what);
}

static tenmatsu_status verify(const tm_image *image, const char *path, tenmatsu_error *error) {
  header head;
  if (image->size < sizeof head) return damaged(error, path, "is cut short");
  memcpy(&head, image->data, sizeof head);
  if (memcmp(head.magic, magic, sizeof magic) != 0) return damaged(error, path, "is no Tenmatsu image");
  if (head.version != format_version) return damaged(error, path, "is of another version");
  if (head.file_size != image->size) return damaged(error, path, "is cut short or has grown");
  if ((image->size - sizeof head) / sizeof(entry) < head.section_count)
    return damaged(error, path, "has a damaged section table");
  if (XXH3_64bits(image->data + sizeof head, image->size - sizeof head) != head.hash)
    return damaged(error, path, "is damaged: wrong checksum");
  for (uint32_t i = 0; i < head.section_count; i++) {
    entry e;
    memcpy(&e, image->data + sizeof head + i * sizeof e, sizeof e);
    if (e.offset % ALIGNMENT != 0 || e.offset > image->size || e.size > image->size - e.offset)
      return damaged(error, path, "has a damaged section table");
  }
  return TENMATSU_OK;
}

tenmatsu_status tm_image_open(tm_image *image, const char *path, tenmatsu_error *error) {
  *image = (tm_image){0};
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return tm_fail(error, TENMATSU_IO, path, 0, 0, "cannot open engine image: %s", strerror(errno));
  struct stat about;
  if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
    close(file);
    return tm_fail(error, TENMATSU_IO, path, 0, 0, "engine image is no readable file");
  }
  if (about.st_size == 0) {
    close(file);
    return damaged(error, path, "is empty");
  }
  void *data = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, file, 0);
  int reason = errno;
  close(file);
  if (data == MAP_FAILED) return tm_fail(error, TENMATSU_IO, path, 0, 0, "cannot map engine image: %s", strerror(reason));
  *image = (tm_image){data, (size_t)about.st_size};
  tenmatsu_status status = verify(image, path, error);
  if (status != TENMATSU_OK) tm_image_close(image);
  return status;
}

void tm_image_close(tm_image *image) {
  if (image->data) munmap((void *)(uintptr_t)image->data, image->size);
  *image = (tm_image){0};
}

tenmatsu_status tm_image_section(const tm_image *image, const char *name, const void **data, size_t *size,
                                 tenmatsu_error *error) {
  header head;
  *data = NULL;
  *size = 0;
  if (image->size >= sizeof head) {
    memcpy(&head, image->data, sizeof head);
    for (uint32_t i = 0; i < head.section_count; i++) {
      entry e;
      memcpy(&e, image->data + sizeof head + i * sizeof e, sizeof e);
      if (strncmp(e.name, name, sizeof e.name) != 0 || strlen(name) > sizeof e.name) continue;
      *data = image->data + e.offset;
      *size = (size_t)e.size;
      return TENMATSU_OK;
    }
  }
  return tm_fail(error, TENMATSU_DAMAGED, NULL, 0, 0, "engine image has no section \"%s\"", name);
}

static size_t aligned(size_t offset) { return (offset + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT; }

/* The whole file in memory, so that it can be hashed and written in one go. */
static unsigned char *compose(const tm_section *sections, size_t count, size_t *total) {
  size_t size = aligned(sizeof(header) + count * sizeof(entry));
  for (size_t i = 0; i < count; i++) size = aligned(size + sections[i].size);
  unsigned char *out = calloc(1, size);
  if (!out) return NULL;
  size_t at = aligned(sizeof(header) + count * sizeof(entry));
  for (size_t i = 0; i < count; i++) {
    entry e = {.offset = at, .size = sections[i].size};
    memcpy(e.name, sections[i].name, sizeof e.name);
    memcpy(out + sizeof(header) + i * sizeof e, &e, sizeof e);
    if (sections[i].size) memcpy(out + at, sections[i].data, sections[i].size);
    at = aligned(at + sections[i].size);
  }
  header head = {.version = format_version, .section_count = (uint32_t)count, .file_size = size};
  memcpy(head.magic, magic, sizeof magic);
  head.hash = XXH3_64bits(out + sizeof head, size - sizeof head);
  memcpy(out, &head, sizeof head);
  *total = size;
  return out;
}

static bool write_all(int file, const unsigned char *data, size_t size) {
  while (size) {
    ssize_t written = write(file, data, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    data += written;
    size -= (size_t)written;
  }
  return true;
}

tenmatsu_status tm_image_write(const char *path, const tm_section *sections, size_t count, tenmatsu_error *error) {
  size_t size = 0, length = strlen(path);
  char *temporary = malloc(length + 8);
  unsigned char *data = compose(sections, count, &size);
  tenmatsu_status status = TENMATSU_OK;
  int file = -1;
  if (!temporary || !data) {
    status = tm_fail(error, TENMATSU_NO_MEMORY, path, 0, 0, "no memory for the engine image");
    goto end;
  }
  memcpy(temporary, path, length);
  memcpy(temporary + length, ".XXXXXX", 8);
  file = mkstemp(temporary);
  if (file < 0) {
    status = tm_fail(error, TENMATSU_IO, path, 0, 0, "cannot write engine image: %s", strerror(errno));
    goto end;
  }
  bool good = write_all(file, data, size) && fchmod(file, 0644) == 0;
  good = close(file) == 0 && good;
  if (!good || rename(temporary, path) != 0) {
    status = tm_fail(error, TENMATSU_IO, path, 0, 0, "cannot write engine image: %s", strerror(errno));
    unlink(temporary);
  }
end:
  free(temporary);
  free(data);
  return status;
}
