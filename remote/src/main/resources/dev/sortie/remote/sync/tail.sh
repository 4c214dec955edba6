# Prints "differs" when the first $HAVE bytes of $NAME, by their samples, are not those of $SAMPLE;
# else "same", then all bytes from there up to $SIZE.
cd -- "$FOLDER" || exit 1
samples() {
  head -c "$HEAD" -- "$NAME"
  tail -c +$((FROM + 1)) -- "$NAME" | head -c $((HAVE - FROM))
}
if [ "$HAVE" -gt 0 ] && [ "$(samples | hash_in)" != "$SAMPLE" ]; then
  echo differs
  exit 0
fi
echo same
tail -c +$((HAVE + 1)) -- "$NAME" | head -c $((SIZE - HAVE))
