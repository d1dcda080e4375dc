/* Golden cases: short texts with the records that the codebook asks for, in test/golden (form: README.md there).
 *
 * usage: test_golden [DIR [SUBSTRING OF FILE NAMES]]
 * The engine image is $TENMATSU_IMAGE. Exit status 0: every case is as expected or a known failure; 1: not so; 2: bad input. */
#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tenmatsu.h"

enum { MAX_PARTIES = 8, MAX_WANTED = 12 };

typedef tenmatsu_string string;

typedef struct party {
  bool optional;
  string code, org, sector, name; /* empty: not compared; the code always is */
} party;

typedef struct parties {
  party list[MAX_PARTIES];
  size_t count;
} parties;

typedef struct wanted_event {
  bool optional;
  string act, status, mode, date;
  parties actors, recipients, said_by;
} wanted_event;

typedef struct wanted_statement {
  bool optional;
  party speaker;
  string words; /* occur in the quote */
} wanted_statement;

typedef struct golden_case {
  string title, date, xfail, text, expected;
  wanted_event events[MAX_WANTED];
  wanted_statement statements[MAX_WANTED];
  size_t event_count, statement_count;
  bool no_event, no_statement;
} golden_case;

typedef struct tally {
  unsigned passed, failed, xfailed, unexpected;
} tally;

static string cut(const char *begin, const char *end) { return (string){begin, (size_t)(end - begin)}; }

static bool is(string s, const char *word) { return s.length == strlen(word) && memcmp(s.data, word, s.length) == 0; }

static bool same(string a, string b) { return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0); }

static string trim(string s) {
  while (s.length && (s.data[0] == ' ' || s.data[0] == '\n')) s = (string){s.data + 1, s.length - 1};
  while (s.length && (s.data[s.length - 1] == ' ' || s.data[s.length - 1] == '\n')) s.length--;
  return s;
}

/* Where `word` first occurs; NULL if nowhere. An empty word occurs anywhere. */
static const char *find(string s, const char *word, size_t length) {
  for (size_t i = 0; length <= s.length && i <= s.length - length; i++)
    if (memcmp(s.data + i, word, length) == 0) return s.data + i;
  return NULL;
}

/* Takes from *rest what stands before `mark` (all, where there is no mark), and the mark. */
static string take(string *rest, const char *mark) {
  size_t length = strlen(mark);
  const char *at = find(*rest, mark, length), *end = rest->data + rest->length;
  string head = cut(rest->data, at ? at : end);
  *rest = at ? cut(at + length, end) : cut(end, end);
  return trim(head);
}

static bool skip(string *s, const char *prefix) {
  size_t length = strlen(prefix);
  if (s->length < length || memcmp(s->data, prefix, length) != 0) return false;
  *s = trim(cut(s->data + length, s->data + s->length));
  return true;
}

static bool is_body(string code) { return is(code, "IGO") || is(code, "NGO") || is(code, "MNC") || is(code, "IMG"); }

/* CODE [ORG] [SECTOR] [name][?] */
static bool read_party(string s, party *p) {
  bool optional = s.length > 0 && s.data[s.length - 1] == '?';
  s.length -= optional;
  *p = (party){.optional = optional, .code = take(&s, " ")};
  if (p->code.length != 3) return false;
  if (is_body(p->code)) p->org = take(&s, " ");
  string rest = s, word = take(&rest, " ");
  bool sector = word.length == 3;
  for (size_t i = 0; sector && i < 3; i++) sector = word.data[i] >= 'A' && word.data[i] <= 'Z';
  if (sector) p->sector = word;
  p->name = sector ? trim(rest) : trim(s);
  return true;
}

static bool read_parties(string s, parties *out) {
  out->count = 0;
  if (is(trim(s), "-")) return true;
  while (trim(s).length > 0) {
    if (out->count == MAX_PARTIES || !read_party(take(&s, ","), &out->list[out->count])) return false;
    out->count++;
  }
  return out->count > 0;
}

/* ACT status PARTIES -> PARTIES [mode]; said by PARTY; on DATE */
static bool read_event(string line, wanted_event *event) {
  string main = take(&line, ";");
  while (trim(line).length > 0) {
    string more = take(&line, ";");
    if (skip(&more, "said by ")) {
      if (!read_parties(more, &event->said_by)) return false;
    } else if (skip(&more, "on ")) event->date = more;
    else return false;
  }
  event->act = take(&main, " ");
  event->status = take(&main, " ");
  string actors = take(&main, "->"), recipients = take(&main, "[");
  event->mode = take(&main, "]");
  return read_parties(actors, &event->actors) && read_parties(recipients, &event->recipients);
}

