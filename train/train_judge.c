/* train: learns who the parties of an act are and whether it is told as one (src/code/judge.c); writes model/judge.bin.
 *
 *   train_judge [--quick] IMAGE OUTPUT FILE...
 *
 * --quick learns without measuring.
 * IMAGE: an engine image; its lexicon and parser are used, its judge is not. FILE: reports coded by hand, one JSON object a
 * line: report_date, sentences, events (s, event, status, actor, recipient, trigger), as ../shared/gold has them.
 *
 * Softmax over the candidates for each part, a logistic unit for the act; hashed features, AdaGrad, averaged over rounds. First prints, over five parts of the reports each left out in turn: the share of proposals matched to
 * a coded event whose parties are right by the rules and as learnt, and the F1 of keeping proposals. Then learns from all. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "code/judge.h"
#include "coder.h"
#include "corpus.h"
#include "perceptron.h"

enum { ROUNDS = 16, AVERAGE_FROM = 4, LEAST = 8, PARTS = 5 };
static const float rate = 0.03f, decay = 0.01f;

typedef struct set {
  char code[TM_PARTIES][24], sector[TM_PARTIES][8];
  size_t count;
} set;

typedef struct choice {
  set parties;
  bool right[2]; /* as actor, as recipient */
  bool exact[2]; /* ... and of the sector coded */
} choice;

typedef struct sample {
  size_t report;
  bool real;
  int32_t sentence;
  uint8_t class_, status;
  char words[256];
  bool kept_by_rules, matched, optional;
  set actors, recipients, gold_actors, gold_recipients; /* the rules', the coder's */
  uint32_t keep[TM_KEEP_FEATURES + TM_SURE_FEATURES], keep_count, often[TM_REAL_FEATURES];
  tm_proposal proposal; /* for tm_judge_sure_features; points nowhere but to `why` and the predicate below */
  tm_predicate predicate;
  choice *choices;          /* one for each candidate */
  tm_candidate *candidates; /* their features; what they are of is gone with the report */
  size_t choice_count;
} sample;

typedef struct store {
  sample *items;
  size_t count, capacity;
  size_t report;
  bool real;        /* the report was found, not written for learning */
  uint32_t *starts; /* character offsets of the coded sentences */
  size_t sentences;
} store;

/* ---- proposals ---- */

static void copy(char *out, size_t room, tm_slice text) {
  size_t n = text.length < room - 1 ? text.length : room - 1;
  memcpy(out, text.data, n);
  out[n] = '\0';
}

static bool is_body(const char *code) {
  return !strcmp(code, "IGO") || !strcmp(code, "NGO") || !strcmp(code, "MNC") || !strcmp(code, "IMG");
}

static void read_set(const tm_reading *reading, const tm_parties *parties, set *out) {
  out->count = parties->count;
  for (size_t i = 0; i < parties->count; i++) {
    const tm_actor *a = tm_scene_actor(reading->scene, parties->actor[i]);
    copy(out->code[i], 8, a->code);
    if (is_body(out->code[i])) {
      strcat(out->code[i], " ");
      copy(out->code[i] + strlen(out->code[i]), 16, a->org);
    }
    copy(out->sector[i], 8, a->sector);
  }
}

static void witness(void *context, tm_reading *reading, const tm_proposal *proposal) {
  store *s = context;
  if (s->count == s->capacity) {
    s->capacity = s->capacity ? s->capacity * 2 : 1024;
    s->items = tm_need(realloc(s->items, s->capacity * sizeof *s->items));
  }
  sample *x = &s->items[s->count++];
  *x = (sample){
      .report = s->report, .real = s->real, .sentence = -1, .class_ = proposal->event.class_, .status = proposal->event.status};
  for (size_t i = 0; i < s->sentences; i++)
    if (s->starts[i] <= reading->sentence->start) x->sentence = (int32_t)i;
  copy(x->words, sizeof x->words, tm_chars_slice(reading->parsed.chars, proposal->event.start, proposal->event.end));
  x->kept_by_rules = !proposal->why;
  read_set(reading, &proposal->event.actors, &x->actors);
  read_set(reading, &proposal->event.recipients, &x->recipients);
  x->keep_count = (uint32_t)tm_judge_keep_features(reading, proposal, x->keep);
  tm_judge_real_features(reading, proposal, x->often);
  x->proposal = *proposal;
  x->predicate = *proposal->match.predicate;
  static tm_candidate candidates[TM_CANDIDATES];
  x->choice_count = tm_judge_candidates(reading, proposal, candidates);
  x->choices = tm_need(calloc(x->choice_count + 1, sizeof *x->choices));
  x->candidates = tm_need(malloc((x->choice_count + 1) * sizeof *x->candidates));
  memcpy(x->candidates, candidates, x->choice_count * sizeof *candidates);
  for (size_t i = 0; i < x->choice_count; i++) read_set(reading, &candidates[i].parties, &x->choices[i].parties);
}

