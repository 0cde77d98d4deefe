#!/usr/bin/env bash
# test-camera.sh FOLDER OCELLUS PROGRAMS [torture]: fills FOLDER where that was not done, boots the guest and runs camera.sh in it, or torture.sh, with the
# camera and its driver of the folder PROGRAMS, on two drawn eyes and smaller copies of
# them, since an emulated processor takes long over large ones.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
usage="usage: test-camera.sh FOLDER OCELLUS PROGRAMS [torture]"
folder=${1:?$usage}
ocellus=${2:?$usage}
programs=("${3:?$usage}"/ocellus-board-{camera,station})
if ! [ "$folder/stamp" -nt "$here/prepare.sh" ]; then
    code=0
    "$here/prepare.sh" "$folder" || code=$?
    case $code in
        0) ;;
        3) echo "left out: the cameras' tests in a virtual machine, for the reason above"; exit 0 ;;
        *) exit $code ;;
    esac
fi
share=$folder/share
rm -rf "$share"
mkdir -p "$share/bin"
cp "$here/../../examples/healthy-od.jpg" "$share/eye.jpg"
cp "$here/../../examples/moderate-exudates.jpg" "$share/other.jpg"
for name in eye other; do
    "${programs[1]}" shrink 800 "$share/$name.jpg" "$share/small-$name.jpg"
done
printf '\x89PNG\r\n\x1a\n' > "$share/png.head"
# A bundle in miniature: the station reads with it, and nothing is made of what it says.
cp -r "$here/../../tests/data/tiny" "$share/"
# Symbols are of no use there, and the whole file goes into the guest's memory.
strip -o "$share/bin/ocellus" "$ocellus" 2>/dev/null || cp "$ocellus" "$share/bin/"
cp "${programs[@]}" "$share/bin/"
cp "$here/${4:-camera}.sh" "$share/run.sh"
for name in SEED PLUGS FAULTS LOOK; do
    value=OCELLUS_TORTURE_$name
    [ -z "${!value:-}" ] || printf '%s=%q\n' "$name" "${!value}"
done > "$share/options"
"$here/initrd.sh" "$folder" "$folder/initrd" "$ocellus" "${programs[@]}"
"$here/boot.sh" "$folder" "$folder/initrd" "$share" | sed -u 's/\r$//' | grep -av --line-buffered 'SeaBIOS\|Booting from ROM\|Starting systemd-udevd'
