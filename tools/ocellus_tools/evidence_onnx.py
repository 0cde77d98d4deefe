"""The evidence network as ONNX (opset 17, batch 1, fixed size), batch normalisation folded away."""

from __future__ import annotations

import io
from pathlib import Path

import onnx
import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from .model import Evidence, Export
from .normalise import SIZE

OUTPUTS = ["maps", "heat", "quality", "dr", "dme", "referable", "conditions", "novelty"]


def load(path: Path) -> Evidence:
    """The averaged weights of a checkpoint, ready to run."""
    net = Evidence()
    state = torch.load(path, map_location="cpu", weights_only=True)["ema"]
    net.load_state_dict(state)
    return net.eval()


def fold(net: nn.Module) -> None:
    """Folds every convolution's batch normalisation into it, in place."""
    for child in net.children():
        if isinstance(child, nn.Sequential) and len(child) >= 2 and isinstance(child[1], nn.BatchNorm2d):
            child[0] = fuse_conv_bn_eval(child[0], child[1])
            child[1] = nn.Identity()
        fold(child)


def to_onnx(net: Evidence) -> onnx.ModelProto:
    """The fp32 graph of the bundle's `evidence` role."""
    fold(net)
    buffer = io.BytesIO()
    with torch.no_grad():
        torch.onnx.export(Export(net).eval(), (torch.zeros(1, 3, SIZE, SIZE),), buffer, input_names=["image"],
                          output_names=OUTPUTS, opset_version=17, dynamo=False)  # fmt: skip
    model = onnx.load_from_string(buffer.getvalue())
    onnx.checker.check_model(model)
    return model
