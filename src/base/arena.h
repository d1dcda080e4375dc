/* base: memory that is taken piece by piece and given back all at once.
 *
 * An arena is rewound after each article and keeps its blocks, so in the steady state nothing is allocated.
 * Taking never returns NULL: when memory runs out the arena jumps to the `tm_arena.no_memory` of the entry point that
 * armed it, which rewinds and reports TENMATSU_NO_MEMORY. Code between must own nothing outside the arena. */
#ifndef TM_ARENA_H
#define TM_ARENA_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

typedef struct tm_block tm_block;

typedef struct tm_arena {
  tm_block *first, *current;
  size_t kept_limit;  /* bytes kept after a rewind; larger blocks are freed */
  jmp_buf *no_memory; /* where to go when memory runs out; must be set before taking */
} tm_arena;

void tm_arena_init(tm_arena *arena);
void tm_arena_rewind(tm_arena *arena);
void tm_arena_free(tm_arena *arena);

/* `size` bytes aligned for any type, not cleared / cleared. */
void *tm_arena_take(tm_arena *arena, size_t size);
void *tm_arena_zero(tm_arena *arena, size_t size);

/* Grows an array of `count` items to hold at least `need`; returns the (moved) array, updates *capacity. */
void *tm_arena_grow(tm_arena *arena, void *items, size_t count, size_t *capacity, size_t need, size_t item_size);

#define TM_NEW(arena, type, n) ((type *)tm_arena_take((arena), sizeof(type) * (size_t)(n)))
#define TM_NEW0(arena, type, n) ((type *)tm_arena_zero((arena), sizeof(type) * (size_t)(n)))

/* A growing array in an arena: TM_VECTOR(tm_event) v = {0}; *TM_PUSH(arena, &v) = e; */
#define TM_VECTOR(type)                                                                                                          \
  struct {                                                                                                                       \
    type *items;                                                                                                                 \
    size_t count, capacity;                                                                                                      \
  }
#define TM_PUSH(arena, v)                                                                                                        \
  ((v)->items = (v)->count < (v)->capacity                                                                                       \
                    ? (v)->items                                                                                                 \
                    : tm_arena_grow((arena), (v)->items, (v)->count, &(v)->capacity, (v)->count + 1, sizeof *(v)->items),        \
   &(v)->items[(v)->count++])

/* A formatted, NUL-terminated string in the arena. */
char *tm_arena_printf(tm_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
