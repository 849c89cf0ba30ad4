"""Messages drafted into a folder from the tracker: written away from the window, kept as drafts in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from assurance_desk.domain.letters import ChaseFiles
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services.replies import Reply
from assurance_desk.texts import _, plural
from assurance_desk.ui.shell import Shell


def draft(
    shell: Shell,
    asked: Questionnaire,
    found: Sequence[Reply],
    done: Callable[[Path], object] | None = None,
) -> None:
    """Asks for the folder; says who could not be written to. ``done`` is told the folder once the drafts are in it."""
    from assurance_desk.services import chase_drafts

    try:
        made = chase_drafts.plan(shell.desk, asked, found)
    except DeskError as error:
        shell.refuse(error)
        return
    folder = shell.ask_folder(_("Where the drafts go"))
    if folder is None:
        return
    child = shell.child

    def make(files: ChaseFiles, staged: Path, progress: Progress) -> object:
        return child.run("write chasers", files, staged, progress=progress)

    def keep(staged: Path) -> None:
        if not shell.attempt(lambda: chase_drafts.keep(shell.desk, made, staged, folder)):
            return
        shell.say(_said(made.without))
        if done:
            done(folder)

    shell.jobs.run(
        _("Drafting what is due"),
        lambda progress: chase_drafts.make_files(made, folder, progress, make),
        keep,
    )


def _said(without: Sequence[str]) -> str:
    if without:
        words = plural("{n} has no address: {{names}}", "{n} have no address: {{names}}", len(without))
        return words.format(names=", ".join(without))
    return _("Open each draft, look at it and send it; then mark it as sent here")
