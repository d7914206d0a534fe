/* A long piece of work that a signal (SIGINT, SIGTERM, SIGHUP) ends in good order:
 *
 *     interrupt_catch();
 *     while (more && !interrupt_caught()) ...
 *     keep what was done;
 *     interrupt_release();   ends the program by the signal that was caught, if there was one
 *
 * A second one of the same kind ends it at once.  For programs without a loop (loop.h). */
#ifndef BASE_INTERRUPT_H
#define BASE_INTERRUPT_H

#include <stdbool.h>

void interrupt_catch(void); /* what is ignored stays ignored */
bool interrupt_caught(void);
void interrupt_release(void);

#endif
