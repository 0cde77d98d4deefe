"""The healthy eye as light that is absorbed and reflected: background, macula, vessels.

The picture is kept as log reflectance L [3,S,S] (R,G,B planes, f32); each structure adds `map × colour`.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field

import cv2
import numpy as np

from . import choroid, glints, noise
from .bends import reshape
from .case import Case
from .frame import Frame, fibre_angle
from .vessels import Style, Vessel, VesselMaps, draw, grow_tree

# Log reflectance that a full map adds, per R, G, B; set so that what is drawn has the contrast of photographs.
VEIN = (-0.25, -0.84, -0.66)
ARTERY = (-0.12, -0.62, -0.55)
REFLEX = (0.10, 0.34, 0.38)


@dataclass
class Eye:
    """An eye under construction: geometry, log reflectance, masks and what is known of it."""

    frame: Frame
    light: np.ndarray  # L [3,S,S]
    field: np.ndarray  # bool [S,S], inside the round field
    masks: dict[str, np.ndarray] = field(default_factory=dict)
    disc_box: tuple[float, float, float, float] = (0, 0, 0, 0)
    vertical_cup_disc: float = 0.0
    signs: list[str] = field(default_factory=list)
    vessel_points: np.ndarray | None = None  # [n,3]: x, y px and width px of larger vessels
    cup: tuple[float, float, float, float, float] | None = None  # centre x, y and half axes in disc diameters, turn; eye coordinates
    facts: dict[str, float] = field(default_factory=dict)  # what was drawn, measured; see conditions.py


def add(light: np.ndarray, image: np.ndarray, colour: tuple[float, float, float] | np.ndarray, scale: float = 1.0) -> None:
    """L += scale · image ⊗ colour, in place."""
    for c in range(3):
        cv2.scaleAdd(image, float(colour[c]) * scale, light[c], light[c])


def replace(light: np.ndarray, alpha: np.ndarray, log_colour: tuple[float, float, float]) -> None:
    """L = (1-α)·L + α·colour, in place: something opaque lies over what is there."""
    for c in range(3):
        light[c] += alpha * (np.float32(log_colour[c]) - light[c])


def base_colour(rnd: random.Random, wanted: str | None = None) -> tuple[np.ndarray, str]:
    """Mean R, G, B (0–255) of the fundus as one camera and eye would give it, and the style's name."""
    style = rnd.choices(("orange", "pink", "red", "neutral", "green", "dark"), (32, 22, 18, 14, 6, 8))[0]
    style = wanted or style
    red, gr, br = {
        "orange": ((145, 218), (0.38, 0.56), (0.03, 0.16)),
        "pink": ((155, 212), (0.44, 0.58), (0.22, 0.42)),
        "red": ((140, 235), (0.25, 0.42), (0.02, 0.12)),
        "neutral": ((140, 205), (0.50, 0.64), (0.20, 0.42)),
        "green": ((100, 150), (0.62, 0.90), (0.18, 0.45)),
        "dark": ((75, 125), (0.36, 0.55), (0.08, 0.35)),
        "scarlet": ((190, 310), (0.20, 0.36), (0.02, 0.07)),  # red burns out, as on many photographs of children
    }[style]
    r = rnd.uniform(*red)
    return np.array([r, r * rnd.uniform(*gr), r * rnd.uniform(*br)], np.float32), style


