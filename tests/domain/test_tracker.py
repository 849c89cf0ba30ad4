"""A tracker's cells turned into records: what is guessed, what is doubted, and nothing dropped."""

from datetime import date, datetime

import pytest

from assurance_desk.domain import tracker_columns as tc
from assurance_desk.domain.actions import (
    AMBER,
    BLUE,
    CLOSED,
    DELIVERED,
    GREEN,
    GREY,
    OWNER_TO_BE_CONFIRMED,
    RED,
    SUPERSEDED,
    Action,
    ProgressNote,
    Redating,
)
from assurance_desk.domain.dates import When
from assurance_desk.domain.evidence import NOT_HELD, Evidence
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.recovery.book import NO_DAY, NO_YEAR, Beside, Sheet
from assurance_desk.domain.responses import Response
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.tracker_actions import Source, dated_entries
from assurance_desk.domain.tracker_grid import Grid, TrackerBook, TrackerSheet
from assurance_desk.domain.tracker_plan import Existing, plan
from assurance_desk.domain.tracker_rows import BAND, BLANK, BY_HAND, EMPTY, HEADING, LEFT, SUBTOTAL, read_rows
from assurance_desk.domain.tracker_signs import (
    colour_state,
    guess_state,
    initials_in,
    month_first,
    read_when,
    with_roles,
)

HEADS = ("Rec No", "Recommendation", "Action", "Owner", "Due date", "RAG", "Update")
TODAY = date(2019, 7, 22)


def sheet(*rows, merged=(), fills=None, heads=HEADS, **more):
    return TrackerSheet(Sheet("Actions", (heads, *rows), merged=merged, **more), fills or {})


def read(tracker, mends=None, **changes):
    grid = Grid(tracker)
    mapping = tc.guess_sheet(grid, "Child Wren.xlsx")
    mapping = tc.replace(mapping, **changes) if changes else mapping
    rows = read_rows(grid, mapping, mends)
    return rows, mapping


def planned(tracker, existing=None, mends=None, **changes):
    rows, mapping = read(tracker, mends, **changes)
    outside = Grid(tracker).outside(mapping.heading)
    return plan(rows, mapping, Source("t.xlsx", "Actions", TODAY), existing or Existing(), outside)


def of(made, kind):
    return [one for one in made.records if isinstance(one, kind)]


# ------------------------------------------------------------------ guessing


def test_headings_are_found_under_a_title_and_columns_by_their_words():
    rows = (("Improvement tracker 2019",), (), HEADS, ("1", "Act", "Do it", "JS", "18/3/19", "G", "Met"))
    grid = Grid(TrackerSheet(Sheet("S", rows)))
    mapping = tc.guess_sheet(grid, "x.xlsx")
    assert mapping.heading == 2
    assert list(mapping.columns.values()) == [
        tc.NUMBER, tc.RECOMMENDATION, tc.ACTION, tc.OWNER, tc.DUE, tc.STATE, tc.PROGRESS,
    ]  # fmt: skip
    assert mapping.review == "Improvement tracker 2019"


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("By when?", tc.DUE),
        ("Lead Agency / Organisation", tc.LEAD),
        ("BRAG Rating", tc.STATE),
        ("Action to be taken", tc.ACTION),
        ("Responsible Officer", tc.OWNER),
        ("Evidence of completion", tc.EVIDENCE),
        ("Revised Target Date", tc.NOW_DUE),
        ("Recomendation", tc.RECOMMENDATION),
        ("Cost", ""),
    ],
)
def test_a_heading_tells_what_its_column_holds(heading, name):
    assert tc.field_of(heading)[0] == name


def test_a_repeated_heading_is_kept_in_a_note_and_repeated_updates_are_both_progress():
    heads = ("Recommendation", "Action", "Owner", "Owner", "Update", "Update")
    made = planned(sheet(("A", "Do", "JS", "Chair", "one", "two"), heads=heads))
    assert of(made, Action)[0].owner_role == "JS"
    notes = [one.text for one in of(made, ProgressNote)]
    assert notes[:2] == ["one", "two"]
    assert notes[2].endswith("Owner: Chair")


