/* base: see trie.h. Building a double-array trie, for tools; walking it is inline in the header.
 *
 * A section is a header, the label of each of the 65,536 folded characters, and the units. Labels are given by falling
 * frequency, so most children of most nodes lie close together. Free units form a doubly linked list through the unused
 * units; each size class of nodes keeps the place where its search starts, which only moves forward (Aoe 1989; the moving
 * start as in Morita et al. 2001). */
#include "base/trie.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define LABELS 65536u
#define FREE UINT32_MAX
enum { SIZE_CLASSES = 8, LONGEST_SEARCH = 256 };

typedef struct header {
  uint32_t magic, count, labels, padding;
} header;
static const uint32_t trie_magic = 0x45495254; /* "TRIE" */

tenmatsu_status tm_trie_view(tm_trie *trie, const void *data, size_t size, tenmatsu_error *error) {
  header head;
  *trie = (tm_trie){0};
  if (size < sizeof head + LABELS * sizeof(uint16_t)) return tm_fail(error, TENMATSU_DAMAGED, NULL, 0, 0, "trie is cut short");
  memcpy(&head, data, sizeof head);
  size_t rest = size - sizeof head - LABELS * sizeof(uint16_t);
  if (head.magic != trie_magic || head.count == 0 || rest / sizeof(tm_trie_unit) < head.count || (uintptr_t)data % 8 != 0)
    return tm_fail(error, TENMATSU_DAMAGED, NULL, 0, 0, "trie is damaged");
  trie->label = (const uint16_t *)((const char *)data + sizeof head);
  trie->units = (const tm_trie_unit *)(const void *)(trie->label + LABELS);
  trie->count = head.count;
  return TENMATSU_OK;
}

/* A key while sorting: its first four characters in one word. */
typedef struct sort_key {
  uint64_t prefix;
  const tm_trie_key *key;
} sort_key;

static int compare_keys(const void *a, const void *b) {
  const sort_key *x = a, *y = b;
  if (x->prefix != y->prefix) return x->prefix < y->prefix ? -1 : 1;
  uint32_t shorter = x->key->length < y->key->length ? x->key->length : y->key->length;
  for (uint32_t i = 0; i < shorter; i++)
    if (x->key->code[i] != y->key->code[i]) return x->key->code[i] < y->key->code[i] ? -1 : 1;
  return (x->key->length > y->key->length) - (x->key->length < y->key->length);
}

static tenmatsu_status sort_keys(tm_trie_key *keys, size_t count, tenmatsu_error *error) {
  sort_key *order = malloc((count + 1) * sizeof *order);
  tm_trie_key *copy = malloc((count + 1) * sizeof *copy);
  tenmatsu_status status = TENMATSU_OK;
  if (!order || !copy) {
    status = tm_fail(error, TENMATSU_NO_MEMORY, NULL, 0, 0, "no memory for a trie of %zu keys", count);
    goto end;
  }
  if (count) memcpy(copy, keys, count * sizeof *copy);
  for (size_t i = 0; i < count; i++) {
    uint64_t prefix = 0;
    for (uint32_t k = 0; k < 4; k++) prefix = prefix << 16 | (k < copy[i].length ? copy[i].code[k] : 0);
    order[i] = (sort_key){prefix, &copy[i]};
    if (copy[i].length == 0 || copy[i].value < 0) {
      status = tm_fail(error, TENMATSU_INVALID, NULL, 0, 0, "trie key %zu is empty or has a negative value", i);
      goto end;
    }
  }
  qsort(order, count, sizeof *order, compare_keys);
  for (size_t i = 0; i < count; i++) keys[i] = *order[i].key;
  for (size_t i = 1; i < count; i++)
    if (compare_keys(&order[i - 1], &order[i]) == 0) {
      status = tm_fail(error, TENMATSU_INVALID, NULL, 0, 0, "two trie keys are equal");
      break;
    }
end:
  free(order);
  free(copy);
  return status;
}

