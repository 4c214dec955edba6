# Starts a task unless one of that id was started before. Standard input: the job file.
# A cut connection must not end us half-way; handlers, unlike ignored signals, are not inherited.
trap : HUP PIPE TERM
umask 077
mkdir -p "$base" || exit 73
# One whose folder was deleted under it is not begun a second time beside itself.
if [ ! -d "$d/started" ] && [ -z "$(orphans)" ]; then
  stage=$base/.job.$ID.$$
  cat > "$stage" && [ "$(tail -n 1 "$stage")" = '# whole' ] || {
    rm -f "$stage"
    exit 73
  }
  mkdir -p "$d" && printf '%s' "$RUNNER" > "$d/runner.$$" && mv -f "$d/runner.$$" "$d/runner" \
    && mv -f "$stage" "$d/job" || exit 73
  if command -v setsid >/dev/null 2>&1; then
    setsid /bin/sh "$d/runner" "$d" </dev/null >/dev/null 2>&1 &
  else
    nohup /bin/sh "$d/runner" "$d" </dev/null >/dev/null 2>&1 &
  fi
fi
n=0
until [ -e "$d/pid" ] || [ -e "$d/status" ] || [ ! -d "$d" ] || [ $n -ge 50 ]; do
  pause
  n=$((n + 1))
done
rm -f "$d/job"
# A task may delete this folder at once; whoever follows it finds out.
[ -e "$d/pid" ] || [ -e "$d/status" ] || [ ! -d "$d" ] || {
  echo "its runner has not begun within five seconds" >&2
  exit 75
}
