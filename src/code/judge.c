/* code: see judge.h. Each candidate's hashed features are weighed for each part that it may play; candidates compete for a part
 * in a softmax, and with nobody. Then the act as a whole is weighed. Weights are 8-bit rows of a tm_linear. */
#include "code/judge.h"

#include <math.h>

#include "code/parties.h"

tenmatsu_status tm_judge_view(tm_linear *model, const tm_image *image, tenmatsu_error *error) {
  const void *data;
  size_t size;
  tenmatsu_status status = tm_image_section(image, "judge", &data, &size, error);
  return status ? status : tm_linear_view(model, "judge", TM_JUDGE_WIDTH, 1, data, size, error);
}

static void weigh(const void *context, const uint32_t *features, size_t count, int32_t sum[TM_JUDGE_WIDTH]) {
  const tm_linear *model = context;
  uint32_t rows[TM_CANDIDATE_FEATURES];
  tm_linear_prefetch(model, features, count);
  size_t known = tm_linear_find(model, features, count, rows, TM_JUDGE_WIDTH);
  for (size_t k = 0; k < known; k++) {
    const int8_t *row = model->weights + (size_t)rows[k] * TM_JUDGE_WIDTH;
    for (int c = 0; c < TM_JUDGE_WIDTH; c++) sum[c] += row[c];
  }
}

enum { DEEPEST = 60 * TM_JUDGE_SCALE, NEVER = -DEEPEST }; /* log odds below which all is the same */

/* Unnamed people are only acted on, an unnamed state only acts. */
static bool may_be(const tm_candidate *c, int column) {
  if (c->mention >= 0 || c->source & (TM_FROM_RULE_ACTOR | TM_FROM_RULE_RECIPIENT)) return true;
  return !(c->source & (column == TM_JUDGE_ACTOR ? TM_FROM_PEOPLE : TM_FROM_STATE));
}

static bool is_told(const tm_candidate *c, int column) {
  return c->mention >= 0 || c->source & (column == TM_JUDGE_ACTOR ? TM_FROM_RULE_ACTOR : TM_FROM_RULE_RECIPIENT);
}

bool tm_judge_same_parties(const tm_candidate *a, const tm_candidate *b) {
  return a->parties.count == b->parties.count &&
         !memcmp(a->parties.actor, b->parties.actor, a->parties.count * sizeof *a->parties.actor);
}

static bool is_among(const tm_candidate *candidates, size_t one, const tm_chosen *chosen) {
  for (size_t i = 0; i < chosen->count; i++)
    if (tm_judge_same_parties(&candidates[one], &candidates[chosen->items[i]])) return true;
  return false;
}

static bool has_key(const tm_candidate *c, uint32_t key) {
  for (size_t i = 0; i < c->parties.count; i++)
    if (c->key[i] == key) return true;
  return false;
}

size_t tm_judge_new_keys(const tm_candidate *candidates, const tm_chosen *chosen, size_t one) {
  size_t n = 0;
  for (size_t k = 0; k < candidates[one].parties.count; k++) {
    bool old = false;
    for (size_t i = 0; i < chosen->count && !old; i++) old = has_key(&candidates[chosen->items[i]], candidates[one].key[k]);
    n += !old;
  }
  return n;
}

bool tm_judge_shares_key(const tm_candidate *a, const tm_candidate *b) {
  for (size_t i = 0; i < a->parties.count; i++)
    if (has_key(b, a->key[i])) return true;
  return false;
}

/* Somebody named in the sentence goes before one of the same country who is only understood, unless much less likely. */
static size_t named_for(const tm_candidate *candidates, size_t count, int column, size_t best, const tm_chosen *taken) {
  size_t named = count;
  if (best == count || is_told(&candidates[best], column)) return best;
  for (size_t i = 0; i < count; i++) {
    const tm_candidate *c = &candidates[i];
    if (!is_told(c, column) || is_among(candidates, i, taken) ||
        c->score[column] < candidates[best].score[column] - 2 * TM_JUDGE_SCALE)
      continue;
    if (c->parties.count == candidates[best].parties.count && tm_judge_shares_key(c, &candidates[best]) &&
        (named == count || c->score[column] > candidates[named].score[column]))
      named = i;
  }
  return named < count ? named : best;
}

