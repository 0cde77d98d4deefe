"""Tests that need PyTorch are left out, and said to be, where it is not installed (`make test-training` installs it)."""

import importlib.util

NEED_TORCH = ["test_evidence.py", "test_head_law.py", "test_lm_bundle.py", "test_lm_data.py", "test_lm_evaluate.py", "test_lm_export.py", "test_measure.py",
              "test_vlm_command.py", "test_vlm_export.py", "test_vlm_legacy.py", "test_vlm_plan.py"]
collect_ignore = NEED_TORCH if importlib.util.find_spec("torch") is None else []


def pytest_report_header() -> str:
    return f"skipped, no PyTorch here: {', '.join(collect_ignore)}" if collect_ignore else "with PyTorch"
