"""Evidence maps against drawn masks: precision-recall over pixels, and the vessels' overlap at the working threshold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..measure import auprc, by_owner, dice, histograms
from ..truth import LESIONS as KINDS
from .bench import Pair
from .claim import CHASE, LESIONS, claim, mean


class Pixels:
    """Counts of one photograph after another, so that no map is kept."""

    def __init__(self, thresholds: dict[str, float]) -> None:
        self.thresholds = thresholds
        self.counts: dict[str, list[np.ndarray]] = {}
        self.owners: dict[str, list[str]] = {}
        self.dices: list[tuple[str, float]] = []

    def add(self, pair: Pair) -> None:
        """A lesion's map counts on the photographs that show the lesion."""
        t, r = pair
        for name, mask in t.pixels().items():
            if name not in r.maps or not (mask.any() or name not in KINDS):
                continue
            p = r.maps[name]
            if p.shape != mask.shape:
                raise SystemExit(f"{t.name}: the map of {name} is {p.shape}, the mask {mask.shape}")
            self.counts.setdefault(name, []).append(histograms(mask, p))
            self.owners.setdefault(name, []).append(t.owner)
            if name == "vessels" and name in self.thresholds:
                self.dices.append((t.owner, dice(mask, p >= 255 * self.thresholds[name])))

    def claims(self, prefix: str = "", suffix: str = "") -> list[dict]:
        """Average precision over all pixels of the photographs; mean Dice over photographs of vessels."""
        out = []
        for name, per in self.counts.items():
            stack = np.array(per, dtype=np.int64)
            data = (CHASE if name == "vessels" else LESIONS) + suffix
            between = by_owner(lambda i, s=stack: auprc(s[i].sum(0)), self.owners[name], 500)
            out.append(claim(f"{prefix}{name}_pixels", data, len(per), "auprc", auprc(stack.sum(0)), between))
        out += mean(f"{prefix}vessels_pixels", CHASE + suffix, "Dice at the working threshold", [d for _, d in self.dices], [o for o, _ in self.dices])
        return out


def pixels(pairs: Sequence[Pair], thresholds: dict[str, float]) -> list[dict]:
    """All photographs with masks."""
    counts = Pixels(thresholds)
    for pair in pairs:
        counts.add(pair)
    return counts.claims()
