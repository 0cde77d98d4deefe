"""The whole command on three drawn eyes in the folders' own form, through the real program; no real photograph is needed."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ocellus_tools import split
from ocellus_tools.synth import make_eye

TOOLS = Path(__file__).parent.parent
ROOT = TOOLS.parent
SIDE = 640


def program() -> Path | None:
    """The release binary, where there is one."""
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    binary = Path(os.environ.get("OCELLUS_BIN", target / "release/ocellus"))
    return binary if binary.exists() else None


def framed(picture: np.ndarray) -> np.ndarray:
    """On a black frame of 4:3."""
    out = np.zeros((660, 880, *picture.shape[2:]), np.uint8)
    out[10 : 10 + SIDE, 120 : 120 + SIDE] = picture
    return out


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Two graded eyes, one with lesion masks, one with vessels: names that the split holds out."""
    data = tmp_path_factory.mktemp("data")
    names = [n for n in (f"IDRiD_{k:03d}" for k in range(400)) if split.part(n) == "holdout"][:2]
    for sub in ("idrid/images", "idrid_lesions/images", "idrid_lesions/masks", "chase_db1/images", "chase_db1/vessels"):
        (data / sub).mkdir(parents=True)
    labels, boxes = [], []
    for name, seed, grade in zip(names, (31, 32), (0, 3), strict=True):
        eye = make_eye(seed, SIDE, grade=grade, quality="good")
        Image.fromarray(framed(eye.rgb)).save(data / f"idrid/images/{name}.jpg", quality=92)
        labels.append([f"{name}.jpg", 880, 660, eye.dr_grade, eye.dme_risk, eye.fovea[0] + 120, eye.fovea[1] + 10])
        x, y, w, h = eye.disc
        boxes.append([f"{name}.jpg", "optic_disc", x + 120 - w / 2, y + 10 - h / 2, x + 120 + w / 2, y + 10 + h / 2])
    for path, head, rows in ((data / "idrid/labels.csv", "image,width,height,dr_grade,dme_risk,fovea_x,fovea_y", labels), (data / "idrid/boxes.csv", "image,label,x1,y1,x2,y2", boxes)):
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([head.split(","), *rows])
    eye = make_eye(33, SIDE, grade=3, quality="good")
    number = split.HELD_LESIONS[0].split("_")[1]
    palette = np.zeros((SIDE, SIDE), np.uint8)
    for value, kind in enumerate(("disc", "hard_exudate", "haemorrhage", "microaneurysm")):
        palette[eye.masks[kind]] = (5, 3, 2, 1)[value]
    Image.fromarray(framed(eye.rgb)).save(data / f"idrid_lesions/images/{number}.jpg", quality=92)
    Image.fromarray(framed(palette)).save(data / f"idrid_lesions/masks/{number}.png")
    child = f"Image_{split.HELD_CHILDREN[0].split('_')[1]}L"
    Image.fromarray(framed(eye.rgb)).save(data / f"chase_db1/images/{child}.jpg", quality=92)
    Image.fromarray(framed((eye.masks["vessels"] * 255).astype(np.uint8))).save(data / f"chase_db1/vessels/{child}.png")
    return data


def run(folder: Path, out: Path, *more: str) -> subprocess.CompletedProcess:
    command = [sys.executable, str(TOOLS / "evaluate.py"), "--data", str(folder), "--bundle", str(ROOT / "models/ocellus-1"), "--out", str(out), *more]
    return subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(TOOLS)}, capture_output=True, text=True, timeout=600)


@pytest.mark.skipif(program() is None, reason="no release build of the program: make build, or name it in OCELLUS_BIN")
def test_the_command_puts_the_program_through_its_trials(folder, tmp_path):
    out = tmp_path / "evaluation.json"
    done = run(folder, out, "--binary", str(program()), "--only", "holdout,repeats,sides,cup,cover", "--limit", "4", "--strangers", str(tmp_path))
    assert done.returncode == 0, done.stderr
    claims = json.loads(out.read_text())
    by: dict[tuple[str, str], dict] = {}
    for c in claims:
        by.setdefault((c["task"], c["metric"]), c)
        assert set(c) == {"task", "data", "n", "metric", "value", "interval", "where", "date", "research"} and np.isfinite(c["value"])
        assert c["research"] == (c["n"] < 4 or c["task"] == "cup_disc_ratio")
    assert all(c["where"].startswith(("ocellus screen on ort ", "ocellus screen on tract ")) for c in claims)
    assert by["readings", "given"]["value"] == 1 and by["readings", "given"]["n"] == 4
    assert by["disc_centre", "within half a disc diameter"]["n"] == 2
    assert by["laterality", "right"]["n"] == 6, "two with disc and fovea, one child, and their mirrored copies"
    assert ("hard_exudate_pixels", "auprc") in by and by["vessels_pixels", "Dice at the working threshold"]["value"] > 0.3
    assert by["repeat", "agree on the category"]["n"] == 8
    assert 0 <= by["cup_disc_ratio", "mean absolute error, vertical"]["value"] <= 1
    curves = json.loads(out.with_suffix(".curves.json").read_text())
    assert curves["roc"] and "cup" in curves
    assert "holdout: " in done.stdout and "photographs read" in done.stdout


@pytest.mark.skipif(program() is None, reason="no release build of the program: make build, or name it in OCELLUS_BIN")
def test_an_unknown_trial_is_refused_with_the_known_ones(folder, tmp_path):
    done = run(folder, tmp_path / "x.json", "--binary", str(program()), "--only", "holdout,nonsense")
    assert done.returncode == 2 and "nonsense" in done.stderr and "strangers" in done.stderr


def test_without_the_program_the_same_photographs_are_read_in_python(folder, tmp_path):
    out = tmp_path / "python.json"
    done = run(folder, out)
    assert done.returncode == 0, done.stderr
    claims = json.loads(out.read_text())
    assert {"disc_centre", "referable_dr", "vessels_pixels"} <= {c["task"] for c in claims}
    assert all(c["where"].startswith("onnxruntime") for c in claims)
