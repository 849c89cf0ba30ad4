"""``import`` without a window: a status for every file, and the JSON that is promised."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from assurance_desk import cli
from assurance_desk.clock import Clock
from assurance_desk.domain.form_map import FormMap
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.progress import Progress
from assurance_desk.services import files, form_export, protected_names
from assurance_desk.services.child import Child, ChildEndedError
from assurance_desk.services.form_reading import read_table
from assurance_desk.store import rows
from tests.returns_desk import filled, issue

pytestmark = pytest.mark.whole


@pytest.fixture
def book(tmp_path: Path) -> tuple[Path, dict[str, Path]]:
    desk, copies = issue(tmp_path)
    desk.close()
    return desk.path, copies


def run(*words: str) -> int:
    return cli.run(cli.parse(list(words)))


def test_every_file_gets_a_status(
    book: tuple[Path, dict[str, Path]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, copies = book
    folder = tmp_path / "came"
    folder.mkdir()
    filled(copies["O05"], folder / "one.xlsx")
    filled(copies["O06"], folder / "two.xlsx", {Slot("A5"): "approx 30"})
    (folder / "three.xlsx").write_bytes(b"")
    assert run("import", str(path), str(folder), "--take", "--json") == 0
    files = {Path(one["file"]).name: one for one in json.loads(capsys.readouterr().out)["files"]}
    assert {name: one["status"] for name, one in files.items()} == {
        "one.xlsx": "taken", "two.xlsx": "staged", "three.xlsx": "refused",
    }  # fmt: skip
    assert files["one.xlsx"]["organisation"] == "O05"
    assert files["one.xlsx"]["answers"]["unreadable"] == 0
    [problem] = files["two.xlsx"]["problems"]
    assert (problem["question"], problem["found"]) == ("A5", "approx 30")
    assert problem["sheet"]
    assert problem["cell"]
    assert "ask the sender" in files["three.xlsx"]["message"]
    assert run("import", str(path), str(folder / "one.xlsx"), "--take", "--json") == 0
    assert json.loads(capsys.readouterr().out)["files"][0]["status"] == "same"


def test_a_file_that_waits_in_the_tray_says_so_when_it_is_tried_again(book, tmp_path, cli):
    came = filled(book[1]["O06"], tmp_path / "two.xlsx", {Slot("A5"): "approx 30"})
    cli("import", book[0], came)
    [again] = cli("import", book[0], came, "--dry-run", "--json").json["files"]
    assert [one["found"] for one in again["problems"]] == ["approx 30"]


def test_a_path_that_is_not_there_is_refused(
    book: tuple[Path, dict[str, Path]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", str(book[0]), "/nowhere/at-all.xlsx") == 1
    assert "nothing was taken in" in capsys.readouterr().err


def test_a_day_is_typed_as_for_every_command(tmp_path, cli):
    told = cli("import", tmp_path / "w.assurance", tmp_path, "--received", "soon")
    assert told.status == 2
    assert "“soon” is not a date we can read" in told.err
    assert cli("import", tmp_path / "w.assurance", tmp_path, "--received", "15 March 2019").status == 1


def protected(book: tuple[Path, dict[str, Path]], tmp_path: Path) -> Path:
    came = filled(book[1]["O05"], tmp_path / "protected.xlsx")
    opened = io.BytesIO()
    OOXMLFile(io.BytesIO(came.read_bytes())).encrypt("Correct horse 7", opened)
    came.write_bytes(opened.getvalue())
    return came


def test_a_protected_file_is_opened_with_the_password_of_a_file(book, tmp_path, cli):
    came = protected(book, tmp_path)
    assert cli("import", book[0], came, "--json").json["files"][0]["status"] == "refused"
    (tmp_path / "wrong.txt").write_text("Another horse\n", encoding="utf-8")
    told = cli("import", book[0], came, "--password-file", tmp_path / "wrong.txt", "--json").json["files"][0]
    assert told["status"] == "refused"
    assert "does not open with that password" in told["message"]
    (tmp_path / "right.txt").write_text("Correct horse 7\r\nwhatever follows", encoding="utf-8")
    told = cli("import", book[0], came, "--take", "--password-file", tmp_path / "right.txt", "--json").json[
        "files"
    ][0]
    assert (told["status"], told["organisation"]) == ("taken", "O05")


def test_a_protected_file_is_opened_with_the_password_of_the_environment(book, tmp_path, cli, monkeypatch):
    monkeypatch.setenv("ASSURANCE_DESK_PASSWORD", "Correct horse 7")
    told = cli("import", book[0], protected(book, tmp_path), "--take", "--json").json["files"][0]
    assert told["status"] == "taken"


def test_a_password_is_asked_for_on_a_terminal_and_only_there(book, tmp_path, cli, monkeypatch):
    came = protected(book, tmp_path)
    asked = []
    monkeypatch.setattr("getpass.getpass", lambda words, _stream: asked.append(words) or "Correct horse 7")
    assert "cannot be taken in" in cli("import", book[0], came).out
    assert asked == []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    assert "in the tray" in cli("import", book[0], came).out
    assert "protected.xlsx" in asked[0]


def test_a_password_file_that_is_not_there_is_one_sentence_and_nothing_is_done(book, tmp_path, cli):
    told = cli("import", book[0], protected(book, tmp_path), "--password-file", tmp_path / "none.txt")
    assert told.status == 1
    assert "cannot be read, so nothing was done" in told.err


def test_protected_names_are_looked_for_once_unlocked_and_a_locked_list_is_told(book, tmp_path, cli):
    desk = files.open_desk(book[0], Clock())
    protected_names.begin(desk, "A long password", "A long password")
    protected_names.add(desk, "Child Robin", "Orlando Quillfeather", "court order")
    desk.close()
    came = filled(
        book[1]["O05"], tmp_path / "came.xlsx", {Slot("A2", "", "evidence"): "seen O. Quillfeather"}
    )
    (tmp_path / "names.txt").write_text("A long password\n", encoding="utf-8")
    told = cli("import", book[0], came, "--dry-run")
    assert "The list of protected names is locked" in told.out
    told = cli("import", book[0], came, "--names-password-file", tmp_path / "names.txt", "--json").json
    assert told["protected_names"] == "open"
    assert told["files"][0]["status"] == "refused"
    assert "Quillfeather" not in json.dumps(told)
    (tmp_path / "names.txt").write_text("Another password\n", encoding="utf-8")
    refused = cli("import", book[0], came, "--names-password-file", tmp_path / "names.txt")
    assert refused.status == 1
    assert "does not open" in refused.err


FORM = """Start time,Which organisation are you from?,How many homes?,A2
2019-03-11 09:00,Ludmarsh Homes,3120,mostly met
2019-03-12 10:30,Tern Valey Housing Group,30,Not met
2019-03-12 11:00,Somebody Else,1,Fully met
"""


def test_a_form_nobody_mapped_yet_is_told_of_and_nothing_is_taken(book, tmp_path, cli):
    (tmp_path / "responses.csv").write_text(FORM, encoding="utf-8")
    [told] = cli("import", book[0], tmp_path / "responses.csv", "--take", "--json").json["files"]
    assert told["status"] == "refused"
    assert "map them there" in told["message"]


def test_a_form_that_breaks_the_worker_is_refused_and_the_others_go_on(book, tmp_path, cli, monkeypatch):
    run = Child.run

    def ended(child, task, *words, **more):
        if task == "read form":
            raise ChildEndedError("died")
        return run(child, task, *words, **more)

    monkeypatch.setattr(Child, "run", ended)
    (tmp_path / "a.csv").write_text(FORM, encoding="utf-8")
    other = filled(book[1]["O05"], tmp_path / "b.xlsx")
    told = cli("import", book[0], tmp_path / "a.csv", other, "--take", "--json").json["files"]
    assert [one["status"] for one in told] == ["refused", "taken"]


def test_a_form_that_was_mapped_in_the_window_gives_each_line_to_its_return(book, tmp_path, cli):
    (tmp_path / "responses.csv").write_text(FORM, encoding="utf-8")
    desk = files.open_desk(book[0], Clock())
    table = read_table(FORM.encode(), "responses.csv", Progress())
    asked = rows.get(desk.db, Questionnaire, "q1")
    with desk.step("Map the columns"):
        targets = form_export.suggested(desk, asked, table)
        rows.put(
            desk.db, FormMap(id="m", questionnaire_ref=asked.ref, heads=tuple(table.head), targets=targets)
        )
    desk.close()
    for how in ("--dry-run", "--take"):
        mine, others = cli("import", book[0], tmp_path / "responses.csv", how, "--json").json["files"]
        assert (mine["file"].rpartition("/")[2], mine["organisation"]) == ("responses, line 2.csv", "O05")
        assert mine["answers"]["found"] >= 1
        assert others["status"] == "refused"
        assert "2 lines of “responses.csv”" in others["message"]
        assert "(lines 3, 4)" in others["message"]
    assert mine["status"] in {"taken", "staged"}
