#!/usr/bin/env bash
# test-camera.sh FOLDER OCELLUS CAMERA: boots the guest and runs camera.sh in it, on two drawn eyes.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?usage: test-camera.sh FOLDER OCELLUS CAMERA}
share=$folder/share
rm -rf "$share"
mkdir -p "$share"
cp "$here/../../examples/healthy-od.jpg" "$share/eye.jpg"
cp "$here/../../examples/moderate-exudates.jpg" "$share/other.jpg"
printf '\x89PNG\r\n\x1a\n' > "$share/png.head"
cp "$here/camera.sh" "$share/run.sh"
"$here/initrd.sh" "$folder" "$folder/initrd" "$2" "$3"
"$here/boot.sh" "$folder" "$folder/initrd" "$share" | sed -u 's/\r$//' | grep -av --line-buffered 'SeaBIOS\|Booting from ROM\|Starting systemd-udevd'
