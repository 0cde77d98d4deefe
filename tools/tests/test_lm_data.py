"""Labels come from views exactly, sequences keep conversations apart, and a run can be repeated."""

import importlib
import json
import random
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from ocellus_tools import lm_batch, lm_data, lm_text, lm_tokenizer
from ocellus_tools.lm_model import CELL, GRID, Reader, Shape
from ocellus_tools.model import MAPS
from ocellus_tools.views import Item, View

TOOLS = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def tok():
    return lm_tokenizer.build(lm_text.corpus())


def a_view(kind: str, **more: object) -> View:
    bits = np.zeros((512, 512), np.uint8)
    bits[200:260, 350:410] |= 1 << MAPS.index("disc")
    bits[100:104, 100:106] |= 1 << 2
    bits[300:340, 200:250] |= 1 << 1
    item = Item("x", kind, "train", Path("x.jpg"), None, np.ones(7, np.float32))
    return View(np.zeros((2, 2, 3), np.float32), bits, item.weights, np.array([760.0, 460.0]), np.array([500.0, 512.0]),
                more.get("boxes", []), item)  # fmt: skip


def test_masks_become_boxes_in_thousandths_and_the_side_follows():
    label = lm_data.label_of(a_view("synth"), lm_data.Facts("good", 2, 1))
    assert label.disc == (683, 390, 800, 507) and label.fovea == (488, 500) and label.side == "OD"
    assert label.lesions["haemorrhage"] == [(390, 585, 488, 663)]
    assert label.lesions["hard_exudate"] == [(195, 195, 207, 203)] and "microaneurysm" in label.known
    lm_text.check(lm_text.chain(label), label)


def test_noisy_boxes_are_positives_and_contradict_no_grade():
    boxes = [(1, 10.0, 20.0, 30.0, 44.0)]
    label = lm_data.label_of(a_view("idrid", boxes=boxes), lm_data.Facts("good", 3, 0))
    assert label.lesions == {"haemorrhage": [(20, 39, 59, 86)]} and label.known == {"hard_exudate"}
    none = lm_data.label_of(a_view("idrid", boxes=boxes), lm_data.Facts("good", 0, 0))
    assert not none.lesions and "haemorrhage" in none.known
    assert lm_data.label_of(a_view("synth"), lm_data.Facts("reject", 3, 2)) == lm_text.Label("reject")


def test_targets_follow_ids_and_only_answers_count(tok):
    words = lm_batch.Words.of(tok)
    label = lm_data.label_of(a_view("synth"), lm_data.Facts("good", 2, 1))
    talks = [[(lm_text.CHAIN_PROMPTS[0], lm_text.chain(label))], [("Is this referable?", "Yes.")]]
    seq = lm_batch.sequence(words, talks)
    said = [t for t, w in zip(seq.targets, seq.weights, strict=True) if w > 0]
    text = tok.decode(said, skip_special_tokens=False)
    assert text == lm_text.chain(label) + "<|eos|>" + "Yes.<|eos|>"
    assert seq.positions[0] == lm_batch.PREFIX and seq.positions[seq.groups.index(2)] == lm_batch.PREFIX
    weight = dict(zip(tok.encode("Moderate").ids, [6.0], strict=True))
    assert all(w == 6.0 for t, w in zip(seq.targets, seq.weights, strict=True) if t in weight and w > 0)


def test_conversations_do_not_see_one_another(tok):
    torch.manual_seed(0)
    words = lm_batch.Words.of(tok)
    reader = Reader(Shape(tok.get_vocab_size(), words.base, hidden=32, layers=2, heads=2, kv_heads=1, head_dim=16, inner=32)).eval()
    ask = [("What is the ICDR grade?", "No diabetic retinopathy (ICDR 0).")]
    alone = lm_batch.collate([lm_batch.sequence(words, [ask])])
    after = lm_batch.collate([lm_batch.sequence(words, [[("Read this photograph.", "Right eye.")], ask])])
    image = torch.randn(1, lm_batch.PREFIX, 32)
    table = reader.decoder.table()
    out = [reader.decoder(torch.cat([image, table[b.ids]], 1), b.mask, b.positions) for b in (alone, after)]
    n = alone.ids.shape[1]
    assert torch.allclose(out[0][:, -n:], out[1][:, -n:], atol=1e-5)


