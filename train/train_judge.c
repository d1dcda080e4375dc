/* train: learns who the parties of an act are and whether it is told as one (src/code/judge.c); writes model/judge.bin.
 *
 *   train_judge [--quick] IMAGE OUTPUT FILE...
 *
 * --quick learns without measuring.
 * IMAGE: an engine image; its lexicon and parser are used, its judge is not. FILE: reports coded by hand, one JSON object a
 * line: report_date, sentences, events (s, event, status, actor, recipient, trigger), as ../shared/gold has them.
 *
 * Logistic units over hashed features, AdaGrad, averaged over rounds. A party named in several places counts once: its
 * likeliest place learns. First prints, over five parts of the reports each left out in turn: the share of proposals matched to
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

enum { ROUNDS = 16, AVERAGE_FROM = 4, LEAST = 4, PARTS = 5 };
static const float rate = 0.03f, decay = 0.01f;

typedef struct set {
  char code[TM_PARTIES][24], sector[TM_PARTIES][8];
  size_t count;
} set;

typedef struct choice {
  set parties;
  tm_candidate *candidate;          /* its features and what tm_judge_pair_features asks for */
  uint32_t *features, count, group; /* group: choices of the same parties */
  bool right[2];                    /* as actor, as recipient */
  bool exact[2];                    /* ... and of the sector coded */
} choice;

typedef struct sample {
  size_t report;
  int32_t sentence;
  uint8_t class_, status;
  char words[256];
  bool kept_by_rules, matched, optional;
  set actors, recipients, gold_actors, gold_recipients; /* the rules', the coder's */
  uint32_t keep[TM_KEEP_FEATURES + TM_SURE_FEATURES], keep_count;
  tm_proposal proposal; /* for tm_judge_sure_features; points nowhere but to `why` and the predicate below */
  tm_predicate predicate;
  choice *choices;
  size_t choice_count;
} sample;

