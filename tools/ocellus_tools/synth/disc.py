"""The optic disc: rim, cup and its notch, scleral ring, tilt, crescent and atrophy, swelling."""

from __future__ import annotations

import math
import random

import numpy as np

from . import noise
from .anatomy import Eye, add
from .case import Case
from .shapes import sigmoid


def disc(rnd: random.Random, rng: np.random.Generator, eye: Eye, case: Case) -> None:
    """Draws the disc of `case`; sets masks `disc` and `cup`, the disc's box and the ratio measured in the masks."""
    frame = eye.frame
    size, dd = frame.size, frame.dd
    ratio = rnd.uniform(0.80, 1.0)
    tilt = rnd.gauss(0, 0.18)
    ratio, tilt = case.disc_ratio or ratio, case.disc_tilt or tilt
    reach = 1.5 * dd
    cx, cy = frame.disc_px
    x0, x1 = max(0, int(cx - reach)), min(size, int(cx + reach) + 1)
    y0, y1 = max(0, int(cy - reach)), min(size, int(cy + reach) + 1)
    vcdr = min(0.9, max(0.1, 1.15 * rnd.betavariate(2.6, 3.4) - 0.02))
    vcdr = vcdr if case.cup is None else case.cup
    eye.vertical_cup_disc = round(vcdr, 3)
    eye.masks["disc"] = np.zeros((size, size), bool)
    eye.masks["cup"] = np.zeros((size, size), bool)
    eye.disc_box = (cx, cy, ratio * dd, dd)
    if x1 <= x0 or y1 <= y0:
        return
    view = eye.light[:, y0:y1, x0:x1]
    n = (y1 - y0, x1 - x0)
    inv = np.linalg.inv(frame.axes).astype(np.float32)
    u = np.arange(x0, x1, dtype=np.float32)[None, :] - cx
    v = np.arange(y0, y1, dtype=np.float32)[:, None] - cy
    ex, ey = inv[0, 0] * u + inv[0, 1] * v, inv[1, 0] * u + inv[1, 1] * v
    ct, st = math.cos(tilt), math.sin(tilt)
    ax, ay = (ct * ex + st * ey) / (ratio / 2), (-st * ex + ct * ey) / 0.5
    theta = np.arctan2(ay, ax)
    wobble = 1 + sum(rnd.gauss(0, 0.022) * np.cos(k * theta + rnd.uniform(0, 6.28)) for k in (2, 3, 4))
    if case.fine:
        wobble = 1 + 0.5 * (wobble - 1)
    r = np.hypot(ax, ay) / wobble
    soft = rnd.uniform(0.03, 0.11) + 0.3 * case.swelling
    edge = 1 / (1 + np.exp((r - 1) / (soft * (0.45 + 0.25 * (ax < 0)))))
    # The crescent: sclera or choroid bared, on the temporal side mostly.
    draw = rnd.random()
    if case.atrophy:
        _atrophy(rnd, rng, eye, view, r, theta, case)
    elif draw < 0.35:
        width = rnd.uniform(0.08, 0.3) if draw > 0.1 else rnd.uniform(0.3, 0.85)
        toward = rnd.gauss(0, 0.5)
        lobe = np.clip(np.cos(theta - toward), 0, 1) ** rnd.uniform(0.5, 1.6)
        limit = 1 + width * lobe
        ring = (1 / (1 + np.exp((r - limit) / 0.06))) * lobe**0.3
        rough = 1 + 0.35 * noise.smooth(rng, max(n), 22)[: n[0], : n[1]]
        add(view, (ring * rough).astype(np.float32), (0.20, 0.45, 0.45), rnd.uniform(0.3, 1.0))
        if rnd.random() < 0.5:
            line = np.exp(-(((r - limit - 0.05) / 0.05) ** 2)) * lobe
            add(view, line.astype(np.float32), (-0.3, -0.45, -0.3), rnd.uniform(0.2, 0.9))
        if width > 0.3:
            eye.signs.append("peripapillary_atrophy")
            eye.facts["atrophy"] = width
    # Halo about the disc, and a dark (pigmented) or light (scleral) rim.
    halo = np.exp(-np.maximum(r - 1, 0) / rnd.uniform(0.12, 0.5)) * (1 - edge)
    add(view, halo.astype(np.float32), (0.08, 0.18, 0.15), rnd.uniform(0.1, 1.1))
    rim_line = np.exp(-(((r - rnd.uniform(1.0, 1.06)) / 0.05) ** 2)).astype(np.float32)
    add(view, rim_line, (0.10, 0.14, 0.10), rnd.uniform(-1.6, 0.9))
    # The disc is opaque: it flattens what lies beneath and lifts it to its own colour.
    own = np.array([view[c][max(0, n[0] // 2 - 2)].mean() for c in range(3)])
    pale = rnd.uniform(0, 1)
    lift = np.array([0.36, 0.45, 0.48] if case.fine else [0.26, 0.52, 0.46]) * rnd.uniform(0.75, 1.3) + pale * np.array([-0.02, 0.08, 0.20])
    target = np.minimum(own + lift, math.log(1.05))
    if case.fine:
        target = np.maximum(target, own + 0.1)  # no disc is darker than the eye about it
    grain = noise.smooth(rng, max(n), 40)[: n[0], : n[1]] * 0.03 + noise.smooth(rng, max(n), 9)[: n[0], : n[1]] * 0.04
    temporal = np.clip(ax, -1, 1) * rnd.uniform(0.02, 0.10)
    alpha = (edge * rnd.uniform(0.85, 0.97)).astype(np.float32)
    for c in range(3):
        view[c] += alpha * (target[c] + (temporal + grain) * (0.4, 1.0, 1.1)[c] - view[c])
    # Cup: paler, displaced to the temporal side as far as the rim lets it.
    cup_w = vcdr * rnd.uniform(0.92, 1.08)
    shift = rnd.uniform(0.0, 0.5) * max(0.0, 1 - max(cup_w, vcdr)) + rnd.uniform(0, 0.04)
    at = shift * ratio / 2
    eye.cup = (at * ct, at * st, cup_w * ratio / 2, vcdr / 2, tilt)
    bx = (ax - shift) / cup_w
    by = (ay - rnd.gauss(0, 0.04) * (1 - vcdr)) / vcdr
    rc = np.hypot(bx, by) / (1 + rnd.gauss(0, 0.04) * np.cos(2 * theta + rnd.uniform(0, 6.28)))
    if case.notch:
        rc = _notched(rc, r, theta, *case.notch)
        eye.signs.append("notch")
    cup_soft = rnd.uniform(0.08, 0.26)
    if case.cup is not None and vcdr > 0.75:
        cup_soft *= 0.5  # a thin rim is seen, not guessed
    cup = (1 / (1 + np.exp(np.minimum((rc - 1) / cup_soft * 1.6, 40)))) * edge
    if case.fine and vcdr < 0.5:  # a small cup is shallow
        cup_soft += 0.5 * (0.5 - vcdr)
    deep = rnd.uniform(0.55, 1.25) * (min(1.0, 0.45 + 1.1 * vcdr) if case.fine else 1)
    add(view, cup.astype(np.float32), (0.06, 0.25, 0.45), deep)
    if vcdr > 0.45 and rnd.random() < 0.5:
        pores = np.clip(noise.smooth(rng, max(n), 95 if case.fine else 60)[: n[0], : n[1]], 0, 2) * cup
        add(view, pores.astype(np.float32), (-0.03, -0.10, -0.12), rnd.uniform(0.3, 1) * (0.5 if case.fine else 1))
    if case.fine and rnd.random() < 0.8:  # a camera that is well set keeps the cup from burning out
        bright = np.maximum(np.array([0.0, -0.34, -0.5]), target)
        over = np.maximum(view - bright.astype(np.float32)[:, None, None], 0)
        view += (0.3 * (1 - np.exp(-over / 0.3)) - over) * np.exp(-np.maximum(r - 1, 0) / 0.2)
    if case.swelling:
        puff = np.exp(-(((r - 1.05) / 0.35) ** 2)) * (1 + 0.3 * noise.smooth(rng, max(n), 30)[: n[0], : n[1]])
        add(view, puff.astype(np.float32), (0.10, 0.26, 0.24), case.swelling)
        eye.facts["swelling"] = case.swelling
    eye.masks["disc"][y0:y1, x0:x1] = r <= 1
    eye.masks["cup"][y0:y1, x0:x1] = (rc <= 1) & (r <= 1)
    ys, xs = np.nonzero(r <= 1)
    if len(xs) and xs.min() > 0 and ys.min() > 0 and xs.max() < n[1] - 1 and ys.max() < n[0] - 1:  # not cut by the picture's edge
        eye.disc_box = (x0 + (xs.min() + xs.max()) / 2, y0 + (ys.min() + ys.max()) / 2, float(np.ptp(xs) + 1), float(np.ptp(ys) + 1))
        rows = np.nonzero(eye.masks["cup"].any(1))[0]
        if len(rows):
            eye.vertical_cup_disc = round(float(np.ptp(rows) + 1) / (np.ptp(ys) + 1), 3)


def _notched(rc: np.ndarray, r: np.ndarray, theta: np.ndarray, at: float, wide: float, depth: float) -> np.ndarray:
    """The cup's radius with a notch: about angle `at` (radians) the rim thins by `depth` of what it was."""
    lobe = np.exp(-((((theta - at + math.pi) % (2 * math.pi) - math.pi) / wide) ** 2)) * depth
    return (1 - lobe) * rc + lobe * np.minimum(rc, r * 1.03)


def _atrophy(rnd: random.Random, rng: np.random.Generator, eye: Eye, view: np.ndarray, r: np.ndarray, theta: np.ndarray, case: Case) -> None:
    """Peripapillary atrophy of myopia: bare sclera beside the disc (beta), mottled pigment round it (alpha)."""
    h, w = r.shape
    toward = rnd.gauss(0, 0.35)
    lobe = (0.5 + 0.5 * np.cos(theta - toward)) ** rnd.uniform(0.7, 2.2)
    lobe = case.ring + (1 - case.ring) * lobe
    rough = noise.smooth(rng, max(h, w), 14)[:h, :w]
    limit = 1 + case.atrophy * lobe * (1 + 0.10 * rough)
    beta = sigmoid((limit - r) / 0.035)
    ribs = 1 + 0.25 * rough + 0.2 * noise.smooth(rng, max(h, w), 34)[:h, :w]
    alpha = beta * rnd.uniform(0.4, 0.8) * np.clip(lobe * 3, 0, 1)
    white = (rnd.uniform(0.80, 0.95), rnd.uniform(0.58, 0.74), rnd.uniform(0.25, 0.48))
    for c, lift in enumerate((0.22, 0.72, 0.62)):
        top = min(0.5 * math.log(white[c]) + 0.5 * (float(view[c].mean()) + lift), -0.02)
        view[c] += (alpha * (top - 0.3 * (1 - ribs) - view[c])).astype(np.float32)
    edge = np.exp(-(((r - limit - 0.07) / 0.09) ** 2)) * np.clip(lobe * 2, 0, 1) * np.clip(0.2 + 0.9 * rough, 0, 2)
    add(view, edge.astype(np.float32), (-0.20, -0.26, -0.18), rnd.uniform(0.1, 0.8))
    if case.atrophy > 0.3:
        eye.signs.append("peripapillary_atrophy")
    eye.facts["atrophy"] = case.atrophy
