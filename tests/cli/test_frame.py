"""What every command does alike: JSON, exit status, sentences, nothing written over."""

from __future__ import annotations

import errno
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assurance_desk import cli as frame
from assurance_desk.cli_commands import COMMANDS
from assurance_desk.errors import DeskError


@pytest.fixture
def workbook(cli, tmp_path):
    path = tmp_path / "register.assurance"
    assert cli("new", path).status == 0
    return path


def test_help_lists_every_command_that_is_built(cli):
    told = cli("--help")
    assert told.status == 0
    for command in COMMANDS:
        assert f"    {command.NAME} " in told.out


@pytest.mark.parametrize(
    "name", ["read", "issue", "import", "export", "paper", "demo", "new", "info", "check", "open"]
)
def test_every_command_of_the_promise_is_there_and_takes_json(cli, name):
    told = cli(name, "--help")
    assert told.status == 0
    assert "--json" in told.out


def test_a_command_not_built_yet_is_wrong_usage(cli):
    told = cli("teleport")
    assert told.status == 2
    assert "teleport" in told.err
    assert told.out == ""


def test_wrong_usage_is_told_as_json_too(cli):
    told = cli("info", "--json")
    assert told.status == 2
    assert "WORKBOOK" in told.json["error"]


@pytest.mark.parametrize("words", [("--json", "info"), ("info", "--json")])
def test_json_may_stand_before_or_after_the_command(cli, workbook, words):
    assert cli(*words, workbook).json["schema"] >= 1


def test_a_refusal_is_one_sentence_on_standard_error_and_status_1(cli, tmp_path):
    told = cli("info", tmp_path / "nowhere.assurance")
    assert told.status == 1
    assert told.out == ""
    assert "nowhere.assurance" in told.err
    assert told.err.count("\n") == 1


def test_a_refusal_in_json_is_an_error_and_nothing_else(cli, tmp_path):
    told = cli("info", tmp_path / "nowhere.assurance", "--json")
    assert told.status == 1
    assert list(told.json) == ["error"]
    assert told.json["error"] == told.err.strip()


def test_nothing_is_written_over_without_force(cli, workbook):
    before = workbook.read_bytes()
    told = cli("new", workbook)
    assert told.status == 1
    assert "--force" in told.err
    assert workbook.read_bytes() == before
    assert cli("new", workbook, "--force").status == 0


def test_force_does_not_write_over_what_is_no_workbook(cli, tmp_path):
    letter = tmp_path / "letter.docx"
    letter.write_text("Dear Chair")
    assert cli("new", letter, "--force").status == 1
    assert letter.read_text() == "Dear Chair"


def test_the_old_workbook_comes_back_when_the_new_one_cannot_be_made(cli, workbook, monkeypatch):
    from assurance_desk.services import files

    def full(*_words):
        raise OSError(errno.ENOSPC, "No space left on device", str(workbook))

    before = workbook.read_bytes()
    monkeypatch.setattr(files, "create", full)
    told = cli("new", workbook, "--force")
    assert told.status == 1
    assert "disk is full" in told.err
    assert workbook.read_bytes() == before
    assert [each.name for each in workbook.parent.iterdir()] == [workbook.name]


@pytest.mark.parametrize(
    "number", [errno.ENOENT, errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EISDIR, errno.EIO]
)
def test_faults_of_the_disk_are_sentences(number):
    sentence = frame.told(OSError(number, "words of the system", "/net/share/register.assurance"))
    assert sentence.endswith(".")
    assert "Errno" not in sentence


def test_a_fault_of_our_own_keeps_its_traceback():
    assert frame.told(KeyError("a bug")) is None


def test_today_is_set_before_the_command(cli):
    args = frame.parse(["--today", "22 July 2019", "info", "x.assurance"])
    assert frame.context_of(args).clock.today() == date(2019, 7, 22)
    assert cli("--today", "last week", "info", "x.assurance").status == 2
    assert cli("--today", "July 2019", "info", "x.assurance").status == 2


@pytest.mark.parametrize(
    ("words", "workbook", "sample"),
    [
        ([], None, False),
        (["open"], None, False),
        (["W.assurance"], "W.assurance", False),
        (["open", "W.assurance"], "W.assurance", False),
        (["--sample"], None, True),
        (["--today", "2019-07-22"], None, False),
        (["--today", "2019-07-22", "W.assurance"], "W.assurance", False),
    ],
)
def test_without_a_command_the_window_opens(words, workbook, sample):
    args = frame.parse(words)
    assert (args.command, args.workbook, args.sample) == ("open", workbook, sample)


def test_a_machine_without_a_screen_is_told_so(cli, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    told = cli("open")
    assert told.status == 1
    assert "no screen" in told.err


def test_a_console_that_lacks_a_character_still_gets_its_answer(workbook):
    told = subprocess.run(
        [sys.executable, "-m", "assurance_desk", "new", str(workbook)],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
    )
    assert told.returncode == 1
    assert b"\\u201c" in told.stderr


def test_progress_draws_a_bar_on_a_terminal_only():
    class Stream:
        def __init__(self, terminal):
            self.terminal, self.text = terminal, ""

        def isatty(self):
            return self.terminal

        def write(self, text):
            self.text += text

        def flush(self):
            pass

    terminal, file = Stream(terminal=True), Stream(terminal=False)
    for stream in (terminal, file):
        frame.Bar(stream)(1, 2, "return\x1b[31m.xlsx")
    assert "1/2 return?[31m.xlsx" in terminal.text
    assert file.text == ""


def test_a_desk_error_raised_by_a_command_is_its_sentence():
    assert frame.told(DeskError("The lock is on.")) == "The lock is on."
