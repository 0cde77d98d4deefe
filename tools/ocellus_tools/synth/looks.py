"""The looks of makes of camera, and what lenses add: a yellowed lens, reflections, bright specks at the rim."""

from __future__ import annotations

import dataclasses
import math
import random

import cv2
import numpy as np

from . import noise
from .camera import Camera

# Share, then what sets a look apart; the rest stays as drawn. cut: height kept; notch: angle of the marker.
_LOOKS = (
    (0.30, {}),
    (0.14, {"cut": 1.0, "notch": None, "native": 1.2, "sharpen": 0.6}),  # whole circle, crisp
    (0.12, {"cut": 0.84, "notch": None, "native": 1.5}),  # top and bottom cut straight
    (0.12, {"cut": 1.0, "notch": -0.6, "sharpen": 1.0}),  # a triangle at the upper right
    (0.10, {"cut": 0.93, "notch": None, "sharpen": 1.8, "gamma": 1.12}),  # oversharpened, halos about vessels
    (0.10, {"cut": 0.80, "notch": 0.0, "vignette": 0.6}),
    (0.12, {"native": 0.42, "sharpen": 0.3, "vignette": 0.7, "edge": 6.0, "cut": 1.0, "notch": None}),  # handheld, 0.3 megapixels
)


def choose(rnd: random.Random, camera: Camera, quality: str) -> Camera:
    """`camera` with the look of some make."""
    look = rnd.choices([one for _, one in _LOOKS], [share for share, _ in _LOOKS])[0]
    camera = dataclasses.replace(camera, **look)
    if look.get("native", 1) < 0.5:
        camera.quality = rnd.choice((55, 65, 75, 85))
        camera.native = rnd.uniform(0.38, 0.6) if quality != "good" else rnd.uniform(0.45, 0.65)
        camera.shift = rnd.gauss(0, 2.0)
    camera.cloudy = True
    camera.small_pupil = rnd.random() < 0.4
    camera.lid = rnd.random() if rnd.random() < 0.6 else 0.0
    return camera


def yellow(rnd: random.Random, light: np.ndarray) -> None:
    """An old lens takes blue, and some green."""
    k = rnd.uniform(0.2, 1.0)
    for c, loss in enumerate((0.02, 0.14, 0.75)):
        light[c] -= np.float32(k * loss)


def stray(rnd: random.Random, light: np.ndarray, strength: float) -> None:
    """Reflections in the lens and bright specks, mostly towards the rim: light that is no lesion."""
    size = light.shape[1]
    for _ in range(rnd.randint(1, 2 + int(4 * strength))):
        turn, far = rnd.uniform(0, 6.28), size * (rnd.uniform(0.34, 0.48) if rnd.random() < 0.75 else rnd.uniform(0, 0.4))
        x, y = size / 2 + far * math.cos(turn), size / 2 + far * math.sin(turn)
        r = size * rnd.choice((rnd.uniform(0.002, 0.01), rnd.uniform(0.008, 0.03), rnd.uniform(0.02, 0.05)))
        m = int(r * 4) + 3
        x0, x1, y0, y1 = max(0, int(x) - m), min(size, int(x) + m), max(0, int(y) - m), min(size, int(y) + m)
        plane = np.zeros((y1 - y0, x1 - x0), np.uint8)
        axes = (max(8, int(r * 16)), max(8, int(r * rnd.uniform(0.3, 1) * 16)))
        cv2.ellipse(plane, (int((x - x0) * 16), int((y - y0) * 16)), axes, math.degrees(turn) + 90, 0, 360, 255, -1, cv2.LINE_AA, 4)
        soft = noise.blur(plane.astype(np.float32) / 255, max(0.6, r * rnd.uniform(0.15, 0.8)))
        tint = rnd.choice(((0.15, 0.5, 0.5), (0.1, 0.45, 0.9), (0.2, 0.6, 0.3), (0.3, 0.6, 0.6)))
        k = rnd.uniform(0.15, 1.0) * strength
        for c in range(3):
            light[c, y0:y1, x0:x1] += np.float32(k * tint[c]) * soft
