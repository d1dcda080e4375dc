/* record: a result → JSON Lines, as doc/records.md says. No logic of its own: it names fields and leaves out what is unknown.
 *
 * Order: the document, then sentence by sentence its times, statements and events, then the entities by first mention. */
#include "base/error.h"
#include "record/json.h"
#include "record/record.h"

typedef struct writer {
  tm_json json;
  const tenmatsu_result *result;
  unsigned kinds;
} writer;

static void begin(writer *w, const char *kind) {
  tm_json_begin(&w->json, '{');
  tm_json_member(&w->json, "record", tm_slice_of(kind));
  tm_json_member(&w->json, "doc", w->result->id);
}

static void end(writer *w) {
  tm_json_end(&w->json, '}');
  tm_json_line(&w->json);
}

static void entity_fields(tm_json *json, const tenmatsu_entity *e) {
  tm_json_member(json, "code", e->code);
  tm_json_known(json, "org", e->org);
  tm_json_member(json, "sector", e->sector);
  tm_json_known(json, "entity_text", e->entity_text);
  tm_json_known(json, "identifier_text", e->identifier_text);
  tm_json_known(json, "identifier_id", e->identifier_id);
  tm_json_known(json, "name_en", e->name_en);
  tm_json_known(json, "office", e->office);
}

static void entity_object(tm_json *json, const tenmatsu_entity *e) {
  tm_json_begin(json, '{');
  entity_fields(json, e);
  tm_json_end(json, '}');
}

static void entities(tm_json *json, const char *key, const tenmatsu_entity *list, size_t count) {
  tm_json_key(json, key);
  tm_json_begin(json, '[');
  for (size_t i = 0; i < count; i++) entity_object(json, &list[i]);
  tm_json_end(json, ']');
}

static void list(tm_json *json, const char *key, const tm_slice *items, size_t count) {
  tm_json_key(json, key);
  tm_json_begin(json, '[');
  for (size_t i = 0; i < count; i++) tm_json_string(json, items[i]);
  tm_json_end(json, ']');
}

static void span(tm_json *json, uint32_t start, uint32_t stop) {
  tm_json_key(json, "start");
  tm_json_integer(json, start);
  tm_json_key(json, "end");
  tm_json_integer(json, stop);
}

/* The sentence as it stands, and where it lies. */
static void sentence_fields(writer *w, uint32_t index) {
  if (index >= w->result->sentence_count) return;
  const tenmatsu_sentence *s = &w->result->sentences[index];
  tm_json_member(&w->json, "text", s->text);
  span(&w->json, s->start, s->end);
}

static void place(tm_json *json, const tenmatsu_place *p) {
  if (!p->name.length) return;
  tm_json_key(json, "event_loc");
  tm_json_begin(json, '{');
  tm_json_member(json, "name", p->name);
  tm_json_known(json, "country", p->country);
  if (p->lat == p->lat && p->lon == p->lon) {
    tm_json_key(json, "lat");
    tm_json_number(json, p->lat);
    tm_json_key(json, "lon");
    tm_json_number(json, p->lon);
  }
  tm_json_end(json, '}');
}

static void event(writer *w, const tenmatsu_event *e) {
  tm_json *json = &w->json;
  begin(w, "event");
  tm_json_member(json, "id", tm_slice_of(e->id));
  list(json, "event", &e->exported, 1);
  tm_json_member(json, "act", e->act);
  list(json, "mode", &e->mode, e->mode.length ? 1 : 0);
  list(json, "context", e->contexts, e->context_count);
  tm_json_member(json, "status", tm_slice_of(tm_status_name(e->status)));
  entities(json, "actor", e->actors, e->actor_count);
  entities(json, "recipient", e->recipients, e->recipient_count);
  tm_json_known(json, "date", e->date);
  tm_json_known(json, "enddate", e->enddate);
  place(json, &e->place);
  tm_json_member(json, "event_text", e->event_text);
  sentence_fields(w, e->sentence);
  tm_json_key(json, "quad_code");
  tm_json_integer(json, e->quad_code);
  tm_json_key(json, "event_scale");
  tm_json_number(json, e->scale);
  tm_json_key(json, "said_by");
  if (e->said_by) entity_object(json, e->said_by);
  else tm_json_literal(json, "null");
  tm_json_key(json, "coder");
  tm_json_raw(json, "\"tenmatsu ", 10);
  tm_json_raw(json, tenmatsu_version(), strlen(tenmatsu_version()));
  tm_json_raw(json, "\"", 1);
  json->separate = true;
  tm_json_known(json, "rule", e->rule);
  end(w);
}

