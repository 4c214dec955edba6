# Brings the guard back where it is dead or frozen, with what is left of its time: run beside tasks, by
# cron, by login shells, and with each sign of life ("sign"). When it comes ("new") it also takes the
# place of what the create call had room for.
d=/root/.sortie/guard
beside=/root/.sortie/beside
how=$1
umask 077
exec 2>/dev/null
number() { case $1 in ""|*[!0-9]*|0?*|???????????*) return 1; esac; }
ours() {
  line= stat=
  number "$1" && read -r line </proc/$1/cmdline && :
  case $line in *-c'eval "$G"lifeline'*) read -r stat </proc/$1/stat;; *) return 1; esac
}
well() { ours "$1" && case $stat in *") "[tTZX]*) return 1; esac; }
look() {
  n= l= q= k= u= a= b=
  [ -f $d/state ] && read -r n l q k u a b rest <$d/state
  read -r up rest </proc/uptime
  up=${up%%.*}
  number "$up" || up=0
}
look
# Wiped: what lives writes it anew.
[ "$n" ] || { sleep 4; look; }
times=0 at= why=
if [ -f $d/again ]; then read -r times at rest <$d/again; else rm -rf $d/again; fi
number "$times" || times=0
if number "$a"; then
  if well $a || well $b; then
    # Its state moves at every beat, where it can be written.
    [ -w $d/state ] && number "$u" && [ $u != 0 ] && [ $((up-u)) -gt 15 ] || exit 0
    why=frozen
  else
    why=dead
    ours $a && why=frozen
    ours $b && why=frozen
  fi
elif [ "$n" ] && [ -f $beside ]; then
  why=young
else
  why=dead
  for folder in /proc/[0-9]*; do
    if well ${folder#/proc/}; then
      [ -w $d ] || exit 0
      why=young
    fi
  done
fi
# Whoever else comes by at the same time leaves it to one.
number "$at" && [ $up -ge $at ] && [ $((up-at)) -lt 3 ] && exit 0
[ $why = young ] || times=$((times+1))
mkdir -p $d
printf "%-40s\n" "$times $up $why" 1<>$d/again
# PATH last: where it is odd, what reads the others is not found.
# Values may have lines that look like other variables.
first() { tr "\n\0" "\1\n" </proc/1/environ | sed -n "s/^$1=//p" | head -n 1; }
for name in CONTAINER_ID CONTAINER_API_KEY SORTIE_MARKET_URL SORTIE_GUARD_TICK SORTIE_NET_DEV SORTIE_ETC PATH; do
  value=$(first $name)
  [ -z "$value" ] || export "$name=$value"
done
command -v sleep >/dev/null || PATH=$PATH:/usr/bin:/bin
# Stopped first, or one would bring back the other. Machines without a fence see each other's.
for signal in STOP KILL; do
  for folder in /proc/[0-9]*; do
    ours ${folder#/proc/} || continue
    tr "\n\0" "\1\n" <$folder/environ | grep -qx "CONTAINER_ID=$CONTAINER_ID" && kill -$signal ${folder#/proc/}
  done
done
# What is left of its time goes on to count. Where that is lost, we knew it when this came.
left={{left}} lease={{lease}}
if number "$n" && number "$l" && number "$q"; then
  gone=0
  # Seconds are cut off at both looks, and the guard takes a tick by itself.
  number "$u" && [ "$u" != 0 ] && [ $up -ge $u ] && gone=$((up-u+1-${SORTIE_GUARD_TICK:-2}))
  l=$((l>gone?l-gone:0)) q=$((q>gone?q-gone:0))
else
  m=
  [ -f $d/renewal ] && read -r m rest <$d/renewal
  n=0
  [ "$how" ] || ! number "$m" || n=$m
  [ $up -lt $then ] || left=$((left>up-then?left-up+then:0))
  l=$left q=$lease k=0
fi
case $k in [13]) ;; *) k=0; esac
[ -f $d/state ] || rm -rf $d/state
printf "%-70s\n" "$n $l $q $k" 1<>$d/state
G='{{guard}}'
(trap '' HUP; export G; $(command -v setsid) sh -c 'eval "$G"' lifeline a $l $q $k >/dev/null 2>&1 </dev/null &)
# A practice machine without a fence has this computer's own /etc.
[ "$SORTIE_MARKET_URL" ] && [ -z "$SORTIE_ETC" ] && exit 0
etc=${SORTIE_ETC:-/etc}
if [ -d $etc/cron.d ] && [ ! -e $etc/cron.d/lifeline ]; then
  echo "* * * * * root [ ! -f $beside ] || sh $beside" >$etc/cron.d/lifeline
fi
if [ -d $etc/profile.d ] && [ ! -e $etc/profile.d/lifeline.sh ]; then
  echo "[ ! -f $beside ] || (sh $beside >/dev/null 2>&1 &)" >$etc/profile.d/lifeline.sh
fi
exit 0
