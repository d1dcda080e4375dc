/* resolve: see scene.h and actor.h: the article's actors, who was last spoken of, what the article is about. */
#include "resolve/scene.h"

#include <xxhash.h>

tm_scene *tm_scene_new(tm_arena *arena, tm_arena *scratch, const tm_lexicon *lexicon, int32_t date) {
  tm_scene *scene = TM_NEW0(arena, tm_scene, 1);
  scene->arena = arena;
  scene->scratch = scratch;
  scene->lexicon = lexicon;
  scene->date = date;
  scene->last_place = UINT32_MAX;
  for (size_t i = 0; i < TM_TABLE; i++) scene->table[i] = -1;
  return scene;
}

const tm_actor *tm_scene_actor(const tm_scene *scene, uint32_t actor) { return &scene->actors.items[actor]; }

size_t tm_scene_actor_count(const tm_scene *scene) { return scene->actors.count; }

static uint64_t hash(tm_slice s, uint64_t seed) { return XXH3_64bits_withSeed(s.data, s.length, seed); }

uint32_t tm_scene_add(tm_scene *scene, const tm_actor *actor) {
  size_t slot = hash(actor->name, hash(actor->sector, hash(actor->org, hash(actor->code, 0)))) % TM_TABLE;
  for (int32_t i = scene->table[slot]; i >= 0; i = scene->chain.items[i]) {
    const tm_actor *a = &scene->actors.items[i];
    if (tm_slice_equal(a->name, actor->name) && tm_slice_equal(a->code, actor->code) && tm_slice_equal(a->org, actor->org) &&
        tm_slice_equal(a->sector, actor->sector))
      return (uint32_t)i;
  }
  uint32_t index = (uint32_t)scene->actors.count;
  tm_actor *added = TM_PUSH(scene->arena, &scene->actors);
  *added = *actor;
  added->party = (uint32_t)hash(actor->org, hash(actor->code, 0));
  *TM_PUSH(scene->arena, &scene->chain) = scene->table[slot];
  scene->table[slot] = (int32_t)index;
  if (actor->person && actor->name.length) *TM_PUSH(scene->arena, &scene->persons) = index;
  return index;
}

tm_actor tm_scene_from_entry(const tm_scene *scene, uint32_t entry) {
  const tm_lexicon *lexicon = scene->lexicon;
  const tm_entry *e = &lexicon->entries[entry];
  tm_actor actor = {.code = tm_lexicon_text(lexicon, e->code),
                    .org = tm_lexicon_text(lexicon, e->org),
                    .sector = tm_lexicon_text(lexicon, e->sector),
                    .name = tm_lexicon_text(lexicon, e->name),
                    .name_en = tm_lexicon_text(lexicon, e->name_en),
                    .office = tm_lexicon_text(lexicon, e->office),
                    .entry = entry,
                    .person = e->type == TM_ENTRY_HOLDER};
  if (e->type == TM_ENTRY_COUNTRY || e->type == TM_ENTRY_CLIP || e->type == TM_ENTRY_CAPITAL || e->type == TM_ENTRY_SEAT) {
    actor.plain = true;
    actor.office = (tm_slice){"", 0};
  }
  if (actor.person && scene->date && (scene->date > e->to || scene->date + 10000 < e->from)) {
    actor.sector = TM_LIT("ELI");
    actor.office = (tm_slice){"", 0};
  }
  return actor;
}

/* Whether a title fits an office of the lexicon: 国防相 and 国防相, 大統領 and 大統領. */
static bool office_fits(tm_slice office, tm_slice title) {
  return title.length && office.length &&
         (tm_slice_equal(office, title) || tm_slice_ends(office, title) || tm_slice_ends(title, office));
}

