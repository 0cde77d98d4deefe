"""Trains the language reader's projector and decoder on the cached cells of the frozen trunk, in three stages. Resumes.

Knowledge: the projector alone learns where things lie and what they are. Tasks: short questions, in two languages.
Chain: the whole report and a few questions. The schedule follows the clock, so that it ends in time on a busy machine;
with `--steps` it counts steps instead, and the same seed gives the same run, stopped and resumed or not. `--from` begins
with another run's weights, which is how a run goes on when the trunk has been trained further.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from ocellus_tools import lm_batch, lm_data, lm_points, lm_text, lm_tokenizer
from ocellus_tools.export_language import load, store
from ocellus_tools.lm_model import COARSE, GRID, Reader, Shape

FLOOR, WARM, AVERAGE = 2e-5, 60, 0.995
MOVE = 4
"""Cells by which a field is moved about at most: other cameras are not centred as this one is."""
KIND_SHARE = {"idrid": 0.62, "lesion": 0.08, "synth": 0.30}
STAGES = (("knowledge", 0.1, 0, False), ("tasks", 0.35, 12, False), ("chain", 1.0, 8, True))
"""Name, share of the run at which it ends, questions a photograph, and whether the chain is among them."""
CURVE = ("step", "minutes", "stage", "rate", "loss", "text", "points", "reach", "facts", "check_loss", "check_grade",
         "check_referable")  # fmt: skip
GROUP = 4
"""Batches drawn together, so that each holds sequences of like length."""


def stage_at(t: float) -> tuple[str, int, bool]:
    """Name, questions and chain of the stage at the share `t` of the run."""
    name, _, questions, chain = next((s for s in STAGES if t < s[1]), STAGES[-1])
    return name, questions, chain


class Picker:
    """Draws training rows: kinds by share, rarer grades oftener."""

    def __init__(self, rows: list[dict]) -> None:
        self.kinds = {}
        for kind in KIND_SHARE:
            at = [k for k, r in enumerate(rows) if r["kind"] == kind and r["part"] == "train"]
            if at:
                grades = [rows[k]["label"].grade or 0 for k in at]
                count = np.bincount(grades, minlength=5)
                self.kinds[kind] = (at, [1 / math.sqrt(count[g]) for g in grades])

    def draw(self, count: int, rng: random.Random) -> list[int]:
        kinds = list(self.kinds)
        picked = rng.choices(kinds, [KIND_SHARE[k] for k in kinds], k=count)
        return [rng.choices(self.kinds[k][0], self.kinds[k][1])[0] for k in picked]


@dataclass
class Sample:
    """A row of the views, moved by whole cells, with its label and its conversations."""

    row: int
    dx: int
    dy: int
    label: lm_text.Label
    sequence: lm_batch.Sequence

    def cells(self, cells: np.ndarray) -> np.ndarray:
        """The moved cells, f32 [CELL, 32, 32]. What comes in is a corner, which lies outside every field."""
        source = np.asarray(cells[self.row], np.float32)
        out = np.empty_like(source)
        out[:] = source[:, :1, :1]
        n, (dx, dy) = GRID, (self.dx, self.dy)
        out[:, max(dy, 0) : n + min(dy, 0), max(dx, 0) : n + min(dx, 0)] = source[
            :, max(-dy, 0) : n + min(-dy, 0), max(-dx, 0) : n + min(-dx, 0)]  # fmt: skip
        return out


class Source:
    """Batches by their number: the same seed and step give the same batch, in whichever run."""

    def __init__(self, rows: list[dict], words: lm_batch.Words, size: int, seed: int) -> None:
        self.picker, self.rows, self.words, self.size, self.seed = Picker(rows), rows, words, size, seed
        self.made: tuple[object, list[list[Sample]]] = (None, [])

    def __call__(self, step: int, questions: int, chain: bool) -> list[Sample]:
        key = (step // GROUP, questions, chain)
        if self.made[0] != key:
            self.made = key, self.group(*key)
        return self.made[1][step % GROUP]

    def group(self, number: int, questions: int, chain: bool) -> list[list[Sample]]:
        rng, cell = random.Random(f"{self.seed} {number}"), 999 / GRID
        made = []
        for k in self.picker.draw(self.size * GROUP, rng):
            dx, dy = (rng.randint(-MOVE, MOVE), rng.randint(-MOVE, MOVE)) if rng.random() < 0.7 else (0, 0)
            label = lm_text.shifted(self.rows[k]["label"], dx * cell, dy * cell)
            talks = lm_batch.conversations(label, rng, questions, chain) if questions else []
            made.append(Sample(k, dx, dy, label, lm_batch.sequence(self.words, talks)))
        made.sort(key=lambda s: len(s.sequence.ids))
        groups = [made[g * self.size : (g + 1) * self.size] for g in range(GROUP)]
        rng.shuffle(groups)
        return groups


def fact_loss(logits: torch.Tensor, labels: list[lm_text.Label]) -> torch.Tensor:
    """Quality, grade, oedema risk and referable from the mean image token, where they are known."""
    quality = torch.tensor([list(lm_text.QUALITY).index(x.quality) for x in labels])
    read = [x.quality != "reject" for x in labels]
    grade = torch.tensor([x.grade if r and x.grade is not None else -1 for x, r in zip(labels, read, strict=True)])
    dme = torch.tensor([x.dme if r and x.dme is not None else -1 for x, r in zip(labels, read, strict=True)])
    parts = [F.cross_entropy(logits[:, :3], quality)]
    for part, target in ((logits[:, 3:8], grade), (logits[:, 8:11], dme)):
        if (target >= 0).any():
            parts.append(F.cross_entropy(part, target, ignore_index=-1))
    sure = [k for k, x in enumerate(labels) if read[k] and x.referable is not None]
    if sure:
        truth = torch.tensor([float(labels[k].referable) for k in sure])
        parts.append(F.binary_cross_entropy_with_logits(logits[sure, 11], truth))
    return torch.stack(parts).sum()


def forward(reader: Reader, image: torch.Tensor, batch: lm_batch.Batch) -> torch.Tensor:
    """Logits where tokens count."""
    table = reader.decoder.table()
    start = table[[reader.words.bos, reader.words.user]][None].expand(len(image), -1, -1)
    x = torch.cat([start, image, table[batch.ids]], 1)
    with torch.autocast("cpu", torch.bfloat16, enabled=reader.training):
        hidden = reader.decoder(x, batch.mask, batch.positions)[:, lm_batch.PREFIX :]
        return hidden[batch.weights > 0] @ table.T


def noisy(cells: torch.Tensor, rng: torch.Generator) -> torch.Tensor:
    """Whole channels dropped, others scaled: the trunk's features of another camera. Quarters of a cell alike."""
    b, c = len(cells), COARSE + (cells.shape[1] - COARSE) // 4
    keep = (torch.rand(b, c, 1, 1, generator=rng) > 0.05).float() * torch.exp(0.1 * torch.randn(b, c, 1, 1, generator=rng))
    return cells * torch.cat([keep[:, :COARSE], keep[:, COARSE:].repeat_interleave(4, 1)], 1)


