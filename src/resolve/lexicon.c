/* resolve: see lexicon.h. Views the compiled lexicon and refuses one whose offsets do not fit. */
#include "resolve/lexicon.h"

typedef struct tm_span_check {
  const unsigned char *data;
  size_t size;
  bool good;
} tm_span_check;

static const void *span(tm_span_check *check, uint32_t at, uint64_t count, size_t item) {
  if (at % 4 || at > check->size || count * item > check->size - at) check->good = false;
  return check->good ? check->data + at : NULL;
}

static bool text_fits(const tm_lexicon_header *header, tm_text_ref ref) {
  return ref.at <= header->pool_size && ref.length <= header->pool_size - ref.at;
}

static bool entries_fit(const tm_lexicon *lexicon) {
  const tm_lexicon_header *h = lexicon->header;
  for (uint32_t i = 0; i < h->entries; i++) {
    const tm_entry *e = &lexicon->entries[i];
    if (e->type >= TM_ENTRY_TYPES || !text_fits(h, e->code) || !text_fits(h, e->org) || !text_fits(h, e->sector) ||
        !text_fits(h, e->name) || !text_fits(h, e->name_en) || !text_fits(h, e->office) || !text_fits(h, e->kind))
      return false;
  }
  for (uint32_t i = 0; i < h->rows; i++) {
    const tm_predicate_row *r = &lexicon->rows[i];
    if (r->class_ >= TM_CLASSES || r->condition >= (int32_t)h->conditions || !text_fits(h, r->mode) || !text_fits(h, r->rule) ||
        !text_fits(h, r->noun))
      return false;
    for (int k = 0; k < TM_RECIPIENTS; k++)
      if (r->recipient[k] >= TM_CASES) return false;
    for (int k = 0; k < TM_ACTORS; k++)
      if (r->actor[k] >= TM_CASES) return false;
  }
  for (uint32_t i = 0; i < h->conditions; i++)
    if (!text_fits(h, lexicon->conditions[i].noun) || lexicon->conditions[i].role_case >= TM_CASES) return false;
  if (h->conditions && !lexicon->conditions[h->conditions - 1].final) return false;
  for (uint32_t i = 0; i < h->cues; i++)
    if (!text_fits(h, lexicon->cues[i].text) || !text_fits(h, lexicon->cues[i].noun)) return false;
  for (uint32_t i = 0; i < h->lights; i++)
    if (!text_fits(h, lexicon->lights[i].verb)) return false;
  if (h->refs && !(lexicon->refs[h->refs - 1] & TM_REF_LAST)) return false;
  return !h->set_ref_count || lexicon->set_refs[h->set_ref_count - 1] & TM_REF_LAST;
}

tenmatsu_status tm_lexicon_open(tm_lexicon *lexicon, const tm_image *image, tenmatsu_error *error) {
  const void *data;
  size_t size;
  tenmatsu_status status = tm_image_section(image, "lexicon", &data, &size, error);
  if (status) return status;
  *lexicon = (tm_lexicon){.header = data};
  const tm_lexicon_header *h = data;
  if (size < sizeof *h || h->version != TM_LEXICON_VERSION)
    return tm_fail(error, TENMATSU_DAMAGED, NULL, 0, 0, "the engine image's lexicon is of another version; run make");
  tm_span_check check = {data, size, true};
  lexicon->entries = span(&check, h->entry_at, h->entries, sizeof(tm_entry));
  lexicon->refs = span(&check, h->ref_at, h->refs, sizeof(uint32_t));
  lexicon->rows = span(&check, h->row_at, h->rows, sizeof(tm_predicate_row));
  lexicon->hints = span(&check, h->hint_at, h->hints, sizeof(tm_row_hint));
  lexicon->conditions = span(&check, h->condition_at, h->conditions, sizeof(tm_condition));
  lexicon->cues = span(&check, h->cue_at, h->cues, sizeof(tm_cue));
  lexicon->lights = span(&check, h->light_at, h->lights, sizeof(tm_light));
  lexicon->set_refs = span(&check, h->set_ref_at, h->set_ref_count, sizeof(uint32_t));
  lexicon->pool = span(&check, h->pool_at, h->pool_size, 1);
  struct {
    uint32_t at, size;
    tm_trie *trie;
  } tries[] = {{h->name_trie_at, h->name_trie_size, &lexicon->names},
               {h->predicate_trie_at, h->predicate_trie_size, &lexicon->predicates},
               {h->noun_trie_at, h->noun_trie_size, &lexicon->nouns},
               {h->cue_trie_at, h->cue_trie_size, &lexicon->cue_words},
               {h->light_trie_at, h->light_trie_size, &lexicon->light_verbs},
               {h->office_trie_at, h->office_trie_size, &lexicon->offices}};
  for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
    const void *trie = span(&check, tries[i].at, tries[i].size, 1);
    if (!check.good) break;
    if ((status = tm_trie_view(tries[i].trie, trie, tries[i].size, error))) return status;
  }
  if (!check.good || !entries_fit(lexicon))
    return tm_fail(error, TENMATSU_DAMAGED, NULL, 0, 0, "the engine image's lexicon is damaged; run make");
  return TENMATSU_OK;
}

int32_t tm_trie_find(const tm_trie *trie, const uint16_t *code, size_t n) {
  tm_trie_node node = 0;
  for (size_t i = 0; i < n; i++)
    if (!tm_trie_step(trie, &node, code[i])) return -1;
  return n ? tm_trie_value(trie, node) : -1;
}

bool tm_lexicon_in_set(const tm_lexicon *lexicon, const uint16_t *code, size_t n, uint16_t set) {
  for (size_t from = n > 12 ? n - 12 : 0; from < n; from++) {
    int32_t run = tm_trie_find(&lexicon->nouns, code + from, n - from);
    if (run < 0) continue;
    for (uint32_t i = (uint32_t)run; i < lexicon->header->set_ref_count; i++) {
      if ((lexicon->set_refs[i] & TM_REF_INDEX) == set) return true;
      if (lexicon->set_refs[i] & TM_REF_LAST) break;
    }
  }
  return false;
}

static const struct {
  const char *name;
  int quad;
  double scale;
} classes[TM_CLASSES] = {
    [TM_AGREE] = {"AGREE", 1, 3.0},        [TM_CONSULT] = {"CONSULT", 1, 1.5},     [TM_SUPPORT] = {"SUPPORT", 1, 4.0},
    [TM_CONCEDE] = {"CONCEDE", 1, 5.0},    [TM_COOPERATE] = {"COOPERATE", 2, 6.0}, [TM_AID] = {"AID", 2, 7.0},
    [TM_RETREAT] = {"RETREAT", 2, 7.0},    [TM_REQUEST] = {"REQUEST", 3, -1.0},    [TM_ACCUSE] = {"ACCUSE", 3, -2.0},
    [TM_REJECT] = {"REJECT", 3, -4.0},     [TM_THREATEN] = {"THREATEN", 3, -6.0},  [TM_PROTEST] = {"PROTEST", 4, -6.5},
    [TM_SANCTION] = {"SANCTION", 4, -5.0}, [TM_MOBILIZE] = {"MOBILIZE", 4, -7.2},  [TM_COERCE] = {"COERCE", 4, -7.0},
    [TM_ASSAULT] = {"ASSAULT", 4, -10.0},
};

const char *tm_class_name(tm_class class_) { return classes[class_].name; }
int tm_class_quad(tm_class class_) { return classes[class_].quad; }
double tm_class_scale(tm_class class_) { return classes[class_].scale; }
