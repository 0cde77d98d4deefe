"""Proves an answer: its text is read back without knowing the label, and compared with what the label says."""

from __future__ import annotations

import ast
import functools
import re
from dataclasses import dataclass

from .answers import OF_THE_PICTURE
from .label import DRAWN_ONLY, SPOKEN, Box, Label, amount, by_size, fovea_box, months, shown
from .phrases import LANGUAGES

REF = re.compile(r"<ref>([^<]*)</ref>(?:<box>\[\[([0-9, \]\[]*)\]\]</box>)?")
HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Said:
    """What an answer claims: its form, the value, and what it names where."""

    form: str
    value: object = None
    named: tuple[tuple[str, tuple[Box, ...]], ...] = ()


@functools.cache
def _sentences(lang: str) -> dict[str, tuple[str, object]]:
    """Every answer without its names and numbers → (form, value). Two meanings of one text would be refused here."""
    p = LANGUAGES[lang]
    table: dict[str, tuple[str, object]] = {}

    def put(text: str, form: str, value: object = None) -> None:
        if table.setdefault(text, (form, value)) != (form, value):
            raise ValueError(f"{text!r} means two things")

    for text, value in ((p.yes, True), (p.no, False), (p.there, True), (p.absent, False)):
        put(text, "yes", value)
    put(f"{p.there} {HOLE}", "yes", True)
    for verdict, text in p.quality.items():
        put(f"{p.yes} {text}", "quality", verdict)
    put(p.ungradable, "ungradable")
    put(HOLE, "place")
    for name, text in p.refusals.items():
        put(text, "refusal", name)
    managed = {None: p.rescreen} | p.refer
    for within, text in managed.items():
        put(text, "months", within)
        for grade, diagnosis in enumerate(p.grades):
            for risk in range(3):
                put(f"{text} {diagnosis} {p.risk.format(risk)}", "plan", (within, grade, risk))
    for form, texts in (("grade", p.grades), ("risk_reason", p.why_risk), ("risk", [p.risk.format(k) for k in range(3)])):
        for value, text in enumerate(texts):
            put(text, form, value)
    for grade, text in enumerate(p.why):
        endings = [""] if grade < 2 else [p.outlined.format(HOLE), p.unoutlined]
        for ending in [*endings, *(e + p.also.format(HOLE) for e in endings if e)]:
            put(text + ending, "why", grade)
    for form, texts in (("side", p.sides), ("amount", p.amounts)):
        for value, text in texts.items():
            put(text, form, value)
    for form, text in (("nothing", p.nothing), ("retake", p.retake), ("clinic", p.clinic), ("urgent", p.urgent)):
        put(text, form)
    for unit, text in p.less.items():
        put(text, "measure", (unit, 0.0))
    return table


def said(answer: str, lang: str = "en") -> Said:
    """Reads an answer; ValueError where it is none."""
    p = LANGUAGES[lang]
    names = {text: kind for kind, text in p.names.items()}
    named = []
    for name, inner in REF.findall(answer):
        boxes = []
        for piece in inner.split("], [") if inner else []:
            numbers = tuple(int(n) for n in piece.split(", "))
            if len(numbers) != 4 or max(numbers) > 999:
                raise ValueError(f"no box: {piece}")
            boxes.append(numbers)
        if name not in names:
            raise ValueError(f"no name: {name}")
        named.append((names[name], tuple(boxes)))
    bare = re.sub(f"{HOLE}( {HOLE})+", HOLE, REF.sub(HOLE, answer))
    for unit, text in p.about.items():
        before, after = text.split("{}")
        if match := re.fullmatch(re.escape(before) + r"([0-9]{1,2}\.[0-9])" + re.escape(after), bare):
            return Said("measure", (unit, float(match[1])))
    if bare not in _sentences(lang):
        raise ValueError(f"no answer: {answer!r}")
    return Said(*_sentences(lang)[bare], tuple(named))


def _there(label: Label, kinds: tuple[str, ...]) -> tuple:
    return tuple((k, tuple(shown(label.lesions[k]))) for k in kinds if label.lesions.get(k))


