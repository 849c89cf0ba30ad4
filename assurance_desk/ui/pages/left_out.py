"""The question before a workbook is brought in of which some cells cannot be taken: which, and whether to take the rest."""

from __future__ import annotations

from collections.abc import Sequence

from assurance_desk.texts import plural
from assurance_desk.ui.shell import Shell

NAMED = 12
"""So many cells are named before the rest is counted."""


def go_on_without(shell: Shell, question: str, yes: str, lines: Sequence[str]) -> bool:
    """Whether the rest is wanted. ``yes`` is what the button does; ``lines``: a sentence for each cell left out."""
    more = list(lines[:NAMED])
    if len(lines) > NAMED:
        more.append(plural("and {n} more", "and {n} more", len(lines) - NAMED))
    return shell.sure(question, yes, "\n".join(more))
