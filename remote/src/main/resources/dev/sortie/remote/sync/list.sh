# Prints N (no such folder) or D, then for all below $FOLDER: "type mode size mtime" path target,
# then E; each ended by NUL.
list() {
  cd -- "$FOLDER" 2>/dev/null || { printf 'N\0E\0'; return; }
  printf 'D\0'
  if find . -maxdepth 0 -printf '' 2>/dev/null; then
    find . -mindepth 1 -printf '%y %m %s %T@\0%P\0%l\0'
  else
    find . -mindepth 1 -exec /bin/sh -c '
      for p; do
        set -- $(stat -c "%f %s %Y" -- "$p") || continue
        mode=$((0x$1))
        case $((mode & 61440)) in
          32768) type=f ;; 16384) type=d ;; 40960) type=l ;; *) type=o ;;
        esac
        target=
        [ $type = l ] && target=$(readlink -- "$p"; echo .) && target=${target%??}
        printf "%s %o %s %s\0%s\0%s\0" $type $((mode & 4095)) "$2" "$3" "${p#./}" "$target"
      done' sh {} +
  fi
  printf 'E\0'
}
