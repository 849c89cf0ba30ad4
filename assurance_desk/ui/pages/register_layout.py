"""The register's name for two blocks beside each other."""

from __future__ import annotations

from assurance_desk.ui.beside import Pair

__all__ = ["Pair"]
