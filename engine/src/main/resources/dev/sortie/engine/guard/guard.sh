#!/bin/sh
# Ends this instance when its time is up. The key in CONTAINER_API_KEY can end this instance only.
home=/root/.sortie
mkdir -p $home/guard
[ -s $home/guard/deadline ] || echo $(($(date +%s) + {{life_seconds}})) > $home/guard/deadline
cat > $home/guard/run <<'GUARD'
url=${SORTIE_MARKET_URL:-https://console.vast.ai}/api/v0/instances/$CONTAINER_ID/
auth="Authorization: Bearer $CONTAINER_API_KEY"
json='Content-Type: application/json'
end() {
  if command -v curl; then
    curl -fsS -m 30 -X DELETE -H "$auth" -H "$json" -d '{}' "$url"
  elif command -v python3; then
    python3 -c "from urllib.request import *; import os
h={'Authorization':'Bearer '+os.environ['CONTAINER_API_KEY'],'Content-Type':'application/json'}
urlopen(Request('$url',b'{}',h,method='DELETE'),timeout=30)"
  else
    wget -q -T 30 -O - --method=DELETE --body-data='{}' --header="$auth" --header="$json" "$url"
  fi
}
while :; do
  left=$(($(cat /root/.sortie/guard/deadline) - $(date +%s)))
  if [ "$left" -le 0 ]; then end; sleep 15
  elif [ "$left" -lt 30 ]; then sleep "$left"
  else sleep 30
  fi
done
GUARD
setsid sh $home/guard/run > $home/guard/log 2>&1 < /dev/null &
# Sessions over SSH do not see the image's own variables (PATH above all); tasks read them here.
umask 077
export -p | grep -vE '^(export|declare -x) (PWD|OLDPWD|SHLVL|HOME|_|CONTAINER_API_KEY)=' > $home/env