/* PARTY name | words of the quote */
static bool read_statement(string line, wanted_statement *statement) {
  string speaker = take(&line, "|");
  statement->words = trim(line);
  return read_party(speaker, &statement->speaker);
}

static bool read_expectation(string line, golden_case *c) {
  if (c->event_count == MAX_WANTED || c->statement_count == MAX_WANTED) return false;
  if (is(line, "none")) return c->no_event = true;
  if (is(line, "statement: none")) return c->no_statement = true;
  bool optional = skip(&line, "? ");
  if (skip(&line, "statement:")) {
    c->statements[c->statement_count].optional = optional;
    return read_statement(line, &c->statements[c->statement_count++]);
  }
  c->events[c->event_count].optional = optional;
  return read_event(line, &c->events[c->event_count++]);
}

/* One case without its === line. The complaint, or NULL. */
static const char *read_case(string source, golden_case *c) {
  const char *ruler = find(source, "\n---\n", 5);
  if (!ruler) return "no line ---";
  string head = cut(source.data, ruler + 1);
  c->expected = trim(cut(ruler + 5, source.data + source.length));
  c->title = take(&head, "\n");
  while (head.length > 0) {
    string before = head, line = take(&head, "\n");
    if (skip(&line, "date:")) c->date = line;
    else if (skip(&line, "xfail:")) c->xfail = line;
    else if (line.length > 0) {
      c->text = trim(before);
      break;
    }
  }
  if (c->text.length == 0) return "no text";
  for (string rest = c->expected; rest.length > 0;) {
    string line = take(&rest, "\n");
    if (line.length > 0 && !read_expectation(line, c)) return "an expected line cannot be read";
  }
  if (c->expected.length == 0) return "nothing is expected (none?)";
  return NULL;
}

/* A party without a code is UNK. */
static bool party_matches(const party *wanted, const tenmatsu_entity *got) {
  bool unknown = is(wanted->code, "UNK") && got->code.length == 0;
  return (unknown || same(wanted->code, got->code)) && (!is_body(wanted->code) || same(wanted->org, got->org)) &&
         (wanted->sector.length == 0 || same(wanted->sector, got->sector)) &&
         (wanted->name.length == 0 || find(got->identifier_text, wanted->name.data, wanted->name.length) ||
          find(got->entity_text, wanted->name.data, wanted->name.length));
}

enum { ACTORS = 1, RECIPIENTS = 2 };

static bool was_got(const party *wanted, const tenmatsu_event *g, int sides) {
  if (wanted->optional) return true;
  for (size_t i = 0; sides & ACTORS && i < g->actor_count; i++)
    if (party_matches(wanted, &g->actors[i])) return true;
  for (size_t i = 0; sides & RECIPIENTS && i < g->recipient_count; i++)
    if (party_matches(wanted, &g->recipients[i])) return true;
  return false;
}

static bool was_wanted(const tenmatsu_entity *got, const wanted_event *w, int sides) {
  for (size_t i = 0; sides & ACTORS && i < w->actors.count; i++)
    if (party_matches(&w->actors.list[i], got)) return true;
  for (size_t i = 0; sides & RECIPIENTS && i < w->recipients.count; i++)
    if (party_matches(&w->recipients.list[i], got)) return true;
  return false;
}

static bool sides_match(const wanted_event *w, const tenmatsu_event *g) {
  bool mutual = is(w->act, "CONSULT") || is(w->act, "COOPERATE") || is(w->act, "AGREE"), match = true;
  int actors = mutual ? ACTORS | RECIPIENTS : ACTORS, recipients = mutual ? ACTORS | RECIPIENTS : RECIPIENTS;
  for (size_t i = 0; i < w->actors.count; i++) match &= was_got(&w->actors.list[i], g, actors);
  for (size_t i = 0; i < w->recipients.count; i++) match &= was_got(&w->recipients.list[i], g, recipients);
  for (size_t i = 0; i < g->actor_count; i++) match &= was_wanted(&g->actors[i], w, actors);
  for (size_t i = 0; i < g->recipient_count; i++) match &= was_wanted(&g->recipients[i], w, recipients);
  return match;
}

