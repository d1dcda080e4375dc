/* parse: see features.h. */
#include "parse/features.h"

static uint32_t hash_code(uint32_t hash, uint16_t code) {
  if (code >= '0' && code <= '9') code = '0';
  return (hash ^ code) * 0x01000193u;
}

static uint32_t finish(uint32_t hash) { return (hash ^ hash >> 16) * 0x85EBCA6Bu; }

/* Scripts of first and last character, and one, two or more characters. */
static uint8_t shape_of(const uint16_t *code, size_t length) {
  unsigned size = length > 2 ? 2 : length > 1 ? 1 : 0;
  return (uint8_t)(((unsigned)tm_script_of(code[0]) * 8 + (unsigned)tm_script_of(code[length - 1])) * 3 + size);
}

static tm_word read_word(const uint16_t *code, const tm_morph *m) {
  uint32_t surface = 0x811C9DC5u, base = surface;
  size_t length = m->end - m->start, same = length - m->base_cut;
  for (size_t i = 0; i < length; i++) {
    if (i == same) base = surface;
    surface = hash_code(surface, code[m->start + i]);
  }
  if (same == length) base = surface;
  for (size_t i = 0; i < m->base_tail_length; i++) base = hash_code(base, m->base_tail[i]);
  uint32_t pos = (uint32_t)m->tag.pos << 8 | m->tag.sub, major = m->tag.pos;
  if (major == TM_POS_SUFFIX && m->tag.conjugation) major = m->tag.sub >= 7 || m->tag.sub == 1 ? TM_POS_VERB : TM_POS_ADJECTIVE;
  return (tm_word){.surface = finish(surface),
                   .base = finish(base),
                   .tag = finish(pos << 16 | (uint32_t)m->tag.form << 8 | m->tag.conjugation),
                   .form = finish(pos << 8 | m->tag.form),
                   .pos = finish(pos),
                   .coarse = finish(major << 8 | m->tag.form),
                   .category = m->category,
                   .shape = shape_of(code + m->start, length)};
}

tm_word *tm_words_read(tm_arena *arena, const tm_chars *chars, const tm_morph *morphs, size_t count) {
  tm_word *words = TM_NEW(arena, tm_word, count + 2 * TM_WORD_PAD);
  for (uint32_t i = 0; i < TM_WORD_PAD; i++) {
    words[i] = (tm_word){.surface = 1, .base = 1, .tag = 1, .form = 1, .pos = 1, .coarse = 1};
    words[count + TM_WORD_PAD + i] = (tm_word){.surface = 2, .base = 2, .tag = 2, .form = 2, .pos = 2, .coarse = 2};
  }
  words += TM_WORD_PAD;
  for (size_t i = 0; i < count; i++) words[i] = read_word(chars->code, &morphs[i]);
  return words;
}

tenmatsu_status tm_linear_view(tm_linear *model, const char *name, uint32_t width, uint32_t span, const void *data, size_t size,
                               tenmatsu_error *error) {
  const tm_linear_header *head = data;
  const uint32_t version = width % 16 ? TM_LINEAR_VERSION : TM_PACKED_VERSION;
  const size_t start = width % 16 ? sizeof *head : TM_PACKED_START;
  *model = (tm_linear){0};
  if (size < start || head->magic != TM_LINEAR_MAGIC || head->version != version || head->width != width) goto damaged;
  size -= start;
  if (head->slots == 0 || (head->slots & (head->slots - 1)) != 0 || size / sizeof(uint32_t) < head->slots) goto damaged;
  size -= head->slots * sizeof(uint32_t);
  if (head->rows < TM_ROWS_FIXED || size / width < head->rows) goto damaged;
  const uint32_t *cells = (const uint32_t *)(const void *)((const char *)data + start);
  bool empty = false; /* without an empty cell the search for an unknown feature would never end */
  for (uint32_t i = 0; i < head->slots; i++) {
    uint32_t row = cells[i] & 0xFFFFFu;
    empty |= cells[i] == 0;
    if (row >= TM_ROWS_FIXED && (row >= head->rows || head->rows - row < span)) goto damaged;
  }
  if (!empty) goto damaged;
  *model = (tm_linear){cells, (const int8_t *)(cells + head->slots), head->slots - 1, width, head->rows};
  return TENMATSU_OK;
damaged:
  return tm_fail(error, TENMATSU_DAMAGED, NULL, 0, 0, "section \"%s\" is damaged", name);
}
