/* resolve: see unit.h. Longest match over the lexicon with one word of look-ahead (米|国防長官, not 米国|防長官), held to the
 * borders of morphemes and of katakana and Latin runs. */
#include "resolve/unit.h"

enum { MATCHES = 24, LONGEST_NAME = 60 };

typedef struct tm_reader {
  tm_arena *arena;
  const tm_lexicon *lexicon;
  const tm_parsed *parsed;
  const uint16_t *code;
  size_t count;
  unsigned char *border; /* 1 where a morpheme begins; one more than characters */
} tm_reader;

typedef struct tm_match {
  size_t end;
  int32_t run;
} tm_match;

static bool runs_on(uint16_t a, uint16_t b) {
  tm_script x = tm_script_of(a), y = tm_script_of(b);
  return (x == TM_KATAKANA && y == TM_KATAKANA) || (x == TM_LATIN && (y == TM_LATIN || y == TM_DIGIT));
}

static size_t matches_at(const tm_reader *reader, size_t at, tm_match out[MATCHES]) {
  tm_trie_node node = 0;
  size_t n = 0;
  for (size_t i = at, used; i < reader->count; i += used) {
    uint16_t c = tm_plain_kana(reader->code + i, reader->count - i, &used); /* ユーゴスラヴィア */
    if (!tm_trie_step(&reader->lexicon->names, &node, c)) break;
    int32_t run = tm_trie_value(&reader->lexicon->names, node);
    size_t end = i + used;
    if (run < 0) continue;
    if (end < reader->count && runs_on(reader->code[end - 1], reader->code[end])) continue;
    if (n == MATCHES) n--;
    out[n++] = (tm_match){end, run};
  }
  return n;
}

static unsigned kinds_of(const tm_lexicon *lexicon, int32_t run, uint32_t first[TM_ENTRY_TYPES]) {
  unsigned kinds = 0;
  for (uint32_t i = (uint32_t)run; i < lexicon->header->refs; i++) {
    uint32_t ref = lexicon->refs[i], index = ref & TM_REF_INDEX;
    if (index < lexicon->header->entries) {
      unsigned type = lexicon->entries[index].type;
      if (!(kinds & 1u << type)) first[type] = index;
      kinds |= 1u << type;
    }
    if (ref & TM_REF_LAST) break;
  }
  return kinds;
}

static size_t longest_from(const tm_reader *reader, size_t at) {
  tm_match match[MATCHES];
  if (at >= reader->count) return 0;
  size_t n = matches_at(reader, at, match);
  return n ? match[n - 1].end - at : 0;
}

/* Picks the match that, with the longest one directly after it, covers most. */
static const tm_match *best_match(const tm_reader *reader, size_t at, const tm_match *match, size_t n, size_t *after) {
  const tm_match *best = NULL;
  size_t most = 0;
  *after = 0;
  for (size_t i = n; i-- > 0;) {
    size_t length = match[i].end - at, next = longest_from(reader, match[i].end);
    bool bordered = reader->border[match[i].end] || next || (length >= 3 && tm_script_of(reader->code[match[i].end]) != TM_KANJI);
    if (!bordered && length >= 3) { /* a word unlike a common noun may end inside what the tagger took for one */
      uint32_t first[TM_ENTRY_TYPES];
      bordered = kinds_of(reader->lexicon, match[i].run, first) & ~(1u << TM_ENTRY_ROLE);
    }
    if (!bordered) continue;
    if (length + next > most) {
      most = length + next;
      best = &match[i];
      *after = next;
    }
  }
  return best;
}

static bool is_part(uint16_t c) { return tm_script_of(c) == TM_KATAKANA || c == 0x30FB || c == '='; }

