"""A returned file that seems to name a child: stopped before anything is kept, and what can be done then."""

from __future__ import annotations

import io
import pickle
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import hypothesis
import hypothesis.strategies as st
import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from assurance_desk import paths
from assurance_desk.domain.corrections import TELEPHONE
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.recovery.finding import Expected
from assurance_desk.domain.returns import Answer, Chaser, Query, Return, ReturnFile
from assurance_desk.errors import DeskError
from assurance_desk.services import (
    corrections,
    names_hold,
    names_reading,
    names_stop,
    returns,
    returns_half_keyed,
    returns_import,
)
from assurance_desk.services.child import Child
from assurance_desk.services.corrections import Told
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from tests.returns_desk import ASKED, answers, filled, issue

NOTE = Slot("A2", "", "evidence")
TOLD = "Seen with the child Jayden Testerley in May"
CAME = date(2019, 3, 14)


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.close()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[tuple[Desk, dict[str, Path]]]:
    desk, copies = issue(tmp_path)
    yield desk, copies
    desk.close()


def bring(desk: Desk, child: Child, *paths: Path, **how: bool) -> list[returns_import.ImportedFile]:
    return returns_import.import_files(desk, paths, child=child, received_on=CAME, **how)


def everything(desk: Desk) -> bytes:
    """The workbook's bytes, every row as text, and every kept file unpacked."""
    found = [desk.path.read_bytes()]
    names = [row[0] for row in desk.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in names:
        for row in desk.db.execute(f'SELECT * FROM "{name}"'):
            for value in row:
                found.append(value if isinstance(value, bytes) else str(value).encode())
                if isinstance(value, bytes) and value.startswith(b"PK"):
                    with zipfile.ZipFile(io.BytesIO(value)) as archive:
                        found += [archive.read(part) for part in archive.namelist()]
    return b"\n".join(found).lower()


def traces(desk: Desk, *words: str) -> list[str]:
    held = everything(desk)
    return [
        word
        for word in words
        if word.casefold().encode() in held or word.casefold().encode("utf-16-le") in held
    ]


def test_a_file_that_names_a_child_is_stopped_and_nothing_of_it_is_stored(
    there, child, tmp_path: Path
) -> None:
    desk, copies = there
    steps = len(desk.history())
    [told] = bring(desk, child, filled(copies["O05"], tmp_path / "back.xlsx", {NOTE: TOLD}), take=True)
    assert told.status == "refused"
    assert "seems to name a child (sheet" in told.message
    assert "Nothing is stored yet." in told.message
    assert "Jayden" not in told.message
    assert len(desk.history()) == steps
    assert not rows.find(desk.db, ReturnFile)
    assert not traces(desk, "jayden", "testerley")
    [stopped] = names_hold.held(desk)
    assert stopped.hits[0].shown == "child Jayden Testerley"
    assert names_hold.whose(desk, stopped) == rows.one(desk.db, Return, ref="O05")


def test_the_other_files_go_on(there, child, tmp_path: Path) -> None:
    desk, copies = there
    bad = filled(copies["O05"], tmp_path / "bad.xlsx", {NOTE: TOLD})
    good = filled(copies["O06"], tmp_path / "good.xlsx")
    assert [one.status for one in bring(desk, child, bad, good, take=True)] == ["refused", "taken"]
    assert answers(desk, "O06")


def test_the_same_file_dropped_again_waits_once(there, child, tmp_path: Path) -> None:
    desk, copies = there
    path = filled(copies["O05"], tmp_path / "back.xlsx", {NOTE: TOLD})
    bring(desk, child, path)
    bring(desk, child, path)
    assert len(names_hold.held(desk)) == 1


def test_a_dry_run_says_so_and_holds_nothing(there, child, tmp_path: Path) -> None:
    desk, copies = there
    [told] = bring(desk, child, filled(copies["O05"], tmp_path / "b.xlsx", {NOTE: TOLD}), dry_run=True)
    assert told.status == "refused"
    assert not names_hold.held(desk)


def _note(book) -> None:
    book.worksheets[1]["C4"].comment = Comment("Ask about baby Kayvion", "someone")


def _properties(book) -> None:
    book.properties.title = "Return about the child Kayvion Testerley"


def _sheet_name(book) -> None:
    book.create_sheet("Child Jayden")["A1"] = "see notes"


def _far(book) -> None:
    book.worksheets[1]["ZZ400"] = "DOB 12/3/2017"


def _header(book) -> None:
    book.worksheets[1].oddHeader.center.text = "Child: Jayden Testerley"


def _number(book) -> None:
    book.worksheets[1]["Z40"] = 9434765919


def _labelled(book) -> None:
    book.worksheets[1]["X40"] = "Date of birth"
    book.worksheets[1]["X41"] = date(2017, 3, 12)


@pytest.mark.parametrize("put", [_note, _properties, _sheet_name, _far, _header, _number, _labelled])
def test_it_is_stopped_wherever_in_the_workbook_it_stands(there, child, tmp_path: Path, put) -> None:
    desk, copies = there
    path = filled(copies["O05"], tmp_path / "back.xlsx")
    book = load_workbook(path)
    put(book)
    book.save(path)
    [told] = bring(desk, child, path)
    assert told.status == "refused", put.__name__
    assert not rows.find(desk.db, ReturnFile)
    assert "Jayden" not in told.message
    assert "Kayvion" not in told.message


def test_a_file_of_no_questionnaire_is_looked_through_too(there, child, tmp_path: Path) -> None:
    desk, _copies = there
    path = tmp_path / "notes, mother of Jayden Testerley.txt"
    path.write_text("Some words, and the child Kayvion Testerley was seen", "utf-8")
    [told] = bring(desk, child, path)
    assert told.status == "refused"
    assert not traces(desk, "jayden", "kayvion", "testerley")
    [stopped] = names_hold.held(desk)
    assert "Jayden" not in stopped.name


def test_kept_with_a_reason_it_goes_into_the_tray_and_the_reason_stays(there, child, tmp_path: Path) -> None:
    desk, copies = there
    bring(desk, child, filled(copies["O05"], tmp_path / "back.xlsx", {NOTE: TOLD}))
    [stopped] = names_hold.held(desk)
    with pytest.raises(DeskError, match="Say why"):
        names_stop.keep(desk, stopped.id, "  ")
    with pytest.raises(DeskError, match="without the name"):
        names_stop.keep(desk, stopped.id, "Jayden agreed")
    names_stop.keep(desk, stopped.id, "the panel needs it as it came")
    [file] = rows.find(desk.db, ReturnFile)
    assert "the panel needs it as it came" in file.message
    step = desk.history()[0]
    assert "the panel needs it as it came" in step.label
    assert "Jayden" not in step.label + file.message
    assert not names_hold.held(desk)
    assert bring(desk, child, tmp_path / "back.xlsx")[0].status != "refused", "it was decided"


def test_what_names_no_child_goes_into_the_tray_under_its_own_words(there, child, tmp_path: Path) -> None:
    desk, copies = there
    path = filled(copies["O05"], tmp_path / "child Wellington.xlsx", {NOTE: "child Wellington was the pilot"})
    bring(desk, child, path)
    [stopped] = names_hold.held(desk)
    names_stop.not_a_child(desk, stopped.id, "it is the project’s name")
    [file] = rows.find(desk.db, ReturnFile)
    assert "names no child" in file.message
    assert "the project’s name" in desk.history()[0].label


def test_returned_to_its_sender_nothing_is_kept_but_a_line_in_the_log(there, child, tmp_path: Path) -> None:
    desk, copies = there
    bring(desk, child, filled(copies["O05"], tmp_path / "back.xlsx", {NOTE: TOLD}))
    [stopped] = names_hold.held(desk)
    words = names_stop.return_to_sender(desk, stopped.id)
    assert "cell" in words
    assert "Jayden" not in words
    [line] = rows.find(desk.db, Chaser)
    assert line.how == "returned"
    assert not rows.find(desk.db, ReturnFile)
    assert not names_hold.held(desk)
    assert not traces(desk, "jayden", "testerley")


def redact(desk: Desk, child: Child) -> ReturnFile:
    [stopped] = names_hold.held(desk)
    made = names_stop.redacting(desk, stopped.id).run(child)
    return names_stop.put_redacted(desk, stopped.id, made).record


def _everywhere(book) -> None:
    sheet = book.worksheets[1]
    sheet["C4"].comment = Comment("baby Kayvion Adeyemi, NHS number 943 476 5919", "someone")
    sheet["X40"] = "Date of birth"
    sheet["X41"] = date(2017, 3, 12)
    sheet["Z40"] = 9434765919
    sheet["Z41"] = '=IF(A1="Kayvion Adeyemi","Kayvion","")'
    sheet.oddHeader.center.text = "Child: Jayden Testerley"
    book.properties.title = "mother of Jayden Testerley"
    book.create_sheet("Child Jayden")["A1"] = "Testerley"


def test_redacted_nothing_of_the_name_is_anywhere_and_the_answers_are_taken(
    there, child, tmp_path: Path
) -> None:
    desk, copies = there
    path = filled(copies["O05"], tmp_path / "mother of Jayden.xlsx", {NOTE: TOLD})
    book = load_workbook(path)
    _everywhere(book)
    book.save(path)
    bring(desk, child, path)
    file = redact(desk, child)
    assert file.status == "staged"
    assert "As it came it is not kept" in file.message
    assert not traces(
        desk, "jayden", "testerley", "kayvion", "adeyemi", "9434765919", "943 476 5919", "42806", "12/3/2017"
    )
    kept = load_workbook(io.BytesIO(returns.original(desk, file.id)))
    shown = [cell.value for sheet in kept for row in sheet.iter_rows() for cell in row]
    assert "Seen with the [removed] in May" in shown
    assert "removed" in " ".join(kept.sheetnames)
    assert kept.worksheets[1]["C4"].comment.text == "[removed], NHS number [removed]"
    returns.take_in(desk, [file.id])
    assert answers(desk, "O05")[NOTE] == "Seen with the [removed] in May"
    assert answers(desk, "O05")[Slot("A5")] == "3120", "the other answers are as they were"


def test_a_name_cut_into_runs_is_taken_out_whole(there, child, tmp_path: Path) -> None:
    desk, copies = there
    path = filled(copies["O05"], tmp_path / "back.xlsx")
    book = load_workbook(path, rich_text=True)
    runs = CellRichText("Seen with child Jay", TextBlock(InlineFont(b=True), "den"), " Testerley")
    sheet = next(one for one in book if any(c.value == "Policy v3" for row in one.iter_rows() for c in row))
    next(c for row in sheet.iter_rows() for c in row if c.value == "Policy v3").value = runs
    book.save(path)
    bring(desk, child, path)
    redact(desk, child)
    assert not traces(desk, "jayden", "testerley")
    assert not any(word in everything(desk) for word in (b">den<", b"child jay"))


@pytest.mark.parametrize("ending", ["xlsm", "xls"])
def test_of_a_kind_that_cannot_be_rewritten_the_answers_are_kept_and_not_the_file(
    there, child, tmp_path: Path, ending: str
) -> None:
    desk, copies = there
    path = filled(copies["O05"], tmp_path / "back.xlsx", {NOTE: TOLD})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"whatever a macro is")
    path = path.rename(path.with_suffix(f".{ending}"))
    bring(desk, child, path)
    [stopped] = names_hold.held(desk)
    assert not names_stop.can_be_rewritten(stopped)
    file = redact(desk, child)
    assert "not the file" in file.message
    assert not traces(desk, "jayden", "testerley")
    assert b"not the file" in returns.original(desk, file.id)
    returns.take_in(desk, [file.id])
    assert answers(desk, "O05")[NOTE] == "Seen with the [removed] in May"


