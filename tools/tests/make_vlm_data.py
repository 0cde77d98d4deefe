"""Writes `tests/data/vlm`: what transformers' image processors make of a few pictures, and a whole bundle in miniature.

`python tools/tests/make_vlm_data.py` from the repository's root. The pictures are lossless, because two JPEG decoders
differ by more than the resampling does.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tools/tests")]

OUT = ROOT / "tests/data/vlm"
KEEP = 3000
"""Values of a case that are kept."""
IMAGENET = ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
CLIP = ([0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711])
HALF = ([0.5] * 3, [0.5] * 3)


def pattern(width: int, height: int) -> np.ndarray:
    """Sharp and slow detail by whole-number arithmetic, so that the test draws the same picture."""
    y, x = np.mgrid[0:height, 0:width].astype(np.int64)
    planes = [(x * x + 3 * y * y + c * x * y) // (37 + 11 * c) % 256 if c else (x // 5 % 2 ^ y // 3 % 2) * 255 for c in range(3)]
    return np.stack(planes, -1).astype(np.uint8)


def pictures() -> dict[str, np.ndarray]:
    eye = Image.open(ROOT / "tests/data/synthetic_eye.jpg").convert("RGB").resize((360, 270), Image.Resampling.LANCZOS)
    eye.save(OUT / "eye.png", optimize=True)
    return {"eye.png": np.asarray(eye), "pattern 301x173": pattern(301, 173), "pattern 1200x1600": pattern(1200, 1600),
            "pattern 640x640": pattern(640, 640), "pattern 40x1900": pattern(40, 1900)}


def cases() -> list[dict]:
    tiles = {"family": "internvl", "resample": "bicubic", "minimum_tiles": 1, "maximum_tiles": 12, "thumbnail": True}
    return [
        {"picture": "eye.png", "size": 448, **tiles}, {"picture": "eye.png", "size": 56, **tiles},
        {"picture": "pattern 301x173", "size": 56, **tiles, "maximum_tiles": 6}, {"picture": "pattern 1200x1600", "size": 112, **tiles},
        {"picture": "pattern 640x640", "size": 224, **tiles, "minimum_tiles": 2, "maximum_tiles": 4},
        {"picture": "pattern 40x1900", "size": 56, **tiles},
        {"picture": "eye.png", "size": 384, "family": "siglip", "resample": "bicubic"},
        {"picture": "pattern 1200x1600", "size": 96, "family": "siglip", "resample": "bilinear"},
        {"picture": "eye.png", "size": 224, "family": "clip", "resample": "bicubic"},
        {"picture": "pattern 1200x1600", "size": 61, "family": "clip", "resample": "bicubic"},
        {"picture": "pattern 301x173", "size": 336, "family": "clip", "resample": "bicubic"},
    ]


def processed(case: dict, picture: np.ndarray) -> np.ndarray:
    """[tiles, 3, side, side] as transformers makes them."""
    from transformers import CLIPImageProcessor, GotOcr2ImageProcessor, SiglipImageProcessor

    side = case["size"]
    mean, std = {"internvl": IMAGENET, "siglip": HALF, "clip": CLIP}[case["family"]]
    case |= {"mean": mean, "std": std}
    common = {"image_mean": mean, "image_std": std, "resample": {"bilinear": 2, "bicubic": 3}[case["resample"]]}
    square = {"height": side, "width": side}
    if case["family"] == "internvl":
        made = GotOcr2ImageProcessor(size=square, crop_to_patches=True, min_patches=case["minimum_tiles"], max_patches=case["maximum_tiles"], **common)
    elif case["family"] == "siglip":
        made = SiglipImageProcessor(size=square, **common)
    else:
        made = CLIPImageProcessor(size={"shortest_edge": side}, crop_size=square, **common)
    return made(Image.fromarray(picture), return_tensors="pt")["pixel_values"].numpy()


def processors() -> None:
    seen, found = pictures(), []
    for i, case in enumerate(cases()):
        values = processed(case, seen[case["picture"]])
        stride = max(1, values.size // KEEP)
        # A stride that shares no factor with the sides walks over every row and column.
        while np.gcd(stride, 6 * case["size"]) != 1:
            stride += 1
        np.save(OUT / f"tiles.{i}.npy", values.ravel()[::stride].astype(np.float32))
        found.append({**case, "tiles": len(values), "stride": int(stride), "values": f"tiles.{i}.npy"})
    (OUT / "tiles.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def small(folder: Path) -> Path:
    """An InternVL of 80 thousand weights, four tiles at most."""
    import vlm_models

    vlm_models.internvl(folder, "qwen2", seed=21, vision={"hidden_size": 32, "num_attention_heads": 4, "intermediate_size": 64},
                        language={"hidden_size": 32, "intermediate_size": 64, "num_attention_heads": 4})
    path = folder / "preprocessor_config.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "max_patches": 4}))
    return folder


def bundles() -> None:
    """The model in both precisions, its prompts as transformers writes them, and what transformers says to the eye."""
    from transformers import PreTrainedTokenizerFast

    from ocellus_tools.vlm import parity, write
    from ocellus_tools.vlm.family import open_folder

    with tempfile.TemporaryDirectory() as place:
        folder = small(Path(place) / "model")
        model = open_folder(folder)
        for precision in ("int8", "fp32"):
            write.bundle(model, OUT / precision, f"tiny-vlm-{precision}", "0.1.0", "Apache-2.0", precision)
        tok = PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"))
        chat = (folder / "chat_template.jinja").read_text()
        asked = []
        for turns in ([("Where is the optic disc?", "")], [("Is it 眼 good?\n", "Yes."), (" Why?", "It is."), ("Sure?", "")]):
            messages = []
            for i, (question, answer) in enumerate(turns):
                messages.append({"role": "user", "content": [*([{"type": "image"}] if i == 0 else []), {"type": "text", "text": question}]})
                if answer:
                    messages.append({"role": "assistant", "content": [{"type": "text", "text": answer}]})
            text = tok.apply_chat_template(messages, chat_template=chat, tokenize=False, add_generation_prompt=True)
            text = text.replace("<IMG_CONTEXT>", "<img>" + "<IMG_CONTEXT>" * model.tokens * 3 + "</img>")
            asked.append({"turns": turns, "places": model.tokens * 3, "ids": tok(text, add_special_tokens=False).input_ids})
        pictured = parity.photographs(model, [OUT / "eye.png"])
        ids = write.prompt_ids(model, write.DESCRIBE, len(pictured))
        said, _ = parity.spoken(parity.reference(folder), ids, pictured, 40)
        stop = tok.convert_tokens_to_ids("<|im_end|>")
        said = said[: said.index(stop)] if stop in said else said
        text = {"asked": asked, "tiles": len(pictured), "said": said, "text": tok.decode(said)}
        (OUT / "text.json").write_text(json.dumps(text, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    torch.manual_seed(0)
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    processors()
    bundles()
    print(sum(p.stat().st_size for p in OUT.rglob("*") if p.is_file()), "bytes")


if __name__ == "__main__":
    main()
