/* tools: predicates, cues, light verbs and noun sets → rows of the lexicon section. */
#ifndef TM_PREDICATE_ROWS_H
#define TM_PREDICATE_ROWS_H

#include "base/arena.h"
#include "resolve/lexicon.h"

typedef struct tm_key {
  const uint16_t *code;
  uint32_t length, value;
} tm_key;
typedef TM_VECTOR(tm_key) tm_keys;
typedef TM_VECTOR(uint32_t) tm_numbers;

/* The lexicon while it is put together. */
typedef struct tm_build {
  tm_arena *arena;
  TM_VECTOR(char) pool;
  tm_text_ref recent[8];
  size_t recent_count, recent_at;
  TM_VECTOR(tm_entry) entries;
  TM_VECTOR(tm_predicate_row) rows;
  TM_VECTOR(tm_condition) conditions;
  TM_VECTOR(tm_cue) cues;
  TM_VECTOR(tm_light) lights;
  TM_VECTOR(tm_slice) set_names; /* [0] unused */
  tm_keys names, predicates, nouns, cue_words, light_verbs, offices;
  size_t countries, holders, bodies, roles, places;
} tm_build;

tm_text_ref tm_build_text(tm_build *build, tm_slice text);
void tm_build_key(tm_build *build, tm_keys *keys, tm_slice form, uint32_t value);

/* Reads nouns*.tsv, lightverbs.tsv, cues.tsv and predicates/ below `directory`. */
void tm_build_predicates(tm_build *build, const char *directory);

#endif
