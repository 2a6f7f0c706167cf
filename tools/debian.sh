# Sourced by tools/test.sh (POSIX sh): the servers that system tests talk to, from Debian.

# install_debian_packages ROOT: installs what tools/debian-packages.txt names when root on Debian; says what stays left out. Never fails.
install_debian_packages() {
  package_list=$1/tools/debian-packages.txt
  missing=$(missing_packages)
  if [ -n "$missing" ] && can_install_debian; then
    echo "test: installing Debian packages:" $missing >&2
    without_daemons apt_install $missing
  fi
  missing_reasons
}

can_install_debian() {
  [ "$(id -u)" -eq 0 ] && [ -f /etc/debian_version ] && command -v apt-get >/dev/null 2>&1
}

# A daemon's program may live in a sbin folder that is not on the PATH.
has_program() {
  (PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin command -v "$1") >/dev/null 2>&1
}

missing_packages() {
  while read -r package program _; do
    case $package in '' | '#'*) continue ;; esac
    has_program "$program" || printf '%s ' "$package"
  done <"$package_list"
}

missing_reasons() {
  while read -r package program reason; do
    case $package in '' | '#'*) continue ;; esac
    has_program "$program" || echo "test: left out: $reason (needs the Debian package $package)" >&2
  done <"$package_list"
}

# All at once; where Debian does not know one of them, one by one, so that the others are there.
apt_install() {
  apt_log=$(mktemp)
  {
    limited 180 apt-get -q update
    apt_get_install "$@" || for package in "$@"; do apt_get_install "$package"; done
  } >"$apt_log" 2>&1 </dev/null || tail -n 3 "$apt_log" >&2
  rm -f "$apt_log"
}

apt_get_install() {
  limited 420 apt-get -q install -y --no-install-recommends "$@"
}

limited() {
  limit_seconds=$1
  shift
  DEBIAN_FRONTEND=noninteractive timeout -k 10 "$limit_seconds" "$@" -o Acquire::Retries=2 -o Acquire::http::Timeout=20 -o DPkg::Lock::Timeout=60
}

# Debian starts a daemon when its package is installed unless this file forbids it.
without_daemons() {
  policy=/usr/sbin/policy-rc.d
  if [ -e "$policy" ]; then
    "$@"
    return
  fi
  printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"
  trap 'rm -f "$policy"; exit 130' INT TERM HUP
  "$@"
  trap - INT TERM HUP
  rm -f "$policy"
}
