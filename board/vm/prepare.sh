#!/usr/bin/env bash
# Fetches what the virtual machine needs from the machine's own apt sources into FOLDER, and unpacks it there.
# Nothing is installed, nothing on the machine changes, no rights are needed: apt works on a state of its own.
# Exit code 3: it cannot be had on this machine, and why.
set -euo pipefail

cannot() {
    echo "prepare.sh: $1" >&2
    exit 3
}

folder=$(mkdir -p "${1:?usage: prepare.sh FOLDER}" && cd "$1" && pwd)
case $(uname -m) in
    x86_64) packages=(qemu-system-x86 linux-image-amd64) ;;
    *) cannot "the virtual machine is for x86-64; this is $(uname -m)." ;;
esac
packages+=(seabios busybox-static kmod udev dmsetup cpio)
for tool in apt-get dpkg-deb; do
    command -v $tool >/dev/null || cannot "$tool is missing: the virtual machine is made from Debian's packages."
done

mkdir -p "$folder"/{state/lists/partial,cache/archives/partial}
# An empty list of what is installed: every dependency is fetched, none is taken from the machine.
: > "$folder/state/status"
apt=(apt-get -qq -o "Dir::State=$folder/state" -o "Dir::State::status=$folder/state/status" -o "Dir::Cache=$folder/cache"
    -o Debug::NoLocking=1 -o Acquire::Retries=3 -o Acquire::http::Timeout=60 -o "APT::Sandbox::User=$(id -un)")
"${apt[@]}" update || cannot "this machine's apt sources cannot be reached."
"${apt[@]}" install --yes --no-install-recommends --download-only "${packages[@]}" ||
    cannot "this machine's apt sources do not have ${packages[*]}."

rm -rf "$folder/root" "$folder/root.part"
mkdir "$folder/root.part"
for package in "$folder"/cache/archives/*.deb; do
    # Programs, libraries and the kernel; no documents, and not the tools that would install a kernel.
    case ${package##*/} in iso-codes_* | initramfs-* | klibc-* | linux-base_* | debconf_* | adduser_*) continue ;; esac
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$folder/root.part" \
        --exclude='./usr/share/doc' --exclude='./usr/share/man' --exclude='./usr/share/locale' \
        --exclude='./lib/modules/*/kernel/drivers/net' --exclude='./lib/modules/*/kernel/drivers/gpu'
done
mv "$folder/root.part" "$folder/root"
rm -rf "$folder/cache" "$folder/state"
touch "$folder/stamp"
