"""The hold-out photographed again with other cameras and colours: the same measures by shift, pooled, and by subgroup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from ..field import find_field
from ..measure import auroc, by_owner
from ..truth import Truth, read_photo
from .bench import Bench, Pair, seed_of, write_photo
from .claim import BOTH, IDRID, claim, share
from .doubt import doubt, strange
from .landmarks import landmarks
from .pixels import Pixels
from .rankings import answers, graded, rankings
from .render import SHIFTS, Shot

SINGLES = 24
"""Graded photographs for each single shift; `another camera` takes all, twice."""
DRAWS = 2
WANTED = {"microaneurysm", "haemorrhage", "hard_exudate", "vessels"}
WITH_MASKS = ("colour", "soft", "1 megapixel", "JPEG 40", "sensor noise", "another camera")
"""Shifts after which pixels are measured too; the others would say the same again."""


@dataclass
class Facts:
    """What subgroups are made of."""

    brightness: float  # mean green level in the field, 0–255
    pixels: float  # diameter of the field
    field: str


def shifted(photo: Truth, name: str, draw: int, folder: Path, masks: bool) -> tuple[Truth, Facts]:
    """The photograph after a shift, written to `folder`, with its labels moved along."""
    rgb = read_photo(photo.path)
    shot = SHIFTS[name](Shot(rgb.copy(), find_field(rgb)), seed_of("shift", name, draw, photo.name))
    path = write_photo(folder / f"{photo.name}.jpg", shot.rgb, shot.quality)
    h, w = shot.rgb.shape[:2]
    disc = fovea = None
    if photo.disc:
        x, y = shot.place(*photo.disc[:2])
        size = photo.disc[2] * shot.scale
        disc = (x, y, size) if shot.shows(x, y, size / 2) else None
    if photo.fovea:
        fovea = shot.place(*photo.fovea)
        fovea = fovea if shot.shows(*fovea, 0.02 * shot.circle[2]) else None
    drawn = folder / f"{photo.name}.masks.png"
    if masks and photo.masks is not None:
        moved(photo.masks, shot).save(drawn)
    ys, xs = np.ogrid[:h:4, :w:4]
    inside = (xs - shot.circle[0]) ** 2 + (ys - shot.circle[1]) ** 2 <= shot.circle[2] ** 2
    green = shot.rgb[::4, ::4, 1][inside]
    diameter = photo.disc[2] * shot.scale if photo.disc else None
    truth = replace(photo, path=path, size=(w, h), disc=disc, fovea=fovea, diameter=diameter, masks=drawn if drawn.exists() else None)
    return truth, Facts(float(green.mean()) if green.size else 0.0, 2 * shot.circle[2], kind_of_field(name, shot))


def kind_of_field(name: str, shot: Shot) -> str:
    """Whole, cut, or smaller."""
    if name.startswith("field of"):
        return name
    h, w = shot.rgb.shape[:2]
    cx, cy, r = shot.circle
    whole = min(cx, cy, w - 1 - cx, h - 1 - cy) >= 0.97 * r
    return "whole circle" if whole else "cut circle"


def moved(masks: Path, shot: Shot) -> Image.Image:
    """The mask picture after the same crop and scale, nearest neighbour; its palette is kept."""
    image = Image.open(masks)
    palette = image.getpalette() if image.mode == "P" else None
    h, w = shot.rgb.shape[:2]
    k, (dx, dy) = shot.scale, shot.shift
    matrix = np.array([[k, 0, dx + k / 2 - 0.5], [0, k, dy + k / 2 - 0.5]])
    pixels = np.asarray(image if palette else image.convert("L"))
    out = Image.fromarray(cv2.warpAffine(pixels, matrix, (w, h), flags=cv2.INTER_NEAREST))
    if palette:
        out.putpalette(palette)
    return out


def read(bench: Bench) -> Iterator[tuple[str, Pair, Facts]]:
    """Every shifted photograph, shift by shift; at most one shift's pictures are on the disk at a time."""
    for name in SHIFTS:
        draws = DRAWS if name == "another camera" else 1
        some = bench.few(bench.photos, len(bench.photos))
        if draws == 1:
            others = [p for p in bench.photos if p.dr is None] if name in WITH_MASKS else []
            some = [*bench.few([p for p in bench.photos if p.dr is not None], SINGLES), *bench.few(others, len(others))]
        for draw in range(draws):
            folder = bench.folder(f"shift-{len(bench.curves)}-{draw}")
            made = [shifted(p, name, draw, folder, name in WITH_MASKS) for p in some]
            facts = {t.name: f for t, f in made}
            for t, r in bench.read([t for t, _ in made], WANTED, quick=True):
                yield name, (t, r), facts[t.name]
            for file in folder.iterdir():
                file.unlink()


