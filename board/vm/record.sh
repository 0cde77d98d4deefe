# Run in the guest: the station's record on a card that begins to fail while it is in use (dm-flakey): writes answer with an
# error, then everything does, then the card is as it was.
. /vm/guest.sh
cd /tmp
modprobe -a loop ext4 dm-flakey
mkdir -p /mnt
base=http://127.0.0.1:8080
disk=/tmp/card
cp /host/card.ext4 $disk
losetup /dev/loop0 $disk
sectors=$(($(stat -c %s $disk) / 512))
dm() { /vm/ld.so --library-path /vm/lib /vm/dmsetup --noudevsync "$@"; }
# card WORDS: what the card does from now on, as the last words of dm-flakey's table; nothing for a whole one.
card() {
    dm suspend --noflush card
    if [ -n "$*" ]; then
        dm load card --table "0 $sectors flakey /dev/loop0 0 0 3600 $*"
    else
        dm load card --table "0 $sectors linear /dev/loop0 0"
    fi
    dm resume card
}
begin() {
    ocellus serve --engine tract --bundle /host/tiny --data /mnt/record > /tmp/station.log 2>&1 &
    station=$!
    within 120 wget -qO /dev/null $base/api/status
}
# upload FILE: the answer stands in out. By hand, for busybox has nothing that uploads; the open end keeps the request alive.
upload() {
    { printf -- '--E\r\ncontent-disposition: form-data; name="photograph"; filename="eye.jpg"\r\n\r\n'; cat "$1"; printf '\r\n--E--\r\n'; } > form
    rm -f out out.part
    {
        printf 'POST /api/photographs HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nConnection: close\r\n'
        printf 'Content-Type: multipart/form-data; boundary=E\r\nContent-Length: %s\r\n\r\n' "$(stat -c %s form)"
        cat form
        exec sleep 100
    } | { nc 127.0.0.1 8080 > out.part; mv out.part out; } &
    within 100 test -e out
}
saved() {
    upload "$1" && grep -q '"outcome":"saved"' out || { cat out; return 1; }
    echo "$(sed -n 's/.*"photograph":{"id":"\([^"]*\)".*/\1/p' out)" >> ids
    cp "$1" "photo.$(wc -l < ids)"
}
not_saved() { # and why is told
    upload "$1"
    cat out
    grep -q '"outcome":"refused"' out && grep -q '"remedy":"[A-Z]' out
}
all_there() {
    n=0
    while read -r id; do
        n=$((n + 1))
        wget -qO image "$base/api/photographs/$id/image" && cmp "photo.$n" image || return 1
    done < ids
    echo "$n photographs"
    [ $n -gt 0 ]
}
sound() { ocellus record verify --data /mnt/record; }
eye() { cat /host/small-eye.jpg > eye.jpg; echo "$1" >> eye.jpg; echo eye.jpg; }

dm create card --table "0 $sectors linear /dev/loop0 0"
mount -t ext4 -o errors=remount-ro /dev/dm-0 /mnt
check "the station begins on the card" begin
for n in 1 2 3; do check "photograph $n is saved" saved "$(eye $n)"; done

echo "-- every write answers with an error"
card 1 error_writes
check "no photograph is called saved" not_saved "$(eye 4)"
check "nor the next one" not_saved "$(eye 5)"
check "the card takes nothing any more, not even a name" within 60 sh -c '! touch /mnt/probe 2> /dev/null'
check "what was saved can still be looked at" all_there
check "the station still answers" wget -qO /dev/null $base/api/status

echo "-- the card is put back"
kill -9 $station
wait $station
umount /mnt || umount -l /mnt
card
mount -t ext4 -o errors=remount-ro /dev/dm-0 /mnt
check "the station begins again" begin
check "everything that was called saved is there, byte for byte" all_there
check "and more is saved" saved "$(eye 6)"
kill $station
wait $station
check "the record is sound" sound

echo "-- it is pulled out in mid-work: reads fail too"
check "the station begins once more" begin
dm suspend --noflush card
dm load card --table "0 $sectors error"
dm resume card
check "no photograph is called saved" not_saved "$(eye 7)"
kill -9 $station
wait $station
umount /mnt || umount -l /mnt
card
mount -t ext4 -o errors=remount-ro /dev/dm-0 /mnt
check "and it begins again when the card is back" begin
check "with everything that was called saved" all_there
kill $station
wait $station
check "the record is sound" sound
umount /mnt
summary
[ $failed -eq 0 ]
