"""What every trial is given: the photographs, the program under test, a temporary folder, and where curves go."""

from __future__ import annotations

import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np

from ..readers import Read, screen, through_command
from ..split import digest
from ..truth import Truth

T = TypeVar("T")
Pair = tuple[Truth, Read]


@dataclass
class Bench:
    """One run. `limit` holds every trial but the hold-out itself to so many photographs of eyes."""

    photos: list[Truth]
    binary: Path
    bundle: Path
    temp: Path
    extra: list[str] = field(default_factory=list)
    data: Path | None = None
    strangers: Path | None = None
    limit: int | None = None
    curves: dict = field(default_factory=dict)
    read_count: int = 0
    engines: set[str] = field(default_factory=set)

    @property
    def arguments(self) -> list[str]:
        """Arguments of `screen` beside the files."""
        return ["--bundle", str(self.bundle), *self.extra]

    @cached_property
    def options(self) -> str:
        """What the program says of `screen`."""
        return subprocess.run([str(self.binary), "screen", "--help"], capture_output=True, text=True, check=False, timeout=60).stdout

    def with_option(self, *names: str) -> list[str]:
        """`arguments` and those of `names` that the program knows."""
        return [*self.arguments, *(n for n in names if n in self.options)]

    @property
    def quick(self) -> list[str]:
        """Without the language reader, for trials that ask nothing of it."""
        return self.with_option("--no-language")

    @cached_property
    def thresholds(self) -> dict[str, float]:
        """The bundle's working thresholds by map."""
        manifest = tomllib.loads((self.bundle / "bundle.toml").read_text(encoding="utf-8"))
        return manifest.get("evidence", {}).get("thresholds", {})

    @cached_property
    def base(self) -> list[Pair]:
        """The photographs as they are, read once for all trials."""
        return list(self.read(self.photos))

    def few(self, items: Sequence[T], n: int, key: object = None) -> list[T]:
        """At most `n` (and `limit`) of `items`, always the same: the lowest hashes of their names."""
        name = key or (lambda p: p.name)
        n = min(n, self.limit or n)
        chosen = sorted(items, key=lambda x: digest("trial " + name(x)))[:n]
        return sorted(chosen, key=name)

    def read(self, photos: Iterable[Truth], names: set[str] | None = None, quick: bool = False) -> Iterator[Pair]:
        """Photographs through the program, with progress on a terminal; `names` are the maps that are wanted."""
        photos = list(photos)
        for k, pair in enumerate(through_command(photos, self.binary, self.quick if quick else self.arguments, names), 1):
            self.read_count += 1
            self.note([pair[1].reading])
            tell(f"{k}/{len(photos)} {pair[0].name}")
            yield pair
        tell("")

    def screen(self, files: Sequence[Path], quick: bool = False) -> list[dict]:
        """Readings of files without truths, in their order."""
        out = []
        for at in range(0, len(files), 48):
            out += screen(self.binary, list(files[at : at + 48]), self.quick if quick else self.arguments)
            tell(f"{len(out)}/{len(files)}")
        self.read_count += len(files)
        self.note(out)
        tell("")
        return out

    def note(self, readings: Iterable[dict]) -> None:
        """Which engine and provider truly ran: a claim says so."""
        for reading in readings:
            if used := reading.get("models", {}).get("evidence"):
                self.engines.add(f"{used['engine']} {used['provider']}")

    def folder(self, name: str) -> Path:
        """A fresh folder for rendered photographs."""
        path = self.temp / name
        path.mkdir(parents=True, exist_ok=True)
        return path


def write_photo(path: Path, rgb: np.ndarray, quality: int = 92) -> Path:
    """u8 RGB [H, W, 3] as JPEG, or as PNG by the name's ending."""
    options = [cv2.IMWRITE_JPEG_QUALITY, quality] if path.suffix == ".jpg" else [cv2.IMWRITE_PNG_COMPRESSION, 1]
    if not cv2.imwrite(str(path), cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), options):
        raise OSError(f"writing {path}: refused; is the folder writable and the disk not full?")
    return path


def seed_of(*words: object) -> np.random.Generator:
    """A generator that depends on the words alone, so that one photograph's change is the same in every run."""
    return np.random.default_rng(digest(" ".join(map(str, words))) % 2**63)


def tell(text: str) -> None:
    """Progress, only on a terminal."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def timed(name: str, began: float, read: int) -> str:
    """`name: 12.3 s, 45 photographs`."""
    return f"{name}: {time.monotonic() - began:.1f} s, {read} photographs read"
