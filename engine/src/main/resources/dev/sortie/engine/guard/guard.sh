: sortie-guard
# The guard: ends this instance when its lease or its life is over. The key in CONTAINER_API_KEY can
# end this instance only. Two processes run this and watch each other. Scripts.java drops comments
# and indentation before it is sent. It is handed on in the variable G, so that no file is needed to
# start it again; so it holds no single quote.
umask 077
# What a task sends to all that runs (pkill sh, kill -1) passes by.
trap "" HUP INT QUIT TERM
trap k=1 USR1
trap k=2 USR2
trap k=3 ALRM
d=/root/.sortie/guard
t=${SORTIE_GUARD_TICK:-2}
w=0
i=0
f=
# A whole number that arithmetic of any shell takes.
num() { case $1 in ""|*[!0-9]*|0?*|???????????*) return 1; esac; }
b=${SORTIE_MARKET_URL:-https://console.vast.ai}
u=/api/v0/instances/$CONTAINER_ID/
A="Authorization: Bearer $CONTAINER_API_KEY"
J="Content-Type: application/json"
# METHOD BODY. Whatever the image has; each is tried until one brings an answer, for a program
# that is there may still lack certificates. None may hang for ever. With f, only while that holds.
ask() {
  for c in curl python3 python wget nc; do
    [ -z "$f" ] || [ -s "$f" ] || return
    case $c in
      curl) curl -sSm 20 -X $1 -H "$A" -H "$J" ${2:+-d $2} $b$u;;
      p*) $c -c "import sys,signal,urllib.request as r
signal.alarm(30)
_,v,u,b,*h=sys.argv
try:a=r.urlopen(r.Request(u,b.encode()or None,dict(x.split(\": \")for x in h),method=v),timeout=20)
except r.HTTPError as e:a=e
print(a.read())" $1 $b$u "$2" "$A" "$J";;
      wget) wget -qO- -t1 -T20 --content-on-error --method=$1 ${2:+--body-data=$2} --header="$A" --header="$J" $b$u || case $? in 6) echo auth;; 8) ;; *) false; esac;;
      *) h=${b#*://}
      case $h in *:*) ;; *) h=$h:443; esac
      { printf "$1 $u HTTP/1.0\r\nHost: $h\r\n$A\r\n$J\r\nContent-Length: ${#2}\r\n\r\n$2"; sleep 10; } | {
        exec 3<&0
        case $b in
          https*) exec openssl s_client -quiet -no_ign_eof -verify_return_error -verify_hostname ${h%:*} -servername ${h%:*} -connect $h;;
          *) exec nc -w 20 ${h%:*} ${h#*:}
        esac <&3 &
        p=$!
        (sleep 20; kill -9 $p) >&2 &
        wait $p
        kill -9 $!
      }
    esac && return
  done
}
# Jobs run beside the loop, so that no slow answer stops the counting; they answer by signal.
# Who may not read this instance may still start it, which does nothing to one that runs. What was
# begun to be ended must not be started, so there is a start only while "young" is not empty.
check() {
  case $(ask GET) in
    *\"instances\":{*|*\"instances\":\ {*) kill -USR1 $$;;
    *[Aa]uth*|*orbidden*|*\"instances\":*null*)
      f=$d/young
      case $(ask PUT "{\"state\":\"running\"}") in
        *\"success\":true*|*\"success\":\ true*) kill -ALRM $$;;
        *) kill -USR2 $$
      esac
  esac
}
# A destroy that worked is not lived through: whoever still is here tries again, and stops it too.
end() {
  ask DELETE {}
  [ $i -lt 3 ] || ask PUT "{\"state\":\"stopped\"}"
}
now() { s=$(date +%s); num "$s" || s=0; }
# Role, the other process, end by the clock, seconds left, seconds of the lease left, the last
# renewal, key: 0 unknown, 1 may read, 2 refused, 3 may start.
r=$1 p=$2 e=$3 l=$4 q=$5 n=$6 k=$7
# Or, at a start: role, life, grace. What is left of an earlier start is never stretched; where
# all of it is damaged, nothing is left.
[ "$n" ] || {
  L=$p Q=$e p=0 e= k=0
  mkdir -p $d
  now
  read -r n l q c <$d/state
  read -r e <$d/deadline
  # What was not written down any more counts as one more tick.
  num "$n" && num "$l" && num "$q" && l=$((l>t?l-t:0)) q=$((q>t?q-t:0)) || {
    n=0 l=0 q=$Q
    if num "$e"; then l=$((e>s?e-s:0))
    else [ -e $d/state ] || [ -e $d/deadline ] || l=$L
    fi
  }
  [ $l -le $L ] || l=$L
  [ $q -le $Q ] || q=$Q
  num "$e" && [ $e -lt $((s+l)) ] || e=$((s+l))
  [ -s $d/renewal ] || printf "%-90s\n" 0 >$d/renewal
}
while :; do
  # An ended process whom nobody buries has an empty command line.
  c=
  read -r c </proc/$p/cmdline
  case $c in
    *sh-c": sortie-guard") ;;
    *) [ -e /proc/$$ ] && {
      [ $r = a ] && c=b || c=a
      $(command -v setsid) sh -c "$G" g $c $$ $e $l $q $n $k &
      p=$!
    }
  esac
  # The number at its end shows that it was read whole.
  m= v=
  read -r m x y v <$d/renewal
  [ "$m" = "${v##* }" ] && num "$m" && num "$x" && num "$y" && {
    [ $m = $n ] || {
      n=$m q=$x
      [ $y -gt $l ] || l=$y
    }
    sh $d/toll $((x-q)) $v
    [ $? != 9 ] || l=0
  }
  now
  if [ $l = 0 ] || [ $q = 0 ] || [ $s -ge $e ]; then
    [ $w -gt 0 ] || {
      true >$d/young
      end &
      i=$((i<5?i+1:5))
      w=$((t<<i))
    }
  else
    i=0
    case $r$k in
      b*) w=$((3*t));;
      a[13]) w=0;;
      *) [ $w -gt 0 ] || { check & w=$((5*t)); }
    esac
  fi
  # Files keep their size and are written in place: so they can be on a full disk. Where somebody
  # wiped them they come back.
  [ $r = b ] || {
    [ -d $d ] || mkdir -p $d
    printf "%-12s\n" $e 1<>$d/deadline
    printf "%-40s\n" "$n $l $q $k" 1<>$d/state
  }
  sleep $t
  w=$((w-t)) l=$((l>t?l-t:0)) q=$((q>t?q-t:0))
done
