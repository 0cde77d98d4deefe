"""Every wording there is, for the tokenizer to learn its words from."""

from __future__ import annotations

from .answers import answers
from .chain import CHAIN_PROMPTS, chain
from .label import CONDITIONS, LESIONS, Label, plain
from .phrases import LANGUAGES
from .questions import CHINESE, KEYED, QUESTIONS, ask, follow_ups, wordings

DISC, FOVEA = (601, 455, 731, 590), (421, 500)


def labels() -> list[Label]:
    """A few labels that between them lead to every sentence."""
    out = [Label("reject")]
    for quality in ("good", "usable"):
        for grade in range(5):
            for dme in range(3):
                for count in (0, 1, 3, 8):
                    found = {k: [(n, 2, n + 9, 4)] * count for n, k in enumerate(LESIONS)} if count else {}
                    areas = {k: count / 50 for k in found}
                    out.append(Label(quality, grade, dme, DISC, FOVEA, found, frozenset(LESIONS), areas, 0.5,
                                     dict.fromkeys(CONDITIONS, bool(count))))  # fmt: skip
    for fovea in (None, (1, 1), (999, 1)):
        out.append(Label("good", 0, 0, DISC, fovea, {"drusen": [(600, 500, 610, 510)]}))
    return out


def corpus() -> list[str]:
    """Every question, answer and chain of those labels."""
    out = [*CHAIN_PROMPTS, *map(plain, LESIONS)]
    for lang in LANGUAGES:
        kinds = [*QUESTIONS, *KEYED]
        keys = {"inside": ("[1, 2, 3, 4]",), "condition": CONDITIONS}
        out += [ask(k, key, i, lang) for k in kinds for key in keys.get(k, LESIONS) for i in range(len(wordings(k, lang)))]
        out += [text for k in ("chain", *CHINESE, *KEYED) for _, text in follow_ups(k, lang)]
    for label in labels():
        out += [chain(label)] if label.whole else []
        out += [answer for lang in LANGUAGES for *_, answer in answers(label, lang)]
    return out
