/* code: see explain.h. */
#include "code/explain.h"

#include <math.h>

#include "code/judge.h"

static const char *const case_names[TM_CASES] = {[TM_CASE_NONE] = "",
                                                 [TM_CASE_GA] = "ガ",
                                                 [TM_CASE_WO] = "ヲ",
                                                 [TM_CASE_NI] = "ニ",
                                                 [TM_CASE_TO] = "ト",
                                                 [TM_CASE_DE] = "デ",
                                                 [TM_CASE_KARA] = "カラ",
                                                 [TM_CASE_HE] = "ヘ",
                                                 [TM_CASE_MADE] = "マデ",
                                                 [TM_CASE_YORI] = "ヨリ",
                                                 [TM_CASE_NITAISHI] = "ニ対シ",
                                                 [TM_CASE_NIYOTTE] = "ニヨッテ",
                                                 [TM_CASE_WOMEGUTTE] = "ヲメグッテ",
                                                 [TM_CASE_NITSUITE] = "ニツイテ",
                                                 [TM_CASE_TOSHITE] = "トシテ",
                                                 [TM_CASE_NO] = "ノ",
                                                 [TM_CASE_TOPIC] = "ハ",
                                                 [TM_CASE_NIYORU] = "ニヨルト"};
static const char *const role_names[] = {"main", "coordinate", "relative", "quoted", "よう", "nominal", "condition", "adverbial"};
static const char *const status_names[] = {"actual", "future", "negated", "hypothetical"};

static void put(tm_explainer *x, tm_slice text) {
  if (!x->stopped && text.length && x->write(x->context, text.data, text.length)) x->stopped = true;
}

#define PRINT(x, reading, ...) put((x), tm_slice_of(tm_arena_printf((reading)->arena, __VA_ARGS__)))

static void put_actor(tm_explainer *x, const tm_reading *reading, uint32_t actor) {
  const tm_actor *a = tm_scene_actor(reading->scene, actor);
  PRINT(x, reading, "%.*s%s%.*s%s%.*s%s%.*s", (int)a->code.length, a->code.data, a->org.length ? " " : "", (int)a->org.length,
        a->org.data, a->sector.length ? " " : "", (int)a->sector.length, a->sector.data, a->name.length ? " " : "",
        (int)a->name.length, a->name.data);
}

static void put_parties(tm_explainer *x, const tm_reading *reading, const tm_parties *parties) {
  for (size_t i = 0; i < parties->count; i++) {
    if (i) put(x, TM_LIT(", "));
    put_actor(x, reading, parties->actor[i]);
  }
}

static void put_bunsetsu(tm_explainer *x, const tm_reading *reading) {
  const tm_parsed *parsed = &reading->parsed;
  for (size_t i = 0; i < parsed->bunsetsu_count; i++) {
    const tm_bunsetsu *b = &parsed->bunsetsu[i];
    PRINT(x, reading, "  %3zu → %3d  ", i, (int)b->head);
    for (uint32_t m = b->first; m < b->last; m++) {
      if (m > b->first) put(x, TM_LIT("|"));
      put(x, tm_chars_slice(parsed->chars, parsed->morphs[m].start, parsed->morphs[m].end));
    }
    const tm_phrase *phrase = &reading->clauses.phrases[i];
    if (phrase->predicate >= 0) {
      const tm_predicate *p = &reading->clauses.predicates[phrase->predicate];
      PRINT(x, reading, "   [%s%s%s%s%s%s]", role_names[p->role], p->passive ? ", passive" : "", p->negative ? ", negative" : "",
            p->past ? ", past" : "", p->progressive ? ", progressive" : "", p->possible ? ", possible" : "");
    } else if (phrase->functional) {
      put(x, TM_LIT("   [particle]"));
    } else if (case_names[phrase->case_]) {
      PRINT(x, reading, "   %s%s", case_names[phrase->case_], phrase->topic && phrase->case_ != TM_CASE_TOPIC ? "+ハ" : "");
    }
    put(x, TM_LIT("\n"));
  }
}