static bool same_keys(const tm_candidate *a, const tm_candidate *b) {
  if (a->parties.count != b->parties.count) return false;
  for (size_t i = 0; i < a->parties.count; i++)
    if (!has_key(b, a->key[i])) return false;
  return true;
}

/* The likeliest candidate of a column, but for those of `taken`, of the country or body that is likeliest in all its forms;
 * `count` if there is none. `lead`: log odds of that country against all others and `nobody`. */
static size_t likeliest(const tm_candidate *candidates, size_t count, int column, const tm_chosen *taken, int32_t nobody,
                        int32_t *lead) {
  float share[TM_CANDIDATES], all, most = 0;
  int32_t top = nobody; /* taken off all, so that no sum of weights is too large for its exponential */
  for (size_t i = 0; i < count; i++)
    if (candidates[i].score[column] > top) top = candidates[i].score[column];
  all = expf((float)(nobody - top) / TM_JUDGE_SCALE);
  for (size_t i = 0; i < count; i++) {
    bool fit = may_be(&candidates[i], column) && !is_among(candidates, i, taken);
    int32_t below = top - candidates[i].score[column];
    share[i] = fit ? expf(-(float)(below < DEEPEST ? below : DEEPEST) / TM_JUDGE_SCALE) : 0;
    all += share[i];
  }
  size_t best = count;
  for (size_t i = 0; i < count; i++) {
    float sum = 0;
    for (size_t k = 0; k < count && share[i] > 0; k++)
      if (same_keys(&candidates[i], &candidates[k])) sum += share[k];
    if (share[i] > 0 && (sum > most * 1.0001f || (best < count && sum > most * 0.9999f && share[i] > share[best])))
      best = i, most = sum;
  }
  if (best == count) return best;
  float rest = all - most;
  *lead = (int32_t)lrintf(logf(most / (rest > 1e-6f * all ? rest : 1e-6f * all)) * TM_JUDGE_SCALE);
  return named_for(candidates, count, column, best, taken);
}

/* Adds others to the first chosen, the likeliest first, as long as they are as likely as `least`. */
static void add_others(const tm_candidate *candidates, size_t count, int column, int32_t least, const tm_chosen *taken,
                       tm_chosen *chosen) {
  int also = column == TM_JUDGE_ACTOR ? TM_JUDGE_ALSO_ACTOR : TM_JUDGE_ALSO_RECIPIENT;
  while (chosen->count < TM_CANDIDATES) {
    size_t next = count;
    for (size_t i = 0; i < count; i++) {
      const tm_candidate *c = &candidates[i];
      if (c->score[also] < least || !may_be(c, column) || c->source & TM_FROM_NOBODY || is_among(candidates, i, taken)) continue;
      if (column == TM_JUDGE_ACTOR && c->score[TM_JUDGE_ALSO_RECIPIENT] > c->score[also]) continue;
      if ((next == count || c->score[also] > candidates[next].score[also]) && tm_judge_new_keys(candidates, chosen, i)) next = i;
    }
    if (next == count) return;
    chosen->items[chosen->count++] = (uint8_t)next;
  }
}

