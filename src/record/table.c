/* record: see record.h. One document is one block: a heading, then one table for each kind of record, rows in order of the text. */
#include "base/error.h"
#include "base/text.h"
#include "record/json.h"
#include "record/record.h"
#include "record/width.h"

enum { MOST_COLUMNS = 8, CELL = 480 };

/* One cell's text, cut to what fits. */
typedef struct cell {
  char text[CELL];
  size_t length;
} cell;

typedef struct column {
  const char *name;
  size_t most; /* columns of the terminal at most */
} column;

typedef struct table {
  unsigned kind;
  const column *columns;
  size_t column_count;
} table;

typedef struct printer {
  tm_json out; /* as a buffered writer */
  const tenmatsu_result *result;
  bool colour;
} printer;

static const column event_columns[] = {{"#", 4},          {"status", 12}, {"event", 24},   {"actor", 30},
                                       {"recipient", 30}, {"date", 21},   {"said by", 22}, {"words", 34}};
static const column statement_columns[] = {{"#", 4}, {"speaker", 34}, {"cue", 14}, {"said", 72}};
static const column time_columns[] = {{"#", 4}, {"value", 26}, {"type", 8}, {"mod", 8}, {"words", 34}};
static const column entity_columns[] = {{"code", 12},   {"sector", 6},      {"who", 36},
                                        {"office", 22}, {"in English", 28}, {"mentions", 8}};

static void put(printer *p, const char *text) { tm_json_raw(&p->out, text, strlen(text)); }

static void style(printer *p, const char *sequence) {
  if (p->colour) put(p, sequence);
}

/* Adds text to a cell; control characters, which could steer the terminal, become spaces. */
static void add(cell *c, tm_slice text) {
  bool valid = true;
  for (size_t at = 0; at < text.length && c->length + 4 < CELL;) {
    uint32_t code = tm_utf8_next(text, &at, &valid);
    if (code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069))
      code = ' ';
    c->length += tm_utf8_put(c->text + c->length, code);
  }
}

static void say(cell *c, const char *text) { add(c, tm_slice_of(text)); }

static void number(cell *c, size_t value) {
  char digits[24];
  size_t n = sizeof digits;
  do digits[--n] = (char)('0' + value % 10);
  while (value /= 10);
  add(c, (tm_slice){digits + n, sizeof digits - n});
}

static tm_slice name_of(const tenmatsu_entity *e) { return e->identifier_text.length ? e->identifier_text : e->entity_text; }

/* USA GOV ジョー・バイデン */
static void add_entity(cell *c, const tenmatsu_entity *e) {
  add(c, e->code.length ? e->code : TM_LIT("?"));
  if (e->org.length) say(c, " "), add(c, e->org);
  if (e->sector.length) say(c, " "), add(c, e->sector);
  if (name_of(e).length) say(c, " "), add(c, name_of(e));
}

static void add_entities(cell *c, const tenmatsu_entity *list, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (i) say(c, ", ");
    add_entity(c, &list[i]);
  }
}

static void event_cells(const tenmatsu_event *e, cell *c) {
  number(&c[0], e->sentence);
  say(&c[1], tm_status_name(e->status));
  add(&c[2], e->act);
  if (e->mode.length) say(&c[2], " "), add(&c[2], e->mode);
  add_entities(&c[3], e->actors, e->actor_count);
  add_entities(&c[4], e->recipients, e->recipient_count);
  add(&c[5], e->date);
  if (e->enddate.length) say(&c[5], "/"), add(&c[5], e->enddate);
  if (e->said_by) add_entity(&c[6], e->said_by);
  add(&c[7], e->event_text);
}

static void statement_cells(const tenmatsu_statement *s, cell *c) {
  number(&c[0], s->sentence);
  add_entity(&c[1], &s->speaker);
  add(&c[2], s->cue);
  add(&c[3], s->quote);
}

static void time_cells(const tenmatsu_time *t, cell *c) {
  number(&c[0], t->sentence);
  add(&c[1], t->value);
  add(&c[2], t->type);
  add(&c[3], t->mod);
  add(&c[4], t->expression);
}

static void entity_cells(const tenmatsu_entity_record *r, cell *c) {
  add(&c[0], r->entity.code);
  if (r->entity.org.length) say(&c[0], " "), add(&c[0], r->entity.org);
  add(&c[1], r->entity.sector);
  add(&c[2], name_of(&r->entity));
  add(&c[3], r->entity.office);
  add(&c[4], r->entity.name_en);
  number(&c[5], r->mention_count);
}

static size_t rows_of(const tenmatsu_result *r, unsigned kind) {
  switch (kind) {
  case TENMATSU_EVENT: return r->event_count;
  case TENMATSU_STATEMENT: return r->statement_count;
  case TENMATSU_TIME: return r->time_count;
  default: return r->entity_count;
  }
}

