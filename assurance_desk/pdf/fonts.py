"""Our typefaces, and text that cannot vanish: runs split by what each face holds, the rest as [U+1F600]."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from assurance_desk.paths import resources
from assurance_desk.pdf.styles import FALLBACK, REGULAR, SEMIBOLD

_FILES = {
    REGULAR: "IBMPlexSans_400Regular.ttf",
    SEMIBOLD: "IBMPlexSans_600SemiBold.ttf",
    FALLBACK: "SourceSans3_400Regular.ttf",
}
MOST_LINES = 200
_LINE_ENDS = str.maketrans({"\r": "\n", "\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "})


@cache
def coverage() -> dict[str, frozenset[int]]:
    """Which code points each face draws. The first call registers the faces with reportlab."""
    held: dict[str, frozenset[int]] = {}
    for name, file in _FILES.items():
        font = TTFont(name, str(resources() / "fonts" / file))
        pdfmetrics.registerFont(font)
        held[name] = frozenset(code for code, glyph in font.face.charToGlyph.items() if glyph)
    for name in (REGULAR, SEMIBOLD):
        pdfmetrics.registerFontFamily(name, normal=name, bold=SEMIBOLD, italic=name, boldItalic=SEMIBOLD)
    return held


def tidy(text: str) -> str:
    """Composed characters, one kind of line end."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_LINE_ENDS))


def code_words(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def legal(text: str) -> str:
    """Text for titles, bookmarks and alternative text: what XML or UTF-16 cannot hold becomes its number."""
    return "".join(
        " "
        if c == "\n"
        else code_words(c)
        if unicodedata.category(c) in ("Cc", "Cs") or c in "\ufffe\uffff"
        else c
        for c in tidy(text)
    )


class Typesetter:
    """Splits text into runs that can be drawn, and counts the characters no face holds."""

    def __init__(self) -> None:
        self.missing: Counter[str] = Counter()
        self._held = coverage()

    def runs(self, text: str, font: str = REGULAR) -> list[tuple[str, str]]:
        """(face, text) in order, nothing lost; line ends become spaces."""
        out: list[tuple[str, list[str]]] = []
        for character in tidy(text):
            face, drawn = self._face(character, font)
            if out and out[-1][0] == face:
                out[-1][1].append(drawn)
            else:
                out.append((face, [drawn]))
        return [(face, "".join(parts)) for face, parts in out]

    def _face(self, character: str, font: str) -> tuple[str, str]:
        if character == "\n":
            return font, " "
        code = ord(character)
        for face in (font, FALLBACK):
            if code in self._held[face]:
                return face, character
        self.missing[character] += 1
        return font, code_words(character)

    def markup(self, text: str, font: str = REGULAR) -> str:
        """The user's text as reportlab markup that prints exactly it; line ends kept unless there are hundreds."""
        lines = tidy(text).split("\n")
        if len(lines) > MOST_LINES:  # reportlab lays the rest out again on every page
            lines = [" ".join(lines)]
        return "<br/>".join(self._line(line, font) for line in lines)

    def _line(self, line: str, font: str) -> str:
        return "".join(
            escape(run) if face == font else f'<font name="{face}">{escape(run)}</font>'
            for face, run in self.runs(line, font)
        )

    def width(self, text: str, font: str, size: float) -> float:
        """Points on one line."""
        counted = self.missing.copy()
        total = sum(float(pdfmetrics.stringWidth(run, face, size)) for face, run in self.runs(text, font))
        self.missing = counted  # measuring is not printing
        return total

    def clipped(self, text: str, font: str, size: float, room: float) -> str:
        """``text`` on one line of ``room`` points, ended by … where it is too long. For furniture only."""
        text = tidy(text).replace("\n", " ")
        if len(text) < 400 and self.width(text, font, size) <= room:
            return text
        text = text[:400]
        while text and self.width(text + "…", font, size) > room:
            text = text[:-1]
        return text.rstrip() + "…"
