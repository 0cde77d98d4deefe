"""How far a written bundle is from transformers on the same inputs: the report that comes with every export."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch

from . import write
from .family import Model

PROMPTS = ("Describe this fundus photograph.", "Where is the optic disc?", "Is there diabetic retinopathy?")
LIMIT = 1e-3
"""Largest difference of a logit over the largest magnitude among the logits: max|a − b| / max|b|."""


def relative(got: np.ndarray, want: np.ndarray) -> float:
    """max|a − b| / max|b|."""
    return float(np.abs(got - want).max() / np.abs(want).max())


def cosine(got: np.ndarray, want: np.ndarray) -> float:
    a, b = got.ravel().astype(np.float64), want.ravel().astype(np.float64)
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


class Written:
    """A bundle's graphs in one skin, run as the appliance runs them: prefill, then step by step."""

    def __init__(self, model: Model, folder: Path, skin: str) -> None:
        self.model = model
        skins = {"vision_encoder": "cpu" if skin == "fused" else skin, "embed_tokens": "cpu", "decoder_model_merged": skin}
        files = {role: folder / f"{role}.{skin}.onnx" for role, skin in skins.items()}
        self.sessions = {role: write.session(path) for role, path in files.items()}

    def run(self, role: str, feed: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        session = self.sessions[role]
        return dict(zip([o.name for o in session.get_outputs()], session.run(None, feed), strict=True))

    def features(self, pixels: np.ndarray) -> np.ndarray:
        """[tiles, 3, side, side] → [tiles, tokens, hidden]."""
        return np.concatenate([self.run("vision_encoder", {"pixel_values": p[None]})["image_features"] for p in pixels])

    def prefill(self, ids: list[int], features: np.ndarray) -> dict[str, np.ndarray]:
        embeds = self.run("embed_tokens", {"input_ids": np.array([ids], np.int64)})["inputs_embeds"]
        places = np.array(ids) == self.model.config.image_token_id
        embeds[0, places] = features.reshape(-1, features.shape[-1])
        return self.run("decoder_model_merged", write.step(self.model, embeds))

    def greedy(self, ids: list[int], features: np.ndarray, count: int) -> tuple[list[int], list[np.ndarray]]:
        """Tokens and the logits that each was chosen from."""
        state = self.prefill(ids, features)
        said, logits = [], []
        for _ in range(count):
            logits.append(state["logits"][0, -1])
            said.append(int(logits[-1].argmax()))
            embeds = self.run("embed_tokens", {"input_ids": np.array([said[-1:]], np.int64)})["inputs_embeds"]
            state = self.run("decoder_model_merged", write.step(self.model, embeds, state))
        return said, logits


def photographs(model: Model, paths: list[Path]) -> np.ndarray:
    """Pictures as the family's own processor in transformers makes them, all tiles one after the other."""
    from PIL import Image
    from transformers import CLIPImageProcessor, GotOcr2ImageProcessor, SiglipImageProcessor

    spec, side = model.image, model.side
    square = {"height": side, "width": side}
    given = {"image_mean": spec["mean"], "image_std": spec["std"], "resample": {"bilinear": 2, "bicubic": 3}[spec["resample"]], "size": square}
    if spec["family"] == "internvl":
        made = GotOcr2ImageProcessor(crop_to_patches=True, min_patches=spec["minimum_tiles"], max_patches=spec["maximum_tiles"], **given)
    elif spec["family"] == "siglip":
        made = SiglipImageProcessor(**given)
    else:
        made = CLIPImageProcessor(**{**given, "size": {"shortest_edge": side}, "crop_size": square})
    return np.concatenate([made(Image.open(path).convert("RGB"), return_tensors="pt")["pixel_values"].numpy() for path in paths])


def reference(folder: Path) -> torch.nn.Module:
    """transformers' own model of the folder, fp32 and eager."""
    from transformers import AutoModelForImageTextToText

    return AutoModelForImageTextToText.from_pretrained(folder, local_files_only=True, dtype=torch.float32, attn_implementation="eager").eval()


@torch.no_grad()
def spoken(net: torch.nn.Module, ids: list[int], pixels: np.ndarray, count: int) -> tuple[list[int], list[np.ndarray]]:
    """transformers' greedy tokens and logits; its end of text does not stop it, so that lengths agree."""
    given = torch.tensor([ids])
    out = net(input_ids=given, pixel_values=torch.from_numpy(pixels), use_cache=True)
    said, logits = [], []
    for _ in range(count):
        logits.append(out.logits[0, -1].float().numpy())
        said.append(int(logits[-1].argmax()))
        total = len(ids) + len(said)
        out = net(input_ids=torch.tensor([said[-1:]]), past_key_values=out.past_key_values, use_cache=True,
                  attention_mask=torch.ones(1, total, dtype=torch.int64), position_ids=torch.tensor([[total - 1]]))
    return said, logits


def report(model: Model, folders: dict[str, Path], pixels: np.ndarray, count: int = 16) -> dict:
    """`folders`: precision (`fp32`, `int8`) → bundle. `pixels` [tiles, 3, side, side] of one photograph."""
    net = reference(model.folder)
    with torch.no_grad():
        seen = net.model.get_image_features(pixel_values=torch.from_numpy(pixels), return_dict=True).pooler_output
        seen = (torch.stack(list(seen)) if isinstance(seen, (list, tuple)) else seen).numpy()
    asked = {p: write.prompt_ids(model, p, len(pixels)) for p in PROMPTS}
    wanted = {p: spoken(net, ids, pixels, count) for p, ids in asked.items()}
    rows = []
    for precision, folder in folders.items():
        for skin in ("cpu",) if precision == "fp32" else ("float", "cpu", "fused", "qdq"):
            if skin == "fused" and not (folder / "decoder_model_merged.fused.onnx").exists():
                continue
            written = Written(model, folder, skin)
            features = written.features(pixels)
            row = {"precision": precision, "skin": skin, "image_features_relative": relative(features, seen),
                   "image_features_cosine": cosine(features, seen)}
            errors, near, same = [], [], 0
            for prompt, ids in asked.items():
                # The same tokens go in, so that one early tie does not decide the comparison of all that follows.
                said, logits = written.greedy(ids, features, count)
                same += said == wanted[prompt][0]
                upto = next((i for i, (a, b) in enumerate(zip(said, wanted[prompt][0], strict=True)) if a != b), count - 1)
                for got, want in zip(logits[: upto + 1], wanted[prompt][1], strict=False):
                    errors.append(relative(got, want))
                    near.append(cosine(got, want))
            rows.append(row | {"logits_relative": max(errors), "logits_cosine": min(near), "positions": len(errors),
                               "greedy_same": same, "prompts": len(asked)})
    return {"norm": "max|a-b| / max|b| over the vocabulary, the worst of all positions", "limit_fp32": LIMIT,
            "tiles": len(pixels), "tokens_each": count, "rows": rows}


def told(found: dict) -> str:
    """The report as a table."""
    lines = [f"{'precision':9} {'skin':5} {'features':>9} {'logits':>9} {'cosine':>9}  greedy text equal"]
    for r in found["rows"]:
        lines.append(f"{r['precision']:9} {r['skin']:5} {r['image_features_relative']:9.2e} {r['logits_relative']:9.2e} "
                     f"{r['logits_cosine']:9.6f}  {r['greedy_same']} of {r['prompts']}")
    return "\n".join(lines + [f"{found['norm']}; {found['tiles']} tiles, {found['tokens_each']} tokens for each of the prompts"])


def save(found: dict, path: Path) -> None:
    path.write_text(json.dumps(found, indent=1), encoding="utf-8")
