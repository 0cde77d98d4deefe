"""The six-line chain, in English: written from a label, read back, and proved to say what the label says.

Its grammar is `chain.lark`; the three stand or fall together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .label import LESIONS, SPOKEN, Box, Label, amount, fovea_box, grounded, months, plain, shown

STEPS = ("quality", "anatomy", "lesions", "features", "diagnosis", "management")
PLURALS = {label: label.replace("_", " ") + "s" for label in LESIONS} | {"drusen": "drusen"}
GRADES = ("No diabetic retinopathy", "Mild non-proliferative diabetic retinopathy",
          "Moderate non-proliferative diabetic retinopathy",
          "Severe non-proliferative diabetic retinopathy", "Proliferative diabetic retinopathy")
UNGRADABLE = "This photograph can't be graded."
QUALITY = {"good": "The photograph is good.", "usable": "The photograph is usable.", "reject": UNGRADABLE}
SIDES = {"OD": "Right eye.", "OS": "Left eye.", "unknown": "The side of the eye can't be told."}
RETAKE = "Retake the photograph; if it stays ungradable, refer."
NEAR = {None: "", True: " within one disc diameter of the fovea", False: " away from the fovea"}
NO_FEATURE = "No feature to describe."
NO_LESION = "No lesion is seen."
NOT_OUTLINED = "Lesions are present, not outlined."
NOT_ASSESSED = "Not assessed."
RESCREEN = "Rescreen in 12 months."


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
            out.append(f"{amount(count).capitalize()} {PLURALS[kind]}{NEAR[label.near_fovea(kind)]}.")
    return " ".join(out) or NO_FEATURE


def diagnosis(label: Label) -> str:
    return f"{GRADES[label.grade]} (ICDR {label.grade}). Macular oedema risk {label.dme}."


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
REF = re.compile(r"<ref>([a-z ]+)</ref><box>\[\[(.*?)\]\]</box>")
FEATURE = re.compile(f"(Few|Several|Many) ({'|'.join(PLURALS.values())})({'|'.join(NEAR.values())})\\.")


@dataclass
class Parsed:
    """A chain read back from its text."""

    quality: str = "good"
    side: str = "unknown"
    grade: int | None = None
    dme: int | None = None
    management: str = ""
    features: dict[str, tuple[str, bool | None]] = field(default_factory=dict)
    """Kind → (few, several or many; near the fovea, away, or not said)."""
    lesions_said: str = ""
    """What the line of lesions says beside its boxes."""
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


def described(text: str) -> dict[str, tuple[str, bool | None]]:
    """The line of features read back; ValueError where it says anything else."""
    if text == NO_FEATURE:
        return {}
    found = {}
    kinds, places = {v: k for k, v in PLURALS.items()}, {v: k for k, v in NEAR.items()}
    for sentence in re.split(r"(?<=\.) ", text):
        match = FEATURE.fullmatch(sentence)
        if not match or kinds[match[2]] in found:
            raise ValueError(f"no feature: {sentence!r}")
        found[kinds[match[2]]] = (match[1].lower(), places[match[3]])
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
    out = Parsed(management=said["management"], lesions_said=REF.sub("", said["lesions"]).strip())
    quality = [k for k, v in QUALITY.items() if v == said["quality"]]
    if not quality:
        raise ValueError(f"quality: {said['quality']!r}")
    out.quality = quality[0]
    out.boxes = refs(said["anatomy"]) | refs(said["lesions"])
    if out.quality == "reject":
        return out
    out.features = described(said["features"])
    side = [k for k, v in SIDES.items() if said["anatomy"].endswith(v)]
    match = re.fullmatch(r"(.+) \(ICDR ([0-4])\)\. Macular oedema risk ([0-2])\.", said["diagnosis"])
    if not side or not match or GRADES[int(match[2])] != match[1]:
        raise ValueError("anatomy or diagnosis")
    out.side, out.grade, out.dme = side[0], int(match[2]), int(match[3])
    return out


def check(text: str, label: Label) -> None:
    """Proves that a chain says what the label says and nothing else; ValueError if not."""
    got = parse(text)
    if label.quality == "reject":
        if text != chain(label):
            raise ValueError("a rejected photograph is read")
        return
    spoken = {k: label.lesions[k] for k in SPOKEN if label.lesions.get(k)}
    want = {k: shown(boxes) for k, boxes in spoken.items()}
    want |= {"optic_disc": [label.disc]} if label.disc else {}
    want |= {"fovea": [fovea_box(label.fovea)]} if label.fovea else {}
    ill = bool(label.grade or label.dme)
    within = re.fullmatch(r"Refer within ([0-9]+) months?\.", got.management)
    pairs = {
        "quality": (got.quality, label.quality), "boxes": (got.boxes, want),
        "diagnosis": ((got.grade, got.dme), (label.grade, label.dme)), "side": (got.side, label.side),
        "features": (got.features, {k: (amount(len(b)), label.near_fovea(k)) for k, b in spoken.items()}),
        "lesions": (got.lesions_said, "" if spoken else NOT_OUTLINED if ill else NO_LESION),
        "management": (int(within[1]) if within else got.management, months(label.grade, label.dme) or RESCREEN),
    }  # fmt: skip
    for what, (a, b) in pairs.items():
        if a != b:
            raise ValueError(f"the chain and the label differ in {what}: {a}, not {b}")