/* ---- coded reports ---- */

static void gold_set(const json_t *list, set *out) {
  size_t i;
  json_t *item;
  out->count = 0;
  json_array_foreach(list, i, item) {
    char text[256], *save = NULL;
    copy(text, sizeof text, tm_slice_of(json_string_value(item) ? json_string_value(item) : ""));
    const char *code = strtok_r(text, " ", &save), *next = strtok_r(NULL, " ", &save);
    if (!code || out->count == TM_PARTIES) continue;
    char *to = out->code[out->count];
    snprintf(to, 24, "%.7s", code);
    if (is_body(code) && next) snprintf(to + strlen(to), 17, " %.15s", next);
    snprintf(out->sector[out->count], 8, "%.7s", next && !is_body(code) ? next : "");
    out->count++;
  }
}

static int class_number(const char *name) {
  for (int c = 0; c < TM_CLASSES; c++)
    if (!strcmp(tm_class_name((tm_class)c), name)) return c;
  return -1;
}

/* PLOVER exports future acts as other classes (codebook 2.1). */
static int exported(int class_, bool future) {
  if (!future) return class_;
  if (class_ == TM_CONSULT || class_ == TM_SUPPORT || class_ == TM_COOPERATE || class_ == TM_AID) return TM_AGREE;
  return class_ == TM_RETREAT ? TM_CONCEDE : class_;
}

/* How well a proposal fits a coded event: 0 not at all; words that meet are worth more. */
static int fit(const sample *x, const json_t *event, int32_t sentence) {
  if (x->sentence != sentence) return 0;
  int class_ = class_number(json_string_value(json_object_get(event, "event")));
  const char *status = json_string_value(json_object_get(event, "status"));
  bool future = status && !strcmp(status, "future");
  if (class_ != x->class_ && exported(class_, future) != exported(x->class_, x->status == TENMATSU_FUTURE)) return 0;
  const char *trigger = json_string_value(json_object_get(event, "trigger"));
  int score = 1 + (class_ == x->class_) + x->kept_by_rules;
  size_t n = trigger ? strlen(trigger) : 0, m = strlen(x->words);
  if (n && m && (strstr(trigger, x->words) || strstr(x->words, trigger))) return score + 100;
  size_t most = 0; /* longest common run, in bytes */
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < m; k++) {
      size_t l = 0;
      while (i + l < n && k + l < m && trigger[i + l] == x->words[k + l]) l++;
      most = l > most ? l : most;
    }
  return score + (int)(most > 5 ? most * 2 : 0);
}

static bool in_set(const set *s, const char *code, const char *sector, bool *exact) {
  bool found = false;
  *exact = false;
  for (size_t i = 0; i < s->count; i++)
    if (!strcmp(s->code[i], code)) found = true, *exact = *exact || !strcmp(s->sector[i], sector);
  return found;
}

static bool is_right(const set *parties, const set *mine, const set *other) {
  for (size_t i = 0; i < parties->count; i++) {
    bool exact, other_exact;
    if (!in_set(mine, parties->code[i], parties->sector[i], &exact)) return false;
    if (in_set(other, parties->code[i], parties->sector[i], &other_exact) && other_exact && !exact) return false;
  }
  return parties->count > 0;
}

static bool is_exact(const set *parties, const set *mine) {
  for (size_t i = 0; i < parties->count; i++) {
    bool exact;
    if (!in_set(mine, parties->code[i], parties->sector[i], &exact) || !exact) return false;
  }
  return parties->count > 0;
}

