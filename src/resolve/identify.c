/* resolve: who a mention is: the name in the lexicon or earlier in the article; the holder of the title on the article's date;
 * the body; the country. What gives no country of its own takes it from context (tm_mention.guessed). See parts.h. */
#include "resolve/parts.h"

/* Whether the sentence in hand names the country. */
static bool named_here(const tm_scene *scene, tm_slice code) {
  for (size_t i = 0; i < scene->units.count; i++) {
    const tm_unit *u = &scene->units.items[i];
    if (u->type == TM_UNIT_GEO && u->entry != UINT32_MAX &&
        tm_slice_equal(tm_lexicon_text(scene->lexicon, scene->lexicon->entries[u->entry].code), code))
      return true;
  }
  return false;
}

/* The body that a unit means at the article's date: of the country that the article speaks of most; the first one listed
 * where none fits. */
static uint32_t body_at(const tm_scene *scene, const tm_unit *unit) {
  if (unit->run < 0) return unit->entry;
  const tm_lexicon *lexicon = scene->lexicon;
  uint32_t best = UINT32_MAX, most = 0;
  for (uint32_t i = (uint32_t)unit->run; i < lexicon->header->refs; i++) {
    uint32_t index = lexicon->refs[i] & TM_REF_INDEX;
    if (index < lexicon->header->entries && lexicon->entries[index].type == TM_ENTRY_BODY) {
      const tm_entry *e = &lexicon->entries[index];
      int32_t date = scene->date ? scene->date : 20251231;
      uint32_t weight = 1 + tm_scene_weight(scene, tm_lexicon_text(lexicon, e->code));
      if (e->from <= date && date <= e->to && weight > most) best = index, most = weight;
    }
    if (lexicon->refs[i] & TM_REF_LAST) break;
  }
  return best == UINT32_MAX ? unit->entry : best;
}

/* 労働党, 国民党, カトリック教会: a name that roles.tsv says many countries have; of the one in bodies/ only if the article is about
 * it. Returns the role's entry, UINT32_MAX if the body itself is meant. */
static uint32_t shared_name(const tm_scene *scene, const tm_unit *unit, tm_slice beside) {
  if (unit->run < 0 || !has_kind(unit, TM_ENTRY_ROLE) || !has_kind(unit, TM_ENTRY_BODY)) return UINT32_MAX;
  const tm_lexicon *lexicon = scene->lexicon;
  tm_slice own = tm_lexicon_text(lexicon, lexicon->entries[body_at(scene, unit)].code);
  uint32_t focus = tm_scene_focus(scene);
  uint32_t told = tm_scene_weight(scene, own),
           most = focus == UINT32_MAX ? 0 : tm_scene_weight(scene, tm_scene_actor(scene, focus)->code);
  if (beside.length ? tm_slice_equal(beside, own) : named_here(scene, own) || 2 * told >= most) return UINT32_MAX;
  for (uint32_t i = (uint32_t)unit->run; i < lexicon->header->refs; i++) {
    uint32_t index = lexicon->refs[i] & TM_REF_INDEX;
    if (index < lexicon->header->entries && lexicon->entries[index].type == TM_ENTRY_ROLE &&
        tm_slice_is(tm_lexicon_text(lexicon, lexicon->entries[index].office), "各国"))
      return index;
    if (lexicon->refs[i] & TM_REF_LAST) break;
  }
  return UINT32_MAX;
}

static const tm_entry *body_of(const tm_scene *scene, const tm_unit *unit) {
  uint32_t entry = body_at(scene, unit);
  return entry == UINT32_MAX ? NULL : &scene->lexicon->entries[entry];
}

static tm_slice geo_code(const tm_scene *scene, const tm_units *units, const tm_parts *p) {
  if (p->code.length) return p->code;
  if (p->geo_count) {
    const tm_entry *e = entry_of(scene, &units->items[p->geo[0]]);
    if (e) return tm_lexicon_text(scene->lexicon, e->code);
  }
  return (tm_slice){"", 0};
}

static tm_slice folded_text(tm_scene *scene, const tm_parsed *parsed, uint32_t start, uint32_t end) {
  char *out = tm_arena_take(scene->arena, (size_t)(end - start) * 3 + 1);
  size_t n = 0;
  for (uint32_t i = start; i < end; i++) n += tm_utf8_put(out + n, parsed->chars->code[i]);
  return (tm_slice){out, n};
}

static int32_t bunsetsu_of(const tm_parsed *parsed, uint32_t place) {
  size_t low = 0, high = parsed->bunsetsu_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (parsed->morphs[parsed->bunsetsu[middle].last - 1].end <= place) low = middle + 1;
    else high = middle;
  }
  return (int32_t)low;
}

/* The nearest country before `start` in this sentence, else the one that the article is about. */
static bool names_country(const tm_actor *a) {
  return a->code.length == 3 && !a->org.length && !tm_slice_is(a->sector, "JRN") && !tm_slice_is(a->sector, "EDU") &&
         !tm_slice_is(a->code, "UNO") && !tm_slice_is(a->code, "IGO") && !tm_slice_is(a->code, "UNK");
}

static bool official(tm_slice sector) {
  return tm_slice_is(sector, "GOV") || tm_slice_is(sector, "MIL") || tm_slice_is(sector, "LEG") || tm_slice_is(sector, "COP") ||
         tm_slice_is(sector, "JUD") || tm_slice_is(sector, "SPY");
}

