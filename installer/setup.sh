#!/usr/bin/env bash
# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
# Makes a bare machine ready:  installer/setup.sh run|test
#
# Debian packages through apt (installer/debian-*.txt), then .venv with exactly the hashed versions of
# requirements.lock (run) or requirements-dev.lock (test), then wwdesk itself from this folder. What is
# ready is not done again. Where packages come from is the machine's own setting; nothing here names a place.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

level=${1:?run or test}
stamp=.venv/.ready
[ "$(sed -n 1p "$stamp" 2>/dev/null)" != test ] || level=test # what has the tools keeps them

case $level in
run) lock=requirements.lock lists=(installer/debian-run.txt) ;;
test) lock=requirements-dev.lock lists=(installer/debian-run.txt installer/debian-test.txt) ;;
*) echo "installer/setup.sh run|test" >&2; exit 2 ;;
esac

# An environment knows the folder it was made in, so a moved folder is not ready either.
wanted=$(printf '%s\n' "$level" "$PWD"; cksum "$lock" "${lists[@]}" pyproject.toml installer/uv.lock.txt installer/setup.sh)
ready() { [ "$wanted" = "$(cat "$stamp" 2>/dev/null)" ] && [ -x .venv/bin/python ]; }
! ready || exit 0

say() { printf '%s\n' "$@" >&2; }

debian_packages() {
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || return 0
  local name missing=() as_root=()
  for name in $(cat "${lists[@]}" | sed 's/#.*//'); do
    # Newer releases renamed some libraries: libglib2.0-0 is libglib2.0-0t64 there.
    case " $({ dpkg-query -W -f '${db:Status-Status} ' "$name" "${name}t64" || true; } 2>/dev/null) " in
    *" installed "*) ;;
    *) missing+=("$name") ;;
    esac
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
      as_root=(sudo)
    else
      say "Er ontbreken Debian-pakketten en ik mag ze niet installeren. Laat een beheerder dit uitvoeren en probeer opnieuw:" \
        "Debian packages are missing and I may not install them. Have an administrator run this and try again:" \
        "  sudo apt-get install --no-install-recommends ${missing[*]}"
      exit 1
    fi
  fi
  say "Debian-pakketten installeren / installing Debian packages: ${missing[*]}"
  # Waits for another apt instead of failing on its lock.
  "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=600 -qq update
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -qq install -y \
    --no-install-recommends "${missing[@]}" >/dev/null
}

find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  say "wwdesk heeft Python 3.11 of nieuwer nodig. Hier staat: $(python3 --version 2>&1 || true)." \
    "wwdesk needs Python 3.11 or newer; that is what stands here."
  exit 1
}

python_packages() {
  local python uv=.venv/bin/uv
  if ! { .venv/bin/python -c 'import pip' || .venv/bin/python -c 'import uv'; } 2>/dev/null ||
    [ "$(sed -n 2p "$stamp" 2>/dev/null || echo "$PWD")" != "$PWD" ]; then
    python=$(find_python)
    say "Python-omgeving maken in .venv / making the Python environment"
    rm -rf .venv
    "$python" -m venv .venv
  fi
  # uv gets its certificates where the machine keeps them, so that it also works behind an office's proxy.
  export UV_SYSTEM_CERTS=${UV_SYSTEM_CERTS:-1} PIP_DISABLE_PIP_VERSION_CHECK=1
  say "Python-pakketten installeren / installing Python packages ($lock)"
  [ -x "$uv" ] || .venv/bin/python -m pip install --quiet --require-hashes -r installer/uv.lock.txt
  # uv does not read pip's settings: a machine that has only those still gets there with pip.
  if ! "$uv" --quiet pip sync --python .venv/bin/python --require-hashes "$lock"; then
    say "Dat lukte niet met uv; ik probeer pip / uv could not; trying pip"
    .venv/bin/python -m pip install --quiet --require-hashes -r "$lock"
  fi
  "$uv" --quiet pip install --python .venv/bin/python --no-deps --no-build-isolation --offline --editable .
}

exec 9>.setup.lock
! command -v flock >/dev/null || flock 9 # two make commands at once: one sets up, the other waits
! ready || exit 0
debian_packages
rm -f "$stamp.new"
python_packages
printf '%s\n' "$wanted" >"$stamp.new"
mv "$stamp.new" "$stamp"
say "Klaar / ready."
