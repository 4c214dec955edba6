# Unpacks a tar stream into $FOLDER, which is made when absent.
mkdir -p -- "$FOLDER" && cd -- "$FOLDER" || exit 1
if tar --version 2>/dev/null | grep -q GNU; then
  exec tar -b 128 --warning=no-timestamp -xpf -
fi
exec tar -xpf -
