/* base: see arena.h. Blocks double in size up to 16 MiB; a rewind keeps the first blocks up to `kept_limit`. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALIGN 16u
#define FIRST_BLOCK ((size_t)64 << 10)
#define LARGEST_BLOCK ((size_t)16 << 20)
#define KEPT ((size_t)24 << 20)

struct tm_block {
  struct tm_block *next;
  size_t size, used;
  size_t padding;
};

void tm_arena_init(tm_arena *arena) { *arena = (tm_arena){.kept_limit = KEPT}; }

void tm_arena_rewind(tm_arena *arena) {
  size_t kept = 0;
  tm_block **link = &arena->first;
  while (*link) {
    tm_block *block = *link;
    if (kept + block->size > arena->kept_limit && kept > 0) {
      *link = block->next;
      free(block);
    } else {
      kept += block->size;
      block->used = 0;
      link = &block->next;
    }
  }
  arena->current = arena->first;
}

void tm_arena_free(tm_arena *arena) {
  for (tm_block *block = arena->first; block;) {
    tm_block *next = block->next;
    free(block);
    block = next;
  }
  arena->first = arena->current = NULL;
}

static void *take_slow(tm_arena *arena, size_t size) {
  while (arena->current && arena->current->next) {
    arena->current = arena->current->next;
    if (arena->current->size - arena->current->used >= size) {
      void *p = (char *)(arena->current + 1) + arena->current->used;
      arena->current->used += size;
      return p;
    }
  }
  size_t want = arena->current ? arena->current->size * 2 : FIRST_BLOCK;
  if (want > LARGEST_BLOCK) want = LARGEST_BLOCK;
  if (want < size) want = size;
  tm_block *block = want < SIZE_MAX - sizeof *block ? malloc(sizeof *block + want) : NULL;
  if (!block) longjmp(*arena->no_memory, 1);
  *block = (tm_block){.size = want, .used = size};
  if (arena->current) {
    block->next = arena->current->next;
    arena->current->next = block;
  } else {
    arena->first = block;
  }
  arena->current = block;
  return block + 1;
}

void *tm_arena_take(tm_arena *arena, size_t size) {
  if (size > SIZE_MAX - ALIGN) longjmp(*arena->no_memory, 1);
  size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
  tm_block *block = arena->current;
  if (block && block->size - block->used >= size) {
    void *p = (char *)(block + 1) + block->used;
    block->used += size;
    return p;
  }
  return take_slow(arena, size);
}

void *tm_arena_zero(tm_arena *arena, size_t size) {
  void *p = tm_arena_take(arena, size);
  memset(p, 0, size);
  return p;
}

void *tm_arena_grow(tm_arena *arena, void *items, size_t count, size_t *capacity, size_t need, size_t item_size) {
  if (need <= *capacity) return items;
  size_t larger = *capacity ? *capacity * 2 : 8;
  if (larger < need) larger = need;
  if (larger > SIZE_MAX / item_size) longjmp(*arena->no_memory, 1);
  void *moved = tm_arena_take(arena, larger * item_size);
  if (count) memcpy(moved, items, count * item_size);
  *capacity = larger;
  return moved;
}

char *tm_arena_printf(tm_arena *arena, const char *format, ...) {
  va_list list, again;
  va_start(list, format);
  va_copy(again, list);
  int n = vsnprintf(NULL, 0, format, list);
  va_end(list);
  size_t size = n < 0 ? 1 : (size_t)n + 1;
  char *text = tm_arena_take(arena, size);
  text[0] = '\0';
  vsnprintf(text, size, format, again);
  va_end(again);
  return text;
}
