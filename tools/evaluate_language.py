"""Scores the language reader alone on the hold-out: greedy text without its grammar, so that the model is measured."""

from __future__ import annotations

import argparse
import datetime
import json
import platform
from pathlib import Path

import numpy as np
from sklearn.metrics import cohen_kappa_score

from ocellus_tools import lm_data, lm_text
from ocellus_tools.lm_run import Runner
from ocellus_tools.lm_text import Box, Label
from ocellus_tools.measure import auroc, bootstrap
from ocellus_tools.normalise import SIZE
from ocellus_tools.views import view

IDRID = "IDRiD grading, hold-out by hash"
LESIONS = "IDRiD segmentation, hold-out by hash"
DRAWN = "drawn eyes of other seeds"


def iou(a: Box, b: Box) -> float:
    w, h = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    both = max(w, 0) * max(h, 0)
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both + 1e-9)


def touches(a: Box, b: Box) -> bool:
    """Whether the centre of one box lies in the other."""
    for p, q in ((a, b), (b, a)):
        x, y = (p[0] + p[2]) / 2, (p[1] + p[3]) / 2
        if q[0] <= x <= q[2] and q[1] <= y <= q[3]:
            return True
    return False


def read(runner: Runner, label: Label, pixels: np.ndarray) -> dict:
    """Everything that is asked of one photograph."""
    features = runner.image(pixels)
    text = runner.say(features, lm_text.CHAIN_PROMPTS[0])
    try:
        chain = lm_text.parse(text)
    except ValueError:
        chain = None
    odds = runner.odds(features, lm_text.QUESTIONS["referable"][0], ["Yes.", "No."])
    grade = runner.odds(features, lm_text.QUESTIONS["grade"][0], list(lm_text.GRADES))
    return {"label": label, "text": text, "chain": chain, "referable": float(odds[0]), "grade": grade}


def claim(task: str, data: str, metric: str, values: list[float]) -> dict:
    """A mean over photographs or boxes with its interval."""
    v = np.asarray(values, float)
    return {"task": f"language_{task}", "data": data, "n": len(v), "metric": metric, "value": float(v.mean()),
            "interval": bootstrap(lambda i: float(v[i].mean()), len(v))}  # fmt: skip


def graded(reads: list[dict]) -> list[dict]:
    """Grades and what is referable."""
    truth = np.array([bool(r["label"].referable) for r in reads])
    said = np.array([r["referable"] for r in reads])
    spread = np.array([r["grade"][2:].sum() for r in reads])
    both = [(r["label"].grade, r["chain"].grade) for r in reads if r["chain"] and r["chain"].grade is not None]
    a, b = np.array(both).T
    n = len(reads)

    def kappa(i: np.ndarray) -> float:
        return float(cohen_kappa_score(a[i], b[i], labels=range(5), weights="quadratic"))

    moderate = np.array([r["label"].grade >= 2 for r in reads])
    out = [{"task": "language_referable", "data": IDRID, "n": n, "metric": "auroc of the answer Yes", "value": auroc(truth, said),
            "interval": bootstrap(lambda i: auroc(truth[i], said[i]), n)},
           {"task": "language_referable_dr", "data": IDRID, "n": n, "metric": "auroc of the grade's first word",
            "value": auroc(moderate, spread), "interval": bootstrap(lambda i: auroc(moderate[i], spread[i]), n)},
           {"task": "language_grade", "data": IDRID, "n": len(a), "metric": "quadratic kappa", "value": kappa(np.arange(len(a))),
            "interval": bootstrap(kappa, len(a))}]  # fmt: skip
    return [*out, claim("grade", IDRID, "equal in the chain", list(a == b)),
            claim("grade", IDRID, "equal side of ICDR 2 in the chain", list((a >= 2) == (b >= 2)))]  # fmt: skip


