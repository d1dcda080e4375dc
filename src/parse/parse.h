/* parse: one sentence as morphemes, bunsetsu, dependencies and named entities. Knows Japanese, no politics.
 *
 * The standard is that of the Kyoto University corpora: JUMAN parts of speech, bunsetsu, IREX names.
 * A parser is a view of the models in the engine image; it is immutable and shared. What it returns lives in the arena. */
#ifndef TM_PARSE_H
#define TM_PARSE_H

#include "base/arena.h"
#include "base/image.h"
#include "base/text.h"

/* JUMAN parts of speech, by JUMAN's own numbers. */
typedef enum tm_pos {
  TM_POS_SPECIAL = 1,   /* 特殊: punctuation, brackets, symbols, space */
  TM_POS_VERB = 2,      /* 動詞 */
  TM_POS_ADJECTIVE = 3, /* 形容詞 */
  TM_POS_COPULA = 4,    /* 判定詞 */
  TM_POS_AUXILIARY = 5, /* 助動詞 */
  TM_POS_NOUN = 6,      /* 名詞 */
  TM_POS_DEMONSTRATIVE = 7,
  TM_POS_ADVERB = 8,
  TM_POS_PARTICLE = 9, /* 助詞 */
  TM_POS_CONJUNCTION = 10,
  TM_POS_ADNOMINAL = 11, /* 連体詞 */
  TM_POS_INTERJECTION = 12,
  TM_POS_PREFIX = 13,
  TM_POS_SUFFIX = 14,
  TM_POS_UNKNOWN = 15
} tm_pos;

/* Subclasses by JUMAN's numbers within their part of speech; those that later rooms ask for. */
enum {
  TM_SUB_PERIOD = 1,
  TM_SUB_COMMA = 2,
  TM_SUB_OPEN = 3,
  TM_SUB_CLOSE = 4,
  TM_SUB_SYMBOL = 5,
  TM_SUB_SPACE = 6, /* 特殊 */
  TM_SUB_COMMON = 1,
  TM_SUB_SAHEN = 2,
  TM_SUB_PROPER = 3,
  TM_SUB_PLACE = 4,
  TM_SUB_PERSON = 5,
  TM_SUB_ORGANIZATION = 6,
  TM_SUB_NUMERAL = 7,
  TM_SUB_FORMAL = 8,
  TM_SUB_ADVERBIAL = 9,
  TM_SUB_TEMPORAL = 10, /* 名詞 */
  TM_SUB_CASE = 1,
  TM_SUB_TOPIC = 2 /* 副助詞 */,
  TM_SUB_CONNECTIVE = 3 /* 接続助詞 */,
  TM_SUB_FINAL = 4 /* 助詞 */
};

/* Conjugated forms, grouped over the conjugation classes. */
typedef enum tm_form {
  TM_FORM_NONE,
  TM_FORM_BASIC,        /* 基本形, 基本推量形 */
  TM_FORM_PAST,         /* タ形, デアル列タ形, デス列タ形 ... */
  TM_FORM_ADNOMINAL,    /* 連体形, ダ列基本連体形, ナ形の連体 */
  TM_FORM_CONTINUATIVE, /* 基本連用形, ダ列基本連用形 */
  TM_FORM_TE,           /* タ系連用テ形, ダ列タ系連用テ形 */
  TM_FORM_TARI,         /* タ系連用タリ形 */
  TM_FORM_CHA,          /* タ系連用チャ形 */
  TM_FORM_CONDITIONAL,  /* 基本条件形, タ系条件形 */
  TM_FORM_IMPERATIVE,   /* 命令形 */
  TM_FORM_VOLITIONAL,   /* 意志形 */
  TM_FORM_IRREALIS,     /* 未然形 */
  TM_FORM_STEM,         /* 語幹, 文語 ... */
  TM_FORM_OTHER
} tm_form;

