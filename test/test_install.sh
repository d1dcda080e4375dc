# labels: release
# `cmake --install` into an empty prefix; example/code_string.c builds against it through pkg-config, and runs.
. "$SOURCE/test/check.sh"
prefix=$work/prefix
run 0 cmake --install "$BUILD" --prefix "$prefix"
export PKG_CONFIG_PATH="$prefix/lib/pkgconfig:$(dirname "$(find "$prefix" -name tenmatsu.pc)")"
flags() { pkg-config --define-variable=prefix="$prefix" "$@" tenmatsu; }
[ -f "$prefix/bin/tenmatsu" ] || fail 'no program'
[ -f "$prefix/share/man/man1/tenmatsu.1" ] || fail 'no man page'
run 0 cc -std=c17 -Wall -Wextra -Wpedantic -Werror $(flags --cflags) "$SOURCE/example/code_string.c" -o shared $(flags --libs)
run 0 cc -std=c17 $(flags --cflags) "$SOURCE/example/code_string.c" -o static -Wl,-Bstatic $(flags --libs) -Wl,-Bdynamic -ljansson -lm
export LD_LIBRARY_PATH=$(dirname "$(find "$prefix" -name libtenmatsu.so)")
if [ -f "$prefix/share/tenmatsu/tenmatsu.img" ]; then export TENMATSU_IMAGE="$prefix/share/tenmatsu/tenmatsu.img"; fi
for kind in shared static; do
  run 0 ./$kind '米国のバイデン大統領は24日、ロシアを非難した。'
  out_has '"record":"document"'
done
# a C++ program can include the header
printf '#include <tenmatsu.h>\nint main() { return !tenmatsu_version(); }\n' >header.cc
run 0 c++ -Wall -Wextra -Wpedantic -Werror $(flags --cflags) header.cc -o header $(flags --libs)
run 0 ./header
finish
