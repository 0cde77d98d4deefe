"""Finds the round field of view of a photograph on black ground. For packing only: the appliance has its own."""

from __future__ import annotations

import cv2
import numpy as np


def find_field(photo: np.ndarray) -> tuple[float, float, float]:
    """u8 RGB → (cx, cy, r) in its pixels: a circle through the lit area's left and right rim.

    Rim points on the photograph's own border are no rim, so a field cut at top and bottom is found whole.
    Raises ValueError where nothing is lit.
    """
    h, w = photo.shape[:2]
    scale = min(1.0, 768 / max(h, w))
    small = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    lit = cv2.medianBlur(small, 5).max(axis=2) > 18
    count, labels, stats, _ = cv2.connectedComponentsWithStats(lit.astype(np.uint8))
    if count < 2:
        raise ValueError("no lit field in this photograph")
    lit = labels == 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    sh, sw = lit.shape
    rim = []
    for y in range(2, sh - 2):
        xs = np.flatnonzero(lit[y])
        if len(xs):
            rim += [(x, y) for x in (xs[0], xs[-1] + 1) if 2 <= x <= sw - 2]
    for x in range(2, sw - 2):
        ys = np.flatnonzero(lit[:, x])
        if len(ys):
            rim += [(x, y) for y in (ys[0], ys[-1] + 1) if 2 <= y <= sh - 2]
    points = np.array(rim, np.float64)
    if len(points) < 16:
        return w / 2, h / 2, max(w, h) / 2
    keep = np.ones(len(points), bool)
    for _ in range(8):
        p = points[keep]
        a = np.c_[2 * p, np.ones(len(p))]
        cx, cy, c = np.linalg.lstsq(a, (p**2).sum(axis=1), rcond=None)[0]
        r = np.sqrt(max(c + cx * cx + cy * cy, 1.0))
        off = np.abs(np.hypot(points[:, 0] - cx, points[:, 1] - cy) - r)
        keep = off <= max(1.5, 2 * np.median(off[keep]))
    return cx / scale, cy / scale, r / scale
