"""What `evaluate_language.py` claims of a reader that says its labels, and of one that says nothing sound."""

import importlib
from pathlib import Path

import numpy as np
import pytest

from ocellus_tools import lm_text as text

LABELS = [text.Label("good", grade, grade // 2, (601, 455, 731, 590), (421, 500),
                     {"haemorrhage": [(20 + 100 * n, 500, 60 + 100 * n, 540) for n in range(grade)]} if grade else {},
                     frozenset(text.LESIONS[:4])) for grade in range(5)]  # fmt: skip
QUESTIONS = 40


class Knows:
    """Answers every question from the label itself."""

    def __init__(self, label: text.Label) -> None:
        self.answers = {text.CHAIN_PROMPTS[0]: text.chain(label)}
        self.answers |= {text.ask(kind, key, 0, lang): said for lang in text.LANGUAGES for kind, key, said in text.answers(label, lang)}
        self.label = label

    def image(self, pixels: np.ndarray) -> np.ndarray:
        return pixels

    def say(self, features: np.ndarray, question: str, most: int = 0) -> str:
        return self.answers[question]

    def odds(self, features: np.ndarray, question: str, answers: list[str]) -> np.ndarray:
        said = self.answers[question]
        return np.array([1.0 if said.startswith(a) else 0.0 for a in answers])


class Raves(Knows):
    """Says the same sentence whatever is asked."""

    def say(self, features: np.ndarray, question: str, most: int = 0) -> str:
        return "Right eye."


@pytest.fixture
def evaluate(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent))
    return importlib.import_module("evaluate_language")


def claims(evaluate, reader: type) -> dict[tuple[str, str], float]:
    reads = [evaluate.read(reader(label), label, np.zeros(1), f"eye {n}", QUESTIONS) for n, label in enumerate(LABELS)]
    made = evaluate.graded(reads) + evaluate.placed(reads) + evaluate.texts(reads, "x") + evaluate.answered(reads, "x")
    assert all(c["n"] > 0 and c["interval"][0] <= c["value"] + 1e-9 for c in made)
    return {(c["task"], c["metric"]): c["value"] for c in made}


def test_a_reader_that_says_its_labels_has_full_marks(evaluate):
    made = claims(evaluate, Knows)
    assert min(made.values()) > 0.999, {k: v for k, v in made.items() if v < 0.999}
    assert {("language_answer", "right (zh)"), ("language_refusal", "right (en)"), ("language_answer_count", "right (en)"),
            ("language_consistency", "positive statements that agree"), ("language_contradiction", "chains that deny no label")} <= set(made)  # fmt: skip


def test_a_reader_that_raves_has_none(evaluate):
    made = claims(evaluate, Raves)
    assert made["language_refusal", "right (en)"] == 0 and made["language_finding", "kinds that are there and named (recall)"] == 0
    assert made["language_answer_side", "right (en)"] == 1, "once it is right"
    assert made["language_answer", "right (zh)"] == 0 and made["language_consistency", "positive statements that agree"] == 0