/* End of the katakana name that begins at `at`: parts joined by ・ and ＝. Cuts before ・国+title (コルスンスキー・ウクライナ大使). */
static size_t katakana_end(const tm_reader *reader, size_t at, bool *dotted) {
  size_t i = at;
  *dotted = false;
  while (i < reader->count && i - at < LONGEST_NAME && is_part(reader->code[i])) {
    bool dot = tm_script_of(reader->code[i]) != TM_KATAKANA;
    if (dot && i + 3 < reader->count && tm_script_of(reader->code[i + 1]) == TM_LATIN && reader->code[i + 2] == 0x30FB &&
        tm_script_of(reader->code[i + 3]) == TM_KATAKANA) { /* ジェラルド・R・フォード */
      *dotted = true;
      i += 3;
      continue;
    }
    if (dot && (i + 1 >= reader->count || tm_script_of(reader->code[i + 1]) != TM_KATAKANA)) break;
    if (dot) {
      tm_match match[MATCHES];
      size_t n = matches_at(reader, i + 1, match);
      uint32_t first[TM_ENTRY_TYPES];
      if (n && (kinds_of(reader->lexicon, match[n - 1].run, first) & (1u << TM_ENTRY_COUNTRY)) &&
          (match[n - 1].end >= reader->count || !is_part(reader->code[match[n - 1].end])) &&
          longest_from(reader, match[n - 1].end))
        break;
      *dotted = true;
    }
    i++;
  }
  return i;
}

static uint8_t likeliest(const tm_lexicon *lexicon, unsigned kinds, const uint32_t first[TM_ENTRY_TYPES], tm_unit *unit) {
  static const struct {
    tm_entry_type kind;
    tm_unit_type type;
  } order[] = {{TM_ENTRY_COUNTRY, TM_UNIT_GEO}, {TM_ENTRY_BODY, TM_UNIT_BODY},   {TM_ENTRY_ROLE, TM_UNIT_ROLE},
               {TM_ENTRY_SEAT, TM_UNIT_GEO},    {TM_ENTRY_CAPITAL, TM_UNIT_GEO}, {TM_ENTRY_PLACE, TM_UNIT_GEO},
               {TM_ENTRY_CLIP, TM_UNIT_GEO},    {TM_ENTRY_HOLDER, TM_UNIT_NAME}};
  for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
    if (!(kinds & 1u << order[i].kind)) continue;
    unit->entry = first[order[i].kind];
    if (order[i].kind == TM_ENTRY_ROLE) unit->role = lexicon->entries[unit->entry].role;
    return (uint8_t)order[i].type;
  }
  return TM_UNIT_ROLE;
}

static tm_unit *push(tm_reader *reader, tm_units *units, size_t start, size_t end, tm_unit_type type) {
  tm_unit *unit = TM_PUSH(reader->arena, units);
  *unit = (tm_unit){
      .start = (uint32_t)start, .end = (uint32_t)end, .type = (uint8_t)type, .run = -1, .entry = UINT32_MAX, .alias = UINT32_MAX};
  return unit;
}

static void push_match(tm_reader *reader, tm_units *units, size_t at, const tm_match *match) {
  uint32_t first[TM_ENTRY_TYPES] = {0};
  tm_unit *unit = push(reader, units, at, match->end, TM_UNIT_ROLE);
  unit->kinds = (uint8_t)kinds_of(reader->lexicon, match->run, first);
  unit->run = match->run;
  unit->type = likeliest(reader->lexicon, unit->kinds, first, unit);
}

/* A name found by the parser's entity tagger that covers `at`; -1 if none begins there. */
static int tagged_at(const tm_reader *reader, size_t at, size_t *end, size_t *cursor) {
  const tm_parsed *parsed = reader->parsed;
  while (*cursor < parsed->name_count && parsed->morphs[parsed->names[*cursor].first].start < at) (*cursor)++;
  if (*cursor >= parsed->name_count) return -1;
  const tm_name *name = &parsed->names[*cursor];
  if (parsed->morphs[name->first].start != at) return -1;
  *end = parsed->morphs[name->last - 1].end;
  return name->kind;
}

static bool known_common(const tm_reader *reader, size_t from, size_t to) {
  /* whether one known morpheme covers it all */
  size_t low = 0, high = reader->parsed->morph_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (reader->parsed->morphs[middle].start < from) low = middle + 1;
    else high = middle;
  }
  if (low >= reader->parsed->morph_count) return false;
  const tm_morph *m = &reader->parsed->morphs[low];
  return m->start == from && m->end >= to && m->known && m->tag.sub != TM_SUB_PERSON && m->tag.sub != TM_SUB_PLACE;
}

