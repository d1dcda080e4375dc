/* Fuzzer: any bytes as an article; the result is written in every format. Needs $TENMATSU_IMAGE. */
#include <stdint.h>
#include <stdlib.h>

#include "record/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int ignore(void *context, const char *data, size_t length) {
  *(size_t *)context += length + (unsigned char)data[0];
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static tenmatsu_engine *engine;
  static tenmatsu_coder *coder;
  if (!engine && (tenmatsu_engine_open(&engine, NULL, NULL) || tenmatsu_coder_new(&coder, engine, NULL))) abort();
  size_t title = size ? data[0] % size : 0, sum = 0;
  const char *text = (const char *)data;
  tenmatsu_article article = {.id = {"fuzz", 4}, .date = {"2022-02-24", size % 2 ? 10 : 0}};
  article.title = (tenmatsu_string){text, title};
  article.text = (tenmatsu_string){text + title, size - title};
  const tenmatsu_result *result;
  if (tenmatsu_code(coder, &article, &result, NULL)) return 0;
  tenmatsu_write_jsonl(result, TENMATSU_ALL, ignore, &sum, NULL);
  tm_write_table(result, TENMATSU_ALL, true, ignore, &sum, NULL);
  tenmatsu_explain(coder, &article, ignore, &sum, NULL);
  return 0;
}
