"""Original InternVL checkpoints in the native form: renamed, split, and the same numbers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
import vlm_models as made
from safetensors.torch import load_file, save_file

from ocellus_tools.vlm import legacy, parity, write
from ocellus_tools.vlm.checkpoint import Checkpoint, CheckpointError
from ocellus_tools.vlm.family import open_folder


def original(native: Path, folder: Path, internlm2: bool) -> Path:
    """`native` as the family's own code would have saved it: written from that code's names, not from the converter's."""
    config = json.loads((native / "config.json").read_text())
    text, vision = config["text_config"], config["vision_config"]
    w = load_file(native / "model.safetensors")
    w = {n.removeprefix("model."): t for n, t in w.items()}
    w = {n.replace("language_model.model.", "language_model."): t for n, t in w.items()}
    w = {n.replace("language_model.lm_head", "lm_head"): t for n, t in w.items()}
    old: dict[str, torch.Tensor] = {}
    tower = "vision_tower."
    old["vision_model.embeddings.class_embedding"] = w[f"{tower}embeddings.cls_token"]
    old["vision_model.embeddings.position_embedding"] = w[f"{tower}embeddings.position_embeddings"]
    for part in ("weight", "bias"):
        old[f"vision_model.embeddings.patch_embedding.{part}"] = w[f"{tower}embeddings.patch_embeddings.projection.{part}"]
        for i in range(vision["num_hidden_layers"]):
            a, b = f"{tower}encoder.layer.{i}.", f"vision_model.encoder.layers.{i}."
            old[f"{b}attn.qkv.{part}"] = torch.cat([w[f"{a}attention.{n}_proj.{part}"] for n in "qkv"])
            for new, name in (("attention.projection_layer", "attn.proj"), ("mlp.fc1", "mlp.fc1"), ("mlp.fc2", "mlp.fc2"),
                              ("layernorm_before", "norm1"), ("layernorm_after", "norm2")):
                old[f"{b}{name}.{part}"] = w[f"{a}{new}.{part}"]
            old[f"{b}ls1"], old[f"{b}ls2"] = w[f"{a}lambda_1"], w[f"{a}lambda_2"]
        for n, name in ((0, "layer_norm"), (1, "linear_1"), (3, "linear_2")):
            old[f"mlp1.{n}.{part}"] = w[f"multi_modal_projector.{name}.{part}"]
    llm = {"architectures": ["InternLM2ForCausalLM" if internlm2 else "Qwen2ForCausalLM"], "rope_theta": 10000.0,
           **{k: text[k] for k in ("hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads",
                                   "vocab_size", "max_position_embeddings", "hidden_act", "rms_norm_eps")}}
    names = [n for n in w if n.startswith("language_model.")]
    if not internlm2:
        for n in names:
            old["language_model.model." + n.removeprefix("language_model.")] = w[n]
        old["language_model.lm_head.weight"] = w["lm_head.weight"]
    else:
        llm |= {"bias": False, "rope_scaling": {"type": "dynamic", "factor": 2.0}}
        kv, heads = text["num_key_value_heads"], text["num_attention_heads"]
        at = "language_model.model."
        old[f"{at}tok_embeddings.weight"], old[f"{at}norm.weight"] = w["language_model.embed_tokens.weight"], w["language_model.norm.weight"]
        old["language_model.output.weight"] = w["lm_head.weight"]
        for i in range(text["num_hidden_layers"]):
            layer = f"language_model.layers.{i}."
            q, k, v = (w[f"{layer}self_attn.{n}_proj.weight"] for n in "qkv")
            head, rows = q.shape[0] // heads, []
            for group in range(kv):
                size = heads // kv
                rows += [q[group * size * head : (group + 1) * size * head], k[group * head : (group + 1) * head], v[group * head : (group + 1) * head]]
            old[f"{at}layers.{i}.attention.wqkv.weight"] = torch.cat(rows)
            for new, name in (("self_attn.o_proj", "attention.wo"), ("mlp.gate_proj", "feed_forward.w1"), ("mlp.up_proj", "feed_forward.w3"),
                              ("mlp.down_proj", "feed_forward.w2"), ("input_layernorm", "attention_norm"), ("post_attention_layernorm", "ffn_norm")):
                old[f"{at}layers.{i}.{name}.weight"] = w[f"{layer}{new}.weight"]
    folder.mkdir()
    # Two shards in half precision, as they are published.
    half = [n for i, n in enumerate(sorted(old)) if i % 2]
    save_file({n: old[n].to(torch.bfloat16).contiguous() for n in half}, folder / "model-00001-of-00002.safetensors")
    save_file({n: t.to(torch.bfloat16).contiguous() for n, t in old.items() if n not in half}, folder / "model-00002-of-00002.safetensors")
    (folder / "config.json").write_text(json.dumps({
        "model_type": "internvl_chat", "architectures": ["InternVLChatModel"], "llm_config": llm, "ps_version": "v2", "select_layer": -1,
        "downsample_ratio": 0.5, "dynamic_image_size": True, "min_dynamic_patch": 1, "max_dynamic_patch": 6, "force_image_size": 56,
        "vision_config": {**{k: vision[k] for k in ("hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads")},
                          "image_size": 56, "patch_size": 14, "qkv_bias": True, "qk_normalization": False, "norm_type": "layer_norm"}}))
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (folder / name).write_bytes((native / name).read_bytes())
    return folder


