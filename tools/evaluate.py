"""Scores a bundle on the hold-out, through `ocellus screen` or in Python, and writes its claims with their intervals."""

from __future__ import annotations

import argparse
import datetime
import json
import platform
from pathlib import Path

import numpy as np

from ocellus_tools import truth
from ocellus_tools.measure import auprc, auroc, bootstrap, histograms, share_hit
from ocellus_tools.model import MAPS
from ocellus_tools.readers import Read, in_python, through_command

LEAST_N = 4
"""A claim on fewer photographs is `research`: nothing rests on it."""
Pair = tuple[truth.Truth, Read]
IDRID = "IDRiD grading, hold-out by hash"
LESIONS = "IDRiD segmentation, hold-out by hash"
CHASE = "CHASE_DB1, hold-out by child"


def landmarks(pairs: list[Pair]) -> list[dict]:
    """Disc and fovea within half a disc diameter (the photograph's own, else the median)."""
    known = [(t, r) for t, r in pairs if t.fovea is not None]
    usual = float(np.median([t.disc[2] for t, _ in known if t.disc]))
    out = []
    for name in ("disc", "fovea"):
        errors, limits = [], []
        for t, r in known:
            right, said = getattr(t, name), getattr(r, name)
            if right is None:
                continue
            errors.append(np.hypot(said[0] - right[0], said[1] - right[1]) if said else np.inf)
            limits.append((t.disc[2] if t.disc else usual) / 2)
        value, interval = share_hit(errors, limits)
        out.append({"task": f"{name}_centre", "data": IDRID, "n": len(errors), "metric": "within half a disc diameter",
                    "value": value, "interval": interval})  # fmt: skip
        finite = np.array(errors)[np.isfinite(errors)] / (np.array(limits)[np.isfinite(errors)] * 2)
        out.append({"task": f"{name}_centre", "data": IDRID, "n": len(errors), "metric": "median error, disc diameters",
                    "value": float(np.median(finite)), "interval": bootstrap(lambda i, f=finite: float(np.median(f[i])), len(finite))})  # fmt: skip
    return out


def rankings(pairs: list[Pair]) -> list[dict]:
    """Referable retinopathy, DME risk, and both together; operating point at probability 0.5."""
    known = [(t, r) for t, r in pairs if t.dr is not None]
    tasks = {
        "referable_dr": ("dr", [t.dr >= 2 for t, _ in known]),
        "dme_risk": ("dme", [t.dme >= 1 for t, _ in known]),
        "referable": ("referable", [t.dr >= 2 or t.dme >= 1 for t, _ in known]),
    }
    out = []
    for task, (name, y) in tasks.items():
        z = np.array([np.nan if getattr(r, name) is None else getattr(r, name) for _, r in known])
        truths = np.array(y)
        if np.isnan(z).all():
            continue
        z = np.nan_to_num(z, nan=0.5)
        out.append({"task": task, "data": IDRID, "n": len(z), "metric": "auroc", "value": auroc(truths, z),
                    "interval": bootstrap(lambda i, a=truths, b=z: auroc(a[i], b[i]), len(z))})  # fmt: skip
        said = z >= 0.5
        for metric, among in (("sensitivity", truths), ("specificity", ~truths)):
            right = (said == truths)[among]
            out.append({"task": task, "data": IDRID, "n": int(among.sum()), "metric": f"{metric} at 0.5", "value": float(right.mean()),
                        "interval": bootstrap(lambda i, a=right: float(a[i].mean()), len(right))})  # fmt: skip
        out.append({"task": task, "data": IDRID, "n": len(z), "metric": "Brier score", "value": float(((z - truths) ** 2).mean()),
                    "interval": bootstrap(lambda i, a=truths, b=z: float(((b[i] - a[i]) ** 2).mean()), len(z))})  # fmt: skip
    return out


