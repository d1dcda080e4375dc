/* resolve: see times_words.h. The tables are grouped by meaning; the longest word wins, so their order means nothing. */
#include "resolve/times_words.h"

#include <assert.h>

const char *const tm_mod_names[] = {"",          "START",         "MID",           "END",    "APPROX",     "LESS_THAN",
                                    "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE", "BEFORE", "ON_OR_AFTER"};

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* clang-format off */
/* Openers: word, role, its numbers, mod, guard, characters that must not follow. */
#define W(word, role, n) {u"" word, role, TM_FREE, n, 0, TM_PLAIN, NULL}
#define M(word, role, n, m) {u"" word, role, TM_FREE, n, m, TM_PLAIN, NULL}
#define E(word, role, n, mod) {u"" word, role, TM_FREE, n, 0, mod, NULL}
#define G(word, role, guard, n, m, but) {u"" word, role, guard, n, m, TM_PLAIN, u"" but}
#define B(word, role, guard, n, mod, but) {u"" word, role, guard, n, 0, mod, u"" but}
/* Units: of the calendar, of lengths, of what is no time. */
#define U(word, unit) {u"" word, TM_U_##unit, false, NULL}
#define SPAN(word, unit) {u"" word, TM_U_##unit, true, NULL}
#define SILENT(word) {u"" word, TM_U_SILENT, false, NULL}
#define SILENT_BUT(word, but) {u"" word, TM_U_SILENT, false, u"" but}
/* Tails that tell of a length, and that do not; what merely follows a length. */
#define T(word, tail, mod, but) {u"" word, TM_T_##tail, TM_##mod, true, u"" but}
#define N(word, tail, mod, but) {u"" word, TM_T_##tail, TM_##mod, false, u"" but}
#define FOLLOW(word) {u"" word, TM_T_FOLLOW, TM_PLAIN, true, NULL}

