"""Whether disc and fovea are found where they were annotated, in disc diameters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..measure import bootstrap
from .bench import Pair
from .claim import IDRID, claim, share

USUAL_SHARE = 0.14
"""A disc's diameter in a field of 45–50° as a share of the field's, for photographs without any annotated disc."""


def errors(pairs: Sequence[Pair], name: str) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Distances, disc diameters (the photograph's own, else the median) and owners; not found is infinite."""
    sizes = [t.disc[2] for t, _ in pairs if t.disc]
    usual = float(np.median(sizes)) if sizes else float(np.median([USUAL_SHARE * min(t.size) for t, _ in pairs] or [1.0]))
    away, diameters, owners = [], [], []
    for t, r in pairs:
        right, said = getattr(t, name), getattr(r, name)
        if right is not None:
            away.append(float(np.hypot(said[0] - right[0], said[1] - right[1])) if said else np.inf)
            diameters.append(t.disc[2] if t.disc else t.diameter or usual)
            owners.append(t.owner)
    return np.array(away), np.array(diameters), owners


def landmarks(pairs: Sequence[Pair], data: str = IDRID, prefix: str = "") -> list[dict]:
    """Disc and fovea within half a disc diameter, and the median error where found."""
    out = []
    for name in ("disc", "fovea"):
        away, diameters, owners = errors(pairs, name)
        task = f"{prefix}{name}_centre"
        out += share(task, data, "within half a disc diameter", away <= diameters / 2, owners)
        found = np.isfinite(away)
        if not prefix and found.any():
            dd = away[found] / diameters[found]
            out.append(claim(task, data, len(away), "median error, disc diameters", float(np.median(dd)),
                             bootstrap(lambda i, f=dd: float(np.median(f[i])), len(dd))))  # fmt: skip
    return out
