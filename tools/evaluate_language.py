"""Scores the language reader alone on the hold-out: greedy text without its grammar, so that the model is measured.

The chain line by line (`lm_measure` says how), and a seeded choice of questions in both languages with their answers.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
from sklearn.metrics import cohen_kappa_score

from ocellus_tools import lm_data, lm_measure, lm_text
from ocellus_tools.lm_measure import iou, touches
from ocellus_tools.lm_run import Runner
from ocellus_tools.lm_text import Label
from ocellus_tools.measure import auroc, bootstrap
from ocellus_tools.normalise import SIZE
from ocellus_tools.trial.claim import finish, mean, share
from ocellus_tools.views import view

IDRID = "IDRiD grading, hold-out by hash"
LESIONS = "IDRiD segmentation, hold-out by hash"
DRAWN = "drawn eyes of other seeds"


def read(runner: Runner, label: Label, pixels: np.ndarray, name: str, questions: int) -> dict:
    """Everything that is asked of one photograph. `answers` holds (language, kind, right)."""
    features = runner.image(pixels)
    text = runner.say(features, lm_text.CHAIN_PROMPTS[0])
    try:
        chain = lm_text.parse(text)
    except ValueError:
        chain = None
    odds = runner.odds(features, lm_text.QUESTIONS["referable"][0], ["Yes.", "No."])
    grade = runner.odds(features, lm_text.QUESTIONS["grade"][0], list(lm_text.GRADES))
    answers = []
    for lang in lm_text.LANGUAGES:
        for kind, key, question in lm_measure.quiz(label, lang, questions, random.Random(f"{name} {lang}")):
            said = runner.say(features, question, most=160)
            answers.append((lang, kind, lm_measure.right(kind, key, said, label, lang)))
            text += f"\n{question} → {said}"
    return {"name": name, "label": label, "text": text, "chain": chain, "referable": float(odds[0]), "grade": grade, "answers": answers}


def claim(task: str, data: str, metric: str, values: list[tuple[str, float]]) -> dict:
    """A mean over photographs, boxes or answers, each with its photograph: one photograph's are drawn together."""
    owners, each = zip(*values, strict=True)
    made = share if all(isinstance(v, bool) for v in each) else mean
    return made(f"language_{task}", data, metric, each, owners)[0]


def graded(reads: list[dict]) -> list[dict]:
    """Grades and what is referable."""
    truth = np.array([bool(r["label"].referable) for r in reads])
    said = np.array([r["referable"] for r in reads])
    spread = np.array([r["grade"][2:].sum() for r in reads])
    both = [(r["name"], r["label"].grade, r["chain"].grade) for r in reads if r["chain"] and r["chain"].grade is not None]
    a, b = np.array([grades for _, *grades in both], int).reshape(-1, 2).T
    n = len(reads)

    def kappa(i: np.ndarray) -> float:
        return float(cohen_kappa_score(a[i], b[i], labels=range(5), weights="quadratic"))

    moderate = np.array([r["label"].grade >= 2 for r in reads])
    out = [{"task": "language_referable", "data": IDRID, "n": n, "metric": "auroc of the answer Yes", "value": auroc(truth, said),
            "interval": bootstrap(lambda i: auroc(truth[i], said[i]), n)},
           {"task": "language_referable_dr", "data": IDRID, "n": n, "metric": "auroc of the grade's first word",
            "value": auroc(moderate, spread), "interval": bootstrap(lambda i: auroc(moderate[i], spread[i]), n)}]  # fmt: skip
    if not both:
        return out
    out.append({"task": "language_grade", "data": IDRID, "n": len(a), "metric": "quadratic kappa", "value": kappa(np.arange(len(a))),
                "interval": bootstrap(kappa, len(a))})  # fmt: skip
    return [*out, claim("grade", IDRID, "equal in the chain", [(name, is_ == said) for name, is_, said in both]),
            claim("grade", IDRID, "equal side of ICDR 2 in the chain", [(name, (is_ >= 2) == (said >= 2)) for name, is_, said in both])]  # fmt: skip


def placed(reads: list[dict]) -> list[dict]:
    """Disc, fovea and side of the eye."""
    overlaps, disc_hits, fovea_hits, sides = [], [], [], []
    for r in reads:
        label, boxes = r["label"], r["chain"].boxes if r["chain"] else {}
        if label.disc:
            said = boxes.get("optic_disc", [None])[0]
            overlaps.append((r["name"], iou(label.disc, said) if said else 0.0))
            near = said and np.hypot(*((np.add(said[:2], said[2:]) - np.add(label.disc[:2], label.disc[2:])) / 2))
            diameter = np.mean(np.subtract(label.disc[2:], label.disc[:2]))
            disc_hits.append((r["name"], bool(said and near <= diameter / 2)))
            if label.fovea:
                said = boxes.get("fovea", [None])[0]
                near = said and np.hypot(*(np.add(said[:2], said[2:]) / 2 - label.fovea))
                fovea_hits.append((r["name"], bool(said and near <= diameter / 2)))
        if label.side != "unknown":
            sides.append((r["name"], bool(r["chain"] and r["chain"].side == label.side)))
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
            hit += [(r["name"], any(touches(w, s) for s in said)) for w in want]
            right += [(r["name"], any(touches(w, s) for w in r["label"].lesions.get(kind, []))) for s in said]
            any_ += [(r["name"], bool(said))] if want else []
        if hit:
            out.append(claim(kind, data, "largest labelled boxes met (four a photograph)", hit))
            out.append(claim(kind, data, "named where a box is labelled", any_))
        if exact and right:
            out.append(claim(kind, data, "written boxes that meet a lesion", right))
    return out