/* Pairs coded events with proposals, best first. */
static void match_report(store *s, size_t first, const json_t *events) {
  size_t n = json_array_size(events);
  bool *used = tm_need(calloc(n + 1, sizeof *used));
  for (;;) {
    int best = 0;
    size_t event = 0;
    sample *proposal = NULL;
    for (size_t e = 0; e < n; e++) {
      const json_t *item = json_array_get(events, e);
      int32_t sentence = (int32_t)json_integer_value(json_object_get(item, "s"));
      for (size_t i = first; i < s->count && !used[e]; i++) {
        int score = s->items[i].matched ? 0 : fit(&s->items[i], item, sentence);
        if (score > best) best = score, event = e, proposal = &s->items[i];
      }
    }
    if (!proposal) break;
    const json_t *item = json_array_get(events, event);
    used[event] = proposal->matched = true;
    const char *status = json_string_value(json_object_get(item, "status"));
    proposal->optional = status && (!strcmp(status, "hypothetical") || !strcmp(status, "negated"));
    gold_set(json_object_get(item, "actor"), &proposal->gold_actors);
    gold_set(json_object_get(item, "recipient"), &proposal->gold_recipients);
    for (size_t c = 0; c < proposal->choice_count; c++) {
      choice *x = &proposal->choices[c];
      x->right[0] = is_right(&x->parties, &proposal->gold_actors, &proposal->gold_recipients);
      x->right[1] = is_right(&x->parties, &proposal->gold_recipients, &proposal->gold_actors);
      x->exact[0] = is_exact(&x->parties, &proposal->gold_actors);
      x->exact[1] = is_exact(&x->parties, &proposal->gold_recipients);
    }
  }
  free(used);
}

static size_t characters(const char *text) {
  size_t n = 0;
  for (; *text; text++) n += ((unsigned char)*text & 0xC0) != 0x80;
  return n;
}

static void read_report(store *s, const json_t *report, const tm_coding *coding, tm_arena *arena, tm_arena *scratch) {
  const json_t *sentences = json_object_get(report, "sentences");
  size_t n = json_array_size(sentences), bytes = 1, at = 0;
  for (size_t i = 0; i < n; i++) bytes += strlen(json_string_value(json_array_get(sentences, i))) + 1;
  char *text = tm_need(malloc(bytes));
  s->starts = tm_need(malloc((n + 1) * sizeof *s->starts));
  s->sentences = n;
  uint32_t place = 0;
  for (size_t i = 0; i < n; i++) {
    const char *sentence = json_string_value(json_array_get(sentences, i));
    s->starts[i] = place;
    place += (uint32_t)characters(sentence) + 1;
    at += (size_t)sprintf(text + at, "%s\n", sentence);
  }
  const char *date = json_string_value(json_object_get(report, "report_date")),
             *doc = json_string_value(json_object_get(report, "doc"));
  s->real = doc && !strncmp(doc, "wk-", 3);
  tenmatsu_article article = {.text = {text, at}, .date = tm_slice_of(date ? date : "")};
  size_t first = s->count;
  tm_arena_rewind(arena);
  tm_article_code(arena, scratch, coding, &article);
  match_report(s, first, json_object_get(report, "events"));
  s->report++;
  free(s->starts);
  free(text);
}

static void read_file(store *s, const char *path, const tm_coding *coding, tm_arena *arena, tm_arena *scratch) {
  FILE *file = fopen(path, "r");
  if (!file) {
    perror(path);
    exit(1);
  }
  char *line = NULL;
  size_t room = 0, number = 0;
  while (getline(&line, &room, file) > 0) {
    json_error_t error;
    json_t *report = json_loads(line, 0, &error);
    number++;
    if (!report) {
      fprintf(stderr, "%s:%zu: %s\n", path, number, error.text);
      exit(1);
    }
    read_report(s, report, coding, arena, scratch);
    json_decref(report);
  }
  free(line);
  fclose(file);
}

/* ---- learning ---- */

