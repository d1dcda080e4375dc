/* parse: the clauses of a sentence: each predicate with its form, its place among the others, and who fills its cases.
 *
 * Works on bunsetsu and dependencies alone; which filler is a political actor is for later rooms to decide. Cases are those
 * on the surface: a passive keeps its ガ, and the reader turns it (tm_predicate.passive). */
#ifndef TM_CLAUSE_H
#define TM_CLAUSE_H

#include "parse/parse.h"

/* How a noun phrase is marked. OWNER cases (ヲのノ: whose) and GA_TO are names used by the predicate tables only. */
typedef enum tm_case {
  TM_CASE_NONE,
  TM_CASE_GA,
  TM_CASE_WO,
  TM_CASE_NI,
  TM_CASE_TO,
  TM_CASE_DE,
  TM_CASE_KARA,
  TM_CASE_HE,
  TM_CASE_MADE,
  TM_CASE_YORI,
  TM_CASE_NITAISHI,
  TM_CASE_NIYOTTE,
  TM_CASE_WOMEGUTTE,
  TM_CASE_NITSUITE,
  TM_CASE_TOSHITE,
  TM_CASE_NOAIDA,
  TM_CASE_NO,
  TM_CASE_GA_TO,
  TM_CASE_GA_OWNER,
  TM_CASE_WO_OWNER,
  TM_CASE_NI_OWNER,
  TM_CASE_TOPIC,  /* は, も without another particle */
  TM_CASE_BARE,   /* no particle: 米大統領、…  or a noun that goes on with 、 or と */
  TM_CASE_HOME,   /* predicate tables: the government of the actor's own country (クーデター) */
  TM_CASE_NIYORU, /* によると, によれば: a source */
  TM_CASES
} tm_case;

typedef enum tm_predicate_kind {
  TM_PREDICATE_VERB,
  TM_PREDICATE_SAHEN, /* サ変 noun with する, できる */
  TM_PREDICATE_NOUN,  /* a noun that ends a sentence or clause: headlines, 会談。, 会談だ */
  TM_PREDICATE_ADJECTIVE
} tm_predicate_kind;

/* How the clause hangs on what follows. */
typedef enum tm_clause_role {
  TM_CLAUSE_MAIN,       /* ends the sentence */
  TM_CLAUSE_COORDINATE, /* …し、 …て、 …が、 */
  TM_CLAUSE_RELATIVE,   /* before a noun */
  TM_CLAUSE_QUOTED,     /* …と述べた */
  TM_CLAUSE_YOU,        /* …よう(に) */
  TM_CLAUSE_NOMINAL,    /* …こと, …の */
  TM_CLAUSE_CONDITION,  /* …ば, …たら, …なら, …場合 */
  TM_CLAUSE_ADVERBIAL   /* …後, …ため, …際, …中 */
} tm_clause_role;

typedef struct tm_predicate {
  uint32_t bunsetsu;
  uint32_t morph;     /* the content word */
  uint32_t first;     /* first morpheme of the content word's compound: 電話 of 電話会談 */
  uint32_t tail_end;  /* one past the last morpheme of the verb phrase: 会談し|た */
  int32_t parent;     /* index of the predicate on which this clause hangs, -1 if none */
  int32_t noun;       /* bunsetsu of the noun modified (RELATIVE, NOMINAL, ADVERBIAL with a noun), -1 if none */
  uint8_t kind, role; /* tm_predicate_kind, tm_clause_role */
  uint8_t base_length;
  uint16_t base[23]; /* dictionary form: 話し合う; of a サ変 noun the noun (the last morpheme): 会談 */
  bool passive, causative, negative, past, progressive, desire, volitional, imperative, request, obligation, hearsay, possible,
      conjecture, attempt, question, copula, toward /* headline …へ */;
} tm_predicate;

/* One noun phrase and how it is marked. */
typedef struct tm_phrase {
  uint8_t case_;     /* tm_case; BARE where unmarked */
  bool topic;        /* carries は or も (には: NI with topic) */
  bool focus;        /* carries も, だけ, しか …, which stand for が or を too */
  bool nominal;      /* its content is a noun */
  bool functional;   /* に|対して, に|よると: part of the particle of the phrase before it */
  int32_t predicate; /* predicate that this bunsetsu is, -1 if none */
  int32_t head;      /* as the parser has it, but past functional bunsetsu */
} tm_phrase;

typedef struct tm_clauses {
  const tm_parsed *parsed;
  const tm_phrase *phrases;       /* one per bunsetsu */
  const tm_predicate *predicates; /* in order of the text */
  size_t predicate_count;
  const int32_t *first_child, *next_sibling; /* bunsetsu that depend on each, from left to right */
} tm_clauses;

/* Finds the clauses of a parsed sentence; all in `arena`. Linear in the sentence's length. */
void tm_clauses_find(tm_arena *arena, const tm_parsed *parsed, tm_clauses *clauses);

enum { TM_FILLERS = 12 };

/* The bunsetsu that may fill `wanted` for a predicate, best first; returns their number (at most TM_FILLERS).
 * TM_CASE_GA also gives topics, the noun that a relative clause modifies and the subjects of neighbouring clauses. */
size_t tm_clauses_fillers(const tm_clauses *clauses, const tm_predicate *predicate, tm_case wanted, int32_t out[TM_FILLERS]);

/* The noun right before the verb of a headline, which left its particle out: 銃撃|受ける, 衝突|続く; -1 if there is none. */
int32_t tm_clauses_bare(const tm_clauses *clauses, const tm_predicate *predicate);

/* As tm_clauses_fillers for any bunsetsu's own dependents only (an event noun's ロシアとの). */
size_t tm_clauses_children(const tm_clauses *clauses, uint32_t bunsetsu, tm_case wanted, int32_t *out, size_t room);

/* The first character of a UTF-8 literal in Japanese or ASCII. */
static inline uint16_t tm_first_of(const char *utf8) {
  const unsigned char *p = (const unsigned char *)utf8;
  return p[0] < 0x80 ? p[0] : (uint16_t)((p[0] & 0xF) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F));
}

/* Whether the folded characters of morphemes [from, to) read `utf8` (NUL-terminated). Most calls end at the first character. */
bool tm_morphs_are_all(const tm_parsed *parsed, size_t from, size_t to, const char *utf8);
static inline bool tm_morphs_are(const tm_parsed *parsed, size_t from, size_t to, const char *utf8) {
  if (from >= to || to > parsed->morph_count || parsed->chars->code[parsed->morphs[from].start] != tm_first_of(utf8))
    return false;
  return tm_morphs_are_all(parsed, from, to, utf8);
}

/* Whether the dictionary form of one morpheme is `utf8`. */
bool tm_base_is_all(const tm_parsed *parsed, size_t morph, const char *utf8);
static inline bool tm_base_is(const tm_parsed *parsed, size_t morph, const char *utf8) {
  const tm_morph *m = &parsed->morphs[morph];
  bool cut_whole = m->start + m->base_cut >= m->end;
  uint16_t first = !cut_whole ? parsed->chars->code[m->start] : m->base_tail_length ? m->base_tail[0] : 0;
  return first == tm_first_of(utf8) && tm_base_is_all(parsed, morph, utf8);
}

/* Whether a predicate's dictionary form is `utf8`: 話し合う, 明らかにする; of a サ変 noun without する. */
bool tm_predicate_is(const tm_predicate *predicate, const char *utf8);

#endif
