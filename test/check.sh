# Shared by the test scripts: `. "$SOURCE/test/check.sh"`. $TENMATSU, $TENMATSU_IMAGE, $SOURCE, $BUILD come from CTest.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
unset NO_COLOR

fail() {
  echo "FAIL: $*"
  failures=$((failures + 1))
}

# run WANTED_STATUS COMMAND...: runs it, keeps standard output in `out` and stderr in `err`, compares the exit status.
run() {
  wanted=$1
  shift
  "$@" >out 2>err
  status=$?
  [ "$status" -eq "$wanted" ] || fail "exit status $status, not $wanted: $* ($(head -n 3 err))"
}

# out_is TEXT, err_is TEXT: all of what came out; out_has, err_has PATTERN: a line matches.
out_is() { [ "$(cat out)" = "$1" ] || fail "standard output is: $(head -c 500 out)"; }
err_is() { [ "$(cat err)" = "$1" ] || fail "stderr is: $(head -c 500 err)"; }
out_has() { grep -q -e "$1" out || fail "no \"$1\" in standard output: $(head -c 500 out)"; }
err_has() { grep -q -e "$1" err || fail "no \"$1\" in stderr: $(head -c 500 err)"; }

finish() {
  [ "$failures" -eq 0 ] || echo "$failures failed"
  exit "$((failures > 0))"
}