/* What PLOVER calls it: it has no future meetings. */
static const char *exported(string act, string status) {
  bool future = is(status, "future");
  if (future && (is(act, "CONSULT") || is(act, "SUPPORT") || is(act, "COOPERATE") || is(act, "AID"))) return "AGREE";
  return future && is(act, "RETREAT") ? "CONCEDE" : NULL;
}

static const char *status_name(tenmatsu_event_status status) {
  static const char *const names[] = {"actual", "future", "negated", "hypothetical"};
  return names[status];
}

static bool class_matches(const wanted_event *w, const tenmatsu_event *g) {
  if (same(w->act, g->act)) return is(w->status, status_name(g->status));
  const char *act = exported(w->act, w->status);
  return act ? is(g->exported, act) : same(w->act, g->exported); /* codebook 2.1: either is right */
}

static bool event_matches(const wanted_event *w, const tenmatsu_event *g) {
  bool said = w->said_by.count == 0 || (g->said_by && party_matches(&w->said_by.list[0], g->said_by));
  return class_matches(w, g) && said && (w->mode.length == 0 || same(w->mode, g->mode)) &&
         (w->date.length == 0 || same(w->date, g->date)) && sides_match(w, g);
}

typedef bool (*pair_matches)(const golden_case *c, size_t wanted, const tenmatsu_result *r, size_t got);

static bool events_pair(const golden_case *c, size_t wanted, const tenmatsu_result *r, size_t got) {
  return event_matches(&c->events[wanted], &r->events[got]);
}

static bool statements_pair(const golden_case *c, size_t wanted, const tenmatsu_result *r, size_t got) {
  const wanted_statement *w = &c->statements[wanted];
  const tenmatsu_statement *g = &r->statements[got];
  return party_matches(&w->speaker, &g->speaker) && (w->words.length == 0 || find(g->quote, w->words.data, w->words.length));
}

/* Is every got record wanted once, and every wanted one that is not optional got? */
static bool pair_up(const golden_case *c, size_t wanted_count, const tenmatsu_result *r, size_t got_count, pair_matches match) {
  bool met[MAX_WANTED] = {false};
  for (size_t g = 0; g < got_count; g++) {
    size_t w = 0;
    while (w < wanted_count && (met[w] || !match(c, w, r, g))) w++;
    if (w == wanted_count) return false;
    met[w] = true;
  }
  for (size_t w = 0; w < wanted_count; w++) {
    bool optional = match == events_pair ? c->events[w].optional : c->statements[w].optional;
    if (!met[w] && !optional) return false;
  }
  return true;
}

/* A case that expects only statements leaves the events open, and the other way round. */
static bool case_holds(const golden_case *c, const tenmatsu_result *r) {
  bool events = c->no_event || c->event_count > 0, statements = c->no_statement || c->statement_count > 0;
  return (!events || pair_up(c, c->event_count, r, r->event_count, events_pair)) &&
         (!statements || pair_up(c, c->statement_count, r, r->statement_count, statements_pair));
}

static void print_string(const char *before, string s) {
  if (s.length > 0) printf("%s%.*s", before, (int)s.length, s.data);
}

static void print_entity(const tenmatsu_entity *e) {
  print_string("", e->code.length ? e->code : (string){"UNK", 3});
  print_string(" ", e->org);
  print_string(" ", e->sector);
  print_string(" ", e->identifier_text.length ? e->identifier_text : e->entity_text);
}

static void print_entities(const tenmatsu_entity *list, size_t count) {
  if (count == 0) printf("-");
  for (size_t i = 0; i < count; i++) {
    if (i > 0) printf(", ");
    print_entity(&list[i]);
  }
}

static void print_event(const tenmatsu_event *e) {
  print_string("    ", e->act);
  printf(" %s ", status_name(e->status));
  print_entities(e->actors, e->actor_count);
  printf(" -> ");
  print_entities(e->recipients, e->recipient_count);
  if (e->mode.length) printf(" [%.*s]", (int)e->mode.length, e->mode.data);
  if (e->said_by) printf("; said by "), print_entity(e->said_by);
  print_string("; on ", e->date);
  print_string("   # ", e->event_text);
  print_string(", rule: ", e->rule);
  printf("\n");
}

