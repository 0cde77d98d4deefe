"""The host's normalisation agrees with the golden that the appliance is held to."""

import json
from pathlib import Path

import numpy as np
import pytest

from ocellus_tools.field import find_field
from ocellus_tools.normalise import crop_square, field_mask, normalise

GOLDEN = json.loads((Path(__file__).parents[2] / "tests/golden/normalise.json").read_text())


def picture(w: int, h: int) -> np.ndarray:
    """The golden's picture, by integer division."""
    y, x = np.mgrid[0:h, 0:w]
    r = 60 + x * 120 // w + (x * x // 64 + y * 3) % 23
    g = 30 + y * 90 // h + (x * 5 // 3 + y * 7 // 4) % 19
    b = 10 + (x + y) * 40 // (w + h) + (x * y // 97) % 13
    rgb = np.stack([r, g, b], 2).astype(np.uint8)
    rgb[(x % 64 < 8) & (y % 48 < 8)] = (5, 4, 3)
    return rgb


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda c: f"{c['width']}x{c['height']}")
def test_the_golden(case):
    f = case["field"]
    crop, inside = crop_square(picture(case["width"], case["height"]), f["cx"], f["cy"], f["r"])
    mask = field_mask(crop, inside)
    out = normalise(crop, mask)
    assert abs(int(mask.sum()) - case["mask_sum"]) <= 0.002 * case["mask_sum"]
    off = np.array([abs(float(out[v, u, c]) - value) for c, v, u, value in case["samples"]])
    assert off.max() <= GOLDEN["tolerance"]["worst"], off.max()
    assert off.mean() <= GOLDEN["tolerance"]["mean"], off.mean()
    assert abs(np.abs(out).mean() - case["mean_abs"]) < 1e-3


def test_a_black_square_is_nothing():
    black = np.zeros((1024, 1024, 3), np.uint8)
    assert not normalise(black, field_mask(black)).any()


@pytest.mark.parametrize(("cx", "cy", "r"), [(400, 300, 250), (400, 260, 330), (380, 300, 390)])
def test_the_field_is_found_where_top_and_bottom_are_cut_off(cx, cy, r):
    y, x = np.mgrid[0:600, 0:800]
    photo = np.where(((x - cx) ** 2 + (y - cy) ** 2 < r * r)[..., None], (150, 80, 40), 3).astype(np.uint8)
    assert np.allclose(find_field(photo), (cx, cy, r), atol=4)