/* Length of the longest word at `at` that is more than a clipped country: not the 日 of 同日. */
static size_t word_from(const tm_reader *reader, size_t at) {
  tm_match match[MATCHES];
  uint32_t first[TM_ENTRY_TYPES];
  for (size_t n = at < reader->count ? matches_at(reader, at, match) : 0; n-- > 0;)
    if (kinds_of(reader->lexicon, match[n].run, first) != 1u << TM_ENTRY_CLIP) return match[n].end - at;
  return 0;
}

static size_t special_at(tm_reader *reader, tm_units *units, size_t at) {
  static const uint16_t both[][6] = {{0x53CC, 0x65B9}, {0x4E21, 0x8005}}; /* 双方 両者 */
  const uint16_t *c = reader->code + at;
  size_t left = reader->count - at;
  if (left >= 2 && c[0] == both[0][0] && c[1] == both[0][1]) {
    push(reader, units, at, at + 2, TM_UNIT_BOTH);
    return 2;
  }
  if (left >= 3 && c[0] == 0x5357 && c[1] == 0x5317 && reader->border[at] && longest_from(reader, at) <= 2) { /* 南北 */
    push(reader, units, at, at + 2, TM_UNIT_BOTH);
    return 2;
  }
  if (c[0] == 0x4E21 && left >= 2 && c[1] != 0x7D19) { /* not 両紙: 両 + 国, 首脳, 氏, 者, 政府, a title */
    size_t next = word_from(reader, at + 1);
    if (c[1] == 0x89AA) return 0; /* 両親 */
    if (c[1] == 0x56FD || c[1] == 0x8005 || c[1] == 0x6C0F || c[1] == 0x8ECD || c[1] == 0x515A ||
        c[1] == 0x793E) /* 国者氏軍党社 */
      next = next > 1 ? next : 1;
    if (left >= 3 && c[1] == 0x9996 && c[2] == 0x8133) next = next > 2 ? next : 2;
    if (next) {
      push(reader, units, at, at + 1 + next, TM_UNIT_BOTH);
      return 1 + next;
    }
  }
  if (c[0] == 0x540C && left >= 2 && c[1] != 0x69D8 && reader->border[at]) { /* 同, not 同様 */
    static const uint16_t after[] = {
        0x6C0F, 0x56FD, 0x7701, 0x515A, 0x8ECD, 0x793E, 0x7D19, 0x8A8C, 0x5E81,
        0x5C40, 0x7F72, 0x6D3E, 0x8005, 0x5E02, 0x5DDE, 0x770C, 0x753A, 0x6751}; /* 氏国省党軍社紙誌庁局署派者市州県町村 */
    size_t next = word_from(reader, at + 1);
    for (size_t i = 0; i < sizeof after / sizeof *after && !next; i++) next = c[1] == after[i];
    if (next) {
      push(reader, units, at, at + 1, TM_UNIT_SAME);
      return 1;
    }
  }
  if (c[0] == 0x6C0F && at > 0 && left >= 2 && (c[1] == 0x306F || c[1] == 0x304C || c[1] == 0x3082) &&
      tm_script_of(reader->code[at - 1]) != TM_KANJI && tm_script_of(reader->code[at - 1]) != TM_KATAKANA &&
      reader->code[at - 1] != ')') { /* 氏は: the person spoken of */
    push(reader, units, at, at + 1, TM_UNIT_PRONOUN);
    return 1;
  }
  if (c[0] == 0x5F7C && reader->border[at] && !(left >= 2 && c[1] == 0x3089)) { /* 彼, 彼女 but not 彼ら */
    size_t n = left >= 2 && c[1] == 0x5973 ? 2 : 1;
    push(reader, units, at, at + n, TM_UNIT_PRONOUN);
    return n;
  }
  if ((c[0] == 0x8A2A || c[0] == 0x6765) && left >= 2 && reader->border[at]) { /* 訪米, 来日 */
    int32_t run = -1;
    tm_trie_node node = 0;
    if (tm_trie_step(&reader->lexicon->names, &node, c[1])) run = tm_trie_value(&reader->lexicon->names, node);
    uint32_t first[TM_ENTRY_TYPES];
    if (run >= 0 && kinds_of(reader->lexicon, run, first) & 1u << TM_ENTRY_CLIP) {
      tm_unit *unit = push(reader, units, at + 1, at + 2, TM_UNIT_GEO);
      unit->run = run;
      unit->kinds = 1u << TM_ENTRY_CLIP;
      unit->entry = first[TM_ENTRY_CLIP];
      return 2;
    }
  }
  if ((c[0] == 0x99D0 || c[0] == 0x5728) && left >= 2) { /* 駐, 在 + country */
    tm_match match[MATCHES];
    size_t n = matches_at(reader, at + 1, match);
    uint32_t first[TM_ENTRY_TYPES];
    for (size_t i = n; i-- > 0;) {
      unsigned kinds = kinds_of(reader->lexicon, match[i].run, first);
      if (!(kinds & (1u << TM_ENTRY_COUNTRY | 1u << TM_ENTRY_CLIP))) continue;
      if (i > 0 && longest_from(reader, match[i].end) < longest_from(reader, match[i - 1].end)) continue;
      tm_unit *unit = push(reader, units, at, match[i].end, TM_UNIT_POSTING);
      unit->run = match[i].run;
      unit->entry = first[kinds & 1u << TM_ENTRY_COUNTRY ? TM_ENTRY_COUNTRY : TM_ENTRY_CLIP];
      return match[i].end - at;
    }
  }
  return 0;
}

