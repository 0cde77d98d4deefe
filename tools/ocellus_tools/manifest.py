"""Writes `bundle.toml`: the little TOML that a manifest needs, and the checksum of every file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path


def value(v: object) -> str:
    """A TOML value on one line."""
    if isinstance(v, bool):
        return "true" if v else "false"
    if isinstance(v, str):
        return json.dumps(v, ensure_ascii=False)
    if isinstance(v, dict):
        return "{ " + ", ".join(f"{json.dumps(k) if '.' in k else k} = {value(x)}" for k, x in v.items()) + " }"
    if isinstance(v, (list, tuple)):
        return "[" + ", ".join(value(x) for x in v) + "]"
    return repr(float(v)) if isinstance(v, float) else str(v)


def table(data: dict, path: str = "") -> str:
    """TOML text of a nested dict; a list of dicts becomes an array of tables whose entries stand inline."""
    lines, later = [], []
    for k, v in data.items():
        if isinstance(v, dict):
            later.append((k, v))
        elif isinstance(v, list) and v and isinstance(v[0], dict):
            later.append((k, v))
        elif v is not None:
            lines.append(f"{k} = {value(v)}")
    text = "\n".join(lines) + ("\n" if lines else "")
    for k, v in later:
        name = f"{path}.{k}" if path else k
        if isinstance(v, dict):
            body = table(v, name)
            bare = body.startswith("[") or body.startswith("\n[")
            text += body if bare else f"\n[{name}]\n{body}"
        else:
            for entry in v:
                text += f"\n[[{name}]]\n" + "".join(f"{a} = {value(b)}\n" for a, b in entry.items() if b is not None)
    return text


def files(folder: Path) -> list[dict]:
    """`[[files]]` of every file under `folder` but the manifest."""
    found = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "bundle.toml")
    return [
        {
            "path": p.relative_to(folder).as_posix(),
            "sha256": hashlib.sha256(p.read_bytes()).hexdigest(),
            "bytes": p.stat().st_size,
        }
        for p in found
    ]


def write(folder: Path, manifest: dict) -> None:
    """Completes `manifest` with `[[files]]` and writes it into `folder`."""
    (folder / "bundle.toml").write_text(table({**manifest, "files": files(folder)}), encoding="utf-8")
