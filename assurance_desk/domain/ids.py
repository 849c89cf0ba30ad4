"""Stable names for records."""

from __future__ import annotations

import uuid


def new_id() -> str:
    """A text id that no other workbook will make."""
    return uuid.uuid4().hex
