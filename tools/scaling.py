"""Fits L = a·N^−b + c to measured points (amount of data, loss) and draws them with the curve.

The points are a JSON list of {"n": photographs, "loss": …, "label": "what was varied"}; a label makes a curve of its own.
They come from runs that differ in the share of the training photographs alone, each for the same time:

    for share in 0.1 0.2 0.4 0.7 1; do
        python tools/train_evidence.py --share $share --minutes 6 --out build/scaling/$share
    done
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ocellus_tools.trial.svg import COLOURS, Chart

FLOORS = 400
EXPONENTS = np.linspace(0.005, 3, 600)


@dataclass
class Law:
    """L = a·N^−b + c."""

    a: float
    b: float
    c: float

    def at(self, n: np.ndarray | float) -> np.ndarray | float:
        """Loss at an amount of data."""
        return self.a * np.asarray(n, float) ** -self.b + self.c


def fit(n: np.ndarray, loss: np.ndarray) -> Law:
    """Least squares: for every exponent of a grid, a and c follow linearly (c no less than 0, a no less than 0)."""
    n, loss = np.asarray(n, float), np.asarray(loss, float)
    if len(n) < 3 or len(set(n.tolist())) < 3:
        raise ValueError(f"{len(set(n.tolist()))} amounts of data; a law with three constants needs three or more")
    best: tuple[float, Law] | None = None
    for b in EXPONENTS:
        x = (n / n.min()) ** -b
        a, c = np.linalg.lstsq(np.c_[x, np.ones_like(x)], loss, rcond=None)[0]
        if c < 0:
            a, c = float(x @ loss / (x @ x)), 0.0
        if a < 0:
            continue
        error = float(((a * x + c - loss) ** 2).sum())
        if best is None or error < best[0] - 1e-15:
            best = (error, Law(float(a * n.min() ** b), float(b), float(c)))
    if best is None:
        raise ValueError("the loss grows with the data: no such law fits these points")
    return best[1]


def spread(n: np.ndarray, loss: np.ndarray, rounds: int = 200, seed: int = 7) -> tuple[float, float] | None:
    """95 % interval of b by residual bootstrap; None below five points, where it would say nothing."""
    if len(n) < 5:
        return None
    law, rng = fit(n, loss), np.random.default_rng(seed)
    left = loss - law.at(n)
    found = []
    for _ in range(rounds):
        try:
            found.append(fit(n, law.at(n) + rng.choice(left, len(n))).b)
        except ValueError:
            continue
    return (float(np.percentile(found, 2.5)), float(np.percentile(found, 97.5))) if found else None


def chart(groups: dict[str, tuple[np.ndarray, np.ndarray]], laws: dict[str, Law], measure: str) -> str:
    """Points and curves, the amount on a logarithmic axis."""
    every = np.concatenate([n for n, _ in groups.values()])
    losses = np.concatenate([v for _, v in groups.values()])
    low, high = float(every.min()) * 0.8, float(every.max()) * 1.25
    bottom, top = float(losses.min()), float(losses.max())
    room = 0.1 * (top - bottom) or 0.1
    out = Chart("Loss against the amount of data", ("photographs", low, high), (measure, bottom - room, top + room),
                across=lambda v: float(np.log(max(v, 1e-9) / low) / np.log(high / low)))  # fmt: skip
    out.ticks(sorted(set(every.tolist())), [round(v, 3) for v in np.linspace(bottom, top, 5)])
    for k, (name, (n, loss)) in enumerate(groups.items()):
        for a, b in zip(n, loss, strict=True):
            out.dot(float(a), float(b), COLOURS[k], 3, f"{name} {a:g}: {b:.4f}")
        if name in laws:
            xs = np.geomspace(low, high, 60)
            law = laws[name]
            out.line([(float(x), float(law.at(x))) for x in xs], COLOURS[k], f"{name}: {law.a:.3g}·N^−{law.b:.3f} + {law.c:.3g}")
    return out.text()


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("points", type=Path)
    ap.add_argument("--measure", default="loss", help="what the loss is")
    ap.add_argument("--out", type=Path, default=Path("build/scaling.svg"))
    args = ap.parse_args()
    groups: dict[str, list[tuple[float, float]]] = {}
    for p in json.loads(args.points.read_text()):
        groups.setdefault(p.get("label", "all"), []).append((float(p["n"]), float(p["loss"])))
    arrays = {name: (np.array([n for n, _ in sorted(v)]), np.array([x for _, x in sorted(v)])) for name, v in groups.items()}
    laws: dict[str, Law] = {}
    for name, (n, loss) in arrays.items():
        try:
            laws[name] = law = fit(n, loss)
        except ValueError as why:
            print(f"{name}: {why}")
            continue
        between = spread(n, loss)
        print(f"{name}: L = {law.a:.4g}·N^−{law.b:.4f} + {law.c:.4g}" + (f", b in {between[0]:.3f}–{between[1]:.3f}" if between else "") + f", {len(n)} points")
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(chart(arrays, laws, args.measure), encoding="utf-8")


if __name__ == "__main__":
    main()
