"""Training material of the language reader: views of photographs with their labels, and the trunk's cells of each.

`python -m ocellus_tools.lm_data PACK SYNTH OUT` draws the views once (normalised, int8, on disk; resumes);
`encode` runs the frozen trunk over them, again whenever the trunk has changed. Lesion boxes of `boxes.csv` are
positives only and incomplete; those on photographs graded 0 contradict the grade and are left out.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import torch

from . import split
from .lm_model import CELL, GRID, cells
from .lm_text import DRAWN_ONLY, LESIONS, Label
from .model import MAPS, Encoder
from .normalise import SIZE
from .views import Item, View, load_drawn, load_pack, view

HALF = SIZE // 2
KINDS = ("microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot")
VIEWS = {"idrid": 5, "lesion": 10, "synth": 0}
"""Augmented views of a training photograph; the plain one comes on top."""
JOIN = {"haemorrhage": 5, "hard_exudate": 9, "drusen": 9}
"""Crumbs of one lesion nearer than this (pixels of 512) are one box."""
LEAST = 6
"""Shortest side of a box in thousandths of the square."""
LEVELS = 127.0


@dataclass
class Facts:
    """What the files say of a photograph beyond its masks. `maps` names the bits of its mask."""

    quality: str = "good"
    grade: int | None = None
    dme: int | None = None
    conditions: dict[str, bool] = field(default_factory=dict)
    maps: tuple[str, ...] = tuple(MAPS[:7])


def facts_of(item: Item, rows: dict[str, Item]) -> Facts:
    """Grade and oedema risk; those of a photograph with pixel masks are its twin's."""
    if item.kind == "synth":
        d = json.loads(item.image.with_suffix(".json").read_text())
        return Facts(d["quality"], d.get("dr_grade"), d.get("dme_risk"), d.get("conditions") or {}, tuple(d.get("maps", MAPS[:7])))
    if item.kind == "lesion":
        item = rows.get(split.TWINS.get(item.name, ""), item)
    return Facts("good", item.dr, item.dme)


def thousandths(values: np.ndarray | list[float], side: float) -> list[int]:
    """Pixels of a square of `side` → integers 0–999, to the nearest."""
    return np.clip(np.rint(np.asarray(values, np.float64) * (999 / side)), 0, 999).astype(int).tolist()


def widened(box: list[int]) -> tuple[int, int, int, int]:
    """The box with both sides at least `LEAST`, inside 0–999."""
    x1, y1, x2, y2 = box
    dx, dy = max(0, LEAST - (x2 - x1)), max(0, LEAST - (y2 - y1))
    x1, y1 = max(0, x1 - dx // 2), max(0, y1 - dy // 2)
    return x1, y1, min(999, max(x2, x1 + LEAST)), min(999, max(y2, y1 + LEAST))


def mask_boxes(mask: np.ndarray, join: int) -> list[tuple[int, int, int, int]]:
    """Boxes of the parts of a mask [512, 512], parts nearer than `join` pixels together."""
    mask = mask.astype(np.uint8)
    joined = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (join, join))) if join else mask
    count, parts = cv2.connectedComponents(joined, connectivity=8)
    out = []
    for k in range(1, count):
        ys, xs = np.nonzero((parts == k) & (mask > 0))
        if len(xs) >= 2:
            corners = [xs.min(), ys.min(), xs.max() + 1, ys.max() + 1]
            out.append(widened(thousandths(corners, mask.shape[0])))
    return out


def outlined(v: View, facts: Facts) -> dict[str, np.ndarray]:
    """Masks of the lesions that this view has outlined, whether any pixel is there or not."""
    if v.item.kind not in ("lesion", "synth"):
        return {}
    bits = v.bits.astype(np.int32)
    return {k: (bits >> facts.maps.index(k)) & 1 for k in (*KINDS, *DRAWN_ONLY) if k in facts.maps}


def label_of(v: View, facts: Facts) -> Label:
    """The label of a view in thousandths of its square."""
    if facts.quality == "reject":
        return Label("reject")
    masks = outlined(v, facts)
    known = set(masks)
    lesions = {k: mask_boxes(m, JOIN.get(k, 0)) for k, m in masks.items()}
    if not masks and facts.grade != 0:
        for number, *corners in v.boxes:
            lesions.setdefault(KINDS[number], []).append(widened(thousandths(corners, HALF)))
    if facts.grade == 0 and not any(lesions.get(k) for k in KINDS):
        known |= set(LESIONS[:4])
    elif facts.grade == 1:
        known |= {"haemorrhage", "hard_exudate", "cotton_wool_spot"} - {k for k, b in lesions.items() if b}
    if facts.dme == 0 and not lesions.get("hard_exudate"):
        known.add("hard_exudate")
    disc = fovea = cup = None
    areas: dict[str, float] = {}
    if v.disc is not None:
        ys, xs = np.nonzero(v.bits & (1 << MAPS.index("disc")))
        if len(xs) > 50:
            disc = tuple(thousandths([xs.min(), ys.min(), xs.max() + 1, ys.max() + 1], HALF))
            areas = {k: round(float(m.sum()) / len(xs), 3) for k, m in masks.items() if lesions[k]}
            cups = np.nonzero(v.bits & (1 << MAPS.index("cup")))[0]
            if v.item.kind == "synth" and len(cups):
                cup = round(float(np.ptp(cups) + 1) / float(np.ptp(ys) + 1), 3)
    if v.fovea is not None:
        fovea = tuple(thousandths(v.fovea, SIZE))
    return Label(facts.quality, facts.grade, facts.dme, disc, fovea, {k: b for k, b in lesions.items() if b},
                 frozenset(known), areas, cup, dict(facts.conditions))  # fmt: skip


