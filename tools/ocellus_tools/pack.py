"""Packs the labelled photographs into one small folder (at most 30 MB) that any training machine can take.

Each photograph becomes its field's square at 1024 pixels (JPEG), its masks a bit-per-map PNG, its labels one row of
`index.json`, in pixels of the square. Nothing of it is part of the product; the folder is ignored by git.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from . import split
from .field import find_field
from .model import MAPS
from .normalise import SIZE, crop_square

LIMIT = 30_000_000
LESION_BITS = {1: 0, 2: 1, 3: 2, 4: 3, 5: 4}
BIT = {name: i for i, name in enumerate(MAPS)}


def read_photo(path: Path) -> np.ndarray:
    """u8 RGB."""
    return np.asarray(Image.open(path).convert("RGB"))


def crop_mask(mask: np.ndarray, field: tuple[float, float, float], least: float) -> np.ndarray:
    """Bool mask of the photograph → bool mask of the square: a pixel is in where at least `least` of it was."""
    grey = np.repeat((mask * np.uint8(255))[..., None], 3, axis=2)
    return crop_square(grey, *field)[0][..., 0] >= 255 * least


class Packer:
    """Writes squares, masks and the index under one folder."""

    def __init__(self, out: Path) -> None:
        self.out, self.rows = out, []
        (out / "images").mkdir(parents=True, exist_ok=True)
        (out / "masks").mkdir(exist_ok=True)

    def add(self, name: str, photo: np.ndarray, bits: np.ndarray | None, quality: int, **labels: object) -> None:
        """One photograph; `bits` u8 [S, S] has bit k set where map k is positive."""
        field = labels["field"]
        crop, _ = crop_square(photo, *field)
        bgr = cv2.cvtColor(crop, cv2.COLOR_RGB2BGR)
        cv2.imwrite(str(self.out / f"images/{name}.jpg"), bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])
        if bits is not None:
            Image.fromarray(bits).save(self.out / f"masks/{name}.png", optimize=True)
        self.rows.append({"name": name, "part": split.part(name), "mask": bits is not None, **labels})

    def finish(self) -> int:
        """Writes the index; gives the folder's size in bytes and refuses one over the limit."""
        (self.out / "index.json").write_text(json.dumps(self.rows, separators=(",", ":")))
        size = sum(p.stat().st_size for p in self.out.rglob("*") if p.is_file())
        if size > LIMIT:
            raise SystemExit(f"{self.out} has {size} bytes, over the limit of {LIMIT}: lower the JPEG quality")
        return size


def to_square(points: np.ndarray, field: tuple[float, float, float]) -> np.ndarray:
    """Photograph pixels [..., 2] → pixels of the square."""
    cx, cy, r = field
    return (points - np.array([cx - r, cy - r]) + 0.5) * (SIZE / (2 * r)) - 0.5


def pack(data: Path, out: Path, quality: int = 72) -> int:
    """The whole of `data` (idrid, idrid_lesions, chase_db1) into `out`; gives the size in bytes."""
    packer = Packer(out)
    boxes: dict[str, list[list[float]]] = {}
    for row in csv.DictReader((data / "idrid/boxes.csv").open()):
        corners = [float(row[k]) for k in ("x1", "y1", "x2", "y2")]
        boxes.setdefault(row["image"][:-4], []).append([row["label"], *corners])
    fovea = {}
    for row in csv.DictReader((data / "idrid/labels.csv").open()):
        name = row["image"][:-4]
        photo = read_photo(data / "idrid/images" / row["image"])
        field = find_field(photo)
        point = to_square(np.array([float(row["fovea_x"]), float(row["fovea_y"])]), field)
        fovea[name] = point.round(1).tolist()
        squares = []
        for label, *c in boxes.get(name, []):
            corners = to_square(np.array(c).reshape(2, 2), field).ravel().round(1).tolist()
            squares.append([label, *corners])
        disc = next((b[1:] for b in squares if b[0] == "optic_disc"), None)
        lesions = [b for b in squares if b[0] != "optic_disc"]
        packer.add(name, photo, None, quality, kind="idrid", file=f"idrid/images/{row['image']}", field=field,
                   dr=int(row["dr_grade"]), dme=int(row["dme_risk"]), fovea=fovea[name], disc=disc, boxes=lesions)  # fmt: skip
    for path in sorted((data / "idrid_lesions/images").glob("*.jpg")):
        name = f"lesion_{path.stem}"
        photo = read_photo(path)
        field = find_field(photo)
        palette = np.asarray(Image.open(data / f"idrid_lesions/masks/{path.stem}.png"))
        bits = np.zeros((SIZE, SIZE), np.uint8)
        for value, bit in LESION_BITS.items():
            bits |= crop_mask(palette == value, field, 0.35).astype(np.uint8) << bit
        ys, xs = np.nonzero(bits & (1 << BIT["disc"]))
        disc = [int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1]
        packer.add(name, photo, bits, 88, kind="lesion", file=f"idrid_lesions/images/{path.name}", field=field,
                   dr=None, dme=None, fovea=fovea.get(split.TWINS.get(name, "")), disc=disc, boxes=[])  # fmt: skip
    for path in sorted((data / "chase_db1/images").glob("*.jpg")):
        name = path.stem.replace("Image_", "chase_")
        photo = read_photo(path)
        field = find_field(photo)
        vessels = np.asarray(Image.open(data / f"chase_db1/vessels/{path.stem}.png").convert("L")) > 127
        bits = crop_mask(vessels, field, 0.5).astype(np.uint8) << BIT["vessels"]
        packer.add(name, photo, bits, 80, kind="chase", file=f"chase_db1/images/{path.name}", field=field,
                   dr=None, dme=None, fovea=None, disc=None, boxes=[])  # fmt: skip
    return packer.finish()
