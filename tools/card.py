"""Writes the model card from its text and the measured claims, so that no number in it is typed by hand."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

HEADLINES = [
    ("disc_centre", "within half a disc diameter"), ("fovea_centre", "within half a disc diameter"), ("referable_dr", "auroc"),
    ("dme_risk", "auroc"), ("referable", "auroc"), ("hard_exudate_pixels", "auprc"), ("haemorrhage_pixels", "auprc"),
    ("microaneurysm_pixels", "auprc"), ("cotton_wool_spot_pixels", "auprc"), ("disc_pixels", "auprc"), ("vessels_pixels", "auprc"),
    ("language_chain", "parses without its grammar"), ("language_referable", "auroc of the answer Yes"),
    ("language_grade", "quadratic kappa"), ("language_grade", "equal side of ICDR 2 in the chain"), ("language_disc_box", "mean IoU"),
    ("language_fovea_centre", "within half a disc diameter"),
]  # fmt: skip


def number(v: float) -> str:
    """Three decimals."""
    return f"{v:.3f}"


def claims_table(claims: list[dict]) -> str:
    """Every claim with its n and interval."""
    lines = ["| task | measure | value | 95 % interval | n | data |", "|---|---|---|---|---|---|"]
    for c in claims:
        between = f"{number(c['interval'][0])}–{number(c['interval'][1])}" if c.get("interval") else "–"
        lines.append(f"| {c['task']} | {c['metric']} | {number(c['value'])} | {between} | {c['n']} | {c['data']} |")
    where = sorted({f"{c['where']}, {c['date']}" for c in claims})
    return "\n".join(lines) + "\n\nMeasured: " + "; ".join(where) + "."


def loss_table(int8: list[dict], fp32: list[dict]) -> str:
    """The headline measures of both and what is lost."""
    a, b = ({(c["task"], c["metric"]): c["value"] for c in claims} for claims in (int8, fp32))
    lines = ["| task | measure | fp32 | int8 | int8 − fp32 |", "|---|---|---|---|---|"]
    for key in HEADLINES:
        if key in a and key in b:
            lines.append(f"| {key[0]} | {key[1]} | {number(b[key])} | {number(a[key])} | {a[key] - b[key]:+.4f} |")
    return "\n".join(lines)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--text", type=Path, default=Path("tools/card.md"))
    ap.add_argument("--claims", type=Path, nargs="+", default=[Path("build/evaluation.json")])
    ap.add_argument("--int8", type=Path, nargs="+", default=[Path("build/evaluation-int8.json")], help="measured as the fp32 twin was")
    ap.add_argument("--fp32", type=Path, nargs="+", default=[Path("build/evaluation-fp32.json")])
    ap.add_argument("--agreement", type=Path, default=Path("build/ocellus-1.agreement.json"))
    ap.add_argument("--out", type=Path, default=Path("build/CARD.md"))
    args = ap.parse_args()
    claims, int8, fp32 = ([c for path in paths for c in json.loads(path.read_text())] for paths in (args.claims, args.int8, args.fp32))
    text = args.text.read_text(encoding="utf-8")
    text = text.replace("{claims}", claims_table(claims))
    text = text.replace("{loss}", loss_table(int8, fp32))
    text = text.replace("{qdq}", f"{json.loads(args.agreement.read_text())['maps']:.4f}")
    args.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