def test_the_sheet_most_like_a_tracker_is_taken_and_a_hidden_one_is_not():
    cover = TrackerSheet(Sheet("Cover", (("How to fill in",),)))
    hidden = TrackerSheet(Sheet("Old", (HEADS, ("1",)), hidden=True))
    real = TrackerSheet(Sheet("Now", (HEADS, ("1", "A"))))
    assert tc.guess(TrackerBook("x.xlsx", (cover, hidden, real))).sheet == "Now"


# ------------------------------------------------------------------ signs


@pytest.mark.parametrize(
    ("value", "shown", "when"),
    [
        ("18/3/19", "", When(2019, 3, 18)),
        ("3/4/2019", "", When(2019, 4, 3)),
        ("March 2019", "", When(2019, 3)),
        ("Mar-19", "", When(2019, 3)),
        ("end of March 2019", "", When(2019, 3)),
        ("43542", "", When(2019, 3, 18)),
        (43542, "", When(2019, 3, 18)),
        (43542.0, "late", When(2023, 3, 19)),
        ("2019-03-18", "", When(2019, 3, 18)),
        ("18th March 2019", "", When(2019, 3, 18)),
        (datetime(2019, 3, 1), NO_DAY, When(2019, 3)),  # noqa: DTZ001  (cells have no time zone)
        (date(2019, 3, 18), "", When(2019, 3, 18)),
    ],
)
def test_dates_in_every_style(value, shown, when):
    assert read_when(value, shown, months=False) == (when, "")


@pytest.mark.parametrize("value", ["ongoing", "TBC", "March 18", "31/2/19", "Q2", True])
def test_what_is_no_date_or_could_be_two_is_said_and_not_guessed(value):
    when, doubt = read_when(value, "", months=False)
    assert when is None
    assert "is not a date we can be sure of" in doubt


def test_a_day_shown_without_its_year_is_read_with_a_doubt():
    when, doubt = read_when(date(2019, 3, 18), NO_YEAR, months=False)
    assert when == When(2019, 3, 18)
    assert "18 March 2019" in doubt


def test_a_column_with_its_months_first_is_read_so():
    assert month_first(["3/18/19", "3/4/19"])
    assert not month_first(["3/18/19", "18/3/19"])
    assert read_when("3/4/19", "", months=True)[0] == When(2019, 3, 4)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Completed", BLUE), ("G", GREEN), ("Amber - awaiting HR", AMBER), ("OVERDUE", RED), ("not yet started", GREY),
        ("Superseded by R4", SUPERSEDED), ("Closed - not delivered", CLOSED), ("Compleated", BLUE), ("Purple", ""), ("", ""),
    ],
)  # fmt: skip
def test_words_for_a_state(words, state):
    assert guess_state(words)[0] == state


@pytest.mark.parametrize(
    ("colour", "state"),
    [
        ("00B050", GREEN), ("92D050", GREEN), ("C6EFCE", GREEN), ("FFC000", AMBER), ("FFFF00", AMBER), ("FFEB9C", AMBER),
        ("FF0000", RED), ("FFC7CE", RED), ("0070C0", BLUE), ("BDD7EE", BLUE), ("BFBFBF", GREY), ("FFFFFF", ""), ("7030A0", ""),
    ],
)  # fmt: skip
def test_a_fill_tells_a_state(colour, state):
    assert colour_state(colour) == state


def test_initials_become_roles_and_names_stay():
    assert initials_in("JS/KT and Head of Midwifery") == ["JS", "KT"]
    assert initials_in("TBC") == []
    assert with_roles("J.S. / KT", {"js": "Designated nurse"}) == "Designated nurse, KT"
    assert with_roles("Health and Housing", {"js": "x"}) == "Health and Housing"


def test_progress_with_dates_is_cut_at_them_to_the_letter():
    assert dated_entries("As agreed:\n12/3/19 first met\nagain\n14 May 2019 – agreed") == [
        (None, "As agreed:"),
        (date(2019, 3, 12), "12/3/19 first met\nagain"),
        (date(2019, 5, 14), "14 May 2019 – agreed"),
    ]


# ------------------------------------------------------------------ rows


