"""One run of one runtime in a process of its own: `python -m ocellus_tools.bench.peers PEER FOLDER THREADS`.

Prints {"prefill_ms", "steps_ms": [...], "logits": [...] or "top": {id: log probability}} as one line of JSON. The first
prompt is not counted.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import numpy as np

from .shapes import PROMPT, STEPS, text


def genai(folder: Path, threads: int) -> dict:
    import onnxruntime_genai as og

    config = og.Config(str(folder / "genai"))
    config.overlay(json.dumps({"model": {"decoder": {"session_options": {"intra_op_num_threads": threads}}}}))
    model = og.Model(config)

    def run() -> dict:
        params = og.GeneratorParams(model)
        room = len(PROMPT) + STEPS + 2
        params.set_search_options(max_length=room, min_length=room, do_sample=False)
        generator = og.Generator(model, params)
        start = time.perf_counter()
        generator.append_tokens(np.array([PROMPT], np.int32))
        logits = np.asarray(generator.get_logits()).reshape(-1)
        prefill = time.perf_counter() - start
        # The first call only chooses from the prompt's logits.
        generator.generate_next_token()
        steps = [timed(generator.generate_next_token) for _ in range(STEPS)]
        return told(prefill, steps, logits)

    run()
    return run()


def llama_cpp(folder: Path, threads: int) -> dict:
    import llama_cpp

    model = llama_cpp.Llama(str(folder / "q8_0.gguf"), n_ctx=512, n_batch=512, n_threads=threads, n_threads_batch=threads, verbose=False)

    def logits() -> np.ndarray:
        return np.ctypeslib.as_array(llama_cpp.llama_get_logits_ith(model._ctx.ctx, -1), shape=(model.n_vocab(),)).copy()

    def run() -> dict:
        model.reset()
        start = time.perf_counter()
        model.eval(PROMPT)
        first = logits()
        prefill = time.perf_counter() - start
        state = first

        def step() -> None:
            nonlocal state
            model.eval([int(state.argmax())])
            state = logits()

        return told(prefill, [timed(step) for _ in range(STEPS)], first)

    run()
    return run()


def mistral_rs(folder: Path, threads: int) -> dict:
    os.environ["RAYON_NUM_THREADS"] = str(threads)
    from mistralrs import Architecture, ChatCompletionRequest, Runner, Which

    runner = Runner(which=Which.Plain(model_id=str(folder / "hf"), arch=Architecture.Qwen2), in_situ_quant="Q8_0", no_paged_attn=True)

    def run() -> dict:
        request = ChatCompletionRequest(model="default", messages=[{"role": "user", "content": text()}], max_tokens=STEPS + 1, temperature=0.0,
                                        logprobs=True, top_logprobs=20)
        answer = runner.send_chat_completion_request(request)
        usage = answer.usage
        assert usage.prompt_tokens == len(PROMPT), f"{usage.prompt_tokens} tokens were read"
        first = answer.choices[0].logprobs.content[0]
        # It tells the two totals alone; the prompt's ends with the first token.
        each = usage.total_completion_time_sec / max(usage.completion_tokens - 1, 1)
        top = {entry.token: entry.logprob for entry in first.top_logprobs}
        return {"prefill_ms": usage.total_prompt_time_sec * 1e3, "steps_ms": [each * 1e3] * STEPS, "top": top}

    run()
    return run()


def transformers(folder: Path, threads: int, kind: str = "bfloat16") -> dict:
    import torch
    from transformers import AutoModelForCausalLM

    torch.set_num_threads(threads)
    model = AutoModelForCausalLM.from_pretrained(folder / "hf", dtype=getattr(torch, kind)).eval()

    @torch.inference_mode()
    def run() -> dict:
        start = time.perf_counter()
        out = model(torch.tensor([PROMPT]), use_cache=True, logits_to_keep=1)
        prefill = time.perf_counter() - start
        first = out.logits[0, -1].float().numpy()

        def step() -> None:
            nonlocal out
            out = model(out.logits[:, -1].argmax(-1, keepdim=True), past_key_values=out.past_key_values, use_cache=True)

        return told(prefill, [timed(step) for _ in range(STEPS)], first)

    run()
    return run()


def reference(folder: Path, threads: int) -> dict:
    """fp32, for the error alone."""
    return transformers(folder, threads, "float32")


def bandwidth(folder: Path, threads: int) -> dict:
    """Reads 1 GB over and over: what memory gives, in GB/s."""
    import torch

    torch.set_num_threads(threads)
    block = torch.ones(250_000_000, dtype=torch.float32)
    best = min(timed(lambda: block.sum()) for _ in range(6))
    return {"gb_per_s": block.numel() * 4 / best / 1e9}


def timed(step: object) -> float:
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def told(prefill: float, steps: list[float], logits: np.ndarray) -> dict:
    return {"prefill_ms": prefill * 1e3, "steps_ms": [s * 1e3 for s in steps], "logits": [float(x) for x in logits]}


PEERS = {"genai": genai, "llama.cpp": llama_cpp, "mistral.rs": mistral_rs, "transformers": transformers, "reference": reference, "bandwidth": bandwidth}

if __name__ == "__main__":
    peer, folder, threads = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    print(json.dumps(PEERS[peer](folder, threads)))
