"""Measures of text: what is right counts as right, and each kind of wrong as wrong."""

import random

import pytest

from ocellus_tools import lm_measure as measure
from ocellus_tools import lm_text as text

LABEL = text.Label("good", 2, 1, (601, 455, 731, 590), (421, 500), {"haemorrhage": [(20, 500, 60, 540)], "hard_exudate": [(90, 80, 120, 99)] * 3},
                   frozenset(text.LESIONS[:4]), {"haemorrhage": 0.4})  # fmt: skip
SAID = text.chain(LABEL)


def test_a_true_chain_is_faultless():
    chain = text.parse(SAID)
    assert measure.findings(chain, LABEL) == ([True, True], [True, True])
    assert min(measure.box_overlaps(chain, LABEL)) > 0.99 and not measure.contradictions(chain, LABEL)
    assert all(agrees for agrees, _ in measure.statements(chain, LABEL))


def test_an_invented_finding_costs_precision_and_a_missed_one_recall():
    invented = text.parse(SAID.replace("\nfeatures: ", " <ref>cotton wool spot</ref><box>[[1, 2, 3, 4]]</box>\nfeatures: Few cotton wool spots. "))
    assert measure.findings(invented, LABEL) == ([False, True, True], [True, True])
    assert measure.contradictions(invented, LABEL) == ["label: no cotton_wool_spot"]
    missed = text.parse(SAID.replace("<ref>haemorrhage</ref><box>[[20, 500, 60, 540]]</box> ", ""))
    assert measure.findings(missed, LABEL) == ([True], [False, True]) and 0.0 in measure.box_overlaps(missed, LABEL)
    assert measure.contradictions(missed, LABEL) == ["features and lesions"]


@pytest.mark.parametrize(("old", "new", "what"), [
    ("within 3 months", "within 6 months", "management and diagnosis"),
    ("Several hard", "Few hard", "number of boxes and amount"),
    ("Moderate non-proliferative diabetic retinopathy (ICDR 2)", "No diabetic retinopathy (ICDR 0)", "lesions, and grade 0"),
])  # fmt: skip
def test_lines_that_deny_one_another_are_found(old, new, what):
    assert old in SAID and what in measure.contradictions(text.parse(SAID.replace(old, new)), LABEL)


def test_negatives_raise_consistency_and_not_positive_recall():
    silent = text.chain(text.Label("good", 0, 0, LABEL.disc, LABEL.fovea))
    said = measure.statements(text.parse(silent), LABEL)
    assert sum(a for a, _ in said) / len(said) > 0.3 and not any(a for a, positive in said if positive)
    assert measure.statements(None, text.Label("reject")) == [(False, False)]


@pytest.mark.parametrize("lang", list(text.LANGUAGES))
def test_an_answer_is_right_or_it_is_not(lang):
    table = {(kind, key): answer for kind, key, answer in text.answers(LABEL, lang)}
    assert all(measure.right(kind, key, answer, LABEL, lang) for (kind, key), answer in table.items())
    other = text.Label("usable", 0, 0, (301, 455, 431, 590), (821, 700), {}, frozenset(text.LESIONS[:4]))
    wrong = {(kind, key): answer for kind, key, answer in text.answers(other, lang)}
    for at in (("grade", ""), ("dme", ""), ("side", ""), ("disc", ""), ("gradable", ""), ("present", "haemorrhage"), ("disc_fovea", "")):
        assert not measure.right(*at, wrong[at], LABEL, lang), at
    assert not measure.right("no_who", "", table["no_doctor", ""], LABEL, lang) and not measure.right("grade", "", "Hm.", LABEL, lang)


def test_a_box_counts_where_it_meets_and_a_number_where_it_is_near():
    assert measure.right("disc", "", text.grounded("optic disc", [(620, 450, 740, 580)]), LABEL, "en")
    assert not measure.right("disc", "", text.grounded("optic disc", [(10, 450, 140, 580)]), LABEL, "en")
    assert measure.right("area", "haemorrhage", "About 0.5 disc areas.", LABEL, "en")
    assert not measure.right("area", "haemorrhage", "About 0.9 disc areas.", LABEL, "en")


def test_the_quiz_repeats_and_asks_each_kind_once():
    asked = [measure.quiz(LABEL, "zh", 12, random.Random("x")) for _ in range(2)]
    assert asked[0] == asked[1] and len({kind for kind, *_ in asked[0]}) == 12
