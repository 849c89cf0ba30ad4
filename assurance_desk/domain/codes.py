"""Return codes: eight characters printed in every issued file, which a person can read out over the telephone.

Thirty-one characters, no 0, O, 1, I or L. The eighth is a check: since 31 is a prime, every single wrong character
and every swap of neighbours is found.
"""

from __future__ import annotations

from functools import lru_cache

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
MOST = len(ALPHABET) ** 7
_LENGTH = 8
_LONGEST = 32


def make_code(number: int) -> str:
    """``N9KD-29R6`` for a number from 0 to ``MOST`` - 1; a larger one is taken modulo ``MOST``."""
    seven = "".join(
        ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(_LENGTH - 1)
    )
    return f"{seven[:4]}-{seven[4:]}{_check_character(seven)}"


def tidy_code(text: str) -> str:
    """The code as we print it, out of what a person typed; "" where it is none."""
    return _tidy(text) if len(text) <= _LONGEST else _read(text)


def _read(text: str) -> str:
    letters = "".join(text.split()).upper().replace("-", "")
    if len(letters) != _LENGTH or any(letter not in ALPHABET for letter in letters):
        return ""
    return f"{letters[:4]}-{letters[4:]}" if _check_character(letters[:7]) == letters[7] else ""


_tidy = lru_cache(maxsize=1024)(_read)
"""Every line of a file bears its code. What is longer than a code may be of any length: it is not remembered."""


def code_ok(text: str) -> bool:
    return bool(tidy_code(text))


def _check_character(seven: str) -> str:
    total = sum(weight * ALPHABET.index(letter) for weight, letter in enumerate(seven, 2))
    return ALPHABET[total % len(ALPHABET)]
