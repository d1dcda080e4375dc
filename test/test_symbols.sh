# labels: release
# What the libraries export: the shared one only tenmatsu_*, the static one only tenmatsu_* and tm_*.
. "$SOURCE/test/check.sh"
nm -D --defined-only "$BUILD/libtenmatsu.so" | awk '{ print $3 }' | grep -v '^tenmatsu_' >wrong &&
  fail "exported by libtenmatsu.so: $(tr '\n' ' ' <wrong)"
nm -g --defined-only "$BUILD/libtenmatsu.a" 2>/dev/null | awk 'NF == 3 { print $3 }' | grep -v -e '^tenmatsu_' -e '^tm_' >wrong &&
  fail "global in libtenmatsu.a: $(tr '\n' ' ' <wrong)"
# every function of the public header is there
for name in $(sed -n 's/^TENMATSU_API.*[ *]\(tenmatsu_[a-z_]*\)(.*/\1/p' "$SOURCE/include/tenmatsu.h"); do
  nm -D --defined-only "$BUILD/libtenmatsu.so" | grep -q " T $name$" || fail "not exported: $name"
done
finish
