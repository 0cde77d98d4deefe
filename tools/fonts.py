"""Makes fonts/: the parts of Noto that the report needs, from the Debian packages fonts-noto-core and fonts-noto-cjk.

Run it again when a catalogue gains a Chinese character that no font has: `python fonts.py` from this folder, with
fonttools and brotli installed. Latin, Devanagari and Arabic come whole but for what no language of ours needs; of the
Chinese font the characters of GB 2312 level 1, in which nearly all names are written, and those of the catalogue.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "fonts"
TRUETYPE = Path("/usr/share/fonts/truetype/noto")
CJK = Path("/usr/share/fonts/opentype/noto")
# One zone of rows 16-55 of GB 2312: the 3755 characters of level 1, in order of their reading.
LEVEL_1 = [
    bytes([0xA0 + row, 0xA0 + cell]).decode("gb2312", errors="ignore")
    for row in range(16, 56)
    for cell in range(1, 95)
]
# Basic Latin, Latin-1, Extended A and B, Additional, Vietnamese; punctuation, arrows, signs; Greek and Cyrillic.
LATIN = [*range(0x20, 0x250), *range(0x1E00, 0x1F00), *range(0x370, 0x530), *range(0x2000, 0x2070)]
LATIN += [*range(0x20A0, 0x20C0), *range(0x2100, 0x2200), 0x2212, 0x2260, 0x2264, 0x2265, 0x25CB, 0x25CF, 0xFFFD]
DEVANAGARI = [*range(0x20, 0x7F), *range(0x900, 0x980), 0x200C, 0x200D, 0x20B9, 0x25CC]
ARABIC = [*range(0x20, 0x7F), *range(0x600, 0x700), *range(0x750, 0x780), *range(0x200C, 0x2010), 0x25CC]
ARABIC += [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)]


def wanted_in_chinese(level_1: bool) -> list[int]:
    text = (ROOT / "languages/zh.ftl").read_text(encoding="utf-8")
    signs = {ch for ch in text if ord(ch) > 0x2000} | set("，。、；：？！（）《》“”‘’—…·０１２３４５６７８９年月日岁男女")
    if level_1:
        signs |= {ch for ch in LEVEL_1 if ch}
    return sorted({ord(ch) for ch in signs} | set(range(0x20, 0x7F)))


def cut(font: TTFont, unicodes: list[int], name: str, features: list[str]) -> None:
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.desubroutinize = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["FFTM", "vhea", "vmtx", "VORG", "DSIG", "BASE"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=unicodes)
    cutter.subset(font)
    path = OUT / name
    font.save(path)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes, {len(font.getGlyphOrder())} glyphs")


def main() -> int:
    OUT.mkdir(exist_ok=True)
    for weight in ("Regular", "Bold"):
        for family, unicodes in [("NotoSans", LATIN), ("NotoSansDevanagari", DEVANAGARI), ("NotoSansArabic", ARABIC)]:
            cut(TTFont(TRUETYPE / f"{family}-{weight}.ttf"), unicodes, f"{family}-{weight}.ttf", ["*"])
        fonts = TTCollection(CJK / f"NotoSansCJK-{weight}.ttc").fonts
        chinese = next(f for f in fonts if f["name"].getDebugName(1).startswith("Noto Sans CJK SC"))
        cut(chinese, wanted_in_chinese(weight == "Regular"), f"NotoSansSC-{weight}.otf", ["ccmp", "locl", "mark"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
