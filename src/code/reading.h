/* code: one sentence with everything that the earlier stages found in it, as the codebook's rules read it. */
#ifndef TM_READING_H
#define TM_READING_H

#include "parse/argument.h"
#include "resolve/actor.h"
#include "resolve/times.h"

/* One report of speech or writing (codebook 4). Character positions are folded characters of the sentence. */
typedef struct tm_statement {
  uint32_t speaker;    /* scene actor */
  uint32_t start, end; /* the words reported */
  uint32_t cue_start, cue_end;
  int32_t predicate; /* of the cue, -1 if none (によると, a bare quotation) */
  int32_t content;   /* predicate that ends the content, -1 if none */
  uint32_t mention;  /* of the speaker, UINT32_MAX if taken over from before */
  tm_slice date;     /* when it was said, as a value; NULL data if unknown */
  bool direct;
} tm_statement;

enum { TM_PARTIES = 12 };

typedef struct tm_parties {
  uint32_t actor[TM_PARTIES];
  size_t count;
} tm_parties;

/* An event before it becomes a record. */
typedef struct tm_event {
  uint8_t class_, status; /* tm_class, tenmatsu_event_status */
  tm_slice mode, rule;
  tm_parties actors, recipients;
  uint32_t said_by;    /* scene actor, UINT32_MAX if none */
  int32_t predicate;   /* -1 if none */
  uint32_t start, end; /* the predicate as it stands, folded characters */
  int32_t place;       /* mention, -1 */
  int32_t first, last; /* yyyymmdd of its day or period, 0 if unknown */
  tm_slice date;       /* as a value, "" if unknown */
  /* How sure the judge is that it is told as an act, of the likeliest actor and recipient: log odds in TM_JUDGE_SCALE, if judged. */
  int32_t sure_act, sure_actor, sure_recipient;
  bool judged;
} tm_event;

/* Why a predicate gave no event, for explain. */
typedef struct tm_refusal {
  int32_t predicate;
  const char *why; /* static */
  tm_slice rule;   /* entry concerned, may be empty */
} tm_refusal;

/* Who acted on whom so far in the report, latest last: parties (tm_actor.party) and scene actors; 0 and UINT32_MAX if none. */
enum { TM_HISTORY = 48 };
typedef struct tm_history {
  struct {
    uint32_t actor, recipient; /* parties */
    uint32_t acting, acted_on; /* scene actors */
    tm_parties actors, recipients;
    uint8_t class_; /* tm_class */
    bool headline;
  } items[TM_HISTORY];
  size_t count;
} tm_history;

/* Conditions of the lexicon that have been looked at for one predicate: 0 not yet, 1 do not hold, 2 hold. */
typedef struct tm_condition_memo {
  const tm_predicate *predicate;
  int32_t event_noun;
  uint8_t known[TM_CASES][TM_SETS];
} tm_condition_memo;

struct tm_proposal;
struct tm_linear;
struct tm_reading;

/* Sees every proposal before it is judged (training). */
typedef void (*tm_witness)(void *context, struct tm_reading *reading, const struct tm_proposal *proposal);

/* A bunsetsu's head noun as found: `known` 0 not looked for yet. */
typedef struct tm_head {
  int32_t counted;     /* tm_counted_noun */
  uint32_t start, end; /* folded characters */
  bool known;
} tm_head;

typedef struct tm_reading {
  tm_arena *arena;
  const tm_lexicon *lexicon;
  const struct tm_linear *judge; /* NULL: rules alone */
  tm_witness witness;            /* or NULL */
  void *witness_context;
  tm_scene *scene;
  const tenmatsu_sentence *sentence;
  bool headline;
  int32_t today; /* yyyymmdd of the report, 0 unknown */
  tm_parsed parsed;
  tm_clauses clauses;
  tm_arguments *arguments; /* scored where asked for */
  tm_mentions mentions;
  const int32_t *mention_in; /* bunsetsu → last mention that ends in it, -1 */
  tm_timex_vector times;
  TM_VECTOR(tm_statement) statements;
  TM_VECTOR(tm_event) events;
  TM_VECTOR(tm_refusal) refusals;
  uint32_t last_speaker; /* of the sentences before, UINT32_MAX if none */
  uint32_t announced;    /* who is told to speak without the words: 次のように述べた。 UINT32_MAX if none */
  uint32_t silence;      /* sentences since anybody spoke */
  const tm_history *history;
  tm_parties told_actors, told_recipients; /* of the last act of the sentences before */
  uint32_t last_source;                    /* medium named last as a source, UINT32_MAX if none */
  bool in_quote;                           /* a quotation is open from the sentences before */
  uint64_t present[64];                    /* characters of the sentence, hashed: a quick no for phrases of the lexicon */
  struct tm_match_found *matches;          /* of each predicate, found once (tm_matched) */
  struct tm_head *heads;                   /* of each bunsetsu, found once (tm_head_noun) */
  tm_condition_memo *memo;
  struct tm_candidate *candidates; /* room for those of one proposal (judge.h) */
  uint8_t *matched;                /* 0 not yet looked for, 1 none, 2 found */
  bool *silent;                    /* predicates whose act is the content of another (codebook 1.4) */
  bool sport;                      /* the sentence tells of sport (codebook 1.5) */
} tm_reading;