static void fill(const tenmatsu_result *r, unsigned kind, size_t row, cell *cells) {
  for (size_t i = 0; i < MOST_COLUMNS; i++) cells[i].length = 0;
  switch (kind) {
  case TENMATSU_EVENT: event_cells(&r->events[row], cells); break;
  case TENMATSU_STATEMENT: statement_cells(&r->statements[row], cells); break;
  case TENMATSU_TIME: time_cells(&r->times[row], cells); break;
  default: entity_cells(&r->entities[row], cells); break;
  }
}

static const char *status_style(const tenmatsu_result *r, unsigned kind, size_t row) {
  if (kind != TENMATSU_EVENT) return "";
  switch (r->events[row].quad_code) {
  case 1: return "\033[36m";
  case 2: return "\033[32m";
  case 3: return "\033[33m";
  default: return "\033[31m";
  }
}

/* Writes `text` in exactly `columns` columns; what is too long ends in "…". The last cell of a row is not padded. */
static void print_cell(printer *p, tm_slice text, size_t columns, bool last) {
  size_t used = tm_width(text);
  if (used > columns) {
    size_t length = tm_width_cut(text, columns - 1, &used);
    tm_json_raw(&p->out, text.data, length);
    put(p, "…");
    used++;
  } else {
    tm_json_raw(&p->out, text.data, text.length);
  }
  for (; !last && used < columns + 2; used++) put(p, " ");
}

/* The width of each column: its longest cell's, up to its limit. */
static void measure(const tenmatsu_result *r, const table *t, size_t rows, size_t *width) {
  cell cells[MOST_COLUMNS];
  for (size_t i = 0; i < t->column_count; i++) width[i] = strlen(t->columns[i].name);
  for (size_t row = 0; row < rows; row++) {
    fill(r, t->kind, row, cells);
    for (size_t i = 0; i < t->column_count; i++) {
      size_t wide = tm_width((tm_slice){cells[i].text, cells[i].length});
      if (wide > t->columns[i].most) wide = t->columns[i].most;
      if (wide > width[i]) width[i] = wide;
    }
  }
}

static void print_table(printer *p, const table *t) {
  unsigned kind = t->kind;
  const tenmatsu_result *r = p->result;
  size_t rows = rows_of(r, kind), width[MOST_COLUMNS];
  cell cells[MOST_COLUMNS];
  if (rows == 0) return;
  measure(r, t, rows, width);
  style(p, "\033[2m");
  for (size_t i = 0; i < t->column_count; i++) print_cell(p, tm_slice_of(t->columns[i].name), width[i], i + 1 == t->column_count);
  style(p, "\033[0m");
  put(p, "\n");
  for (size_t row = 0; row < rows && !p->out.stopped; row++) {
    fill(r, kind, row, cells);
    for (size_t i = 0; i < t->column_count; i++) {
      bool classes = i == 2 && kind == TENMATSU_EVENT;
      if (classes) style(p, status_style(r, kind, row));
      print_cell(p, (tm_slice){cells[i].text, cells[i].length}, width[i], i + 1 == t->column_count);
      if (classes) style(p, "\033[0m");
    }
    put(p, "\n");
  }
}

/* 2024-04-13  doc  title */
static void heading(printer *p) {
  const tenmatsu_result *r = p->result;
  cell c = {.length = 0};
  add(&c, r->date.length ? r->date : TM_LIT("no date"));
  say(&c, "  ");
  add(&c, r->id);
  say(&c, "  ");
  add(&c, r->title);
  style(p, "\033[1m");
  tm_json_raw(&p->out, c.text, c.length);
  style(p, "\033[0m");
  put(p, "\n");
}

tenmatsu_status tm_write_table(const tenmatsu_result *result, unsigned kinds, bool colour, tenmatsu_write write, void *context,
                               tenmatsu_error *error) {
#define COLUMNS(list) list, sizeof list / sizeof *list
  static const table tables[] = {{TENMATSU_EVENT, COLUMNS(event_columns)},
                                 {TENMATSU_STATEMENT, COLUMNS(statement_columns)},
                                 {TENMATSU_TIME, COLUMNS(time_columns)},
                                 {TENMATSU_ENTITY, COLUMNS(entity_columns)}};
  printer p = {.result = result, .colour = colour};
  tm_json_open(&p.out, write, context);
  heading(&p);
  size_t rows = 0;
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    if (!(kinds & tables[i].kind)) continue;
    rows += rows_of(result, tables[i].kind);
    print_table(&p, &tables[i]);
  }
  if (rows == 0) put(&p, "(nothing)\n");
  put(&p, "\n");
  if (tm_json_flush(&p.out)) return tm_fail(error, TENMATSU_STOPPED, NULL, 0, 0, "the write function asked to stop");
  return TENMATSU_OK;
}
