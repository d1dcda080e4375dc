/* code: see article.h. Cleans the text, goes through its sentences once, and lays out the records. */
#include "code/article.h"

#include <math.h>
#include <stdio.h>
#include <xxhash.h>

#include "code/events.h"
#include "parse/sentence.h"
#include "resolve/calendar.h"

/* A mention kept for the entity records. */
typedef struct tm_kept_mention {
  uint32_t actor, sentence, start, end;
  tm_slice text;
} tm_kept_mention;

typedef struct tm_writer {
  tm_arena *arena, *scratch;
  tenmatsu_result *result;
  tm_scene *scene;
  TM_VECTOR(tenmatsu_event) events;
  TM_VECTOR(tenmatsu_statement) statements;
  TM_VECTOR(tenmatsu_time) times;
  TM_VECTOR(tm_kept_mention) mentions;
} tm_writer;

/* ---- cleaning ---- */

/* Copies `text` as valid UTF-8; CR LF becomes LF, other control characters a space. */
static size_t clean(char *out, tm_slice text, tenmatsu_result *result, bool body) {
  size_t n = 0, at = 0;
  while (at < text.length) {
    size_t from = at;
    bool valid = true;
    uint32_t c = tm_utf8_next(text, &at, &valid);
    if (c >= 0x3000 && c < 0xD800 && at - from == 3) { /* valid, and to stay */
      memcpy(out + n, text.data + from, 3);
      n += 3;
      continue;
    }
    if (!valid) {
      if (body && result->invalid_bytes++ == 0) result->first_invalid = from;
    }
    if (c == '\r') {
      if (at < text.length && text.data[at] == '\n') continue;
      c = '\n';
    }
    if (c == 0x2028 || c == 0x2029 || c == 0x0B || c == 0x0C) c = '\n';
    if (c < 0x20 && c != '\n' && c != '\t') c = ' ';
    if (c == 0xFEFF && n == 0) continue;
    n += tm_utf8_put(out + n, c);
  }
  return n;
}

static int32_t parse_date(tm_slice date) {
  int part[3] = {0, 0, 0}, at = 0;
  if (date.length < 10) return 0;
  for (size_t i = 0; i < 10; i++) {
    if (i == 4 || i == 7) {
      if (date.data[i] != '-') return 0;
      at++;
    } else if (date.data[i] >= '0' && date.data[i] <= '9') {
      part[at] = part[at] * 10 + date.data[i] - '0';
    } else {
      return 0;
    }
  }
  return part[1] >= 1 && part[1] <= 12 && part[2] >= 1 && part[2] <= 31 ? part[0] * 10000 + part[1] * 100 + part[2] : 0;
}

/* ---- laying out ---- */

static tm_slice copy(tm_arena *arena, tm_slice text) {
  if (!text.length) return (tm_slice){"", 0};
  char *out = tm_arena_take(arena, text.length);
  memcpy(out, text.data, text.length);
  return (tm_slice){out, text.length};
}

