"""Measures of text against labels: boxes, findings, contradictions, consistency, and answers by kind and language."""

from __future__ import annotations

import math
import random

from . import lm_text
from .lm_text import Box, Label, Parsed
from .lm_text.label import SPOKEN, months

NEAR = 0.5
"""Share of the expected boxes that an answer must meet."""


def iou(a: Box, b: Box) -> float:
    """Intersection over union of two boxes."""
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


def kinds_said(chain: Parsed | None) -> set[str]:
    """Lesions that a chain names with a box."""
    return {k for k in chain.boxes if k in SPOKEN} if chain else set()


def findings(chain: Parsed | None, label: Label) -> tuple[list[bool], list[bool]]:
    """Of the kinds named, which are there (only where the label knows); of those that are there, which are named."""
    named = kinds_said(chain)
    there = {k for k in SPOKEN if label.lesions.get(k)}
    return [k in there for k in sorted(named) if k in there or k in label.known], [k in named for k in sorted(there)]


def box_overlaps(chain: Parsed | None, label: Label) -> list[float]:
    """For each labelled box that would be written, the best IoU of a written one of its kind; 0 where there is none."""
    out = []
    for kind in SPOKEN:
        written = chain.boxes.get(kind, []) if chain else []
        out += [max((iou(w, s) for s in written), default=0.0) for w in lm_text.shown(label.lesions.get(kind, []))]
    return out


def contradictions(chain: Parsed, label: Label) -> list[str]:
    """What a chain says that its own other lines, or the label, deny."""
    found = []
    if chain.quality == "reject" or label.quality == "reject":
        return ["quality"] if chain.quality != label.quality else []
    due = months(chain.grade, chain.dme)
    wanted = lm_text.RESCREEN if due is None else f"Refer within {due} month{'s' if due > 1 else ''}."
    named = kinds_said(chain)
    found += ["management and diagnosis"] if chain.management != wanted else []
    found += ["features and lesions"] if set(chain.features) != named else []
    found += ["no lesion, and a grade"] if chain.lesions_said == lm_text.NO_LESION and (chain.grade or chain.dme) else []
    found += ["lesions, and grade 0"] if chain.grade == 0 and named & set(SPOKEN[:3]) else []
    for kind in named:
        said = chain.features.get(kind, ("",))[0]
        least = {"few": 1, "several": 3, "many": 8}.get(said, 1)
        most = {"few": 2, "several": 7}.get(said, math.inf)
        boxes = len(chain.boxes[kind])
        if not (boxes <= most and boxes >= min(least, lm_text.MOST_BOXES)):
            found.append("number of boxes and amount")
    found += [f"label: no {k}" for k in sorted(named & label.known) if not label.lesions.get(k)]
    if label.referable is not None and (chain.grade >= 2 or chain.dme >= 1) != label.referable:
        found.append("label: referable")
    return found


def statements(chain: Parsed | None, label: Label) -> list[tuple[bool, bool]]:
    """(agrees, is a positive finding) for all that can be said of a photograph, negatives too.

    The share that agrees is clinical consistency as FundusExpert counts it; a text that lists negatives raises it.
    """
    if label.quality == "reject":
        return [(bool(chain) and chain.quality == "reject", False)]
    ok = chain if chain and chain.quality != "reject" else None
    out = [(ok is not None, False)]
    out += [(bool(ok) and ok.side == label.side, False)] if label.side != "unknown" else []
    out += [(bool(ok) and ok.grade == label.grade, bool(label.grade))] if label.grade is not None else []
    out += [(bool(ok) and ok.dme == label.dme, bool(label.dme))] if label.dme is not None else []
    for kind in SPOKEN:
        there = bool(label.lesions.get(kind))
        if there or kind in label.known:
            out.append((ok is not None and (kind in kinds_said(ok)) == there, there))
    return out


def quiz(label: Label, lang: str, count: int, rng: random.Random) -> list[tuple[str, str, str]]:
    """At most `count` (kind, key, question), kinds evenly; the first wording is the one that is measured."""
    table: dict[str, list[str]] = {}
    for kind, key, _ in lm_text.answers(label, lang):
        table.setdefault(kind, []).append(key)
    kinds = rng.sample(sorted(table), min(count, len(table)))
    return [(kind, key, lm_text.ask(kind, key, 0, lang)) for kind in kinds for key in [rng.choice(table[kind])]]


def right(kind: str, key: str, answer: str, label: Label, lang: str) -> bool:
    """Whether an answer says what the label says: the same claim, numbers within a fifth, at least half the boxes met."""
    want = lm_text.expected(kind, key, label)
    try:
        got = lm_text.said(answer, lang)
    except ValueError:
        return False
    if got.form != want.form or [k for k, _ in got.named] != [k for k, _ in want.named]:
        return False
    if want.form == "measure":
        return got.value[0] == want.value[0] and abs(got.value[1] - want.value[1]) <= max(0.1, 0.2 * want.value[1]) + 1e-9
    if got.value != want.value:
        return False
    for (_, written), (_, boxes) in zip(got.named, want.named, strict=True):
        met = sum(any(touches(b, w) for w in written) for b in boxes)
        if boxes and met < NEAR * len(boxes):
            return False
    return True


__all__ = ["box_overlaps", "contradictions", "findings", "iou", "kinds_said", "quiz", "right", "statements", "touches"]
