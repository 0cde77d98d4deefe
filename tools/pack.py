"""Packs the labelled photographs into build/pack (at most 30 MB), all that a training machine needs of them."""

from __future__ import annotations

import argparse
from pathlib import Path

from ocellus_tools.pack import pack


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="folder of labelled photographs")
    ap.add_argument("--out", type=Path, default=Path("build/pack"))
    ap.add_argument("--quality", type=int, default=72, help="JPEG quality of the graded photographs")
    args = ap.parse_args()
    print(f"{args.out}: {pack(args.data, args.out, args.quality)} bytes")


if __name__ == "__main__":
    main()
