/* The public functions: opening an engine, coding with a coder. See include/tenmatsu.h. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "base/image.h"
#include "code/article.h"
#include "code/explain.h"
#include "code/judge.h"

#ifndef TM_IMAGE_INSTALLED
#define TM_IMAGE_INSTALLED "/usr/local/share/tenmatsu/tenmatsu.img"
#endif

struct tenmatsu_engine {
  tm_image image;
  tm_lexicon lexicon;
  tm_parser *parser;
  tm_linear judge;
  bool rules_only; /* $TENMATSU_RULES_ONLY is set: for those who write entries */
};

struct tenmatsu_coder {
  const tenmatsu_engine *engine;
  tm_arena arena, scratch;
};

const char *tenmatsu_version(void) { return TM_VERSION; }

/* $TENMATSU_IMAGE, beside the program, where it was installed. */
static const char *find_image(char *room, size_t size) {
  const char *named = getenv("TENMATSU_IMAGE");
  if (named && *named) return named;
  ssize_t n = readlink("/proc/self/exe", room, size - 32);
  if (n > 0) {
    room[n] = '\0';
    char *slash = strrchr(room, '/');
    if (slash) {
      strcpy(slash + 1, "tenmatsu.img");
      if (access(room, R_OK) == 0) return room;
      strcpy(slash + 1, "../share/tenmatsu/tenmatsu.img");
      if (access(room, R_OK) == 0) return room;
    }
  }
  return TM_IMAGE_INSTALLED;
}

tenmatsu_status tenmatsu_engine_open(tenmatsu_engine **engine, const char *path, tenmatsu_error *error) {
  *engine = calloc(1, sizeof **engine);
  if (!*engine) return tm_fail(error, TENMATSU_NO_MEMORY, NULL, 0, 0, "out of memory");
  char room[4096];
  if (!path) path = find_image(room, sizeof room);
  tenmatsu_status status = tm_image_open(&(*engine)->image, path, error);
  if (!status) status = tm_lexicon_open(&(*engine)->lexicon, &(*engine)->image, error);
  if (!status) status = tm_parser_open(&(*engine)->parser, &(*engine)->image, error);
  const char *rules_only = getenv("TENMATSU_RULES_ONLY");
  (*engine)->rules_only = rules_only && *rules_only;
  if (!status) status = tm_judge_view(&(*engine)->judge, &(*engine)->image, error);
  if (status) {
    if (error && !error->source[0]) snprintf(error->source, sizeof error->source, "%.255s", path);
    tenmatsu_engine_close(*engine);
    *engine = NULL;
  }
  return status;
}

void tenmatsu_engine_close(tenmatsu_engine *engine) {
  if (!engine) return;
  tm_parser_free(engine->parser);
  if (engine->image.data) tm_image_close(&engine->image);
  free(engine);
}

tenmatsu_status tenmatsu_coder_new(tenmatsu_coder **coder, const tenmatsu_engine *engine, tenmatsu_error *error) {
  *coder = engine ? calloc(1, sizeof **coder) : NULL;
  if (!engine) return tm_fail(error, TENMATSU_INVALID, NULL, 0, 0, "a coder needs an engine");
  if (!*coder) return tm_fail(error, TENMATSU_NO_MEMORY, NULL, 0, 0, "out of memory");
  (*coder)->engine = engine;
  tm_arena_init(&(*coder)->arena);
  tm_arena_init(&(*coder)->scratch);
  return TENMATSU_OK;
}

void tenmatsu_coder_free(tenmatsu_coder *coder) {
  if (!coder) return;
  tm_arena_free(&coder->arena);
  tm_arena_free(&coder->scratch);
  free(coder);
}

static tenmatsu_status run(tenmatsu_coder *coder, const tenmatsu_article *article, tm_watch watch, void *context,
                           const tenmatsu_result **result, tenmatsu_error *error) {
  if (article->text.length > TENMATSU_MAX_TEXT || article->title.length > TENMATSU_MAX_TEXT)
    return tm_fail(error, TENMATSU_TOO_LARGE, NULL, 0, 0, "the article is over %u MiB", TENMATSU_MAX_TEXT >> 20);
  jmp_buf no_memory;
  coder->arena.no_memory = coder->scratch.no_memory = &no_memory;
  if (setjmp(no_memory)) {
    tm_arena_rewind(&coder->arena);
    tm_arena_rewind(&coder->scratch);
    return tm_fail(error, TENMATSU_NO_MEMORY, NULL, 0, 0, "out of memory");
  }
  tm_arena_rewind(&coder->arena);
  tm_coding coding = {.lexicon = &coder->engine->lexicon,
                      .parser = coder->engine->parser,
                      .judge = coder->engine->rules_only ? NULL : &coder->engine->judge,
                      .watch = watch,
                      .context = context};
  *result = tm_article_code(&coder->arena, &coder->scratch, &coding, article);
  tm_arena_rewind(&coder->scratch);
  return TENMATSU_OK;
}

tenmatsu_status tenmatsu_code(tenmatsu_coder *coder, const tenmatsu_article *article, const tenmatsu_result **result,
                              tenmatsu_error *error) {
  return run(coder, article, NULL, NULL, result, error);
}

tenmatsu_status tenmatsu_explain(tenmatsu_coder *coder, const tenmatsu_article *article, tenmatsu_write write, void *context,
                                 tenmatsu_error *error) {
  tm_explainer explainer = {.write = write, .context = context, .parser = coder->engine->parser};
  const tenmatsu_result *result;
  tenmatsu_status status = run(coder, article, tm_explain_sentence, &explainer, &result, error);
  return status ? status : explainer.stopped ? TENMATSU_STOPPED : TENMATSU_OK;
}
