"""Bare words for comparing, remembered: a questionnaire says the same few hundred things in every file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from assurance_desk.domain.questions import cells

_MOST, _LONGEST = 8192, 400
"""So many texts of so many characters are remembered: at most some megabytes, whatever a file holds."""


class _Known(dict[str, str]):
    def __missing__(self, text: str) -> str:
        words = cells.bare(text)
        if len(text) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[text] = words
        return words


bare: Final[Callable[[str], str]] = _Known().__getitem__
"""``cells.bare``: one space between words, no capitals, nothing invisible."""
