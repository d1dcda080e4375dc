/* base: a double-array trie over folded 16-bit characters, read in place from a mapped image.
 *
 * Keys are sequences of folded characters; each carries a 31-bit value. Characters are first mapped to dense
 * labels (1..labels), so the array stays compact. Building is for tools only.
 * (Aoe 1989; units as in Darts: base and check.) */
#ifndef TM_TRIE_H
#define TM_TRIE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

typedef struct tm_trie_unit {
  int32_t base;   /* >= 0: children at base + label; < 0: a leaf, value ~base */
  uint32_t check; /* parent's index */
} tm_trie_unit;

/* A view of a trie; borrows the image's memory. label[65536]: dense label of each folded character, 0 = none. */
typedef struct tm_trie {
  const uint16_t *label;
  const tm_trie_unit *units;
  uint32_t count;
} tm_trie;

/* A position in the trie: the root is {0}. */
typedef uint32_t tm_trie_node;

/* Goes from *node by one character; false (node unchanged) if there is no such child. */
static inline int tm_trie_step(const tm_trie *trie, tm_trie_node *node, uint16_t code) {
  int32_t base = trie->units[*node].base;
  if (base < 0) return 0;
  uint32_t label = trie->label[code];
  uint32_t next = (uint32_t)base + label;
  if (!label || next >= trie->count || trie->units[next].check != *node || next == 0) return 0;
  *node = next;
  return 1;
}

/* The value of the key that ends at this node, or -1. */
static inline int32_t tm_trie_value(const tm_trie *trie, tm_trie_node node) {
  int32_t base = trie->units[node].base;
  if (base < 0) return ~base;
  uint32_t end = (uint32_t)base; /* the child with label 0 holds the value of an inner node */
  if (end < trie->count && end != 0 && trie->units[end].check == node && trie->units[end].base < 0) return ~trie->units[end].base;
  return -1;
}

/* Walks over a text wait for memory at nearly every step. These ask early for what a walk that begins at `code` will read: the
 * second unit, and some time after that the third and the value between. (Not inlined, they would be dropped for having no effect.) */
#define TM_ALWAYS_INLINE static inline __attribute__((always_inline))
TM_ALWAYS_INLINE void tm_trie_ask(const tm_trie *trie, const uint16_t code[2]) {
  tm_trie_node node = 0;
  if (tm_trie_step(trie, &node, code[0]) && trie->units[node].base >= 0)
    __builtin_prefetch(&trie->units[(uint32_t)trie->units[node].base + trie->label[code[1]]]);
}
TM_ALWAYS_INLINE void tm_trie_ask_more(const tm_trie *trie, const uint16_t code[3]) {
  tm_trie_node node = 0;
  if (!tm_trie_step(trie, &node, code[0]) || !tm_trie_step(trie, &node, code[1]) || trie->units[node].base < 0) return;
  const tm_trie_unit *children = &trie->units[trie->units[node].base];
  __builtin_prefetch(children);
  __builtin_prefetch(children + trie->label[code[2]]);
}

/* How far a reader of a text has asked ahead. */
typedef struct tm_trie_ahead {
  size_t second, third;
} tm_trie_ahead;
enum { TM_ASK_SECOND = 24, TM_ASK_THIRD = 12 };
static inline void tm_trie_look_ahead(const tm_trie *trie, tm_trie_ahead *asked, const uint16_t *code, size_t at, size_t count) {
  for (; asked->second + 1 < count && asked->second < at + TM_ASK_SECOND; asked->second++)
    tm_trie_ask(trie, code + asked->second);
  for (; asked->third + 2 < count && asked->third < at + TM_ASK_THIRD; asked->third++)
    tm_trie_ask_more(trie, code + asked->third);
}

/* Views a section that tm_trie_build wrote; checks its bounds. */
tenmatsu_status tm_trie_view(tm_trie *trie, const void *data, size_t size, tenmatsu_error *error);

typedef struct tm_trie_key {
  const uint16_t *code;
  uint32_t length; /* characters, at least 1 */
  int32_t value;   /* >= 0 */
} tm_trie_key;

/* Builds a section from keys (sorted here; equal keys: an error). *data is malloc'ed, owned by the caller, 8-byte aligned. */
tenmatsu_status tm_trie_build(tm_trie_key *keys, size_t count, void **data, size_t *size, tenmatsu_error *error);

#endif
