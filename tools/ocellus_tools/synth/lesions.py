"""Diabetic lesions with the sizes and company they keep, and the things that only look like them."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import cv2
import numpy as np

from . import noise
from .anatomy import Eye, add, fibre_angle

LABELS = ("microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot")


@dataclass
class Plan:
    """How many of each lesion to draw, and which signs."""

    microaneurysms: int = 0
    haemorrhages: int = 0
    flames: float = 0.25  # share of haemorrhages that are flame-shaped
    exudate_clusters: int = 0
    exudate_near: bool = False
    cotton_wool: int = 0
    beading: bool = False
    irma: bool = False
    neovascular: bool = False
    preretinal: bool = False
    drusen: int = 0
    scars: int = 0
    pigment_spots: int = 0
    nevus: bool = False


def plan_for(rnd: random.Random, grade: int, near: bool | None) -> Plan:
    """A plan that should derive to `grade`; `near` forces exudates near (or not near) the fovea."""
    plan = Plan()
    if grade == 1:
        plan.microaneurysms = 1 + int(rnd.expovariate(1 / 3.0))
    elif grade == 2:
        plan.microaneurysms = 2 + int(rnd.expovariate(1 / 14))
        plan.haemorrhages = int(rnd.expovariate(1 / 7))
        plan.exudate_clusters = rnd.choices((0, 1, 2, 3), (35, 30, 22, 13))[0]
        plan.cotton_wool = rnd.choices((0, 1, 2, 3), (72, 14, 9, 5))[0]
        if not (plan.haemorrhages or plan.exudate_clusters or plan.cotton_wool):
            plan.haemorrhages = rnd.randint(1, 4)
    elif grade >= 3:
        plan.microaneurysms = 15 + int(rnd.expovariate(1 / 30))
        plan.haemorrhages = 10 + int(rnd.expovariate(1 / 22))
        plan.exudate_clusters = rnd.choices((0, 1, 2, 3, 5), (22, 24, 24, 20, 10))[0]
        plan.cotton_wool = rnd.choices((0, 1, 2, 4, 7), (40, 18, 18, 16, 8))[0]
        if grade == 3:
            kind = rnd.random()
            plan.beading, plan.irma = kind < 0.45, 0.35 < kind < 0.75
            if kind >= 0.75:
                plan.microaneurysms, plan.haemorrhages = rnd.randint(60, 130), rnd.randint(70, 130)
        else:
            plan.neovascular = rnd.random() < 0.65
            plan.preretinal = not plan.neovascular or rnd.random() < 0.35
            plan.beading, plan.irma = rnd.random() < 0.3, rnd.random() < 0.3
            if rnd.random() < 0.4:
                plan.microaneurysms //= 3
                plan.haemorrhages //= 3
            if rnd.random() < 0.35:
                plan.scars = rnd.randint(15, 140)
    if near is not None:
        plan.exudate_near = near
        if near:
            plan.exudate_clusters = max(1, plan.exudate_clusters)
    else:
        plan.exudate_near = rnd.random() < 0.6
    if rnd.random() < (0.14 if grade == 0 else 0.07):
        plan.drusen = int(rnd.choice((6, 20, 60, 140)) * rnd.uniform(0.5, 1.5))
    if rnd.random() < 0.05 and plan.scars == 0:
        plan.scars = rnd.randint(1, 12)
    if rnd.random() < 0.25:
        plan.pigment_spots = rnd.randint(1, 8)
    plan.nevus = rnd.random() < 0.025
    return plan


def blob(rnd: random.Random, cx: float, cy: float, r: float, rough: float, stretch: float = 1.0, turn: float = 0.0, n: int = 14) -> np.ndarray:
    """An irregular closed outline (fixed point, 4 bits) of mean radius r about (cx, cy), pixels."""
    t = np.arange(n) * (2 * math.pi / n)
    rad = np.ones(n)
    for k in (2, 3, 5):
        rad += rnd.gauss(0, rough / k) * np.cos(k * t + rnd.uniform(0, 6.28))
    rad = np.clip(rad, 0.3, 2.0) * r
    s = math.sqrt(stretch)
    x, y = rad * np.cos(t) * s, rad * np.sin(t) / s
    c, d = math.cos(turn), math.sin(turn)
    return np.round(np.stack([cx + c * x - d * y, cy + d * x + c * y], 1) * 16).astype(np.int32)


class Painter:
    """Draws lesions on an eye: one u8 density plane per label, later turned into light and masks."""

    def __init__(self, rnd: random.Random, rng: np.random.Generator, eye: Eye) -> None:
        self.rnd, self.rng, self.eye = rnd, rng, eye
        self.frame = eye.frame
        size = self.frame.size
        self.planes = {label: np.zeros((size, size), np.uint8) for label in LABELS}
        self.used: set[str] = set()

    def _inside(self, p: tuple[float, float], margin: float = 0.96) -> bool:
        half = self.frame.size / 2
        if math.hypot(p[0] - half, p[1] - half) >= half * margin:
            return False
        return bool(self.eye.field[int(p[1]), int(p[0])])

    def _px(self, x: float, y: float) -> tuple[float, float]:
        p = self.frame.to_px(np.array([[x, y]]))[0]
        return float(p[0]), float(p[1])

    def spot(self, spread: float = 1.9, clear: float = 0.12) -> tuple[float, float] | None:
        """A place (px) in the field for a lesion, off the disc and the very pit; mostly in the posterior pole."""
        fx, fy = self.frame.fovea_eye
        for _ in range(12):
            if self.rnd.random() < 0.75:
                x, y = fx * 0.75 + self.rnd.gauss(0, spread), fy + self.rnd.gauss(0, spread)
            else:
                x, y = self.frame.centre_eye[0] + self.rnd.uniform(-1, 1) * self.frame.radius_dd, self.frame.centre_eye[1] + self.rnd.uniform(-1, 1) * self.frame.radius_dd
            if math.hypot(x, y) < 0.62 or math.hypot(x - fx, y - fy) < clear:
                continue
            p = self._px(x, y)
            if self._inside(p):
                return p
        return None

    def _fill(self, label: str, outline: np.ndarray, value: float) -> None:
        cv2.fillPoly(self.planes[label], [outline], int(value), cv2.LINE_AA, 4)
        self.used.add(label)

    def microaneurysms(self, count: int) -> None:
        rnd, dd = self.rnd, self.frame.dd
        seeds = [p for p in (self.spot() for _ in range(1 + count // 6)) if p]
        for _ in range(count):
            if seeds and rnd.random() < 0.55:
                sx, sy = rnd.choice(seeds)
                p = (sx + rnd.gauss(0, 0.35 * dd), sy + rnd.gauss(0, 0.35 * dd))
                if not self._free(p):
                    continue
            else:
                p = self.spot()
            if p:
                r = dd * rnd.uniform(0.012, 0.022)
                self._fill("microaneurysm", blob(rnd, *p, r, 0.18, rnd.uniform(1, 1.4), rnd.uniform(0, 3.2), 10), 255 * rnd.uniform(0.45, 0.95))

    def _free(self, p: tuple[float, float]) -> bool:
        if not self._inside(p):
            return False
        x, y = self.frame.to_eye(np.array([p]))[0]
        fx, fy = self.frame.fovea_eye
        return math.hypot(x, y) > 0.6 and math.hypot(x - fx, y - fy) > 0.08

    def haemorrhages(self, count: int, flames: float) -> None:
        rnd, dd = self.rnd, self.frame.dd
        seeds = [p for p in (self.spot(2.2) for _ in range(2 + count // 8)) if p]
        for _ in range(count):
            if seeds and rnd.random() < 0.4:
                sx, sy = rnd.choice(seeds)
                p = (sx + rnd.gauss(0, 0.5 * dd), sy + rnd.gauss(0, 0.5 * dd))
                if not self._free(p):
                    continue
            else:
                p = self.spot(2.2)
            if not p:
                continue
            value = 255 * rnd.uniform(0.5, 1.0)
            if rnd.random() < flames:
                self._flame(p, value)
            elif rnd.random() < 0.55:  # dot
                self._fill("haemorrhage", blob(rnd, *p, dd * rnd.uniform(0.022, 0.045), 0.28, rnd.uniform(1, 1.5), rnd.uniform(0, 3.2)), value)
            else:  # blot: a few overlapping lobes
                r = dd * min(0.2, 0.04 * math.exp(rnd.gauss(0.2, 0.45)))
                for _ in range(rnd.randint(1, 4)):
                    q = (p[0] + rnd.gauss(0, 0.8) * r, p[1] + rnd.gauss(0, 0.8) * r)
                    self._fill("haemorrhage", blob(rnd, *q, r * rnd.uniform(0.5, 1.1), 0.5, rnd.uniform(1, 2.2), rnd.uniform(0, 3.2), 18), value)

    def _flow(self, p: tuple[float, float]) -> float:
        """Direction (radians, px) of the nerve fibres at p."""
        x, y = self.frame.to_eye(np.array([p]))[0]
        eps = 0.05
        a = [float(fibre_angle(np.float32(x + dx), np.float32(y + dy))) for dx, dy in ((eps, 0), (-eps, 0), (0, eps), (0, -eps))]
        gx, gy = a[0] - a[1], a[2] - a[3]
        q = self.frame._axes @ np.array([-gy, gx])
        return math.atan2(q[1], q[0])

    def _flame(self, p: tuple[float, float], value: float) -> None:
        rnd, dd = self.rnd, self.frame.dd
        turn = self._flow(p)
        length = dd * rnd.uniform(0.08, 0.32)
        c, s = math.cos(turn), math.sin(turn)
        for _ in range(rnd.randint(3, 9)):
            along, across = rnd.gauss(0, 0.28) * length, rnd.gauss(0, 0.11) * length
            q = (p[0] + c * along - s * across, p[1] + s * along + c * across)
            r = length * rnd.uniform(0.12, 0.22)
            self._fill("haemorrhage", blob(rnd, *q, r, 0.25, rnd.uniform(3, 8), turn + rnd.gauss(0, 0.1), 16), value * rnd.uniform(0.75, 1))

    def exudates(self, clusters: int, near: bool) -> None:
        rnd, dd = self.rnd, self.frame.dd
        fx, fy = self.frame.fovea_eye
        for k in range(clusters):
            if k == 0 or rnd.random() < 0.5:
                far = rnd.uniform(0.15, 1.0) if near else rnd.uniform(1.3, 2.4)
                a = rnd.uniform(0, 6.28)
                centre = self._px(fx + far * math.cos(a), fy + far * math.sin(a))
                if not self._inside(centre):
                    continue
            else:
                spot = self.spot(1.6, clear=1.2 if not near else 0.1)
                if spot is None:
                    continue
                centre = spot
            shape = rnd.random()
            value = 255 * rnd.uniform(0.6, 1.0)
            count = int(3 + rnd.expovariate(1 / 22))
            grain = rnd.uniform(0.010, 0.019)
            radius = dd * rnd.uniform(0.18, 0.65)
            gap = rnd.uniform(0, 6.28)
            star = near and shape > 0.85
            strength = rnd.uniform(0.35, 0.6)
            lumps = [(rnd.gauss(0, radius * 0.7), rnd.gauss(0, radius * 0.7)) for _ in range(1 + count // 9)]
            for _ in range(count):
                if shape < 0.35:  # circinate ring with a gap
                    a = gap + rnd.uniform(0.5, 5.9)
                    rr = radius * rnd.gauss(1, 0.12)
                    x, y = centre[0] + rr * math.cos(a), centre[1] + rr * math.sin(a)
                elif star:
                    a = rnd.randint(0, 15) * 6.28 / 16 + gap + rnd.gauss(0, 0.05)
                    rr = dd * rnd.uniform(0.14, 0.75)
                    f = self.frame.fovea_px
                    x, y = f[0] + rr * math.cos(a), f[1] + rr * math.sin(a)
                else:
                    lx, ly = rnd.choice(lumps)
                    x, y = centre[0] + lx + rnd.gauss(0, radius * 0.28), centre[1] + ly + rnd.gauss(0, radius * 0.28)
                if not self._free((x, y)):
                    continue
                ex, ey = self.frame.to_eye(np.array([(x, y)]))[0]
                if not near and math.hypot(ex - fx, ey - fy) < 1.12:
                    continue
                r = dd * min(0.11, grain * math.exp(rnd.gauss(0, strength)))
                turn, stretch = rnd.uniform(0, 3.2), rnd.uniform(1, 1.8)
                if star:
                    f = self.frame.fovea_px
                    turn, stretch = math.atan2(y - f[1], x - f[0]), rnd.uniform(2, 5)
                pieces = 1 if r < dd * 0.018 else rnd.randint(2, 5)
                for _ in range(pieces):
                    q = (x + rnd.gauss(0, 1.1) * r * (pieces > 1), y + rnd.gauss(0, 1.1) * r * (pieces > 1))
                    self._fill("hard_exudate", blob(rnd, *q, r * rnd.uniform(0.6, 1), 0.5, stretch, turn, 12), value * rnd.uniform(0.6, 1))

    def cotton_wool(self, count: int) -> None:
        rnd, dd = self.rnd, self.frame.dd
        fx, fy = self.frame.fovea_eye
        points = self.eye.vessel_points
        for _ in range(count):
            p = None
            for _ in range(15):
                if points is None or not len(points):
                    break
                x, y, _ = points[rnd.randrange(len(points))]
                q = (x + rnd.gauss(0, 0.25) * dd, y + rnd.gauss(0, 0.25) * dd)
                ex, ey = self.frame.to_eye(np.array([q]))[0]
                if self._inside(q, 0.93) and 0.75 < math.hypot(ex, ey) < 3.6 and math.hypot(ex - fx, ey - fy) > 0.6:
                    p = q
                    break
            if p is None:
                continue
            turn = self._flow(p) + math.pi / 2
            r = dd * rnd.uniform(0.05, 0.14)
            value = 255 * rnd.uniform(0.55, 1)
            for _ in range(rnd.randint(2, 6)):
                q = (p[0] + rnd.gauss(0, 0.5) * r, p[1] + rnd.gauss(0, 0.5) * r)
                self._fill("cotton_wool_spot", blob(rnd, *q, r * rnd.uniform(0.5, 0.95), 0.45, rnd.uniform(1.0, 2.0), turn + rnd.gauss(0, 0.5), 16), value)

    def preretinal(self) -> None:
        """A boat-shaped bleed with a level top, or a dispersed one. Labelled as haemorrhage."""
        rnd, dd = self.rnd, self.frame.dd
        p = self.spot(1.8, 0.0)
        if p is None:
            return
        w, h = dd * rnd.uniform(0.5, 1.4), dd * rnd.uniform(0.3, 0.9)
        t = np.linspace(0, math.pi, 20)
        wob = 1 + 0.06 * np.cos(5 * t + rnd.uniform(0, 6)) + rnd.gauss(0, 0.05) * np.cos(3 * t)
        boat = np.stack([p[0] + w * np.cos(t), p[1] + h * np.sin(t) * wob], 1)
        if rnd.random() < 0.4:  # irregular pool
            boat = blob(rnd, *p, (w * h) ** 0.5, 0.5, rnd.uniform(1, 2), rnd.uniform(0, 3), 28) / 16
        self._fill("haemorrhage", np.round(boat * 16).astype(np.int32), 255 * rnd.uniform(0.85, 1))
        self.eye.signs.append("preretinal_haemorrhage")

    def commit(self) -> None:
        """Adds the drawn lesions to the light and sets the masks, clipped to the field."""
        eye, rnd, dd = self.eye, self.rnd, self.frame.dd
        size = self.frame.size
        for label in LABELS:
            eye.masks[label] = np.zeros((size, size), bool)
        rough = None
        for label in ("haemorrhage", "microaneurysm", "cotton_wool_spot", "hard_exudate"):
            if label not in self.used:
                continue
            plane = self.planes[label]
            ys, xs = np.nonzero(plane.any(1))[0], np.nonzero(plane.any(0))[0]
            if not len(ys):
                continue
            m = int(dd * 0.25) + 4
            y0, y1 = max(0, ys[0] - m), min(size, ys[-1] + m)
            x0, x1 = max(0, xs[0] - m), min(size, xs[-1] + m)
            view, part = eye.light[:, y0:y1, x0:x1], plane[y0:y1, x0:x1]
            a = part.astype(np.float32) * np.float32(1 / 255)
            if label == "haemorrhage":
                if rough is None:
                    rough = noise.smooth(self.rng, max(part.shape), max(part.shape) / dd * 9)
                a = noise.blur(a, dd * rnd.uniform(0.006, 0.014)) * (1 + 0.16 * rough[: part.shape[0], : part.shape[1]])
                add(view, a, (-0.42, -0.95, -0.45), rnd.uniform(0.75, 1.1))
            elif label == "microaneurysm":
                a = noise.blur(a, max(0.55, dd * 0.0055))
                add(view, a, (-0.33, -0.80, -0.38), rnd.uniform(0.75, 1.15))
            elif label == "cotton_wool_spot":
                wool = 1 + 0.3 * noise.smooth(self.rng, max(part.shape), max(part.shape) / dd * 12)[: part.shape[0], : part.shape[1]]
                a = np.clip(noise.blur(a, dd * rnd.uniform(0.022, 0.04)) * wool, 0, 1.1)
                top = self._paper(view, (0.05, 0.62, 0.95))
                for c in range(3):
                    view[c] += a * 0.75 * np.clip(top[c] - view[c], 0, None)
            else:
                a = noise.blur(a, max(0.55, dd * rnd.uniform(0.004, 0.007)))
                a = a + 0.18 * noise.blur(a, dd * 0.04)
                top = self._paper(view, (0.24, 0.86, rnd.uniform(0.5, 1.1)))
                for c in range(3):
                    view[c] += np.minimum(a, 1) * 0.92 * np.clip(top[c] - view[c], 0, None)
            floor = 70
            eye.masks[label] = (plane > floor) & eye.field
        eye.masks["microaneurysm"] &= ~eye.masks["haemorrhage"]

    def _paper(self, view: np.ndarray, lift: tuple[float, float, float]) -> np.ndarray:
        """Log colour of an opaque pale lesion: the surroundings lifted."""
        return np.array([float(view[c][::7, ::7].mean()) + lift[c] for c in range(3)])

    def distractors(self, plan: Plan) -> None:
        """Drusen, laser scars, pigment, nevus: drawn, and not labelled as diabetic lesions."""
        rnd, dd, frame, eye = self.rnd, self.frame.dd, self.frame, self.eye
        size = frame.size
        fx, fy = frame.fovea_eye
        if plan.drusen:
            plane = np.zeros((size, size), np.uint8)
            confluent = rnd.random() < 0.3
            big = rnd.uniform(0.012, 0.05)
            for _ in range(plan.drusen):
                p = self._px(fx + rnd.gauss(0, 0.85), fy + rnd.gauss(0, 0.75))
                if self._inside(p):
                    r = dd * big * math.exp(rnd.gauss(0, 0.4))
                    cv2.fillPoly(plane, [blob(rnd, *p, r, 0.25 if not confluent else 0.5)], int(255 * rnd.uniform(0.4, 1)), cv2.LINE_AA, 4)
            a = noise.blur(plane.astype(np.float32) / 255, max(0.8, dd * big * 0.3))
            add(eye.light, a, (0.14, 0.34, 0.30), rnd.uniform(0.5, 1.1))
            eye.signs.append("drusen")
        if plan.scars:
            pale, dark = np.zeros((size, size), np.uint8), np.zeros((size, size), np.uint8)
            r0 = dd * rnd.uniform(0.05, 0.12)
            for _ in range(plan.scars):
                a, d = rnd.uniform(0, 6.28), rnd.uniform(1.6, 5.5)
                p = self._px(fx + d * math.cos(a), fy + d * math.sin(a))
                ex, ey = frame.to_eye(np.array([p]))[0]
                if not self._inside(p) or math.hypot(ex, ey) < 1.1:
                    continue
                r = r0 * rnd.uniform(0.6, 1.3)
                cv2.fillPoly(pale, [blob(rnd, *p, r, 0.22)], int(255 * rnd.uniform(0.4, 1)), cv2.LINE_AA, 4)
                if rnd.random() < 0.7:
                    cv2.fillPoly(dark, [blob(rnd, p[0] + rnd.gauss(0, 0.3) * r, p[1] + rnd.gauss(0, 0.3) * r, r * rnd.uniform(0.25, 0.7), 0.6)], int(255 * rnd.uniform(0.3, 1)), cv2.LINE_AA, 4)
            add(eye.light, noise.blur(pale.astype(np.float32) / 255, dd * 0.012), (0.18, 0.50, 0.45), rnd.uniform(0.4, 1.1))
            add(eye.light, noise.blur(dark.astype(np.float32) / 255, dd * 0.008), (-0.65, -0.75, -0.45), rnd.uniform(0.4, 1.2))
            eye.signs.append("laser_scars")
        if plan.pigment_spots or plan.nevus:
            dark = np.zeros((size, size), np.uint8)
            for _ in range(plan.pigment_spots):
                p = self.spot(2.6)
                if p:
                    cv2.fillPoly(dark, [blob(rnd, *p, dd * rnd.uniform(0.012, 0.05), 0.4)], int(255 * rnd.uniform(0.2, 0.7)), cv2.LINE_AA, 4)
            soft = 0.008
            if plan.nevus and (p := self.spot(2.6)):
                cv2.fillPoly(dark, [blob(rnd, *p, dd * rnd.uniform(0.25, 0.7), 0.2, rnd.uniform(1, 1.5), 0.5, 24)], int(255 * rnd.uniform(0.4, 0.8)), cv2.LINE_AA, 4)
                eye.signs.append("nevus")
                soft = 0.03
            add(eye.light, noise.blur(dark.astype(np.float32) / 255, dd * soft), (-0.55, -0.50, -0.15), 1.0)

    def tufts(self, kind: str) -> None:
        """Fine lacy new vessels (on the disc or along an arcade), or IRMA between vessels. Not in any map."""
        rnd, dd, frame, eye = self.rnd, self.frame.dd, self.frame, self.eye
        plane = np.zeros((frame.size, frame.size), np.uint8)
        drawn = False
        for _ in range(1 if kind == "neovascular" else rnd.randint(2, 4)):
            if kind == "neovascular" and rnd.random() < 0.45:
                centre = self._px(rnd.gauss(0, 0.25), rnd.gauss(0, 0.3))
                if not self._inside(centre):
                    centre = self.spot(1.6, 0.8)
            else:
                centre = self.spot(1.7, 0.8)
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
                cv2.polylines(plane, [np.round(np.array(pts) * 16).astype(np.int32)], False, int(255 * rnd.uniform(0.35, 0.8)), thick, cv2.LINE_AA, 4)
        if drawn:
            add(eye.light, noise.blur(plane.astype(np.float32) / 255, max(0.6, dd * 0.005)), (-0.26, -0.68, -0.42), rnd.uniform(0.7, 1.1))
            eye.signs.append("neovascularisation" if kind == "neovascular" else "irma")


def paint(rnd: random.Random, rng: np.random.Generator, eye: Eye, plan: Plan) -> None:
    """Draws the whole plan over the eye; sets the four lesion masks and appends signs."""
    painter = Painter(rnd, rng, eye)
    painter.distractors(plan)
    if plan.irma:
        painter.tufts("irma")
    if plan.neovascular:
        painter.tufts("neovascular")
    painter.haemorrhages(plan.haemorrhages, plan.flames)
    if plan.preretinal:
        painter.preretinal()
    painter.microaneurysms(plan.microaneurysms)
    painter.cotton_wool(plan.cotton_wool)
    painter.exudates(plan.exudate_clusters, plan.exudate_near)
    painter.commit()
