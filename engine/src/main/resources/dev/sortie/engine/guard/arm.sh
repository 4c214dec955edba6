# Starts the guard again on a machine where it does not answer.
d=/root/.sortie/guard
number() { case $1 in ""|*[!0-9]*|0?*|???????????*) return 1; esac; }
first() { tr "\0" "\n" </proc/1/environ | sed -n "s/^$1=//p" | head -n 1; }
# PATH last: where it is odd, what reads the others is not found.
for name in CONTAINER_ID CONTAINER_API_KEY SORTIE_MARKET_URL SORTIE_GUARD_TICK SORTIE_NET_DEV PATH; do
  value=$(first $name)
  [ -z "$value" ] || export "$name=$value"
done
command -v sleep >/dev/null || PATH=$PATH:/usr/bin:/bin
# One that hangs would come back beside the new one. Machines without a fence see each other's.
for folder in /proc/[0-9]*; do
  line=
  read -r line <$folder/cmdline
  case $line in *sh-c": sortie-guard")
    tr "\0" "\n" <$folder/environ | grep -qx "CONTAINER_ID=$CONTAINER_ID" && kill -9 ${folder#/proc/}
  esac
done 2>/dev/null
# What is left of its time goes on to count, but where that is lost, we know it.
read -r n l q k <$d/state
read -r e <$d/deadline
number "$n" && number "$l" && number "$q" || number "$e" || rm -f $d/state $d/deadline
G='{{guard}}'
(trap '' HUP; export G; $(command -v setsid) sh -c "$G" g a {{left}} {{lease}} >/dev/null 2>&1 </dev/null &)
