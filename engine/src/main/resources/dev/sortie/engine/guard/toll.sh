# Seconds since the last renewal; prices of a gigabyte in and out, in millionths of a dollar, and of a
# second, in billionths; and what bytes and those seconds may cost, in millionths.
# The guard runs this at every beat. Exit status 9: they have cost more. Whatever goes wrong here ends
# nothing.
d=/root/.sortie/guard
for number in "$1" "$2" "$3" "$4" "$5"; do
  case $number in ""|*[!0-9]*|0?*|???????????*) exit; esac
done
elapsed=$1 price_in=$2 price_out=$3 second=$4 most=$5
million=1000000
[ -f $d/traffic ] || exit
read -r last_in last_out all_in all_out space whole <$d/traffic || exit
# The last word shows that the row was read whole.
case $whole in ""|*[!0-9]*) exit; esac
[ "$whole" = "$last_in$last_out$all_in$all_out" ] || exit
now=0
while IFS=: read -r name counts; do
  set -- $counts
  [ $# -lt 9 ] || [ "${name##* }" = lo ] || now=$((now+$1/million*price_in+$9/million*price_out))
done <${SORTIE_NET_DEV:-/proc/net/dev}
before=$((last_in/million*price_in+last_out/million*price_out))
# Counters begin anew with the container.
[ $now -ge $before ] || before=0
spent=$((all_in/million*price_in+all_out/million*price_out+now-before+elapsed*second))
[ $spent -le $((most*1000)) ] || exit 9
# Behind it may stand the rest of a longer one.
exit 0
