"""What the language reader says: labels become the six-line chain and short answers, and back.

The grammar of the same text is `chain.lark` (and `answer.lark`); the three stand or fall together.
Boxes `(x1, y1, x2, y2)` and points `(x, y)` are integers 0–999 of the normalised square.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

Box = tuple[int, int, int, int]
Point = tuple[int, int]

STEPS = ("quality", "anatomy", "lesions", "features", "diagnosis", "management")
LESIONS = ("microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot",
           "neovascularisation", "drusen", "retinal_scar")
PLURALS = {label: label.replace("_", " ") + "s" for label in LESIONS} | {"drusen": "drusen"}
SPOKEN = LESIONS[1:]
"""Microaneurysms are too small for image tokens an eighth of the field wide: they count in the grade, unnamed."""
MOST_BOXES = 4
"""The grammar lets eight through; a small model places the largest four better than many."""
FOVEA_HALF = 20
"""Half the side of the box drawn about the fovea, which has no outline of its own."""

GRADES = ("No diabetic retinopathy", "Mild non-proliferative diabetic retinopathy",
          "Moderate non-proliferative diabetic retinopathy",
          "Severe non-proliferative diabetic retinopathy", "Proliferative diabetic retinopathy")
UNGRADABLE = "This photograph can't be graded."
QUALITY = {"good": "The photograph is good.", "usable": "The photograph is usable.", "reject": UNGRADABLE}
SIDES = {"OD": "Right eye.", "OS": "Left eye.", "unknown": "The side of the eye can't be told."}
RETAKE = "Retake the photograph; if it stays ungradable, refer."
NO_LESION = "No lesion is seen."
NOT_OUTLINED = "Lesions are present, not outlined."
NOT_ASSESSED = "Not assessed."
NOT_LEARNED = "That is not assessed here."
RESCREEN = "Rescreen in 12 months."


@dataclass(frozen=True)
class Label:
    """What is known of one view of a photograph. `known` are the lesions whose absence is meant."""

    quality: str = "good"
    grade: int | None = None
    dme: int | None = None
    disc: Box | None = None
    fovea: Point | None = None
    lesions: dict[str, list[Box]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()

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

    def near_fovea(self, label: str) -> bool | None:
        """Whether a lesion of this kind comes within one disc diameter of the fovea (centre to box).

        For hard exudates the oedema risk decides where it is known, for it is defined so.
        """
        if label == "hard_exudate" and self.dme:
            return self.dme == 2
        if self.disc is None or self.fovea is None or not self.lesions.get(label):
            return None
        diameter = max(self.disc[2] - self.disc[0], self.disc[3] - self.disc[1])
        fx, fy = self.fovea
        return any(max(x1 - fx, 0, fx - x2) ** 2 + max(y1 - fy, 0, fy - y2) ** 2 <= diameter**2
                   for x1, y1, x2, y2 in self.lesions[label])


def plain(label: str) -> str:
    """`hard_exudate` as a person reads it."""
    return label.replace("_", " ")


def grounded(name: str, boxes: list[Box]) -> str:
    """`<ref>name</ref><box>[[…], […]]</box>`."""
    inner = "], [".join(", ".join(map(str, box)) for box in boxes)
    return f"<ref>{name}</ref><box>[[{inner}]]</box>"


def shown(boxes: list[Box]) -> list[Box]:
    """The boxes that are written: the largest, from left to right.

    In this order a box tells where the next one is to be looked for; by size, a small model repeats itself.
    """
    return sorted(sorted(boxes, key=lambda b: (-(b[2] - b[0]) * (b[3] - b[1]), b))[:MOST_BOXES])


def fovea_box(point: Point) -> Box:
    """The square about the fovea, cut at the edge."""
    x, y = point
    def clip(v: int) -> int:
        return min(999, max(0, v))

    return clip(x - FOVEA_HALF), clip(y - FOVEA_HALF), clip(x + FOVEA_HALF), clip(y + FOVEA_HALF)


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
    return replace(label, disc=move(label.disc) if label.disc else None, fovea=fovea[:2] if fovea else None,
                   lesions={k: v for k, v in lesions.items() if v})  # fmt: skip


def anatomy(label: Label) -> str:
    parts = []
    if label.disc:
        parts.append(grounded("optic disc", [label.disc]))
    if label.fovea:
        parts.append(grounded("fovea", [fovea_box(label.fovea)]))
    return " ".join([*parts, SIDES[label.side]])


def lesions(label: Label) -> str:
    parts = [grounded(plain(k), shown(label.lesions[k])) for k in SPOKEN if label.lesions.get(k)]
    if parts:
        return " ".join(parts)
    return NOT_OUTLINED if (label.grade or 0) >= 1 or (label.dme or 0) >= 1 else NO_LESION


def features(label: Label) -> str:
    out = []
    for kind in SPOKEN:
        count = len(label.lesions.get(kind, []))
        if count:
            amount = "Few" if count <= 2 else "Several" if count <= 7 else "Many"
            near = label.near_fovea(kind)
            place = {None: "", True: " within one disc diameter of the fovea", False: " away from the fovea"}[near]
            out.append(f"{amount} {PLURALS[kind]}{place}.")
    return " ".join(out) or "No feature to describe."


def diagnosis(label: Label) -> str:
    return f"{GRADES[label.grade]} (ICDR {label.grade}). Macular oedema risk {label.dme}."


def months(grade: int, dme: int) -> int | None:
    """Months within which to refer (None: rescreen), after the ICO Guidelines for Diabetic Eye Care 2017.

    What the model learns to say; the referral itself comes from the protocol file.
    """
    due = [m for m in ({2: 6, 3: 3, 4: 1}.get(grade), {1: 3, 2: 1}.get(dme)) if m]
    return min(due, default=None)


def management(label: Label) -> str:
    within = months(label.grade, label.dme)
    if within is None:
        return RESCREEN
    return f"Refer within {within} month{'s' if within > 1 else ''}."


def chain(label: Label) -> str:
    """The six lines. Needs grade and oedema risk unless the photograph is rejected."""
    if label.quality == "reject":
        said = [UNGRADABLE, NOT_ASSESSED, NOT_ASSESSED, NOT_ASSESSED, "Not graded.", RETAKE]
    else:
        said = [QUALITY[label.quality], anatomy(label), lesions(label), features(label),
                diagnosis(label), management(label)]
    return "\n".join(f"{step}: {text}" for step, text in zip(STEPS, said, strict=True))


CHAIN_PROMPTS = ("Read this photograph along the clinical chain.", "Read this photograph.",
                 "Describe this fundus photograph step by step.", "Write the report.")
QUESTIONS: dict[str, tuple[str, ...]] = {
    "referable": ("Is diabetic retinopathy referable here?", "Does this eye need referral?",
                  "Is this referable?", "Should this patient be referred?"),
    "grade": ("What is the ICDR grade?", "Which grade of diabetic retinopathy is this?",
              "How severe is the retinopathy?"),
    "dme": ("What is the macular oedema risk?", "Is the macula at risk of oedema?"),
    "disc": ("Where is the optic disc?", "Show the optic disc.", "Find the optic nerve head."),
    "fovea": ("Where is the fovea?", "Show the fovea.", "Where is the centre of the macula?"),
    "side": ("Which eye is this?", "Right or left eye?", "Is this a right eye or a left eye?"),
    "gradable": ("Can this photograph be graded?", "Is the quality good enough?", "Is this photograph gradable?"),
    "manage": ("What should be done?", "How should this eye be managed?", "When is the next visit?"),
    "elsewhere": ("Is there glaucoma?", "Is there macular degeneration?", "Is there a choroidal nevus?",
                  "Is there a vascular occlusion?", "Is this eye myopic?", "Is there hypertensive retinopathy?",
                  "How old is the patient?", "What is the blood pressure?", "What is the visual acuity?",
                  "What is the capital of France?", "Is there a cataract?", "Who are you?"),
}
PRESENT = ("Are there {}?", "Do you see {}?", "Show the {}.")
INSIDE = ("What is in {}?", "Name what lies in {}.")


def answers(label: Label) -> list[tuple[str, str, str]]:
    """Every (kind, key, answer) that this label supports. `key` picks the question; see `ask`."""
    out = [("gradable", "", UNGRADABLE if label.quality == "reject" else f"Yes. {QUALITY[label.quality]}"),
           ("elsewhere", "", NOT_LEARNED)]
    if label.quality == "reject":
        return out + [(kind, "", UNGRADABLE) for kind in ("referable", "grade", "dme")] + [("manage", "", RETAKE)]
    if label.referable is not None:
        out.append(("referable", "", "Yes." if label.referable else "No."))
    if label.grade is not None:
        out.append(("grade", "", f"{GRADES[label.grade]} (ICDR {label.grade})."))
    if label.dme is not None:
        out.append(("dme", "", f"Macular oedema risk {label.dme}."))
    if label.grade is not None and label.dme is not None:
        out.append(("manage", "", management(label)))
    if label.disc:
        out.append(("disc", "", grounded("optic disc", [label.disc])))
    if label.fovea:
        out.append(("fovea", "", grounded("fovea", [fovea_box(label.fovea)])))
    if label.side != "unknown":
        out.append(("side", "", SIDES[label.side]))
    for kind in SPOKEN:
        boxes = shown(label.lesions.get(kind, []))
        if boxes:
            out.append(("present", kind, f"Yes. {grounded(plain(kind), boxes)}"))
            out.append(("inside", str(list(boxes[0])), f"<ref>{plain(kind)}</ref>"))
        elif kind in label.known:
            out.append(("present", kind, "No."))
    return out


def ask(kind: str, key: str, pick: int) -> str:
    """A question of this kind; `pick` chooses among its wordings."""
    if kind == "present":
        return PRESENT[pick % len(PRESENT)].format(PLURALS[key])
    if kind == "inside":
        return INSIDE[pick % len(INSIDE)].format(f"[{key}]")
    wordings = QUESTIONS[kind]
    return wordings[pick % len(wordings)]


REF = re.compile(r"<ref>([a-z ]+)</ref><box>\[\[(.*?)\]\]</box>")


@dataclass
class Parsed:
    """A chain read back from its text."""

    quality: str = "good"
    side: str = "unknown"
    grade: int | None = None
    dme: int | None = None
    management: str = ""
    features: str = ""
    lesions_said: str = ""
    boxes: dict[str, list[Box]] = field(default_factory=dict)


def refs(text: str) -> dict[str, list[Box]]:
    """Every grounded name in `text` with its boxes. ValueError where a box is none."""
    found: dict[str, list[Box]] = {}
    for name, inner in REF.findall(text):
        for piece in inner.split("], ["):
            numbers = [int(n) for n in piece.split(", ")]
            if len(numbers) != 4 or not all(0 <= n <= 999 for n in numbers):
                raise ValueError(f"no box: {piece}")
            found.setdefault(name.replace(" ", "_"), []).append(tuple(numbers))
    return found


def parse(text: str) -> Parsed:
    """Reads a chain; ValueError says which line is wrong."""
    lines = text.split("\n")
    if len(lines) != len(STEPS):
        raise ValueError(f"{len(lines)} lines")
    said = {}
    for step, line in zip(STEPS, lines, strict=True):
        if not line.startswith(f"{step}: "):
            raise ValueError(f"no {step} line: {line!r}")
        said[step] = line[len(step) + 2 :]
    out = Parsed(management=said["management"], features=said["features"],
                 lesions_said=REF.sub("", said["lesions"]).strip())
    quality = [k for k, v in QUALITY.items() if v == said["quality"]]
    if not quality:
        raise ValueError(f"quality: {said['quality']!r}")
    out.quality = quality[0]
    out.boxes = refs(said["anatomy"]) | refs(said["lesions"])
    if out.quality == "reject":
        return out
    side = [k for k, v in SIDES.items() if said["anatomy"].endswith(v)]
    match = re.fullmatch(r"(.+) \(ICDR ([0-4])\)\. Macular oedema risk ([0-2])\.", said["diagnosis"])
    if not side or not match or GRADES[int(match[2])] != match[1]:
        raise ValueError("anatomy or diagnosis")
    out.side, out.grade, out.dme = side[0], int(match[2]), int(match[3])
    return out


def check(text: str, label: Label) -> None:
    """Proves that a chain says what the label says and nothing else; ValueError if not."""
    got = parse(text)
    want: dict[str, list[Box]] = {}
    if label.quality != "reject":
        want = {k: shown(label.lesions[k]) for k in SPOKEN if label.lesions.get(k)}
        want |= {"optic_disc": [label.disc]} if label.disc else {}
        want |= {"fovea": [fovea_box(label.fovea)]} if label.fovea else {}
        facts = (got.grade, got.dme, got.side) == (label.grade, label.dme, label.side)
        counted = all(PLURALS[k] in got.features for k in SPOKEN if label.lesions.get(k))
        within = months(label.grade, label.dme)
        due = got.management == RESCREEN if within is None else f" {within} month" in got.management
        if not (facts and counted and due):
            raise ValueError("the chain and the label differ")
    if got.quality != label.quality or got.boxes != want:
        raise ValueError("the chain and the label differ in quality or boxes")


def corpus() -> list[str]:
    """Every wording there is, for the tokenizer to learn its words from."""
    out = [*CHAIN_PROMPTS, *(ask("present", k, i) for k in LESIONS for i in range(3)), *map(plain, LESIONS)]
    for quality in QUALITY:
        for grade in range(5):
            for dme in range(3):
                for count in (0, 1, 3, 8):
                    label = Label(quality, grade, dme, (601, 455, 731, 590), (421, 500),
                                  {k: [(1, 2, 3, 4)] * count for k in LESIONS}, frozenset(LESIONS))
                    out.append(chain(label))
                    for kind, key, answer in answers(label):
                        out += [answer, *(ask(kind, key, i) for i in range(len(QUESTIONS.get(kind, PRESENT))))]
    for fovea in (None, (1, 1), (999, 1)):
        out.append(chain(Label("good", 0, 0, (601, 455, 731, 590), fovea, {"drusen": [(600, 500, 610, 510)]})))
    return out
