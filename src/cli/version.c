/* cli: tenmatsu version. */
#include <stdio.h>

#include "cli/cli.h"

static int run(int count, char **arguments) {
  (void)arguments;
  if (count > 1) return tm_misuse("version", "takes no arguments");
  printf("tenmatsu %s\n", tenmatsu_version());
  return TM_EXIT_OK;
}

const tm_command tm_command_version = {"version", run, "print the version",
                                       "usage: tenmatsu version\n"
                                       "\n"
                                       "Prints the name and the version, as they stand in the records' field \"coder\".\n"};
