# Damaged engine images are refused with a message at load.
. "$SOURCE/test/check.sh"
[ -f "$TENMATSU_IMAGE" ] || { echo 'no image built yet'; exit 0; }
echo 'ロシアは24日、米国を非難した。' >in.txt
size=$(stat -Lc %s "$TENMATSU_IMAGE")

refused() {
  run 3 "$TENMATSU" code --image damaged.img in.txt
  err_has '^tenmatsu: damaged.img: '
  out_is ''
}

run 0 "$TENMATSU" code in.txt
run 3 "$TENMATSU" code --image missing.img in.txt
err_has '^tenmatsu: missing.img: '
run 3 env TENMATSU_IMAGE=missing.img "$TENMATSU" code in.txt

for keep in 0 1 8 31 32 100 4096 $((size / 2)) $((size - 1)); do
  head -c "$keep" "$TENMATSU_IMAGE" >damaged.img
  refused
done
{ cat "$TENMATSU_IMAGE"; echo; } >damaged.img
refused
head -c "$size" /dev/zero >damaged.img
refused
cp in.txt damaged.img
refused
mkdir folder.img
run 3 "$TENMATSU" code --image folder.img in.txt

# one flipped byte: in the magic, the version, the table, the sections
cp "$TENMATSU_IMAGE" damaged.img
for at in 0 8 12 16 24 32 48 64 72 100 200 1000 $((size / 3)) $((size / 2)) $((size - 1)); do
  byte=$(od -An -tu1 -j "$at" -N 1 "$TENMATSU_IMAGE" | tr -d ' ')
  printf "\\$(printf '%03o' $((byte ^ 0x41)))" | dd of=damaged.img bs=1 seek="$at" conv=notrunc status=none
  refused
  printf "\\$(printf '%03o' "$byte")" | dd of=damaged.img bs=1 seek="$at" conv=notrunc status=none
done
cmp -s damaged.img "$TENMATSU_IMAGE" || fail 'the test itself damaged the copy'

# another version says so
printf '\377' | dd of=damaged.img bs=1 seek=8 conv=notrunc status=none
refused
err_has 'version'
finish