static void statement(writer *w, const tenmatsu_statement *s) {
  begin(w, "statement");
  tm_json_key(&w->json, "speaker");
  entity_object(&w->json, &s->speaker);
  tm_json_member(&w->json, "quote", s->quote);
  tm_json_key(&w->json, "direct");
  tm_json_literal(&w->json, s->direct ? "true" : "false");
  tm_json_known(&w->json, "cue", s->cue);
  tm_json_known(&w->json, "date", s->date);
  sentence_fields(w, s->sentence);
  end(w);
}

static void time_record(writer *w, const tenmatsu_time *t) {
  begin(w, "time");
  tm_json_member(&w->json, "expression", t->expression);
  tm_json_known(&w->json, "value", t->value);
  tm_json_known(&w->json, "type", t->type);
  tm_json_known(&w->json, "mod", t->mod);
  sentence_fields(w, t->sentence);
  end(w);
}

static void entity(writer *w, const tenmatsu_entity_record *r) {
  begin(w, "entity");
  entity_fields(&w->json, &r->entity);
  tm_json_key(&w->json, "mentions");
  tm_json_begin(&w->json, '[');
  for (size_t i = 0; i < r->mention_count; i++) {
    tm_json_begin(&w->json, '{');
    tm_json_member(&w->json, "text", r->mentions[i].text);
    span(&w->json, r->mentions[i].start, r->mentions[i].end);
    tm_json_end(&w->json, '}');
  }
  tm_json_end(&w->json, ']');
  end(w);
}

static void document(writer *w) {
  const tenmatsu_result *r = w->result;
  begin(w, "document");
  tm_json_known(&w->json, "title", r->title);
  tm_json_known(&w->json, "date", r->date);
  tm_json_member(&w->json, "date_basis", tm_slice_of(r->date_basis));
  tm_json_member(&w->json, "text", r->text);
  tm_json_key(&w->json, "sentences");
  tm_json_begin(&w->json, '[');
  for (size_t i = 0; i < r->sentence_count; i++) {
    tm_json_begin(&w->json, '[');
    tm_json_integer(&w->json, r->sentences[i].start);
    tm_json_integer(&w->json, r->sentences[i].end);
    tm_json_string(&w->json, tm_slice_of(r->sentences[i].kind));
    tm_json_end(&w->json, ']');
  }
  tm_json_end(&w->json, ']');
  end(w);
}

tenmatsu_status tenmatsu_write_jsonl(const tenmatsu_result *result, unsigned kinds, tenmatsu_write write, void *context,
                                     tenmatsu_error *error) {
  if (!result || !write) return tm_fail(error, TENMATSU_INVALID, NULL, 0, 0, "no result or no write function");
  writer w;
  tm_json_open(&w.json, write, context);
  w.result = result;
  w.kinds = kinds;
  if (kinds & TENMATSU_DOCUMENT) document(&w);
  tm_order order = {0};
  for (tm_item item; !w.json.stopped && tm_order_next(&order, result, &item);) {
    if (!(kinds & item.kind)) continue;
    if (item.kind == TENMATSU_TIME) time_record(&w, &result->times[item.index]);
    if (item.kind == TENMATSU_STATEMENT) statement(&w, &result->statements[item.index]);
    if (item.kind == TENMATSU_EVENT) event(&w, &result->events[item.index]);
  }
  if (kinds & TENMATSU_ENTITY)
    for (size_t i = 0; i < result->entity_count && !w.json.stopped; i++) entity(&w, &result->entities[i]);
  if (tm_json_flush(&w.json)) return tm_fail(error, TENMATSU_STOPPED, NULL, 0, 0, "the write function asked to stop");
  return TENMATSU_OK;
}
