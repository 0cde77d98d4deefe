"""Which model a folder holds: its configuration, names, image processor and template."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from . import decoder, template, vision
from .checkpoint import Checkpoint, CheckpointError
from .template import Template

RESAMPLE = {2: "bilinear", 3: "bicubic"}
"""PIL's numbers."""


@dataclass
class Model:
    """A folder that was understood."""

    folder: Path
    config: object
    weights: Checkpoint
    decoder: decoder.Decoder
    image: dict
    """`[language.image]` of the manifest."""
    side: int
    tokens: int
    """Embeddings of one tile."""
    template: Template
    system: str
    bos: str
    image_token: str
    image_marks: tuple[str, str]

    def graphs(self) -> dict[str, tuple]:
        """Role → float graph and its constants."""
        look = vision.internvit if self.config.model_type == "internvl" else vision.clip_like
        head = "model.language_model.embed_tokens.weight" if self.decoder.tied else "lm_head.weight"
        return {
            "vision_encoder": look(self.weights, self.config),
            "embed_tokens": decoder.embed_graph(self.weights, self.decoder, "model.language_model.embed_tokens.weight"),
            "decoder_model_merged": decoder.decoder_graph(self.weights, self.decoder, "model.language_model.", head),
        }


def rename(name: str) -> str:
    """Names as transformers has written them over time → as they are in its modules now."""
    name = re.sub(r"^language_model\.lm_head\.", "lm_head.", name)
    name = re.sub(r"^language_model\.(model\.)?", "model.language_model.", name)
    name = re.sub(r"^(vision_tower|multi_modal_projector)\.", r"model.\1.", name)
    return name.replace("model.vision_tower.vision_model.", "model.vision_tower.")


def settings(folder: Path, *names: str) -> dict:
    """The first of `names` that is there, as JSON."""
    for name in names:
        if (folder / name).exists():
            return json.loads((folder / name).read_text(encoding="utf-8"))
    return {}


def open_folder(folder: str | Path, chat: str | None = None) -> Model:
    """Reads everything but the tensors; refuses what is not supported, saying why."""
    from transformers import AutoConfig

    folder = Path(folder)
    kind = settings(folder, "config.json").get("model_type")
    if kind == "internvl_chat":
        raise CheckpointError(f"{folder} is in the family's original form; convert it first: export_vlm.py --convert {folder} NATIVE")
    if kind not in ("internvl", "llava"):
        raise CheckpointError(f"{folder} holds a {kind!r}; supported are internvl and llava")
    config = AutoConfig.from_pretrained(folder, local_files_only=True)
    towers = {"internvl": ("internvl_vision",), "llava": ("siglip_vision_model", "clip_vision_model")}[kind]
    if config.vision_config.model_type not in towers:
        raise CheckpointError(f"{folder}: a {kind} with a {config.vision_config.model_type!r} tower is not supported")
    path = folder / "tokenizer.json"
    if not path.exists():
        raise CheckpointError(f"{folder} has no tokenizer.json; load its tokenizer with transformers and save it as a fast one")
    tokenizer = Tokenizer.from_file(str(path))
    weights = Checkpoint(folder, rename)
    # An output table of its own is used where one was saved, whatever a configuration's defaults say.
    tied = "lm_head.weight" not in weights
    image, side, tokens = pictures(folder, config)
    image_token = tokenizer.id_to_token(config.image_token_id)
    if image_token is None:
        raise CheckpointError(f"{path} has no token {config.image_token_id} (image_token_id of config.json)")
    marks = ("", "")
    if kind == "internvl":
        words = settings(folder, "tokenizer_config.json")
        words = words.get("extra_special_tokens") if isinstance(words.get("extra_special_tokens"), dict) else words
        marks = (words.get("start_image_token", "<img>"), words.get("end_image_token", "</img>"))
    form, system = template.find(folder, image_token, chat)
    first = tokenizer.encode("a").ids[:1]
    bos = template.special(folder).get("bos_token") or ""
    bos = bos if bos and first == [tokenizer.token_to_id(bos)] and not form.start else ""
    for mark in (*marks, bos, form.ends):
        if mark and tokenizer.token_to_id(mark) is None:
            raise CheckpointError(f"{path} has no token {mark!r}")
    return Model(folder, config, weights, decoder.of_config(config.text_config, tied), image, side, tokens, form, system, bos,
                 image_token, marks)


def pictures(folder: Path, config: object) -> tuple[dict, int, int]:
    """`[language.image]`, the side of a tile and how many embeddings it becomes."""
    found = settings(folder, "preprocessor_config.json") or settings(folder, "processor_config.json").get("image_processor", {})
    if not found:
        raise CheckpointError(f"{folder} has no preprocessor_config.json")
    resample = RESAMPLE.get(found.get("resample", 3))
    if resample is None:
        raise CheckpointError(f"{folder}: resample {found['resample']} is neither bilinear nor bicubic")
    c = config.vision_config
    image = {"family": "", "resample": resample, "mean": [float(v) for v in found["image_mean"]], "std": [float(v) for v in found["image_std"]]}
    if config.model_type == "internvl":
        side, patch = c.image_size[0], c.patch_size[0]
        # The processor tiles only where it is asked to; the model was trained with tiles, so they are on.
        image |= {"family": "internvl", "minimum_tiles": found.get("min_patches", 1), "maximum_tiles": found.get("max_patches", 12),
                  "thumbnail": True}
        size = found.get("size", {})
        if (size.get("height"), size.get("width")) != (side, side):
            raise CheckpointError(f"{folder}: the image processor makes {size}, the model takes {side}×{side}")
        return image, side, round((side // patch * config.downsample_ratio) ** 2)
    side, patch = c.image_size, c.patch_size
    size = found.get("size", {})
    if "shortest_edge" in size:
        if not found.get("do_center_crop", True) or size["shortest_edge"] != side:
            raise CheckpointError(f"{folder}: a picture of shortest side {size['shortest_edge']} without a centre crop of {side}")
        if found.get("do_pad", False):
            raise CheckpointError(f"{folder}: pictures padded to a square (do_pad) are not supported")
        image["family"] = "clip"
    elif (size.get("height"), size.get("width")) == (side, side):
        image["family"] = "siglip"
    else:
        raise CheckpointError(f"{folder}: the image processor makes {size}, the model takes {side}×{side}")
    drop = config.vision_feature_select_strategy == "default"
    return image, side, (side // patch) ** 2 + (c.model_type == "clip_vision_model") - drop
