# list prints N (nothing of that name), F (no folder), O (Sortie's own folder) or D, then for all below $FOLDER: "type mode size
# mtime" path target, then E, or U and why when it could not read all; each ended by NUL. list_named
# does so for the NUL-ended names of its input alone. Sortie's own folder on the machine holds secrets
# and what a run needs: it is nobody's result, also where it lies inside of $FOLDER.
list() { listing all; }
list_named() { listing named; }
facts='%y %m %s %T@\0%p\0%l\0'

each='
  failed=0
  for p; do
    facts=$(stat -c "%f %s %Y" -- "$p" 2>/dev/null) || {
      # What has vanished meanwhile is no failure.
      if [ -e "$p" ] || [ -L "$p" ]; then
        failed=1
        echo "find: $p: cannot be looked at" >&2
      fi
      continue
    }
    set -- $facts
    mode=$((0x$1))
    case $((mode & 61440)) in
      32768) type=f ;; 16384) type=d ;; 40960) type=l ;; *) type=o ;;
    esac
    target=
    [ $type = l ] && target=$(readlink -- "$p"; echo .) && target=${target%??}
    printf "%s %o %s %s\0%s\0%s\0" $type $((mode & 4095)) "$2" "$3" "$p" "$target"
  done
  exit $failed'

listing() {
  cd -- "$FOLDER" 2>/dev/null || { not_entered; return; }
  which=$1 here=$(pwd -P)
  set --
  for own in "${HOME:-/root}/.sortie" /root/.sortie; do
    own=$(cd -- "$own" 2>/dev/null && pwd -P) || continue
    case $here/ in "$own"/*) printf 'O\0E\0'; return ;; esac
    case $own in
      "${here%/}"/*)
        own=$(printf '%s\n' "${own#"${here%/}"/}" | sed 's/[][*?\\]/\\&/g')
        set -- "$@" -path "./$own" -prune -o ;;
    esac
  done
  printf 'D\0'
  why=
  exec 3>&1
  if find . -maxdepth 0 -ignore_readdir_race -printf '' 2>/dev/null; then
    case $which in
      all) why=$(LC_ALL=C find . -ignore_readdir_race -mindepth 1 "$@" -printf "$facts" 2>&1 >&3) || unread=1 ;;
      named) xargs -0 sh -c 'exec find "$@" -maxdepth 0 -printf "$0"' "$facts" 2>/dev/null ;;
    esac
  else
    case $which in
      all) why=$(LC_ALL=C find . -mindepth 1 "$@" -exec /bin/sh -c "$each" sh {} + 2>&1 >&3) || unread=1 ;;
      named) xargs -0 /bin/sh -c "$each" sh ;;
    esac
  fi
  exec 3>&-
  if [ "${unread:-0}" = 1 ]; then
    printf 'U\0%s\0' "$(printf '%s\n' "$why" | head -n 20)"
  else
    printf 'E\0'
  fi
}

# What cannot be entered or looked at is not absent; only the machine's own word for that counts.
not_entered() {
  # Some ls follow a link.
  [ -L "$FOLDER" ] || why=$(LC_ALL=C ls -d -- "$FOLDER" 2>&1 >/dev/null) || case $why in
    *"No such file"*|*"Not a directory"*) printf 'N\0E\0'; return ;;
  esac
  if [ -e "$FOLDER" ] && [ ! -d "$FOLDER" ]; then
    printf 'F\0E\0'
  else
    printf 'D\0U\0%s\0' "$why"
  fi
}
