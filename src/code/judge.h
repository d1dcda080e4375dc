/* code: where the rules end: a linear model, learnt from reports coded by hand (train/train_judge.c), that weighs who are the
 * parties of an act and whether it is told as an act at all. What the rules found is among its features. See judge.c. */
#ifndef TM_JUDGE_H
#define TM_JUDGE_H

#include "code/events.h"
#include "parse/features.h"

enum { TM_CANDIDATES = 40, TM_CANDIDATE_FEATURES = 176, TM_KEEP_FEATURES = 96 };
enum { TM_PAIR_FEATURES = 16, TM_SURE_FEATURES = 7, TM_REAL_FEATURES = 4 };

/* Weights are log odds times this. */
enum { TM_JUDGE_SCALE = 64 };

/* Log odds, chosen on reports left out of the training: from which somebody is a party beside the likeliest (of meetings and
 * of other acts), from which an act stays (this one with an eye on the totals of the gold
 * too, which tells more acts than the coded reports). */
static const int32_t tm_judge_second_of_mutual = (int32_t)(1.3 * TM_JUDGE_SCALE),
                     tm_judge_second = (int32_t)(2.2 * TM_JUDGE_SCALE), tm_judge_least = (int32_t)(-0.6 * TM_JUDGE_SCALE),
                     tm_judge_keep = (int32_t)(-0.9 * TM_JUDGE_SCALE);

/* Columns of the model's weights. Candidates compete for a part, and as recipient with there being nobody. */
enum {
  TM_JUDGE_ACTOR,
  TM_JUDGE_RECIPIENT,
  TM_JUDGE_ALSO_ACTOR, /* whether one is a party at all, beside the likeliest */
  TM_JUDGE_ALSO_RECIPIENT,
  TM_JUDGE_NOBODY, /* the proposal's own: it has no recipient */
  TM_JUDGE_KEEP,   /* it is told as an act */
  TM_JUDGE_WIDTH = 8
};

/* An act that the lexicon sees in a sentence, as the rules read it. */
typedef struct tm_proposal {
  tm_event event;
  tm_match_found match;
  const char *why; /* the rules refuse it: the reason (static); NULL where they take it */
  bool sport;      /* no event whatever the judge thinks (codebook 1.5) */
} tm_proposal;

/* Where a candidate comes from, as bits. */
enum {
  TM_FROM_MENTION = 1,
  TM_FROM_RULE_ACTOR = 2,
  TM_FROM_RULE_RECIPIENT = 4,
  TM_FROM_SUBJECT = 8,  /* of the sentences before: an omitted subject */
  TM_FROM_SPEAKER = 16, /* of the enclosing statement */
  TM_FROM_BEFORE = 32,  /* last speaker */
  TM_FROM_PAIR = 64,    /* the two told together last */
  TM_FROM_ADDRESSEE = 128,
  TM_FROM_FOCUS = 256,       /* the country that the article is about */
  TM_FROM_OTHER_ACTOR = 512, /* of another act of this sentence or the last act before */
  TM_FROM_OTHER_RECIPIENT = 1024,
  TM_FROM_HOME = 2048,     /* the government of the actor's country */
  TM_FROM_PEOPLE = 4096,   /* its people: whom an unnamed noun means */
  TM_FROM_STATE = 8192,    /* the state of the rules' recipient: who arrested him */
  TM_FROM_NOBODY = 16384,  /* UNK UAF */
  TM_FROM_HISTORY = 32768, /* whom the actor met in acts told before */
  TM_FROM_HEADLINE = 65536 /* of the headline's act */
};

/* Why a mention without a country of its own may be of this one, as bits. */
enum {
  TM_GROUND_RESOLVED = 1,
  TM_GROUND_FOCUS = 2,
  TM_GROUND_SUBJECT = 4,
  TM_GROUND_LAST = 8,
  TM_GROUND_OLDER = 16,
  TM_GROUND_BEFORE = 32,
  TM_GROUND_TOPIC = 64
};