@torch.no_grad()
def probe(reader: Reader, rows: list[dict], cells: np.ndarray, bell: torch.Tensor) -> tuple[float, float, float]:
    """On the calibration photographs: loss, share of right grades and AUROC of referable (asked, one token each)."""
    from sklearn.metrics import roc_auc_score

    reader.eval()
    words = reader.words
    losses, right, truth, score = [], [], [], []
    yes, no = words.tok.token_to_id("Yes"), words.tok.token_to_id("No")
    for k, row in enumerate(rows):
        label = row["label"]
        if row["part"] != "calibration" or row["view"] or row["kind"] != "idrid" or not label.whole:
            continue
        talks = [[(lm_text.CHAIN_PROMPTS[0], lm_text.chain(label))],
                 [(lm_text.QUESTIONS["referable"][0], "Yes." if label.referable else "No.")],
                 [(lm_text.QUESTIONS["grade"][0], f"{lm_text.GRADES[label.grade]} (ICDR {label.grade}).")]]
        batch = lm_batch.collate([lm_batch.sequence(words, talks)])
        logits = forward(reader, reader.projector(torch.from_numpy(cells[k][None].astype(np.float32))), batch)
        on = batch.weights > 0
        groups = torch.tensor(lm_batch.sequence(words, talks).groups)[on[0]]
        losses.append(float(lm_batch.word_loss(logits, batch, words.base, bell)[0]))
        first = [int((groups == g).nonzero()[0]) for g in (2, 3)]
        truth.append(int(bool(label.referable)))
        score.append(float(logits[first[0], yes] - logits[first[0], no]))
        starts = [words.tok.encode(g).ids[0] for g in lm_text.GRADES]
        right.append(int(logits[first[1], starts].argmax()) == label.grade)
    reader.train()
    auroc = roc_auc_score(truth, score) if len(set(truth)) == 2 else float("nan")
    return float(np.mean(losses)), float(np.mean(right)), auroc


