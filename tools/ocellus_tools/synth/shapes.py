"""Irregular outlines and soft edges, from which lesions are made."""

from __future__ import annotations

import math
import random

import numpy as np


def blob(rnd: random.Random, cx: float, cy: float, r: float, rough: float, stretch: float = 1.0, turn: float = 0.0, n: int = 14) -> np.ndarray:
    """An irregular closed outline (fixed point, 4 bits) of mean radius r about (cx, cy), pixels."""
    t = np.arange(n) * (2 * math.pi / n)
    rad = np.ones(n)
    for k in (2, 3, 5):
        rad += rnd.gauss(0, rough / k) * np.cos(k * t + rnd.uniform(0, 6.28))
    rad = np.clip(rad, 0.3, 2.0) * r
    s = math.sqrt(stretch)
    x, y = rad * np.cos(t) * s, rad * np.sin(t) / s
    c, d = math.cos(turn), math.sin(turn)
    return np.round(np.stack([cx + c * x - d * y, cy + d * x + c * y], 1) * 16).astype(np.int32)


def sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-x)) as f32, without overflow."""
    return (1 / (1 + np.exp(-np.clip(x, -40, 40)))).astype(np.float32)
