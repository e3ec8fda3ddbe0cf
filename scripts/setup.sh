#!/usr/bin/env bash
# Makes this machine ready for Hamkke: system libraries, .venv from the lock, .env with fresh keys, messages, fonts.
# Does only what is missing, so a second run takes a moment. Asks nothing.
#
#   scripts/setup.sh          what Hamkke runs on
#   scripts/setup.sh --dev    what its tests and checks need on top
set -euo pipefail
cd "$(dirname "$0")/.."

LIBRARIES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libmagic1 gettext redis-server"
FOR_TESTS="chromium fonts-ocr-b poppler-utils qpdf postgresql clamav-daemon"

say() { printf '%s\n' "$*"; }
stop() { printf '\n%s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi
}

missing() { # of the Debian packages named, those not installed
    local name
    for name in "$@"; do
        dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q "ok installed" || printf '%s ' "$name"
    done
}

apt_install() { # quietly; the package lists are fetched once, when needed
    [ -n "${LISTS_ARE_FRESH:-}" ] || as_root apt-get update -qq >/dev/null || return 1
    LISTS_ARE_FRESH=yes
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}

good_python() { # the first Python from 3.11 that can also make a .venv
    local each
    for each in python3 python3.14 python3.13 python3.12 python3.11; do
        "$each" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$each"; return; }
    done
    return 1
}

system_libraries() {
    if ! command -v dpkg-query >/dev/null; then
        have_without_apt && return
        stop "This is not Debian or Ubuntu, so install with this system's own tool, then run this again:
  Python 3.11 or newer with venv, Pango 1.50 or newer, HarfBuzz with its subset library, libmagic, gettext, redis-server"
    fi
    local wanted
    wanted=$(missing $LIBRARIES)
    good_python >/dev/null || wanted="$wanted python3 python3-venv"
    [ -z "${wanted// /}" ] && return
    say "Installing system libraries: $wanted"
    apt_install $wanted || stop "Installing needs root. Ask whoever has it to run this, then run this again:
  apt-get update && apt-get install -y $wanted"
    good_python >/dev/null || apt_install python3.11 python3.11-venv ||
        stop "Python here is $(python3 --version 2>&1); Hamkke needs 3.11 or newer. Install one (package python3.11 or newer, with venv), then run this again."
}

have_without_apt() {
    good_python >/dev/null && command -v msgfmt >/dev/null && command -v redis-server >/dev/null
}

test_extras() { # best effort: scripts/test.py names loudly what is missing and which tests that leaves out
    command -v dpkg-query >/dev/null || return 0
    local name
    for name in $(missing $FOR_TESTS); do
        say "Installing for the tests: $name"
        apt_install "$name" 2>/dev/null || say "  … cannot be installed here."
    done
}

libraries_of_python() { # $1: name of the stamp, rest: locks. Nothing is touched while the locks are what they were.
    local stamp=".venv/.lock-$1" locks=("${@:2}") seen
    [ -x .venv/bin/python ] || { say "Making .venv"; "$(good_python)" -m venv .venv; }
    seen=$(cat "${locks[@]}" | sha256sum)
    [ "$(cat "$stamp" 2>/dev/null)" = "$seen" ] && return
    say "Installing the Python libraries of ${locks[*]}"
    install_by_uv "${locks[@]}" || install_by_pip "${locks[@]}"
    echo "$seen" >"$stamp"
}

install_by_uv() { # ten times faster than pip. uv's version and hash stand in requirements-dev.txt; pip's index counts for it too
    if [ ! -x .venv/bin/uv ]; then
        local pin=.venv/uv.txt
        awk '/^uv==/ {on=1; print; next} on && /^ +--hash/ {print; next} {on=0}' requirements-dev.txt >"$pin"
        .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$pin" || return 1
    fi
    local index
    index=${PIP_INDEX_URL:-$(.venv/bin/python -m pip config get global.index-url 2>/dev/null || true)}
    UV_DEFAULT_INDEX=${UV_DEFAULT_INDEX:-$index} .venv/bin/uv pip install -q --python .venv/bin/python \
        --require-hashes $(printf -- '-r %s ' "$@")
}

install_by_pip() {
    say "  … with pip; this takes a few minutes"
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes $(printf -- '-r %s ' "$@")
}

environment() { # keys of this instance, made once; whoever loses them loses the files they lock
    [ -e .env ] && return
    say "Writing .env with fresh keys"
    (umask 077 && .venv/bin/python - >.env) <<'PYTHON'
import base64, os, secrets
print("# Made by `make setup`. Every other setting: .env.example. Keep a copy of the keys in a safe place.")
print(f"HAMKKE_SECRET_KEY={secrets.token_urlsafe(48)}")
print(f"HAMKKE_VAULT_KEYS=k1:{base64.b64encode(os.urandom(32)).decode()}")
print("HAMKKE_DEMO=1")
PYTHON
}

messages() {
    local po
    for po in locale/*/LC_MESSAGES/*.po; do
        [ -e "$po" ] || continue
        [ "${po%.po}.mo" -nt "$po" ] || msgfmt -o "${po%.po}.mo" "$po"
    done
}

fonts() { # papers come out byte for byte the same only with the same fonts
    [ -f litigation/fonts/SHA256SUMS ] || return 0
    (cd litigation/fonts && sha256sum --quiet --strict -c SHA256SUMS) ||
        stop "A font in litigation/fonts is not the one the papers are made with. Fetch it again: git checkout -- litigation/fonts"
}

system_libraries
if [ "${1:-}" = --dev ]; then
    test_extras
    libraries_of_python dev requirements.txt requirements-dev.txt
else
    libraries_of_python run requirements.txt
fi
environment
messages
fonts
