/* cli: tenmatsu code. */
#include <stdlib.h>
#include <unistd.h>

#include "cli/cli.h"
#include "record/record.h"

static bool use_colour(void) {
  const char *no_color = getenv("NO_COLOR");
  const char *terminal = getenv("TERM");
  return isatty(STDOUT_FILENO) && !(no_color && *no_color) && !(terminal && terminal[0] == 'd' && terminal[1] == 'u');
}

static tenmatsu_status code_one(const tm_options *options, tenmatsu_coder *coder, const tm_report *report, tenmatsu_write write,
                                void *context, tenmatsu_error *error) {
  const tenmatsu_result *result;
  tenmatsu_status status = tenmatsu_code(coder, &report->article, &result, error);
  if (status) return status;
  if (options->table) return tm_write_table(result, options->kinds, use_colour(), write, context, error);
  return tenmatsu_write_jsonl(result, options->kinds, write, context, error);
}

static int run(int count, char **arguments) {
  tm_options options;
  int code;
  if (!tm_options_read(&options, &tm_command_code, count, arguments, &code)) return code;
  return tm_run(&options, code_one);
}

const tm_command tm_command_code = {
    "code", run, "code reports: events, statements, times, entities",
    "usage: tenmatsu code [OPTION]... [FILE|FOLDER|-]...\n"
    "\n"
    "Reads Japanese news reports and prints what they tell: who did what to whom, when, on whose word.\n"
    "A text file is one report: a title line, then the body. In JSON Lines each line is one report, an object\n"
    "with \"id\", \"date\", \"title\" and \"text\". Folders are walked for .txt and .jsonl files. - is standard input.\n"
    "\n"
    "  --date YYYY-MM-DD    the day of reports that carry none (else a text file's name may begin with it:\n"
    "                       2024-04-14_talks.txt)\n"
    "  --records KINDS      a comma list of event (the default), statement, time, entity, document; or all\n"
    "  --from FORMAT        text, jsonl, or tsv (HEADLINE TAB ARTICLE); default: by the file's ending, else text\n"
    "  --field-id NAME      the names of the JSON fields, where they are not id, date, title, text;\n"
    "  --field-date NAME    likewise --field-title, --field-text\n"
    "  --format FORMAT      jsonl (the default), or table for reading; NO_COLOR=1 turns its colours off\n"
    "  --jobs N             code N reports at a time; the output keeps the order of the input (default 1)\n"
    "  --image FILE         the lexicon and models to use (default: $TENMATSU_IMAGE, else the installed one)\n"
    "  --help               this text\n"
    "\n"
    "Exit status: 0 ok; 1 some inputs failed or were repaired, each told as file:line: message; 2 misuse; 3 internal error.\n"
    "\n"
    "  tenmatsu code --format table samples/\n"
    "  tenmatsu code --date 2024-04-14 --records event,statement report.txt\n"
    "  zcat day.jsonl.gz | tenmatsu code --from jsonl --field-text body --jobs 8 - >events.jsonl\n"
    "\n"
    "The records are described in tenmatsu(1) and doc/records.md.\n"};
