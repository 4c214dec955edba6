# A sign of life. Answers: sortie-guard NONCE TAKEN KEY LEFT LEASE DOWN UP
d=/root/.sortie/guard
nonce={{nonce}}
exec 2>/dev/null
umask 077
mkdir -p $d
# In place, so that a full disk does not swallow it; the number at its end shows that it is whole.
printf "%-90s\n" "$nonce {{lease}} {{left}} {{toll}} $nonce" 1<>$d/renewal
# What the guard has no room for in the create call. In place too: the same bytes over the same, so
# that it is always as whole as the disk had room for.
cat 1<>$d/toll <<"TOLL"
{{script}}
TOLL
taken=0 polls=0 more=0
while [ $polls -lt 40 ] && [ $more -lt 12 ]; do
  read -r n l q k rest <$d/state
  if [ "$n" = $nonce ]; then
    taken=1
    # Its key may just be being tried.
    [ "$k" = 0 ] || break
    more=$((more+1))
  fi
  if sleep 0.25; then polls=$((polls+1)); else sleep 1; polls=$((polls+4)); fi
done
case $k in [0-3]) ;; *) k=0; esac
for c in l q; do eval "v=\$$c"; case $v in ""|*[!0-9]*|???????????*) eval "$c=0"; esac; done
# FILE in the manner of /proc/net/dev: bytes received and sent by all interfaces but the loopback.
sum() {
  down=0 up=0 seen=
  while IFS=: read -r name counts; do
    set -- $counts
    case $1$9 in ""|*[!0-9]*) continue; esac
    [ $# -lt 9 ] || [ "${name##* }" = lo ] && continue
    down=$((down+$1)) up=$((up+$9)) seen=1
  done <$1
}
# A practice machine shares this computer's network, so only its own counter may be read there.
environment=$(tr "\0" "\n" </proc/1/environ)
counter=$(printf "%s\n" "$environment" | sed -n "s/^SORTIE_NET_DEV=//p")
if [ -z "$counter" ]; then
  case $environment in ""|*SORTIE_MARKET_URL=*) ;; *) counter=/proc/net/dev; esac
fi
# Without what to start from, all of the machine's bytes count.
[ -s $d/net ] || echo "all:0 0 0 0 0 0 0 0 0" >$d/net
space=$(readlink /proc/1/ns/net || echo unknown)
total="- -"
sum $d/net
if [ "$counter" ] && [ "$seen" ]; then
  # What was counted up to the last look, then all in all; counters begin anew with the container.
  last_down=$down last_up=$up all_down=0 all_up=0 last_space=$space
  read -r a b c e f rest <$d/traffic
  case $a$b$c$e in ""|*[!0-9]*) ;; *)
    [ "$f" ] && last_down=$a last_up=$b all_down=$c all_up=$e last_space=$f
  esac
  sum $counter
  [ "$space" = "$last_space" ] && [ $down -ge $last_down ] && [ $up -ge $last_up ] || last_down=0 last_up=0
  if [ "$seen" ]; then
    all_down=$((all_down+down-last_down)) all_up=$((all_up+up-last_up))
    printf "%-160s\n" "$down $up $all_down $all_up $space $down$up$all_down$all_up" 1<>$d/traffic
    total="$all_down $all_up"
  fi
fi
printf "\nsortie-guard %s %s %s %s %s %s\n" $nonce $taken $k $l $q "$total"
