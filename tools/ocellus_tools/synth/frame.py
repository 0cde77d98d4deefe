"""Where the eye lies in the photograph: scale, framing, and the change between eye and pixel coordinates."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import numpy as np

DISC_DEGREES = 6.9  # nominal degrees of field that one disc diameter takes; measured on 50° and 30° cameras


@dataclass(frozen=True)
class Frame:
    """Geometry of one eye. Eye coordinates are in disc diameters, origin at the disc, +x temporal, +y down."""

    size: int
    field_deg: float
    laterality: str
    dd: float  # pixels per (vertical) disc diameter
    disc_px: tuple[float, float]
    fovea_eye: tuple[float, float]
    roll: float  # radians
    hub: tuple[float, float]  # where the central vessels come out, eye coordinates

    @property
    def axes(self) -> np.ndarray:
        """Matrix [2,2] from eye coordinates to pixels, without the shift."""
        flip = -1.0 if self.laterality == "OD" else 1.0
        c, s = math.cos(self.roll), math.sin(self.roll)
        return np.array([[c * flip, -s], [s * flip, c]], np.float32) * self.dd

    def to_px(self, points: np.ndarray) -> np.ndarray:
        """Eye coordinates [n,2] to pixels [n,2]."""
        return np.asarray(points, np.float32) @ self.axes.T + np.asarray(self.disc_px, np.float32)

    def to_eye(self, points: np.ndarray) -> np.ndarray:
        """Pixels [n,2] to eye coordinates [n,2]."""
        return (np.asarray(points, np.float32) - np.asarray(self.disc_px, np.float32)) @ np.linalg.inv(self.axes).T

    def grid(self, n: int) -> tuple[np.ndarray, np.ndarray]:
        """Eye coordinates x, y [n,n] of an n×n raster over the whole square."""
        p = (np.arange(n, dtype=np.float32) + 0.5) * (self.size / n) - 0.5
        inv = np.linalg.inv(self.axes).astype(np.float32)
        u, v = p[None, :] - self.disc_px[0], p[:, None] - self.disc_px[1]
        return inv[0, 0] * u + inv[0, 1] * v, inv[1, 0] * u + inv[1, 1] * v

    @property
    def fovea_px(self) -> tuple[float, float]:
        x, y = self.to_px(np.array([self.fovea_eye]))[0]
        return float(x), float(y)

    @property
    def centre_eye(self) -> tuple[float, float]:
        half = (self.size - 1) / 2
        x, y = self.to_eye(np.array([[half, half]]))[0]
        return float(x), float(y)

    @property
    def radius_dd(self) -> float:
        return self.size / 2 / self.dd


def fibre_angle(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Launch angle of the nerve fibre through each point of the eye: fibres arch round the macula."""
    arch = 0.42 / (1 + np.exp(-3 * (x + 0.2)))
    return np.arctan2(y, x - arch * y * y)


def place(rnd: random.Random, size: int, laterality: str, decentred: float) -> Frame:
    """Chooses field, framing and scale. `decentred` in [0,1] moves the macula towards the rim and past it."""
    field_deg = rnd.choice((45.0, 50.0)) if rnd.random() < 0.6 else rnd.uniform(30, 60)
    if rnd.random() < 0.1:
        field_deg = 30.0
    dd = size * DISC_DEGREES / field_deg * rnd.uniform(0.87, 1.13)
    fovea = (rnd.gauss(2.45, 0.13), rnd.gauss(0.25, 0.12))
    radius = size / 2 / dd
    draw = rnd.random()
    if draw < 0.35 and radius > 2.6:
        share, jitter = 1.0, 0.25
    elif draw < 0.80 or radius < 2.6 and draw < 0.5:
        share, jitter = rnd.uniform(0.45, 0.85), 0.25
    else:
        share, jitter = rnd.uniform(0.0, 0.25), 0.2
    anchor = [fovea[0] * share + rnd.gauss(0, jitter), fovea[1] * share + rnd.gauss(0, jitter)]
    if decentred:  # mild: landmarks near the rim; strong: the macula out of the picture
        for _ in range(20):
            turn = rnd.uniform(0, 2 * math.pi)
            far = radius * (rnd.uniform(0.5, 0.8) if decentred < 0.5 else rnd.uniform(0.95, 1.4))
            anchor = [fovea[0] * 0.6 + far * math.cos(turn), far * math.sin(turn)]
            if decentred < 0.5 or math.hypot(anchor[0] - fovea[0], anchor[1] - fovea[1]) > 0.97 * radius:
                break
    roll = math.radians(rnd.gauss(0, 4))
    hub = (rnd.gauss(-0.06, 0.04), rnd.gauss(0.0, 0.05))
    probe = Frame(size, field_deg, laterality, dd, (0.0, 0.0), fovea, roll, hub)
    ax, ay = probe.to_px(np.array([anchor]))[0]
    half = (size - 1) / 2
    return Frame(size, round(field_deg, 1), laterality, dd, (float(half - ax), float(half - ay)), fovea, roll, hub)
