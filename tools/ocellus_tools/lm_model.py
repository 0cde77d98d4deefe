"""The language reader: frozen vision trunk, a projector to 256 image tokens that carry places, a small decoder."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .model import WIDTHS, Encoder

GRID = 32
"""Cells along a side of the trunk's last map."""
FINE = 2 * GRID
"""Cells along a side in which lesions are placed."""
SIDE = 16
"""Image tokens along a side."""
COARSE = WIDTHS[4] + WIDTHS[3]
SHARP = WIDTHS[2] + WIDTHS[1]
CELL = COARSE + 4 * SHARP
WAVES = 24
POINTS = ("microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot", "neovascularisation", "drusen",
          "retinal_scar", "disc", "fovea")
"""What the projector places. Microaneurysms are smaller than its cells: they are felt, not placed."""


@dataclass(frozen=True)
class Shape:
    """Sizes of the decoder; `number_base` is the token id of `0` (1000 numbers follow in order)."""

    vocabulary: int
    number_base: int
    hidden: int = 256
    layers: int = 4
    heads: int = 8
    kv_heads: int = 4
    head_dim: int = 32
    inner: int = 512
    context: int = 896
    dropout: float = 0.0


def cells(features: list[Tensor]) -> Tensor:
    """Trunk features → [B, CELL, 32, 32]: the deep maps, then two finer ones, each cell's four quarters as channels.

    The strongest answer of a finer map is kept, for a microaneurysm is one bright spot that a mean would lose.
    """
    _, f4, f8, f16, f32 = features
    sharp = torch.cat([F.max_pool2d(f8, 2), F.max_pool2d(f4, 4)], 1)
    sharp = sharp.reshape(-1, SHARP, GRID, 2, GRID, 2).permute(0, 1, 3, 5, 2, 4).reshape(-1, 4 * SHARP, GRID, GRID)
    return torch.cat([f32, F.max_pool2d(f16, 2), sharp], 1)


def waves(x: Tensor) -> Tensor:
    """Positions 0…1 → [..., 2·WAVES] sines and cosines, so that near positions look alike."""
    k = torch.arange(WAVES, dtype=torch.float32)
    angle = x[..., None].float() * math.pi * (0.5 * 1.22**k)
    return torch.cat([torch.sin(angle), torch.cos(angle)], -1)


def unit(x: Tensor) -> Tensor:
    """Root-mean-square 1 along the last axis, in plain operators."""
    return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-6)


class Norm(nn.Module):
    """Root-mean-square normalisation with a weight for each channel."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))

    def forward(self, x: Tensor) -> Tensor:
        return unit(x) * self.weight


@dataclass
class Placed:
    """What the projector found: `heat` [B, 9, 64, 64] logits of a centre, `reach` [B, 4, 64, 64] logarithms of the
    way from a cell's centre to the left, top, right and bottom of what lies there (in shares of the field)."""

    coarse: Tensor
    heat: Tensor
    reach: Tensor


