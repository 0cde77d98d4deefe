"""Reflexes of a young retina: watered silk between the arcades and bright lines along the vessels."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

import cv2
import numpy as np

from . import noise
from .frame import Frame, fibre_angle
from .shapes import sigmoid

if TYPE_CHECKING:
    from .anatomy import Eye


def _streaks(rng: np.random.Generator, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Launch angle, distance from the disc, and noise of unit variance drawn out along the nerve fibres."""
    angle, radius = fibre_angle(x, y), np.hypot(x, y)
    out = np.zeros_like(radius)
    for around, along in ((1100, 5.0), (2600, 8.0)):
        table = cv2.GaussianBlur(rng.standard_normal((int(along * 8), around), dtype=np.float32), (0, 0), 0.8) * 2
        u = ((angle + math.pi) * ((around - 1) / (2 * math.pi))).astype(np.float32)
        out += cv2.remap(table, u, (radius * along).astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return angle, radius, out * np.float32(0.7)


def fibres(rng: np.random.Generator, rnd: random.Random, frame: Frame, m: int, sheen: float) -> np.ndarray:
    """Nerve fibre striation [m,m], strongest above and below the disc and broken into patches."""
    x, y = frame.grid(m)
    angle, radius, streak = _streaks(rng, x, y)
    reach = np.exp(-((radius / rnd.uniform(1.6, 2.8)) ** 2)) * (0.3 + np.exp(-(((np.abs(angle) - 1.2) / 0.6) ** 2)))
    patch = np.clip(0.7 + 0.6 * noise.smooth(rng, m, frame.radius_dd * 1.5), 0, 2)
    return (streak * reach * patch * (0.75 * sheen)).astype(np.float32)


def paint(rnd: random.Random, rng: np.random.Generator, eye: Eye, strength: float) -> None:
    """Adds what no lesion is and what a careless reader takes for exudate."""
    frame = eye.frame
    m = frame.size // 2
    x, y = frame.grid(m)
    fx, fy = frame.fovea_eye
    angle, radius, streak = _streaks(rng, x, y)
    # Silk lies beside the large vessels, granular, with one crisp side where the surface turns away from the lamp.
    plane = np.zeros((m, m), np.uint8)
    points = eye.vessel_points
    if points is not None:
        for px, py, w in points[points[:, 2] > 0.035 * frame.dd]:
            cv2.circle(plane, (int(px * m / frame.size), int(py * m / frame.size)), max(2, int(m / frame.size * (frame.dd * 0.16 + w))), 255, -1)
    beside = noise.blur(plane.astype(np.float32) / 255, frame.dd * 0.12 * m / frame.size)
    along = np.exp(-(((radius - rnd.uniform(1.2, 2.6)) / rnd.uniform(0.7, 1.4)) ** 2)) * sigmoid((2.3 - np.abs(angle)) / 0.2)
    hill = noise.fractal(rng, m, frame.radius_dd * rnd.uniform(1.2, 2.4), 4, 0.65)
    step = max(1, round(frame.dd * 0.03 * m / frame.size))
    slope = np.clip((hill - np.roll(hill, (step, step), (0, 1))) * 1.5, 0, 1.2)
    patch = sigmoid((hill - rnd.uniform(-0.2, 0.7)) / rnd.uniform(0.05, 0.25)) * (0.5 + 1.5 * slope)
    df = np.hypot((x - fx) / 1.2, y - fy)
    ring = np.exp(-(((df - rnd.uniform(0.7, 1.1)) / 0.18) ** 2)) * rnd.choice((0, 0.3, 0.8))
    grain = 1 + 0.45 * noise.blur(np.ascontiguousarray(noise.fine(rng, m)), 0.8) + 0.3 * np.clip(streak, -1.5, 2)
    silk = patch * grain * (1.3 * beside * along * (0.6 + 0.4 * rnd.random()) + 0.5 * ring)
    # Lines beside and on the vessels.
    plane[:] = 0
    if points is not None and len(points) > 4:
        for _ in range(int(90 * strength)):
            k = rnd.randrange(len(points) - 3)
            run = points[k : k + 3]
            step = run[2, :2] - run[0, :2]
            long = float(np.hypot(*step))
            if not 1 < long < 0.7 * frame.dd:
                continue
            off = np.array([-step[1], step[0]]) / long * (float(run[:, 2].mean()) * rnd.choice((-1, 1)) * rnd.uniform(0.55, 1.2))
            line = np.round((run[:, :2] + off) * (m / frame.size) * 16).astype(np.int32)
            cv2.polylines(plane, [line], False, int(255 * rnd.uniform(0.15, 0.8)), 1 if rnd.random() < 0.6 else 2, cv2.LINE_AA, 4)
    lines = noise.blur(plane.astype(np.float32) / 255, max(0.5, frame.dd * 0.005))
    glow = np.clip(silk, 0, 2.5).astype(np.float32) * 1.6 + lines * 0.8
    for plane, k in zip(eye.light, (0.16, 0.30, 0.30), strict=True):
        plane += noise.grow(glow, frame.size) * np.float32(k * strength)
    eye.signs.append("retinal_sheen")
