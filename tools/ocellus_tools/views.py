"""One labelled photograph → one augmented training view: geometry, colour and camera first, normalisation last."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from .model import MAPS
from .normalise import DARK, RIM, brightest, disc_mask, field_mask, normalise

BOXED = {"haemorrhage": 1, "hard_exudate": 2}


@dataclass
class Item:
    """A photograph of the pack (or a drawn eye): its files, and what is known of it."""

    name: str
    kind: str
    part: str
    image: Path
    mask: Path | None
    weights: np.ndarray  # [M] how far each map's pixels may be believed; 0 is unknown
    disc: list[float] | None = None
    fovea: list[float] | None = None
    boxes: list[list] = field(default_factory=list)
    dr: int | None = None
    dme: int | None = None
    quality: str | None = None  # of a drawn eye
    conditions: dict[str, bool] = field(default_factory=dict)  # of a drawn eye
    cache: tuple | None = None

    def load(self) -> tuple[np.ndarray, np.ndarray]:
        """u8 RGB square [S, S, 3] and its bit-per-map mask [S, S]."""
        if self.cache is not None:
            return self.cache
        rgb = cv2.cvtColor(cv2.imread(str(self.image)), cv2.COLOR_BGR2RGB)
        bits = np.zeros(rgb.shape[:2], np.uint16)
        if self.mask is not None:
            bits = cv2.imread(str(self.mask), cv2.IMREAD_UNCHANGED).astype(np.uint16)
        elif self.disc is not None:
            x1, y1, x2, y2 = self.disc
            disc = np.zeros_like(bits)
            centre, axes = ((x1 + x2) / 2, (y1 + y2) / 2), (x2 - x1, y2 - y1)
            cv2.ellipse(disc, (centre, axes, 0.0), 1, -1)
            bits |= disc << MAPS.index("disc")
        if self.kind != "synth":
            self.cache = (rgb, bits)
        return rgb, bits


CHILD = 0.7
"""How far a healthy child's photograph is believed to show no lesion."""


def known(row: dict) -> np.ndarray:
    """Which maps of a packed row may be believed. A missing box means nothing; a grade that excludes a lesion does."""
    w = np.zeros(len(MAPS), np.float32)
    if row["kind"] == "lesion":
        w[:5] = 1.0
    elif row["kind"] == "chase":
        w[6] = 1.0
        w[:4] = w[7:] = CHILD
    else:
        w[4] = 0.6 if row["disc"] else 0.0
        boxed = {b[0] for b in row["boxes"]}
        if row["dr"] == 0 and not boxed:
            w[:4] = 0.7
        elif row["dr"] == 1 and not boxed:
            w[1:4] = 0.5
        if row["dme"] == 0 and "hard_exudate" not in boxed:
            w[2] = max(w[2], 0.7)
        if row["dr"] < 4:
            w[9] = 0.3
    return w


def load_pack(folder: Path) -> list[Item]:
    """Every photograph of a packed folder."""
    items = []
    for row in json.loads((folder / "index.json").read_text()):
        mask = folder / f"masks/{row['name']}.png" if row["mask"] else None
        items.append(Item(row["name"], row["kind"], row["part"], folder / f"images/{row['name']}.jpg", mask, known(row),
                          row["disc"], row["fovea"], row["boxes"], row["dr"], row["dme"]))  # fmt: skip
    return items


DRAWN = np.array([0.4, 0.4, 0.4, 0.4, 0.5, 1.0, 0.4, 1.0, 1.0, 1.0], np.float32)
"""How far drawn pixels teach: what no photograph here shows, fully; the rest less than photographs do."""


def load_drawn(folder: Path, graded: bool = False) -> list[Item]:
    """The drawn eyes of a folder (`ocellus_tools.synth`); one that damage makes unreadable teaches no lesion.

    Their grades come along only where asked for: the trunk learns grades from photographs.
    """
    items = []
    for path in sorted(folder.glob("*.json")):
        d = json.loads(path.read_text())
        weights = DRAWN * np.float32(d["quality"] == "good" or 0.5) * (d["quality"] != "reject")
        readable = d["quality"] != "reject"
        cx, cy, w, h = d["disc"]
        disc = [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2] if d["disc_visible"] else None
        fovea = d["fovea"] if d["fovea_visible"] else None
        items.append(Item(f"synth_{path.stem}", "synth", "train", path.with_suffix(".jpg"), path.with_suffix(".png"),
                          weights, disc, fovea, dr=d["dr_grade"] if graded and readable else None, dme=d["dme_risk"] if graded and readable else None,
                          quality=d["quality"], conditions=d.get("conditions", {}) if readable else {}))  # fmt: skip
    return items


