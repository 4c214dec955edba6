# Replaces the manifest by standard input, whose size must be $SIZE.
m=${HOME:-/root}/.sortie/sync/$SYNC
mkdir -p "$m" && chmod 700 "$m" && cat > "$m/new.$$" || exit 1
[ "$(wc -c < "$m/new.$$")" -eq "$SIZE" ] && mv -f "$m/new.$$" "$m/manifest"
