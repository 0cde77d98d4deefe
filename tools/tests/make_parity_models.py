"""Writes `tests/data/tiny`: a whole bundle in miniature with random weights, for the engines' parity suite.

`python tools/tests/make_parity_models.py` from the repository's root. It says nothing about eyes; it has every
construction that a real bundle has: convolutions with expanded int8 weights, per-token int8 products, a decoder with
a KV cache, one shared file of weights, goldens.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import Tensor, nn

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from ocellus_tools import lm_text, lm_tokenizer, ptok  # noqa: E402
from ocellus_tools.blob import Blob  # noqa: E402
from ocellus_tools.export_language import decoder_graphs, trace  # noqa: E402
from ocellus_tools.lm_model import Reader, Shape  # noqa: E402

OUT = ROOT / "tests/data/tiny"
SIDE = 64
MAPS = ["microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot", "disc", "cup", "vessels",
        "drusen", "retinal_scar", "neovascularisation"]
LESIONS = [*MAPS[:4], *MAPS[7:]]
CONDITIONS = ["age_related_macular_degeneration", "myopic_fundus", "drusen"]
OUTPUTS = ["maps", "heat", "quality", "dr", "dme", "referable", "novelty", "conditions"]
TOKENS = 16


class Evidence(nn.Module):
    """The evidence graph's inputs and outputs at 64 pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, 16, 3, 2, 1)
        self.body = nn.Conv2d(16, 32, 3, 1, 1)
        self.maps = nn.Conv2d(32, len(MAPS), 1)
        self.heat = nn.Conv2d(32, 2, 4, 4)
        self.facts = nn.Linear(32, 11 + len(CONDITIONS))

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        x = torch.relu(self.body(torch.relu(self.stem(image))))
        facts = self.facts(x.mean((2, 3)))
        return (torch.sigmoid(self.maps(x)), torch.sigmoid(self.heat(x)),
                facts[:, :3], facts[:, 3:7], facts[:, 7:9], facts[:, 9:10],
                2 * torch.sigmoid(facts[:, 10:11]), facts[:, 11:])