const tm_time_word tm_openers[] = {
  /* years */
  W("一昨年", TM_YEAR_NOW, -2), W("おととし", TM_YEAR_NOW, -2), W("昨年", TM_YEAR_NOW, -1), W("去年", TM_YEAR_NOW, -1),
  W("今年", TM_YEAR_NOW, 0), G("ことし", TM_YEAR_NOW, TM_KANA, 0, 0, "てたかなま"), W("来年", TM_YEAR_NOW, 1),
  W("明年", TM_YEAR_NOW, 1), W("再来年", TM_YEAR_NOW, 2), G("本年", TM_YEAR_NOW, TM_AFTER, 0, 0, "金"),
  W("昨年来", TM_YEAR_NOW, -1), G("同年", TM_YEAR_TOLD, TM_FREE, 0, 0, "比"), W("その年", TM_YEAR_TOLD, 0),
  W("この年", TM_YEAR_TOLD, 0), W("同じ年", TM_YEAR_TOLD, 0), W("翌年", TM_YEAR_TOLD, 1), W("翌々年", TM_YEAR_TOLD, 2),
  G("前年", TM_YEAR_TOLD, TM_AFTER, -1, 0, ""), W("前々年", TM_YEAR_TOLD, -2), W("その翌年", TM_YEAR_TOLD, 1),
  W("その前年", TM_YEAR_TOLD, -1), E("年末", TM_YEAR_EDGE, 0, TM_END), E("年の瀬", TM_YEAR_EDGE, 0, TM_END),
  E("年始", TM_YEAR_EDGE, 1, TM_START), E("年初", TM_YEAR_EDGE, 1, TM_START), E("年明け", TM_YEAR_EDGE, 1, TM_START),
  E("年初来", TM_YEAR_EDGE, 1, TM_START), G("年内", TM_YEAR_NOW, TM_AFTER, 0, 0, ""), W("年末年始", TM_NEW_YEAR, 0),
  W("今年度", TM_FISCAL_NOW, 0), W("本年度", TM_FISCAL_NOW, 0), W("昨年度", TM_FISCAL_NOW, -1), W("前年度", TM_FISCAL_NOW, -1),
  W("来年度", TM_FISCAL_NOW, 1), W("年度内", TM_FISCAL_NOW, 0), E("年度末", TM_FISCAL_NOW, 0, TM_END),
  W("今世紀", TM_CENTURY_NOW, 0), W("前世紀", TM_CENTURY_NOW, -1), W("来世紀", TM_CENTURY_NOW, 1),
  /* seasons */
  M("今春", TM_SEASON_NOW, 0, 0), M("今夏", TM_SEASON_NOW, 0, 1), M("今秋", TM_SEASON_NOW, 0, 2),
  M("今冬", TM_SEASON_NOW, 0, 3), M("昨春", TM_SEASON_NOW, -1, 0), M("昨夏", TM_SEASON_NOW, -1, 1),
  M("昨秋", TM_SEASON_NOW, -1, 2), M("昨冬", TM_SEASON_NOW, -1, 3), M("来春", TM_SEASON_NOW, 1, 0),
  M("来夏", TM_SEASON_NOW, 1, 1), M("来秋", TM_SEASON_NOW, 1, 2), M("来冬", TM_SEASON_NOW, 1, 3),
  G("この春", TM_SEASON_NOW, TM_FREE, 0, 0, "秋闘"), M("この夏", TM_SEASON_NOW, 0, 1), M("この秋", TM_SEASON_NOW, 0, 2),
  M("この冬", TM_SEASON_NOW, 0, 3),
  /* months */
  W("先々月", TM_MONTH_NOW, -2), W("先月", TM_MONTH_NOW, -1), W("今月", TM_MONTH_NOW, 0), W("来月", TM_MONTH_NOW, 1),
  W("再来月", TM_MONTH_NOW, 2), G("今月中", TM_MONTH_NOW, TM_FREE, 0, 0, "旬盤頃ご"), G("本月", TM_MONTH_NOW, TM_AFTER, 0, 0, ""),
  B("月末", TM_MONTH_NOW, TM_AFTER, 0, TM_END, ""), B("月初め", TM_MONTH_NOW, TM_AFTER, 0, TM_START, ""),
  G("月内", TM_MONTH_NOW, TM_AFTER, 0, 0, ""), G("同月", TM_MONTH_TOLD, TM_FREE, 0, 0, "日比"), W("同じ月", TM_MONTH_TOLD, 0),
  W("翌月", TM_MONTH_TOLD, 1), W("前月", TM_MONTH_TOLD, -1), W("その翌月", TM_MONTH_TOLD, 1), W("その月", TM_MONTH_TOLD, 0),
  /* weeks */
  W("先々週", TM_WEEK_NOW, -2), W("先週", TM_WEEK_NOW, -1), W("今週", TM_WEEK_NOW, 0), W("来週", TM_WEEK_NOW, 1),
  W("再来週", TM_WEEK_NOW, 2), W("次週", TM_WEEK_NOW, 1), E("週初め", TM_WEEK_NOW, 0, TM_START),
  E("週半ば", TM_WEEK_NOW, 0, TM_MID), W("週内", TM_WEEK_NOW, 0), W("翌週", TM_WEEK_TOLD, 1), W("前週", TM_WEEK_TOLD, -1),
  W("同週", TM_WEEK_TOLD, 0), W("その週", TM_WEEK_TOLD, 0), W("この週", TM_WEEK_TOLD, 0), M("週末", TM_WEEKEND, 0, 1),
  M("この週末", TM_WEEKEND, 0, 1), W("今週末", TM_WEEKEND, 0), W("先週末", TM_WEEKEND, -1), W("来週末", TM_WEEKEND, 1),
  W("前週末", TM_WEEKEND, -1), G("土日", TM_WEEKEND, TM_BOTH, 0, 1, ""),
  /* days of the week; in parentheses, after a date, in times.c */
  W("月曜日", TM_WEEKDAY, 1), W("火曜日", TM_WEEKDAY, 2), W("水曜日", TM_WEEKDAY, 3), W("木曜日", TM_WEEKDAY, 4),
  W("金曜日", TM_WEEKDAY, 5), W("土曜日", TM_WEEKDAY, 6), W("日曜日", TM_WEEKDAY, 7), W("月曜", TM_WEEKDAY, 1),
  W("火曜", TM_WEEKDAY, 2), W("水曜", TM_WEEKDAY, 3), W("木曜", TM_WEEKDAY, 4), W("金曜", TM_WEEKDAY, 5),
  W("土曜", TM_WEEKDAY, 6), G("日曜", TM_WEEKDAY, TM_FREE, 7, 0, "大版学紙"), W("週明け", TM_WEEKDAY, 1),
  W("次の", TM_NEXT_DAY, 0), W("今度の", TM_NEXT_DAY, 0), W("次回の", TM_NEXT_DAY, 0),
  /* days */
  W("一昨々日", TM_DAY_NOW, -3), W("一昨日", TM_DAY_NOW, -2), G("おととい", TM_DAY_NOW, TM_KANA, -2, 0, ""),
  G("昨日", TM_DAY_NOW, TM_NICHI, -1, 0, ""), G("きのう", TM_DAY_NOW, TM_KANA, -1, 0, "えしちっいう"),
  G("今日", TM_DAY_NOW, TM_NICHI, 0, 0, ""), G("きょう", TM_DAY_NOW, TM_KANA, 0, 0, "だじりれみ"),
  G("本日", TM_DAY_NOW, TM_BOTH, 0, 0, ""), G("明日", TM_DAY_NOW, TM_BOTH, 1, 0, "香"),
  G("あす", TM_DAY_NOW, TM_KANA, 1, 0, "かたなけぐるっ"), G("あした", TM_DAY_NOW, TM_KANA, 1, 0, "いらばのく"),
  W("明後日", TM_DAY_NOW, 2), G("あさって", TM_DAY_NOW, TM_KANA, 2, 0, "いきくし"), W("しあさって", TM_DAY_NOW, 3),
  M("昨夜", TM_DAY_NOW, -1, 1), M("昨晩", TM_DAY_NOW, -1, 1), G("ゆうべ", TM_DAY_NOW, TM_KANA, -1, 1, ""),
  M("昨夕", TM_DAY_NOW, -1, 1), M("今朝", TM_DAY_NOW, 0, 1), G("けさ", TM_DAY_NOW, TM_KANA, 0, 1, "せえられつ"),
  M("今夕", TM_DAY_NOW, 0, 1), M("今夜", TM_DAY_NOW, 0, 1), M("今晩", TM_DAY_NOW, 0, 1), M("明晩", TM_DAY_NOW, 1, 1),
  M("明夜", TM_DAY_NOW, 1, 1), G("同日", TM_DAY_TOLD, TM_NICHI, 0, 0, "程"), G("その日", TM_DAY_TOLD, TM_FRESH, 0, 0, ""),
  W("同じ日", TM_DAY_TOLD, 0), G("この日", TM_DAY_NEWS, TM_FRESH, 0, 0, ""), G("翌日", TM_DAY_TOLD, TM_NICHI, 1, 0, ""),
  G("その翌日", TM_DAY_TOLD, TM_NICHI, 1, 0, ""), G("次の日", TM_DAY_TOLD, TM_NICHI, 1, 0, "曜"), W("翌々日", TM_DAY_TOLD, 2),
  G("前日", TM_DAY_TOLD, TM_BOTH, -1, 0, ""), G("その前日", TM_DAY_TOLD, TM_NICHI, -1, 0, ""), W("前々日", TM_DAY_TOLD, -2),
  M("翌朝", TM_DAY_TOLD, 1, 1), M("翌晩", TM_DAY_TOLD, 1, 1), G("前夜", TM_DAY_TOLD, TM_FREE, -1, 1, "祭"),
  M("同夜", TM_DAY_TOLD, 0, 1), M("その夜", TM_DAY_TOLD, 0, 1), M("その晩", TM_DAY_TOLD, 0, 1), M("この夜", TM_DAY_NEWS, 0, 1),
  M("翌未明", TM_DAY_TOLD, 1, 1), M("同日夜", TM_DAY_TOLD, 0, 1), G("元日", TM_HOLIDAY, TM_NICHI, 1, 1, ""),
  M("元旦", TM_HOLIDAY, 1, 1), M("クリスマス", TM_HOLIDAY, 12, 25), M("クリスマスイブ", TM_HOLIDAY, 12, 24),
  M("クリスマス・イブ", TM_HOLIDAY, 12, 24), M("クリスマスイヴ", TM_HOLIDAY, 12, 24), M("クリスマス・イヴ", TM_HOLIDAY, 12, 24),
  M("大みそか", TM_HOLIDAY, 12, 31), M("大晦日", TM_HOLIDAY, 12, 31), M("バレンタインデー", TM_HOLIDAY, 2, 14),
  /* times of day */
  W("午前", TM_DAYPART, 0), W("午後", TM_DAYPART, 0), W("午前中", TM_DAYPART, 0), G("未明", TM_DAYPART, TM_FREE, 0, 0, "ら"),
  W("早朝", TM_DAYPART, 0), W("深夜", TM_DAYPART, 0), W("真夜中", TM_DAYPART, 0), W("真夜中過ぎ", TM_DAYPART, 1),
  W("正午", TM_DAYPART, 0), W("夕方", TM_DAYPART, 0), W("明け方", TM_DAYPART, 0), W("真夜中すぎ", TM_DAYPART, 1),
  W("深夜過ぎ", TM_DAYPART, 1),
  /* again and again */
  W("毎年", TM_SET_OF, TM_U_YEAR), W("例年", TM_SET_OF, TM_U_YEAR), W("毎月", TM_SET_OF, TM_U_MONTH),
  W("毎週", TM_SET_OF, TM_U_WEEK), G("毎日", TM_SET_OF, TM_BOTH, TM_U_DAY, 0, "新放紙国jJイとはも夕朝社Ew、・"),
  W("毎朝", TM_SET_OF, TM_U_DAY), W("毎晩", TM_SET_OF, TM_U_DAY), W("毎夜", TM_SET_OF, TM_U_DAY),
  W("毎時", TM_SET_OF, TM_U_HOUR), M("隔年", TM_SET_OF, TM_U_YEAR, 2), M("隔月", TM_SET_OF, TM_U_MONTH, 2),
  M("隔週", TM_SET_OF, TM_U_WEEK, 2), M("隔日", TM_SET_OF, TM_U_DAY, 2),
  /* lengths, and what makes a number one */
  W("半年", TM_HALF, 6), W("半年間", TM_HALF, 6), W("半月", TM_HALF, -15), W("半月間", TM_HALF, -15), W("半世紀", TM_HALF, 600),
  W("四半世紀", TM_HALF, 300), W("ひと月", TM_HALF, 1), W("ふた月", TM_HALF, 2), W("過去", TM_SPAN, 0),
  W("約", TM_SPAN, TM_APPROX), W("およそ", TM_SPAN, TM_APPROX), W("おおよそ", TM_SPAN, TM_APPROX),
  W("ほぼ", TM_SPAN, TM_APPROX), W("ここ", TM_SPAN, 0), W("この", TM_SPAN, 0), W("今後", TM_SPAN, 0), W("向こう", TM_SPAN, 0),
  W("丸", TM_SPAN, 0), W("まる", TM_SPAN, 0), W("わずか", TM_SPAN, 0), W("最大", TM_SPAN, TM_MOST), W("最長", TM_SPAN, TM_MOST),
  W("少なくとも", TM_SPAN, TM_LEAST), M("その", TM_SPAN, 0, 1), W("過去約", TM_SPAN, TM_APPROX), W("直近", TM_SPAN, 0),
  M("同", TM_SAME, 0, 0), M("翌", TM_SAME, 0, 1),
  /* eras; n -1: years that are not valued */
  M("令和", TM_ERA, 2018, 99), M("平成", TM_ERA, 1988, 31), M("昭和", TM_ERA, 1925, 64), M("大正", TM_ERA, 1911, 15),
  M("明治", TM_ERA, 1867, 45), M("西暦", TM_ERA, 0, 0), M("紀元前", TM_ERA, -1, 0), M("紀元", TM_ERA, -1, 0),
  M("仏暦", TM_ERA, -1, 0), M("皇紀", TM_ERA, -1, 0), M("民国", TM_ERA, -1, 0), M("ヒジュラ暦", TM_ERA, -1, 0),
  M("タイ暦", TM_ERA, -1, 0), M("主体", TM_ERA, -1, 0), M("檀紀", TM_ERA, -1, 0), M("イラン暦", TM_ERA, -1, 0),
  M("旧暦", TM_ERA, -1, 0), M("慶応", TM_ERA, -1, 0), M("元治", TM_ERA, -1, 0), M("文久", TM_ERA, -1, 0),
  M("安政", TM_ERA, -1, 0), M("嘉永", TM_ERA, -1, 0), M("天保", TM_ERA, -1, 0), M("文政", TM_ERA, -1, 0),
  M("寛政", TM_ERA, -1, 0), M("享保", TM_ERA, -1, 0), M("元禄", TM_ERA, -1, 0), M("慶長", TM_ERA, -1, 0),
  M("文禄", TM_ERA, -1, 0), M("天正", TM_ERA, -1, 0), M("光緒", TM_ERA, -1, 0), M("康徳", TM_ERA, -1, 0),
  /* look like times */
  W("以来", TM_SKIP, 0), W("従来", TM_SKIP, 0), W("由来", TM_SKIP, 0), W("元来", TM_SKIP, 0), W("本来", TM_SKIP, 0),
  W("外来", TM_SKIP, 0), W("将来", TM_SKIP, 0), W("優先", TM_SKIP, 0), W("四日市", TM_SKIP, 0), W("五日市", TM_SKIP, 0),
  W("八日市", TM_SKIP, 0), W("廿日市", TM_SKIP, 0), W("十日町", TM_SKIP, 0), W("三日月", TM_SKIP, 0), W("二日酔", TM_SKIP, 0),
  W("三日坊主", TM_SKIP, 0), W("三日天下", TM_SKIP, 0), W("一日千秋", TM_SKIP, 0), W("年末恒例", TM_SKIP, 0),
  W("年末調整", TM_SKIP, 0), W("五月病", TM_SKIP, 0), W("五月雨", TM_SKIP, 0), W("二月革命", TM_SKIP, 0),
  W("十月革命", TM_SKIP, 0), W("七月革命", TM_SKIP, 0), W("共同日", TM_SKIP, 0), W("合同日", TM_SKIP, 0),
  W("合同年", TM_SKIP, 0), W("同年代", TM_SKIP, 0), W("同年齢", TM_SKIP, 0), W("表明", TM_SKIP, 0), W("証明", TM_SKIP, 0),
  W("説明", TM_SKIP, 0), W("発明", TM_SKIP, 0), W("クリスマス島", TM_SKIP, 0), W("クリスマスツリー", TM_SKIP, 0),
  W("クリスマスカード", TM_SKIP, 0), W("クリスマスソング", TM_SKIP, 0), W("クリスマスケーキ", TM_SKIP, 0),
  W("同時", TM_SKIP, 0), W("午前様", TM_SKIP, 0), W("一日も早", TM_SKIP, 0), W("千一夜", TM_SKIP, 0), W("三月期", TM_SKIP, 0),
  W("今日的", TM_SKIP, 0), W("明日香", TM_SKIP, 0), W("金曜ロード", TM_SKIP, 0), W("日曜大工", TM_SKIP, 0),
  W("十分", TM_SKIP, 0), W("毎日によ", TM_SKIP, 0), W("毎日が報", TM_SKIP, 0), W("毎日が伝", TM_SKIP, 0),
  W("五月人形", TM_SKIP, 0), W("毎日では", TM_SKIP, 0), W("年末ジャンボ", TM_SKIP, 0),
  /* English */
  W("January", TM_MONTH_NAME, 1), W("February", TM_MONTH_NAME, 2), W("March", TM_MONTH_NAME, 3), W("April", TM_MONTH_NAME, 4),
  W("May", TM_MONTH_NAME, 5), W("June", TM_MONTH_NAME, 6), W("July", TM_MONTH_NAME, 7), W("August", TM_MONTH_NAME, 8),
  W("September", TM_MONTH_NAME, 9), W("October", TM_MONTH_NAME, 10), W("November", TM_MONTH_NAME, 11),
  W("December", TM_MONTH_NAME, 12), W("Jan", TM_MONTH_NAME, 1), W("Feb", TM_MONTH_NAME, 2), W("Mar", TM_MONTH_NAME, 3),
  W("Apr", TM_MONTH_NAME, 4), W("Jun", TM_MONTH_NAME, 6), W("Jul", TM_MONTH_NAME, 7), W("Aug", TM_MONTH_NAME, 8),
  W("Sep", TM_MONTH_NAME, 9), W("Sept", TM_MONTH_NAME, 9), W("Oct", TM_MONTH_NAME, 10), W("Nov", TM_MONTH_NAME, 11),
  W("Dec", TM_MONTH_NAME, 12), W("Monday", TM_DAY_NAME, 1), W("Tuesday", TM_DAY_NAME, 2), W("Wednesday", TM_DAY_NAME, 3),
  W("Thursday", TM_DAY_NAME, 4), W("Friday", TM_DAY_NAME, 5), W("Saturday", TM_DAY_NAME, 6), W("Sunday", TM_DAY_NAME, 7),
  /* cues of what is to come */
  W("予定", TM_FUTURE, 0), W("見通し", TM_FUTURE, 0), W("見込み", TM_FUTURE, 0), W("見込ま", TM_FUTURE, 0),
  W("計画", TM_FUTURE, 0), W("方針", TM_FUTURE, 0), W("意向", TM_FUTURE, 0), W("考えを示", TM_FUTURE, 0),
  W("考えだ", TM_FUTURE, 0), W("目指", TM_FUTURE, 0), W("めざ", TM_FUTURE, 0), W("可能性", TM_FUTURE, 0),
  W("かもしれ", TM_FUTURE, 0), W("だろう", TM_FUTURE, 0), W("でしょう", TM_FUTURE, 0), W("つもり", TM_FUTURE, 0),
  W("備え", TM_FUTURE, 0), W("控え", TM_FUTURE, 0), W("開かれる", TM_FUTURE, 0), W("行われる", TM_FUTURE, 0),
  W("行なわれる", TM_FUTURE, 0), W("開催される", TM_FUTURE, 0), W("実施される", TM_FUTURE, 0), W("始まる", TM_FUTURE, 0),
  W("開かれます", TM_FUTURE, 0), W("行われます", TM_FUTURE, 0), W("開催されます", TM_FUTURE, 0), W("始まります", TM_FUTURE, 0),  W("されると表明", TM_FUTURE, 0),  W("する。", TM_FUTURE, 0), W("行う。", TM_FUTURE, 0), W("開く。", TM_FUTURE, 0),
  W("される。", TM_FUTURE, 0),  W("予想", TM_FUTURE, 0),
  W("までに", TM_FUTURE, 0), W("期限", TM_FUTURE, 0), W("準備", TM_FUTURE, 0), W("行うと", TM_FUTURE, 0),
  W("開くと", TM_FUTURE, 0), W("訪れる", TM_FUTURE, 0), W("迎える", TM_FUTURE, 0), W("する見", TM_FUTURE, 0),
  W("ることを決", TM_FUTURE, 0), W("ることを発表", TM_FUTURE, 0), W("ることを正式", TM_FUTURE, 0),
  W("ることを明ら", TM_FUTURE, 0), W("ることが決", TM_FUTURE, 0), W("ることで合意", TM_FUTURE, 0),
  W("ることになっ", TM_FUTURE, 0), W("着手する", TM_FUTURE, 0), G("すると", TM_FUTURE, TM_FREE, 0, 0, "、同とはもきこす"), G("されると", TM_FUTURE, TM_FREE, 0, 0, "、同とはもきこす"),
  W("ることにし", TM_FUTURE, 0), W("ることとな", TM_FUTURE, 0), W("る構え", TM_FUTURE, 0), W("る運び", TM_FUTURE, 0), W("る公算", TM_FUTURE, 0), W("る段取り", TM_FUTURE, 0),
};
const uint32_t tm_openers_count = COUNT(tm_openers);
static_assert(COUNT(tm_openers) <= TM_OPENERS_MOST, "the index has room for all openers");