static float chance(const tm_learner *l, const uint32_t *features, size_t count, int column) {
  float score[TM_JUDGE_WIDTH] = {0};
  tm_learner_score(l, features, count, 0, score);
  return 1.0f / (1.0f + expf(-score[column]));
}

static void step(tm_learner *l, const uint32_t *features, size_t count, int column, bool yes) {
  float gradient[TM_JUDGE_WIDTH] = {0};
  gradient[column] = chance(l, features, count, column) - (yes ? 1.0f : 0.0f);
  tm_learner_step(l, features, count, 0, gradient);
}

/* How many of `gold` a choice names. */
static size_t coverage(const choice *c, const set *gold) {
  size_t n = 0;
  bool exact;
  for (size_t i = 0; i < gold->count; i++) n += in_set(&c->parties, gold->code[i], "", &exact);
  return n;
}

enum { MOST_FEATURES = TM_CANDIDATE_FEATURES + TM_PAIR_FEATURES };

/* One place in the competition for a part: a candidate, or nobody (more). */
typedef struct place {
  enum { OUT, WRONG, RIGHT } is;
  int column;
  uint32_t features[MOST_FEATURES], count;
  float score;
} place;

static void put_features(place *p, const uint32_t *features, size_t count) {
  memcpy(p->features + p->count, features, count * sizeof *features);
  p->count += (uint32_t)count;
}

/* A step of the softmax over places: those that are right share the mass. Returns the likeliest right one, `n` if there is none. */
static size_t compete(tm_learner *l, place *places, size_t n) {
  float top = -1e9f, all = 0, good = 0;
  size_t best = n;
  for (size_t i = 0; i < n; i++) {
    if (places[i].is == OUT) continue;
    float score[TM_JUDGE_WIDTH] = {0};
    tm_learner_score(l, places[i].features, places[i].count, 0, score);
    places[i].score = score[places[i].column];
    if (places[i].score > top) top = places[i].score;
    if (places[i].is == RIGHT && (best == n || places[i].score > places[best].score)) best = i;
  }
  if (best == n) return n;
  for (size_t i = 0; i < n; i++) {
    if (places[i].is == OUT) continue;
    places[i].score = expf(places[i].score - top);
    all += places[i].score;
    if (places[i].is == RIGHT) good += places[i].score;
  }
  for (size_t i = 0; i < n; i++) {
    if (places[i].is == OUT) continue;
    float gradient[TM_JUDGE_WIDTH] = {0};
    gradient[places[i].column] = places[i].score / all - (places[i].is == RIGHT ? places[i].score / good : 0);
    tm_learner_step(l, places[i].features, places[i].count, 0, gradient);
  }
  return best;
}

/* The first of a part: right are those that name the most of the coder's parties, of the very sector if any is. Returns the
 * likeliest of them; the number of choices if it is nobody. `actor`: the likeliest actor, where the part is the recipient's. */
static size_t learn_first(tm_learner *l, const sample *x, int part, size_t actor) {
  static place places[TM_CANDIDATES + 1];
  const set *gold = part ? &x->gold_recipients : &x->gold_actors;
  size_t n = x->choice_count, most = 0;
  bool exact = false;
  for (size_t c = 0; c < n; c++) {
    if (!x->choices[c].right[part]) continue;
    size_t k = coverage(&x->choices[c], gold);
    if (k > most) most = k, exact = false;
    exact = exact || (k == most && x->choices[c].exact[part]);
  }
  for (size_t c = 0; c < n; c++) {
    const choice *a = &x->choices[c];
    place *p = &places[c];
    p->column = part ? TM_JUDGE_RECIPIENT : TM_JUDGE_ACTOR;
    p->is = !a->right[part] ? WRONG : coverage(a, gold) == most && (!exact || a->exact[part]) ? RIGHT : OUT;
    p->count = 0;
    put_features(p, x->candidates[c].features, x->candidates[c].count);
    if (!part || actor >= n) continue;
    tm_judge_pair_features(x->candidates, c, actor, x->class_, p->features + p->count);
    p->count += TM_PAIR_FEATURES;
  }
  places[n] = (place){.is = !part ? OUT : gold->count ? WRONG : RIGHT, .column = TM_JUDGE_NOBODY};
  put_features(&places[n], x->keep, x->keep_count);
  if (x->real) put_features(&places[n], x->often, TM_REAL_FEATURES);
  size_t best = compete(l, places, n + 1);
  return best > n ? n : best;
}

