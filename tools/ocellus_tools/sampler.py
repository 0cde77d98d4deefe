"""Draws training batches: which photograph, which view of it, which window; a thread prepares the next ones."""

from __future__ import annotations

import queue
import threading

import numpy as np

from .views import Item, View, crop, view

CROP = 512
CROP_MIX = {"lesion": 0.38, "idrid": 0.28, "chase": 0.14, "synth": 0.20}
FULL_MIX = {"idrid": 0.66, "lesion": 0.12, "chase": 0.05, "synth": 0.17}
CROP_ABOUT = (0, 1, 2, 3, 5, 6, 7, 8, 9)
CROPS_OF_A_VIEW = 5
POOL = 40


class Sampler:
    """Crops (batches of four 512-windows at full scale) and whole fields, in turn, from the training items."""

    def __init__(self, items: list[Item], seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.by_kind: dict[str, list[Item]] = {}
        for item in items:
            self.by_kind.setdefault(item.kind, []).append(item)
        self.grades = self._grade_weights(self.by_kind.get("idrid", []))
        self.pool: list[View] = []

    @staticmethod
    def _grade_weights(items: list[Item]) -> np.ndarray:
        """Rarer grades oftener: by the inverse root of how many there are."""
        grades = np.array([i.dr or 0 for i in items], int)
        counts = np.bincount(grades, minlength=5).clip(1) if len(items) else np.ones(5)
        w = 1 / np.sqrt(counts[grades]) if len(items) else np.ones(0)
        return w / w.sum() if len(items) else w

    def _pick(self, mix: dict[str, float]) -> Item:
        kinds = [k for k in mix if self.by_kind.get(k)]
        p = np.array([mix[k] for k in kinds])
        kind = kinds[self.rng.choice(len(kinds), p=p / p.sum())]
        items = self.by_kind[kind]
        weights = self.grades if kind == "idrid" else None
        return items[self.rng.choice(len(items), p=weights)]

    def _fill(self, strength: float) -> None:
        while len(self.pool) < POOL:
            item = self._pick(CROP_MIX)
            v = view(item, self.rng, 1024, strength)
            for _ in range(CROPS_OF_A_VIEW):
                present = [k for k in CROP_ABOUT if item.weights[k] > 0 and (v.bits & (1 << k)).any()]
                on = int(self.rng.choice(present)) if present and self.rng.random() < 0.8 else None
                window = crop(v, self.rng, CROP, on)
                window.x = np.ascontiguousarray(window.x)
                self.pool.append(window)

    def crops(self, count: int, strength: float) -> list[View]:
        """`count` windows of different views, as far as the pool goes."""
        self._fill(strength)
        return [self.pool.pop(int(self.rng.integers(len(self.pool)))) for _ in range(count)]

    def fields(self, count: int, size: int, strength: float) -> list[View]:
        """`count` whole fields at `size` pixels."""
        return [view(self._pick(FULL_MIX), self.rng, size, strength) for _ in range(count)]


class Ahead:
    """Runs `make` in a thread, a few results ahead."""

    def __init__(self, make: object, depth: int = 3) -> None:
        self.results: queue.Queue = queue.Queue(maxsize=depth)
        self.stopped = False

        def work() -> None:
            try:
                while not self.stopped:
                    self.results.put(make())  # type: ignore[operator]
            except BaseException as fault:  # handed to the reader, who raises it
                self.results.put(fault)

        threading.Thread(target=work, daemon=True).start()

    def next(self) -> object:
        """The next result; raises what the thread raised."""
        result = self.results.get(timeout=600)
        if isinstance(result, BaseException):
            raise result
        return result
