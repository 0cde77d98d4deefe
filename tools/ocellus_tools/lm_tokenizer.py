"""The language reader's tokenizer: byte-level BPE in which every integer 0–999 is one token.

Text goes in and comes out unchanged: `<box>[[601, 455, 731, 590]]</box>` is `<box>[[`, `601`, `, `, … `]]</box>`.
A grade (` 2`) and a coordinate (`2`) are different tokens. Any bytes can be written.
"""

from __future__ import annotations

import collections
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers

BOS, EOS, IMAGE, USER, ASSISTANT = SPECIAL = ("<|bos|>", "<|eos|>", "<|image|>", "<|user|>", "<|assistant|>")
STEPS = ("quality: ", *(f"\n{s}: " for s in ("anatomy", "lesions", "features", "diagnosis", "management")))
PIECES = (*STEPS, "<ref>", " <ref>", "</ref>", "<box>[[", "]]</box>", "], [", ", ", "\n")
NUMBERS = 1000
GRADES = tuple(f" {i}" for i in range(10))
SPLIT = (r"quality: |\n(?:anatomy|lesions|features|diagnosis|management): "
         r"| ?<ref>|</ref>|<box>\[\[|\]\]</box>|\], \[|, (?=[0-9])| [0-9](?![0-9])|[0-9]{1,3}"
         r"| ?[A-Za-z'-]+| ?[^\sA-Za-z0-9]|\s")
LETTERS = pre_tokenizers.ByteLevel.alphabet


def _visible(text: str) -> str:
    """`text` in the printable letters by which byte-level BPE spells its bytes."""
    return "".join(piece for piece, _ in pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
                   .pre_tokenize_str(text))


def _splitter() -> pre_tokenizers.PreTokenizer:
    return pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(SPLIT), "isolated"),
                                    pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def build(texts: Iterable[str], vocabulary: int = 2048) -> Tokenizer:
    """A tokenizer in which every word of `texts`, every number and every box mark is one token.

    Pairs learned from the same words fill the rest, for words that were never seen; single bytes cover everything.
    The integer n has the id `number_base(tok) + n`.
    """
    words = collections.Counter(w for t in texts for w, _ in _splitter().pre_tokenize_str(t))
    fixed = [*(_visible(p) for p in (*PIECES, *GRADES)), *sorted(LETTERS()), *sorted(words)]
    numbers = [str(n) for n in range(NUMBERS)]
    fixed = [w for w in dict.fromkeys(fixed) if w not in set(numbers)]
    merges: list[tuple[str, str]] = []
    room = vocabulary - len(SPECIAL) - len(fixed) - NUMBERS
    pairs = _pairs(words)
    while room > 0 and (pair := next(pairs, None)):
        merges.append(pair)
        if "".join(pair) not in fixed:
            fixed.append("".join(pair))
            room -= 1
    vocab = {w: i for i, w in enumerate([*SPECIAL, *fixed, *numbers])}
    tok = Tokenizer(models.BPE(vocab=vocab, merges=merges, ignore_merges=True))
    tok.pre_tokenizer = _splitter()
    tok.decoder = decoders.ByteLevel()
    tok.add_special_tokens(list(SPECIAL))
    return tok


def _pairs(words: collections.Counter[str]) -> Iterator[tuple[str, str]]:
    """Byte-pair encoding over the kinds of word (not their counts), most frequent pair first, ties by spelling."""
    split = [list(w) for w in sorted(words) if w.isalpha() or w[1:].isalpha()]
    while True:
        count = collections.Counter(p for w in split for p in itertools.pairwise(w))
        if not count:
            return
        best = min(count, key=lambda p: (-count[p], p))
        yield best
        for w in split:
            i = 0
            while i < len(w) - 1:
                if (w[i], w[i + 1]) == best:
                    w[i : i + 2] = ["".join(best)]
                i += 1


def number_base(tok: Tokenizer) -> int:
    """The id of `0`; the integer n has the id `number_base + n`."""
    return tok.token_to_id("0")


def prompt_ids(tok: Tokenizer, question: str, image_tokens: int) -> list[int]:
    """`<|bos|><|user|>`, the image's places, the question, `<|assistant|>`. Marks typed by a person stay text."""
    ids = {name: tok.token_to_id(name) for name in SPECIAL}
    return [ids[BOS], ids[USER], *[ids[IMAGE]] * image_tokens, *plain_ids(tok, question), ids[ASSISTANT]]


def plain_ids(tok: Tokenizer, text: str) -> list[int]:
    """The ids of `text` in which no special token is recognised."""
    tok.encode_special_tokens = True
    return tok.encode(text, add_special_tokens=False).ids


def load(path: str | Path) -> Tokenizer:
    return Tokenizer.from_file(str(path))


def from_text(json: str) -> Tokenizer:
    """A tokenizer from the text of its `tokenizer.json`."""
    return Tokenizer.from_str(json)
