# Gives the whole large file its name when its hash is right; else throws it away.
cd -- "$FOLDER" || exit 1
[ "$(hash_of "$PART")" = "$HASH" ] || {
  rm -f -- "$PART"
  exit 3
}
chmod "$MODE" "$PART" && touch -d "@$MTIME" "$PART" && mv -f -- "$PART" "$NAME"
