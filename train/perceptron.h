/* train: linear models over hashed features, learnt by gradient steps of their own size for each weight (AdaGrad, Duchi 2011),
 * averaged over the rounds, and written as 8-bit numbers. */
#ifndef TM_PERCEPTRON_H
#define TM_PERCEPTRON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct tm_learner {
  uint32_t width;
  size_t rows, active;
  uint32_t *row;          /* the first of each feature; 0 = not learnt */
  uint16_t *seen;         /* while counting: how often each feature was met */
  uint8_t *span;          /* rows of each feature, one for each part it plays */
  uint8_t *fixed;         /* features that decide alone: TM_ROW_NO, TM_ROW_YES */
  uint32_t *tally[2];     /* while fixing: how often each feature went with no and with yes */
  float *weight, *square; /* rows * width */
  double *sum;            /* of the weights at the end of each averaged round */
  size_t rounds;
  float rate, decay;
  float scale;             /* of the 8-bit weights, where their sums are compared with numbers; 0: the largest fills the range */
  uint32_t output_rows[8]; /* rows with a scale of their own: weights of a network's outputs */
  size_t output_count;
} tm_learner;

void tm_learner_init(tm_learner *learner, uint32_t width, float rate, float decay);

void tm_learner_free(tm_learner *learner);

/* First all features are counted, then those met `least` times get `span` rows. */
void tm_learner_count(tm_learner *learner, uint32_t feature, size_t span);
void tm_learner_count_all(tm_learner *learner, const uint32_t *features, size_t count);
void tm_learner_begin(tm_learner *learner, uint16_t least);

/* The first row of a feature, 0 if it is not learnt. */
uint32_t tm_learner_row(const tm_learner *learner, uint32_t feature);

/* Adds the scores of all classes (columns) to score[0..width): each feature's row `part`. */
void tm_learner_score(const tm_learner *learner, const uint32_t *features, size_t count, size_t part, float *score);

/* One step: gradient[c] of the loss with respect to the score of each class; small ones are passed over. */
void tm_learner_step(tm_learner *learner, const uint32_t *features, size_t count, size_t part, const float *gradient);

/* Adds the weights as they are now to the average. */
void tm_learner_average(tm_learner *learner);

/* After learning: features with which the model nearly always (but for `impure` of the cases) says no, or also yes, decide
 * alone and need no row. */
void tm_learner_tally(tm_learner *learner, uint32_t feature, bool yes);
void tm_learner_fix(tm_learner *learner, uint32_t least, double impure, bool also_yes);

/* Replaces the weights by their average; writes those not near zero as a tm_linear section. Prints sizes. */
void tm_learner_finish(tm_learner *learner);
void tm_learner_write(const tm_learner *learner, const char *path, float negligible);

/* Adds the weights of another model of the same width, as far as this one has the features; divides all weights. */
void tm_learner_add(tm_learner *learner, const tm_learner *other);
void tm_learner_divide(tm_learner *learner, float by);

/* Repeatable random numbers and a shuffle of 0..count-1. */
uint32_t tm_random(uint64_t *state);
void tm_shuffle(uint32_t *order, size_t count, uint64_t *state);

#endif
