/* Fuzzer: any bytes as a file of each input format. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ignore(void *context, tm_gravity gravity, const char *source, uint64_t line, const char *message) {
  *(uint64_t *)context += line + (uint64_t)gravity + (unsigned char)message[0] + (unsigned char)source[0];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  uint64_t sum = 0;
  int file = memfd_create("fuzz", 0);
  if (file < 0 || write(file, data, size) != (ssize_t)size) abort();
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  char *paths[] = {path};
  for (tm_from from = TM_FROM_TEXT; from <= TM_FROM_TSV; from++) {
    tm_read_options options = {.from = from, .tell = ignore, .tell_context = &sum};
    tm_reader *reader = tm_reader_new(&options, paths, 1);
    tm_report report = {0};
    while (reader && tm_reader_next(reader, &report) == TM_READ_REPORT)
      for (size_t i = 0; i < report.article.text.length; i++) sum += (unsigned char)report.article.text.data[i];
    tm_report_free(&report);
    tm_reader_free(reader);
  }
  close(file);
  return 0;
}
