"""A quick look at how the training stands, on calibration photographs only."""

from __future__ import annotations

import numpy as np
import torch
from sklearn.metrics import average_precision_score, roc_auc_score

from .model import MAPS, Evidence
from .views import Item, view


@torch.no_grad()
def probe(net: Evidence, items: list[Item], count: int = 24, strength: float = 0.0) -> dict[str, float]:
    """Landmark error medians (pixels of the square) and hit rates, lesion and vessel AUPRC, referable AUROC.

    With `strength` of views altered as training alters them, the same ones each time.
    """
    net.eval()
    rng = np.random.default_rng(0)
    out: dict[str, float] = {}
    idrid = [i for i in items if i.kind == "idrid"][:count]
    pixels: dict[int, list[tuple[np.ndarray, np.ndarray]]] = {}
    miss: dict[str, list[float]] = {"disc": [], "fovea": []}
    grades = []
    for item in [i for i in items if i.kind != "idrid"] + idrid:
        v = view(item, rng, 1024, strength)
        x = torch.from_numpy(v.x).permute(2, 0, 1)[None].contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            o = net(x)
        if item.kind == "idrid":
            grades.append((item.dr >= 2 or item.dme >= 1, float(o["referable"])))
            for k, name in enumerate(("disc", "fovea")):
                p = getattr(v, name)
                if p is not None:
                    at = int(o["heat"][0, k].argmax())
                    q = (np.array([at % 128, at // 128]) + 0.5) * 8
                    miss[name].append(float(np.hypot(*(q - p))))
        else:
            for k in np.flatnonzero(item.weights >= 1):
                y = (v.bits >> k) & 1
                pixels.setdefault(int(k), []).append((y.ravel(), o["maps"][0, k].numpy().ravel()))
    for k, pairs in pixels.items():
        y, z = (np.concatenate(a) for a in zip(*pairs, strict=True))
        if y.any():
            out[f"ap_{MAPS[k]}"] = round(float(average_precision_score(y, z)), 3)
    for name, d in miss.items():
        out[f"{name}_median"] = round(float(np.median(d)), 1)
        out[f"{name}_hit"] = round(float(np.mean(np.array(d) < 75)), 3)
    if len({g for g, _ in grades}) == 2:
        out["auroc_referable"] = round(float(roc_auc_score(*zip(*grades, strict=True))), 3)
    return out