/* Where the words begin after 【モスクワ発】 or [ワシントン 3日 …]: who writes, and where, is no party. */
static size_t dateline_end(const tm_reader *reader) {
  uint16_t open = reader->count ? reader->code[0] : 0, close = open == 0x3010 ? 0x3011 : open == '[' ? ']' : 0;
  for (size_t i = 1; close && i < reader->count && i < 40; i++)
    if (reader->code[i] == close) return i + 1;
  return 0;
}

/* サキ|米|大統領報道官: a name with a title is a person, whatever town has that name. */
static void prefer_persons(tm_units *units, size_t first) {
  for (size_t i = first; i + 1 < units->count; i++) {
    tm_unit *u = &units->items[i];
    const tm_unit *next = &units->items[i + 1];
    bool place = u->kinds & (1u << TM_ENTRY_PLACE | 1u << TM_ENTRY_CAPITAL) && !(u->kinds & 1u << TM_ENTRY_COUNTRY);
    if (!place || !(u->kinds & 1u << TM_ENTRY_HOLDER) || next->start != u->end) continue;
    if (next->type == TM_UNIT_GEO && next->kinds & 1u << TM_ENTRY_CLIP && i + 2 < units->count &&
        units->items[i + 2].start == next->end)
      next++;
    bool titled = next->type == TM_UNIT_ROLE &&
                  (next->role == TM_ROLE_OFFICE || next->role == TM_ROLE_PERSON || next->role == TM_ROLE_HONORIFIC);
    if (titled) u->type = TM_UNIT_NAME;
  }
}

static bool is_direction(uint16_t c) { return c == 0x6771 || c == 0x897F || c == 0x5357 || c == 0x5317; } /* 東西南北 */

/* 中西部, 失業中の, 朝日: a clipped country that is only a piece of another word. */
static bool part_of_word(const tm_reader *reader, size_t at, bool joined) {
  uint16_t c = reader->code[at], before = at ? reader->code[at - 1] : 0;
  uint16_t after = at + 1 < reader->count ? reader->code[at + 1] : 0;
  if (c != 0x4E2D && c != 0x897F && c != 0x65E5 && c != 0x571F && c != 0x5370) return false; /* 中西日土印 */
  if ((c == 0x4E2D || c == 0x897F) && (is_direction(after) || is_direction(before) || after == 0x90E8)) return true; /* 部 */
  if (c == 0x4E2D && after == 0x306E) return true;                                                                   /* 中の */
  tm_script script = tm_script_of(before);
  bool free = before == 0x5BFE || before == 0x8A2A || before == 0x53CD || before == 0x89AA || before == 0x99D0; /* 対訪反親駐 */
  return !joined && !free && (script == TM_KANJI || script == TM_KATAKANA) && !reader->border[at];
}