/* Country of the sentence's topic or first subject: whose ministry or army a bare 国防省, 軍 is. UINT32_MAX if none. */
static uint32_t topic_country(const tm_scene *scene, const tm_parsed *parsed, const tm_mentions *mentions, size_t before) {
  for (size_t i = before; i < mentions->count; i++) {
    const tm_mention *m = &mentions->items[i];
    uint16_t next = m->end < parsed->chars->count ? parsed->chars->code[m->end] : 0;
    if ((next == 0x306F || next == 0x304C) && m->actor_count == 1 && names_country(tm_scene_actor(scene, m->actors[0])))
      return m->actors[0];
  }
  return UINT32_MAX;
}

static uint32_t context_country(tm_scene *scene, const tm_parsed *parsed, uint32_t start, const tm_mentions *mentions,
                                size_t before) {
  int32_t here = bunsetsu_of(parsed, start);
  tm_slice passed = {"", 0}; /* a country named inside what only describes is not the one */
  if (mentions->count > before && start > 0 && parsed->chars->code[start - 1] == 0x306E) { /* ベトナム軍主導の|部隊 */
    const tm_mention *m = &mentions->items[mentions->count - 1];
    if ((int32_t)m->bunsetsu == here - 1 && m->actor_count == 1) return m->actors[0];
  }
  for (size_t i = mentions->count; i-- > before;) {
    const tm_mention *m = &mentions->items[i];
    if ((m->kind != TM_MENTION_GEO && m->kind != TM_MENTION_CAPITAL && m->kind != TM_MENTION_PLACE) || m->actor_count != 1 ||
        m->prefix)
      continue;
    int32_t head = parsed->bunsetsu[m->bunsetsu].head;
    if (head >= 0 && head < here) { /* ロシアの支援を受けた分離主義者 */
      while (head >= 0 && head < here) head = parsed->bunsetsu[head].head;
      if (head == here) {
        passed = tm_scene_actor(scene, m->actors[0])->code;
        continue;
      }
    }
    return m->actors[0];
  }
  for (size_t i = 0; i < scene->last_countries && passed.length; i++)
    if (!tm_slice_equal(tm_scene_actor(scene, scene->last_country[i])->code, passed)) return scene->last_country[i];
  uint32_t focus = tm_scene_focus(scene);
  for (size_t i = 0; i < scene->units.count && focus == UINT32_MAX;
       i++) { /* nothing told yet: the first country of the sentence */
    const tm_unit *u = &scene->units.items[i];
    if (u->type != TM_UNIT_GEO || u->entry == UINT32_MAX || u->start < start) continue;
    const tm_entry *e = &scene->lexicon->entries[u->entry];
    if (e->type == TM_ENTRY_COUNTRY || e->type == TM_ENTRY_CAPITAL)
      return tm_scene_country(scene, tm_lexicon_text(scene->lexicon, e->code), "GOV");
  }
  return focus;
}

static void set_actor(tm_mention *m, uint32_t actor) {
  m->actors[0] = actor;
  m->actor_count = 1;
}

/* The country that 同国 means: the one told last that is not the subject of this sentence (that were 自国). */
static uint32_t same_country(const tm_scene *scene, const tm_parsed *parsed, size_t before, const tm_mentions *mentions) {
  uint32_t subject = topic_country(scene, parsed, mentions, before);
  tm_slice own = subject == UINT32_MAX ? (tm_slice){"", 0} : tm_scene_actor(scene, subject)->code;
  for (size_t i = 0; i < scene->last_countries; i++)
    if (!tm_slice_equal(tm_scene_actor(scene, scene->last_country[i])->code, own)) return scene->last_country[i];
  return scene->last_countries ? scene->last_country[0] : UINT32_MAX;
}

/* The person told last, of this title if one is given: 同氏, 同大統領. */
static uint32_t same_person(const tm_scene *scene, uint32_t title, const tm_entry *role) {
  for (size_t i = 0; role && i < scene->last_persons; i++) {
    uint32_t other = scene->last_person_role[i];
    if (other == title ||
        (other != UINT32_MAX && tm_slice_ends(tm_lexicon_text(scene->lexicon, scene->lexicon->entries[other].name),
                                              tm_lexicon_text(scene->lexicon, role->name))))
      return scene->last_person[i];
  }
  return scene->last_persons ? scene->last_person[0] : UINT32_MAX;
}

/* The body told last whose name ends so (同省, 同裁判所), or that is of the kind (同党, 同紙, 同社). UINT32_MAX if none. */
static uint32_t same_body(const tm_scene *scene, tm_slice word) {
  for (size_t i = 0; i < scene->last_bodies; i++)
    if (tm_slice_ends(scene->last_body_text[i], word) || tm_slice_ends(tm_scene_actor(scene, scene->last_body[i])->name, word))
      return scene->last_body[i];
  for (size_t i = 0; i < scene->last_bodies; i++) {
    tm_slice sector = tm_scene_actor(scene, scene->last_body[i])->sector;
    bool fits = tm_slice_is(word, "党")                              ? tm_slice_is(sector, "PTY") || tm_slice_is(sector, "OPP")
                : tm_slice_is(word, "社")                            ? tm_slice_is(sector, "BUS") || tm_slice_is(sector, "JRN")
                : tm_slice_is(word, "紙") || tm_slice_is(word, "誌") ? tm_slice_is(sector, "JRN")
                                                                     : false;
    if (fits) return scene->last_body[i];
  }
  return UINT32_MAX;
}

static bool identify_role(tm_scene *scene, const tm_parsed *parsed, const tm_units *units, const tm_parts *p, tm_mention *m,
                          size_t before, const tm_mentions *mentions);

