"""Updates that come back: read, put in the tray, taken in by the officer, undone; and what is done to such files."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action, ProgressNote, Redating
from assurance_desk.domain.dates import When
from assurance_desk.domain.evidence import Evidence, EvidenceLink
from assurance_desk.domain.returns import ReturnFile
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.updates import UpdateItem
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import history, returns, updates, updates_in, updates_waiting
from assurance_desk.services.returns_files import ReadFile
from assurance_desk.services.returns_reading import read_return
from assurance_desk.store import rows
from tests import updates_desk as ud

pytestmark = pytest.mark.whole
DAY = date(2019, 8, 2)


@pytest.fixture
def asked(tmp_path):
    desk, copies = ud.asked(tmp_path)
    desk.clock = Clock(DAY)
    yield desk, copies
    desk.close()


def bring(desk, *paths):
    """Into the tray, read in this process."""
    read = []
    for path in paths:
        data = path.read_bytes()
        try:
            found = read_return(data, path.name, returns.expected(desk), Progress())
        except DeskError as error:
            read.append(ReadFile(path, data, DAY, message=error.sentence))
            continue
        update = found if hasattr(found, "copy_id") else None
        read.append(ReadFile(path, data, DAY, None if update else found, update=update))
    return returns.put(desk, read)


def notes(desk, ref):
    return [one.text for one in rows.find(desk.db, ProgressNote, action_id=ref)]


def evidence(desk, ref):
    ids = [one.evidence_id for one in rows.find(desk.db, EvidenceLink, action_id=ref)]
    return [rows.get(desk.db, Evidence, one) for one in ids]


# ------------------------------------------------------------------ the whole line


def test_what_they_filled_in_stands_in_the_tray_and_nothing_is_taken_yet(asked, tmp_path):
    desk, copies = asked
    [one] = bring(desk, ud.filled(copies["O05"], tmp_path / "back.xlsx"))
    assert one.record.status == "staged"
    assert (one.record.found, one.record.unreadable, one.record.unrecognised) == (8, 0, 0)
    assert ud.copy_of(desk).received_on == DAY
    assert returns.original(desk, one.record.id) == (tmp_path / "back.xlsx").read_bytes()
    found = ud.items(desk)
    assert found["R1.1", "date"].reading == "2019-10-31"
    assert found["R1.1", "state"].reading == "At risk"
    assert found["R1.1", "progress"].cell == "F5"
    assert found["R1.3", "evidence"].status == "left"  # “None” is read, and nothing to be taken
    assert rows.find(desk.db, ProgressNote) == []
    desk.undo()
    assert rows.find(desk.db, UpdateItem) == []
    assert ud.copy_of(desk).received_on is None


def test_taking_in_makes_dated_notes_and_claimed_evidence_and_moves_nothing(asked, tmp_path):
    desk, copies = asked
    [one] = bring(desk, ud.filled(copies["O05"], tmp_path / "back.xlsx"))
    assert updates_in.take_in(desk, [one.record.id]) == 4
    assert notes(desk, "R1.1") == [
        "Ludmarsh Homes: 32 of 41 repairs staff trained; nine booked for September."
    ]
    assert rows.find(desk.db, ProgressNote)[0].on == DAY
    [held] = evidence(desk, "R1.1")
    assert (held.title, held.state, held.source, held.strength) == (
        "Attendance list of 3 July",
        "claimed",
        "Ludmarsh Homes",
        "assertion",
    )
    assert notes(desk, "R1.3") == ["Ludmarsh Homes: =1+1 is what they typed"]
    action = rows.get(desk.db, Action, "R1.1")
    assert (action.due, action.delivery) == (When(2019, 9), "Amber")
    assert {key for key, item in ud.items(desk).items() if item.status == "open"} == {
        ("R1.1", "state"), ("R1.1", "date"), ("R1.1", "reason"),
    }  # fmt: skip
    assert rows.get(desk.db, ReturnFile, one.record.id).status == "staged"
    desk.undo()
    assert rows.find(desk.db, ProgressNote) == []
    assert rows.find(desk.db, Evidence) == []
    assert ud.items(desk)["R1.1", "progress"].status == "open"


def test_the_history_tells_it_in_words(asked, tmp_path):
    desk, copies = asked
    [one] = bring(desk, ud.filled(copies["O05"], tmp_path / "back.xlsx"))
    updates_in.take_in(desk, [one.record.id])
    entry = history.entries(desk)[0]
    assert entry.label == "Take in 3 progress notes and 1 piece of evidence from Ludmarsh Homes"
    told, _more = history.told(desk, entry.id)
    said = {(line.record, line.field, line.after) for line in told}
    assert ("filled cell of an update Attendance list of 3 July", "decision", "taken in") in said
    assert not any("id" in line.field.split() for line in told)


def test_one_action_can_be_taken_in_by_itself(asked, tmp_path):
    desk, copies = asked
    [one] = bring(desk, ud.filled(copies["O05"], tmp_path / "back.xlsx"))
    line = ud.items(desk)["R1.2", "progress"].update_action_id
    assert updates_in.take_in(desk, [one.record.id], line) == 1
    assert notes(desk, "R1.2") == ["Ludmarsh Homes: No change."]
    assert notes(desk, "R1.1") == []


def test_a_proposed_date_moves_the_action_only_when_the_officer_accepts_it_with_their_reason(asked, tmp_path):
    desk, copies = asked
    bring(desk, ud.filled(copies["O05"], tmp_path / "back.xlsx"))
    item = ud.items(desk)["R1.1", "date"]
    typed = updates_in.proposal(desk, item)
    assert typed == "31 October 2019: The trainer was ill"
    updates_in.decide(desk, item.id, typed)
    [move] = rows.find(desk.db, Redating)
    assert (move.before, move.after, move.reason) == (
        When(2019, 9),
        When(2019, 10, 31),
        "The trainer was ill",
    )
    assert rows.get(desk.db, Action, "R1.1").due == When(2019, 10, 31)
    assert ud.items(desk)["R1.1", "reason"].status == "taken"
    desk.undo()
    assert rows.find(desk.db, Redating) == []
    assert rows.get(desk.db, Action, "R1.1").due == When(2019, 9)
    assert ud.items(desk)["R1.1", "reason"].status == "open"


def test_a_date_without_a_reason_asks_for_one(asked, tmp_path):
    desk, copies = asked
    bring(desk, ud.filled(copies["O05"], tmp_path / "b.xlsx", {("R1.3", "date"): "Oct 2019"}))
    item = ud.items(desk)["R1.3", "date"]
    assert item.reading == "2019-10"
    with pytest.raises(DeskError, match="type the new date and why"):
        updates_in.decide(desk, item.id, "Oct 2019")
    updates_in.decide(desk, item.id, "Oct 2019: staff absent")
    assert rows.get(desk.db, Action, "R1.3").due == When(2019, 10)
    assert rows.find(desk.db, ReturnFile)[0].status == "taken"
    with pytest.raises(DeskError):
        updates_in.decide(desk, item.id, "Oct 2019: staff absent")


def test_a_proposed_state_is_set_only_by_the_officer(asked, tmp_path):
    desk, copies = asked
    bring(
        desk,
        ud.filled(
            copies["O05"], tmp_path / "b.xlsx", {("R1.2", "state"): "On track", ("R1.3", "state"): "Amber"}
        ),
    )
    found = ud.items(desk)
    assert found["R1.3", "state"].reading == "Slipped, with a recovery plan"
    updates_in.decide(desk, found["R1.2", "state"].id, "On track")
    updates_in.decide(desk, found["R1.3", "state"].id, None)
    assert rows.get(desk.db, Action, "R1.2").delivery == "Green"
    assert rows.get(desk.db, Action, "R1.3").delivery == "Green"
    desk.undo()
    desk.undo()
    assert rows.get(desk.db, Action, "R1.2").delivery == "Grey"


def test_a_proposed_state_that_it_has_already_is_nothing_to_decide(asked, tmp_path):
    desk, copies = asked
    bring(desk, ud.filled(copies["O05"], tmp_path / "b.xlsx", {("R1.1", "state"): "Amber"}))
    item = ud.items(desk)["R1.1", "state"]
    assert (item.status, item.decision) == ("left", "as it is")


def test_every_cell_that_cannot_be_read_is_named(asked, tmp_path):
    desk, copies = asked
    spoiled = {
        ("R1.1", "date"): "as above",
        ("R1.2", "state"): "ongoing",
        ("R1.3", "date"): "3/4/2019",
        ("R1.4", "state"): "Amber",
    }

    def beside(book):
        sheet = book["Actions"]
        sheet["C12"] = "New action: buy 20 tablets"
        sheet["E6"] = "Grey: not started!!"
        book["Cover"]["B40"] = "Sent on behalf of the director"

    [one] = bring(desk, ud.filled(copies["O05"], tmp_path / "b.xlsx", spoiled, beside))
    found = ud.items(desk)
    assert found["R1.1", "date"].problem.startswith("expected")
    assert (found["R1.1", "date"].sheet, found["R1.1", "date"].cell, found["R1.1", "date"].found) == (
        "Actions",
        "I5",
        "as above",
    )
    assert found["R1.2", "state"].problem == "not one of the choices"
    assert found["R1.3", "date"].problem
    other = sorted((item.cell, item.found) for item in rows.find(desk.db, UpdateItem, part="other"))
    assert other == [
        ("B40", "Sent on behalf of the director"),
        ("C12", "New action: buy 20 tablets"),
        ("E6", "Grey: not started!!"),
    ]
    assert one.record.unrecognised == 3
    assert one.record.unreadable >= 2
    assert updates_in.take_in(desk, [one.record.id]) == 0
    updates_in.decide(desk, found["R1.1", "date"].id, "Oct 2019: they said as above")
    assert rows.get(desk.db, Action, "R1.1").due == When(2019, 10)


def test_a_standing_commitment_has_no_due_date_so_its_next_review_moves(asked, tmp_path):
    desk, copies = asked
    with desk.step("Make it standing"):
        rows.put(
            desk.db,
            replace(rows.get(desk.db, Action, "R1.4"), kind="standing commitment", next_review=When(2019, 9)),
        )
    bring(desk, ud.filled(copies["O05"], tmp_path / "b.xlsx", {("R1.4", "date"): date(2019, 12, 1)}))
    item = ud.items(desk)["R1.4", "date"]
    updates_in.decide(desk, item.id, updates_in.proposal(desk, item))
    now = rows.get(desk.db, Action, "R1.4")
    assert (now.next_review, now.due) == (When(2019, 12, 1), None)


HOSTILE = {
    "a formula": ("R1.1", "progress", "=SUM(1,2)", "f"),
    "an error": ("R1.2", "evidence", "#REF!", "e"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_excel_could_not_work_out_is_named_and_not_taken(what, asked, tmp_path):
    desk, copies = asked
    ref, part, value, kind = HOSTILE[what]

    def spoil(book):
        cell = next(c for row in book["Actions"].iter_rows(min_row=5) for c in row if c.value == "x")
        cell.value, cell.data_type = value, kind

    [one] = bring(desk, ud.filled(copies["O05"], tmp_path / "b.xlsx", {(ref, part): "x"}, spoil))
    item = ud.items(desk)[ref, part]
    assert (item.status, item.reading) == ("open", "")
    assert item.problem
    assert one.record.unreadable == 1
    assert updates_in.take_in(desk, [one.record.id]) == 0


def test_notes_on_cells_merged_cells_and_long_pasted_text_are_not_lost(asked, tmp_path):
    desk, copies = asked
    long = "• first point\n• second point\n" + "word " * 3000

    def spoil(book):
        sheet = book["Actions"]
        sheet["F5"].comment = Comment("Ask Jo about this", "Jo")
        sheet.merge_cells("F6:F7")

    [one] = bring(
        desk,
        ud.filled(
            copies["O05"],
            tmp_path / "b.xlsx",
            {("R1.1", "progress"): long, ("R1.2", "progress"): "Both of these"},
            spoil,
        ),
    )
    found = ud.items(desk)
    assert found["R1.1", "other"].found.endswith("Ask Jo about this")
    assert found["R1.1", "other"].cell == "F5"
    assert found["R1.2", "progress"].problem == "its cell was merged with those of the actions below"
    assert updates_in.take_in(desk, [one.record.id]) == 1
    [note] = notes(desk, "R1.1")
    assert note.startswith("Ludmarsh Homes: • first point\n• second point\nword word")
    assert note.count("word") == 3000


def test_a_questionnaire_with_our_rows_copied_into_it_is_still_a_questionnaire(tmp_path):
    from tests import returns_desk as rd

    (tmp_path / "q").mkdir()
    desk, issued = rd.issue(tmp_path / "q")
    with desk.step("Lead"):
        rows.put(desk.db, Review(id="r", ref="CI", title="Child I"))
        rows.put(
            desk.db,
            Action(
                id="R1.1", review_id="r", ref="R1.1", text="Train repairs staff", lead_organisation_id="O05"
            ),
        )
    _request, [sent] = updates.ask(desk, tmp_path / "out")
    book, ours = load_workbook(issued["O05"]), load_workbook(sent.path)["Actions"]
    extra = book.create_sheet("From the other file")
    for row in ours.iter_rows(values_only=True):
        extra.append(row)
    book.save(tmp_path / "mixed.xlsx")
    [one] = bring(desk, tmp_path / "mixed.xlsx")
    assert one.record.return_id is not None
    assert one.record.update_copy_id is None
    desk.close()


# ------------------------------------------------------------------ again, differing, older, someone else's


def test_the_same_file_twice_changes_nothing(asked, tmp_path):
    desk, copies = asked
    path = ud.filled(copies["O05"], tmp_path / "back.xlsx")
    [first] = bring(desk, path)
    updates_in.take_in(desk, [first.record.id])
    steps = len(desk.history())
    [again] = bring(desk, path)
    assert again.again
    assert again.record.id == first.record.id
    assert len(desk.history()) == steps


def test_the_same_words_in_another_file_change_nothing(asked, tmp_path):
    desk, copies = asked
    bring(desk, ud.filled(copies["O05"], tmp_path / "back.xlsx"))
    before = len(rows.find(desk.db, UpdateItem))

    def touched(book):
        book.properties.title = "saved again"

    [again] = bring(desk, ud.filled(copies["O05"], tmp_path / "back (2).xlsx", change=touched))
    assert again.record.status == "same"
    assert again.record.message == "It says the same as what came before."
    assert len(rows.find(desk.db, UpdateItem)) == before


def test_two_versions_are_a_difference_to_decide(asked, tmp_path):
    desk, copies = asked
    [first] = bring(desk, ud.filled(copies["O05"], tmp_path / "1.xlsx", {("R1.2", "progress"): "Half done"}))
    [second] = bring(desk, ud.filled(copies["O05"], tmp_path / "2.xlsx", {("R1.2", "progress"): "All done"}))
    assert updates_in.take_in(desk, [first.record.id, second.record.id]) == 0
    [differs] = [one for one in rows.find(desk.db, UpdateItem, status="open") if one.other]
    assert (differs.found, differs.other) == ("All done", "Half done")
    updates_in.decide(desk, differs.id, "All done")
    assert notes(desk, "R1.2") == ["Ludmarsh Homes: All done"]
    assert rows.find(desk.db, UpdateItem, status="open") == []
    assert {one.status for one in rows.find(desk.db, ReturnFile)} == {"taken"}
    desk.undo()
    assert len(rows.find(desk.db, UpdateItem, status="open")) == 2


def test_an_older_asking_is_known_as_such(asked, tmp_path):
    desk, copies = asked
    updates.ask(desk, tmp_path / "out2")
    [one] = bring(desk, ud.filled(copies["O05"], tmp_path / "old.xlsx"))
    assert one.record.questionnaire_ref == "UPD-2019-07-22"
    assert one.record.message == "It answers what was asked on 22 July 2019; they were asked again since"
    assert updates_waiting.unanswered(desk)[0].request_id != one.record.update_copy_id


def test_a_file_asked_for_by_another_workbook_is_refused_with_what_to_do(asked, tmp_path):
    desk, copies = asked
    path = ud.filled(copies["O05"], tmp_path / "b.xlsx")
    desk.undo()  # as if it had never been asked here
    [one] = bring(desk, path)
    assert one.record.status == "refused"
    assert "UPD-2019-07-22, which was not asked from this workbook" in one.record.message


def test_rows_of_someone_else_are_not_taken_for_theirs(asked, tmp_path):
    desk, copies = asked
    theirs = load_workbook(copies["O06"])["Actions"]

    def mixed(book):
        ud.put_lines(book["Actions"], ud.lines(theirs)[:1])

    [one] = bring(
        desk, ud.filled(copies["O05"], tmp_path / "b.xlsx", {("R1.2", "progress"): "Half done"}, mixed)
    )
    [whole] = rows.find(desk.db, UpdateItem, part="file")
    assert "bear the return code of Tern Valley Housing Group" in whole.problem
    assert updates_in.take_in(desk, [one.record.id]) == 0
    updates_in.decide(desk, whole.id, None)
    assert rows.get(desk.db, ReturnFile, one.record.id).status == "refused"
    assert rows.find(desk.db, UpdateItem, status="open") == []
    assert ud.copy_of(desk).received_on is None
    desk.undo()
    updates_in.decide(desk, whole.id, "O05")
    assert updates_in.take_in(desk, [one.record.id]) == 1


def test_a_blank_file_is_no_answer(asked):
    desk, copies = asked
    [one] = bring(desk, copies["O05"])
    assert (one.record.status, one.record.message) == ("same", "Nothing was filled in.")
    assert {one.name for one in updates_waiting.unanswered(desk)} == {
        "Ludmarsh Homes",
        "Tern Valley Housing Group",
    }


# ------------------------------------------------------------------ what is done to files


def renamed(book):
    book["Actions"].title = "Sheet 1"
    book["Cover"].title = "Front"


def marks_gone(book):
    book["Actions"].delete_cols(12)


def deleted(book):
    book["Actions"].delete_rows(8)


def column_in(book):
    book["Actions"].insert_cols(6)
    book["Actions"]["F4"] = "Who"


def cover_gone(book):
    del book["Cover"]
    del book["Lists"]


def heading_reworded(book):
    book["Actions"]["F4"] = "Progress (please be brief)"


@pytest.mark.parametrize("spoil", [renamed, marks_gone, deleted, column_in, cover_gone, heading_reworded])
def test_a_file_changed_in_shape_says_the_same(spoil, asked, tmp_path):
    desk, copies = asked
    [one] = bring(desk, ud.filled(copies["O05"], tmp_path / "b.xlsx", change=spoil))
    assert one.record.status == "staged", one.record.message
    found = {key: item.reading for key, item in ud.items(desk).items() if key[1] in ud.PARTS}
    assert found == READINGS
    assert updates_in.take_in(desk, [one.record.id]) == 4
    if spoil is deleted:
        assert one.record.message == "Not in the file, so nothing is known of: R1.4"


READINGS = {
    ("R1.1", "progress"): "32 of 41 repairs staff trained; nine booked for September.",
    ("R1.1", "state"): "At risk",
    ("R1.1", "evidence"): "Attendance list of 3 July",
    ("R1.1", "date"): "2019-10-31",
    ("R1.1", "reason"): "The trainer was ill",
    ("R1.2", "progress"): "No change.",
    ("R1.3", "progress"): "=1+1 is what they typed",
    ("R1.3", "evidence"): "",
}


def test_copied_into_a_new_book_it_is_known_by_its_words_and_doubted(asked, tmp_path):
    desk, copies = asked
    ud.filled(copies["O05"], tmp_path / "b.xlsx")
    book, old = Workbook(), load_workbook(tmp_path / "b.xlsx")["Actions"]
    for row in old.iter_rows(min_row=4, max_row=8, max_col=10):
        book.active.append([cell.value for cell in row])
    book.save(tmp_path / "c.xlsx")
    [one] = bring(desk, tmp_path / "c.xlsx")
    [whole] = rows.find(desk.db, UpdateItem, part="file")
    assert "no identity of ours" in whole.problem
    assert updates_in.take_in(desk, [one.record.id]) == 0
    updates_in.decide(desk, whole.id, "yes")
    assert updates_in.take_in(desk, [one.record.id]) >= 3


def test_an_ordinary_workbook_is_nobodys(asked, tmp_path):
    desk, _copies = asked
    book = Workbook()
    book.active.append(["Ref", "Progress", "Evidence"])
    book.active.append(["R1.1", "Done", "A list"])
    book.save(tmp_path / "x.xlsx")
    [one] = bring(desk, tmp_path / "x.xlsx")
    assert one.record.status == "refused"
    assert one.record.update_copy_id is None


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shuffled")
    desk, copies = ud.asked(folder)
    path = ud.filled(copies["O05"], folder / "b.xlsx")
    yield desk, path, returns.expected(desk)
    desk.close()


def read_changed(shuffled, change):
    desk, path, expected = shuffled
    book = load_workbook(path)
    change(book["Actions"])
    target = path.with_name("s.xlsx")
    book.save(target)
    found = read_return(target.read_bytes(), "s.xlsx", expected, Progress())
    refs = {line.id: line.ref for one in updates_in_expected(desk) for line in one.lines}
    return found, {(refs.get(one.line_id, ""), one.part): one for one in found.cells}


def updates_in_expected(desk):
    from assurance_desk.services.updates_tray import expected

    return expected(desk)


@settings(max_examples=15)
@given(order=st.sampled_from(list(itertools.permutations(range(4)))), gap=st.integers(0, 3))
def test_rows_in_any_order_say_the_same(shuffled, order, gap):
    def change(sheet):
        made = ud.lines(sheet)
        sheet.insert_rows(5, gap)
        for row, place in enumerate(order, 5 + gap):
            for column, value in enumerate(made[place], 1):
                sheet.cell(row, column).value = value
                if isinstance(value, str):
                    sheet.cell(row, column).data_type = "s"

    found, cells = read_changed(shuffled, change)
    assert {key: one.reading for key, one in cells.items()} == READINGS
    assert not any(one.problem for one in cells.values())
    assert found.doubt == ""


@settings(max_examples=10)
@given(order=st.sampled_from([one for one in itertools.permutations(range(4)) if one != (0, 1, 2, 3)]))
def test_sorted_without_the_hidden_column_it_is_read_by_what_is_to_be_seen_and_asked_about(shuffled, order):
    def change(sheet):
        made = ud.lines(sheet)
        ud.put_lines(sheet, [made[place] for place in order], range(1, 11))

    _found, cells = read_changed(shuffled, change)
    assert {key: one.reading for key, one in cells.items()} == READINGS
    moved = {f"R1.{place + 1}" for row, place in enumerate(order) if row != place}
    for (ref, _part), one in cells.items():
        assert bool(one.problem) == (ref in moved and bool(one.reading)), (ref, one)


@settings(max_examples=12)
@given(order=st.permutations(range(10)), gone=st.booleans())
def test_columns_in_any_order_say_the_same_by_their_headings(shuffled, order, gone):
    def change(sheet):
        every = [[sheet.cell(row, column).value for column in range(1, 11)] for row in range(4, 9)]
        for row, line in enumerate(every, 4):
            for column, place in enumerate(order, 1):
                cell = sheet.cell(row, column)
                cell.value = line[place]
                if isinstance(cell.value, str):
                    cell.data_type = "s"
        if gone:
            sheet.delete_cols(12)

    _found, cells = read_changed(shuffled, change)
    assert {key: one.reading for key, one in cells.items()} == READINGS
    assert not any(one.problem for one in cells.values())
