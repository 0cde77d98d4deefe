"""One synthetic eye from one seed: anatomy, lesions, camera, damage, and the labels that follow from them."""

from __future__ import annotations

import dataclasses
import random
from dataclasses import dataclass, field

import cv2
import numpy as np

from . import anatomy, camera, conditions, disc, frame, grading, lesions, looks
from . import case as cases
from .plan import plan_for
from .vessels import Style

MAPS = ("microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot", "disc", "cup", "vessels", "drusen", "retinal_scar", "neovascularisation")


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
    dr_grade: int | None  # ICDR 0–4; None where a disease other than diabetes bleeds or leaks
    dme_risk: int | None  # 0–2; None as above
    quality: str  # "good", "usable", "reject"
    damage: list[str]
    boxes: list[tuple[str, int, int, int, int]]  # label, x1, y1, x2, y2 (exclusive)
    field_deg: float
    vertical_cup_disc: float
    conditions: dict[str, bool]  # all twelve, see conditions.py
    stages: dict[str, int]  # of those conditions that have a scale
    signs: list[str] = field(default_factory=list)  # what is drawn beside the maps: laser_scars, irma, nevus …

    def labels(self) -> dict:
        """Everything but pixels, ready for JSON."""
        return {
            "seed": self.seed, "size": int(self.rgb.shape[0]), "disc": [round(float(v), 2) for v in self.disc],
            "fovea": [round(float(v), 2) for v in self.fovea], "disc_visible": self.disc_visible, "fovea_visible": self.fovea_visible,
            "laterality": self.laterality, "dr_grade": self.dr_grade, "dme_risk": self.dme_risk, "quality": self.quality,
            "damage": self.damage, "field_deg": self.field_deg, "vertical_cup_disc": self.vertical_cup_disc,
            "conditions": self.conditions, "stages": self.stages, "signs": self.signs, "boxes": [list(b) for b in self.boxes],
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
    case: str | tuple[str, ...] | None = None,
) -> SyntheticEye:
    """Draws the eye of `seed` at `size`×`size`. The keywords ask for an intended grade, exudates near the fovea
    or not, an eye, a quality, faults or diseases (names of `case.py`); labels are still derived from what is drawn.
    With a grade asked for and no case, the eye has diabetes at most."""
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        return _make(seed, size, grade, near, laterality, quality, damage, (case,) if isinstance(case, str) else case)
    finally:
        cv2.setNumThreads(threads)


def _make(
    seed: int, size: int, grade: int | None, near: bool | None, laterality: str | None, quality: str | None, damage: list[str] | None, names: tuple[str, ...] | None
) -> SyntheticEye:
    rnd = random.Random(seed * 2654435761 + 97)
    rng = np.random.default_rng([seed, 0x0CE11])
    side = rnd.choice(("OD", "OS"))
    drawn_grade = rnd.choices((0, 1, 2, 3, 4), (30, 12, 30, 15, 13))[0]
    drawn_quality = rnd.choices(("good", "usable", "reject"), (68, 20, 12))[0]
    case = cases.Case()
    if names is not None:
        case = cases.diseased(random.Random(seed * 40503 + 11), *names)
        drawn_grade = 0
    elif grade is None:
        case, drawn_grade = cases.choose(random.Random(seed * 40503 + 11))
    if "cataract" in case.names and quality is None and damage is None:
        drawn_quality, damage = rnd.choice(("usable", "usable", "reject")), ["low_contrast"]
    grade = drawn_grade if grade is None else grade
    quality = drawn_quality if quality is None else quality
    faults = camera.damage_plan(rnd, quality, damage)
    place = frame.place(rnd, size, laterality or side, faults.get("decentred", 0.0))
    cam = camera.choose(rnd)
    if case.names:
        cam = looks.choose(rnd, cam, quality)
        if case.cup is not None and case.cup > 0.5:  # a wide cup pushes the vessels to its nasal side
            place = dataclasses.replace(place, hub=(place.hub[0] - 0.25 * (case.cup - 0.5), place.hub[1]))
    field_u8 = camera.field_of(size, cam)
    inside = field_u8 > 127

    signs: list[str] = []
    plan = plan_for(rnd, grade, near)
    if case.names:
        plan.drusen, plan.scars, plan.nevus = 0, case.laser or (plan.scars if grade == 4 else 0), False
    mean, _ = anatomy.base_colour(rnd, case.complexion)
    if case.fine and quality == "good":
        mean *= max(1.1, 120 / float(mean[0]))  # nobody calls good what is half dark
    light = anatomy.background(rnd, rng, place, mean, signs, case)
    eye = anatomy.Eye(place, light, inside, signs=signs)
    disc.disc(rnd, rng, eye, case)
    style = Style(
        tortuosity=rnd.uniform(0.55, 1.5),
        calibre=rnd.uniform(0.85, 1.15),
        artery_vein=rnd.uniform(0.62, 0.82),
        density=rnd.uniform(0.8, 1.25),
        beaded_quadrants=frozenset(rnd.sample(range(4), rnd.randint(2, 4))) if plan.beading else frozenset(),
    )
    for name in ("tortuosity", "calibre", "artery_vein"):
        if getattr(case, name) is not None:
            setattr(style, name, getattr(case, name))
    anatomy.vessels(rnd, eye, style, case)
    anatomy.foveal_reflex(rnd, eye, case)
    lesions.paint(rnd, rng, eye, plan, case)
    if "cataract" in case.names:
        looks.yellow(rnd, eye.light)
        signs.append("lens_opacity")
    if case.stray:
        looks.stray(rnd, eye.light, case.stray)
    rgb = camera.photograph(rnd, rng, eye.light, field_u8, cam, faults)

    masks = {name: eye.masks[name] & inside for name in MAPS}
    cx, cy, w, h = eye.disc_box
    fx, fy = place.fovea_px
    disc_visible = _seen(inside, cx, cy)
    dr_grade, dme_risk = (None, None) if case.bleeds else (grading.icdr(place, masks, signs), grading.dme(place, masks["hard_exudate"]))
    found, stages = conditions.derive(place, masks, signs, eye.facts, eye.vertical_cup_disc if disc_visible else None, dr_grade)
    return SyntheticEye(
        seed=seed,
        rgb=rgb,
        masks=masks,
        field=inside,
        disc=(cx, cy, w, h),
        fovea=(fx, fy),
        disc_visible=disc_visible,
        fovea_visible=_seen(inside, fx, fy),
        laterality=place.laterality,
        dr_grade=dr_grade,
        dme_risk=dme_risk,
        conditions=found,
        stages=stages,
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