def test_a_date_of_birth_under_its_heading_goes_from_the_answers_too_where_the_file_cannot_be_rewritten(
    there, child, tmp_path: Path
) -> None:
    """Beside the answers, and in the cell of one: the file is not kept, and what was read of it must not say it either."""
    desk, copies = there
    path = filled(copies["O05"], tmp_path / "back.xlsx")
    book = load_workbook(path)
    sheet = next(one for one in book if any(cell.value == "A3" for cell in one["A"]))
    sheet["X40"], sheet["X41"] = "Date of birth", date(2017, 3, 12)
    sheet["Y40"], sheet["Y41"] = "NHS number", 4821937
    row = next(cell.row for cell in sheet["A"] if cell.value == "A3")
    sheet.cell(row, 2).value = "Date of birth"
    sheet.cell(row, 3).value = date(2016, 7, 4)
    book.save(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"whatever a macro is")
    bring(desk, child, path.rename(path.with_suffix(".xlsm")))
    file = redact(desk, child)
    assert "not the file" in file.message
    assert not traces(desk, "12/03/2017", "2017-03-12", "4821937", "04/07/2016", "2016-07-04")
    asked = next(one for one in rows.find(desk.db, Query, file_id=file.id) if one.question == "A3")
    assert (asked.kind, asked.reading) == ("unreadable", "")
    assert "taken out" in asked.reason


