/* resolve: the compiled lexicon, a view of the image section "lexicon". See lexicon/README.md for the tables.
 *
 * Everything is flat: arrays of plain structs, strings in one pool, tries over folded forms. A form may stand for several
 * entries: the trie's value is an index into `refs`; the run ends with TM_REF_LAST. */
#ifndef TM_LEXICON_H
#define TM_LEXICON_H

#include "base/image.h"
#include "base/slice.h"
#include "base/trie.h"
#include "parse/clause.h"

typedef struct tm_text_ref {
  uint32_t at, length;
} tm_text_ref;

#define TM_REF_LAST (UINT32_C(1) << 31)
#define TM_REF_SHORT (UINT32_C(1) << 30) /* part of a name: needs a title or a full mention */
#define TM_REF_INDEX (TM_REF_SHORT - 1)
/* A run of predicate rows begins with its length. Its refs hold the row's index, then 12 bits of the last character of the
 * phrase's noun (0: it has none), and are sorted by these, so that most rows of a frequent verb are passed over unseen. */
enum { TM_ROW_BITS = 18, TM_ROW_INDEX = (1 << TM_ROW_BITS) - 1 };
/* Beside each of these refs stands a hint: what passes over most rows of the others without looking at them. */
typedef struct tm_row_hint {
  uint16_t noun_first; /* 0: the row has no phrase */
  uint8_t most;        /* the tm_row_most */
  uint8_t traits;      /* TM_ROW_ bits */
} tm_row_hint;
enum { TM_ROW_CONTENT = 1, TM_ROW_HEADLINE = 2, TM_ROW_NEGATED = 4, TM_ROW_VERBAL = 8, TM_ROW_SAHEN = 16, TM_ROW_PHRASE = 32 };

typedef enum tm_entry_type {
  TM_ENTRY_COUNTRY, /* a state, territory or bloc by a full form */
  TM_ENTRY_CLIP,    /* a clipped form of it: 米, 露; only in compounds */
  TM_ENTRY_CAPITAL,
  TM_ENTRY_SEAT,   /* クレムリン, ホワイトハウス */
  TM_ENTRY_HOLDER, /* one tenure of one person */
  TM_ENTRY_BODY,
  TM_ENTRY_ROLE,
  TM_ENTRY_PLACE, /* a city, region, sea … of a country; it never acts */
  TM_ENTRY_TYPES
} tm_entry_type;

typedef enum tm_role_kind {
  TM_ROLE_OFFICE,
  TM_ROLE_PERSON,
  TM_ROLE_BODY,
  TM_ROLE_PEOPLE,
  TM_ROLE_HONORIFIC,
  TM_ROLE_PREFIX
} tm_role_kind;

typedef struct tm_entry {
  uint8_t type;     /* tm_entry_type */
  uint8_t role;     /* tm_role_kind where type is ROLE */
  uint16_t flags;   /* 0 */
  int32_t from, to; /* yyyymmdd; 0 and 99999999 where open */
  float lat, lon;   /* degrees, of a place; NaN if unknown */
  tm_text_ref code, org, sector, name, name_en, office, kind;
} tm_entry;

typedef enum tm_class {
  TM_AGREE,
  TM_CONSULT,
  TM_SUPPORT,
  TM_CONCEDE,
  TM_COOPERATE,
  TM_AID,
  TM_RETREAT,
  TM_REQUEST,
  TM_ACCUSE,
  TM_REJECT,
  TM_THREATEN,
  TM_PROTEST,
  TM_SANCTION,
  TM_MOBILIZE,
  TM_COERCE,
  TM_ASSAULT,
  TM_CLASSES
} tm_class;

typedef enum tm_where { TM_WHERE_ANY, TM_WHERE_CONTENT, TM_WHERE_HEADLINE, TM_WHERE_PHRASE } tm_where;

enum { TM_RECIPIENTS = 6, TM_ACTORS = 4 };

typedef struct tm_condition {
  uint8_t role_case; /* tm_case */
  uint8_t negative;  /* must not be */
  uint16_t set;      /* 0: compare with `noun`; otherwise the set's number */
  tm_text_ref noun;
  uint8_t last;  /* last alternative of this condition */
  uint8_t final; /* last condition of the row */
  uint16_t unused;
} tm_condition;