@pytest.mark.parametrize("kind", ["qwen2", "internlm2"])
def test_a_converted_checkpoint_computes_what_the_native_one_does(kind: str, tmp_path: Path):
    native = made.internvl(tmp_path / "native", "llama" if kind == "internlm2" else "qwen2", seed=11)
    source = original(native, tmp_path / "original", kind == "internlm2")
    legacy.convert(source, tmp_path / "converted")
    before, after = Checkpoint(native, legacy_free), Checkpoint(tmp_path / "converted", legacy_free)
    assert set(before) == set(after)
    for name in before:
        want = torch.from_numpy(before.read(name)).to(torch.bfloat16).float().numpy()
        assert np.array_equal(after.read(name), want), name
    model = open_folder(tmp_path / "converted")
    assert (model.image["maximum_tiles"], model.tokens, model.template.kind) == (6, 4, "chatml")
    write.bundle(model, tmp_path / "bundle", "converted", precision="fp32")
    pixels = np.random.default_rng(2).normal(size=(2, 3, 56, 56)).astype(np.float32)
    row = parity.report(model, {"fp32": tmp_path / "bundle"}, pixels, count=6)["rows"][0]
    assert row["logits_relative"] <= parity.LIMIT and row["greedy_same"] == 3


def legacy_free(name: str) -> str:
    from ocellus_tools.vlm.family import rename

    return rename(name)


def test_packed_heads_come_apart_as_the_original_code_takes_them():
    """The original: `rearrange(x @ wqkv.T, "b q (h gs d) -> b q h gs d")`, queries `[..., :-2, :]`, key −2, value −1."""
    heads, kv, d, hidden = 8, 2, 4, 16
    rng = np.random.default_rng(1)
    wqkv, x = rng.normal(size=((heads + 2 * kv) * d, hidden)), rng.normal(size=(5, hidden))
    packed = (x @ wqkv.T).reshape(5, kv, heads // kv + 2, d)
    parts = legacy.unpack(wqkv, heads, kv)
    assert np.allclose(x @ parts["q"].T, packed[:, :, :-2].reshape(5, -1))
    assert np.allclose(x @ parts["k"].T, packed[:, :, -2].reshape(5, -1))
    assert np.allclose(x @ parts["v"].T, packed[:, :, -1].reshape(5, -1))
    with pytest.raises(CheckpointError, match="rows"):
        legacy.unpack(wqkv[:-1], heads, kv)


def test_what_cannot_be_converted_is_refused(tmp_path: Path):
    native = made.internvl(tmp_path / "native", "qwen2", seed=12)
    source = original(native, tmp_path / "original", False)
    config = json.loads((source / "config.json").read_text())
    for change, said in (({"ps_version": "v1"}, "v2"), ({"select_layer": -4}, "select_layer"), ({"force_image_size": 112}, "force_image_size"),
                         ({"llm_config": {**config["llm_config"], "architectures": ["Phi3ForCausalLM"]}}, "Phi3"), ({"model_type": "internvl"}, "original form")):
        (source / "config.json").write_text(json.dumps({**config, **change}))
        with pytest.raises(CheckpointError, match=said):
            legacy.convert(source, tmp_path / "out")
    (source / "config.json").write_text(json.dumps(config))
    with pytest.raises(CheckpointError, match="no tensor of this family"):
        list(legacy.renamed("qllama.weight", np.zeros(3), {}, "qwen2"))
