# From here on the folder is that of our manifest.
FOLDER=${HOME:-/root}/.sortie/sync/$SYNC
mkdir -p "$FOLDER" && chmod 700 "$FOLDER" || exit 1
