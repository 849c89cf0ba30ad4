"""From a fresh checkout to a running program or a test run, with nothing but Python itself.

    python3 assurance_desk/bootstrap.py try       opens the sample (without a screen: runs the demo)
    python3 assurance_desk/bootstrap.py test      formatter, linter, types, contracts, tests
    python3 assurance_desk/bootstrap.py freeze    builds the folder that runs without Python, and tries it

Libraries go into ``.venv`` from the lock files, each checked by its hash. A run that was interrupted goes on where it
stopped; a lock that changed makes ``.venv`` anew. Standard library only.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
WINDOWS = sys.platform == "win32"

RUN = "requirements.lock"
CHECK = "tests/requirements.lock"
FREEZE = "tests/freeze/requirements.lock"

# What Qt's wheels expect of the system: file to load, Debian's package.
QT_DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
QT_SCREEN = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class StopHereError(Exception):
    """We cannot go on; the text says why and what to do."""


def say(words: str) -> None:
    print(words, flush=True)


def main(argv: list[str]) -> int:
    commands = {"try": try_it, "test": test, "freeze": freeze}
    if not argv or argv[0] not in commands:
        say((__doc__ or "").strip())
        return 0 if argv and argv[0] in {"-h", "--help"} else 2
    try:
        need_python()
        return commands[argv[0]](argv[1:])
    except StopHereError as stop:
        print(stop, file=sys.stderr)
    except OSError as error:
        print(
            f"This folder cannot be set up: {error}. Mend that and run the same command again.",
            file=sys.stderr,
        )
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again: it goes on from here.", file=sys.stderr)
    return 1


def try_it(_rest: list[str]) -> int:
    """The sample in the window; where there is no screen, the whole job without one."""
    python = environment(ROOT / ".venv", (RUN,))
    if not has_screen():
        say("This machine has no screen, so the window cannot open. Running the whole job without it:")
        return run(python, "-m", "assurance_desk", "demo", "--to", str(ROOT / "out"), "--force")
    system_libraries({**QT_DRAWING, **QT_SCREEN})
    say("Opening Merrowshire, the fictional sample.")
    return run(python, "-m", "assurance_desk", "--sample")


def test(rest: list[str]) -> int:
    """Every check in turn, the tests last; all are run, so that one look shows everything that is wrong."""
    system_libraries(QT_DRAWING)
    python = environment(ROOT / ".venv", (RUN, CHECK))
    checks = {
        "Formatter": ("-m", "ruff", "format", "--check", "."),
        "Linter": ("-m", "ruff", "check", "."),
        "Types": ("-m", "mypy"),
        "Import contracts": (
            "-c",
            "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))",
        ),
    }
    failed = []
    for name, command in checks.items():
        say(f"{name}:")
        if run(python, *command) != 0:
            failed.append(name)
    say("Not passed: " + ", ".join(failed) + "." if failed else "All of these passed.")
    say("Tests:")
    status = run(python, "-m", "pytest", *side_by_side(), *rest)
    return status or (1 if failed else 0)


def side_by_side() -> tuple[str, ...]:
    """Tests on every core, a file's together, since what a file's tests share is made once."""
    return ("-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile")


def freeze(_rest: list[str]) -> int:
    """The one-folder build from the run-time lock alone, then the demo and one file taken in by it."""
    system_libraries({**QT_DRAWING, **QT_SCREEN})
    python = environment(ROOT / ".venv-freeze", (RUN, FREEZE))
    status = run(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec")
    return status or run(python, "tests/freeze/try_bundle.py")


def need_python() -> None:
    if sys.version_info < OLDEST:
        mine = ".".join(str(part) for part in sys.version_info[:3])
        raise StopHereError(
            f"Assurance Desk needs Python 3.11 or newer, and this is {mine}."
            " Install a newer one and run the same command with it."
        )


def has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# The environment


def environment(folder: Path, locks: tuple[str, ...]) -> Path:
    """The interpreter of an environment that holds exactly what ``locks`` say (and perhaps the check tools)."""
    python = folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
    wanted = {name: fingerprint(ROOT / name) for name in locks}
    made_from = read_stamp(folder)
    if any(made_from.get(name, mark) != mark for name, mark in wanted.items()):
        say("The list of libraries has changed since this folder was set up; setting it up again.")
        shutil.rmtree(folder)
        made_from = {}
    elif made_from and all(name in made_from for name in locks) and works(python):
        return python
    if not works(python):
        make_venv(folder)
    install(python, locks)
    link_source(python, folder)
    write_stamp(folder, {**made_from, **wanted})
    return python


def fingerprint(lock: Path) -> str:
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return hashlib.sha256(version.encode() + lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def stamp_file(folder: Path) -> Path:
    return folder / "made-from.json"


def read_stamp(folder: Path) -> dict[str, str]:
    """Which locks the environment was made from; empty where it is missing or was never finished."""
    try:
        return dict(json.loads(stamp_file(folder).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def write_stamp(folder: Path, marks: dict[str, str]) -> None:
    temporary = stamp_file(folder).with_suffix(".new")
    temporary.write_text(json.dumps(marks, indent=1), encoding="utf-8")
    temporary.replace(stamp_file(folder))


def works(python: Path) -> bool:
    """Whether the environment's interpreter starts, is this Python's like, and has pip."""
    version = "{}.{}".format(*sys.version_info[:2])
    ask = "import sys, pip; print('{}.{}'.format(*sys.version_info[:2]))"
    try:
        told = subprocess.run([str(python), "-c", ask], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return told.returncode == 0 and told.stdout.strip() == version


def make_venv(folder: Path) -> None:
    need_venv()
    say(f"Making the environment {folder.name} …")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=False).returncode:
        raise StopHereError(
            f"The environment {folder} could not be made; Python's own words are above."
            " Mend that and run the same command again."
        )


def install(python: Path, locks: tuple[str, ...]) -> None:
    say("Fetching the libraries, each checked by its hash. The first time this takes a few minutes …")
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--no-warn-script-location", "--only-binary", ":all:", "--require-hashes"]
    for lock in locks:
        command += ["--requirement", str(ROOT / lock)]
    if subprocess.run(command, check=False, cwd=ROOT).returncode:
        raise StopHereError(
            "The libraries could not be fetched; the installer's own words are above. Is this machine online?"
            " Run the same command again: what has arrived is kept."
        )


def link_source(python: Path, folder: Path) -> None:
    """Let the environment import this checkout, and give it the command ``assurance-desk``."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    told = subprocess.run([str(python), "-c", ask], capture_output=True, text=True, check=True)
    (Path(told.stdout.strip()) / "assurance_desk_checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    if WINDOWS:
        words = '@"%~dp0python.exe" -m assurance_desk %*\r\n'
        (folder / "Scripts" / "assurance-desk.cmd").write_text(words, encoding="utf-8")
        return
    launcher = folder / "bin" / "assurance-desk"
    launcher.write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -m assurance_desk "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)


def run(python: Path, *arguments: str) -> int:
    return subprocess.run([str(python), *arguments], check=False, cwd=ROOT).returncode


# What the system lacks


def need_venv() -> None:
    """Debian and Ubuntu leave ``ensurepip`` out of Python; everywhere else it is there."""
    if importlib.util.find_spec("ensurepip") is None:
        version = "{}.{}".format(*sys.version_info[:2])
        get_packages((f"python{version}-venv",), "Python here lacks its venv module")


def system_libraries(wanted: dict[str, str]) -> None:
    """What Qt needs of a Linux system and no wheel carries."""
    if not sys.platform.startswith("linux"):
        return
    missing = tuple(package for library, package in wanted.items() if not loads(library))
    if missing:
        get_packages(missing, "The window needs system libraries that are not here")


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def get_packages(packages: tuple[str, ...], why: str) -> None:
    """Install Debian packages where we may; else print the one line that does.

    Raises:
        StopHereError: we may not, or the installation failed.
    """
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if shutil.which("apt-get") is None:
        raise StopHereError(
            f"{why}. Install what your system calls: {', '.join(packages)} (Debian's names);"
            " then run the same command again."
        )
    if not may_install():
        raise StopHereError(f"{why}. Run this line once, then the same command again:\n  sudo {line}")
    say(f"{why}; installing: {', '.join(packages)} …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], [*line.split(), "-qq"]):
        told = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
        if told.returncode and command[1] == "install":
            raise StopHereError(f"{told.stderr.strip()}\n{why}, and this failed:\n  {line}")


def may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
