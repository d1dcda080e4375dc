# labels: slow release
# Very large inputs: one line of 100 MB, a million short lines, in bounded memory and time.
. "$SOURCE/test/check.sh"
ulimit -v 8000000
code() { timeout 200 "$TENMATSU" code "$@"; }

# 100 MB without a line end or a full stop, most of it one word, 1 MB of it many: as text, as a JSON line
long_line() {
  yes 'これはとても長い一行' | head -n 17500 | tr -d '\n'
  head -c 103000000 /dev/zero | tr '\0' a
  yes 'これはとても長い一行' | head -n 17500 | tr -d '\n'
}
long_line >line.txt
run 0 code line.txt
{ printf '{"text":"'; long_line; printf '"}\n{"id":"after","text":"a"}\n'; } >line.jsonl
rm line.txt
run 0 code --records document line.jsonl
out_has '"doc":"after"'
rm line.jsonl out

# 5 MB of events in one line
yes '米国は24日、ロシアを非難した。中国は反発した。' | head -n 72000 | tr -d '\n' >events.txt
run 0 code --date 2022-02-24 events.txt
rm events.txt out

# a JSON line over the limit is left out, the next one is read
{ printf '{"text":"'; head -c 300000000 /dev/zero | tr '\0' a; printf '"}\n{"id":"after","text":"a"}\n'; } >over.jsonl
run 1 code --records document over.jsonl
err_is 'over.jsonl:1: the line is longer than 256 MiB; left out'
out_has '"doc":"after"'
mv over.jsonl over.txt
run 1 code over.txt
err_is 'over.txt: is longer than 256 MiB; left out'
rm over.txt

# a million short lines: as one text, as a million reports
yes '会談した。' | head -n 1000000 >million.txt
run 0 code million.txt
yes '{"text":"会談した。"}' | head -n 1000000 >million.jsonl
run 0 code million.jsonl
run 0 code --jobs 2 million.jsonl
yes x | head -n 1000000 >broken.jsonl
run 1 code broken.jsonl
[ "$(wc -l <err)" -le 101 ] || fail 'a million messages'
err_has 'and 999900 more such messages'
finish
