/* tools: Debian's mecab-jumandic, the dictionary of the corpora's standard, and JUMAN's numbering of tags.
 *
 * For mkimage and the trainers only; memory is malloc'ed and left to the process. */
#ifndef TM_JUMANDIC_H
#define TM_JUMANDIC_H

#include "base/error.h"
#include "parse/parse.h"

/* Tags by name; the position is the tag's id. `names`: "名詞,サ変名詞,*,*", NUL-terminated UTF-8. */
typedef struct tm_tag_table {
  tm_tag *tags;
  char **names;
  size_t count, capacity;
} tm_tag_table;

/* The tag's id, entered if new. Names as in the corpora and the CSV files; "*" for none. Aborts when memory runs out. */
uint16_t tm_tag_enter(tm_tag_table *table, const char *pos, const char *sub, const char *type, const char *form);
/* The same from a whole name, "名詞,サ変名詞,*,*". */
uint16_t tm_tag_enter_name(tm_tag_table *table, const char *name);

typedef struct tm_juman_entry {
  const uint16_t *surface, *base; /* folded */
  uint16_t length, base_length;
  uint16_t tag_id;
  uint8_t category;  /* TM_CATEGORY_ bits */
  uint8_t harvested; /* from Auto.csv or Wikipedia.csv: not proofread */
  int32_t cost;
} tm_juman_entry;

typedef struct tm_juman {
  tm_juman_entry *entries;
  size_t count, capacity;
} tm_juman;

/* Reads every *.csv of the folder in the order of their names. */
tenmatsu_status tm_juman_read(tm_juman *dictionary, tm_tag_table *tags, const char *folder, tenmatsu_error *error);

/* Keeps one entry for each surface, the cheapest, sorted by surface; drops what only misleads a longest match. */
void tm_juman_choose(tm_juman *dictionary, const tm_tag_table *tags);

/* Folds `text` into malloc'ed characters. */
uint16_t *tm_juman_fold(const char *text, size_t bytes, size_t *length);

/* base_cut and base tail of a word: what to take off the surface and put on to get the dictionary form. */
void tm_juman_base(const uint16_t *surface, size_t length, const uint16_t *base, size_t base_length, uint8_t *cut,
                   const uint16_t **tail, uint8_t *tail_length);

/* Categories of surface and part of speech, from all entries; 0 if unknown. */
typedef struct tm_categories tm_categories;
tm_categories *tm_categories_new(const tm_juman *dictionary, const tm_tag_table *tags);
uint8_t tm_category_of(const tm_categories *categories, const uint16_t *surface, size_t length, uint8_t pos, bool *known);

#endif
