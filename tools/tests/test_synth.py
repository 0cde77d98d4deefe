"""Synthetic eyes: the same from a seed, with labels that follow from what is drawn."""

import json
from pathlib import Path

import numpy as np
import pytest

from ocellus_tools.synth import MAPS, make_eye
from ocellus_tools.synth.__main__ import main
from ocellus_tools.synth.conditions import CONDITIONS
from ocellus_tools.synth.store import load, pack, unpack

SIZE = 384


@pytest.fixture(scope="module")
def eyes():
    return [make_eye(seed, SIZE) for seed in range(24)]


def test_one_seed_gives_one_eye():
    a, b, c = make_eye(5, SIZE), make_eye(5, SIZE), make_eye(6, SIZE)
    assert np.array_equal(a.rgb, b.rgb) and a.labels() == b.labels()
    assert all(np.array_equal(a.masks[m], b.masks[m]) for m in MAPS)
    assert not np.array_equal(a.rgb, c.rgb)


def test_shapes_and_field(eyes):
    yy, xx = np.mgrid[:SIZE, :SIZE] - (SIZE - 1) / 2
    beyond = np.hypot(xx, yy) > SIZE * 0.53  # a marker at the rim may stand out of the circle
    for eye in eyes:
        assert eye.rgb.shape == (SIZE, SIZE, 3) and eye.rgb.dtype == np.uint8
        assert set(eye.masks) == set(MAPS)
        assert eye.rgb[beyond].max() < 40
        for name, mask in eye.masks.items():
            assert mask.shape == (SIZE, SIZE) and mask.dtype == bool
            assert not (mask & ~eye.field).any(), name
        assert not (eye.masks["cup"] & ~eye.masks["disc"]).any()


def test_laterality_follows_disc_and_fovea(eyes):
    for eye in eyes:
        assert eye.laterality == ("OD" if eye.disc[0] > eye.fovea[0] else "OS")


def test_disc_size_fits_the_field(eyes):
    for eye in eyes:
        assert 5.2 < eye.disc[3] / SIZE * eye.field_deg < 9.0


def test_cup_to_disc_ratio_is_that_of_the_masks():
    for seed in range(60, 72):
        eye = make_eye(seed, 512, quality="good")
        cx, cy, w, h = eye.disc
        rows = {m: np.nonzero(eye.masks[m].any(1))[0] for m in ("disc", "cup")}
        if eye.disc_visible and len(rows["cup"]) and abs(np.ptp(rows["disc"]) + 1 - h) < 1:
            assert abs((np.ptp(rows["cup"]) + 1) / h - eye.vertical_cup_disc) < 0.05


def test_dme_follows_from_exudates_and_fovea(eyes):
    for eye in eyes:
        ys, xs = np.nonzero(eye.masks["hard_exudate"])
        if eye.dme_risk is None:
            assert eye.dr_grade is None
        elif not len(xs):
            assert eye.dme_risk == 0
        if not len(xs) or eye.dme_risk is None:
            continue
        nearest = np.hypot(xs - eye.fovea[0], ys - eye.fovea[1]).min() / eye.disc[3]
        if abs(nearest - 1) > 0.12:  # the outline of the disc is a little irregular
            assert eye.dme_risk == (2 if nearest < 1 else 1)


def test_grade_follows_from_lesions(eyes):
    for eye in eyes:
        others = [m for m in ("haemorrhage", "hard_exudate", "cotton_wool_spot") if eye.masks[m].any()]
        severe = {"neovascularisation", "preretinal_haemorrhage", "venous_beading", "irma"} & set(eye.signs)
        if eye.dr_grade is None:  # another disease bleeds: nobody could tell whose blood it is
            assert not eye.conditions["diabetic_retinopathy"]
            continue
        assert eye.conditions["diabetic_retinopathy"] == (eye.dr_grade > 0)
        if eye.dr_grade == 0:
            assert not others and not eye.masks["microaneurysm"].any() and not severe
        if eye.dr_grade == 1:
            assert not others and eye.masks["microaneurysm"].any() and not severe
        if eye.dr_grade == 2:
            assert others and not severe
        assert (eye.dr_grade == 4) == bool({"neovascularisation", "preretinal_haemorrhage"} & severe)


def test_boxes_hold_their_lesions(eyes):
    for eye in eyes:
        for label in ("microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot"):
            covered = np.zeros((SIZE, SIZE), bool)
            for name, x1, y1, x2, y2 in eye.boxes:
                if name == label:
                    assert 0 <= x1 < x2 <= SIZE and 0 <= y1 < y2 <= SIZE
                    assert eye.masks[label][y1:y2, x1:x2].any()
                    covered[y1:y2, x1:x2] = True
            assert not (eye.masks[label] & ~covered).any()


def test_wishes_are_met():
    for seed in range(4):
        assert make_eye(seed, SIZE, grade=0, quality="good").dr_grade == 0
        assert make_eye(seed, SIZE, laterality="OS").laterality == "OS"
        assert make_eye(seed, SIZE, quality="reject", damage=["defocus"]).damage == ["defocus"]


