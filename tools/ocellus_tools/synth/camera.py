"""The camera and its faults: field, light, colour, blur, noise, compression, and damage with its verdict."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import cv2
import numpy as np

from . import noise

# Damage that can be drawn, and the share of it among damaged eyes. `decentred` is set before drawing.
FAULTS = {
    "defocus": 26, "underexposed": 14, "overexposed": 10, "uneven_illumination": 15,
    "decentred": 8, "field_cut_off": 12, "artefact": 14, "low_contrast": 16,
}  # fmt: skip


@dataclass
class Camera:
    """One camera: shape of its field and the look of its pictures. Lengths as shares of the side."""

    cut: float  # height of the field that is kept, 0..1 (1: a whole circle)
    notch: float | None  # angle of the marker at the rim, radians
    ground: int  # grey of the surround
    edge: float  # softness of the rim, pixels at 1024
    native: float  # resolution of the sensor relative to the crop
    quality: int  # JPEG
    grain: float
    sharpen: float
    shift: float  # lateral chromatic error, pixels at 1024 at the rim
    gamma: float
    vignette: float
    rim_colour: tuple[float, float, float] | None
    small_pupil: bool = False  # uneven light comes from the pupil's edge, all round
    cloudy: bool = False  # a veil has structure of all sizes
    lid: float = 0.0  # how much light a lid sends back that cuts the field off, 0..1


def choose(rnd: random.Random) -> Camera:
    """Draws a camera."""
    cut = 1.0
    if rnd.random() < 0.5:
        cut = rnd.uniform(0.78, 0.97) if rnd.random() < 0.6 else rnd.uniform(0.82, 0.85)
    return Camera(
        cut=cut,
        notch=rnd.choice((-0.5, -0.6, 0.5, -2.6, 1.57, -0.45)) + rnd.gauss(0, 0.05) if rnd.random() < 0.35 else None,
        ground=0 if rnd.random() < 0.6 else rnd.randint(1, 7),
        edge=rnd.uniform(0.6, 4.0),
        native=rnd.choice((0.45, 0.6, 0.75, 0.9, 1.0, 1.2, 1.2, 1.5)),
        quality=rnd.choice((60, 70, 75, 80, 85, 90, 92, 95)),
        grain=rnd.uniform(0.3, 2.2),
        sharpen=rnd.choice((0, 0, 0.3, 0.6, 1.0)),
        shift=rnd.gauss(0, 0.8),
        gamma=rnd.uniform(0.88, 1.14),
        vignette=0.08 + 0.75 * rnd.random() ** 1.3,
        rim_colour=rnd.choice(((0.3, 0.12, 0.0), (0.15, 0.25, 0.5), (0.25, 0.3, 0.2), (0.0, 0.3, 0.45))) if rnd.random() < 0.35 else None,
    )


def field_of(size: int, camera: Camera) -> np.ndarray:
    """Mask [S,S] u8 (255 inside): the circle that touches the square, cut and notched."""
    mask = np.zeros((size, size), np.uint8)
    half = size / 2
    cv2.circle(mask, (int((half - 0.5) * 16), int((half - 0.5) * 16)), int((half - 0.5) * 16), 255, -1, cv2.LINE_AA, 4)
    if camera.notch is not None:
        c, s = math.cos(camera.notch), math.sin(camera.notch)
        reach, w = half * 1.035, half * 0.05
        tip = np.array([[half * 0.94, -w], [reach, -w], [reach, -0.15 * w], [half, 0], [reach, 0.15 * w], [reach, w], [half * 0.94, w]])
        pts = np.stack([half + tip[:, 0] * c - tip[:, 1] * s, half + tip[:, 0] * s + tip[:, 1] * c], 1)
        cv2.fillPoly(mask, [np.round(pts * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    if camera.cut < 1:
        top = round(size * (1 - camera.cut) / 2)
        mask[:top] = 0
        mask[size - top :] = 0
    return mask


def damage_plan(rnd: random.Random, quality: str, wanted: list[str] | None) -> dict[str, float]:
    """Fault → strength in (0,1]; below 0.5 the photograph stays usable, above it is to be rejected."""
    if quality == "good":
        return {}
    if wanted:
        names = wanted
    else:
        count = 1 if rnd.random() < 0.65 else 2
        names = []
        while len(names) < count:
            name = rnd.choices(list(FAULTS), list(FAULTS.values()))[0]
            if name not in names and not {"underexposed", "overexposed"} <= {*names, name}:
                names.append(name)
    low, high = (0.12, 0.42) if quality == "usable" else (0.62, 1.0)
    plan = {name: rnd.uniform(low, high) for name in names}
    if quality == "reject" and len(names) > 1:  # one fault is enough to reject; the other may be mild
        plan[names[1]] = rnd.uniform(0.15, 0.9)
    return plan


def photograph(rnd: random.Random, rng: np.random.Generator, light: np.ndarray, field: np.ndarray, camera: Camera, damage: dict[str, float]) -> np.ndarray:
    """Log reflectance [3,S,S] to the picture u8 [S,S,3]."""
    size = light.shape[1]
    scale = size / 1024
    n = 128
    p = (np.arange(n, dtype=np.float32) + 0.5) / n * 2 - 1
    u, v = np.broadcast_to(p[None, :], (n, n)), np.broadcast_to(p[:, None], (n, n))
    r2 = u * u + v * v
    glow = np.zeros((3, n, n), np.float32)
    ox, oy = rnd.gauss(0, 0.12), rnd.gauss(0, 0.12)
    fall = camera.vignette * ((u - ox) ** 2 + (v - oy) ** 2)
    tilt = rnd.gauss(0, 0.10) * u + rnd.gauss(0, 0.08) * v
    tint = np.array([0.75, 1.0, 1.15]) + rnd.gauss(0, 0.25) * np.array([1, 0, -0.6])
    for c in range(3):
        glow[c] = -fall * tint[c] + tilt
    if camera.rim_colour is not None:  # stray light: a coloured crescent at the rim
        a = rnd.uniform(0, 6.28)
        crescent = np.clip(np.sqrt(r2) - 0.78, 0, 1) * 4 * np.clip(u * math.cos(a) + v * math.sin(a), 0, 1) ** 2
        for c in range(3):
            glow[c] += crescent * camera.rim_colour[c] * rnd.uniform(0.5, 1.5)
    if "uneven_illumination" in damage:
        k = damage["uneven_illumination"]
        a, d = rnd.uniform(0, 6.28), rnd.uniform(0.3, 0.8)
        if camera.small_pupil:
            d *= 0.3
        dist = np.hypot(u - d * math.cos(a), v - d * math.sin(a))
        if camera.small_pupil:
            dist = 0.25 + 1.1 * np.maximum(dist - 0.55 + 0.3 * k, 0)
        for c in range(3):
            glow[c] += (0.35 - dist**1.3) * (0.5 + 2.6 * k) * (0.8, 1.0, 1.05)[c]
    shade = None
    if "field_cut_off" in damage:
        k = damage["field_cut_off"]
        a = rnd.choice((math.pi / 2, -math.pi / 2, rnd.uniform(0, 6.28)))
        along = u * math.cos(a) + v * math.sin(a) + 0.06 * noise.smooth(rng, n, 2.5) + rnd.uniform(-0.25, 0.35) * (v * math.cos(a) - u * math.sin(a)) ** 2
        shade = 1 / (1 + np.exp(-(along - (1.0 - 1.35 * k)) / rnd.uniform(0.03, 0.16)))
        glow -= shade[None] * rnd.uniform(2.0, 4.5) * np.array([0.75, 1, 1.05])[:, None, None]
    # Exposure faults aim at a level of green (share of full scale), whatever the eye's own brightness.
    exposure = 0.0
    if "underexposed" in damage or "overexposed" in damage:
        k = damage.get("underexposed", damage.get("overexposed", 0.0))
        level = 0.22 - 0.20 * k**0.55 if "underexposed" in damage else 0.42 + 0.62 * k
        now = float(np.log(np.exp(light[1, ::16, ::16]).mean()) + glow[1].mean()) * camera.gamma
        exposure = math.log(level) - now
        exposure = min(exposure, -0.35) if "underexposed" in damage else max(exposure, 0.25)
    image = np.empty((size, size, 3), np.float32)
    for c in range(3):
        plane = light[c]
        plane += noise.grow(glow[c], size)
        if camera.gamma != 1 or exposure:
            plane *= np.float32(camera.gamma)
            plane += np.float32(exposure)
        cv2.exp(plane, plane)
        image[..., c] = plane
    image *= np.float32(255)
    if camera.lid and shade is not None:
        skin = shade**2 * np.clip(0.6 + 0.3 * noise.smooth(rng, n, 2) + 0.06 * noise.smooth(rng, n, 24), 0, 2)
        image += noise.grow(skin.astype(np.float32), size)[..., None] * (np.array([95, 62, 50], np.float32) * np.float32(camera.lid))
    veil = damage.get("low_contrast", 0.0)
    if veil or rnd.random() < 0.35:
        amount = 0.25 + 0.65 * veil if veil else rnd.uniform(0.0, 0.10)
        haze = np.array([rnd.uniform(0.8, 1.05), rnd.uniform(0.75, 1.0), rnd.uniform(0.55, 1.0)])
        level = np.asarray(cv2.mean(image)[:3])
        form = noise.fractal(rng, n, 2.5, 4, 0.5) if camera.cloudy else noise.smooth(rng, n, 2.5)
        cloud = (1 + (0.35 if veil else 0.15) * form) * amount
        cloud = noise.grow(np.clip(cloud, 0, 0.97).astype(np.float32), size)
        target = np.minimum(level * haze + np.array([5, 25, 30]) * rnd.uniform(0.3, 1.4), 240)
        if veil:
            image = noise.blur(image, 1.6 * veil * scale * rnd.uniform(0.3, 2.5))
        image += cloud[..., None] * (target.astype(np.float32) - image)
    if "artefact" in damage:
        for _ in range(1 if damage["artefact"] < 0.5 else 2):
            _artefacts(rnd, rng, image, damage["artefact"], scale)
    if rnd.random() < 0.3:
        _dust(rnd, image, rnd.randint(1, 6), scale)
    if "defocus" in damage:
        image = noise.blur(image, (0.8 + 9.5 * damage["defocus"] ** 1.4) * scale)
    inside = cv2.GaussianBlur(field, (0, 0), max(0.4, camera.edge * scale * 0.5)).astype(np.float32) / 255
    cut = round(size * (1 - camera.cut) / 2) if camera.cut < 1 else 0
    image -= camera.ground
    image *= inside[..., None]
    image += camera.ground
    if cut:
        image[:cut], image[size - cut :] = camera.ground, camera.ground
    return _sensor(rnd, rng, image, camera, scale)


def _sensor(rnd: random.Random, rng: np.random.Generator, image: np.ndarray, camera: Camera, scale: float) -> np.ndarray:
    """Chromatic error, resolution, sharpening, grain and JPEG, in the order a camera has them."""
    size = image.shape[0]
    half = size / 2
    if abs(camera.shift) > 0.25:
        for c, sign in ((0, 1), (2, -1)):
            k = 1 + sign * camera.shift * scale / half
            m = np.array([[k, 0, half * (1 - k)], [0, k, half * (1 - k)]], np.float32)
            image[..., c] = cv2.warpAffine(np.ascontiguousarray(image[..., c]), m, (size, size), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    native = camera.native
    if native < 1:
        small = max(64, int(size * native))
        image = cv2.resize(image, (small, small), interpolation=cv2.INTER_AREA)
    if camera.sharpen:
        soft = cv2.GaussianBlur(image, (0, 0), 1.6 * max(scale * min(native, 1), 0.4))
        cv2.addWeighted(image, 1 + camera.sharpen, soft, -camera.sharpen, 0, image)
    n = image.shape[0]
    luma = noise.fine(rng, n)
    if camera.grain > 1.5:
        luma = cv2.GaussianBlur(luma, (3, 3), 0.6) * 1.7
    luma = luma * np.clip(image[..., 0] * np.float32(1 / 48), 0.12, 1)  # hardly any in the dark surround
    for c, k in enumerate((0.9, 0.8, 1.1)):
        image[..., c] += luma * np.float32(camera.grain * k * 0.8)
    if camera.grain > 0.8:
        chroma = noise.fine(rng, n)
        image[..., 2] += chroma * np.float32(camera.grain * 0.6)
        image[..., 0] -= noise.fine(rng, n) * np.float32(camera.grain * 0.4)
    out = np.clip(image, 0, 255).astype(np.uint8)
    ok, code = cv2.imencode(".jpg", cv2.cvtColor(out, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, camera.quality])
    assert ok
    out = cv2.cvtColor(cv2.imdecode(code, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
    if n != size:
        out = cv2.resize(out, (size, size), interpolation=cv2.INTER_LINEAR)
    return out


def _dust(rnd: random.Random, image: np.ndarray, count: int, scale: float) -> None:
    """Specks on the lens or sensor: soft dark or pale discs, that look a little like lesions."""
    size = image.shape[0]
    for _ in range(count):
        r = rnd.uniform(2, 16) * scale
        x, y = rnd.uniform(0.1, 0.9) * size, rnd.uniform(0.1, 0.9) * size
        m = int(r * 1.7) + 2
        x0, x1, y0, y1 = max(0, int(x) - m), min(size, int(x) + m), max(0, int(y) - m), min(size, int(y) + m)
        spot = np.zeros((y1 - y0, x1 - x0), np.uint8)
        cv2.circle(spot, (int((x - x0) * 16), int((y - y0) * 16)), int(r * 16), 255, -1, cv2.LINE_AA, 4)
        soft = cv2.GaussianBlur(spot, (0, 0), max(0.6, r * rnd.uniform(0.1, 0.5))).astype(np.float32)[..., None] / 255
        if rnd.random() < 0.5:
            image[y0:y1, x0:x1] *= 1 - soft * rnd.uniform(0.06, 0.3)
        else:
            image[y0:y1, x0:x1] += soft * np.float32(rnd.uniform(8, 35))


def _artefacts(rnd: random.Random, rng: np.random.Generator, image: np.ndarray, strength: float, scale: float) -> None:
    """Lashes, ghost reflections, a bright arc, smears."""
    size = image.shape[0]
    kind = rnd.choice(("lashes", "ghost", "arc", "smear", "dust"))
    if kind == "lashes":
        plane = np.zeros((size, size), np.uint8)
        up = rnd.random() < 0.6
        for _ in range(int(4 + 22 * strength)):
            x = rnd.uniform(0, 1) * size
            length = rnd.uniform(0.15, 0.3 + 0.45 * strength) * size
            bend = rnd.gauss(0, 0.25)
            t = np.linspace(0, 1, 12)
            px = x + (rnd.gauss(0, 0.12) * t + bend * t * t) * length
            py = -0.02 * size + t * length
            if not up:
                py = size - py
            cv2.polylines(
                plane,
                [np.round(np.stack([px, py], 1) * 16).astype(np.int32)],
                False,
                int(rnd.uniform(120, 230)),
                max(1, int(rnd.uniform(3, 11) * scale)),
                cv2.LINE_AA,
                4,
            )
        shade = noise.blur(plane, rnd.uniform(2, 9) * scale).astype(np.float32)[..., None] / 255
        image *= 1 - shade * rnd.uniform(0.5, 0.9)
    elif kind == "ghost":
        for _ in range(rnd.randint(1, 2 + int(3 * strength))):
            plane = np.zeros((size, size), np.uint8)
            r = rnd.uniform(0.02, 0.06 + 0.22 * strength) * size
            cv2.ellipse(
                plane, (rnd.randrange(size), rnd.randrange(size)), (int(r), int(r * rnd.uniform(0.5, 1))), rnd.uniform(0, 180), 0, 360, 255, -1, cv2.LINE_AA
            )
            glow = noise.blur(plane, r * rnd.uniform(0.1, 0.5)).astype(np.float32)[..., None] / 255
            image += glow * np.array([rnd.uniform(40, 150), rnd.uniform(50, 150), rnd.uniform(30, 150)], np.float32) * np.float32(0.35 + strength)
    elif kind == "arc":
        plane = np.zeros((size, size), np.uint8)
        a = rnd.uniform(0, 360)
        r = int(size * rnd.uniform(0.36, 0.5))
        cv2.ellipse(
            plane,
            (size // 2, size // 2),
            (r, r),
            a,
            0,
            rnd.uniform(40, 100 + 160 * strength),
            255,
            int(size * rnd.uniform(0.03, 0.06 + 0.18 * strength)),
            cv2.LINE_AA,
        )
        glow = noise.blur(plane, size * rnd.uniform(0.015, 0.05)).astype(np.float32)[..., None] / 255
        image += glow * np.array([rnd.uniform(60, 160), rnd.uniform(60, 170), rnd.uniform(60, 200)], np.float32) * np.float32(0.4 + 0.9 * strength)
    elif kind == "smear":
        cloud = np.clip(noise.fractal(rng, 128, 4, 3) - (0.9 - 1.1 * strength), 0, 1.5).astype(np.float32)
        cloud = noise.grow(noise.blur(cloud, 3), size)[..., None]
        image += cloud * np.array([rnd.uniform(30, 110)] * 3, np.float32)
    else:
        _dust(rnd, image, int(20 + 120 * strength), scale * 1.6)
