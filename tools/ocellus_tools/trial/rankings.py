"""Referable retinopathy, oedema risk and the grade: ranking, operating point, calibration, predictive values."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..measure import auroc, by_owner, calibration_error, kappa, predictive, reliability, roc, wilson
from .bench import Pair
from .claim import IDRID, claim, share

TASKS = {"referable_dr": "dr", "dme_risk": "dme", "referable": "referable"}
PREVALENCES = (0.05, 0.10)


def answers(pairs: Sequence[Pair], task: str) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Truths, probabilities and owners of the graded photographs; what has no answer stands at 0.5. Empty where none has."""
    known = [(t, r) for t, r in pairs if t.dr is not None and t.dme is not None]
    truths = {"referable_dr": lambda t: t.dr >= 2, "dme_risk": lambda t: t.dme >= 1, "referable": lambda t: t.dr >= 2 or t.dme >= 1}
    said = np.array([np.nan if getattr(r, TASKS[task]) is None else getattr(r, TASKS[task]) for _, r in known], float)
    if np.isnan(said).all():
        return np.array([], bool), np.array([]), []
    return np.array([truths[task](t) for t, _ in known]), np.nan_to_num(said, nan=0.5), [t.owner for t, _ in known]


def grades(pairs: Sequence[Pair]) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Annotated and given ICDR grade; a photograph that was given none counts as 0."""
    known = [(t, r) for t, r in pairs if t.dr is not None]
    return np.array([t.dr for t, _ in known], int), np.array([r.grade or 0 for _, r in known], int), [t.owner for t, _ in known]


def rankings(pairs: Sequence[Pair], data: str = IDRID, curves: dict | None = None, values: bool = True) -> list[dict]:
    """All measures of the three tasks at probability 0.5 (predictive `values` if wished), and the grade's kappa."""
    out: list[dict] = []
    for task in TASKS:
        y, z, owners = answers(pairs, task)
        if not len(y):
            continue
        n = len(y)

        def over(metric: str, score: object, task: str = task, owners: list[str] = owners, n: int = n) -> dict:
            return claim(task, data, n, metric, score(np.arange(n)), by_owner(score, owners))

        out.append(over("auroc", lambda i, y=y, z=z: auroc(y[i], z[i])))
        said = z >= 0.5
        for metric, among in (("sensitivity", y), ("specificity", ~y)):
            out += share(task, data, f"{metric} at 0.5", (said == y)[among], [o for o, a in zip(owners, among, strict=True) if a])
        for prevalence in PREVALENCES if values else ():
            for side, metric in enumerate(("positive predictive value", "negative predictive value")):
                at, low, high = (v[side] for v in _values(y, said, prevalence))
                out.append(claim(task, data, n, f"{metric} at {prevalence:.0%} prevalence", at, (low, high)))
        out.append(over("Brier score", lambda i, y=y, z=z: float(((z[i] - y[i]) ** 2).mean())))
        out.append(over("expected calibration error, 10 bins", lambda i, y=y, z=z: calibration_error(y[i], z[i])))
        if curves is not None:
            curves.setdefault("roc", {})[task] = roc(y, z)
            curves.setdefault("reliability", {})[task] = reliability(y, z)
    return out + graded(pairs, data)


def graded(pairs: Sequence[Pair], data: str = IDRID, task: str = "dr_grade") -> list[dict]:
    """Quadratic kappa of the ICDR grade; nothing where no photograph was given a grade."""
    a, b, owners = grades(pairs)
    if not len(a) or all(r.grade is None for _, r in pairs):
        return []
    return [claim(task, data, len(a), "quadratic kappa", kappa(a, b), by_owner(lambda i: kappa(a[i], b[i]), owners))]


def _values(y: np.ndarray, said: np.ndarray, prevalence: float) -> list[tuple[float, float]]:
    """Predictive values from a sample's sensitivity and specificity, and from both ends of their Wilson intervals.

    A resample of a specificity of 1 is 1 again, and would call the predictive value certain.
    """
    if y.all() or not y.any():
        return [(float("nan"), float("nan"))] * 3
    hit, spared = said[y], ~said[~y]
    ends = zip(wilson(int(hit.sum()), len(hit)), wilson(int(spared.sum()), len(spared)), strict=True)
    return [predictive(float(se), float(sp), prevalence) for se, sp in ((hit.mean(), spared.mean()), *ends)]
