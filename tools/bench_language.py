"""Times language decoders side by side on the same random weights: `bench_language.py --binary target/release/ocellus`.

Ours through `ocellus model bench --decoder`; ONNX Runtime GenAI (int8), llama.cpp (Q8_0), mistral.rs (Q8_0) and transformers
(bf16) in a process each, one after the other, `--rounds` times, so that what else the machine does meets all alike. Beside
every speed stands its error against fp32. Raw figures go to --out.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from ocellus_tools.bench import shapes

OURS = "ours"
PEERS = ["genai", "llama.cpp", "mistral.rs", "transformers"]
LARGE = 100 << 20
"""Bytes of weights that no cache holds: from there on a step can be set against the bandwidth of memory."""


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--binary", type=Path, required=True, help="the program")
    ap.add_argument("--bundle", type=Path, default=Path("models/ocellus-1"), help="whose shape is the small one")
    ap.add_argument("--work", type=Path, default=Path("build/bench-language"), help="where models are made and kept (6 GB)")
    ap.add_argument("--out", type=Path, help="raw figures as JSON; what it holds of other shapes and thread counts stays")
    ap.add_argument("--shapes", nargs="+", default=["large", "own"], choices=["large", "own"])
    ap.add_argument("--threads", nargs="+", type=int, default=[1, 2])
    ap.add_argument("--rounds", type=int, default=3)
    ap.add_argument("--peers", nargs="*", default=PEERS, choices=PEERS)
    args = ap.parse_args()
    document: dict = {"machine": machine(), "shapes": {}, "versions": versions(), "prompt": len(shapes.PROMPT), "steps": shapes.STEPS, "runs": []}
    for name in args.shapes:
        shape = shapes.SHAPES.get(name) or shapes.own(args.bundle)
        document["shapes"][name] = shape
        folder = args.work / name
        folder.mkdir(parents=True, exist_ok=True)
        shapes.make(shape, folder)
        if "llama.cpp" in args.peers and not (folder / "q8_0.gguf").exists():
            from ocellus_tools.bench import gguf_file

            gguf_file.write(folder / "hf", folder / "q8_0.gguf")
        reference = np.array(peer("reference", folder, 2)["logits"])
        for threads in args.threads:
            for round_ in range(args.rounds):
                for who in ["bandwidth", OURS, *args.peers]:
                    print(f"{name}, {threads} threads, round {round_ + 1} of {args.rounds}: {who}", file=sys.stderr)
                    document["runs"].append(one(who, args.binary, folder, threads, reference) | {"shape": name, "threads": threads, "who": who})
    if args.out and args.out.exists():
        before = json.loads(args.out.read_text(encoding="utf-8"))
        again = {(run["shape"], run["threads"]) for run in document["runs"]}
        document["runs"] = [run for run in before["runs"] if (run["shape"], run["threads"]) not in again] + document["runs"]
        document["shapes"] = before["shapes"] | document["shapes"]
    document["table"] = table(document["runs"])
    print(told(document["table"]))
    if args.out:
        args.out.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    return 0


def one(who: str, binary: Path, folder: Path, threads: int, reference: np.ndarray) -> dict:
    """One run: medians and error. A runtime that fails is told as such, not left out."""
    cores = sorted(os.sched_getaffinity(0))[:threads]
    pin = ["taskset", "-c", ",".join(map(str, cores))]
    try:
        if who == OURS:
            got = ours(pin, binary, folder, threads)
        else:
            got = peer(who, folder, threads, pin)
    except subprocess.CalledProcessError as error:
        return {"failed": (error.stderr or "").strip().splitlines()[-1:] or str(error)}
    if who == "bandwidth":
        return got
    found: dict = {"prefill_ms": got["prefill_ms"], "step_ms": statistics.median(got["steps_ms"]), "steps_ms": got["steps_ms"]}
    if who == OURS:
        found |= {"engine": got["engine"], "weights_bytes": weights(folder / "bundle")}
    if "logits" in got:
        logits = np.array(got["logits"])
        found["relative_error"] = float(np.linalg.norm(logits - reference) / np.linalg.norm(reference))
        found["kl_top"] = kl({i: float(x) for i, x in enumerate(log_softmax(logits))}, reference)
    else:
        found["kl_top"] = kl({int(token): p for token, p in got["top"].items()}, reference)
    return found


def ours(pin: list[str], binary: Path, folder: Path, threads: int) -> dict:
    command = [*pin, str(binary), "model", "bench", "--decoder", "--json", "--runs", "1", "--engine", "ort", "--threads", str(threads), "--bundle", str(folder / "bundle")]
    got = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {"prefill_ms": got["prefill_ms"], "steps_ms": got["runs"][0]["steps_ms"], "logits": got["logits"], "engine": got["engine"]}


def weights(bundle: Path) -> int:
    """Bytes of int8 weights that a step reads."""
    import onnx

    graph = onnx.load(bundle / "decoder_model_merged.cpu.onnx", load_external_data=False).graph
    return sum(int(np.prod(i.dims)) for i in graph.initializer if i.name.endswith("/s8"))


def peer(who: str, folder: Path, threads: int, pin: list[str] | None = None) -> dict:
    environment = os.environ | {"OMP_NUM_THREADS": str(threads), "TOKENIZERS_PARALLELISM": "false"}
    with tempfile.TemporaryDirectory() as scratch:
        command = [*(pin or []), sys.executable, "-m", "ocellus_tools.bench.peers", who, str(folder.resolve()), str(threads)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment | {"HF_HOME": scratch}, timeout=900)
    return json.loads(done.stdout.strip().splitlines()[-1])


def log_softmax(logits: np.ndarray) -> np.ndarray:
    shifted = logits - logits.max()
    return shifted - np.log(np.exp(shifted).sum())


def kl(found: dict[int, float], reference: np.ndarray, top: int = 20) -> float | None:
    """Divergence from fp32 over those of its likeliest tokens that the runtime told, each side made to sum to one."""
    exact = log_softmax(reference)
    shared = [int(i) for i in np.argsort(-exact)[:top] if int(i) in found]
    if len(shared) < 2:
        return None
    p, q = (log_softmax(np.array(side)) for side in ([exact[i] for i in shared], [found[i] for i in shared]))
    return float((np.exp(p) * (p - q)).sum())


def table(runs: list[dict]) -> list[dict]:
    """A row a shape, thread count and runtime: medians over the rounds, their spread, and ratios within each round."""
    rows = []
    for shape, threads in sorted({(r["shape"], r["threads"]) for r in runs}):
        here = [r for r in runs if (r["shape"], r["threads"]) == (shape, threads)]
        mine = [r for r in here if r["who"] == OURS]
        for who in dict.fromkeys(r["who"] for r in here):
            these = [r for r in here if r["who"] == who]
            if any("failed" in r for r in these):
                rows.append({"shape": shape, "threads": threads, "who": who, "failed": these[0].get("failed")})
                continue
            if who == "bandwidth":
                rows.append({"shape": shape, "threads": threads, "who": who, "gb_per_s": statistics.median(r["gb_per_s"] for r in these)})
                continue
            row = {"shape": shape, "threads": threads, "who": who}
            for key in ("prefill_ms", "step_ms"):
                values = [r[key] for r in these]
                if not all(values):
                    # It ended its text at once: no step was timed.
                    continue
                row[key] = statistics.median(values)
                row[f"{key}_range"] = [min(values), max(values)]
                if all("failed" not in r for r in mine):
                    row[f"{key}_times_ours"] = [r[key] / m[key] for r, m in zip(these, mine, strict=True)]
            row["relative_error"] = these[0].get("relative_error")
            row["kl_top"] = these[0]["kl_top"]
            if who == OURS and mine[0]["weights_bytes"] > LARGE:
                reads = [r["gb_per_s"] for r in here if r["who"] == "bandwidth"]
                # Of a step's least time, its weights read once at the measured bandwidth.
                row["bound_share"] = [m["weights_bytes"] / g / 1e6 / m["step_ms"] for m, g in zip(mine, reads, strict=True)]
            rows.append(row)
    return rows


def told(rows: list[dict]) -> str:
    lines = ["| shape | threads | runtime | prompt of 160, ms | × ours | a step, ms | × ours | error | KL |", "|---|---|---|---|---|---|---|---|---|"]
    for r in rows:
        start = f"| {r['shape']} | {r['threads']} | {r['who']} |"
        if "failed" in r:
            lines.append(f"{start} failed: {r['failed']} | | | | | |")
        elif "gb_per_s" in r:
            lines.append(f"{start} memory reads {r['gb_per_s']:.1f} GB/s | | | | | |")
        else:
            ratio = {k: "–".join(f"{x:.2f}" for x in (min(r[f'{k}_times_ours']), max(r[f'{k}_times_ours']))) if f"{k}_times_ours" in r else "" for k in ("prefill_ms", "step_ms")}
            step = f"{r['step_ms']:.2f}" if "step_ms" in r else "none timed"
            error = "" if r["relative_error"] is None else f"{r['relative_error']:.4f}"
            divergence = "" if r["kl_top"] is None else f"{r['kl_top']:.2g}"
            of = ""
            if "bound_share" in r:
                of = f" ({min(r['bound_share']):.0%}–{max(r['bound_share']):.0%} of the bound)"
            lines.append(f"{start} {r['prefill_ms']:.1f} | {ratio['prefill_ms']} | {step}{of} | {ratio['step_ms']} | {error} | {divergence} |")
    return "\n".join(lines)


def machine() -> dict:
    cpu = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "?")
    return {"cpu": cpu, "cores": os.cpu_count(), "system": platform.platform(), "load": os.getloadavg()}


def versions() -> dict:
    from importlib.metadata import PackageNotFoundError, version

    found = {}
    for package in ("onnxruntime-genai", "llama-cpp-python", "mistralrs", "transformers", "torch", "onnxruntime"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = None
    return found


if __name__ == "__main__":
    sys.exit(main())