def test_of_a_whole_cell_nothing_stays_however_it_was_read_where_the_file_cannot_be_rewritten(
    there, child, tmp_path: Path
) -> None:
    """A grade with a note behind it in one cell is read as an answer and a comment: both go."""
    desk, copies = there
    told = "Mostly met - the child Jayden Testerley lives with an aunt on Sallow Rise"
    path = filled(copies["O05"], tmp_path / "back.xlsx", {Slot("A2"): told})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"whatever a macro is")
    bring(desk, child, path.rename(path.with_suffix(".xlsm")))
    [stopped] = names_hold.held(desk)
    places = frozenset(hit.place for hit in stopped.hits)
    made = names_stop.redacting(desk, stopped.id, places).run(child)
    file = names_stop.put_redacted(desk, stopped.id, made).record
    assert not traces(desk, "jayden", "testerley", "sallow rise", "aunt")
    returns.take_in(desk, [file.id])
    assert Slot("A2") not in answers(desk, "O05")
    assert answers(desk, "O05")[Slot("A5")] == "3120", "the other answers are as they were"


def test_a_letter_cannot_be_redacted_and_stays_stopped(there, child, tmp_path: Path) -> None:
    desk, _copies = there
    (tmp_path / "note.txt").write_text("About the child Kayvion Testerley", "utf-8")
    bring(desk, child, tmp_path / "note.txt")
    [stopped] = names_hold.held(desk)
    assert not names_stop.can_be_redacted(stopped)
    with pytest.raises(DeskError, match="return it to its sender"):
        redact(desk, child)
    assert names_hold.held(desk)


