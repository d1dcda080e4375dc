/* cli: what the commands share. One file a command; each uses the public header and src/read only (and the table of src/record). */
#ifndef TM_CLI_H
#define TM_CLI_H

#include "read/read.h"

/* Exit codes, as documented in tenmatsu(1). */
enum { TM_EXIT_OK = 0, TM_EXIT_INPUT = 1, TM_EXIT_USAGE = 2, TM_EXIT_INTERNAL = 3 };

typedef struct tm_command {
  const char *name;
  int (*run)(int count, char **arguments); /* arguments[0] is the command's name */
  const char *summary;                     /* one line for `tenmatsu help` */
  const char *help;                        /* all of `tenmatsu help NAME` */
} tm_command;

extern const tm_command tm_command_code, tm_command_explain, tm_command_version, tm_command_help;

/* The commands in the order of `tenmatsu help`; ends with NULL. */
extern const tm_command *const tm_commands[];
const tm_command *tm_command_find(const char *name);

/* What the user asked for on the command line of code and explain. */
typedef struct tm_options {
  tm_read_options read;
  const char *image;
  unsigned kinds;
  bool table;
  unsigned jobs;
  char *const *paths;
  size_t path_count;
} tm_options;

/* Reads the options of `command`. True: go on; false: *exit_code says how to end (help was shown, or an error told). */
bool tm_options_read(tm_options *options, const tm_command *command, int count, char **arguments, int *exit_code);

/* tenmatsu: message, on stderr. */
void tm_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* A misuse of `command`: message and where to find help; returns TM_EXIT_USAGE. */
int tm_misuse(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* file:line: message, on stderr; a tm_tell. */
void tm_tell_stderr(void *context, tm_gravity gravity, const char *source, uint64_t line, const char *message);
/* True once tm_tell_stderr was called. */
bool tm_told(void);

/* Opens the engine; an error is told. NULL on failure. */
tenmatsu_engine *tm_open_engine(const tm_options *options);

/* Codes all reports of `options` and writes them to standard output in order of input; returns the exit code.
 * `one` codes one report and writes what came out. It runs in several threads, each with its own coder. */
typedef tenmatsu_status (*tm_one)(const tm_options *options, tenmatsu_coder *coder, const tm_report *report, tenmatsu_write write,
                                  void *context, tenmatsu_error *error);
int tm_run(const tm_options *options, tm_one one);

/* Standard output: a tenmatsu_write, and its end; false if something could not be written (told, but for a closed pipe). */
int tm_write_stdout(void *context, const char *data, size_t length);
bool tm_flush_stdout(void);

/* Progress on a terminal's stderr, after a while; `bytes` and one report are done. */
void tm_progress(size_t bytes);
void tm_progress_end(void);

#endif
