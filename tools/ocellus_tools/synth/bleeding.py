"""Bleeding that is not diabetic: closed veins, raised blood pressure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from .bends import dammed
from .case import Case
from .shapes import blob

if TYPE_CHECKING:
    from .lesions import Painter


def paint(painter: Painter, case: Case) -> None:
    """Draws the blood, the cotton wool and the exudates of `case`."""
    if case.occlusion:
        occlusion(painter, case)
    if "hypertension" in case.names:
        hypertension(painter, case)


def _place(painter: Painter, case: Case) -> tuple[float, float] | None:
    """A place (px) for blood in the dammed part, denser towards the disc."""
    rnd, frame = painter.rnd, painter.frame
    for _ in range(14):
        if case.occlusion == "central":
            far, turn = 0.55 + rnd.expovariate(1 / 1.9), rnd.uniform(0, 2 * math.pi)
            x, y = far * math.cos(turn), far * math.sin(turn)
        else:
            x, y = rnd.gauss(2.0, 1.2), case.half * abs(rnd.gauss(1.2, 0.8))
        if rnd.random() > float(dammed(case, np.float64(x), np.float64(y))) or math.hypot(x, y) < 0.5:
            continue
        p = painter.px(x, y)
        if painter.inside(p) and math.hypot(x - frame.fovea_eye[0], y - frame.fovea_eye[1]) > 0.08:
            return p
    return None


def occlusion(painter: Painter, case: Case) -> None:
    """Flames along the fibres, blots between them, and cotton wool, in one drainage or everywhere."""
    rnd, dd = painter.rnd, painter.frame.dd
    count = int((25 + 210 * case.severity**1.5) * (1.3 if case.occlusion == "central" else 1.0))
    flames = rnd.uniform(0.45, 0.85)
    seeds = [p for p in (_place(painter, case) for _ in range(3 + count // 12)) if p]
    drawn = 0
    for _ in range(count):
        p = _place(painter, case)
        if p and seeds and rnd.random() < 0.55:
            s = rnd.choice(seeds)
            p = (s[0] + rnd.gauss(0, 0.22) * dd, s[1] + rnd.gauss(0, 0.22) * dd)
            x, y = painter.frame.to_eye(np.array([p]))[0]
            p = p if painter.free(p) and dammed(case, x, y) > 0.3 else None
        if not p:
            continue
        drawn += 1
        value = 255 * rnd.uniform(0.45, 1)
        if rnd.random() < flames:
            painter.flame(p, value, rnd.uniform(0.1, 0.42))
        else:
            r = dd * min(0.16, 0.03 * math.exp(rnd.gauss(0.2, 0.5)))
            painter.fill("haemorrhage", blob(rnd, *p, r, 0.3, rnd.uniform(1, 1.6), rnd.uniform(0, 3.2), 14), value)
    if drawn:
        painter.eye.facts["occlusion"] = drawn
        painter.eye.signs.append(f"{case.occlusion}_vein_occlusion")
    if rnd.random() < 0.5:
        painter.cotton_wool(rnd.randint(1, 6), lambda x, y: float(dammed(case, np.float64(x), np.float64(y))) > 0.5)
    if rnd.random() < 0.25:
        painter.exudates(rnd.randint(1, 2), True)


def hypertension(painter: Painter, case: Case) -> None:
    """From the middle stage on: flames about the disc, cotton wool, at worst a star of exudates."""
    rnd, frame = painter.rnd, painter.frame
    painter.eye.signs.append("narrowed_arteries")
    if case.severity < 0.35:
        return
    for _ in range(rnd.randint(1, 4 + int(14 * case.severity))):
        far, turn = 0.6 + rnd.expovariate(1 / 0.8), rnd.uniform(0, 6.28)
        p = painter.px(far * math.cos(turn), far * math.sin(turn))
        if painter.inside(p):
            painter.flame(p, 255 * rnd.uniform(0.5, 1), rnd.uniform(0.08, 0.3))
    painter.cotton_wool(rnd.randint(0, 2 + int(6 * case.severity)))
    if rnd.random() < 0.35 * case.severity:
        fx, fy = frame.fovea_eye
        rays = [rnd.uniform(0, 6.28) for _ in range(rnd.randint(9, 18))]
        lean = rnd.uniform(2.2, 4.1)
        for _ in range(rnd.randint(30, 130)):
            a, far = rnd.choice(rays) + rnd.gauss(0, 0.03), rnd.uniform(0.12, 0.6)
            if math.cos(a - lean) < -0.2 and rnd.random() < 0.75:  # the side of the disc has most
                continue
            p = painter.px(fx + far * math.cos(a), fy + far * math.sin(a))
            q = painter.px(fx, fy)
            if painter.inside(p):
                turn = math.atan2(p[1] - q[1], p[0] - q[0])
                painter.fill("hard_exudate", blob(rnd, *p, frame.dd * rnd.uniform(0.006, 0.014), 0.3, rnd.uniform(1.2, 4), turn, 10), 255 * rnd.uniform(0.6, 1))
