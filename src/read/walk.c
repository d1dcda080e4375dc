/* read: see walk.h. A stack of open folders, each with its names sorted; links to folders are not followed. */
#include "read/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEEPEST = 64 };

typedef struct folder {
  char *path;
  char **names;
  size_t count, room, next;
} folder;

struct tm_walk {
  const tm_read_options *options;
  char *const *paths;
  size_t path_count, next_path;
  folder stack[DEEPEST];
  size_t depth;
  size_t found; /* files in the folder that the user named */
  char *path;   /* the path last given, where it is not the user's own */
};

tm_walk *tm_walk_new(const tm_read_options *options, char *const *paths, size_t count) {
  tm_walk *walk = calloc(1, sizeof *walk);
  if (walk) {
    walk->options = options;
    walk->paths = paths;
    walk->path_count = count;
  }
  return walk;
}

static void folder_free(folder *f) {
  for (size_t i = 0; i < f->count; i++) free(f->names[i]);
  free(f->names);
  free(f->path);
  *f = (folder){0};
}

void tm_walk_free(tm_walk *walk) {
  if (!walk) return;
  while (walk->depth) folder_free(&walk->stack[--walk->depth]);
  free(walk->path);
  free(walk);
}

const char *tm_path_stem(const char *path, size_t *length) {
  const char *slash = strrchr(path, '/');
  const char *name = slash && slash[1] ? slash + 1 : path;
  const char *dot = strrchr(name, '.');
  *length = dot && dot > name ? (size_t)(dot - name) : strlen(name);
  return name;
}

/* The format that a name's ending tells, or TM_FROM_NAME if none. */
static tm_from from_name(const char *path) {
  static const struct {
    const char *ending;
    tm_from from;
  } endings[] = {{".txt", TM_FROM_TEXT}, {".jsonl", TM_FROM_JSONL}, {".ndjson", TM_FROM_JSONL}, {".tsv", TM_FROM_TSV}};
  size_t length;
  const char *ending = tm_path_stem(path, &length) + length;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (strcmp(ending, endings[i].ending) == 0) return endings[i].from;
  return TM_FROM_NAME;
}

static void tell(const tm_walk *walk, const char *path, const char *message) {
  walk->options->tell(walk->options->tell_context, TM_ERROR, path, 0, message);
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static bool add_name(folder *f, const char *name) {
  if (f->count == f->room) {
    size_t room = f->room ? f->room * 2 : 32;
    char **names = realloc(f->names, room * sizeof *names);
    if (!names) return false;
    f->names = names;
    f->room = room;
  }
  f->names[f->count] = strdup(name);
  return f->names[f->count] && ++f->count;
}

/* Reads a folder's names and puts it on the stack. Takes `path` over. */
static tm_read_result enter(tm_walk *walk, char *path) {
  folder f = {.path = path};
  DIR *dir = walk->depth < DEEPEST ? opendir(path) : NULL;
  if (!dir) {
    tell(walk, path, walk->depth < DEEPEST ? strerror(errno) : "folders are nested too deep");
    folder_free(&f);
    return TM_READ_REPORT;
  }
  bool enough = true;
  errno = 0;
  for (struct dirent *entry; enough && (entry = readdir(dir)); errno = 0)
    if (entry->d_name[0] != '.') enough = add_name(&f, entry->d_name);
  if (enough && errno) tell(walk, path, strerror(errno));
  closedir(dir);
  if (!enough) {
    folder_free(&f);
    return TM_READ_NO_MEMORY;
  }
  if (f.count) qsort(f.names, f.count, sizeof *f.names, by_name);
  walk->stack[walk->depth++] = f;
  return TM_READ_REPORT;
}

static char *join(const char *folder_path, const char *name) {
  size_t length = strlen(folder_path);
  while (length > 1 && folder_path[length - 1] == '/') length--;
  char *path = malloc(length + strlen(name) + 2);
  if (path) sprintf(path, "%.*s/%s", (int)length, folder_path, name);
  return path;
}

/* Takes the next name of the folder on top; *path is set if it is a file to read. */
static tm_read_result next_name(tm_walk *walk, const char **path, tm_from *from) {
  folder *f = &walk->stack[walk->depth - 1];
  if (f->next == f->count) {
    if (walk->depth == 1 && walk->found == 0) tell(walk, f->path, "no .txt or .jsonl file in this folder");
    folder_free(f);
    walk->depth--;
    return TM_READ_REPORT;
  }
  char *full = join(f->path, f->names[f->next++]);
  if (!full) return TM_READ_NO_MEMORY;
  struct stat status;
  if (lstat(full, &status) == 0 && S_ISDIR(status.st_mode)) return enter(walk, full);
  tm_from named = from_name(full), wanted = walk->options->from;
  bool take = wanted == TM_FROM_NAME ? named == TM_FROM_TEXT || named == TM_FROM_JSONL : named == wanted;
  if (take && stat(full, &status) == 0 && S_ISREG(status.st_mode)) {
    free(walk->path);
    *path = walk->path = full;
    *from = named;
    walk->found++;
  } else {
    free(full);
  }
  return TM_READ_REPORT;
}

tm_read_result tm_walk_next(tm_walk *walk, const char **path, tm_from *from) {
  *path = NULL;
  while (!*path) {
    if (walk->depth) {
      if (next_name(walk, path, from) == TM_READ_NO_MEMORY) return TM_READ_NO_MEMORY;
      continue;
    }
    if (walk->next_path == walk->path_count) return TM_READ_END;
    const char *named = walk->paths[walk->next_path++];
    struct stat status;
    if (strcmp(named, "-") != 0 && stat(named, &status) == 0 && S_ISDIR(status.st_mode)) {
      walk->found = 0;
      char *copy = strdup(named);
      if (!copy || enter(walk, copy) == TM_READ_NO_MEMORY) return TM_READ_NO_MEMORY;
      continue;
    }
    *path = named;
    *from = walk->options->from != TM_FROM_NAME ? walk->options->from : from_name(named);
    if (*from == TM_FROM_NAME) *from = TM_FROM_TEXT;
  }
  return TM_READ_REPORT;
}
