"""Faults of technique and of the eye, drawn into photographs in graded strengths.

Written for testing alone and from the optics up (light is linear, then lens, then sensor, then 8 bits): nothing is
shared with the damage that the quality head was trained on.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from .render import Circle, encoded, linear, within

Ruin = Callable[[np.ndarray, Circle, float, np.random.Generator], tuple[np.ndarray, Circle]]


def sensor(light: np.ndarray, rng: np.random.Generator, full: float = 4000.0, read: float = 0.0006) -> np.ndarray:
    """Light to 8 bits with shot noise of `full` electrons and read noise."""
    spread = np.sqrt(np.maximum(light, 0) / full + read**2).astype(np.float32)
    return encoded(light + rng.standard_normal(light.shape, np.float32) * spread)


def ground(rgb: np.ndarray, before: np.ndarray, circle: Circle) -> np.ndarray:
    """The camera's mask lies behind its optics: outside the field the ground stays."""
    lit = within(before.shape, circle) & (before.max(axis=2) > 12)
    lit = cv2.morphologyEx(lit.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    return np.where(lit[..., None] > 0, rgb, before)


def lens(light: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Convolution with a point spread of unit sum."""
    return cv2.filter2D(light, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REFLECT)


def wide(x: np.ndarray, sigma: float) -> np.ndarray:
    """A broad Gaussian blur, computed at an eighth of the size."""
    small = cv2.resize(x, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    return cv2.resize(cv2.GaussianBlur(small, (0, 0), max(sigma / 8, 0.5)), x.shape[1::-1])


def defocus(rgb: np.ndarray, circle: Circle, k: float, rng: np.random.Generator) -> tuple[np.ndarray, Circle]:
    """The disc of confusion of a lens out of focus: its diameter from 0.8 % to 9 % of the field's."""
    d = max(3.0, (0.008 * (11.0**k)) * 2 * circle[2])
    n = int(np.ceil(d)) | 1
    disc = np.zeros((n, n), np.uint8)
    cv2.circle(disc, (n * 8, n * 8), int(d * 8), 255, -1, cv2.LINE_AA, 4)
    return ground(sensor(lens(linear(rgb), disc.astype(np.float32)), rng), rgb, circle), circle


def motion(rgb: np.ndarray, circle: Circle, k: float, rng: np.random.Generator) -> tuple[np.ndarray, Circle]:
    """The eye moved while the flash burned: a bent path, from 1.5 % to 15 % of the field's diameter."""
    long = (0.015 * (10.0**k)) * 2 * circle[2]
    n = int(np.ceil(long)) + 4 | 1
    turn, bend = rng.uniform(0, 2 * np.pi), rng.normal(0, 0.25)
    t = np.linspace(-0.5, 0.5, 24)
    x, y = long * (np.cos(turn) * t - np.sin(turn) * bend * t * t), long * (np.sin(turn) * t + np.cos(turn) * bend * t * t)
    path = np.zeros((n, n), np.uint8)
    points = np.stack([(x + n / 2) * 16, (y + n / 2) * 16], 1)
    cv2.polylines(path, [np.rint(points).astype(np.int32)], False, 255, max(1, round(0.0015 * 2 * circle[2])), cv2.LINE_AA, 4)
    return ground(sensor(lens(linear(rgb), path.astype(np.float32)), rng), rgb, circle), circle


def underexposed(rgb: np.ndarray, circle: Circle, k: float, rng: np.random.Generator) -> tuple[np.ndarray, Circle]:
    """Too little light: from a third to a six-hundredth of it, with the sensor's noise."""
    return sensor(linear(rgb) * np.float32(0.33 * (0.005**k)), rng, 2500, 0.0012), circle


def overexposed(rgb: np.ndarray, circle: Circle, k: float, rng: np.random.Generator) -> tuple[np.ndarray, Circle]:
    """Too much light, which burns out: from 2.5 to 40 times."""
    return ground(sensor(linear(rgb) * np.float32(2.5 * (16.0**k)), rng), rgb, circle), circle


def blink(rgb: np.ndarray, circle: Circle, k: float, rng: np.random.Generator) -> tuple[np.ndarray, Circle]:
    """A lid from above, pale or dark, its rim out of focus, over 20 % to 95 % of the field's height; lashes beneath."""
    h, w = rgb.shape[:2]
    cx, cy, r = circle
    ys, xs = np.mgrid[:h, :w].astype(np.float32)
    edge = cy - r + (0.2 + 0.75 * k) * 2 * r - rng.uniform(0.05, 0.3) * (xs - cx - rng.normal(0, 0.1) * r) ** 2 / r
    cover = 1 / (1 + np.exp(np.clip((ys - edge) / (rng.uniform(0.008, 0.03) * r), -30, 30)))
    skin = np.array([0.5, 0.26, 0.17], np.float32) * np.float32(rng.choice([0.06, 0.35, 0.9]))
    grain = 1 + 0.12 * cv2.GaussianBlur(rng.standard_normal((h, w), np.float32), (0, 0), 0.02 * r) * 0.04 * r
    lashes = np.zeros((h, w), np.uint8)
    for _ in range(int(rng.integers(8, 25))):
        x = cx + rng.uniform(-0.9, 0.9) * r
        y = cy - r + (0.2 + 0.75 * k) * 2 * r - 0.1 * r
        tip = (int((x + rng.normal(0, 0.15) * r) * 16), int((y + rng.uniform(0.15, 0.4) * r) * 16))
        cv2.line(lashes, (int(x * 16), int(y * 16)), tip, 255, max(2, round(0.012 * r)), cv2.LINE_AA, 4)
    shade = cv2.GaussianBlur(lashes, (0, 0), 0.012 * r).astype(np.float32) / 255
    light = linear(rgb) * (1 - 0.85 * shade[..., None])
    light = light * (1 - cover[..., None]) + cover[..., None] * skin * grain[..., None]
    return ground(sensor(light, rng), rgb, circle), circle


def haze(rgb: np.ndarray, circle: Circle, k: float, rng: np.random.Generator) -> tuple[np.ndarray, Circle]:
    """Cloudy media: part of the light is spread wide, part comes back as a veil, the rest is a little soft."""
    light = linear(rgb)
    r = circle[2]
    lost = 1 - 0.7 * (0.025**k)
    spread = wide(light, 0.16 * r)
    mean = light[within(light.shape, circle)].mean(axis=0)
    veil = mean * np.array([0.5, 0.8, 1.2]) * rng.uniform(0.8, 1.2)
    light = cv2.GaussianBlur(light, (0, 0), 0.003 * r) * (1 - lost) + lost * (0.6 * spread + veil)
    return ground(sensor(light.astype(np.float32), rng), rgb, circle), circle


def small_pupil(rgb: np.ndarray, circle: Circle, k: float, rng: np.random.Generator) -> tuple[np.ndarray, Circle]:
    """The flash comes in through part of the pupil: a bright patch of 0.7 down to 0.12 of the radius, beside it darkness."""
    h, w = rgb.shape[:2]
    cx, cy, r = circle
    ys, xs = np.mgrid[:h, :w].astype(np.float32)
    turn, off = rng.uniform(0, 2 * np.pi), rng.uniform(0.1, 0.5) * r
    d = np.hypot(xs - cx - off * np.cos(turn), (ys - cy - off * np.sin(turn)) * rng.uniform(0.8, 1.25))
    size = 0.7 * (0.17**k) * r
    lit = 1 / (1 + np.exp(np.clip((d - size) / (0.1 * size + 0.02 * r), -30, 30)))
    light = linear(rgb) * (0.0015 + lit)[..., None]
    glow = wide(lit, 0.1 * r)[..., None] * np.array([0.012, 0.006, 0.003], np.float32)
    return ground(sensor((light + glow).astype(np.float32), rng, 3000, 0.001), rgb, circle), circle


def decentred(rgb: np.ndarray, circle: Circle, k: float, rng: np.random.Generator) -> tuple[np.ndarray, Circle]:
    """The field slides out of the picture, by 0.35 to 1.9 of its radius beyond the border; what comes in is dark."""
    h, w = rgb.shape[:2]
    cx, cy, r = circle
    turn = rng.choice([0, 0.5, 1, 1.5]) * np.pi
    away = (0.35 + 1.55 * k) * r
    dx, dy = np.cos(turn) * (away + (w / 2 - r)), np.sin(turn) * (away + (h / 2 - r))
    moved = cv2.warpAffine(rgb, np.array([[1, 0, w / 2 - cx + dx], [0, 1, h / 2 - cy + dy]]), (w, h))
    return encoded(linear(moved)), (w / 2 + dx, h / 2 + dy, r)


def lens_cap(rgb: np.ndarray, circle: Circle, k: float, rng: np.random.Generator) -> tuple[np.ndarray, Circle]:
    """Nothing reaches the sensor but noise and, at times, a gleam of stray light."""
    h, w = rgb.shape[:2]
    ys, xs = np.mgrid[:h, :w].astype(np.float32)
    gleam = np.exp(-(((xs - rng.uniform(0, w)) / (0.3 * w)) ** 2 + ((ys - rng.uniform(0, h)) / (0.3 * h)) ** 2))
    light = gleam[..., None] * np.array([0.006, 0.004, 0.003], np.float32) * np.float32((1 - k) * rng.uniform(0, 1))
    return sensor(light.astype(np.float32), rng, 2000, float(rng.uniform(0.0005, 0.004))), circle


def clouds(shape: tuple[int, ...], size: float, rng: np.random.Generator) -> np.ndarray:
    """Smooth noise [H, W] of unit deviation whose blotches are about `size` pixels."""
    h, w = shape[:2]
    n = (max(4, round(h / size) + 3), max(4, round(w / size) + 3))
    x = cv2.resize(rng.standard_normal(n, np.float32), (w, h), interpolation=cv2.INTER_CUBIC)
    return x / max(float(x.std()), 1e-6)


def greasy_lens(rgb: np.ndarray, circle: Circle, k: float, rng: np.random.Generator) -> tuple[np.ndarray, Circle]:
    """A thumb was on the lens: blur that changes from place to place, and light scattered with it."""
    light, r = linear(rgb), circle[2]
    amount = np.clip(0.15 + 1.1 * k + 0.35 * clouds(rgb.shape, 0.35 * r, rng), 0, 1.4)
    steps = [light, *(cv2.GaussianBlur(light, (0, 0), s * r) for s in (0.006, 0.018)), wide(light, 0.06 * r)]
    at = amount * (len(steps) - 1) / 1.2
    out = np.zeros_like(light)
    for j, step in enumerate(steps):
        out += np.clip(1 - np.abs(np.minimum(at, len(steps) - 1) - j), 0, 1)[..., None].astype(np.float32) * step
    veil = 0.25 * amount[..., None] * wide(light, 0.3 * r)
    return ground(sensor((out * (1 - 0.25 * amount[..., None]) + veil).astype(np.float32), rng), rgb, circle), circle


def flare(rgb: np.ndarray, circle: Circle, k: float, rng: np.random.Generator) -> tuple[np.ndarray, Circle]:
    """The cornea throws the flash back: a pale ring and a veil about it, until they fill the field."""
    h, w = rgb.shape[:2]
    cx, cy, r = circle
    ys, xs = np.mgrid[:h, :w].astype(np.float32)
    d = np.hypot(xs - cx - rng.normal(0, 0.15) * r, ys - cy - rng.normal(0, 0.15) * r) / r
    ring = np.exp(-(((d - rng.uniform(0.45, 0.75)) / (0.06 + 0.3 * k)) ** 2))
    glow = np.exp(-((d / (0.5 + 0.8 * k)) ** 2))
    tint = np.array([0.75, 0.8, 0.9]) * rng.uniform(0.8, 1.2)
    light = linear(rgb) * (1 - 0.8 * k) + ((ring * (0.1 + 1.6 * k) + glow * (0.02 + 1.5 * k**2))[..., None] * tint).astype(np.float32)
    return ground(sensor(light.astype(np.float32), rng), rgb, circle), circle


def cataract(rgb: np.ndarray, circle: Circle, k: float, rng: np.random.Generator) -> tuple[np.ndarray, Circle]:
    """A lens with spokes: wedges that darken and scatter, yellow, with little between them at the end."""
    h, w = rgb.shape[:2]
    cx, cy, r = circle
    ys, xs = np.mgrid[:h, :w].astype(np.float32)
    turn = np.arctan2(ys - cy, xs - cx)
    spokes = sum(np.exp(-((np.angle(np.exp(1j * (turn - a))) / rng.uniform(0.06, 0.2)) ** 2)) for a in rng.uniform(-np.pi, np.pi, 9))
    shade = np.clip(wide(np.clip(spokes, 0, 1).astype(np.float32), 0.05 * r) + 0.25 * clouds(rgb.shape, 0.5 * r, rng), 0, 1)
    light = linear(rgb)
    lost = np.clip(0.25 + 0.9 * k + (0.5 - 0.3 * k) * (shade - 0.5), 0, 0.995)[..., None]
    soft = cv2.GaussianBlur(light, (0, 0), (0.001 + 0.02 * k) * r)
    scattered = wide(light, 0.25 * r) * np.array([1.0, 0.75, 0.3]) * rng.uniform(0.5, 1.0)
    return ground(sensor((soft * (1 - lost) + scattered * lost).astype(np.float32), rng), rgb, circle), circle


FORESEEN: dict[str, Ruin] = {
    "defocus": defocus, "motion": motion, "underexposure": underexposed, "overexposure": overexposed, "blink": blink, "haze": haze,
    "small pupil": small_pupil, "decentration": decentred, "lens cap": lens_cap,
}  # fmt: skip
"""Faults that the program's rules were tried on too, drawn into training photographs."""
UNFORESEEN: dict[str, Ruin] = {"greasy lens": greasy_lens, "flare": flare, "cataract": cataract}
"""Faults for measurement alone: no rule and no model was set on them, nor may be."""
RUINS = FORESEEN | UNFORESEEN
STRENGTHS = (0.0, 0.35, 0.7, 1.0)
"""Of every fault: from what is hardly one to what leaves nothing."""
