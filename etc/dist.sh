# Sourced by ./sortie: builds cli/target/dist/<name>/ (jars, their order, AOT caches) and points
# cli/target/dist/current at it. A new folder each time, so that a running Sortie keeps its jars.
# Needs $root, $dist and $JAVA_HOME.

# "current" carries the time at which its build began, so an edit during the build is seen.
dist_is_stale() {
  [ -f "$dist/current" ] || return 0
  [ -f "$root/pom.xml" ] || return 1
  [ -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -newer "$dist/current" -print -quit 2>/dev/null)" ]
}

dist_build() {
  mkdir -p "$dist"
  _lock=$dist/lock
  _said=
  until ln -s "$$" "$_lock" 2>/dev/null; do
    _owner=$(readlink "$_lock" 2>/dev/null || :)
    if [ -n "$_owner" ] && ! kill -0 "$_owner" 2>/dev/null; then
      rm -f "$_lock"
    elif [ -z "$_said" ]; then
      echo "sortie: waiting for the build that process $_owner is at …" >&2
      _said=1
    fi
    sleep 1
  done
  trap 'rm -f "$_lock"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  if dist_is_stale; then dist_make; fi
  rm -f "$_lock"
  trap - EXIT INT TERM HUP
}

dist_make() {
  if [ -f "$dist/current" ]; then
    echo "sortie: building (sources changed) …" >&2
  else
    echo "sortie: building (first use, about a minute) …" >&2
  fi
  _name=$(date +%Y%m%d%H%M%S)-$$
  _new=$dist/$_name
  _log=$root/cli/target/build.log
  echo "$_name" >"$dist/next"
  # SORTIE_NO_MAVEN: Maven itself is running this, in a test, and has made the jars already.
  if [ -z "${SORTIE_NO_MAVEN:-}" ]; then
    "$root/build" -q -T 1C -pl cli -am -Dmaven.test.skip=true package >"$_log" 2>&1 </dev/null || dist_failed
  fi
  mkdir -p "$_new/lib"
  read -r _paths <"$root/cli/target/classpath.txt" || :
  _old_ifs=$IFS
  IFS=:
  for _jar in "$(echo "$root"/cli/target/sortie-cli-*.jar)" $_paths; do
    cp "$_jar" "$_new/lib/"
    echo "${_jar##*/}" >>"$_new/classpath"
  done
  IFS=$_old_ifs
  dist_train >"$_log" 2>&1 </dev/null || dist_failed
  mv -f "$dist/next" "$dist/current"
  # Those that run from older ones may go on; three are kept for them.
  ls -1t "$dist" | grep '^[0-9]*-[0-9]*$' | tail -n +4 | while read -r _old; do rm -rf "${dist:?}/$_old"; done
}

# A training run writes down which classes a kind of command loads; see "java -XX:AOTCacheOutput".
dist_train() {
  _cp=
  while read -r _jar; do _cp=$_cp:$_new/lib/$_jar; done <"$_new/classpath"
  for _cache in quick journal full; do
    "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$_new/$_cache.aot" -Xlog:aot=off -Xlog:cds=off \
      -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
      -Dorg.sqlite.lib.path="$_new/native" \
      -cp "${_cp#:}" dev.sortie.cli.Main warmup "$_cache" "$_new/native" || return 1
  done
}

dist_failed() {
  echo "sortie: the build failed:" >&2
  # The lines with a place in a file say it best, then Maven's own first words, then whatever is last.
  { grep '^.\{0,12\}\[ERROR\] /' "$_log" || grep -m 3 '\[ERROR\]' "$_log" || tail -n 20 "$_log"; } |
    sort -u | head -n 20 >&2
  echo "sortie: all of it: $_log" >&2
  exit 70
}
