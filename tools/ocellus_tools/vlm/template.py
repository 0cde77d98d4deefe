"""The closed set of chat templates, and proof that one of them is the folder's own.

`src/language/template.rs` has the same set. A template is text around marks; the marks are special tokens, and what
a person writes is never looked through for them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from .checkpoint import CheckpointError

IMAGE = "\0image\0"


@dataclass(frozen=True)
class Template:
    """What stands around each part of a conversation; special tokens are written out."""

    kind: str
    start: str
    system: tuple[str, str]
    user: tuple[str, str]
    assistant: tuple[str, str]
    opens: str
    """What the model goes on from."""
    image: str
    """A photograph, before the words of its turn."""
    ends: str
    """The token that ends an answer."""


KINDS = {t.kind: t for t in (
    Template("chatml", "", ("<|im_start|>system\n", "<|im_end|>\n"), ("<|im_start|>user\n", "<|im_end|>\n"),
             ("<|im_start|>assistant\n", "<|im_end|>\n"), "<|im_start|>assistant\n", f"{IMAGE}\n", "<|im_end|>"),
    Template("llama3", "<|begin_of_text|>", ("<|start_header_id|>system<|end_header_id|>\n\n", "<|eot_id|>"),
             ("<|start_header_id|>user<|end_header_id|>\n\n", "<|eot_id|>"),
             ("<|start_header_id|>assistant<|end_header_id|>\n\n", "<|eot_id|>"),
             "<|start_header_id|>assistant<|end_header_id|>\n\n", f"{IMAGE}\n", "<|eot_id|>"),
    Template("llava", "", ("", " "), ("USER: ", " "), ("ASSISTANT: ", " "), "ASSISTANT:", f"{IMAGE}\n", "</s>"),
)}


def render(kind: Template, turns: list[tuple[str, str]], system: str = "") -> str:
    """A conversation of (question, answer) whose first question comes with a photograph; the last answer is empty."""
    text = kind.start + (kind.system[0] + system + kind.system[1] if system else "")
    for i, (question, answer) in enumerate(turns):
        text += kind.user[0] + (kind.image if i == 0 else "") + question + kind.user[1]
        text += kind.assistant[0] + answer + kind.assistant[1] if answer else kind.opens
    return text


def own(folder: Path) -> str | None:
    """The chat template that lies in the folder."""
    for name in ("chat_template.jinja", "chat_template.json", "processor_config.json", "tokenizer_config.json"):
        path = folder / name
        if path.exists():
            text = path.read_text(encoding="utf-8")
            if name.endswith(".jinja"):
                return text
            found = json.loads(text).get("chat_template")
            if isinstance(found, str):
                return found
    return None


def find(folder: Path, image_token: str, named: str | None = None) -> tuple[Template, str]:
    """The kind that gives what the folder's own template gives, letter for letter, and the system text it sets.

    `named` takes one without that proof: for a folder that has none, or one that differs where it does not matter.
    """
    if named is not None:
        if named not in KINDS:
            raise CheckpointError(f"no template {named!r}; there are {', '.join(KINDS)}")
        return KINDS[named], ""
    text = own(folder)
    if text is None:
        raise CheckpointError(f"{folder} has no chat template; choose one of {', '.join(KINDS)} with --template")
    from transformers.utils.chat_template_utils import render_jinja_template

    def messages(turns: list[tuple[str, str]]) -> list[dict]:
        out = []
        for i, (question, answer) in enumerate(turns):
            picture = [{"type": "image"}] if i == 0 else []
            out.append({"role": "user", "content": [*picture, {"type": "text", "text": question}]})
            if answer:
                out.append({"role": "assistant", "content": [{"type": "text", "text": answer}]})
        return out

    tokens = special(folder)
    asked = [("Which eye?", "")], [("Which eye?", "Right."), ("Is it good?", "")]
    given = [render_jinja_template([messages(t)], chat_template=text, add_generation_prompt=True, **tokens)[0][0] for t in asked]
    for kind in KINDS.values():
        for system in ("", *defaults(given[0], kind)):
            for bos in ("", tokens.get("bos_token") or ""):
                if [bos + render(kind, t, system).replace(IMAGE, image_token) for t in asked] == given:
                    return kind, system
    raise CheckpointError(f"{folder}: its chat template is none of {', '.join(KINDS)}; it gives {given[0]!r}")


def defaults(given: str, kind: Template) -> list[str]:
    """The system text that a template writes by itself."""
    before, after = kind.start + kind.system[0], kind.system[1] + kind.user[0]
    inner = given[len(before) :].split(after)[0] if given.startswith(before) else ""
    return [inner] if inner and after in given else []


def special(folder: Path) -> dict[str, str]:
    """`bos_token` and `eos_token` as text, where the folder names them."""
    path = folder / "tokenizer_config.json"
    config = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    found = {}
    for name in ("bos_token", "eos_token"):
        value = config.get(name)
        value = value.get("content") if isinstance(value, dict) else value
        if value:
            found[name] = value
    return found
