/* resolve: a mention while it is put together (mention.c) and identified (identify.c). Private to this room. */
#ifndef TM_PARTS_H
#define TM_PARTS_H

#include "resolve/scene.h"

/* The parts of a mention while it is put together; unit indices, -1 = none. */
typedef struct tm_parts {
  int32_t geo[4];
  size_t geo_count;
  int32_t body, role, title, name, prefix, same, posting;
  int32_t owner; /* a known body before an unknown one: 国連の|PKO部隊 */
  tm_slice code; /* country that 同国 stands for; empty if none */
  bool honorific;
  uint32_t start, end;
  uint32_t quote_start, quote_end; /* inside of 「…」 after a body's word: 武装組織「…」 */
  uint32_t gloss_start, gloss_end; /* inside of (…) after a body's name: (IAEA) */
} tm_parts;

static inline const tm_entry *entry_of(const tm_scene *scene, const tm_unit *unit) {
  return unit->entry == UINT32_MAX ? NULL : &scene->lexicon->entries[unit->entry];
}

static inline bool has_kind(const tm_unit *unit, tm_entry_type type) { return unit->kinds & 1u << type; }

static inline bool person_role(const tm_unit *u) {
  return u->type == TM_UNIT_ROLE && (u->role == TM_ROLE_OFFICE || u->role == TM_ROLE_PERSON);
}

/* …系, …籍 after the country: of that descent, not of its state. */
bool tm_is_ethnic(const tm_parsed *parsed, const tm_units *units, const tm_parts *p);

/* The entry of the common noun that ends a body's name (国軍 of ミャンマー国軍); UINT32_MAX if there is none. */
uint32_t tm_body_word(const tm_lexicon *lexicon, const tm_parsed *parsed, const tm_unit *unit);

/* Says who a mention is: fills kind and actors of *m. `before`: first mention of this sentence. False if it is nobody. */
bool tm_identify(tm_scene *scene, const tm_parsed *parsed, const tm_units *units, const tm_parts *p, tm_mention *m, size_t before,
                 const tm_mentions *mentions);
/* Whether the article tells of both Koreas: what 南北, 北側 and 南側 mean there. */
bool tm_both_koreas(const tm_scene *scene);
/* 両首脳, 双方: the two that the text told together. */
bool tm_identify_both(tm_scene *scene, const tm_parsed *parsed, const tm_unit *u, tm_mention *m);
/* The countries alone of a mention that names several (米ロ首脳). */
bool tm_identify_countries(tm_scene *scene, const tm_units *units, const tm_parts *p, tm_mention *m);

#endif
