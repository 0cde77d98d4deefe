"""Reflexes of a young retina: watered silk between the arcades and bright lines along the vessels."""

from __future__ import annotations

import math
import random

import cv2
import numpy as np

from . import noise
from .anatomy import Eye, add, fibre_angle


def paint(rnd: random.Random, rng: np.random.Generator, eye: Eye, strength: float) -> None:
    """Adds what no lesion is and what a careless reader takes for exudate."""
    frame = eye.frame
    m = frame.size // 2
    x, y = frame.grid(m)
    fx, fy = frame.fovea_eye
    angle = fibre_angle(x, y)
    radius = np.hypot(x, y)
    table = cv2.GaussianBlur(rng.standard_normal((20, 900), dtype=np.float32), (0, 0), 0.9) * 2.2
    u = ((angle + math.pi) * (899 / (2 * math.pi))).astype(np.float32)
    streak = cv2.remap(table, u, (radius * 2.5).astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    # Patches of silk along the arcades; each has a crisp side, where the surface turns away from the lamp.
    hill = noise.fractal(rng, m, frame.radius_dd * rnd.uniform(1.0, 2.0), 4, 0.62)
    slope = hill - np.roll(hill, (m // 90, m // 120), (0, 1))
    patch = np.clip(hill - rnd.uniform(0.1, 0.6), 0, 1.3)
    along = np.exp(-(((np.abs(angle) - rnd.uniform(1.0, 1.5)) / 0.6) ** 2)) * np.exp(-((radius / rnd.uniform(1.8, 3.2)) ** 2)) * (radius > 0.5)
    df = np.hypot((x - fx) / 1.2, y - fy)
    ring = np.exp(-(((df - rnd.uniform(0.7, 1.1)) / 0.18) ** 2)) * rnd.choice((0, 0.4, 1))
    silk = patch * (0.55 + 0.55 * np.clip(streak, -0.9, 2)) * (along * rnd.uniform(0.6, 1.4) + ring * 0.6) + 2.2 * np.clip(slope, 0, 1) * (along + ring * 0.6)
    # Lines beside and on the vessels.
    plane = np.zeros((m, m), np.uint8)
    points = eye.vessel_points
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
    glow = np.clip(silk, 0, 3).astype(np.float32) * 0.8 + lines * 0.9
    add(eye.light, noise.grow(glow, frame.size), (0.16, 0.30, 0.30), strength)
    eye.signs.append("retinal_sheen")
