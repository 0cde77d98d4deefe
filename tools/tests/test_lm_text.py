"""Chain, questions and answers say what the label says, read back, and fit the grammars and the tokenizer."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from ocellus_tools import lm_text as text
from ocellus_tools import lm_tokenizer as words
from ocellus_tools.lm_text.corpus import labels as corpus_labels

HERE = Path(words.__file__).parent


def box(rng: random.Random) -> text.Box:
    (x1, x2), (y1, y2) = sorted(rng.sample(range(1000), 2)), sorted(rng.sample(range(1000), 2))
    return x1, y1, x2, y2


def label(rng: random.Random) -> text.Label:
    found = {kind: [box(rng) for _ in range(rng.choice((0, 0, 1, 3, 8, 12)))] for kind in text.LESIONS}
    return text.Label(quality=rng.choice(list(text.QUALITY)), grade=rng.choice((None, *range(5))), dme=rng.choice((None, 0, 1, 2)),
                      disc=rng.choice((None, box(rng))), lesions=found, known=frozenset(rng.sample(text.LESIONS, rng.randrange(8))),
                      fovea=rng.choice((None, (rng.randrange(1000), rng.randrange(1000)))),
                      areas={k: rng.random() for k in found}, cup=rng.choice((None, rng.random())),
                      conditions={c: rng.random() < 0.5 for c in rng.sample(text.CONDITIONS, 6)})  # fmt: skip


def said_of(one: text.Label) -> list[tuple[str, str, str, str]]:
    """(language, kind, key, answer)."""
    return [(lang, *rest) for lang in text.LANGUAGES for rest in text.answers(one, lang)]


@pytest.fixture(scope="module")
def labels() -> list[text.Label]:
    rng = random.Random(7)
    return [label(rng) for _ in range(80)]


@pytest.fixture(scope="module")
def tokenizer():
    return words.build(text.corpus())


def test_every_chain_and_every_answer_reads_back_to_its_label(labels):
    for one in labels:
        if one.whole:
            text.check(text.chain(one), one)
        for lang, kind, key, answer in said_of(one):
            text.prove(kind, key, answer, one, lang)


def test_a_chain_that_says_something_else_is_found_out():
    read = text.Label("good", 2, 1, (601, 455, 731, 590), (421, 500), {"haemorrhage": [(20, 500, 40, 520)], "hard_exudate": [(90, 80, 99, 99)] * 3})
    said = text.chain(read)
    text.check(said, read)
    changes = (("Moderate", "Severe"), ("(ICDR 2)", "(ICDR 3)"), ("\nfeatures", "\nfeature"), ("601", "602"), ("within 3 months", "within 6 months"),
               ("Few haemorrhages", "Many haemorrhages"), ("away from", "within one disc diameter of"), ("Right", "Left"), ("risk 1", "risk 2"),
               ("good", "usable"), ("<ref>haemorrhage", "<ref>drusen"), (" Several hard exudates away from the fovea.", ""))  # fmt: skip
    for old, new in changes:
        assert old in said
        with pytest.raises(ValueError, match=r".+"):
            text.check(said.replace(old, new, 1), read)


def test_an_answer_to_another_label_is_found_out():
    """Whatever a label changes in an answer, the proof sees; and another language's answer is none."""
    a = text.Label("good", 2, 1, (601, 455, 731, 590), (421, 500), {k: [(20 + 60 * n, 500, 60 + 60 * n, 530)] for n, k in enumerate(text.LESIONS)},
                   frozenset(text.LESIONS), dict.fromkeys(text.LESIONS, 0.2), 0.3, dict.fromkeys(text.CONDITIONS, True))  # fmt: skip
    b = text.Label("usable", 4, 2, (301, 455, 451, 590), (501, 560), {k: [(21 + 60 * n, 700, 70 + 60 * n, 720)] * 4 for n, k in enumerate(text.LESIONS)},
                   frozenset(text.LESIONS), dict.fromkeys(text.LESIONS, 0.9), 0.8, dict.fromkeys(text.CONDITIONS, False))  # fmt: skip
    kinds = set()
    for lang in text.LANGUAGES:
        theirs = {(kind, key): answer for kind, key, answer in text.answers(b, lang)}
        for kind, key, answer in text.answers(a, lang):
            other = theirs.get((kind, key))
            if other not in (None, answer):
                kinds.add(kind)
                with pytest.raises(ValueError, match=r".+"):
                    text.prove(kind, key, other, a, lang)
            with pytest.raises(ValueError, match=r".+"):
                text.prove(kind, key, answer + " ", a, lang)
            if "<" not in answer or any(c.isalpha() for c in answer.split(">")[1]):
                with pytest.raises(ValueError, match=r".+"):
                    text.prove(kind, key, answer, a, "en" if lang == "zh" else "zh")
    assert kinds == {"gradable", "grade", "dme", "manage", "plan", "side", "disc", "fovea", "why", "why_dme", "disc_fovea", "cup",
                     "present", "research", "count", "largest", "area", "distance", "condition"}  # fmt: skip


def test_nothing_is_answered_that_the_label_does_not_say():
    bare = text.Label("good")
    assert {kind for _, kind, *_ in said_of(bare) if not kind.startswith("no_")} == {"gradable", "side", "urgent", "present"}
    assert all(answer in [p.refusals["elsewhere"] for p in text.LANGUAGES.values()] for _, kind, _, answer in said_of(bare) if kind == "present")
    for kind, key in (("grade", ""), ("present", "haemorrhage"), ("count", "haemorrhage"), ("cup", ""), ("condition", "glaucoma"), ("manage", "")):
        with pytest.raises(ValueError, match="doesn't say"):
            text.expected(kind, key, bare)


