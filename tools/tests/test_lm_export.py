"""The exported graphs compute what the model computes, in every skin, with and without a cache."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from ocellus_tools import export_language as export
from ocellus_tools import lm_text, lm_tokenizer, ptok
from ocellus_tools.blob import Blob
from ocellus_tools.lm_model import Reader, Shape


@pytest.fixture(scope="module")
def reader() -> Reader:
    torch.manual_seed(3)
    return Reader(Shape(vocabulary=1300, number_base=300, hidden=64, layers=2, heads=4, kv_heads=2, head_dim=16,
                        inner=96)).eval()


@pytest.fixture(scope="module")
def graphs(reader: Reader) -> dict[str, onnx.ModelProto]:
    return export.float_graphs(reader, None)


@pytest.fixture(scope="module")
def embeds(reader: Reader) -> np.ndarray:
    ids = torch.randint(0, 1300, (1, 24), generator=torch.Generator().manual_seed(5))
    return reader.decoder.table()[ids].detach().numpy()


def torch_logits(reader: Reader, embeds: np.ndarray) -> np.ndarray:
    n = embeds.shape[1]
    mask = torch.ones(n, n, dtype=torch.bool).tril()[None, None]
    with torch.no_grad():
        hidden = reader.decoder(torch.from_numpy(embeds), mask, torch.arange(n)[None])
        return (hidden @ reader.decoder.table().T).numpy()


def steps(session: onnxruntime.InferenceSession, shape: Shape, embeds: np.ndarray, first: int) -> np.ndarray:
    """Logits where the first `first` positions go in at once and the rest one by one."""
    names = [o.name for o in session.get_outputs()]
    feed = export.step_feed(shape, embeds[:, :first])
    out = []
    for i in range(first, embeds.shape[1] + 1):
        got = dict(zip(names, session.run(None, feed), strict=True))
        out.append(got.pop("logits"))
        feed = {n.replace("present", "past_key_values"): v for n, v in got.items()}
        feed |= {"inputs_embeds": embeds[:, i : i + 1], "attention_mask": np.ones((1, i + 1), np.int64),
                 "position_ids": np.array([[i]])}
    return np.concatenate(out, 1)


def test_the_float_graph_equals_the_model_with_and_without_cache(reader, graphs, embeds):
    session = export.session(graphs["decoder_model_merged"])
    want = torch_logits(reader, embeds)
    assert np.abs(steps(session, reader.shape, embeds, 24) - want).max() < 1e-4 * np.abs(want).max()
    assert np.abs(steps(session, reader.shape, embeds, 9) - want).max() < 1e-4 * np.abs(want).max()


@pytest.mark.parametrize("skin", export.SKINS)
def test_every_skin_stays_near_and_shares_the_weights(reader, graphs, embeds, skin, tmp_path):
    blob = Blob()
    model = graphs["decoder_model_merged"]
    ranges = ptok.measure(model, [export.step_feed(reader.shape, embeds)])
    for each in export.SKINS:
        ptok.save(ptok.convert(model, each, blob, ranges), str(tmp_path / f"{each}.onnx"))
        size = len(blob)
    blob.write(tmp_path)
    weights = sum(p.numel() for p in reader.decoder.layers.parameters()) + reader.decoder.words.numel()
    assert size < 1.15 * weights, "a skin stored the weights again"
    session = onnxruntime.InferenceSession(str(tmp_path / f"{skin}.onnx"), providers=["CPUExecutionProvider"])
    got, want = steps(session, reader.shape, embeds, 9), torch_logits(reader, embeds)
    assert (got * want).sum() / np.linalg.norm(got) / np.linalg.norm(want) > 0.999


def test_the_graphs_keep_to_what_tract_loads(graphs):
    blob = Blob()
    for model in graphs.values():
        cpu = ptok.convert(model, "cpu", blob)
        assert [o.version for o in cpu.opset_import] == [17]
        assert not {n.op_type for n in cpu.graph.node} & {"Pow", "DynamicQuantizeLinear", "MatMulNBits", "Gemm"}
        mask = [i for i in cpu.graph.input if i.name == "attention_mask"]
        assert all(i.type.tensor_type.shape.dim[1].dim_param == ptok.MASK for i in mask)
        assert all(i.type.tensor_type.shape.dim[0].dim_value == 1 for i in cpu.graph.input)


def test_convolutions_and_lookups_keep_int8_on_disk(tmp_path):
    torch.manual_seed(1)
    net = torch.nn.Sequential(torch.nn.Conv2d(8, 64, 3, padding=1), torch.nn.ReLU(), torch.nn.Conv2d(64, 16, 1))
    x = torch.randn(1, 8, 12, 12)
    model = export.trace(net, (x,), ["x"], ["y"])
    blob = Blob()
    ranges = ptok.measure(model, [{"x": x.numpy()}])
    for skin in ptok.SKINS:
        ptok.save(ptok.convert(model, skin, blob, ranges), str(tmp_path / f"{skin}.onnx"))
    blob.write(tmp_path)
    want = net(x).detach().numpy()
    for skin in ptok.SKINS:
        session = onnxruntime.InferenceSession(str(tmp_path / f"{skin}.onnx"), providers=["CPUExecutionProvider"])
        got = session.run(None, {"x": x.numpy()})[0]
        assert np.linalg.norm(got - want) < (0.03 if skin != "fp32" else 1e-5) * np.linalg.norm(want), skin
    kinds = [n.op_type for n in onnx.load(tmp_path / "cpu.onnx", load_external_data=False).graph.node]
    assert kinds.count("DequantizeLinear") == 1, "the large convolution only"


def test_goldens_are_small_and_the_same_every_time(tmp_path):
    tok = lm_tokenizer.build(lm_text.corpus())
    assert export.golden_pixels().nbytes < 200_000
    assert np.array_equal(export.golden_pixels(), export.golden_pixels())
    assert np.array_equal(export.golden_ids(tok), export.golden_ids(tok))
    assert Path(export.HERE / "chain.lark").exists()
