"""What a model of a real size would need, from its shapes and the machine's measured bandwidth. Nothing is run."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .checkpoint import CheckpointError
from .family import settings

CONTEXT = 4096
"""Tokens whose keys and values are counted: twelve tiles and a thumbnail are 3328."""
MB = 1e6


@dataclass(frozen=True)
class Shape:
    """Sizes of a published model."""

    name: str
    vision: tuple[int, int, int]
    """Hidden, inner, layers."""
    side: int
    patch: int
    join: int
    """Places that become one, along a side."""
    hidden: int
    inner: int
    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    vocabulary: int
    source: str


INTERNVIT = dict(vision=(1024, 4096, 24), side=448, patch=14, join=2)
PUBLISHED = {s.name: s for s in (
    Shape("internvl3:1b", **INTERNVIT, hidden=896, inner=4864, layers=24, heads=14, kv_heads=2, head_dim=64, vocabulary=151674, source="InternViT-300M, Qwen2.5-0.5B"),
    Shape("internvl3:2b", **INTERNVIT, hidden=1536, inner=8960, layers=28, heads=12, kv_heads=2, head_dim=128, vocabulary=151674, source="InternViT-300M, Qwen2.5-1.5B"),
    Shape("internvl2.5:4b", **INTERNVIT, hidden=2048, inner=11008, layers=36, heads=16, kv_heads=2, head_dim=128, vocabulary=151674, source="InternViT-300M, Qwen2.5-3B"),
    Shape("internvl3:8b", **INTERNVIT, hidden=3584, inner=18944, layers=28, heads=28, kv_heads=4, head_dim=128, vocabulary=151674, source="InternViT-300M, Qwen2.5-7B"),
)}


def shape_of(model: str) -> Shape:
    """A published model by name, or that of a folder's `config.json`."""
    if model in PUBLISHED:
        return PUBLISHED[model]
    folder = Path(model)
    if not folder.is_dir():
        raise CheckpointError(f"{model!r} is neither a folder nor one of {', '.join(PUBLISHED)}")
    from .family import open_folder

    kind = settings(folder, "config.json").get("model_type")
    found = open_folder(folder)
    c, d = found.config.vision_config, found.decoder
    patch = c.patch_size[0] if kind == "internvl" else c.patch_size
    join = round(1 / found.config.downsample_ratio) if kind == "internvl" else 1
    return Shape(folder.name, (c.hidden_size, c.intermediate_size, c.num_hidden_layers), found.side, patch, join, d.hidden,
                 found.config.text_config.intermediate_size, d.layers, d.heads, d.kv_heads, d.head_dim, d.vocabulary, "its config.json")


def weights(s: Shape) -> dict[str, int]:
    """Matrix elements by part; norms and biases are left out (under 0.1 %)."""
    hidden, inner, layers = s.vision
    joined = hidden * s.join**2
    return {
        "vision": layers * (4 * hidden**2 + 2 * hidden * inner) + 3 * s.patch**2 * hidden + (joined * s.hidden + s.hidden**2),
        "layers": s.layers * (s.hidden * s.head_dim * (2 * s.heads + 2 * s.kv_heads) + 3 * s.hidden * s.inner),
        "head": s.hidden * s.vocabulary,
        "table": s.hidden * s.vocabulary,
    }


def step(s: Shape, bytes_each: int, context: int = CONTEXT) -> tuple[float, float]:
    """Bytes read for one token: weights, and keys and values (fp32) of a full context."""
    w = weights(s)
    return (w["layers"] + w["head"]) * bytes_each, 2 * s.layers * s.kv_heads * s.head_dim * 4 * context


def bandwidth(threads: int = 2, seconds: float = 1.0) -> float:
    """GB a second that `threads` threads read together, the best of a few runs over 256 MB each."""
    blocks = [np.ones(1 << 26, np.float32) for _ in range(threads)]
    best, end = 0.0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        jobs = [threading.Thread(target=b.max) for b in blocks]
        start = time.perf_counter()
        for job in jobs:
            job.start()
        for job in jobs:
            job.join()
        best = max(best, sum(b.nbytes for b in blocks) / (time.perf_counter() - start) / 1e9)
    return best


def told(s: Shape, speed: float, how: str) -> str:
    """The plan in words and numbers."""
    w = weights(s)
    tokens = (s.side // s.patch // s.join) ** 2
    lines = [f"{s.name} ({s.source}): {sum(w.values()) / 1e6:.0f} M weights: "
             f"vision {w['vision'] / 1e6:.0f}, decoder layers {w['layers'] / 1e6:.0f}, output table {w['head'] / 1e6:.0f}, token table {w['table'] / 1e6:.0f}",
             f"one tile of {s.side} pixels is {tokens} tokens; 12 tiles and a thumbnail are {13 * tokens}",
             f"{'':6} {'file MB':>8} {'cache MB':>9} {'memory MB':>10} {'read/token MB':>14} {'least ms/token':>15}"]
    for name, each in (("int8", 1), ("fp32", 4)):
        read, cache = step(s, each)
        file = sum(w.values()) * each
        lines.append(f"{name:6} {file / MB:8.0f} {cache / MB:9.0f} {(file + cache) / MB:10.0f} {(read + cache) / MB:14.0f} {(read + cache) / speed / 1e6:15.1f}")
    lines += [f"cache: keys and values of {CONTEXT} tokens in fp32. memory: file and cache, without what the engine adds "
              "(measured on a 387 MB model: 1.35 of the file with ONNX Runtime).",
              f"least ms/token: bytes over {speed:.1f} GB/s ({how}); no engine is faster than that, and nothing of this was run."]
    return "\n".join(lines)
