"""Labels become training sequences: one photograph, then several conversations that do not see one another."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from . import lm_text, lm_tokenizer
from .lm_model import SIDE
from .lm_text import Label

IMAGE = SIDE * SIDE
PREFIX = IMAGE + 2
"""`<|bos|><|user|>` and the photograph, shared by all conversations of a sequence."""
SPREAD = 7.0
"""A coordinate is taught as a bell about its value with this deviation (thousandths)."""
WEIGHTS = (
    (re.compile(r"[0-9]+(?=, |\]\])"), 0.7),
    (re.compile(r"(?<=</ref><box>\[\[)[0-9, ]+(?=\]\]</box> (?:<ref>fovea|Right|Left))"), 2.0),
    (re.compile(r"<ref>(?:fovea|中心凹)</ref><box>\[\[[0-9, ]+"), 2.0),
    (re.compile(r"Right|Left|The side|[右左](?=眼)|无法判断"), 3.0),
    (re.compile(r"(?<=quality: )\w+|(?<=photograph is )\w+|(?<=照片质量)..|这张照片无法"), 3.0),
    (re.compile(r"(?:No|Mild|Moderate|Severe|Proliferative)(?= (?:non-pro|diabetic))|[无轻中重增](?=度?(?:非增殖|糖尿病|殖性糖))"), 6.0),
    (re.compile(r"(?<=[kn险]) [0-2]"), 4.0),
    (re.compile(r"(?<=ICDR) [0-4]|[0-9]+(?= months| 个月)"), 1.0),
    (re.compile(r"(?<=lesions: )(?:<ref>[a-z]+|No|Lesions)|</box>(?= <ref>)|\]\]</box>|\], \[|(?<=[ 。])<ref>[^<]+"), 0.7),
    (re.compile(r"Yes|No(?=\.)|^[是否有没]"), 4.0),
    (re.compile(r"(?<=^Yes\.) \S+|(?<=^是。) ?照片|(?<=^有。) <ref>"), 1.0),
    (re.compile(r"^<ref>[^<]+(?=</ref>$)|^No lesion is|^那里未"), 3.0),
    (re.compile(r"Few|Several|Many|None|少量|若干|大量|^无(?=。)"), 1.5),
    (re.compile(r"(?<=[a-z]) (?:within|away)|(?<=within) [0-9]|Rescreen|Refer|farther|超过|不足"), 1.5),
    (re.compile(r"[0-9]*[ 0-9]\.[0-9]|Less|不足"), 2.0),
    (re.compile(r"^(?:Microaneurysms|More|Signs of \w+|No lesion of|仅有|不止|有重度|有增殖|未见)"), 2.0),
    (re.compile(r"^(?:A photograph \w+|That|This photograph shows|A doctor|Only|Refer urgently|照片[无不]|此处[不只]|这张照片只|这由|无论)"), 1.0),
)
BASE = 0.25
COORDINATE = re.compile(r"[0-9]+(?=, [0-9]|\]\])")


@dataclass
class Words:
    """The tokenizer's ids that a sequence needs."""

    tok: Tokenizer
    bos: int
    eos: int
    user: int
    assistant: int
    base: int

    @classmethod
    def of(cls, tok: Tokenizer) -> Words:
        bos, eos, _, user, assistant = (tok.token_to_id(t) for t in lm_tokenizer.SPECIAL)
        return cls(tok, bos, eos, user, assistant, lm_tokenizer.number_base(tok))

    def answer(self, text: str) -> tuple[list[int], list[float], list[bool]]:
        """Ids of an answer with its end, how much each token counts, and which are coordinates."""
        encoded = self.tok.encode(text)
        worth = np.full(len(text) + 1, BASE)
        for pattern, weight in WEIGHTS:
            for match in pattern.finditer(text):
                worth[match.start() : match.end()] = np.maximum(worth[match.start() : match.end()], weight)
        weights = [float(worth[a:b].max()) if b > a else BASE for a, b in encoded.offsets]
        places = {m.start() for m in COORDINATE.finditer(text)}
        return [*encoded.ids, self.eos], [*weights, 1.0], [*(a in places for a, _ in encoded.offsets), False]


@dataclass
class Sequence:
    """Tokens after the photograph. A conversation sees the photograph and itself; positions start again in each."""

    ids: list[int]
    targets: list[int]
    weights: list[float]
    places: list[bool]
    positions: list[int]
    groups: list[int]


OFTEN = {"referable": 4.0, "grade": 2.0, "dme": 1.5, "inside": 0.7, "present": 1.5, "largest": 0.7, "condition": 0.3, "research": 0.5,
         "urgent": 0.3, "gradable": 0.7}  # fmt: skip
"""How often a kind is asked, against 1; what needs no look at the photograph is asked seldom."""
CHINESE_SHARE = 0.3
FOLLOW_SHARE = 0.25


