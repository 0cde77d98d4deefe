"""Synthetic eyes on disk: NAME.jpg, NAME.json (labels) and NAME.png (masks, 16 bits, one per map)."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np

from .eye import MAPS, SyntheticEye, make_eye


def pack(masks: dict[str, np.ndarray]) -> np.ndarray:
    """Masks to one u16 image [S,S]: bit k is set where MAPS[k] is."""
    packed = np.zeros(next(iter(masks.values())).shape, np.uint16)
    for bit, name in enumerate(MAPS):
        packed |= masks[name].astype(np.uint16) << bit
    return packed


def unpack(packed: np.ndarray) -> dict[str, np.ndarray]:
    """The inverse of `pack`."""
    return {name: (packed >> bit & 1).astype(bool) for bit, name in enumerate(MAPS)}


def save(eye: SyntheticEye, folder: Path, name: str, quality: int = 92) -> None:
    """Writes the three files of one eye; the labels last, so that their presence means the eye is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    for suffix, image, options in (
        (".jpg", cv2.cvtColor(eye.rgb, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality]),
        (".png", pack(eye.masks), [cv2.IMWRITE_PNG_COMPRESSION, 6]),
    ):
        path = folder / f"{name}{suffix}"
        if not cv2.imwrite(str(path), image, options):
            raise OSError(f"writing {path}: refused; is the folder writable and the disk not full?")
    (folder / f"{name}.json").write_text(json.dumps(eye.labels() | {"maps": list(MAPS)}) + "\n", encoding="utf-8")


def load(folder: Path, name: str) -> tuple[np.ndarray, dict[str, np.ndarray], dict]:
    """rgb u8 [S,S,3], masks and labels of one saved eye."""
    labels = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    rgb = cv2.imread(str(folder / f"{name}.jpg"), cv2.IMREAD_COLOR)
    packed = cv2.imread(str(folder / f"{name}.png"), cv2.IMREAD_UNCHANGED)
    if rgb is None or packed is None:
        raise OSError(f"reading {folder / name}: the picture or its masks are missing; draw the set again")
    return cv2.cvtColor(rgb, cv2.COLOR_BGR2RGB), unpack(packed), labels


def draw(task: tuple[str, int, int, int]) -> None:
    """Draws and saves one eye (folder, number, seed, size); stands here because a spawned process cannot import a `__main__`."""
    folder, number, seed, size = task
    save(make_eye(seed, size), Path(folder), f"{number:06d}")
