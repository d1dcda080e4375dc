/* resolve: units put together into mentions (ロシアの|ベロウソフ|国防相). See actor.h; who is meant is found in identify.c.
 *
 * A mention is geo · body · title · name · title · honorific, each part optional, joined directly or by の, as newspapers
 * order them. */
#include "resolve/parts.h"

/* The links between two units: 0 none, 1 directly, 2 の, 3 ・ */
static int link_between(const tm_parsed *parsed, uint32_t end, uint32_t start) {
  if (end == start) return 1;
  if (start == end + 1 && parsed->chars->code[end] == 0x306E) return 2;
  if (start == end + 1 && parsed->chars->code[end] == 0x30FB) return 3;
  return 0;
}

/* Skips (朴徳勲) or 「…」 closing after a name; returns the position after it. */
static uint32_t skip_gloss(const tm_parsed *parsed, uint32_t end) {
  const uint16_t *code = parsed->chars->code;
  if (end >= parsed->chars->count || code[end] != '(') return end;
  for (uint32_t i = end + 1; i < parsed->chars->count && i < end + 40; i++)
    if (code[i] == ')') return i + 1;
  return end;
}

/* カムイニン|情報|局長: whether the title `u` is the end of a compound that begins at `from`. */
static bool ends_compound(const tm_parsed *parsed, uint32_t from, const tm_unit *u) {
  if (!person_role(u) || u->end - u->start < 2 || u->start <= from || u->start - from > 6) return false;
  for (uint32_t i = from; i < u->start; i++)
    if (tm_script_of(parsed->chars->code[i]) != TM_KANJI) return false;
  return true;
}

/* 外務省|情報|局長: a title of which the lexicon knows only the end. */
static bool title_ends_compound(const tm_parsed *parsed, const tm_parts *p, const tm_unit *u) {
  bool open = (p->name >= 0 && !p->honorific) || p->body >= 0 || p->role >= 0;
  return open && p->title < 0 && p->same < 0 && ends_compound(parsed, p->end, u);
}

/* The end of the inside of 「NAME」 directly at `at`; 0 if there is none, or it is a sentence rather than a name. */
static uint32_t quoted_name(const tm_parsed *parsed, uint32_t at) {
  const uint16_t *code = parsed->chars->code;
  if (at >= parsed->chars->count || code[at] != 0x300C) return 0;
  for (uint32_t i = at + 1; i < parsed->chars->count && i < at + 26; i++) {
    if (code[i] == 0x300D) return i > at + 1 ? i : 0;
    if (code[i] == 0x3001 || code[i] == 0x3002 || code[i] == 0x306F || code[i] == 0x3092) return 0; /* 、。はを */
  }
  return 0;
}

/* Whether an unknown name at `i` is one: the article has told it, it stands with a title or 氏, or the tagger says so. */
static bool name_stands(const tm_scene *scene, const tm_parsed *parsed, const tm_units *units, size_t i, bool after_title) {
  const tm_unit *u = &units->items[i];
  if (u->run >= 0 || tm_scene_known_person(scene, tm_chars_slice(parsed->chars, u->start, u->end)) != UINT32_MAX) return true;
  uint32_t end = skip_gloss(parsed, u->end);
  if (i + 1 < units->count && units->items[i + 1].start == end && units->items[i + 1].type == TM_UNIT_ROLE) {
    const tm_unit *next = &units->items[i + 1];
    if (next->role == TM_ROLE_HONORIFIC) return true;
    if (person_role(next) && (u->person || next->role == TM_ROLE_OFFICE)) return true;
  }
  if (i + 2 < units->count && units->items[i + 1].start == end && units->items[i + 1].type == TM_UNIT_GEO &&
      person_role(&units->items[i + 2]))
    return u->person;
  if (i + 1 < units->count && ends_compound(parsed, end, &units->items[i + 1])) return u->person;
  return after_title && u->person;
}

