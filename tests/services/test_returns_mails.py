"""Returns that come in e-mails and ZIP folders: who sent them, what came with them, and nothing lost on the way."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Contact
from assurance_desk.domain.parcels import Enclosure, Parcel
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Return, ReturnFile
from assurance_desk.services import checks, files, returns, returns_import, returns_view
from assurance_desk.services.child import Child
from assurance_desk.services.desk import Desk
from assurance_desk.store import blobs, rows
from tests.mails import SENT, eml, mail, outlook
from tests.returns_desk import ANSWERS, answers, filled, issue

NAMING = "The child Danny Whitlock, born 3 May 2014, was seen on Tuesday"
LETTER = b"%PDF-1.4 a letter /Font"


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.close()


@pytest.fixture(scope="module")
def issued_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Path]]:
    folder = tmp_path_factory.mktemp("issued")
    desk, copies = issue(folder)
    with desk.step("Contacts"):
        for number, (whose, address) in enumerate(
            (("O05", "Jo.Hart@ludmarsh.example"), ("O06", "kim@tern.example"))
        ):
            rows.put(desk.db, Contact(id=f"c{number}", organisation_id=whose, name="Jo Hart", email=address))
    path = desk.path
    desk.close()
    return path, {ref: filled(copy, folder / f"{ref}.xlsx") for ref, copy in copies.items()}


@pytest.fixture
def desk(issued_once: tuple[Path, dict[str, Path]], tmp_path: Path) -> Iterator[Desk]:
    path = Path(shutil.copy(issued_once[0], tmp_path / "desk.assurance"))
    opened = files.open_desk(path, Clock(date(2019, 4, 24)))
    yield opened
    opened.close()


@pytest.fixture
def good(issued_once: tuple[Path, dict[str, Path]]) -> dict[str, bytes]:
    return {ref: path.read_bytes() for ref, path in issued_once[1].items()}


def bring(desk: Desk, child: Child, *paths: Path, take: bool = True) -> list[returns_import.ImportedFile]:
    return returns_import.import_files(desk, paths, take=take, child=child)


def ret(desk: Desk, ref: str = "O05") -> Return:
    found = rows.one(desk.db, Return, ref=ref)
    assert found
    return found


def enclosed(desk: Desk) -> list[Enclosure]:
    return rows.find(desk.db, Enclosure)


def test_a_mail_brings_its_return_and_keeps_what_came_with_it_and_who_sent_it(
    desk: Desk, good: dict[str, bytes], child: Child, tmp_path: Path
) -> None:
    path = eml(tmp_path / "RE training.eml", [("our return.xlsx", good["O05"]), ("Policy v3.pdf", LETTER)])
    [done] = bring(desk, child, path)
    assert (done.status, done.record.name) == ("taken", "our return.xlsx")
    assert answers(desk, "O05") == ANSWERS
    assert ret(desk).received_on == date(2019, 3, 14)
    [came] = rows.find(desk.db, Parcel)
    assert done.record.parcel_id == came.id
    assert (came.subject, came.whom) == ("Our return", "Jo Hart <jo.hart@ludmarsh.example>")
    assert (came.sent_on, came.name) == (date(2019, 3, 14), "RE training.eml")
    assert blobs.read(desk.db, came.sha256) == path.read_bytes()
    [policy] = enclosed(desk)
    assert (policy.name, policy.return_id, policy.size) == ("Policy v3.pdf", ret(desk).id, len(LETTER))
    assert blobs.read(desk.db, policy.sha256) == LETTER
    told = done.as_json()
    assert told["mail"] == {
        "file": "RE training.eml",
        "subject": "Our return",
        "sent": SENT.astimezone().isoformat(),
    }
    assert (told["sender"], told["enclosed"]) == ("jo.hart@ludmarsh.example", ["Policy v3.pdf"])
    assert not checks.problems(desk)


def test_a_message_from_outlook_does_the_same(
    desk: Desk, good: dict[str, bytes], child: Child, tmp_path: Path
) -> None:
    path = tmp_path / "Our return.msg"
    path.write_bytes(outlook("Our return", [("r.xlsx", good["O05"]), ("log.pdf", LETTER)]).to_bytes())
    [done] = bring(desk, child, path)
    assert done.status == "taken"
    assert ret(desk).received_on == date(2019, 3, 14)
    assert [one.name for one in enclosed(desk)] == ["log.pdf"]


def test_putting_a_mail_in_the_tray_is_one_step_and_is_undone_whole(
    desk: Desk, good: dict[str, bytes], child: Child, tmp_path: Path
) -> None:
    before = len(desk.history())
    bring(desk, child, eml(tmp_path / "a.eml", [("r.xlsx", good["O05"]), ("p.pdf", LETTER)]), take=False)
    assert len(desk.history()) == before + 1
    desk.undo()
    assert not rows.find(desk.db, ReturnFile)
    assert not rows.find(desk.db, Parcel)
    assert not enclosed(desk)
    assert not checks.problems(desk)


def test_the_same_mail_again_changes_nothing(
    desk: Desk, good: dict[str, bytes], child: Child, tmp_path: Path
) -> None:
    path = eml(tmp_path / "a.eml", [("r.xlsx", good["O05"]), ("p.pdf", LETTER)])
    bring(desk, child, path)
    before = len(desk.history())
    [again] = bring(desk, child, path)
    assert again.status == "same"
    assert len(desk.history()) == before


def test_a_return_brought_in_before_its_mail_gains_what_came_with_it(
    desk: Desk, good: dict[str, bytes], child: Child, tmp_path: Path
) -> None:
    alone = tmp_path / "r.xlsx"
    alone.write_bytes(good["O05"])
    bring(desk, child, alone)
    [again] = bring(desk, child, eml(tmp_path / "a.eml", [("r.xlsx", good["O05"]), ("p.pdf", LETTER)]))
    assert again.status == "same"
    assert again.record.parcel_id == rows.find(desk.db, Parcel)[0].id
    assert [one.return_id for one in enclosed(desk)] == [ret(desk).id]


def test_two_returns_in_one_mail_are_both_taken_and_what_came_with_them_is_either_s(
    desk: Desk, good: dict[str, bytes], child: Child, tmp_path: Path
) -> None:
    path = eml(tmp_path / "a.eml", [("1.xlsx", good["O05"]), ("2.xlsx", good["O06"]), ("policy.pdf", LETTER)])
    done = bring(desk, child, path)
    assert [(one.status, one.ref) for one in done] == [("taken", "O05"), ("taken", "O06")]
    assert {one.record.parcel_id for one in done} == {rows.find(desk.db, Parcel)[0].id}
    assert [one.return_id for one in enclosed(desk)] == [None]


def test_a_forwarded_mail_is_the_agencys_and_files_beside_it_go_along(
    desk: Desk, good: dict[str, bytes], child: Child, tmp_path: Path
) -> None:
    outer = mail([("their policy.pdf", LETTER)], sender="Colleague <me@merrowshire.example>", subject="FW")
    outer.add_attachment(mail([("r.xlsx", good["O05"])]))
    path = tmp_path / "fw.eml"
    path.write_bytes(outer.as_bytes())
    [done] = bring(desk, child, path)
    assert done.status == "taken"
    came = rows.get(desk.db, Parcel, done.record.parcel_id or "")
    assert came.sender == "jo.hart@ludmarsh.example"
    assert [(one.name, one.return_id) for one in enclosed(desk)] == [("their policy.pdf", ret(desk).id)]


def test_a_reply_without_a_file_is_kept_with_the_return_of_whoever_sent_it(
    desk: Desk, child: Child, tmp_path: Path
) -> None:
    path = eml(tmp_path / "RE training.eml", subject="We cannot fill it in")
    [done] = bring(desk, child, path)
    assert done.status == "refused"
    assert "is a reply without a file" in done.message
    assert done.record.return_id == ret(desk).id
    assert returns.original(desk, done.record.id) == path.read_bytes()


def test_a_letter_in_a_mail_is_told_as_a_letter_of_whoever_sent_it(
    desk: Desk, child: Child, tmp_path: Path
) -> None:
    [done] = bring(desk, child, eml(tmp_path / "a.eml", [("answer.pdf", LETTER)]))
    assert (done.status, done.record.why, done.ref) == ("refused", "letter", "O05")
    assert not enclosed(desk)


def test_from_an_address_nobody_holds_it_is_nobodys(desk: Desk, child: Child, tmp_path: Path) -> None:
    [done] = bring(desk, child, eml(tmp_path / "a.eml", sender="x@elsewhere.example"))
    assert done.record.return_id is None


def test_one_bad_file_in_a_mail_stops_neither_the_others_nor_the_next_mail(
    desk: Desk, good: dict[str, bytes], child: Child, tmp_path: Path
) -> None:
    first = eml(
        tmp_path / "1.eml",
        [
            ("cut.xlsx", good["O05"][:3000]),
            ("winmail.dat", b"\x78\x9f\x3e\x22" + b"\0" * 99),
            ("empty.xlsx", b""),
            ("return.xlsx", good["O05"]),
        ],
    )
    broken = tmp_path / "2.eml"
    broken.write_bytes(b"From: a@b.c\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\xff\0")
    third = eml(tmp_path / "3.eml", [("r.xlsx", good["O06"])], sender="Kim <kim@tern.example>")
    done = bring(desk, child, first, broken, third)
    told = {one.record.name: one.status for one in done}
    assert told["return.xlsx"] == told["r.xlsx"] == "taken"
    assert told["cut.xlsx"] == told["winmail.dat"] == "refused"
    assert all(one.message.count(". ") <= 1 for one in done)
    assert [one.name for one in enclosed(desk)] == []
    assert answers(desk, "O06") == ANSWERS


def test_a_zip_folder_of_returns_is_opened_and_its_files_taken_in(
    desk: Desk, good: dict[str, bytes], child: Child, tmp_path: Path
) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../up/O05.xlsx", good["O05"])
        archive.writestr("O06.xlsx", good["O06"])
    done = bring(desk, child, path)
    assert [(one.record.name, one.status) for one in done] == [("O05.xlsx", "taken"), ("O06.xlsx", "taken")]


def test_mails_in_a_folder_and_below_it_are_found(
    desk: Desk, good: dict[str, bytes], child: Child, tmp_path: Path
) -> None:
    inbox = tmp_path / "inbox"
    (inbox / "below").mkdir(parents=True)
    eml(inbox / "a.eml", [("r.xlsx", good["O05"])])
    eml(inbox / "below" / "b.eml", [("r.xlsx", good["O06"])])
    assert {one.ref for one in bring(desk, child, inbox)} == {"O05", "O06"}


def test_a_dry_run_of_a_mail_writes_nothing(
    desk: Desk, good: dict[str, bytes], child: Child, tmp_path: Path
) -> None:
    before = len(desk.history())
    path = eml(tmp_path / "a.eml", [("r.xlsx", good["O05"]), ("p.pdf", LETTER)])
    [done] = returns_import.import_files(desk, [path], take=True, dry_run=True, child=child)
    assert done.status == "taken"
    assert len(desk.history()) == before


def test_where_a_mail_names_a_child_its_return_is_kept_and_the_mail_is_not(
    desk: Desk, good: dict[str, bytes], child: Child, tmp_path: Path
) -> None:
    made = mail([("r.xlsx", good["O05"]), ("policy.pdf", LETTER), ("case.txt", NAMING.encode())])
    made.get_payload()[0].set_content(NAMING)  # type: ignore[union-attr]
    path = tmp_path / "a.eml"
    path.write_bytes(made.as_bytes())
    [done] = bring(desk, child, path)
    assert done.status == "taken"
    came = rows.get(desk.db, Parcel, done.record.parcel_id or "")
    assert not came.sha256
    assert "the e-mail itself was not kept" in came.note
    assert "1 file that came with it was not kept" in came.note
    assert [one.name for one in enclosed(desk)] == ["policy.pdf"]
    assert not any(NAMING.encode() in row[0] for row in desk.db.execute("SELECT bytes FROM blob"))


def test_a_telephone_number_under_a_mail_keeps_nothing_back(
    desk: Desk, good: dict[str, bytes], child: Child, tmp_path: Path
) -> None:
    made = mail([("r.xlsx", good["O05"])])
    made.get_payload()[0].set_content("Jo Hart, 07700 900123, jo.hart@gmail.com, LS1 4AB")  # type: ignore[union-attr]
    path = tmp_path / "a.eml"
    path.write_bytes(made.as_bytes())
    [done] = bring(desk, child, path)
    assert rows.get(desk.db, Parcel, done.record.parcel_id or "").sha256


def test_a_return_that_names_a_child_is_stopped_with_its_mail(
    desk: Desk, child: Child, tmp_path: Path, good: dict[str, bytes]
) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(good["O05"])
    book = openpyxl.load_workbook(path)
    book.worksheets[1]["M40"] = NAMING
    book.save(path)
    [done] = bring(desk, child, eml(tmp_path / "a.eml", [("r.xlsx", path.read_bytes()), ("p.pdf", LETTER)]))
    assert done.status == "refused"
    assert not rows.find(desk.db, Parcel)
    assert not enclosed(desk)
    assert not rows.find(desk.db, ReturnFile)


def test_a_workbook_with_macros_is_read_and_says_that_they_were_not_run(
    desk: Desk, good: dict[str, bytes], child: Child, tmp_path: Path
) -> None:
    path = tmp_path / "r.xlsm"
    path.write_bytes(good["O05"])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub AutoOpen")
    [done] = bring(desk, child, path)
    assert done.status == "taken"
    view = returns_view.of_return(desk, ret(desk).id)
    assert view
    assert "it has macros, which were not run and are never run here" in view.notes


def test_the_tray_is_told_in_one_line(
    desk: Desk, good: dict[str, bytes], child: Child, tmp_path: Path
) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(good["O05"])
    bring(desk, child, path, take=False)
    asked = rows.get(desk.db, Questionnaire, "q1")
    [line] = [one for one in returns_view.tray(desk, asked) if one.ref == "O05"]
    assert (line.taken, line.to_take, line.to_decide, line.lost) == (0, len(ANSWERS), 0, 0)
    returns.take_in(desk, [rows.find(desk.db, ReturnFile)[0].id])
    [line] = [one for one in returns_view.tray(desk, asked) if one.ref == "O05"]
    assert (line.taken, line.to_take, line.to_decide, line.lost) == (len(ANSWERS), 0, 0, 0)
