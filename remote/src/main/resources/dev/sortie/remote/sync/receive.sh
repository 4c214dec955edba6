# Takes one large file: bytes from block $SKIP (of 1 MiB) on go into $PART, which is kept when the
# connection is cut.
mkdir -p -- "$FOLDER" && cd -- "$FOLDER" || exit 1
dd of="$PART" bs=1048576 seek="$SKIP" conv=notrunc 2>"$PART.err" || {
  cat "$PART.err" >&2
  rm -f -- "$PART.err"
  exit 1
}
rm -f -- "$PART.err"