/* Tries to add unit `i` to the parts; false if it does not belong. */
static bool take(const tm_scene *scene, const tm_parsed *parsed, const tm_units *units, size_t i, tm_parts *p, int link) {
  const tm_unit *u = &units->items[i];
  bool empty = p->start == p->end;
  switch ((tm_unit_type)u->type) {
  case TM_UNIT_GEO: {
    bool clip = has_kind(u, TM_ENTRY_CLIP) && !has_kind(u, TM_ENTRY_COUNTRY);
    bool side = u->kinds == 1u << TM_ENTRY_CLIP && parsed->chars->code[u->end - 1] == 0x5074; /* 北側, 南側 */
    if (side && !tm_both_koreas(scene)) return false;
    if (p->name >= 0) { /* バイデン|米|大統領 */
      if ((link != 1 && link != 3) || p->title >= 0 || p->honorific || p->geo_count || i + 1 >= units->count ||
          !person_role(&units->items[i + 1]) || units->items[i + 1].start != u->end)
        return false;
    } else if (!empty) {
      bool first = (p->prefix >= 0 || p->posting >= 0) && p->geo_count == 0 && link == 1; /* 駐日|アメリカ|大使 */
      if (p->body >= 0 || p->role >= 0 || p->same >= 0 || link != 1 || p->geo_count == 4 || (!clip && u->end - u->start > 2))
        return first ? (p->geo[p->geo_count++] = (int32_t)i, true) : false;
    }
    p->geo[p->geo_count++] = (int32_t)i;
    return true;
  }
  case TM_UNIT_POSTING:
    if (!empty && p->posting >= 0) return false;
    if (p->name >= 0 && (link != 1 || p->title >= 0 || i + 1 >= units->count || !person_role(&units->items[i + 1]) ||
                         units->items[i + 1].start != u->end)) /* 王毅|駐日|大使 */
      return false;
    p->posting = (int32_t)i;
    return true;
  case TM_UNIT_BODY:
    if (p->name >= 0 || p->title >= 0 || p->same >= 0) return false;
    if (p->body >= 0 || (p->geo_count && link == 2)) {
      const tm_entry *mine = entry_of(scene, u),
                     *other = p->body >= 0 ? entry_of(scene, &units->items[p->body]) : entry_of(scene, &units->items[p->geo[0]]);
      if (mine && other &&
          !tm_slice_equal(tm_lexicon_text(scene->lexicon, mine->code), tm_lexicon_text(scene->lexicon, other->code)))
        return false;
    }
    if (p->body >= 0 && u->entry == UINT32_MAX && u->alias == UINT32_MAX) p->owner = p->body;
    p->body = (int32_t)i;
    return true;
  case TM_UNIT_ROLE:
    if (u->role == TM_ROLE_PREFIX) {
      bool next = i + 1 < units->count && units->items[i + 1].start == u->end &&
                  (person_role(&units->items[i + 1]) || units->items[i + 1].type == TM_UNIT_POSTING ||
                   units->items[i + 1].type == TM_UNIT_GEO || units->items[i + 1].type == TM_UNIT_BODY ||
                   (units->items[i + 1].type == TM_UNIT_ROLE && units->items[i + 1].role == TM_ROLE_BODY &&
                    (p->name >= 0 || p->geo_count))); /* チャド|新|政権 */
      if (!next || p->honorific) return false;
      p->prefix = (int32_t)i;
      return true;
    }
    if (u->role == TM_ROLE_HONORIFIC) {
      if (p->name < 0 && p->same < 0 && u->end - u->start > 1 && entry_of(scene, u)->sector.length) { /* 容疑者, 受刑者 alone */
        p->title = (int32_t)i;
        return true;
      }
      if (empty || (p->name < 0 && p->same < 0)) return false;
      p->honorific = true;
      return true;
    }
    if (p->name >= 0 && u->role == TM_ROLE_BODY && link == 1 && !p->honorific && p->title < 0) { /* バイデン政権, プーチン側 */
      p->role = (int32_t)i;
      return true;
    }
    if (p->name >= 0) {
      if (link != 1 || p->honorific || !person_role(u) ||
          (p->title >= 0 && units->items[p->title].start >= units->items[p->name].start)) {
        /* 国防|副|長官 style titles in two words after the name */
        if (!(link == 1 && p->title >= 0 && person_role(u) && !p->honorific)) return false;
      }
      p->title = (int32_t)i;
      return true;
    }
    if (u->role == TM_ROLE_OFFICE || u->role == TM_ROLE_PERSON) {
      p->title = (int32_t)i;
      return true;
    }
    if (p->title >= 0 && link != 1) return false;
    if (parsed->chars->code[u->start] == 0x7CFB && u->end == u->start + 1 && i + 1 < units->count &&
        units->items[i + 1].type == TM_UNIT_GEO && units->items[i + 1].start == u->end)
      return false; /* 韓国|系|米国人 */
    if (p->title >= 0 && u->role == TM_ROLE_PEOPLE) return false;
    bool faction = parsed->chars->code[u->start] == 0x6D3E && u->start > 0 &&
                   tm_script_of(parsed->chars->code[u->start - 1]) == TM_KATAKANA; /* クーデター派 */
    if (u->end - u->start == 1 && parsed->chars->code[u->start] != 0x8ECD && (empty || link != 1) && !faction)
      return false; /* 人, 側: suffixes */
    p->role = (int32_t)i;
    return true;
  case TM_UNIT_NAME:
    if (p->name >= 0 || p->honorific) return false;
    if (!name_stands(scene, parsed, units, i, p->title >= 0 && (link == 1 || link == 2))) return false;
    if (!empty && p->title < 0 && link == 1 && !p->geo_count && p->body < 0) return false;
    p->name = (int32_t)i;
    return true;
  case TM_UNIT_SAME:
    if (!empty) return false;
    p->same = (int32_t)i;
    return true;
  default: return false;
  }
}

