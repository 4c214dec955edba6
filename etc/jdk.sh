# Sourced by every script that starts Java: sets JAVA_HOME to a JDK 25, or ends with one line that says what to
# install, and sees to a locale that Java reads names and arguments right by.
_found=
for _home in "${SORTIE_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*25* "${HOME:-}"/.sdkman/candidates/java/25* \
  "${HOME:-}"/.jdks/*25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home /opt/homebrew/opt/openjdk@25; do
  if [ -x "$_home/bin/javac" ] && grep -q '^JAVA_VERSION="25' "$_home/release" 2>/dev/null; then
    JAVA_HOME=$_home
    _found=1
    break
  fi
done
[ -n "$_found" ] || {
  echo "${0##*/}: needs a JDK 25; install one (e.g. Eclipse Temurin 25) or point JAVA_HOME at it" >&2
  exit 69
}

# Names and arguments are UTF-8 bytes. Java mangles them in the locale "C", which is also what the C library
# takes where the one that is asked for is not installed (slim containers, ssh with SendEnv LANG): so not what
# LANG says counts, but what `locale` makes of it.
case $(locale charmap 2>/dev/null) in
  UTF-8 | utf8 | utf-8) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac
