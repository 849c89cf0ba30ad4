"""Every value a paper needs, as it stood at one moment. Plain and frozen, so that it can go to another process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.actions import Action
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.gaps import Asked, Matrix
from assurance_desk.domain.gaps_grades import Challenge, Grid
from assurance_desk.domain.gaps_replies import Replies
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.organisations import body_word
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.printed import Printed
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.terms import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the officer decided on something doubtful in a return: ``places`` are the slots it covers."""

    asked_id: str
    places: tuple[str, ...]
    kind: str
    decision: str
    how: str
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseStep:
    asked_id: str
    on: date
    how: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """The analysis of one questionnaire. ``matrices``: one per measure, the first is what the paper is about.

    ``sent`` gives, by return id, the letters of the sections it answers; ``waiting`` counts open queries by return.
    """

    questionnaire: Questionnaire
    asked: tuple[Asked, ...]
    matrices: tuple[Matrix, ...]
    grid: Grid
    replies: Replies
    challenges: tuple[Challenge, ...] = ()
    sent: tuple[tuple[str, tuple[str, ...]], ...] = ()
    waiting: tuple[tuple[str, int], ...] = ()
    moderated: tuple[int, int] = (0, 0)
    """How many answers a panel agreed, and how many of them it changed."""

    @property
    def main(self) -> Matrix | None:
        return self.matrices[0] if self.matrices else None

    def sections_of(self, asked: Asked) -> tuple[str, ...]:
        return dict(self.sent).get(asked.id, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """``body`` is the body's name as it was on ``day``; ``position_at`` the moment the figures stood so.

    ``gaps`` is None where the paper is about no questionnaire, or about one that was issued to nobody.
    """

    paper: Paper
    body: str
    body_short: str
    body_calls_itself: str = ""
    day: date
    position_at: str
    gaps: Gaps | None = None
    questionnaire: Questionnaire | None = None
    decisions: tuple[Decision, ...] = ()
    chasers: tuple[ChaseStep, ...] = ()
    review: Review | None = None
    recommendation: Recommendation | None = None
    responses: tuple[Response, ...] = ()
    actions: tuple[Action, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    meeting: Meeting | None = None
    terms: tuple[Term, ...] = ()
    """All that ever stood of the vocabularies a paper prints; none where the workbook never edited them."""
    silences: tuple[tuple[str, int], ...] = ()
    """Of all answers the questionnaire asked for, how many are in each state, see ``domain.silences``."""
    embargo: str = ""
    """Until when it may not be shown, in words; empty where no embargo stands."""
    public: bool = False
    """The paper is for publication: small figures are withheld in it, not here."""

    @property
    def printed(self) -> Printed:
        """The words as they stood on the paper's day."""
        return Printed(self.day, self.terms)

    @property
    def body_word(self) -> str:
        """What the body calls itself in a sentence."""
        return body_word(self.body, self.body_calls_itself)

    def chase_steps(self, asked: Asked) -> tuple[str, ...]:
        """How one return was chased, in order, each way once."""
        return tuple(dict.fromkeys(step.how for step in self.chasers if step.asked_id == asked.id))
