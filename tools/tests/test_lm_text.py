"""The chain says what the label says, reads back, and fits the grammar and the tokenizer."""

import random
from pathlib import Path

import pytest

from ocellus_tools import lm_text as text
from ocellus_tools import lm_tokenizer as words

HERE = Path(text.__file__).parent


def box(rng: random.Random) -> text.Box:
    (x1, x2), (y1, y2) = sorted(rng.sample(range(1000), 2)), sorted(rng.sample(range(1000), 2))
    return x1, y1, x2, y2


def label(rng: random.Random) -> text.Label:
    found = {kind: [box(rng) for _ in range(rng.choice((0, 0, 1, 3, 8, 12)))] for kind in text.LESIONS}
    return text.Label(quality=rng.choice(list(text.QUALITY)), grade=rng.randrange(5), dme=rng.randrange(3),
                      disc=rng.choice((None, box(rng))), lesions=found, known=frozenset(text.LESIONS),
                      fovea=rng.choice((None, (rng.randrange(1000), rng.randrange(1000)))))


@pytest.fixture(scope="module")
def labels() -> list[text.Label]:
    rng = random.Random(7)
    return [label(rng) for _ in range(80)]


@pytest.fixture(scope="module")
def tokenizer():
    return words.build(text.corpus())


def test_every_chain_reads_back_to_its_label(labels):
    for one in labels:
        text.check(text.chain(one), one)


def test_a_chain_that_says_something_else_is_found_out(labels):
    read = next(x for x in labels if x.quality != "reject" and x.disc and x.grade == 2)
    said = text.chain(read)
    for old, new in (("Moderate", "Severe"), ("(ICDR 2)", "(ICDR 3)"), ("\nfeatures", "\nfeature"),
                     (str(read.disc[0]), str((read.disc[0] + 1) % 1000)), ("within 1 month", "within 6 month")):
        if old in said:
            with pytest.raises(ValueError):
                text.check(said.replace(old, new, 1), read)


def test_a_rejected_photograph_is_refused_and_retaken():
    said = text.chain(text.Label(quality="reject"))
    assert said.startswith("quality: This photograph can't be graded.") and "ungradable, refer" in said
    assert ("referable", "", text.UNGRADABLE) in text.answers(text.Label(quality="reject"))


def test_the_side_follows_from_disc_and_fovea():
    right = text.Label(disc=(601, 455, 731, 590), fovea=(421, 500))
    assert right.side == "OD" and text.Label(disc=(601, 455, 731, 590), fovea=(800, 500)).side == "OS"
    assert text.Label(disc=right.disc).side == "unknown"


def test_the_tokenizer_gives_text_back_and_numbers_are_single(labels, tokenizer, tmp_path):
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    tok = words.load(tmp_path / "tokenizer.json")
    base = words.number_base(tok)
    assert tok.get_vocab_size() <= 2048
    assert [tok.token_to_id(str(n)) for n in (0, 7, 601, 999)] == [base, base + 7, base + 601, base + 999]
    for one in labels:
        said = text.chain(one)
        ids = tok.encode(said).ids
        assert tok.decode(ids) == said
        assert sum(i >= base for i in ids) >= 4 * sum(map(len, text.parse(said).boxes.values()))
    for odd in ("Größe 日本 \x00\t\r\n", "1234 007 12,5 [[1, 2, 3, 4]] ICDR 2?", "<|eos|><|image|>"):
        ids = words.plain_ids(tok, odd)
        assert tok.decode(ids, skip_special_tokens=False) == odd and min(ids) >= len(words.SPECIAL)


def test_the_grammar_takes_every_chain_and_answer(labels, tokenizer):
    llguidance = pytest.importorskip("llguidance", reason="llguidance is not installed")
    end = tokenizer.token_to_id(words.EOS)
    rules = llguidance.LLTokenizer(tokenizer.to_str(), eos_token=end)
    for name in ("chain", "answer"):
        grammar = llguidance.LLMatcher.grammar_from_lark((HERE / f"{name}.lark").read_text())
        for one in labels:
            for said in [text.chain(one)] if name == "chain" else [a for *_, a in text.answers(one)]:
                ids = [*tokenizer.encode(said).ids, end]
                assert llguidance.LLMatcher(rules, grammar).validate_tokens(ids) == len(ids), said
