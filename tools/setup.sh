#!/usr/bin/env bash
# What the build needs and a fresh Debian or Ubuntu lacks. Adds packages only; never upgrades or removes one.
#   setup.sh           compiler, Python with venv and pip; age, for backups, and poppler-utils, for tests of the report, where packages can be added
#   setup.sh browser   Chromium, for the browser tests
set -euo pipefail

need=()
if [ "${1:-}" = browser ]; then
    [ -x /usr/bin/chromium ] || [ -n "${CHROMIUM:-}" ] || {
        # Ubuntu's package of that name is a snap, which does not run everywhere.
        if grep -q '^ID=ubuntu' /etc/os-release 2>/dev/null; then
            echo "setup: the browser tests need Chromium. Install it and name its program in CHROMIUM, then run make again." >&2
            exit 1
        fi
        need+=(chromium)
    }
else
    command -v cc >/dev/null || need+=(gcc libc6-dev)
    command -v make >/dev/null || need+=(make)
    command -v python3 >/dev/null || need+=(python3)
    python3 -c 'import ensurepip, venv' 2>/dev/null || need+=(python3-venv)
    python3 -m pip --version >/dev/null 2>&1 || need+=(python3-pip)
    for tool in cargo node npm; do
        command -v "$tool" >/dev/null && continue
        echo "setup: $tool is missing. Install Rust 1.92 or newer (rustup) and Node.js 20 or newer, then run make again." >&2
        exit 1
    done
    older() { [ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" != "$1" ]; }
    complain() { echo "setup: $1 is $2; $3 or newer is needed. Install it, then run make again." >&2; exit 1; }
    found=$(rustc --version | cut -d' ' -f2) && older 1.92 "$found" && complain Rust "$found" 1.92
    found=$(node --version | tr -d v) && older 20.19 "$found" && complain Node.js "$found" 20.19
    # Only the tests of the report read PDF; they say so where it is not there.
    if ! command -v pdfinfo >/dev/null && { [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null; }; then
        need+=(poppler-utils)
    fi
    # Only backups and their tests need it.
    if ! command -v age >/dev/null; then
        if [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null; then
            need+=(age)
        else
            echo "setup: without the package age there are no backups." >&2
        fi
    fi
fi
[ ${#need[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "setup: these packages are missing: ${need[*]}. Install them, then run make again." >&2
        exit 1
    fi
    as_root=(sudo)
fi
echo "setup: installing ${need[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends --no-upgrade --no-remove "${need[@]}" >/dev/null
