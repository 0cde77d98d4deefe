"""Temperatures, thresholds, bands of doubt and the limit of the familiar, fixed on calibration photographs alone."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor

import cv2
import numpy as np
from scipy.optimize import minimize

from .measure import best_threshold, histograms, largest_above
from .model import LESIONS, MAPS
from .normalise import SIZE
from .views import Item, halve, view

Reader = Callable[[np.ndarray], dict[str, np.ndarray]]
"""A normalised image [1, 3, S, S] → the graph's outputs by name."""
AREAS = {"microaneurysm": 3, "haemorrhage": 6, "hard_exudate": 4, "cotton_wool_spot": 20, "drusen": 4, "retinal_scar": 20, "neovascularisation": 12}
"""Smallest part that counts as a finding, pixels of the 512 map."""
FALSE_SHARE = 0.15
"""At most this share of the views of calibration photographs without the lesion may show one."""
OTHER_CAMERAS = 3
"""Views in another camera's colour, light and resolution that each photograph gives besides itself."""
MISSED, ALARMED = 0.05, 0.10
"""Stated error rates outside the band of doubt: positives below it, negatives above it."""
SEEN = 0.975
"""This share of calibration photographs counts as familiar."""


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


def lacks(item: Item) -> bool:
    """Whether a photograph is known to show no lesion: graded 0 without a box, or a healthy child's."""
    return item.kind == "chase" or (item.kind == "idrid" and item.dr == 0 and not item.boxes)


def elsewhere(reader: Reader, items: list[Item], seed: int = 1) -> list[dict[str, np.ndarray]]:
    """The outputs for `OTHER_CAMERAS` strongly altered views of every item, in order."""
    rng = np.random.default_rng(seed)
    views = (view(i, rng, SIZE, 1.0) for i in items for _ in range(OTHER_CAMERAS))
    return [reader(np.ascontiguousarray(v.x.transpose(2, 0, 1)[None])) for v in views]


def thresholds(reader: Reader, items: list[Item], others: list[Item]) -> dict[str, float]:
    """Per map: best F1 on the masks at hand (`others`, drawn eyes, where no photograph has one).

    A lesion's is raised while photographs without it, as they are and as other cameras would show them, have it too often.
    """
    outputs, drawn = read_all(reader, items), read_all(reader, others)
    healthy = [i for i in items if lacks(i)]
    clean = [o["maps"][0] for i, o in zip(items, outputs, strict=True) if lacks(i)]
    clean += [o["maps"][0] for o in elsewhere(reader, healthy)]
    out = {}
    for k, name in enumerate(MAPS):
        counts = np.zeros((2, 256), np.int64)
        for item, o in zip(items, outputs, strict=True):
            if (item.mask is not None and item.weights[k] > 0.9) or (name == "disc" and item.kind == "idrid" and item.disc):
                counts += histograms((truth_masks(item) >> k & 1) > 0, o["maps"][0, k])
        if not counts[1].any():
            for item, o in zip(others, drawn, strict=True):
                counts += histograms((truth_masks(item) >> k & 1) > 0, o["maps"][0, k])
        t = best_threshold(counts)[0] if counts[1].sum() else 0.5
        t = min(max(t, 0.1), 0.95)
        if k < LESIONS:
            while clean and t < 0.98:
                if np.mean([largest_above(p[k], t, AREAS[name]) > 0 for p in clean]) <= FALSE_SHARE:
                    break
                t += 0.005
        out[name] = round(float(t), 3)
    return out


def band(p: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """Split-conformal band of doubt of a calibrated probability: a new positive falls below `low` with a chance of at most
    `MISSED`, a new negative reaches `high` with at most `ALARMED`, where both come from the same source as these.

    Vovk et al., Algorithmic Learning in a Random World, 2005; class-conditional.
    """
    positive, negative = np.sort(p[truth > 0]), np.sort(p[truth == 0])
    k = int(MISSED * (len(positive) + 1))
    low = float(positive[k - 1]) if k else 0.0
    k = int(np.ceil((1 - ALARMED) * (len(negative) + 1)))
    high = float(np.nextafter(np.float32(negative[k - 1]), np.float32(2))) if k <= len(negative) else 1.0
    # The grade changes at one half: it lies within the band, so that no certain status parts from its grade.
    low, high = min(low, high, 0.5), max(low, high, 0.5)
    return {"low": floor(low * 1e4) / 1e4, "high": ceil(high * 1e4) / 1e4, "miss_rate": MISSED, "false_alarm_rate": ALARMED,
            "positives": len(positive), "negatives": len(negative)}  # fmt: skip


def cooling(pairs: list[tuple[np.ndarray, np.ndarray]]) -> float:
    """The temperature (1 to 4) that makes logits of unfamiliar views honest: least cross-entropy over (logits, truth)."""
    z, y = (np.concatenate([p[i].ravel() for p in pairs]).astype(np.float64) for i in (0, 1))
    grid = np.linspace(1, 4, 61)
    return float(grid[int(np.argmin([np.logaddexp(0, -z / t * (2 * y - 1)).mean() for t in grid]))])


def calibrate(reader: Reader, items: list[Item]) -> dict:
    """The `[evidence.*]` tables of the bundle, from the calibration photographs. The maps come centred on 0.5."""
    graded = [i for i in items if i.dr is not None]
    outputs, far = read_all(reader, graded), elsewhere(reader, graded, 2)
    dr, dme = np.array([i.dr for i in graded]), np.array([i.dme for i in graded])
    tables = {"dr": np.stack([dr >= k for k in range(1, 5)], 1), "dme": np.stack([dme >= k for k in (1, 2)], 1)}
    tables["referable"] = ((dr >= 2) | (dme >= 1))[:, None]
    result: dict = {"thresholds": dict.fromkeys(MAPS, 0.5), "minimum_area_px": AREAS, "calibration": {}, "conformal": {}}
    limit = float(np.quantile([o["novelty"].item() for o in outputs], SEEN))
    strange = np.array([o["novelty"].item() > limit for o in far])
    unfamiliar = []
    for name, truth in tables.items():
        z = np.stack([o[name][0] for o in outputs]).astype(np.float64)
        t, bias = temperature(z, truth.astype(np.float64))
        result["calibration"][name] = {"temperature": round(t, 4), "bias": [round(b, 4) for b in bias]}
        p = 1 / (1 + np.exp(-(z[:, 0] - bias[0]) / t))
        result["conformal"][name] = band(p, truth[:, 0])
        other = (np.stack([o[name][0] for o in far]) - np.array(bias)) / t
        unfamiliar.append((other[strange], np.repeat(truth, OTHER_CAMERAS, 0)[strange]))
    result["shift"] = {"limit": round(limit, 4), "temperature": round(cooling(unfamiliar), 3) if strange.sum() >= 20 else 1.5}
    print(f"{int(strange.sum())} of {len(strange)} altered views are unfamiliar")
    return result


def disc_centre(maps: np.ndarray, threshold: float) -> tuple[float, float] | None:
    """Centre of the largest part of the disc map above `threshold`, in pixels of the square; None where there is none."""
    count, _, stats, centres = cv2.connectedComponentsWithStats((maps >= threshold).astype(np.uint8))
    if count < 2:
        return None
    x, y = centres[1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))]
    return (x + 0.5) * 2 - 0.5, (y + 0.5) * 2 - 0.5
