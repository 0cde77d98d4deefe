"""Writes the language reader as graphs in every skin, with golden vectors.

`python -m ocellus_tools.export_language CHECKPOINT EVIDENCE_CHECKPOINT FOLDER` writes them alone, to look at.
"""

from __future__ import annotations

import io
import shutil
import sys
import warnings
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from . import lm_text, lm_tokenizer, ptok
from .blob import Blob
from .evidence_onnx import fold
from .lm_model import SIDE, DecoderGraph, EmbedGraph, Reader, Shape, VisionGraph
from .model import Encoder

SIZE = 1024
SKINS = ("cpu", "float", "qdq")
HERE = Path(__file__).parent


def load(path: str | Path, live: bool = False) -> tuple[Reader, dict]:
    """A trained reader (its averaged weights, unless `live`) and the rest of its checkpoint."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    reader = Reader(Shape(**state["shape"]))
    reader.load_state_dict(state["model"] if live else state.get("averaged", state["model"]))
    return reader.eval(), state


def store(path: str | Path, reader: Reader, **more: object) -> None:
    """Writes a checkpoint that `load` reads."""
    torch.save({"shape": asdict(reader.shape), "model": reader.state_dict(), **more}, path)


def trace(module: torch.nn.Module, args: tuple, inputs: list[str], outputs: list[str],
          axes: dict | None = None) -> onnx.ModelProto:
    """A float graph, opset 17, batch 1."""
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(module.eval(), args, file, input_names=inputs, output_names=outputs, dynamic_axes=axes,
                          opset_version=17, dynamo=False, do_constant_folding=True)
    return onnx.load_from_string(file.getvalue())


def decoder_graphs(reader: Reader) -> dict[str, onnx.ModelProto]:
    """The float graphs of the words and the decoder."""
    shape = reader.shape
    new, past = "sequence_length", "past_sequence_length"
    names = [f"{i}.{kind}" for i in range(shape.layers) for kind in ("key", "value")]
    axes = {"inputs_embeds": {1: new}, "attention_mask": {1: ptok.MASK}, "position_ids": {1: new}, "logits": {1: new}}
    axes |= {f"past_key_values.{n}": {2: past} for n in names} | {f"present.{n}": {2: ptok.MASK} for n in names}
    cache = [torch.zeros(1, shape.kv_heads, 3, shape.head_dim)] * len(names)
    step = (torch.zeros(1, 2, shape.hidden), torch.ones(1, 5, dtype=torch.int64), torch.tensor([[3, 4]]), *cache)
    with torch.no_grad():
        return {
            "embed_tokens": trace(EmbedGraph(reader.decoder.table()), (torch.zeros(1, 4, dtype=torch.int64),),
                                  ["input_ids"], ["inputs_embeds"], {"input_ids": {1: new}, "inputs_embeds": {1: new}}),
            "decoder_model_merged": trace(
                DecoderGraph(reader.decoder), step,
                ["inputs_embeds", "attention_mask", "position_ids", *(f"past_key_values.{n}" for n in names)],
                ["logits", *(f"present.{n}" for n in names)], axes),
        }  # fmt: skip


def float_graphs(reader: Reader, encoder: Encoder | None) -> dict[str, onnx.ModelProto]:
    """Role → float graph; no vision graph where there is no encoder."""
    with torch.no_grad():
        vision = {} if encoder is None else {
            "vision_encoder": trace(VisionGraph(encoder, reader.projector), (torch.zeros(1, 3, SIZE, SIZE),),
                                    ["pixel_values"], ["image_features"])}
    return vision | decoder_graphs(reader)


def golden_pixels() -> np.ndarray:
    """A small u8 picture that the self-test repeats to the whole input: value = number / 127.5 − 1."""
    rng = np.random.default_rng(20)
    y, x = np.mgrid[0:256, 0:256] / 256
    wave = np.stack([np.sin(2 * np.pi * (k * x + (4 - k) * y)) for k in (1, 2, 3)])
    spots = rng.normal(size=(3, 256, 256)) * 0.15
    return np.clip((wave * 0.4 + spots) * 127.5 + 127.5, 0, 255).astype(np.uint8)[None]


def golden_ids(tok) -> np.ndarray:
    """A prompt and the beginning of its answer, without the image's places."""
    text = "quality: The photograph is good.\nanatomy: <ref>optic disc</ref><box>[[601, 455, 731, 590]]</box>"
    return np.array([[*lm_tokenizer.prompt_ids(tok, lm_text.CHAIN_PROMPTS[0], 0), *tok.encode(text).ids]], np.int64)


def session(model: onnx.ModelProto) -> onnxruntime.InferenceSession:
    """A float graph on the CPU."""
    return onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])


def step_feed(shape: Shape, embeds: np.ndarray) -> dict[str, np.ndarray]:
    """A first step over `embeds` with an empty cache."""
    n = embeds.shape[1]
    empty = np.zeros((1, shape.kv_heads, 0, shape.head_dim), np.float32)
    feed = {f"past_key_values.{i}.{kind}": empty for i in range(shape.layers) for kind in ("key", "value")}
    return feed | {"inputs_embeds": embeds, "attention_mask": np.ones((1, n), np.int64),
                   "position_ids": np.arange(n, dtype=np.int64)[None]}


