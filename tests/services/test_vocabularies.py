"""The workbook's own words: dated, retired rather than deleted, each change one step that can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.fields import FIELDS
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.terms import Term
from assurance_desk.domain.vocabularies import (
    ASSURANCE,
    BY_KEY,
    DELIVERY,
    REVIEW_KIND,
    STRENGTH,
    VOCABULARIES,
)
from assurance_desk.errors import DeskError
from assurance_desk.services import files, history, records, vocabularies
from assurance_desk.store import rows

DAY = date(2019, 5, 3)
BUILT_IN = ["No", "Limited", "Reasonable", "Substantial", "Not yet rated"]


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(DAY))
    yield made
    made.close()


@pytest.fixture
def third(desk):
    review = records.add(desk, Review(id=new_id(), ref="CI", title="Child I"))
    return records.add_recommendation(desk, review, "Train housing staff.", number="3")


def offered(desk, key=ASSURANCE, on=None):
    return [one.word for one in vocabularies.words(desk, key, on)]


def term(desk, word, key=ASSURANCE):
    return next(one for one in vocabularies.words(desk, key) if one.word == word)


def later(desk, day):
    """The same workbook on another day."""
    desk.clock = Clock(day)


def test_every_field_with_a_vocabulary_offers_the_words_it_begins_with(desk):
    for fields in FIELDS.values():
        for field in fields:
            if field.vocabulary and field.kind == "choice":
                words = [held for held, _word in vocabularies.offered(desk)(field)]
                assert words == list(field.choices), field.name
    keys = {field.vocabulary for fields in FIELDS.values() for field in fields if field.vocabulary}
    assert keys == set(BY_KEY)


def test_an_untouched_workbook_holds_no_words_and_the_first_edit_puts_the_built_in_ones_in(desk):
    assert offered(desk) == BUILT_IN
    assert rows.find(desk.db, Term) == []
    vocabularies.add(desk, ASSURANCE, " Partial ", "some of what was asked")
    assert offered(desk) == ["No", "Limited", "Reasonable", "Substantial", "Partial", "Not yet rated"]
    assert len(rows.find(desk.db, Term)) == 6
    assert history.entries(desk)[0].label == "Add “Partial” to levels of assurance"
    assert offered(desk, on=date(2019, 5, 2)) == BUILT_IN
    desk.undo()
    assert rows.find(desk.db, Term) == []
    assert offered(desk) == BUILT_IN
    desk.redo()
    assert "Partial" in offered(desk)


def test_a_new_word_is_used_at_once_and_put_in_its_place(desk, third):
    with pytest.raises(DeskError, match="is not one of the words"):
        records.judge(desk, third, "Partial")
    vocabularies.move(desk, vocabularies.add(desk, ASSURANCE, "Partial"), -2)
    assert offered(desk)[:4] == ["No", "Limited", "Partial", "Reasonable"]
    assert records.judge(desk, third, "partial").level == "Partial"
    assert vocabularies.steps(desk, "Partial", DAY) == (3, 5)
    assert vocabularies.steps(desk, "Reasonable", date(2019, 4, 1)) == (3, 4)
    desk.undo()
    desk.undo()
    assert offered(desk)[-2:] == ["Partial", "Not yet rated"]


def test_a_renamed_word_is_a_new_one_and_old_records_keep_theirs(desk, third):
    old = records.judge(desk, third, "Limited")
    later(desk, date(2020, 1, 6))
    vocabularies.rename(desk, term(desk, "Limited"), "Partial")
    assert offered(desk) == ["No", "Partial", "Reasonable", "Substantial", "Not yet rated"]
    assert rows.get(desk.db, Judgement, old.id).level == "Limited"
    assert vocabularies.said(desk, ASSURANCE, "Limited") == "Limited (retired 6 January 2020)"
    assert vocabularies.said(desk, ASSURANCE, "Limited", DAY) == "Limited"
    with pytest.raises(DeskError, match="is not one of the words"):
        records.judge(desk, third, "Limited")
    assert records.judge(desk, third, "Limited", on=date(2019, 12, 31)).level == "Limited"
    assert vocabularies.returning(desk) == {"No", "Limited", "Partial"}


def test_a_role_keeps_what_records_hold_whatever_it_is_called(desk, third):
    review = rows.get(desk.db, Review, third.review_id)
    action = records.add_action(desk, review, "Audit", recommendation=third)
    vocabularies.rename(desk, term(desk, "Blue", DELIVERY), "Complete")
    assert vocabularies.said(desk, DELIVERY, "Blue") == "Complete"
    assert vocabularies.said(desk, DELIVERY, "Blue", date(2019, 5, 2)) == "Blue"
    with pytest.raises(DeskError, match="no evidence for it has been accepted"):
        records.edit_record(desk, action, "delivery", "Complete")
    assert records.edit_record(desk, action, "delivery", "green").delivery == "Green"
    with pytest.raises(DeskError, match="has a part to play"):
        vocabularies.retire(desk, term(desk, "Complete", DELIVERY))
    with pytest.raises(DeskError, match="none can be added"):
        vocabularies.add(desk, DELIVERY, "Purple")


def test_a_word_retired_while_in_use_stays_where_it_stands_and_counts_as_it_did(desk, third):
    judged = records.judge(desk, third, "Limited")
    vocabularies.retire(desk, term(desk, "Limited"))
    assert vocabularies.used(desk, ASSURANCE, "Limited") == 1
    assert "Limited" not in offered(desk)
    assert vocabularies.said(desk, ASSURANCE, "Limited") == "Limited (retired 3 May 2019)"
    assert "Limited" in vocabularies.returning(desk)
    assert vocabularies.steps(desk, "Limited", date(2019, 8, 1)) == (2, 4)
    kept = records.edit_record(desk, judged, "basis", "no audit yet")
    assert records.edit_record(desk, kept, "level", "Limited") == kept
    assert [one.word for one in vocabularies.retired(desk, ASSURANCE)] == ["Limited"]
    desk.undo()
    desk.undo()
    assert "Limited" in offered(desk)
    assert vocabularies.retired(desk, ASSURANCE) == ()


def test_a_retired_word_comes_back_from_a_day_on(desk):
    vocabularies.retire(desk, term(desk, "audit", STRENGTH))
    later(desk, date(2019, 9, 2))
    vocabularies.bring_back(desk, vocabularies.retired(desk, STRENGTH)[0])
    assert "audit" in offered(desk, STRENGTH)
    assert "audit" not in offered(desk, STRENGTH, date(2019, 6, 1))
    desk.undo()
    assert "audit" not in offered(desk, STRENGTH)


def test_a_meaning_is_dated(desk):
    before = vocabularies.meaning(desk, ASSURANCE, "Limited")
    later(desk, date(2019, 9, 1))
    vocabularies.redefine(desk, term(desk, "Limited"), "little is known\nto have changed")
    assert vocabularies.meaning(desk, ASSURANCE, "Limited") == "little is known to have changed"
    assert vocabularies.meaning(desk, ASSURANCE, "Limited", date(2019, 8, 31)) == before
    vocabularies.redefine(desk, term(desk, "Limited"), "little has changed")
    assert sum(one.word == "Limited" for one in rows.find(desk.db, Term)) == 2
    desk.undo()
    desk.undo()
    assert vocabularies.meaning(desk, ASSURANCE, "Limited") == before


def test_which_level_returns_is_the_officers_to_say(desk):
    vocabularies.let_return(desk, term(desk, "Reasonable"), returns=True)
    vocabularies.let_return(desk, term(desk, "Limited"), returns=False)
    assert vocabularies.returning(desk) == {"No", "Reasonable"}
    desk.undo()
    assert vocabularies.returning(desk) == {"No", "Limited", "Reasonable"}


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("  ", "cannot be empty"),
        ("limited", "is one of these words already"),
        ("x" * 61, "60 letters at most"),
    ],
)
def test_a_word_that_may_not_be_is_refused_and_nothing_is_kept(desk, word, sentence):
    with pytest.raises(DeskError, match=sentence):
        vocabularies.add(desk, ASSURANCE, word)
    with pytest.raises(DeskError, match=sentence):
        vocabularies.rename(desk, term(desk, "No"), word)
    assert rows.find(desk.db, Term) == []


def test_the_last_level_cannot_be_retired(desk):
    for word in ("No", "Limited", "Reasonable"):
        vocabularies.retire(desk, term(desk, word))
    with pytest.raises(DeskError, match="is the last word here"):
        vocabularies.retire(desk, term(desk, "Substantial"))


def test_a_word_added_and_used_today_is_renamed_without_losing_the_record(desk, third):
    review = rows.get(desk.db, Review, third.review_id)
    made = vocabularies.add(desk, REVIEW_KIND, "Thematic reveiw")
    records.edit_record(desk, review, "kind", "Thematic reveiw")
    vocabularies.rename(desk, made, "Thematic review")
    assert vocabularies.said(desk, REVIEW_KIND, "Thematic reveiw") == "Thematic reveiw (retired 3 May 2019)"
    assert "Thematic review" in offered(desk, REVIEW_KIND)
    unused = vocabularies.add(desk, REVIEW_KIND, "Deep diev")
    vocabularies.rename(desk, unused, "Deep dive")
    assert [one.word for one in rows.find(desk.db, Term) if "diev" in one.word] == []


def test_every_vocabulary_says_what_it_is_and_no_word_twice():
    for one in VOCABULARIES:
        words = [word for word, _meaning in one.begins]
        assert one.name
        assert one.about
        assert len(set(words)) == len(words)
        assert one.roles <= set(words)
