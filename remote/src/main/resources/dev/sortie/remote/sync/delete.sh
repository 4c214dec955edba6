# Deletes the NUL-ended names of standard input below $FOLDER by $TOOL (rm -f or rmdir).
cd -- "$FOLDER" || exit 0
xargs -0 $TOOL -- 2>&1
exit 0
