"""Measures with their intervals: rankings, hits and pixels, resampled by photograph."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy import ndimage
from scipy.stats import rankdata
from sklearn.metrics import average_precision_score

BINS = 256


def bootstrap(score: Callable[[np.ndarray], float], n: int, rounds: int = 1000, seed: int = 7) -> tuple[float, float]:
    """95 % percentile interval of `score(indices)` over `n` photographs drawn with replacement."""
    rng = np.random.default_rng(seed)
    values = [score(rng.integers(0, n, n)) for _ in range(rounds)]
    values = [v for v in values if np.isfinite(v)]
    return (float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5))) if values else (float("nan"),) * 2


def auroc(y: np.ndarray, z: np.ndarray) -> float:
    """Area under the ROC curve by ranks (Mann and Whitney; ties count half); NaN where only one class is there."""
    y = np.asarray(y, bool)
    yes, no = int(y.sum()), int((~y).sum())
    if not yes or not no:
        return float("nan")
    return float((rankdata(z)[y].sum() - yes * (yes + 1) / 2) / (yes * no))


def histograms(truth: np.ndarray, p: np.ndarray) -> np.ndarray:
    """Counts [2, 256] of negatives and positives per 8-bit probability: all that a pixel AUPRC needs of a photograph."""
    q = p if p.dtype == np.uint8 else np.clip(np.rint(p * 255), 0, 255).astype(np.uint8)
    return np.stack([np.bincount(q[~truth].ravel(), minlength=BINS), np.bincount(q[truth].ravel(), minlength=BINS)])


def auprc(counts: np.ndarray) -> float:
    """Average precision from summed `histograms`."""
    negative, positive = counts[0][::-1].cumsum(), counts[1][::-1].cumsum()
    if positive[-1] == 0:
        return float("nan")
    precision = positive / np.maximum(positive + negative, 1)
    recall = positive / positive[-1]
    return float((np.diff(recall, prepend=0) * precision).sum())


def best_threshold(counts: np.ndarray) -> tuple[float, float]:
    """Probability with the best F1 over summed `histograms`, and that F1."""
    negative, positive = counts[0][::-1].cumsum(), counts[1][::-1].cumsum()
    f1 = 2 * positive / np.maximum(positive + negative + positive[-1], 1)
    i = int(np.argmax(f1))
    return (BINS - 1 - i) / (BINS - 1), float(f1[i])


def largest_above(p: np.ndarray, threshold: float, least: int) -> int:
    """How many connected parts of at least `least` pixels lie above `threshold`."""
    labels, count = ndimage.label(p >= threshold, np.ones((3, 3)))
    return int((np.bincount(labels.ravel())[1:] >= least).sum()) if count else 0


def share_hit(errors: Sequence[float], limits: Sequence[float]) -> tuple[float, tuple[float, float]]:
    """Share of errors within their limits (an absent answer is infinite), with its interval."""
    hit = np.asarray(errors) <= np.asarray(limits)
    return float(hit.mean()), bootstrap(lambda i: float(hit[i].mean()), len(hit))


def wilson(k: int, n: int, z: float = 1.959964) -> tuple[float, float]:
    """95 % interval of a share of `k` in `n` (Wilson 1927): holds where the share is 0 or 1 too."""
    if n == 0:
        return float("nan"), float("nan")
    p, d = k / n, 1 + z * z / n
    middle, half = (p + z * z / (2 * n)) / d, z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / d
    return float(max(middle - half, 0)), float(min(middle + half, 1))


def by_owner(score: Callable[[np.ndarray], float], owners: Sequence[str], rounds: int = 1000, seed: int = 7) -> tuple[float, float]:
    """`bootstrap` that draws owners (an eye, a child) and takes all rows of each: rows of one owner are not independent."""
    names = sorted(set(owners))
    rows = [np.flatnonzero(np.asarray(owners) == n) for n in names]
    return bootstrap(lambda i: score(np.concatenate([rows[k] for k in i])), len(names), rounds, seed)


def kappa(a: np.ndarray, b: np.ndarray, grades: int = 5) -> float:
    """Quadratically weighted kappa of two gradings 0..grades-1; NaN where chance would agree wholly (Cohen 1968)."""
    table = np.zeros((grades, grades))
    np.add.at(table, (np.asarray(a, int), np.asarray(b, int)), 1)
    weight = (np.arange(grades)[:, None] - np.arange(grades)[None, :]) ** 2
    chance = np.outer(table.sum(1), table.sum(0)) / max(table.sum(), 1)
    apart = float((weight * chance).sum())
    return 1 - float((weight * table).sum()) / apart if apart > 0 else float("nan")


def dice(truth: np.ndarray, said: np.ndarray) -> float:
    """Overlap of two bool masks, 2|A∩B| / (|A| + |B|)."""
    both = int(truth.sum()) + int(said.sum())
    return 2 * int((truth & said).sum()) / both if both else float("nan")


def reliability(y: np.ndarray, p: np.ndarray, bins: int = 10) -> list[tuple[float, float, int]]:
    """Mean probability, share that is so, and count of every filled bin of equal width."""
    at = np.minimum((np.asarray(p) * bins).astype(int), bins - 1)
    return [(float(p[at == k].mean()), float(y[at == k].mean()), int((at == k).sum())) for k in range(bins) if (at == k).any()]


def calibration_error(y: np.ndarray, p: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error: |mean probability − share that is so|, weighted by the bins' counts."""
    return sum(abs(m - s) * n for m, s, n in reliability(y, p, bins)) / max(len(p), 1)


def predictive(sensitivity: float, specificity: float, prevalence: float) -> tuple[float, float]:
    """Positive and negative predictive value at a prevalence (Bayes); NaN where nothing is called so."""
    positive = sensitivity * prevalence + (1 - specificity) * (1 - prevalence)
    negative = (1 - sensitivity) * prevalence + specificity * (1 - prevalence)
    ppv = sensitivity * prevalence / positive if positive else float("nan")
    return ppv, specificity * (1 - prevalence) / negative if negative else float("nan")


def roc(y: np.ndarray, z: np.ndarray) -> list[tuple[float, float]]:
    """Points (false positive rate, sensitivity) from the strictest threshold to the loosest."""
    y, z = np.asarray(y, bool), np.asarray(z)
    cuts = [np.inf, *sorted(set(z.tolist()), reverse=True)]
    return [(float((z[~y] >= c).mean()), float((z[y] >= c).mean())) for c in cuts]


__all__ = [
    "auprc", "auroc", "average_precision_score", "best_threshold", "bootstrap", "by_owner", "calibration_error", "dice", "histograms",
    "kappa", "largest_above", "predictive", "reliability", "roc", "share_hit", "wilson",
]  # fmt: skip
