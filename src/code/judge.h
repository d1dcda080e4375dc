/* code: where the rules end: a linear model, learnt from reports coded by hand (train/train_judge.c), that weighs who are the
 * parties of an act and whether it is told as an act at all. What the rules found is among its features. See judge.c. */
#ifndef TM_JUDGE_H
#define TM_JUDGE_H

#include "code/events.h"
#include "parse/features.h"

enum { TM_PAIR_FEATURES = 12, TM_SURE_FEATURES = 7 };
enum { TM_CANDIDATES = 40, TM_CANDIDATE_FEATURES = 144, TM_KEEP_FEATURES = 64 };

/* Weights are log odds times this. */
enum { TM_JUDGE_SCALE = 64 };

/* Log odds, chosen on reports left out of the training: from which somebody is a party beside the likeliest (of meetings and
 * of other acts), from which there is a recipient at all, from which an act stays. */
static const int32_t tm_judge_second_of_mutual = (int32_t)(0.8 * TM_JUDGE_SCALE),
                     tm_judge_second = (int32_t)(2.2 * TM_JUDGE_SCALE), tm_judge_least = (int32_t)(-1.2 * TM_JUDGE_SCALE),
                     tm_judge_keep = (int32_t)(-0.5 * TM_JUDGE_SCALE);

/* Columns of the model's weights. */
enum { TM_JUDGE_ACTOR, TM_JUDGE_RECIPIENT, TM_JUDGE_KEEP, TM_JUDGE_WIDTH = 4 };

/* An act that the lexicon sees in a sentence, as the rules read it. */
typedef struct tm_proposal {
  tm_event event;
  tm_match_found match;
  const char *why; /* the rules refuse it: the reason (static); NULL where they take it */
  bool sport;      /* no event whatever the judge thinks (codebook 1.5) */
} tm_proposal;

/* Where a candidate comes from, as bits of `source`; those that the choice asks for (all are in candidates.c). */
enum { TM_FROM_RULE_ACTOR = 2, TM_FROM_RULE_RECIPIENT = 4, TM_FROM_PEOPLE = 4096, TM_FROM_STATE = 8192 };

/* Somebody who may be a party: a mention with the list that it ends, or somebody told of before. */
typedef struct tm_candidate {
  tm_parties parties;
  int32_t mention;                  /* -1 if not named in the sentence */
  uint32_t source, sector, setting; /* where it comes from, as bits; a hash; countries told of */
  uint32_t features[TM_CANDIDATE_FEATURES];
  uint32_t count;
  int32_t score[TM_JUDGE_WIDTH];
} tm_candidate;

/* Who may be a party of the proposal, with features; at most TM_CANDIDATES. Linear in the sentence's mentions. */
size_t tm_judge_candidates(tm_reading *reading, const tm_proposal *proposal, tm_candidate *out);
/* What a candidate is to the actor already chosen: `same` country or body, the actor's sector as a hash. TM_PAIR_FEATURES. */
void tm_judge_pair_features(const tm_candidate *candidate, uint8_t class_, bool same, uint32_t actor_sector, uint32_t *out);
/* How sure the parties are, for whether the act stays: scores of the likeliest actor and recipient. TM_SURE_FEATURES. */
void tm_judge_sure_features(const tm_proposal *proposal, int32_t actor, int32_t recipient, uint32_t *out);
uint32_t tm_judge_hash(tm_slice text);
/* Whether all who take part are actors of the class's acts. */
static inline bool tm_judge_mutual(uint8_t class_) { return class_ == TM_CONSULT || class_ == TM_COOPERATE; }
/* What speaks for and against the act, its parties being decided. */
size_t tm_judge_keep_features(tm_reading *reading, const tm_proposal *proposal, uint32_t *out);

/* Decides the parties of a proposal, then whether it stays; without a model (NULL) the rules have the last word. */
bool tm_judge(tm_reading *reading, const tm_linear *model, tm_proposal *proposal);

/* Checks the image's section "judge". */
tenmatsu_status tm_judge_view(tm_linear *model, const tm_image *image, tenmatsu_error *error);

#endif
