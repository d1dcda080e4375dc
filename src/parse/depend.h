/* parse: which bunsetsu each bunsetsu depends on. After bunsetsu; knows no words, only what features.h shows of them.
 *
 * From right to left, every bunsetsu chooses its head among those that keep the tree projective: its right neighbour, that
 * one's head, and so on to the last. Each candidate is scored by a network with one hidden layer. Every bunsetsu plays parts
 * (dependent, candidate, what stands beside them); what it brings to the hidden layer in each part is summed once, so a pair
 * costs a few vector additions. The trainer makes the same choices over gold trees with the same functions. */
#ifndef TM_DEPEND_H
#define TM_DEPEND_H

#include "parse/features.h"

/* Heads further up the chain than this are not considered, but for the last bunsetsu, which always is: keeps time linear in
 * texts that no one wrote. In the corpora the longest chain to a head is 12. */
enum { TM_DEPEND_CHAIN = 24, TM_DEPEND_FEATURES = 24, TM_DEPEND_HIDDEN = 64 };

/* The parts of a pair. */
typedef enum tm_depend_part {
  TM_PART_DEPENDENT,
  TM_PART_BEFORE,
  TM_PART_NEXT, /* the dependent, its left and right neighbour */
  TM_PART_HEAD,
  TM_PART_HEAD_BEFORE, /* the candidate, its left neighbour */
  TM_PART_CHILD,       /* the candidate's leftmost dependent so far */
  TM_PART_LOWER,
  TM_PART_HIGHER, /* the candidates before and after it */
  TM_PARTS
} tm_depend_part;

/* What the network gives: whether to depend, and whether as parallel or apposition. */
enum { TM_DEPEND_HEAD, TM_DEPEND_PARALLEL, TM_DEPEND_APPOSITION, TM_DEPEND_OUTPUTS };

/* What a bunsetsu shows as dependent and as head. */
typedef struct tm_depend_node {
  uint32_t base, pos;                /* of the content word */
  uint32_t type;                     /* last word without punctuation: particle or conjugated form */
  uint32_t type_comma;               /* the same and whether a comma follows */
  uint32_t type_long;                /* with the word before it */
  uint32_t kind;                     /* as a head: part of speech, copula, form */
  uint32_t type_coarse, kind_coarse; /* by groups of parts of speech */
  uint32_t last_surface, first_tag;
  uint32_t commas, topics, depth; /* commas, は and open brackets up to and with this bunsetsu */
  uint8_t category;
} tm_depend_node;

typedef struct tm_depend_state {
  const tm_depend_node *nodes; /* nodes[-1] and nodes[count] may be read */
  int32_t count;
  int32_t *head, *leftmost, *children; /* leftmost: the leftmost dependent so far, or -1 */
} tm_depend_state;

tm_depend_state tm_depend_begin(tm_arena *arena, const tm_morph *morphs, const tm_word *words, const tm_bunsetsu *bunsetsu,
                                size_t count);

/* Candidates for the head of `i`, whose right side is settled; room for TM_DEPEND_CHAIN. Returns how many. */
size_t tm_depend_candidates(const tm_depend_state *state, int32_t i, int32_t *out);

/* What bunsetsu `node` (-1 .. count) brings to its part, at most TM_DEPEND_FEATURES. */
size_t tm_depend_part_features(const tm_depend_state *state, int32_t node, tm_depend_part part, uint32_t *out);

/* Which bunsetsu play the parts when `i` depends on candidates[k], and features of the pair itself. */
size_t tm_depend_pair_features(const tm_depend_state *state, int32_t i, const int32_t *candidates, size_t count, size_t k,
                               int32_t nodes[TM_PARTS], uint32_t *out);

/* The "feature" whose row holds the weights of an output. */
static inline uint32_t tm_depend_output(uint32_t output) { return tm_mix(990, output); }

void tm_depend_attach(tm_depend_state *state, int32_t i, int32_t j);

/* Sets head and link of all bunsetsu. */
void tm_depend_run(const tm_linear *model, tm_arena *arena, const tm_morph *morphs, const tm_word *words, tm_bunsetsu *bunsetsu,
                   size_t count);

#endif
