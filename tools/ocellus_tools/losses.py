"""What the evidence network is told: pixels where they are known, boxes as noisy positives, landmarks, grades."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .model import LESIONS, MAPS
from .views import View

POSITIVE = torch.tensor([6.0, 3.0, 3.0, 3.0, 1.0, 1.0, 1.5, 2.0, 2.0, 3.0])
"""Weight of a positive pixel per map: lesions are rare."""
PRIORITY = torch.tensor([1.5, 1.5, 1.5, 1.0, 0.5, 0.8, 0.8, 0.3, 0.2, 0.2])
GRID = 8
SURE, CLEAN, BELIEF = 0.8, 0.1, 0.25
"""Where the averaged network is believed about pixels nobody has outlined, and how far."""


def batch(views: list[View]) -> tuple[Tensor, Tensor, Tensor]:
    """Images [B, 3, S, S], map targets [B, M, S/2, S/2], map weights [B, M, 1, 1]."""
    x = torch.from_numpy(np.stack([v.x for v in views])).permute(0, 3, 1, 2)
    bits = torch.from_numpy(np.stack([v.bits for v in views]).astype(np.int32))
    target = torch.stack([(bits >> k) & 1 for k in range(len(MAPS))], 1).float()
    return x, target, torch.from_numpy(np.stack([v.weights for v in views]))[:, :, None, None]


def map_loss(logits: Tensor, target: Tensor, weights: Tensor) -> Tensor:
    """Weighted cross-entropy plus soft Dice over what is known, map by map. An absent lesion costs no Dice.

    `weights` [B, M, 1, 1], or [B, M, S/2, S/2] where only some pixels are known.
    """
    w = weights.expand_as(logits)
    bce = F.binary_cross_entropy_with_logits(logits, target, reduction="none", pos_weight=POSITIVE[:, None, None])
    known = w.mean((2, 3)).sum(0).clamp(min=1e-6)
    bce = (bce * w).mean((2, 3)).sum(0) / known
    p = torch.sigmoid(logits)
    both, all_ = (w * p * target).sum((0, 2, 3)), (w * (p * p + target)).sum((0, 2, 3))
    present = ((w * target).sum((0, 2, 3)) > 20).float()
    dice = (1 - (2 * both + 10) / (all_ + 10)) * present
    share = (known > 1e-3).float() * known.clamp(max=2.0) / 2
    return ((bce * 12 + dice) * share * PRIORITY).sum()


@torch.no_grad()
def believe(teacher: Tensor, views: list[View], target: Tensor, weights: Tensor) -> tuple[Tensor, Tensor]:
    """Lets the averaged network's own sure answers [B, M, S/2, S/2] (logits) stand for the masks that graded photographs lack.

    Only the four lesion maps of photographs with retinopathy, only pixels it is sure of, at a low weight.
    """
    weights = weights.expand_as(teacher).clone()
    target = target.clone()
    for i, v in enumerate(views):
        if v.item.kind != "idrid" or not (v.item.dr or 0) >= 2:
            continue
        p = torch.sigmoid(teacher[i, :LESIONS])
        free = weights[i, :LESIONS] == 0
        target[i, :LESIONS] = torch.where(free, (p > SURE).float(), target[i, :LESIONS])
        weights[i, :LESIONS] += free * ((p > SURE) | (p < CLEAN)) * BELIEF
    return target, weights


def box_loss(logits: Tensor, views: list[View], share: float = 0.12) -> Tensor:
    """Each box holds some of its lesion: the brightest `share` of its pixels should be sure of it."""
    losses = []
    for i, v in enumerate(views):
        for label, x1, y1, x2, y2 in v.boxes[:24]:
            xa, ya, xb, yb = int(x1), int(y1), int(np.ceil(x2)), int(np.ceil(y2))
            at = logits[i, :, ya:yb, xa:xb]
            z = at[2] if label == 2 else torch.maximum(at[0], at[1])
            if z.numel() < 2:
                continue
            top = z.flatten().topk(max(1, int(z.numel() * share))).values
            losses.append(F.softplus(-top).mean())
    return torch.stack(losses).mean() if losses else logits.sum() * 0


def heat_loss(logits: Tensor, views: list[View]) -> Tensor:
    """Disc centre and fovea on the stride-8 grid: where (softmax over places) and whether (sigmoid)."""
    b, _, h, w = logits.shape
    ys, xs = torch.meshgrid(torch.arange(h) + 0.5, torch.arange(w) + 0.5, indexing="ij")
    sigma = 2.2 * h / 128
    total = logits.sum() * 0
    for i, v in enumerate(views):
        for k, p in enumerate((v.disc, v.fovea)):
            if p is None:
                continue
            at = (np.asarray(p) + 0.5) / GRID
            g = torch.exp(-((xs - at[0]) ** 2 + (ys - at[1]) ** 2) / (2 * sigma * sigma))
            z = logits[i, k]
            where = -(g / g.sum() * F.log_softmax(z.flatten(), 0).view(h, w)).sum()
            weight = 1 + 60 * g
            whether = (F.binary_cross_entropy_with_logits(z, g, reduction="none") * weight).sum() / weight.sum()
            total = total + 0.12 * where + whether
    return total / max(b, 1)


def grade_targets(views: list[View]) -> dict[str, tuple[Tensor, Tensor]]:
    """Cumulative targets and their weights: dr [B, 4], dme [B, 2], referable [B, 1]."""
    out = {}
    for name, top in (("dr", 4), ("dme", 2)):
        values = [getattr(v.item, name) for v in views]
        t = torch.tensor([[float(g is not None and g >= k) for k in range(1, top + 1)] for g in values])
        w = torch.tensor([[float(g is not None)] * top for g in values])
        out[name] = (t, w)
    ref = [[float((v.item.dr or 0) >= 2 or (v.item.dme or 0) >= 1)] for v in views]
    out["referable"] = (torch.tensor(ref), out["dr"][1][:, :1])
    return out


def grade_loss(heads: dict[str, Tensor], views: list[View]) -> Tensor:
    """Cross-entropy of every cumulative grade that is known."""
    total = heads["dr"].sum() * 0
    for name, (t, w) in grade_targets(views).items():
        loss = F.binary_cross_entropy_with_logits(heads[name], t, reduction="none")
        total = total + (loss * w).sum() / w.sum().clamp(min=1)
    return total
