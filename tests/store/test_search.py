"""The search index never disagrees with the rows it was made of."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action, ProgressNote
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.paper.record import Ask, Paper
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.returns import Answer, Return
from assurance_desk.domain.reviews import Review
from assurance_desk.services import files
from assurance_desk.store import rows, search
from assurance_desk.store.journal import JOURNALED
from assurance_desk.store.lists import find as lists
from assurance_desk.store.search import SOURCES, SearchIndex, expression

WORDS = ("housing", "Häuser", "audit", "R3.7", "children", "=cmd", "naïve")


def hits(index, typed, table):
    wanted = expression(typed)
    return set(index.hits(table, wanted, index.count(table, wanted), 1000)) if wanted else set()


def all_hits(index):
    return {
        (source.table, word): frozenset(hits(index, word, source.table))
        for source in SOURCES
        for word in WORDS
    }


def rebuilt(desk):
    """What an index made afresh says of the same rows."""
    made = desk.db.execute(
        "SELECT name FROM temp.sqlite_schema WHERE type = 'trigger' AND name LIKE 'search%'"
    ).fetchall()
    for (name,) in made:
        desk.db.execute(f'DROP TRIGGER temp."{name}"')
    desk.db.execute("DROP TABLE temp.search")
    desk.db.execute("DROP TABLE temp.search_late")
    fresh = SearchIndex(desk.db)
    fresh.finish()
    return all_hits(fresh)


def test_every_journaled_table_is_searched_or_said_not_to_be():
    """A new table: say in ``store/search.py`` which of its columns hold words, and in ``store/lists/find.py`` how it is told."""
    searched = {source.table for source in SOURCES}
    assert set(JOURNALED) - searched == search.NOT_SEARCHED
    assert searched == set(lists.SHOWN)


def test_every_column_named_is_there(desk):
    for source in SOURCES:
        there = {row[1] for row in desk.db.execute(f'PRAGMA table_info("{source.table}")')}
        assert set(source.columns) <= there
        assert lists.shown(desk.db, source.table, [1]) == []


EDIT = st.one_of(
    st.tuples(st.just("put"), st.integers(0, 5), st.sampled_from(WORDS), st.sampled_from(WORDS)),
    st.tuples(st.just("remove"), st.integers(0, 5)),
    st.tuples(st.sampled_from(["undo", "redo", "read"])),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EDIT, min_size=5, max_size=30))
def test_random_edits_undo_and_redo_agree_with_an_index_made_afresh(tmp_path_factory, edits):
    desk = files.create(tmp_path_factory.mktemp("w") / "w.assurance", Clock(date(2019, 7, 22)))
    try:
        with desk.step("Add housing"):
            rows.put(desk.db, Review(id="r", ref="CI", title="Child I, housing"))
            rows.put(desk.db, Questionnaire(id="q", ref="Q", version="1", title="Q"))
            rows.put(desk.db, Organisation(id="o", ref="O", name="O"))
            rows.put(
                desk.db,
                Return(id="x", questionnaire_id="q", organisation_id="o", ref="O", name="O", code="c"),
            )
        desk.journal.sitting = desk.history()[0].id
        desk.words.work(0)
        for edit in edits:
            if edit[0] == "put":
                with desk.step(f"Edit {edit[2]}"):
                    made = Action(
                        id=f"a{edit[1]}", review_id="r", ref=f"R{edit[1]}", text=edit[2], lead=edit[3]
                    )
                    rows.put_many(
                        desk.db,
                        [
                            made,
                            ProgressNote(
                                id=f"n{edit[1]}", action_id=made.id, on=date(2019, 1, 1), text=edit[3]
                            ),
                            Answer(
                                id=f"w{edit[1]}",
                                return_id="x",
                                question=f"A{edit[1]}",
                                value=edit[2],
                                found=edit[3],
                            ),
                        ],
                    )
            elif edit[0] == "remove":
                with desk.step("Remove audit"):
                    for kind, name in ((Action, "a"), (Answer, "w")):
                        for one in rows.find(desk.db, kind, id=f"{name}{edit[1]}"):
                            rows.remove(desk.db, one)
            elif edit[0] == "read":
                desk.words.work(0)
            else:
                getattr(desk, edit[0])()
        desk.words.finish()
        kept = all_hits(desk.words)
        assert kept == rebuilt(desk)
    finally:
        desk.close()


def test_a_step_that_failed_is_not_found(desk, review):
    desk.words.finish()
    with pytest.raises(ZeroDivisionError), desk.step("Edit review"):
        rows.put(desk.db, dataclasses.replace(review, title="Zebra crossing"))
        _ = 1 / 0
    assert hits(desk.words, "zebra", "review") == set()
    assert hits(desk.words, "child", "review") == {1}


def test_a_list_kept_as_json_is_searched_by_its_texts(desk):
    desk.words.finish()
    with desk.step("Add paper"):
        rows.put(
            desk.db, Paper(id="p", kind="board", title="Gap", asks=(Ask(verb="agree", text="a re-survey"),))
        )
    assert hits(desk.words, "re-surv", "paper") == {1}
    assert hits(desk.words, "verb", "paper") == set()


def test_nothing_of_it_stays_in_the_file(tmp_path):
    desk = files.create(tmp_path / "w.assurance", Clock())
    desk.words.finish()
    assert [
        row[1] for row in desk.db.execute("PRAGMA main.table_list") if "search" in row[1] and row[0] == "main"
    ] == []
    desk.close()


def test_a_reading_copy_is_searched_too(tmp_path):
    first = files.create(tmp_path / "w.assurance", Clock())
    with first.step("Add"):
        rows.put(first.db, Review(id="r", ref="CI", title="Child I"))
        rows.put(
            first.db, Recommendation(id="c", review_id="r", ref="R1", number="1", text="Train housing staff")
        )
    first.close()
    copy = files.open_desk(tmp_path / "w.assurance", Clock(), read_only=True)
    copy.words.finish()
    assert hits(copy.words, "train hous", "recommendation") == {1}
    copy.close()


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'",
        "a OR b",
        "NEAR(a b)",
        "ref:x",
        "(",
        "*",
        "^a",
        "a\0b",
        "\ud800",
        "-a",
        "{a}:",
        "x" * 5000,
        "a " * 500,
        "\u202e",
    ],
)
def test_what_is_typed_is_never_taken_for_a_language(desk, review, typed):
    desk.words.finish()
    for source in SOURCES:
        hits(desk.words, typed, source.table)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("housing st", '"housing" "st"*'),
        ("R3.7", '"R3.7"*'),
        ('say "no"', '"say" """no"""*'),
        ("-- ; *", ""),
        ("", ""),
    ],
)
def test_the_last_word_is_also_a_beginning(typed, wanted):
    assert expression(typed) == wanted
