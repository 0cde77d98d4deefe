"""The one file of weights that every graph of a bundle points into (ONNX external data)."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper

ALIGN = 64
"""Bytes; every array starts on such a boundary, so that it can be mapped and read with wide loads."""


class Blob:
    """Collects arrays; equal bytes are stored once, so that skins and graphs share what they share.

    With `folder` every array goes to disk as it comes, so that weights larger than memory can be written.
    """

    def __init__(self, name: str = "weights.bin", folder: str | Path | None = None) -> None:
        self.name = name
        self._data = io.BytesIO() if folder is None else open(Path(folder) / name, "w+b")
        self._length = 0
        self._seen: dict[bytes, int] = {}

    def add(self, data: bytes | memoryview) -> int:
        """Stores `data` and returns its offset; the same bytes again give the same offset."""
        size = len(data)
        digest = hashlib.sha256(size.to_bytes(8, "little"))
        digest.update(data)
        key = digest.digest()
        if key not in self._seen:
            self._length += self._data.write(b"\0" * (-self._length % ALIGN))
            self._seen[key] = self._length
            self._length += self._data.write(data)
        return self._seen[key]

    def tensor(self, name: str, array: np.ndarray) -> TensorProto:
        """An initializer called `name` whose data lies in this blob."""
        array = np.ascontiguousarray(array)
        data = memoryview(array.astype(array.dtype.newbyteorder("<"), copy=False).reshape(-1).view(np.uint8))
        proto = TensorProto()
        proto.name = name
        proto.data_type = helper.np_dtype_to_tensor_dtype(array.dtype)
        proto.dims.extend(array.shape)
        proto.data_location = TensorProto.EXTERNAL
        for key, value in (("location", self.name), ("offset", self.add(data)), ("length", len(data))):
            entry = proto.external_data.add()
            entry.key, entry.value = key, str(value)
        return proto

    def write(self, folder: Path) -> Path:
        """Writes the file of weights beside the graphs and returns its path."""
        path = Path(folder) / self.name
        if isinstance(self._data, io.BytesIO):
            path.write_bytes(self._data.getbuffer())
        else:
            self._data.flush()
        return path

    def __len__(self) -> int:
        return self._length


def quantise(weight: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric int8 along `axis` (one scale each): `weight ≈ q * scale`, q in −127…127.

    Every exporter uses this one function, so that equal weights give equal bytes.
    """
    others = tuple(i for i in range(weight.ndim) if i != axis)
    scale = (np.abs(weight).max(axis=others) / 127).astype(np.float32)
    scale[scale == 0] = 1
    shape = [-1 if i == axis else 1 for i in range(weight.ndim)]
    q = np.clip(np.rint(weight / scale.reshape(shape)), -127, 127).astype(np.int8)
    return q, scale
