#!/bin/sh
G='{{guard}}'
command -v sleep >/dev/null || PATH=$PATH:/usr/bin:/bin
(trap '' HUP; export G; $(command -v setsid) sh -c 'eval "$G"' lifeline a {{life}} {{grace}} >/dev/null 2>&1 </dev/null &)
d=/root/.sortie
umask 077
mkdir -p $d/guard
# Empty once an end has begun, for ever.
[ -e $d/guard/young ] || echo 1 >$d/guard/young
# What went through the network before does not count.
[ -s $d/guard/net ] || cat ${SORTIE_NET_DEV:-/proc/net/dev} >$d/guard/net
# Sessions over SSH do not see the image's own variables (PATH above all); tasks read them here.
# Listed by sh, whatever shell this is: each writes what some others cannot read.
sh -c 'export -p' |
grep -vE '^export (PWD|OLDPWD|SHLVL|HOME|_|CONTAINER_API_KEY)(=|$)' >$d/env
