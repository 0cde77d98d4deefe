"""The rule for "beyond reading": how much of the second-order vessels, seen in the whole photograph, can still be seen.

A grader calls a photograph inadequate where the smaller vessels cannot be followed. Here stretches of vessel of about
60–120 µm (the branches of the arcades) are found once on the undamaged photograph by a matched line filter, and each is
looked for again, at its place, in the damaged one. A stretch is seen if the middle is darker in green than both sides by
at least 3 % of them (Weber contrast of a thin line near the threshold of sight), by one and a half grey levels of 8 bits,
and by three standard errors of the difference. A photograph of which less than a third can be seen is beyond reading.
Nothing here looks at what the program under test makes of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

SIDE = 1000
"""The field's diameter is brought to this many pixels; one is then 14–15 µm in a field of 50°."""
BEYOND = 1 / 3
LONG, APART = 15, 9.0
"""Length of a stretch, and the distance of its sides from its middle, in pixels of that size."""
CONTRAST, LEVELS, ERRORS = 0.03, 1.5, 3.0
CLEAR = 0.06
"""What is looked for again was of twice the contrast at least to begin with."""
MOST = 160


@dataclass
class Stretches:
    """Middles [n, 2] and directions [n, 2] of vessel stretches in the square of `SIDE` about the field."""

    at: np.ndarray
    along: np.ndarray

    def __len__(self) -> int:
        return len(self.at)


def square(rgb: np.ndarray, circle: tuple[float, float, float]) -> np.ndarray:
    """Green [SIDE, SIDE] f32 of the square about a field; what lies outside the photograph is 0."""
    cx, cy, r = circle
    k = SIDE / (2 * r)
    matrix = np.array([[k, 0, SIDE / 2 - 0.5 - k * cx], [0, k, SIDE / 2 - 0.5 - k * cy]])
    green = np.ascontiguousarray(rgb[..., 1])
    if k < 0.6:  # shrink by areas first, or fine grain would turn into coarse
        s = k * 1.3
        green = cv2.resize(green, None, fx=s, fy=s, interpolation=cv2.INTER_AREA)
        fx, fy = green.shape[1] / rgb.shape[1], green.shape[0] / rgb.shape[0]
        matrix = matrix @ np.array([[1 / fx, 0, 0.5 / fx - 0.5], [0, 1 / fy, 0.5 / fy - 0.5], [0, 0, 1]])
    return cv2.warpAffine(green, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR).astype(np.float32)


def ridges(green: np.ndarray, sigma: float) -> tuple[np.ndarray, np.ndarray]:
    """Strength of dark lines of a width of about 2·sigma, relative to the local level, and their direction (radians)."""
    level = cv2.GaussianBlur(green, (0, 0), 25) + 8
    x = cv2.GaussianBlur(green / level, (0, 0), sigma)
    xx, yy = cv2.Sobel(x, cv2.CV_32F, 2, 0, ksize=3), cv2.Sobel(x, cv2.CV_32F, 0, 2, ksize=3)
    xy = cv2.Sobel(x, cv2.CV_32F, 1, 1, ksize=3)
    half, mean = np.hypot((xx - yy) / 2, xy), (xx + yy) / 2
    across = 0.5 * np.arctan2(2 * xy, xx - yy)
    return np.maximum(mean + half, 0) * sigma**2 * (mean + half > 2 * np.abs(mean - half)), across + np.pi / 2


def find(green: np.ndarray, most: int = MOST) -> Stretches:
    """The strongest second-order stretches of an undamaged photograph that are seen in it, spread over the field."""
    strength, direction = ridges(green, 2.5)
    wide, _ = ridges(green, 5.5)
    ys, xs = np.mgrid[:SIDE, :SIDE]
    inside = (np.hypot(xs - SIDE / 2, ys - SIDE / 2) < 0.46 * SIDE) & (cv2.erode((green > 12).astype(np.uint8), np.ones((41, 41))) > 0)
    # Trunks answer more to the wider filter; what answers more to the finer one is a branch.
    strength = np.where(inside & (strength > 0.6 * wide), strength, 0)
    peak = strength >= cv2.dilate(strength, np.ones((15, 15)))
    at = np.argwhere(peak & (strength > 0))[:, ::-1].astype(np.float32)
    order = np.argsort(-strength[at[:, 1].astype(int), at[:, 0].astype(int)])[: 3 * most]
    at = at[order]
    angle = direction[at[:, 1].astype(int), at[:, 0].astype(int)]
    found = Stretches(at, np.stack([np.cos(angle), np.sin(angle)], 1).astype(np.float32))
    kept = np.flatnonzero(seen(green, found, CLEAR))[:most]
    return Stretches(found.at[kept], found.along[kept])


def seen(green: np.ndarray, stretches: Stretches, contrast: float = CONTRAST) -> np.ndarray:
    """Which stretches can be seen, bool [n]."""
    if not len(stretches):
        return np.zeros(0, bool)
    steps = np.arange(LONG, dtype=np.float32) - (LONG - 1) / 2
    across = np.stack([-stretches.along[:, 1], stretches.along[:, 0]], 1)

    def line(offset: float) -> np.ndarray:
        p = stretches.at[:, None, :] + stretches.along[:, None, :] * steps[None, :, None] + across[:, None, :] * np.float32(offset)
        return cv2.remap(green, np.ascontiguousarray(p[..., 0]), np.ascontiguousarray(p[..., 1]), cv2.INTER_LINEAR)

    middle = (line(-1) + line(0) + line(1)) / 3
    left, right = (line(-APART) + line(-APART + 1.5)) / 2, (line(APART) + line(APART - 1.5)) / 2
    side = np.minimum(left.mean(1), right.mean(1))
    dip = side - middle.mean(1)
    error = np.sqrt((middle.var(1) + np.maximum(left.var(1), right.var(1))) / LONG)
    return (dip >= contrast * np.maximum(side, 1)) & (dip >= LEVELS) & (dip >= ERRORS * error)


def share_seen(rgb: np.ndarray, circle: tuple[float, float, float], stretches: Stretches) -> float:
    """Share of `stretches` that can be seen in a damaged photograph whose field lies at `circle`."""
    return float(seen(square(rgb, circle), stretches).mean()) if len(stretches) else float("nan")