def export_graphs(out_dir: str | Path, blob: Blob, checkpoint: str | Path, evidence_checkpoint: str | Path,
                  skins: tuple[str, ...] = SKINS, samples: list[np.ndarray] | None = None) -> dict:
    """Writes graphs, tokenizer, grammars and goldens into `out_dir`, weights into `blob`.

    `samples` are normalised photographs [1, 3, 1024, 1024] whose activations set the `qdq` scales; the golden
    picture serves where there are none. `skins=("fp32",)` writes the twin that is not quantised, in the place of
    `cpu`. Returns the manifest's parts: `language`, `graphs`, `goldens`.
    """
    out = Path(out_dir)
    (out / "golden").mkdir(parents=True, exist_ok=True)
    reader, state = load(checkpoint)
    shape = reader.shape
    tok = lm_tokenizer.from_text(state["tokenizer"])
    encoder = Encoder.from_checkpoint(evidence_checkpoint).eval()
    fold(encoder)
    graphs = float_graphs(reader, encoder)
    run = {role: session(model) for role, model in graphs.items()}

    packed = golden_pixels()
    pixels = np.tile(packed.astype(np.float32) * np.float32(1 / 127.5) - 1, (1, 1, SIZE // 256, SIZE // 256))
    ids = golden_ids(tok)
    features = run["vision_encoder"].run(None, {"pixel_values": pixels})[0]
    words = run["embed_tokens"].run(None, {"input_ids": ids})[0]
    embeds = np.concatenate([words[:, :2], features, words[:, 2:]], 1).astype(np.float16).astype(np.float32)
    logits = run["decoder_model_merged"].run(["logits"], step_feed(shape, embeds))[0]

    feeds = {"vision_encoder": [{"pixel_values": p} for p in (samples or [pixels])],
             "embed_tokens": [{"input_ids": ids}]}
    said = [run["vision_encoder"].run(None, f)[0] for f in feeds["vision_encoder"]]
    feeds["decoder_model_merged"] = [
        step_feed(shape, np.concatenate([words[:, :2], f, words[:, 2:]], 1)) for f in said]
    files: dict[str, dict[str, str]] = {}
    for role, model in graphs.items():
        ranges = ptok.measure(model, feeds[role]) if "qdq" in skins else {}
        for skin in ("cpu",) if role == "embed_tokens" and "cpu" in skins else skins:
            place = "cpu" if skin == "fp32" else skin
            name = f"{role}.{place}.onnx"
            ptok.save(ptok.convert(model, skin, blob, ranges), str(out / name))
            files.setdefault(role, {})[place] = name
    for skin in skins:
        files["embed_tokens"].setdefault("cpu" if skin == "fp32" else skin, "embed_tokens.cpu.onnx")

    def golden(name: str, value: np.ndarray) -> str:
        np.save(out / "golden" / f"{name}.npy", value)
        return f"golden/{name}.npy"

    count = embeds.shape[1]
    goldens = [
        {"graph": "vision_encoder", "cosine": 0.98, "stride": {"image_features": 5},
         "inputs": {"pixel_values": {"path": golden("vision_encoder.pixel_values", packed), "scale": 1 / 127.5,
                                     "offset": -1.0, "shape": [1, 3, SIZE, SIZE]}},
         "outputs": {"image_features": golden("vision_encoder.image_features", features.ravel()[::5])}},
        {"graph": "embed_tokens", "cosine": 0.999,
         "inputs": {"input_ids": golden("embed_tokens.input_ids", ids)},
         "outputs": {"inputs_embeds": golden("embed_tokens.inputs_embeds", words.astype(np.float16))}},
        {"graph": "decoder_model_merged", "cosine": 0.98, "stride": {"logits": 7},
         "inputs": {"inputs_embeds": golden("decoder.inputs_embeds", embeds.astype(np.float16)),
                    "attention_mask": golden("decoder.attention_mask", np.ones((1, count), np.int64)),
                    "position_ids": golden("decoder.position_ids", np.arange(count, dtype=np.int64)[None])},
         "outputs": {"logits": golden("decoder.logits", logits.ravel()[::7])}},
    ]
    tok.save(str(out / "tokenizer.json"))
    for grammar in ("chain.lark", "answer.lark"):
        shutil.copyfile(HERE / grammar, out / grammar)
    return {"language": manifest(shape), "graphs": files, "goldens": goldens}


def manifest(shape: Shape) -> dict:
    """The `[language]` section."""
    names = ("bos", "eos", "image", "user", "assistant")
    return {
        "size": SIZE, "normalisation": "local-mean/1", "image_tokens": SIDE * SIDE, "tokenizer": "tokenizer.json",
        "hidden": shape.hidden, "layers": shape.layers, "kv_heads": shape.kv_heads, "head_dim": shape.head_dim,
        "context": shape.context, "boxes": "crop-999", "grammar": "chain.lark", "answers": "answer.lark",
        "tokens": dict(zip(names, lm_tokenizer.SPECIAL, strict=True)),
        "prompts": {"chain": lm_text.CHAIN_PROMPTS[0]} | {k: lm_text.QUESTIONS[k][0] for k in ("referable", "grade", "why", "plan")},
    }


if __name__ == "__main__":
    weights = Blob()
    made = export_graphs(sys.argv[3], weights, sys.argv[1], sys.argv[2])
    weights.write(Path(sys.argv[3]))
    print(made["graphs"], len(weights))