static bool word_after(const tm_parsed *parsed, uint32_t end, const char *const *words) {
  uint32_t to = end + 5 < parsed->chars->count ? end + 5 : (uint32_t)parsed->chars->count;
  tm_slice after = tm_chars_slice(parsed->chars, end, to);
  for (int i = 0; words[i]; i++)
    if (tm_slice_begins(after, tm_slice_of(words[i]))) return true;
  return false;
}

/* What follows the name of a country or town and makes another word of it: 日本時間, 旧ソ連諸国, 京都議定書. */
static bool no_actor_after(const tm_parsed *parsed, const tm_unit *u) {
  static const char *const of_country[] = {"時間", "諸国", "語", "版", "料理", "史", NULL};
  static const char *const of_town[] = {"議定書", "条約",       "協定", "合意",         "宣言", "憲章",     "原則",
                                        "方式",   "・ラウンド", "五輪", "オリンピック", "大会", "サミット", "マラソン",
                                        "映画祭", "万博",       NULL};
  if (word_after(parsed, u->end, of_country)) return true;
  bool town = has_kind(u, TM_ENTRY_CAPITAL) || has_kind(u, TM_ENTRY_PLACE);
  return town && !has_kind(u, TM_ENTRY_COUNTRY) && word_after(parsed, u->end, of_town);
}

/* A clipped country stands only in a compound: 米|大統領, 米ロ, 対|ロ. */
static bool lone_clip(const tm_scene *scene, const tm_parsed *parsed, const tm_units *units, const tm_parts *p) {
  if (!p->geo_count || p->name >= 0 || p->title >= 0 || p->role >= 0 || p->body >= 0) return false;
  int32_t last = p->geo[p->geo_count - 1];
  if (p->geo_count > 1) return no_actor_after(parsed, &units->items[last]); /* 日朝平壌宣言 */
  const tm_unit *geo = &units->items[last], *after_next = (size_t)last + 2 < units->count ? geo + 2 : NULL;
  if (after_next && parsed->chars->code[geo->end] == 0x7CFB && after_next->type == TM_UNIT_GEO &&
      after_next->start == geo->end + 1)
    return true; /* 韓国|系|米国人 */
  const tm_unit *u = &units->items[p->geo[0]];
  const tm_entry *e = entry_of(scene, u);
  if (u->end < parsed->chars->count && p->prefix < 0 && parsed->chars->code[u->end] == 0x5CB8) return true; /* 西岸 */
  if (no_actor_after(parsed, u)) return true;
  if (parsed->chars->code[u->start] == 0x65E7) return true;                                           /* 旧ソ連 */
  if (!e || has_kind(u, TM_ENTRY_COUNTRY) || parsed->chars->code[u->end - 1] == 0x5074) return false; /* 北側 */
  if (e->type != TM_ENTRY_CLIP) return false;
  const uint16_t *code = parsed->chars->code;
  uint16_t before = u->start ? code[u->start - 1] : 0, after = u->end < parsed->chars->count ? code[u->end] : 0;
  if (before == 0x5BFE || before == 0x8A2A || before == 0x6765 || before == 0x53CD || before == 0x89AA)
    return false;                                                                             /* 対訪来反親 */
  if (u->start == 0 && (after == 0x3001 || after == 0x304C || after == 0x306F)) return false; /* headline: 米、…; 米が */
  return !(after == 0x3001 && before == 0x3001);
}

