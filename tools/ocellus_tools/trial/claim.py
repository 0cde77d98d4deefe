"""What a trial says: one number with what it was measured on, how many, and its interval."""

from __future__ import annotations

import datetime
import platform
from collections.abc import Sequence

import numpy as np

from ..measure import by_owner, wilson

LEAST_N = 4
"""A claim on fewer photographs is `research`: nothing rests on it."""
IDRID = "IDRiD grading, hold-out by hash"
LESIONS = "IDRiD segmentation, hold-out by hash"
CHASE = "CHASE_DB1, hold-out by child"
BOTH = "IDRiD and CHASE_DB1, hold-out"


def claim(task: str, data: str, n: int, metric: str, value: float, interval: tuple[float, float] | None = None, research: bool = False) -> dict:
    """A claim as it stands in a bundle. `research` where only drawn eyes support it."""
    return {"task": task, "data": data, "n": int(n), "metric": metric, "value": float(value), "interval": interval, "research": research}


def share(task: str, data: str, metric: str, hits: Sequence[bool], owners: Sequence[str] | None = None, research: bool = False) -> list[dict]:
    """The share of `hits`; Wilson's interval, or one over owners where an owner has several rows. Nothing of nothing."""
    hit = np.asarray(hits, bool)
    if not len(hit):
        return []
    distinct = len(set(owners)) if owners is not None else len(hit)
    # Rows of one owner are not independent: where resampling sees no spread, each owner counts once.
    interval = wilson(round(float(hit.mean()) * distinct), distinct)
    if distinct < len(hit):
        spread = by_owner(lambda i: float(hit[i].mean()), list(owners or []))
        interval = spread if spread[0] < spread[1] else interval
    return [claim(task, data, len(hit), metric, float(hit.mean()), interval, research)]


def mean(task: str, data: str, metric: str, values: Sequence[float], owners: Sequence[str] | None = None, research: bool = False) -> list[dict]:
    """The mean of `values` with a bootstrap interval over their owners. Nothing of nothing."""
    v = np.asarray(values, float)
    if not len(v):
        return []
    who = list(owners) if owners is not None else [str(i) for i in range(len(v))]
    return [claim(task, data, len(v), metric, float(v.mean()), by_owner(lambda i: float(v[i].mean()), who), research)]


def finish(claims: list[dict], where: str) -> list[dict]:
    """Rounds, dates and places every claim; what has no finite value is left out, for it claims nothing."""
    out = []
    for c in claims:
        if not np.isfinite(c["value"]):
            continue
        interval = c["interval"]
        known = interval is not None and bool(np.isfinite(interval).all())
        out.append(c | {
            "value": round(c["value"], 4), "interval": [round(float(v), 4) for v in interval] if known else None,
            "where": f"{where}, {platform.machine()}", "date": datetime.date.today().isoformat(),
            "research": bool(c.get("research")) or c["n"] < LEAST_N,
        })  # fmt: skip
    return out
