# list prints N (nothing of that name), F (no folder) or D, then for all below $FOLDER: "type mode size
# mtime" path target, then E, or U when it could not read all; each ended by NUL. list_named does so for
# the NUL-ended names of its input alone.
list() { listing all; }
list_named() { listing named; }
facts='%y %m %s %T@\0%p\0%l\0'

each='
  for p; do
    [ -e "$p" ] || [ -L "$p" ] || continue
    set -- $(stat -c "%f %s %Y" -- "$p") || continue
    mode=$((0x$1))
    case $((mode & 61440)) in
      32768) type=f ;; 16384) type=d ;; 40960) type=l ;; *) type=o ;;
    esac
    target=
    [ $type = l ] && target=$(readlink -- "$p"; echo .) && target=${target%??}
    printf "%s %o %s %s\0%s\0%s\0" $type $((mode & 4095)) "$2" "$3" "$p" "$target"
  done'

listing() {
  if ! cd -- "$FOLDER" 2>/dev/null; then
    # What cannot be entered is not empty.
    if [ -d "$FOLDER" ]; then printf 'D\0U\0'; elif [ -e "$FOLDER" ]; then printf 'F\0E\0'; else printf 'N\0E\0'; fi
    return
  fi
  printf 'D\0'
  end=E
  if find . -maxdepth 0 -printf '' 2>/dev/null; then
    case $1 in
      all) find . -mindepth 1 -printf "$facts" || end=U ;;
      named) xargs -0 sh -c 'exec find "$@" -maxdepth 0 -printf "$0"' "$facts" 2>/dev/null ;;
    esac
  else
    case $1 in
      all) find . -mindepth 1 -exec /bin/sh -c "$each" sh {} + || end=U ;;
      named) xargs -0 /bin/sh -c "$each" sh ;;
    esac
  fi
  printf '%s\0' $end
}
