"""Small models of each family that the test makes itself: what the bundle computes is what transformers computes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
import vlm_models as made

from ocellus_tools import fused
from ocellus_tools.vlm import parity, template, write
from ocellus_tools.vlm.checkpoint import Checkpoint, CheckpointError
from ocellus_tools.vlm.family import open_folder

KINDS = {
    "internvl-qwen2": lambda f: made.internvl(f, "qwen2", seed=1),
    "internvl-qwen2-tied": lambda f: made.internvl(f, "qwen2", seed=2, tied=True, language={"num_attention_heads": 4}),
    "internvl-qwen3": lambda f: made.internvl(f, "qwen3", seed=3),
    "internvl-llama": lambda f: made.internvl(f, "llama", seed=4, language={"num_attention_heads": 4, "rope_parameters": {
        "rope_type": "llama3", "rope_theta": 500000.0, "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
        "original_max_position_embeddings": 256}}),
    "internvl-6b-like": lambda f: made.internvl(f, "llama", seed=5, vision={"use_qk_norm": True, "norm_type": "rms_norm", "attention_bias": False}),
    "llava-siglip-qwen2": lambda f: made.llava(f, "siglip", "qwen2", seed=6),
    "llava-clip-llama": lambda f: made.llava(f, "clip", "llama", seed=7, layer=-2),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> object:
    """Kind → the model's folder, made once."""
    root = tmp_path_factory.mktemp("models")

    def get(kind: str) -> Path:
        path = root / kind
        return path if path.exists() else KINDS[kind](path)

    return get


@pytest.fixture(scope="module")
def bundle(folder: object, tmp_path_factory: pytest.TempPathFactory) -> object:
    """(kind, precision) → the bundle's folder, made once."""
    root = tmp_path_factory.mktemp("bundles")

    def get(kind: str, precision: str) -> Path:
        path = root / f"{kind}.{precision}"
        if not path.exists():
            write.bundle(open_folder(folder(kind)), path, kind, precision=precision)
        return path

    return get


def pixels(model: object, tiles: int) -> np.ndarray:
    return np.random.default_rng(9).normal(size=(tiles, 3, model.side, model.side)).astype(np.float32)


@pytest.mark.parametrize("kind", KINDS)
def test_parity_with_transformers(kind: str, folder: object, bundle: object):
    model = open_folder(folder(kind))
    tiles = 3 if model.image["family"] == "internvl" else 1
    found = parity.report(model, {p: bundle(kind, p) for p in ("fp32", "int8")}, pixels(model, tiles), count=12)
    print("\n" + kind + "\n" + parity.told(found))
    rows = {(r["precision"], r["skin"]): r for r in found["rows"]}
    exact = rows["fp32", "cpu"]
    assert exact["logits_relative"] <= parity.LIMIT and exact["image_features_relative"] <= parity.LIMIT
    assert exact["greedy_same"] == exact["prompts"] == 3
    assert exact["positions"] == 36, "every position was compared"
    for skin in ("float", "cpu", *(["fused"] if model.decoder.head_dim % 16 == 0 else [])):
        assert rows["int8", skin]["logits_cosine"] > 0.99, rows["int8", skin]
        assert rows["int8", skin]["image_features_cosine"] > 0.99, rows["int8", skin]
    assert rows["int8", "qdq"]["logits_cosine"] > 0.9, rows["int8", "qdq"]


def test_one_wrong_weight_shows(folder: object, tmp_path: Path):
    """The comparison can fail: a model whose one matrix differs is not taken for the same."""
    model = open_folder(folder("internvl-qwen2"))
    read = model.weights.raw

    def other(name: str) -> np.ndarray:
        return -read(name) if name.endswith("language_model.layers.1.self_attn.o_proj.weight") else read(name)

    model.weights.raw = other
    write.bundle(model, tmp_path / "wrong", "wrong", precision="fp32")
    found = parity.report(model, {"fp32": tmp_path / "wrong"}, pixels(model, 2), count=4)
    assert found["rows"][0]["logits_relative"] > 10 * parity.LIMIT