class Projector(nn.Module):
    """Cells [B, CELL, 32, 32] → image tokens [B, 256, hidden], row by row.

    A token says what its block looks like, which kinds have their centre there and how surely, and the corners of the
    likeliest one, in waves of their coordinates: a place that the decoder only has to copy.
    """

    def __init__(self, hidden: int, reduced: int = 64, fine: int = 48, inner: int = 384, dropout: float = 0.0) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(1, CELL, 1, 1))
        self.register_buffer("scale", torch.ones(1, CELL, 1, 1))
        self.reduce = nn.Conv2d(COARSE, reduced, 1)
        self.context, self.sharpen = nn.Conv2d(COARSE, fine, 1), nn.Conv2d(SHARP, fine, 1, bias=False)
        self.mix = nn.Conv2d(fine, 64, 3, padding=1)
        self.heat, self.reach = nn.Conv2d(64, len(POINTS), 1), nn.Conv2d(64, 4, 1)
        nn.init.constant_(self.heat.bias, -4.0)
        nn.init.constant_(self.reach.bias, -4.0)
        block = GRID // SIDE
        self.up, self.down = nn.Linear(reduced * block * block, inner), nn.Linear(inner, hidden)
        centre = (torch.arange(SIDE) + 0.5) / SIDE
        y, x = torch.meshgrid(centre, centre, indexing="ij")
        self.register_buffer("place", torch.cat([waves(x.flatten()), waves(y.flatten())], -1))
        centre = (torch.arange(FINE) + 0.5) / FINE
        y, x = torch.meshgrid(centre, centre, indexing="ij")
        self.register_buffer("centre", torch.stack([x, y, x, y])[None])
        self.register_buffer("sign", torch.tensor([-1.0, -1.0, 1.0, 1.0])[None, :, None, None])
        self.where = nn.Linear(4 * WAVES, hidden, bias=False)
        self.corners = nn.Linear(8 * WAVES, hidden, bias=False)
        self.kinds = nn.Linear(len(POINTS), hidden, bias=False)
        self.norm, self.drop = Norm(hidden), nn.Dropout(dropout)

    def placed(self, x: Tensor) -> Placed:
        """Cells → what lies where."""
        x = torch.clamp((x - self.mean) * self.scale, -6, 6)
        deep, sharp = x[:, :COARSE], x[:, COARSE:]
        sharp = sharp.reshape(-1, SHARP, 2, 2, GRID, GRID).permute(0, 1, 4, 2, 5, 3).reshape(-1, SHARP, FINE, FINE)
        context = F.interpolate(self.context(deep), scale_factor=2.0, mode="nearest")
        fine = F.relu(self.mix(F.relu(self.sharpen(sharp) + context)))
        return Placed(F.relu(self.reduce(deep)), self.heat(fine), self.reach(fine))

    def tokens(self, found: Placed) -> Tensor:
        """What lies where → image tokens."""
        k, q = GRID // SIDE, FINE // SIDE
        x = found.coarse
        c = x.shape[1]
        x = x.reshape(-1, c, SIDE, k, SIDE, k).permute(0, 2, 4, 1, 3, 5).reshape(-1, SIDE * SIDE, c * k * k)
        x = self.down(self.drop(F.relu(self.up(self.drop(x)))))
        boxes = torch.clamp(self.centre + self.sign * torch.exp(torch.clamp(found.reach, -7.0, 0.0)), 0, 1)
        every = torch.cat([found.heat, boxes], 1)
        n = len(POINTS)
        every = every.reshape(-1, n + 4, SIDE, q, SIDE, q).permute(0, 2, 4, 3, 5, 1).reshape(-1, SIDE * SIDE, q * q, n + 4)
        heat, boxes = every[..., :n], every[..., n:]
        best = heat[..., 1:].max(-1, keepdim=True).values
        share = torch.softmax(2 * best, 2)
        box = (share * boxes).sum(2)
        felt = torch.sigmoid(heat).max(2).values
        sure = felt[..., 1:].max(-1, keepdim=True).values
        corners = torch.cat([waves(box[..., i]) for i in range(4)], -1)
        return self.norm(x + self.where(self.place) + self.kinds(felt) + self.corners(corners * sure))

    def forward(self, x: Tensor) -> Tensor:
        return self.tokens(self.placed(x))


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotary position: `x` [B, heads, T, head_dim], angles [B, 1, T, head_dim]."""
    half = x.shape[-1] // 2
    return x * cos + torch.cat([-x[..., half:], x[..., :half]], -1) * sin


class Layer(nn.Module):
    """Attention with few key heads, then a gated feed-forward; both before-normed."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        h, d = shape.hidden, shape.head_dim
        self.shape = shape
        self.before, self.after = Norm(h), Norm(h)
        self.q = nn.Linear(h, shape.heads * d, bias=False)
        self.k = nn.Linear(h, shape.kv_heads * d, bias=False)
        self.v = nn.Linear(h, shape.kv_heads * d, bias=False)
        self.o = nn.Linear(shape.heads * d, h, bias=False)
        self.gate, self.up = nn.Linear(h, shape.inner, bias=False), nn.Linear(h, shape.inner, bias=False)
        self.down = nn.Linear(shape.inner, h, bias=False)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        """`mask` [B, 1, T, T] is true where a position may look."""
        s, b, t = self.shape, x.shape[0], x.shape[1]
        y = self.before(x)
        q = rotate(self.q(y).reshape(b, t, s.heads, s.head_dim).transpose(1, 2), cos, sin)
        k = rotate(self.k(y).reshape(b, t, s.kv_heads, s.head_dim).transpose(1, 2), cos, sin)
        v = self.v(y).reshape(b, t, s.kv_heads, s.head_dim).transpose(1, 2)
        out = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, enable_gqa=True)
        out = out.transpose(1, 2).reshape(b, t, s.heads * s.head_dim)
        x = x + self.drop(self.o(out))
        y = self.after(x)
        return x + self.drop(self.down(F.silu(self.gate(y)) * self.up(y)))


