"""Two ways to read a photograph for scoring: through the product's own command, or here with onnxruntime."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from .field import find_field
from .normalise import SIZE, crop_square, field_mask, normalise
from .truth import Truth, read_photo

BATCH = 48
"""Photographs a call: few enough for a temporary folder of maps, enough to forget the start of the program."""
SECONDS = 30
"""Longest a photograph may take on a busy machine."""


@dataclass
class Read:
    """What was read of one photograph, in its own pixels; maps are u8 probabilities at its size."""

    disc: tuple[float, float] | None = None
    fovea: tuple[float, float] | None = None
    dr: float | None = None  # P(ICDR >= 2)
    grade: int | None = None  # ICDR
    dme: float | None = None  # P(DME >= 1)
    referable: float | None = None
    maps: dict[str, np.ndarray] = field(default_factory=dict)
    reading: dict = field(default_factory=dict)


def screen(binary: Path, files: list[Path], extra: list[str], maps: Path | None = None) -> list[dict]:
    """One call of `ocellus screen --json`: a Reading or an error line for every file, in their order."""
    wish = ["--maps", str(maps)] if maps else []
    command = [str(binary), "screen", *map(str, files), "--json", *wish, *extra]
    try:
        run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60 + SECONDS * len(files))
    except subprocess.TimeoutExpired as slow:
        raise SystemExit(f"{binary} took longer than {slow.timeout:.0f} s for {len(files)} photographs") from None
    lines = [json.loads(line) for line in run.stdout.splitlines() if line.strip()]
    if len(lines) != len(files):
        raise SystemExit(f"{binary} gave {len(lines)} lines for {len(files)} photographs: {run.stderr[-2000:]}")
    faults = [line["error"] for line in lines if "error" in line]
    if len(faults) == len(files) > 1 and len({f["code"] for f in faults}) == 1:
        raise SystemExit(f"{binary} read none of {len(files)} photographs: {faults[0]['message']} {faults[0]['remedy']}")
    return lines


def through_command(photos: list[Truth], binary: Path, extra: list[str], names: set[str] | None = None) -> Iterator[tuple[Truth, Read]]:
    """`ocellus screen --json`, a few dozen photographs a call; maps are written for those with masks, read if in `names`."""
    groups: dict[tuple, list[Truth]] = {}
    for p in photos:
        groups.setdefault((p.masks is not None, p.path.parent), []).append(p)
    for (masked, _), some in groups.items():
        for at in range(0, len(some), BATCH):
            batch = some[at : at + BATCH]
            with tempfile.TemporaryDirectory() as folder:
                maps = Path(folder) if masked else None
                lines = screen(binary, [p.path for p in batch], extra, maps)
                for photo, reading in zip(batch, lines, strict=True):
                    yield photo, from_reading(photo, reading, maps, names)


def from_reading(photo: Truth, reading: dict, maps: Path | None, names: set[str] | None = None) -> Read:
    """A Reading's answers. An error line counts as nothing found."""
    if "error" in reading:
        return Read(reading=reading)
    w, h = photo.size
    out = Read(reading=reading)

    def point(mark: dict | None) -> tuple[float, float] | None:
        return (mark["centre"][0] * w / 999, mark["centre"][1] * h / 999) if mark else None

    out.disc, out.fovea = point(reading["landmarks"]["disc"]), point(reading["landmarks"]["fovea"])
    for c in reading["conditions"]:
        stage = c.get("stage") or {}
        spread = stage.get("probabilities") or []
        if c["condition"] == "diabetic_retinopathy" and len(spread) == 5:
            out.dr, out.grade = float(sum(spread[2:])), int(stage["value"])
        if c["condition"] == "macular_edema" and c.get("probability") is not None:
            out.dme = float(c["probability"])
    out.referable = reading["referral"].get("probability")
    if maps is not None:
        for path in maps.glob(f"{photo.path.stem}.*.png"):
            name = path.name[len(photo.path.stem) + 1 : -4]
            if names is None or name in names:
                out.maps[name] = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    return out


