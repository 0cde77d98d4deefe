"""The evidence network: its views, its losses, its graphs in every skin."""

from types import SimpleNamespace

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from ocellus_tools.blob import Blob
from ocellus_tools.evidence_onnx import OUTPUTS, to_onnx
from ocellus_tools.losses import batch, believe, box_loss, grade_loss, heat_loss, map_loss
from ocellus_tools.manifest import table
from ocellus_tools.model import MAPS, Encoder, Evidence
from ocellus_tools.onnx_skins import activation_scales, float_skin, int8_skin
from ocellus_tools.synth import make_eye
from ocellus_tools.views import Item, View, crop, view


@pytest.fixture(scope="module")
def item():
    eye = make_eye(5, 1024, grade=3, quality="good")
    bits = np.zeros((1024, 1024), np.uint16)
    for k, mask in enumerate(eye.masks.values()):
        bits |= mask.astype(np.uint16) << k
    cx, cy, w, h = eye.disc
    disc = [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2]
    box = ["hard_exudate", cx - 40, cy - 40, cx + 40, cy + 40]
    return Item("drawn", "lesion", "train", None, None, np.ones(len(MAPS), np.float32), disc, list(eye.fovea), [box], 3, 2, cache=(eye.rgb, bits))


def test_the_plain_view_keeps_its_places(item):
    v = view(item, np.random.default_rng(0), 1024, 0.0)
    assert v.x.shape == (1024, 1024, 3)
    assert np.abs(v.x).max() <= 1
    assert np.allclose(v.disc, [(item.disc[0] + item.disc[2]) / 2, (item.disc[1] + item.disc[3]) / 2])
    assert v.bits.shape == (512, 512)


@pytest.mark.parametrize("seed", range(4))
def test_what_moves_moves_together(item, seed):
    v = view(item, np.random.default_rng(seed), 640, 1.0)
    if v.disc is None:
        pytest.skip("this view has lost its disc")
    ys, xs = np.nonzero(v.bits & (1 << 4))
    assert np.hypot(xs.mean() * 2 - v.disc[0], ys.mean() * 2 - v.disc[1]) < 25
    assert np.hypot((v.boxes[0][1] + v.boxes[0][3]) - v.disc[0], (v.boxes[0][2] + v.boxes[0][4]) - v.disc[1]) < 12


def test_a_window_is_cut_about_its_lesion(item):
    v = view(item, np.random.default_rng(1), 1024, 1.0)
    w = crop(v, np.random.default_rng(1), 512, on=4)
    assert w.x.shape == (512, 512, 3)
    assert (w.bits & (1 << 4)).any()


def test_one_step_lowers_the_loss(item):
    torch.manual_seed(0)
    net = Evidence()
    rng = np.random.default_rng(3)
    views = [view(item, rng, 256, 0.5) for _ in range(2)]
    x, target, weights = batch(views)
    optimiser = torch.optim.Adam(net.parameters(), 1e-3)
    seen = []
    for _ in range(4):
        out = net(x)
        loss = map_loss(out["maps"], target, weights) + box_loss(out["maps"], views) + heat_loss(out["heat"], views) + grade_loss(out, views)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        seen.append(float(loss.detach()))
    assert seen[-1] < seen[0]


def test_unknown_maps_and_grades_cost_nothing():
    shape = (1, len(MAPS), 8, 8)
    logits = torch.randn(shape, requires_grad=True)
    assert map_loss(logits, torch.ones(shape), torch.zeros(1, len(MAPS), 1, 1)) == 0
    unknown = View(None, None, None, None, None, [], SimpleNamespace(dr=None, dme=None))
    heads = {"dr": torch.randn(1, 4), "dme": torch.randn(1, 2), "referable": torch.randn(1, 1)}
    assert grade_loss(heads, [unknown]) == 0


def test_the_teacher_speaks_only_where_nobody_knows_and_only_of_diseased_photographs():
    teacher = torch.zeros(2, len(MAPS), 4, 4)
    teacher[:, 0] = 9.0
    teacher[:, 1] = -9.0
    weights = torch.zeros(2, len(MAPS), 1, 1)
    weights[:, 2] = 0.7
    of = [SimpleNamespace(item=SimpleNamespace(kind="idrid", dr=g)) for g in (3, 0)]
    target, w = believe(teacher, of, torch.zeros_like(teacher), weights)
    assert target[0, 0].all() and not target[0, 1:].any()
    assert (w[0, :2] > 0).all() and (w[0, 2] == 0.7).all() and not w[0, 3:].any()
    assert not target[1].any() and torch.equal(w[1], weights[1].expand_as(teacher[1]))


def test_every_skin_says_the_same(tmp_path, item):
    torch.manual_seed(1)
    net = Evidence().eval()
    model = to_onnx(net)
    x = view(item, np.random.default_rng(0), 1024, 0.0).x.transpose(2, 0, 1)[None].copy()
    blob = Blob()
    skins = {"float": float_skin(model, Blob("float.bin")), "cpu": int8_skin(model, blob)}
    kept = len(blob)
    skins["qdq"] = int8_skin(model, blob, activation_scales(model, [x]))
    assert len(blob) == kept, "the second skin adds no weights"
    plain = onnxruntime.InferenceSession(model.SerializeToString()).run(OUTPUTS, {"image": x})
    blob.write(tmp_path)
    float_blob = Blob("float.bin")
    skins["float"] = float_skin(model, float_blob)
    float_blob.write(tmp_path)
    for name, least in (("float", 0.999999), ("cpu", 0.999), ("qdq", 0.95)):
        onnx.save(skins[name], tmp_path / f"{name}.onnx")
        said = onnxruntime.InferenceSession(str(tmp_path / f"{name}.onnx")).run(OUTPUTS, {"image": x})
        for a, b in zip(plain, said, strict=True):
            assert a.shape == b.shape
            a, b = a.ravel().astype(np.float64), b.ravel().astype(np.float64)
            assert a @ b >= least * np.sqrt((a @ a) * (b @ b)) - 1e-9


def test_the_encoder_of_a_checkpoint_gives_its_features(tmp_path):
    net = Evidence().eval()
    torch.save({"ema": net.state_dict()}, tmp_path / "c.pt")
    encoder = Encoder.from_checkpoint(tmp_path / "c.pt").eval()
    x = torch.randn(1, 3, 128, 128)
    with torch.no_grad():
        a, b = encoder(x)[-1], net.encoder(x)[-1]
    assert a.shape == (1, Encoder.width, 4, 4)
    assert torch.equal(a, b)


def test_the_manifest_is_toml():
    import tomllib

    data = {"name": 'a "b"', "n": 1, "x": {"y": 0.5, "z": {"w": [1, 2]}}, "g": [{"p": {"a.b": 1}, "q": True}, {"p": {}, "q": False}]}
    assert tomllib.loads(table(data)) == data
