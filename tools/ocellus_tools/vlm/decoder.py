"""A Llama-shaped decoder (Llama, Qwen2, Qwen3) as one step with a cache.

As `lm_model.DecoderGraph`: products that share an input are one, a norm's weights lie in the products after it, and
the heads of a group are rows of one product, so that keys and values are never repeated. Logits are of the last
position alone: a photograph of seven tiles would otherwise fill a gigabyte with logits that nobody reads.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from onnx import ModelProto

from .checkpoint import Checkpoint, CheckpointError, Linear, Table
from .net import Net

MASK = "past_sequence_length + sequence_length"
NEW, PAST = "sequence_length", "past_sequence_length"
FAR = 9223372036854775807


@dataclass(frozen=True)
class Decoder:
    """What the decoder's graph needs to know."""

    hidden: int
    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    vocabulary: int
    eps: float
    activation: str
    context: int
    turns: np.ndarray
    """Radians a position, [head_dim / 2] (rotary embedding)."""
    turn_scale: float
    tied: bool
    normed_heads: bool
    """Qwen3 norms queries and keys head by head."""


def of_config(text: object, tied: bool) -> Decoder:
    """Reads a transformers text configuration."""
    kinds = ("llama", "qwen2", "qwen3")
    if text.model_type not in kinds:
        raise CheckpointError(f"the decoder is {text.model_type!r}; supported are {', '.join(kinds)}")
    window = getattr(text, "layer_types", None) or []
    if any(kind != "full_attention" for kind in window):
        raise CheckpointError("the decoder attends through a sliding window, which this graph does not have")
    turns, scale = rotary(text)
    return Decoder(
        hidden=text.hidden_size, layers=text.num_hidden_layers, heads=text.num_attention_heads,
        kv_heads=text.num_key_value_heads, head_dim=2 * len(turns), vocabulary=text.vocab_size, eps=text.rms_norm_eps,
        activation=text.hidden_act, context=text.max_position_embeddings, turns=turns, turn_scale=scale,
        tied=tied, normed_heads=text.model_type == "qwen3")


def rotary(text: object) -> tuple[np.ndarray, float]:
    """Angles a position and their scale, as transformers computes them for this configuration."""
    from transformers.models.llama.modeling_llama import LlamaRotaryEmbedding

    kind = (getattr(text, "rope_parameters", None) or {}).get("rope_type", "default")
    if kind == "longrope":
        raise CheckpointError("rotary embedding of kind 'longrope' changes with the length, which this graph does not")
    found = LlamaRotaryEmbedding(text)
    return found.inv_freq.numpy().astype(np.float32), float(found.attention_scaling)


def embed_graph(weights: Checkpoint, d: Decoder, table: str) -> tuple[ModelProto, dict]:
    """`input_ids` [1, T] → `inputs_embeds` [1, T, hidden]."""
    net = Net()
    net.input("input_ids", [1, NEW], "int64")
    check(weights, table, (d.vocabulary, d.hidden))
    words = net.weight("embed_tokens", Table(lambda: weights.raw(table), weights.shape(table)))
    net.output("inputs_embeds", net.op("Gather", words, "input_ids", axis=0), [1, NEW, d.hidden])
    return net.model(), net.floats


def check(weights: Checkpoint, name: str, shape: tuple[int, ...]) -> None:
    if weights.shape(name) != shape:
        raise CheckpointError(f"{weights.folder}: {name!r} is {weights.shape(name)}, the configuration says {shape}")