def in_python(photos: list[Truth], bundle: Path, precise: bool = True) -> Iterator[tuple[Truth, Read]]:
    """The bundle's CPU skin with onnxruntime and this folder's own preprocessing, for use while training."""
    import tomllib

    import onnxruntime

    manifest = tomllib.loads((bundle / "bundle.toml").read_text())
    spec = manifest["evidence"]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(str(bundle / manifest["graphs"]["evidence"]["cpu"]), options)
    names = [o.name for o in session.get_outputs()]
    for photo in photos:
        rgb = read_photo(photo.path)
        cx, cy, r = find_field(rgb)
        crop, inside = crop_square(rgb, cx, cy, r)
        x = normalise(crop, field_mask(crop, inside)).transpose(2, 0, 1)[None]
        o = dict(zip(names, session.run(None, {"image": np.ascontiguousarray(x)}), strict=True))
        yield photo, decode(photo, o, spec, (cx, cy, r), precise)


def decode(photo: Truth, o: dict[str, np.ndarray], spec: dict, circle: tuple[float, float, float], precise: bool) -> Read:
    """Graph outputs → answers, as the product decodes them (disc outline first, then the peak of the heat)."""
    cx, cy, r = circle

    def place(p: tuple[float, float]) -> tuple[float, float]:
        return tuple(c - r + (v + 0.5) * 2 * r / SIZE - 0.5 for c, v in zip((cx, cy), p, strict=True))

    heat = o["heat"][0]
    side = heat.shape[1]
    peaks = [divmod(int(np.argmax(h)), side)[::-1] for h in heat]
    peaks = [((x + 0.5) * SIZE / side - 0.5, (y + 0.5) * SIZE / side - 0.5) for x, y in peaks]
    disc, diameter = peaks[0], 0.14 * SIZE
    mask = (o["maps"][0, spec["maps"].index("disc")] >= spec["thresholds"]["disc"]).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    near = []
    for x, y, w, h, _ in stats[1:count]:
        d = w + h
        c = (2 * x + w - 0.5, 2 * y + h - 0.5)
        if 0.05 * SIZE <= d <= 0.3 * SIZE:
            near.append((np.hypot(c[0] - peaks[0][0], c[1] - peaks[0][1]), c, d))
    if near and min(near)[0] <= min(near)[2]:
        _, disc, diameter = min(near)
    ys, xs = np.mgrid[0:side, 0:side]
    away = np.hypot((xs + 0.5) * SIZE / side - disc[0], (ys + 0.5) * SIZE / side - disc[1]) / diameter
    weighted = heat[1] * (0.1 + 0.9 * np.exp(-(((away - 2.6) / 1.2) ** 2)))
    y, x = divmod(int(np.argmax(weighted)), side)
    out = Read(place(disc), place(((x + 0.5) * SIZE / side - 0.5, (y + 0.5) * SIZE / side - 0.5)))

    def probability(name: str, k: int) -> float:
        c = spec["calibration"][name]
        return float(1 / (1 + np.exp(-(o[name][0, k] - c["bias"][k]) / c["temperature"])))

    out.dr, out.dme, out.referable = probability("dr", 1), probability("dme", 0), probability("referable", 0)
    if photo.masks is not None and precise:
        w, h = photo.size
        us = ((np.arange(w) - cx + r + 0.5) * SIZE / (2 * r) * 0.5 - 0.5).astype(np.float32)
        vs = ((np.arange(h) - cy + r + 0.5) * SIZE / (2 * r) * 0.5 - 0.5).astype(np.float32)
        u, v = np.meshgrid(us, vs)
        for k, name in enumerate(spec["maps"]):
            p = cv2.remap(o["maps"][0, k], u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
            out.maps[name] = np.clip(np.rint(p * 255), 0, 255).astype(np.uint8)
    return out
