"""A small writer of SVG: boxes, lines and wrapped text, the same bytes for the same input."""

from __future__ import annotations

import textwrap
import unicodedata
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

FONT = "font-family=\"'Noto Sans', 'DejaVu Sans', 'Segoe UI', Helvetica, Arial, sans-serif\""
SIZE = 13
HEAD = 16
LINE = 18
# Mean width of a letter as a share of the type size, on the safe side for the fonts above.
_LETTER = 0.57


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours of a box: frame, ground and type, with enough contrast to be read when printed in grey."""

    frame: str
    ground: str
    type: str = "#1c1c1c"
    dash: str = ""


PLAIN = Ink("#6b7280", "#f8fafc")


@dataclass(slots=True)
class Drawing:
    """Shapes in the order in which they were drawn."""

    width: float = 0
    height: float = 0
    _parts: list[str] = field(default_factory=list)

    def box(self, x: float, y: float, lines: list[str], *, width: float, ink: Ink = PLAIN) -> float:
        """Draw a box with lines of text and give its height."""
        height = box_height(lines)
        dash = f' stroke-dasharray="{ink.dash}"' if ink.dash else ""
        self._parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="6" fill="{ink.ground}" '
            f'stroke="{ink.frame}" stroke-width="1.5"{dash}/>'
        )
        for number, line in enumerate(lines):
            self._write((x + 10, y + 20 + number * LINE), line, f'font-size="{SIZE}" fill="{ink.type}"')
        self._reach(x + width, y + height)
        return height

    def heading(self, words: str) -> None:
        """Write the heading."""
        self._write((20, 30), words, f'font-size="{HEAD}" font-weight="600" fill="#1c1c1c"')
        self._reach(20 + text_width(words, HEAD), 36)

    def label(self, x: float, y: float, words: str) -> None:
        """Write one line in bold type."""
        self._write((x, y), words, f'font-size="{SIZE}" font-weight="600" fill="#1c1c1c"')
        self._reach(x + text_width(words), y + 6)

    def note(self, x: float, y: float, words: str) -> None:
        """Write one line in grey type."""
        self._write((x, y), words, f'font-size="{SIZE - 1}" fill="#4b5563"')
        self._reach(x + text_width(words), y + 6)

    def line(self, points: list[tuple[float, float]], *, colour: str = "#9ca3af", dash: str = "") -> None:
        """Draw a line through points."""
        path = " ".join(f"{'M' if number == 0 else 'L'}{x:g} {y:g}" for number, (x, y) in enumerate(points))
        self._stroke(path, colour, dash)

    def curve(self, start: tuple[float, float], end: tuple[float, float], *, colour: str, dash: str = "") -> None:
        """Draw a curve from left to right."""
        (x, y), (u, v) = start, end
        middle = (x + u) / 2
        self._stroke(f"M{x:g} {y:g} C{middle:g} {y:g} {middle:g} {v:g} {u:g} {v:g}", colour, dash)

    def dot(self, x: float, y: float, *, ink: Ink) -> None:
        """Draw a dot."""
        self._parts.append(
            f'<circle cx="{x:g}" cy="{y:g}" r="6" fill="{ink.ground}" stroke="{ink.frame}" stroke-width="2"/>'
        )

    def svg(self, *, title: str, description: str) -> str:
        """Give the picture with its title and a text that says the same."""
        width, height = self.width + 20, self.height + 20
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
            f'height="{height:g}" role="img" aria-label={quoteattr(title)} {FONT}>\n'
            f"<title>{escape(title)}</title>\n<desc>{escape(description)}</desc>\n"
            f'<rect width="100%" height="100%" fill="#ffffff"/>\n' + "\n".join(self._parts) + "\n</svg>\n"
        )

    def _write(self, at: tuple[float, float], words: str, style: str) -> None:
        self._parts.append(f'<text x="{at[0]:g}" y="{at[1]:g}" {style} xml:space="preserve">{escape(words)}</text>')

    def _stroke(self, path: str, colour: str, dash: str) -> None:
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.5"{dashed}/>')

    def _reach(self, x: float, y: float) -> None:
        self.width, self.height = max(self.width, x), max(self.height, y)


def box_height(lines: list[str]) -> float:
    """Give the height that a box needs for its lines."""
    return len(lines) * LINE + 12


def text_width(words: str, size: int = SIZE) -> float:
    """Give about how wide a line is, wide letters counted twice."""
    letters = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)
    return letters * size * _LETTER


def wrapped(words: str, width: float, *, most: int = 6) -> list[str]:
    """Break words into lines for a box of a width; what is over the last line is cut, with an ellipsis."""
    letters = max(8, int((width - 20) / (SIZE * _LETTER)))
    lines = textwrap.wrap(words, letters) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], textwrap.shorten(" ".join(lines[most - 1 :]), letters, placeholder=" …")]
    return lines
