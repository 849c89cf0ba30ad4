"""Where the program begins: the command line is read, then the window or one command runs.

Child processes import this module too, so nothing is imported before it is needed.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0 done, 1 refused, 2 wrong usage."""
    multiprocessing.freeze_support()
    from assurance_desk import cli

    args = cli.parse(sys.argv[1:] if argv is None else argv)
    if args.command != "open":
        return cli.run(args)
    from assurance_desk.errors import DeskError

    if not _has_screen():
        return cli.refuse(_no_screen(), as_json=args.json)
    try:
        from assurance_desk import app
    except ImportError as error:
        if (error.name or "").startswith("assurance_desk"):
            raise
        return cli.refuse(_no_window(error), as_json=args.json)
    try:
        workbook = Path(args.workbook).expanduser().absolute() if args.workbook else None
        return app.main(workbook, cli.context_of(args).clock, sample=args.sample)
    except (DeskError, OSError) as error:
        return cli.refuse(cli.told(error) or str(error), as_json=args.json)


def _has_screen() -> bool:
    """Qt ends the process on a Linux machine without a screen: look first. A chosen platform needs none."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _no_screen() -> str:
    from assurance_desk.texts import _

    return _(
        "This machine has no screen, so the window cannot open. Everything it does with files has a command:"
        " see assurance-desk --help."
    )


def _no_window(error: ImportError) -> str:
    from assurance_desk.texts import _

    return _(
        "The window cannot open because a system library is missing ({reason})."
        " Run “python3 assurance_desk/bootstrap.py try”: it installs it, or says how."
    ).format(reason=error)


if __name__ == "__main__":
    sys.exit(main())