def background(rnd: random.Random, rng: np.random.Generator, frame: Frame, mean: np.ndarray, eye_signs: list[str], case: Case) -> np.ndarray:
    """L of the fundus without vessels and disc. Low frequencies are drawn small and enlarged."""
    size = frame.size
    n = 256
    x, y = frame.grid(n)
    fx, fy = frame.fovea_eye
    d2 = (x - fx) ** 2 + (y - fy) ** 2
    r_disc = np.hypot(x, y)
    small = np.empty((3, n, n), np.float32)
    for c in range(3):
        small[c] = math.log(mean[c] / 255)
    blotch = noise.fractal(rng, n, 3 * frame.radius_dd / 3, 4, 0.62)
    add(small, blotch, (0.05, 0.085, 0.10), rnd.uniform(0.3, 1.15))
    warm = noise.fractal(rng, n, 4, 3, 0.6)
    add(small, warm, (0.03, -0.035, -0.05), rnd.uniform(0, 1.1))
    # Macula: pigment epithelium and xanthophyll darken it; the pit is darkest.
    depth = rnd.uniform(0.3, 1.35)
    wide = np.exp(-d2 / (2 * rnd.uniform(0.6, 0.95) ** 2))
    core = np.exp(-d2 / (2 * rnd.uniform(0.20, 0.36) ** 2))
    tint = np.array([-0.17, -0.26, -0.32]) + np.array([-0.10, -0.05, 0.02]) * rnd.uniform(-1, 1)
    add(small, wide, tint, depth * 0.75)
    add(small, core, tint, depth * rnd.uniform(0.7, 1.35))
    pit = np.exp(-d2 / (2 * rnd.uniform(0.07, 0.12) ** 2))
    add(small, pit, (-0.05, -0.16, -0.10), depth * rnd.uniform(0, 1.3))
    # Nerve fibres make the peripapillary retina and the arcades lighter.
    angle = fibre_angle(x, y)
    bundle = np.exp(-(((np.abs(angle) - 1.25) / 0.55) ** 2)) + 0.3
    sheen = rnd.uniform(0.0, 1.0) ** 1.5 if case.sheen is None else case.sheen
    layer = bundle * np.exp(-((r_disc / rnd.uniform(1.6, 2.6)) ** 1.4))
    add(small, layer, (0.10, 0.26, 0.34), 0.35 + 0.75 * sheen)
    light = np.stack([noise.grow(plane, size) for plane in small])

    # Choroid: light ribbons between darker pigment, strongest far from the macula and in fair or myopic eyes.
    tessellated = rnd.random() < 0.22
    strength = rnd.uniform(0.45, 1.0) if tessellated else rnd.uniform(0.0, 0.25)
    if case.tessellation is not None:
        strength, tessellated = case.tessellation, case.tessellation >= 0.45
    if tessellated:
        eye_signs.append("tessellation")
    m = size // 2
    if strength > 0.06:
        ribbons = choroid.network(rng, rnd, frame, m) if case.fine else _choroid(rng, rnd, frame, m)
        add(light, noise.grow(ribbons, size), (0.24, 0.34, 0.12), strength)
    if sheen > 0.05:
        streaks = glints.fibres(rng, rnd, frame, m, sheen) if case.fine else _fibres(rng, rnd, frame, m, sheen)
        add(light, noise.grow(streaks, size), (0.05, 0.12, 0.16), 1.0)
    mottle = noise.fractal(rng, m, 46 * rnd.uniform(0.7, 1.4), 3, 0.8)
    add(light, noise.grow(mottle, size), (0.014, 0.026, 0.03), rnd.uniform(0.3, 1.25))
    if case.fine:  # the grain of the pigment epithelium
        grain = noise.blur(np.ascontiguousarray(noise.fine(rng, size)), rnd.uniform(1.0, 1.8) * size / 1024)
        add(light, grain, (0.016, 0.040, 0.045), rnd.uniform(0.5, 2.4))
    return light


