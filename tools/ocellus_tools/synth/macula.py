"""Age-related macular degeneration: drusen, pigment change, geographic atrophy, leaking and scarred new vessels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from . import noise
from .anatomy import add
from .case import Case
from .shapes import blob, sigmoid

if TYPE_CHECKING:
    from .lesions import Painter


# Radii (disc diameters), roughness of the outline, blur of the edge (disc diameters).
_DRUSEN = {
    "hard": (0.007, 0.017, 0.18, 0.0035), "medium": (0.013, 0.036, 0.22, 0.008), "soft": (0.02, 0.05, 0.28, 0.012), "confluent": (0.025, 0.055, 0.35, 0.014),
}  # fmt: skip


def paint(painter: Painter, case: Case) -> None:
    """Draws what `case` asks for, the deepest layer first."""
    if case.geographic:
        geographic(painter, case.geographic)
    if case.drusen:
        drusen(painter, case)
    if case.pigment:
        pigment(painter, case.pigment)
    if case.wet:
        wet(painter, case.wet)


def drusen(painter: Painter, case: Case) -> None:
    """Drusen about the fovea; sets the mask and `facts` of the largest near the fovea (diameter, disc diameters)."""
    rnd, dd = painter.rnd, painter.frame.dd
    size = painter.frame.size
    fx, fy = painter.frame.fovea_eye
    plane = np.zeros((size, size), np.uint8)
    low, high, rough, soft = _DRUSEN[case.drusen]
    spread = rnd.uniform(0.45, 0.95) if case.drusen not in ("hard", "medium") else rnd.uniform(0.5, 1.6)
    nests = [(rnd.gauss(0, spread * 0.6), rnd.gauss(0, spread * 0.6)) for _ in range(1 + case.drusen_count // 14)]
    for _ in range(case.drusen_count):
        tiny = rnd.random() < (0.3 if case.drusen == "confluent" else 0.5)  # large ones keep small company
        if case.drusen == "confluent" and rnd.random() < 0.7:
            nx, ny = rnd.choice(nests)
            x, y = fx + nx + rnd.gauss(0, 0.13), fy + ny + rnd.gauss(0, 0.13)
        else:
            x, y = fx + rnd.gauss(0, spread), fy + rnd.gauss(0, spread * 0.9)
        p = painter.px(x, y)
        if not painter.inside(p) or math.hypot(x, y) < 0.6:
            continue
        r = rnd.uniform(0.006, 0.014) if tiny else rnd.uniform(low, high)
        cv2.fillPoly(plane, [blob(rnd, *p, dd * r, rough, rnd.uniform(1, 1.35), rnd.uniform(0, 3.2))], int(255 * rnd.uniform(0.55, 1)), cv2.LINE_AA, 4)
        if math.hypot(x - fx, y - fy) < 2:
            painter.eye.facts["druse"] = max(painter.eye.facts.get("druse", 0.0), 2 * r)
    box = painter.around(plane, 0.2)
    if box is None:
        return
    a = noise.blur(plane[box].astype(np.float32) / 255, max(0.7, dd * soft * rnd.uniform(0.7, 1.3)))
    a *= 1 + 0.2 * noise.smooth(painter.rng, max(a.shape), max(a.shape) / dd * 16)[: a.shape[0], : a.shape[1]]
    yellow = rnd.uniform(0.12, 0.36)
    add(painter.eye.light[(slice(None), *box)], a, (0.10, 0.36, yellow), rnd.uniform(0.5, 1.25))
    painter.mark("drusen", plane)


def pigment(painter: Painter, count: int) -> None:
    """Clumps of pigment, and pale places that lost theirs."""
    rnd, dd = painter.rnd, painter.frame.dd
    size = painter.frame.size
    fx, fy = painter.frame.fovea_eye
    dark, pale = np.zeros((size, size), np.uint8), np.zeros((size, size), np.uint8)
    seen = 0
    for _ in range(count):
        x, y = fx + rnd.gauss(0, 0.45), fy + rnd.gauss(0, 0.45)
        p = painter.px(x, y)
        if not painter.inside(p):
            continue
        seen += 1
        for _ in range(rnd.randint(2, 6)):
            q = (p[0] + rnd.gauss(0, 0.04) * dd, p[1] + rnd.gauss(0, 0.04) * dd)
            cv2.fillPoly(dark, [blob(rnd, *q, dd * rnd.uniform(0.008, 0.03), 0.6, rnd.uniform(1, 2.5), rnd.uniform(0, 3.2))], int(255 * rnd.uniform(0.4, 1)), cv2.LINE_AA, 4)
        cv2.fillPoly(pale, [blob(rnd, p[0] + rnd.gauss(0, 0.1) * dd, p[1] + rnd.gauss(0, 0.1) * dd, dd * rnd.uniform(0.04, 0.14), 0.3)], 160, cv2.LINE_AA, 4)
    if not seen:
        return
    box = painter.around(cv2.max(dark, pale), 0.2)
    view = painter.eye.light[(slice(None), *box)]
    add(view, noise.blur(pale[box].astype(np.float32) / 255, dd * 0.02), (0.10, 0.22, 0.12), rnd.uniform(0.3, 1))
    add(view, noise.blur(dark[box].astype(np.float32) / 255, dd * rnd.uniform(0.006, 0.016)), (-0.45, -0.50, -0.25), rnd.uniform(0.3, 1.0))
    painter.eye.signs.append("macular_pigment")


def geographic(painter: Painter, radius: float) -> None:
    """Geographic atrophy: sharp, scalloped loss of pigment epithelium in which large choroidal vessels show."""
    rnd, frame = painter.rnd, painter.frame
    fx, fy = frame.fovea_eye
    box = painter.window(fx, fy, radius * 1.6 + 0.3)
    if box is None:
        return
    x, y = painter.grid(box)
    h, w = x.shape
    n = max(h, w)
    d = np.hypot((x - fx - rnd.gauss(0, 0.1)) / rnd.uniform(0.9, 1.2), y - fy - rnd.gauss(0, 0.1)) / radius
    rough = noise.fractal(painter.rng, n, 7, 3, 0.55)[:h, :w]
    if radius > 0.5 and rnd.random() < 0.4:  # the pit is spared for long
        d = np.maximum(d, 1.6 - d * rnd.uniform(3, 5))
    level = 1 - d + 0.3 * rough
    a = sigmoid(level * frame.dd * radius / 2.2)
    view = painter.eye.light[(slice(None), *box)]
    add(view, a, (0.12, 0.36, 0.30), rnd.uniform(0.6, 1.15))
    ribs = np.abs(noise.smooth(painter.rng, n, n / frame.dd * 5)[:h, :w])
    vessel = np.exp(-((ribs / 0.16) ** 2)) * a  # zero lines of smooth noise wind and join as choroidal vessels do
    add(view, noise.blur(vessel.astype(np.float32), frame.dd * 0.012), (0.04, -0.22, -0.22), rnd.uniform(0.3, 1))
    rim = np.exp(-((level / 0.12) ** 2)).astype(np.float32)
    add(view, rim * np.clip(rough, 0, 2), (-0.16, -0.2, -0.1), rnd.uniform(0, 0.8))
    seen = (a > 0.5) & painter.eye.field[box]
    if seen.sum() > 0.02 * frame.dd**2:
        painter.eye.signs.append("geographic_atrophy")


def wet(painter: Painter, stage: str) -> None:
    """A choroidal membrane at the macula: grey swelling with blood and exudate, or the scar that it leaves."""
    rnd, frame, eye = painter.rnd, painter.frame, painter.eye
    fx, fy = frame.fovea_eye
    cx, cy = fx + rnd.gauss(0, 0.2), fy + rnd.gauss(0, 0.2)
    radius = rnd.uniform(0.3, 0.9)
    box = painter.window(cx, cy, radius * 2.2)
    centre = painter.px(cx, cy)
    if box is None or not painter.inside(centre, 0.9):
        return
    x, y = painter.grid(box)
    h, w = x.shape
    n = max(h, w)
    rough = noise.fractal(painter.rng, n, 5, 3, 0.6)[:h, :w]
    level = 1 - np.hypot((x - cx) / rnd.uniform(0.9, 1.25), y - cy) / radius + 0.25 * rough
    view = eye.light[(slice(None), *box)]
    dome = sigmoid(level / 0.10)
    if stage == "scar":
        sharp = sigmoid((level - 0.1) / 0.06)
        bulk = noise.smooth(painter.rng, n, 9)[:h, :w]
        top = [math.log(rnd.uniform(0.75, 0.95)), math.log(rnd.uniform(0.58, 0.74)), math.log(rnd.uniform(0.3, 0.5))]
        for c in range(3):
            view[c] += 0.8 * sharp * np.clip(1 + 0.2 * bulk, 0, 1.3) * (np.float32(top[c]) - view[c])
        spots = np.clip(noise.fractal(painter.rng, n, 14, 3, 0.7)[:h, :w] - 0.7, 0, 1.2) * dome
        add(view, spots.astype(np.float32), (-0.7, -0.75, -0.4), rnd.uniform(0.3, 1.2))
        mark = np.zeros((frame.size, frame.size), np.uint8)
        mark[box] = (sharp > 0.5) * np.uint8(255)
        painter.mark("retinal_scar", mark)
        eye.signs.append("disciform_scar")
    else:
        add(view, dome, (-0.10, -0.02, 0.04), rnd.uniform(0.4, 1.3))
        add(view, np.exp(-(((level - 0.45) / 0.2) ** 2)).astype(np.float32), (0.05, 0.16, 0.14), rnd.uniform(0, 0.8))
        eye.signs.append("choroidal_membrane")
    if stage == "blood" or rnd.random() < 0.5:
        for _ in range(rnd.randint(1, 4) if stage == "blood" else 1):
            a, far = rnd.uniform(0, 6.28), radius * rnd.uniform(0.3, 1.0)
            p = painter.px(cx + far * math.cos(a), cy + far * math.sin(a))
            r = frame.dd * rnd.uniform(0.08, 0.35 if stage == "blood" else 0.16)
            for _ in range(4):
                q = (p[0] + rnd.gauss(0, 0.5) * r, p[1] + rnd.gauss(0, 0.5) * r)
                painter.fill("haemorrhage", blob(rnd, *q, r * rnd.uniform(0.5, 1), 0.35, rnd.uniform(1, 1.6), rnd.uniform(0, 3.2), 20), 255 * rnd.uniform(0.7, 1))
    if rnd.random() < 0.55:
        a0 = rnd.uniform(0, 6.28)
        for _ in range(rnd.randint(8, 70)):
            a, far = a0 + rnd.gauss(0, 0.9), radius * rnd.gauss(1.25, 0.12)
            p = painter.px(cx + far * math.cos(a), cy + far * math.sin(a))
            if painter.inside(p):
                painter.fill("hard_exudate", blob(rnd, *p, frame.dd * min(0.06, 0.014 * math.exp(rnd.gauss(0, 0.5))), 0.35, 1.3, a, 10), 255 * rnd.uniform(0.6, 1))
