"""Whether doubt is worth what it says: how often the program is uncertain, how often it errs where it is not, what it finds unlike."""

from __future__ import annotations

from collections.abc import Sequence

from .bench import Pair
from .claim import IDRID, share

GRADED = {"diabetic_retinopathy": "dr", "macular_edema": "dme"}


def statuses(pairs: Sequence[Pair], condition: str) -> list[tuple[str, bool, str]]:
    """Owner, whether the condition is there in any degree, and what the Reading calls it; graded photographs that were assessed."""
    out = []
    for t, r in pairs:
        grade = getattr(t, GRADED[condition])
        said = next((c["status"] for c in r.reading.get("conditions", []) if c["condition"] == condition), "not_assessed")
        if grade is not None and said != "not_assessed":
            out.append((t.owner, grade >= 1, said))
    return out


def unlike(reading: dict) -> bool | None:
    """Whether the program calls a photograph unlike those it was measured on; None where it says nothing of it."""
    novelty = reading.get("image", {}).get("novelty")
    return None if novelty is None else novelty["value"] > novelty["limit"]


def doubt(pairs: Sequence[Pair], data: str = IDRID, prefix: str = "") -> list[dict]:
    """Share left open, and the two errors among eyes with and without each condition."""
    out = []
    for condition in GRADED:
        rows = statuses(pairs, condition)
        with_it, without = [r for r in rows if r[1]], [r for r in rows if not r[1]]
        for metric, some, status in (("uncertain", rows, "uncertain"), ("with it, called absent", with_it, "absent"), ("without it, called present", without, "present")):
            out += share(f"{prefix}doubt_{condition}", data, metric, [s == status for _, _, s in some], [o for o, _, _ in some])
    return out


def strange(pairs: Sequence[Pair], data: str, prefix: str = "") -> list[dict]:
    """Share that is called unlike."""
    told = [(t.owner, unlike(r.reading)) for t, r in pairs]
    known = [(o, u) for o, u in told if u is not None]
    return share(f"{prefix}unlike", data, "unlike what it was measured on", [u for _, u in known], [o for o, _ in known])
