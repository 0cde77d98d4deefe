"""Assembles a bundle: graphs in their skins over one file of weights, calibration, goldens, claims, checksums.

With `--fp32` the unquantised twin, for measuring what int8 costs. `--language` and `--language-evidence` take the
language reader's checkpoint and the evidence checkpoint that its encoder grew from; `--language-bundle` takes the one of
an earlier bundle as it is, its own trunk with it.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

from ocellus_tools import manifest
from ocellus_tools.blob import Blob
from ocellus_tools.calibrate import calibrate, read_all
from ocellus_tools.evidence_onnx import OUTPUTS, load, to_onnx
from ocellus_tools.graft import language_of
from ocellus_tools.model import MAPS, RESEARCH
from ocellus_tools.normalise import NAME, SIZE
from ocellus_tools.onnx_skins import activation_scales, float_skin, int8_skin
from ocellus_tools.views import load_pack, view

PIECE = 256
STRIDES = {"maps": 97, "heat": 13, "quality": 1, "dr": 1, "dme": 1, "referable": 1, "conditions": 1, "novelty": 1}


def session(path: Path) -> onnxruntime.InferenceSession:
    """Two threads on the CPU."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def reader(path: Path) -> object:
    """The graph as a function of its normalised image."""
    s = session(path)
    return lambda x: dict(zip(OUTPUTS, s.run(OUTPUTS, {"image": x}), strict=True))


def golden_piece() -> np.ndarray:
    """A 256-pixel piece of a drawn eye, normalised, as u8 [1, 3, 256, 256]; sixteen of them tile the input."""
    from ocellus_tools.normalise import field_mask, normalise
    from ocellus_tools.synth import make_eye

    eye = make_eye(11, SIZE, grade=3, quality="good")
    x = normalise(eye.rgb, field_mask(eye.rgb))
    left, top = (int(np.clip(eye.disc[i] - PIECE / 2, 0, SIZE - PIECE)) for i in (0, 1))
    piece = x[top : top + PIECE, left : left + PIECE]
    return np.clip(np.rint((piece + 1) * 127.5), 0, 255).astype(np.uint8).transpose(2, 0, 1)[None].copy()