class Decoder(nn.Module):
    """Embeddings in, logits out; input and output share one table."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Parameter(torch.randn(shape.vocabulary, shape.hidden) * 0.05)
        self.numbers = nn.Linear(2 * WAVES, shape.hidden, bias=False)
        nn.init.normal_(self.numbers.weight, std=0.03)
        self.register_buffer("place", waves(torch.arange(1000) / 999))
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.norm = Norm(shape.hidden)
        for layer in self.layers:
            for part in (layer.o, layer.down):
                nn.init.normal_(part.weight, std=0.02 / math.sqrt(shape.layers))
        rate = 10000.0 ** (-torch.arange(0, shape.head_dim, 2).float() / shape.head_dim)
        self.register_buffer("rate", rate)

    def table(self) -> Tensor:
        """The token table [vocabulary, hidden]: numbers stand on waves of their value plus what is their own."""
        base = self.shape.number_base
        numbers = self.words[base : base + 1000] + self.numbers(self.place)
        return torch.cat([self.words[:base], numbers, self.words[base + 1000 :]], 0)

    def angles(self, positions: Tensor) -> tuple[Tensor, Tensor]:
        """Positions [B, T] → cosines and sines [B, 1, T, head_dim]."""
        angle = positions[:, None, :, None].float() * self.rate
        angle = torch.cat([angle, angle], -1)
        return torch.cos(angle), torch.sin(angle)

    def forward(self, x: Tensor, mask: Tensor, positions: Tensor) -> Tensor:
        """Embeddings [B, T, hidden] → normed hidden states of every position."""
        cos, sin = self.angles(positions)
        for layer in self.layers:
            x = layer(x, mask, cos, sin)
        return self.norm(x)


class Reader(nn.Module):
    """Projector and decoder, with a helper head that only training uses."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.projector = Projector(shape.hidden, dropout=shape.dropout)
        self.decoder = Decoder(shape)
        self.facts = nn.Linear(shape.hidden, 3 + 5 + 3 + 1)
        if shape.hidden >= 8 * WAVES and shape.kv_heads >= 4:
            self.aim()

    @torch.no_grad()
    def aim(self) -> None:
        """Starts with a way to copy: only where to look is left to be learned.

        Each corner of a token's box has channels of its own, the first corner those of the numbers; in the last two
        layers a key head for each corner carries them to the numbers' channels, low waves in one, high in the other.
        """
        d, shape, n = self.decoder, self.shape, 2 * WAVES
        d.numbers.weight.zero_()
        d.numbers.weight[:n] = 0.4 * torch.eye(n)
        self.projector.corners.weight.zero_()
        self.projector.corners.weight[: 4 * n] = 0.5 * torch.eye(4 * n)
        by_length = [k + part for k in range(WAVES) for part in (0, WAVES)]
        for layer, channels in ((d.layers[-1], by_length[: shape.head_dim]), (d.layers[-2], by_length[-shape.head_dim :])):
            for corner in range(4):
                for row, channel in enumerate(channels):
                    layer.v.weight[corner * shape.head_dim + row] *= 0.3
                    layer.v.weight[corner * shape.head_dim + row, corner * n + channel] += 1.0
                    group = shape.heads // shape.kv_heads
                    for head in range(corner * group, corner * group + group):
                        layer.o.weight[channel, head * shape.head_dim + row] += 1 / group

    def size(self) -> int:
        """Parameters of the decoder."""
        return sum(p.numel() for p in self.decoder.parameters())


