"""Runs a bundle's language graphs with onnxruntime: greedy text without a grammar, and the odds of a first word."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import onnxruntime

from . import lm_tokenizer


def session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Runner:
    """One bundle in one skin."""

    def __init__(self, bundle: Path, skin: str = "cpu") -> None:
        manifest = tomllib.loads((bundle / "bundle.toml").read_text())
        self.spec = manifest["language"]
        roles = ("vision_encoder", "embed_tokens", "decoder_model_merged")
        self.vision, self.embed, self.decoder = (session(bundle / manifest["graphs"][r][skin]) for r in roles)
        self.tok = lm_tokenizer.load(bundle / self.spec["tokenizer"])
        self.eos = self.tok.token_to_id(self.spec["tokens"]["eos"])
        self.outputs = [o.name for o in self.decoder.get_outputs()]

    def image(self, pixels: np.ndarray) -> np.ndarray:
        """Normalised [1, 3, 1024, 1024] → image tokens."""
        return self.vision.run(None, {"pixel_values": pixels})[0]

    def words(self, ids: list[int]) -> np.ndarray:
        return self.embed.run(None, {"input_ids": np.array([ids], np.int64)})[0]

    def start(self, features: np.ndarray, question: str) -> tuple[np.ndarray, dict[str, np.ndarray], int]:
        """Logits after the prompt, the cache and the number of positions in it."""
        ids = lm_tokenizer.prompt_ids(self.tok, question, 0)
        words = self.words(ids)
        embeds = np.concatenate([words[:, :2], features, words[:, 2:]], 1)
        empty = np.zeros((1, self.spec["kv_heads"], 0, self.spec["head_dim"]), np.float32)
        cache = {n.replace("present", "past_key_values"): empty for n in self.outputs if n.startswith("present")}
        logits, cache = self.step(embeds, cache, 0)
        return logits, cache, embeds.shape[1]

    def step(self, embeds: np.ndarray, cache: dict[str, np.ndarray], past: int) -> tuple[np.ndarray, dict]:
        new = embeds.shape[1]
        feed = cache | {"inputs_embeds": embeds, "attention_mask": np.ones((1, past + new), np.int64),
                        "position_ids": np.arange(past, past + new, dtype=np.int64)[None]}  # fmt: skip
        got = dict(zip(self.outputs, self.decoder.run(None, feed), strict=True))
        logits = got.pop("logits")[0, -1]
        return logits, {n.replace("present", "past_key_values"): v for n, v in got.items()}

    def say(self, features: np.ndarray, question: str, most: int = 512) -> str:
        """The likeliest answer, token by token; nothing keeps it in form."""
        logits, cache, past = self.start(features, question)
        ids: list[int] = []
        most = min(most, self.spec["context"] - past)
        while len(ids) < most:
            token = int(logits.argmax())
            if token == self.eos:
                break
            ids.append(token)
            logits, cache = self.step(self.words([token]), cache, past)
            past += 1
        return self.tok.decode(ids)

    def odds(self, features: np.ndarray, question: str, answers: list[str]) -> np.ndarray:
        """Probabilities of the answers by their first tokens, among themselves."""
        logits, _, _ = self.start(features, question)
        z = logits[[self.tok.encode(a).ids[0] for a in answers]]
        p = np.exp(z - z.max())
        return p / p.sum()