static float score_of(const tm_learner *l, const place *p) {
  float score[TM_JUDGE_WIDTH] = {0};
  tm_learner_score(l, p->features, p->count, 0, score);
  return score[p->column];
}

/* Whether each candidate is of a part at all. Of the places where a party is named the likeliest learns. */
static void learn_members(tm_learner *l, const sample *x, int part, size_t actor) {
  static place places[TM_CANDIDATES];
  size_t n = x->choice_count;
  bool exact = false; /* somebody is of the very sector: others of his country teach nothing */
  for (size_t c = 0; c < n; c++) exact = exact || (x->choices[c].right[part] && x->choices[c].exact[part]);
  for (size_t c = 0; c < n; c++) {
    const choice *a = &x->choices[c];
    place *p = &places[c];
    *p = (place){.is = !a->right[part] ? WRONG : exact && !a->exact[part] ? OUT : RIGHT};
    p->column = part ? TM_JUDGE_ALSO_RECIPIENT : TM_JUDGE_ALSO_ACTOR;
    put_features(p, x->candidates[c].features, x->candidates[c].count);
    if (part && actor < n) {
      tm_judge_pair_features(x->candidates, c, actor, x->class_, p->features + p->count);
      p->count += TM_PAIR_FEATURES;
    }
    p->score = score_of(l, p);
  }
  for (size_t c = 0; c < n; c++) {
    bool best = places[c].is != OUT;
    for (size_t k = 0; k < n && best && places[c].is == RIGHT; k++)
      best = k == c || !tm_judge_same_parties(&x->candidates[k], &x->candidates[c]) || places[k].score < places[c].score ||
             (places[k].score <= places[c].score && k > c);
    if (best) step(l, places[c].features, places[c].count, places[c].column, places[c].is == RIGHT);
  }
}

static void learn_choices(tm_learner *l, const sample *x) {
  size_t actor = learn_first(l, x, 0, x->choice_count);
  learn_members(l, x, 0, actor);
  if (x->class_ == TM_MOBILIZE) return; /* recipients are left to the rules */
  learn_first(l, x, 1, actor);
  learn_members(l, x, 1, actor);
}

/* Counts all features that the sample may show. */
static void count_features(tm_learner *l, const sample *x) {
  tm_learner_count_all(l, x->keep, x->keep_count);
  if (x->real) tm_learner_count_all(l, x->often, TM_REAL_FEATURES);
  for (size_t c = 0; c < x->choice_count && x->matched; c++) {
    uint32_t features[TM_PAIR_FEATURES];
    tm_learner_count_all(l, x->candidates[c].features, x->candidates[c].count);
    for (size_t k = 0; k < x->choice_count; k++) {
      if (!x->choices[k].right[0] && !x->choices[k].right[1]) continue;
      tm_judge_pair_features(x->candidates, c, k, x->class_, features);
      tm_learner_count_all(l, features, TM_PAIR_FEATURES);
    }
  }
}

static void learn(tm_learner *l, const store *s, size_t left_out) {
  tm_learner_init(l, TM_JUDGE_WIDTH, rate, decay);
  for (size_t i = 0; i < s->count; i++) {
    const sample *x = &s->items[i];
    if (x->report % PARTS == left_out) continue;
    count_features(l, x);
  }
  tm_learner_begin(l, LEAST);
  uint64_t state = 7 + left_out;
  uint32_t *order = tm_need(malloc((s->count + 1) * sizeof *order));
  for (int round = 0; round < ROUNDS; round++) {
    tm_shuffle(order, s->count, &state);
    for (size_t i = 0; i < s->count; i++) {
      const sample *x = &s->items[order[i]];
      if (x->report % PARTS == left_out) continue;
      if (!x->optional) step(l, x->keep, x->keep_count, TM_JUDGE_KEEP, x->matched);
      if (x->matched) learn_choices(l, x);
    }
    if (round >= AVERAGE_FROM) tm_learner_average(l);
  }
  tm_learner_finish(l);
  free(order);
}

