/* Codes the report given as the first argument (or one of its own) and prints its records as JSON Lines.
 *
 *   cc code_string.c $(pkg-config --cflags --libs tenmatsu) -o code_string
 *   ./code_string '米国のバイデン大統領は24日、ロシアを非難した。' 2022-02-24 */
#include <stdio.h>
#include <string.h>
#include <tenmatsu.h>

static int print(void *file, const char *data, size_t length) { return fwrite(data, 1, length, file) != length; }

static tenmatsu_string string(const char *text) { return (tenmatsu_string){text, strlen(text)}; }

int main(int count, char **arguments) {
  tenmatsu_engine *engine = NULL; /* lexicon and models: one a program */
  tenmatsu_coder *coder = NULL;   /* one a thread */
  tenmatsu_error error = {0};
  const tenmatsu_result *result;
  tenmatsu_article article = {
      .id = string("example"),
      .date = string(count > 2 ? arguments[2] : "2022-02-24"),
      .text = string(count > 1 ? arguments[1] : "米国のバイデン大統領は24日、ロシアを非難した。"),
  };

  tenmatsu_status status = tenmatsu_engine_open(&engine, NULL, &error);
  if (!status) status = tenmatsu_coder_new(&coder, engine, &error);
  if (!status) status = tenmatsu_code(coder, &article, &result, &error);
  if (!status) status = tenmatsu_write_jsonl(result, TENMATSU_ALL, print, stdout, &error);
  if (!status)
    for (size_t i = 0; i < result->event_count; i++) /* or read the structs themselves */
      fprintf(stderr, "event %zu: %.*s\n", i + 1, (int)result->events[i].act.length, result->events[i].act.data);
  if (status) fprintf(stderr, "%s%s%s\n", error.source, error.source[0] ? ": " : "", error.message);

  tenmatsu_coder_free(coder);
  tenmatsu_engine_close(engine);
  return status ? 1 : 0;
}
