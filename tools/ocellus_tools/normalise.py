"""Field crop and local-mean normalisation: the twin of `src/fundus/normalise.rs`, pinned to it by one golden."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image

SIZE = 1024
GRID = 32
RIM = 0.98
DARK = 12
SMOOTHINGS = 3
NAME = "local-mean/1"


def crop_square(photo: np.ndarray, cx: float, cy: float, r: float, size: int = SIZE) -> tuple[np.ndarray, np.ndarray]:
    """Cuts the square (centre `cx, cy`, half-side `r`, pixels of `photo` u8 RGB) and resizes it to `size`.

    Gives the u8 crop and the bool mask of crop pixels inside the photograph. What lies outside is black.
    Crop pixel (u, v) is photograph x = cx - r + (u + 0.5) * 2r / size - 0.5, and y likewise.
    """
    h, w = photo.shape[:2]
    left, top, side = cx - r, cy - r, 2.0 * r
    pad = [max(0, int(np.ceil(-left)) + 2), max(0, int(np.ceil(-top)) + 2)]
    pad += [max(0, int(np.ceil(left + side - w)) + 2), max(0, int(np.ceil(top + side - h)) + 2)]
    padded = cv2.copyMakeBorder(photo, pad[1], pad[3], pad[0], pad[2], cv2.BORDER_CONSTANT, value=(0, 0, 0))
    box = (left + pad[0], top + pad[1], left + pad[0] + side, top + pad[1] + side)
    crop = np.asarray(Image.fromarray(padded).resize((size, size), Image.BILINEAR, box=box))
    step = (np.arange(size) + 0.5) * side / size - 0.5
    x, y = left + step, top + step
    inside = ((y >= -0.5) & (y <= h - 0.5))[:, None] & ((x >= -0.5) & (x <= w - 0.5))[None, :]
    return crop, inside


_DISCS: dict[int, np.ndarray] = {}


def disc_mask(size: int) -> np.ndarray:
    """Pixels whose centres lie within `RIM` of the field's radius, bool [size, size]."""
    if size not in _DISCS:
        c = np.arange(size) + 0.5 - size / 2
        _DISCS[size] = (c[:, None] ** 2 + c[None, :] ** 2) <= (RIM * size / 2) ** 2
    return _DISCS[size]


def brightest(rgb: np.ndarray) -> np.ndarray:
    """The largest of the three channels, u8 [S, S]."""
    r, g, b = cv2.split(np.ascontiguousarray(rgb))
    return cv2.max(cv2.max(r, g), b)


def field_mask(crop: np.ndarray, inside: np.ndarray | None = None) -> np.ndarray:
    """What of a u8 crop [S, S, 3] belongs to the field of view, bool [S, S]."""
    mask = disc_mask(crop.shape[0]) & (brightest(crop) > DARK)
    return mask if inside is None else mask & inside


def normalise(crop: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """u8 RGB [S, S, 3] and its mask → f32 [S, S, 3] in -1..1: local mean taken off, scaled by the pooled deviation."""
    size = crop.shape[0]
    cell = size // GRID
    m = mask.astype(np.float32)
    x = cv2.bitwise_and(crop, crop, mask=mask.view(np.uint8)).astype(np.float32)
    x *= np.float32(1 / 255)
    weight = m.reshape(GRID, cell, GRID, cell).sum(axis=(1, 3))
    total = x.reshape(GRID, cell, GRID, cell, 3).sum(axis=(1, 3))
    if weight.sum() == 0:
        return np.zeros_like(x)
    mean = total.sum(axis=(0, 1)) / weight.sum()
    for _ in range(SMOOTHINGS):
        weight = cv2.boxFilter(weight, -1, (3, 3), normalize=False, borderType=cv2.BORDER_CONSTANT)
        total = cv2.boxFilter(total, -1, (3, 3), normalize=False, borderType=cv2.BORDER_CONSTANT)
    mu = np.where(weight[..., None] > 0, total / np.maximum(weight, 1e-9)[..., None], mean).astype(np.float32)
    d = cv2.subtract(x, cv2.resize(mu, (size, size), interpolation=cv2.INTER_LINEAR), mask=mask.view(np.uint8))
    sigma = cv2.norm(d) / float(np.sqrt(3 * np.count_nonzero(mask)))
    d *= np.float32(1 / (4 * (sigma + 0.01)))
    return np.clip(d, -1, 1, out=d)
