#!/bin/sh
# What is set here is set in shells of its own: variables of the image and the recipe may have any name.
command -v sleep >/dev/null || PATH=$PATH:/usr/bin:/bin
(trap '' HUP; G='{{guard}}'; export G; $(command -v setsid) sh -c 'eval "$G"' lifeline a {{life}} {{grace}} >/dev/null 2>&1 </dev/null &)
umask 077
mkdir -p /root/.sortie/guard
(
d=/root/.sortie/guard
# Empty once an end has begun, for ever.
[ -e $d/young ] || echo 1 >$d/young
# What went through the network before does not count.
[ -s $d/net ] || cat ${SORTIE_NET_DEV:-/proc/net/dev} >$d/net
)
# Sessions over SSH do not see the image's own variables (PATH above all); tasks read them here.
# Listed by sh, whatever shell this is: each writes what some others cannot read.
sh -c 'unset PWD OLDPWD SHLVL HOME _ CONTAINER_API_KEY; export -p' >/root/.sortie/env
