"""The evidence network: one small convolutional encoder, pixel maps, landmark heat and global heads."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

MAPS = ["microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot", "disc", "cup", "vessels",
        "drusen", "retinal_scar", "neovascularisation"]  # fmt: skip
LESIONS = 4
"""The first four maps: what diabetic retinopathy is graded by. The last three have drawn examples alone."""
WIDTHS = (16, 32, 48, 96, 192)
STATISTICS = 5 * LESIONS + 6
WHOLE = 2 * WIDTHS[4] + WIDTHS[1] + WIDTHS[2]
POOLED = WHOLE + STATISTICS
NOVEL = 24
"""Main directions of the pooled features in which photographs differ."""
RESEARCH = ["age_related_macular_degeneration", "glaucoma", "hypertensive_retinopathy", "increased_cup_disc_ratio", "myopic_fundus",
            "drusen", "retinal_hemorrhage", "retinal_scar", "vascular_occlusion", "choroidal_nevus"]  # fmt: skip
"""Conditions of which only drawn eyes have examples."""


def conv_bn(cin: int, cout: int, k: int = 3, stride: int = 1, relu: bool = True) -> nn.Sequential:
    """Convolution, batch normalisation (folded at export) and, unless told, ReLU."""
    layers = [nn.Conv2d(cin, cout, k, stride, k // 2, bias=False), nn.BatchNorm2d(cout, momentum=0.05)]
    return nn.Sequential(*layers, *([nn.ReLU(inplace=True)] if relu else []))


class Residual(nn.Module):
    """Two 3×3 convolutions around a skip."""

    def __init__(self, c: int) -> None:
        super().__init__()
        self.a, self.b = conv_bn(c, c), conv_bn(c, c, relu=False)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(x + self.b(self.a(x)))


def double(x: Tensor) -> Tensor:
    """Nearest-neighbour ×2."""
    return F.interpolate(x, scale_factor=2.0, mode="nearest")


class Encoder(nn.Module):
    """`image` [B, 3, S, S] → features at strides 2, 4, 8, 16, 32; the last (192 channels) has seen the whole field."""

    width = WIDTHS[4]

    def __init__(self) -> None:
        super().__init__()
        a, b, c, d, e = WIDTHS
        self.s2 = conv_bn(3, a, 3, 2)
        self.s4 = nn.Sequential(conv_bn(a, b, 3, 2), conv_bn(b, b))
        self.s8 = nn.Sequential(conv_bn(b, c, 3, 2), Residual(c))
        self.s16 = nn.Sequential(conv_bn(c, d, 3, 2), Residual(d))
        self.s32 = nn.Sequential(conv_bn(d, e, 3, 2), Residual(e))
        self.s64 = nn.Sequential(conv_bn(e, e, 3, 2), Residual(e))
        self.mix = Residual(e)

    def forward(self, x: Tensor) -> list[Tensor]:
        f2 = self.s2(x)
        f4 = self.s4(f2)
        f8 = self.s8(f4)
        f16 = self.s16(f8)
        f32 = self.s32(f16)
        return [f2, f4, f8, f16, self.mix(f32 + double(self.s64(f32)))]

    @classmethod
    def from_checkpoint(cls, path: str | Path) -> Encoder:
        """The encoder of a checkpoint that `train_evidence.py` wrote (its averaged weights)."""
        state = torch.load(path, map_location="cpu", weights_only=True)["ema"]
        encoder = cls()
        encoder.load_state_dict({k[8:]: v for k, v in state.items() if k.startswith("encoder.")})
        return encoder


class Evidence(nn.Module):
    """The whole network. `forward` gives logits; `export` is what the bundle's graph computes."""

    def __init__(self) -> None:
        super().__init__()
        a, b, c, d, e = WIDTHS
        self.encoder = Encoder()
        self.up16, self.skip16, self.fuse16 = nn.Conv2d(e, 80, 1), nn.Conv2d(d, 80, 1), conv_bn(80, 80)
        self.up8, self.skip8, self.fuse8 = nn.Conv2d(80, 48, 1), nn.Conv2d(c, 48, 1), conv_bn(48, 48)
        self.up4, self.skip4, self.fuse4 = nn.Conv2d(48, 32, 1), nn.Conv2d(b, 32, 1), conv_bn(32, 32)
        self.up2, self.skip2 = nn.Conv2d(32, 16, 1), nn.Conv2d(a, 16, 1)
        self.maps = nn.Conv2d(16, len(MAPS), 3, padding=1)
        self.heat = nn.Sequential(conv_bn(48, 32), nn.Conv2d(32, 2, 1))
        nn.init.constant_(self.maps.bias, -3.0)
        nn.init.constant_(self.heat[1].bias, -4.0)
        self.register_buffer("shift", torch.zeros(len(MAPS)))
        self.register_buffer("mean", torch.zeros(POOLED))
        self.register_buffer("scale", torch.ones(POOLED))
        self.quality, self.dr = nn.Linear(POOLED, 3), nn.Linear(POOLED, 4)
        self.dme, self.referable = nn.Linear(POOLED, 2), nn.Linear(POOLED, 1)
        self.research = nn.Linear(POOLED, len(RESEARCH))
        self.register_buffer("novel_mean", torch.zeros(WHOLE))
        self.register_buffer("novel_scale", torch.ones(WHOLE))
        self.register_buffer("novel_basis", torch.zeros(WHOLE, NOVEL))
        self.register_buffer("novel_deviation", torch.ones(NOVEL))
        self.register_buffer("novel_rest", torch.ones(1))
        logs = POOLED - STATISTICS + torch.tensor([4, 5, 6, 7, 12, 13, 14, 15, 22, 23])
        self.mean[logs], self.scale[logs] = -7.0, 0.5
        for head in (self.quality, self.dr, self.dme, self.referable, self.research):
            nn.init.zeros_(head.weight)
        near = torch.arange(11) - 5.0
        near = torch.sigmoid((5.2 - torch.sqrt(near[:, None] ** 2 + near[None, :] ** 2)) * 2)
        self.register_buffer("near", near[None, None].clone())

    def dense(self, x: Tensor) -> tuple[list[Tensor], Tensor, Tensor]:
        """Features, map logits [B, M, S/2, S/2] and heat logits [B, 2, S/8, S/8]."""
        f = self.encoder(x)
        u = self.fuse16(F.relu(double(self.up16(f[4])) + self.skip16(f[3])))
        u8 = self.fuse8(F.relu(double(self.up8(u)) + self.skip8(f[2])))
        u = self.fuse4(F.relu(double(self.up4(u8)) + self.skip4(f[1])))
        u = F.relu(double(self.up2(u)) + self.skip2(f[0]))
        return f, self.maps(u), self.heat(u8)

    def pooled(self, f: list[Tensor], maps: Tensor, heat: Tensor) -> Tensor:
        """What the global heads see [B, POOLED]: pooled features, and per lesion its extent, peak, spread and place.

        `maps` [B, M, 512, 512] and `heat` [B, 2, 128, 128] are probabilities; `near` is a disc of about one disc
        diameter about the likely fovea on the 32×32 grid, so that exudates there count by themselves (DME risk 2).
        """
        p = maps[:, :LESIONS]
        cells = F.max_pool2d(F.avg_pool2d(p, 2), 8)
        spread = torch.sqrt(F.max_pool2d(cells, 2).mean((2, 3)) + 1e-6)
        extent = torch.log(p.mean((2, 3)) + 1e-5)
        peak = cells.amax((2, 3))
        many = torch.log(cells.mean((2, 3)) + 1e-4)
        strong = torch.sqrt((cells * cells * cells).mean((2, 3)) + 1e-6)
        fovea = F.max_pool2d(heat[:, 1:2], 4)
        fovea = fovea * fovea
        fovea = fovea / (fovea.sum((2, 3), keepdim=True) + 1e-4)
        around = F.conv2d(fovea, self.near, padding=5)
        close = cells[:, 1:3] * around
        place = [close.amax((2, 3)), torch.log(close.mean((2, 3)) + 1e-5), heat.amax((2, 3))]
        deep = f[4]
        whole = [deep.mean((2, 3)), deep.amax((2, 3)), f[1].mean((2, 3)), f[2].mean((2, 3))]
        return torch.cat([*whole, spread, extent, peak, many, strong, *place], 1)

    def heads(self, pooled: Tensor) -> dict[str, Tensor]:
        """Pooled features → logits: quality [B, 3], cumulative dr [B, 4] and dme [B, 2], referable [B, 1], conditions [B, 10].

        `novelty` [B, 1] is the distance from the photographs that were seen: the root of the mean square over the main
        directions (each over its deviation) and of what lies beside them (over its own mean). About 1 for those.
        """
        z = torch.clamp((pooled - self.mean) * self.scale, -6, 6)
        n = (pooled[:, :WHOLE] - self.novel_mean) * self.novel_scale
        along = n @ self.novel_basis
        rest = ((n - along @ self.novel_basis.T) ** 2).sum(1, keepdim=True) / self.novel_rest
        main = ((along / self.novel_deviation) ** 2).mean(1, keepdim=True)
        return {"quality": self.quality(z), "dr": self.dr(z), "dme": self.dme(z), "referable": self.referable(z),
                "conditions": self.research(z), "novelty": torch.sqrt(0.5 * main + 0.5 * rest)}  # fmt: skip

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        f, maps, heat = self.dense(x)
        f = [v.float() for v in f]
        maps, heat = maps.float(), heat.float()
        pooled = self.pooled(f, torch.sigmoid(maps), torch.sigmoid(heat))
        return {"maps": maps, "heat": heat, "pooled": pooled, **self.heads(pooled)}


class Export(nn.Module):
    """The bundle's evidence graph: `image` → maps, heat (probabilities), quality, dr, dme, referable, conditions (logits), novelty.

    The maps that go out are shifted (`fit_heads.py`) so that 0.5 is their working threshold; the heads see them as learned.
    """

    def __init__(self, net: Evidence) -> None:
        super().__init__()
        self.net = net

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        f, logits, heat = self.net.dense(image)
        heat = torch.sigmoid(heat)
        h = self.net.heads(self.net.pooled(f, torch.sigmoid(logits), heat))
        maps = torch.sigmoid(logits - self.net.shift[None, :, None, None])
        return maps, heat, h["quality"], h["dr"], h["dme"], h["referable"], h["conditions"], h["novelty"]
