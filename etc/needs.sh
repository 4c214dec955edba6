# Sourced by ./build before tests run: makes sure of the programs that they run against, and of what the
# kernel must allow. Installs what is missing (as root, with the system's package manager) or ends with
# one line that names it. SORTIE_SKIP="sshd busybox" goes on without these; what then did not run is
# counted in the last lines.

# A program and its package, in the words of Debian, Fedora, Alpine and Homebrew; "-": part of every such system.
needs_table='
bash       bash            bash            bash            bash
dash       dash            dash            dash            dash
busybox    busybox         busybox         busybox         -
sshd       openssh-server  openssh-server  openssh-server  -
ssh        openssh-client  openssh-clients openssh-client-default -
sftp       openssh-sftp-server openssh-server openssh-sftp-server -
curl       curl            curl            curl            curl
wget       wget            wget            wget            wget
openssl    openssl         openssl         openssl         openssl
python3    python3         python3         python3         python3
rsync      rsync           rsync           rsync           rsync
git        git             git             git             git
tar        tar             tar             tar             -
make       make            make            make            make
script     bsdutils        util-linux      util-linux-misc -
unshare    util-linux      util-linux      util-linux      -
setpriv    util-linux      util-linux      setpriv         -
mount      mount           util-linux      mount           -
ps         procps          procps-ng       procps          -
pkill      procps          procps-ng       procps          -
killall    psmisc          psmisc          psmisc          -
kill       procps          util-linux      procps          -
chattr     e2fsprogs       e2fsprogs       e2fsprogs-extra -
'

needs_has() {
  case $1 in
    sftp)
      for _place in lib/openssh libexec/openssh lib/ssh libexec; do
        [ ! -x "/usr/$_place/sftp-server" ] || return 0
      done
      return 1
      ;;
    # Tests name these by their places.
    dash | bash | busybox | curl | wget | python3 | openssl) [ -x "/usr/bin/$1" ] || { [ "$(uname)" = Darwin ] && command -v "$1"; } ;;
    sshd) [ -x /usr/sbin/sshd ] ;;
    *) command -v "$1" ;;
  esac >/dev/null 2>&1
}

needs_may_skip() {
  case " ${SORTIE_SKIP:-} " in *" $1 "*) ;; *) return 1 ;; esac
}

# The programs that are missing and may not be, and their packages: sets _missing and _packages.
needs_look() {
  _missing= _packages=
  while read -r _program _debian _fedora _alpine _brew; do
    [ -n "$_program" ] || continue
    needs_has "$_program" || needs_may_skip "$_program" || {
      _missing="$_missing $_program"
      case $_manager in
        apt-get) _package=$_debian ;;
        dnf) _package=$_fedora ;;
        apk) _package=$_alpine ;;
        *) _package=$_brew ;;
      esac
      case " $_packages " in *" $_package "*) ;; *) [ "$_package" = - ] || _packages="$_packages $_package" ;; esac
    }
  done <<END
$needs_table
END
}

needs_manager() {
  for _manager in apt-get dnf apk brew; do
    if command -v "$_manager" >/dev/null 2>&1; then return; fi
  done
  _manager=
}

needs_install() {
  case $_manager in
    apt-get)
      # An index that is there is tried first; without one, or with an old one, it is fetched.
      # shellcheck disable=SC2086 # one word for each package
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $_packages ||
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $_packages; }
      ;;
    dnf) dnf install -y -q $_packages ;;
    apk) apk add -q $_packages ;;
    *) return 1 ;;
  esac
}

needs_programs() {
  needs_manager
  needs_look
  [ -n "$_missing" ] || return 0
  if [ "$(id -u)" = 0 ] && [ -n "$_packages" ]; then
    echo "build: tests run against$_missing, not here yet; installing$_packages ($_manager) …" >&2
    _said=$(needs_install 2>&1) || echo "$_said" | tail -n 5 >&2
    needs_look
    [ -n "$_missing" ] || return 0
  fi
  case $_manager in
    '') _how="install them" ;;
    apk) _how="apk add$_packages" ;;
    brew) _how="brew install$_packages" ;;
    *) _how="$_manager install$_packages" ;;
  esac
  echo "build: tests need$_missing: as root, $_how; or SORTIE_SKIP=\"${_missing# }\" ./build goes on without" >&2
  exit 69
}

# Machines of the practice market and full disks need a kernel that lets us unshare and mount.
needs_kernel() {
  if needs_may_skip namespaces; then return; fi
  unshare --mount --pid --fork --mount-proc sh -c 'mount -t tmpfs none /tmp' >/dev/null 2>&1 || {
    echo "build: tests need root and a kernel that lets it unshare and mount (in Docker: --privileged);" \
      "or SORTIE_SKIP=\"namespaces\" ./build goes on without" >&2
    exit 69
  }
}

needs_programs
needs_kernel
