"""How people type one answer: the value as it stands in the cell, its format, and the readings that are right."""

from __future__ import annotations

import random
import re
from datetime import date, datetime

from assurance_desk.domain.questions import CellRule
from tests.spoiling.paper import Leaf

Typed = tuple[object, str, frozenset[str]]
NEVER: frozenset[str] = frozenset()
"""No reading of it is right: it must be asked about."""


def plainly(leaf: Leaf, rule: CellRule, value: str) -> None:
    """As the list, a number or a date would put it."""
    leaf.value, leaf.format, leaf.accepts = _plain(rule, value)  # type: ignore[assignment]


def retyped(leaf: Leaf, rule: CellRule, chance: random.Random) -> None:
    """The same answer in other words."""
    if len(leaf.accepts) != 1:
        return
    [value] = leaf.accepts
    ways = {"choice": _choice, "whole": _whole, "whole_or": _whole, "date": _day, "month": _month}
    way = ways.get(rule.kind, _text)
    leaf.value, leaf.format, leaf.accepts = way(value, chance)  # type: ignore[assignment]
    leaf.day_first = value if rule.kind == "date" and re.match(r"\d+[/.]\d+[/.]\d+$", str(leaf.value)) else ""


def _plain(rule: CellRule, value: str) -> Typed:
    right = frozenset((value,))
    if rule.kind in ("whole", "whole_or") and value.isdigit():
        return int(value), "General", right
    if rule.kind == "choice" and value.isdigit():
        return int(value), "General", right
    if rule.kind == "date":
        return datetime.fromisoformat(value), "dd/mm/yyyy", right
    if rule.kind == "month":
        return datetime.fromisoformat(f"{value}-01"), "mm/yyyy", right
    return value, "General", right


def _choice(value: str, chance: random.Random) -> Typed:
    right = frozenset((value,))
    noted = frozenset((value,))
    ways: list[Typed] = [
        (f"{value} ", "General", right), (f"\u00a0{value}", "General", right), (value.upper(), "General", right),
        (value.title(), "General", right), (f"\u201c{value}\u201d", "General", right), (f"{value}.", "General", right),
        (value.replace(" ", "  "), "General", right), (value.split(" ", maxsplit=1)[0], "General", right),
        (f"{value} - contract of 2020", "General", noted), (f"{value} (mostly)", "General", NEVER),
        ("see letter", "General", NEVER), (value[:3], "General", right), (f"not {value}", "General", NEVER),
    ]  # fmt: skip
    if value == "Yes":
        ways += [(word, "General", right) for word in ("Y", "y", "\u2713", "TRUE", "yes ")] + [
            (True, "General", right)
        ]
    if value == "Not applicable":
        ways += [("N/A", "General", right), ("n/a", "General", right)]
    if value == "Partially met":
        ways += [("partly met", "General", right), ("Partial", "General", right)]
    return chance.choice(ways)


def _whole(value: str, chance: random.Random) -> Typed:
    right = frozenset((value,))
    if not value.isdigit():
        return f" {value.upper()}", "General", right
    number = int(value)
    return chance.choice(
        (
            (value, "@", right), (f" {value} ", "@", right), (f"{value}\u00a0", "@", right), (float(number), "0.00", right),
            (f"{value}.0", "@", right), (f"{number * 1000:,}", "@", frozenset((str(number * 1000),))),
            (f"approx {value}", "@", NEVER), (f"{value} (2 part time)", "@", NEVER), (f"{value}-{number + 3}", "@", NEVER),
            (number + 0.5, "General", NEVER), (1, "0%", NEVER), ("n/a", "@", NEVER), (f"{value}?", "@", NEVER),
            (f"{value}\u00b2", "@", NEVER), (f"-{value}", "@", NEVER if number else frozenset(("0",))), (f"{value}.500", "@", NEVER),
        )
    )  # fmt: skip


def _day(value: str, chance: random.Random) -> Typed:
    right, day = frozenset((value,)), date.fromisoformat(value)
    named = f"{day:%B}"
    return chance.choice(
        (
            (f"{day.day}/{day.month}/{day.year}", "@", _unless(day, right)), (f"{day:%d.%m.%y}", "@", _unless(day, right)),
            (f"{day.day} {named} {day.year}", "@", right), (f"{named} {day.day}, {day.year}", "@", right),
            (f"{named} {day.day}", "@", NEVER), (f"{named[:3]}-{day:%y}", "@", NEVER), (value, "@", right),
            (f"{day.day}th {named[:3]} {day:%y}", "@", right), ((day - date(1899, 12, 30)).days, "General", right),
            (_at(2024, day.month, day.day), "d-mmm", NEVER), (_at(day.year, day.month, 1), "mmm-yy", NEVER),
            (f"{named} {day.year}", "@", NEVER), (f"{day.day} {named} {day.year} (draft)", "@", NEVER), ("ongoing", "@", NEVER),
        )
    )  # fmt: skip


def _unless(day: date, right: frozenset[str]) -> frozenset[str]:
    """3/4/2019 may be either: no reading is right by itself."""
    return right if day.day > 12 or day.day == day.month else NEVER


def _month(value: str, chance: random.Random) -> Typed:
    right, day = frozenset((value,)), date.fromisoformat(f"{value}-01")
    return chance.choice(
        (
            (f"{day.month}/{day.year}", "@", right), (f"{day:%B} {day.year}", "@", right), (f"{day:%b} {day.year}", "@", right),
            (_at(day.year, day.month, 1), "mmm-yy", right), (f"{day:%B} {day:%y}", "@", NEVER), (value, "@", right),
            (f"{day.month}/{day:%y}", "@", NEVER), (_at(2024, day.month, 18), "d-mmm", NEVER), (f"{day:%B}", "@", NEVER),
        )
    )  # fmt: skip


def _text(value: str, chance: random.Random) -> Typed:
    typed = chance.choice((f"{value} ", f"\u00a0{value}", f"\u2018{value}\u2019", f"={value}", f"- {value}"))
    return typed, "@", frozenset((typed,))


def _at(year: int, month: int, day: int) -> datetime:
    """As openpyxl gives a day: without a zone."""
    return datetime.combine(date(year, month, day), datetime.min.time())
