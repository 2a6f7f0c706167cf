#!/bin/sh
# `npm test`: on a fresh clone everything that decides whether a change is good. `npm test -- src/wire`: only those tests.
# The last line is `N passed, N failed`; a failed step before the tests counts as one failed.
set -u
root=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd -P) || exit 1
cd "$root" || exit 1
. tools/install.sh
. tools/debian.sh

if ! install_packages "$root" test; then
  echo '0 passed, 1 failed'
  exit 1
fi
PATH=$root/node_modules/.bin:$PATH
export PATH

WAYPOST_FAILED_STEPS=
step() {
  name=$1
  shift
  echo "== $name: $*"
  if ! "$@" </dev/null; then
    echo "== $name failed"
    WAYPOST_FAILED_STEPS="${WAYPOST_FAILED_STEPS:+$WAYPOST_FAILED_STEPS, }$name"
  fi
}

if [ $# -eq 0 ]; then
  install_debian_packages "$root"
  step 'format and lint' biome check --error-on-warnings .
  step types tsc -p tsconfig.json
  step 'types of the dashboard' tsc -p web
  step 'unused code' knip
fi

# The closing reporter writes the tally here, so that the last line is right even when vitest itself breaks down.
WAYPOST_TALLY=$(mktemp) || exit 1
trap 'rm -f "$WAYPOST_TALLY"' EXIT
export WAYPOST_FAILED_STEPS WAYPOST_TALLY
vitest run "$@" </dev/null
status=$?
if [ ! -s "$WAYPOST_TALLY" ]; then
  echo 'vitest ended without a result, see above'
  echo '0 passed, 1 failed'
  exit 1
fi
cat "$WAYPOST_TALLY"
[ -z "$WAYPOST_FAILED_STEPS" ] || exit 1
exit "$status"
