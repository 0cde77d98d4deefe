"""A Hugging Face folder's tensors, read one at a time: safetensors, in one file or in shards."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import ml_dtypes
import numpy as np
from onnx import TensorProto

from ..blob import Blob, quantise

DTYPES = {"F64": np.float64, "F32": np.float32, "F16": np.float16, "BF16": ml_dtypes.bfloat16, "I64": np.int64}
HEADER_LIMIT = 100 << 20
"""Bytes; the format's own bound."""
ROWS = 1 << 24
"""Numbers that are expanded to float at once while a matrix is quantised."""


class CheckpointError(Exception):
    """A folder that cannot be used; the message says which file and what to do."""


class Checkpoint:
    """Names and tensors of a folder. Nothing is read before it is asked for."""

    def __init__(self, folder: str | Path, rename: Callable[[str], str] = lambda name: name) -> None:
        self.folder = Path(folder)
        self._place: dict[str, tuple[Path, str, tuple[int, ...], int, int]] = {}
        shards = sorted(self.folder.glob("*.safetensors"))
        if not shards:
            raise CheckpointError(f"{folder} has no *.safetensors; save the model with safe_serialization first")
        for path in shards:
            for name, entry in header(path).items():
                start, end = entry["data_offsets"]
                self._place[rename(name)] = (path, entry["dtype"], tuple(entry["shape"]), entry["at"] + start, end - start)

    def __contains__(self, name: str) -> bool:
        return name in self._place

    def __iter__(self) -> Iterator[str]:
        return iter(self._place)

    def _entry(self, name: str) -> tuple[Path, str, tuple[int, ...], int, int]:
        if name not in self._place:
            raise CheckpointError(f"{self.folder} has no tensor {name!r}")
        return self._place[name]

    def shape(self, name: str) -> tuple[int, ...]:
        return self._entry(name)[2]

    def dtype(self, name: str) -> str:
        """As safetensors writes it: `BF16`, `F32`."""
        return self._entry(name)[1]

    def raw(self, name: str) -> np.ndarray:
        """The tensor as it lies in the file, mapped."""
        path, dtype, shape, at, size = self._entry(name)
        if dtype not in DTYPES:
            raise CheckpointError(f"{path}: {name!r} is {dtype}, which is not read here")
        kind = np.dtype(DTYPES[dtype])
        if size != int(np.prod(shape, dtype=np.int64)) * kind.itemsize:
            raise CheckpointError(f"{path}: {name!r} has {size} bytes for {shape} of {dtype}")
        if size == 0:
            return np.zeros(shape, kind)
        return np.memmap(path, mode="r", dtype=np.uint8, offset=at, shape=(size,)).view(kind).reshape(shape)

    def read(self, name: str) -> np.ndarray:
        """The tensor in fp32."""
        return np.asarray(self.raw(name)).astype(np.float32)

    def linear(self, *names: str, scale: dict[str, float] | None = None, gain: str | None = None,
               rows: str | None = None) -> Linear:
        """Weights of one or more linear layers [out, in] that share their input, as one matrix [in, out].

        `scale` multiplies a layer (name → factor), `gain` names a vector over the inputs (a norm's weights before the
        layer), `rows` one over the outputs (a layer scale after it).
        """
        factors = [(scale or {}).get(n, 1.0) for n in names]
        return Linear([lambda n=n: self.raw(n) for n in names], [self.shape(n) for n in names], factors,
                      self.read(gain) if gain else None, self.read(rows) if rows else None)


def header(path: Path) -> dict[str, dict]:
    """Name → dtype, shape, offsets of one file; `at` is where its data begins."""
    with open(path, "rb") as file:
        first = file.read(8)
        size = struct.unpack("<Q", first)[0] if len(first) == 8 else 0
        if not 2 <= size <= HEADER_LIMIT:
            raise CheckpointError(f"{path} is no safetensors file")
        try:
            entries = json.loads(file.read(size))
        except ValueError as error:
            raise CheckpointError(f"{path} is no safetensors file: {error}") from error
    return {n: {**e, "at": 8 + size} for n, e in entries.items() if n != "__metadata__"}


class Linear:
    """A matrix [in, out] that is read when it is written; looks like an array to the skins' writer."""

    dtype, ndim = np.dtype(np.float32), 2

    def __init__(self, parts: list[Callable[[], np.ndarray]], shapes: list[tuple[int, ...]], factors: list[float],
                 gain: np.ndarray | None = None, rows: np.ndarray | None = None) -> None:
        self.parts, self.factors, self.gain, self.rows = parts, factors, gain, rows
        self.outputs = [s[0] for s in shapes]
        self.shape = (shapes[0][1], sum(self.outputs))
        self.size = self.shape[0] * self.shape[1]
        self.nbytes = 4 * self.size
        self._packed: dict[int, tuple[TensorProto | np.ndarray, np.ndarray]] = {}

    def pieces(self) -> Iterator[tuple[int, np.ndarray]]:
        """First output and [outputs, in] in fp32, a stretch of outputs at a time."""
        first = 0
        step = max(1, ROWS // self.shape[0])
        for part, factor, outputs in zip(self.parts, self.factors, self.outputs, strict=True):
            data = part()
            for at in range(0, outputs, step):
                piece = np.asarray(data[at : at + step]).astype(np.float32)
                if factor != 1.0:
                    piece *= np.float32(factor)
                if self.gain is not None:
                    piece *= self.gain
                if self.rows is not None:
                    piece *= self.rows[first + at : first + at + len(piece), None]
                yield first + at, piece
            first += outputs

    def __array__(self, dtype: object = None, copy: object = None) -> np.ndarray:
        whole = np.empty(self.shape, np.float32)
        for at, piece in self.pieces():
            whole[:, at : at + len(piece)] = piece.T
        return whole

    def quantised(self, name: str, axis: int, blob: Blob) -> tuple[TensorProto, np.ndarray]:
        """As `blob.quantise` would, a scale for each output, without ever holding the whole in float. Done once."""
        if axis not in self._packed:
            if axis != 1:
                raise ValueError("a linear layer has a scale for each output")
            q = np.empty(self.shape, np.int8)
            scale = np.empty(self.shape[1], np.float32)
            for at, piece in self.pieces():
                part, scale[at : at + len(piece)] = quantise(piece, 0)
                q[:, at : at + len(piece)] = part.T
            self._packed[axis] = blob.tensor(f"{name}/s8", q), scale
        return self._packed[axis]


class Table:
    """The token table [vocabulary, hidden], likewise: a scale for each row."""

    dtype, ndim = np.dtype(np.float32), 2

    def __init__(self, part: Callable[[], np.ndarray], shape: tuple[int, ...]) -> None:
        self.part, self.shape = part, shape
        self.size = shape[0] * shape[1]
        self.nbytes = 4 * self.size
        self._packed: tuple[TensorProto, np.ndarray] | None = None

    def __array__(self, dtype: object = None, copy: object = None) -> np.ndarray:
        return np.asarray(self.part()).astype(np.float32)

    def quantised(self, name: str, axis: int, blob: Blob) -> tuple[TensorProto, np.ndarray]:
        if self._packed is None:
            if axis != 0:
                raise ValueError("a table has a scale for each row")
            data, step = self.part(), max(1, ROWS // self.shape[1])
            q = np.empty(self.shape, np.int8)
            scale = np.empty(self.shape[0], np.float32)
            for at in range(0, self.shape[0], step):
                piece = np.asarray(data[at : at + step]).astype(np.float32)
                q[at : at + step], scale[at : at + step] = quantise(piece, 0)
            self._packed = blob.tensor(f"{name}/s8", q), scale
        return self._packed
