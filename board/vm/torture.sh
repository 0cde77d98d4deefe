# Run in the guest: the station with a camera that misbehaves at random, is plugged in and out, and then for long does
# neither. What is random follows the seed.
. /vm/guest.sh
cd /tmp
. /host/options
modprobe -a evdev vhci-hcd uvcvideo
start_udev
ocellus-board-station torture --bundle /host/tiny --data station --seed "${SEED:-1}" --plugs "${PLUGS:-200}" \
    --faults "${FAULTS:-200}" --seconds "${LOOK:-3600}" /host/eye.jpg /host/other.jpg /host/small-eye.jpg /host/small-other.jpg
