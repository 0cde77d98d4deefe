"""Retinal vessel trees: grown from the disc along the arcades, branching with Murray's law, and drawn.

Eye coordinates: units of one disc diameter, origin at the disc's centre, +x temporal, +y down.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field

import cv2
import numpy as np

from .frame import Frame

STEP = 0.05  # disc diameters
CELL = 0.045
HALF = 9.0
COARSE = 0.12
THINNEST = 0.0105  # disc diameters; about 16 µm for a disc of 1.5 mm
ARCH = 0.45  # curvature of the temporal arcades


@dataclass
class Vessel:
    """One unbranched run: points [n,2] in eye coordinates, widths [n] in disc diameters."""

    kind: str  # "artery" or "vein"
    points: np.ndarray
    widths: np.ndarray
    depth: int
    beaded: np.ndarray | None = None  # indices of the points where the wall is beaded


@dataclass
class _Bud:
    x: float
    y: float
    heading: float
    width: float
    mode: str
    depth: int
    parent: int
    life: float
    bend: float = ARCH


@dataclass
class Style:
    """What differs between the vessels of two eyes."""

    tortuosity: float = 1.0
    calibre: float = 1.0
    artery_vein: float = 0.74
    density: float = 1.0
    beaded_quadrants: frozenset[int] = field(default_factory=frozenset)


def _wrap(a: float) -> float:
    return (a + math.pi) % (2 * math.pi) - math.pi


def _cell(x: float, y: float, side: float = CELL) -> int:
    return int((y + HALF) / side) * 4096 + int((x + HALF) / side)


def grow_tree(rnd: random.Random, frame: Frame, style: Style, kind: str, others: dict[int, float]) -> list[Vessel]:
    """Grows all vessels of one kind. Same-kind vessels do not cross; the foveal avascular zone stays free.

    `others` maps coarse cells to the heading of the vessel there, of either kind; a twig does not run along another.
    """
    fx, fy = frame.fovea_eye
    cx, cy = frame.centre_eye
    reach = frame.radius_dd + 0.3
    calibre = style.calibre * (0.088 if kind == "vein" else 0.088 * style.artery_vein)
    taken: dict[int, int] = {}
    vessels: list[Vessel] = []
    faz = rnd.uniform(0.17, 0.30)
    buds: list[_Bud] = []
    hub_x, hub_y = frame.hub
    # Two temporal arcades, two nasal trunks, and a few small vessels straight off the disc.
    lean = rnd.uniform(-4, 4)
    for sign in (-1, 1):
        hub_x, hub_y = frame.hub[0] + rnd.gauss(0, 0.05), frame.hub[1] + sign * rnd.uniform(0.0, 0.10)
        spread = rnd.gauss(0, 7) + lean + (11 if kind == "artery" else 0) * rnd.choice((-1, 1))
        share = rnd.uniform(0.9, 1.08)
        angle = math.radians(rnd.uniform(74, 96) + spread)
        buds.append(_Bud(hub_x, hub_y, sign * angle, calibre * share, "arcade", 0, -1, 99, ARCH * rnd.uniform(0.72, 1.25)))
        angle = math.radians(rnd.uniform(112, 150) + spread)
        fork = rnd.uniform(0.05, 0.28)
        buds.append(_Bud(hub_x, hub_y + sign * fork, sign * angle, calibre * rnd.uniform(0.6, 0.85), "radial", 0, -1, 99, rnd.uniform(-0.1, 0.1)))
        if rnd.random() < 0.75:
            angle = math.radians(rnd.uniform(38, 66))
            buds.append(_Bud(hub_x, hub_y, sign * angle, calibre * rnd.uniform(0.3, 0.5), "inner", 1, -1, 99))
    for _ in range(rnd.randint(1, 3)):
        buds.append(_Bud(hub_x, hub_y, math.radians(rnd.uniform(155, 205)), calibre * rnd.uniform(0.25, 0.5), "radial", 1, -1, 99))
    for _ in range(rnd.randint(1, 3)):
        buds.append(
            _Bud(hub_x + 0.25, hub_y + rnd.uniform(-0.2, 0.2), math.radians(rnd.uniform(-35, 35)), calibre * rnd.uniform(0.16, 0.28), "inner", 2, -1, 99)
        )

    while buds and len(vessels) < 160:
        # Wide vessels first: small ones give way to them.
        buds.sort(key=lambda b: b.width)
        bud = buds.pop()
        me = len(vessels)
        x, y, h, w = bud.x, bud.y, bud.heading, bud.width
        xs, ys, ws = [x], [y], [w]
        drift = 0.0
        wave = 0.055 * style.tortuosity * (0.75 if bud.mode == "arcade" else 1.0 if w > 0.03 else 2.5)
        beside = 0
        age = 0.0
        first = 0.75 if bud.depth == 0 else 0.4
        gap = rnd.uniform(first, first + 0.8)
        side = rnd.choice((-1, 1))
        if bud.mode == "arcade":
            side = 1 if h < 0 else -1
        life = bud.life
        ended = False
        trail: list[tuple[int, float]] = []
        while age < life:
            if bud.mode == "arcade":
                sign = 1.0 if y > 0 or (y == 0 and h > 0) else -1.0
                ay = max(abs(y), 0.12)
                k = max(-0.55, 1.0 - 0.27 * max(x, 0.0))
                target = math.atan2(sign * k, max(x / ay, -0.4) + bud.bend * 2 * ay * 0.5) if age > 0.35 else h
                pull = 0.16
            elif bud.mode == "inner":
                dx, dy = fx - x, fy - y
                target, pull = math.atan2(dy, dx), 0.03
                if math.hypot(dx, dy) < 0.9:
                    pull = 0.05
            elif bud.mode == "radial":
                target, pull = math.atan2(y - 0.15 * math.copysign(1, y), x - 0.2) + bud.bend, 0.04
            else:
                target, pull = math.atan2(y - 0.6 * fy, x - 0.35 * fx), 0.035
            if abs(_wrap(target - h)) > 1.5:  # no vessel turns back on its way
                pull = max(pull, 0.09)
            drift = (0.86 if w > 0.03 else 0.72) * drift + rnd.gauss(0, wave)
            h = _wrap(h + pull * _wrap(target - h) + drift * 0.55)
            nx, ny = x + STEP * math.cos(h), y + STEP * math.sin(h)
            df = math.hypot(nx - fx, ny - fy)
            astray = bud.mode == "inner" and df < 1.0 and abs(_wrap(math.atan2(fy - ny, fx - nx) - h)) > 1.1
            if df < faz or astray:  # twigs run towards the pit and stop before it; none circles it
                ended = True
                break
            if df < 1.3 and w > 0.026:  # only twigs reach the macula
                away = math.atan2(ny - fy, nx - fx)
                h = _wrap(h + 0.10 * _wrap(away - h))
                if df < 0.8:
                    ended = True
                    break
            if math.hypot(nx, ny) > 0.55:
                ahead = taken.get(_cell(nx + 2 * STEP * math.cos(h), ny + 2 * STEP * math.sin(h)))
                if ahead is not None and ahead != me and (ahead != bud.parent or age > 0.4):
                    for turn in (0.7, -0.7):
                        if taken.get(_cell(nx + 2 * STEP * math.cos(h + turn), ny + 2 * STEP * math.sin(h + turn))) is None:
                            h = _wrap(h + turn * 0.6)
                            nx, ny = x + STEP * math.cos(h), y + STEP * math.sin(h)
                            break
                    else:
                        ended = True
                        break
            x, y = nx, ny
            age += STEP
            w *= 0.998
            near_by = _cell(x, y, COARSE)
            met = others.get(near_by)
            if met is not None and age > 0.45 and abs(math.sin(met - h)) < 0.5:
                beside += 1
                if beside > (3 if w < 0.03 else 14) and bud.depth > 0:
                    ended = True
                    break
            elif met is None:
                beside = 0
                trail.append((near_by, h))
            xs.append(x)
            ys.append(y)
            ws.append(w)
            if age > 0.1:
                taken[_cell(x, y)] = me
            if (x - cx) ** 2 + (y - cy) ** 2 > reach * reach or w < THINNEST:
                break
            if age > gap and math.hypot(x, y) > 0.5:
                rich = 0.72 if bud.depth == 0 else 0.85 if w > 0.03 else 1.0
                gap = age + rnd.uniform(0.4, 1.6) * rich / style.density
                ratio = rnd.uniform(0.55, 0.95)
                if bud.depth == 0:  # a trunk gives off small twigs, and seldom forks
                    ratio = rnd.uniform(0.7, 0.95) if rnd.random() < 0.16 else rnd.uniform(0.25, 0.55)
                keep = w * (1 + ratio**3) ** (-1 / 3)  # Murray: parent³ = sum of children³
                child = keep * ratio
                if rnd.random() < 0.3:
                    side = -side
                open_angle = math.radians(rnd.uniform(32, 62)) * (1.1 - 0.35 * ratio)
                ch = _wrap(h + side * open_angle)
                h = _wrap(h - side * open_angle * 0.42 * ratio**2)
                w = keep
                if child > THINNEST:
                    to_fovea = abs(_wrap(math.atan2(fy - y, fx - x) - ch))
                    near = math.hypot(x - fx, y - fy) < 3.0 and x > 0.1
                    mode = "inner" if to_fovea < 1.15 and near and child < 0.034 else "outer"
                    reach_of = 0.35 + 44 * child * rnd.uniform(0.6, 1.4)
                    buds.append(_Bud(x, y, ch, child, mode, bud.depth + 1, me, reach_of))
                side = -side
        others.update(trail)
        if len(xs) < 5:
            continue
        points = np.stack([xs, ys], 1).astype(np.float32)
        widths = np.asarray(ws, np.float32)
        start = min(5, len(xs) - 1)
        if bud.parent < 0:
            widths[:start] *= np.linspace(0.6, 1, start, dtype=np.float32)
        if ended or age >= life:
            n = min(16, len(xs) - 1)
            widths[-n:] *= np.linspace(1, 0.2, n, dtype=np.float32)
        beaded = None
        if style.beaded_quadrants and kind == "vein" and widths[0] > 0.03:
            quad = (points[:, 0] > fx).astype(int) + 2 * (points[:, 1] > fy)
            hit = np.isin(quad, list(style.beaded_quadrants)) & (np.hypot(points[:, 0], points[:, 1]) > 0.9)
            if hit.sum() > 8:
                beaded = np.nonzero(hit)[0]
                phase = np.cumsum(rnd.uniform(0.75, 1.1) * (0.8 + 0.4 * np.sin(np.arange(len(xs)) * 0.37)))
                widths *= np.where(hit, 1 + 0.33 * np.sin(phase), 1).astype(np.float32)
        vessels.append(Vessel(kind, points, widths, bud.depth, beaded))
    return vessels


@dataclass
class VesselMaps:
    """Drawn vessels: densities and reflex u8 [S,S] (255 = full), mask bool [S,S]."""

    vein: np.ndarray
    artery: np.ndarray
    reflex: np.ndarray
    mask: np.ndarray


def outline(px: np.ndarray, half: np.ndarray) -> np.ndarray:
    """Closed polygon (fixed point, 4 bits) round a centre line px [n,2] with half widths [n] in pixels."""
    tangent = np.gradient(px, axis=0)
    tangent /= np.maximum(np.hypot(tangent[:, 0], tangent[:, 1]), 1e-6)[:, None]
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], 1) * half[:, None]
    return np.round(np.concatenate([px + normal, (px - normal)[::-1]]) * 16).astype(np.int32)


def draw(vessels: list[Vessel], frame: Frame, reflex_strength: float, copper: float = 0.0, run: int | None = None) -> VesselMaps:
    """Draws veins first and arteries over them, as they mostly cross; `copper` is reflex that arteries alone have.
    Contrast follows the width of every `run` points, or of the whole vessel."""
    size = frame.size
    planes = np.zeros((size, size, 3), np.uint8)  # vein, artery, reflex
    mask = np.zeros((size, size), np.uint8)
    for vessel in sorted(vessels, key=lambda v: (v.kind == "artery", v.widths[0])):
        px = frame.to_px(vessel.points)
        keep = np.hypot(px[:, 0] - size / 2, px[:, 1] - size / 2) < size * 0.53
        if keep.sum() < 3:
            continue
        w = vessel.widths * frame.dd
        whole = float(w[keep].mean())
        for at in range(0, len(w) - 2, run or len(w)):
            part = slice(at, at + run + 2 if run and at + run + 3 < len(w) else len(w))
            mean = float(w[part].mean()) if run else whole
            strong = 0.19 + 0.81 * min(1.0, mean / (0.058 * frame.dd))
            if mean < 1.3:
                strong *= 0.45 + 0.55 * mean / 1.3
            value = 255 * strong
            colour = (value, 0, 0) if vessel.kind == "vein" else (0, value, 0)
            cv2.fillPoly(planes, [outline(px[part], np.maximum(w[part], 0.9) / 2)], colour, cv2.LINE_AA, 4)
            if part.stop == len(w):
                break
        mean = whole
        shine = reflex_strength + copper if vessel.kind == "artery" else 0.35 * reflex_strength
        if mean > 3.5 and shine > 0.05:
            value = min(255.0, 255 * shine * min(1.0, (mean - 3.4) / 10 if run else (mean - 2.5) / 7))
            cv2.fillPoly(planes, [outline(px, w * 0.16)], (0, 0, value), cv2.LINE_AA, 4)
        if mean > 0.95:
            cv2.fillPoly(mask, [outline(px, np.maximum(w, 1.8) / 2)], 255, cv2.LINE_8, 4)
    vein, artery, reflex = cv2.split(planes)
    return VesselMaps(vein, artery, reflex, mask > 0)