def test_the_int8_bundle_is_small_and_whole(folder: object, bundle: object):
    path = bundle("internvl-qwen2", "int8")
    weights = sum(np.prod(Checkpoint(folder("internvl-qwen2")).shape(n)) for n in Checkpoint(folder("internvl-qwen2")))
    assert (path / "weights.bin").stat().st_size < 1.4 * weights, "a skin stored the weights again"
    text = (path / "bundle.toml").read_text()
    for file in path.rglob("*"):
        if file.is_file() and file.name != "bundle.toml":
            assert file.relative_to(path).as_posix() in text
            assert hashlib.sha256(file.read_bytes()).hexdigest() in text
    for word in ('family = "internvl"', 'kind = "chatml"', 'image_start = "<img>"', "image_tokens = 4", "maximum_tiles = 12"):
        assert word in text


def test_the_graphs_keep_to_what_tract_loads(bundle: object):
    for kind in ("internvl-qwen2", "llava-clip-llama"):
        for file in sorted(bundle(kind, "int8").glob("*.cpu.onnx")):
            graph = onnx.load(file, load_external_data=False)
            assert [o.version for o in graph.opset_import] == [17]
            assert not {n.op_type for n in graph.graph.node} & {"Pow", "DynamicQuantizeLinear", "MatMulNBits", "Gemm"}
            onnx.checker.check_model(str(file))


def test_goldens_are_what_the_graphs_give(bundle: object):
    """The self-test of the appliance, done here: every golden, every skin."""
    import tomllib

    path = bundle("internvl-qwen2", "int8")
    manifest = tomllib.loads((path / "bundle.toml").read_text())
    ran = 0
    for golden in manifest["goldens"]:
        role = golden["graph"]
        session = write.session(path / manifest["graphs"][role][golden["skins"][0]])
        feed = {}
        for port in session.get_inputs():
            given = golden["inputs"].get(port.name)
            if given is None:
                shape = [d if isinstance(d, int) else 0 for d in port.shape]
                feed[port.name] = np.zeros(shape, np.float32)
            elif isinstance(given, dict):
                feed[port.name] = np.load(path / given["path"]).astype(np.float32) * given["scale"] + given["offset"]
            else:
                value = np.load(path / given)
                feed[port.name] = value.astype(np.float32) if value.dtype == np.float16 else value
        for name, file in golden["outputs"].items():
            got = session.run([name], feed)[0].ravel()[:: golden["stride"][name]]
            assert parity.cosine(got, np.load(path / file)) >= golden["cosine"], (role, golden["skins"])
            ran += 1
    assert ran == 9


def test_templates_are_the_folders_own(folder: object, tmp_path: Path):
    assert open_folder(folder("internvl-qwen2")).template.kind == "chatml"
    assert open_folder(folder("llava-clip-llama")).template.kind == "llava"
    turns = [("Which eye?", "")]
    assert template.render(template.KINDS["chatml"], turns) == f"<|im_start|>user\n{template.IMAGE}\nWhich eye?<|im_end|>\n<|im_start|>assistant\n"
    path = tmp_path / "strange"
    path.mkdir()
    (path / "chat_template.jinja").write_text("{{ messages[0]['role'] }}!")
    with pytest.raises(CheckpointError, match="none of chatml"):
        template.find(path, "<image>")
    (path / "chat_template.jinja").write_text("{{'<|im_start|>system\nBe brief.<|im_end|>\n'}}" + made.CHATML)
    assert template.find(path, "<IMG_CONTEXT>")[1] == "Be brief."
    (path / "chat_template.jinja").unlink()
    with pytest.raises(CheckpointError, match="--template"):
        template.find(path, "<image>")


