"""Small vision-language models with random weights, as Hugging Face folders, for the export's tests and data."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

WORDS = ["Describe this fundus photograph.", "Where is the optic disc?", "Is there diabetic retinopathy?", "The right eye is good.",
         "user\n", "assistant\n", "system\n", "USER: ", " ASSISTANT:", "microaneurysm haemorrhage hard exudate macula vessels"] * 3
QWEN = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
"""How Qwen2's tokenizer cuts words."""
CHATML = (
    "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n'}}{% if message['content'] is string %}"
    "{{ message['content'] }}{% else %}{% for content in message['content'] %}{% if content['type'] == 'image' %}"
    "{{ '<IMG_CONTEXT>\n' }}{% elif content['type'] == 'text' %}{{ content['text'] }}{% endif %}{% endfor %}{% endif %}"
    "{{'<|im_end|>\n'}}{% endfor %}{% if add_generation_prompt %}{{'<|im_start|>assistant\n' }}{% endif %}"
)
LLAVA = (
    "{% for message in messages %}{% if message['role'] != 'system' %}{{ message['role'].upper() + ': '}}{% endif %}"
    "{% for content in message['content'] | selectattr('type', 'equalto', 'image') %}{{ '<image>\n' }}{% endfor %}"
    "{% for content in message['content'] | selectattr('type', 'equalto', 'text') %}{{ content['text'] + ' '}}{% endfor %}"
    "{% endfor %}{% if add_generation_prompt %}{{ 'ASSISTANT:' }}{% endif %}"
)
SPECIAL = {"chatml": ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<IMG_CONTEXT>", "<img>", "</img>", "<ref>", "</ref>", "<box>", "</box>"],
           "llava": ["<s>", "</s>", "<image>"]}


def tokenizer(special: list[str]) -> Tokenizer:
    """Byte-level BPE of 320 tokens and the special ones after them."""
    tok = Tokenizer(models.BPE())
    tok.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(QWEN), "isolated"),
                                                 pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tok.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tok.train_from_iterator(WORDS, trainers.BpeTrainer(vocab_size=320, initial_alphabet=sorted(alphabet), show_progress=False))
    tok.add_special_tokens([AddedToken(t, special=True, normalized=False) for t in special])
    return tok


def shake(net: torch.nn.Module, seed: int, spread: float = 0.12) -> None:
    """Weights far from any initialisation: norms that are not 1, biases that are not 0."""
    rng = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, p in net.named_parameters():
            noise = torch.randn(p.shape, generator=rng)
            if p.ndim == 1:
                p.copy_(noise * 0.2 + (0 if name.endswith("bias") else 1))
            else:
                p.copy_(noise * spread * (4 if "embed" in name else 1))


def text_config(kind: str, vocabulary: int, **more: object) -> object:
    from transformers import LlamaConfig, Qwen2Config, Qwen3Config

    config = {"qwen2": Qwen2Config, "qwen3": Qwen3Config, "llama": LlamaConfig}[kind]
    extra = {"head_dim": 16} if kind == "qwen3" else {}
    return config(**{**dict(hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=8, num_key_value_heads=2,
                            vocab_size=vocabulary, max_position_embeddings=1024, tie_word_embeddings=False, use_cache=True), **extra, **more})


def internvl(folder: Path, text: str = "qwen2", seed: int = 1, tied: bool = False, side: int = 56, vision: dict | None = None,
             language: dict | None = None) -> Path:
    """InternVL in transformers' native form."""
    from transformers import InternVLConfig, InternVLForConditionalGeneration, InternVLVisionConfig

    tok = tokenizer(SPECIAL["chatml"])
    looks = InternVLVisionConfig(**{**dict(hidden_size=64, num_hidden_layers=2, num_attention_heads=8, attention_bias=True, intermediate_size=128,
                                           image_size=(side, side), patch_size=(14, 14)), **(vision or {})})
    config = InternVLConfig(vision_config=looks, text_config=text_config(text, tok.get_vocab_size(), **{"tie_word_embeddings": tied, **(language or {})}),
                            image_token_id=tok.token_to_id("<IMG_CONTEXT>"), image_seq_length=(side // 28) ** 2, tie_word_embeddings=tied)
    net = InternVLForConditionalGeneration(config).eval()
    shake(net, seed)
    net.save_pretrained(folder)
    finish(folder, tok, "chatml", {"image_processor_type": "GotOcr2ImageProcessor", "crop_to_patches": False, "min_patches": 1, "max_patches": 12,
                                   "size": {"height": side, "width": side}, "image_mean": [0.485, 0.456, 0.406],
                                   "image_std": [0.229, 0.224, 0.225], "resample": 3},
           {"start_image_token": "<img>", "end_image_token": "</img>", "context_image_token": "<IMG_CONTEXT>"})
    return folder


def llava(folder: Path, tower: str = "siglip", text: str = "qwen2", seed: int = 2, layer: int = -1) -> Path:
    """LLaVA in transformers' native form: SigLIP or CLIP under two linear layers."""
    from transformers import CLIPVisionConfig, LlavaConfig, LlavaForConditionalGeneration, SiglipVisionConfig

    form = "chatml" if tower == "siglip" else "llava"
    tok = tokenizer(SPECIAL[form] if form == "llava" else [*SPECIAL["chatml"], "<image>"])
    shape = dict(hidden_size=64, intermediate_size=128, num_hidden_layers=3, num_attention_heads=4, image_size=56, patch_size=14)
    looks = SiglipVisionConfig(**shape, vision_use_head=False) if tower == "siglip" else CLIPVisionConfig(**shape, projection_dim=32)
    config = LlavaConfig(vision_config=looks, text_config=text_config(text, tok.get_vocab_size()), image_token_id=tok.token_to_id("<image>"),
                         vision_feature_layer=layer, vision_feature_select_strategy="full" if tower == "siglip" else "default",
                         image_seq_length=16)
    net = LlavaForConditionalGeneration(config).eval()
    shake(net, seed)
    net.save_pretrained(folder)
    pictures = {"image_processor_type": "SiglipImageProcessor", "size": {"height": 56, "width": 56}, "image_mean": [0.5] * 3, "image_std": [0.5] * 3, "resample": 3}
    if tower == "clip":
        pictures = {"image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": 56}, "crop_size": {"height": 56, "width": 56},
                    "do_center_crop": True, "image_mean": [0.48145466, 0.4578275, 0.40821073], "image_std": [0.26862954, 0.26130258, 0.27577711], "resample": 3}
    finish(folder, tok, form, pictures, {})
    return folder


def finish(folder: Path, tok: Tokenizer, form: str, pictures: dict, words: dict) -> None:
    """The files beside the weights."""
    tok.save(str(folder / "tokenizer.json"))
    chat = CHATML if form == "chatml" else LLAVA
    if form == "chatml" and "start_image_token" not in words:
        chat = chat.replace("<IMG_CONTEXT>", "<image>")
    (folder / "chat_template.jinja").write_text(chat, encoding="utf-8")
    (folder / "preprocessor_config.json").write_text(json.dumps(pictures), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "PreTrainedTokenizerFast", **words}), encoding="utf-8")