static tenmatsu_entity entity_of(const tm_writer *w, const tm_reading *reading, uint32_t actor) {
  const tm_actor *a = tm_scene_actor(w->scene, actor);
  tenmatsu_entity e = {.code = a->code,
                       .org = a->org,
                       .sector = a->sector,
                       .identifier_text = a->name,
                       .name_en = a->name_en,
                       .office = a->office};
  e.entity_text = a->name;
  if (a->entry != UINT32_MAX && a->name_en.length) { /* the id: the English name in lower case with hyphens */
    char *id = tm_arena_take(w->arena, a->name_en.length);
    for (size_t i = 0; i < a->name_en.length; i++) {
      char c = a->name_en.data[i];
      id[i] = c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    e.identifier_id = (tm_slice){id, a->name_en.length};
  } else {
    e.identifier_id = (tm_slice){"", 0};
  }
  for (size_t i = 0; reading && i < reading->mentions.count; i++) {
    const tm_mention *m = &reading->mentions.items[i];
    for (size_t k = 0; k < m->actor_count; k++)
      if (m->actors[k] == actor) {
        e.entity_text = tm_chars_slice(reading->parsed.chars, m->start, m->end);
        return e;
      }
  }
  return e;
}

static const tenmatsu_entity *entities_of(const tm_writer *w, const tm_reading *reading, const tm_parties *parties) {
  tenmatsu_entity *list = TM_NEW(w->arena, tenmatsu_entity, parties->count + 1);
  for (size_t i = 0; i < parties->count; i++) list[i] = entity_of(w, reading, parties->actor[i]);
  return list;
}

/* PLOVER has no future meetings (codebook 2.1). */
static const char *exported_class(uint8_t class_, uint8_t status) {
  if (status == TENMATSU_FUTURE) {
    if (class_ == TM_CONSULT || class_ == TM_SUPPORT || class_ == TM_COOPERATE || class_ == TM_AID) return "AGREE";
    if (class_ == TM_RETREAT) return "CONCEDE";
  }
  return tm_class_name((tm_class)class_);
}

static uint64_t mix(uint64_t hash, tm_slice text) { return XXH3_64bits_withSeed(text.data, text.length, hash); }

/* The sentence's place keeps two equal sentences of one report apart. */
static void set_id(tenmatsu_event *event, tm_slice doc, tm_slice sentence, uint32_t start) {
  uint64_t hash = mix(mix(mix(event->sentence, doc), sentence), event->act) + start;
  for (size_t i = 0; i < event->actor_count; i++)
    hash = mix(mix(mix(hash, event->actors[i].code), event->actors[i].org), event->actors[i].identifier_text);
  for (size_t i = 0; i < event->recipient_count; i++)
    hash = mix(mix(hash + 1, event->recipients[i].code), event->recipients[i].identifier_text);
  snprintf(event->id, sizeof event->id, "%016llx", (unsigned long long)hash);
}

static void keep_events(tm_writer *w, const tm_reading *reading, uint32_t sentence) {
  const tm_chars *chars = reading->parsed.chars;
  for (size_t i = 0; i < reading->events.count; i++) {
    const tm_event *e = &reading->events.items[i];
    tenmatsu_event *out = TM_PUSH(w->arena, &w->events);
    *out = (tenmatsu_event){.mode = e->mode, .status = (tenmatsu_event_status)e->status, .rule = e->rule, .sentence = sentence};
    out->act = tm_slice_of(tm_class_name((tm_class)e->class_));
    out->exported = tm_slice_of(exported_class(e->class_, e->status));
    out->actors = entities_of(w, reading, &e->actors);
    out->actor_count = e->actors.count;
    out->recipients = entities_of(w, reading, &e->recipients);
    out->recipient_count = e->recipients.count;
    if (e->said_by != UINT32_MAX) {
      tenmatsu_entity *said = TM_NEW(w->arena, tenmatsu_entity, 1);
      *said = entity_of(w, reading, e->said_by);
      out->said_by = said;
    }
    out->event_text = tm_chars_slice(chars, e->start, e->end);
    out->start = chars->place[e->start];
    out->end = chars->place[e->end];
    out->date = copy(w->arena, e->date);
    out->enddate = (tm_slice){"", 0};
    const char *slash = out->date.length ? memchr(out->date.data, '/', out->date.length) : NULL;
    if (slash) {
      size_t head = (size_t)(slash - out->date.data);
      out->enddate = (tm_slice){slash + 1, out->date.length - head - 1};
      out->date.length = head;
    }
    out->place = (tenmatsu_place){.name = {"", 0}, .country = {"", 0}, .lat = NAN, .lon = NAN};
    if (e->place >= 0) {
      const tm_mention *m = &reading->mentions.items[e->place];
      out->place.name = tm_chars_slice(chars, m->start, m->end);
      out->place.country = tm_scene_actor(w->scene, m->actors[0])->code;
      if (m->place_entry != UINT32_MAX) {
        out->place.lat = reading->lexicon->entries[m->place_entry].lat;
        out->place.lon = reading->lexicon->entries[m->place_entry].lon;
      }
    }
    out->quad_code = tm_class_quad((tm_class)e->class_);
    out->scale = tm_class_scale((tm_class)e->class_);
    set_id(out, w->result->id, reading->sentence->text, e->start);
  }
}

static void keep_statements(tm_writer *w, const tm_reading *reading, uint32_t sentence) {
  const tm_chars *chars = reading->parsed.chars;
  for (size_t i = 0; i < reading->statements.count; i++) {
    const tm_statement *s = &reading->statements.items[i];
    tenmatsu_statement *out = TM_PUSH(w->arena, &w->statements);
    *out = (tenmatsu_statement){.speaker = entity_of(w, reading, s->speaker), .direct = s->direct, .sentence = sentence};
    if (s->mention != UINT32_MAX) {
      const tm_mention *m = &reading->mentions.items[s->mention];
      out->speaker.entity_text = tm_chars_slice(chars, m->start, m->end);
    }
    out->quote = tm_chars_slice(chars, s->start, s->end);
    out->cue = tm_chars_slice(chars, s->cue_start, s->cue_end);
    out->start = chars->place[s->start];
    out->end = chars->place[s->end];
    out->date = copy(w->arena, s->date);
  }
}

/* 「…。…。」と外相は述べた: the end of a quotation tells who spoke the sentences before. `first`: of its statements kept so far. */
static void name_speaker(tm_writer *w, const tm_reading *reading, size_t first) {
  for (size_t i = 0; i < reading->statements.count && reading->in_quote; i++) {
    const tm_statement *s = &reading->statements.items[i];
    if (s->start > 0 || s->cue_end <= s->cue_start) continue;
    const tenmatsu_entity speaker = entity_of(w, reading, s->speaker);
    for (size_t k = first; k < w->statements.count; k++)
      if (!w->statements.items[k].cue.length) w->statements.items[k].speaker = speaker;
    return;
  }
}

static void keep_times(tm_writer *w, const tm_reading *reading, uint32_t sentence) {
  static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
  const tm_chars *chars = reading->parsed.chars;
  for (size_t i = 0; i < reading->times.count; i++) {
    const tm_timex *t = &reading->times.items[i];
    tenmatsu_time *out = TM_PUSH(w->arena, &w->times);
    *out = (tenmatsu_time){.expression = tm_chars_slice(chars, t->start, t->end),
                           .value = copy(w->arena, t->value),
                           .type = tm_slice_of(types[t->type & 3]),
                           .mod = copy(w->arena, t->mod),
                           .sentence = sentence,
                           .start = chars->place[t->start],
                           .end = chars->place[t->end]};
  }
}

static void keep_mentions(tm_writer *w, const tm_reading *reading, uint32_t sentence) {
  const tm_chars *chars = reading->parsed.chars;
  for (size_t i = 0; i < reading->mentions.count; i++) {
    const tm_mention *m = &reading->mentions.items[i];
    for (size_t k = 0; k < m->actor_count; k++)
      *TM_PUSH(w->arena, &w->mentions) = (tm_kept_mention){m->actors[k], sentence, chars->place[m->start], chars->place[m->end],
                                                           tm_chars_slice(chars, m->start, m->end)};
  }
}

/* One record an actor that is mentioned, in order of first mention. */
static void lay_out_entities(tm_writer *w) {
  size_t actors = tm_scene_actor_count(w->scene), n = w->mentions.count;
  uint32_t *count = TM_NEW0(w->arena, uint32_t, actors + 1);
  for (size_t i = 0; i < n; i++) count[w->mentions.items[i].actor]++;
  tenmatsu_mention *all = TM_NEW(w->arena, tenmatsu_mention, n + 1);
  tenmatsu_entity_record *records = TM_NEW(w->arena, tenmatsu_entity_record, actors + 1);
  uint32_t *record_of = TM_NEW(w->arena, uint32_t, actors + 1);
  for (size_t i = 0; i < actors; i++) record_of[i] = UINT32_MAX;
  size_t records_count = 0, place = 0;
  for (size_t i = 0; i < n; i++) {
    const tm_kept_mention *m = &w->mentions.items[i];
    if (record_of[m->actor] == UINT32_MAX) {
      record_of[m->actor] = (uint32_t)records_count;
      records[records_count] = (tenmatsu_entity_record){.entity = entity_of(w, NULL, m->actor), .mentions = all + place};
      records[records_count].entity.entity_text = m->text;
      records_count++;
      place += count[m->actor];
    }
    tenmatsu_entity_record *r = &records[record_of[m->actor]];
    all[(size_t)(r->mentions - all) + r->mention_count++] = (tenmatsu_mention){m->text, m->sentence, m->start, m->end};
  }
  w->result->entities = records;
  w->result->entity_count = records_count;
}

/* ---- the way through ---- */

/* The subject of the sentence's last main clause is whom an omitted subject of the next one means. */
static void remember_subject(const tm_reading *reading) {
  for (size_t i = reading->clauses.predicate_count; i-- > 0;) {
    const tm_predicate *p = &reading->clauses.predicates[i];
    if (p->role != TM_CLAUSE_MAIN) continue;
    tm_parties found = {0};
    bool blocked = false;
    bool told = tm_subject_actors(reading, p, true, &found, &blocked);
    if (told && !tm_slice_is(tm_scene_actor(reading->scene, found.actor[0])->sector, "JRN"))
      tm_scene_subject(reading->scene, found.actor, found.count);
    break;
  }
  for (size_t i = 0; i < reading->events.count; i++) {
    const tm_event *e = &reading->events.items[i];
    tm_parties both = e->actors;
    tm_parties_join(&both, &e->recipients);
    if (e->actors.count && e->recipients.count == 1 && tm_class_verbal((tm_class)e->class_))
      tm_scene_addressed(reading->scene, e->actors.actor[0], e->recipients.actor[0]);
    if (both.count == 2 && (e->class_ == TM_CONSULT || !i)) tm_scene_parties(reading->scene, both.actor, 2);
  }
}

/* The headline's acts stay; of the others the latest. */
static void remember_event(tm_history *history, const tm_reading *reading, const tm_event *e) {
  if (history->count == TM_HISTORY) {
    size_t first = 0;
    while (first < 4 && history->items[first].headline) first++;
    memmove(&history->items[first], &history->items[first + 1], (TM_HISTORY - first - 1) * sizeof history->items[0]);
    history->count--;
  }
  uint32_t acting = e->actors.count ? e->actors.actor[0] : UINT32_MAX;
  uint32_t acted_on = e->recipients.count ? e->recipients.actor[0] : e->actors.count > 1 ? e->actors.actor[1] : UINT32_MAX;
  history->items[history->count].actor = acting == UINT32_MAX ? 0 : tm_scene_actor(reading->scene, acting)->party;
  history->items[history->count].recipient = acted_on == UINT32_MAX ? 0 : tm_scene_actor(reading->scene, acted_on)->party;
  history->items[history->count].acting = acting;
  history->items[history->count].acted_on = acted_on;
  history->items[history->count].actors = e->actors;
  history->items[history->count].recipients = e->recipients;
  history->items[history->count].class_ = e->class_;
  history->items[history->count++].headline = reading->headline;
}

static void remember_speaker(const tm_reading *reading, uint32_t *last_speaker, uint32_t *last_source, bool *in_quote) {
  for (size_t i = 0; i < reading->statements.count; i++) {
    uint32_t speaker = reading->statements.items[i].speaker;
    if (tm_slice_is(tm_scene_actor(reading->scene, speaker)->sector, "JRN")) *last_source = speaker;
  }
  if (reading->statements.count) *last_speaker = reading->statements.items[reading->statements.count - 1].speaker;
  else if (reading->announced != UINT32_MAX) *last_speaker = reading->announced;
  const uint16_t *code = reading->parsed.chars->code;
  int depth = *in_quote;
  for (size_t i = 0; i < reading->parsed.chars->count; i++) {
    if (code[i] == 0x300C) depth++;
    if (code[i] == 0x300D && depth > 0) depth--;
  }
  *in_quote = depth > 0;
}

static const int32_t *mentions_by_bunsetsu(tm_arena *arena, const tm_parsed *parsed, const tm_mentions *mentions) {
  int32_t *in = TM_NEW(arena, int32_t, parsed->bunsetsu_count + 1);
  for (size_t i = 0; i <= parsed->bunsetsu_count; i++) in[i] = -1;
  for (size_t i = 0; i < mentions->count; i++) in[mentions->items[i].bunsetsu] = (int32_t)i;
  return in;
}

/* In headlines a space or ＝ between words parts clauses as a comma does. */
static void read_spaces_as_commas(tm_chars *chars) {
  uint16_t *code = (uint16_t *)(uintptr_t)chars->code; /* made for this sentence alone */
  for (size_t i = 1; i + 1 < chars->count; i++) {
    tm_script before = tm_script_of(code[i - 1]), after = tm_script_of(code[i + 1]);
    bool latin = before == TM_LATIN || before == TM_DIGIT || before == TM_SPACE;
    if (code[i] == ' ' && !latin && after != TM_SPACE && code[i + 1] != '(') code[i] = 0x3001;
    if (code[i] == ':' && before != TM_DIGIT) code[i] = 0x3001;
    if (code[i] == 0x2015 && before != TM_KATAKANA) code[i] = 0x3001;
    if (code[i] == '=' && !(before == TM_KATAKANA && after == TM_KATAKANA)) code[i] = 0x3001;
  }
}

/* The day of what the report tells as its news: the day that the text has moved to if that is recent, else the newest one. */
static int32_t occasion(const tm_clock *clock) {
  if (!clock->anchor || !clock->narrated) return clock->narrated;
  int32_t age = tm_days_from_ymd(clock->anchor) - tm_days_from_ymd(clock->narrated);
  return age >= 0 && age <= 14 ? clock->narrated : clock->news;
}

static bool is_heading(const tenmatsu_sentence *s) { return s->kind[0] == 't' || s->kind[0] == 'h'; }

const tenmatsu_result *tm_article_code(tm_arena *arena, tm_arena *scratch, const tm_coding *coding,
                                       const tenmatsu_article *article) {
  tenmatsu_result *result = TM_NEW0(arena, tenmatsu_result, 1);
  tm_writer w = {.arena = arena, .scratch = scratch, .result = result};
  char *text = tm_arena_take(arena, (article->title.length + article->text.length) * 3 + 2);
  size_t n = clean(text, article->title, result, false);
  for (size_t i = 0; i < n; i++)
    if (text[i] == '\n') text[i] = ' ';
  result->title = (tm_slice){text, n};
  if (n) text[n++] = '\n';
  n += clean(text + n, article->text, result, true);
  result->text = (tm_slice){text, n};
  result->id = copy(arena, article->id);
  int32_t date = parse_date(article->date);
  result->date = date ? copy(arena, (tm_slice){article->date.data, 10}) : (tm_slice){"", 0};
  result->date_basis = date ? "given" : "unknown";
  tm_sentences sentences = {0};
  tm_sentences_cut(arena, result->text, article->title.length > 0, &sentences);
  result->sentences = sentences.items;
  result->sentence_count = sentences.count;
  if (!result->title.length && sentences.count && sentences.items[0].kind[0] == 't') result->title = sentences.items[0].text;
  w.scene = tm_scene_new(arena, scratch, coding->lexicon, date);
  tm_clock clock = tm_clock_new(arena, date);
  uint32_t last_speaker = UINT32_MAX, last_source = UINT32_MAX;
  uint32_t silence = 0, led = 0;
  int32_t lead = 0; /* the day of the first sentence, which tells the headline's news */
  bool in_quote = false;
  size_t quotation = 0; /* first statement of the quotation that is open */
  tm_parties told_actors = {0}, told_recipients = {0};
  tm_history *history = TM_NEW0(arena, tm_history, 1);
  for (size_t i = 0; i < sentences.count; i++) {
    const tenmatsu_sentence *s = &sentences.items[i];
    if (s->kind[0] == 'f') continue;
    tm_arena_rewind(scratch);
    tm_chars chars = tm_chars_read(scratch, s->text, s->start);
    if (is_heading(s)) read_spaces_as_commas(&chars);
    tm_reading *reading = TM_NEW0(scratch, tm_reading, 1);
    *reading = (tm_reading){.arena = scratch,
                            .lexicon = coding->lexicon,
                            .judge = coding->judge,
                            .witness = coding->witness,
                            .witness_context = coding->context,
                            .history = history,
                            .told_actors = told_actors,
                            .told_recipients = told_recipients,
                            .scene = w.scene,
                            .sentence = s,
                            .headline = is_heading(s),
                            .today = date,
                            .last_speaker = last_speaker,
                            .last_source = last_source,
                            .announced = UINT32_MAX,
                            .silence = silence,
                            .in_quote = in_quote};
    tm_parse(coding->parser, scratch, &chars, &reading->parsed);
    tm_clauses_find(scratch, &reading->parsed, &reading->clauses);
    reading->arguments = TM_NEW(scratch, tm_arguments, 1);
    tm_parse_arguments(coding->parser, scratch, &reading->clauses, reading->arguments);
    int32_t narrated = occasion(&clock);
    tm_times_read(scratch, &chars, &clock, &reading->times);
    tm_scene_read(w.scene, &reading->parsed, &reading->mentions);
    reading->heads = TM_NEW0(scratch, tm_head, reading->parsed.bunsetsu_count + 1);
    reading->mention_in = mentions_by_bunsetsu(scratch, &reading->parsed, &reading->mentions);
    tm_find_statements(reading);
    tm_find_events(reading);
    tm_date_events(reading, narrated);
    if (!is_heading(s) && !led++) lead = tm_news_day(reading);
    keep_times(&w, reading, (uint32_t)i);
    keep_events(&w, reading, (uint32_t)i);
    if (!in_quote) quotation = w.statements.count;
    name_speaker(&w, reading, quotation);
    keep_statements(&w, reading, (uint32_t)i);
    keep_mentions(&w, reading, (uint32_t)i);
    if (coding->watch) coding->watch(coding->context, reading);
    for (size_t e = 0; e < reading->events.count; e++) remember_event(history, reading, &reading->events.items[e]);
    if (reading->events.count) {
      told_actors = reading->events.items[reading->events.count - 1].actors;
      told_recipients = reading->events.items[reading->events.count - 1].recipients;
    }
    remember_subject(reading);
    silence = reading->statements.count ? 0 : silence + 1;
    remember_speaker(reading, &last_speaker, &last_source, &in_quote);
  }
  tm_share_dates(arena, w.events.items, w.events.count, sentences.items, lead);
  result->events = w.events.items;
  result->event_count = w.events.count;
  result->statements = w.statements.items;
  result->statement_count = w.statements.count;
  result->times = w.times.items;
  result->time_count = w.times.count;
  lay_out_entities(&w);
  return result;
}
