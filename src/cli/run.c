/* cli: reports through coders to standard output, in one thread or in several.
 *
 * With several, one thread reads into a ring of slots, the workers take the slots in order of input, and the main thread
 * writes them in that order. The ring and the bytes in it are bounded, so memory does not grow with the input. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "read/bytes.h"

enum { SLOTS_A_JOB = 32, MOST_BYTES = 64 << 20 };

static size_t size_of(const tm_report *report) { return report->article.title.length + report->article.text.length; }

/* Codes one report; what went wrong with it is told. False: nothing can be written any more. */
static bool code_one(const tm_options *options, tm_one one, tenmatsu_coder *coder, const tm_report *report, tenmatsu_write write,
                     void *context) {
  tenmatsu_error error = {0};
  tenmatsu_status status = one(options, coder, report, write, context, &error);
  if (status == TENMATSU_STOPPED) return false;
  if (status) tm_tell_stderr(NULL, TM_ERROR, report->source, report->line, error.message);
  return true;
}

static int run_alone(const tm_options *options, tm_one one, tenmatsu_coder *coder, tm_reader *reader) {
  tm_report report = {0};
  tm_read_result result;
  bool writing = true;
  while (writing && (result = tm_reader_next(reader, &report)) == TM_READ_REPORT) {
    writing = code_one(options, one, coder, &report, tm_write_stdout, NULL) && tm_flush_stdout();
    tm_progress(size_of(&report));
  }
  tm_report_free(&report);
  if (!writing) return TM_EXIT_INPUT;
  if (result != TM_READ_NO_MEMORY) return TM_EXIT_OK;
  tm_complain("out of memory");
  return TM_EXIT_INTERNAL;
}

typedef struct slot {
  tm_report report;
  tm_bytes output;
  bool done;
} slot;

typedef struct ring {
  pthread_mutex_t lock;
  pthread_cond_t room, work, output; /* a slot was written; was read; is done */
  slot *slots;
  size_t count;
  uint64_t read, taken, written; /* reports so far; written <= taken <= read <= written + count */
  size_t bytes;                  /* of the reports read and not yet written */
  bool ended, stop, no_memory;
  const tm_options *options;
  tm_one one;
  tm_reader *reader;
} ring;

static int write_slot(void *context, const char *data, size_t length) { return !tm_bytes_add(context, data, length); }

static void *read_all(void *context) {
  ring *r = context;
  pthread_mutex_lock(&r->lock);
  while (!r->stop) {
    if (r->read - r->written == r->count || (r->read > r->written && r->bytes > MOST_BYTES)) {
      pthread_cond_wait(&r->room, &r->lock);
      continue;
    }
    slot *s = &r->slots[r->read % r->count];
    pthread_mutex_unlock(&r->lock);
    tm_read_result result = tm_reader_next(r->reader, &s->report);
    pthread_mutex_lock(&r->lock);
    if (result != TM_READ_REPORT) {
      r->no_memory |= result == TM_READ_NO_MEMORY;
      break;
    }
    s->done = false;
    s->output.count = 0;
    r->bytes += size_of(&s->report);
    r->read++;
    pthread_cond_signal(&r->work);
  }
  r->ended = true;
  pthread_cond_broadcast(&r->work);
  pthread_cond_signal(&r->output);
  pthread_mutex_unlock(&r->lock);
  return NULL;
}

typedef struct worker {
  pthread_t thread;
  ring *ring;
  tenmatsu_coder *coder;
} worker;

static void *work(void *context) {
  worker *w = context;
  ring *r = w->ring;
  pthread_mutex_lock(&r->lock);
  for (;;) {
    while (!r->stop && r->taken == r->read && !r->ended) pthread_cond_wait(&r->work, &r->lock);
    if (r->stop || r->taken == r->read) break;
    slot *s = &r->slots[r->taken++ % r->count];
    pthread_mutex_unlock(&r->lock);
    bool enough = code_one(r->options, r->one, w->coder, &s->report, write_slot, &s->output);
    pthread_mutex_lock(&r->lock);
    r->no_memory |= !enough;
    s->done = true;
    if (!enough || s == &r->slots[r->written % r->count]) pthread_cond_signal(&r->output);
  }
  pthread_mutex_unlock(&r->lock);
  return NULL;
}

/* Gives back what an unusually large report took. */
static void slim(slot *s) {
  enum { KEPT = 4 << 20 };
  if (s->report.room > KEPT) tm_report_free(&s->report);
  if (s->output.room > KEPT) tm_bytes_free(&s->output);
}

/* Writes one slot; called without the lock. */
static bool write_one(slot *s) {
  bool written = tm_write_stdout(NULL, s->output.data, s->output.count) == 0;
  tm_progress(size_of(&s->report));
  return written;
}

