"""The same bundle run from Python with onnxruntime: what a user would write without this program. Prints JSON.

Decodes, finds the field, normalises, runs the evidence graph, and writes the chain greedily (no grammar, no checks, no
findings): less than the program does, timed the same way.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
import tomllib
from pathlib import Path

import numpy as np
import onnxruntime as ort
from PIL import Image

from ocellus_tools.field import find_field
from ocellus_tools.lm_tokenizer import load, prompt_ids
from ocellus_tools.normalise import crop_square, normalise


class Peer:
    """The bundle's `cpu` skins in onnxruntime sessions."""

    def __init__(self, bundle: Path, threads: int) -> None:
        self.manifest = tomllib.loads((bundle / "bundle.toml").read_text())
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads

        def session(role: str) -> ort.InferenceSession:
            file = bundle / self.manifest["graphs"][role]["cpu"]
            return ort.InferenceSession(file, options, providers=["CPUExecutionProvider"])

        self.evidence = session("evidence")
        self.language = self.manifest.get("language")
        if self.language:
            self.vision, self.embed, self.decoder = map(session, ("vision_encoder", "embed_tokens", "decoder_model_merged"))
            self.tokenizer = load(bundle / self.language["tokenizer"])

    def read(self, data: Path) -> dict[str, int]:
        """One photograph; milliseconds of each part."""
        clock = [time.perf_counter()]
        photo = np.asarray(Image.open(data).convert("RGB"))
        clock.append(time.perf_counter())
        crop, inside = crop_square(photo, *find_field(photo))
        square = np.ascontiguousarray(normalise(crop, inside).transpose(2, 0, 1)[None])
        clock.append(time.perf_counter())
        self.evidence.run(None, {"image": square})
        clock.append(time.perf_counter())
        if self.language:
            self.chain(square)
        clock.append(time.perf_counter())
        parts = [round(1000 * (b - a)) for a, b in zip(clock, clock[1:], strict=False)]
        names = ("decode", "quality", "evidence", "language")
        return {**dict(zip(names, parts, strict=True)), "total": round(1000 * (clock[-1] - clock[0]))}

    def chain(self, square: np.ndarray) -> list[int]:
        """The chain's tokens, greedily."""
        spec = self.language
        ids = np.array([prompt_ids(self.tokenizer, spec["prompts"]["chain"], spec["image_tokens"])], np.int64)
        embeds = self.embed.run(None, {"input_ids": ids})[0]
        places = ids[0] == self.tokenizer.token_to_id(spec["tokens"]["image"])
        embeds[0, places] = self.vision.run(None, {"pixel_values": square})[0][0]
        end = self.tokenizer.token_to_id(spec["tokens"]["eos"])
        shape = (1, spec["kv_heads"], 0, spec["head_dim"])
        past = {f"past_key_values.{i}.{kind}": np.zeros(shape, np.float32) for i in range(spec["layers"]) for kind in ("key", "value")}
        names = [o.name for o in self.decoder.get_outputs()]
        said, at = [], 0
        while at + embeds.shape[1] < spec["context"]:
            n = embeds.shape[1]
            feed = {
                "inputs_embeds": embeds,
                "attention_mask": np.ones((1, at + n), np.int64),
                "position_ids": np.arange(at, at + n, dtype=np.int64)[None],
                **past,
            }
            out = dict(zip(names, self.decoder.run(None, feed), strict=True))
            at += n
            token = int(out["logits"][0, -1].argmax())
            if token == end:
                break
            said.append(token)
            past = {name: out[name.replace("past_key_values", "present")] for name in past}
            embeds = self.embed.run(None, {"input_ids": np.array([[token]], np.int64)})[0]
        return said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("photograph", type=Path)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    start = time.perf_counter()
    peer = Peer(args.bundle, args.threads)
    load_ms = round(1000 * (time.perf_counter() - start))
    runs = [peer.read(args.photograph) for _ in range(args.runs + 1)][1:]
    median = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"load_ms": load_ms, "threads": args.threads, "median_ms": median, "runs_ms": runs, "peak_resident_mb": peak}))


if __name__ == "__main__":
    main()
