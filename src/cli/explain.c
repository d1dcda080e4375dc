/* cli: tenmatsu explain. */
#include "cli/cli.h"

static tenmatsu_status explain_one(const tm_options *options, tenmatsu_coder *coder, const tm_report *report,
                                   tenmatsu_write write, void *context, tenmatsu_error *error) {
  (void)options;
  return tenmatsu_explain(coder, &report->article, write, context, error);
}

static int run(int count, char **arguments) {
  tm_options options;
  int code;
  if (!tm_options_read(&options, &tm_command_explain, count, arguments, &code)) return code;
  return tm_run(&options, explain_one);
}

const tm_command tm_command_explain = {
    "explain", run, "show, sentence by sentence, what was seen and why",
    "usage: tenmatsu explain [OPTION]... [FILE|FOLDER|-]...\n"
    "\n"
    "Shows for each sentence the bunsetsu with their heads, the entities, times and arguments; for each event the\n"
    "rule and the words that filled each field; for a predicate that gave no event, why not.\n"
    "The form of this output may change; programs should read what `tenmatsu code` prints.\n"
    "\n"
    "  --date YYYY-MM-DD    the day of reports that carry none\n"
    "  --from FORMAT        text, jsonl or tsv; default: by the file's ending, else text\n"
    "  --field-id NAME, --field-date NAME, --field-title NAME, --field-text NAME\n"
    "                       the names of the JSON fields\n"
    "  --image FILE         the lexicon and models to use\n"
    "  --help               this text\n"
    "\n"
    "  tenmatsu explain samples/2022-02-23_*.txt\n"
    "  echo '米政府は24日、ロシアを非難した。' | tenmatsu explain --date 2022-02-24\n"};
