# Sourced by the guest's tests: starts udev, plugs software cameras, counts checks.
checks=0
failed=0

# One line a check: check "what must hold" COMMAND…
check() {
    checks=$((checks + 1))
    what=$1
    shift
    if "$@" > /tmp/check.out 2>&1; then
        echo "ok      $what  ($(cut -d' ' -f1 /proc/uptime) s)"
    else
        failed=$((failed + 1))
        echo "FAILED  $what  ($(cut -d' ' -f1 /proc/uptime) s)"
        sed 's/^/        /' /tmp/check.out | tail -n 20
    fi
}

start_udev() {
    mkdir -p /run/udev
    /vm/ld.so --library-path /vm/lib --argv0 systemd-udevd /vm/systemd-udevd --daemon
    /vm/ld.so --library-path /vm/lib --argv0 udevadm /vm/udevadm trigger --action=add
    settle
}

settle() {
    /vm/ld.so --library-path /vm/lib --argv0 udevadm /vm/udevadm settle --timeout=20
}

# Runs a command until it succeeds: within SECONDS COMMAND…
within() {
    tries=$(($1 * 10))
    shift
    while [ $tries -gt 0 ]; do
        "$@" > /dev/null 2>&1 && return 0
        usleep 100000
        tries=$((tries - 1))
    done
    "$@"
}

# plug PORT [OPTION…] PHOTOGRAPH…: the camera obeys lines in /tmp/camPORT.
plug() {
    port=$1
    shift
    rm -f /tmp/cam$port
    mkfifo /tmp/cam$port
    # The open end keeps the FIFO from ending between two orders.
    ocellus-board-camera --port $port "$@" < /tmp/cam$port > /tmp/cam$port.log 2>&1 &
    echo $! > /tmp/cam$port.pid
    eval "exec $((3 + port))> /tmp/cam$port"
    within 60 grep -q 'plugged in' /tmp/cam$port.log
}

order() {
    echo "$2" > /tmp/cam$1
}

# Pulls the plug by killing the camera.
pull() {
    kill -9 "$(cat /tmp/cam$1.pid)" 2>/dev/null
    wait "$(cat /tmp/cam$1.pid)" 2>/dev/null
    eval "exec $((3 + $1))>&-"
    return 0
}

summary() {
    echo "$checks checks, $failed failed, $(cut -d' ' -f1 /proc/uptime) s after the start of the machine"
}
