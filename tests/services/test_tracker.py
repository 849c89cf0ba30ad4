"""A messy tracker of 240 rows: read in the worker, checked against what was put in it, kept as one step, taken back."""

from collections import Counter
from datetime import date

import pytest
from openpyxl import Workbook

from assurance_desk.clock import Clock
from assurance_desk.domain import tracker_columns as tc
from assurance_desk.domain.actions import Action, ProgressNote, Redating
from assurance_desk.domain.evidence import NOT_HELD, Evidence, EvidenceLink
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import files, tracker, tracker_reading
from assurance_desk.services.child import Child
from assurance_desk.store import blobs, rows
from tests.make_tracker import make

KEPT = (Review, Recommendation, Action, ProgressNote, Redating, Evidence, EvidenceLink)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("tracker") / "Tracker 2019.xlsx"
    known = make(path)
    data = path.read_bytes()
    brought = tracker.Brought(path.name, data, tracker_reading.read_tracker(data, path.name, Progress()))
    return path, known, brought


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 7, 22)))
    yield made
    made.close()


def counts(desk):
    return [len(rows.find(desk.db, kind)) for kind in KEPT]


def test_the_control_totals_are_what_was_put_in(desk, made):
    _path, known, brought = made
    mapping, remembered = tracker.first_mapping(desk, brought)
    totals = tracker.read(desk, brought, mapping).plan.totals
    assert not remembered
    assert totals.seen == known.rows == 240
    assert totals.taken + totals.left_out == 240
    left = {"blank": "blank", "heading": "heading", "subtotal": "total", "empty": "empty"}
    assert dict(totals.left) == {name: known.left[word] for name, word in left.items()}
    assert (totals.actions, totals.recommendations, totals.new_reviews) == (
        known.actions,
        known.recommendations,
        3,
    )
    assert (totals.dates_read, totals.dates_unread) == (known.dates, known.unread_dates)
    assert (totals.states_read, totals.states_unread) == (known.states.total() - 1, 1)
    assert (totals.evidence, totals.initials) == (known.evidence, ("JS", "KT", "PM"))
    assert totals.lines()[0] == (
        "240 rows seen: 204 taken, 36 left out (23 blank, 6 headings repeated, 4 totals, "
        "3 no recommendation or action)"
    )


def test_it_is_kept_as_one_step_and_taken_back_as_one(desk, made):
    _path, known, brought = made
    mapping, _known = tracker.first_mapping(desk, brought)
    tracker.take_in(desk, brought, mapping)
    actions = rows.find(desk.db, Action)
    states = known.states
    states_kept = Counter(one.delivery for one in actions)
    assert states_kept["Blue"] == states["Blue"]
    assert states_kept["Grey"] == states["Grey"] + states[""]
    assert {one.delivery_note for one in actions if one.delivery == "Blue"} == {NOT_HELD}
    assert len(rows.find(desk.db, Redating)) == known.moved
    review = rows.find(desk.db, Review)[0]
    assert (review.title, review.pseudonym, review.source_name) == (
        "Child Wren (SCR)",
        "Child Wren",
        "Tracker 2019.xlsx",
    )
    assert blobs.read(desk.db, review.source_sha256) == brought.data
    assert "240 rows seen" in review.note
    assert "Chased by telephone, no reply yet" in review.left_over
    assert [one.label for one in desk.history() if one.kind == "import"] == [
        "Bring in the tracker “Tracker 2019.xlsx”: 192 actions"
    ]
    desk.undo()
    assert counts(desk) == [0] * len(KEPT)


def test_brought_in_twice_it_is_refused(desk, made):
    brought = made[2]
    mapping, _known = tracker.first_mapping(desk, brought)
    tracker.take_in(desk, brought, mapping)
    before = counts(desk)
    with pytest.raises(DeskError, match=r"was brought in before \(R1\.1 came from it\)"):
        tracker.take_in(desk, brought, mapping)
    assert counts(desk) == before


def test_what_was_said_of_the_columns_is_remembered_under_the_same_headings(desk, made):
    brought = made[2]
    mapping, _known = tracker.first_mapping(desk, brought)
    said = tc.replace(
        mapping.holding(12, tc.MEASURE),
        legend=tc.Legend(roles={"js": "Designated nurse"}, states={"purple patch": "Red"}),
    )
    tracker.remember(desk, brought, said)
    again, known = tracker.first_mapping(desk, brought)
    assert known
    assert again == said
    totals = tracker.read(desk, brought, again).plan.totals
    assert (totals.states_unread, totals.initials) == (0, ("KT", "PM"))


def test_a_workbook_opened_to_read_only_refuses_it_with_a_sentence(tmp_path, made):
    brought = made[2]
    files.create(tmp_path / "w.assurance", Clock(date(2019, 7, 22))).close()
    desk = files.open_desk(tmp_path / "w.assurance", Clock(), read_only=True)
    try:
        mapping, _known = tracker.first_mapping(desk, brought)
        tracker.remember(desk, brought, mapping)
        tracker.keep_mends(desk, brought, mapping.sheet, {(7, tc.ACTION): "x"})
        with pytest.raises(DeskError, match="read"):
            tracker.take_in(desk, brought, mapping)
        assert counts(desk) == [0] * len(KEPT)
    finally:
        desk.close()


def test_the_worker_reads_it_as_we_do(made):
    path, _known, brought = made
    child = Child()
    try:
        assert tracker.read_file(path, child) == brought
    finally:
        child.close()


def test_nothing_found_is_said_and_nothing_kept(desk, made):
    brought = made[2]
    mapping, _known = tracker.first_mapping(desk, brought)
    nothing = tc.replace(mapping, columns=dict.fromkeys(mapping.columns, tc.KEEP))
    with pytest.raises(DeskError, match="Say which columns"):
        tracker.take_in(desk, brought, nothing)
    assert counts(desk) == [0] * len(KEPT)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty, so nothing was brought in"),
        (b"%PDF-1.7 /Font", "is a PDF document, not a workbook, so nothing was brought in"),
        (b"PK\x03\x04 cut short", "is cut short or damaged"),
        (b"a,b\n1,2\n", "is plain text"),
    ],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(data, sentence):
    with pytest.raises(DeskError, match=sentence):
        tracker_reading.read_tracker(data, "x.xlsx", Progress())


def test_a_workbook_with_empty_sheets_is_refused(tmp_path):
    path = tmp_path / "x.xlsx"
    Workbook().save(path)
    with pytest.raises(DeskError, match="has nothing in its cells"):
        tracker_reading.read_tracker(path.read_bytes(), "x.xlsx", Progress())


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(DeskError, match="there is no such file"):
        tracker.read_file(tmp_path / "none.xlsx", Child())
