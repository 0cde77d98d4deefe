"""The photographs that ship as examples: synthetic eyes in a camera's landscape frame.

python -m ocellus_tools.synth.photos --out examples
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from .eye import SyntheticEye, make_eye

FRAME = (1600, 1200)  # width, height
SIDE = 1140  # of the square that holds the field


@dataclass(frozen=True)
class Example:
    """One example: file name, seed, what is asked of the eye, and where the field lies in the frame (px off centre)."""

    name: str
    seed: int
    wishes: dict
    shift: tuple[int, int] = (0, 0)


EXAMPLES = (
    Example("healthy-od", 1001, {"grade": 0, "laterality": "OD", "quality": "good"}),
    Example("healthy-os", 2024, {"grade": 0, "laterality": "OS", "quality": "good"}, (14, -6)),
    Example("moderate-exudates", 3104, {"grade": 2, "near": True, "quality": "good"}, (-22, 4)),
    Example("severe-haemorrhages", 4023, {"grade": 3, "quality": "good"}, (0, 8)),
    Example("defocused", 5024, {"grade": 0, "quality": "reject", "damage": ["defocus"]}, (10, 0)),
)


def framed(eye: SyntheticEye, shift: tuple[int, int] = (0, 0), frame: tuple[int, int] = FRAME) -> np.ndarray:
    """The eye's square on a black frame u8 [height,width,3], `shift` pixels off the centre."""
    width, height = frame
    side = eye.rgb.shape[0]
    picture = np.zeros((height, width, 3), np.uint8)
    corner = side // 12
    picture[:] = np.median(eye.rgb[:corner, :corner].reshape(-1, 3), axis=0)  # the surround of the camera
    x, y = (width - side) // 2 + shift[0], (height - side) // 2 + shift[1]
    picture[y : y + side, x : x + side] = eye.rgb
    return picture


def main(arguments: list[str] | None = None) -> int:
    """Writes every example."""
    parser = argparse.ArgumentParser(prog="python -m ocellus_tools.synth.photos", description=__doc__.splitlines()[0])
    parser.add_argument("--out", required=True, type=Path, help="folder for the JPEG files")
    args = parser.parse_args(arguments)
    args.out.mkdir(parents=True, exist_ok=True)
    for example in EXAMPLES:
        eye = make_eye(example.seed, SIDE, **example.wishes)
        path = args.out / f"{example.name}.jpg"
        picture = cv2.cvtColor(framed(eye, example.shift), cv2.COLOR_RGB2BGR)
        if not cv2.imwrite(str(path), picture, [cv2.IMWRITE_JPEG_QUALITY, 85]):
            raise OSError(f"writing {path}: refused; is the folder writable and the disk not full?")
        print(f"{path}: {eye.laterality}, ICDR {eye.dr_grade}, DME risk {eye.dme_risk}, {eye.quality}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
