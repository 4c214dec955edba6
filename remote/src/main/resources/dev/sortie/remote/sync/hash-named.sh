# Prints the hash of $NAME.
cd -- "$FOLDER" && hash_of "$NAME"
