"""Finishes the evidence network on the frozen trunk.

Each map is shifted so that 0.5 is its working threshold (8-bit maps then resolve where it matters). Then small, strongly
regularised logistic heads are fitted. The grades rest on the lesion maps alone (extent, peak, spread, place): on this
data pooled features rank no better, and what those rank by may be the clinic's habits. Quality and the conditions that
only drawn eyes show take all features. Last, how far a photograph lies from all that was seen here.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from ocellus_tools.calibrate import read_all, thresholds
from ocellus_tools.evidence_onnx import load
from ocellus_tools.features import Rows, gather, joined
from ocellus_tools.model import NOVEL, POOLED, RESEARCH, STATISTICS, WHOLE, Evidence
from ocellus_tools.views import Item, load_drawn, load_pack

SPAN = 12.0
"""Map logits beyond ± this are all alike."""
STRENGTHS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3)
DRAWN = 0.2
"""What a drawn eye weighs beside a photograph when grades are fitted."""


def standardise(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and inverse deviation, the latter bounded so that a feature that never moved stays quiet."""
    return x.mean(0), 1 / np.maximum(x.std(0), 1e-3)


def choose(x: np.ndarray, y: np.ndarray, groups: np.ndarray, weight: np.ndarray) -> tuple[float, float]:
    """The regularisation whose held-out folds (by photograph) rank photographs best, and that AUROC; drawn eyes only teach."""
    best, real = (STRENGTHS[0], 0.0), weight == 1
    for c in STRENGTHS:
        z = np.zeros(len(y))
        for fit, test in GroupKFold(5).split(x, y, groups):
            if len(set(y[fit])) < 2:
                return best
            z[test] = LogisticRegression(C=c, max_iter=400).fit(x[fit], y[fit], weight[fit]).decision_function(x[test])
        score = float(roc_auc_score(y[real], z[real])) if len(set(y[real])) == 2 else 0.0
        if score > best[1] + 0.002:
            best = (c, score)
    return best


def head(x: np.ndarray, targets: list[np.ndarray], groups: np.ndarray, weight: np.ndarray, what: str) -> tuple[np.ndarray, np.ndarray]:
    """Weights [K, POOLED] and biases [K] of one logistic model a target, on the lesion statistics alone."""
    x, w, b = x[:, -STATISTICS:], [], []
    for k, y in enumerate(targets):
        c, score = choose(x, y, groups, weight)
        m = LogisticRegression(C=c, max_iter=1000).fit(x, y, weight)
        w.append(np.r_[np.zeros(POOLED - STATISTICS), m.coef_[0]])
        b.append(m.intercept_[0])
        print(f"{what}[{k}]: C {c}, cross-validated AUROC {score:.3f}, {int(y.sum())} of {len(y)} views positive")
    return np.array(w), np.array(b)


def fit(rows: Rows) -> dict[str, np.ndarray]:
    """Everything the heads need, as the network's parameters."""
    mean, scale = standardise(rows.x)
    x = np.clip((rows.x - mean) * scale, -6, 6)
    graded = (rows.dr >= 0) & (rows.dme >= 0)
    groups = np.array(rows.name)[graded]
    dr, dme, weight = rows.dr[graded], rows.dme[graded], np.where(rows.drawn[graded], DRAWN, 1.0)
    state = {"mean": mean, "scale": scale}
    for name, targets in (
        ("dr", [dr >= k for k in range(1, 5)]),
        ("dme", [dme >= k for k in (1, 2)]),
        ("referable", [(dr >= 2) | (dme >= 1)]),
    ):
        state[f"{name}.weight"], state[f"{name}.bias"] = head(x[graded], targets, groups, weight, name)
    q = LogisticRegression(C=0.01, max_iter=1000, class_weight="balanced").fit(x, rows.quality)
    state["quality.weight"], state["quality.bias"] = q.coef_, q.intercept_
    print("quality: accuracy on its own views", round(float(q.score(x, rows.quality)), 3))
    state["research.weight"], state["research.bias"] = research(x, rows)
    return state | novelty(rows)


def research(x: np.ndarray, rows: Rows) -> tuple[np.ndarray, np.ndarray]:
    """Conditions that only drawn eyes show; the healthy children are their only photographs."""
    known = (rows.conditions >= 0).all(1)
    groups, w, b = np.array(rows.name)[known], [], []
    for k, name in enumerate(RESEARCH):
        y = rows.conditions[known, k] > 0
        if y.sum() < 5:
            w.append(np.zeros(POOLED))
            b.append(-6.0)
            print(f"{name}: {int(y.sum())} drawn examples, too few to learn")
            continue
        c, score = choose(x[known], y, groups, np.ones(len(y)))
        m = LogisticRegression(C=c, max_iter=1000).fit(x[known], y)
        w.append(m.coef_[0])
        b.append(m.intercept_[0])
        print(f"{name}: C {c}, cross-validated AUROC {score:.3f} on drawn eyes, {int(y.sum())} of {len(y)}")
    return np.array(w), np.array(b)


