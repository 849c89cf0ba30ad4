"""One module a command, over the same services as the window. Imports services and below; never Qt.

Adding a command: one module here and its place in ``COMMANDS``. What is not in it is wrong usage and not in
``--help``.
"""

from __future__ import annotations

from assurance_desk.cli_commands import (
    backup,
    check,
    demo,
    export,
    import_,
    info,
    issue,
    new,
    open_,
    paper,
    read,
    restore,
)
from assurance_desk.cli_commands.base import Command

COMMANDS: tuple[Command, ...] = (
    open_, new, demo, info, read, issue, import_, export, paper, check, backup, restore,
)  # fmt: skip
