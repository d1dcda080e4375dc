/* STUB: sentences are lines, nothing is coded. To be replaced by the real engine. */
#include <stdlib.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/image.h"
#include "base/text.h"

struct tenmatsu_engine {
  tm_image image;
};

struct tenmatsu_coder {
  tm_arena arena;
};

const char *tenmatsu_version(void) { return TM_VERSION; }

tenmatsu_status tenmatsu_engine_open(tenmatsu_engine **engine, const char *path, tenmatsu_error *error) {
  *engine = calloc(1, sizeof **engine);
  if (!*engine) return tm_fail(error, TENMATSU_NO_MEMORY, NULL, 0, 0, "out of memory");
  if (!path) path = getenv("TENMATSU_IMAGE");
  tenmatsu_status status = path ? tm_image_open(&(*engine)->image, path, error) : TENMATSU_OK;
  if (status) {
    free(*engine);
    *engine = NULL;
  }
  return status;
}

void tenmatsu_engine_close(tenmatsu_engine *engine) {
  if (engine && engine->image.data) tm_image_close(&engine->image);
  free(engine);
}

tenmatsu_status tenmatsu_coder_new(tenmatsu_coder **coder, const tenmatsu_engine *engine, tenmatsu_error *error) {
  (void)engine;
  *coder = calloc(1, sizeof **coder);
  if (!*coder) return tm_fail(error, TENMATSU_NO_MEMORY, NULL, 0, 0, "out of memory");
  tm_arena_init(&(*coder)->arena);
  return TENMATSU_OK;
}

void tenmatsu_coder_free(tenmatsu_coder *coder) {
  if (coder) tm_arena_free(&coder->arena);
  free(coder);
}

tenmatsu_status tenmatsu_code(tenmatsu_coder *coder, const tenmatsu_article *article, const tenmatsu_result **result,
                              tenmatsu_error *error) {
  jmp_buf no_memory;
  tm_arena *arena = &coder->arena;
  arena->no_memory = &no_memory;
  if (setjmp(no_memory)) return tm_fail(error, TENMATSU_NO_MEMORY, NULL, 0, 0, "out of memory");
  tm_arena_rewind(arena);
  char *text = TM_NEW(arena, char, article->title.length + article->text.length + 1);
  size_t length = article->title.length;
  if (length) {
    memcpy(text, article->title.data, length);
    text[length++] = '\n';
  }
  if (article->text.length) memcpy(text + length, article->text.data, article->text.length);
  length += article->text.length;
  TM_VECTOR(tenmatsu_sentence) sentences = {0};
  uint32_t place = 0;
  for (size_t at = 0; at < length;) {
    size_t from = at;
    uint32_t start = place;
    bool valid = true;
    while (at < length && text[at] != '\n') tm_utf8_next((tm_slice){text, length}, &at, &valid), place++;
    if (at > from)
      *TM_PUSH(arena, &sentences) =
          (tenmatsu_sentence){{text + from, at - from}, start, place, sentences.count > 1 ? "body" : "title"};
    at++;
    place++;
  }
  tenmatsu_result *r = TM_NEW0(arena, tenmatsu_result, 1);
  *r = (tenmatsu_result){.id = article->id, .title = article->title, .text = {text, length}, .date = article->date};
  r->date_basis = article->date.length ? "given" : "unknown";
  r->sentences = sentences.items;
  r->sentence_count = sentences.count;
  *result = r;
  return TENMATSU_OK;
}

tenmatsu_status tenmatsu_explain(tenmatsu_coder *coder, const tenmatsu_article *article, tenmatsu_write write, void *context,
                                 tenmatsu_error *error) {
  const tenmatsu_result *result;
  tenmatsu_status status = tenmatsu_code(coder, article, &result, error);
  if (!status && write(context, result->text.data, result->text.length))
    status = tm_fail(error, TENMATSU_STOPPED, NULL, 0, 0, "stopped");
  return status;
}
