# Sourced by ./waypost and tools/test.sh (POSIX sh): installs the packages of package-lock.json when they are not there.

# install_packages ROOT WHO: returns 0 when node_modules fits the lock file; says on stderr what it does or what is wrong.
install_packages() {
  install_root=$1
  who=$2
  if is_installed; then return 0; fi

  outside_path=$(path_without_packages)
  for program in node npm; do
    if ! (PATH=$outside_path command -v "$program") >/dev/null 2>&1; then
      complain "'$program' was not found. Install Node 20 or newer with npm (https://nodejs.org), then run this again."
      return 1
    fi
  done
  major=$(PATH=$outside_path node -p 'process.versions.node.split(".")[0]' 2>/dev/null)
  if [ "${major:-0}" -lt 20 ]; then
    complain "Node 20 or newer is needed to install; 'node' is version ${major:-unknown}."
    return 1
  fi

  take_install_lock || return 1
  trap 'release_install_lock; exit 130' INT TERM HUP
  install_status=0
  is_installed || run_npm_ci || install_status=1
  trap - INT TERM HUP
  release_install_lock
  return "$install_status"
}

is_installed() {
  [ -x "$install_root/node_modules/.bin/node" ] &&
    cmp -s "$install_root/package-lock.json" "$install_root/node_modules/.waypost-lock"
}

run_npm_ci() {
  complain "installing packages (npm ci), this once"
  npm_output=$(cd "$install_root" && PATH=$outside_path npm ci --loglevel=error </dev/null 2>&1)
  npm_status=$?
  if [ "$npm_status" -eq 0 ] && [ -x "$install_root/node_modules/.bin/node" ]; then
    cp "$install_root/package-lock.json" "$install_root/node_modules/.waypost-lock"
    return
  fi
  printf '%s\n' "$npm_output" | head -n 12 >&2
  complain "npm ci failed (exit $npm_status), see above. It needs the npm registry (network, proxy) and a writable $install_root; then run this again."
  return 1
}

# npm itself must not run under the Node that it is about to replace.
path_without_packages() (
  IFS=:
  kept=
  for entry in $PATH; do
    case $entry in
      */node_modules/.bin | */node-gyp-bin) ;;
      *) kept=${kept:+$kept:}$entry ;;
    esac
  done
  printf '%s' "$kept"
)

# Two first runs at once: the second waits for the first, at most ten minutes.
take_install_lock() {
  waited=0
  until mkdir "$install_root/.installing" 2>/dev/null; do
    if [ ! -w "$install_root" ]; then
      complain "cannot install packages: $install_root is not writable."
      return 1
    fi
    owner=$(cat "$install_root/.installing/pid" 2>/dev/null)
    if [ "$waited" -ge 3 ] && { [ -z "$owner" ] || ! kill -0 "$owner" 2>/dev/null; }; then
      release_install_lock # its owner is gone
      continue
    fi
    if [ "$waited" -ge 600 ]; then
      complain "another installation is running (process $owner); if not, remove $install_root/.installing."
      return 1
    fi
    sleep 1
    waited=$((waited + 1))
  done
  echo "$$" >"$install_root/.installing/pid"
}

release_install_lock() {
  rm -rf "$install_root/.installing"
}

complain() {
  echo "$who: $1" >&2
}
