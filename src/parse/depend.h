/* parse: which bunsetsu each bunsetsu depends on. After bunsetsu; knows no words, only what features.h shows of them.
 *
 * From right to left, every bunsetsu chooses its head among those that keep the tree projective: its right neighbour, that
 * one's head, and so on to the last. A linear model scores each pair; the trainer makes the same choices over gold trees. */
#ifndef TM_DEPEND_H
#define TM_DEPEND_H

#include "parse/features.h"

/* Heads further up the chain than this are not considered, but for the last bunsetsu, which always is: keeps time linear in
 * texts that no one wrote. In the corpora the longest chain to a head is 12. */
enum { TM_DEPEND_CHAIN = 24, TM_DEPEND_FEATURES = 64 };

/* What a bunsetsu shows as dependent and as head. */
typedef struct tm_depend_node {
  uint32_t base, pos;    /* of the content word */
  uint32_t type;         /* last word without punctuation: particle or conjugated form */
  uint32_t type_comma;   /* the same and whether a comma follows */
  uint32_t type_long;    /* with the word before it */
  uint32_t kind;         /* as a head: part of speech, copula, form */
  uint32_t surface, last_surface;
  uint32_t commas, topics, depth; /* commas, は and open brackets up to and with this bunsetsu */
  uint8_t category;
} tm_depend_node;

typedef struct tm_depend_state {
  const tm_depend_node *nodes; /* nodes[-1] and nodes[count] may be read */
  int32_t count;
  int32_t *head, *leftmost, *children; /* leftmost: the leftmost dependent so far, or -1 */
} tm_depend_state;

tm_depend_state tm_depend_begin(tm_arena *arena, const tm_morph *morphs, const tm_word *words, const tm_bunsetsu *bunsetsu, size_t count);

/* Candidates for the head of `i`, whose right side is settled; room for TM_DEPEND_CHAIN. Returns how many. */
size_t tm_depend_candidates(const tm_depend_state *state, int32_t i, int32_t *out);

/* Features of `i` depending on candidates[k]; at most TM_DEPEND_FEATURES. */
size_t tm_depend_features(const tm_depend_state *state, int32_t i, const int32_t *candidates, size_t count, size_t k, uint32_t *out);

/* Features of the question whether `i` and its head `j` are of link type `link` rather than 'D'. */
size_t tm_depend_link_features(const tm_depend_state *state, int32_t i, int32_t j, uint8_t link, uint32_t *out);

void tm_depend_attach(tm_depend_state *state, int32_t i, int32_t j);

/* Sets head and link of all bunsetsu. */
void tm_depend_run(const tm_linear *model, tm_arena *arena, const tm_morph *morphs, const tm_word *words, tm_bunsetsu *bunsetsu, size_t count);

#endif
