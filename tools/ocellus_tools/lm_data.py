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
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import torch
import torch.nn.functional as F

from . import split
from .lm_model import CELL, GRID, cells
from .lm_text import LESIONS, Label
from .model import MAPS, Encoder
from .normalise import SIZE
from .views import Item, View, load_drawn, load_pack, view

HALF = SIZE // 2
KINDS = ("microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot")
VIEWS = {"idrid": 6, "lesion": 10, "synth": 1}
"""Augmented views of a training photograph; the plain one comes on top."""
JOIN = {"haemorrhage": 5, "hard_exudate": 9}
"""Crumbs of one lesion nearer than this (pixels of 512) are one box."""
LEAST = 6
"""Shortest side of a box in thousandths of the square."""
LEVELS = 127.0


@dataclass
class Facts:
    """What the files say of a photograph beyond its masks."""

    quality: str = "good"
    grade: int | None = None
    dme: int | None = None


def facts_of(item: Item, rows: dict[str, Item]) -> Facts:
    """Grade and oedema risk; those of a photograph with pixel masks are its twin's."""
    if item.kind == "synth":
        d = json.loads(item.image.with_suffix(".json").read_text())
        return Facts(d["quality"], d["dr_grade"], d["dme_risk"])
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


def label_of(v: View, facts: Facts) -> Label:
    """The label of a view in thousandths of its square."""
    lesions: dict[str, list] = {}
    known: set[str] = set()
    if facts.quality == "reject":
        return Label("reject")
    if v.item.kind in ("lesion", "synth"):
        known = set(KINDS)
        for k, kind in enumerate(KINDS):
            lesions[kind] = mask_boxes((v.bits >> k) & 1, JOIN.get(kind, 0))
    elif facts.grade != 0:
        for number, *corners in v.boxes:
            lesions.setdefault(KINDS[number], []).append(widened(thousandths(corners, HALF)))
    if facts.grade == 0 and not any(lesions.values()):
        known = set(LESIONS[:4])
    elif facts.grade == 1:
        known |= {"haemorrhage", "hard_exudate", "cotton_wool_spot"} - {k for k, b in lesions.items() if b}
    if facts.dme == 0 and not lesions.get("hard_exudate"):
        known.add("hard_exudate")
    disc = fovea = None
    if v.disc is not None:
        ys, xs = np.nonzero(v.bits & (1 << MAPS.index("disc")))
        if len(xs) > 50:
            disc = tuple(thousandths([xs.min(), ys.min(), xs.max() + 1, ys.max() + 1], HALF))
    if v.fovea is not None:
        fovea = tuple(thousandths(v.fovea, SIZE))
    return Label(facts.quality, facts.grade, facts.dme, disc, fovea, {k: b for k, b in lesions.items() if b},
                 frozenset(known))


def to_json(label: Label) -> dict:
    return asdict(label) | {"known": sorted(label.known)}


def from_json(d: dict) -> Label:
    boxes = {k: [tuple(b) for b in v] for k, v in d["lesions"].items()}
    return Label(d["quality"], d["grade"], d["dme"], tuple(d["disc"]) if d["disc"] else None,
                 tuple(d["fovea"]) if d["fovea"] else None, boxes, frozenset(d["known"]))


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
    out, count = folder / f"cells.{stem}.{most}.f16", folder / f"cells.{stem}.{most}.done"
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


def areas(label: Label) -> tuple[torch.Tensor, torch.Tensor]:
    """For the helper heads: which cells [6, 32, 32] lie in a box (four lesions, disc, fovea), and what to believe."""
    target, weight = torch.zeros(6, GRID, GRID), torch.zeros(6)
    boxes = [label.lesions.get(k, []) for k in KINDS]
    boxes += [[label.disc] if label.disc else [], []]
    if label.fovea:
        x, y = label.fovea
        boxes[5] = [(x - 40, y - 40, x + 40, y + 40)]
    for k, group in enumerate(boxes):
        for x1, y1, x2, y2 in group:
            lo = [max(0, int(v * GRID / 1000)) for v in (x1, y1)]
            hi = [min(GRID - 1, int(v * GRID / 1000)) + 1 for v in (x2, y2)]
            target[k, lo[1] : hi[1], lo[0] : hi[0]] = 1
        sure = k >= 4 or KINDS[k] in label.known
        weight[k] = 0.0 if label.quality == "reject" else 1.0 if sure else 0.3 if group else 0.0
    return target, weight


def area_loss(logits: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of the cells, positives counted four times."""
    bce = F.binary_cross_entropy_with_logits(logits.float(), targets, reduction="none", pos_weight=torch.tensor(4.0))
    return (bce.mean((2, 3)) * weights).sum() / weights.sum().clamp(min=1)


if __name__ == "__main__":
    draw(Path(sys.argv[1]), [Path(p) for p in sys.argv[2:-1]], Path(sys.argv[-1]))
