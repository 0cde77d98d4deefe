"""Pictures that are no fundus: wallpapers, maps, textures, fruit and planets on black, anything behind a round mask.

They come from Debian packages (`tools/strangers.sh`) and the samples of scikit-image and scikit-learn where those are
installed. A third of them, by hash, is for development: `python -m ocellus_tools.trial.strangers` lists those of it that
are not rejected. The other two thirds are measured and never looked at.
"""

from __future__ import annotations

import argparse
import importlib.util
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from ..split import digest
from .bench import Bench, write_photo
from .claim import share
from .damage import refused

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".tif")
LEAST, LEAST_OBJECT, LONGEST = 160, 90, 1600
"""Smaller pictures are icons; larger ones are brought to this long side, objects to half of it."""
FUNDI = ("retina.jpg", "microaneurysms.png")
OBJECTS = ("food/fruit", "food/vegetables", "food/nuts", "space/planets", "/coins", "sports", "plants/flowers", "animals/birds", "medical", "household")
KINDS = {"wallpapers and photographs": 260, "maps, screens and textures": 75, "objects on black": 130, "photographs behind a round mask": 90}
"""Kinds, and how many of each at most; a third of them is for development."""


@dataclass
class Stranger:
    """Where a picture comes from and what is made of it."""

    path: Path
    kind: str
    package: str

    @property
    def name(self) -> str:
        """A name that does not change with the folder."""
        return "/".join([self.kind, self.package, *self.path.parts[-3:]])

    @property
    def held(self) -> bool:
        """Whether it is measured; else it is for development."""
        return digest("stranger " + "/".join([self.package, *self.path.parts[-3:]])) % 3 != 0


def kind_of(package: str, path: Path) -> str | None:
    """None leaves the picture out."""
    if package == "tuxpaint-stamps-default":
        cut = any(part in str(path.parent) for part in OBJECTS) and "cartoon" not in str(path.parent)
        return "objects on black" if cut else None
    return "maps, screens and textures" if package in ("marble-data", "neverball-data") else "wallpapers and photographs"


def samples() -> Iterator[tuple[str, Path]]:
    """Sample images of libraries that are installed; those of a retina are left out."""
    for library, folder in (("skimage", "data"), ("sklearn", "datasets/images")):
        found = importlib.util.find_spec(library)
        if found and found.origin:
            for path in sorted((Path(found.origin).parent / folder).iterdir()):
                if path.suffix in ENDINGS and path.name not in FUNDI:
                    yield {"skimage": "scikit-image", "sklearn": "scikit-learn"}[library], path


def collect(folder: Path | None) -> list[Stranger]:
    """Every picture once, by kind; what is nearly the same picture as one before (other size, other format) is left out."""
    packages = sorted((folder / "packages").iterdir()) if folder and (folder / "packages").is_dir() else []
    files = [(p.name, f) for p in packages for f in sorted(p.rglob("*")) if f.suffix.lower() in ENDINGS and f.is_file() and not f.is_symlink()]
    known: set[bytes] = set()
    out: list[Stranger] = []
    for package, path in [*files, *samples()]:
        kind = kind_of(package, path)
        mark = kind and look(path, LEAST_OBJECT if kind == "objects on black" else LEAST)
        if not mark or mark in known:
            continue
        known.add(mark)
        out.append(Stranger(path, kind, package))
    photographs = [s for s in out if s.kind == "wallpapers and photographs"]
    out += [Stranger(s.path, "photographs behind a round mask", s.package) for s in photographs]
    kept = []
    for kind, most in KINDS.items():
        some = sorted((s for s in out if s.kind == kind), key=lambda s: digest(s.name))
        kept += sorted(some[:most], key=lambda s: s.name)
    return kept


