"""Every answer that a label supports, in both languages. Nothing is said that the label does not say."""

from __future__ import annotations

from .label import CONDITIONS, DRAWN_ONLY, SPOKEN, Box, Label, amount, by_size, fovea_box, grounded, months, shown
from .phrases import LANGUAGES, REFUSALS, Phrases

Answered = tuple[str, str, str]
"""Kind of question, key (which lesion, region or condition), answer."""
OF_THE_PICTURE = ("referable", "grade", "dme", "side", "disc", "fovea", "why", "why_dme", "plan")


def findings(p: Phrases, label: Label, kinds: tuple[str, ...]) -> str:
    """Grounded names of the kinds that are there, a space between them."""
    return " ".join(grounded(p.names[k], shown(label.lesions[k])) for k in kinds if label.lesions.get(k))


def managed(p: Phrases, label: Label) -> str:
    within = months(label.grade, label.dme)
    return p.rescreen if within is None else p.refer[within]


def explained(p: Phrases, label: Label) -> str:
    """Why this grade: what defines it, and what of it is outlined."""
    text = p.why[label.grade]
    if label.grade < 2:
        return text
    defining = ("neovascularisation",) if label.grade == 4 else SPOKEN[:3] if label.grade == 2 else ()
    shown_ = findings(p, label, defining)
    text += p.outlined.format(shown_) if shown_ else p.unoutlined
    also = findings(p, label, SPOKEN[:3]) if label.grade > 2 else ""
    return text + (p.also.format(also) if also else "")


def measured(p: Phrases, unit: str, value: float) -> str:
    """One decimal; below 0.05 it is less than a tenth."""
    return p.less[unit] if value < 0.05 else p.about[unit].format(f"{value:.1f}")


def inside(label: Label) -> list[tuple[Box, str]]:
    """Regions that have one name: the largest box of each kind, disc and fovea."""
    out = [(by_size(label.lesions[k])[0], k) for k in SPOKEN if label.lesions.get(k)]
    out += [(label.disc, "disc")] if label.disc else []
    out += [(fovea_box(label.fovea), "fovea")] if label.fovea else []
    boxes = [box for box, _ in out]
    return [one for one in out if boxes.count(one[0]) == 1]


def empty(label: Label) -> Box | None:
    """A region as large as the disc in which no outlined lesion lies, where all four kinds were looked for."""
    if not label.disc or len([k for k in label.known if k in SPOKEN]) < 3:
        return None
    w, h = label.disc[2] - label.disc[0], label.disc[3] - label.disc[1]
    taken = [label.disc, *([fovea_box(label.fovea)] if label.fovea else []), *(b for v in label.lesions.values() for b in v)]
    for k in range(60):
        x, y = 150 + (k * 379) % 600, 150 + (k * 211) % 600
        if all(x + w < b[0] or b[2] < x or y + h < b[1] or b[3] < y for b in taken):
            return x, y, x + w, y + h
    return None


def answers(label: Label, lang: str = "en") -> list[Answered]:
    """Every (kind, key, answer) that this label supports; `questions.ask` words the question."""
    p = LANGUAGES[lang]
    out = [*((f"no_{r}", "", p.refusals[r]) for r in REFUSALS), ("urgent", "", p.urgent)]
    if label.quality == "reject":
        out += [("gradable", "", p.ungradable), ("manage", "", p.retake), ("next", "", p.retake)]
        out += [(kind, "", p.ungradable) for kind in OF_THE_PICTURE]
        return out + [(kind, k, p.ungradable) for kind in ("present", "count") for k in SPOKEN[:3]]
    out += [("gradable", "", f"{p.yes} {p.quality[label.quality]}"), ("side", "", p.sides[label.side])]
    if label.referable is not None:
        out.append(("referable", "", p.yes if label.referable else p.no))
    if label.grade is not None:
        out.append(("grade", "", p.grades[label.grade]))
    if label.graded_soundly:
        out.append(("why", "", explained(p, label)))
    if label.dme is not None:
        out.append(("dme", "", p.risk.format(label.dme)))
    if label.risk_soundly:
        out.append(("why_dme", "", p.why_risk[label.dme]))
    if label.grade is not None and label.dme is not None:
        within = months(label.grade, label.dme)
        out += [("manage", "", managed(p, label)), ("next", "", p.rescreen if within is None else p.clinic),
                ("plan", "", f"{managed(p, label)} {p.grades[label.grade]} {p.risk.format(label.dme)}")]  # fmt: skip
    if label.disc:
        out.append(("disc", "", grounded(p.names["disc"], [label.disc])))
    if label.fovea:
        out.append(("fovea", "", grounded(p.names["fovea"], [fovea_box(label.fovea)])))
    if (dd := label.disc_to_fovea()) is not None:
        out.append(("disc_fovea", "", measured(p, "distance", dd)))
    if label.cup is not None:
        out.append(("cup", "", p.about["cup"].format(f"{label.cup:.1f}")))
    out += lesion_answers(p, label)
    out += [("inside", str(list(box)), f"<ref>{p.names[name]}</ref>") for box, name in inside(label)]
    if none := empty(label):
        out.append(("inside", str(list(none)), p.nothing))
    drawn = [c for c in CONDITIONS if c in label.conditions and c not in DRAWN_ONLY]
    return out + [("condition", c, p.yes if label.conditions[c] else p.no) for c in drawn]


def lesion_answers(p: Phrases, label: Label) -> list[Answered]:
    """Presence, place, number and measures. Of kinds that only drawn eyes outline, as research alone."""
    out = []
    for kind in SPOKEN:
        boxes, known = label.lesions.get(kind, []), kind in label.known
        if kind in DRAWN_ONLY:
            out.append(("present", kind, p.refusals["elsewhere"]))
        asked = "research" if kind in DRAWN_ONLY else "present"
        if boxes:
            out.append((asked, kind, f"{p.there} {grounded(p.names[kind], shown(boxes))}"))
            out.append(("largest", kind, grounded(p.names[kind], by_size(boxes)[:1])))
        elif known:
            out.append((asked, kind, p.absent))
        if known and kind not in DRAWN_ONLY:
            out.append(("count", kind, p.amounts[amount(len(boxes))]))
        if known and boxes and kind in label.areas:
            out.append(("area", kind, measured(p, "area", label.areas[kind])))
        if known and (away := label.away(kind)) is not None:
            out.append(("distance", kind, measured(p, "distance", away)))
    return out