typedef struct builder {
  const tm_trie_key *keys;
  uint16_t *label;
  tm_trie_unit *units; /* while free: base = next free unit, check = FREE */
  uint32_t *before;    /* while free: the free unit before */
  size_t capacity;
  uint32_t used; /* one past the last used unit */
  uint32_t start[SIZE_CLASSES];
  int32_t root_base;
  bool failed;
} builder;

static bool is_free(const builder *b, uint32_t at) { return b->units[at].check == FREE; }

/* Unit 0, the root, anchors the list: it holds the list's two ends until the very last, and its own base waits in root_base. */
static bool grow(builder *b, size_t need) {
  if (need <= b->capacity) return true;
  size_t capacity = b->capacity ? b->capacity : 1 << 16;
  while (capacity < need) capacity *= 2;
  if (capacity > INT32_MAX) return false;
  tm_trie_unit *units = realloc(b->units, capacity * sizeof *units);
  if (units) b->units = units;
  uint32_t *before = realloc(b->before, capacity * sizeof *before);
  if (before) b->before = before;
  if (!units || !before) return false;
  size_t first = b->capacity ? b->capacity : 1;
  if (!b->capacity) b->units[0] = (tm_trie_unit){0, 0}, b->before[0] = 0;
  uint32_t last = b->before[0];
  for (size_t i = first; i < capacity; i++) {
    b->units[last].base = (int32_t)i;
    b->units[i] = (tm_trie_unit){0, FREE};
    b->before[i] = last;
    last = (uint32_t)i;
  }
  b->before[0] = last;
  b->capacity = capacity;
  return true;
}

static void take_unit(builder *b, uint32_t at, uint32_t parent) {
  uint32_t before = b->before[at], after = (uint32_t)b->units[at].base;
  b->units[before].base = (int32_t)after;
  b->before[after] = before;
  b->units[at].check = parent;
  if (at >= b->used) b->used = at + 1;
  for (int i = 0; i < SIZE_CLASSES; i++)
    if (b->start[i] == at) b->start[i] = after; /* 0, the anchor, when it was the last */
}

/* A base under which all labels are free; grows the array when there is none. labels[0] is the least. */
static uint32_t find_base(builder *b, const uint32_t *labels, size_t count, uint32_t largest) {
  int size_class = count < SIZE_CLASSES ? (int)count - 1 : SIZE_CLASSES - 1;
  uint32_t at = b->start[size_class] ? b->start[size_class] : (uint32_t)b->units[0].base;
  int tried = 0;
  for (; at; at = (uint32_t)b->units[at].base) {
    if (at < labels[0] + 1) continue;
    uint32_t base = at - labels[0];
    if ((size_t)base + largest >= b->capacity) break;
    size_t k = 1;
    while (k < count && is_free(b, base + labels[k])) k++;
    if (k == count) return base;
    if (++tried == LONGEST_SEARCH) b->start[size_class] = at, tried = 0; /* what lies before is too crowded for this class */
  }
  uint32_t base = b->used > labels[0] ? b->used - labels[0] : 1;
  while (base + labels[0] < b->used) base++;
  if (!grow(b, (size_t)base + largest + 2)) b->failed = true;
  return base;
}

/* Keys [first, last) share their first `depth` characters and end at `node`. */
typedef struct range {
  uint32_t node, depth;
  size_t first, last;
} range;

typedef struct range_stack {
  range *items;
  size_t count, capacity;
} range_stack;

static bool push(range_stack *stack, range item) {
  if (stack->count == stack->capacity) {
    size_t capacity = stack->capacity ? stack->capacity * 2 : 1024;
    range *items = realloc(stack->items, capacity * sizeof *items);
    if (!items) return false;
    stack->items = items;
    stack->capacity = capacity;
  }
  stack->items[stack->count++] = item;
  return true;
}

