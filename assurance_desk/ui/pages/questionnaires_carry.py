"""Whose answers a questionnaire's copies carry: none, or those of an earlier round; and what that would do."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from assurance_desk.domain.questionnaire import CLOSED, Questionnaire
from assurance_desk.services import carry_forward
from assurance_desk.texts import _, plural
from assurance_desk.ui import widgets as w
from assurance_desk.ui.fields import ChoiceField
from assurance_desk.ui.shell import Shell

MOST_NAMED = 8


class CarryChoice(QWidget):
    """Hidden where nothing was issued before that could be carried."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._of: Questionnaire | None = None
        self._rounds: list[Questionnaire] = []
        self._waits = False
        column = w.box(margins=(0, 0, 0, 16), gap=4)
        self.setLayout(column)
        column.addWidget(w.label(_("Last round’s answers"), "small", role="muted"))
        self.choice = ChoiceField(_("Last round’s answers"), ())
        self.choice.committed.connect(self._chosen)
        column.addWidget(self.choice)
        self.says = w.label("", "small", role="muted", wrap=True)
        column.addWidget(self.says)

    def show_questionnaire(self, of: Questionnaire) -> None:
        self._of = of
        self._rounds = carry_forward.earlier_rounds(self._shell.desk, of)
        self.setVisible(bool(self._rounds))
        if not self._rounds:
            return
        names = tuple(
            _("Carry those of {ref} {version} into each copy, to be confirmed").format(
                ref=one.ref, version=one.version
            )
            for one in self._rounds
        )
        self.choice.offer((_("Carry none: every copy begins empty"), *names))
        ids = [one.id for one in self._rounds]
        self.choice.setCurrentIndex(ids.index(of.last_round_id) + 1 if of.last_round_id in ids else 0)
        self.choice.setEnabled(of.status != CLOSED and not self._shell.desk.read_only)
        self._waits = True
        if self.isVisible():
            self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """What it would do is looked up when somebody looks: it reads every answer of that round."""
        super().showEvent(event)
        self._tell()

    def _tell(self) -> None:
        if self._waits and self._of is not None:
            self._waits = False
            self.says.setText(self._words(self._of))

    def _chosen(self) -> None:
        of, at = self._of, self.choice.currentIndex()
        if of is not None:
            wanted = self._rounds[at - 1].id if at > 0 else None
            self._shell.attempt(lambda: carry_forward.choose(self._shell.desk, of.id, wanted))

    def _words(self, of: Questionnaire) -> str:
        if of.last_round_id is None:
            return _("What they answered then can stand in their copies, to be confirmed or changed.")
        look = carry_forward.outlook(self._shell.desk, of, of.last_round_id)
        if not look.returns:
            return _("None of the answers given then can be carried: the questions are not the same.")
        answers = plural("{n} answer", "{n} answers", look.answers)
        returns = plural("{n} return", "{n} returns", look.returns)
        words = _(
            "{answers} of {returns} will stand in copies that have not gone out yet, and count only once they are confirmed."
        ).format(answers=answers, returns=returns)
        if look.changed:
            named = ", ".join(look.changed[:MOST_NAMED]) + (", …" if len(look.changed) > MOST_NAMED else "")
            words += " " + plural(
                "Not carried, because the question changed: {{refs}}.",
                "Not carried, because the questions changed: {{refs}}.",
                len(look.changed),
            ).format(refs=named)
        return words
