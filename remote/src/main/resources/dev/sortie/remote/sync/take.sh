# Prints the first $SIZE bytes of $NAME, read once and from one file, whatever is put in its place.
cd -- "$FOLDER" && exec head -c "$SIZE" < "$NAME"
