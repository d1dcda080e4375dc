/* base: UTF-8 and folding, arenas, tries, images. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/image.h"
#include "base/text.h"
#include "base/trie.h"

static void test_utf8(void **state) {
  (void)state;
  for (uint32_t code = 1; code <= 0x10FFFF; code++) {
    if (code >= 0xD800 && code < 0xE000) continue;
    char bytes[4];
    size_t length = tm_utf8_put(bytes, code), at = 0;
    bool valid = true;
    if (tm_utf8_next((tm_slice){bytes, length}, &at, &valid) != code || at != length || !valid)
      fail_msg("U+%04X", (unsigned)code);
    for (size_t cut = 1; cut < length; cut++) { /* cut short: invalid, one byte at a time */
      at = 0;
      valid = true;
      if (tm_utf8_next((tm_slice){bytes, cut}, &at, &valid) != 0xFFFD || at != 1 || valid) fail_msg("U+%04X cut", (unsigned)code);
    }
  }
}

static void check_fold(tm_arena *arena, const char *text, const char *wanted) {
  tm_slice folded = tm_fold_slice(arena, tm_slice_of(text));
  assert_int_equal(folded.length, strlen(wanted));
  assert_memory_equal(folded.data, wanted, folded.length);
}

static void test_fold(void **state) {
  (void)state;
  tm_arena arena;
  jmp_buf no_memory;
  tm_arena_init(&arena);
  arena.no_memory = &no_memory;
  assert_int_equal(setjmp(no_memory), 0);
  check_fold(&arena, "ＮＡＴＯ　２４日", "NATO 24日");
  check_fold(&arena, "ｶﾞｻﾞ・ﾊﾟﾘ｡", "ガザ・パリ。");
  check_fold(&arena, "“嘘”", "\"嘘\"");
  check_fold(&arena, "", "");
  tm_chars chars = tm_chars_read(&arena, TM_LIT("aｶﾞ𠮷z"), 10);
  assert_int_equal(chars.count, 4);
  assert_int_equal(chars.code[2], TM_CHAR_KANJI);
  assert_int_equal(chars.place[0], 10);
  assert_int_equal(chars.place[3], 14);
  assert_int_equal(chars.byte[4], 12);
  assert_true(tm_slice_is(tm_chars_slice(&chars, 1, 2), "ｶﾞ"));
  tm_arena_free(&arena);
}

static void test_arena(void **state) {
  (void)state;
  tm_arena arena;
  jmp_buf no_memory;
  tm_arena_init(&arena);
  arena.no_memory = &no_memory;
  if (setjmp(no_memory) == 0) {
    tm_arena_take(&arena, SIZE_MAX - 100);
    fail_msg("took more than there is");
  }
  for (int round = 0; round < 3; round++) {
    TM_VECTOR(size_t) v = {0};
    for (size_t i = 0; i < 100000; i++) *TM_PUSH(&arena, &v) = i;
    for (size_t i = 0; i < v.count; i++) assert_int_equal(v.items[i], i);
    assert_int_equal((uintptr_t)tm_arena_take(&arena, 3) % 16, 0);
    assert_string_equal(tm_arena_printf(&arena, "%d-%s", 7, "x"), "7-x");
    tm_arena_rewind(&arena);
  }
  tm_arena_free(&arena);
}

enum { KEYS = 3000 };

/* Pseudo-random distinct keys over few characters, so that they share beginnings. */
static size_t make_key(uint32_t i, uint16_t *code) {
  size_t n = 0;
  for (i++; i; i /= 7) code[n++] = (uint16_t)(0x3042 + i % 7 * 31);
  return n;
}

static int32_t find(const tm_trie *trie, const uint16_t *code, size_t length) {
  tm_trie_node node = 0;
  for (size_t i = 0; i < length; i++)
    if (!tm_trie_step(trie, &node, code[i])) return -1;
  return tm_trie_value(trie, node);
}

static void test_trie(void **state) {
  (void)state;
  static uint16_t codes[KEYS][8];
  static tm_trie_key keys[KEYS];
  for (uint32_t i = 0; i < KEYS; i++) keys[i] = (tm_trie_key){codes[i], (uint32_t)make_key(i, codes[i]), (int32_t)(i * 5)};
  void *data;
  size_t size;
  tenmatsu_error error = {0};
  assert_int_equal(tm_trie_build(keys, KEYS, &data, &size, &error), TENMATSU_OK);
  tm_trie trie;
  assert_int_equal(tm_trie_view(&trie, data, size, &error), TENMATSU_OK);
  for (uint32_t i = 0; i < KEYS * 2; i++) {
    uint16_t code[8];
    size_t length = make_key(i, code);
    assert_int_equal(find(&trie, code, length), i < KEYS ? (int32_t)(i * 5) : -1);
  }
  uint16_t unknown = 'x';
  assert_int_equal(find(&trie, &unknown, 1), -1);
  for (size_t cut = 0; cut < size; cut += size / 50 + 1)
    assert_int_equal(tm_trie_view(&trie, data, cut, &error), TENMATSU_DAMAGED);
  free(data);
  keys[1] = keys[0];
  assert_int_not_equal(tm_trie_build(keys, 2, &data, &size, &error), TENMATSU_OK);
}

static void test_image(void **state) {
  (void)state;
  char path[] = "/tmp/tenmatsu-image-XXXXXX";
  int file = mkstemp(path);
  assert_true(file >= 0);
  close(file);
  tm_section sections[] = {{"one", "abc", 3}, {"empty", "", 0}, {"two", "defgh", 5}};
  tenmatsu_error error = {0};
  assert_int_equal(tm_image_write(path, sections, 3, &error), TENMATSU_OK);
  tm_image image;
  assert_int_equal(tm_image_open(&image, path, &error), TENMATSU_OK);
  const void *data;
  size_t size;
  assert_int_equal(tm_image_section(&image, "two", &data, &size, &error), TENMATSU_OK);
  assert_int_equal(size, 5);
  assert_memory_equal(data, "defgh", 5);
  assert_int_equal((uintptr_t)data % 64, 0);
  assert_int_equal(tm_image_section(&image, "empty", &data, &size, &error), TENMATSU_OK);
  assert_int_equal(size, 0);
  assert_int_equal(tm_image_section(&image, "three", &data, &size, &error), TENMATSU_DAMAGED);
  size_t whole = image.size;
  static unsigned char bytes[4096];
  assert_true(whole < sizeof bytes);
  memcpy(bytes, image.data, whole);
  tm_image_close(&image);
  for (size_t at = 0; at < whole; at++) { /* any flipped byte, any truncation */
    bytes[at] ^= 0x10;
    FILE *f = fopen(path, "wb");
    assert_int_equal(fwrite(bytes, 1, whole, f), whole);
    fclose(f);
    bytes[at] ^= 0x10;
    assert_int_equal(tm_image_open(&image, path, &error), TENMATSU_DAMAGED);
    f = fopen(path, "wb");
    assert_int_equal(fwrite(bytes, 1, at, f), at);
    fclose(f);
    assert_int_equal(tm_image_open(&image, path, &error), TENMATSU_DAMAGED);
    assert_true(strlen(error.message) > 0);
  }
  unlink(path);
  assert_int_equal(tm_image_open(&image, path, &error), TENMATSU_IO);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_utf8), cmocka_unit_test(test_fold), cmocka_unit_test(test_arena),
                                     cmocka_unit_test(test_trie), cmocka_unit_test(test_image)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