def test_taken_back_a_redacted_file_leaves_no_name_in_the_history(there, child, tmp_path: Path) -> None:
    desk, copies = there
    bring(desk, child, filled(copies["O05"], tmp_path / "back.xlsx", {NOTE: TOLD}))
    redact(desk, child)
    desk.undo()
    assert not rows.find(desk.db, ReturnFile)
    assert not traces(desk, "jayden", "testerley")


def test_an_answer_typed_by_hand_is_looked_through_before_it_is_kept(there) -> None:
    desk, _copies = there
    whose = rows.one(desk.db, Return, ref="O05")
    assert whose
    with pytest.raises(returns.NotAnAnswerError, match="seems to name a child"):
        returns.enter_answers(desk, whose.id, {NOTE: TOLD}, "keyed from a scan")
    assert not traces(desk, "jayden", "testerley")
    returns.enter_answers(
        desk, whose.id, {NOTE: "child Wellington"}, "keyed from a scan", no_child="a street"
    )
    assert answers(desk, "O05")[NOTE] == "child Wellington"
    assert "looked at, names no child: a street" in desk.history()[0].label
    [kept] = [one for one in rows.find(desk.db, Answer, return_id=whose.id) if one.slot == NOTE]
    assert kept.how == "keyed from a scan; looked at, names no child: a street"


def test_without_a_reason_or_with_a_name_in_it_nothing_typed_is_kept(there) -> None:
    desk, _copies = there
    whose = rows.one(desk.db, Return, ref="O05")
    assert whose
    typed = {NOTE: "child Wellington"}
    with pytest.raises(DeskError, match="Say in a few words"):
        returns.enter_answers(desk, whose.id, typed, "keyed from a scan", no_child="  ")
    with pytest.raises(DeskError, match="seems to name a child"):
        returns.enter_answers(desk, whose.id, typed, "keyed from a scan", no_child=TOLD)
    assert answers(desk, "O05") == {}