/* 同国, 同国|政府, 同国|外相 */
static bool identify_same_country(tm_scene *scene, const tm_parsed *parsed, const tm_units *units, const tm_parts *p,
                                  tm_mention *m, size_t before, const tm_mentions *mentions) {
  uint32_t country = same_country(scene, parsed, before, mentions);
  if (country == UINT32_MAX) return false;
  if (p->title < 0 && p->role < 0) {
    m->kind = TM_MENTION_GEO;
    set_actor(m, country);
    return true;
  }
  tm_parts q = *p;
  q.same = -1;
  q.code = tm_scene_actor(scene, country)->code;
  return identify_role(scene, parsed, units, &q, m, before, mentions);
}

/* 同市, 同州: land, never an actor. */
static bool place_word(uint16_t c) {
  return c == 0x5E02 || c == 0x5DDE || c == 0x770C || c == 0x753A || c == 0x6751;
} /* 市州県町村 */

/* 同氏, 同国, 同省, 同大統領 */
static bool identify_same(tm_scene *scene, const tm_parsed *parsed, const tm_units *units, const tm_parts *p, tm_mention *m,
                          size_t before, const tm_mentions *mentions) {
  const uint16_t *code = parsed->chars->code;
  uint32_t after = units->items[p->same].end;
  uint16_t next = after < parsed->chars->count ? code[after] : 0;
  m->anaphor = true;
  int32_t role_unit = p->title >= 0 ? p->title : p->role;
  const tm_entry *role = role_unit >= 0 ? entry_of(scene, &units->items[role_unit]) : NULL;
  if (next == 0x56FD && (!role || units->items[role_unit].start > after))
    return identify_same_country(scene, parsed, units, p, m, before, mentions);
  if (next == 0x6C0F || p->honorific || (role && p->title >= 0)) { /* 氏, a title */
    uint32_t found = same_person(scene, role ? units->items[role_unit].entry : UINT32_MAX, role);
    if (found == UINT32_MAX) return false;
    m->kind = TM_MENTION_PERSON;
    set_actor(m, found);
    return true;
  }
  if (!role && place_word(next) && scene->last_place != UINT32_MAX) {
    m->kind = TM_MENTION_PLACE;
    set_actor(m, scene->last_place);
    return true;
  }
  tm_slice word = role ? tm_lexicon_text(scene->lexicon, role->name) : tm_chars_slice(parsed->chars, after, after + 1);
  uint32_t body = same_body(scene, word);
  m->kind = TM_MENTION_BODY;
  if (body == UINT32_MAX && role) { /* 同政府 */
    uint32_t country = same_country(scene, parsed, before, mentions);
    if (country == UINT32_MAX) return false;
    body = tm_scene_add_body(scene, tm_scene_actor(scene, country)->code, role);
  }
  if (body == UINT32_MAX && scene->last_bodies) body = scene->last_body[0];
  if (body == UINT32_MAX) return false;
  set_actor(m, body);
  return true;
}

/* A state that 両国 may mean: no body, no bloc. */
static bool is_state(const tm_actor *a) {
  return a->code.length == 3 && !a->org.length && !tm_slice_is(a->code, "UNO") && !tm_slice_is(a->code, "EUR") &&
         !tm_slice_is(a->code, "WST") && !tm_slice_is(a->code, "UNK") && !tm_slice_is(a->code, "IGO") &&
         !tm_slice_is(a->code, "NGO") && !tm_slice_is(a->code, "MNC") && !tm_slice_is(a->code, "IMG");
}

/* The two countries that the text told together, or told last: for 両国, 両政府, 両軍. Returns 2, or 0 if there are none. */
static size_t two_countries(tm_scene *scene, const char *sector, uint32_t found[2]) {
  size_t n = 0;
  if (scene->party_count == 2) {
    const tm_actor *a = tm_scene_actor(scene, scene->parties[0]), *b = tm_scene_actor(scene, scene->parties[1]);
    if (is_state(a) && is_state(b) && !tm_slice_equal(a->code, b->code)) memcpy(found, scene->parties, 2 * sizeof *found), n = 2;
  }
  for (size_t i = 0; i < scene->last_countries && n < 2; i++) {
    const tm_actor *a = tm_scene_actor(scene, scene->last_country[i]);
    if (is_state(a) && (n == 0 || !tm_slice_equal(a->code, tm_scene_actor(scene, found[0])->code)))
      found[n++] = scene->last_country[i];
  }
  for (size_t i = 0; n == 2 && i < 2; i++) found[i] = tm_scene_country(scene, tm_scene_actor(scene, found[i])->code, sector);
  return n == 2 ? 2 : 0;
}

/* 両党, 両社: the two bodies of that kind told last. Returns 2, or 0 if there are none. */
static size_t two_bodies(const tm_scene *scene, const char *sector, const char *other, uint32_t found[2]) {
  size_t n = 0;
  for (size_t i = 0; i < scene->last_bodies && n < 2; i++) {
    const tm_actor *a = tm_scene_actor(scene, scene->last_body[i]);
    bool fits = tm_slice_is(a->sector, sector) || tm_slice_is(a->sector, other);
    if (fits && (n == 0 || found[0] != scene->last_body[i])) found[n++] = scene->last_body[i];
  }
  return n == 2 ? 2 : 0;
}

static bool same_side(const tm_scene *scene, const uint32_t pair[2]) {
  const tm_actor *a = tm_scene_actor(scene, pair[0]), *b = tm_scene_actor(scene, pair[1]);
  return tm_slice_equal(a->code, b->code) && tm_slice_equal(a->org, b->org) && tm_slice_equal(a->sector, b->sector);
}

