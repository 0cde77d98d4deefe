"""The InternVL family's original checkpoints (`internvl_chat`, with code of their own) in transformers' native form.

Tensors are renamed and split, never computed with: a converted file holds the same bits. InternLM2 packs queries, keys
and values of each group of heads into one matrix; they are taken apart into a Llama decoder's three.
"""

from __future__ import annotations

import json
import re
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from .checkpoint import Checkpoint, CheckpointError
from .family import settings

VISION = [
    (r"^vision_model\.embeddings\.class_embedding$", "model.vision_tower.embeddings.cls_token"),
    (r"^vision_model\.embeddings\.position_embedding$", "model.vision_tower.embeddings.position_embeddings"),
    (r"^vision_model\.embeddings\.patch_embedding\.", "model.vision_tower.embeddings.patch_embeddings.projection."),
    (r"^vision_model\.encoder\.layers\.(\d+)\.attn\.proj\.", r"model.vision_tower.encoder.layer.\1.attention.projection_layer."),
    (r"^vision_model\.encoder\.layers\.(\d+)\.attn\.([qk])_norm\.", r"model.vision_tower.encoder.layer.\1.attention.\2_norm."),
    (r"^vision_model\.encoder\.layers\.(\d+)\.mlp\.", r"model.vision_tower.encoder.layer.\1.mlp."),
    (r"^vision_model\.encoder\.layers\.(\d+)\.norm1\.", r"model.vision_tower.encoder.layer.\1.layernorm_before."),
    (r"^vision_model\.encoder\.layers\.(\d+)\.norm2\.", r"model.vision_tower.encoder.layer.\1.layernorm_after."),
    (r"^vision_model\.encoder\.layers\.(\d+)\.ls([12])$", r"model.vision_tower.encoder.layer.\1.lambda_\2"),
    (r"^mlp1\.0\.", "model.multi_modal_projector.layer_norm."),
    (r"^mlp1\.1\.", "model.multi_modal_projector.linear_1."),
    (r"^mlp1\.3\.", "model.multi_modal_projector.linear_2."),
]
LLAMA = [(r"^language_model\.lm_head\.", "lm_head."), (r"^language_model\.model\.", "model.language_model.")]
INTERNLM2 = [
    (r"^language_model\.output\.", "lm_head."),
    (r"^language_model\.model\.tok_embeddings\.", "model.language_model.embed_tokens."),
    (r"^language_model\.model\.norm\.", "model.language_model.norm."),
    (r"^language_model\.model\.layers\.(\d+)\.attention\.wo\.", r"model.language_model.layers.\1.self_attn.o_proj."),
    (r"^language_model\.model\.layers\.(\d+)\.feed_forward\.w1\.", r"model.language_model.layers.\1.mlp.gate_proj."),
    (r"^language_model\.model\.layers\.(\d+)\.feed_forward\.w3\.", r"model.language_model.layers.\1.mlp.up_proj."),
    (r"^language_model\.model\.layers\.(\d+)\.feed_forward\.w2\.", r"model.language_model.layers.\1.mlp.down_proj."),
    (r"^language_model\.model\.layers\.(\d+)\.attention_norm\.", r"model.language_model.layers.\1.input_layernorm."),
    (r"^language_model\.model\.layers\.(\d+)\.ffn_norm\.", r"model.language_model.layers.\1.post_attention_layernorm."),
]
QKV = r"^vision_model\.encoder\.layers\.(\d+)\.attn\.qkv\.(weight|bias)$"
WQKV = r"^language_model\.model\.layers\.(\d+)\.attention\.wqkv\.(weight|bias)$"
DECODERS = {"Qwen2ForCausalLM": "qwen2", "Qwen3ForCausalLM": "qwen3", "LlamaForCausalLM": "llama", "InternLM2ForCausalLM": "internlm2"}
CHAT = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' }}{% for content in message['content'] %}"
    "{% if content['type'] == 'image' %}{{ '<IMG_CONTEXT>\n' }}{% else %}{{ content['text'] }}{% endif %}{% endfor %}"
    "{{ '<|im_end|>\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
