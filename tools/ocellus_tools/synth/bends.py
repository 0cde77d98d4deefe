"""What disease does to grown vessels: narrowing, pinching at crossings, swelling and winding of dammed veins."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from .case import Case
from .shapes import sigmoid
from .vessels import STEP, Vessel

if TYPE_CHECKING:
    from .anatomy import Eye


def dammed(case: Case, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """How far each place of the eye lies in the drainage of the closed vein, 0..1."""
    if case.occlusion == "central":
        return np.ones_like(x)
    out = sigmoid((y * case.half - 0.15 * np.maximum(x, 0)) / 0.12)  # one side of the raphe
    return out * sigmoid((x - 0.1) / 0.15) * sigmoid((np.hypot(x, y) - 0.9) / 0.12)


def _sway(v: Vessel, amount: np.ndarray, long: float, phase: float) -> None:
    """Moves a vessel sideways in waves of about `long` disc diameters; its root stays."""
    step = np.gradient(v.points, axis=0)
    normal = np.stack([-step[:, 1], step[:, 0]], 1) / np.maximum(np.hypot(*step.T), 1e-6)[:, None]
    along = np.arange(len(v.points)) * STEP
    turn = along * 2 * math.pi / long + 1.3 * np.sin(along * 2.1 + phase)  # no bend is as long as the last
    wave = np.sin(turn + phase) * (0.75 + 0.5 * np.sin(along * 1.3 + 2 * phase)) + 0.35 * np.sin(0.47 * turn + 1.7 * phase)
    v.points += ((wave * amount * np.clip(along / 0.3, 0, 1))[:, None] * normal).astype(np.float32)


def _over_the_rim(v: Vessel, cx: float, cy: float, wide: float, high: float, turn: float) -> None:
    """A vessel dips into the cup: it is narrower there, and bends where it climbs over the rim."""
    x, y = v.points[:, 0] - cx, v.points[:, 1] - cy
    c, s = math.cos(turn), math.sin(turn)
    u, w = (c * x + s * y) / wide, (c * y - s * x) / high
    r = np.hypot(u, w)
    if r.min() > 1.2:
        return
    deep = min(1.0, max(0.0, 2.4 * high - 0.3))
    v.widths *= (1 - 0.35 * deep * sigmoid((1 - r) / 0.12)).astype(np.float32)
    push = deep * 0.045 * np.exp(-(((r - 1) / 0.22) ** 2)) * np.sign(u.mean() * w.mean() or 1)
    far = np.maximum(np.hypot(x, y), 1e-3)
    v.points += (push[:, None] * np.stack([-y / far, x / far], 1)).astype(np.float32)


def reshape(case: Case, eye: Eye, trees: list[Vessel]) -> None:
    """Bends and widens the trees in place."""
    if case.fine:  # no living vessel runs as straight as a grown one
        for v in trees:
            v.widths *= ((v.widths / 0.09) ** 0.25).astype(np.float32)  # small ones are finer than the law of branching has them
            phase = 40 * float(v.points[0].sum()) + v.depth
            near = np.exp(-((np.hypot(*v.points.T) / 0.6) ** 2))
            _sway(v, (0.010 + 0.012 * near) * (case.tortuosity or 1.0), 0.42 + 0.5 * (0.5 + 0.5 * math.sin(phase)), phase)
        if eye.cup is not None:
            for v in trees:
                _over_the_rim(v, *eye.cup)
    if case.occlusion:
        for v in trees:
            if v.kind != "vein":
                continue
            x, y = v.points.T
            full = dammed(case, x, y) * (0.4 + 0.6 * case.severity)
            v.widths *= (1 + 0.42 * full).astype(np.float32)
            _sway(v, full * 0.055, 0.8, v.depth + 6 * float(x[0]))
    if case.nicking:
        pinch(case.nicking, eye, trees)


def pinch(strength: float, eye: Eye, trees: list[Vessel]) -> None:
    """Narrows veins on both sides of a crossing artery; counts the crossings within the field."""
    arteries = [v for v in trees if v.kind == "artery" and v.widths[0] > 0.028]
    if not arteries:
        return
    points = np.concatenate([v.points for v in arteries])
    heading = np.concatenate([np.arctan2(*np.gradient(v.points, axis=0).T[::-1]) for v in arteries])
    count = 0
    for v in trees:
        if v.kind != "vein" or v.widths[0] < 0.03:
            continue
        far = np.hypot(v.points[:, None, 0] - points[None, :, 0], v.points[:, None, 1] - points[None, :, 1])
        nearest = far.argmin(1)
        gap = far[np.arange(len(nearest)), nearest]
        own = np.arctan2(*np.gradient(v.points, axis=0).T[::-1])
        steep = np.abs(np.sin(own - heading[nearest])) > 0.45
        at = np.nonzero((gap < 0.035) & steep & (np.hypot(*v.points.T) > 0.65))[0]
        for k in at[np.diff(at, prepend=-99) > 4]:
            d = np.abs(np.arange(len(v.widths)) - k) * STEP
            v.widths *= (1 - 0.65 * strength * np.exp(-((d / 0.11) ** 2))).astype(np.float32)
            px, py = eye.frame.to_px(v.points[k : k + 1])[0].astype(int)
            if 0 <= px < eye.frame.size and 0 <= py < eye.frame.size and eye.field[py, px]:
                count += 1
    eye.facts["nicked"] = count
