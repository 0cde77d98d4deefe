"""`export_vlm.py` as it is called, and how much memory writing takes."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
import tracemalloc
from pathlib import Path

import pytest
import vlm_models as made

from ocellus_tools.vlm import template, write
from ocellus_tools.vlm.checkpoint import Checkpoint, CheckpointError
from ocellus_tools.vlm.family import open_folder, rename

ROOT = Path(__file__).resolve().parents[2]
EYE = ROOT / "tests/data/vlm/eye.png"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.internvl(tmp_path_factory.mktemp("model") / "m", "qwen2", seed=31)


def command(*words: object) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, str(ROOT / "tools/export_vlm.py"), *map(str, words)], capture_output=True, text=True, timeout=600)


def test_a_folder_becomes_a_bundle_with_its_report(folder: Path, tmp_path: Path):
    seen = tmp_path / "seen"
    seen.mkdir()
    (seen / "eye.png").write_bytes(EYE.read_bytes())
    done = command(folder, tmp_path / "bundle", "--name", "small", "--licence", "MIT", "--tiles", 2, "--system", "Be brief.",
                   "--photographs", seen, "--parity")
    assert done.returncode == 0, done.stderr
    manifest = tomllib.loads((tmp_path / "bundle/bundle.toml").read_text())
    assert (manifest["name"], manifest["licence"], manifest["precision"]) == ("small", "MIT", "int8")
    assert manifest["language"]["image"]["maximum_tiles"] == 2 and manifest["language"]["template"]["system"] == "Be brief."
    report = json.loads((tmp_path / "bundle.parity.json").read_text())
    rows = {(r["precision"], r["skin"]): r for r in report["rows"]}
    assert rows["fp32", "cpu"]["logits_relative"] <= report["limit_fp32"] and rows["fp32", "cpu"]["greedy_same"] == 3
    assert report["tiles"] in (1, 3), "one tile, or two and their thumbnail"
    assert not list(tmp_path.glob("tmp*")), "nothing is left behind"
    assert "logits" in done.stdout


def test_faults_are_told_in_one_line(folder: Path, tmp_path: Path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full/file").touch()
    for words, said in (((tmp_path / "none", tmp_path / "a"), "supported are internvl and llava"), ((folder, tmp_path / "full"), "not empty"),
                        ((folder, tmp_path / "b", "--template", "alpaca"), "no template 'alpaca'"), ((folder, tmp_path / "c", "--convert"), "original form"),
                        (("--plan", "internvl9:3t"), "neither a folder nor")):
        done = command(*words)
        assert done.returncode == 1 and said in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert command(folder).returncode == 2
    done = command("--plan", folder, "--bandwidth", 20)
    assert done.returncode == 0 and "20.0 GB/s (given)" in done.stdout


def test_the_model_is_never_held(tmp_path: Path):
    """Twelve layers are written; at no time is memory taken for more than a part of them."""
    path = made.internvl(tmp_path / "deep", "llama", seed=32, language={"num_hidden_layers": 12, "hidden_size": 128, "intermediate_size": 512})
    model = open_folder(path)
    decoder, floats = model.graphs()["decoder_model_merged"]
    size = sum(4 * f.size for f in floats.values())
    blob = write.Blob(folder=tmp_path)
    tracemalloc.start()
    for skin in ("cpu", "float"):
        write.save(skin, decoder, floats, blob, tmp_path / f"{skin}.onnx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 10_000_000 and peak < 0.25 * size, (peak, size)


def test_names_of_older_checkpoints_are_known():
    for old, new in (("language_model.model.layers.0.mlp.up_proj.weight", "model.language_model.layers.0.mlp.up_proj.weight"),
                     ("language_model.lm_head.weight", "lm_head.weight"), ("lm_head.weight", "lm_head.weight"),
                     ("vision_tower.vision_model.encoder.layers.1.mlp.fc1.bias", "model.vision_tower.encoder.layers.1.mlp.fc1.bias"),
                     ("multi_modal_projector.linear_1.weight", "model.multi_modal_projector.linear_1.weight"),
                     ("model.language_model.norm.weight", "model.language_model.norm.weight")):
        assert rename(old) == new == rename(new)


def test_a_template_can_be_named(folder: Path):
    assert template.find(folder, "<image>", "llava")[0].kind == "llava"
    with pytest.raises(CheckpointError, match="no template"):
        template.find(folder, "<image>", "x")
    assert "lm_head.weight" in Checkpoint(folder, rename)
