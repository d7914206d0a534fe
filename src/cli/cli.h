/* The face for shells: one verb a call, text or JSON on stdout, messages on
 * stderr.
 *
 * Exit codes: 0 done; 1 nothing found, or by `check` an error; 2 a mistake in the
 * call, or something that cannot be read or written; 3 done, but some files were
 * left out (stderr says which).  A reader that goes away (`| head`) ends the process
 * by SIGPIPE. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>

enum cli_exit {
  EXIT_DONE = 0,
  EXIT_NOTHING = 1,
  EXIT_FAULTS = 1,
  EXIT_TROUBLE = 2,
  EXIT_SKIPPED = 3
};

/* Is this call one for cli_main: a verb as its first operand, or --help or
 * --version before any?  With --help of the screen in mind: both are answered here. */
bool cli_wants(int argc, char **argv);

/* argv as main has it.  Returns the exit code; stdout is flushed and closed. */
int cli_main(int argc, char **argv);

#endif