/* ---- measuring ---- */

static bool same_codes(const set *a, const set *b) {
  bool exact;
  for (size_t i = 0; i < a->count; i++)
    if (!in_set(b, a->code[i], "", &exact)) return false;
  for (size_t i = 0; i < b->count; i++)
    if (!in_set(a, b->code[i], "", &exact)) return false;
  return true;
}

static void add_set(set *to, const set *more) {
  for (size_t i = 0; i < more->count && to->count < TM_PARTIES; i++) {
    memcpy(to->code[to->count], more->code[i], sizeof to->code[i]);
    memcpy(to->sector[to->count++], more->sector[i], sizeof to->sector[i]);
  }
}

static bool dyad(const sample *x, const set *actors, const set *recipients) {
  if (same_codes(actors, &x->gold_actors) && same_codes(recipients, &x->gold_recipients)) return true;
  bool mutual = x->class_ == TM_CONSULT || x->class_ == TM_COOPERATE || x->class_ == TM_AGREE || x->class_ == TM_SUPPORT;
  if (!mutual && !(x->class_ == TM_ASSAULT && !x->gold_recipients.count)) return false;
  set all = *actors, gold = x->gold_actors;
  add_set(&all, recipients);
  add_set(&gold, &x->gold_recipients);
  return same_codes(&all, &gold);
}

static float odds(int32_t score) { return 1.0f / (1.0f + expf(-(float)score / TM_JUDGE_SCALE)); }

static void weigh(const void *context, const uint32_t *features, size_t count, int32_t sum[TM_JUDGE_WIDTH]) {
  float score[TM_JUDGE_WIDTH] = {0};
  tm_learner_score(context, features, count, 0, score);
  for (int c = 0; c < TM_JUDGE_WIDTH; c++) sum[c] += (int32_t)lrintf(score[c] * TM_JUDGE_SCALE);
}

static void add_chosen(const sample *x, const tm_chosen *chosen, set *out) {
  tm_chosen before = *chosen;
  out->count = 0;
  for (size_t i = 0; i < chosen->count; i++) {
    before.count = i;
    if (!i || tm_judge_new_keys(x->candidates, &before, chosen->items[i])) add_set(out, &x->choices[chosen->items[i]].parties);
  }
}

/* As tm_judge does; the leads of both parts. */
static void decide(const tm_learner *l, const sample *x, set *actors, set *recipients, int32_t *sure, int32_t *aimed) {
  const tm_weigher weigher = {weigh, l};
  int32_t keep[TM_JUDGE_WIDTH] = {0};
  tm_chosen acting, receiving;
  weigh(l, x->keep, x->keep_count, keep);
  weigh(l, x->often, TM_REAL_FEATURES, keep);
  tm_judge_choose(&weigher, x->class_, x->candidates, x->choice_count, keep, &acting, &receiving);
  add_chosen(x, &acting, actors);
  add_chosen(x, &receiving, recipients);
  if (x->class_ == TM_MOBILIZE) *recipients = x->recipients;
  *sure = acting.lead, *aimed = receiving.lead;
}

typedef struct tally {
  size_t matched, rules, learnt, actors[2], recipients[2], kept[2], right[2], gold, reach;
} tally;

/* Adds to the samples of a part how sure a model that has not seen them is of their parties. */
static void add_surety(const tm_learner *l, store *s, size_t part) {
  for (size_t i = 0; i < s->count; i++) {
    sample *x = &s->items[i];
    if (x->report % PARTS != part) continue;
    set actors, recipients;
    int32_t sure, aimed;
    decide(l, x, &actors, &recipients, &sure, &aimed);
    x->proposal.match.predicate = &x->predicate;
    tm_judge_sure_features(&x->proposal, sure, aimed, x->keep + x->keep_count);
    x->keep_count += TM_SURE_FEATURES;
  }
}

