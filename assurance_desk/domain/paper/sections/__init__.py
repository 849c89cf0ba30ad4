"""The sections of the gap-findings paper: one file each, ``build(snapshot) -> list[Block]``, listed once.

A section reads nothing but its snapshot. Adding one: a file here and its line in ``SECTIONS``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from assurance_desk.domain.paper.blocks import Block
from assurance_desk.domain.paper.sections import (
    appendix,
    asks,
    cover,
    each,
    gap,
    grades,
    heat,
    legend,
    message,
    method,
    missing,
    response,
    why,
)
from assurance_desk.domain.snapshot import Snapshot
from assurance_desk.texts import later


@dataclass(frozen=True, slots=True)
class Section:
    """``front`` sections share the first page. ``title`` is what the list of sections calls it."""

    key: str
    title: str
    build: Callable[[Snapshot], list[Block]]
    front: bool = False


SECTIONS: Final = (
    Section("cover", later("Title and cover block"), cover.build, front=True),
    Section("asks", later("What the meeting is asked"), asks.build, front=True),
    Section("message", later("The message in three figures"), message.build, front=True),
    Section("why", later("Why we asked"), why.build),
    Section("gap", later("Where the gap is"), gap.build),
    Section("missing", later("Who is not in these figures"), missing.build),
    Section("heat", later("Every return, every group"), heat.build),
    Section("response", later("Where this stands in the response"), response.build),
    Section("each", later("What to take up with each organisation"), each.build),
    Section("grades", later("What they say of themselves"), grades.build),
    Section("method", later("Method and decisions"), method.build),
    Section("legend", later("Scales used"), legend.build),
    Section("appendix", later("Appendix: every figure given"), appendix.build),
)
