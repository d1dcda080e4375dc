/* parse: see sentence.h. */
#include "parse/sentence.h"

#include "base/text.h"

/* A line or sentence over its limit (characters) is cut there, so that memory and time stay bounded on hostile input. */
enum { HEADING_LIMIT = 90, DEEPEST = 64, LINE_LIMIT = 65536, SENTENCE_LIMIT = 8192 };

static bool is_end(uint32_t c) { return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF61 || c == '!' || c == '?'; }

static uint32_t closing(uint32_t c) {
  switch (c) {
  case 0x300C: return 0x300D;
  case 0x300E: return 0x300F;
  case 0xFF08: return 0xFF09;
  case '(': return ')';
  case 0x3010: return 0x3011;
  case 0xFF62: return 0xFF63;
  case 0x201C: return 0x201D;
  default: return 0;
  }
}

static bool is_closing(uint32_t c) {
  return c == 0x300D || c == 0x300F || c == 0xFF09 || c == ')' || c == 0x3011 || c == 0xFF63 || c == 0x201D;
}

typedef struct tm_line {
  tm_slice text;
  const uint32_t *code, *byte; /* characters of the line; byte has one more */
  size_t count;
  size_t place;          /* characters of the article before the line */
  unsigned char *inside; /* work space, a byte a character */
  signed char *change;
} tm_line;

static bool is_furniture(const tm_line *line) {
  tm_slice text = line->text;
  if (tm_slice_begins(text, TM_LIT("http://")) || tm_slice_begins(text, TM_LIT("https://")) ||
      tm_slice_begins(text, TM_LIT("www.")) || tm_slice_begins(text, TM_LIT("#")) || tm_slice_begins(text, TM_LIT("©")) ||
      tm_slice_begins(text, TM_LIT("＃")) || tm_slice_begins(text, TM_LIT("Copyright")))
    return true;
  for (size_t i = 0; i < line->count; i++)
    if (line->code[i] >= 0x3041) return false;
  return line->count < 40; /* no Japanese at all: a host name, a number, a share button */
}

/* Marks the characters inside brackets that are closed within the line. */
static void mark_inside(const tm_line *line, signed char *change, unsigned char *inside) {
  size_t open[DEEPEST];
  size_t depth = 0;
  memset(change, 0, line->count + 1);
  for (size_t i = 0; i < line->count; i++) {
    uint32_t c = line->code[i];
    if (closing(c)) {
      if (depth < DEEPEST) open[depth++] = i;
    } else if (is_closing(c)) {
      for (size_t d = depth; d-- > 0;) {
        if (closing(line->code[open[d]]) != c) continue;
        change[open[d]]++;
        change[i]--;
        depth = d;
        break;
      }
    }
  }
  int level = 0;
  for (size_t i = 0; i < line->count; i++) {
    level += change[i];
    inside[i] = level > 0;
  }
}

static bool is_blank(uint32_t c) {
  return c == ' ' || c == '\t' || c == 0x3000 || c == 0xA0 || c == '\r' || c == 0xFEFF || c == 0x200B;
}

/* A reference: 読売新聞『…』。 with nothing said of it. */
static bool is_reference(const tm_line *line, size_t from, size_t to) {
  while (to > from && (is_end(line->code[to - 1]) || is_blank(line->code[to - 1]))) to--;
  if (to <= from + 2 || line->code[to - 1] != 0x300F) return false;
  for (size_t i = from; i < to && i < from + 40; i++) {
    if (line->code[i] == 0x300E) return true;
    if (line->code[i] == 0x306F || line->code[i] == 0x304C || line->code[i] == 0x3092 || line->code[i] == 0x3068)
      return false; /* はがをと */
  }
  return false;
}

static void push(tm_arena *arena, const tm_line *line, size_t from, size_t to, const char *kind, tm_sentences *sentences) {
  while (from < to && is_blank(line->code[from])) from++;
  while (to > from && is_blank(line->code[to - 1])) to--;
  if (from >= to) return;
  if (to - from > SENTENCE_LIMIT) {
    for (; to - from > SENTENCE_LIMIT; from += SENTENCE_LIMIT) push(arena, line, from, from + SENTENCE_LIMIT, kind, sentences);
    push(arena, line, from, to, kind, sentences);
    return;
  }
  if (is_reference(line, from, to) && kind[0] == 'b') kind = "furniture";
  tenmatsu_sentence *s = TM_PUSH(arena, sentences);
  *s = (tenmatsu_sentence){.text = {line->text.data + line->byte[from], line->byte[to] - line->byte[from]},
                           .start = (uint32_t)(line->place + from),
                           .end = (uint32_t)(line->place + to),
                           .kind = kind};
}

static void cut_line(tm_arena *arena, const tm_line *line, bool title, tm_sentences *sentences) {
  if (is_furniture(line)) {
    push(arena, line, 0, line->count, "furniture", sentences);
    return;
  }
  bool ended = false;
  for (size_t i = 0; i < line->count && !ended; i++) ended = line->code[i] == 0x3002 || line->code[i] == 0xFF61;
  if (title || (!ended && line->count <= HEADING_LIMIT)) {
    push(arena, line, 0, line->count, title ? "title" : "heading", sentences);
    return;
  }
  unsigned char *inside = line->inside;
  mark_inside(line, line->change, inside);
  size_t from = 0;
  for (size_t i = 0; i < line->count; i++) {
    if (inside[i] || !is_end(line->code[i])) continue;
    if (line->code[i] < 0x80 && i + 1 < line->count && line->code[i + 1] < 0x80) continue; /* inside Latin text */
    size_t to = i + 1;
    while (to < line->count && (is_end(line->code[to]) || is_closing(line->code[to]))) to++;
    push(arena, line, from, to, "body", sentences);
    from = to;
    i = to - 1;
  }
  push(arena, line, from, line->count, "body", sentences);
}

void tm_sentences_cut(tm_arena *arena, tm_slice text, bool title_first, tm_sentences *sentences) {
  size_t room = text.length < LINE_LIMIT ? text.length : LINE_LIMIT;
  uint32_t *code = TM_NEW(arena, uint32_t, room + 1), *byte = TM_NEW(arena, uint32_t, room + 1);
  unsigned char *inside = TM_NEW(arena, unsigned char, room + 1);
  signed char *change = TM_NEW(arena, signed char, room + 1);
  size_t at = 0, place = 0;
  bool first = true, valid = true;
  while (at < text.length) {
    tm_line line = {.code = code, .byte = byte, .place = place, .inside = inside, .change = change};
    size_t from = at;
    while (at < text.length && text.data[at] != '\n' && line.count < LINE_LIMIT) {
      byte[line.count] = (uint32_t)(at - from);
      code[line.count++] = tm_utf8_next(text, &at, &valid);
    }
    byte[line.count] = (uint32_t)(at - from);
    line.text = (tm_slice){text.data + from, at - from};
    place += line.count;
    if (at < text.length && text.data[at] == '\n') at++, place++;
    size_t before = sentences->count;
    bool ended = false;
    for (size_t i = 0; i < line.count && !ended; i++) ended = code[i] == 0x3002;
    if (line.count)
      cut_line(arena, &line, first && (title_first || (!ended && line.count <= 2 * HEADING_LIMIT)) && !is_furniture(&line),
               sentences);
    if (sentences->count > before && strcmp(sentences->items[before].kind, "furniture") != 0) first = false;
  }
}