/* A full tag as the model knows it. `name`: "名詞,サ変名詞,*,*". */
typedef struct tm_tag {
  uint8_t pos;         /* tm_pos */
  uint8_t sub;         /* JUMAN's number of the subclass */
  uint8_t form;        /* tm_form */
  uint8_t conjugation; /* JUMAN's number of the conjugation class, 0 = none */
} tm_tag;

/* Semantic categories of the JUMAN dictionary (カテゴリ), as bits. */
enum {
  TM_CATEGORY_PERSON = 1 << 0,
  TM_CATEGORY_ORGANIZATION = 1 << 1,
  TM_CATEGORY_PLACE = 1 << 2,
  TM_CATEGORY_TIME = 1 << 3,
  TM_CATEGORY_ABSTRACT = 1 << 4,
  TM_CATEGORY_ARTIFACT = 1 << 5,
  TM_CATEGORY_QUANTITY = 1 << 6,
  TM_CATEGORY_OTHER = 1 << 7
};

typedef struct tm_morph {
  uint32_t start, end; /* folded characters of the sentence */
  uint16_t tag_id;     /* index into the parser's tags */
  tm_tag tag;
  uint8_t category; /* TM_CATEGORY_ bits, 0 if unknown */
  uint8_t known;    /* 1 if in dictionary or training text */
  /* The dictionary form is the surface without its last `base_cut` characters, then `base_tail[0..base_tail_length)`. */
  uint8_t base_cut, base_tail_length;
  const uint16_t *base_tail;
} tm_morph;

/* How a bunsetsu depends on its head, as in the corpora. */
typedef enum tm_link { TM_LINK_DEPENDS = 'D', TM_LINK_PARALLEL = 'P', TM_LINK_APPOSITION = 'A', TM_LINK_IMPERFECT = 'I' } tm_link;

typedef struct tm_bunsetsu {
  uint32_t first, last; /* morphemes [first, last) */
  uint32_t content;     /* morpheme index: last content word, the one that carries the meaning (noun, verb stem ...) */
  int32_t head;         /* bunsetsu index, -1 for the last */
  uint8_t link;         /* tm_link */
} tm_bunsetsu;

typedef enum tm_name_kind {
  TM_NAME_PERSON,
  TM_NAME_ORGANIZATION,
  TM_NAME_LOCATION,
  TM_NAME_ARTIFACT,
  TM_NAME_DATE,
  TM_NAME_TIME,
  TM_NAME_MONEY,
  TM_NAME_PERCENT,
  TM_NAME_OPTIONAL,
  TM_NAME_KINDS
} tm_name_kind;

typedef struct tm_name {
  uint32_t first, last; /* morphemes [first, last) */
  uint8_t kind;         /* tm_name_kind */
} tm_name;

struct tm_word;

typedef struct tm_parsed {
  const tm_chars *chars;
  const struct tm_word *words; /* the morphemes as the models see them (features.h) */
  const tm_morph *morphs;
  size_t morph_count;
  const tm_bunsetsu *bunsetsu;
  size_t bunsetsu_count;
  const tm_name *names; /* in order, not overlapping */
  size_t name_count;
} tm_parsed;

typedef struct tm_parser tm_parser;

/* A parser over the image's sections "morph", "bunsetsu", "depend", "name"; every offset is checked once here.
 * Owned by the caller: tm_parser_free. Cheap: nothing is built at load. */
tenmatsu_status tm_parser_open(tm_parser **parser, const tm_image *image, tenmatsu_error *error);
void tm_parser_free(tm_parser *parser);

/* Parses one sentence. Everything in *parsed lives in `arena` or in the image; `chars` must live as long. Linear in its length. */
void tm_parse(const tm_parser *parser, tm_arena *arena, const tm_chars *chars, tm_parsed *parsed);

/* The dictionary form of a morpheme as folded characters into `out` (room for `room`); returns its length (cut to room). */
size_t tm_morph_base(const tm_chars *chars, const tm_morph *morph, uint16_t *out, size_t room);

/* Name of a tag, "名詞,サ変名詞,*,*", for explain and scoring. */
tm_slice tm_tag_name(const tm_parser *parser, uint16_t tag_id);

#endif
