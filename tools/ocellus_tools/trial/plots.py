"""The card's charts, from the curves that the trials left."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .svg import BOTTOM, COLOURS, TOP, Chart

TENTHS = [0, 0.2, 0.4, 0.6, 0.8, 1]
LIMIT = 200_000
"""All charts of a bundle together, bytes."""


def rocs(curves: dict) -> str:
    """ROC of the three tasks, as they are and under shifts."""
    chart = Chart("Receiver operating characteristic, hold-out", ("1 − specificity", 0, 1), ("sensitivity", 0, 1))
    chart.ticks(TENTHS, TENTHS)
    for k, (task, points) in enumerate(curves.get("roc", {}).items()):
        chart.line(points, COLOURS[k], task)
    for k, (_, points) in enumerate(curves.get("shifted", {}).get("roc", {}).items()):
        chart.line(points, COLOURS[k], dashed=True)
        if k == 0:
            chart.named("dashed: own shifts pooled", "#ffffff")
    return chart.text()


def reliability(curves: dict) -> str:
    """Said against so, a dot a bin whose size tells its count."""
    chart = Chart("Reliability, hold-out and own shifts", ("probability said", 0, 1), ("share that is so", 0, 1))
    chart.ticks(TENTHS, TENTHS)
    chart.line([(0, 0), (1, 1)], "#bbbbbb", dashed=True)
    groups = {"referable, hold-out": curves.get("reliability", {}).get("referable", []),
              "referable, own shifts": curves.get("shifted", {}).get("reliability", {}).get("referable", [])}  # fmt: skip
    for k, (name, bins) in enumerate(groups.items()):
        if bins:
            chart.line([(m, s) for m, s, _ in bins], COLOURS[k], name)
        for m, s, n in bins:
            chart.dot(m, s, COLOURS[k], 1.5 + 1.2 * float(np.log2(n + 1)) / 1.5, f"{name}: {n} photographs, said {m:.2f}, so {s:.2f}")
    return chart.text()


def froc(curves: dict) -> str:
    """Lesions found against false findings a photograph."""
    most = 16.0
    chart = Chart("Lesions: FROC, 5 photographs", ("false findings a photograph", 0, most), ("share of lesions found", 0, 1))
    chart.ticks([0, 1, 2, 4, 8, 16], TENTHS)
    for k, (kind, points) in enumerate(curves.get("froc", {}).items()):
        chart.line(sorted((f, s) for f, s in points if f <= most), COLOURS[k], kind)
    return chart.text()


def shifts(curves: dict) -> str:
    """AUROC and its interval, a row a shift."""
    rows = curves.get("shift rows", [])
    chart = Chart("Referable retinopathy under own shifts", ("AUROC", 0.5, 1), ("", 0, len(rows) + 1), height=TOP + BOTTOM + 16 * (len(rows) + 1), left=110)
    places = [len(rows) - k for k in range(len(rows))]
    chart.ticks([0.5, 0.6, 0.7, 0.8, 0.9, 1], places, [name for name, *_ in rows])
    for (name, value, low, high), y in zip(rows, places, strict=True):
        if np.isfinite([low, high]).all():
            chart.whisker(low, high, y, COLOURS[0])
        chart.dot(value, y, COLOURS[0], 3.2, f"{name}: {value:.3f}")
    return chart.text()


def damage(curves: dict) -> str:
    """Share rejected against what can still be seen."""
    chart = Chart("Drawn damage: rejected by what can still be seen", ("share of second-order vessels seen", 0, 1), ("share rejected", 0, 1), legend_on_top=True)
    chart.ticks(TENTHS, TENTHS)
    chart.line([(1 / 3, 0), (1 / 3, 1)], "#999999", dashed=True)
    for k, (fault, points) in enumerate(curves.get("damage", {}).items()):
        chart.line(sorted((s, r) for s, r, _ in points), COLOURS[k % len(COLOURS)], fault)
        for s, r, n in points:
            chart.dot(s, r, COLOURS[k % len(COLOURS)], 2.4, f"{fault}: {n} photographs")
    return chart.text()


def cup(curves: dict) -> str:
    """Said against drawn."""
    chart = Chart("Vertical cup-to-disc ratio, drawn eyes", ("drawn", 0, 1), ("measured", 0, 1))
    chart.ticks(TENTHS, TENTHS)
    chart.line([(0, 0), (1, 1)], "#bbbbbb", dashed=True)
    for t, s in curves.get("cup", []):
        chart.dot(t, s, COLOURS[0], 2.2)
    return chart.text()


PLOTS = {"roc": (rocs, "roc"), "reliability": (reliability, "reliability"), "froc": (froc, "froc"), "shifts": (shifts, "shift rows"),
         "damage": (damage, "damage"), "cup": (cup, "cup")}  # fmt: skip
"""File name → what draws it, and the curve without which it is left out."""


def write(curves: dict, folder: Path) -> list[str]:
    """Writes every chart that has its curve; gives their names. Refuses more than `LIMIT` bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    names, size = [], 0
    for name, (draw, needed) in PLOTS.items():
        path = folder / f"{name}.svg"
        path.unlink(missing_ok=True)
        if curves.get(needed):
            text = draw(curves)
            size += len(text.encode())
            path.write_text(text, encoding="utf-8")
            names.append(name)
    if size > LIMIT:
        raise SystemExit(f"{folder}: {size} bytes of charts, more than the {LIMIT} a bundle takes")
    return names
