/* parse: a sentence as morphemes. First step of the parser; knows the pattern dictionary, nothing of syntax.
 *
 * Longest-match patterns (Yoshinaga, "Back to Patterns", ACL 2023): a pattern is the characters of a word and some that
 * follow; what it gives may depend on the tag before. */
#ifndef TM_MORPH_H
#define TM_MORPH_H

#include "base/trie.h"
#include "parse/parse.h"

/* What a pattern says: a word of `shift` characters with this tag. */
typedef struct tm_morph_outcome {
  uint32_t base_tail; /* index into tails */
  uint16_t tag_id;
  uint8_t shift, base_cut, base_tail_length, category, known, padding;
} tm_morph_outcome;

/* A pattern whose outcome depends on the tag before: `count` choices, sorted by `previous`; else `outcome`. */
typedef struct tm_morph_list {
  uint32_t outcome, first, count;
} tm_morph_list;

typedef struct tm_morph_choice {
  uint32_t previous, outcome;
} tm_morph_choice;

/* Values in the trie: an outcome, or with this bit a list. */
#define TM_MORPH_LIST ((int32_t)1 << 30)

/* Outcomes that words outside the trie get, in this order at the head of the outcomes (their `shift` is not used). */
enum { TM_MORPH_NUMBER, TM_MORPH_LATIN, TM_MORPH_KATAKANA, TM_MORPH_WORD, TM_MORPH_SYMBOL, TM_MORPH_SPACE, TM_MORPH_FIXED };

/* Head of section "morph"; then trie, outcomes, lists, choices, tags, name ends, tails, names. */
typedef struct tm_morph_header {
  uint32_t magic, version;
  uint64_t trie_size; /* a multiple of 8 */
  uint32_t outcome_count, list_count, choice_count, tag_count, tail_count, name_size;
} tm_morph_header;
#define TM_MORPH_MAGIC 0x485052u
#define TM_MORPH_VERSION 1u

typedef struct tm_morph_model {
  tm_trie trie;
  const tm_morph_outcome *outcomes;
  const tm_morph_list *lists;
  const tm_morph_choice *choices;
  const tm_tag *tags;
  const uint32_t *name_ends; /* end of each tag's name in `names` */
  const uint16_t *tails;
  const char *names;
  uint32_t outcome_count, list_count, tag_count;
} tm_morph_model;

tenmatsu_status tm_morph_view(tm_morph_model *model, const void *data, size_t size, tenmatsu_error *error);

/* The words of a sentence; room for `chars->count` of them is taken from the arena. */
tm_morph *tm_morph_run(const tm_morph_model *model, tm_arena *arena, const tm_chars *chars, size_t *count);

/* Words that are found by their script, not in the trie. From `at`: the end of the number, Latin or katakana run there,
 * `at` if there is none. The trainer uses the same functions. */
size_t tm_scan_number(const uint16_t *code, size_t at, size_t end);
size_t tm_scan_latin(const uint16_t *code, size_t at, size_t end);
size_t tm_scan_katakana(const uint16_t *code, size_t at, size_t end);

#endif