def test_a_correction_and_who_gave_it_are_looked_through_before_they_are_kept(
    there, child, tmp_path: Path
) -> None:
    desk, copies = there
    bring(desk, child, filled(copies["O05"], tmp_path / "back.xlsx"))
    whose = rows.one(desk.db, Return, ref="O05")
    assert whose
    returns.take_in(desk, returns.staged_files(desk))
    with pytest.raises(returns.NotAnAnswerError, match="seems to name a child"):
        corrections.correct(desk, whose.id, NOTE, TOLD, Told("J. Marsh", TELEPHONE))
    with pytest.raises(DeskError, match="seems to name a child"):
        corrections.correct(desk, whose.id, NOTE, "None", Told("J. Marsh", TELEPHONE, reason=TOLD))
    assert not traces(desk, "jayden", "testerley")
    made = corrections.correct(
        desk, whose.id, NOTE, "child Wellington", Told("J. Marsh", TELEPHONE), no_child="a street"
    )
    assert (made.after, made.reason) == ("child Wellington", "looked at, names no child: a street")


def test_what_is_half_typed_is_kept_without_a_name(there) -> None:
    desk, _copies = there
    whose = rows.one(desk.db, Return, ref="O05")
    assert whose
    returns_half_keyed.keep(desk, ASKED, whose.id, {NOTE: TOLD, Slot("A5"): "31"})
    assert returns_half_keyed.of_return(desk, whose.id) == {Slot("A5"): "31"}
    assert not traces(desk, "jayden", "testerley")


def test_a_letters_note_is_looked_through_before_it_is_logged(there) -> None:
    desk, _copies = there
    whose = rows.one(desk.db, Return, ref="O05")
    assert whose
    with pytest.raises(DeskError, match="seems to name a child"):
        returns.log_letter(desk, whose.id, b"a letter", "about the mother of Jayden Testerley")
    assert not traces(desk, "jayden", "testerley")
    assert returns.log_letter(desk, whose.id, b"a letter", "came in place of the workbook")


def test_no_return_of_the_rehearsal_is_stopped(there, child) -> None:
    desk, _copies = there
    folder = paths.resources() / "sample" / "returns"
    told = bring(desk, child, folder, dry_run=True)
    assert len(told) > 15
    assert not [one.message for one in told if "seems to" in one.message]


NAMED = ["the child {first} {last}", "{last}, {first}", "{first} {last}", "seen: {first} {last} (home)"]
PLAIN = st.text("abcdefghij ,.;()0123456789'-/ABCDEFGH", max_size=60)


@hypothesis.settings(max_examples=25)
@hypothesis.given(data=st.data())
def test_a_protected_name_in_any_cell_or_note_of_any_sheet_stops_the_file_and_ordinary_words_never(
    data,
) -> None:
    first, last = data.draw(
        st.sampled_from([("Orlando", "Quillfeather"), ("Zoë", "O’Brien"), ("Li", "Xiuying")])
    )
    book = _filled_once()
    sheet = data.draw(st.sampled_from(book.worksheets))
    row, column = data.draw(st.integers(1, 60)), data.draw(st.integers(1, 30))
    named = data.draw(st.booleans())
    words = f"{data.draw(PLAIN)} {data.draw(st.sampled_from(NAMED)) if named else ''} {data.draw(PLAIN)}"
    words = words.format(first=first, last=last)
    cell = sheet.cell(row, column)
    if data.draw(st.booleans()) or isinstance(cell, MergedCell):
        sheet.cell(1, 1).comment = Comment(words, "x")
    else:
        cell.value = f"- {words}"
    held = io.BytesIO()
    book.save(held)
    expected = pickle.dumps(Expected((), {}, (), {}, names=(f"{first} {last}",)))
    assert bool(names_reading.look(held.getvalue(), "back.xlsx", expected)) is named


def _filled_once():
    if not _FILLED:
        with tempfile.TemporaryDirectory() as folder:
            desk, copies = issue(Path(folder))
            _FILLED.append(filled(copies["O05"], Path(folder) / "f.xlsx").read_bytes())
            desk.close()
    return load_workbook(io.BytesIO(_FILLED[0]))


_FILLED: list[bytes] = []
