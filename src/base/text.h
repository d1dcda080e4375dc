/* base: UTF-8 and the folded characters that all of Tenmatsu reads.
 *
 * Text is read once into an array of 16-bit *folded* characters: full-width ASCII and half-width katakana become the usual
 * width, look-alike dashes, quotes and spaces become one. A folded character remembers the bytes and the Unicode
 * characters it came from, so records quote the text as it stands. Lexicon and models are folded by the same function. */
#ifndef TM_TEXT_H
#define TM_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

/* What characters outside the Basic Multilingual Plane fold to: ideographs to 〓, all else to U+FFFD. */
enum { TM_CHAR_KANJI = 0x3013, TM_CHAR_OTHER = 0xFFFD };

/* Folded characters of a run of text. `byte[i]`, `place[i]`: where character i begins, in bytes of `source` and in Unicode
 * characters of the article; both have count + 1 entries. */
typedef struct tm_chars {
  size_t count;
  const uint16_t *code;
  const uint32_t *byte;
  const uint32_t *place;
  tm_slice source;
} tm_chars;

/* Decodes one code point at text[*at], advances *at. Invalid bytes give U+FFFD, one at a time, and set *valid false. */
uint32_t tm_utf8_any(tm_slice text, size_t *at, bool *valid);
static inline uint32_t tm_utf8_next(tm_slice text, size_t *at, bool *valid) {
  const unsigned char *p = (const unsigned char *)text.data + *at;
  if (p[0] < 0x80) return *at += 1, p[0];
  bool japanese = p[0] >= 0xE1 && p[0] <= 0xE9 && *at + 3 <= text.length && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80;
  if (!japanese) return tm_utf8_any(text, at, valid);
  *at += 3;
  return (uint32_t)(p[0] & 0xF) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (uint32_t)(p[2] & 0x3F);
}

/* Appends `code` as UTF-8 to `out` (4 bytes room); returns the bytes written. */
size_t tm_utf8_put(char *out, uint32_t code);

/* Folds one code point: width, look-alikes. Kana and ideographs, most of any text, are what they are. */
uint16_t tm_fold_any(uint32_t code);
static inline uint16_t tm_fold(uint32_t code) {
  return (code >= 0x3041 && code <= 0x3096) || (code >= 0x30A1 && code <= 0x30FA) || (code >= 0x4E00 && code <= 0x9FFF)
             ? (uint16_t)code
             : tm_fold_any(code);
}

/* Whether `n` folded characters are, or end with, a text; its characters are folded here. Most are told apart by the first. */
bool tm_codes_are_all(const uint16_t *code, size_t n, const char *utf8);
static inline bool tm_codes_are(const uint16_t *code, size_t n, const char *utf8) {
  const unsigned char *p = (const unsigned char *)utf8;
  bool japanese = p[0] >= 0xE1 && p[0] <= 0xE9;
  if (n > 0 && japanese && tm_fold((uint32_t)(p[0] & 0xF) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F)) != code[0])
    return false;
  return tm_codes_are_all(code, n, utf8);
}
bool tm_codes_end(const uint16_t *code, size_t n, tm_slice text);

/* Folds `text` (valid UTF-8) whose first character is the `place`-th of its article. Linear. */
tm_chars tm_chars_read(tm_arena *arena, tm_slice text, size_t place);

/* Source text of folded characters [from, to). */
static inline tm_slice tm_chars_slice(const tm_chars *chars, size_t from, size_t to) {
  return (tm_slice){chars->source.data + chars->byte[from], chars->byte[to] - chars->byte[from]};
}

/* Folded text as UTF-8, e.g. of a lexicon form; in the arena. */
tm_slice tm_fold_slice(tm_arena *arena, tm_slice text);

/* Character classes of folded characters. */
typedef enum tm_script { TM_SPACE, TM_DIGIT, TM_LATIN, TM_HIRAGANA, TM_KATAKANA, TM_KANJI, TM_SYMBOL, TM_OTHER } tm_script;
tm_script tm_script_of_any(uint16_t code);
static inline tm_script tm_script_of(uint16_t code) {
  if (code >= 0x4E00 && code <= 0x9FFF) return TM_KANJI;
  if (code >= 0x3041 && code <= 0x309F) return TM_HIRAGANA;
  return tm_script_of_any(code);
}

/* Spelling variants of names: ヴァ ヴィ ヴ ヴェ ヴォ as バ ビ ブ ベ ボ. The character that the first `*used` (1 or 2) of `left`
 * characters stand for. */
uint16_t tm_plain_kana(const uint16_t *code, size_t left, size_t *used);

/* Value of a digit, ０-９ folded or 〇一二…九; -1 if none. */
int tm_digit(uint16_t code);

#endif
