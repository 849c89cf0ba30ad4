"""From a fresh checkout: what is made when, what is refused, and in which words. No network, no real environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assurance_desk import bootstrap

pytestmark = pytest.mark.whole


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A folder with locks; every program that would be started is written down instead."""
    started = []

    def start(command, **_options):
        started.append([str(word) for word in command])
        if "venv" in started[-1]:
            Path(started[-1][-1], "bin").mkdir(parents=True)
        return subprocess.CompletedProcess(command, 0, stdout=str(tmp_path), stderr="")

    for name in (bootstrap.RUN, bootstrap.CHECK):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("one==1 --hash=sha256:0\n")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "WINDOWS", False)
    monkeypatch.setattr(bootstrap.subprocess, "run", start)
    monkeypatch.setattr(
        bootstrap, "works", lambda python: (python.parent / "python").exists() or bool(made(started))
    )
    return tmp_path, started


def made(started):
    return [command for command in started if "venv" in command]


def installed(started):
    return [command for command in started if "install" in command]


def test_a_fresh_checkout_gets_an_environment_with_every_hash_checked(checkout):
    folder, started = checkout
    bootstrap.environment(folder / ".venv", (bootstrap.RUN,))
    assert len(made(started)) == 1
    (install,) = installed(started)
    assert "--require-hashes" in install
    assert install[-1] == str(folder / bootstrap.RUN)


def test_the_second_time_nothing_is_fetched(checkout):
    folder, started = checkout
    bootstrap.environment(folder / ".venv", (bootstrap.RUN,))
    started[:] = [["venv"]]
    bootstrap.environment(folder / ".venv", (bootstrap.RUN,))
    assert installed(started) == []


def test_the_check_tools_are_added_to_what_is_there(checkout):
    folder, started = checkout
    bootstrap.environment(folder / ".venv", (bootstrap.RUN,))
    bootstrap.environment(folder / ".venv", (bootstrap.RUN, bootstrap.CHECK))
    assert len(made(started)) == 1
    assert len(installed(started)) == 2
    started[:] = [["venv"]]
    bootstrap.environment(folder / ".venv", (bootstrap.RUN,))
    bootstrap.environment(folder / ".venv", (bootstrap.RUN, bootstrap.CHECK))
    assert installed(started) == []


def test_a_changed_lock_makes_the_environment_anew(checkout, capsys):
    folder, started = checkout
    bootstrap.environment(folder / ".venv", (bootstrap.RUN,))
    (folder / ".venv" / "left over").touch()
    (folder / bootstrap.RUN).write_text("one==2 --hash=sha256:1\n")
    started.clear()
    bootstrap.environment(folder / ".venv", (bootstrap.RUN,))
    assert "has changed" in capsys.readouterr().out
    assert not (folder / ".venv" / "left over").exists()
    assert len(installed(started)) == 1


def test_an_interrupted_setting_up_goes_on_where_it_stopped(checkout, monkeypatch):
    folder, started = checkout
    real = bootstrap.subprocess.run

    def cut_off(command, **options):
        if "install" in command:
            raise KeyboardInterrupt
        return real(command, **options)

    monkeypatch.setattr(bootstrap.subprocess, "run", cut_off)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.environment(folder / ".venv", (bootstrap.RUN,))
    monkeypatch.setattr(bootstrap.subprocess, "run", real)
    bootstrap.environment(folder / ".venv", (bootstrap.RUN,))
    assert len(made(started)) == 1
    assert len(installed(started)) == 1


def test_an_older_python_is_told_which_one_is_needed(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 2, "final", 0))
    assert bootstrap.main(["test"]) == 1
    assert "needs Python 3.11 or newer, and this is 3.9.2" in capsys.readouterr().err


def test_without_leave_to_install_the_one_line_is_printed(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap, "may_install", lambda: False)
    monkeypatch.setattr(bootstrap.sys, "platform", "linux")
    assert bootstrap.main(["test"]) == 1
    assert "\n  sudo apt-get install -y --no-install-recommends libegl1\n" in capsys.readouterr().err


def test_a_system_without_apt_is_told_what_is_missing(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    with pytest.raises(bootstrap.StopHereError, match=r"python3\.\d+-venv"):
        bootstrap.need_venv()


def test_where_it_may_it_installs_only_what_is_missing(checkout, monkeypatch):
    _folder, started = checkout
    monkeypatch.setattr(bootstrap, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap, "may_install", lambda: True)
    monkeypatch.setattr(bootstrap.sys, "platform", "linux")
    bootstrap.system_libraries(bootstrap.QT_DRAWING)
    assert started[-1] == ["apt-get", "install", "-y", "--no-install-recommends", "libegl1", "-qq"]


def test_without_a_screen_the_demo_runs_and_says_so(checkout, monkeypatch, capsys):
    _folder, started = checkout
    monkeypatch.setattr(bootstrap, "has_screen", lambda: False)
    assert bootstrap.main(["try"]) == 0
    assert "no screen" in capsys.readouterr().out
    assert started[-1][1:4] == ["-m", "assurance_desk", "demo"]


@pytest.mark.usefixtures("checkout")
def test_every_check_runs_even_after_one_has_failed_and_the_tests_come_last(monkeypatch):
    ran = []
    monkeypatch.setattr(bootstrap, "system_libraries", lambda wanted: None)
    monkeypatch.setattr(bootstrap, "run", lambda python, *words: ran.append(words) or int("ruff" in words))
    assert bootstrap.main(["test"]) == 1
    assert [words[1] for words in ran] == ["ruff", "ruff", "mypy", ran[3][1], "pytest"]


def test_it_needs_nothing_but_python(tmp_path):
    """Started as a file, with no site packages at all."""
    told = subprocess.run(
        [sys.executable, "-I", "-S", bootstrap.__file__, "--help"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )
    assert told.returncode == 0, told.stderr
    assert "bootstrap.py try" in told.stdout


def test_wrong_usage_shows_the_commands(capsys):
    assert bootstrap.main([]) == 2
    assert "bootstrap.py test" in capsys.readouterr().out
