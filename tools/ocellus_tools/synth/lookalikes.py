"""What a diabetic eye may have besides: a few drusen, laser scars, pigment, a nevus, new vessels and IRMA."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from . import noise
from .anatomy import add
from .plan import Plan
from .shapes import blob

if TYPE_CHECKING:
    from .lesions import Painter


def distractors(painter: Painter, plan: Plan) -> None:
    """Drusen, laser scars, pigment, nevus: drawn in their own maps, if in any."""
    rnd, dd, frame, eye = painter.rnd, painter.frame.dd, painter.frame, painter.eye
    size = frame.size
    fx, fy = frame.fovea_eye
    if plan.drusen:
        plane = np.zeros((size, size), np.uint8)
        confluent = rnd.random() < 0.3
        big = rnd.uniform(0.012, 0.05)
        for _ in range(plan.drusen):
            p = painter.px(fx + rnd.gauss(0, 0.85), fy + rnd.gauss(0, 0.75))
            if painter.inside(p):
                r = dd * big * math.exp(rnd.gauss(0, 0.4))
                cv2.fillPoly(plane, [blob(rnd, *p, r, 0.25 if not confluent else 0.5)], int(255 * rnd.uniform(0.4, 1)), cv2.LINE_AA, 4)
                ex, ey = frame.to_eye(np.array([p]))[0]
                if math.hypot(ex - fx, ey - fy) < 2:
                    eye.facts["druse"] = max(eye.facts.get("druse", 0.0), 2 * r / dd)
        painter.mark("drusen", plane)
        a = noise.blur(plane.astype(np.float32) / 255, max(0.8, dd * big * 0.3))
        add(eye.light, a, (0.14, 0.34, 0.30), rnd.uniform(0.5, 1.1))
    if plan.scars:
        pale, dark = np.zeros((size, size), np.uint8), np.zeros((size, size), np.uint8)
        r0 = dd * rnd.uniform(0.05, 0.12)
        for _ in range(plan.scars):
            a, d = rnd.uniform(0, 6.28), rnd.uniform(1.6, 5.5)
            p = painter.px(fx + d * math.cos(a), fy + d * math.sin(a))
            ex, ey = frame.to_eye(np.array([p]))[0]
            if not painter.inside(p) or math.hypot(ex, ey) < 1.1:
                continue
            r = r0 * rnd.uniform(0.6, 1.3)
            cv2.fillPoly(pale, [blob(rnd, *p, r, 0.22)], int(255 * rnd.uniform(0.4, 1)), cv2.LINE_AA, 4)
            if rnd.random() < 0.7:
                cv2.fillPoly(
                    dark,
                    [blob(rnd, p[0] + rnd.gauss(0, 0.3) * r, p[1] + rnd.gauss(0, 0.3) * r, r * rnd.uniform(0.25, 0.7), 0.6)],
                    int(255 * rnd.uniform(0.3, 1)),
                    cv2.LINE_AA,
                    4,
                )
        add(eye.light, noise.blur(pale.astype(np.float32) / 255, dd * 0.012), (0.18, 0.50, 0.45), rnd.uniform(0.4, 1.1))
        add(eye.light, noise.blur(dark.astype(np.float32) / 255, dd * 0.008), (-0.65, -0.75, -0.45), rnd.uniform(0.4, 1.2))
        painter.mark("retinal_scar", pale)
        eye.signs.append("laser_scars")
    if plan.pigment_spots or plan.nevus:
        dark = np.zeros((size, size), np.uint8)
        for _ in range(plan.pigment_spots):
            p = painter.spot(2.6)
            if p:
                cv2.fillPoly(dark, [blob(rnd, *p, dd * rnd.uniform(0.012, 0.05), 0.4)], int(255 * rnd.uniform(0.2, 0.7)), cv2.LINE_AA, 4)
        if plan.pigment_spots:
            eye.signs.append("pigment_spots")
        soft = 0.008
        if plan.nevus and (p := painter.spot(2.6)):
            cv2.fillPoly(
                dark, [blob(rnd, *p, dd * rnd.uniform(0.25, 0.7), 0.2, rnd.uniform(1, 1.5), 0.5, 24)], int(255 * rnd.uniform(0.4, 0.8)), cv2.LINE_AA, 4
            )
            eye.signs.append("nevus")
            soft = 0.03
        add(eye.light, noise.blur(dark.astype(np.float32) / 255, dd * soft), (-0.55, -0.50, -0.15), 1.0)


def tufts(painter: Painter, kind: str) -> None:
    """Fine lacy new vessels (on the disc or along an arcade), or IRMA between vessels, which are in no map."""
    rnd, dd, frame, eye = painter.rnd, painter.frame.dd, painter.frame, painter.eye
    plane = np.zeros((frame.size, frame.size), np.uint8)
    drawn = False
    for _ in range(1 if kind == "neovascular" else rnd.randint(2, 4)):
        if kind == "neovascular" and rnd.random() < 0.45:
            centre = painter.px(rnd.gauss(0, 0.25), rnd.gauss(0, 0.3))
            if not painter.inside(centre):
                centre = painter.spot(1.6, 0.8)
        else:
            centre = painter.spot(1.7, 0.8)
        if centre is None:
            continue
        drawn = True
        span = dd * (rnd.uniform(0.3, 0.8) if kind == "neovascular" else rnd.uniform(0.2, 0.4))
        for _ in range(rnd.randint(12, 26) if kind == "neovascular" else rnd.randint(4, 8)):
            h = rnd.uniform(0, 6.28)
            x, y = (centre[0], centre[1]) if kind == "neovascular" else (centre[0] + rnd.gauss(0, 0.3) * span, centre[1] + rnd.gauss(0, 0.3) * span)
            steps = int(rnd.uniform(8, 20))
            pts = []
            curl = rnd.gauss(0, 0.15)
            for _ in range(steps):
                pts.append((x, y))
                h += curl + rnd.gauss(0, 0.38)
                x += math.cos(h) * span / 13
                y += math.sin(h) * span / 13
            thick = max(1, round(dd * rnd.uniform(0.006, 0.013)))
            value = rnd.uniform(0.35, 0.8)
            if painter.fine:
                thick, value = max(1, round(0.75 * thick)), 0.75 * value
            cv2.polylines(plane, [np.round(np.array(pts) * 16).astype(np.int32)], False, int(255 * value), thick, cv2.LINE_AA, 4)
    if drawn:
        add(eye.light, noise.blur(plane.astype(np.float32) / 255, max(0.6, dd * 0.005)), (-0.26, -0.68, -0.42), rnd.uniform(0.7, 1.1))
        if kind == "neovascular":
            near = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * max(1, round(dd * 0.03)) + 1,) * 2)
            painter.mark("neovascularisation", (cv2.morphologyEx(plane, cv2.MORPH_CLOSE, near) > 45) * np.uint8(255))
        eye.signs.append("neovascularisation" if kind == "neovascular" else "irma")
