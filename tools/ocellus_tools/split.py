"""Which photograph is for training, calibration or the hold-out: by the hash of its name, so for ever the same.

Names are `IDRiD_001`, `lesion_01`, `chase_03` (a child, both eyes). The hold-out is never looked at before the end;
the calibration photographs (part of the training data) fix temperatures and thresholds and teach nothing else.
"""

from __future__ import annotations

import hashlib

TWINS = {
    "lesion_01": "IDRiD_102", "lesion_02": "IDRiD_366", "lesion_03": "IDRiD_369", "lesion_05": "IDRiD_082",
    "lesion_06": "IDRiD_196", "lesion_07": "IDRiD_029", "lesion_08": "IDRiD_207", "lesion_10": "IDRiD_224",
    "lesion_13": "IDRiD_231", "lesion_14": "IDRiD_232", "lesion_15": "IDRiD_236", "lesion_16": "IDRiD_237",
    "lesion_17": "IDRiD_239", "lesion_18": "IDRiD_132", "lesion_19": "IDRiD_242", "lesion_20": "IDRiD_245",
    "lesion_21": "IDRiD_246", "lesion_23": "IDRiD_247", "lesion_24": "IDRiD_248",
}  # fmt: skip
"""The same photograph in both folders, found by matching the images (correlation 1.00; the next best 0.98)."""

ALONE = ("lesion_04", "lesion_11", "lesion_12")
COTTON_WOOL = ("lesion_03", "lesion_08", "lesion_13", "lesion_14", "lesion_17", "lesion_18", "lesion_19", "lesion_23")
CHILDREN = tuple(f"chase_{i:02d}" for i in range(1, 15))


def digest(name: str) -> int:
    """SHA-256 of the name as an integer."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16)


def _lesions() -> tuple[list[str], list[str]]:
    order = sorted([*TWINS, *ALONE], key=digest)
    held = order[:5]
    while sum(n in COTTON_WOOL for n in held) < 2:
        out = max((n for n in held if n not in COTTON_WOOL), key=digest)
        held.remove(out)
        held.append(next(n for n in order if n in COTTON_WOOL and n not in held))
    rest = [n for n in order if n not in held]
    return sorted(held), sorted(rest[:2])


HELD_LESIONS, CALIBRATION_LESIONS = _lesions()
HELD_CHILDREN = sorted(sorted(CHILDREN, key=digest)[:4])
CALIBRATION_CHILDREN = sorted(sorted(CHILDREN, key=digest)[4:5])
_TWIN_OF = {v: k for k, v in TWINS.items()}


def part(name: str) -> str:
    """`train`, `calibration` or `holdout` for a name as above (`chase_03L` counts as its child)."""
    if name.startswith("chase_"):
        child = name[:8]
        return "holdout" if child in HELD_CHILDREN else "calibration" if child in CALIBRATION_CHILDREN else "train"
    name = _TWIN_OF.get(name, name)
    if name.startswith("lesion_"):
        return "holdout" if name in HELD_LESIONS else "calibration" if name in CALIBRATION_LESIONS else "train"
    if digest(name) % 5 == 0:
        return "holdout"
    return "calibration" if digest(name) // 5 % 7 == 0 else "train"
