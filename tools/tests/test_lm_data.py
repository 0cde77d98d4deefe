"""Labels come from views exactly, sequences keep conversations apart, and a run can be repeated."""

import importlib
import json
import random
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from ocellus_tools import lm_batch, lm_data, lm_points, lm_text, lm_tokenizer
from ocellus_tools.lm_model import CELL, FINE, GRID, POINTS, Placed, Reader, Shape, cells, waves
from ocellus_tools.model import MAPS, WIDTHS
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
    assert label.areas == {"haemorrhage": round(2000 / 3600, 3), "hard_exudate": round(24 / 3600, 3)} and label.cup is None
    assert lm_data.from_json(json.loads(json.dumps(lm_data.to_json(label)))) == label


def test_a_drawn_eye_of_the_wider_format_brings_its_other_lesions_and_conditions():
    v = a_view("synth")
    v.bits = v.bits.astype(np.uint16)
    v.bits[400:420, 100:140] |= 1 << 7
    v.bits[205:245, 360:400] |= 1 << MAPS.index("cup")
    facts = lm_data.Facts("good", None, None, {"glaucoma": True}, tuple(MAPS))
    label = lm_data.label_of(v, facts)
    assert label.lesions["drusen"] == [(195, 780, 273, 819)] and "retinal_scar" in label.known and "retinal_scar" not in label.lesions
    assert label.cup == round(40 / 60, 3) and not label.whole and label.conditions == {"glaucoma": True}
    assert "drusen" not in lm_data.label_of(a_view("synth"), lm_data.Facts("good", 2, 1)).known


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


def test_points_are_taught_where_the_boxes_lie_and_the_tokens_carry_them(tok):
    label = lm_text.Label("good", 2, 1, (601, 455, 731, 590), (421, 500), {"haemorrhage": [(200, 300, 240, 320)]}, frozenset({"haemorrhage"}))
    heat, sure, reach, known = lm_points.targets(label)
    at = POINTS.index("haemorrhage"), int(0.31 * FINE), int(0.22 * FINE)
    assert heat[at] == 1 and heat[POINTS.index("disc")].max() == 1 and sure[at[0]] == 1 and sure[POINTS.index("drusen")] == 0
    centre = (at[2] + 0.5) / FINE
    assert known[at[1:]] == 1 and torch.isclose(reach[2][at[1:]].exp(), torch.tensor(240 / 999 - centre), atol=1e-4)
    found = Placed(torch.zeros(1), torch.where(heat == 1, 9.0, -9.0)[None], reach[None])
    right = lm_points.point_loss(found, *(t[None] for t in (heat, sure, reach, known)))
    wrong = lm_points.point_loss(Placed(found.coarse, -found.heat, found.reach + 1), *(t[None] for t in (heat, sure, reach, known)))
    assert right[1] == 0 and right[0] < 0.1 < wrong[0] and wrong[1] > 0.5
    assert not lm_points.targets(lm_text.Label("reject"))[1].any()


def test_a_place_in_a_token_can_be_copied_from_the_first_step_on():
    torch.manual_seed(1)
    reader = Reader(Shape(1300, 300)).eval()
    corners = torch.tensor([0.1, 0.35, 0.7, 0.9])
    token = reader.projector.corners(torch.cat([waves(c) for c in corners]))
    for layer in reader.decoder.layers[-2:]:
        for corner, value in enumerate(corners):
            head = torch.zeros(8 * 32)
            for q in (2 * corner, 2 * corner + 1):
                head[q * 32 : q * 32 + 32] = layer.v(token)[corner * 32 : corner * 32 + 32]
            said = (layer.o(head) @ reader.decoder.table()[300:1300].T).argmax()
            assert abs(int(said) - float(value) * 999) < 60, "what a head carries is the number of its corner"


def test_cells_keep_their_quarters_in_place():
    maps = [torch.zeros(1, c, 1024 // s, 1024 // s) for c, s in zip(WIDTHS, (2, 4, 8, 16, 32), strict=True)]
    maps[1][0, 3, 100, 201] = 5.0
    reader = Reader(Shape(1300, 300, hidden=32, layers=1, heads=2, kv_heads=1, head_dim=16, inner=32)).eval()
    seen = {}
    reader.projector.sharpen.register_forward_hook(lambda _, given, __: seen.update(sharp=given[0]))
    image = reader.projector(cells(maps))
    assert image.shape == (1, lm_batch.IMAGE, 32)
    assert seen["sharp"][0, WIDTHS[2] + 3].nonzero().tolist() == [[100 // 4, 201 // 4]]


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
    rng.random((4, CELL, GRID, GRID)).astype(np.float16).tofile(tmp_path / f"cells.{stem}.{CELL}.0.f16")
    (tmp_path / f"cells.{stem}.{CELL}.0.done").write_text("4")

    def run(out: str, *more: object) -> dict:
        given = ["--views", tmp_path, "--trunk", trunk, "--batch", 2, "--most", 0, "--steps", 9, "--threads", 1, "--out", tmp_path / out, *more]
        monkeypatch.setattr(sys, "argv", ["train_language.py", *map(str, given)])
        train.main()
        return torch.load(tmp_path / out / "last.pt", weights_only=True)

    whole = run("a")
    assert run("b", "--pause", 4)["step"] == 4
    resumed = run("b")
    assert resumed["step"] == whole["step"] == 9
    assert all(torch.equal(v, resumed["model"][k]) for k, v in whole["model"].items()), "stopped and gone on is the same run"
    assert any(not torch.equal(v, run("c", "--seed", 2)["model"][k]) for k, v in list(whole["model"].items())[-4:])
    assert [train.stage_at(t)[0] for t in (0, 0.2, 0.9)] == ["knowledge", "tasks", "chain"]


def test_the_chain_is_most_of_what_is_taught(tok):
    """By the weight of its words, in the stage that has it; Chinese and refusals have their share."""
    words, rng = lm_batch.Words.of(tok), random.Random(3)
    label = lm_text.Label("good", 2, 1, (601, 455, 731, 590), (421, 500), {"haemorrhage": [(20, 500, 40, 520)] * 3}, frozenset(lm_text.LESIONS[:4]))
    chain = rest = 0.0
    asked = []
    for _ in range(60):
        talks = lm_batch.conversations(label, rng, 2)
        seq = lm_batch.sequence(words, talks)
        chain += sum(w for w, g in zip(seq.weights, seq.groups, strict=True) if g == 1)
        rest += sum(w for w, g in zip(seq.weights, seq.groups, strict=True) if g > 1)
        asked += [question for talk in talks[1:] for question, _ in talk[:1]]
    assert chain > 2 * rest
    assert 0.15 < sum(not q.isascii() for q in asked) / len(asked) < 0.45
