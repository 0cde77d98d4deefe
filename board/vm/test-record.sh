#!/usr/bin/env bash
# test-record.sh FOLDER OCELLUS: fills FOLDER where that was not done, boots the guest and runs record.sh in it: the station's
# record on a card that fails, in a kernel that has dm-flakey.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?usage: test-record.sh FOLDER OCELLUS}
ocellus=${2:?usage: test-record.sh FOLDER OCELLUS}
[ "$folder/stamp" -nt "$here/prepare.sh" ] || "$here/prepare.sh" "$folder"
share=$folder/share-record
rm -rf "$share"
mkdir -p "$share/bin"
# An emulated processor takes long over large photographs.
cp "$here/../../tests/data/restarts.jpg" "$share/small-eye.jpg"
cp -r "$here/../../tests/data/tiny" "$share/"
truncate -s 96M "$share/card.ext4"
mkfs.ext4 -q -F -E lazy_itable_init=0,lazy_journal_init=0 "$share/card.ext4"
# Symbols are of no use there, and the whole file goes into the guest's memory.
strip -o "$share/bin/ocellus" "$ocellus" 2>/dev/null || cp "$ocellus" "$share/bin/"
cp "$here/record.sh" "$share/run.sh"
"$here/initrd.sh" "$folder" "$folder/initrd-record" "$ocellus"
"$here/boot.sh" "$folder" "$folder/initrd-record" "$share" | sed -u 's/\r$//' | grep -av --line-buffered 'SeaBIOS\|Booting from ROM'
