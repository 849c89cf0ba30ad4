"""The register or the action plan as a workbook, its columns as wide as their words need: the worker's task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assurance_desk.domain.gaps_table import Head, PlainTable, Quiet, Tinted, Value
from assurance_desk.domain.register_legend import legend_table
from assurance_desk.domain.register_tables import RegisterKept, actions_table, register_table
from assurance_desk.excel.measure import text_px
from assurance_desk.excel.returns import write_tables
from assurance_desk.progress import Progress

_DIGIT, _PADDING = 7.0, 20.0
_ARROW = 20.0
"""Pixels the filter's arrow takes of a heading."""
_SIZE = 10
_LOOKED_AT = 2000
"""Rows measured: beyond them the words are like those before."""


def register_tables(kept: RegisterKept, kind: str) -> list[PlainTable]:
    """The table of that kind ("register" or "actions"), then what its words mean; their columns measured."""
    made = register_table(kept) if kind == "register" else actions_table(kept)
    return [measured(made), legend_table(kept)]


def write_register(kept: RegisterKept, kind: str, progress: Progress | None = None) -> bytes:
    return write_tables(register_tables(kept, kind), kept.day, progress)


def measured(table: PlainTable) -> PlainTable:
    """A column of short words is no wider than they are, nor any narrower than a word of its heading needs."""
    heads = tuple(
        replace(head, width=_width(head, [row[place] for row in table.rows[:_LOOKED_AT]]))
        for place, head in enumerate(table.heads)
    )
    return replace(table, heads=heads)


def _width(head: Head, values: list[Value]) -> float:
    longest = max(
        (text_px(line, _SIZE) for value in values for line in _lines(value)),
        default=0.0,
    )
    words = head.words.split()
    heading = max((text_px(word, _SIZE, bold=True) for word in words), default=0.0) + _ARROW / 2
    return round(max(heading + _PADDING, min(longest + _PADDING, head.width * _DIGIT)) / _DIGIT, 1)


def _lines(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield from value[:400].split("\n")
    elif isinstance(value, Quiet | Tinted):
        yield f"{value.words}  "  # set bold
    elif value != "":
        yield "30 September 2019" if not isinstance(value, int) else str(value)