class Vision(nn.Module):
    """Convolutions and a product, as in a vision encoder."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.patch = nn.Conv2d(3, 32, 8, 8)
        self.reduce = nn.Conv2d(32, 32, 2, 2)
        self.up = nn.Parameter(torch.randn(32, 128) * 0.2)
        self.down = nn.Parameter(torch.randn(128, hidden) * 0.1)

    def forward(self, pixel_values: Tensor) -> Tensor:
        x = self.reduce(torch.relu(self.patch(pixel_values))).flatten(2).transpose(1, 2)
        return nn.functional.silu(x @ self.up) @ self.down


def graphs(shape: Shape, reader: Reader) -> dict[str, onnx.ModelProto]:
    """Role → float graph."""
    image = (torch.zeros(1, 3, SIDE, SIDE),)
    with torch.no_grad():
        return {
            "evidence": trace(Evidence(), image, ["image"], OUTPUTS),
            "vision_encoder": trace(Vision(shape.hidden), image, ["pixel_values"], ["image_features"]),
        } | decoder_graphs(reader)


def run(path: Path, feed: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The graph's outputs from onnxruntime without its optimisations."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    names = [o.name for o in session.get_outputs()]
    return dict(zip(names, session.run(names, feed), strict=True))


def main() -> None:
    torch.manual_seed(7)
    shutil.rmtree(OUT, ignore_errors=True)
    (OUT / "golden").mkdir(parents=True)
    tok = lm_tokenizer.build(lm_text.corpus(), vocabulary=0)
    shape = Shape(vocabulary=tok.get_vocab_size(), number_base=lm_tokenizer.number_base(tok), hidden=16, layers=2,
                  heads=4, kv_heads=2, head_dim=8, inner=128, context=512)
    reader = Reader(shape).eval()
    for p in reader.decoder.parameters():
        if p.ndim > 1:
            nn.init.normal_(p, std=0.3)
    blob = Blob()
    files: dict[str, dict[str, str]] = {}
    models = graphs(shape, reader)
    for role, model in models.items():
        for skin in ("cpu", "float"):
            files.setdefault(role, {})[skin] = f"{role}.{skin}.onnx"
            ptok.save(ptok.convert(model, skin, blob), str(OUT / files[role][skin]))
    blob.write(OUT)
    tok.save(str(OUT / "tokenizer.json"), pretty=False)

    rng = np.random.default_rng(3)
    packed = rng.integers(0, 256, (1, 3, 16, 16), np.uint8)
    image = np.tile(packed.astype(np.float32) * np.float32(1 / 127.5) - 1, (1, 1, SIDE // 16, SIDE // 16))
    ids = np.array([[*lm_tokenizer.prompt_ids(tok, lm_text.CHAIN_PROMPTS[0], 0), *tok.encode("quality: ").ids]], np.int64)
    first = 5
    embeds = run(OUT / files["embed_tokens"]["float"], {"input_ids": ids})["inputs_embeds"]
    empty = np.zeros((1, shape.kv_heads, 0, shape.head_dim), np.float32)
    names = [f"{i}.{kind}" for i in range(shape.layers) for kind in ("key", "value")]
    start = {"inputs_embeds": embeds[:, :first], "attention_mask": np.ones((1, first), np.int64),
             "position_ids": np.arange(first, dtype=np.int64)[None]}
    past = run(OUT / files["decoder_model_merged"]["float"], start | {f"past_key_values.{n}": empty for n in names})
    step = {"inputs_embeds": embeds[:, first : first + 2], "attention_mask": np.ones((1, first + 2), np.int64),
            "position_ids": np.arange(first, first + 2, dtype=np.int64)[None]}
    step |= {f"past_key_values.{n}": past[f"present.{n}"] for n in names}

    feeds = {"evidence": {"image": image}, "vision_encoder": {"pixel_values": image}, "embed_tokens": {"input_ids": ids},
             "decoder_model_merged": start | {f"past_key_values.{n}": empty for n in names}}
    for role, model in models.items():
        files[role]["qdq"] = f"{role}.qdq.onnx"
        ptok.save(ptok.convert(model, "qdq", blob, ptok.measure(model, [feeds[role]])), str(OUT / files[role]["qdq"]))
    blob.write(OUT)

    goldens = []

    def golden(case: str, role: str, feed: dict[str, np.ndarray], keep: list[str], packs: dict | None = None) -> None:
        got = run(OUT / files[role]["float"], feed | ({"image": image} if role == "evidence" else {}))
        inputs, outputs = {}, {}
        for name, array in (feed | (packs or {})).items():
            if isinstance(array, dict):
                inputs[name] = array
            elif array.size:
                np.save(OUT / f"golden/{case}.{name}.npy", array)
                inputs[name] = f"golden/{case}.{name}.npy"
        for name in keep:
            np.save(OUT / f"golden/{case}.{name}.npy", got[name].ravel()[:: 7 if got[name].size > 4000 else 1])
            outputs[name] = f"golden/{case}.{name}.npy"
        strides = {name: 7 if got[name].size > 4000 else 1 for name in keep}
        for skin, least in (("float", 0.999999), ("cpu", 0.99), ("qdq", 0.9)):
            goldens.append({"graph": role, "skins": [skin], "cosine": least, "stride": strides, "inputs": inputs,
                            "outputs": outputs, "top1": {"logits": skin != "qdq"}})

    np.save(OUT / "golden/image.npy", packed)
    pack = {"path": "golden/image.npy", "scale": 1 / 127.5, "offset": -1.0, "shape": [1, 3, SIDE, SIDE]}
    golden("evidence", "evidence", {}, OUTPUTS, {"image": pack})
    golden("vision", "vision_encoder", {"pixel_values": image}, ["image_features"], {"pixel_values": pack})
    golden("embed", "embed_tokens", {"input_ids": ids}, ["inputs_embeds"])
    golden("prefill", "decoder_model_merged", start | {f"past_key_values.{n}": empty for n in names}, ["logits", "present.1.value"])
    golden("step", "decoder_model_merged", step, ["logits", "present.0.key"])

    special = dict(zip(("bos", "eos", "image", "user", "assistant"), lm_tokenizer.SPECIAL, strict=True))
    manifest = {
        "schema": "ocellus.bundle/1", "name": "tiny", "version": "0.1.0", "licence": "Apache-2.0",
        "minimum_software": "0.1.0", "precision": "int8", "weights": "weights.bin", "signer": "",
        "goldens": goldens,
        "claims": [],
        "files": [{"path": p.relative_to(OUT).as_posix(), "sha256": hashlib.sha256(p.read_bytes()).hexdigest(),
                   "bytes": p.stat().st_size} for p in sorted(OUT.rglob("*")) if p.is_file()],
        "evidence": {
            "size": SIDE, "normalisation": "local-mean/1", "maps": MAPS, "thresholds": dict.fromkeys(MAPS, 0.5),
            "minimum_area_px": dict.fromkeys(LESIONS, 2),
            "calibration": {k: {"temperature": 1.0, "bias": [0.0] * n} for k, n in (("dr", 4), ("dme", 2), ("referable", 1))},
            "uncertain": {"dr": [0.35, 0.65], "dme": [0.35, 0.65]},
            "shift": {"limit": 1.0, "temperature": 1.5},
            "research": {"conditions": CONDITIONS}},
        "language": {
            "size": SIDE, "normalisation": "local-mean/1", "image_tokens": TOKENS, "tokenizer": "tokenizer.json",
            "hidden": shape.hidden, "layers": shape.layers, "kv_heads": shape.kv_heads, "head_dim": shape.head_dim,
            "context": shape.context, "boxes": "crop-999", "tokens": special,
            "prompts": {"chain": lm_text.CHAIN_PROMPTS[0]}},
        "graphs": files,
    }
    (OUT / "bundle.toml").write_text("# Written by tools/tests/make_parity_models.py.\n" + toml(manifest))
    print(sum(p.stat().st_size for p in OUT.rglob("*") if p.is_file()), "bytes")


def inline(value: object) -> str:
    """A TOML value on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {inline(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return json.dumps(value)


def toml(manifest: dict) -> str:
    """The manifest as TOML, an entry or a table a line."""
    lines = []
    for key, value in manifest.items():
        if isinstance(value, dict):
            lines += [f"\n[{key}]", *(f"{k} = {inline(v)}" for k, v in value.items())]
        elif value and isinstance(value, list):
            lines += [line for entry in value
                      for line in (f"\n[[{key}]]", *(f"{k} = {inline(v)}" for k, v in entry.items()))]
        else:
            lines.append(f"{key} = {inline(value)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