static int compare_labels(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* Places the children of one node and pushes those that have children of their own. */
static void place_children(builder *b, range_stack *stack, range r, uint32_t *labels) {
  const tm_trie_key *keys = b->keys;
  if (r.last - r.first == 1 && keys[r.first].length == r.depth) {
    b->units[r.node].base = ~keys[r.first].value;
    return;
  }
  size_t count = 0, at = r.first;
  if (keys[at].length == r.depth) labels[count++] = 0, at++;
  for (; at < r.last; at++) {
    uint32_t label = b->label[keys[at].code[r.depth]];
    if (count == 0 || labels[count - 1] != label) labels[count++] = label;
  }
  qsort(labels, count, sizeof *labels, compare_labels);
  uint32_t base = find_base(b, labels, count, labels[count - 1]);
  if (b->failed) return;
  for (size_t k = 0; k < count; k++) take_unit(b, base + labels[k], r.node);
  if (r.node) b->units[r.node].base = (int32_t)base;
  else b->root_base = (int32_t)base;
  at = r.first;
  if (keys[at].length == r.depth) b->units[base].base = ~keys[at].value, at++;
  while (at < r.last) {
    uint16_t code = keys[at].code[r.depth];
    size_t end = at + 1;
    while (end < r.last && keys[end].code[r.depth] == code) end++;
    if (!push(stack, (range){base + b->label[code], r.depth + 1, at, end})) b->failed = true;
    at = end;
  }
}

typedef struct label_count {
  uint32_t code;
  size_t times;
} label_count;

static int compare_counts(const void *a, const void *b) {
  const label_count *x = a, *y = b;
  if (x->times != y->times) return x->times > y->times ? -1 : 1;
  return (x->code > y->code) - (x->code < y->code);
}

static uint32_t give_labels(uint16_t *label, const tm_trie_key *keys, size_t count) {
  label_count *counts = malloc(LABELS * sizeof *counts);
  if (!counts) return 0;
  for (uint32_t i = 0; i < LABELS; i++) counts[i] = (label_count){i, 0};
  for (size_t i = 0; i < count; i++)
    for (uint32_t k = 0; k < keys[i].length; k++) counts[keys[i].code[k]].times++;
  qsort(counts, LABELS, sizeof *counts, compare_counts);
  memset(label, 0, LABELS * sizeof *label);
  uint32_t n = 0;
  while (n < LABELS - 1 && counts[n].times) label[counts[n].code] = (uint16_t)(n + 1), n++;
  free(counts);
  return n + 1;
}

tenmatsu_status tm_trie_build(tm_trie_key *keys, size_t count, void **data, size_t *size, tenmatsu_error *error) {
  *data = NULL;
  *size = 0;
  tenmatsu_status status = sort_keys(keys, count, error);
  if (status != TENMATSU_OK) return status;
  builder b = {.keys = keys, .used = 1};
  range_stack stack = {0};
  uint32_t *labels = malloc(LABELS * sizeof *labels);
  b.label = malloc(LABELS * sizeof *b.label);
  uint32_t label_total = b.label ? give_labels(b.label, keys, count) : 0;
  b.failed = !labels || !label_total || !grow(&b, 1 << 16) || (count && !push(&stack, (range){0, 0, 0, count}));
  while (!b.failed && stack.count) place_children(&b, &stack, stack.items[--stack.count], labels);
  header head = {trie_magic, b.used, label_total, 0};
  size_t total = sizeof head + LABELS * sizeof(uint16_t) + b.used * sizeof(tm_trie_unit);
  char *out = b.failed ? NULL : malloc(total);
  if (out) {
    b.units[0] = (tm_trie_unit){b.root_base, FREE};
    for (uint32_t i = 1; i < b.used; i++)
      if (is_free(&b, i)) b.units[i].base = 0;
    memcpy(out, &head, sizeof head);
    memcpy(out + sizeof head, b.label, LABELS * sizeof(uint16_t));
    memcpy(out + sizeof head + LABELS * sizeof(uint16_t), b.units, b.used * sizeof(tm_trie_unit));
    *data = out;
    *size = total;
  } else {
    status = tm_fail(error, TENMATSU_NO_MEMORY, NULL, 0, 0, "no memory for a trie of %zu keys", count);
  }
  free(labels);
  free(stack.items);
  free(b.units);
  free(b.before);
  free(b.label);
  return status;
}