def _choroid(rng: np.random.Generator, rnd: random.Random, frame: Frame, m: int) -> np.ndarray:
    """Choroidal vessels [m,m] about 0: light ribbons that fan out from the macula and join, seen in patches."""
    plane = np.zeros((m, m), np.uint8)
    dd = frame.dd * m / frame.size
    count = int(26 * frame.radius_dd**2 * rnd.uniform(0.7, 1.2))
    fx, fy = frame.fovea_eye
    steps = 16
    start = np.asarray(frame.centre_eye) + rng.uniform(-1.05, 1.05, (count, 2)) * frame.radius_dd
    heading = np.arctan2(start[:, 1] - fy, start[:, 0] - fx + 0.8) + rng.normal(0, 0.45, count)
    curl = rng.normal(0, 0.05, count)
    points = np.empty((count, steps, 2))
    at = start.copy()
    for k in range(steps):
        points[:, k] = at
        curl = 0.8 * curl + rng.normal(0, 0.11, count)
        heading = heading + curl
        at = at + 0.10 * np.stack([np.cos(heading), np.sin(heading)], 1)
    px = np.round((frame.to_px(points.reshape(-1, 2)) * (m / frame.size)).reshape(count, steps, 2) * 16).astype(np.int32)
    wide = np.maximum(1, np.round(dd * rng.uniform(0.025, 0.075, count))).astype(int)
    value = rng.integers(110, 255, count)
    length = rng.integers(9, steps, count)
    for k in range(count):
        cv2.polylines(plane, [px[k, : length[k]]], False, int(value[k]), int(wide[k]), cv2.LINE_AA, 4)
    ribbons = noise.blur(plane.astype(np.float32) / 255, dd * 0.024)
    ribbons *= 0.75 + 0.25 * noise.smooth(rng, m, frame.radius_dd * 3)
    x, y = frame.grid(m)
    macula = np.exp(-((x - fx) ** 2 + (y - fy) ** 2) / (2 * rnd.uniform(0.9, 1.6) ** 2))
    patch = rnd.uniform(0.3, 0.9) + 0.55 * noise.smooth(rng, m, 2.6)
    return (ribbons - 0.5) * (1 - 0.9 * macula) * np.clip(patch, 0.0, 1.4)


