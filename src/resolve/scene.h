/* resolve: what an article has told so far. Private to this room; see actor.h. */
#ifndef TM_SCENE_H
#define TM_SCENE_H

#include "resolve/actor.h"
#include "resolve/unit.h"

enum { TM_RECENT = 16, TM_FOCUS = 16, TM_ROLES = 64, TM_ALIASES = 32, TM_TABLE = 1024 };

/* A title or common noun seen with its country (スーダン政府), for the same word alone later (政府). */
typedef struct tm_seen_role {
  uint32_t role; /* lexicon entry */
  uint32_t actor, sentence;
} tm_seen_role;

struct tm_scene {
  tm_arena *arena, *scratch; /* of the article, of the sentence */
  const tm_lexicon *lexicon;
  int32_t date;
  TM_VECTOR(tm_actor) actors;
  TM_VECTOR(int32_t) chain;        /* next actor with the same hash */
  int32_t table[TM_TABLE];         /* hash of code, org, sector, name → actor */
  TM_VECTOR(uint32_t) persons;     /* named persons, in order of first mention */
  uint32_t last_person[TM_RECENT]; /* latest first; role entries beside */
  uint32_t last_person_role[TM_RECENT];
  size_t last_persons;
  uint32_t last_country[TM_RECENT]; /* plain country actors, latest first */
  size_t last_countries;
  uint32_t last_body[TM_RECENT]; /* latest first; as it was told beside */
  tm_slice last_body_text[TM_RECENT];
  size_t last_bodies;
  uint32_t last_place; /* country of the town or region told last, UINT32_MAX if none */
  tm_alias aliases[TM_ALIASES];
  size_t alias_count;
  tm_seen_role roles[TM_ROLES];
  size_t role_count;
  struct {
    uint32_t actor;
    uint32_t weight;
  } focus[TM_FOCUS];
  size_t focus_count;
  uint32_t subject[TM_MENTION_ACTORS];
  size_t subject_count;
  uint32_t parties[TM_MENTION_ACTORS];
  size_t party_count;
  uint32_t person_pair[2]; /* the two persons told together last; equal if none */
  struct {
    uint32_t actor, recipient, sentence;
  } addressed[8]; /* latest first */
  size_t addressed_count;
  uint32_t sentence;
  tm_units units; /* of the sentence in hand */
};

/* Chooses the tenure of a person that fits: country (code or empty), office word (empty if none), the article's date.
 * Returns the entry, or UINT32_MAX where nobody fits. `strong`: the form is a full name or stands with a title. */
uint32_t tm_scene_person(const tm_scene *scene, int32_t run, tm_slice code, tm_slice office, bool strong, bool *full);

/* The holder of an office at the article's date; UINT32_MAX if unknown. */
uint32_t tm_scene_holder(const tm_scene *scene, tm_slice code, tm_slice org, tm_slice office);

/* An actor from a lexicon entry; persons out of office are ELI. */
tm_actor tm_scene_from_entry(const tm_scene *scene, uint32_t entry);
/* Adds a body that only a role word names, of the country `code`: 同|政府. */
uint32_t tm_scene_add_body(tm_scene *scene, tm_slice code, const tm_entry *role);

/* Notes for later sentences. */
void tm_scene_note_person(tm_scene *scene, uint32_t actor, uint32_t role);
void tm_scene_note_country(tm_scene *scene, uint32_t actor);
void tm_scene_note_body(tm_scene *scene, uint32_t actor, tm_slice text);
/* Notes that `n` characters from `code` name the actor from here on. */
void tm_scene_note_alias(tm_scene *scene, const uint16_t *code, size_t n, uint32_t actor);
/* How much the article has spoken of a country so far. */
uint32_t tm_scene_weight(const tm_scene *scene, tm_slice code);
void tm_scene_note_role(tm_scene *scene, uint32_t role, uint32_t actor);

/* An earlier named person of whose name `name` is a part; UINT32_MAX if none. */
uint32_t tm_scene_known_person(const tm_scene *scene, tm_slice name);

#endif
