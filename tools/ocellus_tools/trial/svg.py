"""Small charts as SVG text: axes, lines, points, bars. No library, so that the same numbers give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape

WIDTH, HEIGHT = 420, 320
LEFT, RIGHT, TOP, BOTTOM = 56, 14, 30, 44
COLOURS = ("#0b5fa5", "#c2410c", "#15803d", "#7e22ce", "#a16207", "#be123c", "#0e7490", "#4d4d4d", "#9a3412")


@dataclass
class Chart:
    """One chart over x and y ranges; `across` and `up` turn a value into its place between 0 and 1."""

    title: str
    x: tuple[str, float, float]
    y: tuple[str, float, float]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    across: Callable[[float], float] | None = None
    up: Callable[[float], float] | None = None
    parts: list[str] = field(default_factory=list)
    legend: list[tuple[str, str]] = field(default_factory=list)
    legend_on_top: bool = False

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Place in the picture, cut to the axes."""
        u = self.across(x) if self.across else (x - self.x[1]) / (self.x[2] - self.x[1])
        v = self.up(y) if self.up else (y - self.y[1]) / (self.y[2] - self.y[1])
        u, v = min(max(u, 0.0), 1.0), min(max(v, 0.0), 1.0)
        return round(self.left + u * (self.width - self.left - RIGHT), 1), round(TOP + (1 - v) * (self.height - TOP - BOTTOM), 1)

    def line(self, points: Sequence[tuple[float, float]], colour: str, name: str = "", dashed: bool = False) -> None:
        """A line through points."""
        path = " ".join(f"{a},{b}" for a, b in (self.at(*p) for p in points))
        self.parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.6"{" stroke-dasharray=" + chr(34) + "4 3" + chr(34) if dashed else ""}/>')
        self.named(name, colour)

    def dot(self, x: float, y: float, colour: str, size: float = 3.0, note: str = "") -> None:
        """A point, with a note for whom points at it."""
        a, b = self.at(x, y)
        self.parts.append(f'<circle cx="{a}" cy="{b}" r="{size:.1f}" fill="{colour}" fill-opacity="0.8"><title>{escape(note)}</title></circle>')

    def whisker(self, low: float, high: float, y: float, colour: str) -> None:
        """A level stroke."""
        (a, b), (c, _) = self.at(low, y), self.at(high, y)
        self.parts.append(f'<line x1="{a}" y1="{b}" x2="{c}" y2="{b}" stroke="{colour}" stroke-width="1.4"/>')

    def words(self, x: float, y: float, text: str, anchor: str = "start", size: int = 10) -> None:
        """Text at a place of the picture."""
        self.parts.append(f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}">{escape(text)}</text>')

    def named(self, name: str, colour: str) -> None:
        """A row of the legend."""
        if name and (name, colour) not in self.legend:
            self.legend.append((name, colour))

    def ticks(self, x: Sequence[float], y: Sequence[float], names: Sequence[str] | None = None) -> None:
        """Marks along both axes; `names` stand in place of the numbers of y."""
        bottom = self.height - BOTTOM
        for v in x:
            a, _ = self.at(v, self.y[1])
            self.parts.append(f'<line x1="{a}" y1="{TOP}" x2="{a}" y2="{bottom}" stroke="#e5e5e5"/>')
            self.words(a, bottom + 14, f"{v:g}", "middle")
        for k, v in enumerate(y):
            _, b = self.at(self.x[1], v)
            self.parts.append(f'<line x1="{self.left}" y1="{b}" x2="{self.width - RIGHT}" y2="{b}" stroke="#e5e5e5"/>')
            self.words(self.left - 5, b + 3, names[k] if names else f"{v:g}", "end")

    def text(self) -> str:
        """The whole picture."""
        w, h, bottom = self.width, self.height, self.height - BOTTOM
        frame = f'<rect x="{self.left}" y="{TOP}" width="{w - self.left - RIGHT}" height="{bottom - TOP}" fill="none" stroke="#999"/>'
        labels = [f'<text x="{w / 2}" y="17" text-anchor="middle" font-size="12" font-weight="600">{escape(self.title)}</text>',
                  f'<text x="{(self.left + w - RIGHT) / 2}" y="{h - 10}" text-anchor="middle" font-size="11">{escape(self.x[0])}</text>']  # fmt: skip
        if self.y[0]:
            labels.append(f'<text transform="translate(13,{(TOP + bottom) / 2}) rotate(-90)" text-anchor="middle" font-size="11">{escape(self.y[0])}</text>')
        rows = []
        for k, (name, colour) in enumerate(self.legend):
            y = TOP + 16 + 13 * k if self.legend_on_top else bottom - 8 - 13 * (len(self.legend) - 1 - k)
            rows.append(f'<rect x="{w - RIGHT - 12}" y="{y - 7}" width="8" height="8" fill="{colour}"/>'
                        f'<text x="{w - RIGHT - 17}" y="{y}" text-anchor="end" font-size="10">{escape(name)}</text>')  # fmt: skip
        body = "\n".join([frame, *self.parts, *labels, *rows])
        return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" font-family="sans-serif" fill="#222">'
                f'<rect width="{w}" height="{h}" fill="#fff"/>\n{body}\n</svg>\n')  # fmt: skip
