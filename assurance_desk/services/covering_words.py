"""The words on the cover of a questionnaire and in its message: as they are shown, and changed."""

from __future__ import annotations

from assurance_desk.domain import covering
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.services import messages, questionnaires
from assurance_desk.services.desk import Desk


def as_shown(desk: Desk, of: Questionnaire) -> Questionnaire:
    """With our words where nobody wrote any, as it would go out today."""
    return covering.settled(of, desk.clock.today())


def edit(desk: Desk, shown: Questionnaire, name: str, typed: str) -> Questionnaire:
    """Keeps what was typed in one field of the cover or the message; ours again where it was emptied.

    Raises:
        DeskError: it cannot stand there, or it is on the cover and the questionnaire has been issued.
    """
    if name in covering.IN_THE_MESSAGE:
        return as_shown(desk, messages.edit_covering(desk, shown, name, typed))
    ours = covering.usual(shown, desk.clock.today()).get(name)
    words = "" if ours is not None and typed.strip() == ours else typed
    return as_shown(desk, questionnaires.edit_field(desk, shown, name, words))
