"""What more photographs and right grades are worth to the grade head."""

import numpy as np

import head_law
from ocellus_tools.features import Rows
from ocellus_tools.model import POOLED, STATISTICS


def test_more_graded_photographs_and_right_grades_lower_the_loss():
    rng = np.random.default_rng(3)
    dr = rng.integers(0, 4, 300)
    x = np.zeros((300, POOLED))
    x[:, -STATISTICS:] = rng.normal(0, 1, (300, STATISTICS)) + (dr >= 2)[:, None] * 0.25
    rows = Rows(x, np.array([f"p{i}" for i in range(300)]), dr, dr, dr, dr >= 0, dr < 0, dr)
    loss = {(p["label"], p["n"]): p["loss"] for p in head_law.points(rows, x[:120, -STATISTICS:], dr[:120] >= 2)}
    assert loss["grades as given", 277] < loss["grades as given", 28]
    assert loss["grades as given", 277] < loss["a tenth wrong", 277] < loss["a fifth wrong", 277]