uint32_t tm_scene_person(const tm_scene *scene, int32_t run, tm_slice code, tm_slice office, bool strong, bool *full) {
  const tm_lexicon *lexicon = scene->lexicon;
  uint32_t best = UINT32_MAX;
  int most = strong ? -6 : 0;
  bool several = false; /* persons of that name */
  tm_slice only = {"", 0};
  for (uint32_t i = (uint32_t)run; i < lexicon->header->refs; i++) {
    uint32_t ref = lexicon->refs[i], index = ref & TM_REF_INDEX;
    const tm_entry *e = &lexicon->entries[index];
    if (index < lexicon->header->entries && e->type == TM_ENTRY_HOLDER) {
      bool is_short = ref & TM_REF_SHORT;
      tm_slice name = tm_lexicon_text(lexicon, e->name);
      several = several || (only.length && !tm_slice_equal(only, name));
      only = name;
      int32_t date = scene->date ? scene->date : 20251231;
      int score = is_short ? 1 : 6;
      if (code.length) score += tm_slice_equal(tm_lexicon_text(lexicon, e->code), code) ? 6 : is_short ? -8 : -2;
      if (office.length) score += office_fits(tm_lexicon_text(lexicon, e->office), office) ? 5 : is_short ? -1 : 0;
      if (date >= e->from && date <= e->to) score += 4;
      else if (date < e->from) score -= 2 + (e->from - date) / 30000;
      else score -= (date - e->to) / 50000;
      if (tm_scene_known_person(scene, tm_lexicon_text(lexicon, e->name)) != UINT32_MAX) score += 5;
      if (score > most || (score == most && best != UINT32_MAX && e->to > lexicon->entries[best].to)) {
        most = score;
        best = index;
        *full = !is_short;
      }
    }
    if (ref & TM_REF_LAST) break;
  }
  return most >= (!strong ? 5 : several ? 1 : -5) ? best : UINT32_MAX;
}

uint32_t tm_scene_holder(const tm_scene *scene, tm_slice code, tm_slice org, tm_slice office) {
  const tm_lexicon *lexicon = scene->lexicon;
  if (code.length + org.length + office.length > 200) return UINT32_MAX;
  char key[256];
  size_t n = 0;
  memcpy(key, code.data, code.length), n += code.length;
  if (org.length) memcpy(key + n, org.data, org.length), n += org.length;
  key[n++] = ' ';
  memcpy(key + n, office.data, office.length), n += office.length;
  tm_trie_node node = 0;
  bool valid = true;
  for (size_t at = 0; at < n;)
    if (!tm_trie_step(&lexicon->offices, &node, tm_fold(tm_utf8_next((tm_slice){key, n}, &at, &valid)))) return UINT32_MAX;
  int32_t run = tm_trie_value(&lexicon->offices, node);
  if (run < 0) return UINT32_MAX;
  uint32_t best = UINT32_MAX;
  for (uint32_t i = (uint32_t)run; i < lexicon->header->refs; i++) {
    uint32_t index = lexicon->refs[i] & TM_REF_INDEX;
    if (index < lexicon->header->entries) {
      const tm_entry *e = &lexicon->entries[index];
      int32_t date = scene->date ? scene->date : 20251231;
      bool government = tm_slice_is(tm_lexicon_text(lexicon, e->sector), "GOV"); /* not the heads of breakaway bodies */
      bool other = best != UINT32_MAX && tm_slice_is(tm_lexicon_text(lexicon, lexicon->entries[best].sector), "GOV");
      bool in_office = date >= e->from && date <= e->to;
      if (in_office &&
          (best == UINT32_MAX || (government && !other) || (government == other && e->from > lexicon->entries[best].from)))
        best = index;
    }
    if (lexicon->refs[i] & TM_REF_LAST) break;
  }
  return best;
}

/* ---- notes ---- */

void tm_scene_note_person(tm_scene *scene, uint32_t actor, uint32_t role) {
  size_t n = scene->last_persons < TM_RECENT ? scene->last_persons : TM_RECENT - 1;
  memmove(scene->last_person + 1, scene->last_person, n * sizeof *scene->last_person);
  memmove(scene->last_person_role + 1, scene->last_person_role, n * sizeof *scene->last_person_role);
  scene->last_person[0] = actor;
  scene->last_person_role[0] = role;
  scene->last_persons = n + 1;
}

void tm_scene_note_country(tm_scene *scene, uint32_t actor) {
  size_t n = scene->last_countries < TM_RECENT ? scene->last_countries : TM_RECENT - 1;
  memmove(scene->last_country + 1, scene->last_country, n * sizeof *scene->last_country);
  scene->last_country[0] = actor;
  scene->last_countries = n + 1;
  uint32_t weight = scene->sentence < 2 ? 2 : 1; /* the headline and the first sentence say what it is about */
  for (size_t i = 0; i < scene->focus_count; i++) {
    if (scene->focus[i].actor != actor) continue;
    scene->focus[i].weight += weight;
    return;
  }
  if (scene->focus_count < TM_FOCUS) {
    scene->focus[scene->focus_count].actor = actor;
    scene->focus[scene->focus_count++].weight = weight;
  }
}

