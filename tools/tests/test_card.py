"""The card shows what was measured, says what falls short, and its charts are pictures."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

import card
import scaling
from ocellus_tools.trial import plots

TOOLS = Path(__file__).parent.parent


def claim(task: str, metric: str, value: float, data: str = "d", n: int = 9) -> dict:
    return {"task": task, "metric": metric, "value": value, "interval": [0.1, 0.9], "n": n, "data": data, "where": "here", "date": "2026-01-01"}


CLAIMS = [claim("referable_dr", "auroc", 0.9), claim("damaged", "rejected", 0.97), claim("damaged", "rejected", 0.2, "one fault"),
          claim("chain", "contradicts the structured fields", 0.0), claim("real_photographs", "rejected", 0.05), claim("unheard_of", "m", 0.5)]  # fmt: skip


def test_goals_say_by_how_much():
    table = card.goals_table(CLAIMS)
    rows = {line.split(" | ")[0][2:]: line for line in table.splitlines()[2:]}
    assert rows["referable_dr"].endswith("| short by 0.020 |")
    assert rows["damaged"].endswith("| reached |") and "0.970" in rows["damaged"], "the first claim is the headline"
    assert rows["chain"].endswith("| reached |") and rows["real_photographs"].endswith("| short by 0.020 |")
    assert "not measured" in rows["repeat"]


def test_every_claim_stands_in_the_table_once():
    table = card.claims_table(CLAIMS)
    for c in CLAIMS:
        assert table.count(f"| {c['task']} | {c['metric']} | {card.number(c['value'])} |") == 1
    assert "### Further" in table


CURVES = {"roc": {"referable": [[0, 0], [0.2, 0.8], [1, 1]]}, "reliability": {"referable": [[0.1, 0.0, 5], [0.9, 1.0, 7]]},
          "froc": {"haemorrhage": [[8.0, 0.7], [0.5, 0.2]]}, "shift rows": [["a < b", 0.9, 0.8, 1.0]],
          "damage": {"haze": [[0.9, 0.0, 3], [0.0, 1.0, 3]]}, "cup": [[0.3, 0.4]],
          "shift table": {"colour": [claim("shift_referable_dr", "auroc", 0.91, n=24), claim("shift_rejected", "rejected", 0.0)]}}  # fmt: skip


def test_charts_are_well_formed_and_small(tmp_path):
    assert plots.write(CURVES, tmp_path) == list(plots.PLOTS)
    for path in tmp_path.iterdir():
        assert ET.parse(path).getroot().tag.endswith("svg")
    assert plots.write({}, tmp_path) == [] and not list(tmp_path.iterdir()), "what was not measured is not drawn"


def test_the_card_is_written_from_files(tmp_path):
    for name, content in (("claims.json", CLAIMS), ("curves.json", CURVES), ("agreement.json", {"maps": 0.99})):
        (tmp_path / name).write_text(json.dumps(content))
    (tmp_path / "card.md").write_text("{goals}\n{claims}\n{shifts}\n{plots}\n{loss}\n{qdq}\n")
    files = {k: str(tmp_path / v) for k, v in {"text": "card.md", "claims": "claims.json", "int8": "claims.json", "fp32": "claims.json", "curves": "curves.json",
                                              "agreement": "agreement.json", "plots": "plots", "out": "CARD.md"}.items()}  # fmt: skip
    command = [sys.executable, str(TOOLS / "card.py"), *(w for k, v in files.items() for w in (f"--{k}", v))]
    subprocess.run(command, check=True, cwd=TOOLS, env={"PYTHONPATH": str(TOOLS), "PATH": "/usr/bin:/bin"}, timeout=120)
    text = (tmp_path / "CARD.md").read_text()
    assert "| colour | 24 | 0.910 | – | – | – | 0.000 | – | – |" in text and "![roc](plots/roc.svg)" in text and "0.9900" in text
    assert "| referable | hold-out | 0.10 → 0.00 (5); 0.90 → 1.00 (7) |" in text
    assert "{" not in text and (tmp_path / "plots/damage.svg").exists()


def test_the_law_is_found_again():
    n = np.array([20, 40, 80, 160, 320, 640])
    law = scaling.fit(n, 2.0 * n**-0.5 + 0.3)
    assert law.b == pytest.approx(0.5, abs=0.01) and law.c == pytest.approx(0.3, abs=0.01) and law.a == pytest.approx(2, rel=0.03)
    low, high = scaling.spread(n, 2.0 * n**-0.5 + 0.3 + np.array([1, -1, 1, -1, 1, -1]) * 0.002)
    assert low < 0.5 < high
    with pytest.raises(ValueError, match="three"):
        scaling.fit(n[:2], np.array([1.0, 0.9]))
    with pytest.raises(ValueError, match="grows"):
        scaling.fit(n, 0.1 * np.sqrt(n))


def test_scaling_draws_what_it_read(tmp_path):
    (tmp_path / "p.json").write_text(json.dumps([{"n": n, "loss": n**-0.3 + 0.2, "label": "all"} for n in (20, 60, 180)]))
    command = [sys.executable, str(TOOLS / "scaling.py"), str(tmp_path / "p.json"), "--out", str(tmp_path / "s.svg")]
    done = subprocess.run(command, check=True, cwd=TOOLS, capture_output=True, text=True, timeout=120)
    assert "N^−0.3" in done.stdout and ET.parse(tmp_path / "s.svg").getroot() is not None