static void print_got(const tenmatsu_result *r, bool statements) {
  printf("  got:\n");
  for (size_t i = 0; i < r->event_count; i++) print_event(&r->events[i]);
  if (r->event_count == 0) printf("    none\n");
  for (size_t i = 0; statements && i < r->statement_count; i++) {
    printf("    statement: ");
    print_entity(&r->statements[i].speaker);
    print_string(" | ", r->statements[i].quote);
    printf("\n");
  }
}

static void print_lines(const char *head, string text) {
  printf("  %s:\n", head);
  while (text.length > 0) {
    print_string("    ", take(&text, "\n"));
    printf("\n");
  }
}

static void print_failure(const char *file, unsigned line, const golden_case *c, const tenmatsu_result *r) {
  printf("%s:%u: %.*s\n", file, line, (int)c->title.length, c->title.data);
  if (c->xfail.length) print_lines("xfail", c->xfail);
  print_lines("text", c->text);
  print_lines("expected", c->expected);
  print_got(r, c->statement_count > 0 || c->no_statement);
}

static int check_case(tenmatsu_coder *coder, const char *file, unsigned line, string source, tally *sum) {
  static golden_case c;
  c = (golden_case){0};
  const char *complaint = read_case(source, &c);
  if (complaint) return fprintf(stderr, "%s:%u: %s\n", file, line, complaint), 2;
  tenmatsu_article article = {.id = {"golden", 6}, .date = c.date, .text = c.text};
  const tenmatsu_result *result = NULL;
  tenmatsu_error error;
  if (tenmatsu_code(coder, &article, &result, &error)) return fprintf(stderr, "%s:%u: %s\n", file, line, error.message), 2;
  bool known = c.xfail.length > 0;
  if (case_holds(&c, result)) {
    if (known) printf("%s:%u: passes now, take xfail out: %.*s\n", file, line, (int)c.title.length, c.title.data);
    *(known ? &sum->unexpected : &sum->passed) += 1;
  } else {
    if (!known || getenv("GOLDEN_VERBOSE")) print_failure(file, line, &c, result);
    *(known ? &sum->xfailed : &sum->failed) += 1;
  }
  return 0;
}

static int check_file(tenmatsu_coder *coder, const char *path, tally *sum) {
  static char data[1 << 20];
  FILE *stream = fopen(path, "rb");
  size_t length = stream ? fread(data, 1, sizeof data - 1, stream) : 0;
  if (stream) (void)fclose(stream);
  if (length == 0) return fprintf(stderr, "%s: cannot be read\n", path), 2;
  const char *file = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
  tally old = *sum;
  int status = 0;
  string rest = {data, length};
  (void)take(&rest, "=== ");
  while (rest.length > 0 && status == 0) {
    unsigned line = 1;
    for (const char *p = data; p < rest.data; p++) line += *p == '\n';
    const char *next = find(rest, "\n=== ", 5);
    string source = next ? cut(rest.data, next + 1) : rest;
    (void)take(&rest, "\n=== ");
    status = check_case(coder, file, line, source, sum);
  }
  printf("%-20s %3u pass %3u xfail %3u unexpected pass %3u fail\n", file, sum->passed - old.passed, sum->xfailed - old.xfailed,
         sum->unexpected - old.unexpected, sum->failed - old.failed);
  return status;
}

int main(int argc, char **argv) {
  char pattern[4096];
  (void)snprintf(pattern, sizeof pattern, "%s/*%s*.txt", argc > 1 ? argv[1] : TM_SOURCE_DIR "/test/golden",
                 argc > 2 ? argv[2] : "");
  glob_t files;
  if (glob(pattern, 0, NULL, &files) != 0) return fprintf(stderr, "test_golden: no file %s\n", pattern), 2;
  tenmatsu_engine *engine = NULL;
  tenmatsu_coder *coder = NULL;
  tenmatsu_error error;
  int status = 0;
  tally total = {0};
  if (tenmatsu_engine_open(&engine, NULL, &error) || tenmatsu_coder_new(&coder, engine, &error)) {
    fprintf(stderr, "test_golden: %s\n", error.message);
    status = 2;
  }
  for (size_t i = 0; i < files.gl_pathc && status == 0; i++) status = check_file(coder, files.gl_pathv[i], &total);
  printf("%u pass, %u xfail, %u unexpected pass, %u fail\n", total.passed, total.xfailed, total.unexpected, total.failed);
  tenmatsu_coder_free(coder);
  tenmatsu_engine_close(engine);
  globfree(&files);
  return status ? status : total.failed > 0;
}