def conversations(label: Label, rng: random.Random, questions: int, chain: bool = True) -> list[list[tuple[str, str]]]:
    """The chain where it is wanted and the label supports it, and a few questions; now and then one follows on."""
    out: list[list[tuple[str, str]]] = []
    table = {lang: lm_text.answers(label, lang) for lang in lm_text.LANGUAGES}
    weight = [OFTEN.get(kind, 0.3 if kind.startswith("no_") else 1.0) for kind, *_ in table["en"]]
    many = {kind: sum(k == kind for k, *_ in table["en"]) for kind, *_ in table["en"]}
    weight = [w / many[kind] ** 0.5 for w, (kind, *_) in zip(weight, table["en"], strict=True)]
    for at in rng.choices(range(len(weight)), weight, k=questions):
        lang = "zh" if rng.random() < CHINESE_SHARE else "en"
        kind, key, answer = table[lang][at]
        out.append([(lm_text.ask(kind, key, rng.randrange(64), lang), answer)])
        out[-1] += followed(kind, key, table[lang], lang, rng)
    if chain and label.whole:
        prompt = lm_text.CHAIN_PROMPTS[0 if rng.random() < 0.7 else rng.randrange(len(lm_text.CHAIN_PROMPTS))]
        out.insert(0, [(prompt, lm_text.chain(label))])
        if label.quality != "reject":
            out[0] += followed("chain", "", table["en"], "en", rng)
    return out


def followed(kind: str, key: str, table: list, lang: str, rng: random.Random) -> list[tuple[str, str]]:
    """At times one more turn: what may be asked after `kind` and is answered by the same label."""
    if rng.random() >= FOLLOW_SHARE:
        return []
    known = {(k, at): answer for k, at, answer in table}
    may = [(question, known[then, at]) for then, question in lm_text.follow_ups(kind, lang) for at in (key, "") if (then, at) in known]
    return [rng.choice(may)] if may else []


def sequence(words: Words, talks: list[list[tuple[str, str]]]) -> Sequence:
    out = Sequence([], [], [], [], [], [])
    for group, talk in enumerate(talks, 1):
        ids: list[int] = []
        worth: list[float] = []
        places: list[bool] = []
        for turn, (question, answer) in enumerate(talk):
            asked = [*([words.user] if turn else []), *words.tok.encode(question).ids, words.assistant]
            said, weights, at = words.answer(answer)
            ids += asked + said
            worth += [0.0] * len(asked) + weights
            places += [False] * len(asked) + at
        out.ids += ids[:-1]
        out.targets += ids[1:]
        out.weights += worth[1:]
        out.places += places[1:]
        out.positions += range(PREFIX, PREFIX + len(ids) - 1)
        out.groups += [group] * (len(ids) - 1)
    return out


@dataclass
class Batch:
    """`ids`… [B, T] for what follows the photograph; `mask` [B, 1, PREFIX+T, PREFIX+T]; `positions` [B, PREFIX+T]."""

    ids: Tensor
    targets: Tensor
    weights: Tensor
    places: Tensor
    positions: Tensor
    mask: Tensor


def collate(sequences: list[Sequence]) -> Batch:
    longest = max(len(s.ids) for s in sequences)

    def pad(name: str, fill: float, kind: torch.dtype) -> Tensor:
        return torch.tensor([getattr(s, name) + [fill] * (longest - len(s.ids)) for s in sequences], dtype=kind)

    groups = torch.cat([torch.zeros(len(sequences), PREFIX, dtype=torch.long), pad("groups", -1, torch.long)], 1)
    before = torch.arange(PREFIX).expand(len(sequences), -1)
    positions = torch.cat([before, pad("positions", 0, torch.long)], 1)
    same = (groups[:, :, None] == groups[:, None, :]) | (groups[:, None, :] == 0)
    mask = same & torch.ones(same.shape[1:], dtype=torch.bool).tril()
    return Batch(pad("ids", 0, torch.long), pad("targets", 0, torch.long), pad("weights", 0.0, torch.float32),
                 pad("places", False, torch.bool), positions, mask[:, None])  # fmt: skip


def bells() -> Tensor:
    """Soft targets of the thousand numbers [1000, 1000]."""
    n = torch.arange(1000, dtype=torch.float32)
    return torch.softmax(-((n[:, None] - n[None, :]) ** 2) / (2 * SPREAD**2), 1)


def word_loss(logits: Tensor, batch: Batch, base: int, bell: Tensor) -> tuple[Tensor, Tensor]:
    """Weighted loss over the tokens that count (`logits` [M, vocabulary]), coordinates against their bell.

    The second is the loss of the words alone, for the curve.
    """
    on = batch.weights > 0
    targets, weights, places = batch.targets[on], batch.weights[on], batch.places[on]
    logp = torch.log_softmax(logits.float(), -1)
    loss = -logp.gather(1, targets[:, None])[:, 0]
    text = (loss * weights)[~places].sum() / weights[~places].sum().clamp(min=1e-6)
    if places.any():
        numbers = logp[places][:, base : base + 1000]
        loss = loss.masked_scatter(places, -(bell[targets[places] - base] * numbers).sum(1))
    return (loss * weights).sum() / weights.sum(), text.detach()
