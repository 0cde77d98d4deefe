"""Loss against the amount and the quality of labels, for `scaling.py`: the grade head refitted on fewer photographs.

The trunk is frozen and has seen all training photographs; only what the head gains from more graded ones is measured.
Loss is the cross-entropy (nats) of ICDR >= 2 on the calibration photographs, of which neither trunk nor head learned,
the mean over random draws. Wrong grades: that share of the drawn photographs says the opposite.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

from ocellus_tools.evidence_onnx import load
from ocellus_tools.features import Rows, gather
from ocellus_tools.model import STATISTICS
from ocellus_tools.views import load_pack

AMOUNTS = (16, 28, 48, 84, 150, 277)
DRAWS = 24
WRONG = {"grades as given": 0.0, "a tenth wrong": 0.1, "a fifth wrong": 0.2}
STRENGTH = 0.1
"""One inverse regularisation for all, so that nothing but the data differs."""


def loss_of(x: np.ndarray, y: np.ndarray, test: np.ndarray, truth: np.ndarray) -> float:
    """Cross-entropy on `test` of a logistic head fitted to `x`, `y` (both outcomes must occur)."""
    mean, scale = x.mean(0), 1 / np.maximum(x.std(0), 1e-3)
    head = LogisticRegression(C=STRENGTH, max_iter=1000).fit(np.clip((x - mean) * scale, -6, 6), y)
    z = head.decision_function(np.clip((test - mean) * scale, -6, 6))
    return float(np.logaddexp(0, -z * (2 * truth - 1)).mean())


def points(rows: Rows, test: np.ndarray, truth: np.ndarray, seed: int = 7) -> list[dict]:
    """One point for every amount and share of wrong grades; `rows` are views of training photographs."""
    known = (rows.dr >= 0) & ~rows.drawn & (np.char.find(rows.name.astype(str), "chase") < 0)
    x, y, name = rows.x[known][:, -STATISTICS:], rows.dr[known] >= 2, rows.name[known]
    every, out = np.unique(name), []
    for label, wrong in WRONG.items():
        rng = np.random.default_rng(seed)
        for amount in (min(a, len(every)) for a in AMOUNTS):
            losses = []
            while len(losses) < (DRAWS if wrong or amount < len(every) else 1):
                some = rng.choice(every, amount, replace=False)
                liars = some[rng.random(amount) < wrong]
                at = np.isin(name, some)
                said = y[at] ^ np.isin(name[at], liars)
                if said.any() and not said.all():
                    losses.append(loss_of(x[at], said, test, truth))
            out.append({"n": int(amount), "loss": float(np.mean(losses)), "label": label})
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--pack", type=Path, default=Path("build/pack"))
    ap.add_argument("--checkpoint", type=Path, default=Path("build/evidence/fitted.pt"))
    ap.add_argument("--features", type=Path, default=Path("build/evidence/features.npz"), help="as fit_heads.py left them")
    ap.add_argument("--out", type=Path, default=Path("build/scaling.json"))
    args = ap.parse_args()
    torch.set_num_threads(2)
    check = [i for i in load_pack(args.pack) if i.part == "calibration" and i.dr is not None]
    seen = gather(load(args.checkpoint), check, 0, damaged=False)
    rows = Rows(**{k: v for k, v in np.load(args.features).items()})
    found = points(rows, seen.x[:, -STATISTICS:], seen.dr >= 2)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(found, indent=1))
    for p in found:
        print(f"{p['label']:18} {p['n']:4} photographs: {p['loss']:.4f}")


if __name__ == "__main__":
    main()
