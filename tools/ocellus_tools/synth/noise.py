"""Smooth and fine noise at several scales, cheap enough to draw whole eyes with."""

from __future__ import annotations

import functools

import cv2
import numpy as np

_TILE = 1536


@functools.lru_cache(maxsize=1)
def _tile() -> np.ndarray:
    """One fixed tile of standard normal noise; crops of it stand in for fresh full-size noise."""
    return np.random.default_rng(20260101).standard_normal((_TILE, _TILE), dtype=np.float32)


def fine(rng: np.random.Generator, size: int) -> np.ndarray:
    """White noise [size,size], unit variance: a randomly placed and flipped crop of the fixed tile."""
    reps = -(-size // _TILE)
    tile = _tile() if reps == 1 else np.tile(_tile(), (reps + 1, reps + 1))
    y, x = rng.integers(0, tile.shape[0] - size + 1), rng.integers(0, tile.shape[1] - size + 1)
    crop = tile[y : y + size, x : x + size]
    if rng.random() < 0.5:
        crop = crop[::-1]
    if rng.random() < 0.5:
        crop = crop[:, ::-1]
    return crop.T if rng.random() < 0.5 else crop


def smooth(rng: np.random.Generator, size: int, cells: float) -> np.ndarray:
    """Smooth noise [size,size], about unit variance, with `cells` independent cells across."""
    n = max(2, round(cells)) + 3
    grid = rng.standard_normal((n, n), dtype=np.float32)
    wide = round(size * n / max(cells, 1))
    mid = min(wide, max(n * 6, 64))
    image = cv2.resize(grid, (mid, mid), interpolation=cv2.INTER_CUBIC)
    if mid != wide:
        image = cv2.resize(image, (wide, wide), interpolation=cv2.INTER_LINEAR)
    if wide <= size:
        return cv2.resize(image, (size, size), interpolation=cv2.INTER_LINEAR)
    y, x = rng.integers(0, wide - size + 1, 2)
    return np.ascontiguousarray(image[y : y + size, x : x + size]) * np.float32(1.25)


def fractal(rng: np.random.Generator, size: int, cells: float, octaves: int, fall: float = 0.6) -> np.ndarray:
    """Sum of `octaves` smooth noises, each of twice the frequency and `fall` times the amplitude."""
    total = np.zeros((size, size), np.float32)
    weight = 0.0
    for k in range(octaves):
        amp = fall**k
        cv2.scaleAdd(smooth(rng, size, cells * 2**k), amp, total, total)
        weight += amp * amp
    return total * np.float32(1.0 / np.sqrt(weight))


def grow(image: np.ndarray, size: int) -> np.ndarray:
    """Resizes a small smooth map to [size,size]."""
    return cv2.resize(image, (size, size), interpolation=cv2.INTER_LINEAR)


def blur(image: np.ndarray, sigma: float) -> np.ndarray:
    """Gaussian blur; a wide one is done on a reduced copy, which looks the same and costs little."""
    if sigma < 0.25:
        return image
    if sigma <= 4:
        return cv2.GaussianBlur(image, (0, 0), sigma)
    h, w = image.shape[:2]
    k = int(sigma // 2)
    small = cv2.resize(image, (max(4, w // k), max(4, h // k)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / k)
    return cv2.resize(small, (w, h), interpolation=cv2.INTER_CUBIC)
