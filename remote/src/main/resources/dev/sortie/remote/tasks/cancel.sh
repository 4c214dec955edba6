# Ends the task's processes: TERM, and KILL after $GRACE tenths of a second.
[ -d "$d/started" ] || exit 0
found=$(members)
[ -n "$found" ] && kill -TERM $found 2>/dev/null
n=0
while [ "$n" -lt "$GRACE" ] && [ -n "$(members)" ]; do
  pause
  n=$((n + 1))
done
n=0
while found=$(members) && [ -n "$found" ] && [ $n -lt 50 ]; do
  kill -KILL $found 2>/dev/null
  pause
  n=$((n + 1))
done
n=0
while [ ! -e "$d/status" ] && runner_alive && [ $n -lt 20 ]; do
  pause
  n=$((n + 1))
done
[ -z "$(members)" ]
