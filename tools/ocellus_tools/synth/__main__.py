"""Draws a set of synthetic eyes: python -m ocellus_tools.synth --out DIR --n N --seed S. Resumes where it stopped."""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from .store import draw


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ocellus_tools.synth", description=__doc__)
    parser.add_argument("--out", required=True, type=Path, help="folder for NNNNNN.jpg, .json and .png")
    parser.add_argument("--n", required=True, type=int, help="how many eyes")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first eye; the others follow it")
    parser.add_argument("--size", type=int, default=1024, help="side of the square, pixels")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    args = parser.parse_args(arguments)
    args.out.mkdir(parents=True, exist_ok=True)
    tasks = [(str(args.out), k + 1, args.seed + k, args.size) for k in range(args.n) if not (args.out / f"{k + 1:06d}.json").exists()]
    began = time.monotonic()
    with contextlib.ExitStack() as stack:
        results = map(draw, tasks)
        if args.jobs > 1:  # spawned, not forked: OpenCV's threads do not survive a fork
            context = multiprocessing.get_context("spawn")
            results = stack.enter_context(ProcessPoolExecutor(args.jobs, mp_context=context)).map(draw, tasks, chunksize=8)
        for done, _ in enumerate(results, 1):
            if done % 50 == 0 or done == len(tasks):
                rate = done / (time.monotonic() - began)
                print(f"{done}/{len(tasks)} eyes, {rate:.1f} a second", file=sys.stderr, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