/* Writes the slots as they are done, in order, and hands them on whenever it must wait; false if writing failed. */
static bool write_all(ring *r) {
  bool writing = true, flushed = true;
  pthread_mutex_lock(&r->lock);
  while (writing && !r->no_memory) {
    slot *s = &r->slots[r->written % r->count];
    bool ready = r->written < r->read && s->done;
    if (!ready && flushed && r->ended && r->written == r->read) break;
    if (!ready && flushed) {
      pthread_cond_wait(&r->output, &r->lock);
      continue;
    }
    pthread_mutex_unlock(&r->lock);
    writing = ready ? write_one(s) : tm_flush_stdout();
    flushed = !ready;
    size_t bytes = ready ? size_of(&s->report) : 0;
    if (ready) slim(s);
    pthread_mutex_lock(&r->lock);
    r->bytes -= bytes;
    r->written += ready;
    if (ready && r->read - r->written <= r->count / 2) pthread_cond_signal(&r->room); /* woken rarely, it reads many */
  }
  r->stop = true;
  pthread_cond_broadcast(&r->work);
  pthread_cond_signal(&r->room);
  pthread_mutex_unlock(&r->lock);
  return writing;
}

/* Starts the threads, writes, waits for them. The reader may hang in a slow pipe: then the process ends without it. */
static int run_ring(ring *r, worker *workers, unsigned jobs) {
  pthread_t reading;
  unsigned started = 0;
  bool ok = pthread_create(&reading, NULL, read_all, r) == 0;
  for (; ok && started < jobs; started++) ok = pthread_create(&workers[started].thread, NULL, work, &workers[started]) == 0;
  if (!ok) {
    tm_complain("cannot start %u threads", jobs);
    exit(TM_EXIT_INTERNAL);
  }
  bool written = write_all(r);
  if (!written) exit(TM_EXIT_INPUT);
  if (r->no_memory) {
    tm_complain("out of memory");
    exit(TM_EXIT_INTERNAL);
  }
  pthread_join(reading, NULL);
  for (unsigned i = 0; i < jobs; i++) pthread_join(workers[i].thread, NULL);
  return TM_EXIT_OK;
}

static int run_together(const tm_options *options, tm_one one, const tenmatsu_engine *engine, tm_reader *reader) {
  ring r = {.count = (size_t)options->jobs * SLOTS_A_JOB, .options = options, .one = one, .reader = reader};
  pthread_mutex_init(&r.lock, NULL);
  pthread_cond_init(&r.room, NULL);
  pthread_cond_init(&r.work, NULL);
  pthread_cond_init(&r.output, NULL);
  r.slots = calloc(r.count, sizeof *r.slots);
  worker *workers = calloc(options->jobs, sizeof *workers);
  bool enough = r.slots && workers;
  for (unsigned i = 0; enough && i < options->jobs; i++) {
    workers[i].ring = &r;
    enough = tenmatsu_coder_new(&workers[i].coder, engine, NULL) == TENMATSU_OK;
  }
  int code = TM_EXIT_INTERNAL;
  if (enough) code = run_ring(&r, workers, options->jobs);
  else tm_complain("out of memory");
  for (unsigned i = 0; workers && i < options->jobs; i++) tenmatsu_coder_free(workers[i].coder);
  for (size_t i = 0; r.slots && i < r.count; i++) {
    tm_report_free(&r.slots[i].report);
    tm_bytes_free(&r.slots[i].output);
  }
  free(r.slots);
  free(workers);
  pthread_cond_destroy(&r.output);
  pthread_cond_destroy(&r.work);
  pthread_cond_destroy(&r.room);
  pthread_mutex_destroy(&r.lock);
  return code;
}

int tm_run(const tm_options *options, tm_one one) {
  tenmatsu_engine *engine = tm_open_engine(options);
  if (!engine) return TM_EXIT_INTERNAL;
  tm_reader *reader = tm_reader_new(&options->read, options->paths, options->path_count);
  tenmatsu_coder *coder = NULL;
  int code = TM_EXIT_INTERNAL;
  if (!reader) tm_complain("out of memory");
  else if (options->jobs > 1) code = run_together(options, one, engine, reader);
  else if (tenmatsu_coder_new(&coder, engine, NULL)) tm_complain("out of memory");
  else code = run_alone(options, one, coder, reader);
  tm_progress_end();
  tenmatsu_coder_free(coder);
  tm_reader_free(reader);
  tenmatsu_engine_close(engine);
  return code == TM_EXIT_OK && tm_told() ? TM_EXIT_INPUT : code;
}
