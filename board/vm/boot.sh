#!/usr/bin/env bash
# boot.sh FOLDER INITRD SHARE: boots the guest on FOLDER's kernel, shares SHARE with it, prints its console, and
# exits with the code of SHARE/run.sh. OCELLUS_VM_SECONDS bounds it (900); OCELLUS_VM_ACCEL is kvm or tcg.
set -euo pipefail

root=$(cd "${1:?usage: boot.sh FOLDER INITRD SHARE}/root" && pwd)
initrd=${2:?usage: boot.sh FOLDER INITRD SHARE}
share=$(cd "${3:?usage: boot.sh FOLDER INITRD SHARE}" && pwd)

# /dev/kvm alone promises nothing: under a hypervisor that lends no hardware virtualisation it opens, and a stock
# kernel then never gets past its first instructions. Only a vendor's module says that it works.
accel=${OCELLUS_VM_ACCEL:-tcg}
if [ -z "${OCELLUS_VM_ACCEL:-}" ] && [ -w /dev/kvm ] && { [ -d /sys/module/kvm_intel ] || [ -d /sys/module/kvm_amd ]; }; then
    accel=kvm
fi
case $accel in
    kvm) machine=(-accel kvm -cpu host) ;;
    tcg) machine=(-accel tcg,thread=multi -cpu qemu64) ;;
    *) echo "boot.sh: OCELLUS_VM_ACCEL is kvm or tcg, not $accel" >&2; exit 2 ;;
esac

rm -f "$share/code"
# no_timer_check: on a busy machine an emulated timer can miss the kernel's check of it, and the kernel then gives up.
QEMU_MODULE_DIR="$root/usr/lib/x86_64-linux-gnu/qemu" timeout --kill-after=5 "${OCELLUS_VM_SECONDS:-900}" \
    "$root/lib64/ld-linux-x86-64.so.2" \
    --library-path "$root/lib/x86_64-linux-gnu:$root/usr/lib/x86_64-linux-gnu:$root/usr/lib/x86_64-linux-gnu/pulseaudio" \
    "$root/usr/bin/qemu-system-x86_64" -L "$root/usr/share/qemu" -L "$root/usr/share/seabios" \
    -M q35 "${machine[@]}" -m "${OCELLUS_VM_MB:-1536}" -smp "${OCELLUS_VM_CORES:-1}" -nographic -vga none -nic none -no-reboot \
    -device isa-debug-exit,iobase=0xf4,iosize=4 \
    -virtfs "local,path=$share,mount_tag=host,security_model=none" \
    -kernel "$root"/boot/vmlinuz-* -initrd "$initrd" -append "console=ttyS0 panic=-1 no_timer_check quiet loglevel=1" </dev/null || true
if [ ! -s "$share/code" ]; then
    echo "boot.sh: the guest did not come to its end (it had ${OCELLUS_VM_SECONDS:-900} s)" >&2
    exit 124
fi
exit "$(cat "$share/code")"