def test_a_merged_recommendation_spans_its_actions_and_a_blank_one_is_filled_down():
    tracker = sheet(
        ("1", "Train staff", "Write it", "JS"),
        ("", "", "Teach it", "JS"),
        ("2", "Share more", "Ask", "KT"),
        ("", "", "Tell", "KT"),
        merged=((1, 1, 2, 1), (1, 0, 2, 0)),
    )
    made = planned(tracker)
    assert [(one.number, one.text) for one in of(made, Recommendation)] == [
        ("1", "Train staff"),
        ("2", "Share more"),
    ]
    assert [one.ref for one in of(made, Action)] == ["R1.1", "R1.2", "R2.1", "R2.2"]


def test_a_recommendation_mended_in_the_first_of_its_merged_cells_stands_for_all_of_them():
    tracker = sheet(("1", "Train", "Write"), ("", "", "Teach"), merged=((1, 1, 2, 1), (1, 0, 2, 0)))
    made = planned(
        tracker, mends={(1, tc.RECOMMENDATION): "Something else altogether, as agreed in the meeting"}
    )
    assert [one.text for one in of(made, Recommendation)] == [
        "Something else altogether, as agreed in the meeting"
    ]
    assert [one.ref for one in of(made, Action)] == ["R1.1", "R1.2"]


def test_an_owner_is_not_filled_down_unless_merged():
    tracker = sheet(
        ("1", "Train", "Write", "Chair"), ("", "", "Teach"), ("", "", "Test"), merged=((1, 3, 2, 3),)
    )
    owners = [one.owner_role for one in of(planned(tracker), Action)]
    assert owners == ["Chair", "Chair", OWNER_TO_BE_CONFIRMED]


def test_rows_that_are_none_are_left_out_with_their_reason_and_kept_word_for_word():
    tracker = sheet(
        ("Family Heron review", "", "", ""),
        ("1", "Train staff", "Write it", "JS"),
        (),
        HEADS,
        ("", "", "", "", "", "", "Rang them twice"),
        ("Subtotal", "", 1),
    )
    rows, _mapping = read(tracker)
    assert [row.left for row in rows] == [BAND, "", BLANK, HEADING, EMPTY, SUBTOTAL]
    made = planned(tracker)
    review = of(made, Review)[0]
    assert review.title == "Family Heron review"
    assert review.pseudonym == "Family Heron"
    assert "Row 6 (no recommendation or action): Rang them twice" in review.left_over
    assert "Row 7 (totals): Subtotal | 1" in review.left_over
    assert made.totals.seen == made.totals.taken + made.totals.left_out == 6


def test_a_recommendation_that_is_a_title_over_its_actions():
    heads = ("Action", "Owner", "Due date")
    tracker = sheet(
        ("Recommendation 1: Train staff", "", ""), ("Write it", "JS", ""), ("Teach it", "JS", ""),
        ("Subtotal", 2, ""),
        ("Rec. 2 – Share more", "", ""), ("Tell", "KT", ""),
        heads=heads, merged=((1, 0, 1, 2), (5, 0, 5, 2)),
    )  # fmt: skip
    made = planned(tracker)
    assert [(one.number, one.text) for one in of(made, Recommendation)] == [
        ("1", "Train staff"),
        ("2", "Share more"),
    ]
    assert [(one.ref, one.text) for one in of(made, Action)] == [
        ("R1.1", "Write it"), ("R1.2", "Teach it"), ("R2.1", "Tell"),
    ]  # fmt: skip
    mended = planned(tracker, mends={(1, tc.RECOMMENDATION): "Train all staff"})
    assert of(mended, Recommendation)[0].text == "Train all staff"
    assert len(of(mended, Recommendation)) == 2


def test_a_review_named_once_goes_on_under_totals_and_titles():
    heads = ("Review", "Recommendation", "Action")
    tracker = sheet(("Child Wren", "A", "a"), ("", "Total", ""), ("", "B", "b"), heads=heads)
    assert [one.title for one in of(planned(tracker), Review)] == ["Child Wren"]


def test_titles_that_name_no_review_are_themes():
    tracker = sheet(("Information sharing", "", ""), ("1", "Tell each other", "Write it", "JS"))
    made = planned(tracker)
    assert of(made, Recommendation)[0].themes == "Information sharing"
    assert of(made, Review)[0].title == "Child Wren"


