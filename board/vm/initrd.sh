#!/usr/bin/env bash
# Packs the guest: initrd.sh FOLDER OUT PROGRAM… puts busybox, udev, the camera modules and the libraries that the named
# programs need into an initial RAM disk; the programs themselves stay outside, in the share, since an emulated machine
# takes seconds to unpack them. FOLDER is what prepare.sh filled.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "${1:?usage: initrd.sh FOLDER OUT PROGRAM…}/root" && pwd)
out=${2:?usage: initrd.sh FOLDER OUT PROGRAM…}
shift 2
guest=$(mktemp -d)
chmod 755 "$guest"
trap 'rm -rf "$guest"' EXIT
modules="virtio_pci 9pnet_virtio 9p vhci-hcd uvcvideo vivid evdev overlay loop ext4 dm-flakey"

# Runs a program of FOLDER with its own libraries.
own() {
    "$root/lib64/ld-linux-x86-64.so.2" --library-path "$(libraries)" "$@"
}
libraries() {
    printf '%s' "$root/lib/x86_64-linux-gnu:$root/usr/lib/x86_64-linux-gnu:$root/lib/systemd"
}

mkdir -p "$guest"/{bin,dev,proc,sys,run,tmp,host,etc/udev/rules.d,usr/lib/udev/rules.d,vm/lib,lib/udev}
ln -s bin "$guest/sbin"
cp "$root/bin/busybox" "$guest/bin/"
for applet in $("$root/bin/busybox" --list); do
    [ "$applet" = busybox ] || ln -sf busybox "$guest/bin/$applet"
done

kernel=$(ls "$root/lib/modules")
own "$root/bin/kmod" --version >/dev/null
ln -sf "$root/bin/kmod" "$guest/vm/depmod" && ln -sf "$root/bin/kmod" "$guest/vm/modprobe"
run_kmod() { # NAME ARGUMENT…: kmod acts by the name it is called by
    local name=$1
    shift
    "$root/lib64/ld-linux-x86-64.so.2" --library-path "$(libraries)" --argv0 "$name" "$root/bin/kmod" "$@"
}
[ -f "$root/lib/modules/$kernel/modules.dep" ] || run_kmod depmod -b "$root" "$kernel"
for module in $modules; do
    run_kmod modprobe -d "$root" -S "$kernel" --show-depends "$module"
done | awk '$1 == "insmod" { print $2 }' | sort -u | while read -r file; do
    install -D "$file" "$guest${file#"$root"}"
done
cp "$root/lib/modules/$kernel"/modules.{order,builtin,builtin.modinfo} "$guest/lib/modules/$kernel/"
run_kmod depmod -b "$guest" "$kernel"
rm "$guest/vm/depmod" "$guest/vm/modprobe"

# udev has libraries of its own kernel's time; they stay apart from the programs' libraries.
cp "$root/bin/udevadm" "$root/sbin/dmsetup" "$guest/vm/"
ln -s udevadm "$guest/vm/systemd-udevd"
cp -L "$root/lib64/ld-linux-x86-64.so.2" "$guest/vm/ld.so"
for program in bin/udevadm sbin/dmsetup; do own --list "$root/$program" 2>/dev/null; done | awk '$3 ~ /^\// { print $3 }' | while read -r file; do cp -L "$file" "$guest/vm/lib/"; done ||
    true
for rules in 50-udev-default 60-persistent-v4l 60-persistent-input 60-input-id; do
    cp "$root/lib/udev/rules.d/$rules.rules" "$guest/usr/lib/udev/rules.d/" 2>/dev/null || true
done
cp "$root/lib/udev/v4l_id" "$guest/vm/"
cp "$here"/../udev/*.rules "$guest/etc/udev/rules.d/"

for program in "$@"; do
    ldd "$program" 2>/dev/null | grep -oE '/[^ ]+' | while read -r file; do
        [ -e "$guest$file" ] || install -D "$(readlink -f "$file")" "$guest$file"
    done || true
done
install -m 755 "$here/init" "$guest/init"
cp "$here/guest.sh" "$guest/vm/"
(cd "$guest" && find . -print0 | own "$root/bin/cpio" --null --quiet -o -H newc) > "$out.part"
mv "$out.part" "$out"
