#!/bin/sh
# Outside of a machine: ends its processes once no market stands behind them.
#   watch.sh ROOT KIND PID START LOOK_SECONDS LOOKS
# PID and START are those of the machine's first process. It is ended after LOOKS looks in a row
# that found no living market, or two that found no folder.
mark=SORTIE_PRACTICE_MACHINE

fields() { # PID: what proc(5) stat says after the name; empty when it is gone
  stat=
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null
  stat=${stat##*) }
}

lives() { # PID START
  if [ -e /proc/self/stat ]; then
    fields "$1"
    set -- "$2" $stat
    case ${2:-Z} in Z | X) return 1 ;; esac
    [ "${21}" = "$1" ]
  else
    kill -0 "$1" 2>/dev/null
  fi
}

marked() { # numbers of the processes whose environment names this machine
  for file in $(grep -lF -- "$mark=$root" /proc/[0-9]*/environ 2>/dev/null); do
    number=${file#/proc/}
    tr '\0' '\n' <"$file" 2>/dev/null | grep -qxF -- "$mark=$root" && echo "${number%/environ}"
  done
}

# Without a fence a machine may have processes although its first one is dead.
stands() { lives "$pid" "$start" || { [ "$kind" = plain ] && [ -n "$(marked)" ]; }; }

strike() { # every marked process, and whatever shares a session that a marked one leads
  sessions=' '
  for one in $1; do
    fields "$one"
    set -- $stat
    [ "${4:-}" != "$one" ] || sessions="$sessions$one "
    kill -9 "$one"
  done
  for one in /proc/[0-9]*; do
    fields "${one#/proc/}"
    set -- $stat
    case $sessions in *" ${4:--} "*) kill -9 "${one#/proc/}" ;; esac
  done
}

finish() { # WHY
  lives "$pid" "$start" && kill -9 "$pid"
  if [ "$kind" = plain ]; then
    round=0
    # Round after round: a process may fork between a look and a kill.
    while [ "$round" -lt 50 ]; do
      found=$(marked)
      [ -n "$found" ] || break
      strike "$found"
      round=$((round + 1))
    done
  fi 2>/dev/null
  [ ! -d "$root/state" ] || echo "$1" >"$root/state/ended"
  exit 0
}

main() {
  root=$1 kind=$2 pid=$3 start=$4 look=$5 looks=$6 napping=
  # What it starts is not a watcher, and outlives a killed one for a moment.
  unset SORTIE_PRACTICE_WATCH
  trap '[ -z "$napping" ] || kill "$napping"; exit 0' TERM
  fields $$
  set -- $stat
  boot=-
  { read -r boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
  echo "$$ ${20:-0} $boot" >"$root/state/watcher.$$" &&
    mv "$root/state/watcher.$$" "$root/state/watcher"
  missed=0 gone=0
  while :; do
    sleep "$look" &
    napping=$!
    wait "$napping"
    napping=
    stands || exit 0
    if [ ! -d "$root/state" ]; then
      gone=$((gone + 1))
      [ "$gone" -lt 2 ] || finish 'its folder is gone'
      continue
    fi
    gone=0 watcher= market= began=
    { read -r watcher _ <"$root/state/watcher"; } 2>/dev/null
    # Another watcher has taken this one's place.
    [ "${watcher:-$$}" = $$ ] || exit 0
    { read -r market began _ <"$root/state/market"; } 2>/dev/null
    if [ -n "$market" ] && lives "$market" "$began"; then
      missed=0
      continue
    fi
    missed=$((missed + 1))
    [ "$missed" -lt "$looks" ] || finish "no practice market stood behind it for $((look * looks)) s"
  done
}

main "$@"
exit
