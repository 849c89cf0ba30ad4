"""One row of a list, as it is offered: words alone, for whoever makes rows without a list to show them in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One row; a ``heading`` row is a group's title and cannot be chosen.

    ``sub`` is the small second line; where ``waits`` occurs in it, it stands out as waiting for the user.
    ``found`` and ``found_in_title`` are stretches of the second and of the first line that were searched for.
    ``right`` is small, at the right of the first line (a date). ``chip`` stands at the right of the first
    line; ``chips`` with ``tail`` after them make a third line.
    """

    id: str = ""
    title: str = ""
    ref: str = ""
    sub: str = ""
    waits: str = ""
    right: str = ""
    chip: tuple[str, str] | None = None
    chips: tuple[tuple[str, str], ...] = ()
    tail: str = ""
    strong: bool = True
    heading: str = ""
    found: tuple[tuple[int, int], ...] = ()
    found_in_title: tuple[tuple[int, int], ...] = ()

    @property
    def spoken(self) -> str:
        words = (self.ref, self.title, self.sub, *(word or state for state, word in self.chips), self.tail)
        chip = (self.chip[1] or self.chip[0],) if self.chip else ()
        return self.heading or ". ".join(part for part in (*words, *chip, self.right) if part)
