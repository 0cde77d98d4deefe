"""A float graph written operator by operator: opset 17, batch 1, only what ONNX Runtime and tract both run."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from onnx import ModelProto, TensorProto, helper

from .checkpoint import Linear, Table

OPSET = 17
KINDS = {"float": TensorProto.FLOAT, "int64": TensorProto.INT64}


class Net:
    """A graph in the making. Values are names; large weights stay in `floats` until they are written."""

    def __init__(self) -> None:
        self.nodes: list = []
        self.floats: dict[str, np.ndarray | Linear | Table] = {}
        self.inputs: list = []
        self.outputs: list = []
        self._count = 0

    def input(self, name: str, shape: Sequence[int | str], kind: str = "float") -> str:
        self.inputs.append(helper.make_tensor_value_info(name, KINDS[kind], shape))
        return name

    def output(self, name: str, value: str, shape: Sequence[int | str]) -> None:
        self.nodes.append(helper.make_node("Identity", [value], [name], name=name))
        self.outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))

    def op(self, kind: str, *inputs: str, **attributes: object) -> str:
        """One operator; gives the name of its result."""
        self._count += 1
        name = f"{kind}_{self._count}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **attributes))
        return name

    def ops(self, kind: str, count: int, *inputs: str, **attributes: object) -> list[str]:
        """One operator with several results."""
        self._count += 1
        names = [f"{kind}_{self._count}.{i}" for i in range(count)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=f"{kind}_{self._count}", **attributes))
        return names

    def const(self, value: np.ndarray | float | Sequence[int], name: str | None = None) -> str:
        """A constant; numbers become fp32, lists of whole numbers int64."""
        if isinstance(value, float):
            value = np.array(value, np.float32)
        elif not isinstance(value, np.ndarray):
            value = np.array(value, np.int64)
        if name is None:
            name = f"const_{value.dtype}_{'x'.join(map(str, value.shape))}_{value.ravel().tolist() if value.size < 9 else len(self.floats)}"
        self.floats.setdefault(name, value)
        return name

    def weight(self, name: str, value: np.ndarray | Linear | Table) -> str:
        self.floats[name] = value
        return name

    # What several models share.

    def matmul(self, x: str, name: str, weight: Linear, bias: np.ndarray | None = None) -> str:
        y = self.op("MatMul", x, self.weight(name, weight))
        return y if bias is None else self.op("Add", y, self.weight(f"{name}.bias", bias))

    def reshape(self, x: str, shape: Sequence[int]) -> str:
        return self.op("Reshape", x, self.const(list(shape)))

    def transpose(self, x: str, order: Sequence[int]) -> str:
        return self.op("Transpose", x, perm=list(order))

    def slice(self, x: str, axis: int, start: int, end: int) -> str:
        return self.op("Slice", x, self.const([start]), self.const([end]), self.const([axis]), self.const([1]))

    def unit(self, x: str, eps: float) -> str:
        """Root-mean-square 1 along the last axis."""
        mean = self.op("ReduceMean", self.op("Mul", x, x), axes=[-1], keepdims=1)
        return self.op("Div", x, self.op("Sqrt", self.op("Add", mean, self.const(float(eps)))))

    def layer_norm(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray, eps: float) -> str:
        return self.op("LayerNormalization", x, self.weight(f"{name}.weight", weight), self.weight(f"{name}.bias", bias),
                       axis=-1, epsilon=float(eps))

    def activation(self, x: str, kind: str) -> str:
        """`gelu`, `gelu_pytorch_tanh`, `quick_gelu`, `silu`; without Pow, which tract is slow at."""
        if kind == "silu":
            return self.op("Mul", x, self.op("Sigmoid", x))
        if kind == "quick_gelu":
            return self.op("Mul", x, self.op("Sigmoid", self.op("Mul", x, self.const(1.702))))
        half = self.op("Mul", x, self.const(0.5))
        if kind == "gelu":
            inner = self.op("Erf", self.op("Mul", x, self.const(0.5**0.5)))
        elif kind in ("gelu_pytorch_tanh", "gelu_new"):
            cube = self.op("Mul", self.op("Mul", self.op("Mul", x, x), x), self.const(0.044715))
            inner = self.op("Tanh", self.op("Mul", self.op("Add", x, cube), self.const((2 / np.pi) ** 0.5)))
        else:
            raise ValueError(f"no activation {kind!r}")
        return self.op("Mul", half, self.op("Add", inner, self.const(1.0)))

    def model(self) -> ModelProto:
        """The graph without its constants, which are `floats`."""
        graph = helper.make_graph(self.nodes, "ocellus", self.inputs, self.outputs)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8, producer_name="ocellus")
