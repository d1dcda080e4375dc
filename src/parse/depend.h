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
 * texts that no one wrote. */
enum { TM_DEPEND_CHAIN = 24, TM_DEPEND_FEATURES = 16, TM_DEPEND_HIDDEN = 64 };

/* The parts of a pair; those that show more come first. */
typedef enum tm_depend_part {
  TM_PART_DEPENDENT,
  TM_PART_HEAD,
  TM_PART_CHILD, /* the candidate's leftmost dependent so far */
  TM_PART_LOWER,
  TM_PART_HIGHER, /* the candidates before and after it */
  TM_PART_BEFORE,
  TM_PART_NEXT,        /* the dependent's left and right neighbour */
  TM_PART_HEAD_BEFORE, /* the candidate's left neighbour */
  TM_PARTS
} tm_depend_part;

/* Features of a pair that take few values; each has a row for every value. */
typedef enum tm_depend_relation {
  TM_RELATION_FAR,
  TM_RELATION_RANK,
  TM_RELATION_COMMAS,
  TM_RELATION_TOPICS,
  TM_RELATION_DEPTH,
  TM_RELATION_CHILDREN,
  TM_RELATION_SAME,
  TM_RELATIONS
} tm_depend_relation;
enum { TM_RELATION_VALUES = 10 };

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

/* What bunsetsu `node` (-1 .. count) shows, at most TM_DEPEND_FEATURES; part p sees the first tm_depend_seen[p] of them. The
 * feature at k has tm_depend_span(k) rows, one for each part that sees it. */
extern const uint8_t tm_depend_seen[TM_PARTS];
size_t tm_depend_node_features(const tm_depend_state *state, int32_t node, uint32_t *out);
size_t tm_depend_span(size_t k);

/* When `i` depends on candidates[k]: which bunsetsu play the parts, how the two relate, and features of their words. */
void tm_depend_parts(const tm_depend_state *state, int32_t i, const int32_t *candidates, size_t count, size_t k,
                     int32_t nodes[TM_PARTS]);
void tm_depend_relations(const tm_depend_state *state, int32_t i, const int32_t *candidates, size_t count, size_t k,
                         uint32_t values[TM_RELATIONS]);
size_t tm_depend_pair_features(const tm_depend_state *state, int32_t i, int32_t head, uint32_t *out);
static inline uint32_t tm_depend_relation_feature(uint32_t relation, uint32_t value) { return tm_mix(101 + relation, value); }

/* The "feature" whose row holds the weights of an output. */
static inline uint32_t tm_depend_output(uint32_t output) { return tm_mix(990, output); }

void tm_depend_attach(tm_depend_state *state, int32_t i, int32_t j);

/* The weights, and from them: sums for the parts of what stands before and after the sentence, and for the values of relations
 * that are looked at together. */
typedef struct tm_depend_vector {
  _Alignas(16) int16_t value[TM_DEPEND_HIDDEN];
} tm_depend_vector;

typedef struct tm_depend_model {
  tm_linear linear;
  tm_depend_vector outputs[TM_DEPEND_OUTPUTS];
  tm_depend_vector place[TM_RELATION_VALUES][TM_RELATION_VALUES]; /* far, rank */
  tm_depend_vector between[4][3][3];                              /* commas, topics, depth */
  tm_depend_vector kin[4][8];                                     /* children, same */
} tm_depend_model;

/* Checks a section and sets the model up. */
tenmatsu_status tm_depend_view(tm_depend_model *model, const void *data, size_t size, tenmatsu_error *error);

/* Sets head and link of all bunsetsu. */
void tm_depend_run(const tm_depend_model *model, tm_arena *arena, const tm_morph *morphs, const tm_word *words,
                   tm_bunsetsu *bunsetsu, size_t count);

#endif
