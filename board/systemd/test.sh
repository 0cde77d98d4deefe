#!/usr/bin/env bash
# Boots the units of systemd/ in a container with a Debian of its own and looks at what they do and may do.
#   test.sh WORK PROGRAM       root, systemd-nspawn and debootstrap; Debian or Ubuntu
# Prints one line a check. OCELLUS_BOOT_SECONDS bounds the run [default: 240].
set -euo pipefail
work=$(mkdir -p "$1" && cd "$1" && pwd)
program=$(realpath "$2")
here=$(cd "$(dirname "$0")/../.." && pwd)

for tool in systemd-nspawn debootstrap; do
    command -v "$tool" >/dev/null && continue
    echo "test-systemd: $tool is missing: apt-get install systemd-container debootstrap" >&2
    exit 1
done
[ "$(id -u)" -eq 0 ] || { echo "test-systemd: containers need root" >&2; exit 1; }

if [ ! -e "$work/base/.made" ]; then
    rm -rf "$work/base"
    debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,curl,ca-certificates bookworm "$work/base" >"$work/debootstrap.log"
    touch "$work/base/.made"
fi

# The record lies on an ext4 that can encrypt, as on a station.
image=$work/record.ext4
rm -f "$image"
truncate -s 256M "$image"
mkfs.ext4 -q -F -O encrypt "$image"
mkdir -p "$work/record"
umount "$work/record" 2>/dev/null || true
mount -o loop "$image" "$work/record"
trap 'umount -l "$work/record"' EXIT
mkdir -p "$work/record/data" "$work/etc"
rm -f "$work/etc/vault.key"
"$program" vault create --key "$work/etc/vault.key" --data "$work/record/data" >"$work/sheet"
"$program" vault close --data "$work/record/data" >/dev/null

out=$work/out
rm -rf "$out" && mkdir -p "$out"
binds=(
    --bind="$out:/out"
    --bind="$work/record/data:/var/lib/ocellus"
    --bind-ro="$work/etc:/etc/ocellus"
    --bind-ro="$program:/usr/bin/ocellus"
    --bind-ro="$here/tests/data/tiny:/usr/share/ocellus/models/ocellus-1"
    --bind-ro="$here/tests/data/synthetic_eye.jpg:/usr/share/ocellus/eye.jpg"
    --bind-ro="$here/board/systemd/check.sh:/usr/bin/ocellus-check"
    --bind-ro="$here/board/systemd/check.service:/etc/systemd/system/ocellus-check.service"
    --bind-ro="$here/systemd/ocellus.sysusers:/usr/lib/sysusers.d/ocellus.conf"
    --bind-ro="$here/systemd/ocellus.target:/etc/systemd/system/ocellus.target"
)
for unit in "$here"/systemd/*.service; do
    binds+=(--bind-ro="$unit:/etc/systemd/system/$(basename "$unit")")
    # The units' own patience is for slow boards; a test need not wait as long.
    case $unit in *vault*) continue ;; esac
    short=/etc/systemd/system/$(basename "$unit").d/short.conf
    binds+=(--bind-ro="$here/board/systemd/short.conf:$short")
done
systemd-nspawn -q -D "$work/base" --volatile=overlay --register=no --keep-unit --private-network --boot --console=pipe \
    "${binds[@]}" systemd.wants=ocellus.target systemd.wants=ocellus-check.service </dev/null >"$work/console.log" 2>&1 &
container=$!
# The container goes with its first process, which is a child of the one that started it.
trap 'pkill -KILL -P "$container" || true; kill -KILL "$container" 2>/dev/null || true; umount -l "$work/record"' EXIT

for _ in $(seq "${OCELLUS_BOOT_SECONDS:-240}"); do
    [ -e "$out/done" ] && break
    kill -0 "$container" 2>/dev/null || break
    sleep 1
done
cat "$out/result" 2>/dev/null || true
if [ ! -e "$out/done" ] || grep -q '^FAILED' "$out/result"; then
    echo "test-systemd: failed; $out has the journal" >&2
    tail -n 40 "$out/journal" "$work/console.log" >&2 2>/dev/null || true
    exit 1
fi