def test_states_by_word_by_colour_and_both_at_odds():
    tracker = sheet(
        ("1", "A", "a", "", "", "Complete"),
        ("2", "B", "b"),
        ("3", "C", "c", "", "", "Green"),
        ("4", "D", "d", "", "", "Muddling on"),
        fills={(1, 5): "0070C0", (2, 5): "FF0000", (3, 5): "FFC000"},
    )
    made = planned(tracker)
    found = [(one.delivery, one.delivery_note) for one in of(made, Action)]
    assert found == [(BLUE, NOT_HELD), (RED, ""), (GREEN, ""), (GREY, "Muddling on")]
    assert [(at + 1, one[0].cell) for at, one in made.problems.items()] == [(4, "F4"), (5, "F5")]
    assert "coloured Amber; taken as Green" in made.problems[3][0].words
    assert (made.totals.states_read, made.totals.states_unread, made.totals.states_missing) == (3, 1, 0)


def test_the_officers_legend_stands_before_every_guess():
    tracker = sheet(
        ("1", "A", "a", "JS", "", "Complete"),
        ("2", "B", "b", "KT"),
        fills={(2, 5): "FF0000", (1, 5): "00B050"},
    )
    legend = tc.Legend(roles={"js": "Designated nurse"}, states={"complete": GREEN}, colours={"FF0000": GREY})
    made = planned(tracker, legend=legend)
    assert [one.delivery for one in of(made, Action)] == [GREEN, GREY]
    assert [one.owner_role for one in of(made, Action)] == ["Designated nurse", "KT"]
    assert made.totals.initials == ("KT",)


def test_a_date_that_cannot_be_read_is_kept_in_words_and_named_by_its_cell():
    made = planned(sheet(("1", "A", "a", "", "soonish"), ("2", "B", "b", "", "18/3/19")))
    first, second = of(made, Action)
    assert (first.due, first.due_words) == (None, "soonish")
    assert (second.due, second.first_due, second.due_words) == (When(2019, 3, 18), When(2019, 3, 18), "")
    assert made.problems[1][0].cell == "E2"
    assert (made.totals.dates_read, made.totals.dates_unread) == (1, 1)


def test_what_has_no_end_is_a_standing_commitment_unless_it_is_over_or_the_officer_says_otherwise():
    tracker = sheet(
        ("1", "A", "a", "", "On-going", "G"),
        ("2", "B", "b", "", "ongoing", "Complete"),
        ("3", "C", "c", "", "Quarterly"),
    )
    made = planned(tracker, mends={(3, tc.KIND): "action"})
    found = [(one.kind, one.cadence, one.due_words, one.delivery) for one in of(made, Action)]
    assert found == [
        ("standing commitment", "On-going", "", GREEN), ("action", "", "ongoing", BLUE), ("action", "", "Quarterly", GREY),
    ]  # fmt: skip
    assert [(one.cell, one.words) for one in made.problems[1]] == [
        ("E2", "“On-going” has no end: taken as a standing commitment")
    ]
    assert 3 not in made.problems
    assert "2 actions, 1 standing commitment" in made.totals.made_line()


def test_a_column_of_kinds_is_read_and_a_standing_commitment_is_never_complete():
    heads = ("Recommendation", "Action", "Kind of commitment", "Due date", "Status")
    tracker = sheet(
        ("A", "a", "Standing", "18/3/19", "Complete"), ("B", "b", "Learning point", "", ""), ("C", "c", "Urgent", "", ""),
        heads=heads,
    )  # fmt: skip
    first, second, third = of(planned(tracker), Action)
    assert (first.kind, first.next_review, first.due, first.delivery) == (
        "standing commitment", When(2019, 3, 18), None, DELIVERED,
    )  # fmt: skip
    assert (second.kind, third.kind) == ("learning point", "action")
    assert "Kind of commitment: Urgent" in of(planned(tracker), ProgressNote)[0].text


def test_a_revised_date_is_a_move_and_one_before_the_first_is_doubted():
    heads = ("Recommendation", "Action", "Due date", "Revised date")
    made = planned(sheet(("A", "a", "18/3/19", "30/9/19"), ("B", "b", "18/3/19", "1/3/19"), heads=heads))
    first = of(made, Action)[0]
    assert (first.first_due, first.due) == (When(2019, 3, 18), When(2019, 9, 30))
    assert len(of(made, Redating)) == 2
    assert made.problems[2][0].words == "1 March 2019 is before the first date, 18 March 2019"


