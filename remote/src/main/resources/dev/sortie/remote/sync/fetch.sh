# Prints one file from byte $SKIP on.
cd -- "$FOLDER" && exec tail -c +$((SKIP + 1)) -- "$NAME"
