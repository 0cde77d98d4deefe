"""Times `ocellus serve`: until a photograph can be taken, and until the models are ready. Prints JSON."""

import json
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

PORT = 18431
LIMIT_S = 60


def status() -> dict | None:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/api/status", timeout=1) as answer:
            return json.load(answer)
    except (urllib.error.URLError, OSError):
        return None


def measure(binary: str, engine: str) -> dict:
    with tempfile.TemporaryDirectory() as data:
        start = time.monotonic()
        server = subprocess.Popen(
            [binary, "serve", "--address", f"127.0.0.1:{PORT}", "--data", data, "--engine", engine],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            answered = None
            while time.monotonic() - start < LIMIT_S:
                now = status()
                if now and answered is None:
                    answered = time.monotonic() - start
                if now and now["models"]["state"] != "loading":
                    return {
                        "photograph_s": round(answered, 3),
                        "models_s": round(time.monotonic() - start, 3),
                        "state": now["models"]["state"],
                    }
                time.sleep(0.02)
            return {"photograph_s": answered, "models_s": None, "state": "loading"}
        finally:
            server.terminate()
            server.wait(timeout=20)


if __name__ == "__main__":
    print(json.dumps({engine: measure(sys.argv[1], engine) for engine in ("ort", "tract")}))
