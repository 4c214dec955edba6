#!/bin/sh
# Process 1 of a machine: runs onstart, then only waits, which also buries orphans.   pid1 ROOT
if [ -s "$1/root/onstart.sh" ]; then
  shell=$(command -v bash || echo sh)
  (cd "$1/root" && exec "$shell" ./onstart.sh) >>"$1/var/log/onstart.log" 2>&1 </dev/null &
fi
while :; do
  sleep 2147483 &
  wait $!
done
