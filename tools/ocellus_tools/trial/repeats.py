"""The same eye photographed again: whether the referral stays what it was."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from ..field import find_field
from ..truth import read_photo
from .bench import Bench, seed_of, write_photo
from .claim import IDRID, share
from .render import Shot, cut, encoded, linear


def other_crop(s: Shot, rng: np.random.Generator) -> Shot:
    """Two to seven hundredths less on each side, each side for itself."""
    h, w = s.rgb.shape[:2]
    a = rng.uniform(0.02, 0.07, 4)
    return cut(s, int(a[0] * w), int(a[1] * h), w - int(a[2] * w), h - int(a[3] * h))


def other_light(s: Shot, rng: np.random.Generator) -> Shot:
    """Between 0.6 and 1.5 times the light."""
    s.rgb = encoded(linear(s.rgb) * np.float32(np.exp(rng.uniform(np.log(0.6), np.log(1.5)))))
    return s


def other_file(s: Shot, rng: np.random.Generator) -> Shot:
    """JPEG between 45 and 75."""
    s.quality = int(rng.integers(45, 76))
    return s


def turned(s: Shot, rng: np.random.Generator) -> Shot:
    """The head a little tilted: up to 6°, about the field's centre."""
    h, w = s.rgb.shape[:2]
    turn = cv2.getRotationMatrix2D((float(s.circle[0]), float(s.circle[1])), float(rng.uniform(-6, 6)), 1.0)
    s.rgb = cv2.warpAffine(s.rgb, turn, (w, h), flags=cv2.INTER_CUBIC)
    return s


AGAIN: dict[str, Callable[[Shot, np.random.Generator], Shot]] = {
    "another crop": other_crop, "other brightness": other_light, "stronger compression": other_file, "a small rotation": turned,
}  # fmt: skip


def asked_for(reading: dict) -> str | None:
    """Category of the referral; None where there is no Reading."""
    return reading.get("referral", {}).get("category")


def referred(reading: dict) -> bool:
    """Sent to an eye clinic: `refer` or `urgent`."""
    return asked_for(reading) in ("refer", "urgent")


def sure(reading: dict) -> bool:
    """Whether the probability of being referable is one half or more."""
    p = reading.get("referral", {}).get("probability")
    return p is not None and p >= 0.5


def repeats(bench: Bench) -> list[dict]:
    """Every graded hold-out photograph against its four repeats."""
    graded = [(t, r.reading) for t, r in bench.base if t.dr is not None]
    first = bench.few(graded, len(graded), lambda pair: pair[0].name)
    hits: dict[str, list[tuple[str, bool, bool, bool]]] = {}
    for name, again in AGAIN.items():
        folder = bench.folder("repeats")
        files = []
        for t, _ in first:
            rgb = read_photo(t.path)
            shot = again(Shot(rgb.copy(), find_field(rgb)), seed_of("repeat", name, t.name))
            files.append(write_photo(folder / f"{t.name}.jpg", shot.rgb, shot.quality))
        for (t, a), b in zip(first, bench.screen(files), strict=True):
            hits.setdefault(name, []).append((t.owner, referred(a) == referred(b), asked_for(a) == asked_for(b), sure(a) == sure(b)))
    out = []
    for name, rows in [("", [r for some in hits.values() for r in some]), *hits.items()]:
        data = f"{IDRID}, photographed again" + (f": {name}" if name else "")
        owners = [r[0] for r in rows]
        out += share("repeat", data, "agree on referral (refer or urgent, or not)", [r[1] for r in rows], owners)
        if not name:
            out += share("repeat", data, "agree on the category", [r[2] for r in rows], owners)
            out += share("repeat", data, "agree on probability 0.5", [r[3] for r in rows], owners)
    return out
