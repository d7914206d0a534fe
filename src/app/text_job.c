#include "app/text_job.h"

void text_gather(struct gathering *g, struct gram_set *grams, const struct document *document,
                 const struct post_text *text, const struct query_text *folded, uint64_t site_stamp)
{
  struct document d = *document;
  d.of_site = text->of_site;
  if (d.of_site) d.stamp ^= site_stamp;
  grams_of_text(grams, str_slice(&folded->solid));
  gathering_add(g, d, &grams->grams);
}

void text_read_run(struct job *job)
{
  struct text_read *r = (struct text_read *)job;
  struct post_text text;
  struct query_text folded;
  struct gram_set grams = { 0 };
  const char *path = r->paths.ptr;
  post_text_init(&text);
  query_text_init(&folded);
  for (size_t i = 0; i < r->documents.count && !job_cancelled(job); i++, path += strlen(path) + 1) {
    if (!post_text_read(r->library, slice_of(path), &text)) continue;
    query_text_set(&folded, str_slice(&text.title), str_slice(&text.body));
    text_gather(&r->gathered, &grams, &r->documents.items[i], &text, &folded, r->site_stamp);
  }
  gram_set_free(&grams);
  query_text_free(&folded);
  post_text_free(&text);
}

void text_read_free(struct text_read *r)
{
  vec_free(&r->documents);
  str_free(&r->paths);
  gathering_free(&r->gathered);
  free(r);
}

static bool stop_wanted(void *job)
{
  return job_cancelled(job);
}

void text_write_run(struct job *job)
{
  struct text_write *w = (struct text_write *)job;
  const struct postings_merge *m = &w->merged;
  const struct segment_stop stop = { stop_wanted, job };
  if (m->parts.count)
    w->error = segment_merge(w->path.ptr, w->key, m->parts.items, m->parts.count,
                             m->documents.items, m->documents.count, &stop);
  else
    w->error = segment_write(w->path.ptr, w->key, &w->gathered);
  mem_give_back();
}

void text_write_free(struct text_write *w)
{
  str_free(&w->path);
  gathering_free(&w->gathered);
  postings_merge_free(&w->merged);
  free(w);
}
