/* Work beside the main thread: a few threads that run jobs, and their results handed back
 * to the thread that made them, so that all else stays single-threaded.
 *
 *     struct count { struct job job; ... };          a job stands first in what it works on
 *     struct workers *w = workers_new(2, 64);
 *     loop_watch(loop, workers_fd(w), collect, w);   which calls workers_collect(w)
 *     workers_put(w, &count->job);
 *
 * A job belongs to the workers from workers_put, when that says true, until its `done` is
 * called: exactly once for each job, by workers_collect, workers_wait or workers_free, in
 * the order in which they were finished.  `run` is called on a thread of the workers and may
 * touch only what is its job's or does not change; a cancelled job may never have run.
 * All functions but job_emit and job_cancelled are for the one thread that owns the workers. */
#ifndef BASE_WORKER_H
#define BASE_WORKER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct workers;
struct job;
typedef void job_fn(struct job *job);

struct job {
  job_fn *run;  /* on some thread; NULL in what job_emit is given */
  job_fn *done; /* on the owner's thread; frees the job, or keeps it */

  struct workers *workers; /* from here on the workers' own */
  struct job *next;
  atomic_bool cancelled;
};

/* At most `most` jobs wait to be run, and at most `most` results wait to be collected: threads
 * with more stand still.  No thread is started before the first job. */
struct workers *workers_new(size_t threads, size_t most);
/* Cancels all jobs, waits for those that run, calls every `done`. */
void workers_free(struct workers *w);

/* From now on that many threads, if there are fewer. */
void workers_grow(struct workers *w, size_t threads);

/* False: `most` jobs wait already, or the workers are being freed; the job stays the caller's.
 * Where no thread can be had the job is run at once. */
bool workers_put(struct workers *w, struct job *job);
/* Jobs put and not done yet. */
size_t workers_busy(const struct workers *w);

/* A job that runs is asked to stop, one that waits is not run; both are done as all are. */
void job_cancel(struct job *job);
bool job_cancelled(const struct job *job);

/* From `run`: a part of the result before the whole is there.  Waits while `most` results
 * are not collected. */
void job_emit(struct job *job, struct job *part);

/* Readable while results wait: for a loop. */
int workers_fd(const struct workers *w);
/* Calls `done` for the results there are. */
void workers_collect(struct workers *w);
/* The same, after waiting for the first; false when no job is left to wait for. */
bool workers_wait(struct workers *w);

#endif
