"""Where ``resources/`` is: in the source tree, in the wheel, or frozen."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


@cache
def resources() -> Path:
    """The folder of icons, fonts, translations, help and the sample."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    in_wheel = PACKAGE / "resources"
    return in_wheel if in_wheel.is_dir() else PACKAGE.parent / "resources"
