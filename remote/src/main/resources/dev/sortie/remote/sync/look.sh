# look LIST prints the machine's time, then what LIST prints: S alone when its hash is $SEEN, else
# from byte $SKIP on, packed after a Z where there is gzip, plain after a P.
look() {
  date +%s
  if [ -n "$SEEN" ] && [ "$("$1" | hash_in)" = "$SEEN" ]; then
    printf S
  elif command -v gzip >/dev/null 2>&1; then
    printf Z
    "$1" | from_byte | gzip -1
  else
    printf P
    "$1" | from_byte
  fi
}
from_byte() { if [ "$SKIP" -gt 0 ]; then tail -c +$((SKIP + 1)); else cat; fi; }
