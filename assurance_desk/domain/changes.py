"""What one step touched: read by every view, which decides for itself whether it cares."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """``rows`` holds (table, id) of every row a step added, altered or removed."""

    step_id: int
    label: str
    rows: frozenset[tuple[str, str]]
    tables: frozenset[str] = field(init=False, repr=False, compare=False)
    """Every view asks; a step may have touched tens of thousands of rows."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "tables", frozenset(table for table, _id in self.rows))

    def touches(self, *tables: str) -> bool:
        return not self.tables.isdisjoint(tables)

    def ids(self, table: str) -> frozenset[str]:
        return frozenset(row_id for name, row_id in self.rows if name == table)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the user did, as history keeps it. ``reverses`` is the step an undo or redo plays backwards."""

    id: int
    label: str
    kind: str
    at: str
    user: str
    reverses: int | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after a step, each as its column values, or None where it did not exist."""

    table: str
    row_id: str
    before: dict[str, object] | None
    after: dict[str, object] | None
