"""Puts a bundle through its trials on the hold-out, through `ocellus screen`, and writes its claims with their intervals.

    python tools/evaluate.py --binary target/release/ocellus --all      every trial
    python tools/evaluate.py --binary … --only damage,repeats           some of them
    python tools/evaluate.py --bundle build/ocellus-1-fp32              the hold-out alone, in Python, for comparison
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

from ocellus_tools import truth
from ocellus_tools.readers import in_python
from ocellus_tools.trial import claim, doubt, froc, landmarks, pixels, rankings, words
from ocellus_tools.trial.bench import Bench, Pair, timed


def holdout(bench: Bench) -> list[dict]:
    """The photographs as they are."""
    pairs = bench.base
    out = as_they_are(pairs, bench.thresholds, bench.curves) + froc.froc(pairs, bench.curves) + froc.false_findings(pairs)
    out += doubt.doubt(pairs)
    for data, child in ((claim.IDRID, False), (claim.CHASE, True)):
        out += doubt.strange([p for p in pairs if p[0].name.startswith("chase_") == child], data)
    return out + words.words(pairs)


def as_they_are(pairs: list[Pair], thresholds: dict[str, float], curves: dict | None = None) -> list[dict]:
    """What the product and the Python twin can both be asked."""
    return landmarks.landmarks(pairs) + rankings.rankings(pairs, curves=curves) + pixels.pixels(pairs, thresholds)


def trials() -> dict:
    """Every trial by name, in the order they run. Imported late: drawing eyes takes a moment to load."""
    from ocellus_tools.trial import cover, cup, damage, repeats, shifts, sides, strangers

    return {
        "holdout": holdout, "shifts": shifts.shifts, "damage": damage.damage, "strangers": strangers.strangers,
        "repeats": repeats.repeats, "sides": sides.sides, "cup": cup.cup, "cover": cover.cover,
    }  # fmt: skip


def show(claims: list[dict]) -> None:
    """One line a claim."""
    for c in claims:
        low, high = c["interval"] or (float("nan"),) * 2
        print(f"{c['task']:24} {c['metric'][:48]:48} {c['value']:.3f} [{low:.3f}, {high:.3f}] n={c['n']:<5} {c['data']}")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, help="folder of labelled photographs (tools/README.md says how it looks)")
    ap.add_argument("--bundle", type=Path, default=Path("models/ocellus-1"))
    ap.add_argument("--binary", type=Path, help="score through this `ocellus`; without it, in Python")
    ap.add_argument("--part", default="holdout", choices=["holdout", "calibration"])
    ap.add_argument("--out", type=Path, default=Path("build/evaluation.json"), help="claims; curves for the plots go beside it as NAME.curves.json")
    ap.add_argument("--all", action="store_true", help="every trial, not the hold-out alone")
    ap.add_argument("--only", help="trials by name, with commas between")
    ap.add_argument("--strangers", type=Path, default=Path("build/strangers"), help="folder of pictures that are no fundus (tools/strangers.sh fetches them)")
    ap.add_argument("--limit", type=int, help="at most so many photographs of eyes in each trial beside the hold-out, where time is short")
    ap.add_argument("extra", nargs="*", help="further arguments of `screen`, after --")
    args = ap.parse_args()
    if args.data and not args.data.is_dir():
        ap.error(f"{args.data} is no folder")
    photos = truth.load(args.data, args.part) if args.data else []
    if not args.binary:
        if args.all or args.only:
            ap.error("the trials go through the program: name it with --binary")
        manifest = Bench([], Path(), args.bundle, Path())
        claims, curves, where = as_they_are(list(in_python(photos, args.bundle)), manifest.thresholds), {}, "onnxruntime in Python on cpu"
    else:
        claims, curves, where = run(args, photos, ap)
    show(keep(claims, curves, where, args.out))


def keep(claims: list[dict], curves: dict, where: str, out: Path) -> list[dict]:
    """Writes the finished claims and, beside them, the curves; gives the claims."""
    finished = claim.finish(claims, where)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(finished, indent=1))
    if curves:
        out.with_suffix(".curves.json").write_text(json.dumps(curves))
    return finished


def run(args: argparse.Namespace, photos: list[truth.Truth], ap: argparse.ArgumentParser) -> tuple[list[dict], dict, str]:
    """The chosen trials, each with its time; claims, curves, and what ran them."""
    known = trials()
    chosen = list(known) if args.all else args.only.split(",") if args.only else ["holdout"]
    if unknown := [name for name in chosen if name not in known]:
        ap.error(f"no trial {', '.join(unknown)}; there are: {', '.join(known)}")
    claims, where = [], ""
    with tempfile.TemporaryDirectory(prefix="ocellus-trial-") as temp:
        bench = Bench(photos, args.binary, args.bundle, Path(temp), args.extra, args.data, args.strangers, args.limit)
        for name in chosen:
            began, before = time.monotonic(), bench.read_count
            claims += known[name](bench)
            print(timed(name, began, bench.read_count - before), flush=True)
            where = f"ocellus screen on {' and '.join(sorted(bench.engines)) or 'no engine'}"
            keep(claims, bench.curves, where, args.out)  # a run that is stopped keeps what it has measured
    return claims, bench.curves, where


if __name__ == "__main__":
    main()