def pixels(pairs: list[Pair]) -> list[dict]:
    """Area under the precision-recall curve over the pixels of the photographs that show the lesion or vessels."""
    counts: dict[str, list[np.ndarray]] = {}
    for t, r in pairs:
        for name, mask in t.pixels().items():
            if name in r.maps and (mask.any() or name not in MAPS[:4]):
                counts.setdefault(name, []).append(histograms(mask, r.maps[name]))
    out = []
    for name, per in counts.items():
        stack = np.array(per, dtype=np.int64)
        out.append({"task": f"{name}_pixels", "data": CHASE if name == "vessels" else LESIONS, "n": len(per), "metric": "auprc",
                    "value": auprc(stack.sum(0)), "interval": bootstrap(lambda i, s=stack: auprc(s[i].sum(0)), len(per), 500)})  # fmt: skip
    return out


def text(pairs: list[Pair]) -> list[dict]:
    """Whether every Reading came, its language chain parsed, and every box of it lies in the field of view."""
    readings = [(t, r.reading) for t, r in pairs if r.reading]
    if not readings:
        return []
    fine = [("error" not in x) for _, x in readings]
    out = [{"task": "readings", "data": "hold-out", "n": len(fine), "metric": "given", "value": float(np.mean(fine)), "interval": None}]
    spoke = [(t, x) for t, x in readings if "error" not in x and any(s.get("source") == "language" for s in x.get("chain", []))]
    if spoke:
        steps = [any(c["rule"] == "chain_complete" and c["passed"] for c in x["checks"]) for _, x in spoke]
        out.append({"task": "chain", "data": "hold-out", "n": len(steps), "metric": "parses", "value": float(np.mean(steps)), "interval": None})
        inside = [boxes_inside(t, x) for t, x in spoke]
        out.append({"task": "chain", "data": "hold-out", "n": len(inside), "metric": "every box's centre in the field", "value": float(np.mean(inside)),
                    "interval": None})  # fmt: skip
    return out


def boxes_inside(t: truth.Truth, reading: dict) -> bool:
    """Every box centre of the chain's text lies within the field's circle and the photograph."""
    import re

    view = reading["image"].get("field_of_view")
    if view is None:
        return False
    w, h = t.size
    for step in reading["chain"]:
        for group in re.findall(r"<box>(\[\[.*?\]\])</box>", step["text"]):
            for x1, y1, x2, y2 in json.loads(group):
                x, y = (x1 + x2) / 2 * w / 999, (y1 + y2) / 2 * h / 999
                if np.hypot(x - view["cx"], y - view["cy"]) > view["r"] * 1.01:
                    return False
    return True


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, default=Path("../shared/data"))
    ap.add_argument("--bundle", type=Path, default=Path("models/ocellus-1"))
    ap.add_argument("--binary", type=Path, help="score through this `ocellus`; without it, in Python")
    ap.add_argument("--part", default="holdout", choices=["holdout", "calibration"])
    ap.add_argument("--out", type=Path, default=Path("build/evaluation.json"))
    ap.add_argument("extra", nargs="*", help="further arguments of `screen`, after --")
    args = ap.parse_args()
    photos = truth.load(args.data, args.part)
    if args.binary:
        pairs = list(through_command(photos, args.binary, ["--bundle", str(args.bundle), *args.extra]))
    else:
        pairs = list(in_python(photos, args.bundle))
    claims = [*landmarks(pairs), *rankings(pairs), *pixels(pairs), *text(pairs)]
    where = f"{'ocellus screen' if args.binary else 'onnxruntime in Python'}, {platform.machine()} CPU"
    for c in claims:
        c["value"] = round(c["value"], 4)
        c["interval"] = [round(v, 4) for v in c["interval"]] if c["interval"] else None
        c |= {"where": where, "date": datetime.date.today().isoformat(), "research": c["n"] < LEAST_N}
        low, high = c["interval"] or (float("nan"),) * 2
        print(f"{c['task']:24} {c['metric']:32} {c['value']:.3f} [{low:.3f}, {high:.3f}] n={c['n']}")
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(claims, indent=1))


if __name__ == "__main__":
    main()
