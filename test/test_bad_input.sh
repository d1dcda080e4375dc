# Bad input: a clear message, exit status 1, and the rest of the input is still coded.
. "$SOURCE/test/check.sh"
code() { "$TENMATSU" code --records document "$@"; }
good='{"record":"document","doc":"good"'
printf '題\n米国は24日、ロシアを非難した。\n' >good.txt

: >empty.txt
run 1 code empty.txt good.txt
err_is 'empty.txt: is empty'
out_has "$good"
: >empty.jsonl
run 1 code empty.jsonl
err_is 'empty.jsonl: is empty'
run 1 sh -c '"$TENMATSU" code - </dev/null'
err_is 'standard input: is empty'
printf '\n\n \n' >blank.txt
run 1 code blank.txt
err_is 'blank.txt: is empty'

# binary files, by whatever name
cp "$TENMATSU" program.txt
head -c 100000 /dev/urandom >noise.jsonl
run 1 code program.txt noise.jsonl good.txt
err_has '^program.txt: is a binary file, not text$'
err_has '^noise.jsonl: is a binary file, not text$'
out_has "$good"
printf '\202\240\202\242\202\244\202\246\202\250\r\n' >sjis.txt
run 1 code sjis.txt
err_has '^sjis.txt: is not UTF-8 (Shift_JIS or EUC-JP?)'
printf '\377\376\102\060\104\060' >utf16.txt
run 1 code utf16.txt
err_has '^utf16.txt: is UTF-16'

# invalid UTF-8 and NUL bytes: told with file, line and byte, replaced
printf '題\n米国は\377ロシアを\343\201非難した。\n' >bytes.txt
run 1 code bytes.txt
err_is 'bytes.txt:2: warning: invalid UTF-8 at byte 13 of the file; 3 bytes replaced by U+FFFD'
out_has '米国は�ロシアを��非難した。'
printf '題\n米国は\000ロシアを非難した。\n' >nul.txt
run 1 code nul.txt
err_is 'nul.txt:2: warning: NUL at byte 13 of the file; 1 byte replaced by U+FFFD'
out_has '米国は�ロシアを非難した。'
printf '{"text":"ok"}\n{"text":"\343\201 x"}\n' >bytes.jsonl
run 1 code bytes.jsonl
err_is 'bytes.jsonl:2: warning: invalid UTF-8 at byte 23 of the file; 2 bytes replaced by U+FFFD'
[ "$(wc -l <out)" -eq 2 ] || fail 'a line of bytes.jsonl is missing'

# broken JSON lines: each told, the next is read
printf '%s\n' '{"text":"a"}' '{"text":' '{"id":"x"}' '[]' '{"text":3}' '"text"' '{"text":""}' '{"text":"b"' '{"text":"c"}' >broken.jsonl
run 1 code broken.jsonl
[ "$(sed 's/: .*//' err | tr '\n' ' ')" = 'broken.jsonl:2 broken.jsonl:3 broken.jsonl:4 broken.jsonl:5 broken.jsonl:6 broken.jsonl:7 broken.jsonl:8 ' ] ||
  fail "messages: $(cat err)"
err_has '^broken.jsonl:3: no string field "text"$'
[ "$(wc -l <out)" -eq 2 ] || fail 'a good line is missing'
run 1 code --jobs 3 broken.jsonl
[ "$(wc -l <out)" -eq 2 ] || fail 'a good line is missing with several jobs'
printf '{"date":"yesterday","text":"a"}\n' >date.jsonl
run 1 code date.jsonl
err_has '^date.jsonl:1: warning: "yesterday" is no date'
out_has '"doc":"date-1"'

# missing files and folders that cannot be read
run 1 code missing.txt good.txt
err_is 'missing.txt: No such file or directory'
out_has "$good"
mkdir nothing
run 1 code nothing
err_is 'nothing: no .txt or .jsonl file in this folder'
mkdir locked && cp good.txt locked && chmod 000 locked
if [ "$(id -u)" -eq 0 ]; then
  if command -v setpriv >/dev/null; then
    chmod 755 "$work"
    # As nobody, without root's rights; needs the program to be readable for all.
    if setpriv --reuid 65534 --clear-groups "$TENMATSU" version >/dev/null 2>&1; then
      run 1 setpriv --reuid 65534 --clear-groups "$TENMATSU" code --records document locked good.txt
      err_is 'locked: Permission denied'
      out_has "$good"
    fi
  fi
else
  run 1 code locked good.txt
  err_is 'locked: Permission denied'
  out_has "$good"
fi
chmod 755 locked

# a full disk
if [ -w /dev/full ]; then
  for n in 1 3; do
    run 1 sh -c '"$TENMATSU" code --records document --jobs '$n' good.txt good.txt >/dev/full'
    err_is 'tenmatsu: standard output: No space left on device'
  done
  run 1 sh -c '"$TENMATSU" help code >/dev/full'
fi

# a closed pipe: no message, no hang
i=0
while [ $i -lt 2000 ]; do
  echo '{"date":"2022-02-24","text":"米国のバイデン大統領は24日、ロシアを非難した。"}'
  i=$((i + 1))
done >many.jsonl
for n in 1 3; do
  run 0 sh -c '"$TENMATSU" code --records all --jobs '$n' many.jsonl | head -n 1 >/dev/null'
  err_is ''
done

# names and text must not steer the terminal
name=$(printf 'a\033]0;x\007.txt')
run 1 code "$name"
err_is 'a?]0;x?.txt: No such file or directory'
finish
