"""Where the program begins: the command line is read, then the window or one command runs.

Child processes import this module too, so nothing is imported before it is needed.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    multiprocessing.freeze_support()
    from assurance_desk import cli

    args = cli.parse(sys.argv[1:] if argv is None else argv)
    if args.command != "open":
        return cli.run(args)
    from assurance_desk.errors import DeskError

    try:
        return _open_window(args.workbook, args.today, sample=args.sample)
    except (DeskError, OSError) as error:
        return cli.refuse(cli.told(error) or str(error), as_json=args.json)


def _open_window(workbook: str | None, today: object, *, sample: bool) -> int:
    raise NotImplementedError(workbook, today, sample, os.name)


if __name__ == "__main__":
    sys.exit(main())
