# Makes $PART, which is to have the hash $HASH, our manifest.
m=${HOME:-/root}/.sortie/sync/$SYNC
cd "$m" || exit 1
[ "$(hash_of "$PART")" = "$HASH" ] || { rm -f "$PART"; exit 3; }
mv -f "$PART" manifest && rm -f new.*