def recolour(u8: np.ndarray, rng: np.random.Generator, strength: float) -> np.ndarray:
    """u8 RGB [S, S, 3] → f32 0..1 in another camera's colour: gains, gamma, contrast, saturation, uneven light."""
    s = strength
    gains = np.exp(rng.normal(0, 0.22 * s, 3) + rng.normal(0, 0.15 * s))
    gamma = np.exp(rng.normal(0, 0.28 * s))
    table = ((np.arange(256) / 255) ** gamma)[:, None] * gains[None, :]
    x = cv2.LUT(u8, table.astype(np.float32)[None])
    if rng.random() < 0.5:
        k = float(np.exp(rng.normal(0, 0.3 * s)))
        x = cv2.transform(x, np.full((3, 3), (1 - k) / 3) + np.eye(3) * k)
    if rng.random() < 0.7:
        low = rng.normal(0, 0.16 * s, (4, 4, 1)) + rng.normal(0, 0.05 * s, (4, 4, 3))
        low = cv2.resize(np.exp(low).astype(np.float32), (32, 32), interpolation=cv2.INTER_CUBIC)
        x *= cv2.resize(low, x.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    if rng.random() < 0.15 * s:
        x = x + np.float32(rng.uniform(0.0, 0.12))
    return x


def camera(x: np.ndarray, rng: np.random.Generator, strength: float) -> np.ndarray:
    """f32 RGB → u8 RGB with another camera's resolution, blur, sharpening, noise and JPEG."""
    s = strength
    if rng.random() < 0.25 * s:
        low = float(rng.uniform(0.4, 0.85))
        small = cv2.resize(x, None, fx=low, fy=low, interpolation=cv2.INTER_AREA)
        x = cv2.resize(small, x.shape[1::-1], interpolation=int(rng.choice([cv2.INTER_LINEAR, cv2.INTER_CUBIC])))
    if rng.random() < 0.3 * s:
        x = cv2.GaussianBlur(x, (0, 0), rng.uniform(0.4, 1.6))
    elif rng.random() < 0.4 * s:
        x = x + (x - cv2.GaussianBlur(x, (0, 0), rng.uniform(0.8, 3.0))) * np.float32(rng.uniform(0.2, 1.8))
    if rng.random() < 0.2 * s:  # what another maker's processing does to contrast at the scale of lesions
        x = x + (x - cv2.GaussianBlur(x, (0, 0), rng.uniform(6, 25))) * np.float32(rng.uniform(-0.4, 0.6))
    if rng.random() < 0.4 * s:
        noise = np.empty(x.shape, np.int8)
        cv2.randn(noise, 0, rng.uniform(1, 8))
        x = x + noise * np.float32(1 / 255)
    u8 = cv2.convertScaleAbs(np.maximum(x, 0, out=x), alpha=255)
    if rng.random() < 0.35 * s:
        ok, data = cv2.imencode(".jpg", u8, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(30, 90))])
        u8 = cv2.imdecode(data, cv2.IMREAD_COLOR) if ok else u8
    return u8


@dataclass
class View:
    """A normalised view at side `x.shape[0]`, its targets in the view's pixels, its masks at half its side."""

    x: np.ndarray  # f32 [S, S, 3]
    bits: np.ndarray  # u16 [S/2, S/2], bit k: map k
    weights: np.ndarray  # [M]
    disc: np.ndarray | None  # point in pixels of the view
    fovea: np.ndarray | None
    boxes: list[tuple[int, float, float, float, float]]  # 1 haemorrhage, 2 exudate; pixels of the half-side masks
    item: Item


SHAPES = np.uint16(0b0111 << 4)
"""Disc, cup and vessels: their outline counts, not their mere presence."""


def halve(bits: np.ndarray) -> np.ndarray:
    """Bit masks at half the side: a lesion pixel keeps its cell, a vessel needs two of the four."""
    a, b, c, d = bits[::2, ::2], bits[1::2, ::2], bits[::2, 1::2], bits[1::2, 1::2]
    any_ = a | b | c | d
    two = (a & b) | (a & c) | (a & d) | (b & c) | (b & d) | (c & d)
    return (any_ & ~SHAPES) | (two & SHAPES)