void tm_scene_note_body(tm_scene *scene, uint32_t actor, tm_slice text) {
  size_t n = scene->last_bodies < TM_RECENT ? scene->last_bodies : TM_RECENT - 1;
  memmove(scene->last_body + 1, scene->last_body, n * sizeof *scene->last_body);
  memmove(scene->last_body_text + 1, scene->last_body_text, n * sizeof *scene->last_body_text);
  scene->last_body[0] = actor;
  scene->last_body_text[0] = text;
  scene->last_bodies = n + 1;
}

void tm_scene_note_alias(tm_scene *scene, const uint16_t *code, size_t n, uint32_t actor) {
  for (size_t i = 0; i < scene->alias_count; i++)
    if (scene->aliases[i].length == n && memcmp(scene->aliases[i].code, code, n * sizeof *code) == 0) return;
  if (scene->alias_count == TM_ALIASES) return;
  uint16_t *copy = TM_NEW0(scene->arena, uint16_t, n);
  memcpy(copy, code, n * sizeof *code);
  scene->aliases[scene->alias_count++] = (tm_alias){copy, (uint32_t)n, actor};
}

uint32_t tm_scene_weight(const tm_scene *scene, tm_slice code) {
  for (size_t i = 0; i < scene->focus_count; i++)
    if (tm_slice_equal(scene->actors.items[scene->focus[i].actor].code, code)) return scene->focus[i].weight;
  return 0;
}

void tm_scene_note_role(tm_scene *scene, uint32_t role, uint32_t actor) {
  for (size_t i = 0; i < scene->role_count; i++)
    if (scene->roles[i].role == role) {
      scene->roles[i].actor = actor;
      scene->roles[i].sentence = scene->sentence;
      return;
    }
  if (scene->role_count < TM_ROLES) scene->roles[scene->role_count++] = (tm_seen_role){role, actor, scene->sentence};
}

uint32_t tm_scene_rank(const tm_scene *scene, uint32_t actor) {
  tm_slice code = scene->actors.items[actor].code;
  uint32_t own = 0, above = 0;
  for (size_t i = 0; i < scene->focus_count; i++)
    if (tm_slice_equal(scene->actors.items[scene->focus[i].actor].code, code)) own = scene->focus[i].weight;
  if (!own) return 4;
  for (size_t i = 0; i < scene->focus_count; i++) above += scene->focus[i].weight > own;
  return above > 2 ? 3 : above;
}

uint32_t tm_scene_focus(const tm_scene *scene) {
  uint32_t best = UINT32_MAX, most = 0;
  for (size_t i = 0; i < scene->focus_count; i++)
    if (scene->focus[i].weight > most) most = scene->focus[i].weight, best = scene->focus[i].actor;
  return best;
}

size_t tm_scene_countries(const tm_scene *scene, uint32_t *actors, size_t room) {
  size_t n = 0;
  for (size_t i = 0; i < scene->last_countries && n < room; i++) {
    bool known = false;
    for (size_t k = 0; k < n && !known; k++) known = actors[k] == scene->last_country[i];
    if (!known) actors[n++] = scene->last_country[i];
  }
  return n;
}

void tm_scene_subject(tm_scene *scene, const uint32_t *actors, size_t count) {
  if (count > TM_MENTION_ACTORS) count = TM_MENTION_ACTORS;
  memmove(scene->subject, actors, count * sizeof *actors);
  scene->subject_count = count;
}

size_t tm_scene_omitted(const tm_scene *scene, uint32_t *actors, size_t room) {
  size_t n = scene->subject_count < room ? scene->subject_count : room;
  memcpy(actors, scene->subject, n * sizeof *actors);
  return n;
}

