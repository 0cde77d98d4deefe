#!/usr/bin/env bash
# What the build needs and a fresh Debian or Ubuntu lacks. Adds packages only; never upgrades or removes one.
#   setup.sh           compiler, Python with venv and pip, age for backups
#   setup.sh browser   Chromium, for the browser tests
set -euo pipefail

need=()
if [ "${1:-}" = browser ]; then
    [ -x /usr/bin/chromium ] || [ -n "${CHROMIUM:-}" ] || need+=(chromium)
else
    command -v cc >/dev/null || need+=(gcc libc6-dev)
    command -v make >/dev/null || need+=(make)
    command -v python3 >/dev/null || need+=(python3)
    python3 -c 'import ensurepip, venv' 2>/dev/null || need+=(python3-venv)
    python3 -m pip --version >/dev/null 2>&1 || need+=(python3-pip)
    command -v age >/dev/null || need+=(age)
    for tool in cargo node npm; do
        command -v "$tool" >/dev/null && continue
        echo "setup: $tool is missing. Install Rust 1.92 or newer (rustup) and Node.js 20 or newer, then run make again." >&2
        exit 1
    done
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
