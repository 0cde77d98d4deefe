"""Takes the language reader of one bundle into another as it is: graphs, tokenizer, grammars, goldens, not a byte of weights changed."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import onnx

from .blob import Blob

ROLES = ("vision_encoder", "embed_tokens", "decoder_model_merged")


def moved(graph: onnx.ModelProto, weights: memoryview, blob: Blob) -> onnx.ModelProto:
    """The same graph, in place, with its outside weights copied from `weights` into `blob`."""
    for tensor in graph.graph.initializer:
        if tensor.data_location != onnx.TensorProto.EXTERNAL:
            continue
        where = {e.key: e for e in tensor.external_data}
        start, length = (int(where[k].value) for k in ("offset", "length"))
        where["location"].value = blob.name
        where["offset"].value = str(blob.add(weights[start : start + length]))
    return graph


def language_of(bundle: Path, out: Path, blob: Blob) -> dict:
    """Copies the language reader of `bundle` into the folder `out`; returns the manifest's `language`, `graphs` and `goldens`."""
    whole = tomllib.loads((bundle / "bundle.toml").read_text())
    weights = memoryview((bundle / whole["weights"]).read_bytes())
    graphs = {role: skins for role, skins in whole["graphs"].items() if role in ROLES}
    for name in sorted({file for skins in graphs.values() for file in skins.values()}):
        onnx.save(moved(onnx.load(bundle / name, load_external_data=False), weights, blob), out / name)
    goldens = [g for g in whole["goldens"] if g["graph"] in ROLES]
    own = {*(f for g in whole["goldens"] if g["graph"] not in ROLES for f in g["outputs"].values()), "golden/evidence.image.npy"}
    taken = {file for skins in whole["graphs"].values() for file in skins.values()} | own | {whole["weights"], "CARD.md"}
    for entry in whole["files"]:
        path = entry["path"]
        if path not in taken and not path.startswith("plots/"):
            (out / path).parent.mkdir(exist_ok=True)
            shutil.copyfile(bundle / path, out / path)
    return {"language": whole["language"], "graphs": graphs, "goldens": goldens}
