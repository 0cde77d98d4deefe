"""Measures with their intervals: rankings, hits and pixels, resampled by photograph."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy import ndimage
from sklearn.metrics import average_precision_score, roc_auc_score

BINS = 256


def bootstrap(score: Callable[[np.ndarray], float], n: int, rounds: int = 1000, seed: int = 7) -> tuple[float, float]:
    """95 % percentile interval of `score(indices)` over `n` photographs drawn with replacement."""
    rng = np.random.default_rng(seed)
    values = [score(rng.integers(0, n, n)) for _ in range(rounds)]
    values = [v for v in values if np.isfinite(v)]
    return (float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5))) if values else (float("nan"),) * 2


def auroc(y: np.ndarray, z: np.ndarray) -> float:
    """Area under the ROC curve; NaN where only one class is there."""
    return float(roc_auc_score(y, z)) if len(set(y.tolist())) == 2 else float("nan")


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


__all__ = ["auprc", "auroc", "average_precision_score", "best_threshold", "bootstrap", "histograms", "largest_above", "share_hit"]