/* Whether a word of the lexicon is at best a piece of a name: a family name, a clipped country. */
static bool only_pieces(const tm_lexicon *lexicon, int32_t run) {
  for (uint32_t i = (uint32_t)run; i < lexicon->header->refs; i++) {
    uint32_t ref = lexicon->refs[i], index = ref & TM_REF_INDEX;
    uint8_t type = index < lexicon->header->entries ? lexicon->entries[index].type : TM_ENTRY_TYPES;
    if (type != TM_ENTRY_CLIP && !(type == TM_ENTRY_HOLDER && ref & TM_REF_SHORT)) return false;
    if (ref & TM_REF_LAST) break;
  }
  return true;
}

/* Whether a title or 氏 begins here. */
static bool title_from(const tm_reader *reader, size_t at) {
  tm_match match[MATCHES];
  uint32_t first[TM_ENTRY_TYPES];
  size_t n = at < reader->count ? matches_at(reader, at, match) : 0;
  if (n == 0 || !(kinds_of(reader->lexicon, match[n - 1].run, first) & 1u << TM_ENTRY_ROLE)) return false;
  uint8_t role = reader->lexicon->entries[first[TM_ENTRY_ROLE]].role;
  return role == TM_ROLE_OFFICE || role == TM_ROLE_PERSON || role == TM_ROLE_HONORIFIC;
}

/* Whether a title that stands after names rather than after bodies begins here: 会長, 選手; not 関係者, 広報. */
static bool name_title_from(const tm_reader *reader, size_t at) {
  tm_match match[MATCHES];
  uint32_t first[TM_ENTRY_TYPES];
  size_t n = at < reader->count ? matches_at(reader, at, match) : 0;
  if (n == 0 || !(kinds_of(reader->lexicon, match[n - 1].run, first) & 1u << TM_ENTRY_ROLE)) return false;
  const tm_entry *role = &reader->lexicon->entries[first[TM_ENTRY_ROLE]];
  tm_slice name = tm_lexicon_text(reader->lexicon, role->name);
  if (role->role == TM_ROLE_OFFICE) return true;
  return role->role == TM_ROLE_PERSON &&
         (tm_slice_ends(name, TM_LIT("長")) || tm_slice_ends(name, TM_LIT("選手")) || tm_slice_ends(name, TM_LIT("監督")));
}

/* End of a name in kanji that seems to end at `end`: one or two characters more where a title follows them. */
static size_t up_to_title(const tm_reader *reader, size_t end) {
  if (title_from(reader, end)) return end;
  for (size_t i = end + 1; i <= end + 2 && i < reader->count; i++) {
    if (tm_script_of(reader->code[i - 1]) != TM_KANJI) break;
    if (title_from(reader, i)) return i;
  }
  return end;
}

/* A name that the lexicon knows only the beginning of, longer by the tagger's word or by the title that follows: 鈴木|一郎,
 * 金|永日|外務次官. Its end; 0 if there is none. */
static size_t longer_person(const tm_reader *reader, size_t at, const tm_match *best, size_t *cursor) {
  size_t end = at;
  if (tm_script_of(reader->code[at]) != TM_KANJI || !only_pieces(reader->lexicon, best->run)) return 0;
  uint32_t first[TM_ENTRY_TYPES];
  bool clip = kinds_of(reader->lexicon, best->run, first) & 1u << TM_ENTRY_CLIP;
  if (tagged_at(reader, at, &end, cursor) == TM_NAME_PERSON && end > best->end && (!clip || end > at + 2))
    return up_to_title(reader, end);
  if (clip || best->end > at + 1) return 0;
  end = up_to_title(reader, best->end);
  return end > best->end ? end : 0;
}

/* 足|高氏: a family name of one character inside a longer name. */
static bool inside_name(const tm_reader *reader, size_t at, const tm_match *best, bool joined) {
  return best->end == at + 1 && !joined && at > 0 && tm_script_of(reader->code[at - 1]) == TM_KANJI &&
         only_pieces(reader->lexicon, best->run) && title_from(reader, best->end);
}

/* 駐留フランス軍, 富山化学: a body that the lexicon does not know is read word by word where a country is in it. */
static bool country_within(const tm_reader *reader, size_t at, size_t end) {
  tm_match match[MATCHES];
  uint32_t first[TM_ENTRY_TYPES];
  for (size_t i = at + 1; i < end; i++) {
    if (runs_on(reader->code[i - 1], reader->code[i])) continue;
    size_t n = matches_at(reader, i, match);
    if (n && match[n - 1].end <= end && kinds_of(reader->lexicon, match[n - 1].run, first) & 1u << TM_ENTRY_COUNTRY) return true;
  }
  return false;
}

