# Prints the hash of the first $SIZE bytes of $NAME, then the size it has by now.
cd -- "$FOLDER" && head -c "$SIZE" -- "$NAME" | hash_in && {
  stat -c %s -- "$NAME" 2>/dev/null || echo $(($(wc -c < "$NAME")))
}
