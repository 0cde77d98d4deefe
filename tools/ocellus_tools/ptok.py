"""Float graphs become int8 skins over one file of weights.

`cpu`    matrix products with one scale per token: q = u8(round(x/s) + 128), s = max|x|/127, then MatMulInteger with
         s8 weights. Standard operators only; ONNX Runtime's CPU provider and tract both run it fast. The zero point
         is fixed, so that tract needs no sums over the weights. Convolutions expand their int8 weights.
`float`  the same int8 weights expanded by DequantizeLinear, computed in fp32: what engines are compared with.
`qdq`    symmetric Q/DQ on activations (scales from `ranges`) and weights, for TensorRT and CUDA. Never executed there.
`fp32`   the twin that was not quantised, to measure what int8 costs.

Every skin of a graph quantises the same floats by the same rule, so that the bytes in the blob are shared.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from .blob import Blob, quantise

SKINS = ("cpu", "float", "qdq", "fp32")
SMALLEST = 4096
"""Weights with fewer elements stay float: they cost nothing and lose most."""
INLINE = 1024
"""Bytes up to which a constant stays inside the graph."""
MASK = "past_sequence_length + sequence_length"


class _Writer:
    """One conversion in progress."""

    def __init__(self, model: ModelProto, skin: str, blob: Blob, ranges: dict[str, float], more: Mapping) -> None:
        self.graph = model.graph
        self.opset = next(o.version for o in model.opset_import if o.domain in ("", "ai.onnx"))
        self.skin, self.blob, self.ranges = skin, blob, ranges
        self.floats = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer} | dict(more)
        self.nodes: list[NodeProto] = []
        self.made: dict[str, TensorProto] = {}
        self.tokens: dict[str, tuple[str, str]] = {}
        self.pairs: dict[str, str] = {}
        self.expanded: dict[tuple[str, int], str] = {}

    def node(self, kind: str, inputs: list[str], output: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def constant(self, name: str, value: np.ndarray | TensorProto) -> str:
        """An initializer, outside the graph where it is large. The same name is the same value."""
        if name not in self.made:
            if not isinstance(value, TensorProto):
                large = value.nbytes > INLINE
                value = self.blob.tensor(name, value) if large else numpy_helper.from_array(np.asarray(value), name)
            self.made[name] = value
        return name

    def quantised(self, name: str, axis: int) -> tuple[np.ndarray | TensorProto, np.ndarray]:
        """int8 and scales of `name`; what is read from a checkpoint quantises itself, piece by piece."""
        value = self.floats[name]
        return quantise(value, axis) if isinstance(value, np.ndarray) else value.quantised(name, axis, self.blob)

    def per_token(self, x: str) -> tuple[str, str]:
        """u8 activations and their scale per token, once for all products that share `x`."""
        if x not in self.tokens:
            size = self.node("Abs", [x], f"{x}/abs")
            if self.opset >= 18:
                axes = self.constant("ptok/axes", np.array([-1], np.int64))
                most = self.node("ReduceMax", [size, axes], f"{x}/most", keepdims=1)
            else:
                most = self.node("ReduceMax", [size], f"{x}/most", axes=[-1], keepdims=1)
            floor = self.constant("ptok/floor", np.array(1e-12, np.float32))
            step = self.constant("ptok/step", np.array(1 / 127, np.float32))
            middle = self.constant("ptok/middle", np.array(128, np.float32))
            most = self.node("Max", [most, floor], f"{x}/atleast")
            scale = self.node("Mul", [most, step], f"{x}/scale")
            level = self.node("Round", [self.node("Div", [x, scale], f"{x}/levels")], f"{x}/round")
            raised = self.node("Add", [level, middle], f"{x}/raised")
            self.tokens[x] = self.node("Cast", [raised], f"{x}/u8", to=TensorProto.UINT8), scale
        return self.tokens[x]

    def weight(self, name: str, axis: int) -> str:
        """`name` expanded from int8 with one scale along `axis`."""
        if (name, axis) not in self.expanded:
            q, scale = self.quantised(name, axis)
            inputs = [self.constant(f"{name}/s8", q), self.constant(f"{name}/step", scale)]
            self.expanded[name, axis] = self.node("DequantizeLinear", inputs, f"{name}/expanded", axis=axis)
        return self.expanded[name, axis]

    def paired(self, x: str) -> str:
        """`x` through QuantizeLinear and DequantizeLinear with its calibrated scale and zero point 0."""
        if self.skin != "qdq" or x not in self.ranges:
            return x
        if x not in self.pairs:
            scale = self.constant(f"{x}/step", np.array(max(self.ranges[x], 1e-6) / 127, np.float32))
            zero = self.constant("qdq/zero", np.array(0, np.int8))
            q = self.node("QuantizeLinear", [x, scale, zero], f"{x}/q")
            self.pairs[x] = self.node("DequantizeLinear", [q, scale, zero], f"{x}/dq")
        return self.pairs[x]

    def product(self, node: NodeProto) -> None:
        """A MatMul with constant weights [K, N]."""
        x, w = node.input
        y = node.output[0]
        # The product of two constants is made once, at load, where an engine may compute it in a way that overflows.
        if self.skin != "cpu" or x in self.floats:
            self.node("MatMul", [self.paired(x), self.weight(w, 1)], y)
            return
        q, scale = self.per_token(x)
        s8, steps = self.quantised(w, 1)
        zero = self.constant("ptok/zero", np.array(128, np.uint8))
        sums = self.node("MatMulInteger", [q, self.constant(f"{w}/s8", s8), zero], f"{y}/i32")
        sums = self.node("Cast", [sums], f"{y}/f32", to=TensorProto.FLOAT)
        sums = self.node("Mul", [sums, self.constant(f"{w}/step", steps)], f"{y}/scaled")
        self.node("Mul", [sums, scale], y)

    def convolution(self, node: NodeProto) -> None:
        inputs = [self.paired(node.input[0]), self.weight(node.input[1], 0), *node.input[2:]]
        copy = helper.make_node("Conv", inputs, list(node.output), name=node.name)
        copy.attribute.extend(node.attribute)
        self.nodes.append(copy)

    def lookup(self, node: NodeProto) -> None:
        """A Gather of rows: int8 rows and their scales."""
        table, ids = node.input
        q, scale = self.quantised(table, 0)
        y = node.output[0]
        rows = self.node("Gather", [self.constant(f"{table}/s8", q), ids], f"{y}/s8", axis=0)
        rows = self.node("Cast", [rows], f"{y}/rows", to=TensorProto.FLOAT)
        steps = self.constant(f"{table}/rowstep", scale[:, None])
        self.node("Mul", [rows, self.node("Gather", [steps, ids], f"{y}/steps", axis=0)], y)

    def run(self) -> None:
        for node in self.graph.node:
            large = [i for i in node.input if i in self.floats and self.floats[i].size >= SMALLEST
                     and self.floats[i].dtype == np.float32]
            if self.skin == "fp32" or not large:
                self.nodes.append(node)
            elif node.op_type == "MatMul" and node.input[1] in large and self.floats[node.input[1]].ndim == 2:
                self.product(node)
            elif node.op_type == "Conv" and node.input[1] in large:
                self.convolution(node)
            elif node.op_type == "Gather" and node.input[0] in large and self.floats[node.input[0]].ndim == 2:
                self.lookup(node)
            else:
                self.nodes.append(node)
        used = {i for node in self.nodes for i in node.input}
        for name, value in self.floats.items():
            if name in used:
                self.constant(name, value)
        del self.graph.node[:], self.graph.initializer[:]
        self.graph.node.extend(self.nodes)
        self.graph.initializer.extend(t for name, t in self.made.items() if name in used)


def convert(model: ModelProto, skin: str, blob: Blob, ranges: dict[str, float] | None = None,
            more: Mapping[str, object] | None = None) -> ModelProto:
    """A copy of the float `model` in `skin`, its large constants in `blob`. `more` holds constants that are not in it.

    `ranges` (largest magnitude per activation, see `measure`) is needed for `qdq` and ignored by the others.
    """
    if skin not in SKINS:
        raise ValueError(f"no skin {skin!r}")
    out = ModelProto()
    out.CopyFrom(model)
    name_mask(out)
    del out.graph.value_info[:]
    _Writer(out, skin, blob, ranges or {}, more or {}).run()
    out.producer_name, out.producer_version, out.doc_string = "ocellus", "", ""
    return out


def name_mask(model: ModelProto) -> None:
    """Names the mask's length as the sum that it is; tract cannot unify an unrelated symbol with it."""
    found = {d.dim_param for i in model.graph.input if i.name == "attention_mask"
             for d in i.type.tensor_type.shape.dim if d.dim_param}
    for value in [*model.graph.input, *model.graph.output, *model.graph.value_info]:
        for dim in value.type.tensor_type.shape.dim:
            if dim.dim_param in found:
                dim.dim_param = MASK


