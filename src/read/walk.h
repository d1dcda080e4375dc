/* read: the user's paths → files, one after the other; folders are walked in sorted order. */
#ifndef TM_WALK_H
#define TM_WALK_H

#include "read/read.h"

typedef struct tm_walk tm_walk;

tm_walk *tm_walk_new(const tm_read_options *options, char *const *paths, size_t count);
void tm_walk_free(tm_walk *walk);

/* The next file's path, borrowed until the next call, and the format it is to be read in (never TM_FROM_NAME).
 * TM_READ_END after the last. */
tm_read_result tm_walk_next(tm_walk *walk, const char **path, tm_from *from);

/* The name without folders, and how long it is without its ending. */
const char *tm_path_stem(const char *path, size_t *length);

#endif
