"""What every test may ask for, and what none may touch: the user's own folders, the screen, the day."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest

HERE = Path(__file__).parent
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples at every run, so that a check that passes keeps passing; "wide" looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("wide", max_examples=2000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@dataclass(frozen=True)
class Told:
    """What a command left behind: its exit status, standard output and standard error."""

    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def cli(capsys):
    """Run a command of the command line in this process: ``cli("info", path, "--json").json``."""
    from assurance_desk import __main__

    def run(*words):
        capsys.readouterr()
        try:
            status = __main__.main([str(word) for word in words])
        except SystemExit as left:
            status = int(left.code or 0)
        told = capsys.readouterr()
        return Told(status, told.out, told.err)

    return run


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory, monkeypatch):
    """Sample copies, settings and reports of faults go where the test run goes."""
    for name in ("DATA", "CONFIG"):
        monkeypatch.setenv(f"ASSURANCE_DESK_{name}", str(tmp_path_factory.getbasetemp() / name.lower()))


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch):
    """Hundreds of small workbooks: what is tested is what is in them, not that the disk has it.

    Programs that a test starts and kills wait for the disk as ever.
    """
    from assurance_desk.store import open as store_open

    connect = store_open.connect

    def without_waiting(path, mode):
        db = connect(path, mode)
        db.execute("PRAGMA synchronous = OFF")
        return db

    monkeypatch.setattr(store_open, "connect", without_waiting)


@pytest.fixture(scope="session")
def real_response():
    """The published response the register was first built for; kept beside the repository, not in it."""
    path = Path(__file__).parents[1].parent / "shared" / "real" / "published-response-child-i.txt"
    if not path.is_file():
        pytest.skip("the real published response is not beside this repository")
    return path


WITH_QT = ("ui", "journeys")


def pytest_ignore_collect(collection_path, config):
    """The fast tests do not even load Qt."""
    fast = config.getoption("markexpr") == "fast"
    return True if fast and collection_path.parent == HERE and collection_path.name in WITH_QT else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Thousands of random cases are slow: with the wide profile, ``-m slow`` runs them too."""
    wide = hypothesis.settings.get_current_profile_name() == "wide"
    for item in items:
        if wide and hypothesis.is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.slow)
        if item.get_closest_marker("office") and not shutil.which("soffice"):
            item.add_marker(pytest.mark.skip(reason="LibreOffice is not on this machine"))
        heavy = any(item.get_closest_marker(name) for name in ("slow", "office", "whole"))
        if not heavy and item.path.relative_to(HERE).parts[0] not in WITH_QT:
            item.add_marker(pytest.mark.fast)