def placed(reads: list[dict]) -> list[dict]:
    """Disc, fovea and side of the eye."""
    overlaps, disc_hits, fovea_hits, sides = [], [], [], []
    for r in reads:
        label, boxes = r["label"], r["chain"].boxes if r["chain"] else {}
        if label.disc:
            said = boxes.get("optic_disc", [None])[0]
            overlaps.append(iou(label.disc, said) if said else 0.0)
            near = said and np.hypot(*((np.add(said[:2], said[2:]) - np.add(label.disc[:2], label.disc[2:])) / 2))
            diameter = np.mean(np.subtract(label.disc[2:], label.disc[:2]))
            disc_hits.append(bool(said and near <= diameter / 2))
            if label.fovea:
                said = boxes.get("fovea", [None])[0]
                near = said and np.hypot(*(np.add(said[:2], said[2:]) / 2 - label.fovea))
                fovea_hits.append(bool(said and near <= diameter / 2))
        if label.side != "unknown":
            sides.append(bool(r["chain"] and r["chain"].side == label.side))
    return [claim("disc_box", IDRID, "mean IoU", overlaps),
            claim("disc_centre", IDRID, "within half a disc diameter", disc_hits),
            claim("fovea_centre", IDRID, "within half a disc diameter", fovea_hits),
            claim("side", IDRID, "right", sides)]  # fmt: skip


def found(reads: list[dict], kinds: tuple[str, ...], data: str, exact: bool) -> list[dict]:
    """Of the boxes that are labelled, how many a box of the chain meets; and where labels are exact, the reverse."""
    out = []
    for kind in kinds:
        hit, right, any_ = [], [], []
        for r in reads:
            want = lm_text.shown(r["label"].lesions.get(kind, []))
            said = r["chain"].boxes.get(kind, []) if r["chain"] else []
            hit += [any(touches(w, s) for s in said) for w in want]
            right += [any(touches(w, s) for w in r["label"].lesions.get(kind, [])) for s in said]
            any_ += [bool(said)] if want else []
        if hit:
            out.append(claim(kind, data, "largest labelled boxes met (four a photograph)", hit))
            out.append(claim(kind, data, "named where a box is labelled", any_))
        if exact and right:
            out.append(claim(kind, data, "written boxes that meet a lesion", right))
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--bundle", type=Path, default=Path("models/ocellus-1"))
    ap.add_argument("--skin", default="cpu")
    ap.add_argument("--pack", type=Path, default=Path("build/pack"))
    ap.add_argument("--synth", type=Path, nargs="*", default=[], help="drawn eyes that nothing was trained on")
    ap.add_argument("--part", default="holdout", choices=["holdout", "calibration"])
    ap.add_argument("--out", type=Path, default=Path("build/language.json"))
    ap.add_argument("--texts", type=Path, help="also write every chain here, to be read by a person")
    args = ap.parse_args()
    runner = Runner(args.bundle, args.skin)
    reads: dict[str, list[dict]] = {"idrid": [], "lesion": [], "synth": []}
    for item, facts, number in lm_data.plan(args.pack, args.synth):
        if number or (item.kind != "synth" and item.part != args.part):
            continue
        v = view(item, np.random.default_rng(0), SIZE, 0.0)
        pixels = np.ascontiguousarray(v.x.transpose(2, 0, 1)[None])
        reads[item.kind].append(read(runner, lm_data.label_of(v, facts), pixels) | {"name": item.name})
        item.cache = None
    every = [*reads["idrid"], *reads["lesion"]]
    claims = [claim("chain", f"IDRiD, {args.part} by hash", "parses without its grammar", [r["chain"] is not None for r in every])]
    claims += graded(reads["idrid"]) + placed(reads["idrid"])
    claims += found(reads["idrid"], ("hard_exudate", "haemorrhage"), IDRID, exact=False)
    claims += found(reads["lesion"], lm_data.KINDS[1:], LESIONS, exact=True)
    if reads["synth"]:
        same = [bool(r["chain"] and (r["chain"].quality == "reject") == (r["label"].quality == "reject")) for r in reads["synth"]]
        claims.append(claim("gradable", DRAWN, "rejects what is drawn ungradable and only that", same))
    for c in claims:
        c["value"], c["interval"] = round(c["value"], 4), [round(v, 4) for v in c["interval"]]
        c |= {"where": f"onnxruntime in Python, {platform.machine()} CPU", "date": datetime.date.today().isoformat()}
        print(f"{c['task']:28} {c['metric']:40} {c['value']:.3f} {c['interval']} n={c['n']}")
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(claims, indent=1))
    if args.texts:
        args.texts.write_text("\n\n".join(f"== {r['name']}\n{r['text']}" for group in reads.values() for r in group))


if __name__ == "__main__":
    main()
