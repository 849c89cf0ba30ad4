"""One module a command, over the same services as the window. Imports services and below; never Qt.

Adding a command: one module here and its name in ``BUILT``. What is not in ``COMMANDS`` is
wrong usage and not in ``--help``.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import cast

from assurance_desk.cli_commands.base import Command

BUILT = (
    "open_", "new", "demo", "info", "read", "issue", "import_", "export", "paper", "check", "backup", "restore",
)  # fmt: skip

COMMANDS: tuple[Command, ...] = tuple(
    cast(Command, import_module(f"{__name__}.{name}")) for name in BUILT if find_spec(f"{__name__}.{name}")
)