def novelty(rows: Rows) -> dict[str, np.ndarray]:
    """Where the photographs' pooled features lie: centre, scale and the main directions, whitened."""
    x = rows.x[rows.plain & ~rows.drawn][:, :WHOLE]
    mean, scale = standardise(x)
    z = (x - mean) * scale
    _, s, v = np.linalg.svd(z, full_matrices=False)
    deviation = s[:NOVEL] / np.sqrt(len(z) - 1)
    rest = z - (z @ v[:NOVEL].T) @ v[:NOVEL]
    return {
        "novel_mean": mean, "novel_scale": scale, "novel_basis": v[:NOVEL].T, "novel_deviation": deviation,
        "novel_rest": np.array([max(float((rest**2).sum(1).mean()), 1e-3)]),
    }  # fmt: skip


@torch.no_grad()
def centre_maps(net: Evidence, items: list[Item], others: list[Item]) -> None:
    """Sets `shift` so that the thresholds chosen on calibration photographs (`others`: drawn eyes) become 0.5."""

    def maps(x: np.ndarray) -> dict[str, np.ndarray]:
        logits = net.dense(torch.from_numpy(x).contiguous(memory_format=torch.channels_last))[1]
        return {"maps": np.clip(logits.numpy() / (2 * SPAN) + 0.5, 0, 1)}

    for k, (name, t) in enumerate(thresholds(maps, items, others).items()):
        net.shift[k] = (t - 0.5) * 2 * SPAN
        print(f"{name}: threshold at logit {float(net.shift[k]):.2f} becomes 0")


@torch.no_grad()
def rank(net: Evidence, items: list[Item]) -> dict[str, float]:
    """AUROC of the fitted heads on graded photographs: DR >= 2, DME >= 1, referable; and the spread of novelty."""

    def heads(x: np.ndarray) -> dict[str, np.ndarray]:
        o = net(torch.from_numpy(x).contiguous(memory_format=torch.channels_last))
        return {k: o[k][0].numpy() for k in ("dr", "dme", "referable", "novelty")}

    outputs = read_all(heads, items)
    dr, dme = np.array([i.dr for i in items]), np.array([i.dme for i in items])
    truths = {"dr": (dr >= 2, 1), "dme": (dme >= 1, 0), "referable": ((dr >= 2) | (dme >= 1), 0)}
    found = {n: round(float(roc_auc_score(y, [o[n][k] for o in outputs])), 4) for n, (y, k) in truths.items()}
    return found | {f"novelty_{q}": round(float(np.percentile([o["novelty"][0] for o in outputs], q)), 3) for q in (50, 90, 97.5)}


def features_of(net: Evidence, args: argparse.Namespace, items: list[Item]) -> Rows:
    """The training views' features, kept in a file beside the checkpoint while that is not newer."""
    kept = args.out.with_name("features.npz")
    if kept.exists() and kept.stat().st_mtime > args.checkpoint.stat().st_mtime:
        return Rows(**{k: v for k, v in np.load(kept).items()})
    drawn = [i for folder in args.synth for i in load_drawn(folder, graded=True)]
    rows = joined(gather(net, items, args.views, damaged=True), gather(net, drawn, 0, damaged=False))
    np.savez_compressed(kept, **vars(rows))
    return rows


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--pack", type=Path, default=Path("build/pack"))
    ap.add_argument("--synth", type=Path, nargs="*", default=[Path("build/synth")])
    ap.add_argument("--others", type=Path, default=Path("build/synth-fit"), help="drawn eyes that taught the trunk nothing")
    ap.add_argument("--checkpoint", type=Path, default=Path("build/evidence/last.pt"))
    ap.add_argument("--out", type=Path, default=Path("build/evidence/fitted.pt"))
    ap.add_argument("--views", type=int, default=2)
    args = ap.parse_args()
    torch.set_num_threads(2)
    net = load(args.checkpoint)
    pack = load_pack(args.pack)
    check = [i for i in pack if i.part == "calibration"]
    centre_maps(net, check, load_drawn(args.others))
    taught = [i for i in pack if i.part == "train" and i.kind in ("idrid", "chase")]
    state = fit(features_of(net, args, [replace(i, dr=0, dme=0) if i.kind == "chase" else i for i in taught]))
    net.load_state_dict({**net.state_dict(), **{k: torch.from_numpy(np.asarray(v)).float() for k, v in state.items()}})
    print("calibration photographs:", rank(net, [i for i in check if i.dr is not None]))
    torch.save({"ema": net.state_dict()}, args.out)


if __name__ == "__main__":
    main()
