"""What the frozen trunk says of many views of each photograph, for the heads to be fitted on."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import cv2
import numpy as np
import torch

from .model import RESEARCH, Evidence
from .normalise import SIZE, disc_mask, field_mask, normalise
from .views import Item, View, view

QUALITIES = ("good", "usable", "reject")


@dataclass
class Rows:
    """One row a view: pooled features, whose photograph, its labels (−1 is unknown), whether it is the plain view or drawn."""

    x: np.ndarray  # [N, POOLED]
    name: np.ndarray
    dr: np.ndarray
    dme: np.ndarray
    quality: np.ndarray
    plain: np.ndarray
    drawn: np.ndarray
    conditions: np.ndarray  # [N, 10], in the order of RESEARCH


def joined(a: Rows, b: Rows) -> Rows:
    """The rows of both."""
    return Rows(**{k: np.concatenate([v, getattr(b, k)]) for k, v in vars(a).items()})


@torch.no_grad()
def pooled(net: Evidence, x: np.ndarray) -> np.ndarray:
    """Pooled features [POOLED] of a normalised square f32 [S, S, 3]."""
    t = torch.from_numpy(x).permute(2, 0, 1)[None].contiguous(memory_format=torch.channels_last)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        f, maps, heat = net.dense(t)
    return net.pooled([v.float() for v in f], torch.sigmoid(maps.float()), torch.sigmoid(heat.float()))[0].numpy()


def spoil(rgb: np.ndarray, rng: np.random.Generator, grade: int) -> np.ndarray:
    """u8 RGB square → the same as a bad photograph: 1 still usable, 2 to be rejected. Damage is drawn, not taken."""
    hard = grade == 2
    x = rgb.astype(np.float32) / 255
    kind = rng.choice(["blur", "dark", "bright", "haze", "shade"], p=[0.35, 0.2, 0.15, 0.15, 0.15])
    if kind == "blur":
        x = cv2.GaussianBlur(x, (0, 0), rng.uniform(6, 14) if hard else rng.uniform(2.2, 4))
    elif kind == "dark":
        x = x * rng.uniform(0.04, 0.12) if hard else x * rng.uniform(0.18, 0.3)
    elif kind == "bright":
        x = x * rng.uniform(4, 8) if hard else x * rng.uniform(2, 2.6)
    elif kind == "haze":
        veil = rng.uniform(0.82, 0.93) if hard else rng.uniform(0.5, 0.65)
        x = cv2.GaussianBlur(x, (0, 0), 4 if hard else 1.5) * (1 - veil) + veil * np.array([0.75, 0.6, 0.5])
    else:
        ys, xs = np.mgrid[0:SIZE, 0:SIZE] / SIZE - 0.5
        a = rng.uniform(0, 2 * np.pi)
        edge = (xs * np.cos(a) + ys * np.sin(a)) - (rng.uniform(-0.15, 0.0) if hard else rng.uniform(0.15, 0.25))
        x = x * (1 - np.clip(edge * 8, 0, 0.95))[..., None]
    x = x + rng.normal(0, 0.012, x.shape[:2])[..., None].astype(np.float32)
    return (np.clip(x, 0, 1) * 255).astype(np.uint8) * (disc_mask(SIZE) & (rgb.max(axis=2) > 12))[..., None]


def gather(net: Evidence, items: list[Item], views: int, damaged: bool, strength: float = 0.8) -> Rows:
    """Features of the plain view, `views` augmented ones and, if asked, one damaged one of every item."""
    net.eval()
    x, name, dr, dme, quality, plain, drawn, conditions = ([] for _ in range(8))

    def add(item: Item, square: np.ndarray, q: int, is_plain: bool) -> None:
        x.append(pooled(net, square))
        name.append(item.name)
        dr.append(-1 if item.dr is None or q else item.dr)
        dme.append(-1 if item.dme is None or q else item.dme)
        quality.append(q if item.quality is None else QUALITIES.index(item.quality))
        plain.append(is_plain)
        drawn.append(item.kind == "synth")
        if q or (item.kind == "synth" and not item.conditions) or item.kind not in ("synth", "chase"):
            conditions.append([-1] * len(RESEARCH))
        else:
            conditions.append([int(item.conditions.get(c, False)) for c in RESEARCH])

    for item in items:
        rng = np.random.default_rng(zlib.crc32(item.name.encode()))
        shown: list[View] = [view(item, rng, SIZE, 0.0)]
        shown += [view(item, rng, SIZE, strength) for _ in range(views)]
        for i, v in enumerate(shown):
            add(item, v.x, 0, i == 0)
        if damaged and item.kind != "synth":
            grade = int(rng.integers(1, 3))
            u8 = spoil(item.load()[0], rng, grade)
            add(item, normalise(u8, field_mask(u8)), grade, False)
    return Rows(*(np.array(a) for a in (x, name, dr, dme, quality, plain, drawn, conditions)))
