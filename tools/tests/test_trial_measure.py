"""The trials' arithmetic agrees with definitions, with a library, and with numbers that are known."""

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score, roc_auc_score

from ocellus_tools import measure
from ocellus_tools.trial import claim


def test_kappa_is_the_librarys_and_falls_with_distance():
    rng = np.random.default_rng(3)
    a, b = rng.integers(0, 5, 200), rng.integers(0, 5, 200)
    assert measure.kappa(a, b) == pytest.approx(cohen_kappa_score(a, b, labels=range(5), weights="quadratic"))
    assert measure.kappa(a, a) == 1
    near, far = np.where(a == 2, 1, a), np.where(a == 2, 0, a)
    assert measure.kappa(a, near) > measure.kappa(a, far)
    assert np.isnan(measure.kappa(np.zeros(4, int), np.zeros(4, int)))


def test_wilson_knows_that_nothing_of_twenty_is_not_never():
    low, high = measure.wilson(0, 20)
    assert low == 0 and high == pytest.approx(0.1611, abs=1e-3)
    low, high = measure.wilson(20, 20)
    assert high == 1 and low == pytest.approx(0.8389, abs=1e-3)
    assert all(np.isnan(measure.wilson(0, 0)))


def test_ninety_of_ninety_at_five_percent_is_a_third():
    ppv, npv = measure.predictive(0.9, 0.9, 0.05)
    assert ppv == pytest.approx(0.321, abs=1e-3) and npv > 0.99


def test_dice_of_halves():
    a = np.zeros((4, 4), bool)
    b = a.copy()
    a[:, :2], b[:, 1:3] = True, True
    assert measure.dice(a, b) == 0.5
    assert measure.dice(a, a) == 1 and np.isnan(measure.dice(~a & a, ~a & a))


def test_calibration_error_is_none_where_what_is_said_is_so():
    p = np.repeat([0.25, 0.75], 40)
    y = np.concatenate([np.arange(40) < 10, np.arange(40) < 30])
    assert measure.calibration_error(y, p) == pytest.approx(0)
    assert measure.calibration_error(~y, p) == pytest.approx(0.5)
    assert [n for _, _, n in measure.reliability(y, p)] == [40, 40]
    assert measure.reliability(np.array([True]), np.array([1.0]))[0][2] == 1


def test_the_roc_curve_has_the_area():
    rng = np.random.default_rng(4)
    y = rng.random(300) < 0.4
    z = np.round(y * 0.5 + rng.random(300), 2)
    points = np.array(measure.roc(y, z))
    assert np.trapezoid(points[:, 1], points[:, 0]) == pytest.approx(roc_auc_score(y, z))
    assert measure.auroc(y, z) == pytest.approx(roc_auc_score(y, z)), "ties count half"
    assert np.isnan(measure.auroc(np.ones(3), np.arange(3)))


def test_rows_of_one_owner_do_not_make_sure():
    hits = ([True] * 10 + [False] * 10) * 5
    alone = claim.share("t", "d", "m", hits)[0]["interval"]
    owned = claim.share("t", "d", "m", hits, [f"eye{k // 10}" for k in range(100)])[0]["interval"]
    assert owned[1] - owned[0] > 2 * (alone[1] - alone[0])
    sure = claim.share("t", "d", "m", [True] * 100, ["a"] * 50 + ["b"] * 50)[0]
    halves = claim.share("t", "d", "m", [True, False] * 20, ["a"] * 20 + ["b"] * 20)[0]
    assert halves["interval"][0] < 0.2 and halves["interval"][1] > 0.8, "every owner half right is not half for sure"
    assert sure["interval"][0] < 0.5, "two eyes are two, however often they are photographed"


def test_a_claim_without_a_value_is_none_and_a_small_one_is_research():
    claims = [claim.claim("a", "d", 9, "m", float("nan")), claim.claim("b", "d", 3, "m", 0.5, (0.1, float("nan"))), claim.claim("c", "d", 40, "m", 1 / 3, (0.2, 0.4), True)]
    out = claim.finish(claims, "here")
    assert [c["task"] for c in out] == ["b", "c"]
    assert out[0]["research"] and out[0]["interval"] is None
    assert out[1]["research"] and out[1]["value"] == 0.3333 and set(out[1]) >= {"where", "date"}
    assert claim.share("t", "d", "m", []) == [] == claim.mean("t", "d", "m", [])