def test_what_was_mended_in_the_preview_stands():
    tracker = sheet(("1", "A", "", "", "ongoing", "?"), ("", "", "b"))
    mends = {
        (1, tc.ACTION): "Do it", (1, tc.DUE): "18 March 2019", (1, tc.STATE): "Blue", (1, tc.RECOMMENDATION): "A, as agreed",
        (2, LEFT): "leave",
    }  # fmt: skip
    rows, _mapping = read(tracker, mends)
    assert (rows[0].due, rows[0].state, rows[0].problems) == (When(2019, 3, 18), BLUE, ())
    assert rows[1].left == BY_HAND
    made = planned(tracker, mends=mends)
    assert [one.text for one in of(made, Recommendation)] == ["A, as agreed"]
    assert "left out by you" in of(made, Review)[0].left_over


def test_an_empty_row_that_is_mended_is_taken():
    tracker = sheet(("1", "A", "a"), ("", "", "", "", "", "", "Rang them"))
    made = planned(tracker, mends={(2, tc.ACTION): "Ring them"})
    assert [one.text for one in of(made, Action)] == ["a", "Ring them"]


def test_evidence_is_a_claim_until_somebody_sees_it():
    heads = ("Recommendation", "Action", "Status", "Evidence")
    made = planned(sheet(("A", "a", "Complete", "Minutes of 3 May"), heads=heads))
    one = of(made, Evidence)[0]
    assert (one.title, one.state, one.strength) == ("Minutes of 3 May", "claimed", "assertion")
    assert of(made, Action)[0].delivery_note == NOT_HELD


def test_responses_hang_on_their_recommendation_once():
    heads = ("Recommendation", "Response", "Action")
    tracker = sheet(("A", "We accept.", "a"), ("", "", "b"), heads=heads, merged=((1, 1, 2, 1), (1, 0, 2, 0)))
    made = planned(tracker)
    assert [one.text for one in of(made, Response)] == ["We accept."]


def test_a_tracked_recommendation_without_an_action_becomes_one_and_an_untracked_one_does_not():
    made = planned(sheet(("1", "Train staff", "", "Chair", "18/3/19"), ("2", "Share more")))
    assert [one.text for one in of(made, Action)] == ["Train staff"]
    assert len(of(made, Recommendation)) == 2


def test_one_number_with_other_words_is_another_recommendation_and_said():
    made = planned(sheet(("1", "Train staff", "a"), ("1", "Buy more bicycles for everyone", "b")))
    assert [one.ref for one in of(made, Recommendation)] == ["R1", "R1-2"]
    assert "other words here than above" in made.problems[2][0].words


def test_what_stands_beside_the_cells_is_kept():
    beside = (
        Beside(1, 2, "Agreed by phone", "note"),
        Beside(2, 0, "Why is this blank?", "note"),
        Beside(0, 9, "Updated in May", "box"),
    )
    made = planned(sheet(("1", "A", "a"), (), ("2", "B", "b"), beside=beside, hidden_rows=frozenset({3})))
    assert "Note on C2: Agreed by phone" in of(made, ProgressNote)[0].text
    left = of(made, Review)[0].left_over
    assert "Row 3 (blank): Note on A3: Why is this blank?" in left
    assert "Outside its rows: Text box at J1: Updated in May" in left
    assert made.totals.lines()[-1] == "1 row taken is hidden in the file"


def test_cells_merged_across_say_their_words_once():
    made = planned(sheet(("1", "Train", "Write", "Everybody"), merged=((1, 3, 1, 4),)))
    assert (of(made, Action)[0].owner_role, of(made, Action)[0].due_words) == ("Everybody", "")


def test_words_above_the_headings_are_kept():
    tracker = TrackerSheet(Sheet("S", (("Updated 1 July 2019", "by JS"), HEADS, ("1", "A", "a"))))
    assert "Outside its rows: by JS" in of(planned(tracker), Review)[0].left_over


# ------------------------------------------------------------------ what is on the register already


