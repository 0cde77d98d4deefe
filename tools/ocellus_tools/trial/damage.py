"""Whether what cannot be read is rejected, what can is not, and real photographs are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..field import find_field
from ..truth import read_photo
from .bench import Bench, seed_of, write_photo
from .claim import BOTH, share
from .ruin import RUINS, STRENGTHS, UNFORESEEN
from .visible import BEYOND, find, share_seen, square

GRADED, OTHERS, REAL = 8, 2, 120
READABLE = 0.8
"""From this share of stretches seen on, nothing may be rejected: the fault is hardly one."""
FOLDERS = ("idrid/images", "idrid_lesions/images", "chase_db1/images")


@dataclass
class Damaged:
    """One damaged photograph and what came of it."""

    owner: str
    fault: str
    strength: float
    seen: float
    rejected: bool = False


def damage(bench: Bench) -> list[dict]:
    """Claims on damaged photographs and on all real ones."""
    photos = [*bench.few([p for p in bench.photos if p.dr is not None], GRADED), *bench.few([p for p in bench.photos if p.dr is None], OTHERS)]
    rows: list[Damaged] = []
    for photo in photos:
        folder = bench.folder("damage")
        rgb = read_photo(photo.path)
        circle = find_field(rgb)
        stretches = find(square(rgb, circle))
        files, some = [], []
        for fault, ruin in RUINS.items():
            for k in STRENGTHS:
                spoilt, where = ruin(rgb, circle, k, seed_of("damage", fault, k, photo.name))
                some.append(Damaged(photo.owner, fault, k, share_seen(spoilt, where, stretches)))
                files.append(write_photo(folder / f"{len(files):03d}.jpg", spoilt))
        for row, reading in zip(some, bench.screen(files, quick=True), strict=True):
            row.rejected = refused(reading)
        rows += some
    bench.curves["damage"] = curve(rows)
    return judged(rows) + real(bench)


def refused(reading: dict) -> bool:
    """Rejected, or not read at all."""
    return reading.get("quality", {}).get("verdict", "reject") == "reject"


def judged(rows: Sequence[Damaged]) -> list[dict]:
    """Claims by the rule of `visible`."""
    data = "hold-out photographs with drawn damage"
    beyond = [r for r in rows if r.seen < BEYOND]
    out = share("damaged", f"{data}, beyond reading", "rejected", [r.rejected for r in beyond], [r.owner for r in beyond])
    new = [r for r in beyond if r.fault in UNFORESEEN]
    out += share("damaged", f"{data}, beyond reading, faults that no rule was set on", "rejected", [r.rejected for r in new], [r.owner for r in new])
    for fault in RUINS:
        some = [r for r in beyond if r.fault == fault]
        out += share("damaged", f"{data}, beyond reading: {fault}", "rejected", [r.rejected for r in some], [r.owner for r in some])
    fine = [r for r in rows if r.seen >= READABLE]
    return out + share("damaged", f"{data}, still well read", "rejected", [r.rejected for r in fine], [r.owner for r in fine])


def curve(rows: Sequence[Damaged]) -> dict[str, list[tuple[float, float, int]]]:
    """Fault → mean share of stretches seen, share rejected, count, by strength."""
    out: dict[str, list[tuple[float, float, int]]] = {}
    for fault in RUINS:
        for k in STRENGTHS:
            some = [r for r in rows if r.fault == fault and r.strength == k]
            if some:
                out.setdefault(fault, []).append((float(np.mean([r.seen for r in some])), float(np.mean([r.rejected for r in some])), len(some)))
    return out


def real(bench: Bench) -> list[dict]:
    """Real photographs, all of which were graded or drawn upon by people: the hold-out, and all there are."""
    held = [(t, refused(r.reading)) for t, r in bench.base]
    out = share("real_photographs", BOTH, "rejected", [bad for _, bad in held], [t.owner for t, _ in held])
    if bench.data is None:
        return out
    files = [p for folder in FOLDERS for p in sorted((bench.data / folder).glob("*.jpg"))]
    files = bench.few(files, REAL, lambda p: "/".join(p.parts[-3:]))
    readings = bench.screen(files, quick=True)
    return out + share("real_photographs", "IDRiD and CHASE_DB1, a sample of all, training photographs too", "rejected", [refused(r) for r in readings])
