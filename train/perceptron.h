/* train: linear models over hashed features, learnt by gradient steps of their own size for each weight (AdaGrad, Duchi 2011),
 * averaged over the rounds, and written as 16-bit numbers. */
#ifndef TM_PERCEPTRON_H
#define TM_PERCEPTRON_H

#include <stddef.h>
#include <stdint.h>

typedef struct tm_learner {
  uint32_t rows, width;
  float *weight, *square; /* rows * width */
  double *sum;            /* of the weights at the end of each averaged round */
  size_t rounds;
  float rate, decay;
} tm_learner;

void tm_learner_init(tm_learner *learner, uint32_t rows, uint32_t width, float rate, float decay);

/* Score of one class (column). */
float tm_learner_score(const tm_learner *learner, const uint32_t *features, size_t count, uint32_t column);

/* One step: `gradient` of the loss with respect to the score of that class. */
void tm_learner_step(tm_learner *learner, const uint32_t *features, size_t count, uint32_t column, float gradient);

/* Adds the weights as they are now to the average. */
void tm_learner_average(tm_learner *learner);

/* Replaces the weights by their average; writes them, scaled so that the largest fits well, as a tm_linear section. */
void tm_learner_finish(tm_learner *learner);
void tm_learner_write(const tm_learner *learner, const char *path);

/* Repeatable random numbers and a shuffle of 0..count-1. */
uint32_t tm_random(uint64_t *state);
void tm_shuffle(uint32_t *order, size_t count, uint64_t *state);

#endif