def test_every_fault_changes_the_picture():
    from ocellus_tools.synth.camera import FAULTS

    for fault in FAULTS:
        eye = make_eye(11, SIZE, grade=0, quality="reject", damage=[fault])
        assert eye.quality == "reject" and eye.damage == [fault]
        assert not np.array_equal(eye.rgb, make_eye(11, SIZE, grade=0, quality="good").rgb)


def test_saved_sets_resume_and_read_back(tmp_path):
    command = ["--out", str(tmp_path), "--n", "3", "--seed", "40", "--size", str(SIZE)]
    assert main(command) == 0
    eye = make_eye(41, SIZE)
    rgb, masks, labels = load(tmp_path, "000002")
    assert labels["seed"] == 41 and labels["dr_grade"] == eye.dr_grade
    assert all(np.array_equal(masks[m], eye.masks[m]) for m in MAPS)
    assert np.abs(rgb.astype(int) - eye.rgb).mean() < 4
    stamp = (tmp_path / "000001.json").stat().st_mtime_ns
    (tmp_path / "000003.json").unlink()
    assert main(command) == 0
    assert (tmp_path / "000001.json").stat().st_mtime_ns == stamp
    assert json.loads((tmp_path / "000003.json").read_text())["seed"] == 42


def test_maps_have_their_bits_and_packing_is_exact(eyes):
    assert MAPS[7:] == ("drusen", "retinal_scar", "neovascularisation")
    for eye in eyes:
        packed = pack(eye.masks)
        assert packed.dtype == np.uint16 and all(bool((packed >> bit & 1).any()) == bool(eye.masks[m].any()) for bit, m in enumerate(MAPS))
        assert all(np.array_equal(unpack(packed)[m], eye.masks[m]) for m in MAPS)


def test_every_case_is_seen_in_its_conditions():
    wanted = {
        "drusen": "drusen", "macular_degeneration": "age_related_macular_degeneration", "glaucoma": "glaucoma", "myopia": "myopic_fundus",
        "branch_occlusion": "vascular_occlusion", "central_occlusion": "vascular_occlusion", "hypertension": "hypertensive_retinopathy",
        "scar": "retinal_scar", "nevus": "choroidal_nevus",
    }  # fmt: skip
    for case, condition in wanted.items():
        drawn = [make_eye(seed, SIZE, case=case, quality="good") for seed in range(6)]
        assert sum(eye.conditions[condition] for eye in drawn) >= 3, case
        healthy = make_eye(1, SIZE, case="young", quality="good")
        assert not any(healthy.conditions.values()), healthy.conditions


def test_conditions_follow_from_what_is_drawn(eyes):
    cases = ("macular_degeneration", "glaucoma", "myopia", "branch_occlusion", "central_occlusion", "hypertension", "scar")
    for eye in eyes + [make_eye(seed, SIZE, case=case) for case in cases for seed in range(3)]:
        assert tuple(eye.labels()["conditions"]) == CONDITIONS
        for condition, label in (("drusen", "drusen"), ("retinal_scar", "retinal_scar"), ("retinal_hemorrhage", "haemorrhage")):
            assert eye.conditions[condition] == bool(eye.masks[label].any())
        assert eye.conditions["glaucoma"] == (eye.disc_visible and (eye.vertical_cup_disc > 0.7 or "notch" in eye.signs))
        assert eye.conditions["increased_cup_disc_ratio"] == (eye.disc_visible and eye.vertical_cup_disc > 0.6)
        assert all(eye.conditions[name] == (stage > 0) for name, stage in eye.stages.items())
        if eye.conditions["vascular_occlusion"]:
            assert eye.conditions["retinal_hemorrhage"] and eye.dr_grade is None and eye.dme_risk is None
        assert (eye.dr_grade is None) == (eye.dme_risk is None)
        json.dumps(eye.labels())


def test_cups_span_the_whole_range():
    ratios = [make_eye(seed, SIZE, case=("glaucoma", "young")[seed % 2], quality="good").vertical_cup_disc for seed in range(24)]
    assert min(ratios) < 0.25 and max(ratios) > 0.85


def test_shipped_examples_are_what_the_program_draws(tmp_path):
    import cv2

    from ocellus_tools.synth import photos

    folder = Path(__file__).parents[2] / "examples"
    assert photos.main(["--out", str(tmp_path)]) == 0
    for example in photos.EXAMPLES:
        drawn, shipped = (cv2.imread(str(d / f"{example.name}.jpg")) for d in (tmp_path, folder))
        assert shipped.shape == (1200, 1600, 3)
        assert (folder / f"{example.name}.jpg").stat().st_size <= 150_000
        # Another build of OpenCV may round otherwise; another eye would differ by far more.
        assert np.abs(drawn.astype(int) - shipped).mean() < 2, example.name


def test_two_processes_draw_what_one_draws(tmp_path):
    import subprocess
    import sys

    for jobs in ("1", "2"):
        command = [sys.executable, "-m", "ocellus_tools.synth", "--out", str(tmp_path / jobs), "--n", "2", "--seed", "41", "--size", "256", "--jobs", jobs]
        subprocess.run(command, check=True, cwd=Path(__file__).parents[1], capture_output=True)
    for path in (tmp_path / "1").iterdir():
        assert path.read_bytes() == (tmp_path / "2" / path.name).read_bytes()
    assert len(list((tmp_path / "2").iterdir())) == 6
