"""The same eye as another camera would give it: colour, light, optics, resolution, field, mask, sensor, compression.

Written for testing alone: nothing here is shared with what augments the training photographs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

Circle = tuple[float, float, float]
MEGA = 1e6


@dataclass
class Shot:
    """A photograph u8 RGB, its field (cx, cy, r), how it came from the first (x' = x·scale + shift), JPEG quality."""

    rgb: np.ndarray
    circle: Circle
    scale: float = 1.0
    shift: tuple[float, float] = (0.0, 0.0)
    quality: int = 92

    def shows(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Whether a point of this photograph lies in its field and `margin` pixels away from its borders."""
        h, w = self.rgb.shape[:2]
        cx, cy, r = self.circle
        return margin <= x <= w - 1 - margin and margin <= y <= h - 1 - margin and float(np.hypot(x - cx, y - cy)) + margin <= 0.98 * r

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the first photograph in this one (pixel centres at whole numbers)."""
        return (x + 0.5) * self.scale + self.shift[0] - 0.5, (y + 0.5) * self.scale + self.shift[1] - 0.5


def linear(rgb: np.ndarray) -> np.ndarray:
    """8-bit values to light 0..1 (power 2.2)."""
    return (rgb.astype(np.float32) / 255) ** 2.2


def encoded(light: np.ndarray) -> np.ndarray:
    """Light to 8-bit values."""
    return np.rint(np.clip(light, 0, 1) ** (1 / 2.2) * 255).astype(np.uint8)


def within(shape: tuple[int, ...], circle: Circle, share: float = 1.0) -> np.ndarray:
    """Bool mask of the circle of `share` of the field's radius."""
    ys, xs = np.ogrid[: shape[0], : shape[1]]
    return (xs - circle[0]) ** 2 + (ys - circle[1]) ** 2 <= (share * circle[2]) ** 2


def colour(s: Shot, rng: np.random.Generator) -> Shot:
    """Other filters, flash and white balance: gains of each channel in light, and some of red in the others."""
    gain = np.exp(rng.normal(0, [0.16, 0.2, 0.4])).astype(np.float32)
    light = linear(s.rgb) * gain
    leak = float(rng.uniform(-0.03, 0.08))
    light[..., 1:] += leak * light[..., :1]
    s.rgb = encoded(light)
    return s


def gamma(power: float) -> Callable[[Shot, np.random.Generator], Shot]:
    """Another tone curve."""

    def change(s: Shot, rng: np.random.Generator) -> Shot:
        table = np.rint((np.arange(256) / 255) ** (power * np.exp(rng.normal(0, 0.06))) * 255).astype(np.uint8)
        s.rgb = table[s.rgb]
        return s

    return change


def contrast(factor: float) -> Callable[[Shot, np.random.Generator], Shot]:
    """Contrast about the field's mean, each channel for itself."""

    def change(s: Shot, rng: np.random.Generator) -> Shot:
        lit = within(s.rgb.shape, s.circle) & (s.rgb.max(axis=2) > 15)
        x = s.rgb.astype(np.float32)
        mean = x[lit].mean(axis=0)
        x = np.where(lit[..., None], (x - mean) * np.float32(factor) + mean, x)
        s.rgb = np.clip(np.rint(x), 0, 255).astype(np.uint8)
        return s

    return change


def soft(s: Shot, rng: np.random.Generator) -> Shot:
    """A lens that is a little soft: still readable."""
    s.rgb = cv2.GaussianBlur(s.rgb, (0, 0), float(rng.uniform(0.0010, 0.0018)) * 2 * s.circle[2])
    return s


def sharpened(s: Shot, rng: np.random.Generator) -> Shot:
    """A camera that sharpens its pictures."""
    blurred = cv2.GaussianBlur(s.rgb, (0, 0), 0.002 * 2 * s.circle[2])
    k = float(rng.uniform(0.8, 1.6))
    s.rgb = cv2.addWeighted(s.rgb, 1 + k, blurred, -k, 0)
    return s


def vignetting(s: Shot, rng: np.random.Generator) -> Shot:
    """Light that falls off towards one rim more than the other, to a third or so."""
    ys, xs = np.ogrid[: s.rgb.shape[0], : s.rgb.shape[1]]
    ox, oy = rng.uniform(-0.3, 0.3, 2)
    d2 = ((xs - s.circle[0]) / s.circle[2] - ox) ** 2 + ((ys - s.circle[1]) / s.circle[2] - oy) ** 2
    s.rgb = encoded(linear(s.rgb) * np.exp(-float(rng.uniform(0.8, 1.3)) * d2).astype(np.float32)[..., None])
    return s


def resolution(pixels: float) -> Callable[[Shot, np.random.Generator], Shot]:
    """The whole picture at so many megapixels."""

    def change(s: Shot, rng: np.random.Generator) -> Shot:
        h, w = s.rgb.shape[:2]
        return scaled(s, float(np.sqrt(pixels * MEGA / (w * h))))

    return change


def scaled(s: Shot, k: float) -> Shot:
    """The picture `k` times as large."""
    h, w = s.rgb.shape[:2]
    size = (max(32, round(w * k)), max(32, round(h * k)))
    k = size[0] / w
    s.rgb = cv2.resize(s.rgb, size, interpolation=cv2.INTER_AREA if k < 1 else cv2.INTER_CUBIC)
    s.circle = ((s.circle[0] + 0.5) * k - 0.5, (s.circle[1] + 0.5) * k - 0.5, s.circle[2] * k)
    s.scale, s.shift = s.scale * k, (s.shift[0] * k, s.shift[1] * k)
    return s


def cut(s: Shot, left: int, top: int, right: int, bottom: int) -> Shot:
    """The picture between these columns and rows; what lies beyond it is black."""
    h, w = s.rgb.shape[:2]
    pad = (max(0, -top), max(0, bottom - h), max(0, -left), max(0, right - w))
    padded = cv2.copyMakeBorder(s.rgb, *pad, cv2.BORDER_CONSTANT, value=(0, 0, 0)) if any(pad) else s.rgb
    s.rgb = np.ascontiguousarray(padded[top + pad[0] : bottom + pad[0], left + pad[2] : right + pad[2]])
    s.circle = (s.circle[0] - left, s.circle[1] - top, s.circle[2])
    s.shift = (s.shift[0] - left, s.shift[1] - top)
    return s


def field(degrees: float, of: float = 50.0) -> Callable[[Shot, np.random.Generator], Shot]:
    """A smaller field about a centre near the first one's: a circle on black, `degrees` of the first `of` degrees."""

    def change(s: Shot, rng: np.random.Generator) -> Shot:
        cx, cy, r = s.circle
        share = float(np.tan(np.radians(degrees / 2)) / np.tan(np.radians(of / 2)))
        s.circle = (cx, cy, r * share)
        s.rgb = s.rgb * within(s.rgb.shape, s.circle)[..., None]
        edge = int(np.ceil(r * share * 1.04))
        return cut(s, round(cx) - edge, round(cy) - edge, round(cx) + edge, round(cy) + edge)

    return change


def full_circle(s: Shot, rng: np.random.Generator) -> Shot:
    """The largest whole circle that the photograph shows, on black with a margin."""
    h, w = s.rgb.shape[:2]
    cx, cy, r = s.circle
    share = min(1.0, (min(cx, cy, w - 1 - cx, h - 1 - cy) - 1) / r)
    s.circle = (cx, cy, r * share)
    s.rgb = s.rgb * within(s.rgb.shape, s.circle)[..., None]
    edge = int(r * share * 1.12)
    return cut(s, round(cx) - edge, round(cy) - edge, round(cx) + edge, round(cy) + edge)


def cut_circle(s: Shot, rng: np.random.Generator) -> Shot:
    """The circle cut flat above and below, as many cameras do."""
    keep = float(rng.uniform(0.72, 0.8))
    cx, cy, r = s.circle
    return cut(s, round(cx - 1.02 * r), round(cy - keep * r), round(cx + 1.02 * r), round(cy + keep * r))


def no_ground(s: Shot, rng: np.random.Generator) -> Shot:
    """Cropped so that hardly any black is left: the square in the circle, a little larger."""
    h, w = s.rgb.shape[:2]
    cx, cy, r = s.circle
    half = 0.78 * r
    return cut(s, max(0, round(cx - half)), max(0, round(cy - half)), min(w, round(cx + half)), min(h, round(cy + half)))


def jpeg(quality: int) -> Callable[[Shot, np.random.Generator], Shot]:
    """Saved at this quality."""

    def change(s: Shot, rng: np.random.Generator) -> Shot:
        s.quality = quality
        return s

    return change


def noise(s: Shot, rng: np.random.Generator) -> Shot:
    """Shot noise and read noise of a small sensor, colour by colour."""
    light = linear(s.rgb)
    full = float(rng.uniform(700, 1500))
    light = light + rng.standard_normal(light.shape, np.float32) * np.sqrt(np.maximum(light, 0) / full + 1e-5).astype(np.float32)
    lit = within(s.rgb.shape, s.circle)[..., None]
    s.rgb = np.where(lit, encoded(light), s.rgb)
    return s


def another_camera(s: Shot, rng: np.random.Generator) -> Shot:
    """Everything at once, each by chance."""
    s = colour(s, rng)
    s = gamma(float(np.exp(rng.normal(0, 0.2))))(s, rng)
    s = contrast(float(rng.uniform(0.7, 1.3)))(s, rng)
    if rng.random() < 0.5:
        s = vignetting(s, rng)
    shape = rng.random()
    s = full_circle(s, rng) if shape < 0.3 else cut_circle(s, rng) if shape < 0.6 else s
    s = scaled(s, float(np.sqrt(np.exp(rng.uniform(np.log(0.4), np.log(6))) * MEGA / (s.rgb.shape[0] * s.rgb.shape[1]))))
    s = sharpened(s, rng) if rng.random() < 0.4 else soft(s, rng) if rng.random() < 0.4 else s
    if rng.random() < 0.5:
        s = noise(s, rng)
    s.quality = int(rng.integers(50, 96))
    return s


SHIFTS: dict[str, Callable[[Shot, np.random.Generator], Shot]] = {
    "colour": colour, "gamma 1.5": gamma(1.5), "gamma 0.65": gamma(0.65), "contrast × 0.6": contrast(0.6), "contrast × 1.4": contrast(1.4),
    "soft": soft, "sharpened": sharpened, "vignetting": vignetting,
    "0.3 megapixels": resolution(0.3), "1 megapixel": resolution(1), "12 megapixels": resolution(12),
    "field of 45°": field(45), "field of 35°": field(35), "whole circle": full_circle, "cut circle": cut_circle, "no ground": no_ground,
    "JPEG 40": jpeg(40), "JPEG 95": jpeg(95), "sensor noise": noise, "another camera": another_camera,
}  # fmt: skip
