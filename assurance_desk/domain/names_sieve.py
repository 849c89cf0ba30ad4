"""Which of the long searches for signs a text is worth. Each quick look lets through whatever its search could find.

A returned file holds hundreds of texts and hardly one with a sign: the looks cost a tenth of the searches they spare.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_PEOPLE: Final = (
    "child", "baby", "infant", "toddler", "born", "boy", "girl", "son", "daughter", "brother", "sister", "sibling",
    "twin", "nephew", "niece", "pupil", "teenager", "young", "mother", "father", "mum", "mam", "dad", "parent",
    "family", "grand", "nan", "gran", "guardian", "carer", "aunt", "uncle", "death", "birth", "step", "injur",
    "tenant", "resident", "lives at", "living at", "home address",
)  # fmt: skip
_LINKED: Final = re.compile(r"\s(?:of|to|for)\s")
_DIGIT: Final = re.compile(r"\d")
_AGE: Final = re.compile(r"aged?\s*:?\s*\d")
_COUNTED: Final = re.compile(r"\d\s*-?\s*[ymwd]")
_SHORT: Final = re.compile(r"\(\s*\d{1,2}\s*[ymw]")
_BRACKETED: Final = re.compile(r"\(\s*\d{1,2}\s*\)")
_BIRTH: Final = re.compile(r"o\.?\s?b|born|birth")
_LONG_NUMBER: Final = re.compile(r"\d(?:[\s-]?\d){8}")
_POSTCODE: Final = re.compile(r"[a-z]\d[a-z\d]?\s{0,2}\d[a-z]{2}\b")
_ALSO_I: Final = (("ı", "i"), ("i̇", "i"))
"""Letters that a search without capitals takes for an i, too."""


class Worth(NamedTuple):
    """``people``: a child or kin may be named; ``called`` … ``address``: what else its search cannot do without."""

    people: bool
    called: bool
    linked: bool
    whose: bool
    born: bool
    aged: bool
    bracketed: bool
    numbers: bool
    mail: bool
    address: bool


NOTHING: Final = Worth(*[False] * len(Worth._fields))


def small(text: str) -> str:
    """As a search without capitals sees it."""
    low = text.casefold()
    if not low.isascii():
        for letter, plain in _ALSO_I:
            low = low.replace(letter, plain)
    return low


def worth(text: str) -> Worth:
    """What to search a text for; ``NOTHING``, the very same, where it can hold no sign."""
    low = small(text)
    digit = _DIGIT.search(low) is not None
    people = _tells_of_people(low)
    born = _BIRTH.search(low) is not None
    if not (digit or people or born):
        return NOTHING
    return Worth(
        people,
        people and ("name" in low or "called" in low or "known as" in low),
        people and _LINKED.search(low) is not None,
        people and ("'" in low or "’" in low),
        digit and born,
        born or (digit and _tells_an_age(low)),
        digit and people and _BRACKETED.search(low) is not None,
        digit and _LONG_NUMBER.search(low) is not None,
        people and "@" in low,
        digit and _POSTCODE.search(low) is not None,
    )


def _tells_of_people(low: str) -> bool:
    for word in _PEOPLE:  # noqa: SIM110  (as an any() it takes half as long again)
        if word in low:
            return True
    return False


def _tells_an_age(low: str) -> bool:
    return (
        ("old" in low and _COUNTED.search(low) is not None)
        or "yo" in low
        or "y/o" in low
        or "b." in low
        or _AGE.search(low) is not None
        or _SHORT.search(low) is not None
    )
