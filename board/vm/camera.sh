# Run in the guest: the camera room against the kernel's own drivers. One line a check; measured times at the end.
. /vm/guest.sh
cd /tmp
mkdir -p data out
# Every photograph with its own size of file, so that none can be taken for another.
EYE=/host/small-eye.jpg
OTHER=/host/small-other.jpg
ID=usb-1209-f001-SN0001

# Runs a verb of the program: its JSON goes to out/json, also when it fails.
camera() {
    ocellus camera "$@" --json > out/json 2> out/err
}
told() { # told CODE: the last verb failed, and so.
    grep -q "\"code\":\"$1\"" out/json && grep -q '"remedy":"[A-Z`]' out/json && return
    cat out/json out/err
    return 1
}
refused() { # refused CODE VERB…
    code=$1
    shift
    rm -f out/eye.* out/v.*
    if camera "$@"; then echo "it was not refused"; return 1; fi
    told "$code"
}
grabs() { # grabs FILE OPTION…: the photograph is FILE, byte for byte.
    file=$1
    shift
    rm -f out/eye.*
    camera grab --data data --format MJPG --burst 2 "$@" out/eye.jpg || { cat out/json; return 1; }
    cmp "$file" out/eye.jpg
}
# Either the camera's own photograph, byte for byte, or an error of this code and no file at all.
whole_or() { # whole_or CODE [FRAMES]
    code=$1
    burst=${2:-2}
    rm -f out/eye.*
    if camera grab --data data --camera $ID --format MJPG --burst "$burst" out/eye.jpg; then
        cmp $EYE out/eye.jpg
    else
        told "$code" && [ ! -e out/eye.jpg ] && [ ! -e out/eye.png ]
    fi
}
sees() { # sees PATTERN: of the events that the watching preview wrote.
    grep -q "$1" out/watch
}
now() {
    cut -d' ' -f1 /proc/uptime
}
note() {
    echo "measure $*" >> out/notes
}
plugged() { # plugged PORT OPTION…: with the node and udev's names there.
    plug "$@" && within 20 test -e /dev/ocellus/camera/Ocellus_Board_Fundus_Camera_SN0001
}
info_has() { # info_has PATTERN: in the JSON without its white space.
    camera info --camera $ID --data data && tr -d ' \n' < out/json | grep -q "$1" && return
    cat out/json
    return 1
}
replugged() { # after an unplug: the camera as it was at first, with udev's name
    within 20 sh -c '! [ -e /dev/ocellus/camera/Ocellus_Board_Fundus_Camera_SN0001 ]'
    order 0 plug
    within 20 test -e /dev/ocellus/camera/Ocellus_Board_Fundus_Camera_SN0001
}
control() { # control NAME VALUE: the camera says so.
    info_has "\"name\":\"$1\",[^}]*\"now\":$2,"
}

modprobe -a evdev vhci-hcd uvcvideo
start_udev

echo "-- nothing there"
check "no camera is an error with what to do" refused camera_missing list
check "grab without a camera says the same" refused camera_missing grab out/eye.jpg

echo "-- one USB camera"
start=$(now)
check "it is plugged in and named by udev" plugged 0 $EYE $OTHER
check "the list has it by its serial number" sh -c "ocellus camera list --json | grep -q '\"id\": \"$ID\"'"
check "udev's name leads to the picture node" test "$(readlink -f /dev/ocellus/camera/*SN0001)" = "$(readlink -f /dev/v4l/by-id/usb-*SN0001-video-index0)"
check "its group is video" test "$(stat -c %g /dev/video0)" = 44
check "info lists formats and sizes" info_has '"format":"mjpeg",[^}]*"width":800'
check "and rates" info_has '"format":"mjpeg",[^}]*"fps":30.0'
check "the photograph is the camera's JPEG, byte for byte" grabs $EYE
check "by its link too" grabs $EYE --camera /dev/ocellus/camera/Ocellus_Board_Fundus_Camera_SN0001
check "YUYV becomes a PNG of the size agreed on" sh -c "rm -f out/*.png; ocellus camera grab --data data --format YUYV --size 640x480 out/raw.jpg && cmp -n 8 out/raw.png /host/png.head"
check "pRAA, a sensor's samples of ten bits in packed bytes, has its colours" sh -c "rm -f out/bayer.*; ocellus camera grab --data data --format pRAA --size 640x480 --json out/bayer.png > out/json && grep -q '\"torn\": 0' out/json && ocellus-board-station alike 3 out/raw.png out/bayer.png"
check "a size that it has not is refused" refused camera_unsupported grab --size 1234x567 out/eye.jpg
check "a format that it has not is refused" refused camera_unsupported grab --format NV12 out/eye.jpg
check "a control that it has not is refused" refused camera_unsupported set --data data sparkle=1
check "a value out of range is refused" refused camera_unsupported set --data data gain=9999

echo "-- controls"
check "what an automatic rules is refused" refused camera_unsupported set --data data exposure_time_absolute=222
check "gain and exposure are set, the automatic first" camera set --data data exposure_time_absolute=222 gain=77 auto_exposure=1
check "the camera has the gain" control gain 77
check "and the exposure" control exposure_time_absolute 222
order 0 unplug
check "unplugged, it is gone from the list" within 10 sh -c '! ocellus camera list >/dev/null 2>&1'
replugged
check "a new plug forgets it" control gain 16
check "a photograph is taken" grabs $EYE
check "the profile brings it back at the next stream" control gain 77
check "exposure too" control exposure_time_absolute 222
check "and the profile can be forgotten" camera set --data data --forget

