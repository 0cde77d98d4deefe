"""What is known of the hold-out photographs, in pixels of their own files."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from . import split

LESIONS = ("microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot")


def read_photo(path: Path) -> np.ndarray:
    """u8 RGB, upright."""
    return np.asarray(ImageOps.exif_transpose(Image.open(path)).convert("RGB"))


@dataclass
class Truth:
    """One photograph and its labels; None is unknown."""

    name: str
    path: Path
    size: tuple[int, int]
    disc: tuple[float, float, float] | None = None  # centre and mean diameter
    fovea: tuple[float, float] | None = None
    dr: int | None = None
    dme: int | None = None
    masks: Path | None = None
    diameter: float | None = None  # of the disc, where the disc itself is not in view

    def pixels(self) -> dict[str, np.ndarray]:
        """Map name → bool mask at the photograph's size; a lesion palette or a vessel mask."""
        if self.masks is None:
            return {}
        image = Image.open(self.masks)
        if self.name.startswith("chase"):
            return {"vessels": np.asarray(image.convert("L")) > 127}
        palette = np.asarray(image)
        return {n: palette == i for i, n in enumerate((*LESIONS, "disc"), 1)}

    @property
    def side(self) -> str | None:
        """`OD` where the disc lies to the right of the fovea, `OS` where to the left; a child's eye by its file name."""
        if self.disc and self.fovea:
            return "OD" if self.disc[0] > self.fovea[0] else "OS"
        return {"R": "OD", "L": "OS"}.get(self.name[-1]) if self.name.startswith("chase_") else None

    @property
    def owner(self) -> str:
        """Whom rows are resampled by: a child's two eyes are one."""
        return self.name[:8] if self.name.startswith("chase_") else self.name


def load(data: Path, part: str = "holdout") -> list[Truth]:
    """Every photograph of `part`: graded ones, lesion photographs, children."""
    discs = {}
    for row in csv.DictReader((data / "idrid/boxes.csv").open()):
        if row["label"] == "optic_disc":
            x1, y1, x2, y2 = (float(row[k]) for k in ("x1", "y1", "x2", "y2"))
            discs[row["image"][:-4]] = ((x1 + x2) / 2, (y1 + y2) / 2, (x2 - x1 + y2 - y1) / 2)
    found = []
    for row in csv.DictReader((data / "idrid/labels.csv").open()):
        name = row["image"][:-4]
        if split.part(name) == part:
            found.append(Truth(name, data / "idrid/images" / row["image"], (int(row["width"]), int(row["height"])), discs.get(name),
                               (float(row["fovea_x"]), float(row["fovea_y"])), int(row["dr_grade"]), int(row["dme_risk"])))  # fmt: skip
    for folder, masks, stem in (("idrid_lesions", "masks", "lesion_{}"), ("chase_db1", "vessels", "{}")):
        for path in sorted((data / folder / "images").glob("*.jpg")):
            name = stem.format(path.stem).replace("Image_", "chase_")
            if split.part(name) == part:
                found.append(Truth(name, path, Image.open(path).size, masks=data / folder / masks / f"{path.stem}.png"))
    return found
