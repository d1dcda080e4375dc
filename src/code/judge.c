/* code: see judge.h. Each candidate is scored as actor and as recipient by a logistic model over hashed features; whoever is
 * likelier than not is a party. Then the act as a whole is scored. Weights are 8-bit rows of a tm_linear. */
#include "code/judge.h"
#include "code/parties.h"

tenmatsu_status tm_judge_view(tm_linear *model, const tm_image *image, tenmatsu_error *error) {
  const void *data;
  size_t size;
  tenmatsu_status status = tm_image_section(image, "judge", &data, &size, error);
  return status ? status : tm_linear_view(model, "judge", TM_JUDGE_WIDTH, 1, data, size, error);
}

/* Adds the weights of features to the sums. */
static void score(const tm_linear *model, const uint32_t *features, size_t count, int32_t *sum) {
  tm_linear_prefetch(model, features, count);
  for (size_t f = 0; f < count; f++) {
    const int8_t *row = model->weights + (size_t)tm_linear_row(model, features[f]) * TM_JUDGE_WIDTH;
    for (int c = 0; c < TM_JUDGE_WIDTH; c++) sum[c] += row[c];
  }
}

static bool is_unknown(const tm_reading *reading, const tm_parties *parties) {
  return tm_slice_is(tm_scene_actor(reading->scene, parties->actor[0])->code, "UNK");
}

static bool same_parties(const tm_candidate *a, const tm_candidate *b) {
  return a->parties.count == b->parties.count &&
         !memcmp(a->parties.actor, b->parties.actor, a->parties.count * sizeof *a->parties.actor);
}

/* Unnamed people are only acted on, an unnamed state only acts. */
static bool may_be(const tm_candidate *c, int column) {
  if (c->mention >= 0 || c->source & (TM_FROM_RULE_ACTOR | TM_FROM_RULE_RECIPIENT)) return true;
  return !(c->source & (column == TM_JUDGE_ACTOR ? TM_FROM_PEOPLE : TM_FROM_STATE));
}

static bool is_told(const tm_candidate *c, int column) {
  return c->mention >= 0 || c->source & (column == TM_JUDGE_ACTOR ? TM_FROM_RULE_ACTOR : TM_FROM_RULE_RECIPIENT);
}

static bool is_among(const tm_candidate *c, const tm_candidate *const *some, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (same_parties(c, some[i])) return true;
  return false;
}

static bool shares_country(const tm_reading *reading, const tm_parties *a, const tm_parties *b) {
  for (size_t i = 0; i < a->count; i++)
    for (size_t k = 0; k < b->count; k++) {
      const tm_actor *x = tm_scene_actor(reading->scene, a->actor[i]), *y = tm_scene_actor(reading->scene, b->actor[k]);
      if (tm_slice_equal(x->code, y->code) && tm_slice_equal(x->org, y->org)) return true;
    }
  return false;
}

/* Somebody named in the sentence goes before one of the same country who is only understood, unless much less likely. */
static const tm_candidate *named_for(const tm_reading *reading, const tm_candidate *candidates, size_t count, int column,
                                     const tm_candidate *best, const tm_candidate *const *taken, size_t taken_count) {
  const tm_candidate *named = NULL;
  if (!best || is_told(best, column)) return best;
  for (size_t i = 0; i < count; i++) {
    const tm_candidate *c = &candidates[i];
    if (!is_told(c, column) || is_among(c, taken, taken_count) || c->score[column] < best->score[column] - 2 * TM_JUDGE_SCALE)
      continue;
    if (c->parties.count == best->parties.count && shares_country(reading, &c->parties, &best->parties) &&
        (!named || c->score[column] > named->score[column]))
      named = c;
  }
  return named ? named : best;
}

/* The likeliest candidate of a column, but for those of `taken`. */
static const tm_candidate *likeliest(const tm_reading *reading, const tm_candidate *candidates, size_t count, int column,
                                     const tm_candidate *const *taken, size_t taken_count) {
  const tm_candidate *best = NULL;
  for (size_t i = 0; i < count; i++)
    if (may_be(&candidates[i], column) && !is_among(&candidates[i], taken, taken_count) &&
        (!best || candidates[i].score[column] > best->score[column]))
      best = &candidates[i];
  return named_for(reading, candidates, count, column, best, taken, taken_count);
}