typedef struct store {
  sample *items;
  size_t count, capacity;
  size_t report;
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
  *x = (sample){.report = s->report, .sentence = -1, .class_ = proposal->event.class_, .status = proposal->event.status};
  for (size_t i = 0; i < s->sentences; i++)
    if (s->starts[i] <= reading->sentence->start) x->sentence = (int32_t)i;
  copy(x->words, sizeof x->words, tm_chars_slice(reading->parsed.chars, proposal->event.start, proposal->event.end));
  x->kept_by_rules = !proposal->why;
  read_set(reading, &proposal->event.actors, &x->actors);
  read_set(reading, &proposal->event.recipients, &x->recipients);
  x->keep_count = (uint32_t)tm_judge_keep_features(reading, proposal, x->keep);
  x->proposal = *proposal;
  x->predicate = *proposal->match.predicate;
  static tm_candidate candidates[TM_CANDIDATES];
  x->choice_count = tm_judge_candidates(reading, proposal, candidates);
  x->choices = tm_need(calloc(x->choice_count + 1, sizeof *x->choices));
  for (size_t i = 0; i < x->choice_count; i++) {
    choice *c = &x->choices[i];
    read_set(reading, &candidates[i].parties, &c->parties);
    c->count = candidates[i].count;
    c->candidate = tm_need(malloc(sizeof *c->candidate));
    *c->candidate = candidates[i];
    c->features = c->candidate->features;
    c->group = (uint32_t)i;
    for (size_t k = 0; k < i && c->group == i; k++) {
      const tm_parties *a = &candidates[k].parties, *b = &candidates[i].parties;
      if (a->count == b->count && !memcmp(a->actor, b->actor, a->count * sizeof *a->actor)) c->group = x->choices[k].group;
    }
  }
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
  const char *date = json_string_value(json_object_get(report, "report_date"));
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

static bool in_set_any(const set *a, const set *b) {
  bool exact;
  for (size_t i = 0; i < a->count; i++)
    if (in_set(b, a->code[i], "", &exact)) return true;
  return false;
}

/* All features of a choice: for the recipient's column also what it is to the actors. */
static size_t features_of(const sample *x, const choice *c, int column, const set *actors, uint32_t *out) {
  memcpy(out, c->features, c->count * sizeof *out);
  if (column == TM_JUDGE_ACTOR) return c->count;
  uint32_t sector = actors->count ? tm_judge_hash(tm_slice_of(actors->sector[0])) : 0;
  tm_judge_pair_features(c->candidate, x->class_, in_set_any(&c->parties, actors), sector, out + c->count);
  return c->count + TM_PAIR_FEATURES;
}

static float chance(const tm_learner *l, const uint32_t *features, size_t count, int column) {
  float score[TM_JUDGE_WIDTH] = {0};
  tm_learner_score(l, features, count, 0, score);
  return 1.0f / (1.0f + expf(-score[column]));
}

static float chance_of(const tm_learner *l, const sample *x, const choice *c, int column, const set *actors) {
  uint32_t features[TM_CANDIDATE_FEATURES + TM_PAIR_FEATURES];
  return chance(l, features, features_of(x, c, column, actors, features), column);
}

static void step(tm_learner *l, const uint32_t *features, size_t count, int column, bool yes) {
  float gradient[TM_JUDGE_WIDTH] = {0};
  gradient[column] = chance(l, features, count, column) - (yes ? 1.0f : 0.0f);
  tm_learner_step(l, features, count, 0, gradient);
}

static void learn_choices(tm_learner *l, const sample *x) {
  uint32_t features[TM_CANDIDATE_FEATURES + TM_PAIR_FEATURES];
  for (int column = 0; column < 2; column++) {
    if (column && x->class_ == TM_MOBILIZE) continue; /* left to the rules */
    bool exact = false;                               /* somebody is of the very sector: others of his country teach nothing */
    for (size_t c = 0; c < x->choice_count; c++) exact = exact || (x->choices[c].right[column] && x->choices[c].exact[column]);
    for (size_t c = 0; c < x->choice_count; c++) {
      const choice *a = &x->choices[c];
      if (exact && a->right[column] && !a->exact[column]) continue;
      bool best = true; /* of the places where this party is named */
      float mine = chance_of(l, x, a, column, &x->gold_actors);
      for (size_t k = 0; k < x->choice_count && best && a->right[column]; k++) {
        const choice *b = &x->choices[k];
        if (k == c || b->group != a->group) continue;
        float other = chance_of(l, x, b, column, &x->gold_actors);
        best = other < mine || (other <= mine && k > c);
      }
      if (best) step(l, features, features_of(x, a, column, &x->gold_actors, features), column, a->right[column]);
    }
  }
}

static void learn(tm_learner *l, const store *s, size_t left_out) {
  tm_learner_init(l, TM_JUDGE_WIDTH, rate, decay);
  for (size_t i = 0; i < s->count; i++) {
    const sample *x = &s->items[i];
    if (x->report % PARTS == left_out) continue;
    tm_learner_count_all(l, x->keep, x->keep_count);
    for (size_t c = 0; c < x->choice_count && x->matched; c++) {
      uint32_t features[TM_CANDIDATE_FEATURES + TM_PAIR_FEATURES];
      tm_learner_count_all(l, features, features_of(x, &x->choices[c], TM_JUDGE_RECIPIENT, &x->gold_actors, features));
    }
  }
  tm_learner_begin(l, LEAST);
  uint64_t state = 7;
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

/* As tm_judge does. */
static void decide(const tm_learner *l, const sample *x, set *actors, set *recipients, float *sure, float *aimed) {
  float p[TM_CANDIDATES][2];
  bool taken[TM_CANDIDATES] = {0};
  actors->count = recipients->count = 0;
  *sure = *aimed = 1e-9f;
  for (int column = 0; column < 2; column++) {
    set *out = column ? recipients : actors, nobody = {0};
    float second = odds(!column && tm_judge_mutual(x->class_) ? tm_judge_second_of_mutual : tm_judge_second);
    float least = odds(tm_judge_least);
    size_t best = x->choice_count;
    for (size_t c = 0; c < x->choice_count; c++) {
      p[c][column] = chance_of(l, x, &x->choices[c], column, actors);
      if (!column) p[c][1] = chance(l, x->choices[c].features, x->choices[c].count, 1);
      if (!taken[x->choices[c].group] && (best == x->choice_count || p[c][column] > p[best][column])) best = c;
    }
    if (best < x->choice_count) *(column ? aimed : sure) = p[best][column];
    if (best == x->choice_count || (column && p[best][1] <= least)) break;
    for (size_t c = 0; c < x->choice_count; c++) {
      const choice *a = &x->choices[c];
      if (taken[a->group] || (c != best && p[c][column] < second)) continue;
      if (!column && c != best && p[c][1] > p[c][0]) continue;
      add_set(strcmp(a->parties.code[0], "UNK") ? out : &nobody, &a->parties);
      if (!column) taken[a->group] = true;
    }
    if (!out->count) *out = nobody;
  }
  if (x->class_ == TM_MOBILIZE) *recipients = x->recipients;
}

typedef struct tally {
  size_t matched, rules, learnt, actors[2], recipients[2], kept[2], right[2], gold, reach;
} tally;

static int32_t log_odds(float p) { return (int32_t)(logf(p / (1 - p)) * TM_JUDGE_SCALE); }

/* Adds to the samples of a part how sure a model that has not seen them is of their parties. */
static void add_surety(const tm_learner *l, store *s, size_t part) {
  for (size_t i = 0; i < s->count; i++) {
    sample *x = &s->items[i];
    if (x->report % PARTS != part) continue;
    set actors, recipients;
    float sure, aimed;
    decide(l, x, &actors, &recipients, &sure, &aimed);
    x->proposal.match.predicate = &x->predicate;
    tm_judge_sure_features(&x->proposal, log_odds(sure), log_odds(aimed), x->keep + x->keep_count);
    x->keep_count += TM_SURE_FEATURES;
  }
}

static void measure(const tm_learner *l, const store *s, size_t part, tally *t) {
  for (size_t i = 0; i < s->count; i++) {
    const sample *x = &s->items[i];
    if (x->report % PARTS != part || x->optional) continue;
    bool keep = chance(l, x->keep, x->keep_count, TM_JUDGE_KEEP) > odds(tm_judge_keep);
    t->gold += x->matched;
    t->kept[0] += x->kept_by_rules, t->right[0] += x->kept_by_rules && x->matched;
    t->kept[1] += keep, t->right[1] += keep && x->matched;
    if (!x->matched) continue;
    set actors, recipients, reach = {0};
    float sure, aimed;
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
  tally t = {0};
  for (size_t part = 0; part < PARTS && !quick; part++) {
    tm_learner l;
    learn(&l, &s, part);
    measure(&l, &s, part, &t);
    tm_learner_free(&l);
  }
  if (!quick) print(&t);
  tm_learner l;
  learn(&l, &s, PARTS);
  l.scale = TM_JUDGE_SCALE;
  tm_learner_write(&l, arguments[first + 1], 1.5f / TM_JUDGE_SCALE);
  return 0;
}