def standardise(reader: Reader, rows: list[dict], cells: np.ndarray) -> None:
    """Sets the projector's input mean and scale from a sample of the training cells."""
    train = [k for k, row in enumerate(rows) if row["part"] == "train"]
    some = torch.from_numpy(cells[train[:: max(1, len(train) // 200)]].astype(np.float32))
    reader.projector.mean.copy_(some.mean((0, 2, 3))[None, :, None, None])
    reader.projector.scale.copy_(1 / (some.std((0, 2, 3))[None, :, None, None] + 0.05))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--views", type=Path, default=Path("build/views"))
    ap.add_argument("--trunk", type=Path, default=Path("build/evidence/last.pt"))
    ap.add_argument("--out", type=Path, default=Path("build/language"))
    ap.add_argument("--minutes", type=float, default=30.0)
    ap.add_argument("--steps", type=int, help="end after so many steps, whatever the clock says")
    ap.add_argument("--pause", type=int, help="stop at this step, to be gone on with later")
    ap.add_argument("--most", type=int, default=8, help="augmented views of a photograph to use")
    ap.add_argument("--batch", type=int, default=8)
    ap.add_argument("--peak", type=float, default=1.2e-3)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--from", dest="start", type=Path)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    rows, cells = lm_data.encode(args.views, args.trunk, args.most)
    last = args.out / "last.pt"
    begin = last if last.exists() else args.start
    if begin:
        reader, state = load(begin, live=begin == last)
        tok = lm_tokenizer.from_text(state["tokenizer"])
    else:
        tok = lm_tokenizer.build(lm_text.corpus())
        reader = Reader(Shape(tok.get_vocab_size(), lm_tokenizer.number_base(tok), dropout=0.1))
    words = reader.words = lm_batch.Words.of(tok)
    bell = lm_batch.bells()
    step, spent = 0, 0.0
    decay = [p for n, p in reader.named_parameters() if p.ndim > 1 and "words" not in n]
    plain = [p for n, p in reader.named_parameters() if not (p.ndim > 1 and "words" not in n)]
    groups = [{"params": decay, "weight_decay": 0.05}, {"params": plain, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, lr=args.peak, betas=(0.9, 0.98))
    if begin == last:
        step, spent = state["step"], state["spent"]
        optimiser.load_state_dict(state["optimiser"])
        averaged = state["averaged"]
    else:
        standardise(reader, rows, cells)
        averaged = {k: v.clone() for k, v in reader.state_dict().items()}
    print(reader.size(), "parameters in the decoder;", sum(r["part"] == "train" for r in rows), "views", flush=True)
    source = Source(rows, words, args.batch, args.seed)
    reader.train()
    curve = (args.out / "curve.csv").open("a", newline="")
    log = csv.writer(curve)
    if step == 0:
        log.writerow(CURVE)
    began, sums, since, saved, told = time.monotonic() - spent * 60, np.zeros(5), step, time.monotonic(), time.monotonic()
    while (t := step / args.steps if args.steps else (time.monotonic() - began) / 60 / args.minutes) < 1 and step != args.pause:
        stage, questions, chain = stage_at(t)
        rate = min(1.0, (step + 1) / WARM) * (FLOOR + (args.peak - FLOOR) * 0.5 * (1 + math.cos(math.pi * t)))
        for group in optimiser.param_groups:
            group["lr"] = rate
        torch.manual_seed(args.seed * 1_000_003 + step)
        optimiser.zero_grad(set_to_none=True)
        parts = learn(reader, source(step, questions, chain), cells, bell, torch.Generator().manual_seed(args.seed + 7919 * step))
        torch.nn.utils.clip_grad_norm_([p for p in reader.parameters() if p.grad is not None], 1.0)
        optimiser.step()
        step += 1
        d = min(AVERAGE, (1 + step) / (20 + step))
        with torch.no_grad():
            for k, v in reader.state_dict().items():
                averaged[k].lerp_(v, 1 - d) if v.dtype.is_floating_point else averaged[k].copy_(v)
        sums += parts
        now = time.monotonic()
        if step % 50 == 0 or now - told > 60:
            check = (float("nan"),) * 3
            if step % 200 == 0 and stage == "chain":
                live = {k: v.clone() for k, v in reader.state_dict().items()}
                reader.load_state_dict(averaged)
                check = probe(reader, rows, cells, bell)
                reader.load_state_dict(live)
            line = [step, f"{(now - began) / 60:.2f}", stage, f"{rate:.2e}", *(f"{v:.4f}" for v in (*sums / (step - since), *check))]
            log.writerow(line)
            curve.flush()
            print(dict(zip(CURVE, line, strict=True)), flush=True)
            sums[:], since, told = 0, step, now
        if now - saved > 120:
            saved = now
            keep(args.out, reader, averaged, tok, step=step, spent=(saved - began) / 60, optimiser=optimiser.state_dict())
    keep(args.out, reader, averaged, tok, step=step, spent=(time.monotonic() - began) / 60, optimiser=optimiser.state_dict())


def learn(reader: Reader, samples: list[Sample], cells: np.ndarray, bell: torch.Tensor, noise: torch.Generator) -> list[float]:
    """Gradients of one batch. Gives the losses of the curve: all words, text alone, points, corners, facts."""
    labels = [s.label for s in samples]
    found = reader.projector.placed(noisy(torch.from_numpy(np.stack([s.cells(cells) for s in samples])), noise))
    image = reader.projector.tokens(found)
    points, reach = lm_points.point_loss(found, *(torch.stack(v) for v in zip(*map(lm_points.targets, labels), strict=True)))
    facts = fact_loss(reader.facts(image.mean(1)), labels)
    loss = text = torch.zeros(())
    if samples[0].sequence.ids:
        batch = lm_batch.collate([s.sequence for s in samples])
        loss, text = lm_batch.word_loss(forward(reader, image, batch), batch, reader.words.base, bell)
    (loss + 0.2 * points + 0.5 * reach + 0.1 * facts).backward()
    return [v.item() for v in (loss, text, points, reach, facts)]


def keep(out: Path, reader: Reader, averaged: dict, tok: Tokenizer, **more: object) -> None:
    """Writes `last.pt`, whole or not at all; it holds the live and the averaged weights."""
    part = out / "last.part"
    store(part, reader, tokenizer=tok.to_str(), averaged=averaged, **more)
    part.replace(out / "last.pt")


if __name__ == "__main__":
    main()
