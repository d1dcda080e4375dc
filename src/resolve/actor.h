/* resolve: the actors of an article: who is meant by each mention, with code and sector as of a day.
 *
 * tm_scene holds what an article has told so far. Sentences are given in order; each returns its mentions, and the scene
 * remembers them for short forms, 同氏, 両首脳 and omitted subjects. */
#ifndef TM_ACTOR_H
#define TM_ACTOR_H

#include "parse/clause.h"
#include "resolve/lexicon.h"

/* An actor as identified: code, body, sector and, where known, who. Slices live in the image or the arena. */
typedef struct tm_actor {
  tm_slice code, org, sector, name, name_en, office;
  uint32_t entry; /* lexicon entry, UINT32_MAX if none */
  uint32_t party; /* hash of code and org: equal for all actors of one country or body; set by tm_scene_add */
  bool person;
  bool plain;   /* a bare country */
  bool former;  /* told as out of office: 前, 元 */
  bool guessed; /* its country is from context */
} tm_actor;

typedef enum tm_mention_kind {
  TM_MENTION_PERSON,  /* a named person, or an office that one person holds */
  TM_MENTION_ROLE,    /* 高官, 報道官, 兵士: persons without a name */
  TM_MENTION_BODY,    /* a body, a force, a group */
  TM_MENTION_PEOPLE,  /* 住民, デモ隊 */
  TM_MENTION_GEO,     /* a country: its government or its land */
  TM_MENTION_CAPITAL, /* a capital or seat: its government when it acts, otherwise a place */
  TM_MENTION_PLACE    /* a city, region, sea: of a country, but it never acts */
} tm_mention_kind;

enum { TM_MENTION_ACTORS = 12 };

typedef struct tm_mention {
  uint32_t start, end; /* folded characters of the sentence */
  uint32_t bunsetsu;   /* that holds its last character */
  uint8_t kind;        /* tm_mention_kind */
  uint8_t actor_count;
  bool anaphor;                       /* 同氏, 両国: found through another mention */
  bool guessed;                       /* its country is from context, not from words beside it */
  uint16_t prefix;                    /* 対, 訪, 駐, 在, 反, 親 directly before, 0 if none */
  int32_t joined;                     /* index of the mention before it in a list (A、BとC), -1 if none */
  uint32_t role_start, role_end;      /* the title or common noun in it: 国防相; empty if none */
  uint32_t role_entry;                /* lexicon entry of it, UINT32_MAX if none */
  uint32_t place_entry;               /* of a PLACE, UINT32_MAX if none */
  uint32_t host;                      /* scene actor of the country to which it is posted: 駐印大使; UINT32_MAX if none */
  uint32_t actors[TM_MENTION_ACTORS]; /* indices into the scene's actors */
} tm_mention;

typedef TM_VECTOR(tm_mention) tm_mentions;

typedef struct tm_scene tm_scene;

/* A scene for an article of `date` (yyyymmdd, 0 = unknown: today's holders are taken). What lasts for the article is in
 * `arena`; mentions are in `scratch`, which the caller rewinds between sentences. */
tm_scene *tm_scene_new(tm_arena *arena, tm_arena *scratch, const tm_lexicon *lexicon, int32_t date);

/* The mentions of the article's next sentence, in order of the text, not overlapping. */
void tm_scene_read(tm_scene *scene, const tm_parsed *parsed, tm_mentions *mentions);

const tm_actor *tm_scene_actor(const tm_scene *scene, uint32_t actor);
size_t tm_scene_actor_count(const tm_scene *scene);

/* The index of an actor like this one, added if new. */
uint32_t tm_scene_add(tm_scene *scene, const tm_actor *actor);

/* A country's government / its people and the like, by code. */
uint32_t tm_scene_country(tm_scene *scene, tm_slice code, const char *sector);

/* Tells the scene which actors the last sentence was about (its subject), for omitted subjects and 両国. */
void tm_scene_subject(tm_scene *scene, const uint32_t *actors, size_t count);
/* Who an omitted subject most likely is; returns the number of actors, 0 if nobody. */
size_t tm_scene_omitted(const tm_scene *scene, uint32_t *actors, size_t room);
/* Notes the two parties of a meeting or a list, for 両首脳 (persons) and 両国, 双方. */
void tm_scene_parties(tm_scene *scene, const uint32_t *actors, size_t count);
/* The two parties noted last; 0 if none are. */
size_t tm_scene_pair(const tm_scene *scene, uint32_t actors[2]);
/* Notes whom an actor addressed; and whom he addressed last, within three sentences: UINT32_MAX if nobody. */
void tm_scene_addressed(tm_scene *scene, uint32_t actor, uint32_t recipient);
uint32_t tm_scene_addressee(const tm_scene *scene, uint32_t actor);
/* The countries told so far, each once, latest first; returns their number, at most `room`. */
size_t tm_scene_countries(const tm_scene *scene, uint32_t *actors, size_t room);
/* How much is told of an actor's country: 0 most, 1 second, 2 less, 3 little, 4 nothing. */
uint32_t tm_scene_rank(const tm_scene *scene, uint32_t actor);
/* The country that the article is about so far: UINT32_MAX if none. */
uint32_t tm_scene_focus(const tm_scene *scene);

#endif
