"""What is asked before a questionnaire goes out: each of it can be meant, none of it should be slipped into."""

from __future__ import annotations

from pathlib import Path

from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.services import embargo
from assurance_desk.texts import _, plural
from assurance_desk.ui.shell import Shell


def may_issue(shell: Shell, shown: Questionnaire, copies: int, folder: Path, there: int) -> bool:
    """``there``: how many files of these names stand in the folder."""
    return (
        _may_be_late(shell, shown)
        and _may_be_seen(shell, shown, copies)
        and (not there or _may_replace(shell, there, folder))
    )


def _may_be_late(shell: Shell, shown: Questionnaire) -> bool:
    if shown.due_on:
        return True
    more = _("Nothing will be late, nobody will be reminded. The day is set under Cover.")
    return shell.sure(
        _("Issue it without a day by which it is to come back?"), _("Issue it without a day"), more
    )


def _may_be_seen(shell: Shell, shown: Questionnaire, count: int) -> bool:
    """What an embargoed review asks tells of it: issuing it is decided, not slipped into."""
    held = embargo.of_questionnaire(shell.desk, shown)
    if not held:
        return True
    question = _("Issue a questionnaire of a review under embargo?")
    more = _("{embargo}. Whoever receives the questionnaire learns of the review.").format(embargo=held)
    words = plural("Issue {n} questionnaire all the same", "Issue {n} questionnaires all the same", count)
    return shell.sure(question, words, more)


def _may_replace(shell: Shell, count: int, folder: Path) -> bool:
    question = plural("Replace {n} file in that folder?", "Replace {n} files in that folder?", count)
    more = _("“{name}” holds copies issued before. Their return codes stay the same.").format(
        name=folder.name
    )
    return shell.sure(question, plural("Replace {n} file", "Replace {n} files", count), more)
