/* Tenmatsu: reads Japanese news reports and gives back events, statements, times and entities.
 *
 * This is the whole public interface; what is not here is not published.
 *
 * An *engine* is the lexicon and the models, memory-mapped, immutable, shared by any number of threads.
 * A *coder* belongs to one thread and codes one article after the other; its memory is rewound, not freed.
 * A *result* belongs to its coder and lives until that coder's next article or its end.
 *
 * Strings are UTF-8, given as pointer and length, never NULL-terminated unless said so. Offsets called
 * `start` and `end` count Unicode characters in the article's cleaned text (tenmatsu_result.text).
 * The library never prints, aborts or exits. Every function that can fail returns a tenmatsu_status.
 */
#ifndef TENMATSU_H
#define TENMATSU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TENMATSU_API __attribute__((visibility("default")))

/* What a function says of itself. 0 is success. */
typedef enum tenmatsu_status {
  TENMATSU_OK = 0,
  TENMATSU_NO_MEMORY = 1, /* memory ran out; the coder may be used again */
  TENMATSU_IO = 2,        /* a file could not be opened, read or mapped */
  TENMATSU_DAMAGED = 3,   /* an engine image is truncated, altered or of another version */
  TENMATSU_INVALID = 4,   /* an argument is out of its range */
  TENMATSU_TOO_LARGE = 5, /* an article is over TENMATSU_MAX_TEXT bytes */
  TENMATSU_STOPPED = 6    /* the caller's write function asked to stop */
} tenmatsu_status;

/* Longest text of one article, in bytes. */
#define TENMATSU_MAX_TEXT (256u << 20)

/* What went wrong; owned by the caller, filled by the function that failed. May be NULL in every call. */
typedef struct tenmatsu_error {
  tenmatsu_status status;
  char message[256]; /* NUL-terminated, English, one line */
  char source[256];  /* file or record concerned, NUL-terminated, "" if none */
  uint64_t line;     /* 1-based, 0 if unknown */
  uint64_t offset;   /* byte offset, 0 if unknown */
} tenmatsu_error;

/* A borrowed run of UTF-8. */
typedef struct tenmatsu_string {
  const char *data;
  size_t length; /* bytes */
} tenmatsu_string;

typedef struct tenmatsu_engine tenmatsu_engine;
typedef struct tenmatsu_coder tenmatsu_coder;

/* The library's version, "0.1.0", NUL-terminated, static. */
TENMATSU_API const char *tenmatsu_version(void);

/* Maps the engine image at `path` (NUL-terminated). NULL looks at $TENMATSU_IMAGE, then beside the running program,
 * then where `make install` puts it. With $TENMATSU_RULES_ONLY set and not empty the learnt model is not asked.
 * On success *engine is owned by the caller: tenmatsu_engine_close.
 * Fails with TENMATSU_IO, TENMATSU_DAMAGED, TENMATSU_NO_MEMORY. */
TENMATSU_API tenmatsu_status tenmatsu_engine_open(tenmatsu_engine **engine, const char *path, tenmatsu_error *error);
/* Unmaps. No coder of this engine may be in use any more. NULL is allowed. */
TENMATSU_API void tenmatsu_engine_close(tenmatsu_engine *engine);

/* A coder for one thread; borrows the engine. Owned by the caller: tenmatsu_coder_free. */
TENMATSU_API tenmatsu_status tenmatsu_coder_new(tenmatsu_coder **coder, const tenmatsu_engine *engine, tenmatsu_error *error);
TENMATSU_API void tenmatsu_coder_free(tenmatsu_coder *coder);

/* One report. All strings are borrowed for the call. */
typedef struct tenmatsu_article {
  tenmatsu_string id;    /* goes into the records as `doc` */
  tenmatsu_string date;  /* YYYY-MM-DD, or empty if unknown */
  tenmatsu_string title; /* may be empty; then a first line without a full stop is taken for the title */
  tenmatsu_string text;  /* body, paragraphs separated by line ends; invalid UTF-8 is read as U+FFFD */
} tenmatsu_article;

/* An entity as it stands in one place (records.md, entity object). Empty strings where unknown. */
typedef struct tenmatsu_entity {
  tenmatsu_string code;   /* ISO 3166 alpha-3, UNO, EUR, IGO, NGO, MNC, IMG, WST or "" */
  tenmatsu_string org;    /* acronym where code is IGO, NGO, MNC or IMG */
  tenmatsu_string sector; /* GOV, MIL, ... */
  tenmatsu_string entity_text;
  tenmatsu_string identifier_text; /* who it is: full name */
  tenmatsu_string identifier_id;   /* id in the knowledge base */
  tenmatsu_string name_en;
  tenmatsu_string office;
} tenmatsu_entity;

typedef struct tenmatsu_place {
  tenmatsu_string name;
  tenmatsu_string country; /* ISO 3166 alpha-3 */
  double lat, lon;         /* degrees; NaN if unknown */
} tenmatsu_place;

