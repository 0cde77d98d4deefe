"""What is wrong with an eye: how many of each lesion, by the grade that is meant."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass
class Plan:
    """How many of each lesion to draw, and which signs."""

    microaneurysms: int = 0
    haemorrhages: int = 0
    flames: float = 0.25  # share of haemorrhages that are flame-shaped
    exudate_clusters: int = 0
    exudate_near: bool = False
    cotton_wool: int = 0
    beading: bool = False
    irma: bool = False
    neovascular: bool = False
    preretinal: bool = False
    drusen: int = 0
    scars: int = 0
    pigment_spots: int = 0
    nevus: bool = False


def plan_for(rnd: random.Random, grade: int, near: bool | None) -> Plan:
    """A plan that should derive to `grade`; `near` forces exudates near (or not near) the fovea."""
    plan = Plan()
    if grade == 1:
        plan.microaneurysms = 1 + int(rnd.expovariate(1 / 3.0))
    elif grade == 2:
        plan.microaneurysms = 2 + int(rnd.expovariate(1 / 14))
        plan.haemorrhages = int(rnd.expovariate(1 / 7))
        plan.exudate_clusters = rnd.choices((0, 1, 2, 3), (35, 30, 22, 13))[0]
        plan.cotton_wool = rnd.choices((0, 1, 2, 3), (72, 14, 9, 5))[0]
        if not (plan.haemorrhages or plan.exudate_clusters or plan.cotton_wool):
            plan.haemorrhages = rnd.randint(1, 4)
    elif grade >= 3:
        plan.microaneurysms = 15 + int(rnd.expovariate(1 / 30))
        plan.haemorrhages = 10 + int(rnd.expovariate(1 / 22))
        plan.exudate_clusters = rnd.choices((0, 1, 2, 3, 5), (22, 24, 24, 20, 10))[0]
        plan.cotton_wool = rnd.choices((0, 1, 2, 4, 7), (40, 18, 18, 16, 8))[0]
        if grade == 3:
            kind = rnd.random()
            plan.beading, plan.irma = kind < 0.45, 0.35 < kind < 0.75
            if kind >= 0.75:
                plan.microaneurysms, plan.haemorrhages = rnd.randint(60, 130), rnd.randint(70, 130)
        else:
            plan.neovascular = rnd.random() < 0.65
            plan.preretinal = not plan.neovascular or rnd.random() < 0.35
            plan.beading, plan.irma = rnd.random() < 0.3, rnd.random() < 0.3
            if rnd.random() < 0.4:
                plan.microaneurysms //= 3
                plan.haemorrhages //= 3
            if rnd.random() < 0.35:
                plan.scars = rnd.randint(15, 140)
    if near is not None:
        plan.exudate_near = near
        if near:
            plan.exudate_clusters = max(1, plan.exudate_clusters)
    else:
        plan.exudate_near = rnd.random() < 0.6
    if rnd.random() < (0.14 if grade == 0 else 0.07):
        plan.drusen = int(rnd.choice((6, 20, 60, 140)) * rnd.uniform(0.5, 1.5))
    if rnd.random() < 0.05 and plan.scars == 0:
        plan.scars = rnd.randint(1, 12)
    if rnd.random() < 0.25:
        plan.pigment_spots = rnd.randint(1, 8)
    plan.nevus = rnd.random() < 0.025
    return plan
