"""A model as a bundle: graphs in their skins over one file of weights, tokenizer, goldens, manifest."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import ModelProto, helper
from tokenizers import Tokenizer

from .. import fused, manifest, ptok
from ..blob import Blob
from .family import Model
from .template import IMAGE, render

ASKED = "\0question\0"
DESCRIBE = "Describe this fundus photograph."
CONTEXT = 8192
"""Tokens of prompt and answer at most, whatever the model could take: keys and values of more fill a small machine."""
KEEP = 4096
"""Numbers of an output that a golden keeps at most."""


def session(path: Path, extra: list[str] | None = None) -> onnxruntime.InferenceSession:
    """A written graph on onnxruntime's CPU provider; `extra` names inner values to give too."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    if not extra:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    model = onnx.load(path, load_external_data=False)
    have = {v.name for v in [*model.graph.input, *model.graph.output]}
    model.graph.output.extend(helper.make_empty_tensor_value_info(n) for n in extra if n not in have)
    probe = path.with_suffix(".probe.onnx")
    probe.write_bytes(model.SerializeToString())
    try:
        return onnxruntime.InferenceSession(str(probe), options, providers=["CPUExecutionProvider"])
    finally:
        probe.unlink()


def run(path: Path, feeds: list[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """The outputs for the first of `feeds`."""
    found = session(path)
    return dict(zip([o.name for o in found.get_outputs()], found.run(None, feeds[0]), strict=True))


def measure(path: Path, names: list[str], feeds: list[dict[str, np.ndarray]]) -> dict[str, float]:
    """Largest magnitude of each inner value over `feeds`."""
    probe = session(path, names)
    ranges = dict.fromkeys(names, 0.0)
    inner = [n for n in names if n not in feeds[0]]
    for feed in feeds:
        values = dict(zip(inner, probe.run(inner, feed), strict=True)) | {n: feed[n] for n in names if n in feed}
        for name, value in values.items():
            ranges[name] = max(ranges[name], float(np.abs(value).max()))
    return ranges


def empty_cache(model: Model) -> dict[str, np.ndarray]:
    d = model.decoder
    none = np.zeros((1, d.kv_heads, 0, d.head_dim), np.float32)
    return {f"past_key_values.{i}.{kind}": none for i in range(d.layers) for kind in ("key", "value")}


def step(model: Model, embeds: np.ndarray, past: dict[str, np.ndarray] | None = None) -> dict[str, np.ndarray]:
    """The decoder's inputs for `embeds` [1, T, hidden] after what `past` (its earlier outputs) holds."""
    cache = {n.replace("present", "past_key_values"): v for n, v in past.items() if n.startswith("present")} if past else empty_cache(model)
    before = next(iter(cache.values())).shape[2]
    total = before + embeds.shape[1]
    return cache | {"inputs_embeds": embeds, "attention_mask": np.ones((1, total), np.int64),
                    "position_ids": np.arange(before, total, dtype=np.int64)[None]}


def golden_pixels(side: int) -> np.ndarray:
    """Waves and noise as u8 [1, 3, side, side]: value = number / 64 − 2."""
    rng = np.random.default_rng(21)
    y, x = np.mgrid[0:side, 0:side] / side
    wave = np.stack([np.sin(2 * np.pi * (k * x + (4 - k) * y)) for k in (1, 2, 3)])
    return np.clip(128 + 70 * wave + 20 * rng.normal(size=(3, side, side)), 0, 255).astype(np.uint8)[None]


def save(skin: str, graph: ModelProto, floats: dict, blob: Blob, path: Path, ranges: dict[str, float] | None = None) -> None:
    ptok.save(ptok.convert(graph, skin, blob, ranges, floats), str(path))


def activations(graph: ModelProto, floats: dict) -> list[str]:
    """The values whose range `qdq` wants to know."""
    return list(dict.fromkeys(n.input[0] for n in graph.graph.node if n.op_type in ("MatMul", "Conv")
                              and getattr(floats.get(n.input[1]), "size", 0) >= ptok.SMALLEST))


def bundle(model: Model, out: str | Path, name: str, version: str = "1.0.0", licence: str = "LicenseRef-unknown",
           precision: str = "int8", pixels: np.ndarray | None = None) -> dict:
    """Writes the bundle and returns its manifest. `pixels` [n, 3, side, side] are tiles of real photographs whose
    activations set the `qdq` scales; the golden picture serves where there are none."""
    out = Path(out)
    if out.exists() and any(out.iterdir()):
        raise FileExistsError(f"{out} is not empty")
    (out / "golden").mkdir(parents=True)
    blob = Blob(folder=out)
    skins = ["cpu"] if precision == "fp32" else ["cpu", "float", "qdq"]
    form = fused_form(model) if precision != "fp32" else None
    graphs: dict[str, dict[str, str]] = {}
    goldens: list[dict] = []
    packed = golden_pixels(model.side)
    tiles = [packed.astype(np.float32) / 64 - 2] + ([p[None] for p in pixels] if pixels is not None else [])
    shutil.copyfile(model.folder / "tokenizer.json", out / "tokenizer.json")
    ids = np.array([prompt_ids(model, DESCRIBE)], np.int64)
    carried: dict[str, np.ndarray] = {}
    for role, (graph, floats) in model.graphs().items():
        first = "fp32" if precision == "fp32" else "cpu"
        place = out / f"{role}.cpu.onnx"
        save(first, graph, floats, blob, place)
        graphs[role] = {"cpu": place.name}
        blob.write(out)
        feeds = {"vision_encoder": lambda: [{"pixel_values": t} for t in tiles],
                 "embed_tokens": lambda: [{"input_ids": ids}],
                 "decoder_model_merged": lambda: [step(model, carried["embeds"])]}[role]()
        wanted = activations(graph, floats) if precision != "fp32" and role != "embed_tokens" else []
        ranges = measure(place, wanted, feeds) if wanted else {}
        got = run(place, feeds)
        for skin in skins[1:]:
            if role == "embed_tokens":
                graphs[role][skin] = place.name
            else:
                save(skin, graph, floats, blob, out / f"{role}.{skin}.onnx", ranges)
                graphs[role][skin] = f"{role}.{skin}.onnx"
        if role == "vision_encoder":
            carried["features"] = got["image_features"]
        if role == "embed_tokens":
            # The photograph's places hold what the vision encoder gave, as far as it goes.
            embeds = got["inputs_embeds"].copy()
            places = np.flatnonzero(ids[0] == image_id(model))
            embeds[0, places] = carried["features"][0, : len(places)]
            carried["embeds"] = embeds.astype(np.float16).astype(np.float32)
        ours = skins
        if role == "decoder_model_merged" and form is not None:
            plain = onnx.load(place, load_external_data=False)
            ptok.save(fused.convert(plain, form), str(out / f"{role}.fused.onnx"))
            graphs[role]["fused"] = f"{role}.fused.onnx"
            ours = [*skins, "fused"]
        goldens += golden(out, role, feeds[0], got, packed, model.side, ours)
    blob.write(out)
    whole = {
        "schema": "ocellus.bundle/1", "name": name, "version": version, "licence": licence, "minimum_software": "0.1.0",
        "precision": precision, "weights": blob.name, "signer": "", "language": section(model), "graphs": graphs, "goldens": goldens,
    }
    manifest.write(out, whole)
    return whole


def fused_form(model: Model) -> fused.Form | None:
    """What the fused decoder needs to know; None where its operators do not have what the model has."""
    d = model.decoder
    # ONNX Runtime turns heads of a multiple of 16 numbers.
    if d.activation != "silu" or d.head_dim % 16:
        return None
    return fused.Form(layers=d.layers, heads=d.heads, kv_heads=d.kv_heads, head_dim=d.head_dim, eps=d.eps, context=min(d.context, CONTEXT),
                      turns=d.turns, turn_scale=d.turn_scale, name=lambda part, i: f"layers.{i}.{part}", head="lm_head")


def golden(out: Path, role: str, feed: dict[str, np.ndarray], got: dict[str, np.ndarray], packed: np.ndarray, side: int,
           skins: list[str]) -> list[dict]:
    """Inputs and outputs of the self-test, kept small."""
    def put(label: str, value: np.ndarray) -> str:
        path = f"golden/{role}.{label}.npy"
        np.save(out / path, value)
        return path

    inputs: dict[str, object] = {}
    for label, value in feed.items():
        if label == "pixel_values":
            inputs[label] = {"path": put(label, packed), "scale": 1 / 64, "offset": -2.0, "shape": [1, 3, side, side]}
        elif value.size:
            inputs[label] = put(label, value.astype(np.float16) if label == "inputs_embeds" else value)
    outputs, strides = {}, {}
    for label in ("image_features", "inputs_embeds", "logits"):
        if label in got:
            strides[label] = max(1, -(-got[label].size // KEEP))
            outputs[label] = put(label, got[label].ravel()[:: strides[label]])
    least = {"cpu": 0.98, "fused": 0.98, "float": 0.97, "qdq": 0.9}
    return [{"graph": role, "skins": [s], "cosine": least[s], "stride": strides, "inputs": inputs, "outputs": outputs} for s in skins]


def image_id(model: Model) -> int:
    return model.config.image_token_id


def prompt_ids(model: Model, question: str, tiles: int = 1) -> list[int]:
    """The ids of a first question about a photograph of `tiles` tiles. Special tokens in the question stay text, and
    what stands between two marks is cut as one: a word's neighbours decide how it is cut."""
    tokenizer = Tokenizer.from_file(str(model.folder / "tokenizer.json"))
    marks = [t.content for t in tokenizer.get_added_tokens_decoder().values()]
    picture = model.image_marks[0] + model.image_token * (model.tokens * tiles) + model.image_marks[1]
    text = model.bos + render(model.template, [(ASKED, "")], model.system).replace(IMAGE, picture)
    tokenizer.encode_special_tokens = True
    ids: list[int] = []
    for piece in re.split("(" + "|".join(map(re.escape, sorted(marks, key=len, reverse=True))) + ")", text):
        ids += [tokenizer.token_to_id(piece)] if piece in marks else tokenizer.encode(piece.replace(ASKED, question), add_special_tokens=False).ids
    return ids


def section(model: Model) -> dict:
    """`[language]`."""
    d, t = model.decoder, model.template
    marks = {"chatml": ("<|im_start|>",) * 2, "llama3": ("<|start_header_id|>",) * 2, "llava": (model.bos or t.ends,) * 2}[t.kind]
    chat = {"kind": t.kind, "system": model.system or None, "bos": model.bos or None,
            "image_start": model.image_marks[0] or None, "image_end": model.image_marks[1] or None}
    return {
        "size": model.side, "normalisation": "image", "image_tokens": model.tokens, "tokenizer": "tokenizer.json",
        "hidden": d.hidden, "layers": d.layers, "kv_heads": d.kv_heads, "head_dim": d.head_dim, "context": min(d.context, CONTEXT),
        "boxes": "photograph-1000",
        "tokens": {"bos": model.bos or marks[0], "eos": t.ends, "image": model.image_token, "user": marks[0], "assistant": marks[1]},
        "prompts": {"describe": DESCRIBE},
        "image": model.image,
        "template": {k: v for k, v in chat.items() if v is not None},
    }
