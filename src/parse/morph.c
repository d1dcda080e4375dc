/* parse: see morph.h. At each position the longest pattern in the trie tells how long the word is and what it is; the
 * position moves on by that length. No lattice, no scores, one pass (Yoshinaga 2023). Numbers, Latin words and unknown
 * katakana words are runs of one script and are found without the trie. */
#include "parse/morph.h"

/* 万億兆千百十: what may follow digits within a number. */
static bool is_unit_of_number(uint16_t c) {
  return c == 0x4E07 || c == 0x5104 || c == 0x5146 || c == 0x5343 || c == 0x767E || c == 0x5341;
}

static bool is_kanji_number(uint16_t c) { return tm_digit(c) >= 0 || is_unit_of_number(c); }

static bool is_digit(uint16_t c) { return c >= '0' && c <= '9'; }

/* 1,000  3.5  10:30  41万2511  2億6500万  4分の1 */
size_t tm_scan_number(const uint16_t *code, size_t at, size_t end) {
  size_t i = at;
  while (i < end) {
    uint16_t c = code[i];
    if (is_digit(c)) i++;
    else if ((c == '.' || c == ',' || c == ':') && i > at && is_digit(code[i - 1]) && i + 1 < end && is_digit(code[i + 1]))
      i += 2;
    else if (i > at && is_unit_of_number(c)) i++;
    else if (c == 0x5206 && i > at && i + 2 < end && code[i + 1] == 0x306E && is_digit(code[i + 2])) i += 3;
    else break;
  }
  return i;
}

/* Letters, with marks between letters: Wi-Fi, AT&T, d'Azur, U.S. stays whole but for its last dot. */
size_t tm_scan_latin(const uint16_t *code, size_t at, size_t end) {
  size_t i = at;
  while (i < end) {
    uint16_t c = code[i];
    if (tm_script_of(c) == TM_LATIN) i++;
    else if ((c == '-' || c == '\'' || c == '&' || c == '.') && i > at && i + 1 < end && tm_script_of(code[i + 1]) == TM_LATIN)
      i += 2;
    else break;
  }
  return i;
}

size_t tm_scan_katakana(const uint16_t *code, size_t at, size_t end) {
  size_t i = at;
  while (i < end && tm_script_of(code[i]) == TM_KATAKANA) i++;
  return i;
}

static const void *take(const unsigned char **at, size_t *left, size_t count, size_t item) {
  const void *p = *at;
  if (item != 0 && count > *left / item) return NULL;
  size_t size = (count * item + 7) & ~(size_t)7;
  if (size > *left) return NULL;
  *at += size;
  *left -= size;
  return p;
}

static bool check_outcomes(const tm_morph_model *m, size_t tail_count) {
  if (m->outcome_count < TM_MORPH_FIXED) return false;
  for (uint32_t i = 0; i < m->outcome_count; i++) {
    const tm_morph_outcome *o = &m->outcomes[i];
    if (o->tag_id >= m->tag_count || o->base_tail > tail_count || o->base_tail_length > tail_count - o->base_tail) return false;
    if (o->base_cut > o->shift || (o->shift == 0 && i >= TM_MORPH_FIXED)) return false;
  }
  return true;
}

static bool check_lists(const tm_morph_model *m, uint32_t choice_count) {
  for (uint32_t i = 0; i < m->list_count; i++) {
    const tm_morph_list *l = &m->lists[i];
    if (l->outcome >= m->outcome_count || l->first > choice_count || l->count > choice_count - l->first) return false;
  }
  for (uint32_t i = 0; i < choice_count; i++)
    if (m->choices[i].outcome >= m->outcome_count) return false;
  return true;
}

tenmatsu_status tm_morph_view(tm_morph_model *model, const void *data, size_t size, tenmatsu_error *error) {
  *model = (tm_morph_model){0};
  const unsigned char *at = data;
  size_t left = size;
  const tm_morph_header *head = take(&at, &left, 1, sizeof *head);
  if (!head || head->magic != TM_MORPH_MAGIC || head->version != TM_MORPH_VERSION) goto damaged;
  if (head->trie_size > left) goto damaged;
  const void *trie = take(&at, &left, (size_t)head->trie_size, 1);
  model->outcomes = take(&at, &left, head->outcome_count, sizeof *model->outcomes);
  model->lists = take(&at, &left, head->list_count, sizeof *model->lists);
  model->choices = take(&at, &left, head->choice_count, sizeof *model->choices);
  model->tags = take(&at, &left, head->tag_count, sizeof *model->tags);
  model->name_ends = take(&at, &left, head->tag_count, sizeof *model->name_ends);
  model->tails = take(&at, &left, head->tail_count, sizeof *model->tails);
  model->names = take(&at, &left, head->name_size, 1);
  if (!trie || !model->outcomes || !model->lists || !model->choices || !model->tags || !model->name_ends || !model->tails ||
      !model->names)
    goto damaged;
  model->outcome_count = head->outcome_count;
  model->list_count = head->list_count;
  model->tag_count = head->tag_count;
  if (head->tag_count > UINT16_MAX || !check_outcomes(model, head->tail_count) || !check_lists(model, head->choice_count))
    goto damaged;
  for (uint32_t i = 0, before = 0; i < head->tag_count; before = model->name_ends[i++])
    if (model->name_ends[i] < before || model->name_ends[i] > head->name_size) goto damaged;
  return tm_trie_view(&model->trie, trie, (size_t)head->trie_size, error);
damaged:
  return tm_fail(error, TENMATSU_DAMAGED, NULL, 0, 0, "section \"morph\" is damaged");
}

