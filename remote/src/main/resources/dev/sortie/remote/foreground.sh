# Runs $COMMAND in a session of its own and ends all of it when our input ends.
command -v setsid >/dev/null 2>&1 || exec /bin/sh -c "$COMMAND" </dev/null
exec 3<&0 </dev/null
setsid /bin/sh -c "$COMMAND" 3<&- &
child=$!
{
  cat
  kill -HUP -$child
  kill -TERM -$child
  sleep 1
  kill -KILL -$child
} <&3 >/dev/null 2>&1 3<&- &
watcher=$!
wait $child
code=$?
kill $watcher 2>/dev/null
exit $code