/* Adds the candidates of a column that are as likely as `least`, the likeliest first; each country once. */
static void add_others(const tm_reading *reading, const tm_candidate *candidates, size_t count, int column, int32_t least,
                       const tm_candidate **chosen, size_t *chosen_count, tm_parties *out) {
  for (;;) {
    const tm_candidate *next = NULL;
    for (size_t i = 0; i < count; i++) {
      const tm_candidate *c = &candidates[i];
      if (c->score[column] < least || is_among(c, chosen, *chosen_count) || is_unknown(reading, &c->parties)) continue;
      if (!may_be(c, column)) continue;
      if (column == TM_JUDGE_ACTOR && c->score[TM_JUDGE_RECIPIENT] > c->score[column]) continue;
      bool more = false; /* somebody of another country */
      for (size_t k = 0; k < c->parties.count && !more; k++) {
        tm_parties one = {.actor = {c->parties.actor[k]}, .count = 1};
        more = !shares_country(reading, &one, out);
      }
      if (more && (!next || c->score[column] > next->score[column])) next = c;
    }
    if (!next) return;
    next = named_for(reading, candidates, count, column, next, chosen, *chosen_count);
    chosen[(*chosen_count)++] = next;
    for (size_t k = 0; k < next->parties.count; k++) {
      tm_parties one = {.actor = {next->parties.actor[k]}, .count = 1};
      if (!shares_country(reading, &one, out)) tm_parties_join(out, &one);
    }
  }
}

/* The likeliest actor, and all others that are nearly sure; of meetings all that are likely. */
static size_t choose_actors(const tm_reading *reading, uint8_t class_, const tm_candidate *candidates, size_t count,
                            const tm_candidate **chosen, tm_parties *out) {
  int32_t second = tm_judge_mutual(class_) ? tm_judge_second_of_mutual : tm_judge_second;
  const tm_candidate *best = likeliest(reading, candidates, count, TM_JUDGE_ACTOR, NULL, 0);
  out->count = 0;
  if (!best) return 0;
  size_t n = 1;
  chosen[0] = best;
  *out = best->parties;
  if (!is_unknown(reading, out)) add_others(reading, candidates, count, TM_JUDGE_ACTOR, second, chosen, &n, out);
  return n;
}

/* The likeliest recipient beside the actors chosen, if it is likely at all, and others that are nearly sure. Returns the
 * likeliest one's score. */
static int32_t choose_recipients(const tm_reading *reading, const tm_linear *model, uint8_t class_, tm_candidate *candidates,
                                 size_t count, const tm_candidate **actors, size_t actor_count, const tm_parties *acting,
                                 tm_parties *out) {
  uint32_t sector = acting->count ? tm_judge_hash(tm_scene_actor(reading->scene, acting->actor[0])->sector) : 0;
  out->count = 0;
  for (size_t i = 0; i < count; i++) {
    tm_candidate *c = &candidates[i];
    uint32_t features[TM_PAIR_FEATURES];
    tm_judge_pair_features(c, class_, shares_country(reading, &c->parties, acting), sector, features);
    score(model, features, TM_PAIR_FEATURES, c->score);
  }
  const tm_candidate *best = likeliest(reading, candidates, count, TM_JUDGE_RECIPIENT, actors, actor_count);
  if (!best || best->score[TM_JUDGE_RECIPIENT] <= tm_judge_least) return best ? best->score[TM_JUDGE_RECIPIENT] : INT16_MIN;
  *out = best->parties;
  actors[actor_count++] = best;
  add_others(reading, candidates, count, TM_JUDGE_RECIPIENT, tm_judge_second, actors, &actor_count, out);
  return best->score[TM_JUDGE_RECIPIENT];
}

bool tm_judge(tm_reading *reading, const tm_linear *model, tm_proposal *proposal) {
  if (!model) return !proposal->why;
  tm_event *e = &proposal->event;
  uint32_t features[TM_KEEP_FEATURES];
  int32_t keep[TM_JUDGE_WIDTH] = {0};
  score(model, features, tm_judge_keep_features(reading, proposal, features), keep);
  tm_candidate *candidates = reading->candidates;
  size_t count = tm_judge_candidates(reading, proposal, candidates);
  for (size_t i = 0; i < count; i++) score(model, candidates[i].features, candidates[i].count, candidates[i].score);
  const tm_candidate *actors[2 * TM_CANDIDATES];
  tm_parties acting, receiving;
  size_t actor_count = choose_actors(reading, e->class_, candidates, count, actors, &acting);
  int32_t sure = actor_count ? actors[0]->score[TM_JUDGE_ACTOR] : INT16_MIN;
  int32_t aimed = choose_recipients(reading, model, e->class_, candidates, count, actors, actor_count, &acting, &receiving);
  tm_judge_sure_features(proposal, sure, aimed, features);
  score(model, features, TM_SURE_FEATURES, keep);
  e->actors = acting;
  e->judged = true;
  e->sure_act = keep[TM_JUDGE_KEEP], e->sure_actor = sure, e->sure_recipient = aimed;
  if (e->class_ != TM_MOBILIZE)
    e->recipients = receiving; /* at whom forces are directed: the rules know borders, coders differ */
  if (e->actors.count && tm_class_verbal((tm_class)e->class_) && tm_bystander(reading, e->actors.actor[0])) {
    if (!proposal->why) proposal->why = "words of experts, journalists and former officials are statements only";
    return false;
  }
  if (keep[TM_JUDGE_KEEP] > tm_judge_keep && e->actors.count) return true;
  if (!proposal->why) proposal->why = e->actors.count ? "unlikely to be told as an act (learnt)" : "no actor is told";
  return false;
}