def quantised_inputs(model: ModelProto) -> list[str]:
    """The activations whose range `qdq` wants to know."""
    sizes = {i.name: int(np.prod(i.dims)) for i in model.graph.initializer}
    return list(dict.fromkeys(n.input[0] for n in model.graph.node if n.op_type in ("MatMul", "Conv")
                              and sizes.get(n.input[1], 0) >= SMALLEST))


def measure(model: ModelProto, feeds: list[dict[str, np.ndarray]]) -> dict[str, float]:
    """Runs `feeds` through the float `model` and gives each activation's largest magnitude."""
    import onnxruntime

    names = quantised_inputs(model)
    probe = ModelProto()
    probe.CopyFrom(model)
    inputs = {i.name for i in model.graph.input}
    have = {o.name for o in model.graph.output}
    probe.graph.output.extend(helper.make_empty_tensor_value_info(n) for n in names if n not in inputs | have)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(probe.SerializeToString(), options, providers=["CPUExecutionProvider"])
    wanted = [n for n in names if n not in inputs]
    ranges = dict.fromkeys(names, 0.0)
    for feed in feeds:
        values = dict(zip(wanted, session.run(wanted, feed) if wanted else [], strict=True)) | {n: feed[n] for n in names if n in feed}
        for name, value in values.items():
            ranges[name] = max(ranges[name], float(np.abs(value).max()))
    return ranges


def save(model: ModelProto, path: str) -> None:
    """Writes the graph; its weights are the blob's."""
    onnx.checker.check_model(model.SerializeToString()) if not _external(model) else None
    with open(path, "wb") as file:
        file.write(model.SerializeToString())


def _external(model: ModelProto) -> bool:
    return any(i.data_location == TensorProto.EXTERNAL for i in model.graph.initializer)
