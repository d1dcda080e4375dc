# The command line: commands, options, exit codes, order of output, formats.
. "$SOURCE/test/check.sh"

run 2 "$TENMATSU"
err_has 'which command'
run 2 "$TENMATSU" frobnicate
err_has 'no command "frobnicate"'
run 0 "$TENMATSU" version
out_has '^tenmatsu [0-9]*\.[0-9]*\.[0-9]*$'
run 0 "$TENMATSU" --version
for command in '' code explain version help; do
  run 0 "$TENMATSU" help $command
  out_has '^usage: tenmatsu'
done
run 0 "$TENMATSU" code --help
out_has 'Exit status: 0 ok'
run 2 "$TENMATSU" help nonsense

# misuse
run 2 "$TENMATSU" code --date 2024-02-30 -
err_has 'YYYY-MM-DD'
run 2 "$TENMATSU" code --records event,foo -
err_has 'no kind "foo"'
run 2 "$TENMATSU" code --records '' -
run 2 "$TENMATSU" code --from html -
run 2 "$TENMATSU" code --format xml -
for n in 0 -1 x 1x 100000; do run 2 "$TENMATSU" code --jobs "$n" -; done
run 2 "$TENMATSU" code --date
err_has 'a value is missing'
run 2 "$TENMATSU" code --no-such-option
err_has 'no option --no-such-option'

# where the id, the date and the text come from
printf '題名\n本文だ。\n' >2024-04-13_talks.txt
run 0 "$TENMATSU" code --records document 2024-04-13_talks.txt
out_has '"doc":"2024-04-13_talks"'
out_has '"date":"2024-04-13","date_basis":"given"'
run 0 "$TENMATSU" code --records document --date 2020-01-02 2024-04-13_talks.txt
out_has '"date":"2020-01-02"'
printf '{"n":3,"d":"2022-01-10","h":"題","t":"本文だ。"}\n' >named.jsonl
run 0 "$TENMATSU" code --records document --field-id n --field-date d --field-title h --field-text t named.jsonl
out_has '"doc":"3","title":"題","date":"2022-01-10"'
run 0 sh -c '"$TENMATSU" code --records document - <2024-04-13_talks.txt'
out_has '"doc":"stdin"'
run 0 sh -c '"$TENMATSU" code --from jsonl --field-text t --records document <named.jsonl'
out_has '"doc":"stdin-1"'
run 0 sh -c '"$TENMATSU" code --from jsonl --records all - </dev/null'
out_is ''

# folders, in sorted order; the same whatever the number of jobs
mkdir -p folder/b
i=0
while [ $i -lt 300 ]; do
  echo "{\"id\":\"$i\",\"date\":\"2022-02-24\",\"text\":\"米国のバイデン大統領は24日、ロシアを非難した。文$i。\"}"
  i=$((i + 1))
done >folder/b/many.jsonl
printf '題\n文だ。\n' >folder/c.txt
printf '題\n文だ。\n' >folder/a.txt
run 0 "$TENMATSU" code --records all folder
cp out one
head -n 1 one | grep -q '"doc":"a"' || fail 'the folder does not begin with a.txt'
[ "$(grep -c '"record":"document"' one)" -eq 302 ] || fail 'documents are missing'
for n in 2 3 8; do
  run 0 "$TENMATSU" code --jobs $n --records all folder
  cmp -s one out || fail "--jobs $n gives another output"
done
run 0 "$TENMATSU" code --jobs 4 --records all folder/c.txt folder/a.txt
[ "$(sed -n 's/.*"record":"document","doc":"\([a-z]*\)".*/\1/p' out | tr -d '\n')" = ca ] || fail 'files are out of order'

# every line is JSON, and a document's text holds its sentences and its records' texts where they say
python3 - one <<'PYTHON' || fail 'records do not agree with their document'
import json, sys
text = ""
for line in open(sys.argv[1], encoding="utf-8"):
    r = json.loads(line)
    if r["record"] == "document":
        text = r["text"]
    elif "text" in r:
        assert text[r["start"]:r["end"]] == r["text"], r
    for m in r.get("mentions", []):
        assert text[m["start"]:m["end"]] == m["text"], r
PYTHON

# equal sentences keep apart, dates are days, months or years: a fiscal year and a summer are told by their months
printf '独外相、エジプトを訪問\n\nイランは2008年度に米国を非難した。\n\nイランは2008年夏に米国を非難した。\n\nイランは米国を非難した。\n\nイランは米国を非難した。\n' >twice.txt
run 0 "$TENMATSU" code --date 2022-01-12 --records event twice.txt
[ "$(grep -c '"act":"ACCUSE"' out)" = 4 ] || fail 'four sentences that accuse'
[ "$(grep -o '"id":"[^"]*"' out | sort | uniq -d | wc -l)" = 0 ] || fail 'two events share an id'
! grep -q '"date":"[^"]*[A-Z]' out || fail 'an event date that is no date'
out_has '"date":"2008-04","enddate":"2009-03"'
out_has '"date":"2008-06","enddate":"2008-08"'

# tables
run 0 "$TENMATSU" code --format table --records all 2024-04-13_talks.txt
out_has '2024-04-13  2024-04-13_talks'
! grep -q "$(printf '\033')" out || fail 'colours in a file'
if command -v script >/dev/null; then
  on_terminal() { env TERM=xterm "$@" script -qec "$TENMATSU code --format table 2024-04-13_talks.txt" /dev/null >out </dev/null; }
  on_terminal
  grep -q "$(printf '\033')" out || fail 'no colours on a terminal'
  on_terminal NO_COLOR=1
  ! grep -q "$(printf '\033')" out || fail 'colours in spite of NO_COLOR'
fi

run 0 "$TENMATSU" explain --date 2022-02-24 2024-04-13_talks.txt
[ -s out ] || fail 'explain says nothing'
finish
