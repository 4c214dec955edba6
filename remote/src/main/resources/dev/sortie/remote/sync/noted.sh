# Where receive.sh notes the files that are on their way.
NOTED=${HOME:-/root}/.sortie/sync/$SYNC