/* The outcome of a trie value after the tag `previous` (tag_count at the sentence's beginning). */
static const tm_morph_outcome *decide(const tm_morph_model *m, int32_t value, uint32_t previous) {
  if (value < TM_MORPH_LIST) return (uint32_t)value < m->outcome_count ? &m->outcomes[value] : NULL;
  uint32_t index = (uint32_t)(value - TM_MORPH_LIST);
  if (index >= m->list_count) return NULL;
  const tm_morph_list *list = &m->lists[index];
  uint32_t low = list->first, high = list->first + list->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (m->choices[middle].previous < previous) low = middle + 1;
    else high = middle;
  }
  if (low < list->first + list->count && m->choices[low].previous == previous) return &m->outcomes[m->choices[low].outcome];
  return &m->outcomes[list->outcome];
}

/* The longest pattern at `at`; NULL if none begins there. */
static const tm_morph_outcome *match(const tm_morph_model *m, const uint16_t *code, size_t at, size_t end, uint32_t previous) {
  tm_trie_node node = 0;
  int32_t best = -1;
  for (size_t i = at; i < end && tm_trie_step(&m->trie, &node, code[i]); i++) {
    int32_t value = tm_trie_value(&m->trie, node);
    if (value >= 0) best = value;
  }
  const tm_morph_outcome *o = best >= 0 ? decide(m, best, previous) : NULL;
  return o && o->shift && o->shift <= end - at ? o : NULL;
}

/* Can the katakana run [at, end) be made of known katakana words of two characters and more, longest first? */
static bool is_compound(const tm_morph_model *m, const uint16_t *code, size_t at, size_t end, uint32_t previous,
                        size_t sentence_end) {
  while (at < end) {
    const tm_morph_outcome *o = match(m, code, at, sentence_end, previous);
    if (!o || o->shift < 2 || (o->shift > end - at)) return false;
    at += o->shift;
    previous = o->tag_id;
  }
  return true;
}

typedef struct run_state {
  const tm_morph_model *model;
  const uint16_t *code;
  size_t end;
  size_t katakana_checked; /* up to here a katakana run is known to be a compound */
  uint32_t previous;
} run_state;

/* The word at `at`: its outcome, and in *length how long it is. */
static const tm_morph_outcome *next_word(run_state *s, size_t at, size_t *length) {
  const tm_morph_model *m = s->model;
  uint16_t c = s->code[at];
  tm_script script = tm_script_of(c);
  if (script == TM_DIGIT) {
    *length = tm_scan_number(s->code, at, s->end) - at;
    return &m->outcomes[TM_MORPH_NUMBER];
  }
  const tm_morph_outcome *o = match(m, s->code, at, s->end, s->previous);
  if (script == TM_LATIN) {
    size_t run = tm_scan_latin(s->code, at, s->end) - at;
    bool cuts = o && at + o->shift < s->end && is_digit(s->code[at + o->shift - 1]) && is_digit(s->code[at + o->shift]);
    if (o && o->shift >= run && !cuts) return *length = o->shift, o; /* F1, but not of F16 */
    *length = run;
    return &m->outcomes[TM_MORPH_LATIN];
  }
  if (script == TM_KATAKANA && at >= s->katakana_checked) {
    size_t run = tm_scan_katakana(s->code, at, s->end);
    if ((!o || o->shift < run - at) && !is_compound(m, s->code, at, run, s->previous, s->end)) {
      *length = run - at;
      return &m->outcomes[TM_MORPH_KATAKANA];
    }
    s->katakana_checked = run;
  }
  if (o) {
    *length = o->shift;
    if (m->tags[o->tag_id].pos == TM_POS_NOUN && m->tags[o->tag_id].sub == TM_SUB_NUMERAL && is_kanji_number(c))
      while (at + *length < s->end && is_kanji_number(s->code[at + *length]) && is_kanji_number(s->code[at + *length - 1]))
        ++*length;
    return o;
  }
  *length = 1;
  if (script == TM_SPACE) return &m->outcomes[TM_MORPH_SPACE];
  if (script == TM_SYMBOL || script == TM_OTHER) return &m->outcomes[TM_MORPH_SYMBOL];
  return &m->outcomes[TM_MORPH_WORD];
}

tm_morph *tm_morph_run(const tm_morph_model *model, tm_arena *arena, const tm_chars *chars, size_t *count) {
  tm_morph *morphs = TM_NEW(arena, tm_morph, chars->count + 1);
  run_state s = {model, chars->code, chars->count, 0, model->tag_count};
  size_t n = 0, at = 0;
  tm_trie_ahead asked = {0, 0};
  while (at < s.end) {
    size_t length;
    tm_trie_look_ahead(&model->trie, &asked, chars->code, at, s.end);
    const tm_morph_outcome *o = next_word(&s, at, &length);
    morphs[n++] = (tm_morph){.start = (uint32_t)at,
                             .end = (uint32_t)(at + length),
                             .tag_id = o->tag_id,
                             .tag = model->tags[o->tag_id],
                             .category = o->category,
                             .known = o->known,
                             .base_cut = o->base_cut,
                             .base_tail_length = o->base_tail_length,
                             .base_tail = model->tails + o->base_tail};
    s.previous = o->tag_id;
    at += length;
  }
  *count = n;
  return morphs;
}