class VisionGraph(nn.Module):
    """`pixel_values` [1, 3, 1024, 1024] → `image_features` [1, 256, hidden]."""

    def __init__(self, encoder: Encoder, projector: Projector) -> None:
        super().__init__()
        self.encoder, self.projector = encoder, projector

    def forward(self, pixel_values: Tensor) -> Tensor:
        return self.projector(cells(self.encoder(pixel_values)))


class EmbedGraph(nn.Module):
    """`input_ids` [1, T] → `inputs_embeds` [1, T, hidden]."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        self.table = nn.Parameter(table.detach().clone())

    def forward(self, input_ids: Tensor) -> Tensor:
        return self.table[input_ids]


class DecoderGraph(nn.Module):
    """One step with a cache: the layout in which vision-language models are published as ONNX.

    The same numbers as `Decoder`, in fewer operators: products that share an input are one, norms' weights and the
    attention scale lie in the weights that follow, and the heads of a group are rows of one product.
    """

    def __init__(self, decoder: Decoder) -> None:
        super().__init__()
        s = decoder.shape
        self.shape = s
        self.register_buffer("rate", torch.cat([decoder.rate, decoder.rate]))
        half = torch.ones(s.head_dim // 2)
        self.register_buffer("sign", torch.cat([-half, half]))
        self.mix, self.out, self.inner, self.down = (nn.ParameterList() for _ in range(4))
        for layer in decoder.layers:
            mixed = torch.cat([layer.q.weight * s.head_dim**-0.5, layer.k.weight, layer.v.weight])
            self.mix.append((mixed * layer.before.weight).T.contiguous())
            self.inner.append((torch.cat([layer.gate.weight, layer.up.weight]) * layer.after.weight).T.contiguous())
            self.out.append(layer.o.weight.T.contiguous())
            self.down.append(layer.down.weight.T.contiguous())
        self.head = nn.Parameter((decoder.table() * decoder.norm.weight).T.contiguous())

    def forward(self, inputs_embeds: Tensor, attention_mask: Tensor, position_ids: Tensor,
                *past: Tensor) -> tuple[Tensor, ...]:
        s = self.shape
        group, d = s.heads // s.kv_heads, s.head_dim
        total, new = attention_mask.shape[1], inputs_embeds.shape[1]
        keys = torch.arange(total)
        queries = torch.arange(new) + (total - new)
        hidden = (keys[None, :] > queries[:, None]) | (attention_mask[:, None, None, :] == 0)
        bias = hidden.float() * -1e9
        bias = torch.cat([bias] * group, 2)
        angle = position_ids[:, None, :, None].float() * self.rate
        cos, sin = torch.cos(angle), torch.sin(angle) * self.sign
        x, present = inputs_embeds, []
        for i in range(s.layers):
            y = (unit(x) @ self.mix[i]).reshape(1, -1, s.heads + 2 * s.kv_heads, d).transpose(1, 2)
            turned, v = y[:, : s.heads + s.kv_heads], y[:, s.heads + s.kv_heads :]
            turned = turned * cos + torch.cat([turned[..., d // 2 :], turned[..., : d // 2]], -1) * sin
            q, k = turned[:, : s.heads].reshape(1, s.kv_heads, -1, d), turned[:, s.heads :]
            k, v = torch.cat([past[2 * i], k], 2), torch.cat([past[2 * i + 1], v], 2)
            present += [k, v]
            y = torch.softmax(q @ k.transpose(2, 3) + bias, -1) @ v
            x = x + y.reshape(1, s.heads, -1, d).transpose(1, 2).reshape(1, -1, s.heads * d) @ self.out[i]
            y = unit(x) @ self.inner[i]
            x = x + (F.silu(y[..., : s.inner]) * y[..., s.inner :]) @ self.down[i]
        return (unit(x) @ self.head, *present)