def shifts(bench: Bench) -> list[dict]:
    """Claims pooled and for `another camera`; task names begin with `shift_`, so that no condition is assessed on their ground."""
    rows: list[tuple[str, Pair, Facts]] = []
    pooled, singles = Pixels(bench.thresholds), {}
    for name, pair, facts in read(bench):
        if pair[0].masks is not None:
            pooled.add(pair)
            singles.setdefault(name, Pixels(bench.thresholds)).add(pair)
            pair[1].maps.clear()
        rows.append((name, pair, facts))
    out, every = [], [p for _, p, _ in rows]
    pooled_data = f"{IDRID}, own shifts pooled"
    curves = bench.curves.setdefault("shifted", {})
    out += [c | {"task": f"shift_{c['task']}"} for c in rankings(every, pooled_data, curves, values=False)]
    out += landmarks(every, pooled_data, "shift_") + doubt(every, pooled_data, "shift_")
    out += share("shift_rejected", f"{BOTH}, own shifts pooled", "rejected", rejected(every), [t.owner for t, _ in every])
    out += pooled.claims("shift_", ", own shifts pooled")
    if "another camera" in singles:
        out += singles.pop("another camera").claims("shift_", ", own shift: another camera")
    single = {name: measures([p for n, p, _ in rows if n == name], f"hold-out, own shift: {name}") for name in SHIFTS}
    out += single["another camera"]
    for name, counts in singles.items():
        single[name] += [c for c in counts.claims("shift_", f", own shift: {name}") if c["metric"].startswith("Dice")]
    # A bundle need not carry every row as a claim of its own: the card shows them as tables.
    bench.curves["shift table"] = single
    bench.curves["subgroup table"] = subgroups(rows)
    bench.curves["shift rows"] = by_shift([c for some in single.values() for c in some])
    return out


def rejected(pairs: Sequence[Pair]) -> list[bool]:
    """Whether each was rejected; an error is a rejection too."""
    return [r.reading.get("quality", {}).get("verdict", "reject") == "reject" for _, r in pairs]


def measures(pairs: Sequence[Pair], data: str) -> list[dict]:
    """The few measures that every shift and subgroup gets."""
    out = []
    y, z, owners = answers(pairs, "referable_dr")
    if len(y):
        out.append(claim("shift_referable_dr", data, len(y), "auroc", auroc(y, z), by_owner(lambda i: auroc(y[i], z[i]), owners, 500)))
    out += graded(pairs, data, "shift_dr_grade")
    out += landmarks(pairs, data, "shift_")
    out += share("shift_rejected", data, "rejected", rejected(pairs), [t.owner for t, _ in pairs])
    return out + strange(pairs, data, "shift_")


def subgroups(rows: Sequence[tuple[str, Pair, Facts]]) -> dict[str, list[dict]]:
    """By brightness (thirds of what was rendered), field and resolution."""
    if not rows:
        return {}
    low, high = np.percentile([f.brightness for _, _, f in rows], [33.3, 66.7])
    groups = {
        f"dark (mean green below {low:.0f})": lambda f: f.brightness < low,
        f"middling (mean green {low:.0f}–{high:.0f})": lambda f: low <= f.brightness <= high,
        f"bright (mean green above {high:.0f})": lambda f: f.brightness > high,
        "field of 45°": lambda f: f.field == "field of 45°", "field of 35°": lambda f: f.field == "field of 35°",
        "whole circle": lambda f: f.field == "whole circle", "cut circle": lambda f: f.field == "cut circle",
        "field below 800 pixels": lambda f: f.pixels < 800, "field of 800–1600 pixels": lambda f: 800 <= f.pixels <= 1600,
        "field above 1600 pixels": lambda f: f.pixels > 1600,
    }  # fmt: skip
    out = {}
    for name, chosen in groups.items():
        if some := [p for _, p, f in rows if chosen(f)]:
            out[name] = measures(some, f"hold-out and own shifts, subgroup: {name}")
    return out


def by_shift(claims: Sequence[dict]) -> list[tuple[str, float, float, float]]:
    """Name, AUROC and its interval, for the plot."""
    mark = "own shift: "
    return [(c["data"].split(mark)[1], c["value"], *c["interval"]) for c in claims
            if c["task"] == "shift_referable_dr" and mark in c["data"] and c["metric"] == "auroc" and np.isfinite(c["value"])]  # fmt: skip