typedef enum tenmatsu_event_status {
  TENMATSU_ACTUAL,
  TENMATSU_FUTURE,
  TENMATSU_NEGATED,
  TENMATSU_HYPOTHETICAL
} tenmatsu_event_status;

typedef struct tenmatsu_event {
  char id[24];              /* NUL-terminated, stable for the same text */
  tenmatsu_string act;      /* class of the act itself: CONSULT */
  tenmatsu_string exported; /* class on PLOVER export: a future CONSULT is AGREE */
  tenmatsu_string mode;     /* or "" */
  const tenmatsu_string *contexts;
  size_t context_count;
  tenmatsu_event_status status;
  const tenmatsu_entity *actors;
  size_t actor_count;
  const tenmatsu_entity *recipients;
  size_t recipient_count;
  tenmatsu_string date, enddate;  /* ISO 8601 as precise as known, or "" */
  tenmatsu_place place;           /* name is "" if unknown */
  const tenmatsu_entity *said_by; /* NULL where the report itself asserts it */
  tenmatsu_string event_text;     /* the predicate as it stands */
  uint32_t sentence;              /* index into tenmatsu_result.sentences */
  uint32_t start, end;            /* of event_text */
  int quad_code;                  /* 1 verbal cooperation ... 4 material conflict */
  double scale;                   /* conflict-cooperation score */
  tenmatsu_string rule;           /* the lexicon entry that decided */
} tenmatsu_event;

typedef struct tenmatsu_statement {
  tenmatsu_entity speaker;
  tenmatsu_string quote;
  bool direct;
  tenmatsu_string cue;
  tenmatsu_string date;
  uint32_t sentence;
  uint32_t start, end; /* of the quote */
} tenmatsu_statement;

typedef struct tenmatsu_time {
  tenmatsu_string expression;
  tenmatsu_string value; /* ISO 8601 / TimeML */
  tenmatsu_string type;  /* DATE, TIME, DURATION, SET */
  tenmatsu_string mod;   /* START, MID, END, APPROX, ... or "" */
  uint32_t sentence;
  uint32_t start, end;
} tenmatsu_time;

typedef struct tenmatsu_mention {
  tenmatsu_string text;
  uint32_t sentence;
  uint32_t start, end;
} tenmatsu_mention;

/* One real-world entity with all its mentions. */
typedef struct tenmatsu_entity_record {
  tenmatsu_entity entity;
  const tenmatsu_mention *mentions;
  size_t mention_count;
} tenmatsu_entity_record;

typedef struct tenmatsu_sentence {
  tenmatsu_string text; /* as it stands */
  uint32_t start, end;
  const char *kind; /* "title", "heading", "body", "furniture"; NUL-terminated, static */
} tenmatsu_sentence;

/* Everything that one article gave. Borrowed from the coder until its next article. */
typedef struct tenmatsu_result {
  tenmatsu_string id, title, text; /* text: the cleaned text, valid UTF-8, title first */
  tenmatsu_string date;            /* the anchor used, or "" */
  const char *date_basis;          /* "given", "text", "unknown"; NUL-terminated, static */
  size_t invalid_bytes;            /* bytes of the input that were no UTF-8 */
  size_t first_invalid;            /* offset of the first of them in article.text, in bytes */
  const tenmatsu_sentence *sentences;
  size_t sentence_count;
  const tenmatsu_event *events;
  size_t event_count;
  const tenmatsu_statement *statements;
  size_t statement_count;
  const tenmatsu_time *times;
  size_t time_count;
  const tenmatsu_entity_record *entities;
  size_t entity_count;
} tenmatsu_result;

/* Codes one article. On success *result is set, borrowed from the coder. */
TENMATSU_API tenmatsu_status tenmatsu_code(tenmatsu_coder *coder, const tenmatsu_article *article, const tenmatsu_result **result,
                                           tenmatsu_error *error);

/* Kinds of record, to be or-ed. */
enum {
  TENMATSU_EVENT = 1,
  TENMATSU_STATEMENT = 2,
  TENMATSU_TIME = 4,
  TENMATSU_ENTITY = 8,
  TENMATSU_DOCUMENT = 16,
  TENMATSU_ALL = 31
};

/* Takes `length` bytes; 0 to go on, anything else to stop (the caller's function is told TENMATSU_STOPPED). */
typedef int (*tenmatsu_write)(void *context, const char *data, size_t length);

/* Writes a result's records of the wanted kinds as JSON Lines (doc/records.md), in the order of the text. */
TENMATSU_API tenmatsu_status tenmatsu_write_jsonl(const tenmatsu_result *result, unsigned kinds, tenmatsu_write write,
                                                  void *context, tenmatsu_error *error);

/* Codes one article and writes, sentence by sentence, what was seen and why (for people; the form may change). */
TENMATSU_API tenmatsu_status tenmatsu_explain(tenmatsu_coder *coder, const tenmatsu_article *article, tenmatsu_write write,
                                              void *context, tenmatsu_error *error);

#ifdef __cplusplus
}
#endif
#endif