/* Somebody who may be a party: a mention with the list that it ends, or somebody told of before. */
typedef struct tm_candidate {
  tm_parties parties;
  uint32_t key[TM_PARTIES]; /* of each, a hash of country or body */
  int32_t mention;          /* -1 if not named in the sentence */
  uint32_t place;           /* its bunsetsu, if named */
  uint32_t hangs;           /* on which bunsetsu */
  uint8_t case_;            /* tm_case, if named */
  bool subject;             /* marked as subjects are */
  uint32_t source;          /* where it comes from: TM_FROM_ bits */
  uint32_t grounds;         /* of a country that is guessed: TM_GROUND_ bits */
  uint32_t sector, setting; /* a hash; countries told of */
  uint64_t acted_on;        /* candidates on whom it acted in acts told before, as bits */
  uint32_t features[TM_CANDIDATE_FEATURES];
  uint32_t count;
  int32_t score[TM_JUDGE_WIDTH];
} tm_candidate;

/* Who may be a party of the proposal, with features; at most TM_CANDIDATES. Linear in the sentence's mentions. */
size_t tm_judge_candidates(tm_reading *reading, const tm_proposal *proposal, tm_candidate *out);
/* Adds the features of the candidates, which are collected. */
void tm_judge_describe(tm_reading *reading, const tm_proposal *proposal, tm_candidate *candidates, size_t count);
/* What a candidate is to the likeliest actor. TM_PAIR_FEATURES. */
void tm_judge_pair_features(const tm_candidate *candidates, size_t one, size_t actor, uint8_t class_, uint32_t *out);
/* How sure the parties are, for whether the act stays: leads of the likeliest actor and recipient. TM_SURE_FEATURES. */
void tm_judge_sure_features(const tm_proposal *proposal, int32_t actor, int32_t recipient, uint32_t *out);
/* What speaks for and against the act, and for its having no recipient; returns their number. */
size_t tm_judge_keep_features(tm_reading *reading, const tm_proposal *proposal, uint32_t *out);
/* How often real reports tell such acts with no recipient, learnt from those alone: texts written to learn from aim more of them
 * at somebody (Daumé 2007, Frustratingly easy domain adaptation). TM_REAL_FEATURES. */
void tm_judge_real_features(const tm_reading *reading, const tm_proposal *proposal, uint32_t *out);

/* Adds the weights of features to the sums. */
typedef struct tm_weigher {
  void (*weigh)(const void *context, const uint32_t *features, size_t count, int32_t sum[TM_JUDGE_WIDTH]);
  const void *context;
} tm_weigher;

/* The candidates chosen, the likeliest first, and by how much that one leads. */
typedef struct tm_chosen {
  uint8_t items[TM_CANDIDATES];
  size_t count;
  int32_t lead;
} tm_chosen;

/* Chooses actors, then recipients: the likeliest, then others that are nearly sure. `keep`: the proposal's own sums. */
void tm_judge_choose(const tm_weigher *weigher, uint8_t class_, tm_candidate *candidates, size_t count,
                     const int32_t keep[TM_JUDGE_WIDTH], tm_chosen *actors, tm_chosen *recipients);
/* Whether two candidates are the same parties; whether they have a country or body in common. */
bool tm_judge_same_parties(const tm_candidate *a, const tm_candidate *b);
bool tm_judge_shares_key(const tm_candidate *a, const tm_candidate *b);
/* How many keys of a candidate are not among those of the chosen. */
size_t tm_judge_new_keys(const tm_candidate *candidates, const tm_chosen *chosen, size_t one);

uint32_t tm_judge_hash(tm_slice text);

/* Decides the parties of a proposal, then whether it stays; without a model (NULL) the rules have the last word. */
bool tm_judge(tm_reading *reading, const tm_linear *model, tm_proposal *proposal);

/* Checks the image's section "judge". */
tenmatsu_status tm_judge_view(tm_linear *model, const tm_image *image, tenmatsu_error *error);

#endif