def test_no_reason_is_given_where_boxes_and_grade_contradict_one_another():
    noisy = text.Label("good", 1, 0, lesions={"hard_exudate": [(1, 2, 30, 40)]})
    assert not {"why", "why_dme"} & {kind for kind, *_ in text.answers(noisy)}
    for kind in ("why", "why_dme"):
        with pytest.raises(ValueError, match="doesn't say"):
            text.expected(kind, "", noisy)
    sound = {kind: answer for kind, _, answer in text.answers(replace(noisy, grade=2, dme=2))}
    assert sound["why"] == "More than microaneurysms: <ref>hard exudate</ref><box>[[1, 2, 30, 40]]</box>"
    assert sound["why_dme"] == "Hard exudates within one disc diameter of the fovea."


def test_a_plain_question_about_another_disease_is_refused_even_of_a_drawn_eye():
    drawn = text.Label("good", 0, 0, conditions={"glaucoma": True}, lesions={"drusen": [(1, 2, 30, 40)]}, known=frozenset(text.LESIONS))
    table = {(kind, key): answer for kind, key, answer in text.answers(drawn)}
    assert table["no_elsewhere", ""] == table["present", "drusen"] == "That is not assessed here."
    assert table["research", "drusen"].startswith("Yes.") and table["condition", "glaucoma"] == "Yes."
    assert text.ask("condition", "glaucoma", 0).startswith("Research only")


def test_a_rejected_photograph_is_refused_and_retaken():
    said = text.chain(text.Label(quality="reject"))
    assert said.startswith("quality: This photograph can't be graded.") and "ungradable, refer" in said
    for lang, p in text.LANGUAGES.items():
        answers = text.answers(text.Label(quality="reject"), lang)
        assert ("referable", "", p.ungradable) in answers and ("present", "haemorrhage", p.ungradable) in answers
        assert ("urgent", "", p.urgent) in answers, "sudden loss of sight is urgent whatever the picture says"


def test_measures_follow_from_the_boxes():
    one = text.Label("good", 2, 0, (600, 450, 700, 550), (400, 500), {"haemorrhage": [(480, 490, 520, 510)]}, frozenset(text.LESIONS), {"haemorrhage": 0.04})
    table = {(kind, key): answer for kind, key, answer in text.answers(one)}
    assert table["disc_fovea", ""] == "About 2.5 disc diameters."
    assert table["distance", "haemorrhage"] == "About 0.8 disc diameters." and table["area", "haemorrhage"] == "Less than 0.1 disc areas."
    moved = text.shifted(one, 60, 0)
    assert {k: a for k, _, a in text.answers(moved)}["disc_fovea"] == "About 2.5 disc diameters."
    gone = text.shifted(one, -520, 0)
    assert "haemorrhage" not in gone.areas, "what left the field is not measured"


def test_the_side_follows_from_disc_and_fovea():
    right = text.Label(disc=(601, 455, 731, 590), fovea=(421, 500))
    assert right.side == "OD" and replace(right, fovea=(800, 500)).side == "OS"
    assert text.Label(disc=right.disc).side == "unknown"


def test_every_question_has_a_wording_in_both_languages_and_no_two_kinds_share_one():
    asked: dict[str, tuple[str, str]] = {}
    for lang in text.LANGUAGES:
        for one in corpus_labels():
            for kind, key, _ in text.answers(one, lang):
                for pick in range(len(text.wordings(kind, lang))):
                    question = text.ask(kind, key, pick, lang)
                    assert "{" not in question and asked.setdefault(question, (kind, key)) == (kind, key)
    assert len(asked) > 150


def test_the_tokenizer_gives_text_back_and_numbers_are_single(labels, tokenizer, tmp_path):
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    tok = words.load(tmp_path / "tokenizer.json")
    base = words.number_base(tok)
    assert tok.get_vocab_size() <= 2048
    assert [tok.token_to_id(str(n)) for n in (0, 7, 601, 999)] == [base, base + 7, base + 601, base + 999]
    for one in labels:
        if one.whole:
            said = text.chain(one)
            ids = tok.encode(said).ids
            assert tok.decode(ids) == said
            assert sum(i >= base for i in ids) >= 4 * sum(map(len, text.parse(said).boxes.values()))
        for _, _, _, answer in said_of(one):
            assert tok.decode(tok.encode(answer).ids) == answer
    assert len(tok.encode("黄斑水肿风险 2。").ids) == 8, "a Chinese letter of the templates is one token"
    for odd in ("Größe 日本 \x00\t\r\n", "1234 007 12,5 [[1, 2, 3, 4]] ICDR 2?", "<|eos|><|image|>"):
        ids = words.plain_ids(tok, odd)
        assert tok.decode(ids, skip_special_tokens=False) == odd and min(ids) >= len(words.SPECIAL)


def test_the_grammar_takes_every_chain_and_answer(labels, tokenizer):
    llguidance = pytest.importorskip("llguidance", reason="llguidance is not installed")
    end = tokenizer.token_to_id(words.EOS)
    rules = llguidance.LLTokenizer(tokenizer.to_str(), eos_token=end)
    for name in ("chain", "answer"):
        grammar = llguidance.LLMatcher.grammar_from_lark((HERE / f"{name}.lark").read_text())
        every = {text.chain(one) for one in labels if one.whole} if name == "chain" else {a for one in labels for *_, a in said_of(one)}
        for said in every:
            ids = [*tokenizer.encode(said).ids, end]
            assert llguidance.LLMatcher(rules, grammar).validate_tokens(ids) == len(ids), said
