"""From one fp32 graph to the bundle's skins: int8 weights in the shared blob, with and without activation scales."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import onnx
from onnx import ModelProto, NodeProto, helper, numpy_helper

from .blob import Blob, quantise

INLINE = 1024
"""Bytes; a smaller array stays inside the graph."""
KEEP_FLOAT = 16384
"""Fewer weights than this in a matrix product stay fp32: the heads cost nothing and decide much."""


def initialisers(model: ModelProto) -> dict[str, np.ndarray]:
    """Every constant of the graph by name."""
    return {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}


def _store(model: ModelProto, arrays: dict[str, np.ndarray], blob: Blob) -> None:
    del model.graph.initializer[:]
    for name, a in arrays.items():
        a = np.ascontiguousarray(a)
        model.graph.initializer.append(blob.tensor(name, a) if a.nbytes >= INLINE else numpy_helper.from_array(a, name))


def weighted(model: ModelProto, arrays: dict[str, np.ndarray]) -> Iterable[NodeProto]:
    """The convolutions whose weights become int8 (the fixed disc of the macular statistics is none)."""
    for node in model.graph.node:
        if node.op_type == "Conv" and node.input[1] in arrays and arrays[node.input[1]].shape[:2] != (1, 1):
            yield node


def float_skin(model: ModelProto, blob: Blob) -> ModelProto:
    """The same graph with its fp32 weights in `blob`."""
    out = onnx.ModelProto.FromString(model.SerializeToString())
    _store(out, initialisers(model), blob)
    return out


def int8_skin(model: ModelProto, blob: Blob, scales: dict[str, float] | None = None) -> ModelProto:
    """Int8 weights per output channel behind DequantizeLinear.

    With `scales` (activation → step) every convolution's input also passes a symmetric QuantizeLinear and
    DequantizeLinear pair, the form that TensorRT takes.
    """
    out = onnx.ModelProto.FromString(model.SerializeToString())
    arrays = initialisers(out)
    nodes: list[NodeProto] = []
    wrapped: dict[str, str] = {}
    convolutions = {n.output[0] for n in weighted(out, arrays)}
    for node in list(out.graph.node):
        if node.output[0] not in convolutions:
            nodes.append(node)
            continue
        name = node.input[1]
        if name in arrays:
            q, scale = quantise(arrays.pop(name), 0)
            arrays |= {f"{name}_q": q, f"{name}_s": scale, f"{name}_z": np.zeros(len(scale), np.int8)}
        new = []
        if f"{name}_f" not in wrapped:
            wrapped[f"{name}_f"] = f"{name}_f"
            new.append(helper.make_node("DequantizeLinear", [f"{name}_q", f"{name}_s", f"{name}_z"], [f"{name}_f"],
                                        name=f"{name}_dq", axis=0))  # fmt: skip
        node.input[1] = f"{name}_f"
        x = node.input[0]
        if scales is not None:
            if x not in wrapped:
                tag = f"act{len(wrapped)}"
                arrays |= {f"{tag}_s": np.float32(scales[x]), f"{tag}_z": np.int8(0)}
                parts = [f"{tag}_s", f"{tag}_z"]
                new.append(helper.make_node("QuantizeLinear", [x, *parts], [f"{tag}_q"], name=f"{tag}_quantise"))
                new.append(helper.make_node("DequantizeLinear", [f"{tag}_q", *parts], [f"{tag}_x"], name=f"{tag}_back"))
                wrapped[x] = f"{tag}_x"
            node.input[0] = wrapped[x]
        nodes += [*new, node]
    del out.graph.node[:]
    out.graph.node.extend(nodes)
    _store(out, arrays, blob)
    return out


def activation_scales(model: ModelProto, images: Iterable[np.ndarray], share: float = 99.99) -> dict[str, float]:
    """Step of a symmetric int8 code for every convolution's input: its `share` percentile over `images` by 127."""
    import onnxruntime as ort

    arrays = initialisers(model)
    names = sorted({n.input[0] for n in weighted(model, arrays)})
    probe = onnx.ModelProto.FromString(model.SerializeToString())
    given = {i.name for i in probe.graph.input}
    known = {o.name for o in probe.graph.output}
    probe.graph.output.extend(onnx.ValueInfoProto(name=n) for n in names if n not in given | known)
    session = ort.InferenceSession(probe.SerializeToString(), providers=["CPUExecutionProvider"])
    inner = [n for n in names if n not in given]
    peaks: dict[str, list[float]] = {n: [] for n in names}
    for image in images:
        for name in given & set(names):
            peaks[name].append(1.0)
        for name, value in zip(inner, session.run(inner, {probe.graph.input[0].name: image}), strict=True):
            peaks[name].append(float(np.percentile(np.abs(value.ravel()[::7]), share)))
    return {n: max(max(p), 1e-6) / 127 for n, p in peaks.items()}
