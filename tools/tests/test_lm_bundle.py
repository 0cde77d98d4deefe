"""Language graphs beside the evidence graph: one file of weights, the trunk in it once, goldens that hold."""

import numpy as np
import onnxruntime
import pytest
import torch

from ocellus_tools import export_language as export
from ocellus_tools import fused, lm_text, lm_tokenizer, manifest
from ocellus_tools.blob import Blob
from ocellus_tools.evidence_onnx import to_onnx
from ocellus_tools.lm_model import Reader, Shape
from ocellus_tools.lm_run import Runner
from ocellus_tools.model import Evidence
from ocellus_tools.onnx_skins import int8_skin


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundle")
    torch.manual_seed(2)
    net = Evidence().eval()
    torch.save({"ema": net.state_dict()}, folder / "evidence.pt")
    tok = lm_tokenizer.build(lm_text.corpus())
    reader = Reader(Shape(tok.get_vocab_size(), lm_tokenizer.number_base(tok), hidden=64, layers=2, heads=4, kv_heads=2, head_dim=16, inner=64))
    export.store(folder / "language.pt", reader, tokenizer=tok.to_str())
    blob = Blob()
    int8_skin(to_onnx(net), blob)
    before = len(blob)
    out = folder / "out"
    parts = export.export_graphs(out, blob, folder / "language.pt", folder / "evidence.pt")
    blob.write(out)
    fused.add_own(out, parts["language"], parts["graphs"], parts["goldens"])
    manifest.write(out, {"language": parts["language"], "graphs": parts["graphs"], "goldens": parts["goldens"]})
    return out, parts, before, len(blob), reader


def test_the_trunk_is_stored_once(made):
    _, _, before, after, reader = made
    own = sum(p.numel() for p in reader.projector.parameters()) + reader.size() + reader.decoder.words.numel()
    constants = 4 * sum(b.numel() for b in reader.projector.buffers())
    assert after - before < 1.3 * own + constants, "the trunk's int8 weights were stored again"


def test_goldens_hold_in_every_skin(made):
    out, parts, *_ = made
    for golden in parts["goldens"]:
        feed = {}
        for name, where in golden["inputs"].items():
            if isinstance(where, dict):
                small = np.load(out / where["path"]).astype(np.float32) * np.float32(where["scale"]) + np.float32(where["offset"])
                feed[name] = np.tile(small, [a // b for a, b in zip(where["shape"], small.shape, strict=True)])
            else:
                value = np.load(out / where)
                feed[name] = value.astype(np.float32) if value.dtype == np.float16 else value
        skins = golden.get("skins") or parts["graphs"][golden["graph"]]
        for skin, file in parts["graphs"][golden["graph"]].items():
            if skin not in skins:
                continue
            session = onnxruntime.InferenceSession(str(out / file), providers=["CPUExecutionProvider"])
            given = feed | {i.name: np.zeros((1, 2, 0, 16), np.float32) for i in session.get_inputs() if i.name.startswith("past")}
            for name, path in golden["outputs"].items():
                want = np.load(out / path).astype(np.float32).ravel()
                got = session.run([name], given)[0].ravel()[:: golden.get("stride", {}).get(name, 1)]
                assert got @ want / np.linalg.norm(got) / np.linalg.norm(want) > golden["cosine"], (skin, name)


def test_the_bundle_speaks(made):
    out, *_ = made
    runner = Runner(out)
    features = np.zeros((1, 256, 64), np.float32)
    assert isinstance(runner.say(features, "Which eye is this?", most=5), str)
    assert runner.odds(features, "Is this referable?", ["Yes.", "No."]).sum() == pytest.approx(1)
