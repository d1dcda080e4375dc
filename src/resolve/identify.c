/* resolve: who a mention is: the name in the lexicon or earlier in the article; the holder of the title on the article's date;
 * the body; the country. What gives no country of its own takes it from context (tm_mention.guessed). See parts.h. */
#include "resolve/parts.h"

/* The body that a unit means at the article's date; the first one listed where none fits. */
static uint32_t body_at(const tm_scene *scene, const tm_unit *unit) {
  if (unit->run < 0) return unit->entry;
  const tm_lexicon *lexicon = scene->lexicon;
  for (uint32_t i = (uint32_t)unit->run; i < lexicon->header->refs; i++) {
    uint32_t index = lexicon->refs[i] & TM_REF_INDEX;
    if (index < lexicon->header->entries && lexicon->entries[index].type == TM_ENTRY_BODY) {
      const tm_entry *e = &lexicon->entries[index];
      int32_t date = scene->date ? scene->date : 20251231;
      if (e->from <= date && date <= e->to) return index;
    }
    if (lexicon->refs[i] & TM_REF_LAST) break;
  }
  return unit->entry;
}

static const tm_entry *body_of(const tm_scene *scene, const tm_unit *unit) {
  uint32_t entry = body_at(scene, unit);
  return entry == UINT32_MAX ? NULL : &scene->lexicon->entries[entry];
}

