"""What the language reader says: labels become the chain, questions and answers in two languages, and are read back."""

from __future__ import annotations

from .answers import answers
from .chain import CHAIN_PROMPTS, GRADES, NO_LESION, PLURALS, QUALITY, RESCREEN, RETAKE, SIDES, STEPS, UNGRADABLE, Parsed, chain, check, parse, refs
from .corpus import corpus
from .label import CONDITIONS, DRAWN_ONLY, FOVEA_HALF, LESIONS, MOST_BOXES, SPOKEN, Box, Label, Point, amount, fovea_box, grounded, months, plain, shifted, shown
from .phrases import LANGUAGES, REFUSALS
from .proof import Said, expected, prove, said
from .questions import QUESTIONS, ask, follow_ups, wordings

__all__ = [
    "CHAIN_PROMPTS", "CONDITIONS", "DRAWN_ONLY", "FOVEA_HALF", "GRADES", "LANGUAGES", "LESIONS", "MOST_BOXES", "NO_LESION", "PLURALS",
    "QUALITY", "QUESTIONS", "REFUSALS", "RESCREEN", "RETAKE", "SIDES", "SPOKEN", "STEPS", "UNGRADABLE", "Box", "Label", "Parsed", "Point",
    "Said", "amount", "answers", "ask", "chain", "check", "corpus", "expected", "follow_ups", "fovea_box", "grounded", "months", "parse",
    "plain", "prove", "refs", "said", "shifted", "shown", "wordings",
]  # fmt: skip
