"""The vision encoders: InternViT with pixel shuffle and projector, SigLIP and CLIP with theirs. One tile at a time."""

from __future__ import annotations

import numpy as np
from onnx import ModelProto

from .checkpoint import Checkpoint, CheckpointError
from .decoder import FAR, biases
from .net import Net


def patches(net: Net, weights: Checkpoint, name: str, side: int, patch: int) -> str:
    """`pixel_values` [1, 3, side, side] → [1, places, width]."""
    kernel = weights.read(f"{name}.weight")
    inputs = ["pixel_values", net.weight("patches", kernel)]
    if f"{name}.bias" in weights:
        inputs.append(net.weight("patches.bias", weights.read(f"{name}.bias")))
    y = net.op("Conv", *inputs, kernel_shape=[patch, patch], strides=[patch, patch])
    return net.transpose(net.reshape(y, [1, kernel.shape[0], (side // patch) ** 2]), [0, 2, 1])


def attend(net: Net, weights: Checkpoint, names: tuple[str, str, str], i: int, x: str, heads: int, width: int,
           norms: tuple[np.ndarray, np.ndarray, float] | None = None) -> str:
    """Attention of every place to every place, [1, n, width] → [1, n, width], without the product after it."""
    head = width // heads
    scale = {} if norms else {f"{names[0]}.weight": head**-0.5}
    mixed = weights.linear(*(f"{n}.weight" for n in names), scale=scale)
    y = net.matmul(x, f"layers.{i}.mix", mixed, biases(weights, names, mixed, scale))
    q, k, v = (net.slice(y, 2, j * width, (j + 1) * width) for j in range(3))
    if norms:
        q = net.op("Mul", net.unit(q, norms[2]), net.weight(f"layers.{i}.q_norm", norms[0] * np.float32(head**-0.5)))
        k = net.op("Mul", net.unit(k, norms[2]), net.weight(f"layers.{i}.k_norm", norms[1]))
    q, k, v = (net.transpose(net.reshape(p, [1, -1, heads, head]), [0, 2, 1, 3]) for p in (q, k, v))
    scores = net.op("Softmax", net.op("MatMul", q, net.transpose(k, [0, 1, 3, 2])), axis=-1)
    return net.reshape(net.transpose(net.op("MatMul", scores, v), [0, 2, 1, 3]), [1, -1, width])


def internvit(weights: Checkpoint, config: object) -> tuple[ModelProto, dict]:
    """`pixel_values` [1, 3, side, side] → `image_features` [1, tokens, hidden]."""
    c = config.vision_config
    side, patch, width = c.image_size[0], c.patch_size[0], c.hidden_size
    if config.vision_feature_layer != -1 or config.vision_feature_select_strategy != "default":
        raise CheckpointError("only the last layer's features without the class token are taken (vision_feature_layer −1)")
    at = "model.vision_tower."
    net = Net()
    net.input("pixel_values", [1, 3, side, side])
    x = patches(net, weights, f"{at}embeddings.patch_embeddings.projection", side, patch)
    x = net.op("Concat", net.weight("class", weights.read(f"{at}embeddings.cls_token")), x, axis=1)
    if c.use_absolute_position_embeddings:
        x = net.op("Add", x, net.weight("places", weights.read(f"{at}embeddings.position_embeddings")))
    for i in range(c.num_hidden_layers):
        layer = f"{at}encoder.layer.{i}."

        def norm(x: str, name: str, layer: str = layer, i: int = i) -> str:
            gain = weights.read(f"{layer}{name}.weight")
            if c.norm_type == "rms_norm":
                return net.op("Mul", net.unit(x, c.layer_norm_eps), net.weight(f"layers.{i}.{name}", gain))
            return net.layer_norm(x, f"layers.{i}.{name}", gain, weights.read(f"{layer}{name}.bias"), c.layer_norm_eps)

        own = None
        if c.use_qk_norm:
            own = (weights.read(f"{layer}attention.q_norm.weight"), weights.read(f"{layer}attention.k_norm.weight"), 1e-6)
        names = tuple(f"{layer}attention.{n}_proj" for n in "qkv")
        y = attend(net, weights, names, i, norm(x, "layernorm_before"), c.num_attention_heads, width, own)
        x = net.op("Add", x, scaled(net, weights, f"{layer}attention.projection_layer", f"{layer}lambda_1", f"layers.{i}.out", y))
        y = norm(x, "layernorm_after")
        w = weights.linear(f"{layer}mlp.fc1.weight")
        y = net.activation(net.matmul(y, f"layers.{i}.inner", w, weights.read(f"{layer}mlp.fc1.bias")), c.hidden_act)
        x = net.op("Add", x, scaled(net, weights, f"{layer}mlp.fc2", f"{layer}lambda_2", f"layers.{i}.down", y))
    if not c.use_mean_pooling:
        x = net.layer_norm(x, "norm", weights.read(f"{at}layernorm.weight"), weights.read(f"{at}layernorm.bias"), c.layer_norm_eps)
    x, places = shuffle(net, net.slice(x, 1, 1, FAR), side // patch, width, config.downsample_ratio)
    return project(net, weights, config, x, places, normed=True)


def scaled(net: Net, weights: Checkpoint, name: str, gain: str, label: str, x: str) -> str:
    """A linear layer and the layer scale after it as one product."""
    w = weights.linear(f"{name}.weight", rows=gain)
    return net.matmul(x, label, w, weights.read(f"{name}.bias") * weights.read(gain))


def shuffle(net: Net, x: str, n: int, width: int, ratio: float) -> tuple[str, int]:
    """[1, n², width] → [1, (n·ratio)², width / ratio²]: neighbouring places side by side (transformers' order)."""
    k = round(1 / ratio)
    if k < 1 or n % k or abs(k * ratio - 1) > 1e-9:
        raise CheckpointError(f"{n} places a side cannot be joined by downsample_ratio {ratio}")
    x = net.transpose(net.reshape(x, [n, n // k, k * width]), [1, 0, 2])
    x = net.transpose(net.reshape(x, [n // k, n // k, k * k * width]), [1, 0, 2])
    return net.reshape(x, [1, (n // k) ** 2, k * k * width]), (n // k) ** 2


def clip_like(weights: Checkpoint, config: object) -> tuple[ModelProto, dict]:
    """SigLIP and CLIP towers under LLaVA's projector."""
    c = config.vision_config
    clip = c.model_type == "clip_vision_model"
    side, patch, width = c.image_size, c.patch_size, c.hidden_size
    if not isinstance(config.vision_feature_layer, int):
        raise CheckpointError("features of several layers joined (vision_feature_layer is a list) are not supported")
    at = "model.vision_tower."
    net = Net()
    net.input("pixel_values", [1, 3, side, side])
    x = patches(net, weights, f"{at}embeddings.patch_embedding", side, patch)
    if clip:
        x = net.op("Concat", net.weight("class", weights.read(f"{at}embeddings.class_embedding")[None, None]), x, axis=1)
    x = net.op("Add", x, net.weight("places", weights.read(f"{at}embeddings.position_embedding.weight")[None]))

    def norm(x: str, name: str) -> str:
        return net.layer_norm(x, name, weights.read(f"{at}{name}.weight"), weights.read(f"{at}{name}.bias"), c.layer_norm_eps)

    if clip:
        x = norm(x, "pre_layrnorm")
    # hidden_states holds the embeddings first, so that layer −1 is the last one's output, before any norm.
    last = config.vision_feature_layer
    last = c.num_hidden_layers + 1 + last if last < 0 else last
    if not 0 <= last <= c.num_hidden_layers:
        raise CheckpointError(f"vision_feature_layer {config.vision_feature_layer} of {c.num_hidden_layers} layers")
    for i in range(last):
        layer = f"encoder.layers.{i}."
        y = attend(net, weights, tuple(f"{at}{layer}self_attn.{n}_proj" for n in "qkv"), i, norm(x, f"{layer}layer_norm1"),
                   c.num_attention_heads, width)
        out = f"{at}{layer}self_attn.out_proj"
        x = net.op("Add", x, net.matmul(y, f"layers.{i}.out", weights.linear(f"{out}.weight"), weights.read(f"{out}.bias")))
        fc1, fc2 = f"{at}{layer}mlp.fc1", f"{at}{layer}mlp.fc2"
        y = net.matmul(norm(x, f"{layer}layer_norm2"), f"layers.{i}.inner", weights.linear(f"{fc1}.weight"), weights.read(f"{fc1}.bias"))
        y = net.matmul(net.activation(y, c.hidden_act), f"layers.{i}.down", weights.linear(f"{fc2}.weight"), weights.read(f"{fc2}.bias"))
        x = net.op("Add", x, y)
    places = (side // patch) ** 2 + clip
    if config.vision_feature_select_strategy == "default":
        x, places = net.slice(x, 1, 1, FAR), places - 1
    return project(net, weights, config, x, places, normed=False)


def project(net: Net, weights: Checkpoint, config: object, x: str, places: int, normed: bool) -> tuple[ModelProto, dict]:
    """Two linear layers into the decoder's width, after a norm where there is one."""
    at = "model.multi_modal_projector."
    if normed:
        x = net.layer_norm(x, "projector.norm", weights.read(f"{at}layer_norm.weight"), weights.read(f"{at}layer_norm.bias"), 1e-5)
    for name in ("linear_1", "linear_2"):
        w = weights.linear(f"{at}{name}.weight")
        x = net.matmul(x, f"projector.{name}", w, biases(weights, (f"{at}{name}",), w, {}))
        if name == "linear_1":
            x = net.activation(x, config.projector_hidden_act)
    net.output("image_features", x, [1, places, config.text_config.hidden_size])
    return net.model(), net.floats
