/* parse: predicate arguments: who or what fills ガ, ヲ, ニ ... of each predicate and event noun of a sentence, also where no
 * particle tells: under は, in relative clauses, in coordination, left out.
 *
 * A linear model scores every pair of a word that takes arguments (target) and a noun phrase within reach, for every case at
 * once; for each case the likeliest phrase fills it, if it is likelier than none. Cases are those on the surface: of a passive
 * ガ is who is acted on, as in the Kyoto University corpora from which it is learnt (train/train_argument.c). */
#ifndef TM_ARGUMENT_H
#define TM_ARGUMENT_H

#include "parse/clause.h"
#include "parse/features.h"

typedef enum tm_argument_case {
  TM_ARGUMENT_GA,
  TM_ARGUMENT_WO,
  TM_ARGUMENT_NI,
  TM_ARGUMENT_TO,
  TM_ARGUMENT_DE,
  TM_ARGUMENT_KARA,
  TM_ARGUMENT_MADE,
  TM_ARGUMENT_CASES = 8 /* the width of a row */
} tm_argument_case;

/* Weights are log odds times this. */
enum { TM_ARGUMENT_SCALE = 32, TM_ARGUMENT_REACH = 32, TM_ARGUMENT_FEATURES = 40 };

/* A word that takes arguments. */
typedef struct tm_target {
  uint32_t bunsetsu;
  int32_t predicate;                 /* -1: an event noun that is no predicate */
  uint32_t low, high;                /* bunsetsu [low, high) within reach */
  const int16_t *score;              /* TM_ARGUMENT_CASES log odds of each bunsetsu from `low`; INT16_MIN: no noun phrase */
  int32_t filler[TM_ARGUMENT_CASES]; /* bunsetsu; -1: none */
} tm_target;

/* The arguments of a sentence: each target is scored when it is first asked for. */
typedef struct tm_arguments {
  const tm_linear *model;
  tm_arena *arena;
  const tm_clauses *clauses;
  const tm_word *words;
  tm_target **target_of; /* of each bunsetsu; NULL: not asked for yet */
} tm_arguments;

/* What the model sees of a target, once for all its pairs. */
typedef struct tm_argument_frame {
  int32_t bunsetsu, predicate;
  uint32_t base, voice, marked, form;
} tm_argument_frame;

/* Whether a bunsetsu takes arguments / may be one. */
bool tm_takes_arguments(const tm_clauses *clauses, uint32_t bunsetsu);
bool tm_may_be_argument(const tm_clauses *clauses, uint32_t bunsetsu);

tm_argument_frame tm_argument_frame_of(const tm_clauses *clauses, const tm_word *words, uint32_t bunsetsu);
/* Features of a pair; returns their number. */
size_t tm_argument_features(const tm_clauses *clauses, const tm_word *words, const tm_argument_frame *frame, uint32_t bunsetsu,
                            uint32_t out[TM_ARGUMENT_FEATURES]);

/* Makes ready for a sentence; what is found lives in `arena`. */
void tm_arguments_begin(const tm_linear *model, tm_arena *arena, const tm_clauses *clauses, const tm_word *words,
                        tm_arguments *arguments);

/* The same with the parser's model and the words of the clauses' sentence. */
void tm_parse_arguments(const tm_parser *parser, tm_arena *arena, const tm_clauses *clauses, tm_arguments *arguments);

/* The arguments of the word in a bunsetsu, NULL if it takes none. Looks at TM_ARGUMENT_REACH bunsetsu to each side. */
const tm_target *tm_arguments_of(tm_arguments *arguments, uint32_t bunsetsu);

/* The score of `bunsetsu` for a case of a target; INT16_MIN if it is no noun phrase or out of reach. */
int16_t tm_argument_score(const tm_target *target, uint32_t bunsetsu, tm_argument_case case_);

#endif
