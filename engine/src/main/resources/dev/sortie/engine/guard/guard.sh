# The guard: ends this instance when its lease or its life is over. The key in CONTAINER_API_KEY can
# end this instance only. Two processes run this and watch each other. Scripts.java drops comments
# and indentation before it is sent. It is handed on in the variable G, so that no file is needed to
# start it again, and its command line is short and says little: what a task sends to all that is
# called sh, python or guard does not find it. So it holds no single quote.
# Lines that end in "more" have no room in the create call; the first sign of life brings them, before
# any task runs (beside.sh). Those that end in "short" then go.
umask 077
BASH_ENV= # more
# What a task sends to all that runs (pkill sh, kill -1) passes by.
trap "" HUP INT QUIT TERM
trap k=1 USR1
trap k=2 USR2
trap k=3 ALRM
d=/root/.sortie/guard
t=${SORTIE_GUARD_TICK:-2}
w=0 i=0 j=0 z=0 f=
h=0 # more
# The shell by a name that is not its own; BusyBox would not know what to be under it.
X=/proc/$$/exe # more
$X -c : || X=sh # more
printf lifeline >/proc/$$/comm # more
# A whole number that arithmetic of any shell takes.
num() { case $1 in ""|*[!0-9]*|0?*|???????????*) return 1; esac; }
b=${SORTIE_MARKET_URL:-https://console.vast.ai}
u=/api/v0/instances/$CONTAINER_ID/
A="Authorization: Bearer $CONTAINER_API_KEY"
J="Content-Type: application/json"
# Networks in front of an API often refuse the name that a program gives itself.
N="User-Agent: sortie"
# METHOD BODY. Whatever the image has; each is tried until one brings an answer, for a program
# that is there may still lack certificates. None may hang for ever. With f, only while that holds.
ask() {
  for c in curl python3 python wget nc; do
    [ -z "$f" ] || [ -s "$f" ] || return
    case $c in
      curl) curl -qsSm 20 -X $1 -H "$A" -H "$J" -H "$N" ${2:+-d $2} $b$u;;
      p*) $c -c "import sys,signal,urllib.request as r
