"""A decoder's `cpu` skin once more, in fewer and larger operators: the skin `fused`, for ONNX Runtime on a processor.

Attention is one operator that turns queries and keys itself and may write keys and values where they already lie; a sum
and the norm after it are one. It points at the same weights, so that it adds a graph of some 20 KB and nothing else. Two
forms of a product, chosen by what bounds it: in a small decoder the cost of each operator does, so that a product is one
operator (8-bit blocks, whose layout ONNX Runtime makes once at load); in a large one memory and arithmetic do, so that
activations are quantised per token as in `cpu`, whose products read a prompt twice as fast.

`python -m ocellus_tools.fused BUNDLE` adds it to a bundle of the software's own language reader.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import ModelProto, TensorProto, helper, numpy_helper

from . import manifest, ptok

CONTRIB = "com.microsoft"
SMALL = 32 << 20
"""Bytes of int8 weights up to which a decoder is small: what a processor's caches hold."""
BLOCK = 128
"""Weights that share a scale of activations in a small decoder."""
FAR = 9223372036854775807


@dataclass(frozen=True)
class Form:
    """What the graph does not say of itself."""

    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    eps: float
    context: int
    turns: np.ndarray
    """Radians a position, [head_dim / 2]."""
    turn_scale: float
    name: Callable[[str, int], str]
    """Names of `mix`, `out`, `inner`, `down` of a layer, and of `heads`, the norms of queries and keys, where there are any."""
    head: str