static const tm_time_word dayparts[] = {
  W("午前", TM_DAYPART, 0), W("午前中", TM_DAYPART, 0), W("午後", TM_DAYPART, 0), W("未明", TM_DAYPART, 0),
  W("早朝", TM_DAYPART, 0), W("朝方", TM_DAYPART, 0), G("朝", TM_DAYPART, TM_FREE, 0, 0, "鮮日食刊廷貢"),
  W("昼前", TM_DAYPART, 0), W("昼過ぎ", TM_DAYPART, 0), W("昼すぎ", TM_DAYPART, 0), G("昼", TM_DAYPART, TM_FREE, 0, 0, "食間"),
  W("正午", TM_DAYPART, 0), W("夕方", TM_DAYPART, 0), W("夕刻", TM_DAYPART, 0), G("夕", TM_DAYPART, TM_FREE, 0, 0, "刊食張"),
  W("夜明け", TM_DAYPART, 0), W("夜遅く", TM_DAYPART, 0), W("夜中", TM_DAYPART, 0), W("夜半", TM_DAYPART, 0),
  W("夜間", TM_DAYPART, 0), W("夜", TM_DAYPART, 0), W("深夜", TM_DAYPART, 0), W("真夜中", TM_DAYPART, 0),
  W("真夜中過ぎ", TM_DAYPART, 0), W("晩", TM_DAYPART, 0), W("明け方", TM_DAYPART, 0), W("夜更け", TM_DAYPART, 0),
  W("日中", TM_DAYPART, 0), E("遅く", TM_DAYPART, 0, TM_END), E("早く", TM_DAYPART, 0, TM_START), W("午後遅く", TM_DAYPART, 0),
  W("未明頃", TM_DAYPART, 0),
};

