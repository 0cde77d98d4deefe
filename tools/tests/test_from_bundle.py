"""What is taken out of a bundle again: the language reader byte for byte, the evidence network as one that can learn."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from ocellus_tools.blob import Blob
from ocellus_tools.graft import language_of

BUNDLE = Path(__file__).parents[2] / "models/ocellus-1"


def test_a_language_reader_moves_without_a_byte_changed(tmp_path):
    blob = Blob()
    blob.add(b"what stood there before")
    parts = language_of(BUNDLE, tmp_path, blob)
    blob.write(tmp_path)
    files = {file for skins in parts["graphs"].values() for file in skins.values()}
    assert {"decoder_model_merged.fused.onnx", "vision_encoder.cpu.onnx"} <= files
    for file in files:
        old, new = ({i.name: numpy_helper.to_array(i) for i in onnx.load(folder / file).graph.initializer} for folder in (BUNDLE, tmp_path))
        assert old.keys() == new.keys()
        assert all(np.array_equal(old[name], new[name]) for name in old), file
    for golden in parts["goldens"]:
        assert all((tmp_path / name).exists() for name in golden["outputs"].values())
    assert (tmp_path / "tokenizer.json").read_bytes() == (BUNDLE / "tokenizer.json").read_bytes()
    assert not (tmp_path / "evidence.cpu.onnx").exists() and not (tmp_path / "CARD.md").exists()


def test_an_evidence_network_comes_back_with_norms_that_change_nothing():
    torch = pytest.importorskip("torch")
    ort = pytest.importorskip("onnxruntime")
    from from_bundle import unfold, weights
    from ocellus_tools.model import Evidence

    x = np.random.default_rng(0).uniform(-1, 1, (1, 3, 1024, 1024)).astype(np.float32)
    net = Evidence()
    unfold(net, weights(BUNDLE), [torch.from_numpy(x[:, :, :256, :256].copy())])
    session = ort.InferenceSession(str(BUNDLE / "evidence.cpu.onnx"), providers=["CPUExecutionProvider"])
    heat, referable = session.run(["heat", "referable"], {"image": x})
    with torch.no_grad():
        out = net(torch.from_numpy(x))
    assert np.abs(torch.sigmoid(out["heat"]).numpy() - heat).max() < 1e-4
    assert np.abs(out["referable"].numpy() - referable).max() < 1e-2
    norm = net.encoder.s4[1][1]
    assert float(norm.running_mean.abs().max()) > 0.01
