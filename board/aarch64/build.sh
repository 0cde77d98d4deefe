#!/usr/bin/env bash
# build.sh FOLDER: the program for 64-bit Arm (Jetson with JetPack 5 or newer, Raspberry Pi, any glibc of 2.31 or newer),
# built on this machine and tried on it in emulation. FOLDER takes the linker, the emulator and what is built.
set -euo pipefail

here=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mkdir -p "${1:?usage: build.sh FOLDER}" && cd "$1" && pwd)
target=aarch64-unknown-linux-gnu
# What JetPack 5 (Ubuntu 20.04) has. A C compiler of today's distribution would ask for its own, which is newer.
glibc=2.31
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$folder/target}
cd "$here"

rustup target list --installed | grep -qx $target || rustup target add $target
if [ ! -e "$folder/zig/stamp" ]; then
    python3 -m venv "$folder/zig"
    "$folder/zig/bin/pip" install --quiet --disable-pip-version-check cargo-zigbuild==0.24.0 ziglang==0.17.1
    touch "$folder/zig/stamp"
fi
export PATH="$folder/zig/bin:$PATH"

# The emulator and the libraries that an Arm program finds on its own machine: unpacked, not installed.
root=$folder/root
if [ ! -d "$root" ]; then
    rm -rf "$root.part" && mkdir -p "$root.part/archives"
    (cd "$root.part/archives" && apt-get -qq -o APT::Sandbox::User="$(id -un)" download qemu-user-static libc6-arm64-cross libgcc-s1-arm64-cross)
    for package in "$root.part"/archives/*.deb; do
        dpkg-deb --fsys-tarfile "$package" | tar -x -C "$root.part" --wildcards ./usr/bin/qemu-aarch64-static './usr/aarch64-linux-gnu/*' 2>/dev/null || true
    done
    rm -r "$root.part/archives"
    [ -x "$root.part/usr/bin/qemu-aarch64-static" ] && [ -e "$root.part/usr/aarch64-linux-gnu/lib/libc.so.6" ]
    mv "$root.part" "$root"
fi
emulator=("$root/usr/bin/qemu-aarch64-static" -L "$root/usr/aarch64-linux-gnu")
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER="${emulator[*]}"

# In one go: what the tests depend on switches features of what the program does, and would build most of it again.
cargo zigbuild --release --locked --target $target.$glibc --bin ocellus --test camera
program=$CARGO_TARGET_DIR/$target/release/ocellus
newest=$(readelf --version-info --wide "$program" | grep -oE 'GLIBC_[0-9.]+' | sort -Vu | tail -n 1)
echo "$program: $(stat -c %s "$program") bytes, asks for $newest"
if [ "$(printf '%s\n' "${newest#GLIBC_}" $glibc | sort -V | tail -n 1)" != $glibc ]; then
    echo "build.sh: $newest is newer than GLIBC_$glibc, which JetPack 5 has" >&2
    exit 1
fi

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"${emulator[@]}" "$program" --version
mkdir "$out/eye"
cp examples/healthy-od.jpg "$out/eye/"
"${emulator[@]}" "$program" camera grab --camera "replay:$out/eye" --data "$out/data" "$out/taken.jpg"
cmp examples/healthy-od.jpg "$out/taken.jpg"
echo "ok: a photograph through the camera's way, byte for byte"
"${emulator[@]}" "$program" screen --engine tract --bundle tests/data/tiny --json examples/healthy-od.jpg > "$out/reading"
grep -q '"schema":"ocellus.reading/1"' "$out/reading"
echo "ok: a photograph is read"
for test in "$CARGO_TARGET_DIR/$target/release/deps"/camera-*; do
    case $test in *.d) continue ;; esac
    # One test counts looks a second, and emulated arithmetic is ten times too slow for it.
    "${emulator[@]}" "$test" --test-threads=2 --skip the_preview_tells_its_rate
done