static void add_number(const tm_parsed *parsed, tm_mention *m) {
  const uint16_t *code = parsed->chars->code;
  uint32_t i = m->end, n = (uint32_t)parsed->chars->count;
  if (i < n && code[i] == 0x3089) i++; /* ら */
  uint32_t digits = i;
  while (digits < n && digits < i + 8 &&
         (tm_digit(code[digits]) >= 0 || code[digits] == 0x4E07 || code[digits] == 0x5343 || code[digits] == 0x767E ||
          code[digits] == 0x5341 || code[digits] == 0x6570))
    digits++;
  if (digits > i && digits < n && (code[digits] == 0x4EBA || code[digits] == 0x540D)) i = digits + 1;
  m->end = i;
}

/* The common noun that ends a body's name stands for it later: 韓国外交部 … 外交部. */
static void note_body_word(tm_scene *scene, const tm_parsed *parsed, const tm_unit *unit, uint32_t actor) {
  uint32_t word = tm_body_word(scene->lexicon, parsed, unit);
  if (word == UINT32_MAX || tm_slice_is(tm_lexicon_text(scene->lexicon, scene->lexicon->entries[word].sector), "JRN")) return;
  tm_scene_note_role(scene, word, actor);
}

/* The body alone of a mention that has a title too: 国防総省|報道官 → 国防総省. UINT32_MAX if there is none. */
static uint32_t body_alone(tm_scene *scene, const tm_units *units, const tm_parts *p, const tm_mention *m) {
  if (m->actor_count != 1 || m->anaphor) return UINT32_MAX;
  if (m->kind == TM_MENTION_BODY) return m->actors[0];
  const tm_unit *u = p->body >= 0 ? &units->items[p->body] : NULL;
  if (u && u->alias != UINT32_MAX) return u->alias;
  const tm_entry *body = u ? entry_of(scene, u) : NULL;
  const tm_entry *role = p->role >= 0 ? entry_of(scene, &units->items[p->role]) : NULL;
  if (body) {
    tm_actor actor = tm_scene_from_entry(scene, u->entry);
    return tm_scene_add(scene, &actor);
  }
  tm_slice code = tm_scene_actor(scene, m->actors[0])->code;
  if (!role || role->role != TM_ROLE_BODY || !role->sector.length || !code.length) return UINT32_MAX;
  return tm_scene_add_body(scene, code, role);
}

/* Whether (…) after a body may be its short name: letters (IAEA), or some of its own characters (国際陸連). */
static bool short_name(const tm_parsed *parsed, uint32_t name_start, uint32_t name_end, uint32_t start, uint32_t end) {
  const uint16_t *code = parsed->chars->code;
  if (end < start + 2 || end > start + 14 || tm_digit(code[start]) >= 0) return false;
  bool letters = true;
  for (uint32_t i = start; i < end && letters; i++) {
    tm_script script = tm_script_of(code[i]);
    letters = script == TM_LATIN || script == TM_DIGIT || (i > start && (code[i] == '-' || code[i] == '&'));
  }
  if (letters) return true;
  uint32_t at = name_start;
  for (uint32_t i = start; i < end; i++, at++) {
    while (at < name_end && code[at] != code[i]) at++;
    if (at == name_end) return false;
  }
  return end - start < name_end - name_start;
}

/* 自由アチェ運動(GAM): the part of a gloss after a body that names it from here on; p->end is put after the gloss. */
static void take_gloss(const tm_parsed *parsed, tm_parts *p) {
  const uint16_t *code = parsed->chars->code;
  uint32_t open = p->end, close = skip_gloss(parsed, open);
  if (close == open || p->gloss_end) return;
  for (uint32_t start = open + 1, i = start; i < close; i++) {
    if (code[i] != 0x3001 && code[i] != ',' && code[i] != '/' && code[i] != 0x30FB && i + 1 < close) continue;
    if (short_name(parsed, p->start, open, start, i)) {
      p->gloss_start = start;
      p->gloss_end = i;
      p->end = close;
    }
    start = i + 1;
  }
}