def _overlaps(a: Box, b: Box) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def expected(kind: str, key: str, label: Label) -> Said:
    """What a sound answer to this question claims; ValueError where the label supports none."""
    if kind.startswith("no_"):
        return Said("refusal", kind[3:])
    if kind == "urgent":
        return Said("urgent")
    if kind == "present" and key in DRAWN_ONLY and label.quality != "reject":
        return Said("refusal", "elsewhere")
    if label.quality == "reject":
        if kind in ("manage", "next"):
            return Said("retake")
        if kind in (*OF_THE_PICTURE, "gradable", "present", "count"):
            return Said("ungradable")
        raise ValueError(f"{kind} of a rejected photograph")
    boxes = label.lesions.get(key, [])
    absent = kind in ("present", "research", "count") and not boxes and key not in label.known
    missing = {"grade": label.grade, "why": label.graded_soundly or None, "dme": label.dme, "why_dme": label.risk_soundly or None, "referable": label.referable,
               "disc": label.disc, "fovea": label.fovea, "cup": label.cup, "disc_fovea": label.disc_to_fovea(),
               "distance": label.away(key), "area": label.areas.get(key), "condition": label.conditions.get(key),
               "largest": boxes or None, "manage": label.whole or None, "plan": label.whole or None, "next": label.whole or None}  # fmt: skip
    if absent or (kind in missing and missing[kind] is None) or (kind in ("count", "area", "distance") and key not in label.known):
        raise ValueError(f"the label doesn't say {kind} {key}")
    within = months(label.grade, label.dme) if label.whole else None
    if kind == "why":
        defining = () if label.grade < 2 else ("neovascularisation",) if label.grade == 4 else SPOKEN[:3] if label.grade == 2 else ()
        return Said("why", label.grade, _there(label, defining) + (_there(label, SPOKEN[:3]) if label.grade > 2 else ()))
    if kind == "inside":
        return _inside(tuple(ast.literal_eval(key)), label)
    return {
        "gradable": lambda: Said("quality", label.quality),
        "side": lambda: Said("side", label.side),
        "referable": lambda: Said("yes", label.referable),
        "grade": lambda: Said("grade", label.grade),
        "dme": lambda: Said("risk", label.dme),
        "why_dme": lambda: Said("risk_reason", label.dme),
        "manage": lambda: Said("months", within),
        "next": lambda: Said("clinic") if within else Said("months"),
        "plan": lambda: Said("plan", (within, label.grade, label.dme)),
        "disc": lambda: Said("place", None, (("disc", (label.disc,)),)),
        "fovea": lambda: Said("place", None, (("fovea", (fovea_box(label.fovea),)),)),
        "disc_fovea": lambda: Said("measure", ("distance", _tenth(label.disc_to_fovea()))),
        "cup": lambda: Said("measure", ("cup", round(label.cup, 1))),
        "area": lambda: Said("measure", ("area", _tenth(label.areas[key]))),
        "distance": lambda: Said("measure", ("distance", _tenth(label.away(key)))),
        "present": lambda: Said("yes", bool(boxes), _there(label, (key,))),
        "research": lambda: Said("yes", bool(boxes), _there(label, (key,))),
        "largest": lambda: Said("place", None, ((key, tuple(by_size(boxes)[:1])),)),
        "count": lambda: Said("amount", amount(len(boxes))),
        "condition": lambda: Said("yes", label.conditions[key]),
    }[kind]()


def _tenth(value: float) -> float:
    return 0.0 if value < 0.05 else float(f"{value:.1f}")


def _inside(box: Box, label: Label) -> Said:
    places = {k: by_size(v)[0] for k, v in label.lesions.items() if v and k in SPOKEN}
    places |= {"disc": label.disc} if label.disc else {}
    places |= {"fovea": fovea_box(label.fovea)} if label.fovea else {}
    for name, place in places.items():
        if place == box:
            return Said("place", None, ((name, ()),))
    if any(_overlaps(box, b) for v in label.lesions.values() for b in v):
        raise ValueError(f"{box} is not empty")
    return Said("nothing")


def prove(kind: str, key: str, answer: str, label: Label, lang: str = "en") -> None:
    """ValueError unless the answer says what the label says and nothing else."""
    got, want = said(answer, lang), expected(kind, key, label)
    if got != want:
        raise ValueError(f"{kind} {key}: {got}, not {want}")