signal.alarm(30)
_,v,u,b,*h=sys.argv
try:a=r.urlopen(r.Request(u,b.encode()or None,dict(x.split(\": \")for x in h),method=v),timeout=20)
except r.HTTPError as e:a=e
print(a.read())" $1 $b$u "$2" "$A" "$J" "$N";;
      wget) wget -qO- -t1 -T20 --content-on-error --method=$1 ${2:+--body-data=$2} --header="$A" --header="$J" -U "${N#*: }" $b$u || case $? in 6) echo auth;; 8) ;; *) false; esac;;
      *) h=${b#*://}
      case $h in *:*) ;; *) h=$h:443; esac
      { printf "$1 $u HTTP/1.0\r\nHost: $h\r\n$A\r\n$J\r\n$N\r\nContent-Length: ${#2}\r\n\r\n$2"; sleep 10; } | {
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
    # Where the line is down or nobody listens, nobody else gets further, and Python is dear.
    case $c$? in curl[67]|curl28) return 1; esac # more
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
  ask DELETE {} && [ $i -ge 3 ] && ask PUT "{\"state\":\"stopped\"}"
}
now() { s=$(date +%s); num "$s" || s=0; }
# Whether that process is one of ours, and not stopped; an ended one whom nobody buries is neither.
ours() {
  c= y=
  read -r c </proc/$1/cmdline
  read -r y </proc/$1/stat # more
  case $c$y in *lifeline*") "[tT]*) kill -9 $1; c=; esac # more
  case $c in *"-ceval \"\$G\"lifeline"*) ;; *) false; esac
}
# Whatever a task put in the place of a file: a pipe would hold us for ever.
mine() { [ -f $d/$1 ] || [ ! -e $d/$1 ] || rm -rf $d/$1; } # more
# Role, the other process, end by the clock, seconds left, seconds of the lease left, the last
# renewal, key: 0 unknown, 1 may read, 2 refused, 3 may start.
r=$1 p=$2 e=$3 l=$4 q=$5 n=$6 k=$7
# Or, at a start: role, life, grace, and the key where it is known. What is left of an earlier start
# is never stretched; where all of it is damaged, nothing is left.
[ "$n" ] || {
  L=$p Q=$e k=${l:-0} p=0 e=
  mkdir -p $d
  now
  mine state # more
  mine deadline # more
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
  [ -s $d/renewal ] || printf "%-90s\n" 0 1<>$d/renewal
  exec $X -c "eval \"\$G\"" lifeline $r 0 $e $l $q $n $k # more
}
read -r U x </proc/uptime # more
U=${U%%.*} # more
while :; do
  ours $p || [ ! -e /proc/$$ ] || {
    [ $r = a ] && c=b || c=a
    $(command -v setsid) sh -c "eval \"\$G\"" lifeline $c $$ $e $l $q $n $k & # short
    $(command -v setsid) $X -c "eval \"\$G\"" lifeline $c $$ $e $l $q $n $k & # more
    p=$!
  }
  # The number at its end shows that it was read whole.
  m= v=
  mine renewal # more
  read -r m x y v <$d/renewal
  [ "$m" = "${v##* }" ] && num "$m" && num "$x" && num "$y" && {
    [ $m = $n ] || {
      n=$m q=$x
      [ $y -gt $l ] || l=$y
    }
    [ ! -f $d/toll ] || (set -- $((x-q)) $v; . $d/toll)
    [ $? != 9 ] || l=0
  }
  # The clock is asked seldom, for that takes a process of its own.
  now # short
  [ $h -gt 0 ] || { now; h=8; } # more
  if [ $l = 0 ] || [ $q = 0 ] || [ $s -ge $e ]; then
    [ $w -gt 0 ] || {
      mine young # more
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
      *) [ $w -gt 0 ] || { check & j=$((j<9?j+1:9)) w=$((5*t*j)); }
    esac
  fi
  # Who only watches does so seldom while nothing is near.
  B=$t
  [ $r = a ] || [ $l -lt $((9*t)) ] || [ $q -lt $((9*t)) ] || B=$((3*t)) # more
  # Files keep their size and are written in place: so they can be on a full disk. Where somebody
  # wiped them they come back.
  [ $r = b ] || {
    [ -d $d ] || mkdir -p $d # short
    [ -d $d ] || { rm -f ${d%/*} $d; mkdir -p $d; } # more
    mine deadline # more
    mine state # more
    # Of two pairs, that of the lower number stays.
    y= # more
    read -r c c c c c y c <$d/state # more
    num "$y" && [ $y -lt $$ ] && ours $y && kill -9 $p && exit # more
    printf "%-12s\n" $e 1<>$d/deadline
    printf "%-40s\n" "$n $l $q $k" 1<>$d/state # short
    printf "%-70s\n" "$n $l $q $k ${U:-0} $$ $p" 1<>$d/state # more
  }
  sleep $B || z=$((z+1)) # short
  g=$B # short
  # Seconds are counted by what has passed since the start of the computer, which nobody sets; where
  # that cannot be read, by what was slept. What does not sleep makes room for what does; Python is
  # dear, so it sleeps longer.
  g=0 # more
  for c in "sleep $B" "busybox sleep $B" "perl -e sleep($B)" "python3 -c __import__(\"time\").sleep($((5*B)))"; do # more
    o=$U U= # more
    $c && case $c in py*) g=$((5*B));; *) g=$B; esac # more
    read -r U x </proc/uptime # more
    U=${U%%.*} # more
    num "$U" && num "$o" && [ $U -ge $o ] && g=$((U-o)) # more
    [ $g = 0 ] || break # more
  done # more
  [ $g = 0 ] && z=$((z+1)) || z=0 # more
  # Who cannot sleep must not spin either: somebody will start it again.
  [ $z -lt 9 ] || exit
  h=$((h-1)) # more
  s=$((s+g)) w=$((w>g?w-g:0)) l=$((l>g?l-g:0)) q=$((q>g?q-g:0))
done
