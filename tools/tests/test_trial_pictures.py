"""What is done to photographs is what is said: geometry, damage by the rule, strangers without fundi."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ocellus_tools.synth import make_eye
from ocellus_tools.trial import render, ruin, strangers, visible
from ocellus_tools.trial.bench import Bench, seed_of
from ocellus_tools.trial.damage import Damaged, judged
from ocellus_tools.trial.shifts import shifted
from ocellus_tools.truth import Truth

SIDE = 700


@pytest.fixture(scope="module")
def eye() -> tuple[np.ndarray, render.Circle, tuple[float, float]]:
    """A drawn eye on a black frame, its field, its disc."""
    drawn = make_eye(77, SIDE, grade=0, quality="good")
    picture = np.zeros((SIDE + 20, SIDE + 200, 3), np.uint8)
    picture[10 : 10 + SIDE, 100 : 100 + SIDE] = drawn.rgb
    return picture, (100 + SIDE / 2 - 0.5, 10 + SIDE / 2 - 0.5, SIDE / 2), (drawn.disc[0] + 100, drawn.disc[1] + 10)


@pytest.mark.parametrize("name", list(render.SHIFTS))
def test_a_point_stays_where_it_was_in_the_eye(name, eye):
    rgb, circle, _ = eye
    marked = rgb.copy()
    x, y = circle[0] - 60, circle[1] + 50
    marked[int(y) - 7 : int(y) + 8, int(x) - 7 : int(x) + 8] = (255, 255, 255)
    rng = seed_of("test", name)
    shot = render.SHIFTS[name](render.Shot(marked, circle), rng)
    u, v = shot.place(round(x), round(y))
    assert shot.rgb.dtype == np.uint8 and shot.shows(u, v)
    cut = shot.rgb[..., 1].astype(float)
    reach = round(14 * shot.scale)
    window = cut[int(v) - reach : int(v) + reach + 1, int(u) - reach : int(u) + reach + 1]
    assert window.max() >= 0.97 * np.percentile(cut, 99.9) or window.max() > 1.25 * np.median(window), name
    inner = cut[round(v) - 1 : round(v) + 2, round(u) - 1 : round(u) + 2].mean()
    assert inner > np.median(window) - 1, "the mark is at the place that is told"
    again = render.SHIFTS[name](render.Shot(marked.copy(), circle), seed_of("test", name))
    assert (again.rgb == shot.rgb).all(), "the same in every run"


def test_a_shift_moves_labels_along(tmp_path, eye):
    rgb, _, disc = eye
    Image.fromarray(rgb).save(tmp_path / "e.png")
    mask = np.zeros(rgb.shape[:2], np.uint8)
    mask[int(disc[1]) - 20 : int(disc[1]) + 20, int(disc[0]) - 20 : int(disc[0]) + 20] = 5
    palette = Image.fromarray(mask)
    palette.putpalette([k % 256 for k in range(768)])
    palette.save(tmp_path / "m.png")
    photo = Truth("lesion_07", tmp_path / "e.png", rgb.shape[1::-1], disc=(*disc, 40.0), masks=tmp_path / "m.png")
    out = tmp_path / "out"
    out.mkdir()
    moved, facts = shifted(photo, "0.3 megapixels", 0, out, True)
    w, h = moved.size
    assert w * h == pytest.approx(300_000, rel=0.02) and Image.open(moved.path).size == (w, h)
    drawn = moved.pixels()["disc"]
    ys, xs = np.nonzero(drawn)
    assert drawn.shape == (h, w) and abs(xs.mean() - moved.disc[0]) < 1 and abs(ys.mean() - moved.disc[1]) < 1
    assert moved.disc[2] == pytest.approx(40 * w / rgb.shape[1], rel=0.01)
    assert facts.pixels == pytest.approx(SIDE * w / rgb.shape[1], rel=0.05) and facts.brightness > 5


def test_a_smaller_field_hides_what_lies_outside(tmp_path, eye):
    rgb, circle, _ = eye
    Image.fromarray(rgb).save(tmp_path / "e.png")
    rim = (circle[0] + 0.9 * circle[2], circle[1], 40.0)
    moved, facts = shifted(Truth("e", tmp_path / "e.png", rgb.shape[1::-1], disc=rim, fovea=circle[:2]), "field of 35°", 0, tmp_path, False)
    assert moved.disc is None and moved.diameter == 40 and moved.fovea is not None and facts.field == "field of 35°"


def test_vessels_are_seen_until_damage_hides_them(eye):
    rgb, circle, _ = eye
    stretches = visible.find(visible.square(rgb, circle))
    assert len(stretches) >= 40 and visible.share_seen(rgb, circle, stretches) == 1
    flat = np.full_like(rgb, 90)
    assert visible.share_seen(flat, circle, stretches) == 0
    noise = np.random.default_rng(1).integers(60, 120, rgb.shape).astype(np.uint8)
    assert visible.share_seen(noise, circle, stretches) < 0.1, "noise is no vessel"
    half = rgb.copy()
    half[: rgb.shape[0] // 2] = 0
    assert 0.2 < visible.share_seen(half, circle, stretches) < 0.8


@pytest.mark.parametrize("fault", list(ruin.RUINS))
def test_every_fault_grows_until_nothing_can_be_read(fault, eye):
    rgb, circle, _ = eye
    stretches = visible.find(visible.square(rgb, circle))
    seen = []
    for k in ruin.STRENGTHS:
        spoilt, where = ruin.RUINS[fault](rgb, circle, k, seed_of("test", fault))
        assert spoilt.shape == rgb.shape and spoilt.dtype == np.uint8
        seen.append(visible.share_seen(spoilt, where, stretches))
    assert seen[-1] < visible.BEYOND, seen
    assert fault == "lens cap" or seen[0] > seen[-1] + 0.2, seen


def test_rejection_is_asked_of_what_is_beyond_reading_alone():
    rows = [Damaged("a", "blink", 1.0, 0.1, True), Damaged("b", "blink", 1.0, 0.2, False), Damaged("a", "blink", 0.3, 0.5, False),
            Damaged("b", "haze", 0.0, 0.95, False)]  # fmt: skip
    out = judged(rows)
    assert [(c["value"], c["n"]) for c in out if c["data"].endswith("beyond reading")] == [(0.5, 2)]
    assert [(c["value"], c["n"]) for c in out if c["data"].endswith("well read")] == [(0.0, 1)]


def test_strangers_are_counted_once_and_no_fundus_is_among_them(tmp_path):
    rng = np.random.default_rng(5)
    folder = tmp_path / "packages" / "some-backgrounds"
    folder.mkdir(parents=True)
    first = Image.fromarray(rng.integers(0, 255, (6, 8, 3)).astype(np.uint8)).resize((800, 600))
    first.save(folder / "a.png")
    first.resize((400, 300)).save(folder / "a-small.jpg")
    Image.fromarray(rng.integers(0, 255, (6, 8, 3)).astype(np.uint8)).resize((800, 600)).save(folder / "b.png")
    Image.new("RGB", (64, 64)).save(folder / "icon.png")
    (folder / "broken.jpg").write_bytes(b"no picture")
    found = strangers.collect(tmp_path)
    ours = [s for s in found if s.package == "some-backgrounds"]
    assert sorted(s.path.stem for s in ours if s.kind.startswith("wallpapers")) in (["a", "b"], ["a-small", "b"])
    assert len([s for s in ours if "mask" in s.kind]) == 2
    assert not [s for s in found if s.path.name in strangers.FUNDI]
    round_one = strangers.picture(next(s for s in ours if "mask" in s.kind))
    assert round_one[0, 0].max() == 0 and round_one[round_one.shape[0] // 2, round_one.shape[1] // 2].max() > 0
    assert {s.held for s in ours if s.path.stem == "b"} <= {True, False} and len({s.held for s in ours if s.path.stem == "b"}) == 1


def test_few_are_always_the_same_few():
    photos = [Truth(f"p{k}", Path("x"), (1, 1)) for k in range(20)]
    bench = Bench(photos, Path("x"), Path("x"), Path("x"))
    assert bench.few(photos, 5) == bench.few(photos[::-1], 5) and len(bench.few(photos, 5)) == 5
    assert set(p.name for p in bench.few(photos, 3)) <= set(p.name for p in bench.few(photos, 9)), "fewer are among more"
    bench.limit = 2
    assert len(bench.few(photos, 9)) == 2