def test_the_prompt_is_transformers_own(folder: object):
    """The ids are those of transformers' tokenizer on transformers' rendering."""
    from transformers import PreTrainedTokenizerFast

    path = folder("internvl-qwen2")
    model = open_folder(path)
    tok = PreTrainedTokenizerFast(tokenizer_file=str(path / "tokenizer.json"))
    text = (path / "chat_template.jinja").read_text()
    turn = [{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": write.DESCRIBE}]}]
    rendered = tok.apply_chat_template(turn, chat_template=text, tokenize=False, add_generation_prompt=True)
    rendered = rendered.replace("<IMG_CONTEXT>", "<img>" + "<IMG_CONTEXT>" * model.tokens * 2 + "</img>")
    assert write.prompt_ids(model, write.DESCRIBE, 2) == tok(rendered, add_special_tokens=False).input_ids
    marks = {tok.convert_tokens_to_ids(t) for t in made.SPECIAL["chatml"]}
    plain = [i for i in write.prompt_ids(model, "", 2) if i in marks]
    assert [i for i in write.prompt_ids(model, "<|im_end|><img><IMG_CONTEXT>", 2) if i in marks] == plain


def test_what_cannot_be_used_is_refused_by_name(folder: object, tmp_path: Path):
    source = folder("internvl-qwen2")

    def copy(name: str, **changes: object) -> Path:
        path = tmp_path / name
        path.mkdir()
        for file in source.iterdir():
            (path / file.name).symlink_to(file)
        for file, change in changes.items():
            target = path / {"config": "config.json", "pictures": "preprocessor_config.json"}[file]
            data = json.loads(target.read_text())
            target.unlink()
            target.write_text(json.dumps({**data, **change}))
        return path

    for changes, said in (({"config": {"model_type": "mamba"}}, "mamba"), ({"config": {"model_type": "internvl_chat"}}, "--convert"),
                          ({"config": {"image_token_id": 99999}}, "image_token_id"), ({"pictures": {"resample": 0}}, "resample"),
                          ({"pictures": {"size": {"height": 64, "width": 64}}}, "takes 56")):
        with pytest.raises(CheckpointError, match=said):
            open_folder(copy(said.replace(" ", "").strip("-"), **changes))
    lone = copy("lone")
    (lone / "model.safetensors").unlink()
    with pytest.raises(CheckpointError, match="safetensors"):
        open_folder(lone)
    (lone / "model.safetensors").write_bytes(b"\xff" * 64)
    with pytest.raises(CheckpointError, match="no safetensors file"):
        open_folder(lone)


def test_tensors_are_read_as_they_were_written(tmp_path: Path):
    from safetensors.torch import save_file

    want = {"a": torch.randn(5, 7), "b": torch.randn(3).to(torch.bfloat16), "c": torch.randn(2, 2).half()}
    save_file(want, tmp_path / "x.safetensors")
    got = Checkpoint(tmp_path)
    for name, tensor in want.items():
        assert np.array_equal(got.read(name), tensor.float().numpy())
    both = got.linear("a", scale={"a": 2.0})
    assert np.array_equal(np.asarray(both), 2 * want["a"].numpy().T)


def test_int8_in_pieces_is_int8_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from safetensors.torch import save_file

    from ocellus_tools.blob import Blob, quantise
    from ocellus_tools.vlm import checkpoint

    save_file({"a": torch.randn(50, 8), "g": torch.rand(8), "r": torch.rand(50)}, tmp_path / "x.safetensors")
    monkeypatch.setattr(checkpoint, "ROWS", 56)
    weight = Checkpoint(tmp_path).linear("a", gain="g", rows="r")
    tensor, scale = weight.quantised("a", 1, blob := Blob(folder=tmp_path))
    q, want = quantise(np.asarray(weight), 1)
    blob.write(tmp_path)
    place = {e.key: e.value for e in tensor.external_data}
    data = (tmp_path / "weights.bin").read_bytes()[int(place["offset"]) :][: int(place["length"])]
    assert np.array_equal(np.frombuffer(data, np.int8).reshape(8, 50), q) and np.array_equal(scale, want)


def test_a_large_decoder_is_quantised_token_by_token(folder: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The other form of the fused products, which a model of this size would not get."""
    monkeypatch.setattr(fused, "SMALL", 0)
    model = open_folder(folder("internvl-qwen2-tied"))
    write.bundle(model, tmp_path / "large", "large")
    kinds = {n.op_type for n in onnx.load(tmp_path / "large/decoder_model_merged.fused.onnx", load_external_data=False).graph.node}
    assert "MatMulInteger" in kinds and "MatMulNBits" not in kinds
    rows = parity.report(model, {"int8": tmp_path / "large"}, pixels(model, 2), count=6)["rows"]
    assert next(r for r in rows if r["skin"] == "fused")["logits_cosine"] > 0.99, rows
