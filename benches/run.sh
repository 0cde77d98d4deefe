#!/usr/bin/env bash
# Times the whole path on synthetic eyes: ONNX Runtime, tract, and the same bundle from Python with onnxruntime.
# Raw figures go to benches/runs/DATE-HOST.json, one document a run.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${1:?usage: benches/run.sh PATH/TO/ocellus}
runs=${RUNS:-10}
photo=tests/data/synthetic_eye.jpg
out=benches/runs/$(date -u +%Y-%m-%d)-$(uname -m).json
mkdir -p benches/runs
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

test -x build/venv/bin/python || { echo "bench: run make build/venv/stamp first" >&2; exit 1; }
for engine in ort tract; do
    echo "bench: $engine" >&2
    "$bin" model bench "$photo" --runs "$runs" --engine "$engine" --json >"$scratch/$engine.json"
done
echo "bench: Python with onnxruntime" >&2
PYTHONPATH=tools build/venv/bin/python tools/bench_peer.py models/ocellus-1 "$photo" --runs "$runs" >"$scratch/python.json"
echo "bench: from start to ready" >&2
python3 benches/startup.py "$bin" >"$scratch/startup.json"
python3 - "$scratch" "$out" <<'PY'
import json, os, pathlib, platform, sys
scratch, out = map(pathlib.Path, sys.argv[1:])
document = {f.stem: json.loads(f.read_text()) for f in sorted(scratch.glob("*.json"))}
cpu = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
document["machine"] = {"cpu": cpu, "cores": os.cpu_count(), "system": platform.platform(), "load": os.getloadavg()}
total = {name: document[name]["median_ms"]["total"] for name in ("ort", "tract", "python")}
document["ratio_to_python"] = {name: round(total[name] / total["python"], 3) for name in ("ort", "tract")}
out.write_text(json.dumps(document, indent=1) + "\n")
print(out)
print(json.dumps({"median total ms": total, "ratio to Python": document["ratio_to_python"]}))
PY