static const tm_time_word edges[] = {
  B("初め", TM_SKIP, TM_FREE, 0, TM_START, "て"), B("始め", TM_SKIP, TM_FREE, 0, TM_START, "てたま"),
  B("はじめ", TM_SKIP, TM_FREE, 0, TM_START, "てたま"), E("初頭", TM_SKIP, 0, TM_START), E("初期", TM_SKIP, 0, TM_START),
  E("当初", TM_SKIP, 0, TM_START), E("序盤", TM_SKIP, 0, TM_START), E("上旬", TM_SKIP, 0, TM_START),
  E("前半", TM_SKIP, 0, TM_START), E("早々", TM_SKIP, 0, TM_START), E("前期", TM_SKIP, 0, TM_START),
  E("頭", TM_SKIP, 0, TM_START), E("明け", TM_SKIP, 0, TM_START), E("半ば", TM_SKIP, 0, TM_MID),
  E("なかば", TM_SKIP, 0, TM_MID), E("中頃", TM_SKIP, 0, TM_MID), E("中ごろ", TM_SKIP, 0, TM_MID),
  E("中旬", TM_SKIP, 0, TM_MID), E("中葉", TM_SKIP, 0, TM_MID), E("中期", TM_SKIP, 0, TM_MID), E("末日", TM_SKIP, 0, TM_END),
  E("中盤", TM_SKIP, 0, TM_MID), E("下旬", TM_SKIP, 0, TM_END), B("末", TM_SKIP, TM_FREE, 0, TM_END, "端裔"),
  E("末期", TM_SKIP, 0, TM_END), E("末頃", TM_SKIP, 0, TM_END), E("末ごろ", TM_SKIP, 0, TM_END), E("後半", TM_SKIP, 0, TM_END),
  E("終わり", TM_SKIP, 0, TM_END), E("暮れ", TM_SKIP, 0, TM_END), E("終盤", TM_SKIP, 0, TM_END), E("後期", TM_SKIP, 0, TM_END),
  E("早く", TM_SKIP, 0, TM_START), E("遅く", TM_SKIP, 0, TM_END), E("上半期", TM_SKIP, 0, TM_START),
  E("下半期", TM_SKIP, 0, TM_END), E("上期", TM_SKIP, 0, TM_START), E("下期", TM_SKIP, 0, TM_END),
  E("年末", TM_SKIP, 0, TM_END), E("年初", TM_SKIP, 0, TM_START), G("春", TM_SEASON_NOW, TM_FREE, 0, 0, "節闘分日"),
  G("夏", TM_SEASON_NOW, TM_FREE, 0, 1, "季至"), G("秋", TM_SEASON_NOW, TM_FREE, 0, 2, "田葉分季篠"),
  G("冬", TM_SEASON_NOW, TM_FREE, 0, 3, "季至眠将"),
};

