"""The hold-out stands still: a change of these sets is a change of every claim."""

from collections import Counter

from ocellus_tools import split


def test_the_hold_out_is_what_the_claims_say():
    assert split.HELD_LESIONS == ["lesion_07", "lesion_12", "lesion_13", "lesion_14", "lesion_24"]
    assert split.CALIBRATION_LESIONS == ["lesion_15", "lesion_19"]
    assert split.HELD_CHILDREN == ["chase_03", "chase_04", "chase_05", "chase_10"]
    assert sum(n in split.COTTON_WOOL for n in split.HELD_LESIONS) >= 2


def test_twins_and_both_eyes_of_a_child_stand_on_one_side():
    for lesion, graded in split.TWINS.items():
        assert split.part(lesion) == split.part(graded)
    for child in split.CHILDREN:
        assert split.part(child + "L") == split.part(child + "R") == split.part(child)


def test_about_a_fifth_is_held_out():
    parts = Counter(split.part(f"IDRiD_{i:03d}") for i in range(1, 414))
    assert 60 <= parts["holdout"] <= 100
    assert parts["calibration"] >= 40
    assert sum(parts.values()) == 413
