"""Each room of the trials on tiny made-up readings, where the right number is known."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ocellus_tools.readers import Read
from ocellus_tools.trial import cover, cup, doubt, froc, landmarks, pixels, rankings, repeats, sides, words
from ocellus_tools.truth import Truth


def photo(name: str, **more: object) -> Truth:
    return Truth(name, Path(f"{name}.jpg"), (1000, 1000), **more)


def value(claims: list[dict], task: str, metric: str) -> float:
    return next(c["value"] for c in claims if c["task"] == task and c["metric"].startswith(metric))


def test_half_a_diameter_is_the_limit_and_not_found_is_a_miss():
    pairs = [(photo("a", disc=(100, 100, 80), fovea=(300, 100)), Read(disc=(139, 100), fovea=(300, 141))),
             (photo("b", disc=(100, 100, 80), fovea=(300, 100)), Read(disc=None, fovea=(300, 100)))]  # fmt: skip
    out = landmarks.landmarks(pairs)
    assert value(out, "disc_centre", "within") == 0.5
    assert value(out, "fovea_centre", "within") == 0.5
    assert value(out, "disc_centre", "median") == pytest.approx(39 / 80)
    gone = [(photo("a", disc=None, fovea=(300, 100), diameter=400.0), Read(fovea=(300, 290)))]
    assert value(landmarks.landmarks(gone), "fovea_centre", "within") == 1, "the diameter is known though the disc is not in view"


def graded(p: list[float], grades: list[int], given: list[int]) -> list[tuple[Truth, Read]]:
    return [(photo(f"e{k}", dr=g, dme=int(g > 2)), Read(dr=q, dme=q, referable=q, grade=s)) for k, (q, g, s) in enumerate(zip(p, grades, given, strict=True))]


def test_rankings_know_right_from_wrong():
    curves = {}
    good = rankings.rankings(graded([0.1, 0.2, 0.8, 0.9], [0, 1, 3, 4], [0, 1, 3, 4]), curves=curves)
    assert value(good, "referable_dr", "auroc") == 1 and value(good, "dr_grade", "quadratic") == 1
    assert value(good, "referable", "sensitivity") == 1 == value(good, "referable", "specificity")
    assert curves["roc"]["referable"][-1] == (1.0, 1.0)
    bad = rankings.rankings(graded([0.9, 0.8, 0.2, 0.1], [0, 1, 3, 4], [4, 3, 1, 0]))
    assert value(bad, "referable_dr", "auroc") == 0 and value(bad, "dr_grade", "quadratic") < 0
    assert value(bad, "referable", "Brier") == pytest.approx((0.81 + 0.64) / 2)


def test_what_was_not_given_is_not_ranked():
    pairs = [(photo("a", dr=2, dme=0), Read()), (photo("b", dr=0, dme=0), Read())]
    assert rankings.rankings(pairs) == []


def test_pixels_and_dice(tmp_path):
    mask = np.zeros((1000, 1000), np.uint8)
    mask[100:200, 100:200] = 255
    Image.fromarray(mask).save(tmp_path / "v.png")
    t = photo("chase_03L", masks=tmp_path / "v.png")
    exact = {"vessels": np.where(mask > 0, 200, 10).astype(np.uint8)}
    out = pixels.pixels([(t, Read(maps=exact))], {"vessels": 0.5})
    assert value(out, "vessels_pixels", "auprc") == 1 and value(out, "vessels_pixels", "Dice") == 1
    half = {"vessels": np.where(np.roll(mask, 50, 1) > 0, 200, 10).astype(np.uint8)}
    assert value(pixels.pixels([(t, Read(maps=half))], {"vessels": 0.5}), "vessels_pixels", "Dice") == 0.5
    with pytest.raises(SystemExit):
        pixels.pixels([(t, Read(maps={"vessels": exact["vessels"][:10]}))], {})


def test_froc_counts_lesions_and_false_findings():
    truth = np.zeros((500, 500), bool)
    truth[50:60, 50:60] = truth[300:310, 300:310] = True
    p = np.zeros((500, 500), np.uint8)
    p[52:58, 52:58] = 250  # found
    p[400:410, 100:110] = 150  # false, less sure
    p[61:64, 50:60] = 250  # hugs the lesion: neither
    p[200, 200] = 250  # a single pixel counts for nothing
    rows = froc.count(truth, p, cuts=(200, 100))
    assert rows.tolist() == [[1, 0], [1, 1]]
    assert froc.sensitivity_at(rows[None], np.array([2]), 0.5) == 0.5
    assert np.isnan(froc.sensitivity_at(rows[None], np.array([0]), 1))
    p[302:308, 302:308] = 90
    assert froc.sensitivity_at(froc.count(truth, p, cuts=(200, 80))[None], np.array([2]), 1) == 1


def test_findings_of_healthy_eyes_are_false():
    found = {"findings": [{"label": "haemorrhage", "research": False}, {"label": "drusen", "research": True}]}
    pairs = [(photo("a", dr=0, dme=0), Read(reading=found, referable=0.7)), (photo("b", dr=0, dme=0), Read(reading={"findings": []}, referable=0.1)),
             (photo("c", dr=3, dme=2), Read(reading=found, referable=0.9))]  # fmt: skip
    out = froc.false_findings(pairs)
    assert value(out, "healthy_eyes", "false findings") == 0.5 == value(out, "healthy_eyes", "without")
    assert value(out, "healthy_eyes", "referable below") == 0.5


READING = {
    "image": {"width": 1000, "height": 1000, "field_of_view": {"cx": 500, "cy": 500, "r": 480}},
    "quality": {"verdict": "good"}, "eye": {"laterality": "OD"},
    "findings": [{"id": "F1", "label": "hard_exudate", "research": False, "box_px": [600, 400, 640, 430]}],
    "conditions": [{"condition": "diabetic_retinopathy", "status": "present", "probability": 0.9, "stage": {"value": 2}, "evidence": ["F1"]},
                   {"condition": "macular_edema", "status": "present", "probability": 0.8, "stage": {"value": 1}, "evidence": ["F1"]}],
    "landmarks": {"disc": {"box": [700, 450, 800, 550], "centre": [750, 500]}, "fovea": {"centre": [400, 500]}},
    "chain": [{"step": "quality", "text": "The photograph is good."},
              {"step": "anatomy", "text": "<ref>optic disc</ref><box>[[700, 450, 800, 550]]</box> Right eye."},
              {"step": "lesions", "text": "<ref>hard exudate</ref><box>[[600, 400, 640, 430]]</box>"},
              {"step": "diagnosis", "text": "Moderate (ICDR 2). Macular oedema risk 1."}, {"step": "management", "text": "Refer within 3 months."}],
    "referral": {"category": "refer", "probability": 0.9}, "checks": [], "timings_ms": {"total": 300},
}  # fmt: skip


def said(step: str, text: str) -> dict:
    return READING | {"chain": [s if s["step"] != step else {"step": step, "text": text} for s in READING["chain"]]}


def test_contradictions_are_found_and_agreement_is_none():
    assert words.contradictions(READING) == []
    assert words.contradictions(said("anatomy", "Left eye.")) == ["side"]
    assert words.contradictions(said("diagnosis", "Severe (ICDR 3). Macular oedema risk 1.")) == ["grade"]
    assert words.contradictions(said("diagnosis", "None (ICDR 0). Macular oedema risk 0.")) == ["grade", "referable", "oedema", "referable"]
    assert words.contradictions(said("lesions", "<ref>haemorrhage</ref><box>[[1, 1, 2, 2]]</box>")) == ["lesion"]
    assert words.contradictions(said("lesions", "None found of what was looked for: hard exudate.")) == ["lesion"]
    assert words.contradictions(said("management", "Screen again in 12 months.")) == ["management"]
    assert words.contradictions(said("quality", "The photograph cannot be graded.")) == ["quality"]


def test_a_box_outside_the_field_is_seen():
    assert words.inside(READING)
    assert not words.inside(said("anatomy", "<ref>optic disc</ref><box>[[0, 0, 20, 20]]</box>"))
    assert words.iou((0, 0, 10, 10), (0, 0, 10, 5)) == pytest.approx(0.5)


def test_a_list_of_denials_does_not_raise_recall(tmp_path):
    palette = np.zeros((1000, 1000), np.uint8)
    palette[400:430, 600:640] = 3
    Image.fromarray(palette).save(tmp_path / "m.png")
    t = photo("lesion_07", masks=tmp_path / "m.png")
    silent = said("lesions", "None found of what was looked for: hard exudate.")
    out = words.against_labels([(t, silent)])
    assert value(out, "chain_lesions", "clinical consistency") == 0.75 and value(out, "chain_lesions", "positive-finding recall") == 0
    assert value(words.against_labels([(t, READING)]), "chain_lesions", "clinical consistency") == 1


def test_sides_and_referrals_are_read():
    assert photo("a", disc=(800, 500, 90), fovea=(400, 500)).side == "OD" and photo("a", disc=(100, 500, 90), fovea=(400, 500)).side == "OS"
    assert photo("chase_03L").side == "OS" and photo("a").side is None
    assert photo("chase_03L").owner == photo("chase_03R").owner
    assert sides.said(READING) == "OD" and sides.said({"error": {}}) == "unknown"
    assert repeats.referred(READING) and repeats.sure(READING) and not repeats.referred({"error": {}})


def test_the_cup_is_measured_in_maps_where_no_number_is_given(tmp_path):
    disc, small = np.zeros((100, 100), np.uint8), np.zeros((100, 100), np.uint8)
    disc[20:80, 30:80] = 200
    small[35:65, 40:60] = 200
    small[0:2, 0:2] = 250  # a stray part is not the cup
    Image.fromarray(disc).save(tmp_path / "e.disc.png")
    Image.fromarray(small).save(tmp_path / "e.cup.png")
    assert cup.ratio({}, tmp_path, "e", {"cup": 0.5, "disc": 0.5}) == 0.5
    assert cup.ratio({"biometry": {"cup_disc_ratio_vertical": {"value": 0.3}}}, tmp_path, "e", {}) == 0.3
    assert cup.ratio({}, tmp_path, "none", {}) is None
    out = cup.compared([0.5, 0.3, 0.4], [0.5, 0.5, None], "drawn")
    assert value(out, "cup_disc_ratio", "mean absolute") == pytest.approx(0.1) and all(c["research"] for c in out)


def test_covering_hides_the_finding_and_elsewhere_hides_none():
    rgb = np.full((1000, 1000, 3), (150, 80, 40), np.uint8)
    rgb[400:430, 600:640] = (240, 230, 120)
    case = cover.Case("a", "diabetic_retinopathy", 2.2, cover.ellipses(READING, {"F1"}))
    there = cover.drawn(rgb.shape, case.cited)
    after = cover.filled(rgb, there, np.random.default_rng(0))
    assert after[415, 620].max() < 170 and (after[700:900, 100:300] == rgb[700:900, 100:300]).all()
    away = cover.elsewhere(rgb.shape, case, READING)
    assert away is not None and not (away & there).any()
    assert not away[450:550, 700:800].any() and not away[460:540, 360:440].any(), "neither disc nor macula"
    assert np.count_nonzero(away) / np.count_nonzero(there) == pytest.approx(1, abs=0.1)


def test_an_explanation_that_does_not_matter_is_told():
    case = cover.Case("a", "macular_edema", 2.0, [])
    out = cover.weakened([(case, "cited", 1.0, 0.5), (replace(case, name="b"), "cited", 1.0, 1.9), (case, "elsewhere", 0.9, 1.9)])
    assert value(out, "explanation", "weakens where the cited") == 0.5
    assert value(out, "explanation", "weakens where as much") == 0
    assert value(out, "explanation", "fall of the log odds, cited") == pytest.approx(0.8)


def test_doubt_is_counted_apart_from_error():
    def called(status: str) -> Read:
        return Read(reading={"conditions": [{"condition": "diabetic_retinopathy", "status": status}], "image": {"novelty": {"value": 2.0, "limit": 1.5}}})

    pairs = [(photo("a", dr=2, dme=0), called("absent")), (photo("b", dr=1, dme=0), called("present")), (photo("c", dr=0, dme=0), called("uncertain")),
             (photo("d", dr=0, dme=0), called("absent"))]  # fmt: skip
    out = doubt.doubt(pairs)
    assert value(out, "doubt_diabetic_retinopathy", "uncertain") == 0.25
    assert value(out, "doubt_diabetic_retinopathy", "with it") == 0.5 and value(out, "doubt_diabetic_retinopathy", "without it") == 0
    assert not [c for c in out if c["task"] == "doubt_macular_edema"], "what was not assessed is not counted"
    assert value(doubt.strange([*pairs, (photo("e"), Read(reading={"image": {}}))], "d"), "unlike", "unlike") == 1