"""The family's conversation. The originals write it in Python code, which is not run; their system text is given to the
export by hand (`--system`)."""
IGNORED = r"rotary_emb\.inv_freq$"


def unpack(wqkv: np.ndarray, heads: int, kv_heads: int) -> dict[str, np.ndarray]:
    """InternLM2's rows: for each key-value head its group of queries, then its key, then its value."""
    group, rest = heads // kv_heads, wqkv.shape[1:]
    head = wqkv.shape[0] // (heads + 2 * kv_heads)
    if wqkv.shape[0] != (heads + 2 * kv_heads) * head:
        raise CheckpointError(f"wqkv of {wqkv.shape[0]} rows does not fit {heads} and {kv_heads} heads")
    split = wqkv.reshape(kv_heads, group + 2, head, *rest)
    return {"q": split[:, :group].reshape(-1, *rest), "k": split[:, group].reshape(-1, *rest), "v": split[:, group + 1].reshape(-1, *rest)}


def renamed(name: str, raw: np.ndarray, llm: dict, kind: str) -> Iterator[tuple[str, np.ndarray]]:
    """One original tensor as the native ones that it becomes."""
    if re.search(IGNORED, name):
        return
    if found := re.match(QKV, name):
        for part, piece in zip("qkv", np.split(raw, 3), strict=True):
            yield f"model.vision_tower.encoder.layer.{found[1]}.attention.{part}_proj.{found[2]}", piece
        return
    if (found := re.match(WQKV, name)) and kind == "internlm2":
        for part, piece in unpack(raw, llm["num_attention_heads"], llm["num_key_value_heads"]).items():
            yield f"model.language_model.layers.{found[1]}.self_attn.{part}_proj.{found[2]}", piece
        return
    for pattern, new in VISION + (INTERNLM2 if kind == "internlm2" else LLAMA):
        if re.match(pattern, name):
            yield re.sub(pattern, new, name), raw
            return
    raise CheckpointError(f"{name!r} is no tensor of this family")


