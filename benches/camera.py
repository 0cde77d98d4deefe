"""Times the camera at the page with a replayed one: shutter to verdict and to disk, the live picture's share of the
processor and its delay. Photographs are drawn eyes, each frame another file, so that every capture is a new one.

python camera.py PATH/TO/ocellus EXAMPLES OUT.json (needs Pillow)"""

import hashlib
import http.client
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from PIL import Image

PORT = 18432
FPS = 25
FRAMES = 150
PRESSES = 25
LOOK_S = 20


def frames(folder: Path, examples: Path, size: tuple[int, int]) -> dict[str, int]:
    """Writes the frames; their hashes, and their places in the round."""
    eyes = [Image.open(path).convert("RGB") for path in sorted(examples.glob("*.jpg"))]
    known = {}
    for at in range(FRAMES):
        eye = eyes[at * len(eyes) // FRAMES].copy()
        eye.thumbnail(size, Image.Resampling.LANCZOS)
        frame = Image.new("RGB", size, (2, 2, 2))
        frame.paste(eye, ((size[0] - eye.width) // 2, (size[1] - eye.height) // 2))
        # Large and steep enough to be another file after quantisation.
        frame.paste((at % 16 * 16, at // 16 * 16, 0), (0, 0, 16, 16))
        path = folder / f"{at:04}.jpg"
        frame.save(path, quality=92)
        known[hashlib.sha256(path.read_bytes()).hexdigest()] = at
    if len(known) != FRAMES:
        raise SystemExit("two frames are the same file")
    return known


def ask(method: str, path: str, body: dict | None = None) -> dict:
    link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    link.request(method, path, None if body is None else json.dumps(body), {"content-type": "application/json"})
    return json.loads(link.getresponse().read())


class Viewer(threading.Thread):
    """Looks at the live picture and notes which frame came when."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: list[tuple[float, bytes]] = []
        self.stopped = False

    def run(self) -> None:
        link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        link.request("GET", "/api/camera/preview")
        answer = link.getresponse()
        while not self.stopped:
            length = None
            while (line := answer.readline()) != b"\r\n" or length is None:
                if not line:
                    return
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            frame = answer.read(length)
            self.seen.append((time.monotonic(), frame))
        link.close()


def threads(pid: int) -> dict[str, float]:
    """Seconds of processor by name of thread."""
    used: dict[str, float] = {}
    tick = os.sysconf("SC_CLK_TCK")
    for task in Path(f"/proc/{pid}/task").iterdir():
        stat = (task / "stat").read_text()
        name = stat[stat.index("(") + 1 : stat.rindex(")")]
        fields = stat[stat.rindex(")") + 2 :].split()
        used[name] = used.get(name, 0.0) + (int(fields[11]) + int(fields[12])) / tick
    return used


def look(server: subprocess.Popen, known: dict[str, int]) -> dict:
    viewer = Viewer()
    viewer.start()
    time.sleep(3)
    before, first, start = threads(server.pid), len(viewer.seen), time.monotonic()
    time.sleep(LOOK_S)
    last, took = len(viewer.seen), time.monotonic() - start
    after = threads(server.pid)
    came = [(at, known.get(hashlib.sha256(frame).hexdigest())) for at, frame in viewer.seen[first:last]]
    viewer.stopped = True
    # The round goes on; a frame's time is counted from the one that came soonest after its own.
    whole = [(at, place) for at, place in came if place is not None]
    number, times, skipped = whole[0][1], [], 0
    for at, place in whole:
        step = (place - number) % FRAMES
        skipped += max(step - 1, 0)
        number += step
        times.append(at - number / FPS)
    late = [1000 * (at - min(times)) for at in times]
    share = {name: round((after.get(name, 0) - before.get(name, 0)) / took, 4) for name in after}
    return {
        "seconds": round(took, 2),
        "frames": len(came),
        "unknown": len(came) - len(whole),
        "skipped": skipped,
        "fps": round(len(came) / took, 2),
        "late_ms": {"median": round(statistics.median(late), 1), "longest": round(max(late), 1)},
        "late_frames": sum(ms > 1000 / FPS for ms in late),
        "cores": {name: part for name, part in sorted(share.items(), key=lambda one: -one[1]) if part > 0},
    }


def press() -> list[dict]:
    viewer = Viewer()
    viewer.start()
    time.sleep(3)
    pressed = []
    for _ in range(PRESSES):
        start = time.monotonic()
        answer = ask("POST", "/api/camera/capture", {})
        answered = 1000 * (time.monotonic() - start)
        kept = {name: answer.get(name) for name in ("verdict_ms", "saved_ms", "is_new", "frames", "spoilt", "code")}
        pressed.append(kept | {"answered_ms": round(answered, 1)})
        # Until what was taken is read: a technician does not press again before.
        time.sleep(2.03)
    viewer.stopped = True
    return pressed


def station(binary: str, folder: Path, data: str) -> subprocess.Popen:
    command = [binary, "serve", "--address", f"127.0.0.1:{PORT}", "--data", data, "--camera", f"replay:{folder}"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        time.sleep(0.1)
        try:
            if ask("GET", "/api/status")["models"]["state"] != "loading":
                return server
        except OSError:
            continue
    raise SystemExit("the station does not answer")


def measured(binary: str, examples: Path, size: tuple[int, int]) -> dict:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "eyes"
        folder.mkdir()
        known = frames(folder, examples, size)
        server = station(binary, folder, f"{scratch}/data")
        try:
            seen, pressed = look(server, known), press()
        finally:
            server.terminate()
            server.wait(timeout=30)
        new = [one for one in pressed if one["is_new"]]
        median = {
            name: statistics.median(one[name] for one in new) for name in ("verdict_ms", "saved_ms", "answered_ms")
        }
        longest = {name: max(one[name] for one in new) for name in median}
        kb = sum(path.stat().st_size for path in folder.iterdir()) / FRAMES / 1000
        return {
            "frame_kb": round(kb),
            "look": seen,
            "new_photographs": len(new),
            "median": median,
            "longest": longest,
            "presses": pressed,
        }


if __name__ == "__main__":
    binary, examples, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    sizes = [(1280, 720), (1600, 1200)]
    document = {f"{w}x{h}": measured(binary, examples, (w, h)) for w, h in sizes}
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    cpu = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "?")
    document["machine"] = {"cpu": cpu, "cores": os.cpu_count(), "system": platform.platform(), "load": os.getloadavg()}
    out.write_text(json.dumps(document, indent=1) + "\n")
    for size, found in document.items():
        print(size, {name: value for name, value in found.items() if name != "presses"})