static const tm_unit_word units[] = {
  U("年", YEAR), SPAN("年間", YEAR), SPAN("カ年", YEAR), SPAN("か年", YEAR), SPAN("ヶ年", YEAR), U("月", MONTH),
  SPAN("か月", MONTH), SPAN("カ月", MONTH), SPAN("ヶ月", MONTH), SPAN("ヵ月", MONTH), SPAN("ケ月", MONTH),
  SPAN("ヵ月間", MONTH), SPAN("か月間", MONTH), SPAN("カ月間", MONTH), SPAN("ヶ月間", MONTH), SPAN("ケ月間", MONTH),
  SPAN("箇月", MONTH), SPAN("個月", MONTH), SPAN("週", WEEK), SPAN("週間", WEEK), U("日", DAY), SPAN("日間", DAY),
  U("両日", DAY), U("時", HOUR), SPAN("時間", HOUR), SPAN("分", MINUTE), SPAN("分間", MINUTE), SPAN("秒", SECOND),
  SPAN("秒間", SECOND), U("世紀", CENTURY), U("年代", DECADE), U("年度", FISCAL), U("会計年度", FISCAL), U("年会計年度", FISCAL), U("四半期", QUARTER), SILENT("年生"),
  SILENT("年目"), SILENT("年制"), SILENT("年式"), SILENT("年物"), SILENT("年国債"), SILENT("年債"), SILENT("年戦争"),
  SILENT("年問題"), SILENT("カ月目"), SILENT("か月目"), SILENT("ヶ月目"), SILENT("週目"), SILENT("週間目"), SILENT("日目"),
  SILENT_BUT("日分", "か析裂離散"), SILENT("日市"), SILENT("日戦争"), SILENT("日間戦争"), SILENT("時間目"), SILENT("時間帯"), SILENT("時間体制"),
  SILENT("時間態勢"), SILENT("時間対応"), SILENT("時間営業"), SILENT("時間稼働"), SILENT("時間監視"), SILENT("時間テレビ"),
  SILENT("時短"), SILENT("分割"), SILENT("分咲き"), SILENT("分類"), SILENT("分け"), SILENT("年三組"), SILENT("月面"),
  SILENT("日あたり"), SILENT("日当たり"), SILENT("日当り"), SILENT("日平均"), SILENT("分野"), SILENT("分子"), SILENT("時代"),
  U("日曜", NONE), SILENT("分隊"), SILENT("分裂"),
};

