"""An explanation that is tested: cover what a condition cites, and it must weaken; cover as much elsewhere, and it must not.

Covered is filled in from around, so that no patch stands out. Elsewhere means the same shapes turned about the middle of
the field to where they meet no finding, disc or macula. What weakens is the log odds of the condition, by a quarter or
more: from 0.60 to 0.54 at least.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ..truth import read_photo
from .bench import Bench, seed_of, write_photo
from .claim import IDRID, mean, share

CONDITIONS = ("diabetic_retinopathy", "macular_edema")
PHOTOGRAPHS = 40
LEAST = 0.25
MARGIN = 0.006
"""Around each finding, as a share of the field's radius."""
TURNS = 24


@dataclass
class Case:
    """One photograph, the condition, its odds before, and the ellipses (cx, cy, rx, ry) it cites, in pixels."""

    name: str
    condition: str
    odds: float
    cited: list[tuple[float, float, float, float]]


def odds(reading: dict, condition: str) -> float | None:
    """Log odds of a condition; None where it was not assessed."""
    p = next((c["probability"] for c in reading.get("conditions", []) if c["condition"] == condition), None)
    return None if p is None else float(np.log(np.clip(p, 1e-6, 1 - 1e-6) / (1 - np.clip(p, 1e-6, 1 - 1e-6))))


def ellipses(reading: dict, ids: set[str] | None) -> list[tuple[float, float, float, float]]:
    """The findings' boxes as ellipses with a margin; all findings where no ids are given."""
    pad = MARGIN * reading["image"]["field_of_view"]["r"]
    out = []
    for f in reading.get("findings", []):
        if ids is None or f["id"] in ids:
            x1, y1, x2, y2 = f["box_px"]
            out.append(((x1 + x2) / 2, (y1 + y2) / 2, (x2 - x1) / 2 + pad, (y2 - y1) / 2 + pad))
    return out


def drawn(shape: tuple[int, ...], shapes: list[tuple[float, float, float, float]], turn: float = 0.0) -> np.ndarray:
    """Mask u8 [H, W] of ellipses, each turned by `turn` degrees about itself."""
    out = np.zeros(shape[:2], np.uint8)
    for cx, cy, rx, ry in shapes:
        box = ((float(cx), float(cy)), (float(2 * rx), float(2 * ry)), float(turn))
        cv2.ellipse(out, box, 255, -1)
    return out


def filled(rgb: np.ndarray, mask: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """What the mask covers, filled in smoothly from around it, with the grain of what surrounds it."""
    reach = cv2.dilate(mask, np.ones((5, 5), np.uint8))
    grain = float(np.std(rgb.astype(np.float32) - cv2.GaussianBlur(rgb, (0, 0), 1.5)))
    out = cv2.inpaint(np.ascontiguousarray(rgb), reach, 5, cv2.INPAINT_TELEA).astype(np.float32)
    out = np.where(reach[..., None] > 0, cv2.GaussianBlur(out, (0, 0), 2.0) + rng.normal(0, grain, rgb.shape), rgb)
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)


