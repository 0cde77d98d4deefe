"""One synthetic eye from one seed: anatomy, lesions, camera, damage, and the labels that follow from them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import cv2
import numpy as np

from . import anatomy, camera, frame, grading, lesions
from .plan import plan_for
from .vessels import Style

MAPS = ("microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot", "disc", "cup", "vessels")


@dataclass
class SyntheticEye:
    """A drawn photograph with its exact labels. All coordinates in pixels of the square crop.

    `masks` tell what was drawn inside the field, also where damage hides it; `quality` says whether to trust that.
    """

    seed: int
    rgb: np.ndarray  # u8 [S,S,3]
    masks: dict[str, np.ndarray]  # bool [S,S], keys MAPS
    field: np.ndarray  # bool [S,S]
    disc: tuple[float, float, float, float]  # cx, cy, w, h; may lie outside the field
    fovea: tuple[float, float]  # may lie outside the field
    disc_visible: bool
    fovea_visible: bool
    laterality: str  # "OD" or "OS"
    dr_grade: int  # ICDR 0–4
    dme_risk: int  # 0–2
    quality: str  # "good", "usable", "reject"
    damage: list[str]
    boxes: list[tuple[str, int, int, int, int]]  # label, x1, y1, x2, y2 (exclusive)
    field_deg: float
    vertical_cup_disc: float
    signs: list[str] = field(default_factory=list)  # what is drawn beside the maps: drusen, laser_scars, irma …

    def labels(self) -> dict:
        """Everything but pixels, ready for JSON."""
        return {
            "seed": self.seed, "size": int(self.rgb.shape[0]), "disc": [round(float(v), 2) for v in self.disc],
            "fovea": [round(float(v), 2) for v in self.fovea], "disc_visible": self.disc_visible, "fovea_visible": self.fovea_visible,
            "laterality": self.laterality, "dr_grade": self.dr_grade, "dme_risk": self.dme_risk, "quality": self.quality,
            "damage": self.damage, "field_deg": self.field_deg, "vertical_cup_disc": self.vertical_cup_disc,
            "signs": self.signs, "boxes": [list(b) for b in self.boxes],
        }  # fmt: skip


def make_eye(
    seed: int,
    size: int = 1024,
    *,
    grade: int | None = None,
    near: bool | None = None,
    laterality: str | None = None,
    quality: str | None = None,
    damage: list[str] | None = None,
) -> SyntheticEye:
    """Draws the eye of `seed` at `size`×`size`. The keywords ask for an intended grade, exudates near the fovea
    or not, an eye, a quality or faults; labels are still derived from what is drawn."""
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        return _make(seed, size, grade, near, laterality, quality, damage)
    finally:
        cv2.setNumThreads(threads)


def _make(seed: int, size: int, grade: int | None, near: bool | None, laterality: str | None, quality: str | None, damage: list[str] | None) -> SyntheticEye:
    rnd = random.Random(seed * 2654435761 + 97)
    rng = np.random.default_rng([seed, 0x0CE11])
    side = rnd.choice(("OD", "OS"))
    drawn_grade = rnd.choices((0, 1, 2, 3, 4), (30, 12, 30, 15, 13))[0]
    drawn_quality = rnd.choices(("good", "usable", "reject"), (68, 20, 12))[0]
    grade = drawn_grade if grade is None else grade
    quality = drawn_quality if quality is None else quality
    faults = camera.damage_plan(rnd, quality, damage)
    place = frame.place(rnd, size, laterality or side, faults.get("decentred", 0.0))
    cam = camera.choose(rnd)
    field_u8 = camera.field_of(size, cam)
    inside = field_u8 > 127

    signs: list[str] = []
    plan = plan_for(rnd, grade, near)
    mean, _ = anatomy.base_colour(rnd)
    light = anatomy.background(rnd, rng, place, mean, signs)
    eye = anatomy.Eye(place, light, inside, signs=signs)
    anatomy.disc(rnd, rng, eye)
    style = Style(
        tortuosity=rnd.uniform(0.55, 1.5),
        calibre=rnd.uniform(0.85, 1.15),
        artery_vein=rnd.uniform(0.62, 0.82),
        density=rnd.uniform(0.8, 1.25),
        beaded_quadrants=frozenset(rnd.sample(range(4), rnd.randint(2, 4))) if plan.beading else frozenset(),
    )
    anatomy.vessels(rnd, eye, style)
    anatomy.foveal_reflex(rnd, eye)
    lesions.paint(rnd, rng, eye, plan)
    rgb = camera.photograph(rnd, rng, eye.light, field_u8, cam, faults)

    masks = {name: eye.masks[name] & inside for name in MAPS}
    cx, cy, w, h = eye.disc_box
    fx, fy = place.fovea_px
    return SyntheticEye(
        seed=seed,
        rgb=rgb,
        masks=masks,
        field=inside,
        disc=(cx, cy, w, h),
        fovea=(fx, fy),
        disc_visible=_seen(inside, cx, cy),
        fovea_visible=_seen(inside, fx, fy),
        laterality=place.laterality,
        dr_grade=grading.icdr(place, masks, signs),
        dme_risk=grading.dme(place, masks["hard_exudate"]),
        quality=quality,
        damage=sorted(faults),
        boxes=grading.boxes(masks, lesions.LABELS),
        field_deg=place.field_deg,
        vertical_cup_disc=eye.vertical_cup_disc,
        signs=sorted(set(signs)),
    )


def _seen(inside: np.ndarray, x: float, y: float) -> bool:
    size = inside.shape[0]
    return 0 <= x < size and 0 <= y < size and bool(inside[int(y), int(x)])