static tm_slice geo_code(const tm_scene *scene, const tm_units *units, const tm_parts *p) {
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

/* Country of the nearest country before `start` in this sentence, else of the last subject, else the article's focus. */
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
  for (size_t i = 0; i < scene->subject_count; i++) {
    const tm_actor *a = tm_scene_actor(scene, scene->subject[i]);
    if (names_country(a) && !tm_slice_equal(a->code, passed)) return scene->subject[i];
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

/* 同氏, 同国, 同省, 同大統領 */
static bool identify_same(tm_scene *scene, const tm_parsed *parsed, const tm_units *units, const tm_parts *p, tm_mention *m,
                          size_t before, const tm_mentions *mentions) {
  const uint16_t *code = parsed->chars->code;
  uint16_t next = units->items[p->same].end < parsed->chars->count ? code[units->items[p->same].end] : 0;
  m->anaphor = true;
  int32_t role_unit = p->title >= 0 ? p->title : p->role;
  const tm_entry *role = role_unit >= 0 ? entry_of(scene, &units->items[role_unit]) : NULL;
  if (next == 0x6C0F || p->honorific || (role && p->title >= 0)) { /* 氏, a title */
    if (scene->last_persons == 0) return false;
    uint32_t found = scene->last_person[0];
    for (size_t i = 0; role && i < scene->last_persons; i++) {
      uint32_t other = scene->last_person_role[i];
      if (other == units->items[role_unit].entry ||
          (other != UINT32_MAX && tm_slice_ends(tm_lexicon_text(scene->lexicon, scene->lexicon->entries[other].name),
                                                tm_lexicon_text(scene->lexicon, role->name)))) {
        found = scene->last_person[i];
        break;
      }
    }
    m->kind = TM_MENTION_PERSON;
    set_actor(m, found);
    return true;
  }
  if (next == 0x56FD || (role && p->role >= 0)) { /* 国, 政府, 軍 */
    uint32_t country = UINT32_MAX, subject = topic_country(scene, parsed, mentions, before);
    tm_slice own = subject == UINT32_MAX ? (tm_slice){"", 0} : tm_scene_actor(scene, subject)->code;
    for (size_t i = 0; i < scene->last_countries && country == UINT32_MAX;
         i++) /* not the subject of this sentence: that were 自国 */
      if (!tm_slice_equal(tm_scene_actor(scene, scene->last_country[i])->code, own)) country = scene->last_country[i];
    if (country == UINT32_MAX && scene->last_countries) country = scene->last_country[0];
    if (country == UINT32_MAX) return false;
    if (next == 0x56FD && !role) {
      m->kind = TM_MENTION_GEO;
      set_actor(m, country);
      return true;
    }
    m->kind = TM_MENTION_BODY;
    tm_actor actor = {.code = tm_scene_actor(scene, country)->code,
                      .org = {"", 0},
                      .sector = role ? tm_lexicon_text(scene->lexicon, role->sector) : TM_LIT("GOV"),
                      .name_en = {"", 0},
                      .office = {"", 0},
                      .entry = UINT32_MAX};
    actor.name = role ? tm_lexicon_text(scene->lexicon, role->name) : (tm_slice){"", 0};
    set_actor(m, tm_scene_add(scene, &actor));
    return true;
  }
  if (scene->last_body == UINT32_MAX) return false;
  m->kind = TM_MENTION_BODY;
  set_actor(m, scene->last_body);
  return true;
}

bool tm_identify_both(tm_scene *scene, const tm_parsed *parsed, const tm_unit *u, tm_mention *m) {
  m->anaphor = true;
  m->kind = TM_MENTION_PERSON;
  bool countries =
      parsed->chars->code[u->start] == 0x4E21 && u->end > u->start + 1 && parsed->chars->code[u->start + 1] == 0x56FD;
  bool persons = !countries && parsed->chars->code[u->start] == 0x4E21 && parsed->chars->code[u->start + 1] != 0x8005 &&
                 parsed->chars->code[u->start + 1] != 0x8ECD;
  uint32_t found[TM_MENTION_ACTORS];
  size_t n = 0;
  if (persons && scene->person_pair[0] != scene->person_pair[1]) {
    memcpy(found, scene->person_pair, 2 * sizeof *found);
    n = 2;
  } else if (scene->party_count == 2) {
    memcpy(found, scene->parties, 2 * sizeof *found);
    n = 2;
  } else {
    for (size_t i = 0; i < scene->last_countries && n < 2; i++)
      if (n == 0 || scene->last_country[i] != found[0]) found[n++] = scene->last_country[i];
  }
  if (n < 2) return false;
  if (countries) {
    m->kind = TM_MENTION_GEO;
    for (size_t i = 0; i < n; i++) {
      const tm_actor *a = tm_scene_actor(scene, found[i]);
      if (a->code.length == 3 && !a->org.length) found[i] = tm_scene_country(scene, a->code, "GOV");
    }
  }
  memcpy(m->actors, found, n * sizeof *found);
  m->actor_count = (uint8_t)n;
  return true;
}

/* A person whom the lexicon does not know, or knows: with country, title and body beside the name. */
static bool identify_person(tm_scene *scene, const tm_parsed *parsed, const tm_units *units, const tm_parts *p, tm_mention *m,
                            size_t before, const tm_mentions *mentions) {
  const tm_lexicon *lexicon = scene->lexicon;
  const tm_unit *u = &units->items[p->name];
  const tm_entry *title = p->title >= 0 ? entry_of(scene, &units->items[p->title]) : NULL;
  const tm_entry *body = p->body >= 0 ? body_of(scene, &units->items[p->body]) : NULL;
  tm_slice code = geo_code(scene, units, p);
  if (!code.length && body) code = tm_lexicon_text(lexicon, body->code);
  tm_slice office = title ? tm_lexicon_text(lexicon, title->name) : (tm_slice){"", 0};
  bool former = false;
  if (p->prefix >= 0) {
    tm_slice prefix = tm_lexicon_text(lexicon, entry_of(scene, &units->items[p->prefix])->name);
    former = tm_slice_is(prefix, "前") || tm_slice_is(prefix, "元") || tm_slice_is(prefix, "故");
  }
  former = former || (title && tm_slice_is(tm_lexicon_text(lexicon, title->sector), "ELI")); /* 元大統領 */
  m->kind = TM_MENTION_PERSON;
  bool strong = p->honorific || title || code.length, full = false;
  uint32_t entry =
      u->run >= 0 && has_kind(u, TM_ENTRY_HOLDER) ? tm_scene_person(scene, u->run, code, office, strong, &full) : UINT32_MAX;
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
    if (!a->code.length && code.length) a->code = code;
    if (!a->sector.length && title) a->sector = tm_lexicon_text(lexicon, title->sector);
    set_actor(m, known);
    return true;
  }
  if (!strong) return false;
  if (!code.length && title && official(tm_lexicon_text(lexicon, title->sector))) { /* of the country that the text is about */
    uint32_t country = context_country(scene, parsed, m->start, mentions, before);
    if (country != UINT32_MAX && !tm_scene_actor(scene, country)->org.length) code = tm_scene_actor(scene, country)->code;
    m->guessed = true;
  }
  tm_actor actor = {.code = code,
                    .org = {"", 0},
                    .name = name,
                    .name_en = {"", 0},
                    .office = office,
                    .entry = UINT32_MAX,
                    .person = true,
                    .former = former};
  if (body) actor.org = tm_lexicon_text(lexicon, body->org);
  actor.sector = former                          ? TM_LIT("ELI")
                 : title && title->sector.length ? tm_lexicon_text(lexicon, title->sector)
                 : body                          ? tm_lexicon_text(lexicon, body->sector)
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

/* 大統領, 外務省報道官, 国防総省, 住民: no name. */
static bool identify_role(tm_scene *scene, const tm_parsed *parsed, const tm_units *units, const tm_parts *p, tm_mention *m,
                          size_t before, const tm_mentions *mentions) {
  const tm_lexicon *lexicon = scene->lexicon;
  int32_t role_unit = p->title >= 0 ? p->title : p->role;
  const tm_entry *role = role_unit >= 0 ? entry_of(scene, &units->items[role_unit]) : NULL;
  const tm_unit *body_unit = p->body >= 0 ? &units->items[p->body] : NULL;
  const tm_entry *body = body_unit ? body_of(scene, body_unit) : NULL;
  tm_slice code = geo_code(scene, units, p), org = {"", 0},
           sector = role ? tm_lexicon_text(lexicon, role->sector) : (tm_slice){"", 0};
  if (body) {
    tm_slice own = tm_lexicon_text(lexicon, body->code);
    bool international = tm_slice_is(own, "IGO") || tm_slice_is(own, "UNO") || tm_slice_is(own, "EUR") ||
                         tm_slice_is(own, "NGO") || tm_slice_is(own, "IMG") || tm_slice_is(own, "MNC");
    if (!code.length || international) code = own; /* 韓国外交部: the country beside the name decides */
    org = tm_lexicon_text(lexicon, body->org);
    if (!sector.length || (role && p->title >= 0 && tm_slice_is(sector, "GOV"))) sector = tm_lexicon_text(lexicon, body->sector);
  }
  m->kind = role ? (p->title >= 0                  ? TM_MENTION_ROLE
                    : role->role == TM_ROLE_PEOPLE ? TM_MENTION_PEOPLE
                                                   : TM_MENTION_BODY)
                 : TM_MENTION_BODY;
  if (!role && !body_unit) return false;
  if (!role && body) {
    tm_actor actor = tm_scene_from_entry(scene, body_at(scene, body_unit));
    if (code.length) actor.code = code;
    set_actor(m, tm_scene_add(scene, &actor));
    return true;
  }
  if (code.length && tm_is_ethnic(parsed, units, p)) { /* アルバニア系武装組織: of the country where it is */
    uint32_t country = context_country(scene, parsed, m->start, mentions, before);
    if (country != UINT32_MAX && mentions->count > before) code = tm_scene_actor(scene, country)->code;
  }
  bool faction = p->role >= 0 && units->items[p->role].start > 0 && parsed->chars->code[units->items[p->role].start] == 0x6D3E;
  if (!code.length && role && !role->sector.length && p->same < 0 && !faction)
    return false;             /* 加盟国, 近隣諸国: of nobody named */
  if (!code.length && role) { /* the same word with a country before: スーダン政府 … 政府 */
    for (size_t i = 0; i < scene->role_count; i++) {
      if (scene->roles[i].role != units->items[role_unit].entry) continue;
      if (tm_slice_is(tm_scene_actor(scene, scene->roles[i].actor)->sector, "ELI") && p->prefix < 0) continue;
      set_actor(m, scene->roles[i].actor);
      m->guessed = true;
      if (tm_scene_actor(scene, scene->roles[i].actor)->person) m->kind = TM_MENTION_PERSON;
      return true;
    }
    if (role->role == TM_ROLE_OFFICE) { /* 大統領は…: the last person of that title */
      for (size_t i = 0; i < scene->last_persons; i++) {
        if (scene->last_person_role[i] != units->items[role_unit].entry) continue;
        set_actor(m, scene->last_person[i]);
        m->kind = TM_MENTION_PERSON;
        m->anaphor = true;
        return true;
      }
    }
    bool group = p->role >= 0 && p->title < 0 && tm_slice_ends(tm_lexicon_text(lexicon, role->name), TM_LIT("団体"));
    if (group) { /* 人権団体: of no country */
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
    bool state = role->role == TM_ROLE_BODY && official(sector);
    uint32_t country = state ? topic_country(scene, parsed, mentions, before) : UINT32_MAX;
    if (country == UINT32_MAX) country = context_country(scene, parsed, m->start, mentions, before);
    m->guessed = true;
    if (country != UINT32_MAX) {
      const tm_actor *a = tm_scene_actor(scene, country);
      code = a->code;
      if (a->org.length) org = a->org;
    }
  }
  if (role && role->role == TM_ROLE_OFFICE && p->prefix < 0) {
    uint32_t holder = tm_scene_holder(
        scene, code, org, role->office.length ? tm_lexicon_text(lexicon, role->office) : tm_lexicon_text(lexicon, role->name));
    if (holder != UINT32_MAX) {
      tm_actor actor = tm_scene_from_entry(scene, holder);
      m->kind = TM_MENTION_PERSON;
      set_actor(m, tm_scene_add(scene, &actor));
      return true;
    }
  }
  bool former = false;
  if (p->prefix >= 0) {
    tm_slice prefix = tm_lexicon_text(lexicon, entry_of(scene, &units->items[p->prefix])->name);
    former = tm_slice_is(prefix, "前") || tm_slice_is(prefix, "元") || tm_slice_is(prefix, "故");
  }
  uint32_t from = body_unit ? body_unit->start : role_unit >= 0 ? units->items[role_unit].start : m->start;
  if (p->role >= 0 && units->items[p->role].start < from) from = units->items[p->role].start;
  uint32_t to = role_unit >= 0 ? units->items[role_unit].end : m->end;
  if (body_unit && body_unit->end > to) to = body_unit->end;
  tm_actor actor = {.code = code,
                    .org = org,
                    .sector = former ? TM_LIT("ELI") : sector,
                    .name_en = {"", 0},
                    .office = {"", 0},
                    .entry = UINT32_MAX};
  actor.name = from < to ? folded_text(scene, parsed, from, to) : (tm_slice){"", 0};
  if (p->quote_end) actor.name = folded_text(scene, parsed, p->quote_start, p->quote_end);
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