def elsewhere(shape: tuple[int, ...], case: Case, reading: dict) -> np.ndarray | None:
    """The cited shapes turned about the field's middle, clear of findings, disc and macula; None where no turn is."""
    view = reading["image"]["field_of_view"]
    h, w = shape[:2]
    taken = cv2.dilate(drawn(shape, ellipses(reading, None)), np.ones((5, 5), np.uint8))
    disc, fovea = reading["landmarks"]["disc"], reading["landmarks"]["fovea"]
    if disc:
        x1, y1, x2, y2 = (v * s / 999 for v, s in zip(disc["box"], (w, h, w, h), strict=True))
        cv2.circle(taken, (int((x1 + x2) / 2), int((y1 + y2) / 2)), int(0.6 * max(x2 - x1, y2 - y1)), 255, -1)
    size = view["r"] * 0.14
    if fovea:
        cv2.circle(taken, (int(fovea["centre"][0] * w / 999), int(fovea["centre"][1] * h / 999)), int(2 * size), 255, -1)
    best = None
    for k in range(1, TURNS):
        a = 2 * np.pi * k / TURNS
        turned = []
        for cx, cy, rx, ry in case.cited:
            dx, dy = cx - view["cx"], cy - view["cy"]
            x, y = view["cx"] + dx * np.cos(a) - dy * np.sin(a), view["cy"] + dx * np.sin(a) + dy * np.cos(a)
            if rx <= x < w - rx and ry <= y < h - ry:
                turned.append((x, y, rx, ry))
        if len(turned) < 0.8 * len(case.cited):
            continue
        mask = drawn(shape, turned, np.degrees(a))
        clear = np.count_nonzero(mask & ~taken) / max(np.count_nonzero(mask), 1)
        if best is None or clear > best[0]:
            best = (clear, mask & ~taken)
    return best[1] if best and best[0] >= 0.7 else None


def cases(bench: Bench) -> list[tuple[Case, dict]]:
    """Conditions that are present or uncertain and cite findings, with their Reading."""
    out = []
    for t, r in bench.base:
        for c in r.reading.get("conditions", []):
            before = odds(r.reading, c["condition"])
            cited = ellipses(r.reading, set(c["evidence"])) if c["evidence"] else []
            if c["condition"] in CONDITIONS and c["status"] in ("present", "uncertain") and before is not None and cited:
                out.append((Case(t.name, c["condition"], before, cited), r.reading))
    return out


def cover(bench: Bench) -> list[dict]:
    """Rates over conditions of hold-out photographs."""
    photos = {t.name: t for t, _ in bench.base}
    names = set(bench.few(sorted({c.name for c, _ in cases(bench)}), PHOTOGRAPHS, lambda n: n))
    some = [(c, x) for c, x in cases(bench) if c.name in names]
    folder = bench.folder("cover")
    files, rows = [], []
    for case, reading in some:
        rgb = read_photo(photos[case.name].path)
        there, away = drawn(rgb.shape, case.cited), elsewhere(rgb.shape, case, reading)
        for kind, mask in (("cited", there), ("elsewhere", away)):
            if mask is not None:
                path = folder / f"{case.name}.{case.condition}.{kind}.png"
                files.append(write_photo(path, filled(rgb, mask, seed_of("cover", kind, case.name))))
                rows.append((case, kind, np.count_nonzero(mask) / max(np.count_nonzero(there), 1)))
    readings = bench.screen(files, quick=True)
    return weakened([(case, kind, area, odds(x, case.condition)) for (case, kind, area), x in zip(rows, readings, strict=True)])


def weakened(rows: list[tuple[Case, str, float, float | None]]) -> list[dict]:
    """Claims from (case, what was covered, its area over the cited, log odds after; None counts as gone)."""
    out = []
    for condition in (None, *CONDITIONS):
        some = [r for r in rows if condition is None or r[0].condition == condition]
        data = IDRID + ", findings covered" + (f": {condition}" if condition else "")
        for kind, metric in (("cited", "weakens where the cited findings are covered"), ("elsewhere", "weakens where as much is covered elsewhere")):
            falls = [(c.name, c.odds - (after if after is not None else -np.inf)) for c, k, _, after in some if k == kind]
            out += share("explanation", data, metric, [f >= LEAST for _, f in falls], [n for n, _ in falls])
            if condition is None and falls:
                fell = [(n, min(f, 20.0)) for n, f in falls]
                out += mean("explanation", data, f"fall of the log odds, {kind}", [f for _, f in fell], [n for n, _ in fell])
        if condition is None:
            areas = [a for _, k, a, _ in some if k == "elsewhere"]
            out += mean("explanation", data, "area covered elsewhere over the cited", areas)
    return out
