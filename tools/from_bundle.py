"""Takes the evidence network out of a bundle again, as a checkpoint that `train_evidence.py --from` goes on from.

A bundle keeps int8 weights with batch normalisation folded in. Each convolution gets one back that changes nothing: its
mean and variance are those that the training views show here, its scale and offset undo them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from ocellus_tools.model import Evidence
from ocellus_tools.sampler import Sampler
from ocellus_tools.views import load_drawn, load_pack


def weights(bundle: Path) -> dict[str, np.ndarray]:
    """Every array of the bundle's evidence graph by its name in the network, int8 ones expanded."""
    graph = onnx.load(bundle / "evidence.cpu.onnx").graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    for name in [n[:-2] for n in arrays if n.endswith("_q")]:
        q, scale = arrays.pop(f"{name}_q"), arrays.pop(f"{name}_s")
        arrays[name] = q.astype(np.float32) * scale.reshape(-1, *[1] * (q.ndim - 1))
    return {n.removeprefix("net."): a for n, a in arrays.items() if n.startswith("net.")}


def unfold(net: Evidence, found: dict[str, np.ndarray], images: list[Tensor]) -> None:
    """Puts the folded `found` into `net`, in place, and gives each batch normalisation the statistics of `images`."""
    state = net.state_dict()
    norms = {n: m for n, m in net.named_modules() if isinstance(m, nn.BatchNorm2d)}
    offsets = {}
    for name, norm in norms.items():
        offset = torch.from_numpy(found[f"{name[:-1]}0.bias"].copy())
        offsets[name] = offset
        state |= {f"{name}.weight": torch.ones_like(norm.weight), f"{name}.bias": offset,
                  f"{name}.running_mean": torch.zeros_like(offset), f"{name}.running_var": torch.ones_like(offset) - norm.eps}  # fmt: skip
    state |= {n: torch.from_numpy(np.array(a)) for n, a in found.items() if n in state and state[n].shape == a.shape}
    net.load_state_dict(state)
    net.eval()
    sums: dict[str, list[Tensor]] = {n: [] for n in norms}

    def hook(name: str) -> object:
        return lambda _, args: sums[name].append(torch.stack([args[0].mean((0, 2, 3)), (args[0] ** 2).mean((0, 2, 3))]))

    hooks = [m.register_forward_pre_hook(hook(n)) for n, m in norms.items()]
    with torch.no_grad():
        for x in images:
            net(x)
        for h in hooks:
            h.remove()
        for name, norm in norms.items():
            mean, square = torch.stack(sums[name]).mean(0)
            norm.running_mean.copy_(mean)
            norm.running_var.copy_((square - mean**2).clamp(min=1e-6))
            norm.weight.copy_(torch.sqrt(norm.running_var + norm.eps))
            norm.bias.copy_(offsets[name] + mean)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("bundle", type=Path)
    ap.add_argument("--pack", type=Path, default=Path("build/pack"))
    ap.add_argument("--synth", type=Path, nargs="*", default=[Path("build/synth")])
    ap.add_argument("--out", type=Path, default=Path("build/start.pt"))
    args = ap.parse_args()
    items = [i for i in load_pack(args.pack) if i.part == "train"] + [i for f in args.synth for i in load_drawn(f)]
    sampler = Sampler(items, 0)
    images = [torch.from_numpy(np.stack([v.x for v in sampler.fields(4, 640, 1.0)])).permute(0, 3, 1, 2) for _ in range(16)]
    net, found = Evidence(), weights(args.bundle)
    unfold(net, found, images)
    torch.save({"ema": net.state_dict()}, args.out)
    missing = sorted(n for n in net.state_dict() if n not in found and "num_batches" not in n)
    print(f"{args.out}: {len(found)} arrays of {args.bundle}; made anew:", ", ".join(n for n in missing if ".1." not in n) or "nothing")


if __name__ == "__main__":
    main()
