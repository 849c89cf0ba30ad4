"""How figures are written: percentages rounded half up, and never without their n."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from assurance_desk.domain.gaps import Cell
from assurance_desk.texts import _


def percent(part: int, whole: int, digits: int = 1) -> str:
    """As "66.6%", rounded half up; a dash where there is nobody to be a share of."""
    if not whole:
        return "–"
    share = Decimal(part) * 100 / Decimal(whole)
    return f"{share.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)}%"


def whole_percent(part: int, whole: int) -> int:
    """The whole per cent as printed, so that a shade taken from it agrees with the figure. ``whole`` is not 0."""
    return int(percent(part, whole, 0)[:-1])


def share(cell: Cell, digits: int = 1) -> str:
    """As "66.6%" of a cell; "" where it is silent."""
    return "" if cell.silent else percent(cell.met, cell.of, digits)


def of_words(part: int, whole: int) -> str:
    """As "404 of 607"."""
    return _("{part} of {whole}").format(part=f"{part:,}", whole=f"{whole:,}")
