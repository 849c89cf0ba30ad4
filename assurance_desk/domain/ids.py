"""Stable names for records."""

from __future__ import annotations

import os


def new_id() -> str:
    """A text id that no other workbook will make: 32 hexadecimal digits, all by chance."""
    return os.urandom(16).hex()
