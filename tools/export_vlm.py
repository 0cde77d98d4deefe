"""A published vision-language model as a bundle: `export_vlm.py FOLDER OUT --name NAME`.

FOLDER is a Hugging Face folder on this disk (config.json, *.safetensors, tokenizer.json, preprocessor_config.json).
With `--parity` the bundle is compared with transformers' own model, which needs the whole of it in memory in fp32.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np

from ocellus_tools.vlm import legacy, parity, write
from ocellus_tools.vlm.checkpoint import CheckpointError
from ocellus_tools.vlm.family import open_folder


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path, nargs="?", help="the model")
    ap.add_argument("out", type=Path, nargs="?", help="an empty or new folder for the bundle")
    ap.add_argument("--name", help="the bundle's name [default: the folder's]")
    ap.add_argument("--version", default="1.0.0")
    ap.add_argument("--licence", default="LicenseRef-unknown", help="SPDX expression of the weights' licence")
    ap.add_argument("--fp32", action="store_true", help="write the twin that is not quantised")
    ap.add_argument("--template", help="chat template in the place of the folder's own: chatml, llama3 or llava")
    ap.add_argument("--system", help="what the system says first, where the chat template says nothing")
    ap.add_argument("--tiles", type=int, metavar="N", help="tiles of a photograph at most, where the model takes tiles: fewer are faster [default: the model's own]")
    ap.add_argument("--photographs", type=Path, metavar="DIR", help="pictures whose activations set the qdq scales; the first serves --parity")
    ap.add_argument("--parity", action="store_true", help="compare with transformers; parity.json beside the bundle")
    ap.add_argument("--convert", action="store_true", help="write FOLDER, an original InternVL checkpoint, to OUT in transformers' native form")
    ap.add_argument("--plan", metavar="MODEL", help="what MODEL (a folder, or one of internvl3:1b, 2b, 8b, internvl2.5:4b) would need on this machine")
    ap.add_argument("--bandwidth", type=float, metavar="GB/S", help="read bandwidth of the appliance's memory, for --plan [default: measured here]")
    args = ap.parse_args()
    if args.plan:
        return tell_plan(args.plan, args.bandwidth)
    if args.folder is None or args.out is None:
        ap.error("FOLDER and OUT are needed")
    try:
        if args.convert:
            legacy.convert(args.folder, args.out)
            return 0
        model = open_folder(args.folder, args.template)
        model.system = args.system or model.system
        name = args.name or args.folder.resolve().name.lower()
        precision = "fp32" if args.fp32 else "int8"
        if args.tiles and model.image["family"] == "internvl":
            model.image["maximum_tiles"] = max(args.tiles, model.image["minimum_tiles"])
        seen = sorted(p for p in args.photographs.iterdir() if p.is_file()) if args.photographs else []
        pixels = parity.photographs(model, seen) if seen else None
        write.bundle(model, args.out, name, args.version, args.licence, precision, pixels)
        print(f"{args.out}: {sum(p.stat().st_size for p in args.out.rglob('*') if p.is_file())} bytes")
        if args.parity:
            compare(model, args.out, precision, name, seen[:1])
    except (CheckpointError, FileExistsError) as error:
        print(f"export_vlm: {error}", file=sys.stderr)
        return 1
    return 0


def tell_plan(model: str, bandwidth: float | None) -> int:
    """Prints the paper plan."""
    from ocellus_tools.vlm import plan

    try:
        print(plan.told(plan.shape_of(model), bandwidth or plan.bandwidth(), "given" if bandwidth else "measured here"))
    except CheckpointError as error:
        print(f"export_vlm: {error}", file=sys.stderr)
        return 1
    return 0


def compare(model: object, out: Path, precision: str, name: str, seen: list[Path]) -> None:
    """The parity report of both precisions; the one that was not asked for is written to a place that goes away."""
    tiles = 2 if model.image["family"] == "internvl" else 1
    noise = np.random.default_rng(5).normal(size=(tiles, 3, model.side, model.side)).astype(np.float32)
    pixels = parity.photographs(model, seen) if seen else noise
    with tempfile.TemporaryDirectory(dir=out.resolve().parent) as folder:
        other = "int8" if precision == "fp32" else "fp32"
        write.bundle(model, Path(folder) / other, name, precision=other)
        found = parity.report(model, {precision: out, other: Path(folder) / other}, pixels)
    parity.save(found, out.with_name(out.name + ".parity.json"))
    print(parity.told(found))


if __name__ == "__main__":
    sys.exit(main())