static void note_aliases(tm_scene *scene, const tm_parsed *parsed, const tm_units *units, const tm_parts *p,
                         const tm_mention *m) {
  uint32_t body = body_alone(scene, units, p, m);
  if (body == UINT32_MAX) return;
  int32_t word = p->body >= 0 ? p->body : p->role;
  tm_slice text = word >= 0 ? tm_chars_slice(parsed->chars, units->items[word].start, units->items[word].end) : (tm_slice){"", 0};
  tm_scene_note_body(scene, body, text);
  const uint16_t *code = parsed->chars->code;
  if (p->gloss_end) tm_scene_note_alias(scene, code + p->gloss_start, p->gloss_end - p->gloss_start, body);
  if (p->quote_end > p->quote_start + 1) tm_scene_note_alias(scene, code + p->quote_start, p->quote_end - p->quote_start, body);
}

static void note(tm_scene *scene, const tm_parsed *parsed, const tm_units *units, const tm_parts *p, const tm_mention *m) {
  uint32_t role = p->title >= 0 ? units->items[p->title].entry : p->role >= 0 ? units->items[p->role].entry : UINT32_MAX;
  for (size_t i = 0; i < m->actor_count; i++) {
    const tm_actor *a = tm_scene_actor(scene, m->actors[i]);
    if (m->kind == TM_MENTION_PERSON && m->actor_count == 1) tm_scene_note_person(scene, m->actors[i], role);
    if (m->kind == TM_MENTION_PLACE && m->actor_count == 1) scene->last_place = m->actors[i];
    bool outsider = tm_slice_is(a->sector, "JRN") || tm_slice_is(a->sector, "EDU"); /* who reports is not whom it is about */
    if (a->code.length == 3 && !a->org.length && !tm_slice_is(a->code, "UNK") && !m->guessed && !outsider &&
        !tm_is_ethnic(parsed, units, p)) {
      tm_slice code = a->code;
      uint32_t country = tm_scene_country(
          scene, code, tm_slice_is(code, "EUR") || tm_slice_is(code, "UNO") || tm_slice_is(code, "WST") ? "" : "GOV");
      if (!tm_slice_is(code, "UNO") && !tm_slice_is(code, "WST")) tm_scene_note_country(scene, country);
    }
  }
  note_aliases(scene, parsed, units, p, m);
  if (p->body >= 0 && p->title < 0 && p->role < 0 && m->actor_count == 1 && !m->anaphor)
    note_body_word(scene, parsed, &units->items[p->body], m->actors[0]);
  if (role != UINT32_MAX && m->actor_count == 1 && !m->anaphor && !m->guessed && p->prefix < 0)
    tm_scene_note_role(scene, role, m->actors[0]);
}

/* Links lists: AとB, A、BとC, AやB. */
static void join_lists(tm_scene *scene, const tm_parsed *parsed, tm_mentions *mentions, size_t first) {
  const uint16_t *code = parsed->chars->code;
  for (size_t i = first + 1; i < mentions->count; i++) {
    tm_mention *a = &mentions->items[i - 1], *b = &mentions->items[i];
    uint32_t gap = b->start - a->end;
    if (gap == 0 || gap > 4) continue;
    uint16_t c = code[a->end];
    bool list = gap == 1 && (c == 0x3068 || c == 0x3084 || c == 0x30FB);                     /* と や ・ */
    if (gap == 2 && (c == 0x3084 || c == 0x3068) && code[a->end + 1] == 0x3001) list = true; /* や、 */
    bool apart = (b->kind == TM_MENTION_CAPITAL || b->kind == TM_MENTION_PLACE) && a->kind != TM_MENTION_GEO &&
                 a->kind != TM_MENTION_CAPITAL && a->kind != TM_MENTION_PLACE;
    if (apart) continue; /* 外相とベルリンで会談した */
    if (gap >= 2 && (c == 0x53CA || (c == 0x304A && code[a->end + 1] == 0x3088) || (c == 0x4E26 && code[a->end + 1] == 0x3073)))
      list = true; /* 及び および 並び */
    if (gap == 1 && c == 0x3001) {
      bool same = a->kind == b->kind;
      uint16_t next = b->end < parsed->chars->count ? code[b->end] : 0;
      list = same &&
             (next == 0x3001 || next == 0x3068 || next == 0x3084 || next == 0x306A || next == 0x4E21 || next == 0x306E ||
              tm_digit(next) >= 0 || a->joined >= 0) &&
             (a->joined >= 0 || next != 0x3001 ||
              (i + 1 < mentions->count && mentions->items[i + 1].start == b->end + 1 && mentions->items[i + 1].kind == b->kind));
      if (next == 0x306E && a->joined < 0) list = false;
    }
    if (!list) continue;
    b->joined = (int32_t)(i - 1);
    if (a->joined < 0 && a->actor_count == 1 && b->actor_count == 1 && a->kind == b->kind &&
        c != 0x3001) { /* AとB: whom 両国 may mean */
      uint32_t pair[2] = {a->actors[0], b->actors[0]};
      tm_scene_parties(scene, pair, 2);
    }
  }
}