def to_json(label: Label) -> dict:
    return asdict(label) | {"known": sorted(label.known)}


def from_json(d: dict) -> Label:
    """The label that `to_json` wrote."""
    boxes = {k: [tuple(b) for b in v] for k, v in d["lesions"].items()}
    return Label(**d | {"disc": tuple(d["disc"]) if d["disc"] else None, "fovea": tuple(d["fovea"]) if d["fovea"] else None,
                        "lesions": boxes, "known": frozenset(d["known"])})  # fmt: skip


def plan(pack: Path, synth: list[Path]) -> list[tuple[Item, Facts, int]]:
    """Every (photograph, facts, number of view), plain views first. Hold-out and calibration: the plain one only."""
    items = load_pack(pack)
    rows = {i.name: i for i in items}
    for folder in synth:
        drawn = load_drawn(folder)
        for item in drawn:
            item.name = f"{folder.name}_{item.image.stem}"
            item.part = "calibration" if split.digest(item.name) % 8 == 0 else "train"
        items += drawn
    out = []
    for item in items:
        if item.kind == "chase":
            continue
        count = 1 + (VIEWS[item.kind] if item.part == "train" else 0)
        facts = facts_of(item, rows)
        out += [(item, facts, n) for n in range(count)]
    return sorted(out, key=lambda one: one[2])


def draw(pack: Path, synth: list[Path], out: Path) -> None:
    """Writes `views.i8` [N, 1024, 1024, 3] (value = number / 127) and `views.jsonl` (name, part, kind, label)."""
    out.mkdir(parents=True, exist_ok=True)
    index = out / "views.jsonl"
    have = {(r["name"], r["view"]) for r in map(json.loads, index.read_text().splitlines())} if index.exists() else set()
    todo = [one for one in plan(pack, synth) if (one[0].name, one[2]) not in have]
    began = time.monotonic()
    with (out / "views.i8").open("r+b" if have else "wb") as pixels, index.open("a") as text:
        for k, (item, facts, number) in enumerate(todo):
            rng = np.random.default_rng([split.digest(item.name) % 2**32, number])
            v = view(item, rng, SIZE, strength=0.0 if number == 0 else 1.0)
            pixels.seek((len(have) + k) * SIZE * SIZE * 3)
            pixels.write(np.rint(v.x * LEVELS).astype(np.int8).tobytes())
            pixels.flush()
            row = {"name": item.name, "part": item.part, "kind": item.kind, "view": number}
            text.write(json.dumps(row | {"label": to_json(label_of(v, facts))}) + "\n")
            text.flush()
            item.cache = None
            if k % 100 == 99:
                print(f"{k + 1}/{len(todo)} views, {(time.monotonic() - began) / (k + 1):.2f} s each", flush=True)


def rows(folder: Path) -> list[dict]:
    """The index of drawn views; `label` as a Label."""
    read = [json.loads(line) for line in (folder / "views.jsonl").read_text().splitlines()]
    return [r | {"label": from_json(r["label"])} for r in read]


def encode(folder: Path, checkpoint: Path, most: int = 99) -> tuple[list[dict], np.ndarray]:
    """The trunk's cells of every view numbered up to `most`: their rows and f16 [N, CELL, 32, 32].

    Computed once per checkpoint (resumes), and mapped from disk.
    """
    every = rows(folder)
    chosen = [k for k, r in enumerate(every) if r["view"] <= most]
    views = np.memmap(folder / "views.i8", np.int8, "r", shape=(len(every), SIZE, SIZE, 3))
    stem = stem_of(checkpoint)
    out, count = folder / f"cells.{stem}.{CELL}.{most}.f16", folder / f"cells.{stem}.{CELL}.{most}.done"
    shape = (len(chosen), CELL, GRID, GRID)
    done = int(count.read_text()) if count.exists() else 0
    made = np.memmap(out, np.float16, "r+" if done else "w+", shape=shape)
    if done < len(chosen):
        run = trunk(checkpoint)
        began = time.monotonic()
        for n in range(done, len(chosen)):
            x = np.ascontiguousarray(views[chosen[n]].transpose(2, 0, 1)[None], np.float32) / np.float32(LEVELS)
            made[n] = np.minimum(run.run(None, {"pixel_values": x})[0][0], 6e4)
            if n % 200 == 199 or n + 1 == len(chosen):
                made.flush()
                count.write_text(str(n + 1))
                print(f"{n + 1}/{len(chosen)} encoded, {(time.monotonic() - began) / (n + 1 - done):.3f} s each",
                      flush=True)
    return [every[k] for k in chosen], np.memmap(out, np.float16, "r", shape=shape)


def stem_of(checkpoint: Path) -> str:
    """A short name of a checkpoint by its bytes."""
    return hashlib.sha256(checkpoint.read_bytes()).hexdigest()[:8]


def trunk(checkpoint: Path) -> onnxruntime.InferenceSession:
    """The frozen trunk as a float graph: `pixel_values` → cells."""

    class Cells(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = Encoder.from_checkpoint(checkpoint)

        def forward(self, pixel_values: torch.Tensor) -> torch.Tensor:
            return cells(self.encoder(pixel_values))

    from .export_language import trace

    with torch.no_grad():
        model = trace(Cells(), (torch.zeros(1, 3, SIZE, SIZE),), ["pixel_values"], ["cells"])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


if __name__ == "__main__":
    draw(Path(sys.argv[1]), [Path(p) for p in sys.argv[2:-1]], Path(sys.argv[-1]))