echo "-- one at a time, and only who may"
ocellus camera preview --data data --seconds 60 --no-guidance > /dev/null 2>&1 &
watching=$!
within 20 sh -c "ls -l /proc/$watching/fd | grep -q /dev/video0"
usleep 1500000
rm -f out/eye.*
check "a busy camera names the program that has it" sh -c "! ocellus camera grab --data data --json out/eye.jpg > out/json 2>&1; grep camera_busy out/json | grep -q 'ocellus (process $watching)'"
kill $watching
wait $watching
chmod 777 out
check "without rights the group and the rule are named" sh -c "! su nobody -c 'ocellus camera grab --data /tmp/nodata --json /tmp/out/n.jpg' > out/json; grep camera_denied out/json | grep 'group video' | grep -q 70-ocellus-camera.rules"

echo "-- faults while grabbing"
order 0 "truncate 2"
check "two frames cut short: the photograph is whole" grabs $EYE
order 0 "gap 200"
check "holes in all frames: a whole photograph or none" whole_or camera_silent
order 0 clear
# What still streams of the last one would take the stall for itself.
usleep 1500000
order 0 "stall 20000"
check "a stall ends in an error in time" refused camera_silent grab --data data out/eye.jpg
order 0 unplug
replugged
(usleep 1500000; order 0 unplug-midframe) &
check "unplugged in mid-burst: a whole photograph or none" whole_or camera_unplugged 32
replugged

echo "-- two cameras"
plug 1 --serial SN0002 $OTHER
check "both are listed" within 20 sh -c "[ \$(ocellus camera list --json | grep -c '\"id\"') = 2 ]"
ocellus camera grab --data data --camera $ID --format MJPG --json out/one.jpg > /dev/null 2>&1 &
one=$!
check "the second gives its own photograph" grabs $OTHER --camera usb-1209-f001-SN0002
wait $one
check "the first gives its own at the same time" cmp $EYE out/one.jpg
pull 1

pull 0
echo "-- rate"
plug 3 /host/eye.jpg
within 20 ocellus camera list
ocellus camera preview --data data --seconds 5 --size 1280x720 --no-guidance --json > out/rate
note "preview 1280x720 MJPG, isochronous: $(tail -n 1 out/rate)"
pull 3
check "bulk transfers are taken as well, of a larger photograph" sh -c ". /vm/guest.sh; plug 2 --bulk /host/eye.jpg && within 20 test -e /dev/ocellus/camera/Ocellus_Board_Fundus_Camera_SN0001"
check "it arrives byte for byte" grabs /host/eye.jpg
kill -9 "$(cat /tmp/cam2.pid)"

echo "-- a capture card (vivid)"
modprobe vivid n_devs=1 node_types=0x1 num_inputs=1 input_types=0x0
within 20 test -e /dev/v4l/by-path/platform-vivid.0-video-index0
vivid_gives() { # vivid_gives FORMAT [LEVELS]: a whole photograph, as near in colour to the first as so many levels.
    rm -f out/v.png
    ocellus camera grab --data data --camera vivid.0 --format "$1" --size 640x360 --burst 1 --json out/v.png > out/json
    grep -q '"torn": 0' out/json && cmp -n 8 out/v.png /host/png.head || return 1
    [ -e out/first.png ] || cp out/v.png out/first.png
    [ -z "$2" ] || ocellus-board-station alike "$2" out/first.png out/v.png
}
ocellus camera set --once --data data --camera vivid.0 osd_text_mode=2 > /dev/null 2>&1
for format in RGB3 YUYV NV12; do
    check "$format, agreed and whole, in its colours" vivid_gives $format 3
done
for format in BA81 GB10 BA12 RG16; do
    check "$format, a sensor's own samples, in its colours" vivid_gives $format 3
done
for format in GREY Y10 Y12 Y16; do
    check "$format, agreed and whole" vivid_gives $format
done
check "MJPG, which it would silently replace, is refused" refused camera_unsupported grab --data data --camera vivid.0 --format MJPG out/v.jpg
ocellus camera preview --data data --seconds 60 --camera vivid.0 --size 640x360 --no-guidance --json > out/watch 2>&1 &
watching=$!
within 20 sees '"event":"rate"'
ocellus camera set --once --data data --camera vivid.0 inject_fatal_streaming_error=1 > /dev/null 2>&1
check "a driver that fails in mid-stream is told" within 20 sees camera_failed
wait $watching
ocellus camera preview --data data --seconds 60 --camera vivid.0 --size 640x360 --no-guidance --json > out/watch 2>&1 &
watching=$!
within 20 sees '"event":"rate"'
ocellus camera set --once --data data --camera vivid.0 disconnect=1 > /dev/null 2>&1
check "a card pulled in mid-stream is told" within 20 sees camera_unplugged
wait $watching
within 10 rmmod vivid
modprobe vivid n_devs=1 node_types=0x1 num_inputs=1 input_types=0x3
within 20 test -e /dev/v4l/by-path/platform-vivid.0-video-index0
ocellus camera set --once --data data --camera vivid.0 dv_timings_signal_mode=1 > out/json 2>&1
check "no signal is told" refused camera_silent grab --data data --camera vivid.0 out/v.jpg
check "and so named" grep -q 'no signal' out/json

cat out/notes
rmmod vivid
summary
ocellus-board-station check --bundle /host/tiny --data station /host/eye.jpg /host/other.jpg $EYE $OTHER
station=$?
echo "$(cut -d' ' -f1 /proc/uptime) s after the start of the machine"
[ $failed -eq 0 ] && [ $station -eq 0 ]
