"""What comes back from setting a paper: the PDF, where its sections are, what to look at."""

from __future__ import annotations

from dataclasses import dataclass

from assurance_desk.domain.paper.checks import Check


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderReport:
    """``missing``: (character as printed, how often) for what no typeface holds. ``sections``: key to page."""

    pages: int
    missing: tuple[tuple[str, int], ...] = ()
    sections: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePaper:
    """``data`` is the PDF, ``title`` the finding it says; ``checks`` are what to look at before it is issued."""

    data: bytes
    title: str = ""
    report: RenderReport
    checks: tuple[Check, ...] = ()
