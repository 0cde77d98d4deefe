"""Lesions one by one: how many are found at how many false findings a photograph, and what healthy eyes are said to have."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from ..measure import by_owner
from ..truth import LESIONS as KINDS
from .bench import Pair
from .claim import CHASE, IDRID, LESIONS, claim, mean, share

RATES = (1, 2, 4, 8)
CUTS = tuple(range(5, 255, 10))
NEAR = 0.004
"""A false finding is farther from the drawn lesion than this share of the photograph's width: outlines are drawn loosely."""


def parts(mask: np.ndarray) -> tuple[int, np.ndarray]:
    """How many connected parts (8 neighbours), and their labels; 0 is ground."""
    count, labels = cv2.connectedComponents(mask.astype(np.uint8), connectivity=8)
    return count - 1, labels


def count(truth: np.ndarray, p: np.ndarray, cuts: Sequence[int] = CUTS, least: int = 4) -> np.ndarray:
    """[cuts, 2]: drawn parts that are touched by a part of the map above the cut, and parts of the map near none."""
    total, labels = parts(truth)
    reach = max(1, round(NEAR * truth.shape[1]))
    near = cv2.dilate(truth.astype(np.uint8), np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)) > 0
    out = np.zeros((len(cuts), 2), int)
    for k, cut in enumerate(cuts):
        above = p >= cut
        found = np.unique(labels[above])
        said, which = parts(above)
        sizes = np.bincount(which.ravel(), minlength=said + 1)
        touching = np.zeros(said + 1, bool)
        touching[np.unique(which[near])] = True
        out[k] = int((found > 0).sum()), int(((sizes >= least) & ~touching)[1:].sum())
    assert total >= out[:, 0].max(initial=0)
    return out


def sensitivity_at(counts: np.ndarray, totals: np.ndarray, rate: float) -> float:
    """Best sensitivity over all lesions at no more than `rate` false findings a photograph, NaN where no cut keeps to it;
    counts [photographs, cuts, 2]."""
    if totals.sum() == 0:
        return float("nan")
    found, false = counts[:, :, 0].sum(0) / totals.sum(), counts[:, :, 1].mean(0)
    return float(found[false <= rate].max()) if (false <= rate).any() else float("nan")


def froc(pairs: Sequence[Pair], curves: dict | None = None) -> list[dict]:
    """From the maps of photographs with masks; lesion photographs that show none of a kind count for its false findings."""
    out = []
    for name in KINDS:
        rows, totals, owners = [], [], []
        for t, r in pairs:
            mask = t.pixels().get(name) if name in r.maps else None
            if mask is not None:
                rows.append(count(mask, r.maps[name]))
                totals.append(parts(mask)[0])
                owners.append(t.owner)
        if not rows or not sum(totals):
            continue
        c, n = np.array(rows), np.array(totals)
        for rate in RATES:
            said = sensitivity_at(c, n, rate)
            between = by_owner(lambda i, c=c, n=n, rate=rate: sensitivity_at(c[i], n[i], rate), owners)
            out.append(claim(f"{name}_lesions", LESIONS, len(rows), f"sensitivity at {rate} false a photograph", said, between))
        if curves is not None:
            curves.setdefault("froc", {})[name] = [(float(c[:, k, 1].mean()), float(c[:, k, 0].sum() / n.sum())) for k in range(len(CUTS))]
    return out


def false_findings(pairs: Sequence[Pair]) -> list[dict]:
    """Findings that the Reading shows of eyes without retinopathy, by evidence and not for research alone."""
    out = []
    groups = {f"{IDRID}, grade 0 and no oedema risk": [p for p in pairs if p[0].dr == 0 and p[0].dme == 0],
              f"{CHASE}, healthy": [p for p in pairs if p[0].name.startswith("chase_")]}  # fmt: skip
    for data, some in groups.items():
        shown = [[f for f in r.reading.get("findings", []) if not f.get("research")] for _, r in some if r.reading]
        owners = [t.owner for t, r in some if r.reading]
        out += mean("healthy_eyes", data, "false findings a photograph", [len(s) for s in shown], owners)
        out += share("healthy_eyes", data, "without any false finding", [not s for s in shown], owners)
        said = [r.referable for _, r in some if r.referable is not None]
        out += share("healthy_eyes", data, "referable below 0.5", [p < 0.5 for p in said], owners if len(said) == len(owners) else None)
    return out
