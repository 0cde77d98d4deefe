"""The twelve conditions and their stages, from what was drawn inside the field and never from what was meant."""

from __future__ import annotations

import numpy as np

from . import grading
from .frame import Frame

CONDITIONS = (
    "age_related_macular_degeneration", "diabetic_retinopathy", "glaucoma", "hypertensive_retinopathy", "increased_cup_disc_ratio",
    "macular_edema", "myopic_fundus", "drusen", "retinal_hemorrhage", "retinal_scar", "vascular_occlusion", "choroidal_nevus",
)  # fmt: skip
WIDE_CUP, GLAUCOMA_CUP = 0.6, 0.7  # vertical cup to disc, above
MEDIUM_DRUSE, LARGE_DRUSE = 0.042, 0.083  # diameters in disc diameters: 63 and 125 µm (Beckman)
PIGMENT = {"macular_pigment"}
LATE = {"geographic_atrophy", "choroidal_membrane", "disciform_scar"}


def macular_degeneration(druse: float, signs: set[str]) -> int:
    """0 none, 1 early, 2 intermediate, 3 late, from the largest druse within two disc diameters of the fovea."""
    if signs & LATE:
        return 3
    if druse >= LARGE_DRUSE or (druse >= MEDIUM_DRUSE and signs & PIGMENT):
        return 2
    return 1 if druse >= MEDIUM_DRUSE else 0


def myopia(signs: set[str], atrophy: float) -> int:
    """META-PM category 0–4; a tessellated fundus counts with a crescent only, as many healthy old ones are tessellated."""
    for stage, sign in ((4, "macular_atrophy"), (3, "patchy_atrophy"), (2, "diffuse_atrophy")):
        if sign in signs:
            return stage
    return 1 if "tessellation" in signs and atrophy > 0.3 else 0


def hypertension(signs: set[str], bled: bool, swelling: float) -> int:
    """0 none, 1 narrowed arteries, 2 with haemorrhage, cotton wool or exudate, 3 with a swollen disc."""
    if "narrowed_arteries" not in signs:
        return 0
    return 1 if not bled else 3 if swelling > 0.3 else 2


def derive(
    frame: Frame, masks: dict[str, np.ndarray], signs: list[str], facts: dict[str, float], cup: float | None, grade: int | None
) -> tuple[dict[str, bool], dict[str, int]]:
    """Conditions (all twelve) and stages. `cup` is None where the disc lies outside the field."""
    known = set(signs)
    bled = any(masks[m].any() for m in ("haemorrhage", "cotton_wool_spot", "hard_exudate"))
    stages = {
        "age_related_macular_degeneration": macular_degeneration(facts.get("druse", 0.0), known),
        "hypertensive_retinopathy": hypertension(known, bled, facts.get("swelling", 0.0)),
        "myopic_fundus": myopia(known, facts.get("atrophy", 0.0)),
    }
    conditions = {
        **{name: stage > 0 for name, stage in stages.items()},
        "diabetic_retinopathy": bool(grade),
        "glaucoma": cup is not None and (cup > GLAUCOMA_CUP or "notch" in known),
        "increased_cup_disc_ratio": cup is not None and cup > WIDE_CUP,
        "macular_edema": grading.dme(frame, masks["hard_exudate"]) >= 1,
        "drusen": bool(masks["drusen"].any()),
        "retinal_hemorrhage": bool(masks["haemorrhage"].any()),
        "retinal_scar": bool(masks["retinal_scar"].any()),
        "vascular_occlusion": "occlusion" in facts,
        "choroidal_nevus": "nevus" in known,
    }
    return {name: bool(conditions[name]) for name in CONDITIONS}, stages