/* 福岡|県警: the 県 of a prefecture belongs to its police. */
static bool before_police(const tm_reader *reader, const tm_match *match) {
  uint32_t first[TM_ENTRY_TYPES];
  uint16_t last = reader->code[match->end - 1];
  return match->end < reader->count && reader->code[match->end] == 0x8B66 &&
         (last == 0x770C || last == 0x5E9C || last == 0x9053) &&
         kinds_of(reader->lexicon, match->run, first) & 1u << TM_ENTRY_PLACE; /* 警 県府道 */
}

/* 毎日, 共同, 朝日: the short name of a newspaper or agency is one only where it is given as a source. */
static bool no_source(const tm_reader *reader, size_t at, const tm_match *match) {
  static const char *const after[] = {"によ", "など", "は、", "も、", "や", ")", "=", "電", "紙", NULL};
  uint32_t first[TM_ENTRY_TYPES];
  if (match->end != at + 2 || tm_script_of(reader->code[at]) != TM_KANJI) return false;
  if (!(kinds_of(reader->lexicon, match->run, first) & 1u << TM_ENTRY_BODY)) return false;
  const tm_entry *e = &reader->lexicon->entries[first[TM_ENTRY_BODY]];
  if (!tm_slice_is(tm_lexicon_text(reader->lexicon, e->sector), "JRN")) return false;
  size_t to = match->end + 2 < reader->count ? match->end + 2 : reader->count;
  tm_slice next = tm_chars_slice(reader->parsed->chars, match->end, to);
  for (int i = 0; after[i]; i++)
    if (tm_slice_begins(next, tm_slice_of(after[i]))) return false;
  return true;
}

/* Asks for what a look-up at the words before `to` will read first. */
static void ask_ahead(const tm_reader *reader, size_t *morph, size_t to) {
  const tm_parsed *parsed = reader->parsed;
  for (; *morph < parsed->morph_count && parsed->morphs[*morph].start < to; ++*morph)
    tm_trie_ask(&reader->lexicon->names, reader->code + parsed->morphs[*morph].start);
}

/* The longest alias at `at`; NULL if there is none. */
static const tm_alias *alias_at(const tm_reader *reader, const tm_alias *aliases, size_t count, size_t at) {
  const tm_alias *best = NULL;
  for (size_t i = 0; i < count; i++) {
    const tm_alias *a = &aliases[i];
    size_t end = at + a->length;
    if (end > reader->count || (best && a->length < best->length)) continue;
    if (memcmp(reader->code + at, a->code, a->length * sizeof *a->code) != 0) continue;
    if (end < reader->count && (runs_on(reader->code[end - 1], reader->code[end]) || (a->length < 3 && !reader->border[end])))
      continue;
    best = a;
  }
  return best;
}