def look(path: Path, least: int = LEAST) -> bytes | None:
    """A coarse print of a picture, by which copies are known; None of what is no picture, too small or a strip."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as image:
                w, h = image.size
                if min(w, h) < least or max(w, h) > 3 * min(w, h):
                    return None
                image.draft("RGB", (128, 128))
                image = image.convert("RGBA")
                small = Image.alpha_composite(Image.new("RGBA", image.size, (0, 0, 0, 255)), image).resize((10, 10)).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    return bytes(v // 32 for v in small.tobytes())


def picture(stranger: Stranger) -> np.ndarray:
    """What is shown to the program, u8 RGB."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(stranger.path) as image:
            image.draft("RGB", (LONGEST, LONGEST))
            image = image.convert("RGBA")
    ground = (0, 0, 0, 255) if stranger.kind == "objects on black" else (255, 255, 255, 255)
    image = Image.alpha_composite(Image.new("RGBA", image.size, ground), image).convert("RGB")
    image.thumbnail((LONGEST, LONGEST))
    if stranger.kind == "objects on black":
        k = LONGEST / 2 / max(image.size)
        image = image.resize((round(image.width * k), round(image.height * k)), Image.BICUBIC)
    rgb = np.asarray(image)
    if stranger.kind == "objects on black":
        pad = max(8, round(0.12 * max(rgb.shape[:2])))
        return np.pad(rgb, ((pad, pad), (pad, pad), (0, 0)))
    return masked(rgb) if stranger.kind == "photographs behind a round mask" else rgb


def masked(rgb: np.ndarray) -> np.ndarray:
    """The middle of a picture behind a round mask on a camera's black frame of 4:3."""
    h, w = rgb.shape[:2]
    r = min(h, w) // 2
    ys, xs = np.mgrid[-r:r, -r:r] + 0.5
    square = rgb[h // 2 - r : h // 2 + r, w // 2 - r : w // 2 + r] * ((xs**2 + ys**2) <= (0.98 * r) ** 2)[..., None]
    side = round(2 * r * 4 / 3) - 2 * r
    return np.pad(square, ((0, 0), (side // 2, side - side // 2), (0, 0)))


def shown(bench: Bench, some: list[Stranger]) -> list[bool]:
    """Whether each is rejected."""
    folder = bench.folder("strangers")
    readings = []
    for at in range(0, len(some), 48):
        files = [write_photo(folder / f"{k:04d}.jpg", picture(s), 95) for k, s in enumerate(some[at : at + 48])]
        readings += bench.screen(files, quick=True)
    return [refused(r) for r in readings]


def strangers(bench: Bench) -> list[dict]:
    """The measured two thirds: as they are, and, apart from them, behind a round mask."""
    some = [s for s in collect(bench.strangers) if s.held]
    if not some:
        print("strangers: no pictures; tools/strangers.sh fetches them")
        return []
    rejected = dict(zip((s.name for s in some), shown(bench, some), strict=True))
    plain = [s for s in some if "mask" not in s.kind]
    sources = ", ".join(sorted({s.package for s in plain}))
    out = share("no_fundus", f"pictures that are no fundus ({sources})", "rejected", [rejected[s.name] for s in plain])
    for kind in KINDS:
        out += share("no_fundus", f"pictures that are no fundus: {kind}", "rejected", [rejected[s.name] for s in some if s.kind == kind])
    return out


def main() -> None:
    """Lists pictures of the development third that are not rejected."""
    import tempfile

    ap = argparse.ArgumentParser(description=main.__doc__)
    ap.add_argument("--binary", type=Path, required=True)
    ap.add_argument("--bundle", type=Path, default=Path("models/ocellus-1"))
    ap.add_argument("--folder", type=Path, default=Path("build/strangers"))
    ap.add_argument("--keep", type=Path, help="write the pictures that are not rejected here, as they were shown")
    args = ap.parse_args()
    some = [s for s in collect(args.folder) if not s.held]
    with tempfile.TemporaryDirectory() as temp:
        rejected = shown(Bench([], args.binary, args.bundle, Path(temp)), some)
    for kind in KINDS:
        rows = [(s, bad) for s, bad in zip(some, rejected, strict=True) if s.kind == kind]
        print(f"{kind}: {sum(bad for _, bad in rows)} of {len(rows)} rejected")
        for k, (s, _) in enumerate(r for r in rows if not r[1]):
            print(f"  {s.package} {s.path}")
            if args.keep:
                args.keep.mkdir(parents=True, exist_ok=True)
                write_photo(args.keep / f"{kind.replace(' ', '-')}-{k:02d}.jpg", picture(s), 95)


if __name__ == "__main__":
    main()
