# Takes one file: bytes from $SKIP on go into $PART, which is kept when the connection is cut. They
# are written at their place, not appended: what an earlier, cut connection still writes is the same.
mkdir -p -- "$FOLDER" && cd -- "$FOLDER" || exit 1
[ -z "$NOTED" ] || { mkdir -p "$NOTED" && printf '%s\0' "$PART" >> "$NOTED/parts"; } || exit 1
exec 3<>"$PART" || exit 1
dd bs=1 seek="$SKIP" count=0 >&3 </dev/null 2>/dev/null || exit 1
exec cat >&3
