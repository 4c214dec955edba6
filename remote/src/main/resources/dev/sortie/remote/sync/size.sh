# Prints how much of a large file is there.
cd -- "$FOLDER" 2>/dev/null && [ -f "$PART" ] && wc -c < "$PART" || echo 0
