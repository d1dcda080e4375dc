/* base: see text.h. */
#include "base/text.h"

uint32_t tm_utf8_any(tm_slice text, size_t *at, bool *valid) {
  const unsigned char *p = (const unsigned char *)text.data + *at;
  size_t left = text.length - *at;
  uint32_t c = p[0];
  size_t n = 1;
  if (c < 0x80) {
    *at += 1;
    return c;
  }
  uint32_t least = 0;
  if (c >= 0xC2 && c < 0xE0) n = 2, c &= 0x1F, least = 0x80;
  else if (c >= 0xE0 && c < 0xF0) n = 3, c &= 0x0F, least = 0x800;
  else if (c >= 0xF0 && c < 0xF5) n = 4, c &= 0x07, least = 0x10000;
  else n = 0;
  if (n == 0 || n > left) goto invalid;
  for (size_t i = 1; i < n; i++) {
    if ((p[i] & 0xC0) != 0x80) goto invalid;
    c = c << 6 | (p[i] & 0x3F);
  }
  if (c < least || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) goto invalid;
  *at += n;
  return c;
invalid:
  *at += 1;
  *valid = false;
  return 0xFFFD;
}

size_t tm_utf8_put(char *out, uint32_t code) {
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  if (code < 0x800) {
    out[0] = (char)(0xC0 | code >> 6);
    out[1] = (char)(0x80 | (code & 0x3F));
    return 2;
  }
  if (code < 0x10000) {
    out[0] = (char)(0xE0 | code >> 12);
    out[1] = (char)(0x80 | (code >> 6 & 0x3F));
    out[2] = (char)(0x80 | (code & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | code >> 18);
  out[1] = (char)(0x80 | (code >> 12 & 0x3F));
  out[2] = (char)(0x80 | (code >> 6 & 0x3F));
  out[3] = (char)(0x80 | (code & 0x3F));
  return 4;
}

/* U+FF61..U+FF9F: half-width katakana and marks, in order. */
static const uint16_t half_katakana[] = {0x3002, 0x300C, 0x300D, 0x3001, 0x30FB, 0x30F2, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9,
                                         0x30E3, 0x30E5, 0x30E7, 0x30C3, 0x30FC, 0x30A2, 0x30A4, 0x30A6, 0x30A8, 0x30AA, 0x30AB,
                                         0x30AD, 0x30AF, 0x30B1, 0x30B3, 0x30B5, 0x30B7, 0x30B9, 0x30BB, 0x30BD, 0x30BF, 0x30C1,
                                         0x30C4, 0x30C6, 0x30C8, 0x30CA, 0x30CB, 0x30CC, 0x30CD, 0x30CE, 0x30CF, 0x30D2, 0x30D5,
                                         0x30D8, 0x30DB, 0x30DE, 0x30DF, 0x30E0, 0x30E1, 0x30E2, 0x30E4, 0x30E6, 0x30E8, 0x30E9,
                                         0x30EA, 0x30EB, 0x30EC, 0x30ED, 0x30EF, 0x30F3, 0x3099, 0x309A};

uint16_t tm_fold_any(uint32_t c) {
  if (c < 0x80) return (uint16_t)(c < 0x20 || c == 0x7F ? ' ' : c);
  if (c >= 0xFF01 && c <= 0xFF5D) return (uint16_t)(c - 0xFF01 + '!');
  if (c >= 0xFF61 && c <= 0xFF9F) return half_katakana[c - 0xFF61];
  switch (c) {
  case 0x00A0:
  case 0x3000:
  case 0x2002:
  case 0x2003:
  case 0x2009:
  case 0x200B:
  case 0xFEFF:
  case 0x202F: return ' ';
  case 0x2010:
  case 0x2011:
  case 0x2012:
  case 0x2212:
  case 0xFE63: return '-';
  case 0x2013:
  case 0x2014:
  case 0x2500: return 0x2015; /* ― */
  case 0xFF5E: return 0x301C; /* 〜 */
  case 0x2018:
  case 0x2019: return '\'';
  case 0x201C:
  case 0x201D:
  case 0x301D:
  case 0x301F: return '"';
  case 0x00B7:
  case 0x2022:
  case 0x2027: return 0x30FB; /* ・ */
  case 0x2026:
  case 0x22EF: return 0x2026;
  case 0x30A0:
  case 0x2E40: return '='; /* ゠ in names */
  default: break;
  }
  if (c >= 0x20000 && c < 0x40000) return TM_CHAR_KANJI;
  if (c > 0xFFFF) return TM_CHAR_OTHER;
  return (uint16_t)c;
}

/* Half-width ﾞ and ﾟ join the kana before them. 0 if the two do not join. */
static uint16_t voiced(uint16_t kana, uint16_t mark) {
  if (mark == 0x3099) {
    if (kana == 0x30A6) return 0x30F4;
    if ((kana >= 0x30AB && kana <= 0x30C2 && kana % 2 == 1) || kana == 0x30C4 || kana == 0x30C6 || kana == 0x30C8 ||
        (kana >= 0x30CF && kana <= 0x30DB && (kana - 0x30CF) % 3 == 0))
      return (uint16_t)(kana + 1);
  }
  if (mark == 0x309A && kana >= 0x30CF && kana <= 0x30DB && (kana - 0x30CF) % 3 == 0) return (uint16_t)(kana + 2);
  return 0;
}

tm_chars tm_chars_read(tm_arena *arena, tm_slice text, size_t place) {
  uint16_t *code = TM_NEW(arena, uint16_t, text.length + 1);
  uint32_t *byte = TM_NEW(arena, uint32_t, text.length + 1);
  uint32_t *where = TM_NEW(arena, uint32_t, text.length + 1);
  size_t n = 0, at = 0;
  bool valid = true;
  while (at < text.length) {
    size_t from = at;
    uint16_t c = tm_fold(tm_utf8_next(text, &at, &valid));
    uint16_t joined = (c == 0x3099 || c == 0x309A) && n > 0 ? voiced(code[n - 1], c) : 0;
    if (joined) {
      code[n - 1] = joined;
    } else {
      code[n] = c;
      byte[n] = (uint32_t)from;
      where[n] = (uint32_t)place;
      n++;
    }
    place++;
  }
  code[n] = 0;
  byte[n] = (uint32_t)text.length;
  where[n] = (uint32_t)place;
  return (tm_chars){n, code, byte, where, text};
}

bool tm_codes_are_all(const uint16_t *code, size_t n, const char *utf8) {
  for (size_t i = 0; *utf8; i++) {
    const unsigned char *p = (const unsigned char *)utf8;
    if (i == n) return false;
    size_t at = 0;
    bool valid = true;
    uint32_t c = p[0] < 0x80 ? p[0] : tm_utf8_next((tm_slice){utf8, p[1] ? p[2] ? 3 : 2 : 1}, &at, &valid);
    if (tm_fold(c) != code[i]) return false;
    utf8 += p[0] < 0x80 ? 1 : at;
    if (!*utf8) return i + 1 == n;
  }
  return n == 0;
}

bool tm_codes_end(const uint16_t *code, size_t n, tm_slice text) {
  bool valid = true;
  size_t last = text.length; /* most texts are told apart by their last character */
  while (last > 0 && ((unsigned char)text.data[last - 1] & 0xC0) == 0x80) last--;
  if (last == 0) return text.length == 0;
  size_t at = last - 1, characters = 0;
  if (n == 0 || tm_fold(tm_utf8_next(text, &at, &valid)) != code[n - 1]) return false;
  for (at = 0; at < text.length; characters++) tm_utf8_next(text, &at, &valid);
  if (characters > n) return false;
  at = 0;
  for (const uint16_t *c = code + n - characters; at < text.length; c++)
    if (tm_fold(tm_utf8_next(text, &at, &valid)) != *c) return false;
  return true;
}

tm_slice tm_fold_slice(tm_arena *arena, tm_slice text) {
  tm_chars chars = tm_chars_read(arena, text, 0);
  char *out = tm_arena_take(arena, chars.count * 3 + 1);
  size_t n = 0;
  for (size_t i = 0; i < chars.count; i++) n += tm_utf8_put(out + n, chars.code[i]);
  out[n] = '\0';
  return (tm_slice){out, n};
}

tm_script tm_script_of_any(uint16_t c) {
  if (c < 0x80) {
    if (c >= '0' && c <= '9') return TM_DIGIT;
    if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return TM_LATIN;
    return c <= ' ' ? TM_SPACE : TM_SYMBOL;
  }
  if (c >= 0x3041 && c <= 0x309F) return TM_HIRAGANA;
  if ((c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC || c == 0x30FD || c == 0x30FE || (c >= 0x31F0 && c <= 0x31FF))
    return TM_KATAKANA;
  if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) || c == 0x3005 ||
      c == 0x3007 || c == 0x3013)
    return TM_KANJI;
  if ((c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c <= 0x52F)) return TM_LATIN;
  if ((c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) || c == 0x30FB || (c >= 0xA1 && c <= 0xBF) || c == 0xD7 ||
      c == 0xF7)
    return TM_SYMBOL;
  return TM_OTHER;
}

int tm_digit(uint16_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  switch (c) {
  case 0x3007: return 0;
  case 0x4E00: return 1;
  case 0x4E8C: return 2;
  case 0x4E09: return 3;
  case 0x56DB: return 4;
  case 0x4E94: return 5;
  case 0x516D: return 6;
  case 0x4E03: return 7;
  case 0x516B: return 8;
  case 0x4E5D: return 9;
  default: return -1;
  }
}

uint16_t tm_plain_kana(const uint16_t *code, size_t left, size_t *used) {
  *used = 1;
  if (code[0] != 0x30F4) return code[0]; /* ヴ */
  uint16_t small = left > 1 ? code[1] : 0;
  *used = 2;
  switch (small) {
  case 0x30A1: return 0x30D0;        /* ァ バ */
  case 0x30A3: return 0x30D3;        /* ィ ビ */
  case 0x30A7: return 0x30D9;        /* ェ ベ */
  case 0x30A9: return 0x30DC;        /* ォ ボ */
  default: *used = 1; return 0x30D6; /* ブ */
  }
}