static const tm_tail_word tails[] = {
  T("前", AGO, PLAIN, "半後首大議外国政会知市総書長財防官副駐職社任期米日進身最田原"), T("まえ", AGO, PLAIN, ""),
  T("後", LATER, PLAIN, "半任退方継期藤"), T("先", LATER, PLAIN, "進月週制行般頭端日発遣住導生立"), T("のち", LATER, PLAIN, ""),
  T("間", ONLY, PLAIN, "近際"), T("以内", ONLY, MOST, ""), T("内", ONLY, MOST, "閣定容部外戦乱政務紛陸相"),
  T("ぶり", ONLY, PLAIN, ""), T("振り", ONLY, PLAIN, ""), T("以上", ONLY, LEAST, ""), T("あまり", ONLY, MORE, ""),
  T("余り", ONLY, MORE, ""), T("余", ONLY, MORE, "地剰裕波"), T("足らず", ONLY, LESS, ""), T("未満", ONLY, LESS, ""),
  T("弱", ONLY, LESS, ""), T("強", ONLY, MORE, "制硬化行調震風姦盗"), T("超", ONLY, MORE, "党大音"),
  T("近く", ONLY, APPROX, ""), T("近い", ONLY, APPROX, ""), T("ほど", ONLY, APPROX, ""), T("程度", ONLY, APPROX, ""),
  T("程", ONLY, APPROX, ""), T("ちかく", ONLY, APPROX, ""), T("くらい", ONLY, APPROX, ""), T("ぐらい", ONLY, APPROX, ""),
  T("以下", ONLY, MOST, ""), T("連続", ONLY, PLAIN, ""), T("越し", ONLY, PLAIN, ""), T("がかり", ONLY, PLAIN, ""),
  T("来", ONLY, PLAIN, "日訪社年月週る場賓季春夏秋冬期世援"), T("おき", EVERY, PLAIN, ""), T("ごと", EVERY, PLAIN, ""),
  T("毎", EVERY, PLAIN, "日年月週"), T("に1度", EVERY, PLAIN, ""), T("に一度", EVERY, PLAIN, ""), T("に1回", EVERY, PLAIN, ""),
  T("に一回", EVERY, PLAIN, ""), T("半", HALF, PLAIN, "ば数島旗"), N("前後", NOT, APPROX, ""), N("前半", NOT, PLAIN, ""),
  N("後半", NOT, PLAIN, ""), N("前日", NOT, PLAIN, ""), N("前年", NOT, PLAIN, ""),
  /* not of the expression, but they tell that it is a length */
  FOLLOW("にわた"), FOLLOW("に及"), FOLLOW("に渡"), FOLLOW("に亘"), FOLLOW("にもわた"), FOLLOW("にも及"), FOLLOW("かけて"),
  FOLLOW("かか"), FOLLOW("を要"), FOLLOW("を超"), FOLLOW("が経"), FOLLOW("がた"), FOLLOW("続"), FOLLOW("たって"),
  FOLLOW("経っ"), FOLLOW("経過"), FOLLOW("も続"), FOLLOW("が過"), FOLLOW("もの間"), FOLLOW("も経"), FOLLOW("もかか"),
  FOLLOW("もたた"), FOLLOW("もの"),
};

