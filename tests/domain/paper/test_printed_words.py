"""A paper prints the words and their meanings as its day had them, and keeps the scrutineer's opinion apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assurance_desk.domain.actions import Action
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.dates import When
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.paper.sections import legend, response
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.snapshot import Snapshot
from assurance_desk.domain.terms import renewed
from assurance_desk.domain.vocabularies import ASSURANCE, BY_KEY, DELIVERY

SEPTEMBER = date(2019, 9, 1)
JUDGED = Judgement(
    id="j", recommendation_id="rec", level="Limited", forum="Board", on=date(2019, 5, 16), basis="Two silent.",
    next_review=When(2019, 9, 19), dissent="One member.",
)  # fmt: skip
OPINION = Judgement(
    id="o", recommendation_id="rec", level="No", forum="Independent scrutineer", on=date(2019, 5, 20),
    basis="Nobody asked a tenant.", scrutineer=True,
)  # fmt: skip


def snapshot(day, terms=(), judgements=(JUDGED,)):
    return Snapshot(
        paper=Paper(id="p", kind="board-paper", title="Findings"),
        body="Merrowshire Safeguarding Children Board",
        body_short="MSCB",
        day=day,
        position_at="",
        recommendation=Recommendation(id="rec", review_id="r", ref="R3", number="3", text="Train."),
        actions=(Action(id="a", review_id="r", ref="R3.1", text="Ask", delivery="Blue"),),
        judgements=judgements,
        terms=terms,
    )


def edited(key, held, **changes):
    """The vocabulary with one word read otherwise from 1 September 2019."""
    terms = BY_KEY[key].terms()
    one = next(term for term in terms if term.word == held)
    return tuple(term for term in terms if term != one) + renewed(one, SEPTEMBER, "new", **changes)


def printed(made):
    (groups,) = [block.groups for block in legend.build(made) if isinstance(block, b.Legend)]
    return {group.scale: [(row.shown.text, row.means) for row in group.rows] for group in groups}


def words(made):
    return [block.text for block in response.build(made) if isinstance(block, (b.Paragraph, b.Heading))]


def test_the_legend_prints_each_days_own_meaning():
    terms = edited(ASSURANCE, "Limited", definition="little is known")
    (before,) = printed(snapshot(date(2019, 8, 31), terms))["Assurance"]
    assert before[1].startswith("little evidence of change")
    assert printed(snapshot(SEPTEMBER, terms))["Assurance"] == [("Limited", "little is known")]


def test_a_state_keeps_its_colour_under_another_word():
    terms = edited(DELIVERY, "Blue", word="Complete")
    assert printed(snapshot(date(2019, 8, 31), terms))["Delivery"][0][0] == "Blue"
    made = snapshot(SEPTEMBER, terms)
    assert printed(made)["Delivery"][0][0] == "Complete"
    (table,) = [block for block in response.build(made) if isinstance(block, b.DataTable)]
    assert (table.rows[0].cells[-1].text, table.rows[0].cells[-1].chip) == ("Complete", "Blue")


def test_a_level_retired_by_then_says_so_and_is_drawn_as_on_its_day():
    terms = BY_KEY[ASSURANCE].terms()
    one = next(term for term in terms if term.word == "Limited")
    gone = (*tuple(term for term in terms if term != one), replace(one, retired_on=SEPTEMBER))
    made = snapshot(date(2019, 10, 1), gone)
    assert printed(made)["Assurance"][0][0] == "Limited (retired 1 September 2019)"
    (groups,) = [block.groups for block in legend.build(made) if isinstance(block, b.Legend)]
    assert groups[-1].rows[0].shown.steps == (2, 4)
    assert "Limited (retired 1 September 2019)" in " ".join(words(made))


def test_the_scrutineers_opinion_stands_apart_and_is_never_the_bodys():
    told = words(snapshot(date(2019, 6, 1), judgements=(JUDGED, OPINION)))
    at = told.index("The independent scrutineer’s opinion")
    assert told[at - 1] == (
        "The Board judged its assurance on this recommendation on 16 May 2019: Limited. Two silent. "
        "Dissent: One member. It is looked at again on 19 September 2019."
    )
    assert told[at + 1] == "“Nobody asked a tenant.” Independent scrutineer, 20 May 2019: No."
    alone = words(snapshot(date(2019, 6, 1), judgements=(OPINION,)))
    assert not [line for line in alone if "judged its assurance" in line]


def test_the_legend_goes_from_the_most_to_the_least_with_each_level_used_once():
    every = (JUDGED, OPINION, replace(JUDGED, id="k", level="Not yet rated"))
    made = printed(snapshot(date(2019, 6, 1), judgements=every))
    assert [word for word, _means in made["Assurance"]] == ["Limited", "No", "Not yet rated"]
