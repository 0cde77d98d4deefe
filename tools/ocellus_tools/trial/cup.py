"""The vertical cup-to-disc ratio on drawn eyes of seeds that no training saw. Nothing real supports it: research."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from ..measure import by_owner
from ..readers import screen
from ..synth import make_eye
from .bench import Bench, write_photo
from .claim import claim, share

DRAWN = "drawn eyes of other seeds"
FIRST_SEED = 7_300_000
EYES = 60
SIDE, FRAME = 1140, (1600, 1200)
LIMIT = 0.08


def tall(mask: np.ndarray) -> int:
    """Height of the largest connected part of a bool mask, pixels; 0 of nothing."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    if count < 2:
        return 0
    return int(stats[1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA])), cv2.CC_STAT_HEIGHT])


def ratio(reading: dict, maps: Path, stem: str, thresholds: dict[str, float]) -> float | None:
    """The Reading's own number; where it gives none, cup over disc in its maps at the working thresholds."""
    told = reading.get("biometry", {}).get("cup_disc_ratio_vertical", {}).get("value")
    if told is not None:
        return float(told)
    files = [maps / f"{stem}.{name}.png" for name in ("cup", "disc")]
    if not all(f.exists() for f in files):
        return None
    parts = [cv2.imread(str(f), cv2.IMREAD_GRAYSCALE) for f in files]
    cup, disc = (tall(p >= 255 * thresholds.get(name, 0.5)) for p, name in zip(parts, ("cup", "disc"), strict=True))
    return cup / disc if disc else None


def framed(rgb: np.ndarray) -> np.ndarray:
    """The eye's square on a camera's black frame."""
    out = np.zeros((FRAME[1], FRAME[0], 3), np.uint8)
    y, x = (FRAME[1] - rgb.shape[0]) // 2, (FRAME[0] - rgb.shape[1]) // 2
    out[y : y + rgb.shape[0], x : x + rgb.shape[1]] = rgb
    return out


def cup(bench: Bench) -> list[dict]:
    """Draws the eyes, reads them, compares. An eye whose disc is not in view is not asked."""
    eyes, seed = [], FIRST_SEED
    folder, maps = bench.folder("drawn"), bench.folder("drawn-maps")
    while len(eyes) < min(EYES, bench.limit or EYES) and seed < FIRST_SEED + 4 * EYES:
        eye = make_eye(seed, SIDE, quality="good")
        if eye.disc_visible and eye.masks["disc"].any():
            eyes.append((write_photo(folder / f"{seed}.jpg", framed(eye.rgb), 90), eye.vertical_cup_disc))
        seed += 1
    readings = []
    for at in range(0, len(eyes), 30):
        readings += screen(bench.binary, [p for p, _ in eyes[at : at + 30]], bench.with_option("--no-language", "--research"), maps)
    bench.read_count += len(eyes)
    bench.note(readings)
    said = [ratio(r, maps, p.stem, bench.thresholds) for (p, _), r in zip(eyes, readings, strict=True)]
    by_program = sum(r.get("biometry", {}).get("cup_disc_ratio_vertical", {}).get("value") is not None for r in readings)
    source = "the Reading" if by_program * 2 > len(eyes) else "the maps"
    bench.curves["cup"] = [(t, s) for (_, t), s in zip(eyes, said, strict=True) if s is not None]
    return compared([t for _, t in eyes], said, f"{DRAWN}, from {source}")


def compared(truths: list[float], said: list[float | None], data: str) -> list[dict]:
    """Mean absolute error where a number was given, how often it was, and how often within the limit."""
    out = share("cup_disc_ratio", data, "given", [s is not None for s in said], research=True)
    away = np.array([abs(s - t) for t, s in zip(truths, said, strict=True) if s is not None])
    if len(away):
        who = [str(i) for i in range(len(away))]
        out.append(claim("cup_disc_ratio", data, len(away), "mean absolute error, vertical", float(away.mean()),
                         by_owner(lambda i: float(away[i].mean()), who), research=True))  # fmt: skip
        out += share("cup_disc_ratio", data, f"within {LIMIT}", list(away <= LIMIT), research=True)
    return out
