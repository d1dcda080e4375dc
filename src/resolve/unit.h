/* resolve: the words of a sentence that name or describe actors, before they are put together into mentions. */
#ifndef TM_UNIT_H
#define TM_UNIT_H

#include "parse/parse.h"
#include "resolve/lexicon.h"

typedef enum tm_unit_type {
  TM_UNIT_GEO,     /* アメリカ, 米, クレムリン */
  TM_UNIT_POSTING, /* 駐ウクライナ, 在日 */
  TM_UNIT_BODY,    /* 国防総省, NATO */
  TM_UNIT_ROLE,    /* 大統領, 外務省, 住民, 氏 */
  TM_UNIT_NAME,    /* プーチン, or a name that the lexicon does not know */
  TM_UNIT_SAME,    /* 同 */
  TM_UNIT_BOTH,    /* 両国, 双方 */
  TM_UNIT_PRONOUN  /* 彼 */
} tm_unit_type;

typedef struct tm_unit {
  uint32_t start, end;
  uint8_t type;   /* tm_unit_type: the likeliest reading */
  uint8_t kinds;  /* bits 1 << tm_entry_type of all readings in the lexicon */
  uint8_t role;   /* tm_role_kind of a ROLE */
  bool person;    /* an unknown name that looks like a person's */
  int32_t run;    /* of the lexicon's refs; -1 for unknown names */
  uint32_t entry; /* first entry of the likeliest reading; UINT32_MAX if none */
  uint32_t alias; /* actor that the article itself gave this name; UINT32_MAX if none */
} tm_unit;

typedef TM_VECTOR(tm_unit) tm_units;

/* A short name that the article gives a body: 自由アチェ運動(GAM), 武装組織「命の風」. */
typedef struct tm_alias {
  const uint16_t *code;
  uint32_t length, actor;
} tm_alias;

/* Appends the units of a sentence, in order, not overlapping. Linear. */
void tm_units_read(tm_arena *arena, const tm_lexicon *lexicon, const tm_parsed *parsed, const tm_alias *aliases,
                   size_t alias_count, tm_units *units);

#endif
