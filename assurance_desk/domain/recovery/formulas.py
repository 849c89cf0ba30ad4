"""Formulas of ours, known again wherever they have moved."""

from __future__ import annotations

import re
from functools import lru_cache

_ADDRESS = re.compile(r"'[^']*'!|\$?\b[A-Z]{1,3}\$?\d+\b|\$[A-Z]{1,3}\b|\d+")
_LONGEST = 400


def formula_shape(text: str) -> str:
    """A formula without its addresses, so that it is known again after rows and columns have moved."""
    return _known_shape(text) if len(text) <= _LONGEST else _shape(text)


def _shape(text: str) -> str:
    return _ADDRESS.sub("#", text.lstrip("=").replace(" ", "").replace("()", ""))


_known_shape = lru_cache(maxsize=2048)(_shape)
"""The same formulas stand in every copy; longer ones are none of ours, and not remembered."""
