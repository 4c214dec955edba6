# Packs the NUL-ended names of standard input, which are files below $FOLDER.
cd -- "$FOLDER" || exit 1
if tar --version 2>/dev/null | grep -q GNU; then
  exec tar -b 128 --format=gnu --hard-dereference --no-recursion -cf - --null -T -
fi
exec xargs -0 tar -cf -