class _Writer:
    """One graph in the making."""

    def __init__(self, cpu: ModelProto, form: Form) -> None:
        self.form = form
        self.given = {i.name: i for i in cpu.graph.initializer}
        self.nodes: list = []
        self.made: dict[str, TensorProto] = {}
        self.levels: dict[str, tuple[str, str]] = {}
        self.count = 0
        self.small = sum(int(np.prod(i.dims)) for i in self.given.values() if i.name.endswith("/s8")) <= SMALL
        self.new = ""

    def const(self, name: str, value: np.ndarray) -> str:
        self.made.setdefault(name, numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def ints(self, *values: int) -> str:
        return self.const("ints/" + "_".join(map(str, values)), np.array(values, np.int64))

    def take(self, name: str) -> str:
        """A constant of the `cpu` skin, wherever it lies."""
        self.made[name] = self.given[name]
        return name

    def op(self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes: object) -> str | list[str]:
        self.count += 1
        names = [f"{kind}_{self.count}" + (f".{i}" if i else "") for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=names[0], domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def product(self, x: str, name: str, last: bool = False) -> str:
        """`x` by the weights `name`, and its biases where there are any; `last` where `x` has one position."""
        bias = self.take(f"{name}.bias") if f"{name}.bias" in self.given else None
        if f"{name}/s8" not in self.given:
            y = self.op("MatMul", x, self.take(name))
        elif self.small and (block := blocks(self.given[f"{name}/s8"].dims[0])):
            return self.blocked(x, name, block, bias)
        else:
            y = self.per_token(x, name, last)
        return self.op("Add", y, bias) if bias else y

    def blocked(self, x: str, name: str, block: int, bias: str | None) -> str:
        """One operator; what prepares its weights has constants alone for inputs, so that it runs once, at load."""
        k, n = self.given[f"{name}/s8"].dims
        rows = self.op("Cast", self.op("Transpose", self.take(f"{name}/s8"), perm=[1, 0]), to=TensorProto.INT32)
        rows = self.op("Cast", self.op("Add", rows, self.const("middle", np.array(128, np.int32))), to=TensorProto.UINT8)
        rows = self.op("Reshape", rows, self.ints(n, k // block, block))
        steps = self.op("Expand", self.op("Unsqueeze", self.take(f"{name}/step"), self.ints(1)), self.ints(n, k // block))
        steps = self.op("Reshape", steps, self.ints(n * (k // block)))
        inputs = [x, rows, steps, *(["", "", bias] if bias else [])]
        return self.op("MatMulNBits", *inputs, domain=CONTRIB, K=k, N=n, bits=8, block_size=block, accuracy_level=4)

    def per_token(self, x: str, name: str, last: bool) -> str:
        """As in `cpu`, with quantisation and its inverse an operator each."""
        if x not in self.levels:
            most = self.op("ReduceMax", self.op("Abs", x), self.ints(0, 2), keepdims=0)
            step = self.op("Mul", most, self.const("inverse", np.array(1 / 127, np.float32)))
            step = self.op("Add", step, self.const("floor", np.array(1e-12, np.float32)))
            zero = self.const("zero", np.array([128], np.uint8))
            if not last:
                self.new = self.new or self.op("Expand", zero, self.op("Shape", "inputs_embeds", start=1, end=2))
                zero = self.new
            self.levels[x] = self.op("QuantizeLinear", x, step, zero, axis=1), step
        level, step = self.levels[x]
        sums = self.op("MatMulInteger", level, self.take(f"{name}/s8"), self.const("level", np.array(128, np.uint8)))
        return self.op("Mul", self.op("DequantizeLinear", sums, step, axis=1), self.take(f"{name}/step"))

    def angles(self, kind: str, at: str) -> str:
        """[context, head_dim / 2], made at load."""
        turned = self.op(kind, at)
        scale = self.form.turn_scale
        return turned if scale == 1.0 else self.op("Mul", turned, self.const("turn_scale", np.array(scale, np.float32)))

    def normed(self, y: str, name: str, ones: str) -> list[str]:
        """Queries, keys and values of a layer that norms the first two head by head."""
        f = self.form
        turned, values = self.op("Split", y, self.ints((f.heads + f.kv_heads) * f.head_dim, f.kv_heads * f.head_dim), outputs=2, axis=2)
        turned = self.op("Reshape", turned, self.ints(1, -1, f.heads + f.kv_heads, f.head_dim))
        turned = self.op("SimplifiedLayerNormalization", turned, ones, axis=-1, epsilon=f.eps)
        gains = self.op("Reshape", self.take(name), self.ints(f.heads + f.kv_heads, f.head_dim))
        turned = self.op("Reshape", self.op("Mul", turned, gains), self.ints(1, -1, (f.heads + f.kv_heads) * f.head_dim))
        queries, keys = self.op("Split", turned, self.ints(f.heads * f.head_dim, f.kv_heads * f.head_dim), outputs=2, axis=2)
        return [queries, keys, values]

    def run(self) -> None:
        f = self.form
        ones = self.const("ones", np.ones(self.hidden(), np.float32))
        places = self.op("Range", *(self.const(f"range/{n}", np.array(n, np.float32)) for n in (0, f.context, 1)))
        angle = self.op("Mul", self.op("Unsqueeze", places, self.ints(1)), self.const("turns", f.turns.astype(np.float32)))
        cos, sin = self.angles("Cos", angle), self.angles("Sin", angle)
        total = self.op("Shape", "attention_mask", start=1, end=2)
        before = self.op("Cast", self.op("Sub", total, self.ints(1)), to=TensorProto.INT32)
        total = self.op("Cast", self.op("Squeeze", total, self.ints(0)), to=TensorProto.INT32)

        def skip(x: str, y: str) -> list[str]:
            """The norm of the sum, and the sum."""
            out = self.op("SkipSimplifiedLayerNormalization", x, y, ones, outputs=4, domain=CONTRIB, epsilon=f.eps)
            self.nodes[-1].output[1] = self.nodes[-1].output[2] = ""
            return [out[0], out[3]]

        x, y = "inputs_embeds", self.op("SimplifiedLayerNormalization", "inputs_embeds", ones, axis=-1, epsilon=f.eps)
        for i in range(f.layers):
            mixed = self.product(y, f.name("mix", i))
            norms = f.name("heads", i)
            own = self.const("head_ones", np.ones(f.head_dim, np.float32)) if norms in self.given else ""
            qkv = self.normed(mixed, norms, own) if own else [mixed, "", ""]
            past = [f"past_key_values.{i}.{kind}" for kind in ("key", "value")]
            y, *_ = self.op("GroupQueryAttention", *qkv, *past, before, total, cos, sin, outputs=3, domain=CONTRIB, num_heads=f.heads,
                            kv_num_heads=f.kv_heads, do_rotary=1, rotary_interleaved=0, scale=1.0)
            self.nodes[-1].output[1:] = [f"present.{i}.key", f"present.{i}.value"]
            y, x = skip(x, self.product(y, f.name("out", i)))
            gate, up = self.op("Split", self.product(y, f.name("inner", i)), outputs=2, axis=2, num_outputs=2)
            y = self.product(self.op("Mul", self.op("QuickGelu", gate, domain=CONTRIB, alpha=1.0), up), f.name("down", i))
            if i + 1 < f.layers:
                y, x = skip(x, y)
        end = (self.ints(-1), self.ints(FAR), self.ints(1), self.ints(1))
        y, _ = skip(self.op("Slice", x, *end), self.op("Slice", y, *end))
        self.nodes.append(helper.make_node("Identity", [self.product(y, f.head, last=True)], ["logits"], name="logits"))

    def hidden(self) -> int:
        name = self.form.head
        return int(self.given[f"{name}/s8" if f"{name}/s8" in self.given else name].dims[0])

    def model(self, cpu: ModelProto) -> ModelProto:
        inputs, outputs = list(cpu.graph.input), []
        for value in cpu.graph.output:
            copy = onnx.ValueInfoProto()
            copy.CopyFrom(value)
            if value.name == "logits":
                width = value.type.tensor_type.shape.dim[2].dim_value
                copy = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, 1, width or None])
            outputs.append(copy)
        graph = helper.make_graph(self.nodes, "ocellus", inputs, outputs, list(self.made.values()))
        sets = [helper.make_opsetid("", 19), helper.make_opsetid(CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=sets, ir_version=9, producer_name="ocellus")


def blocks(inputs: int) -> int:
    """The largest block that divides `inputs`; 0 where none does."""
    return next((b for b in (BLOCK, 64, 32, 16) if inputs % b == 0), 0)


def convert(cpu: ModelProto, form: Form) -> ModelProto:
    """The fused form of a decoder whose `cpu` skin is given; its gate must be SiLU. Logits are of the last position."""
    writer = _Writer(cpu, form)
    writer.run()
    return writer.model(cpu)


def own_form(language: dict, cpu: ModelProto) -> Form:
    """That of the software's own language reader, from its manifest's section."""
    dims = {i.name: i.dims for i in cpu.graph.initializer}
    width = language["head_dim"]
    return Form(layers=language["layers"], heads=dims["out.0/s8"][0] // width, kv_heads=language["kv_heads"], head_dim=width, eps=1e-6,
                context=language["context"], turns=10000.0 ** (-np.arange(0, width, 2) / width), turn_scale=1.0,
                name=lambda part, i: f"{part}.{i}", head="head")


def add_own(folder: Path, language: dict, graphs: dict, goldens: list[dict]) -> None:
    """Writes the skin beside the others of a bundle whose weights are written; completes `graphs` and `goldens`."""
    role = "decoder_model_merged"
    cpu = onnx.load(folder / graphs[role]["cpu"], load_external_data=False)
    path = folder / f"{role}.fused.onnx"
    ptok.save(convert(cpu, own_form(language, cpu)), str(path))
    graphs[role]["fused"] = path.name
    theirs = next(g for g in goldens if g["graph"] == role)
    theirs.setdefault("skins", ["cpu", "float", "qdq"])
    feed = {n: np.load(folder / p).astype(np.float32 if n == "inputs_embeds" else np.int64) for n, p in theirs["inputs"].items()}
    feed |= {f"past_key_values.{i}.{k}": np.zeros((1, language["kv_heads"], 0, language["head_dim"]), np.float32)
             for i in range(language["layers"]) for k in ("key", "value")}
    exact = onnxruntime.InferenceSession(str(folder / graphs[role]["float"]), providers=["CPUExecutionProvider"])
    last = "golden/decoder.last.npy"
    np.save(folder / last, exact.run(["logits"], feed)[0][0, -1])
    goldens.append({"graph": role, "skins": ["fused"], "cosine": 0.98, "inputs": theirs["inputs"], "outputs": {"logits": last}})


def main(folder: Path) -> None:
    whole = tomllib.loads((folder / "bundle.toml").read_text(encoding="utf-8"))
    whole.pop("files")
    if "fused" in whole["graphs"]["decoder_model_merged"]:
        raise SystemExit(f"{folder} has a fused decoder")
    add_own(folder, whole["language"], whole["graphs"], whole["goldens"])
    manifest.write(folder, whole)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
