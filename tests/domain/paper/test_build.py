"""The findings paper as blocks: golden lines, and what a reader must be able to rely on."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.domain.actions import Action
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.dates import When
from assurance_desk.domain.gaps import build_matrix as matrix_of
from assurance_desk.domain.gaps import matrix_questions, measures_of
from assurance_desk.domain.gaps_grades import build_grid, challenges
from assurance_desk.domain.gaps_replies import count_replies, sections_sent
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.build import build_paper
from assurance_desk.domain.paper.record import Ask, OwnWords, Paper
from assurance_desk.domain.paper.sections import SECTIONS
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.returns import ANSWERED
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.snapshot import ChaseStep, Decision, Gaps, Snapshot
from tests import gaps_data
from tests.paper_lines import lines_of

GOLDEN = Path(__file__).parents[2] / "data" / "papers"
PAPER = Paper(
    id="p",
    kind="board-paper",
    title="Housing training gap analysis: what the returns say",
    number="19/23",
    item="7",
    presented_by="Quality assurance officer",
    sponsor="Independent Chair",
    purpose="For challenge and decision",
    version=3,
    asks=(
        Ask(verb="challenge", text="Ludmarsh Homes and Tern Valley on repairs staff out of date."),
        Ask(verb="agree", text="an assurance level for recommendation 3."),
    ),
    words=(OwnWords(section="why", text="We could not say, so we asked.\n\nNow we can."),),
)


def gaps_of(asked, answers, *, still_open=False) -> Gaps:
    htg = gaps_data.htg()
    matrices = tuple(
        matrix_of(question, measure, asked, answers)
        for question in matrix_questions(htg)
        for measure in measures_of(question)
    )
    replies = count_replies(asked, matrices[0], still_open=still_open)
    grid = build_grid(htg, asked, answers)
    return Gaps(
        questionnaire=htg,
        asked=asked,
        matrices=matrices,
        grid=grid,
        replies=replies,
        challenges=challenges(grid, matrices[0]),
        sent=tuple(
            (one.id, sections_sent(htg, {key[1] for key in answers if key[0] == one.id}))
            for one in replies.in_part
        ),
    )


def snapshot(**changes) -> Snapshot:
    full = {
        "paper": PAPER,
        "body": "Merrowshire Safeguarding Children Board",
        "body_short": "MSCB",
        "day": date(2019, 4, 30),
        "position_at": "30 April 2019, 17:00",
        "gaps": gaps_of(gaps_data.asked(), gaps_data.answers()),
        "questionnaire": gaps_data.htg(),
        "decisions": (
            Decision(
                asked_id="O06a",
                places=("D1 SG5",),
                kind="difference",
                decision="31",
                how="confirmed by telephone",
            ),
        ),
        "chasers": (
            ChaseStep(asked_id="O03", on=date(2019, 3, 1), how="reminder"),
            ChaseStep(asked_id="O03", on=date(2019, 4, 5), how="letter from the Chair"),
        ),
        "review": Review(id="r", ref="CI", title="Serious Case Review on Child I", pseudonym="Child I"),
        "recommendation": Recommendation(
            id="rec",
            review_id="r",
            ref="R3",
            number="3",
            text="*Housing commissioners should show the Board.*",
        ),
        "responses": (
            Response(
                id="resp",
                recommendation_id="rec",
                text="A questionaire will be sent.",
                heading="Board response",
            ),
        ),
        "actions": (
            Action(
                id="a",
                review_id="r",
                ref="R3.4",
                text="Issues taken up",
                owner_role="Business manager",
                first_due=When(2019, 3),
                due=When(2019, 4),
                delivery="Amber",
            ),
        ),
        "judgements": (
            Judgement(
                id="j",
                recommendation_id="rec",
                level="Limited",
                forum="Board",
                on=date(2019, 4, 29),
                basis="Two silent.",
            ),
        ),
        "meeting": Meeting(id="m", forum="Board", on=date(2019, 5, 16)),
    }
    return Snapshot(**(full | changes))


def golden(name: str, built: b.BuiltPaper) -> None:
    """Compare with the golden file; UPDATE_GOLDEN=1 writes it anew, to be read before it is kept."""
    text = "\n".join(lines_of(built)) + "\n"
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def text_of(built: b.BuiltPaper) -> str:
    return "\n".join(lines_of(built))


def test_the_whole_paper():
    golden("gap_findings", build_paper(snapshot(), PAPER))


def test_a_paper_before_any_return():
    nobody = tuple(replace(one, came=False, taken=False, state="issued") for one in gaps_data.asked())
    golden("gap_findings_no_returns", build_paper(snapshot(gaps=gaps_of(nobody, {}), decisions=()), PAPER))


def test_a_paper_linked_to_nothing():
    bare = snapshot(
        gaps=None,
        questionnaire=None,
        decisions=(),
        chasers=(),
        review=None,
        recommendation=None,
        responses=(),
        actions=(),
        judgements=(),
        meeting=None,
    )
    built = build_paper(bare, replace(PAPER, asks=(), words=()))
    golden("gap_findings_bare", built)


def test_one_figure_changed_moves_the_title_and_the_chart():
    held = dict(gaps_data.answers())
    held["O06a", "D1", "SG5", "children"] = ("65", ANSWERED)
    held["O05", "D1", "SG5", "children"] = ("48", ANSWERED)
    held["O06c", "D1", "SG5", "children"] = ("54", ANSWERED)
    built = build_paper(snapshot(gaps=gaps_of(gaps_data.asked(), held)), PAPER)
    assert built.info.title == "Contact staff are 25 of the 98 people not in date for children"
    assert "128 of" not in text_of(built)
    assert "509 of 607" in text_of(built)


def test_everybody_in_date_divides_by_nothing():
    held = {
        key: (
            gaps_data.answers()[(*key[:3], "employed" if key[3] == "children" else key[3])]
            if key[1] == "D1"
            else value
        )
        for key, value in gaps_data.answers().items()
    }
    built = build_paper(snapshot(gaps=gaps_of(gaps_data.asked(), held)), PAPER)
    assert built.info.title == "All 607 staff counted are in date for children"


def test_an_officers_own_title_stands():
    own = replace(PAPER, title="Who comes to the door")
    assert build_paper(snapshot(), own).info.title == "Who comes to the door"


@pytest.mark.parametrize("key", [section.key for section in SECTIONS])
def test_any_section_can_be_left_out(key):
    built = build_paper(snapshot(), replace(PAPER, left_out=(key,)))
    starts = [block.key for block in built.blocks if isinstance(block, b.SectionStart)]
    assert key not in starts
    assert len(starts) == len(SECTIONS) - 1
    keys = {f"#{block.key}" for block in built.blocks if isinstance(block, b.Heading)}
    targets = {
        link.target for block in built.blocks if isinstance(block, b.Paragraph) for link in block.links
    }
    assert targets <= keys


def test_sections_are_numbered_without_a_hole():
    built = build_paper(snapshot(), replace(PAPER, left_out=("missing", "grades")))
    numbers = [
        block.text.split()[0]
        for block in built.blocks
        if isinstance(block, b.Heading) and block.level == 2 and block.key != "appendix"
    ]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]


def test_published_words_are_verbatim_and_told_apart():
    built = build_paper(snapshot(), PAPER)
    published = [
        block.text for block in built.blocks if isinstance(block, b.Paragraph) and block.voice == "published"
    ]
    assert "A questionaire will be sent." in published
    officer = [
        block.text for block in built.blocks if isinstance(block, b.Paragraph) and block.voice == "officer"
    ]
    assert officer == ["We could not say, so we asked.", "Now we can."]


def test_the_same_body_under_its_later_name_is_a_partnership():
    later = snapshot(body="Merrowshire Safeguarding Children Partnership")
    assert "asks: The Partnership is asked to" in text_of(build_paper(later, PAPER))
    assert "asks: The Board is asked to" in text_of(build_paper(snapshot(), PAPER))


def test_what_a_return_says_prints_as_typed():
    asked = tuple(
        replace(one, name="<b>=1+1</b> & Co", short="<b>=1+1</b> & Co") if one.ref == "O05" else one
        for one in gaps_data.asked()
    )
    built = build_paper(snapshot(gaps=gaps_of(asked, gaps_data.answers())), PAPER)
    assert "<b>=1+1</b> & Co" in text_of(built)


def test_before_the_due_date_nobody_is_said_not_to_have_replied():
    gaps = gaps_of(gaps_data.asked(), gaps_data.answers(), still_open=True)
    text = text_of(build_paper(snapshot(gaps=gaps), PAPER))
    assert "did not reply" not in text
    assert "Penhollow DC has not replied yet" in text
    assert "No reply yet, after reminder" in text
    assert " missing <" not in text


def test_a_service_whose_return_is_missing_is_named():
    asked = tuple(
        replace(one, came=False, taken=False, state="issued") if one.ref == "O06c" else one
        for one in gaps_data.asked()
    )
    text = text_of(build_paper(snapshot(gaps=gaps_of(asked, gaps_data.answers())), PAPER))
    assert "the return of Tern Valley Tallis Repairs is missing" in text


def test_organisations_chased_alike_share_a_sentence():
    steps = tuple(
        ChaseStep(asked_id=asked_id, on=on, how=how)
        for asked_id in ("O03", "O11")
        for on, how in ((date(2019, 3, 1), "reminder"), (date(2019, 3, 19), "chaser"))
    )
    text = text_of(build_paper(snapshot(chasers=steps), PAPER))
    assert "Penhollow DC and Quillgate were chased alike: reminder (1 Mar) and chaser (19 Mar)." in text
