"""Old and still things: chorioretinal scars, laser burns, a nevus, myopic atrophy, a lost bundle of nerve fibres."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from . import noise
from .anatomy import add
from .case import Case
from .frame import fibre_angle
from .shapes import blob, sigmoid

if TYPE_CHECKING:
    from .lesions import Painter


def paint(painter: Painter, case: Case) -> None:
    """Draws what `case` asks for."""
    if case.defect:
        fibre_defect(painter)
    if case.diffuse:
        diffuse(painter, case.diffuse)
    if case.patches:
        patches(painter, case.patches)
    if case.nevus:
        nevus(painter)
    for _ in range(case.scars):
        scar(painter)


def _bared(painter: Painter, cx: float, cy: float, radius: float, edge: float, cells: float = 6) -> tuple[tuple[slice, slice], np.ndarray, np.ndarray] | None:
    """Window, level (above 0 inside) and rough noise of a patch with an irregular outline."""
    box = painter.window(cx, cy, radius * 2)
    if box is None:
        return None
    x, y = painter.grid(box)
    h, w = x.shape
    rough = noise.fractal(painter.rng, max(h, w), cells, 3, 0.6)[:h, :w]
    turn, stretch = painter.rnd.uniform(0, 3.2), painter.rnd.uniform(1, 1.5)
    u, v = x - cx, y - cy
    u, v = u * math.cos(turn) + v * math.sin(turn), v * math.cos(turn) - u * math.sin(turn)
    return box, 1 - np.hypot(u / stretch, v) / radius + edge * rough, rough


def scar(painter: Painter) -> None:
    """A chorioretinal scar: bare sclera in part, clumped pigment in and about it, a sharp outline."""
    rnd, eye, frame = painter.rnd, painter.eye, painter.frame
    for _ in range(20):
        p = painter.spot(2.4, 0.0)
        if p is None:
            return
        cx, cy = (float(v) for v in frame.to_eye(np.array([p]))[0])
        radius = rnd.uniform(0.10, 0.55)
        if math.hypot(cx, cy) > 0.6 + radius:
            break
    made = _bared(painter, cx, cy, radius, 0.25)
    if made is None:
        return
    box, level, rough = made
    view = eye.light[(slice(None), *box)]
    n = max(level.shape)
    inner = sigmoid((level - 0.12) / 0.05)
    outer = sigmoid(level / 0.06)
    white = rnd.random()
    top = [math.log(0.70 + 0.26 * white), math.log(0.50 + 0.35 * white), math.log(0.25 + 0.4 * white)]
    cloud = noise.fractal(painter.rng, n, 9, 3, 0.6)[: level.shape[0], : level.shape[1]]
    a = inner * np.clip(0.75 + 0.25 * cloud, 0.1, 1) * rnd.uniform(0.5, 0.95)
    for c in range(3):
        view[c] += a * (np.float32(top[c]) - view[c])
    clumps = np.clip(cloud - rnd.uniform(0.2, 0.9), 0, 1) * 1.4 * outer
    ring = np.exp(-((level / 0.14) ** 2)) * np.clip(0.4 + rough, 0, 1.3) * rnd.uniform(0.2, 1)
    add(view, (clumps + ring).astype(np.float32), (-0.75, -0.80, -0.45), rnd.uniform(0.7, 1.3))
    mark = np.zeros((frame.size, frame.size), np.uint8)
    mark[box] = (level > -0.05) * np.uint8(255)
    painter.mark("retinal_scar", mark)
    eye.signs.append("chorioretinal_scar")


def nevus(painter: Painter) -> None:
    """A flat slate-grey patch of the choroid with a feathered edge, at times with drusen on it."""
    rnd, eye, frame = painter.rnd, painter.eye, painter.frame
    p = painter.spot(2.4, 0.5)
    if p is None:
        return
    cx, cy = (float(v) for v in frame.to_eye(np.array([p]))[0])
    radius = rnd.uniform(0.25, 1.0)
    made = _bared(painter, cx, cy, radius, 0.12, 4)
    if made is None:
        return
    box, level, _ = made
    view = eye.light[(slice(None), *box)]
    a = sigmoid(level / rnd.uniform(0.05, 0.16))
    for c in range(3):  # it covers the pattern of the choroid
        view[c] += 0.5 * a * (view[c].mean() - view[c])
    add(view, a, (-0.50, -0.34, -0.10), rnd.uniform(0.35, 1.0))
    if rnd.random() < 0.4:
        plane = np.zeros((frame.size, frame.size), np.uint8)
        for _ in range(rnd.randint(3, 15)):
            q = painter.px(cx + rnd.gauss(0, 0.4) * radius, cy + rnd.gauss(0, 0.4) * radius)
            if painter.inside(q):
                cv2.fillPoly(plane, [blob(rnd, *q, frame.dd * rnd.uniform(0.008, 0.025), 0.25)], int(255 * rnd.uniform(0.5, 1)), cv2.LINE_AA, 4)
        add(view, noise.blur(plane[box].astype(np.float32) / 255, frame.dd * 0.005), (0.2, 0.42, 0.22), rnd.uniform(0.5, 1))
        painter.mark("drusen", plane)
    if ((level > 0) & eye.field[box]).sum() > 0.03 * frame.dd**2:
        eye.signs.append("nevus")


def diffuse(painter: Painter, strength: float) -> None:
    """Myopic pallor: the posterior pole is yellowish and its choroid thin."""
    size = painter.frame.size
    n = 128
    x, y = painter.frame.grid(n)
    fx, _ = painter.frame.fovea_eye
    a = np.exp(-(((x - fx * 0.45) / 2.0) ** 2) - (y / 1.6) ** 2) * (1 + 0.35 * noise.fractal(painter.rng, n, 5, 3))
    add(painter.eye.light, noise.grow(np.clip(a, 0, 1.6).astype(np.float32), size), (0.12, 0.34, 0.40), strength)
    painter.eye.signs.append("diffuse_atrophy")


def patches(painter: Painter, count: int) -> None:
    """Patchy myopic atrophy: sharp white-yellow islands at the posterior pole, in or off the fovea."""
    rnd, eye, frame = painter.rnd, painter.eye, painter.frame
    fx, fy = frame.fovea_eye
    for _ in range(count):
        cx, cy = fx * rnd.uniform(0.35, 1.2), fy + rnd.gauss(0, 0.8)
        radius = rnd.uniform(0.08, 0.4)
        if math.hypot(cx, cy) < 0.8 + radius or not painter.inside(painter.px(cx, cy)):
            continue
        made = _bared(painter, cx, cy, radius, 0.3)
        if made is None:
            continue
        box, level, rough = made
        view = eye.light[(slice(None), *box)]
        cloud = noise.fractal(painter.rng, max(level.shape), 8, 3, 0.6)[: level.shape[0], : level.shape[1]]
        a = sigmoid(level / 0.07) * (rnd.uniform(0.45, 0.7) + 0.12 * cloud)
        for c, (white, lift) in enumerate(((0.92, 0.2), (0.78, 0.6), (0.48, 0.5))):
            top = min(0.5 * math.log(white) + 0.5 * (float(view[c].mean()) + lift), -0.02)
            view[c] += a * (np.float32(top) - view[c])
        add(view, (np.exp(-((level / 0.12) ** 2)) * np.clip(rough, 0, 1.5)).astype(np.float32), (-0.4, -0.45, -0.3), rnd.uniform(0, 0.8))
        central = math.hypot(cx - fx, cy - fy) < radius + 0.1
        eye.signs.append("macular_atrophy" if central else "patchy_atrophy")


def fibre_defect(painter: Painter) -> None:
    """A wedge of lost nerve fibres: an arched dark band from the disc's rim."""
    rnd = painter.rnd
    size = painter.frame.size
    n = size // 4
    x, y = painter.frame.grid(n)
    angle = fibre_angle(x, y)
    at, wide = rnd.choice((-1, 1)) * rnd.uniform(0.75, 1.25), rnd.uniform(0.05, 0.2)
    band = np.exp(-np.abs((angle - at) / wide) ** 4) * np.exp(-((np.hypot(x, y) / 2.8) ** 2)) * (x > -0.3)
    add(painter.eye.light, noise.grow(band.astype(np.float32), size), (-0.06, -0.16, -0.20), rnd.uniform(0.4, 1.2))
    painter.eye.signs.append("fibre_layer_defect")
