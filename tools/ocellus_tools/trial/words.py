"""The Reading's text: whether it is whole, lies in the field, agrees with its own structured fields and with the labels."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import numpy as np

from ..truth import LESIONS as KINDS
from ..truth import Truth
from .bench import Pair
from .claim import BOTH, LESIONS, claim, share

GROUNDED = re.compile(r"<ref>(.*?)</ref><box>(\[\[.*?\]\])</box>")
SIDES = {"Right eye": "OD", "Left eye": "OS"}


def boxes(reading: dict) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Name and box (pixels) of everything that the chain points at."""
    w, h = reading["image"]["width"], reading["image"]["height"]
    out = []
    for step in reading.get("chain", []):
        for name, group in GROUNDED.findall(step["text"]):
            out += [(name, (x1 * w / 999, y1 * h / 999, x2 * w / 999, y2 * h / 999)) for x1, y1, x2, y2 in json.loads(group)]
    return out


def inside(reading: dict) -> bool:
    """Every box's centre lies within the field's circle."""
    view = reading["image"].get("field_of_view")
    if view is None:
        return not boxes(reading)
    return all(np.hypot((x1 + x2) / 2 - view["cx"], (y1 + y2) / 2 - view["cy"]) <= view["r"] * 1.01 for _, (x1, y1, x2, y2) in boxes(reading))


def contradictions(reading: dict) -> list[str]:
    """What the chain says against the Reading's own fields, each by its kind; English sentences of the chain are read."""
    text = {s["step"]: s["text"] for s in reading.get("chain", [])}
    conditions = {c["condition"]: c for c in reading.get("conditions", [])}
    found = []
    side = next((code for words, code in SIDES.items() if words in text.get("anatomy", "")), None)
    if side and reading["eye"]["laterality"] not in (side, "unknown"):
        found.append("side")
    for condition, pattern in (("diabetic_retinopathy", r"ICDR (\d)"), ("macular_edema", r"[Mm]acular oedema risk (\d)")):
        said, stage = re.search(pattern, text.get("diagnosis", "")), (conditions.get(condition) or {}).get("stage")
        if said and stage and int(said[1]) != stage["value"]:
            found.append("grade" if condition == "diabetic_retinopathy" else "oedema")
            if (int(said[1]) >= (2 if condition == "diabetic_retinopathy" else 1)) != (stage["value"] >= (2 if condition == "diabetic_retinopathy" else 1)):
                found.append("referable")
    shown = {f["label"].replace("_", " ") for f in reading.get("findings", []) if not f.get("research")}
    named = {name for name, _ in GROUNDED.findall(text.get("lesions", ""))}
    if named - shown:
        found.append("lesion")
    if re.search(r"[Nn]o lesion is seen|None found", text.get("lesions", "")) and shown:
        found.append("lesion")
    category, management = reading["referral"]["category"], text.get("management", "")
    if (management.startswith("Refer") and category not in ("refer", "urgent")) or (management.startswith("Screen again") and category != "rescreen"):
        found.append("management")
    if "cannot be graded" in text.get("quality", "") and reading["quality"]["verdict"] != "reject":
        found.append("quality")
    return found


def statements(t: Truth, reading: dict) -> dict[str, tuple[bool, bool]]:
    """What the chain states of a labelled photograph as name → (true, said): lesions, referable grade, oedema."""
    text = {s["step"]: s["text"] for s in reading.get("chain", [])}
    named = {name for name, _ in GROUNDED.findall(text.get("lesions", ""))}
    out = {}
    for kind, mask in t.pixels().items():
        if kind in KINDS:
            out[kind] = (bool(mask.any()), kind.replace("_", " ") in named)
    for name, right, least, pattern in (("moderate", t.dr, 2, r"ICDR (\d)"), ("oedema", t.dme, 1, r"[Mm]acular oedema risk (\d)")):
        said = re.search(pattern, text.get("diagnosis", ""))
        if right is not None and said:
            out[name] = (right >= least, int(said[1]) >= least)
    return out


def iou(a: Sequence[float], b: Sequence[float]) -> float:
    """Intersection over union of two boxes."""
    both = max(min(a[2], b[2]) - max(a[0], b[0]), 0) * max(min(a[3], b[3]) - max(a[1], b[1]), 0)
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both + 1e-9)


def words(pairs: Sequence[Pair]) -> list[dict]:
    """All claims about text."""
    given = [(t, r.reading) for t, r in pairs if r.reading]
    fine = [(t, x) for t, x in given if "error" not in x]
    out = share("readings", BOTH, "given", ["error" not in x for _, x in given])
    spoke = [(t, x) for t, x in fine if any(s.get("source") == "language" for s in x.get("chain", []))]
    out += share("chain", BOTH, "parses", [any(c["rule"] == "chain_complete" and c["passed"] for c in x["checks"]) for _, x in spoke])
    out += share("chain", BOTH, "every box's centre in the field", [inside(x) for _, x in fine])
    against = [contradictions(x) for _, x in fine]
    out += share("chain", BOTH, "contradicts the structured fields", [bool(a) for a in against])
    for kind in sorted({k for a in against for k in a}):
        out += share("chain", BOTH, f"contradicts: {kind}", [kind in a for a in against])
    sound = [x for _, x in fine if x["quality"]["verdict"] != "reject"]
    apart = [any(c["rule"] == "readers_agree_referable" and not c["passed"] for c in x["checks"]) for x in sound]
    out += share("review", BOTH, "sent by the readers' disagreement, of sound photographs", apart)
    out += share("review", BOTH, "sent to review, of sound photographs", [x["referral"]["category"] == "review" for x in sound])
    times = sorted(x["timings_ms"]["total"] / 1000 for _, x in fine)
    if times:
        out.append(claim("reading", BOTH, len(times), "seconds, median", float(np.median(times)), None))
        out.append(claim("reading", BOTH, len(times), "seconds, 95th percentile", float(np.percentile(times, 95)), None))
    return out + against_labels(fine)


def against_labels(fine: Sequence[tuple[Truth, dict]]) -> list[dict]:
    """Statements against labels. Clinical consistency counts true denials too, so recall of what is there stands beside it."""
    said = [(*v, name in KINDS) for t, x in fine for name, v in statements(t, x).items()]
    out = []
    for lesions, data in ((True, LESIONS), (False, BOTH)):
        some = [(right, told) for right, told, kind in said if kind == lesions]
        task = "chain_lesions" if lesions else "chain_diagnosis"
        out += share(task, data, "clinical consistency (statements right)", [a == b for a, b in some])
        out += share(task, data, "positive-finding recall", [b for a, b in some if a])
        out += share(task, data, "positive-finding precision", [a for a, b in some if b])
    overlaps = []
    for t, x in fine:
        drawn = t.pixels().get("disc")
        box = next((b for name, b in boxes(x) if name == "optic disc"), None)
        if drawn is not None and drawn.any():
            ys, xs = np.nonzero(drawn)
            overlaps.append(iou((xs.min(), ys.min(), xs.max() + 1, ys.max() + 1), box) if box else 0.0)
    if overlaps:
        out.append(claim("chain_disc_box", LESIONS, len(overlaps), "mean IoU", float(np.mean(overlaps)), None))
    return out
