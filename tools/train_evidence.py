"""Trains the evidence network from scratch on the packed photographs and drawn eyes. Resumes where it was stopped.

Two kinds of step take turns: windows of 512 pixels at full scale (lesions, vessels) and whole fields (landmarks,
grades, weak lesion labels), first at 640, in the last part at 1024. From half-way the averaged network also teaches
what nobody has outlined. The schedule follows the steps, so that a seed gives the same network again; with `--minutes`
it follows the clock, and ends in time on a busy machine.
"""

from __future__ import annotations

import argparse
import copy
import csv
import math
import time
from pathlib import Path

import numpy as np
import torch

from ocellus_tools.losses import batch, believe, box_loss, grade_loss, heat_loss, map_loss
from ocellus_tools.model import Evidence
from ocellus_tools.probe import probe
from ocellus_tools.sampler import Ahead, Sampler
from ocellus_tools.split import digest
from ocellus_tools.views import load_drawn, load_pack

PEAK, FLOOR, WARM = 2e-3, 2e-5, 120
AVERAGE = 0.997
SMALL, LARGE, SWITCH = 640, 1024, 0.5
TEACH = 0.45
"""From this part of the run on the averaged network teaches what nobody has outlined."""


def rate(step: int, t: float) -> float:
    """Learning rate: a short warm-up, then a cosine over the run's time."""
    return min(1.0, (step + 1) / WARM) * (FLOOR + (PEAK - FLOOR) * 0.5 * (1 + math.cos(math.pi * min(t, 1.0))))


@torch.no_grad()
def average(ema: Evidence, net: Evidence, step: int) -> None:
    """Moves the averaged weights towards the network's."""
    d = min(AVERAGE, (1 + step) / (20 + step))
    for a, b in zip(ema.state_dict().values(), net.state_dict().values(), strict=True):
        if a.dtype.is_floating_point:
            a.lerp_(b, 1 - d)
        else:
            a.copy_(b)


def save(path: Path, **what: object) -> None:
    """Writes a checkpoint whole or not at all."""
    part = path.with_suffix(".part")
    torch.save(what, part)
    part.replace(path)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--pack", type=Path, default=Path("build/pack"))
    ap.add_argument("--synth", type=Path, nargs="*", default=[Path("build/synth")])
    ap.add_argument("--out", type=Path, default=Path("build/evidence"))
    ap.add_argument("--steps", type=int, default=2600)
    ap.add_argument("--minutes", type=float, help="follow the clock instead")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--from", dest="start", type=Path, help="begin with this checkpoint's averaged weights")
    ap.add_argument("--peak", type=float, default=PEAK)
    ap.add_argument("--share", type=float, default=1.0, help="of the real training photographs, by hash: for the law of data")
    args = ap.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    items = load_pack(args.pack)
    train = [i for i in items if i.part == "train" and digest(i.name) // 35 % 1000 < 1000 * args.share]
    check = [i for i in items if i.part == "calibration"]
    train += [i for folder in args.synth for i in load_drawn(folder)]
    print(len(train), "items to train on", flush=True)
    net = Evidence().to(memory_format=torch.channels_last)
    if args.start:
        net.load_state_dict(torch.load(args.start, weights_only=True)["ema"])
    ema = copy.deepcopy(net).eval()
    decay = [p for p in net.parameters() if p.ndim > 1]
    plain = [p for p in net.parameters() if p.ndim <= 1]
    groups = [{"params": decay, "weight_decay": 0.03}, {"params": plain, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, lr=args.peak, betas=(0.9, 0.99))
    step, spent = 0, 0.0
    last = args.out / "last.pt"
    if last.exists():
        c = torch.load(last, weights_only=True)
        net.load_state_dict(c["net"])
        ema.load_state_dict(c["ema"])
        optimiser.load_state_dict(c["optimiser"])
        step, spent = c["step"], c["spent"]
    sampler = Sampler(train, args.seed + step)
    clock = {"spent": spent, "turn": step}

    def progress(turn: int) -> float:
        return clock["spent"] / 60 / args.minutes if args.minutes else turn / args.steps

    def make() -> tuple[bool, list]:
        t = progress(clock["turn"])
        clock["turn"] += 1
        strength = 1.0 if t < 0.85 else 0.7
        if clock["turn"] % 2:
            return True, sampler.crops(4, strength)
        if t < SWITCH:
            return False, sampler.fields(3, SMALL, strength)
        return False, sampler.fields(2, LARGE, strength)

    ahead = Ahead(make)
    curve = csv.writer((args.out / "curve.csv").open("a"))
    sums: dict[str, list[float]] = {}
    began, kept, probed = time.monotonic() - spent, time.monotonic(), time.monotonic()
    net.train()
    frozen = False
    while (t := progress(step)) < 1:
        spent = clock["spent"] = time.monotonic() - began
        if t > 0.9 and not frozen:
            frozen = True
            for m in net.modules():
                if isinstance(m, torch.nn.BatchNorm2d):
                    m.eval()
        for g in optimiser.param_groups:
            g["lr"] = rate(step, t) * args.peak / PEAK
        windows, views = ahead.next()
        x, target, weights = batch(views)
        x = x.contiguous(memory_format=torch.channels_last)
        parts = {}
        with torch.autocast("cpu", dtype=torch.bfloat16):
            if windows:
                _, maps, _ = net.dense(x)
                maps = maps.float()
            else:
                out = net(x)
                maps = out["maps"].float()
        if windows and t > TEACH and any(v.item.kind == "idrid" for v in views):
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                teacher = ema.dense(x)[1].float()
            target, weights = believe(teacher, views, target, weights)
        parts["map"] = map_loss(maps, target, weights)
        if any(v.boxes for v in views):
            parts["box"] = 0.3 * box_loss(maps, views)
        if not windows:
            parts["heat"] = heat_loss(out["heat"].float(), views)
            parts["grade"] = (0.1 if t < 0.3 else 0.3) * grade_loss({k: v.float() for k, v in out.items()}, views)
        loss = sum(parts.values())
        if not torch.isfinite(loss):
            print(f"step {step}: loss is not finite, skipped", flush=True)
            optimiser.zero_grad()
            continue
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimiser.step()
        average(ema, net, step)
        step += 1
        for k, v in parts.items():
            sums.setdefault(("w_" if windows else "f_") + k, []).append(float(v.detach()))
        if step % 50 == 0:
            means = {k: float(np.mean(v)) for k, v in sums.items()}
            print(f"{step} {spent / 60:.1f}min", " ".join(f"{k} {v:.3f}" for k, v in means.items()), flush=True)
            curve.writerow([step, round(spent), *(f"{k}={v:.4f}" for k, v in means.items())])
            sums = {}
        if time.monotonic() - kept > 150:
            kept = time.monotonic()
            save(last, net=net.state_dict(), ema=ema.state_dict(), optimiser=optimiser.state_dict(), step=step, spent=spent)  # fmt: skip
        if time.monotonic() - probed > 480:
            print(f"{step} {spent / 60:.1f}min calibration photographs:", probe(ema, check), flush=True)
            print(f"{step} altered:", probe(ema, check, 12, 1.0), flush=True)
            probed = time.monotonic()
    save(last, net=net.state_dict(), ema=ema.state_dict(), optimiser=optimiser.state_dict(), step=step, spent=spent)
    print("done", step, probe(ema, check, 60), flush=True)


if __name__ == "__main__":
    main()
