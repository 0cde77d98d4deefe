import numpy as np
from onnx import TensorProto

from ocellus_tools.blob import ALIGN, Blob, quantise


def test_equal_bytes_are_stored_once_and_aligned(tmp_path):
    blob = Blob()
    a = blob.tensor("a", np.arange(10, dtype=np.int8))
    b = blob.tensor("b", np.arange(5, dtype=np.float32))
    c = blob.tensor("c", np.arange(10, dtype=np.int8))
    fields = [{e.key: e.value for e in t.external_data} for t in (a, b, c)]
    assert fields[0] == fields[2]
    assert all(int(f["offset"]) % ALIGN == 0 and f["location"] == "weights.bin" for f in fields)
    assert a.data_type == TensorProto.INT8 and list(b.dims) == [5]
    data = blob.write(tmp_path).read_bytes()
    start = int(fields[1]["offset"])
    assert np.array_equal(np.frombuffer(data[start : start + 20], "<f4"), np.arange(5))


def test_quantise_is_within_half_a_step_and_survives_zero_rows():
    w = np.random.default_rng(1).normal(size=(6, 4, 3)).astype(np.float32)
    w[2] = 0
    q, scale = quantise(w, 0)
    assert q.dtype == np.int8 and scale.shape == (6,) and not q[2].any()
    assert np.all(np.abs(q * scale[:, None, None] - w) <= scale[:, None, None] / 2 + 1e-7)
