"""The kind of eye beside its diabetes: age, complexion, and the other diseases that are to be drawn."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

HEALTHY = ("young", "adult", "old")
OTHERS = {
    "drusen": 9, "macular_degeneration": 20, "glaucoma": 18, "myopia": 14, "branch_occlusion": 9, "central_occlusion": 6,
    "hypertension": 12, "scar": 9, "nevus": 10, "cataract": 7,
}  # fmt: skip
BLEEDING = {"branch_occlusion", "central_occlusion", "hypertension"}  # not mixed with diabetes: nobody could tell whose blood it is


@dataclass
class Case:
    """What is to be drawn. None or 0 leaves a thing as chance has it; lengths in disc diameters."""

    names: tuple[str, ...] = ()  # of HEALTHY, "diabetic" or OTHERS; empty: an eye drawn to an asked grade
    complexion: str | None = None
    tessellation: float | None = None  # choroidal vessels seen, 0..1.2
    sheen: float | None = None  # nerve fibres, 0..1.6
    fovea_shines: float | None = None  # chance of a foveal reflex
    glints: float = 0.0  # reflexes along the vessels, 0..1
    stray: float = 0.0  # lens reflections and small bright artefacts, 0..1
    cup: float | None = None  # vertical cup to disc
    notch: tuple[float, float, float] | None = None  # angle in the eye, width, depth
    disc_ratio: float | None = None
    disc_tilt: float | None = None
    swelling: float = 0.0  # of the disc, 0..1
    atrophy: float = 0.0  # width of the peripapillary atrophy, in disc radii
    ring: float = 0.0  # 0 a crescent, 1 a whole ring
    artery_vein: float | None = None  # ratio of calibres
    calibre: float | None = None
    tortuosity: float | None = None
    copper: float = 0.0  # more arterial reflex
    nicking: float = 0.0  # veins pinched where arteries cross, 0..1
    occlusion: str = ""  # "branch" or "central"
    half: int = 1  # of a branch occlusion: -1 above, 1 below
    severity: float = 0.5  # of the occlusion or the hypertension, 0..1
    drusen: str = ""  # "hard", "medium", "soft" or "confluent"
    drusen_count: int = 0
    pigment: int = 0  # clumps in the macula
    geographic: float = 0.0  # radius of geographic atrophy
    wet: str = ""  # "fluid", "blood" or "scar"
    patches: int = 0  # of myopic atrophy
    diffuse: float = 0.0  # myopic pallor of the posterior pole
    scars: int = 0  # chorioretinal
    laser: int = 0
    nevus: bool = False
    defect: bool = False  # a wedge without nerve fibres

    @property
    def fine(self) -> bool:
        """Whether to draw with all care. Eyes drawn to an asked grade are pinned by examples and keep their first manner."""
        return bool(self.names)

    @property
    def bleeds(self) -> bool:
        """Whether a disease other than diabetes may bleed, leak or leave cotton wool here."""
        return bool(self.occlusion or self.wet or "hypertension" in self.names)


def choose(rnd: random.Random) -> tuple[Case, int]:
    """A case and the grade of diabetic retinopathy that goes with it."""
    draw = rnd.random()
    if draw < 0.30:
        kind = rnd.choices(HEALTHY, (45, 30, 25))[0]
        return _skin(rnd, Case((kind,)), kind), 0
    if draw < 0.70:
        kind = rnd.choices(HEALTHY, (8, 52, 40))[0]
        case = _skin(rnd, Case(("diabetic",)), kind)
        case.stray *= rnd.random()
        return case, rnd.choices((1, 2, 3, 4), (18, 43, 21, 18))[0]
    names = [rnd.choices(list(OTHERS), list(OTHERS.values()))[0]]
    if rnd.random() < 0.4:
        more = rnd.choices(list(OTHERS), list(OTHERS.values()))[0]
        if more not in names and not {*names, more} >= {"branch_occlusion", "central_occlusion"}:
            names.append(more)
    case = diseased(rnd, *names)
    grade = rnd.choice((1, 2, 3)) if rnd.random() < 0.2 and not case.bleeds and not case.defect else 0
    return case, grade


def diseased(rnd: random.Random, *names: str) -> Case:
    """A case of the named diseases (of OTHERS or HEALTHY)."""
    age = next((n for n in names if n in HEALTHY), None) or rnd.choice(("adult", "old"))
    if {"glaucoma", "myopia", "scar"} & set(names) and rnd.random() < 0.2:
        age = "young"
    case = _skin(rnd, Case(tuple(names)), age)
    for name in names:
        if name in _FILL:
            _FILL[name](rnd, case)
    return case


def _skin(rnd: random.Random, case: Case, age: str) -> Case:
    """Age and complexion: what makes healthy eyes differ."""
    case.complexion = rnd.choices(("orange", "pink", "red", "neutral", "green", "dark"), (31, 20, 22, 13, 2, 12))[0]
    fair = rnd.random()
    case.tessellation = 0.0 if fair < 0.4 else rnd.uniform(0.05, 0.4) if fair < 0.78 else rnd.uniform(0.4, 1.0)
    case.calibre = rnd.uniform(0.70, 0.98)
    case.tortuosity = 0.5 + 1.3 * rnd.random() ** 2
    case.stray = rnd.uniform(0.2, 1) if rnd.random() < 0.35 else 0.0
    if age == "young":
        if rnd.random() < 0.25:
            case.complexion = "scarlet"
        case.sheen = rnd.uniform(0.1, 0.9)
        case.fovea_shines = 0.85
        case.glints = 0.3 + 0.8 * rnd.random()
        case.copper = rnd.uniform(0.0, 0.22)
        case.cup = rnd.uniform(0.1, 0.55)
    elif age == "old":
        case.sheen = rnd.uniform(0, 0.12)
        case.fovea_shines = 0.08
        case.artery_vein = rnd.uniform(0.58, 0.74)
        case.cup = rnd.uniform(0.15, 0.6)
    else:
        case.glints = 0.6 * rnd.random() ** 3
        case.cup = min(0.68, max(0.1, rnd.gauss(0.4, 0.15)))
    return case


def _drusen(rnd: random.Random, case: Case) -> None:
    case.drusen = rnd.choices(("hard", "medium", "soft", "confluent"), (42, 18, 24, 16))[0]
    case.drusen_count = int({"hard": 45, "medium": 40, "soft": 35, "confluent": 90}[case.drusen] * math.exp(rnd.gauss(0, 0.7))) + 3
    case.pigment = rnd.randint(1, 6) if rnd.random() < 0.25 else 0


def _macular(rnd: random.Random, case: Case) -> None:
    _drusen(rnd, case)
    case.drusen = rnd.choice(("medium", "soft", "confluent", case.drusen))
    case.pigment = rnd.randint(2, 10) if rnd.random() < 0.6 else 0
    draw = rnd.random()
    if draw < 0.3:
        case.geographic = rnd.uniform(0.25, 1.3)
    elif draw < 0.55:
        case.wet = rnd.choice(("fluid", "blood", "scar"))


def _glaucoma(rnd: random.Random, case: Case) -> None:
    case.cup = rnd.uniform(0.72, 0.95)
    if rnd.random() < 0.35:
        case.cup = rnd.uniform(0.5, 0.8)
        case.notch = (rnd.choice((-1, 1)) * rnd.gauss(1.45, 0.25), rnd.uniform(0.25, 0.55), rnd.uniform(0.8, 1.0))
    case.defect = rnd.random() < 0.5
    if rnd.random() < 0.4:
        case.atrophy, case.ring = rnd.uniform(0.1, 0.35), rnd.uniform(0.1, 0.8)


def _myopia(rnd: random.Random, case: Case) -> None:
    case.complexion = rnd.choice(("orange", "red", "pink", "neutral"))
    case.tessellation = rnd.uniform(0.55, 1.3)
    case.sheen = rnd.uniform(0, 0.3)
    case.atrophy, case.ring = rnd.uniform(0.25, 1.2), rnd.random() ** 1.5
    case.disc_ratio, case.disc_tilt = rnd.uniform(0.58, 0.9), rnd.gauss(0, 0.5) or 0.1
    case.cup = rnd.uniform(0.2, 0.65)
    case.calibre = rnd.uniform(0.75, 0.95)
    case.tortuosity = rnd.uniform(0.4, 0.8)
    worse = rnd.random()
    if worse > 0.45:
        case.diffuse = rnd.uniform(0.3, 1.0)
    if worse > 0.75:
        case.patches = rnd.randint(1, 7)


def _branch(rnd: random.Random, case: Case) -> None:
    case.occlusion, case.half, case.severity = "branch", rnd.choice((-1, 1)), rnd.uniform(0.15, 1)
    case.nicking = rnd.uniform(0.3, 1)


def _central(rnd: random.Random, case: Case) -> None:
    case.occlusion, case.severity = "central", rnd.uniform(0.15, 1)
    case.swelling = rnd.uniform(0.2, 1) if rnd.random() < 0.7 else 0.0


def _hypertension(rnd: random.Random, case: Case) -> None:
    case.severity = rnd.random()
    case.artery_vein = rnd.uniform(0.42, 0.56)
    case.copper = rnd.uniform(0.05, 0.35)
    case.nicking = rnd.uniform(0.5, 1)
    case.swelling = rnd.uniform(0.5, 1) if case.severity > 0.8 else 0.0


def _scar(rnd: random.Random, case: Case) -> None:
    if rnd.random() < 0.65:
        case.scars = rnd.choice((1, 1, 1, 2, 3))
    else:
        case.laser = rnd.randint(6, 160)


def _nevus(rnd: random.Random, case: Case) -> None:
    case.nevus = True


_FILL = {
    "drusen": _drusen, "macular_degeneration": _macular, "glaucoma": _glaucoma, "myopia": _myopia, "branch_occlusion": _branch,
    "central_occlusion": _central, "hypertension": _hypertension, "scar": _scar, "nevus": _nevus,
}  # fmt: skip