void tm_judge_choose(const tm_weigher *w, uint8_t class_, tm_candidate *candidates, size_t count,
                     const int32_t keep[TM_JUDGE_WIDTH], tm_chosen *actors, tm_chosen *recipients) {
  const tm_chosen nobody = {0};
  bool mutual = class_ == TM_CONSULT || class_ == TM_COOPERATE;
  actors->count = recipients->count = 0;
  actors->lead = recipients->lead = INT16_MIN;
  for (size_t i = 0; i < count; i++) {
    memset(candidates[i].score, 0, sizeof candidates[i].score);
    w->weigh(w->context, candidates[i].features, candidates[i].count, candidates[i].score);
  }
  size_t actor = likeliest(candidates, count, TM_JUDGE_ACTOR, &nobody, NEVER, &actors->lead);
  if (actor == count) return;
  actors->items[actors->count++] = (uint8_t)actor;
  if (!(candidates[actor].source & TM_FROM_NOBODY))
    add_others(candidates, count, TM_JUDGE_ACTOR, mutual ? tm_judge_second_of_mutual : tm_judge_second, &nobody, actors);
  for (size_t i = 0; i < count; i++) {
    uint32_t features[TM_PAIR_FEATURES];
    tm_judge_pair_features(candidates, i, actor, class_, features);
    w->weigh(w->context, features, TM_PAIR_FEATURES, candidates[i].score);
  }
  size_t recipient = likeliest(candidates, count, TM_JUDGE_RECIPIENT, actors, keep[TM_JUDGE_NOBODY], &recipients->lead);
  if (recipient == count || recipients->lead <= tm_judge_least) return;
  recipients->items[recipients->count++] = (uint8_t)recipient;
  add_others(candidates, count, TM_JUDGE_RECIPIENT, tm_judge_second, actors, recipients);
}

/* All parties chosen, each country or body once. */
static tm_parties parties_of(const tm_candidate *candidates, const tm_chosen *chosen) {
  tm_parties out = {0};
  if (!chosen->count) return out;
  out = candidates[chosen->items[0]].parties;
  for (size_t i = 1; i < chosen->count; i++) {
    const tm_candidate *c = &candidates[chosen->items[i]];
    for (size_t k = 0; k < c->parties.count; k++) {
      bool old = false;
      for (size_t x = 0; x < i && !old; x++) old = has_key(&candidates[chosen->items[x]], c->key[k]);
      if (!old) tm_parties_add(&out, c->parties.actor[k]);
    }
  }
  return out;
}

bool tm_judge(tm_reading *reading, const tm_linear *model, tm_proposal *proposal) {
  if (!model) return !proposal->why;
  const tm_weigher weigher = {weigh, model};
  tm_event *e = &proposal->event;
  uint32_t features[TM_KEEP_FEATURES];
  int32_t keep[TM_JUDGE_WIDTH] = {0};
  weigh(model, features, tm_judge_keep_features(reading, proposal, features), keep);
  tm_judge_real_features(reading, proposal, features);
  weigh(model, features, TM_REAL_FEATURES, keep);
  tm_candidate *candidates = reading->candidates;
  size_t count = tm_judge_candidates(reading, proposal, candidates);
  tm_chosen actors, recipients;
  tm_judge_choose(&weigher, e->class_, candidates, count, keep, &actors, &recipients);
  tm_judge_sure_features(proposal, actors.lead, recipients.lead, features);
  weigh(model, features, TM_SURE_FEATURES, keep);
  e->actors = parties_of(candidates, &actors);
  e->judged = true;
  e->sure_act = keep[TM_JUDGE_KEEP], e->sure_actor = actors.lead, e->sure_recipient = recipients.lead;
  if (e->class_ != TM_MOBILIZE)
    e->recipients = parties_of(candidates, &recipients); /* at whom forces are directed: the rules know borders, coders differ */
  if (e->actors.count && tm_class_verbal((tm_class)e->class_) && tm_bystander(reading, e->actors.actor[0])) {
    if (!proposal->why) proposal->why = "words of experts, journalists and former officials are statements only";
    return false;
  }
  if (keep[TM_JUDGE_KEEP] > tm_judge_keep && e->actors.count) return true;
  if (!proposal->why) proposal->why = e->actors.count ? "unlikely to be told as an act (learnt)" : "no actor is told";
  return false;
}
