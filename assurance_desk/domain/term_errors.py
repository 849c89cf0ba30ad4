"""Why a vocabulary cannot be changed so: one sentence each."""

from __future__ import annotations

from assurance_desk.errors import DeskError
from assurance_desk.texts import _

LONGEST = 60
"""Letters of a word: it must fit a chip and a drop-down."""


class SameWordError(DeskError):
    def __init__(self, word: str) -> None:
        super().__init__(
            _("“{word}” is one of these words already, so nothing was changed. Type another.").format(
                word=word
            )
        )


class LongWordError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "A word here has {n} letters at most, so nothing was changed. Put the rest into its meaning."
            ).format(n=LONGEST)
        )


class PartToPlayError(DeskError):
    def __init__(self, word: str) -> None:
        super().__init__(
            _(
                "“{word}” has a part to play in this program, so it cannot be retired, and is as it was. Give it another "
                "word or another meaning instead."
            ).format(word=word)
        )


class ClosedError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "Each word of “{name}” has a part to play, so none can be added; nothing was changed. Give one of them "
                "another word instead."
            ).format(name=name)
        )


class LastWordError(DeskError):
    def __init__(self, word: str) -> None:
        super().__init__(
            _("“{word}” is the last word here, so it stays. Add the word that takes its place first.").format(
                word=word
            )
        )


class NotOfferedError(DeskError):
    def __init__(self, word: str) -> None:
        super().__init__(
            _("“{word}” is not offered any longer, so nothing was changed. Bring it back first.").format(
                word=word
            )
        )