def test_a_review_on_the_register_is_added_to():
    review = Review(id="r", ref="CW", title="Serious Case Review", pseudonym="Child Wren")
    there = Recommendation(id="one", review_id="r", ref="R1", number="1", text="Train staff.", position=1)
    kestrel = Organisation(id="k", ref="O1", name="Kestrel Court", short_name="KC")
    existing = Existing(
        (review,), (there,), (), {"r": frozenset({"R1.1"})}, organisations=(kestrel,), position=7
    )
    heads = ("Recommendation", "Rec No", "Action", "Lead agency")
    tracker = sheet(("Train staff", "R1", "a", "KC"), ("Share more", "2", "b", "Nobody Ltd"), heads=heads)
    made = planned(tracker, existing)
    first, second = of(made, Action)
    assert (first.review_id, first.recommendation_id, first.ref, first.position) == ("r", "one", "R1.2", 8)
    assert (first.lead_organisation_id, second.lead_organisation_id, second.lead) == ("k", None, "Nobody Ltd")
    assert [one.ref for one in of(made, Recommendation)] == ["R2"]
    assert (made.totals.reviews, made.totals.new_reviews) == (1, 0)
    assert (made.totals.organisations, made.totals.organisations_unknown) == (1, 1)


def test_a_number_at_the_head_of_its_words_is_the_recommendations():
    heads = ("Recommendation", "Action")
    tracker = sheet(
        ("Recommendation 2: Train staff", "a"),
        ("3. Share more", "b"),
        ("1.2 Ask", "c"),
        ("24 hours", "d"),
        heads=heads,
    )
    found = [(one.number, one.text) for one in of(planned(tracker), Recommendation)]
    assert found == [("2", "Train staff"), ("3", "Share more"), ("1.2", "Ask"), ("4", "24 hours")]


def test_an_action_that_says_what_one_on_the_register_says_is_pointed_at():
    review = Review(id="r", ref="CW", title="Child Wren")
    made = planned(
        sheet(("1", "A", "Write a course")), Existing((review,), texts={("r", "write a course"): "R1.1"})
    )
    assert made.problems[1][0].words == "R1.1 on the register says the same: leave it out if it is"


def test_a_response_on_the_register_stays_and_the_trackers_other_words_are_kept_beside_it():
    review = Review(id="r", ref="CW", title="Child Wren")
    there = Recommendation(id="one", review_id="r", ref="R1", number="1", text="Train staff")
    answer = Response(id="a", recommendation_id="one", text="We agree.")
    heads = ("Rec No", "Recommendation", "Response", "Action")
    tracker = sheet(
        ("1", "Train staff", "We agree.", "a"), ("1", "Train staff", "Done by now.", "b"), heads=heads
    )
    made = planned(tracker, Existing((review,), (there,), (answer,)))
    assert of(made, Response) == []
    assert "Row 3 (another response to R1): Done by now." in of(made, Review)[0].left_over
    assert made.problems[2][0].words.startswith("R1 has a response on the register")


def test_an_agency_is_known_by_an_earlier_name_made_anew_or_kept_in_words_as_the_officer_says():
    heads = ("Recommendation", "Action", "Lead agency")
    tracker = sheet(("A", "a", "Old Kestrel"), ("B", "b", "Harbour Trust"), ("C", "c", "KC"), heads=heads)
    kestrel = Organisation(id="k", ref="O02", name="Kestrel Court", short_name="KC")
    legend = tc.Legend(organisations={"harbour trust": "new", "kc": "words"})
    existing = Existing(
        organisations=(kestrel,), names={"old kestrel": "k"}, organisation_refs=frozenset({"O01", "O02"})
    )
    made = planned(tracker, existing, legend=legend)
    harbour = of(made, Organisation)[0]
    assert (harbour.name, harbour.ref) == ("Harbour Trust", "O03")
    assert [one.lead_organisation_id for one in of(made, Action)] == ["k", harbour.id, None]
    assert "Lead organisation: KC" in of(made, ProgressNote)[0].text
    again = Existing(organisations=(kestrel, harbour))
    assert of(planned(tracker, again, legend=legend), Organisation) == [], "the new one of last time is there"
    assert "lead organisations: 1 known, 1 new, 1 kept in words" in made.totals.read_line()


def test_a_cell_with_an_excel_error_is_named_and_its_row_is_taken():
    tracker = sheet(("1", "A", "a", ""), odd={(1, 3): ("error", "#REF!")})
    made = planned(tracker)
    assert made.problems[1][0].cell == "D2"
    assert "Owner: #REF!" in of(made, ProgressNote)[0].text