def goldens(out: Path, read: object, skins: dict[str, float]) -> list[dict]:
    """Writes the evidence goldens; `skins` gives the least cosine of each skin against the written values."""
    (out / "golden").mkdir(exist_ok=True)
    piece = golden_piece()
    np.save(out / "golden/evidence.image.npy", piece)
    x = np.tile(piece.astype(np.float32) * np.float32(1 / 127.5) - 1, (1, 1, SIZE // PIECE, SIZE // PIECE))
    answer = read(x)
    names = {}
    for name, stride in STRIDES.items():
        kept = answer[name].ravel()[::stride]
        np.save(out / f"golden/evidence.{name}.npy", kept.astype(np.float32))
        names[name] = f"golden/evidence.{name}.npy"
    image = {"path": "golden/evidence.image.npy", "scale": 1 / 127.5, "offset": -1.0, "shape": [1, 3, SIZE, SIZE]}
    return [
        {"graph": "evidence", "skins": [s], "cosine": c, "stride": STRIDES, "inputs": {"image": image}, "outputs": names}
        for s, c in skins.items()
    ]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--checkpoint", type=Path, default=Path("build/evidence/fitted.pt"))
    ap.add_argument("--pack", type=Path, default=Path("build/pack"))
    ap.add_argument("--out", type=Path, default=Path("models/ocellus-1"))
    ap.add_argument("--name", default="ocellus-1")
    ap.add_argument("--version", default="0.1.0")
    ap.add_argument("--fp32", action="store_true")
    ap.add_argument("--language", type=Path)
    ap.add_argument("--language-evidence", type=Path)
    ap.add_argument("--language-bundle", type=Path)
    ap.add_argument("--claims", type=Path, nargs="*", default=[], help="JSON lists of claims")
    ap.add_argument("--card", type=Path, help="CARD.md to take along")
    ap.add_argument("--plots", type=Path, help="folder of its charts")
    ap.add_argument("--calibration", type=Path, help="JSON of an earlier calibration, to be used again")
    ap.add_argument("--keep", type=Path, default=Path("build"), help="where calibration and agreement are written")
    args = ap.parse_args()
    out, blob = args.out, Blob()
    card = args.card.read_bytes() if args.card else b""
    if out.exists():
        shutil.rmtree(out)
    out.mkdir(parents=True)
    items = [i for i in load_pack(args.pack) if i.part == "calibration"]
    model = to_onnx(load(args.checkpoint))
    rng = np.random.default_rng(0)
    samples = [np.ascontiguousarray(view(i, rng, SIZE, 0.0).x.transpose(2, 0, 1)[None]) for i in items[::5]]
    graphs: dict[str, dict[str, str]] = {"evidence": {"cpu": "evidence.cpu.onnx"}}
    if args.fp32:
        onnx.save(float_skin(model, blob), out / "evidence.cpu.onnx")
        least = {"cpu": 0.9999}
    else:
        graphs["evidence"]["qdq"] = "evidence.qdq.onnx"
        onnx.save(int8_skin(model, blob), out / "evidence.cpu.onnx")
        onnx.save(int8_skin(model, blob, activation_scales(model, samples)), out / "evidence.qdq.onnx")
        least = {"cpu": 0.9999, "qdq": 0.9}
    language = None
    if args.language:
        from ocellus_tools.export_language import export_graphs

        skins = ("fp32",) if args.fp32 else ("cpu", "float", "qdq")
        language = export_graphs(out, blob, args.language, args.language_evidence or args.checkpoint, skins, samples[:4])
    elif args.language_bundle:
        language = language_of(args.language_bundle, out, blob)
    if language:
        graphs |= language["graphs"]
    blob.write(out)
    read = reader(out / "evidence.cpu.onnx")
    if args.calibration:
        tables = json.loads(args.calibration.read_text())
    else:
        tables = calibrate(read, items)
        args.keep.mkdir(parents=True, exist_ok=True)
        (args.keep / f"{out.name}.calibration.json").write_text(json.dumps(tables, indent=1))
    if card:
        (out / "CARD.md").write_bytes(card)
    if args.plots:
        shutil.copytree(args.plots, out / "plots")
    whole = {
        "schema": "ocellus.bundle/1", "name": args.name + ("-fp32" if args.fp32 else ""), "version": args.version,
        "licence": "CC-BY-SA-4.0", "minimum_software": "0.1.0", "precision": "fp32" if args.fp32 else "int8",
        "weights": "weights.bin", "signer": "",
        "evidence": {
            "size": SIZE, "normalisation": NAME, "maps": MAPS, "thresholds": tables["thresholds"],
            "minimum_area_px": tables["minimum_area_px"], "calibration": tables["calibration"],
            "uncertain": {k: [v["low"], v["high"]] for k, v in tables["conformal"].items()},
            "conformal": tables["conformal"], "shift": tables["shift"], "research": {"conditions": RESEARCH},
        },
        "language": language["language"] if language else None,
        "graphs": graphs,
        "goldens": goldens(out, read, least) + (language["goldens"] if language else []),
        "claims": [c for path in args.claims for c in json.loads(path.read_text())],
    }  # fmt: skip
    if args.language and not args.fp32:
        from ocellus_tools import fused

        fused.add_own(out, whole["language"], graphs, whole["goldens"])
    manifest.write(out, {k: v for k, v in whole.items() if v is not None})
    size = sum(p.stat().st_size for p in out.rglob("*") if p.is_file())
    print(f"{out}: {size} bytes, weights {len(blob)} bytes")
    if not args.fp32:
        (args.keep / f"{out.name}.agreement.json").write_text(json.dumps(agree(out, items[::12])))


def agree(out: Path, items: list) -> dict[str, float]:
    """Cosine between the outputs of the two skins on a few photographs."""
    found = {}
    a, b = (read_all(reader(out / f"evidence.{s}.onnx"), items) for s in ("cpu", "qdq"))
    for name in OUTPUTS:
        x, y = (np.concatenate([o[name].ravel() for o in p]).astype(np.float64) for p in (a, b))
        found[name] = round(float(x @ y / np.sqrt((x @ x) * (y @ y))), 5)
    print("cosine of the cpu and qdq skins:", found)
    return found


if __name__ == "__main__":
    main()
