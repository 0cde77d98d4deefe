"""Writes the model card from its text, the measured claims and the trials' curves, so that no number is typed by hand."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from ocellus_tools.trial import plots

HEADLINES = [
    ("disc_centre", "within half a disc diameter"), ("fovea_centre", "within half a disc diameter"), ("referable_dr", "auroc"),
    ("dme_risk", "auroc"), ("referable", "auroc"), ("hard_exudate_pixels", "auprc"), ("haemorrhage_pixels", "auprc"),
    ("microaneurysm_pixels", "auprc"), ("cotton_wool_spot_pixels", "auprc"), ("disc_pixels", "auprc"), ("vessels_pixels", "auprc"),
    ("vessels_pixels", "Dice at the working threshold"),
    ("language_chain", "parses without its grammar"), ("language_referable", "auroc of the answer Yes"),
    ("language_grade", "quadratic kappa"), ("language_grade", "equal side of ICDR 2 in the chain"), ("language_disc_box", "mean IoU"),
    ("language_fovea_centre", "within half a disc diameter"),
]  # fmt: skip

GOALS = [
    ("referable_dr", "auroc", 0.92), ("dr_grade", "quadratic kappa", 0.75), ("disc_centre", "within half a disc diameter", 0.98),
    ("fovea_centre", "within half a disc diameter", 0.93), ("hard_exudate_pixels", "auprc", 0.65), ("haemorrhage_pixels", "auprc", 0.45),
    ("microaneurysm_pixels", "auprc", 0.30), ("vessels_pixels", "Dice at the working threshold", 0.78),
    ("shift_referable_dr", "auroc", 0.92), ("shift_dr_grade", "quadratic kappa", 0.75), ("shift_disc_centre", "within half a disc diameter", 0.98),
    ("shift_fovea_centre", "within half a disc diameter", 0.93), ("shift_hard_exudate_pixels", "auprc", 0.65),
    ("shift_haemorrhage_pixels", "auprc", 0.45), ("shift_microaneurysm_pixels", "auprc", 0.30),
    ("shift_vessels_pixels", "Dice at the working threshold", 0.78), ("cup_disc_ratio", "mean absolute error, vertical", -0.08),
    ("laterality", "right", 0.99), ("damaged", "rejected", 0.95), ("real_photographs", "rejected", -0.03), ("no_fundus", "rejected", 0.99),
    ("repeat", "agree on referral (refer or urgent, or not)", 0.97), ("chain", "contradicts the structured fields", -0.0),
    ("review", "sent by the readers' disagreement, of sound photographs", -0.10), ("reading", "seconds, median", -3.0),
]  # fmt: skip
"""Task, metric and goal: at least so much, or, where it is negative, at most. The first claim of a task and metric counts."""

SECTIONS = [
    ("Landmarks and side", ("disc_centre", "fovea_centre", "laterality")),
    ("Grades and referral", ("referable", "dme_risk", "dr_grade", "repeat", "healthy_eyes")),
    ("Doubt", ("doubt_", "unlike")),
    ("Lesions and vessels", ("microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot", "disc_pixels", "vessels")),
    ("Under other cameras and colours", ("shift_",)),
    ("What cannot be read, and what is no fundus", ("damaged", "real_photographs", "no_fundus")),
    ("Explanation and text", ("explanation", "chain", "review", "readings", "reading")),
    ("Drawn eyes alone (research)", ("cup_disc_ratio",)),
    ("The language reader by itself", ("language_",)),
]
COLUMNS = {"AUROC": ("referable_dr", "auroc"), "kappa": ("dr_grade", "quadratic kappa"), "disc": ("disc_centre", "within"),
           "fovea": ("fovea_centre", "within"), "rejected": ("rejected", "rejected"), "unlike": ("unlike", "unlike"), "vessel Dice": ("vessels_pixels", "Dice")}  # fmt: skip


def number(v: float) -> str:
    """Three decimals."""
    return f"{v:.3f}"


def between(c: dict) -> str:
    """The interval, or a dash."""
    return f"{number(c['interval'][0])}–{number(c['interval'][1])}" if c.get("interval") else "–"


def claims_table(claims: list[dict]) -> str:
    """Every claim with its n and interval, in sections; what no section knows comes last."""
    left, parts = list(claims), []
    for title, prefixes in [*SECTIONS, ("Further", ("",))]:
        rows = [c for c in left if c["task"].startswith(prefixes)]
        left = [c for c in left if c not in rows]
        if rows:
            lines = [f"### {title}", "| task | measure | value | 95 % interval | n | data |", "|---|---|---|---|---|---|"]
            lines += [f"| {c['task']} | {c['metric']} | {number(c['value'])} | {between(c)} | {c['n']} | {c['data']} |" for c in rows]
            parts.append("\n".join(lines))
    where = sorted({f"{c['where']}, {c['date']}" for c in claims})
    return "\n\n".join(parts) + "\n\nMeasured: " + "; ".join(where) + "."


def goals_table(claims: list[dict]) -> str:
    """What was aimed at and what was reached: by how much it falls short, where it does."""
    first: dict[tuple[str, str], dict] = {}
    for c in claims:
        first.setdefault((c["task"], c["metric"]), c)
    lines = ["| task | measure | goal | reached | 95 % interval | n | |", "|---|---|---|---|---|---|---|"]
    for task, metric, goal in GOALS:
        most = goal < 0 or str(goal) == "-0.0"
        wanted = f"{'≤' if most else '≥'} {abs(goal):g}"
        c = first.get((task, metric))
        if c is None:
            lines.append(f"| {task} | {metric} | {wanted} | not measured | – | – | |")
            continue
        short = c["value"] - abs(goal) if most else goal - c["value"]
        verdict = "reached" if short <= 0 else f"short by {number(short)}"
        lines.append(f"| {task} | {metric} | {wanted} | {number(c['value'])} | {between(c)} | {c['n']} | {verdict} |")
    return "\n".join(lines)


def row_table(title: str, rows: dict[str, list[dict]]) -> str:
    """One row a shift or subgroup; n is of the graded photographs."""
    lines = [f"| {title} | n | {' | '.join(COLUMNS)} |", "|---" * (len(COLUMNS) + 2) + "|"]
    for name, some in rows.items():
        cells, n = [], 0
        for task, metric in COLUMNS.values():
            c = next((c for c in some if c["task"].endswith(task) and c["metric"].startswith(metric) and np.isfinite(c["value"])), None)
            n = c["n"] if c and metric == "auroc" else n
            cells.append(number(c["value"]) if c else "–")
        lines.append(f"| {name} | {n} | {' | '.join(cells)} |")
    return "\n".join(lines)


def bins_table(curves: dict) -> str:
    """Reliability in numbers: mean probability, share that is so and count of every bin."""
    groups = {"hold-out": curves.get("reliability", {}), "own shifts pooled": curves.get("shifted", {}).get("reliability", {})}
    lines = ["| task | photographs | said → so (count), bin by bin |", "|---|---|---|"]
    for where, tasks in groups.items():
        for task, bins in tasks.items():
            lines.append(f"| {task} | {where} | {'; '.join(f'{m:.2f} → {s:.2f} ({n})' for m, s, n in bins)} |")
    return "\n".join(lines) if len(lines) > 2 else ""


def loss_table(int8: list[dict], fp32: list[dict]) -> str:
    """The headline measures of both and what is lost."""
    a, b = ({(c["task"], c["metric"]): c["value"] for c in reversed(claims)} for claims in (int8, fp32))  # the first of a kind is the headline
    lines = ["| task | measure | fp32 | int8 | int8 − fp32 |", "|---|---|---|---|---|"]
    for key in HEADLINES:
        if key in a and key in b:
            lines.append(f"| {key[0]} | {key[1]} | {number(b[key])} | {number(a[key])} | {a[key] - b[key]:+.4f} |")
    return "\n".join(lines)


def pictures(names: list[str]) -> str:
    """Links to the charts beside the card."""
    return "\n".join(f"![{name}](plots/{name}.svg)" for name in names)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--text", type=Path, default=Path("tools/card.md"))
    ap.add_argument("--claims", type=Path, nargs="+", default=[Path("build/evaluation.json")])
    ap.add_argument("--curves", type=Path, default=Path("build/evaluation.curves.json"), help="as evaluate.py left them; without them, no charts and shift tables")
    ap.add_argument("--plots", type=Path, help="write the charts here; the bundle must take them along as plots/")
    ap.add_argument("--scaling", type=Path, help="a chart of scaling.py, to stand among the others")
    ap.add_argument("--int8", type=Path, nargs="+", default=[Path("build/evaluation-int8.json")], help="measured as the fp32 twin was")
    ap.add_argument("--fp32", type=Path, nargs="+", default=[Path("build/evaluation-fp32.json")])
    ap.add_argument("--agreement", type=Path, default=Path("build/ocellus-1.agreement.json"))
    ap.add_argument("--out", type=Path, default=Path("build/CARD.md"))
    args = ap.parse_args()
    claims, int8, fp32 = ([c for path in paths for c in json.loads(path.read_text())] for paths in (args.claims, args.int8, args.fp32))
    curves = json.loads(args.curves.read_text()) if args.curves.exists() else {}
    drawn = plots.write(curves, args.plots) if args.plots else []
    if args.plots and args.scaling:
        (args.plots / "scaling.svg").write_bytes(args.scaling.read_bytes())
        drawn.append("scaling")
    tables = [row_table(title, curves[key]) for title, key in (("shift", "shift table"), ("subgroup", "subgroup table")) if curves.get(key)]
    tables += [table] if (table := bins_table(curves)) else []
    text = args.text.read_text(encoding="utf-8")
    text = text.replace("{claims}", claims_table(claims))
    text = text.replace("{goals}", goals_table(claims))
    text = text.replace("{shifts}", "\n\n".join(tables) or "Not measured for this bundle.")
    text = text.replace("{plots}", pictures(drawn))
    text = text.replace("{loss}", loss_table(int8, fp32))
    text = text.replace("{qdq}", f"{json.loads(args.agreement.read_text())['maps']:.4f}")
    args.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