static void put_found(tm_explainer *x, const tm_reading *reading) {
  const tm_chars *chars = reading->parsed.chars;
  for (size_t i = 0; i < reading->mentions.count; i++) {
    const tm_mention *m = &reading->mentions.items[i];
    put(x, TM_LIT("  entity    "));
    put(x, tm_chars_slice(chars, m->start, m->end));
    put(x, TM_LIT(" = "));
    for (size_t k = 0; k < m->actor_count; k++) {
      if (k) put(x, TM_LIT(", "));
      put_actor(x, reading, m->actors[k]);
    }
    if (m->anaphor) put(x, TM_LIT("  (through an earlier mention)"));
    if (m->guessed) put(x, TM_LIT("  (country from context)"));
    put(x, TM_LIT("\n"));
  }
  for (size_t i = 0; i < reading->times.count; i++) {
    const tm_timex *t = &reading->times.items[i];
    put(x, TM_LIT("  time      "));
    put(x, tm_chars_slice(chars, t->start, t->end));
    put(x, TM_LIT(" = "));
    put(x, t->value);
    put(x, TM_LIT("\n"));
  }
  for (size_t i = 0; i < reading->statements.count; i++) {
    const tm_statement *s = &reading->statements.items[i];
    put(x, TM_LIT("  statement "));
    put_actor(x, reading, s->speaker);
    put(x, TM_LIT(": 「"));
    put(x, tm_chars_slice(chars, s->start, s->end));
    put(x, TM_LIT("」 cue "));
    put(x, tm_chars_slice(chars, s->cue_start, s->cue_end));
    put(x, TM_LIT("\n"));
  }
}

static int percent(int32_t score) { return (int)lround(100 / (1 + exp(-(double)score / TM_JUDGE_SCALE))); }

static void put_events(tm_explainer *x, const tm_reading *reading) {
  const tm_chars *chars = reading->parsed.chars;
  bool *done = TM_NEW0(reading->arena, bool, reading->clauses.predicate_count + 1);
  for (size_t i = 0; i < reading->events.count; i++) {
    const tm_event *e = &reading->events.items[i];
    if (e->predicate >= 0) done[e->predicate] = true;
    PRINT(x, reading, "  EVENT     %s %s%.*s: ", tm_class_name((tm_class)e->class_), status_names[e->status],
          (int)e->mode.length + (e->mode.length > 0),
          e->mode.length ? tm_arena_printf(reading->arena, " %.*s", (int)e->mode.length, e->mode.data) : "");
    put_parties(x, reading, &e->actors);
    put(x, TM_LIT(" → "));
    put_parties(x, reading, &e->recipients);
    put(x, TM_LIT("\n            words: "));
    put(x, tm_chars_slice(chars, e->start, e->end));
    PRINT(x, reading, "; entry: %.*s%s%.*s", (int)e->rule.length, e->rule.data, e->date.length ? "; date: " : "",
          (int)e->date.length, e->date.data);
    if (e->said_by != UINT32_MAX) {
      put(x, TM_LIT("; said by "));
      put_actor(x, reading, e->said_by);
    }
    if (e->judged)
      PRINT(x, reading, "\n            learnt: an act %d%%, actor %d%%, recipient %d%%", percent(e->sure_act),
            percent(e->sure_actor), percent(e->sure_recipient));
    put(x, TM_LIT("\n"));
  }
  for (size_t i = 0; i < reading->refusals.count; i++) {
    const tm_refusal *r = &reading->refusals.items[i];
    const tm_predicate *p = &reading->clauses.predicates[r->predicate];
    done[r->predicate] = true;
    put(x, TM_LIT("  no event  "));
    put(x, tm_chars_slice(chars, reading->parsed.morphs[p->first].start, reading->parsed.morphs[p->tail_end - 1].end));
    PRINT(x, reading, ": %s (entry: %.*s)\n", r->why, (int)r->rule.length, r->rule.data);
  }
  for (size_t i = 0; i < reading->clauses.predicate_count; i++) {
    if (done[i]) continue;
    const tm_predicate *p = &reading->clauses.predicates[i];
    bool known = tm_matched(reading, p) != NULL;
    put(x, TM_LIT("  no event  "));
    put(x, tm_chars_slice(chars, reading->parsed.morphs[p->first].start, reading->parsed.morphs[p->tail_end - 1].end));
    put(x, known ? TM_LIT(": the same act as an event above\n") : TM_LIT(": no entry of the lexicon fits\n"));
  }
}

void tm_explain_sentence(void *explainer, const tm_reading *reading) {
  tm_explainer *x = explainer;
  PRINT(x, reading, "%s: ", reading->sentence->kind);
  put(x, reading->sentence->text);
  put(x, TM_LIT("\n"));
  put_bunsetsu(x, reading);
  put_found(x, reading);
  put_events(x, reading);
  put(x, TM_LIT("\n"));
}