bool tm_both_koreas(const tm_scene *scene) {
  return (tm_scene_weight(scene, TM_LIT("KOR")) || named_here(scene, TM_LIT("KOR"))) &&
         (tm_scene_weight(scene, TM_LIT("PRK")) || named_here(scene, TM_LIT("PRK")));
}

/* 南北首脳会談, 南北離散家族: of Korea whatever has been told. */
static bool korean_word(const tm_parsed *parsed, uint32_t end) {
  static const char *const words[] = {"首脳", "閣僚", "高官", "対話", "離散", "軍事", "共同", "統一", NULL};
  uint32_t to = end + 2 < parsed->chars->count ? end + 2 : (uint32_t)parsed->chars->count;
  for (int i = 0; words[i]; i++)
    if (tm_slice_is(tm_chars_slice(parsed->chars, end, to), words[i])) return true;
  return false;
}

bool tm_identify_both(tm_scene *scene, const tm_parsed *parsed, const tm_unit *u, tm_mention *m) {
  m->anaphor = true;
  m->kind = TM_MENTION_PERSON;
  const uint16_t *code = parsed->chars->code;
  uint16_t word = code[u->start] == 0x4E21 ? code[u->start + 1] : 0; /* 両 */
  if (code[u->start] == 0x5357) {                                    /* 南北 */
    if (!tm_both_koreas(scene) && !korean_word(parsed, u->end)) return false;
    m->kind = TM_MENTION_GEO;
    m->actors[0] = tm_scene_country(scene, TM_LIT("KOR"), "GOV");
    m->actors[1] = tm_scene_country(scene, TM_LIT("PRK"), "GOV");
    m->actor_count = 2;
    return true;
  }
  size_t n = 0;
  if (word == 0x56FD || word == 0x653F || word == 0x8ECD) { /* 国 政府 軍 */
    m->kind = word == 0x56FD ? TM_MENTION_GEO : TM_MENTION_BODY;
    n = two_countries(scene, word == 0x8ECD ? "MIL" : "GOV", m->actors);
    if (n || word != 0x8ECD) return m->actor_count = (uint8_t)n, n == 2;
  }
  if (word == 0x515A || word == 0x793E) { /* 党 社 */
    m->kind = TM_MENTION_BODY;
    n = word == 0x515A ? two_bodies(scene, "PTY", "OPP", m->actors) : two_bodies(scene, "BUS", "JRN", m->actors);
    return m->actor_count = (uint8_t)n, n == 2;
  }
  if (word && word != 0x8005 && scene->person_pair[0] != scene->person_pair[1]) { /* 首脳 氏, not 者 */
    memcpy(m->actors, scene->person_pair, 2 * sizeof *m->actors);
  } else if (scene->party_count == 2 && !same_side(scene, scene->parties)) {
    memcpy(m->actors, scene->parties, 2 * sizeof *m->actors);
  } else if (!two_countries(scene, "GOV", m->actors)) {
    return false;
  }
  m->actor_count = 2;
  return true;
}

static bool out_of_office(const tm_scene *scene, const tm_units *units, const tm_parts *p) {
  if (p->prefix < 0) return false;
  tm_slice prefix = tm_lexicon_text(scene->lexicon, entry_of(scene, &units->items[p->prefix])->name);
  return tm_slice_is(prefix, "前") || tm_slice_is(prefix, "元") || tm_slice_is(prefix, "故");
}

/* The country of a person of whom the text says none: of a name in Japanese spelling Japan, unless the text is about its
 * neighbours; else the country that the text is about. */
