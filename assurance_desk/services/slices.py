"""Long work on the desk itself in slices: between two of them whoever runs it may let the window answer."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")
Slices = Generator[None, None, T]
"""Work that stops after every slice; what it returns is its result. Its step is one, however many slices it takes."""
AT_ONCE = 200
"""Records written in one slice: some 15 ms."""


def run_through(slices: Slices[T]) -> T:
    """All of it without a pause."""
    while True:
        try:
            next(slices)
        except StopIteration as done:
            result: T = done.value
            return result


def in_parts(records: Iterable[Any], size: int = AT_ONCE) -> Iterator[list[Any]]:
    """So many at a time."""
    left = iter(records)
    while part := list(islice(left, size)):
        yield part