def of(read: dict, values: list) -> list[tuple[str, float]]:
    """Values with the photograph that they are of."""
    return [(read["name"], v) for v in values]


def texts(reads: list[dict], data: str) -> list[dict]:
    """The chain as a text: findings named, overlap of boxes, contradictions, consistency beside positive recall."""
    named, met, overlaps, sound, self_sound, agree, positive = [], [], [], [], [], [], []
    for r in reads:
        precise, recalled = lm_measure.findings(r["chain"], r["label"])
        named, met = named + of(r, precise), met + of(r, recalled)
        overlaps += of(r, lm_measure.box_overlaps(r["chain"], r["label"]))
        if r["chain"]:
            wrong = lm_measure.contradictions(r["chain"], r["label"])
            sound += of(r, [not any(w.startswith("label") or w == "quality" for w in wrong)])
            self_sound += of(r, [not any(not w.startswith("label") and w != "quality" for w in wrong)])
        said = lm_measure.statements(r["chain"], r["label"])
        agree += of(r, [a for a, _ in said])
        positive += of(r, [a for a, p in said if p])
    rows = (("finding", "named kinds that are there (precision)", named), ("finding", "kinds that are there and named (recall)", met),
            ("box", "mean IoU of labelled boxes (four a kind)", overlaps), ("contradiction", "chains that deny no label", sound),
            ("contradiction", "chains whose lines deny none of the others", self_sound),
            ("consistency", "statements that agree, negatives too", agree), ("consistency", "positive statements that agree", positive))  # fmt: skip
    return [claim(task, data, metric, values) for task, metric, values in rows if values]


def answered(reads: list[dict], data: str) -> list[dict]:
    """Answers right by language: all, refusals, and each kind that was asked five times."""
    out = []
    for lang in lm_text.LANGUAGES:
        asked = [(kind, (r["name"], ok)) for r in reads for at, kind, ok in r["answers"] if at == lang]
        refused = [ok for kind, ok in asked if kind.startswith("no_")]
        groups = {"answer": [ok for kind, ok in asked if not kind.startswith("no_")], "refusal": refused}
        groups |= {f"answer_{kind}": [ok for k, ok in asked if k == kind] for kind in sorted({k for k, _ in asked}) if not kind.startswith("no_")}
        out += [claim(task, data, f"right ({lang})", values) for task, values in groups.items() if len(values) >= 5]
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--bundle", type=Path, default=Path("models/ocellus-1"))
    ap.add_argument("--skin", default="cpu")
    ap.add_argument("--pack", type=Path, default=Path("build/pack"))
    ap.add_argument("--synth", type=Path, nargs="*", default=[], help="drawn eyes that nothing was trained on")
    ap.add_argument("--part", default="holdout", choices=["holdout", "calibration"])
    ap.add_argument("--out", type=Path, default=Path("build/language.json"))
    ap.add_argument("--questions", type=int, default=10, help="asked of each photograph in each language")
    ap.add_argument("--texts", type=Path, help="also write every chain and answer here, to be read by a person")
    args = ap.parse_args()
    runner = Runner(args.bundle, args.skin)
    reads: dict[str, list[dict]] = {"idrid": [], "lesion": [], "synth": []}
    for item, facts, number in lm_data.plan(args.pack, args.synth):
        if number or (item.kind != "synth" and item.part != args.part):
            continue
        v = view(item, np.random.default_rng(0), SIZE, 0.0)
        pixels = np.ascontiguousarray(v.x.transpose(2, 0, 1)[None])
        reads[item.kind].append(read(runner, lm_data.label_of(v, facts), pixels, item.name, args.questions))
        item.cache = None
    every = [*reads["idrid"], *reads["lesion"]]
    claims = [claim("chain", f"IDRiD, {args.part} by hash", "parses without its grammar", [(r["name"], r["chain"] is not None) for r in every])]
    claims += graded(reads["idrid"]) + placed(reads["idrid"])
    claims += found(reads["idrid"], ("hard_exudate", "haemorrhage"), IDRID, exact=False)
    claims += found(reads["lesion"], lm_data.KINDS[1:], LESIONS, exact=True)
    claims += texts(reads["idrid"], IDRID) + texts(reads["lesion"], LESIONS) + answered(every, "IDRiD, hold-out by hash")
    if reads["synth"]:
        same = [(r["name"], bool(r["chain"] and (r["chain"].quality == "reject") == (r["label"].quality == "reject"))) for r in reads["synth"]]
        claims += texts(reads["synth"], DRAWN) + answered(reads["synth"], DRAWN)
        claims.append(claim("gradable", DRAWN, "rejects what is drawn ungradable and only that", same))
    claims = finish(claims, "onnxruntime in Python")
    for c in claims:
        print(f"{c['task']:28} {c['metric']:40} {c['value']:.3f} {c['interval']} n={c['n']}")
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(claims, indent=1))
    if args.texts:
        args.texts.write_text("\n\n".join(f"== {r['name']}\n{r['text']}" for group in reads.values() for r in group))


if __name__ == "__main__":
    main()