def config(old: dict, image_token: int) -> dict:
    """The native `config.json`."""
    llm, vision = old["llm_config"], old["vision_config"]
    kind = decoder_of(old)
    if old.get("ps_version", "v1") != "v2":
        raise CheckpointError("pixel shuffle 'v1' has another order than transformers' native model; only ps_version 'v2' can be converted")
    if old.get("select_layer", -1) != -1:
        raise CheckpointError(f"select_layer {old['select_layer']}: only the last layer's features can be converted")
    keep = ("hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "vocab_size", "rms_norm_eps",
            "max_position_embeddings", "hidden_act", "tie_word_embeddings", "bos_token_id", "eos_token_id", "pad_token_id", "head_dim")
    text = {k: llm[k] for k in keep if k in llm} | {"model_type": "llama" if kind == "internlm2" else kind}
    scaling = llm.get("rope_scaling") or {}
    rope = {"rope_type": scaling.get("rope_type", scaling.get("type", "default")), "rope_theta": llm.get("rope_theta", 10000.0)}
    rope |= {k: v for k, v in scaling.items() if k not in ("type", "rope_type")}
    if rope["rope_type"] == "dynamic":
        # It begins to act only beyond the length that the model was trained with, which no bundle reaches.
        rope = {"rope_type": "default", "rope_theta": rope["rope_theta"]}
    text["rope_parameters"] = rope
    if text["model_type"] == "llama":
        text["attention_bias"] = bool(llm.get("bias", llm.get("attention_bias", False)))
    side, patch = old.get("force_image_size") or vision["image_size"], vision["patch_size"]
    if side != vision["image_size"]:
        raise CheckpointError(f"force_image_size {side} differs from the tower's {vision['image_size']}: its places would have to be resampled")
    looks = {
        "model_type": "internvl_vision", "hidden_size": vision["hidden_size"], "intermediate_size": vision["intermediate_size"],
        "num_hidden_layers": vision["num_hidden_layers"], "num_attention_heads": vision["num_attention_heads"],
        "attention_bias": vision.get("qkv_bias", True), "use_qk_norm": vision.get("qk_normalization", False), "norm_type": vision.get("norm_type", "layer_norm"),
        "hidden_act": vision.get("hidden_act", "gelu"), "layer_norm_eps": vision.get("layer_norm_eps", 1e-6), "image_size": [side, side],
        "patch_size": [patch, patch], "use_absolute_position_embeddings": True, "use_mean_pooling": True,
    }
    ratio = old.get("downsample_ratio", 0.5)
    return {
        "architectures": ["InternVLForConditionalGeneration"], "model_type": "internvl", "text_config": text, "vision_config": looks,
        "downsample_ratio": ratio, "image_token_id": image_token, "image_seq_length": round((side // patch * ratio) ** 2),
        "vision_feature_layer": -1, "vision_feature_select_strategy": "default", "projector_hidden_act": "gelu",
        "tie_word_embeddings": llm.get("tie_word_embeddings", False),
    }


def decoder_of(old: dict) -> str:
    name = (old["llm_config"].get("architectures") or ["?"])[0]
    if name not in DECODERS:
        raise CheckpointError(f"the decoder is {name}; supported are {', '.join(DECODERS)}")
    return DECODERS[name]


def convert(source: str | Path, target: str | Path) -> None:
    """Writes the native folder, tensor by tensor."""
    from tokenizers import Tokenizer

    source, target = Path(source), Path(target)
    old = settings(source, "config.json")
    if old.get("model_type") != "internvl_chat":
        raise CheckpointError(f"{source} holds a {old.get('model_type')!r}, not the family's original form 'internvl_chat'")
    if not (source / "tokenizer.json").exists():
        raise CheckpointError(f"{source} has no tokenizer.json; load its tokenizer with transformers and save it as a fast one")
    token = Tokenizer.from_file(str(source / "tokenizer.json")).token_to_id("<IMG_CONTEXT>")
    if token is None:
        raise CheckpointError(f"{source}/tokenizer.json has no token '<IMG_CONTEXT>'")
    made = config(old, token)
    if target.exists() and any(target.iterdir()):
        raise FileExistsError(f"{target} is not empty")
    target.mkdir(parents=True, exist_ok=True)
    tensors(Checkpoint(source), old, target / "model.safetensors")
    (target / "config.json").write_text(json.dumps(made, indent=1), encoding="utf-8")
    for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "generation_config.json"):
        if (source / name).exists():
            shutil.copyfile(source / name, target / name)
    (target / "chat_template.jinja").write_text(CHAT, encoding="utf-8")
    side, tiled = made["vision_config"]["image_size"][0], old.get("dynamic_image_size", True)
    pictures = settings(source, "preprocessor_config.json")
    pictures = {"image_processor_type": "GotOcr2ImageProcessor", "size": {"height": side, "width": side}, "resample": 3, "do_convert_rgb": True,
                "min_patches": old.get("min_dynamic_patch", 1) if tiled else 1, "max_patches": old.get("max_dynamic_patch", 12) if tiled else 1,
                "image_mean": pictures.get("image_mean", [0.485, 0.456, 0.406]),
                "image_std": pictures.get("image_std", [0.229, 0.224, 0.225])}
    (target / "preprocessor_config.json").write_text(json.dumps(pictures, indent=1), encoding="utf-8")


def tensors(weights: Checkpoint, old: dict, path: Path) -> None:
    """One safetensors file: its header first, then each tensor as it is read."""
    kind, llm = decoder_of(old), old["llm_config"]
    entries, at = {"__metadata__": {"format": "pt"}}, 0
    order = sorted(weights)
    for name in order:
        for new, piece in renamed(name, weights.raw(name), llm, kind):
            if new in entries:
                raise CheckpointError(f"two tensors become {new!r}")
            entries[new] = {"dtype": weights.dtype(name), "shape": list(piece.shape), "data_offsets": [at, at + piece.nbytes]}
            at += piece.nbytes
    head = json.dumps(entries).encode()
    head += b" " * (-len(head) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(head)) + head)
        for name in order:
            for _, piece in renamed(name, weights.raw(name), llm, kind):
                file.write(np.ascontiguousarray(piece).reshape(-1).view(np.uint8).data)
