# A sign of life. Answers: sortie-guard NONCE TAKEN KEY LEFT LEASE DOWN UP BESIDE TIMES WHY
# BESIDE: whether beside.sh is there, as we know it. TIMES and WHY: what it had to bring back so far.
d=/root/.sortie/guard
beside=/root/.sortie/beside
nonce={{nonce}}
exec 2>/dev/null
umask 077
# What a task put in the place of a file goes: a pipe would take what is written and keep it.
[ -d $d ] || { rm -f ${d%/*} $d; mkdir -p $d; }
for file in renewal toll; do [ -f $d/$file ] || rm -rf $d/$file; done
# In place, so that a full disk does not swallow it; the number at its end shows that it is whole.
printf "%-90s\n" "$nonce {{lease}} {{left}} {{toll}} $nonce" 1<>$d/renewal
# What the guard has no room for in the create call. In place too: the same bytes over the same, so
# that it is always as whole as the disk had room for.
cat 1<>$d/toll <<"TOLL"
{{script}}
TOLL
here=0
[ -f $beside ] && read -r head <$beside && [ "$head" = "# {{version}}" ] && here=1
taken=0 polls=0 more=0 most=40
# Who misses beside.sh brings it first, and asks again.
[ $here-{{last}} != 0-0 ] || most=0
while [ $polls -lt $most ] && [ $more -lt 12 ]; do
  # A dead one is brought back at once, and again where somebody goes on to kill it.
  [ $((polls%8)) != 0 ] || [ $here = 0 ] || sh $beside sign </dev/null >&2
  n= l= q= k=
  [ -f $d/state ] && read -r n l q k rest <$d/state
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
# Values may have lines that look like other variables.
environment=$(tr "\n\0" "\1\n" </proc/1/environ)
counter=$(printf "%s\n" "$environment" | sed -n "s/^SORTIE_NET_DEV=//p")
if [ -z "$counter" ]; then
  [ -z "$environment" ] || printf "%s\n" "$environment" | grep -q "^SORTIE_MARKET_URL=" || counter=/proc/net/dev
fi
# Without what to start from, all of the machine's bytes count.
[ -f $d/net ] || rm -rf $d/net
[ -s $d/net ] || echo "all:0 0 0 0 0 0 0 0 0" >$d/net
space=$(readlink /proc/1/ns/net || echo unknown)
total="- -"
sum $d/net
if [ "$counter" ] && [ "$seen" ]; then
  # What was counted up to the last look, then all in all; counters begin anew with the container.
  last_down=$down last_up=$up all_down=0 all_up=0 last_space=$space
  [ -f $d/traffic ] || rm -rf $d/traffic
  a= b= c= e= f=
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
times=0 why=
[ -f $d/again ] && read -r times up why rest <$d/again
case $times in ""|*[!0-9]*|??????????*) times=0; esac
case $why in dead|frozen) ;; *) why=-; esac
printf "\nsortie-guard %s %s %s %s %s %s %s %s %s\n" $nonce $taken $k $l $q "$total" $here $times $why
