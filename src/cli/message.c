/* cli: what goes to stderr, and standard output with its errors. */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

static atomic_bool told;
static bool output_failed;

void tm_complain(const char *format, ...) {
  char message[1024];
  va_list list;
  va_start(list, format);
  vsnprintf(message, sizeof message, format, list);
  va_end(list);
  fprintf(stderr, "tenmatsu: %s\n", message);
}

int tm_misuse(const char *command, const char *format, ...) {
  char message[1024];
  va_list list;
  va_start(list, format);
  vsnprintf(message, sizeof message, format, list);
  va_end(list);
  fprintf(stderr, "tenmatsu%s%s: %s\nTry: tenmatsu help%s%s\n", command ? " " : "", command ? command : "", message,
          command ? " " : "", command ? command : "");
  return TM_EXIT_USAGE;
}

/* File names and quoted input may hold anything; control characters must not reach the terminal. */
static void tame(char *text) {
  for (; *text; text++)
    if ((unsigned char)*text < 0x20 || *text == 0x7F) *text = '?';
}

void tm_tell_stderr(void *context, tm_gravity gravity, const char *source, uint64_t line, const char *message) {
  (void)context;
  char text[6000], where[32] = "";
  if (line) snprintf(where, sizeof where, ":%" PRIu64, line);
  snprintf(text, sizeof text, "%s%s: %s%s", source, where, gravity == TM_WARNING ? "warning: " : "", message);
  tame(text);
  tm_progress_end();
  fprintf(stderr, "%s\n", text);
  atomic_store(&told, true);
}

bool tm_told(void) { return atomic_load(&told); }

static void output_failure(void) {
  if (output_failed) return;
  output_failed = true;
  if (errno != EPIPE) tm_complain("standard output: %s", strerror(errno));
}

int tm_write_stdout(void *context, const char *data, size_t length) {
  (void)context;
  if (output_failed) return 1;
  if (fwrite(data, 1, length, stdout) == length) return 0;
  output_failure();
  return 1;
}

bool tm_flush_stdout(void) {
  if (!output_failed && fflush(stdout) != 0) output_failure();
  return !output_failed;
}

static struct {
  uint64_t reports, bytes;
  double start, shown;
  bool checked, wanted;
  atomic_bool visible;
} progress;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void tm_progress(size_t bytes) {
  if (!progress.checked) {
    progress.checked = true;
    progress.wanted = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
    progress.start = progress.shown = now();
  }
  progress.reports++;
  progress.bytes += bytes;
  if (!progress.wanted) return;
  double at = now();
  if (at - progress.start < 2 || at - progress.shown < 0.2) return;
  progress.shown = at;
  fprintf(stderr, "\r%" PRIu64 " reports, %.1f MB, %.2f MB/s ", progress.reports, (double)progress.bytes / 1e6,
          (double)progress.bytes / 1e6 / (at - progress.start));
  atomic_store(&progress.visible, true);
}

void tm_progress_end(void) {
  if (atomic_exchange(&progress.visible, false)) fprintf(stderr, "\r\033[K");
}