static const tm_tail_word nears[] = {
  N("ごろ", ONLY, APPROX, ""), N("頃", ONLY, APPROX, ""), N("ころ", ONLY, APPROX, ""), N("前後", ONLY, APPROX, ""),
  N("あたり", ONLY, APPROX, ""), N("以降", ONLY, SINCE, ""), N("以前", ONLY, BEFORE, ""), N("過ぎ", AGO, APPROX, "去"),
  N("すぎ", AGO, APPROX, ""), N("前", AGO, APPROX, "半首大議外国政会知市総書長財防官副駐職社任期米日進身最"),
};
/* clang-format on */

static void enter(uint64_t bits[64], uint16_t code) { bits[code >> 6 & 63] |= UINT64_C(1) << (code & 63); }

void tm_opener_index_build(tm_opener_index *index) {
  memset(index->head, 0, sizeof index->head);
  memset(index->opens, 0, sizeof index->opens);
  for (uint32_t i = 0; i < tm_openers_count; i++) {
    uint16_t *head = &index->head[tm_openers[i].word[0] & 0xFF];
    index->next[i] = *head;
    *head = (uint16_t)(i + 1);
    index->pair[i] = tm_openers[i].word[0] | (uint32_t)tm_openers[i].word[1] << 16;
    enter(index->opens, tm_openers[i].word[0]);
  }
  memcpy(index->begins, index->opens, sizeof index->begins);
  for (const uint16_t *c = u"0123456789〇一二三四五六七八九十百千万億数何"; *c; c++) enter(index->begins, *c);
}

uint32_t tm_word_at(const tm_chars *text, size_t at, const uint16_t *word) {
  uint32_t n = 0;
  while (word[n] != 0) {
    if (at + n >= text->count || text->code[at + n] != word[n]) return 0;
    n++;
  }
  return n;
}

bool tm_char_in(const tm_chars *text, size_t at, const uint16_t *set) {
  if (at >= text->count || !set) return false;
  for (; *set; set++)
    if (*set == text->code[at]) return true;
  return false;
}

static tm_script script_at(const tm_chars *text, size_t at) { return at < text->count ? tm_script_of(text->code[at]) : TM_SPACE; }

/* 同日|経済, 同日|銀行, 同日|米国は: the characters that make 日 part of a name (日経, 日銀, 日米) belong to what follows. */
static bool name_after(const tm_chars *text, size_t at) {
  if (tm_char_in(text, at, u"経")) return tm_char_in(text, at + 1, u"済由過営");
  if (tm_char_in(text, at, u"銀")) return tm_char_in(text, at + 1, u"行");
  return tm_char_in(text, at, u"米韓英仏独") && tm_char_in(text, at + 1, u"国軍") && !tm_char_in(text, at + 2, u"防");
}

static bool allowed(const tm_time_word *word, const tm_chars *text, size_t at, uint32_t length, bool inside) {
  size_t next = at + length;
  if (tm_char_in(text, next, word->but)) return false;
  if ((word->guard == TM_NICHI || word->guard == TM_BOTH || word->guard == TM_FRESH) &&
      tm_char_in(text, next, u"本銀産経米韓露ロ英仏独印豪航野程常") && !name_after(text, next))
    return false;
  if ((word->guard == TM_AFTER || word->guard == TM_BOTH) && !inside && at > 0 && script_at(text, at - 1) == TM_KANJI)
    return false;
  if (script_at(text, next - 1) == TM_KATAKANA && script_at(text, next) == TM_KATAKANA) return false;
  if (script_at(text, next - 1) == TM_LATIN && script_at(text, next) == TM_LATIN) return false;
  if (at > 0 && script_at(text, at) == TM_LATIN && script_at(text, at - 1) == TM_LATIN) return false;
  if (word->guard == TM_FRESH && at > 0 && tm_char_in(text, at - 1, u"るたないうすくむだ")) return false;
  if (word->guard == TM_KANA && script_at(text, next) == TM_HIRAGANA && !tm_char_in(text, next, u"のはもにかまがをよで"))
    return false;
  if (word->guard == TM_KANA && at > 0) {
    if (script_at(text, at - 1) == TM_HIRAGANA && !tm_char_in(text, at - 1, u"はがのもにをでとや")) return false;
    if (script_at(text, at - 1) == TM_KATAKANA || (script_at(text, at - 1) == TM_KANJI && !inside)) return false;
  }
  return true;
}