/* 日本、米国、韓国の3カ国の外務次官: a title shared by the countries listed before it. */
static void share_titles(const tm_parsed *parsed, tm_mentions *mentions, size_t first) {
  const uint16_t *code = parsed->chars->code;
  for (size_t i = first + 1; i < mentions->count; i++) {
    tm_mention *a = &mentions->items[i - 1], *b = &mentions->items[i];
    uint32_t gap = b->start - a->end;
    if (!b->guessed || a->kind != TM_MENTION_GEO || b->start < a->end || gap < 3 || gap > 8) continue;
    bool of_countries =
        code[b->start - 1] == 0x306E && code[b->start - 2] == 0x56FD && (code[a->end] == 0x306E || tm_digit(code[a->end]) >= 0);
    if (!of_countries) continue;
    b->actor_count = 0;
    for (int32_t k = (int32_t)i - 1, n = 0; k >= 0 && n < TM_MENTION_ACTORS; k = mentions->items[k].joined, n++)
      for (size_t c = 0; c < mentions->items[k].actor_count && b->actor_count < TM_MENTION_ACTORS; c++)
        b->actors[b->actor_count++] = mentions->items[k].actors[c];
    b->guessed = false;
  }
}

/* Puts together the parts of the mention that begins at unit `i`; returns the unit after it, `i` if there is none. */
static size_t gather(const tm_scene *scene, const tm_parsed *parsed, const tm_units *units, size_t i, tm_parts *p) {
  size_t k = i;
  while (k < units->count) {
    const tm_unit *u = &units->items[k];
    int link = p->start == p->end
                   ? 1
                   : link_between(parsed, p->name >= 0 && !p->honorific ? skip_gloss(parsed, p->end) : p->end, u->start);
    bool same_country = p->same >= 0 && p->end == p->start + 1 && u->start == p->end + 1 && parsed->chars->code[p->end] == 0x56FD;
    if (same_country || (!link && title_ends_compound(parsed, p, u))) link = 1; /* 同国|政府 */
    if (!link || (link == 3 && p->name < 0)) break;
    if (link == 2 && p->name >= 0) break;
    if (!take(scene, parsed, units, k, p, link)) break;
    p->end = u->end;
    k++;
    if (u->type != TM_UNIT_BODY && !(u->type == TM_UNIT_ROLE && u->role == TM_ROLE_BODY)) continue;
    take_gloss(parsed, p);
    while (k < units->count && units->items[k].start < p->end) k++;
  }
  if (k == i) return i;
  if (p->same >= 0 && p->end == p->start + 1) p->end++; /* 同国 */
  uint32_t quoted = p->name < 0 && p->title < 0 && (p->role >= 0 || p->body >= 0) ? quoted_name(parsed, p->end) : 0;
  if (quoted) {
    p->quote_start = p->end + 1;
    p->quote_end = quoted;
    p->end = quoted + 1;
    while (k < units->count && units->items[k].start < p->end) k++;
  }
  return k;
}