void tm_units_read(tm_arena *arena, const tm_lexicon *lexicon, const tm_parsed *parsed, const tm_alias *aliases,
                   size_t alias_count, tm_units *units) {
  tm_reader reader = {arena, lexicon, parsed, parsed->chars->code, parsed->chars->count, NULL};
  reader.border = TM_NEW0(arena, unsigned char, reader.count + 1);
  for (size_t i = 0; i < parsed->morph_count; i++) reader.border[parsed->morphs[i].start] = 1;
  reader.border[reader.count] = 1;
  static const unsigned town = 1u << TM_ENTRY_HOLDER | 1u << TM_ENTRY_CAPITAL | 1u << TM_ENTRY_PLACE;
  size_t cursor = 0, first_unit = units->count, asked = 0;
  for (size_t at = dateline_end(&reader); at < reader.count;) {
    ask_ahead(&reader, &asked, at + TM_ASK_SECOND);
    bool joined = units->count && units->items[units->count - 1].end == at;
    tm_script script = tm_script_of(reader.code[at]);
    bool begins = at == 0 || !runs_on(reader.code[at - 1], reader.code[at]);
    if (!begins || (!reader.border[at] && !joined && script == TM_KANJI && !(reader.code[at] == 0x99D0)) ||
        (script == TM_HIRAGANA && !reader.border[at])) {
      at++;
      continue;
    }
    if (reader.code[at] == 0x65E5 && at > 0 && tm_script_of(reader.code[at - 1]) == TM_DIGIT) { /* 29日|朝 */
      at++;
      continue;
    }
    size_t special = special_at(&reader, units, at);
    if (special) {
      at += special;
      continue;
    }
    const tm_alias *alias = alias_at(&reader, aliases, alias_count, at);
    tm_match match[MATCHES];
    size_t after = 0, n = matches_at(&reader, at, match);
    if (n && no_source(&reader, at, &match[n - 1])) n--;
    if (alias && !(n && match[n - 1].end > at + alias->length)) {
      push(&reader, units, at, at + alias->length, TM_UNIT_BODY)->alias = alias->actor;
      at += alias->length;
      continue;
    }
    const tm_match *best = n ? best_match(&reader, at, match, n, &after) : NULL;
    uint32_t entries[TM_ENTRY_TYPES];
    if (best && kinds_of(lexicon, best->run, entries) == 1u << TM_ENTRY_CLIP && part_of_word(&reader, at, joined)) {
      at++;
      continue;
    }
    if (best && inside_name(&reader, at, best, joined)) {
      at++;
      continue;
    }
    size_t name_end = best ? longer_person(&reader, at, best, &cursor) : 0;
    if (name_end) {
      push(&reader, units, at, name_end, TM_UNIT_NAME)->person = true;
      at = name_end;
      continue;
    }
    if (script == TM_KATAKANA) {
      bool dotted;
      size_t end = katakana_end(&reader, at, &dotted);
      uint32_t first[TM_ENTRY_TYPES];
      bool geo = best && (kinds_of(lexicon, best->run, first) & ~(1u << TM_ENTRY_HOLDER));
      if (geo && dotted && best->end < end && !(kinds_of(lexicon, best->run, first) & ~town) && title_from(&reader, end))
        geo = false; /* ソフィア・サペガさん */
      if (!best || (best->end < end && dotted && !geo)) {
        size_t tag_end;
        int kind = tagged_at(&reader, at, &tag_end, &cursor);
        bool titled = kind == TM_NAME_ORGANIZATION && name_title_from(&reader, end); /* プラティニ会長 */
        tm_unit *unit = push(&reader, units, at, end, kind == TM_NAME_ORGANIZATION && !titled ? TM_UNIT_BODY : TM_UNIT_NAME);
        unit->person = titled || kind == TM_NAME_PERSON || (dotted && kind < 0) || !known_common(&reader, at, end);
        at = end;
        continue;
      }
    }
    tm_match shorter;
    if (best && before_police(&reader, best)) {
      shorter = (tm_match){best->end - 1, best->run};
      best = &shorter;
    }
    if (best) {
      push_match(&reader, units, at, best);
      at = best->end;
      tm_unit *unit = &units->items[units->count - 1];
      if (unit->type == TM_UNIT_GEO && at + 1 < reader.count && reader.code[at] == 0x99D0 &&
          reader.code[at + 1] == 0x5728) { /* パナマ駐在 */
        unit->type = TM_UNIT_POSTING;
        unit->end += 2;
        at += 2;
      }
      continue;
    }
    size_t tag_end = at;
    int kind = tagged_at(&reader, at, &tag_end, &cursor);
    if (tag_end > at && kind == TM_NAME_ORGANIZATION && country_within(&reader, at, tag_end)) {
      at++;
      continue;
    }
    if (tag_end > at && (kind == TM_NAME_PERSON || kind == TM_NAME_ORGANIZATION)) {
      if (kind == TM_NAME_PERSON && script == TM_KANJI) tag_end = up_to_title(&reader, tag_end);
      tm_unit *unit = push(&reader, units, at, tag_end, kind == TM_NAME_PERSON ? TM_UNIT_NAME : TM_UNIT_BODY);
      unit->person = kind == TM_NAME_PERSON;
      at = tag_end;
      continue;
    }
    at++;
  }
  prefer_persons(units, first_unit);
}
