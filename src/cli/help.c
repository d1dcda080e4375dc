/* cli: tenmatsu help. */
#include <stdio.h>

#include "cli/cli.h"

static void overview(void) {
  printf("usage: tenmatsu COMMAND [OPTION]... [FILE]...\n\n"
         "Reads Japanese news reports and gives back the events that they tell.\n\n");
  for (size_t i = 0; tm_commands[i]; i++) printf("  %-9s %s\n", tm_commands[i]->name, tm_commands[i]->summary);
  printf("\n`tenmatsu help COMMAND` says more about one.\n\n"
         "  tenmatsu code --format table report.txt\n");
}

static int run(int count, char **arguments) {
  if (count < 2) {
    overview();
    return TM_EXIT_OK;
  }
  const tm_command *command = tm_command_find(arguments[1]);
  if (!command) return tm_misuse(NULL, "no command \"%s\"", arguments[1]);
  fputs(command->help, stdout);
  return TM_EXIT_OK;
}

const tm_command tm_command_help = {"help", run, "show this, or the help of one command",
                                    "usage: tenmatsu help [COMMAND]\n"
                                    "\n"
                                    "Shows the commands, or all that one of them can do.\n"};