/* 中印|両国, ロシアとトルコの|両政府: the two countries told directly before. */
static bool both_before(tm_scene *scene, const tm_parsed *parsed, const tm_mentions *mentions, size_t first, tm_mention *m) {
  const uint16_t *code = parsed->chars->code;
  uint16_t word = code[m->start] == 0x4E21 ? code[m->start + 1] : 0;
  if ((word != 0x56FD && word != 0x653F && word != 0x8ECD) || mentions->count == first) return false; /* 両 + 国 政府 軍 */
  const tm_mention *b = &mentions->items[mentions->count - 1], *a = mentions->count > first + 1 ? b - 1 : NULL;
  bool beside = b->end == m->start || (b->end + 1 == m->start && code[b->end] == 0x306E);
  if (!beside || b->kind != TM_MENTION_GEO) return false;
  if (b->actor_count == 2) {
    memcpy(m->actors, b->actors, 2 * sizeof *b->actors);
  } else if (a && a->kind == TM_MENTION_GEO && a->actor_count == 1 && b->actor_count == 1 && b->start == a->end + 1) {
    m->actors[0] = a->actors[0];
    m->actors[1] = b->actors[0];
  } else {
    return false;
  }
  for (size_t i = 0; i < 2; i++)
    m->actors[i] = tm_scene_country(scene, tm_scene_actor(scene, m->actors[i])->code, word == 0x8ECD ? "MIL" : "GOV");
  m->actor_count = 2;
  m->kind = word == 0x56FD ? TM_MENTION_GEO : TM_MENTION_BODY;
  m->anaphor = true;
  return true;
}

void tm_scene_read(tm_scene *scene, const tm_parsed *parsed, tm_mentions *mentions) {
  size_t first = mentions->count;
  scene->units = (tm_units){0};
  tm_units_read(scene->scratch, scene->lexicon, parsed, scene->aliases, scene->alias_count, &scene->units);
  const tm_units *units = &scene->units;
  size_t bunsetsu = 0;
  for (size_t i = 0; i < units->count;) {
    tm_parts p = {.body = -1, .role = -1, .title = -1, .name = -1, .prefix = -1, .same = -1, .posting = -1, .owner = -1};
    p.start = p.end = units->items[i].start;
    tm_mention m = {.start = units->items[i].start, .joined = -1, .role_entry = UINT32_MAX, .place_entry = UINT32_MAX};
    size_t k;
    bool good = false;
    if (units->items[i].type == TM_UNIT_BOTH) {
      m.end = units->items[i].end;
      good = both_before(scene, parsed, mentions, first, &m) || tm_identify_both(scene, parsed, &units->items[i], &m);
      k = i + 1;
    } else if (units->items[i].type == TM_UNIT_PRONOUN) {
      m.end = units->items[i].end;
      m.anaphor = true;
      m.kind = TM_MENTION_PERSON;
      good = scene->last_persons > 0;
      if (good) m.actors[0] = scene->last_person[0], m.actor_count = 1;
      k = i + 1;
    } else {
      k = gather(scene, parsed, units, i, &p);
      if (k == i) {
        i++;
        continue;
      }
      m.end = p.end;
      if (!lone_clip(scene, parsed, units, &p)) good = tm_identify(scene, parsed, units, &p, &m, first, mentions);
    }
    if (good && m.actor_count) {
      if (p.geo_count > 1 && m.kind != TM_MENTION_GEO && m.actor_count == 1) { /* 米ロ首脳 */
        tm_parts countries = p;
        tm_mention list = m;
        list.actor_count = 0;
        if (tm_identify_countries(scene, units, &countries, &list))
          m.actor_count = list.actor_count, memcpy(m.actors, list.actors, sizeof m.actors);
      }
      int32_t role = p.title >= 0 ? p.title : p.role;
      if (role >= 0)
        m.role_start = units->items[role].start, m.role_end = units->items[role].end, m.role_entry = units->items[role].entry;
      m.host = UINT32_MAX;
      if (p.posting >= 0) {
        const tm_entry *country = &scene->lexicon->entries[units->items[p.posting].entry];
        m.host = tm_scene_country(scene, tm_lexicon_text(scene->lexicon, country->code), "GOV");
      }
      add_number(parsed, &m);
      uint16_t before = m.start ? parsed->chars->code[m.start - 1] : 0;
      if (before == 0x5BFE || before == 0x8A2A || before == 0x6765 || before == 0x53CD || before == 0x89AA) m.prefix = before;
      while (bunsetsu + 1 < parsed->bunsetsu_count && parsed->morphs[parsed->bunsetsu[bunsetsu + 1].first].start < m.end)
        bunsetsu++;
      m.bunsetsu = (uint32_t)bunsetsu;
      *TM_PUSH(scene->scratch, mentions) = m;
      note(scene, parsed, units, &p, &m);
    }
    i = k > i ? k : i + 1;
  }
  join_lists(scene, parsed, mentions, first);
  share_titles(parsed, mentions, first);
  scene->sentence++;
}
