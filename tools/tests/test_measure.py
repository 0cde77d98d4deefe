"""The measures agree with their definitions."""

import numpy as np
from sklearn.metrics import average_precision_score

from ocellus_tools.calibrate import temperature
from ocellus_tools.measure import auprc, best_threshold, bootstrap, histograms, largest_above, share_hit


def test_pixel_auprc_from_counts_is_the_average_precision():
    rng = np.random.default_rng(1)
    truth = rng.random(5000) < 0.1
    p = (np.clip(truth * 0.3 + rng.random(5000) * 0.7, 0, 1) * 255).astype(np.uint8)
    assert abs(auprc(histograms(truth, p)) - average_precision_score(truth, p)) < 1e-9


def test_the_best_threshold_separates():
    truth = np.array([True] * 50 + [False] * 50)
    p = np.where(truth, 0.8, 0.2)
    t, f1 = best_threshold(histograms(truth, p))
    assert 0.2 < t <= 0.81
    assert f1 == 1


def test_the_interval_holds_the_value_and_narrows_with_n():
    few, many = (share_hit([0.1] * (9 * k) + [9.0] * k, [1.0] * (10 * k)) for k in (2, 40))
    assert few[0] == many[0] == 0.9
    assert few[1][0] <= 0.9 <= few[1][1]
    assert many[1][1] - many[1][0] < few[1][1] - few[1][0]
    assert bootstrap(lambda i: float(len(i)), 5, 10) == (5.0, 5.0)


def test_small_parts_do_not_count():
    p = np.zeros((32, 32))
    p[2:8, 2:8] = 0.9
    p[20, 20] = 0.9
    assert largest_above(p, 0.5, 4) == 1
    assert largest_above(p, 0.95, 1) == 0


def test_calibration_mends_an_overconfident_logit():
    rng = np.random.default_rng(2)
    z = rng.normal(0, 2, (4000, 1))
    y = (rng.random((4000, 1)) < 1 / (1 + np.exp(-z))).astype(float)
    t, (bias,) = temperature(z * 3 + 1, y)
    assert 2.5 < t < 3.5
    assert 0.7 < bias < 1.3
