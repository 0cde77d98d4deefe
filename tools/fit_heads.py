"""Finishes the evidence network on the frozen trunk.

Each map is shifted so that 0.5 is its working threshold (8-bit maps then resolve where it matters). Then small, strongly
regularised logistic heads are fitted. The grades rest on the lesion maps alone (extent, peak, spread, place): on this
data pooled features rank no better, and what those rank by may be the clinic's habits. Quality takes all features.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from ocellus_tools.calibrate import thresholds
from ocellus_tools.evidence_onnx import load
from ocellus_tools.features import Rows, gather
from ocellus_tools.model import POOLED, STATISTICS, Evidence
from ocellus_tools.normalise import SIZE
from ocellus_tools.views import Item, load_drawn, load_pack, view

SPAN = 12.0
"""Map logits beyond ± this are all alike."""
STRENGTHS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3)


def standardise(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and inverse deviation, the latter bounded so that a feature that never moved stays quiet."""
    return x.mean(0), 1 / np.maximum(x.std(0), 1e-3)


def choose(x: np.ndarray, y: np.ndarray, groups: list[str]) -> tuple[float, float]:
    """The regularisation whose held-out folds (by photograph) rank best, and that AUROC."""
    best = (STRENGTHS[0], 0.0)
    for c in STRENGTHS:
        z = np.zeros(len(y))
        for fit, test in GroupKFold(5).split(x, y, groups):
            if len(set(y[fit])) < 2:
                return best
            z[test] = LogisticRegression(C=c, max_iter=400).fit(x[fit], y[fit]).decision_function(x[test])
        score = float(roc_auc_score(y, z)) if len(set(y)) == 2 else 0.0
        if score > best[1] + 0.002:
            best = (c, score)
    return best


def head(x: np.ndarray, targets: list[np.ndarray], groups: list[str], what: str) -> tuple[np.ndarray, np.ndarray]:
    """Weights [K, POOLED] and biases [K] of one logistic model a target, on the lesion statistics alone."""
    x, w, b = x[:, -STATISTICS:], [], []
    for k, y in enumerate(targets):
        c, score = choose(x, y, groups)
        m = LogisticRegression(C=c, max_iter=1000).fit(x, y)
        w.append(np.r_[np.zeros(POOLED - STATISTICS), m.coef_[0]])
        b.append(m.intercept_[0])
        print(f"{what}[{k}]: C {c}, cross-validated AUROC {score:.3f}, {int(y.sum())} of {len(y)} views positive")
    return np.array(w), np.array(b)


def fit(rows: Rows) -> dict[str, np.ndarray]:
    """Everything the heads need, as the network's parameters."""
    mean, scale = standardise(rows.x)
    x = np.clip((rows.x - mean) * scale, -6, 6)
    graded = rows.dr >= 0
    groups = [n for n, g in zip(rows.name, graded, strict=True) if g]
    dr, dme = rows.dr[graded], rows.dme[graded]
    state = {"mean": mean, "scale": scale}
    state["dr.weight"], state["dr.bias"] = head(x[graded], [dr >= k for k in range(1, 5)], groups, "dr")
    state["dme.weight"], state["dme.bias"] = head(x[graded], [dme >= k for k in (1, 2)], groups, "dme")
    state["referable.weight"], state["referable.bias"] = head(x[graded], [(dr >= 2) | (dme >= 1)], groups, "referable")
    q = LogisticRegression(C=0.01, max_iter=1000, class_weight="balanced").fit(x, rows.quality)
    state["quality.weight"], state["quality.bias"] = q.coef_, q.intercept_
    print("quality: accuracy on its own views", round(float(q.score(x, rows.quality)), 3))
    return state


@torch.no_grad()
def centre_maps(net: Evidence, items: list[Item]) -> np.ndarray:
    """Sets `shift` so that the thresholds chosen on calibration photographs become 0.5; gives their pooled features."""
    rng = np.random.default_rng(0)
    outputs, features = [], []
    for item in items:
        x = torch.from_numpy(view(item, rng, SIZE, 0.0).x).permute(2, 0, 1)[None].contiguous(memory_format=torch.channels_last)
        f, logits, heat = net.dense(x)
        features.append(net.pooled(f, torch.sigmoid(logits), torch.sigmoid(heat))[0].numpy())
        outputs.append({"maps": np.clip(logits.numpy() / (2 * SPAN) + 0.5, 0, 1)})
    for k, (name, t) in enumerate(thresholds(items, outputs).items()):
        net.shift[k] = (t - 0.5) * 2 * SPAN
        print(f"{name}: threshold at logit {float(net.shift[k]):.2f} becomes 0")
    return np.array(features)


def rank(state: dict[str, np.ndarray], x: np.ndarray, items: list[Item]) -> dict[str, float]:
    """AUROC of the fitted heads on graded photographs: DR >= 2, DME >= 1, referable."""
    z = np.clip((x - state["mean"]) * state["scale"], -6, 6)
    dr, dme = np.array([i.dr for i in items]), np.array([i.dme for i in items])
    truths = {"dr": (dr >= 2, 1), "dme": (dme >= 1, 0), "referable": ((dr >= 2) | (dme >= 1), 0)}
    return {n: float(roc_auc_score(y, z @ state[f"{n}.weight"][k])) for n, (y, k) in truths.items()}


def features_of(net: Evidence, args: argparse.Namespace, items: list[Item]) -> Rows:
    """The training views' features, kept in a file beside the checkpoint while that is not newer."""
    kept = args.out.with_name("features.npz")
    if kept.exists() and kept.stat().st_mtime > args.checkpoint.stat().st_mtime:
        d = np.load(kept)
        return Rows(d["x"], d["name"].tolist(), d["dr"], d["dme"], d["quality"], d["plain"])
    rows = gather(net, items, args.views, damaged=True)
    drawn = [i for folder in args.synth for i in load_drawn(folder)][: args.drawn]
    if drawn:
        more = gather(net, drawn, 0, damaged=False)
        arrays = (np.r_[getattr(rows, k), getattr(more, k)] for k in ("dr", "dme", "quality", "plain"))
        rows = Rows(np.r_[rows.x, more.x], rows.name + more.name, *arrays)
    np.savez_compressed(kept, x=rows.x, name=rows.name, dr=rows.dr, dme=rows.dme, quality=rows.quality, plain=rows.plain)
    return rows


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--pack", type=Path, default=Path("build/pack"))
    ap.add_argument("--synth", type=Path, nargs="*", default=[Path("build/synth")])
    ap.add_argument("--checkpoint", type=Path, default=Path("build/evidence/last.pt"))
    ap.add_argument("--out", type=Path, default=Path("build/evidence/fitted.pt"))
    ap.add_argument("--views", type=int, default=1)
    ap.add_argument("--drawn", type=int, default=100)
    args = ap.parse_args()
    torch.set_num_threads(2)
    net = load(args.checkpoint)
    pack = load_pack(args.pack)
    check = [i for i in pack if i.part == "calibration"]
    features = centre_maps(net, check)
    graded = [k for k, i in enumerate(check) if i.dr is not None]
    items = [i for i in pack if i.part == "train" and i.kind == "idrid"]
    state = fit(features_of(net, args, items))
    print("calibration AUROC:", rank(state, features[graded], [check[k] for k in graded]))
    net.load_state_dict({**net.state_dict(), **{k: torch.from_numpy(np.asarray(v)).float() for k, v in state.items()}})
    torch.save({"ema": net.state_dict()}, args.out)


if __name__ == "__main__":
    main()
