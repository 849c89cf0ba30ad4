"""What more than one section of the findings paper says alike."""

from __future__ import annotations

from assurance_desk.domain.gaps import WITHHELD, Matrix
from assurance_desk.domain.gaps import Cell as Figure
from assurance_desk.domain.gaps_words import SMALL, number_word
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.returns import (
    BLANK,
    NOT_APPLICABLE,
    NOT_ASKED,
    NOT_RETURNED,
    UNCONFIRMED,
    UNREADABLE,
)
from assurance_desk.domain.snapshot import Gaps, Snapshot
from assurance_desk.texts import _

PAPER_SILENCE: dict[str, b.Silence] = {
    NOT_RETURNED: b.NO_REPLY,
    BLANK: b.LEFT_BLANK,
    NOT_APPLICABLE: b.NO_SUCH_STAFF,
}
"""The silences a paper has a texture for; the others are told in words."""


def told_in_words(state: str) -> str:
    words = {
        UNREADABLE: _("unreadable"),
        UNCONFIRMED: _("to confirm"),
        NOT_ASKED: _("not asked"),
        WITHHELD: _("withheld"),
    }
    return words.get(state, state)


MARKS = {WITHHELD: "*", NOT_ASKED: "•", UNREADABLE: "×", UNCONFIRMED: "?"}
"""What stands large in a cell whose silence has no texture; its words stand under it."""


def mark_of(state: str) -> str:
    return MARKS.get(state, "?")


def silent_cell(state: str) -> b.HeatCell:
    """Each of the six apart: by a texture, or by a mark with its words."""
    silence = PAPER_SILENCE.get(state)
    return (
        b.HeatCell(silence=silence)
        if silence
        else b.HeatCell(figure=mark_of(state), sub=told_in_words(state))
    )


def counted(text: str, *links: b.Link) -> b.Paragraph:
    """A sentence whose every number was counted."""
    return b.Paragraph(text=text, voice="counted", links=links)


def nothing_yet(snapshot: Snapshot) -> str:
    """Why there are no figures."""
    if snapshot.questionnaire is None:
        return _("This paper is linked to no questionnaire, so there is nothing to count.")
    if snapshot.gaps is None:
        return _("The questionnaire has been issued to nobody yet, so there is nothing to count.")
    if snapshot.gaps.main is None:
        return _no_share(snapshot.gaps)
    if snapshot.public and any(row.gave_figures for row in snapshot.gaps.main.rows):
        return _("Too few people are counted for a public edition: every figure in it would be withheld.")
    return _("No return with figures has been taken in yet, so there is nothing to count.")


def _no_share(gaps: Gaps) -> str:
    """No matrix: figures were not asked for, or none was set up as a share of others."""
    asked = gaps.questionnaire.questions()
    if any(one.kind == "number" or any(column.kind == "number" for column in one.columns) for one in asked):
        return _(
            "The questionnaire asks for figures, but none of them is set up as a share of another, so no share is"
            " counted."
        )
    return _("The questionnaire asks for no figures, so there is nothing to count.")


def figures(snapshot: Snapshot) -> tuple[Gaps, Matrix] | None:
    """The analysis and its main matrix, where there is anything in it."""
    gaps = snapshot.gaps
    if gaps is None or gaps.main is None or gaps.main.whole.silent or not gaps.main.ranked_groups():
        return None
    return gaps, gaps.main


def returns_words(count: int) -> str:
    """Such as: twelve returns."""
    if count == 1:
        return _("one return")
    return _("{n} returns").format(n=number_word(count) if count < len(SMALL) else count)


def met_words(matrix: Matrix) -> str:
    """Such as: in date for children."""
    measure = matrix.measure
    return (
        _("{met} for {subject}").format(met=measure.met, subject=measure.subject)
        if measure.subject
        else measure.met
    )


def silent_or(figure: Figure, words: str) -> str:
    return told_in_words(figure.state) if figure.silent else words
