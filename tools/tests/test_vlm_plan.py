"""The paper plan agrees with what an export really writes, and with published numbers of parameters."""

from __future__ import annotations

from pathlib import Path

import pytest
import vlm_models as made

from ocellus_tools.vlm import plan, write
from ocellus_tools.vlm.checkpoint import Checkpoint, CheckpointError
from ocellus_tools.vlm.family import open_folder


def test_published_sizes_are_those_of_the_published_models():
    """Parameters of the Qwen2.5 decoders by their model cards, millions: 494 (tied), 1544 (tied), 3086 (tied), 7616."""
    for name, tied, cards in (("internvl3:1b", True, 494), ("internvl3:2b", True, 1544), ("internvl2.5:4b", True, 3086), ("internvl3:8b", False, 7616)):
        w = plan.weights(plan.PUBLISHED[name])
        mine = (w["layers"] + w["head"] + (0 if tied else w["table"])) / 1e6
        assert abs(mine - cards) / cards < 0.01, (name, mine)
        assert abs(w["vision"] / 1e6 - 304) / 304 < 0.12, "InternViT-300M and its projector"


def test_a_folder_is_planned_as_it_is_written(tmp_path: Path):
    folder = made.internvl(tmp_path / "model", "qwen2", seed=3)
    shape = plan.shape_of(str(folder))
    checkpoint = Checkpoint(folder)
    matrices = sum(int.__mul__(*checkpoint.shape(n)) for n in checkpoint if len(checkpoint.shape(n)) == 2)
    patches = 64 * 3 * 14 * 14
    assert sum(plan.weights(shape).values()) == matrices + patches
    write.bundle(open_folder(folder), tmp_path / "bundle", "x", precision="fp32")
    size = (tmp_path / "bundle/weights.bin").stat().st_size
    assert 0.98 < 4 * sum(plan.weights(shape).values()) / size <= 1.0
    text = plan.told(shape, 20.0, "given")
    assert "int8" in text and "20.0 GB/s (given)" in text
    with pytest.raises(CheckpointError, match="neither"):
        plan.shape_of("internvl9:3t")