def _fibres(rng: np.random.Generator, rnd: random.Random, frame: Frame, m: int, sheen: float) -> np.ndarray:
    """Nerve fibre striations and the glistening reflexes of a young retina [m,m]."""
    x, y = frame.grid(m)
    angle = fibre_angle(x, y)
    radius = np.hypot(x, y)
    table = rng.standard_normal((32, 720), dtype=np.float32)
    table = cv2.GaussianBlur(table, (0, 0), 0.8) * 2.0
    u = (angle + math.pi) * (719 / (2 * math.pi))
    streak = cv2.remap(table, u.astype(np.float32), (radius * 3.5).astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    reach = np.exp(-((radius / 2.6) ** 2)) * (0.35 + np.exp(-(((np.abs(angle) - 1.2) / 0.6) ** 2)))
    out = streak * reach * 0.75 * sheen
    if rnd.random() < 0.5 * sheen + 0.1:  # patches of sheen beside the arcades, and the ring about the macula
        fx, fy = frame.fovea_eye
        df = np.hypot((x - fx) / 1.15, y - fy)
        ring = np.exp(-(((df - rnd.uniform(0.85, 1.2)) / 0.22) ** 2))
        patches = np.clip(noise.fractal(rng, m, frame.radius_dd * 1.6, 3, 0.7) - 0.15, 0, 2)
        strip = 0.65 + 0.35 * streak
        along = np.exp(-(((np.abs(angle) - 1.15) / 0.5) ** 2)) * np.exp(-(((radius - 2.0) / 1.6) ** 2))
        out += patches * strip * (ring * rnd.uniform(0.2, 1.2) + along * rnd.uniform(0.4, 1.6)) * sheen * 1.6
    return out.astype(np.float32)


def foveal_reflex(rnd: random.Random, eye: Eye, case: Case) -> None:
    """A bright dot, crescent or ring at the pit, in some eyes."""
    if rnd.random() > (0.4 if case.fovea_shines is None else case.fovea_shines):
        return
    frame = eye.frame
    fx, fy = frame.fovea_px
    r = frame.dd * rnd.uniform(0.03, 0.10)
    spot = np.zeros((frame.size, frame.size), np.uint8)
    start = rnd.uniform(0, 360)
    span = rnd.choice((70, 130, 360))
    centre = (int(fx * 16), int(fy * 16))
    thick = max(1, round(frame.dd * rnd.uniform(0.008, 0.02)))
    if rnd.random() < 0.5:
        cv2.circle(spot, centre, int(r * 0.3 * 16), 255, -1, cv2.LINE_AA, 4)
    else:
        cv2.ellipse(spot, centre, (int(r * 16), int(r * 16)), 0, start, start + span, 255, thick, cv2.LINE_AA, 4)
    patch, (ys, xs) = _around(spot, fx, fy, r * 3 + 6)
    if patch.size:
        soft = cv2.GaussianBlur(patch.astype(np.float32) / 255, (0, 0), max(0.6, frame.dd * 0.008))
        if case.fine:  # broken and soft: no reflex is a drawn ring
            soft = 2.2 * cv2.GaussianBlur(soft, (0, 0), max(0.8, frame.dd * rnd.uniform(0.006, 0.02)))
            h, w = soft.shape
            soft *= np.clip(0.45 + 0.6 * noise.smooth(np.random.default_rng(rnd.getrandbits(32)), max(h, w), 5)[:h, :w], 0, 1.5)
        add(eye.light[:, ys, xs], soft, (0.15, 0.35, 0.4), rnd.uniform(0.4, 1.3))


def _around(image: np.ndarray, x: float, y: float, r: float) -> tuple[np.ndarray, tuple[slice, slice]]:
    h, w = image.shape[:2]
    ys = slice(max(0, int(y - r)), max(0, min(h, int(y + r) + 1)))
    xs = slice(max(0, int(x - r)), max(0, min(w, int(x + r) + 1)))
    return image[ys, xs], (ys, xs)


def _disc_slices(eye: Eye) -> tuple[slice, slice]:
    cx, cy, w, h = eye.disc_box
    size, m = eye.frame.size, max(w, h) * 0.75
    return slice(max(0, int(cy - m)), max(0, min(size, int(cy + m)))), slice(max(0, int(cx - m)), max(0, min(size, int(cx + m))))


def _disc_view(eye: Eye) -> np.ndarray:
    ys, xs = _disc_slices(eye)
    return eye.light[:, ys, xs]


def _beaded_quadrants(eye: Eye, trees: list[Vessel]) -> int:
    """In how many quadrants about the fovea beading lies within the field."""
    seen: set[int] = set()
    fx, fy = eye.frame.fovea_eye
    for points in (v.points[v.beaded] for v in trees if v.beaded is not None):
        px = eye.frame.to_px(points).astype(int)
        inside = ((px >= 0) & (px < eye.frame.size)).all(1)
        inside[inside] = eye.field[px[inside, 1], px[inside, 0]]
        quadrant = (points[:, 0] > fx).astype(int) + 2 * (points[:, 1] > fy)
        count = np.bincount(quadrant[inside], minlength=4)
        seen.update(np.nonzero(count >= 6)[0].tolist())
    return len(seen)


def vessels(rnd: random.Random, eye: Eye, style: Style, case: Case) -> None:
    """Grows, reshapes and draws both trees; sets the mask `vessels`."""
    frame = eye.frame
    taken: dict[int, float] = {}
    trees = grow_tree(rnd, frame, style, "vein", taken) + grow_tree(rnd, frame, style, "artery", taken)
    reshape(case, eye, trees)
    maps: VesselMaps = draw(trees, frame, (0.3 if case.fine else 0.5) * rnd.random() ** 1.5, case.copper, 12 if case.fine else None)
    contrast = rnd.uniform(0.48, 1.02)
    soft = frame.dd * rnd.uniform(0.007, 0.013)
    before = _disc_view(eye)[0].copy()
    for image, colour, scale in ((maps.vein, VEIN, contrast), (maps.artery, ARTERY, contrast * rnd.uniform(0.75, 1.1)), (maps.reflex, REFLEX, contrast)):
        plane = noise.blur(image.astype(np.float32) * np.float32(1 / 255), max(0.5, soft))
        add(eye.light, plane, colour, scale)
    over = _disc_view(eye)[0]  # on the bright disc, blood takes green but hardly any red
    on_disc = eye.masks["disc"][_disc_slices(eye)]
    if case.fine and on_disc.size:
        on_disc = noise.blur(on_disc.astype(np.float32), frame.dd * 0.035)
    over += 0.55 * on_disc * (before - over)
    eye.masks["vessels"] = maps.mask
    if _beaded_quadrants(eye, trees) >= 2:
        eye.signs.append("venous_beading")
    points = [np.column_stack([frame.to_px(v.points), v.widths * frame.dd]) for v in trees if v.widths[0] > 0.02]
    eye.vessel_points = np.concatenate(points)[::3] if points else np.zeros((0, 3))