/* ---- who fills a case (roles.c) ---- */

/* The actors named by a bunsetsu: the mention that holds its head noun, with the list it ends (AとB). False if its head noun
 * names nobody. */
bool tm_bunsetsu_actors(const tm_reading *reading, int32_t bunsetsu, tm_parties *out);
/* Whose it is: 米国の提案, 米国案, 米国が出した提案. */
bool tm_bunsetsu_owner(const tm_reading *reading, int32_t bunsetsu, tm_parties *out);
/* The actors in a case of the active voice. `noun` is the event noun's bunsetsu beside a light verb, -1 otherwise. */
bool tm_case_actors(const tm_reading *reading, const tm_predicate *p, int32_t noun, tm_case wanted, tm_parties *out);
/* The acting party; `explicit_only`: not from earlier sentences. *blocked: a subject is told that is no actor. */
bool tm_subject_actors(const tm_reading *reading, const tm_predicate *p, bool explicit_only, tm_parties *out, bool *blocked);
/* The bunsetsu of the noun that is counted: of ミサイル|1発を the first. Itself where nothing is counted. */
int32_t tm_counted_noun(const tm_reading *reading, int32_t bunsetsu);
/* The last morpheme of a bunsetsu's head noun, without number and gloss (ロケット弾|100発, サミット|(EAS)). */
uint32_t tm_head_end(const tm_parsed *parsed, const tm_bunsetsu *b);
/* Whether a character may stand in the sentence; false is certain. */
static inline bool tm_present(const tm_reading *reading, uint16_t code) {
  return reading->present[code >> 6 & 63] >> (code & 63) & 1;
}
/* Head noun of a bunsetsu as folded characters. */
const uint16_t *tm_head_noun(const tm_reading *reading, int32_t bunsetsu, size_t *length);
void tm_parties_add(tm_parties *parties, uint32_t actor);
void tm_parties_join(tm_parties *parties, const tm_parties *more);
bool tm_parties_same(const tm_reading *reading, const tm_parties *a, const tm_parties *b);

/* ---- stages ---- */
void tm_find_statements(tm_reading *reading);
void tm_find_events(tm_reading *reading);
/* Status of a predicate's act as told (codebook 2.1), `row` being its entry; false if it is told as no act at all (a purpose, a
 * stock modifier). */
bool tm_predicate_status(const tm_reading *reading, const tm_predicate *p, const tm_predicate_row *row, uint8_t *status);
/* Whether the act of a class is done by words: AGREE, SUPPORT, CONCEDE, REQUEST, ACCUSE, REJECT, THREATEN. */
bool tm_class_verbal(tm_class class_);
/* The words that a predicate reports (…と, …として, …よう, …こと), whether or not it is a cue of the lexicon. */
bool tm_reported_words(const tm_reading *reading, const tm_predicate *p, tm_statement *statement);
/* The statement whose words hold this predicate, innermost; NULL if none. */
const tm_statement *tm_enclosing_statement(const tm_reading *reading, const tm_predicate *p);
/* Dates and places of the sentence's events, dates of its statements (codebook 2.3). */
void tm_date_events(tm_reading *reading, int32_t narrated);
/* The recent day that a sentence gives first: of the lead, the day of the news. 0 if none. */
int32_t tm_news_day(const tm_reading *reading);
/* An act without a day takes that of the same act told elsewhere: a headline from the sentences after it, or the lead's day; a
 * sentence from those before it. */
void tm_share_dates(tm_arena *arena, tenmatsu_event *events, size_t count, const tenmatsu_sentence *sentences, int32_t lead);

#endif
