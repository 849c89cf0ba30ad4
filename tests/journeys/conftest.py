from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assurance_desk import cli


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What ``demo --json`` says, once for all who look at what it made."""
    return run_demo(tmp_path_factory.mktemp("demo") / "out")


def run_demo(folder: Path) -> dict[str, Any]:
    import contextlib
    import io

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        status = cli.run(cli.parse(["demo", "--to", str(folder), "--json"]))
    assert status == cli.DONE
    found: dict[str, Any] = json.loads(out.getvalue())
    return found
