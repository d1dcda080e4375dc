/* cli: finds the command and runs it. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

const tm_command *const tm_commands[] = {&tm_command_code, &tm_command_explain, &tm_command_version, &tm_command_help, NULL};

const tm_command *tm_command_find(const char *name) {
  for (size_t i = 0; tm_commands[i]; i++)
    if (strcmp(tm_commands[i]->name, name) == 0) return tm_commands[i];
  return NULL;
}

int main(int count, char **arguments) {
  signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of write, and ends the program quietly */
  if (count < 2) {
    tm_misuse(NULL, "which command?");
    return TM_EXIT_USAGE;
  }
  const char *name = arguments[1];
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) name = "help";
  if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) name = "version";
  const tm_command *command = tm_command_find(name);
  if (!command) return tm_misuse(NULL, "no command \"%s\"", name);
  int code = command->run(count - 1, arguments + 1);
  if (!tm_flush_stdout() && code == TM_EXIT_OK) code = TM_EXIT_INPUT;
  return code;
}