typedef struct tm_predicate_row {
  uint8_t class_;
  uint8_t where;   /* tm_where */
  uint8_t negated; /* the row means the negated form: 認めない */
  uint8_t unused;
  uint8_t actor[TM_ACTORS]; /* tm_case, best first */
  uint8_t recipient[TM_RECIPIENTS];
  uint8_t phrase_case;            /* case of the phrase's noun (懸念を示す: WO); NONE where the predicate is a single word */
  uint8_t sahen;                  /* keyed by a サ変 noun (or event noun) rather than a verb */
  tm_text_ref mode, rule, noun;   /* noun: of the phrase, folded */
  uint16_t noun_first, noun_last; /* its characters, folded: what the sentence must have */
  int32_t condition;              /* index into conditions, -1 = none */
} tm_predicate_row;

/* How specific a row is, if all that it asks for is there. */
static inline int tm_row_most(const tm_predicate_row *row) {
  return 1 + (row->phrase_case != TM_CASE_NONE ? 8 + (int)row->noun.length / 3 : 0) + (row->condition >= 0 ? 4 : 0) +
         (row->negated ? 3 : 0) + (row->where == TM_WHERE_CONTENT ? 1 : 0);
}

typedef enum tm_cue_kind { TM_CUE_NEUTRAL, TM_CUE_ACT, TM_CUE_SOURCE, TM_CUE_WRITE, TM_CUE_THINK } tm_cue_kind;
enum { TM_TAKES_TO = 1, TM_TAKES_YOU = 2, TM_TAKES_KOTO = 4, TM_TAKES_WO = 8 };
typedef struct tm_cue {
  uint8_t kind, takes;
  uint8_t phrase_case; /* 懸念を示す as a cue: WO */
  uint8_t sahen;
  tm_text_ref text, noun;
} tm_cue;

typedef enum tm_light_role { TM_LIGHT_DO, TM_LIGHT_HAPPEN, TM_LIGHT_RECEIVE, TM_LIGHT_FUTURE } tm_light_role;
typedef struct tm_light {
  uint8_t case_, role, status, unused; /* status: tenmatsu_event_status */
  tm_text_ref verb;
} tm_light;

enum { TM_SETS = 128 };

typedef struct tm_lexicon_header {
  uint32_t version, entries, refs, rows, conditions, cues, lights, sets;
  uint32_t entry_at, ref_at, row_at, condition_at, cue_at, light_at, set_ref_at, set_ref_count;
  uint32_t hint_at, hint_first, hints; /* of refs [hint_first, hint_first + hints) */
  uint32_t name_trie_at, name_trie_size, predicate_trie_at, predicate_trie_size, noun_trie_at, noun_trie_size;
  uint32_t cue_trie_at, cue_trie_size, light_trie_at, light_trie_size, office_trie_at, office_trie_size, pool_at, pool_size;
} tm_lexicon_header;

typedef struct tm_lexicon {
  const tm_lexicon_header *header;
  const tm_entry *entries;
  const uint32_t *refs;
  const tm_predicate_row *rows;
  const tm_row_hint *hints;
  const tm_condition *conditions;
  const tm_cue *cues;
  const tm_light *lights;
  const uint32_t *set_refs; /* runs of set numbers */
  const char *pool;
  tm_trie names;       /* form → run in refs of entries */
  tm_trie predicates;  /* verb or サ変 noun, dictionary form → run in refs of rows */
  tm_trie nouns;       /* noun → run in set_refs */
  tm_trie cue_words;   /* → run in refs of cues */
  tm_trie light_verbs; /* → run in refs of lights */
  tm_trie offices;     /* code + office → run in refs of HOLDER entries */
} tm_lexicon;

enum { TM_LEXICON_VERSION = 6 };

/* Views the section; every offset is checked here once. */
tenmatsu_status tm_lexicon_open(tm_lexicon *lexicon, const tm_image *image, tenmatsu_error *error);

static inline tm_slice tm_lexicon_text(const tm_lexicon *lexicon, tm_text_ref ref) {
  return (tm_slice){lexicon->pool + ref.at, ref.length};
}

/* Exact look-up of `n` folded characters; the run's index or -1. */
int32_t tm_trie_find(const tm_trie *trie, const uint16_t *code, size_t n);

/* Whether `n` folded characters end with a noun of the set (longest first). */
bool tm_lexicon_in_set(const tm_lexicon *lexicon, const uint16_t *code, size_t n, uint16_t set);

/* Name of a class: "AGREE". */
const char *tm_class_name(tm_class class_);
/* PLOVER's quad class 1..4 and the conflict-cooperation score of a class. */
int tm_class_quad(tm_class class_);
double tm_class_scale(tm_class class_);

#endif