static tm_slice home_of(const tm_scene *scene, const tm_parsed *parsed, const tm_unit *name) {
  static const char *const kanji[] = {"CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "VNM", "SGP", "MYS", NULL};
  uint32_t focus = tm_scene_focus(scene);
  tm_slice code = focus == UINT32_MAX ? (tm_slice){"", 0} : tm_scene_actor(scene, focus)->code;
  tm_script script = tm_script_of(parsed->chars->code[name->start]);
  if (script == TM_KATAKANA || script == TM_LATIN) return tm_slice_is(code, "JPN") ? (tm_slice){"", 0} : code;
  for (int i = 0; kanji[i]; i++)
    if (tm_slice_is(code, kanji[i])) return code;
  return TM_LIT("JPN");
}

/* Whether nothing speaks for the holder of a family name: long out of office or of another title (ジョンソン会長), and the article
 * does not tell of the country. */
static bool out_of_sight(const tm_scene *scene, const tm_entry *e, tm_slice title) {
  int32_t date = scene->date ? scene->date : 20251231;
  tm_slice code = tm_lexicon_text(scene->lexicon, e->code), office = tm_lexicon_text(scene->lexicon, e->office);
  bool near = title.length ? tm_slice_ends(title, office) || tm_slice_ends(office, title)
                           : e->from - 10000 <= date && date <= e->to + 10000;
  return !near && !tm_scene_weight(scene, code) && !named_here(scene, code) &&
         tm_scene_known_person(scene, tm_lexicon_text(scene->lexicon, e->name)) == UINT32_MAX;
}

/* A person whom the lexicon does not know, or knows: with country, title and body beside the name. */
static bool identify_person(tm_scene *scene, const tm_parsed *parsed, const tm_units *units, const tm_parts *p, tm_mention *m,
                            size_t before, const tm_mentions *mentions) {
  const tm_lexicon *lexicon = scene->lexicon;
  const tm_unit *u = &units->items[p->name];
  const tm_entry *title = p->title >= 0 ? entry_of(scene, &units->items[p->title]) : NULL;
  const tm_entry *body = p->body >= 0 ? body_of(scene, &units->items[p->body]) : NULL;
  tm_slice code = geo_code(scene, units, p);
  const tm_actor *alias =
      p->body >= 0 && units->items[p->body].alias != UINT32_MAX ? tm_scene_actor(scene, units->items[p->body].alias) : NULL;
  if (!code.length && body) code = tm_lexicon_text(lexicon, body->code);
  if (!code.length && alias) code = alias->code;
  tm_slice office = title ? tm_lexicon_text(lexicon, title->name) : (tm_slice){"", 0};
  tm_slice known_as = title && title->office.length ? tm_lexicon_text(lexicon, title->office) : office; /* 外務大臣: 外相 */
  bool former =
      out_of_office(scene, units, p) || (title && tm_slice_is(tm_lexicon_text(lexicon, title->sector), "ELI")); /* 元大統領 */
  m->kind = TM_MENTION_PERSON;
  bool strong = p->honorific || title || code.length, full = false;
  uint32_t entry =
      u->run >= 0 && has_kind(u, TM_ENTRY_HOLDER) ? tm_scene_person(scene, u->run, code, known_as, strong, &full) : UINT32_MAX;
  if (entry != UINT32_MAX && !full) { /* ホルヘ・グラス氏 … グラス氏: whom the article told before the namesake of the lexicon */
    const tm_entry *e = &lexicon->entries[entry];
    bool office_given = title && office.length && tm_slice_equal(tm_lexicon_text(lexicon, e->office), known_as);
    uint32_t told = tm_scene_known_person(scene, folded_text(scene, parsed, u->start, u->end));
    bool other = told != UINT32_MAX && tm_scene_actor(scene, told)->entry == UINT32_MAX;
    if ((other && !office_given) || (!code.length && !former && out_of_sight(scene, e, known_as))) entry = UINT32_MAX;
  }
  if (entry != UINT32_MAX && !strong && !full) {
    /* a family name alone: long katakana, or known from before */
    tm_slice name = tm_lexicon_text(lexicon, lexicon->entries[entry].name);
    bool known = tm_scene_known_person(scene, name) != UINT32_MAX;
    bool katakana = tm_script_of(parsed->chars->code[u->start]) == TM_KATAKANA && u->end - u->start >= 4;
    bool current = !scene->date || (lexicon->entries[entry].from <= scene->date && scene->date <= lexicon->entries[entry].to);
    if (!known && !(katakana && current)) return false;
  }
  if (entry != UINT32_MAX) {
    tm_actor actor = tm_scene_from_entry(scene, entry);
    actor.former = former;
    if (former) actor.sector = TM_LIT("ELI"), actor.office = (tm_slice){"", 0};
    else if (title && person_role(&units->items[p->title]))
      actor.sector = tm_lexicon_text(lexicon, lexicon->entries[entry].sector); /* the text says that he is in office */
    set_actor(m, tm_scene_add(scene, &actor));
    return true;
  }
  if (!strong && !u->person) return false;
  tm_slice name = folded_text(scene, parsed, u->start, u->end);
  uint32_t known = tm_scene_known_person(scene, name);
  if (known != UINT32_MAX) {
    tm_actor *a = &scene->actors.items[known];
    if ((!a->code.length || a->guessed) && code.length) a->code = code, a->guessed = false;
    if (!a->sector.length && title) a->sector = tm_lexicon_text(lexicon, title->sector);
    m->guessed = a->guessed;
    set_actor(m, known);
    return true;
  }
  if (!strong) return false;
  if (!code.length && title && official(tm_lexicon_text(lexicon, title->sector))) { /* of the country that the text is about */
    uint32_t country = context_country(scene, parsed, m->start, mentions, before);
    if (country != UINT32_MAX && !tm_scene_actor(scene, country)->org.length) code = tm_scene_actor(scene, country)->code;
    m->guessed = true;
  }
  if (!code.length && !m->guessed && !(title && tm_slice_is(tm_lexicon_text(lexicon, title->sector), "SOC"))) {
    code = home_of(scene, parsed, u); /* of no office: ブチュタ氏, 山田太郎さん */
    m->guessed = true;
  }
  tm_actor actor = {.code = code,
                    .org = {"", 0},
                    .name = name,
                    .name_en = {"", 0},
                    .office = office,
                    .entry = UINT32_MAX,
                    .person = true,
                    .former = former,
                    .guessed = m->guessed};
  if (body) actor.org = tm_lexicon_text(lexicon, body->org);
  if (alias) actor.org = alias->org;
  actor.sector = former                          ? TM_LIT("ELI")
                 : title && title->sector.length ? tm_lexicon_text(lexicon, title->sector)
                 : body                          ? tm_lexicon_text(lexicon, body->sector)
                 : alias                         ? alias->sector
                                                 : (tm_slice){"", 0};
  if (p->role >= 0) {
    const tm_entry *role = entry_of(scene, &units->items[p->role]);
    tm_slice sector = role ? tm_lexicon_text(lexicon, role->sector) : (tm_slice){"", 0};
    if (sector.length && (!actor.sector.length || tm_slice_is(actor.sector, "GOV")) && !former) actor.sector = sector;
  }
  set_actor(m, tm_scene_add(scene, &actor));
  return true;
}

/* …系, …籍, …人 after the country: of that descent, not of its state. */
bool tm_is_ethnic(const tm_parsed *parsed, const tm_units *units, const tm_parts *p) {
  if (p->geo_count != 1) return false;
  uint32_t end = units->items[p->geo[0]].end;
  return end < parsed->chars->count && (parsed->chars->code[end] == 0x7CFB || parsed->chars->code[end] == 0x7C4D);
}

/* The common noun that ends a body's name (労組 of 全米港湾労組); UINT32_MAX if there is none. */
uint32_t tm_body_word(const tm_lexicon *lexicon, const tm_parsed *parsed, const tm_unit *unit) {
  for (uint32_t length = 6; length >= 2; length--) {
    if (unit->end - unit->start <= length) continue;
    int32_t run = tm_trie_find(&lexicon->names, parsed->chars->code + unit->end - length, length);
    for (uint32_t i = (uint32_t)run; run >= 0 && i < lexicon->header->refs; i++) {
      uint32_t index = lexicon->refs[i] & TM_REF_INDEX;
      if (index < lexicon->header->entries && lexicon->entries[index].type == TM_ENTRY_ROLE &&
          lexicon->entries[index].role == TM_ROLE_BODY)
        return index;
      if (lexicon->refs[i] & TM_REF_LAST) break;
    }
  }
  return UINT32_MAX;
}

/* Code, body and sector of a mention without a name as its words give them, before the context is asked. */
typedef struct tm_said {
  const tm_entry *role, *body;
  uint32_t role_entry;
  tm_slice code, org, sector;
} tm_said;

static bool international(tm_slice code) {
  return tm_slice_is(code, "IGO") || tm_slice_is(code, "UNO") || tm_slice_is(code, "EUR") || tm_slice_is(code, "NGO") ||
         tm_slice_is(code, "IMG") || tm_slice_is(code, "MNC");
}

static void say_body(tm_said *said, tm_slice code, tm_slice org, tm_slice sector, bool titled) {
  if (!said->code.length || international(code)) said->code = code; /* 韓国外交部: the country beside the name decides */
  said->org = org;
  if (!said->sector.length || (titled && tm_slice_is(said->sector, "GOV"))) said->sector = sector;
}

static tm_said say(const tm_scene *scene, const tm_parsed *parsed, const tm_units *units, const tm_parts *p) {
  const tm_lexicon *lexicon = scene->lexicon;
  int32_t role_unit = p->title >= 0 ? p->title : p->role;
  tm_said said = {.role_entry = UINT32_MAX, .code = geo_code(scene, units, p), .org = {"", 0}, .sector = {"", 0}};
  if (role_unit >= 0) said.role_entry = units->items[role_unit].entry;
  const tm_unit *unit = p->body >= 0 ? &units->items[p->body] : NULL;
  uint32_t shared = unit ? shared_name(scene, unit, said.code) : UINT32_MAX;
  bool unknown = unit && unit->entry == UINT32_MAX && unit->alias == UINT32_MAX;
  if (unknown) shared = tm_body_word(lexicon, parsed, unit); /* 全国港湾|労組 */
  if (shared != UINT32_MAX && said.role_entry == UINT32_MAX) said.role_entry = shared;
  if (said.role_entry != UINT32_MAX) {
    said.role = &lexicon->entries[said.role_entry];
    said.sector = tm_lexicon_text(lexicon, said.role->sector);
  }
  if (!unit) return said;
  if (unit->alias != UINT32_MAX) {
    const tm_actor *a = tm_scene_actor(scene, unit->alias);
    say_body(&said, a->code, a->org, a->sector, p->title >= 0);
  } else if (shared == UINT32_MAX && !unknown) {
    said.body = body_of(scene, unit);
    say_body(&said, tm_lexicon_text(lexicon, said.body->code), tm_lexicon_text(lexicon, said.body->org),
             tm_lexicon_text(lexicon, said.body->sector), p->title >= 0);
  } else if (p->owner >= 0 && units->items[p->owner].entry != UINT32_MAX) { /* 国連の|PKO部隊 */
    const tm_entry *owner = body_of(scene, &units->items[p->owner]);
    say_body(&said, tm_lexicon_text(lexicon, owner->code), tm_lexicon_text(lexicon, owner->org), said.sector, false);
  }
  return said;
}

/* Persons and groups that are no part of a state: 住民, 女性, 反体制派. */
static bool no_official(const tm_lexicon *lexicon, const tm_entry *role) {
  tm_slice sector = tm_lexicon_text(lexicon, role->sector);
  return role->role != TM_ROLE_OFFICE && sector.length && !official(sector) && !tm_slice_is(sector, "JRN");
}

/* Whose people 住民, 乗客 are: of the place where it happens, told beside them, else of the country that the text is about; not
 * of who acts in the sentence (フランスは…住民への支援を続ける). */
static uint32_t people_country(tm_scene *scene, const tm_parsed *parsed, const tm_mentions *mentions, size_t before) {
  for (size_t i = mentions->count; i-- > before;) {
    const tm_mention *m = &mentions->items[i];
    bool land = m->kind == TM_MENTION_GEO || m->kind == TM_MENTION_CAPITAL || m->kind == TM_MENTION_PLACE;
    uint16_t next = m->end < parsed->chars->count ? parsed->chars->code[m->end] : 0;
    if (land && m->actor_count == 1 && !m->prefix && next != 0x306F && next != 0x304C && next != 0x3082) return m->actors[0];
  }
  return tm_scene_focus(scene);
}

enum { STALE = 2 }; /* sentences after which a word no longer stands for a body of a country that is not the text's own */

static bool of_focus(const tm_scene *scene, uint32_t actor) {
  uint32_t focus = tm_scene_focus(scene);
  return focus != UINT32_MAX && tm_slice_equal(tm_scene_actor(scene, focus)->code, tm_scene_actor(scene, actor)->code);
}

/* Fills in a mention that says no country: whom the same word meant before, else the country from context. True where that
 * gives the whole actor. */
static bool from_context(tm_scene *scene, const tm_parsed *parsed, const tm_units *units, const tm_parts *p, tm_said *said,
                         tm_mention *m, size_t before, const tm_mentions *mentions) {
  const tm_lexicon *lexicon = scene->lexicon;
  const tm_entry *role = said->role;
  for (size_t i = 0; i < scene->role_count; i++) { /* the same word with a country before: スーダン政府 … 政府 */
    if (scene->roles[i].role != said->role_entry || p->quote_end) continue;
    if (scene->sentence > scene->roles[i].sentence + STALE && !of_focus(scene, scene->roles[i].actor)) continue;
    if (tm_slice_is(tm_scene_actor(scene, scene->roles[i].actor)->sector, "ELI") && p->prefix < 0) continue;
    set_actor(m, scene->roles[i].actor);
    m->guessed = true;
    if (tm_scene_actor(scene, scene->roles[i].actor)->person) m->kind = TM_MENTION_PERSON;
    return true;
  }
  for (size_t i = 0; role->role == TM_ROLE_OFFICE && i < scene->last_persons;
       i++) { /* 大統領は…: the last person of that title */
    if (scene->last_person_role[i] != said->role_entry) continue;
    set_actor(m, scene->last_person[i]);
    m->kind = TM_MENTION_PERSON;
    m->anaphor = true;
    return true;
  }
  if (p->title < 0 && tm_slice_is(tm_lexicon_text(lexicon, role->office), "NGO")) { /* 人権団体: of no country */
    tm_actor actor = {.code = TM_LIT("NGO"),
                      .org = tm_lexicon_text(lexicon, role->name),
                      .sector = {"", 0},
                      .name = tm_lexicon_text(lexicon, role->name),
                      .name_en = {"", 0},
                      .office = {"", 0},
                      .entry = UINT32_MAX};
    set_actor(m, tm_scene_add(scene, &actor));
    return true;
  }
  uint32_t country = UINT32_MAX;
  if (no_official(lexicon, role)) country = people_country(scene, parsed, mentions, before);
  else if (role->role == TM_ROLE_BODY && official(said->sector)) country = topic_country(scene, parsed, mentions, before);
  if (country == UINT32_MAX) country = context_country(scene, parsed, m->start, mentions, before);
  m->guessed = true;
  if (country == UINT32_MAX) return false;
  const tm_actor *a = tm_scene_actor(scene, country);
  const tm_entry *posting = p->posting >= 0 ? entry_of(scene, &units->items[p->posting]) : NULL;
  tm_slice host = posting ? tm_lexicon_text(lexicon, posting->code) : (tm_slice){"", 0};
  for (size_t i = 0; i < scene->last_countries && tm_slice_equal(a->code, host); i++) /* 駐日大使: of another country */
    a = tm_scene_actor(scene, scene->last_country[i]);
  said->code = a->code;
  if (a->org.length) said->org = a->org;
  return false;
}

static bool holds_office(tm_scene *scene, const tm_said *said, tm_mention *m) {
  const tm_lexicon *lexicon = scene->lexicon;
  tm_slice office = tm_lexicon_text(lexicon, said->role->office.length ? said->role->office : said->role->name);
  uint32_t holder = tm_scene_holder(scene, said->code, said->org, office);
  if (holder == UINT32_MAX) return false;
  tm_actor actor = tm_scene_from_entry(scene, holder);
  m->kind = TM_MENTION_PERSON;
  set_actor(m, tm_scene_add(scene, &actor));
  return true;
}

/* The words that name a mention without a proper name: 外務省報道官. */
static tm_slice common_name(tm_scene *scene, const tm_parsed *parsed, const tm_units *units, const tm_parts *p,
                            const tm_mention *m) {
  if (p->quote_end) return folded_text(scene, parsed, p->quote_start, p->quote_end);
  const tm_unit *body = p->body >= 0 ? &units->items[p->body] : NULL;
  int32_t role_unit = p->title >= 0 ? p->title : p->role;
  uint32_t from = body ? body->start : role_unit >= 0 ? units->items[role_unit].start : m->start;
  if (p->role >= 0 && units->items[p->role].start < from) from = units->items[p->role].start;
  uint32_t to = role_unit >= 0 ? units->items[role_unit].end : m->end;
  if (body && body->end > to) to = body->end;
  return from < to ? folded_text(scene, parsed, from, to) : (tm_slice){"", 0};
}

/* 反シリア派, 親ロシア派, 反米デモ: for or against a country, not of it. */
static bool toward_country(const tm_parsed *parsed, const tm_units *units, const tm_parts *p) {
  if (p->geo_count != 1) return false;
  uint32_t start = units->items[p->geo[0]].start;
  uint16_t c = start ? parsed->chars->code[start - 1] : 0;
  return c == 0x53CD || c == 0x89AA || c == 0x5ACC || c == 0x8131; /* 反親嫌脱 */
}

/* 大統領, 外務省報道官, 国防総省, 住民: no name. */
static bool identify_role(tm_scene *scene, const tm_parsed *parsed, const tm_units *units, const tm_parts *p, tm_mention *m,
                          size_t before, const tm_mentions *mentions) {
  tm_said said = say(scene, parsed, units, p);
  const tm_entry *role = said.role;
  if (!role && p->body < 0) return false;
  m->kind = TM_MENTION_BODY;
  if (role && p->title >= 0) m->kind = TM_MENTION_ROLE;
  if (role && p->title < 0 && role->role == TM_ROLE_PEOPLE) m->kind = TM_MENTION_PEOPLE;
  bool alone = p->title < 0 && p->role < 0;
  if (alone && units->items[p->body].alias != UINT32_MAX) return set_actor(m, units->items[p->body].alias), true;
  if (alone && said.body) {
    tm_actor actor = tm_scene_from_entry(scene, body_at(scene, &units->items[p->body]));
    if (said.code.length) actor.code = said.code;
    set_actor(m, tm_scene_add(scene, &actor));
    return true;
  }
  bool toward = p->title < 0 && toward_country(parsed, units, p);
  if (toward && !said.sector.length) said.sector = TM_LIT("OPP");
  if (said.code.length && (toward || tm_is_ethnic(parsed, units, p))) { /* アルバニア系武装組織: of the country where it is */
    uint32_t country = context_country(scene, parsed, m->start, mentions, before);
    bool other = country != UINT32_MAX && !tm_slice_equal(tm_scene_actor(scene, country)->code, said.code);
    if (other && (toward || mentions->count > before)) said.code = tm_scene_actor(scene, country)->code, m->guessed = true;
  }
  bool faction = p->role >= 0 && units->items[p->role].start > 0 && parsed->chars->code[units->items[p->role].start] == 0x6D3E;
  if (!said.code.length && role && !role->sector.length && !faction) return false; /* 加盟国, 近隣諸国: of nobody named */
  if (!said.code.length && role && from_context(scene, parsed, units, p, &said, m, before, mentions)) return true;
  if (role && role->role == TM_ROLE_OFFICE && p->prefix < 0 && holds_office(scene, &said, m)) return true;
  tm_actor actor = {.code = said.code,
                    .org = said.org,
                    .sector = out_of_office(scene, units, p) ? TM_LIT("ELI") : said.sector,
                    .name_en = {"", 0},
                    .office = {"", 0},
                    .entry = UINT32_MAX};
  actor.name = common_name(scene, parsed, units, p, m);
  set_actor(m, tm_scene_add(scene, &actor));
  return true;
}

bool tm_identify_countries(tm_scene *scene, const tm_units *units, const tm_parts *p, tm_mention *m) {
  m->kind = TM_MENTION_GEO;
  for (size_t i = 0; i < p->geo_count; i++) {
    const tm_unit *u = &units->items[p->geo[i]];
    const tm_entry *e = entry_of(scene, u);
    if (!e) continue;
    if (e->type == TM_ENTRY_CAPITAL || e->type == TM_ENTRY_SEAT) m->kind = TM_MENTION_CAPITAL;
    if (e->type == TM_ENTRY_PLACE) {
      if (!e->code.length) return false;
      m->kind = TM_MENTION_PLACE;
      m->place_entry = u->entry;
      m->actors[m->actor_count++] = tm_scene_country(scene, tm_lexicon_text(scene->lexicon, e->code), "GOV");
      continue;
    }
    tm_actor actor = tm_scene_from_entry(scene, u->entry);
    actor.name = (tm_slice){"", 0};
    actor.entry = UINT32_MAX;
    actor.name_en = (tm_slice){"", 0};
    m->actors[m->actor_count++] = tm_scene_add(scene, &actor);
  }
  return m->actor_count > 0;
}

/* バイデン政権: the person's side, not the person. */
static void of_person(tm_scene *scene, const tm_parsed *parsed, const tm_units *units, const tm_parts *p, tm_mention *m) {
  const tm_entry *role = entry_of(scene, &units->items[p->role]);
  const tm_actor *person = tm_scene_actor(scene, m->actors[0]);
  tm_actor actor = {.code = person->code, .org = person->org, .name_en = {"", 0}, .office = {"", 0}, .entry = UINT32_MAX};
  actor.sector = role && role->sector.length ? tm_lexicon_text(scene->lexicon, role->sector) : person->sector;
  actor.name = folded_text(scene, parsed, units->items[p->name].start, units->items[p->role].end);
  m->kind = TM_MENTION_BODY;
  set_actor(m, tm_scene_add(scene, &actor));
}

static bool meeting_after(const tm_parsed *parsed, uint32_t end) {
  static const char *const words[] = {"会談", "会合", "会議", "級", "協議", "間", "同士",
                                      "選",   "候補", "就任", "職", "経験", NULL};
  uint32_t to = end + 2 < parsed->chars->count ? end + 2 : (uint32_t)parsed->chars->count;
  tm_slice after = tm_chars_slice(parsed->chars, end, to);
  for (int i = 0; words[i]; i++)
    if (tm_slice_begins(after, tm_slice_of(words[i]))) return true;
  return false;
}

bool tm_identify(tm_scene *scene, const tm_parsed *parsed, const tm_units *units, const tm_parts *p, tm_mention *m, size_t before,
                 const tm_mentions *mentions) {
  if (p->same >= 0) return identify_same(scene, parsed, units, p, m, before, mentions);
  if (p->name >= 0) {
    if (identify_person(scene, parsed, units, p, m, before, mentions)) {
      if (p->role >= 0 && units->items[p->role].start > units->items[p->name].start) of_person(scene, parsed, units, p, m);
      return true;
    }
    if (p->title < 0 && p->role < 0 && p->body < 0) return p->geo_count ? tm_identify_countries(scene, units, p, m) : false;
  }
  bool bare = p->title >= 0 && p->role < 0 && p->body < 0 && !p->geo_count && p->prefix < 0;
  if (bare && meeting_after(parsed, units->items[p->title].end)) return false; /* 外相|会合: of no one minister */
  if (p->title >= 0 || p->role >= 0 || p->body >= 0) return identify_role(scene, parsed, units, p, m, before, mentions);
  if (p->geo_count) return tm_identify_countries(scene, units, p, m);
  return false;
}
