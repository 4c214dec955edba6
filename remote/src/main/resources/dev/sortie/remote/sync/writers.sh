# Prints the machine's time, then up to three lines "command (process id)" of those who have $NAME
# open for writing; or, after a line "-", of what tasks left running.
date -u +%Y-%m-%dT%H:%M:%SZ
cd -- "$FOLDER" || exit 0
command_of() {
  c=$(tr '\0' ' ' < "/proc/$1/cmdline" 2>/dev/null | tr -d '\000-\037\177' | cut -c 1-80)
  printf '%s (%s)\n' "${c% }" "$1"
}
writing() {
  for fd in /proc/[0-9]*/fd/*; do
    [ "$fd" -ef "$NAME" ] || continue
    p=${fd#/proc/} p=${p%%/*}
    while read -r key flags; do
      case $key$flags in flags:*[1256]) command_of "$p" ;; esac
    done < "/proc/$p/fdinfo/${fd##*/}"
  done 2>/dev/null
}
found=$(writing | sort -u | head -n 3)
if [ -z "$found" ]; then
  echo -
  found=$(grep -szlF SORTIE_TASK= /proc/[0-9]*/environ 2>/dev/null | while IFS=/ read -r _ _ p _; do
    [ -d "/proc/$p" ] && [ "$p" != $$ ] && command_of "$p"
  done | head -n 3)
fi
printf '%s\n' "$found"