def decoder_graph(weights: Checkpoint, d: Decoder, prefix: str, head: str) -> tuple[ModelProto, dict]:
    """The graph and its constants; `prefix` leads to `layers.0…`, `head` names the output table."""
    net = Net()
    net.input("inputs_embeds", [1, NEW, d.hidden])
    net.input("attention_mask", [1, MASK], "int64")
    net.input("position_ids", [1, NEW], "int64")
    group = d.heads // d.kv_heads
    bias = mask(net, group)
    angle = net.op("Cast", net.op("Unsqueeze", net.op("Unsqueeze", "position_ids", net.const([1])), net.const([3])), to=1)
    angle = net.op("Mul", angle, net.const(np.concatenate([d.turns, d.turns]), "turns"))
    cos, sin = net.op("Cos", angle), net.op("Sin", angle)
    if d.turn_scale != 1.0:
        cos, sin = net.op("Mul", cos, net.const(d.turn_scale)), net.op("Mul", sin, net.const(d.turn_scale))
    half = np.ones(d.head_dim // 2, np.float32)
    sin = net.op("Mul", sin, net.const(np.concatenate([-half, half]), "sign"))

    x, present = "inputs_embeds", []
    for i in range(d.layers):
        y, kept = attention(net, weights, d, f"{prefix}layers.{i}.", i, x, (cos, sin), bias, group)
        present += kept
        x = net.op("Add", x, y)
        x = net.op("Add", x, mlp(net, weights, d, f"{prefix}layers.{i}.", i, x))
    last = net.unit(net.slice(x, 1, -1, FAR), d.eps)
    check(weights, head, (d.vocabulary, d.hidden))
    logits = net.matmul(last, "lm_head", weights.linear(head, gain=f"{prefix}norm.weight"))
    net.output("logits", logits, [1, 1, d.vocabulary])
    for i in range(d.layers):
        for half, kind in enumerate(("key", "value")):
            net.output(f"present.{i}.{kind}", present[2 * i + half], [1, d.kv_heads, MASK, d.head_dim])
    for i in range(d.layers):
        for kind in ("key", "value"):
            net.input(f"past_key_values.{i}.{kind}", [1, d.kv_heads, PAST, d.head_dim])
    return net.model(), net.floats


def mask(net: Net, group: int) -> str:
    """[1, 1, group · T, P + T]: a large negative number where a position must not look."""
    total = net.op("Gather", net.op("Shape", "attention_mask"), net.const(np.array(1)))
    new = net.op("Gather", net.op("Shape", "inputs_embeds"), net.const(np.array(1)))
    zero, one = net.const(np.array(0)), net.const(np.array(1))
    keys = net.op("Unsqueeze", net.op("Range", zero, total, one), net.const([0]))
    queries = net.op("Add", net.op("Range", zero, new, one), net.op("Sub", total, new))
    later = net.op("Greater", keys, net.op("Unsqueeze", queries, net.const([1])))
    seen = net.op("Unsqueeze", net.op("Unsqueeze", "attention_mask", net.const([1])), net.const([2]))
    hidden = net.op("Or", later, net.op("Equal", seen, zero))
    bias = net.op("Mul", net.op("Cast", hidden, to=1), net.const(-1e9))
    return bias if group == 1 else net.op("Concat", *[bias] * group, axis=2)


def attention(net: Net, weights: Checkpoint, d: Decoder, at: str, i: int, x: str, turn: tuple[str, str], bias: str,
              group: int) -> tuple[str, list[str]]:
    q, k, v = (f"{at}self_attn.{n}_proj" for n in "qkv")
    scale = d.head_dim**-0.5
    # Head norms undo any factor on the queries, so that there the scale lies in the norm's weights.
    folded = {} if d.normed_heads else {f"{q}.weight": scale}
    mixed = weights.linear(*(f"{n}.weight" for n in (q, k, v)), scale=folded, gain=f"{at}input_layernorm.weight")
    added = biases(weights, (q, k, v), mixed, folded)
    y = net.matmul(net.unit(x, d.eps), f"layers.{i}.mix", mixed, added)
    y = net.transpose(net.reshape(y, [1, -1, d.heads + 2 * d.kv_heads, d.head_dim]), [0, 2, 1, 3])
    turned, v = net.slice(y, 1, 0, d.heads + d.kv_heads), net.slice(y, 1, d.heads + d.kv_heads, FAR)
    if d.normed_heads:
        own = [np.repeat(weights.read(f"{at}self_attn.{n}_norm.weight")[None], count, 0) for n, count in (("q", d.heads), ("k", d.kv_heads))]
        own[0] = own[0] * np.float32(scale)
        turned = net.op("Mul", net.unit(turned, d.eps), net.weight(f"layers.{i}.heads", np.concatenate(own)[None, :, None, :]))
    half = d.head_dim // 2
    swapped = net.op("Concat", net.slice(turned, 3, half, FAR), net.slice(turned, 3, 0, half), axis=-1)
    turned = net.op("Add", net.op("Mul", turned, turn[0]), net.op("Mul", swapped, turn[1]))
    q = net.reshape(net.slice(turned, 1, 0, d.heads), [1, d.kv_heads, -1, d.head_dim])
    k = net.op("Concat", f"past_key_values.{i}.key", net.slice(turned, 1, d.heads, FAR), axis=2)
    v = net.op("Concat", f"past_key_values.{i}.value", v, axis=2)
    scores = net.op("Add", net.op("MatMul", q, net.transpose(k, [0, 1, 3, 2])), bias)
    y = net.op("MatMul", net.op("Softmax", scores, axis=-1), v)
    y = net.transpose(net.reshape(y, [1, d.heads, -1, d.head_dim]), [0, 2, 1, 3])
    y = net.reshape(y, [1, -1, d.heads * d.head_dim])
    out = f"{at}self_attn.o_proj"
    o = weights.linear(f"{out}.weight")
    return net.matmul(y, f"layers.{i}.out", o, biases(weights, (out,), o, {})), [k, v]


def mlp(net: Net, weights: Checkpoint, d: Decoder, at: str, i: int, x: str) -> str:
    names = (f"{at}mlp.gate_proj", f"{at}mlp.up_proj")
    both = weights.linear(*(f"{n}.weight" for n in names), gain=f"{at}post_attention_layernorm.weight")
    y = net.matmul(net.unit(x, d.eps), f"layers.{i}.inner", both, biases(weights, names, both, {}))
    inner = both.shape[1] // 2
    y = net.op("Mul", net.activation(net.slice(y, 2, 0, inner), d.activation), net.slice(y, 2, inner, FAR))
    down = f"{at}mlp.down_proj"
    w = weights.linear(f"{down}.weight")
    return net.matmul(y, f"layers.{i}.down", w, biases(weights, (down,), w, {}))


def biases(weights: Checkpoint, names: tuple[str, ...], of: Linear, factors: dict[str, float]) -> np.ndarray | None:
    """The biases of layers that were joined; zeros for one that has none, None where none has."""
    if not any(f"{n}.bias" in weights for n in names):
        return None
    parts = []
    for name, outputs in zip(names, of.outputs, strict=True):
        bias = weights.read(f"{name}.bias") if f"{name}.bias" in weights else np.zeros(outputs, np.float32)
        parts.append(bias * np.float32(factors.get(f"{name}.weight", 1.0)))
    return np.concatenate(parts)
