#!/usr/bin/env bash
# Within the container: are the roles there, what may they do, do they come back. One line a check into /out/result.
set -uo pipefail
exec 2>/out/errors
base=http://127.0.0.1:8080
say() { echo "$*" >>/out/result; }
check() { # check WHAT COMMAND...
    local what=$1
    shift
    if "$@" >/dev/null; then say "ok      $what"; else say "FAILED  $what"; fi
}
# Looks again until a command is true, 60 times at most.
within() {
    for _ in $(seq 60); do
        "$@" && return 0
        sleep 1
    done
    return 1
}
status() { curl -fsS -m 10 "$base/api/status"; }
models() { status | grep -q "\"models\":{\"state\":\"$1\""; }
present() { status | grep -q "{\"role\":\"$1\",\"presence\":\"$2\""; }
pid() { systemctl show -P MainPID "ocellus-$1.service"; }
restarts() { systemctl show -P NRestarts "ocellus-$1.service"; }
restarted() { [ "$(restarts "$1")" -gt "$2" ] && [ "$(systemctl is-active "ocellus-$1.service")" = active ]; }
answered() { curl -fsS -m 10 "$base/api/photographs" | grep -q '"state":"done"'; }
only_loopback() { [ "$(sed 1,2d "/proc/$1/net/dev" | cut -d: -f1 | tr -d ' \n')" = lo ]; }
refused() { ! "$@"; }
devices() { ls "/proc/$1/root/dev" | grep -E '^(video|input|media|fuse|snd|dri|ttyS|console)'; }

check "the station answers" within status
check "its record lies in a vault that was opened before it" sh -c "curl -fsS -m 10 $base/api/status | grep -q '\"at_rest\":\"vault\"'"
check "the reader is there and ready" within models ready
check "sync is there and says that nothing is sent" present sync here
check "a photograph is taken" curl -fsS -m 30 -F photograph=@/usr/share/ocellus/eye.jpg "$base/api/photographs"
check "and read by the other process" within answered

check "the reader has an empty network" only_loopback "$(pid reader)"
check "and does not reach the page's port" refused nsenter -t "$(pid reader)" -n curl -fsS -m 5 "$base/api/health"
check "the reader has no camera or other device" refused devices "$(pid reader)"
check "sync has no camera or other device" refused devices "$(pid sync)"
check "the roles are one user without rights" test "$(ps -o user= -p "$(pid station)" 2>/dev/null || stat -c %U "/proc/$(pid station)")" = ocellus
check "no capability is left to the station" grep -q '^CapBnd:.0000000000000000' "/proc/$(pid station)/status"
for role in station reader sync; do
    check "$role: memory is bounded" test "$(systemctl show -P MemoryMax "ocellus-$role.service")" != infinity
done

before=$(restarts reader)
kill -KILL "$(pid reader)"
check "the page shows that the reader is away" within models away
check "the reader comes back" within restarted reader "$before"
check "and the page shows it" within models ready
for role in station reader sync; do
    before=$(restarts "$role")
    kill -STOP "$(pid "$role")"
    check "$role: the watchdog restarts what hangs" within restarted "$role" "$before"
done
check "all of it works again" within models ready
check "the record is sound" env OCELLUS_DATA_DIR=/var/lib/ocellus/record /usr/bin/ocellus record verify

# The record's key: here it is sealed by a TPM.
vault() { [ "$(systemctl is-active ocellus-vault.service)" = "$1" ]; }
closed() { [ ! -e /var/lib/ocellus/record/ocellus.sqlite3 ] && [ -n "$(ls -A /var/lib/ocellus/record)" ]; }
again() { # again COMMAND...: with the vault closed, then opened anew
    local before
    before=$(systemctl is-active ocellus-vault.service)
    systemctl stop ocellus.target ocellus-station.service ocellus-reader.service ocellus-sync.service ocellus-vault.service
    [ "$before" = failed ] || check "it closes when the roles have stopped" test "$(systemctl show -P Result ocellus-vault.service)" = success
    "$@"
    systemctl reset-failed
    systemctl start ocellus.target
}
other_tpm() { systemctl stop ocellus-tpm && cp -a /tpm /tmp/tpm && rm -f /tpm/* && systemctl start ocellus-tpm; }
same_tpm() { systemctl stop ocellus-tpm && rm -f /tpm/* && cp -a /tmp/tpm/. /tpm && systemctl start ocellus-tpm; }
typed_in() { # from the recovery sheet
    rm -f /tpm/*
    mkdir -p /run/systemd/system/ocellus-vault.service.d
    printf '[Service]\nLoadCredentialEncrypted=\nLoadCredential=vault.key:/usr/share/sheet/vault.key\n' \
        >/run/systemd/system/ocellus-vault.service.d/sheet.conf
    systemctl daemon-reload
}
check "no key lies open beside the record" refused grep -rqs "$(cut -c1-11 /usr/share/sheet/vault.key)" /etc/ocellus /var/lib/ocellus
again other_tpm
check "another machine's TPM does not open the vault" within vault failed
check "    nothing of it can be read" closed
check "    and no station begins in it" refused status
again same_tpm
check "with its own TPM it opens" within vault active
check "    and all of it works again" within models ready
again typed_in
check "without any TPM the recovery sheet opens it" within vault active
check "    and all of it works again" within models ready
check "    with the photograph and its reading" answered
systemd-analyze security --no-pager ocellus-station.service ocellus-reader.service ocellus-sync.service 2>/dev/null | grep Overall >>/out/result
journalctl --no-pager -b >/out/journal
touch /out/done
