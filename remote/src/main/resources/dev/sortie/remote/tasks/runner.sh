# Runs one task detached: sh runner FOLDER-OF-THE-TASK. Whoever makes started/ runs it, once.
cd "$1" || exit 1
umask 077
mkdir started 2>/dev/null || exit 0
mv job started/job || exit 1
: > out && : > err
# Room for the exit status is taken now, so that a full disk cannot lose it.
echo '      ' > status.tmp
# What lies beside the tasks of this machine, if anything does, is run as this one starts, every few
# seconds while it runs, and once after it: in a session of its own and without the task's variables,
# so that it is no part of the task.
if command -v setsid >/dev/null 2>&1; then
  setsid /bin/sh -c 'while :; do
    [ ! -f "$1" ] || /bin/sh "$1"
    [ ! -e "$2/status" ] && kill -0 "$3" && sleep 5 || exit
  done' beside "${HOME:-/root}/.sortie/beside" "$1" $$ </dev/null >/dev/null 2>&1 &
fi
# The job: who it is, where and what, and begin(), which sets its variables. Those may have any name,
# so begin() is called in a shell that only starts the task.
. ./started/job
rm -f started/job
printf '%s\n' "$key" > key
IFS= read -r line < /proc/$$/stat
set -- ${line##*) }
[ "$4" = "$$" ] && : > own-session
shift 19
printf '%s %s\n' "$$" "$1" > pid.tmp && mv pid.tmp pid
umask 022
shell=$(command -v bash) || shell=/bin/sh
(
  mkdir -p -- "$folder" && cd -- "$folder" || exit 1
  begin "$shell" -c "$command"
) </dev/null >>out 2>>err
code=$?
printf '%-6s' "$code" 1<>status.tmp
mv status.tmp status
