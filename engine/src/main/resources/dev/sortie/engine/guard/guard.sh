#!/bin/sh
# Ends this instance when its time is up. The key in CONTAINER_API_KEY can end this instance only.
home=/root/.sortie
mkdir -p $home/guard
[ -s $home/guard/deadline ] || echo $(($(date +%s) + {{life_seconds}})) > $home/guard/deadline
cat > $home/guard/run <<'GUARD'
base=${SORTIE_MARKET_URL:-https://console.vast.ai}
path=/api/v0/instances/$CONTAINER_ID/
url=$base$path
auth="Authorization: Bearer $CONTAINER_API_KEY"
json='Content-Type: application/json'
# Whatever the image has; each is tried, for one that is there may still lack certificates.
curls() { curl -fsS -m 30 -X DELETE -H "$auth" -H "$json" -d '{}' "$url"; }
wgets() {
  wget -q -T 30 -O - --method=DELETE --body-data='{}' --header="$auth" --header="$json" "$url"
}
pythons() {
  for python in python3 python; do
    "$python" -c "from urllib.request import *; import os
h={'Authorization':'Bearer '+os.environ['CONTAINER_API_KEY'],'Content-Type':'application/json'}
urlopen(Request('$url',b'{}',h,method='DELETE'),timeout=30)" && return
  done
  return 1
}
raw() {
  host=${base#*://} host=${host%%/*}
  case $host in *:*) port=${host##*:} name=${host%:*} ;; *) port= name=$host ;; esac
  { printf 'DELETE %s HTTP/1.0\r\nHost: %s\r\n%s\r\n%s\r\nContent-Length: 2\r\n\r\n{}' \
    "$path" "$host" "$auth" "$json"; sleep 10; } |
    case $base in
      https:*) openssl s_client -quiet -verify_return_error -verify_hostname "$name" \
        -servername "$name" -connect "$name:${port:-443}" ;;
      *) nc "$name" "${port:-80}" ;;
    esac | grep '^HTTP/1\.. 2'
}
while :; do
  read -r mark < /root/.sortie/guard/deadline
  # A damaged file does not stretch the time, nor does it stop the guard.
  case $mark in '' | *[!0-9]*) mark=${last:-0} ;; esac
  last=$mark
  left=$((mark - $(date +%s)))
  if [ "$left" -le 0 ]; then curls || pythons || wgets || raw; sleep 15
  elif [ "$left" -lt 30 ]; then sleep "$left"
  else sleep 30
  fi
done
GUARD
# Where setsid is missing, being deaf to hang-ups must do.
(trap '' HUP; exec $(command -v setsid) sh $home/guard/run > $home/guard/log 2>&1 < /dev/null) &
# Sessions over SSH do not see the image's own variables (PATH above all); tasks read them here.
umask 077
# Listed by sh, whatever shell this is: each writes what some others cannot read.
sh -c 'export -p' |
  grep -vE '^export (PWD|OLDPWD|SHLVL|HOME|_|CONTAINER_API_KEY)(=|$)' > $home/env