static void measure(const tm_learner *l, const store *s, size_t part, bool real, tally *t) {
  for (size_t i = 0; i < s->count; i++) {
    const sample *x = &s->items[i];
    if (x->report % PARTS != part || x->optional || (real && !x->real)) continue;
    bool keep = chance(l, x->keep, x->keep_count, TM_JUDGE_KEEP) > odds(tm_judge_keep);
    t->gold += x->matched;
    t->kept[0] += x->kept_by_rules, t->right[0] += x->kept_by_rules && x->matched;
    t->kept[1] += keep, t->right[1] += keep && x->matched;
    if (!x->matched) continue;
    set actors, recipients, reach = {0};
    int32_t sure, aimed;
    decide(l, x, &actors, &recipients, &sure, &aimed);
    t->matched++;
    t->rules += dyad(x, &x->actors, &x->recipients);
    t->learnt += dyad(x, &actors, &recipients);
    t->actors[0] += same_codes(&x->actors, &x->gold_actors), t->actors[1] += same_codes(&actors, &x->gold_actors);
    t->recipients[0] += same_codes(&x->recipients, &x->gold_recipients);
    t->recipients[1] += same_codes(&recipients, &x->gold_recipients);
    for (size_t c = 0; c < x->choice_count; c++)
      if (x->choices[c].right[0] || x->choices[c].right[1]) add_set(&reach, &x->choices[c].parties);
    set gold = x->gold_actors;
    add_set(&gold, &x->gold_recipients);
    t->reach += same_codes(&reach, &gold);
  }
}

static double share(size_t part, size_t whole) { return whole ? 100.0 * (double)part / (double)whole : 0; }

static void print(const tally *t) {
  printf("matched %zu; parties right: by rules %.1f, as learnt %.1f, reachable %.1f; actors %.1f %.1f; recipients %.1f %.1f\n",
         t->matched, share(t->rules, t->matched), share(t->learnt, t->matched), share(t->reach, t->matched),
         share(t->actors[0], t->matched), share(t->actors[1], t->matched), share(t->recipients[0], t->matched),
         share(t->recipients[1], t->matched));
  for (int k = 0; k < 2; k++)
    printf("kept %s: P %.1f R %.1f F1 %.1f\n", k ? "as learnt" : "by rules", share(t->right[k], t->kept[k]),
           share(t->right[k], t->gold), share(2 * t->right[k], t->kept[k] + t->gold));
}

int main(int count, char **arguments) {
  static bool quick;
  static int first;
  quick = count > 1 && !strcmp(arguments[1], "--quick");
  first = quick ? 2 : 1;
  if (count < first + 3) {
    fprintf(stderr, "usage: train_judge [--quick] IMAGE OUTPUT FILE...\n");
    return 2;
  }
  static tm_rules_coder coder;
  tm_rules_coder_open(&coder, arguments[first]);
  static jmp_buf no_memory;
  coder.arena.no_memory = coder.scratch.no_memory = &no_memory;
  if (setjmp(no_memory)) tm_need(NULL);
  static store s;
  coder.coding.witness = witness;
  coder.coding.context = &s;
  for (int i = first + 2; i < count; i++) read_file(&s, arguments[i], &coder.coding, &coder.arena, &coder.scratch);
  printf("%zu reports, %zu proposals\n", s.report, s.count);
  for (size_t part = 0; part < PARTS; part++) {
    tm_learner l;
    learn(&l, &s, part);
    add_surety(&l, &s, part);
    tm_learner_free(&l);
  }
  tally all = {0}, real = {0};
  for (size_t part = 0; part < PARTS && !quick; part++) {
    tm_learner l;
    learn(&l, &s, part);
    measure(&l, &s, part, false, &all);
    measure(&l, &s, part, true, &real);
    tm_learner_free(&l);
  }
  if (!quick) {
    print(&all);
    printf("found reports alone: ");
    print(&real);
  }
  tm_learner l;
  learn(&l, &s, PARTS);
  for (size_t part = 0; part < PARTS; part++) { /* the mean of models that each lack a part errs less (Breiman 1996, bagging) */
    tm_learner other;
    learn(&other, &s, part);
    tm_learner_add(&l, &other);
    tm_learner_free(&other);
  }
  tm_learner_divide(&l, PARTS + 1);
  l.scale = TM_JUDGE_SCALE;
  tm_learner_write(&l, arguments[first + 1], 1.5f / TM_JUDGE_SCALE);
  return 0;
}