def view(item: Item, rng: np.random.Generator, size: int, strength: float = 1.0) -> View:
    """A random view of `item` at `size` pixels; `strength` 0 is the photograph as it stands."""
    rgb, bits = item.load()
    side = rgb.shape[0]
    k = size / side
    zoom, angle, shift, flip_x, flip_y = 1.0, 0.0, np.zeros(2), 1.0, 1.0
    if strength > 0:
        zoom = float(np.exp(rng.normal(0.0, 0.07) + (rng.uniform(-0.2, 0.5) if rng.random() < 0.35 else 0)))
        limit = 10 if item.boxes else 25
        angle = np.deg2rad(rng.uniform(-limit, limit)) * strength
        shift = rng.normal(0, 0.02, 2) * side
        flip_x, flip_y = (rng.choice([-1.0, 1.0]), 1.0 if rng.random() < 0.75 else -1.0)
    c = (side - 1) / 2
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    m = k * zoom * turn @ np.diag([flip_x, flip_y])
    offset = np.array([(size - 1) / 2] * 2) - m @ (np.array([c, c]) + shift)
    affine = np.c_[m, offset]
    how = cv2.INTER_AREA if k * zoom < 0.6 else cv2.INTER_LINEAR
    u8 = rgb
    if strength > 0 or size != side:
        u8 = cv2.warpAffine(rgb, affine, (size, size), flags=how)
        bits = cv2.warpAffine(bits, affine, (size, size), flags=cv2.INTER_NEAREST)
    if strength > 0:
        x = recolour(u8, rng, strength)
        disc = disc_mask(size) if rng.random() < 0.5 or zoom > 1.2 else None
        x = camera(x, rng, strength)
        seen = brightest(u8) > DARK if disc is None else (brightest(u8) > DARK) & disc
        u8 = cv2.bitwise_and(x, x, mask=seen.view(np.uint8))
    mask = field_mask(u8)
    out = normalise(u8, mask)
    bits = bits * mask

    def move(p: list[float] | np.ndarray) -> np.ndarray:
        return m @ np.asarray(p, np.float64) + offset

    def inside(p: np.ndarray) -> bool:
        return bool(np.hypot(*(p - size / 2)) < RIM * size / 2)

    points = []
    for p in (((item.disc[0] + item.disc[2]) / 2, (item.disc[1] + item.disc[3]) / 2) if item.disc else None, item.fovea):
        q = move(p) if p is not None else None
        points.append(q if q is not None and inside(q) else None)
    boxes = []
    for label, x1, y1, x2, y2 in item.boxes:
        q = move([(x1 + x2) / 2, (y1 + y2) / 2]) / 2
        half = np.array([x2 - x1, y2 - y1]) * k * zoom / 4
        lo, hi = np.maximum(q - half, 0), np.minimum(q + half, size / 2)
        if (hi - lo).min() > 1:
            boxes.append((BOXED[label], *lo, *hi))
    return View(out, halve(bits), item.weights, points[0], points[1], boxes, item)


def crop(v: View, rng: np.random.Generator, size: int, on: int | None = None) -> View:
    """A `size` window of a view, about a positive pixel of map `on` (or a box) where there is one."""
    full = v.x.shape[0]
    centre = rng.uniform(0.2, 0.8, 2) * full
    if on is not None:
        ys, xs = np.nonzero(v.bits & (1 << on))
        if len(ys):
            i = rng.integers(len(ys))
            centre = np.array([xs[i], ys[i]]) * 2.0
    elif v.boxes:
        b = v.boxes[rng.integers(len(v.boxes))]
        centre = np.array([b[1] + b[3], b[2] + b[4]])
    lo = np.clip((centre + rng.uniform(-0.35, 0.35, 2) * size - size / 2), 0, full - size).astype(int) // 2 * 2
    x, y = int(lo[0]), int(lo[1])
    h = size // 2
    boxes = []
    for label, x1, y1, x2, y2 in v.boxes:
        a, b = np.clip([x1 - x / 2, x2 - x / 2], 0, h), np.clip([y1 - y / 2, y2 - y / 2], 0, h)
        if (a[1] - a[0]) * (b[1] - b[0]) > 0.5 * (x2 - x1) * (y2 - y1):
            boxes.append((label, a[0], b[0], a[1], b[1]))
    bits = v.bits[y // 2 : y // 2 + h, x // 2 : x // 2 + h]
    return View(v.x[y : y + size, x : x + size], bits, v.weights, None, None, boxes, v.item)
