"""What the projector is taught to place: centres and corners of lesions, disc and fovea, from a label's boxes."""

from __future__ import annotations

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .lm_model import FINE, POINTS, Placed
from .lm_text import Box, Label, fovea_box

UNSURE = 0.3
"""How far the silence of incomplete boxes is believed."""
LEAST = 0.004


def boxes_of(label: Label, kind: str) -> list[Box]:
    """The boxes of one of `POINTS`."""
    if kind == "disc":
        return [label.disc] if label.disc else []
    if kind == "fovea":
        return [fovea_box(label.fovea)] if label.fovea else []
    return label.lesions.get(kind, [])


def targets(label: Label) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """`heat` [9, 64, 64] (1 at a centre, a bell about it), how far its zeros are believed [9], `reach` [4, 64, 64] and
    where it is known [64, 64]."""
    heat, sure = np.zeros((len(POINTS), FINE, FINE), np.float32), np.zeros(len(POINTS), np.float32)
    reach, known = np.zeros((4, FINE, FINE), np.float32), np.zeros((FINE, FINE), np.float32)
    at = (np.arange(FINE) + 0.5) / FINE
    every = [(kind, k, box) for k, kind in enumerate(POINTS) for box in boxes_of(label, kind)]
    for kind, k, box in sorted(every, key=lambda e: -(e[2][2] - e[2][0]) * (e[2][3] - e[2][1])):
        x1, y1, x2, y2 = (v / 999 for v in box)
        cx, cy = (int(min(FINE - 1, (a + b) / 2 * FINE)) for a, b in ((x1, x2), (y1, y2)))
        spread = max(0.7, math.sqrt((x2 - x1) * (y2 - y1)) * FINE / 6)
        dx, dy = (np.arange(FINE) - c for c in (cx, cy))
        bell = np.exp(-(dx[None, :] ** 2 + dy[:, None] ** 2) / (2 * spread**2))
        heat[k] = np.maximum(heat[k], np.where(bell > 0.05, bell, 0))
        heat[k, cy, cx] = 1
        if kind == "microaneurysm":
            continue
        half = [max(1, int((b - a) * FINE / 4)) for a, b in ((x1, x2), (y1, y2))]
        xs, ys = slice(max(0, cx - half[0]), cx + half[0] + 1), slice(max(0, cy - half[1]), cy + half[1] + 1)
        ways = (at[None, xs] - x1, at[ys, None] - y1, x2 - at[None, xs], y2 - at[ys, None])
        for i, way in enumerate(ways):
            reach[i, ys, xs] = np.log(np.clip(way, LEAST, 1.0))
        known[ys, xs] = 1
    for k, kind in enumerate(POINTS):
        if label.quality != "reject":
            anatomy = kind in ("disc", "fovea")
            sure[k] = 1.0 if anatomy or kind in label.known else UNSURE if label.lesions.get(kind) else 0.0
    if label.quality == "reject":
        heat[:], known[:] = 0, 0
    return torch.from_numpy(heat), torch.from_numpy(sure), torch.from_numpy(reach), torch.from_numpy(known)


def point_loss(found: Placed, heat: Tensor, sure: Tensor, reach: Tensor, known: Tensor) -> tuple[Tensor, Tensor]:
    """Focal loss of the centres (Objects as Points, arXiv 1904.07850) and the error of the corners' logarithms."""
    logits = found.heat.float()
    p = torch.sigmoid(logits).clamp(1e-4, 1 - 1e-4)
    centre = heat == 1
    believed = sure[:, :, None, None]
    hit = -((1 - p) ** 2) * torch.log(p) * centre
    rest = -((1 - heat) ** 4) * p**2 * torch.log(1 - p) * ~centre * believed
    count = (centre.sum((2, 3)).float()).clamp(min=2.0)
    focal = ((hit + rest).sum((2, 3)) / count).mean(0).sum()
    error = F.smooth_l1_loss(found.reach.float(), reach, reduction="none", beta=0.2).sum(1)
    return focal, (error * known).sum() / known.sum().clamp(min=1)
