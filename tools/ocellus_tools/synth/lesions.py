"""The painter of lesions, and diabetic ones with the sizes and company they keep."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import cv2
import numpy as np

from . import bleeding, glints, lookalikes, macula, noise, scars
from .anatomy import Eye, add
from .case import Case
from .frame import fibre_angle
from .plan import Plan
from .shapes import blob

LABELS = ("microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot")
MARKED = ("drusen", "retinal_scar", "neovascularisation")


class Painter:
    """Draws lesions on an eye: one u8 density plane per label, later turned into light and masks."""

    def __init__(self, rnd: random.Random, rng: np.random.Generator, eye: Eye, fine: bool) -> None:
        self.rnd, self.rng, self.eye, self.fine = rnd, rng, eye, fine
        self.frame = eye.frame
        size = self.frame.size
        self.planes = {label: np.zeros((size, size), np.uint8) for label in LABELS}
        self.used: set[str] = set()
        for label in MARKED:
            eye.masks[label] = np.zeros((size, size), bool)

    def inside(self, p: tuple[float, float], margin: float = 0.96) -> bool:
        """Whether p (px) lies in the field, `margin` of the radius at most from its centre."""
        half = self.frame.size / 2
        if math.hypot(p[0] - half, p[1] - half) >= half * margin:
            return False
        return bool(self.eye.field[int(p[1]), int(p[0])])

    def px(self, x: float, y: float) -> tuple[float, float]:
        """Eye coordinates to pixels."""
        p = self.frame.to_px(np.array([[x, y]]))[0]
        return float(p[0]), float(p[1])

    def spot(self, spread: float = 1.9, clear: float = 0.12) -> tuple[float, float] | None:
        """A place (px) in the field for a lesion, off the disc and the very pit; mostly in the posterior pole."""
        fx, fy = self.frame.fovea_eye
        for _ in range(12):
            if self.rnd.random() < 0.75:
                x, y = fx * 0.75 + self.rnd.gauss(0, spread), fy + self.rnd.gauss(0, spread)
            else:
                x, y = (
                    self.frame.centre_eye[0] + self.rnd.uniform(-1, 1) * self.frame.radius_dd,
                    self.frame.centre_eye[1] + self.rnd.uniform(-1, 1) * self.frame.radius_dd,
                )
            if math.hypot(x, y) < 0.62 or math.hypot(x - fx, y - fy) < clear:
                continue
            p = self.px(x, y)
            if self.inside(p):
                return p
        return None

    def around(self, plane: np.ndarray, margin: float) -> tuple[slice, slice] | None:
        """The window of what is drawn in `plane`, with a margin in disc diameters."""
        ys, xs = np.nonzero(plane.any(1))[0], np.nonzero(plane.any(0))[0]
        if not len(ys):
            return None
        m, size = int(self.frame.dd * margin) + 4, self.frame.size
        return slice(max(0, ys[0] - m), min(size, ys[-1] + m)), slice(max(0, xs[0] - m), min(size, xs[-1] + m))

    def window(self, x: float, y: float, reach: float) -> tuple[slice, slice] | None:
        """The window of the picture within `reach` disc diameters of a place in the eye."""
        (px, py), r, size = self.px(x, y), reach * self.frame.dd, self.frame.size
        ys, xs = slice(max(0, int(py - r)), min(size, int(py + r) + 1)), slice(max(0, int(px - r)), min(size, int(px + r) + 1))
        return (ys, xs) if ys.stop - ys.start > 8 and xs.stop - xs.start > 8 else None

    def grid(self, box: tuple[slice, slice]) -> tuple[np.ndarray, np.ndarray]:
        """Eye coordinates x, y of the pixels of a window."""
        inv = np.linalg.inv(self.frame.axes).astype(np.float32)
        u = np.arange(box[1].start, box[1].stop, dtype=np.float32)[None, :] - np.float32(self.frame.disc_px[0])
        v = np.arange(box[0].start, box[0].stop, dtype=np.float32)[:, None] - np.float32(self.frame.disc_px[1])
        return inv[0, 0] * u + inv[0, 1] * v, inv[1, 0] * u + inv[1, 1] * v

    def mark(self, label: str, plane: np.ndarray) -> None:
        """Sets a map of MARKED where a density plane is well filled, inside the field."""
        self.eye.masks[label] |= (plane > 70) & self.eye.field

    def fill(self, label: str, outline: np.ndarray, value: float) -> None:
        cv2.fillPoly(self.planes[label], [outline], int(value), cv2.LINE_AA, 4)
        self.used.add(label)

    def microaneurysms(self, count: int) -> None:
        rnd, dd = self.rnd, self.frame.dd
        seeds = [p for p in (self.spot() for _ in range(1 + count // 6)) if p]
        for _ in range(count):
            if seeds and rnd.random() < 0.55:
                sx, sy = rnd.choice(seeds)
                p = (sx + rnd.gauss(0, 0.35 * dd), sy + rnd.gauss(0, 0.35 * dd))
                if not self.free(p):
                    continue
            else:
                p = self.spot()
            if p:
                r = dd * rnd.uniform(0.012, 0.022)
                self.fill("microaneurysm", blob(rnd, *p, r, 0.18, rnd.uniform(1, 1.4), rnd.uniform(0, 3.2), 10), 255 * rnd.uniform(0.45, 0.95))

    def free(self, p: tuple[float, float]) -> bool:
        if not self.inside(p):
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
                if not self.free(p):
                    continue
            else:
                p = self.spot(2.2)
            if not p:
                continue
            value = 255 * rnd.uniform(0.5, 1.0)
            if rnd.random() < flames:
                self.flame(p, value)
            elif rnd.random() < 0.55:  # dot
                self.fill("haemorrhage", blob(rnd, *p, dd * rnd.uniform(0.022, 0.045), 0.28, rnd.uniform(1, 1.5), rnd.uniform(0, 3.2)), value)
            else:  # blot: a few overlapping lobes
                r = dd * min(0.2, 0.04 * math.exp(rnd.gauss(0.2, 0.45)))
                for _ in range(rnd.randint(1, 4)):
                    q = (p[0] + rnd.gauss(0, 0.6) * r, p[1] + rnd.gauss(0, 0.6) * r)
                    self.fill("haemorrhage", blob(rnd, *q, r * rnd.uniform(0.6, 1.1), 0.3, rnd.uniform(1, 1.6), rnd.uniform(0, 3.2), 18), value)

    def _flow(self, p: tuple[float, float]) -> float:
        """Direction (radians, px) of the nerve fibres at p."""
        x, y = self.frame.to_eye(np.array([p]))[0]
        eps = 0.05
        a = [float(fibre_angle(np.float32(x + dx), np.float32(y + dy))) for dx, dy in ((eps, 0), (-eps, 0), (0, eps), (0, -eps))]
        gx, gy = a[0] - a[1], a[2] - a[3]
        q = self.frame.axes @ np.array([-gy, gx])
        return math.atan2(q[1], q[0])

    def flame(self, p: tuple[float, float], value: float, long: float | None = None) -> None:
        """A splinter along the nerve fibres, `long` disc diameters."""
        rnd, dd = self.rnd, self.frame.dd
        turn = self._flow(p)
        length = dd * (long or rnd.uniform(0.08, 0.32))
        c, s = math.cos(turn), math.sin(turn)
        if self.fine:  # blood between the fibres: a sheaf of streaks, ragged at both ends
            for _ in range(rnd.randint(5, 8 + int(20 * length / dd))):
                along, across = rnd.gauss(0, 0.22) * length, rnd.gauss(0, 0.09) * length
                q = (p[0] + c * along - s * across, p[1] + s * along + c * across)
                r = max(0.9, length * rnd.uniform(0.07, 0.14))
                self.fill("haemorrhage", blob(rnd, *q, r, 0.2, rnd.uniform(6, 15), turn + rnd.gauss(0, 0.06), 16), value * rnd.uniform(0.6, 1))
            return
        for _ in range(rnd.randint(3, 9)):
            along, across = rnd.gauss(0, 0.28) * length, rnd.gauss(0, 0.11) * length
            q = (p[0] + c * along - s * across, p[1] + s * along + c * across)
            r = length * rnd.uniform(0.12, 0.22)
            self.fill("haemorrhage", blob(rnd, *q, r, 0.25, rnd.uniform(3, 8), turn + rnd.gauss(0, 0.1), 16), value * rnd.uniform(0.75, 1))

    def exudates(self, clusters: int, near: bool) -> None:
        rnd, dd = self.rnd, self.frame.dd
        fx, fy = self.frame.fovea_eye
        massive = rnd.random() < 0.12
        for k in range(clusters):
            if k == 0 or rnd.random() < 0.5:
                far = rnd.uniform(0.15, 1.0) if near else rnd.uniform(1.3, 2.4)
                a = rnd.uniform(0, 6.28)
                centre = self.px(fx + far * math.cos(a), fy + far * math.sin(a))
                if not self.inside(centre):
                    continue
            else:
                spot = self.spot(1.6, clear=1.2 if not near else 0.1)
                if spot is None:
                    continue
                centre = spot
            shape = rnd.random()
            value = 255 * rnd.uniform(0.6, 1.0)
            count = int(4 + rnd.expovariate(1 / 38) * (3 if massive else 1))
            grain = rnd.uniform(0.009, 0.018)
            if self.fine:  # a few lumps among very many grains
                count, grain = int(count * rnd.uniform(1.5, 3)), grain * 0.62
            radius = dd * rnd.uniform(0.18, 0.65)
            gap = rnd.uniform(0, 6.28)
            star = near and shape > 0.94
            strength = rnd.uniform(0.35, 0.6) * (1.35 if self.fine else 1)
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
                if not self.free((x, y)):
                    continue
                ex, ey = self.frame.to_eye(np.array([(x, y)]))[0]
                if not near and math.hypot(ex - fx, ey - fy) < 1.12:
                    continue
                r = dd * min(0.11, grain * math.exp(rnd.gauss(0, strength)))
                turn, stretch = rnd.uniform(0, 3.2), rnd.uniform(1, 1.8)
                if star:
                    f = self.frame.fovea_px
                    turn, stretch, r = math.atan2(y - f[1], x - f[0]), rnd.uniform(1.2, 4), r * 0.7
                shade = 1 - 0.55 * rnd.random() ** 2
                pieces = 1 if r < dd * 0.018 else rnd.randint(2, 5)
                for _ in range(pieces):
                    q = (x + rnd.gauss(0, 0.75) * r * (pieces > 1), y + rnd.gauss(0, 0.75) * r * (pieces > 1))
                    self.fill("hard_exudate", blob(rnd, *q, r * rnd.uniform(0.6, 1), 0.35, stretch, turn, 10), value * shade)

    def cotton_wool(self, count: int, allowed: Callable[[float, float], bool] | None = None) -> None:
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
                if self.inside(q, 0.93) and 0.75 < math.hypot(ex, ey) < 3.6 and math.hypot(ex - fx, ey - fy) > 0.6:
                    if allowed is not None and not allowed(float(ex), float(ey)):
                        continue
                    p = q
                    break
            if p is None:
                continue
            turn = self._flow(p) + math.pi / 2
            r = dd * rnd.uniform(0.05, 0.14)
            value = 255 * rnd.uniform(0.55, 1)
            for _ in range(rnd.randint(2, 6)):
                q = (p[0] + rnd.gauss(0, 0.5) * r, p[1] + rnd.gauss(0, 0.5) * r)
                self.fill("cotton_wool_spot", blob(rnd, *q, r * rnd.uniform(0.5, 0.95), 0.45, rnd.uniform(1.0, 2.0), turn + rnd.gauss(0, 0.5), 16), value)

    def preretinal(self) -> None:
        """A boat-shaped bleed with a level top, or a dispersed one. Labelled as haemorrhage."""
        rnd, dd = self.rnd, self.frame.dd
        p = self.spot(1.8, 0.0)
        if p is None:
            return
        w, h = dd * rnd.uniform(0.4, 1.2), dd * rnd.uniform(0.25, 0.8)
        t = np.linspace(0, 2 * math.pi, 40, endpoint=False)
        x, y = w * np.cos(t), h * np.sin(t)
        level = -h * rnd.uniform(0.0, 0.5) if rnd.random() < 0.6 else -h  # blood settles: the top is level
        y = np.maximum(y, level + 0.06 * h * np.cos(3 * t + rnd.uniform(0, 6)))
        wob = 1 + sum(rnd.gauss(0, 0.28 / k) * np.cos(k * t + rnd.uniform(0, 6.28)) for k in (2, 3, 5, 7)) * np.clip(np.sin(t) + 0.4, 0, 1)
        turn = rnd.gauss(0, 0.12)
        boat = np.stack([p[0] + (x * math.cos(turn) - y * math.sin(turn)) * wob, p[1] + (x * math.sin(turn) + y * math.cos(turn)) * wob], 1)
        self.fill("haemorrhage", np.round(boat * 16).astype(np.int32), 255 * rnd.uniform(0.85, 1))
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
                    rough = noise.smooth(self.rng, max(part.shape), max(part.shape) / dd * 14)
                rough = rough[: part.shape[0], : part.shape[1]]
                a = noise.blur(a, dd * 0.014)
                a *= 1 / (1 + np.exp(-(a + 0.13 * rough * (a > 0.02) - 0.26) * 14))
                a = noise.blur(a, dd * rnd.uniform(0.004, 0.012)) * (1 + 0.10 * rough)
                add(view, a, (-0.17, -0.56, -0.20), rnd.uniform(0.5, 1.2))
            elif label == "microaneurysm":
                a = noise.blur(a, max(0.55, dd * 0.0055))
                add(view, a, (-0.12, -0.46, -0.30), rnd.uniform(0.55, 1.2))
            elif label == "cotton_wool_spot":
                wool = 1 + 0.3 * noise.smooth(self.rng, max(part.shape), max(part.shape) / dd * 12)[: part.shape[0], : part.shape[1]]
                a = np.clip(noise.blur(a, dd * rnd.uniform(0.022, 0.04)) * wool, 0, 1.1)
                top = self._paper(view, np.array([0.05, 0.52, 0.80]) * rnd.uniform(0.6, 1.15))
                for c in range(3):
                    view[c] += a * 0.75 * np.clip(top[c] - view[c], 0, None)
            else:
                a = noise.blur(a, max(0.55, dd * rnd.uniform(0.004, 0.007)))
                a = a + 0.18 * noise.blur(a, dd * 0.04)
                lift = np.array([0.19, 0.70, rnd.uniform(0.4, 0.9)])
                if self.fine:  # yellow wax
                    lift = np.array([0.22, 0.82, rnd.uniform(0.05, 0.75)])
                top = self._paper(view, lift * rnd.uniform(0.6, 1.45))
                for c in range(3):
                    view[c] += np.minimum(a, 1) * 0.92 * np.clip(top[c] - view[c], 0, None)
            if label == "haemorrhage":
                eye.masks[label][y0:y1, x0:x1] = (a > 0.22) & eye.field[y0:y1, x0:x1]
            else:
                eye.masks[label] = (plane > 70) & eye.field
        eye.masks["microaneurysm"] &= ~eye.masks["haemorrhage"]

    def _paper(self, view: np.ndarray, lift: np.ndarray) -> np.ndarray:
        """Log colour of an opaque pale lesion: the surroundings lifted."""
        return np.array([float(view[c][::7, ::7].mean()) + lift[c] for c in range(3)])


def paint(rnd: random.Random, rng: np.random.Generator, eye: Eye, plan: Plan, case: Case) -> None:
    """Draws the whole plan and case over the eye; sets all lesion masks and appends signs."""
    painter = Painter(rnd, rng, eye, case.fine)
    if case.glints:
        glints.paint(rnd, rng, eye, case.glints)
    scars.paint(painter, case)
    macula.paint(painter, case)
    lookalikes.distractors(painter, plan)
    if plan.irma:
        lookalikes.tufts(painter, "irma")
    if plan.neovascular:
        lookalikes.tufts(painter, "neovascular")
    painter.haemorrhages(plan.haemorrhages, plan.flames)
    if plan.preretinal:
        painter.preretinal()
    painter.microaneurysms(plan.microaneurysms)
    painter.cotton_wool(plan.cotton_wool)
    painter.exudates(plan.exudate_clusters, plan.exudate_near)
    bleeding.paint(painter, case)
    painter.commit()
