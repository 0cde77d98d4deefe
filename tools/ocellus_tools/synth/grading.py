"""Grades derived from what is drawn and visible: ICDR, DME risk after IDRiD, boxes of components."""

from __future__ import annotations

import cv2
import numpy as np

from .frame import Frame

SEVERE_PER_QUADRANT = 20


def components(mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Statistics [n,5] (x, y, w, h, area) and centroids [n,2] of the 8-connected components."""
    if not mask.any():
        return np.empty((0, 5), np.int32), np.empty((0, 2))
    _, _, stats, centres = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    return stats[1:], centres[1:]


def boxes(masks: dict[str, np.ndarray], labels: tuple[str, ...]) -> list[tuple[str, int, int, int, int]]:
    """(label, x1, y1, x2, y2) of every component, largest first within a label; x2, y2 exclusive."""
    out = []
    for label in labels:
        stats, _ = components(masks[label])
        for x, y, w, h, _ in stats[np.argsort(-stats[:, 4], kind="stable")]:
            out.append((label, int(x), int(y), int(x + w), int(y + h)))
    return out


def icdr(frame: Frame, masks: dict[str, np.ndarray], signs: list[str]) -> int:
    """ICDR grade. Red lesions of both kinds count towards 'more than 20 in each quadrant': a photograph
    does not tell a dot haemorrhage from a microaneurysm."""
    if "neovascularisation" in signs or "preretinal_haemorrhage" in signs or "vitreous_haemorrhage" in signs:
        return 4
    ma = components(masks["microaneurysm"])[1]
    hm = components(masks["haemorrhage"])[1]
    red = np.concatenate([ma, hm])
    if "venous_beading" in signs or "irma" in signs:
        return 3
    if len(red) > 4 * SEVERE_PER_QUADRANT:
        eye = frame.to_eye(red) - np.asarray(frame.fovea_eye)
        quadrant = (eye[:, 0] > 0).astype(int) + 2 * (eye[:, 1] > 0)
        if np.bincount(quadrant, minlength=4).min() > SEVERE_PER_QUADRANT:
            return 3
    if len(hm) or masks["hard_exudate"].any() or masks["cotton_wool_spot"].any():
        return 2
    return 1 if len(ma) else 0


def dme(frame: Frame, exudate: np.ndarray) -> int:
    """DME risk: 0 no hard exudate, 1 farther than one disc diameter from the fovea, 2 within it."""
    ys, xs = np.nonzero(exudate)
    if not len(xs):
        return 0
    fx, fy = frame.fovea_px
    return 2 if float(np.hypot(xs - fx, ys - fy).min()) <= frame.dd else 1
