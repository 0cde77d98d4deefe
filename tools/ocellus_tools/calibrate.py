"""Temperatures, thresholds and smallest areas, fixed on calibration photographs alone."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from scipy.optimize import minimize

from .measure import best_threshold, histograms, largest_above
from .model import LESIONS, MAPS
from .normalise import SIZE
from .views import Item, halve, view

Reader = Callable[[np.ndarray], dict[str, np.ndarray]]
"""A normalised image [1, 3, S, S] → the graph's outputs by name."""
AREAS = {"microaneurysm": 3, "haemorrhage": 6, "hard_exudate": 4, "cotton_wool_spot": 20}
"""Smallest part that counts as a finding, pixels of the 512 map."""
FALSE_SHARE = 0.15
"""At most this share of calibration photographs without the lesion may show one."""


def read_all(reader: Reader, items: list[Item]) -> list[dict[str, np.ndarray]]:
    """The graph's outputs for the plain view of every item."""
    rng = np.random.default_rng(0)
    return [reader(np.ascontiguousarray(view(i, rng, SIZE, 0.0).x.transpose(2, 0, 1)[None])) for i in items]


def temperature(logits: np.ndarray, truth: np.ndarray) -> tuple[float, list[float]]:
    """One temperature and a bias a threshold, `p = sigmoid((z − bias) / temperature)`, by penalised likelihood.

    logits, truth [N, K]. The penalty draws towards 1 and 0, since few photographs fix them.
    """
    k = logits.shape[1]

    def cost(v: np.ndarray) -> float:
        z = (logits - v[1:]) / np.exp(v[0])
        nll = np.logaddexp(0, -z * (2 * truth - 1)).sum()
        return float(nll + 2.0 * v[0] ** 2 + 0.25 * (v[1:] ** 2).sum())

    v = minimize(cost, np.zeros(k + 1), method="L-BFGS-B").x
    return float(np.exp(v[0])), [float(b) for b in v[1:]]


def truth_masks(item: Item) -> np.ndarray:
    """Bit masks at 512 of the plain view."""
    return halve(item.load()[1])


def thresholds(items: list[Item], outputs: list[dict[str, np.ndarray]]) -> dict[str, float]:
    """Per map: best F1 on the masks at hand, raised where photographs without the lesion would show it too often."""
    out = {}
    for k, name in enumerate(MAPS):
        counts = np.zeros((2, 256), np.int64)
        for item, o in zip(items, outputs, strict=True):
            if item.mask is not None and item.weights[k] > 0.9 or (name == "disc" and item.kind == "idrid" and item.disc):
                counts += histograms((truth_masks(item) >> k & 1) > 0, o["maps"][0, k])
        t = best_threshold(counts)[0] if counts[1].sum() else 0.5
        t = min(max(t, 0.1), 0.95)
        if k < LESIONS:
            clean = [o["maps"][0, k] for i, o in zip(items, outputs, strict=True) if i.kind == "idrid" and i.dr == 0 and not i.boxes]
            while clean and t < 0.97:
                if np.mean([largest_above(p, t, AREAS[name]) > 0 for p in clean]) <= FALSE_SHARE:
                    break
                t += 0.01
        out[name] = round(float(t), 3)
    return out


def calibrate(reader: Reader, items: list[Item]) -> dict:
    """The `[evidence.*]` tables of the bundle, from the calibration photographs."""
    outputs = read_all(reader, items)
    graded = [(i, o) for i, o in zip(items, outputs, strict=True) if i.dr is not None]
    dr, dme = np.array([i.dr for i, _ in graded]), np.array([i.dme for i, _ in graded])
    tables = {"dr": np.stack([dr >= k for k in range(1, 5)], 1), "dme": np.stack([dme >= k for k in (1, 2)], 1)}
    tables["referable"] = ((dr >= 2) | (dme >= 1))[:, None]
    result: dict = {"thresholds": thresholds(items, outputs), "minimum_area_px": AREAS, "calibration": {}}
    for name, truth in tables.items():
        z = np.stack([o[name][0] for _, o in graded])
        t, bias = temperature(z.astype(np.float64), truth.astype(np.float64))
        result["calibration"][name] = {"temperature": round(t, 4), "bias": [round(b, 4) for b in bias]}
    return result


def disc_centre(maps: np.ndarray, threshold: float) -> tuple[float, float] | None:
    """Centre of the largest part of the disc map above `threshold`, in pixels of the square; None where there is none."""
    count, _, stats, centres = cv2.connectedComponentsWithStats((maps >= threshold).astype(np.uint8))
    if count < 2:
        return None
    x, y = centres[1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))]
    return (x + 0.5) * 2 - 0.5, (y + 0.5) * 2 - 0.5
