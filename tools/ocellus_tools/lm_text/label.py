"""What is known of one view of a photograph, and what follows from it by definition.

Boxes `(x1, y1, x2, y2)` and points `(x, y)` are integers 0–999 of the normalised square.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

Box = tuple[int, int, int, int]
Point = tuple[int, int]

LESIONS = ("microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot",
           "neovascularisation", "drusen", "retinal_scar")
SPOKEN = LESIONS[1:]
"""Microaneurysms are too small for image tokens a sixteenth of the field wide: they count in the grade, unnamed."""
DRAWN_ONLY = LESIONS[4:]
"""No photograph at hand has these outlined: asked plainly, they are not assessed."""
CONDITIONS = ("age_related_macular_degeneration", "diabetic_retinopathy", "glaucoma", "hypertensive_retinopathy",
              "increased_cup_disc_ratio", "macular_edema", "myopic_fundus", "drusen", "retinal_hemorrhage",
              "retinal_scar", "vascular_occlusion", "choroidal_nevus")
MOST_BOXES = 4
"""The grammar lets eight through; a small model places the largest four better than many."""
FOVEA_HALF = 20
"""Half the side of the box drawn about the fovea, which has no outline of its own."""


@dataclass(frozen=True)
class Label:
    """What is known of one view. `known` are the lesions whose absence is meant.

    `areas` are disc areas of a kind's pixels where they are outlined, `cup` the vertical cup-to-disc ratio,
    `conditions` what a drawn eye was drawn with.
    """

    quality: str = "good"
    grade: int | None = None
    dme: int | None = None
    disc: Box | None = None
    fovea: Point | None = None
    lesions: dict[str, list[Box]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    areas: dict[str, float] = field(default_factory=dict)
    cup: float | None = None
    conditions: dict[str, bool] = field(default_factory=dict)

    @property
    def side(self) -> str:
        """OD or OS: the disc lies on the nasal side, right of the fovea in a right eye."""
        if self.disc is None or self.fovea is None:
            return "unknown"
        return "OD" if self.disc[0] + self.disc[2] > 2 * self.fovea[0] else "OS"

    @property
    def referable(self) -> bool | None:
        """ICDR ≥ 2 or oedema risk ≥ 1; None where the labels leave it open."""
        if (self.grade or 0) >= 2 or (self.dme or 0) >= 1:
            return True
        return None if self.grade is None or self.dme is None else False

    @property
    def whole(self) -> bool:
        """Whether the chain can be written from it."""
        return self.quality == "reject" or (self.grade is not None and self.dme is not None)

    @property
    def diameter(self) -> int | None:
        """The disc's larger side in thousandths."""
        return max(self.disc[2] - self.disc[0], self.disc[3] - self.disc[1]) if self.disc else None

    def away(self, label: str) -> float | None:
        """Disc diameters from the fovea to the nearest box of this kind (0 inside it)."""
        if not self.diameter or self.fovea is None or not self.lesions.get(label):
            return None
        fx, fy = self.fovea
        return min(math.hypot(max(x1 - fx, 0, fx - x2), max(y1 - fy, 0, fy - y2))
                   for x1, y1, x2, y2 in self.lesions[label]) / self.diameter  # fmt: skip

    @property
    def graded_soundly(self) -> bool:
        """Whether boxes and grade agree: below ICDR 2 there is nothing but microaneurysms. Noisy boxes often don't."""
        return self.grade is not None and (self.grade >= 2 or not any(self.lesions.get(k) for k in SPOKEN[:3]))

    @property
    def risk_soundly(self) -> bool:
        """Whether boxes and oedema risk agree: risk 0 means no hard exudate."""
        return self.dme is not None and (self.dme > 0 or not self.lesions.get("hard_exudate"))

    def near_fovea(self, label: str) -> bool | None:
        """Whether a lesion of this kind comes within one disc diameter of the fovea (centre to box).

        For hard exudates the oedema risk decides where it is known, for it is defined so.
        """
        if label == "hard_exudate" and self.dme:
            return self.dme == 2
        away = self.away(label)
        return None if away is None else away <= 1

    def disc_to_fovea(self) -> float | None:
        """Disc diameters between the centres of disc and fovea."""
        if not self.diameter or self.fovea is None:
            return None
        x, y = (self.disc[0] + self.disc[2]) / 2, (self.disc[1] + self.disc[3]) / 2
        return math.hypot(x - self.fovea[0], y - self.fovea[1]) / self.diameter


def plain(label: str) -> str:
    """`hard_exudate` as a person reads it."""
    return label.replace("_", " ")


def amount(count: int) -> str:
    """none, few (1–2), several (3–7) or many."""
    return "none" if count == 0 else "few" if count <= 2 else "several" if count <= 7 else "many"


def grounded(name: str, boxes: list[Box]) -> str:
    """`<ref>name</ref><box>[[…], […]]</box>`."""
    inner = "], [".join(", ".join(map(str, box)) for box in boxes)
    return f"<ref>{name}</ref><box>[[{inner}]]</box>"


def by_size(boxes: list[Box]) -> list[Box]:
    """Largest first."""
    return sorted(boxes, key=lambda b: (-(b[2] - b[0]) * (b[3] - b[1]), b))


def shown(boxes: list[Box]) -> list[Box]:
    """The boxes that are written: the largest, from left to right.

    In this order a box tells where the next one is to be looked for; by size, a small model repeats itself.
    """
    return sorted(by_size(boxes)[:MOST_BOXES])


def fovea_box(point: Point) -> Box:
    """The square about the fovea, cut at the edge."""
    x, y = point
    def clip(v: int) -> int:
        return min(999, max(0, v))

    return clip(x - FOVEA_HALF), clip(y - FOVEA_HALF), clip(x + FOVEA_HALF), clip(y + FOVEA_HALF)


def months(grade: int, dme: int) -> int | None:
    """Months within which to refer (None: rescreen), after the ICO Guidelines for Diabetic Eye Care 2017.

    What the model learns to say; the referral itself comes from the protocol file.
    """
    due = [m for m in ({2: 6, 3: 3, 4: 1}.get(grade), {1: 3, 2: 1}.get(dme)) if m]
    return min(due, default=None)


def shifted(label: Label, dx: float, dy: float) -> Label:
    """The label of the same eye moved by (dx, dy) thousandths; what leaves the field's circle is gone."""

    def move(box: Box) -> Box | None:
        x1, y1, x2, y2 = box
        x1, y1, x2, y2 = round(x1 + dx), round(y1 + dy), round(x2 + dx), round(y2 + dy)
        if ((x1 + x2) / 2 - 500) ** 2 + ((y1 + y2) / 2 - 500) ** 2 > 485**2:
            return None
        return max(0, x1), max(0, y1), min(999, x2), min(999, y2)

    lesions = {k: [m for b in v if (m := move(b))] for k, v in label.lesions.items()}
    fovea = move((*label.fovea, *label.fovea)) if label.fovea else None
    disc = move(label.disc) if label.disc else None
    areas = {k: a for k, a in label.areas.items() if len(lesions.get(k, [])) == len(label.lesions.get(k, []))}
    return replace(label, disc=disc, fovea=fovea[:2] if fovea else None, lesions={k: v for k, v in lesions.items() if v},
                   areas=areas if disc else {}, cup=label.cup if disc else None)  # fmt: skip
