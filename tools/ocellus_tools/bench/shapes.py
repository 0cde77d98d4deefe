"""Random weights of two shapes, as each runtime wants them: one decoder, saved once and converted from there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

PROMPT = [17 * i % 94 for i in range(160)]
"""Printable bytes of the tokenizer below, the same ids that `ocellus model bench --decoder` reads."""
STEPS = 64
SHAPES = {
    # A quarter of Qwen2-1.5B's layers and of its vocabulary: 386 M weights.
    "large": dict(hidden_size=1536, intermediate_size=8960, num_hidden_layers=7, num_attention_heads=12, num_key_value_heads=2, vocab_size=37984),
}


def own(bundle: Path) -> dict:
    """The shape of the bundle that ships: its manifest, and what its decoder's weights say."""
    import tomllib

    import onnx

    spec = tomllib.loads((bundle / "bundle.toml").read_text(encoding="utf-8"))
    graph = onnx.load(bundle / spec["graphs"]["decoder_model_merged"]["cpu"], load_external_data=False).graph
    shapes = {i.name: list(i.dims) for i in graph.initializer if len(i.dims) == 2}
    language = spec["language"]
    hidden = language["hidden"]
    heads = next(d[0] for name, d in shapes.items() if name == "out.0/s8") // language["head_dim"]
    inner = next(d[1] for name, d in shapes.items() if name == "inner.0/s8") // 2
    words = max(d[1] for d in shapes.values() if d[0] == hidden)
    return dict(hidden_size=hidden, intermediate_size=inner, num_hidden_layers=language["layers"], num_attention_heads=heads,
                num_key_value_heads=language["kv_heads"], vocab_size=words)


def tokenizer() -> Tokenizer:
    """A byte a token; the printable ones come first."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tok = Tokenizer(models.BPE(vocab={c: i for i, c in enumerate(alphabet)}, merges=[]))
    tok.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tok.decoder = decoders.ByteLevel()
    tok.add_special_tokens(["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<IMG_CONTEXT>", "<img>", "</img>"])
    return tok


def text() -> str:
    """The prompt for a runtime that takes no ids."""
    return "".join(chr(33 + i) for i in PROMPT)


def make(shape: dict, folder: Path) -> None:
    """`hf` (fp32, Qwen2), `bundle` (ours) and `genai` (int8) in `folder`; a finished step is not done again."""
    from transformers import InternVLConfig, InternVLForConditionalGeneration, InternVLVisionConfig, Qwen2Config, Qwen2ForCausalLM

    if not (folder / "hf" / "done").exists():
        torch.manual_seed(7)
        tok = tokenizer()
        config = Qwen2Config(**shape, max_position_embeddings=1024, rope_theta=1e6, tie_word_embeddings=True, bos_token_id=256, eos_token_id=256)
        net = Qwen2ForCausalLM(config).eval()
        net.save_pretrained(folder / "hf")
        finish(folder / "hf", tok)
        looks = InternVLVisionConfig(hidden_size=64, num_hidden_layers=1, num_attention_heads=4, intermediate_size=128, image_size=(56, 56), patch_size=(14, 14))
        both = InternVLForConditionalGeneration(InternVLConfig(
            vision_config=looks, text_config=config.to_dict(), image_token_id=tok.token_to_id("<IMG_CONTEXT>"), image_seq_length=4, tie_word_embeddings=True)).eval()
        both.model.language_model.load_state_dict(net.model.state_dict())
        both.tie_weights()
        both.save_pretrained(folder / "vlm")
        finish(folder / "vlm", tok, internvl=True)
        (folder / "hf" / "done").touch()
    if not (folder / "bundle" / "bundle.toml").exists():
        subprocess.run([sys.executable, str(Path(__file__).parents[2] / "export_vlm.py"), str(folder / "vlm"), str(folder / "bundle"), "--name", "bench"], check=True)
    if not (folder / "genai" / "genai_config.json").exists():
        subprocess.run([sys.executable, "-m", "onnxruntime_genai.models.builder", "-i", str(folder / "hf"), "-o", str(folder / "genai"),
                        "-p", "int8", "-e", "cpu", "-c", str(folder / "cache")], check=True)


def finish(folder: Path, tok: Tokenizer, internvl: bool = False) -> None:
    """The files beside the weights."""
    tok.save(str(folder / "tokenizer.json"))
    chat = "{{ messages[0]['content'] }}"
    extra: dict = {}
    if internvl:
        extra = {"start_image_token": "<img>", "end_image_token": "</img>", "context_image_token": "<IMG_CONTEXT>"}
        chat = ("{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n'}}{% for content in message['content'] %}"
                "{% if content['type'] == 'image' %}{{ '<IMG_CONTEXT>\\n' }}{% else %}{{ content['text'] }}{% endif %}{% endfor %}"
                "{{'<|im_end|>\\n'}}{% endfor %}{{'<|im_start|>assistant\\n' }}")
        pictures = {"image_processor_type": "GotOcr2ImageProcessor", "crop_to_patches": False, "min_patches": 1, "max_patches": 1,
                    "size": {"height": 56, "width": 56}, "image_mean": [0.5] * 3, "image_std": [0.5] * 3, "resample": 3}
        (folder / "preprocessor_config.json").write_text(json.dumps(pictures), encoding="utf-8")
    else:
        # Older readers of this file look for it here.
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        config.setdefault("rope_theta", 1e6)
        (folder / "config.json").write_text(json.dumps(config, indent=1), encoding="utf-8")
    words = {"tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<|endoftext|>", "eos_token": "<|endoftext|>", "chat_template": chat, **extra}
    (folder / "tokenizer_config.json").write_text(json.dumps(words), encoding="utf-8")
    (folder / "chat_template.jinja").write_text(chat, encoding="utf-8")
