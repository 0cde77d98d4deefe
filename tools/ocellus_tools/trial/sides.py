"""Right or left eye: from annotated disc and fovea (or a child's file name), and mirrored, where it must turn over."""

from __future__ import annotations

import numpy as np

from ..truth import read_photo
from .bench import Bench, write_photo
from .claim import BOTH, share

OTHER = {"OD": "OS", "OS": "OD"}


def sides(bench: Bench) -> list[dict]:
    """Unknown counts as wrong; its share stands beside."""
    known = [(t, r.reading) for t, r in bench.base if t.side]
    known = bench.few(known, len(known), lambda pair: pair[0].name)
    folder = bench.folder("mirrored")
    files = [write_photo(folder / f"{t.name}.png", np.ascontiguousarray(read_photo(t.path)[:, ::-1])) for t, _ in known]
    rows = [(t.owner, t.side, said(x)) for t, x in known]
    turned = [(t.owner, OTHER[t.side], said(x)) for (t, _), x in zip(known, bench.screen(files, quick=True), strict=True)]
    out = []
    for name, some in (("", [*rows, *turned]), (", as they are", rows), (", mirrored", turned)):
        owners = [o for o, _, _ in some]
        out += share("laterality", BOTH + name, "right", [a == b for _, a, b in some], owners)
        if not name:
            out += share("laterality", BOTH, "not told", [b == "unknown" for _, _, b in some], owners)
    return out


def said(reading: dict) -> str:
    """The Reading's laterality."""
    return reading.get("eye", {}).get("laterality", "unknown")
