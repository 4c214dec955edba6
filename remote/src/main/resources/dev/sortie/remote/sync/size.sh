# Prints how much of a file is there. A cut archive leaves the beginning of a file under $NAME,
# which goes on as $PART when it is longer.
cd -- "$FOLDER" 2>/dev/null || { echo 0; exit; }
size() { if [ -f "$1" ] && [ ! -L "$1" ]; then echo $(($(wc -c < "$1"))); else echo 0; fi; }
had=$(size "$PART")
[ "$BEGUN" = yes ] && [ "$(size "$NAME")" -gt "$had" ] && mv -f -- "$NAME" "$PART" && had=$(size "$PART")
echo "$had"
