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

# With a TPM in software, and what systemd needs to speak to one.
packages=systemd,systemd-sysv,dbus,curl,ca-certificates,swtpm,libtss2-esys-3.0.2-0,libtss2-mu0,libtss2-rc0,libtss2-tcti-swtpm0
if [ "$(cat "$work/base/.made" 2>/dev/null)" != "$packages" ]; then
    rm -rf "$work/base"
    debootstrap --variant=minbase --include="$packages" bookworm "$work/base" >"$work/debootstrap.log"
    echo "$packages" >"$work/base/.made"
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
rm -rf "$work/etc" "$work/tpm" "$work/key"
mkdir -p "$work/record/data" "$work/etc" "$work/tpm" "$work/key"
"$program" vault create --key "$work/key/vault.key" --data "$work/record/data/record" >"$work/sheet"
"$program" vault close --data "$work/record/data/record" >/dev/null
# Its key is sealed by the TPM; the machine that boots has nothing else of it.
tpm=swtpm:host=127.0.0.1,port=2321
systemd-nspawn -q -D "$work/base" --volatile=overlay --register=no --keep-unit --private-network --console=pipe \
    --bind="$work/tpm:/tpm" --bind="$work/key:/key" --bind="$work/etc:/etc/ocellus" /bin/sh -ec "
    swtpm socket --tpm2 --tpmstate dir=/tpm --server type=tcp,port=2321,bindaddr=127.0.0.1 \
        --ctrl type=tcp,port=2322,bindaddr=127.0.0.1 --flags not-need-init,startup-clear --daemon
    systemd-creds encrypt --with-key=tpm2 --tpm2-device=$tpm --name=vault.key /key/vault.key /etc/ocellus/vault.key.sealed
    " </dev/null >"$work/sealing.log" 2>&1

out=$work/out
rm -rf "$out" && mkdir -p "$out"
binds=(
    --bind="$out:/out"
    --bind="$work/record/data:/var/lib/ocellus"
    --bind="$work/etc:/etc/ocellus"
    --bind-ro="$work/key:/usr/share/sheet"
    --bind="$work/tpm:/tpm"
    --bind-ro="$here/board/systemd/tpm.service:/etc/systemd/system/ocellus-tpm.service"
    --bind-ro="$here/systemd/sealed.conf:/etc/systemd/system/ocellus-vault.service.d/sealed.conf"
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
    "--setenv=SYSTEMD_TPM2_DEVICE=$tpm" "${binds[@]}" \
    systemd.wants=ocellus-tpm.service systemd.wants=ocellus.target systemd.wants=ocellus-check.service </dev/null >"$work/console.log" 2>&1 &
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
