"""Saves a paper's edition for publication, once what is to be looked at in it was seen."""

from __future__ import annotations

from assurance_desk.domain.paper.made import MadePaper
from assurance_desk.domain.paper.record import Paper
from assurance_desk.errors import DeskError
from assurance_desk.services import papers
from assurance_desk.texts import _, plural
from assurance_desk.ui.shell import Shell


def save(shell: Shell, paper: Paper) -> None:
    """A draft's is made now, in the worker; an issued paper's is what was kept when it was issued."""
    try:
        found = papers.public_edition(shell.desk, paper.id)
    except DeskError as error:
        shell.refuse(error)
        return
    if isinstance(found, MadePaper):
        _write(shell, paper, found)
        return
    job, worker = found, shell.child
    shell.jobs.run(
        _("Making the public edition"),
        lambda progress: papers.make(job, worker, progress),
        lambda made: _write(shell, paper, made),
    )


def _write(shell: Shell, paper: Paper, made: MadePaper) -> None:
    look = [check for check in made.checks if not check.good]
    if look:
        question = plural(
            "Save it for publication with {n} thing to look at?",
            "Save it for publication with {n} things to look at?",
            len(look),
        )
        more = "\n".join(f"{check.words}. {check.more}".strip() for check in look)
        if not shell.sure(question, _("Save the public edition"), more):
            return
    suggested = papers.file_name(paper, public=True)
    path = shell.ask_save(_("Save a public edition"), suggested, _("PDF (*.pdf)"))
    if path is not None and shell.attempt(lambda: papers.write(path, made.data)):
        shell.say(_("Saved as {name}").format(name=path.name))
