"""The choroid where the pigment epithelium lets it through: a dense net of pale vessels that fans out from the macula."""

from __future__ import annotations

import math
import random

import cv2
import numpy as np

from . import noise
from .frame import Frame

AROUND = 58  # noise cells about the macula; a vessel runs where the noise crosses zero


def network(rng: np.random.Generator, rnd: random.Random, frame: Frame, m: int) -> np.ndarray:
    """Choroidal vessels [m,m] about 0, in log-polar coordinates about the macula, so that they widen outwards."""
    x, y = frame.grid(m)
    fx, fy = frame.fovea_eye
    sway = 0.35
    u, v = x - fx + 0.9 + sway * noise.smooth(rng, m, frame.radius_dd), y - fy + sway * noise.smooth(rng, m, frame.radius_dd)
    out = np.zeros((m, m), np.float32)
    for cells, weight in ((AROUND, 1.0), (AROUND * 2, 0.45)):
        rows = 26
        grid = rng.standard_normal((rows, cells), dtype=np.float32)
        grid = np.concatenate([grid, grid[:, :4]], 1)  # closes the circle
        table = cv2.resize(grid, (grid.shape[1] * 8, rows * 8), interpolation=cv2.INTER_CUBIC)
        at = (np.arctan2(v, u) / (2 * math.pi) + 0.5) * cells * 8 + 12
        out_at = np.log(np.hypot(u, v) + 1.2) * (7.0 * cells / AROUND) * 8
        flow = cv2.remap(table, at.astype(np.float32), out_at.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
        out += np.float32(weight) * np.exp(-((flow / 0.42) ** 2))
    out = noise.blur(out - out.mean(), frame.dd * m / frame.size * 0.014)
    macula = np.exp(-((x - fx) ** 2 + (y - fy) ** 2) / (2 * rnd.uniform(0.8, 1.5) ** 2))
    patch = rnd.uniform(0.45, 0.9) + 0.4 * noise.smooth(rng, m, 2.6)
    return (0.8 * out * (1 - 0.85 * macula) * np.clip(patch, 0.1, 1.3)).astype(np.float32)