void tm_scene_parties(tm_scene *scene, const uint32_t *actors, size_t count) {
  if (count > TM_MENTION_ACTORS) count = TM_MENTION_ACTORS;
  for (size_t i = 0; i < count; i++) { /* who reports is no party */
    tm_slice sector = tm_scene_actor(scene, actors[i])->sector;
    if (tm_slice_is(sector, "JRN") || tm_slice_is(sector, "EDU")) return;
  }
  memmove(scene->parties, actors, count * sizeof *actors);
  scene->party_count = count;
  if (count == 2 && tm_scene_actor(scene, actors[0])->person && tm_scene_actor(scene, actors[1])->person)
    memcpy(scene->person_pair, actors, sizeof scene->person_pair);
}

void tm_scene_addressed(tm_scene *scene, uint32_t actor, uint32_t recipient) {
  size_t n = scene->addressed_count < 8 ? scene->addressed_count : 7;
  memmove(scene->addressed + 1, scene->addressed, n * sizeof *scene->addressed);
  scene->addressed[0].actor = actor;
  scene->addressed[0].recipient = recipient;
  scene->addressed[0].sentence = scene->sentence;
  scene->addressed_count = n + 1;
}

uint32_t tm_scene_addressee(const tm_scene *scene, uint32_t actor) {
  const tm_actor *a = tm_scene_actor(scene, actor);
  for (size_t i = 0; i < scene->addressed_count; i++) {
    const tm_actor *b = tm_scene_actor(scene, scene->addressed[i].actor);
    if (scene->sentence > scene->addressed[i].sentence + 3) break;
    if (tm_slice_equal(a->code, b->code) && tm_slice_equal(a->org, b->org)) return scene->addressed[i].recipient;
  }
  return UINT32_MAX;
}

size_t tm_scene_pair(const tm_scene *scene, uint32_t actors[2]) {
  if (scene->party_count != 2) return 0;
  memcpy(actors, scene->parties, 2 * sizeof *actors);
  return 2;
}

uint32_t tm_scene_add_body(tm_scene *scene, tm_slice code, const tm_entry *role) {
  tm_actor actor = {.code = code,
                    .org = {"", 0},
                    .sector = tm_lexicon_text(scene->lexicon, role->sector),
                    .name = tm_lexicon_text(scene->lexicon, role->name),
                    .name_en = {"", 0},
                    .office = {"", 0},
                    .entry = UINT32_MAX};
  return tm_scene_add(scene, &actor);
}

uint32_t tm_scene_country(tm_scene *scene, tm_slice code, const char *sector) {
  tm_actor actor = {.code = code,
                    .org = {"", 0},
                    .sector = tm_slice_of(sector),
                    .name = {"", 0},
                    .name_en = {"", 0},
                    .office = {"", 0},
                    .entry = UINT32_MAX,
                    .plain = true};
  return tm_scene_add(scene, &actor);
}

/* ---- names ---- */

static bool separator(const char *p, size_t left, size_t *width) {
  static const char dot[] = "・";
  if (left >= 3 && memcmp(p, dot, 3) == 0) return *width = 3, true;
  return *width = 1, p[0] == '=' || p[0] == ' ';
}

/* Whether `part` is one of the parts of `name` (プーチン of ウラジーミル・プーチン), or the family name of a name in kanji. */
static bool is_part(tm_slice name, tm_slice part) {
  if (tm_slice_equal(name, part)) return true;
  if (part.length < 6 || part.length > name.length) return false;
  size_t from = 0, width = 1, parts = 0;
  for (size_t i = 0; i <= name.length; i++) {
    bool end = i == name.length;
    if (!end && !separator(name.data + i, name.length - i, &width)) continue;
    tm_slice piece = {name.data + from, i - from};
    if (tm_slice_equal(piece, part)) return true;
    parts++;
    if (!end) i += width - 1, from = i + 1;
  }
  /* the last parts of a long name: マヘムード・クレーシ */
  if (parts > 1 && tm_slice_ends(name, part)) return true;
  unsigned char lead = (unsigned char)part.data[0];
  return parts == 1 && lead >= 0xE4 && tm_slice_begins(name, part);
}

uint32_t tm_scene_known_person(const tm_scene *scene, tm_slice name) {
  size_t least = scene->persons.count > 256 ? scene->persons.count - 256 : 0;
  for (size_t i = scene->persons.count; i-- > least;)
    if (is_part(scene->actors.items[scene->persons.items[i]].name, name)) return scene->persons.items[i];
  return UINT32_MAX;
}