def test_a_coordinate_is_taught_as_a_bell_and_a_month_is_not(tok):
    words, bell = lm_batch.Words.of(tok), lm_batch.bells()
    assert int(bell[601].argmax()) == 601 and bell[601].sum() == pytest.approx(1)
    talk = [("Where is the fovea?", lm_text.grounded("fovea", [(601, 10, 700, 20)])), ("What should be done?", lm_text.RESCREEN)]
    batch = lm_batch.collate([lm_batch.sequence(words, [talk])])
    numbers = batch.targets[batch.places] - words.base
    assert numbers.tolist() == [601, 10, 700, 20], "12 months is no coordinate"
    sure = torch.full((int((batch.weights > 0).sum()), tok.get_vocab_size()), -20.0)
    at = int(batch.places[batch.weights > 0].nonzero()[0])
    near, far = sure.clone(), sure.clone()
    near[at, words.base + 604] = far[at, words.base + 900] = 0
    assert lm_batch.word_loss(near, batch, words.base, bell)[0] < lm_batch.word_loss(far, batch, words.base, bell)[0]


def test_a_moved_field_takes_its_boxes_along():
    label = lm_text.Label("good", 2, 1, (601, 455, 731, 590), (421, 500), {"haemorrhage": [(20, 500, 40, 520), (300, 300, 340, 350)]})
    moved = lm_text.shifted(label, -31.2, 0)
    assert moved.disc == (570, 455, 700, 590) and moved.fovea == (390, 500)
    assert moved.lesions["haemorrhage"] == [(269, 300, 309, 350)], "the other one left the field"


def test_every_conversation_is_in_the_tokenizer_and_fits(tok):
    rng = random.Random(1)
    words = lm_batch.Words.of(tok)
    label = lm_text.Label("good", 4, 2, (601, 455, 731, 590), (421, 500), {k: [(1, 2, 30, 40)] * 12 for k in lm_data.KINDS})
    for _ in range(20):
        seq = lm_batch.sequence(words, lm_batch.conversations(label, rng, 2))
        assert max(seq.positions) < Shape(1, 0).context


def test_a_counted_run_repeats_and_resumes(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(TOOLS))
    train = importlib.import_module("train_language")
    rng = np.random.default_rng(0)
    label = lm_text.Label("good", 2, 1, (601, 455, 731, 590), (421, 500), {"hard_exudate": [(100, 100, 160, 150)]})
    rows = [{"name": f"n{i}", "part": "train", "kind": "idrid", "view": 0, "label": lm_data.to_json(label)} for i in range(4)]
    (tmp_path / "views.jsonl").write_text("\n".join(map(json.dumps, rows)))
    trunk = tmp_path / "trunk.pt"
    trunk.write_bytes(b"stands for a trunk: the cells are there already")
    np.zeros((4, 1024, 1024, 3), np.int8).tofile(tmp_path / "views.i8")
    stem = lm_data.stem_of(trunk)
    rng.random((4, CELL, GRID, GRID)).astype(np.float16).tofile(tmp_path / f"cells.{stem}.0.f16")
    (tmp_path / f"cells.{stem}.0.done").write_text("4")

    def run(out: str, steps: int) -> dict:
        given = ["--views", tmp_path, "--trunk", trunk, "--batch", 2, "--most", 0, "--steps", steps, "--threads", 1, "--out", tmp_path / out]
        monkeypatch.setattr(sys, "argv", ["train_language.py", *map(str, given)])
        train.main()
        return torch.load(tmp_path / out / "last.pt", weights_only=True)

    a, b = run("a", 2), run("b", 2)
    assert all(torch.equal(v, b["model"][k]) for k, v in a["model"].items())
    longer = run("a", 3)
    assert longer["step"] == 3 and a["step"] == 2
