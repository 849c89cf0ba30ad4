"""Try the built folder as a user without Python would: the demo, one file taken in, and the window.

python3 assurance_desk/bootstrap.py freeze     builds it, then runs this
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / "dist" / "Assurance Desk"
SUFFIX = ".exe" if sys.platform == "win32" else ""
CONSOLE = BUNDLE / f"assurance-desk{SUFFIX}"
WINDOW = BUNDLE / f"Assurance Desk{SUFFIX}"


def main() -> int:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        told = run("demo", "--to", folder / "demo", "--json")
        made = sorted(path.suffix for path in (folder / "demo").rglob("*") if path.is_file())
        say("demo", ".pdf" in made and ".xlsx" in made, f"{len(made)} files; {', '.join(sorted(told))}")
        run("new", folder / "rehearsal.assurance", "--rehearsal", "--json")
        first = min((folder / "returns").rglob("*O05*.xlsx"), default=None)
        assert first is not None, "the rehearsal lays returns beside the workbook"
        taken = run("import", folder / "rehearsal.assurance", first, "--take", "--json")["files"]
        say(
            "one file taken in",
            taken[0]["answers"]["found"] > 0,
            f"{taken[0]['status']}: {taken[0]['answers']}",
        )
        say("sound afterwards", run("check", folder / "rehearsal.assurance", "--json")["ok"], "check")
        say("the window opens", window_opens(folder / "rehearsal.assurance"), WINDOW.name)
    size = sum(path.stat().st_size for path in BUNDLE.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{BUNDLE}: {size / 1e6:.0f} MB")
    return 0


def run(*words: object) -> dict[str, object]:
    """One command of the bundle, with no Python of ours to fall back on; its JSON."""
    bare = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    told = subprocess.run(
        [str(CONSOLE), *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        cwd=BUNDLE.parent,
        env=bare,
    )
    if told.returncode:
        raise SystemExit(f"{words[0]} ended with {told.returncode}: {told.stderr}")
    return json.loads(told.stdout)


def window_opens(workbook: Path) -> bool:
    """It is still running after five seconds, drawing to no screen where there is none."""
    screen = {} if os.environ.get("DISPLAY") or SUFFIX else {"QT_QPA_PLATFORM": "offscreen"}
    window = subprocess.Popen([str(WINDOW), str(workbook)], env={**os.environ, **screen})
    try:
        window.wait(timeout=5)
    except subprocess.TimeoutExpired:
        return True
    finally:
        window.terminate()
        window.wait()
    return False


def say(what: str, well: bool, words: str) -> None:
    print(f"{'yes' if well else 'NO '}  {what}: {words}")
    if not well:
        raise SystemExit(1)


if __name__ == "__main__":
    sys.exit(main())
