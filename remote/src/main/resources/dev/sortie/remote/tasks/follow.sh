# Streams out and err from byte offsets $OUT and $ERR until the task is over or our input ends.
cd "$d" 2>/dev/null || {
  # Deleted under the task: nothing of what it prints can be had, but it may go on for long.
  n=0
  while [ $n -lt 50 ] && [ -n "$(orphans)" ]; do
    pause
    n=$((n + 1))
  done
  exit 0
}
exec 3<&0 4>&2 2>/dev/null </dev/null
over() {
  [ -e status ] && return 0
  [ -d started ] || return 0
  runner_alive && return 1
  case $(state_of_task) in running | starting) return 1 ;; esac
  return 0
}
if over; then
  tail -c +$((OUT + 1)) out
  tail -c +$((ERR + 1)) err >&4
  exit 0
fi
until [ -e out ] && [ -e err ]; do pause; done
ended=
trap 'ended=1' TERM HUP
{ cat; kill -TERM $$; } <&3 >/dev/null 4>&- &
watcher=$!
tails=
if tail --version | grep -q GNU; then
  tail -s 0.1 -c +$((OUT + 1)) -f out &
  tails=$!
  tail -s 0.1 -c +$((ERR + 1)) -f err >&4 &
  tails="$tails $!"
  copy() { :; }
else
  exec 5<out 6<err
  dd bs=1 skip="$OUT" count=0 <&5
  dd bs=1 skip="$ERR" count=0 <&6
  copy() { cat <&5; cat <&6 >&4; }
fi
n=0
until [ -n "$ended" ] || over; do
  copy
  if [ $n -lt 600 ] || [ -z "$tails" ]; then pause; else sleep 0.5 || sleep 1; fi
  n=$((n + 1))
done
# Not TERM: a child that has not yet got rid of our handlers would swallow it and tail for ever.
kill -KILL $watcher $tails
exit 0
