/* cli: the options of code and explain. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

enum { MOST_JOBS = 256 };
enum { OPTION_FIELD_ID = 256, OPTION_FIELD_DATE, OPTION_FIELD_TITLE, OPTION_FIELD_TEXT, OPTION_IMAGE };

static const struct option long_options[] = {{"date", required_argument, NULL, 'd'},
                                             {"records", required_argument, NULL, 'r'},
                                             {"from", required_argument, NULL, 'f'},
                                             {"format", required_argument, NULL, 'o'},
                                             {"jobs", required_argument, NULL, 'j'},
                                             {"field-id", required_argument, NULL, OPTION_FIELD_ID},
                                             {"field-date", required_argument, NULL, OPTION_FIELD_DATE},
                                             {"field-title", required_argument, NULL, OPTION_FIELD_TITLE},
                                             {"field-text", required_argument, NULL, OPTION_FIELD_TEXT},
                                             {"image", required_argument, NULL, OPTION_IMAGE},
                                             {"help", no_argument, NULL, 'h'},
                                             {NULL, 0, NULL, 0}};

/* The kinds of a comma list; 0 if one is unknown, which is left in *wrong. */
static unsigned kinds_of(const char *list, const char **wrong, int *wrong_length) {
  static const struct {
    const char *name;
    unsigned kind;
  } names[] = {{"event", TENMATSU_EVENT},   {"statement", TENMATSU_STATEMENT}, {"time", TENMATSU_TIME},
               {"entity", TENMATSU_ENTITY}, {"document", TENMATSU_DOCUMENT},   {"all", TENMATSU_ALL}};
  unsigned kinds = 0;
  while (true) {
    size_t length = strcspn(list, ",");
    unsigned kind = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
      if (strlen(names[i].name) == length && strncmp(names[i].name, list, length) == 0) kind = names[i].kind;
    if (!kind) {
      *wrong = list;
      *wrong_length = (int)length;
      return 0;
    }
    kinds |= kind;
    if (!list[length]) return kinds;
    list += length + 1;
  }
}

static bool from_of(const char *name, tm_from *from) {
  if (strcmp(name, "text") == 0) *from = TM_FROM_TEXT;
  else if (strcmp(name, "jsonl") == 0) *from = TM_FROM_JSONL;
  else if (strcmp(name, "tsv") == 0) *from = TM_FROM_TSV;
  else return false;
  return true;
}

/* Takes one option in; false if its value is none, which was told. */
static bool take(tm_options *o, const char *command, int option, const char *value) {
  switch (option) {
  case 'd':
    o->read.date = value;
    return tm_is_date(value, strlen(value)) || !tm_misuse(command, "--date %s: no day of the form YYYY-MM-DD", value);
  case 'r': {
    const char *wrong;
    int length;
    o->kinds = kinds_of(value, &wrong, &length);
    return o->kinds ||
           !tm_misuse(command, "--records: no kind \"%.*s\" (event, statement, time, entity, document, all)", length, wrong);
  }
  case 'f': return from_of(value, &o->read.from) || !tm_misuse(command, "--from %s: text, jsonl or tsv", value);
  case 'o':
    o->table = strcmp(value, "table") == 0;
    return o->table || strcmp(value, "jsonl") == 0 || !tm_misuse(command, "--format %s: jsonl or table", value);
  case 'j': {
    char *end;
    long jobs = strtol(value, &end, 10);
    if (end == value || *end || jobs < 1 || jobs > MOST_JOBS)
      return !tm_misuse(command, "--jobs %s: a number from 1 to %d", value, MOST_JOBS);
    o->jobs = (unsigned)jobs;
    return true;
  }
  case OPTION_FIELD_ID: o->read.field_id = value; return true;
  case OPTION_FIELD_DATE: o->read.field_date = value; return true;
  case OPTION_FIELD_TITLE: o->read.field_title = value; return true;
  case OPTION_FIELD_TEXT: o->read.field_text = value; return true;
  default: o->image = value; return true;
  }
}

bool tm_options_read(tm_options *options, const tm_command *command, int count, char **arguments, int *exit_code) {
  static char *const standard_input[] = {"-"};
  *options = (tm_options){.kinds = TENMATSU_EVENT, .jobs = 1, .read.tell = tm_tell_stderr};
  opterr = 0;
  optind = 1;
  for (int option; (option = getopt_long(count, arguments, ":d:r:f:o:j:h", long_options, NULL)) != -1;) {
    *exit_code = TM_EXIT_USAGE;
    const char *given = optind > 0 && optind <= count ? arguments[optind - 1] : "";
    if (option == 'h') {
      fputs(command->help, stdout);
      *exit_code = TM_EXIT_OK;
      return false;
    }
    if (option == ':') return !tm_misuse(command->name, "%s: a value is missing", given);
    if (option == '?') return !tm_misuse(command->name, "no option %s", given);
    if (!take(options, command->name, option, optarg)) return false;
  }
  options->paths = arguments + optind;
  options->path_count = (size_t)(count - optind);
  if (options->path_count) return true;
  options->paths = standard_input;
  options->path_count = 1;
  if (!isatty(STDIN_FILENO)) return true;
  *exit_code = tm_misuse(command->name, "which files? (- is standard input)");
  return false;
}

tenmatsu_engine *tm_open_engine(const tm_options *options) {
  tenmatsu_engine *engine = NULL;
  tenmatsu_error error = {0};
  if (tenmatsu_engine_open(&engine, options->image, &error) == TENMATSU_OK) return engine;
  tm_complain("%s%s%s", error.source, error.source[0] ? ": " : "", error.message);
  return NULL;
}