const tm_time_word *tm_opener_at(const tm_opener_index *index, const tm_chars *text, size_t at, bool inside, uint32_t *length) {
  const tm_time_word *best = NULL;
  *length = 0;
  uint16_t first = text->code[at];
  if (!(index->opens[first >> 6 & 63] >> (first & 63) & 1)) return NULL;
  uint16_t second = at + 1 < text->count ? text->code[at + 1] : 0;
  for (uint32_t row = index->head[first & 0xFF]; row; row = index->next[row - 1]) {
    uint32_t pair = index->pair[row - 1];
    if ((pair & 0xFFFF) != first || (pair >> 16 && pair >> 16 != second)) continue;
    const tm_time_word *word = &tm_openers[row - 1];
    uint32_t n = tm_word_at(text, at, word->word);
    if (n > *length && allowed(word, text, at, n, inside)) best = word, *length = n;
  }
  return best;
}

static const tm_time_word *longest_word(const tm_time_word *table, size_t rows, const tm_chars *text, size_t at,
                                        uint32_t *length) {
  const tm_time_word *best = NULL;
  *length = 0;
  for (size_t i = 0; at < text->count && i < rows; i++) {
    if (table[i].word[0] != text->code[at]) continue;
    uint32_t n = tm_word_at(text, at, table[i].word);
    if (n > *length && !tm_char_in(text, at + n, table[i].but)) best = &table[i], *length = n;
  }
  return best;
}

const tm_time_word *tm_daypart_at(const tm_chars *text, size_t at, uint32_t *length) {
  return longest_word(dayparts, COUNT(dayparts), text, at, length);
}

const tm_time_word *tm_edge_at(const tm_chars *text, size_t at, uint32_t *length) {
  return longest_word(edges, COUNT(edges), text, at, length);
}

const tm_unit_word *tm_unit_at(const tm_chars *text, size_t at, uint32_t *length) {
  const tm_unit_word *best = NULL;
  *length = 0;
  for (size_t i = 0; at < text->count && i < COUNT(units); i++) {
    if (units[i].word[0] != text->code[at]) continue;
    uint32_t n = tm_word_at(text, at, units[i].word);
    if (n > *length && !tm_char_in(text, at + n, units[i].but)) best = &units[i], *length = n;
  }
  return best;
}

static const tm_tail_word *longest_tail(const tm_tail_word *table, size_t rows, const tm_chars *text, size_t at,
                                        uint32_t *length) {
  const tm_tail_word *best = NULL;
  *length = 0;
  for (size_t i = 0; at < text->count && i < rows; i++) {
    if (table[i].word[0] != text->code[at]) continue;
    uint32_t n = tm_word_at(text, at, table[i].word);
    if (n > *length && !tm_char_in(text, at + n, table[i].but)) best = &table[i], *length = n;
  }
  return best;
}

const tm_tail_word *tm_tail_at(const tm_chars *text, size_t at, uint32_t *length) {
  return longest_tail(tails, COUNT(tails), text, at, length);
}

const tm_tail_word *tm_near_at(const tm_chars *text, size_t at, uint32_t *length) {
  return longest_tail(nears, COUNT(nears), text, at, length);
}

/* 十 百 千 multiply within a section, 万 億 close it. */
static int64_t multiplier(uint16_t c) {
  switch (c) {
  case u'十': return 10;
  case u'百': return 100;
  case u'千': return 1000;
  case u'万': return 10000;
  case u'億': return 100000000;
  default: return 0;
  }
}

static const int64_t number_most = 1000000000000; /* beyond that no number is told from another */

/* ASCII digits with 1,234 and 1.5. */
static void read_digits(const tm_chars *text, size_t *at, tm_number *number) {
  const uint16_t *c = text->code;
  size_t p = *at;
  number->zero = c[p] == '0';
  for (; p < text->count && c[p] >= '0' && c[p] <= '9'; p++) {
    number->value = number->value * 10 + (c[p] - '0');
    number->odd |= number->value > number_most;
    if (number->odd) number->value = 0;
    number->digits++;
    bool group = p + 4 < text->count && c[p + 1] == ',' && tm_script_of(c[p + 2]) == TM_DIGIT &&
                 tm_script_of(c[p + 3]) == TM_DIGIT && tm_script_of(c[p + 4]) == TM_DIGIT;
    if (group) p++;
  }
  if (p + 1 < text->count && c[p] == '.' && tm_script_of(c[p + 1]) == TM_DIGIT) {
    number->tenths = c[p + 1] - '0';
    p += 2;
    for (; p < text->count && (tm_script_of(c[p]) == TM_DIGIT || (c[p] == '.' && tm_script_of(c[p - 1]) == TM_DIGIT)); p++)
      number->odd = true;
  }
  *at = p;
}

bool tm_number_at(const tm_chars *text, size_t at, tm_number *number) {
  const uint16_t *c = text->code;
  *number = (tm_number){.tenths = -1};
  size_t p = at;
  if (p < text->count && c[p] >= '0' && c[p] <= '9') read_digits(text, &p, number);
  int64_t total = 0, section = 0, digits = number->value;
  bool any = p > at;
  for (; p < text->count; p++) {
    int64_t factor = multiplier(c[p]);
    int digit = c[p] >= 0x80 || total > 0 ? tm_digit(c[p]) : -1; /* 1億4550万 */
    if (c[p] == u'数' || c[p] == u'何') number->vague = true;
    else if (digit >= 0 && (!number->digits || total > 0)) digits = digits * 10 + digit;
    else if (factor >= 10000) total += (section + digits ? section + digits : 1) * factor, section = digits = 0;
    else if (factor) section += (digits ? digits : 1) * factor, digits = 0;
    else break;
    number->odd |= total > number_most || section > number_most || digits > number_most;
    if (number->odd) total = section = digits = 0;
    if (!number->digits) number->kanji = true;
    any = true;
  }
  number->value = total + section + digits;
  number->end = (uint32_t)p;
  return any;
}
