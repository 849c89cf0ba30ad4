"""The checks across answers a question sets up: each a sentence, taken away by its button, and a menu of the others."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from assurance_desk.domain.questionnaire import Question, Questionnaire
from assurance_desk.errors import DeskError
from assurance_desk.services import questionnaire_design as design
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import LineField

LONGEST = 60
"""Characters of a question's words that a menu shows."""
Keep = Callable[[Callable[[Question], Question], str], object]


class ChecksPart(QWidget):
    """``keep(change, label)`` keeps what the change makes of the question as one step."""

    def __init__(self, keep: Keep) -> None:
        super().__init__()
        self._keep = keep
        self._of: Questionnaire | None = None
        self._question = Question(ref="", text="", kind="yes_no")
        self._built: object = None
        self.rows: list[CheckRow] = []
        column = widgets.box(gap=2)
        self.setLayout(column)
        column.addWidget(
            widgets.label(
                _("Checks: asked about where an answer breaks one"), "small", role="muted", wrap=True
            )
        )
        self._lines = widgets.box(gap=6)
        column.addLayout(self._lines)
        self.add = widgets.button(_("Add a check"), "link", "plus")
        self.add.clicked.connect(
            lambda: self.menu().popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))
        )
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_question(self, of: Questionnaire, question: Question) -> None:
        self._of, self._question = of, question
        checks, offered = design.checks_of(question), design.checks_offered(of, question)
        self.setVisible(bool(checks or offered))
        self.add.setVisible(bool(offered))
        built = (question.ref, [(one.words, one.asks, one.typed) for one in checks])
        if built == self._built:
            return
        self._built = built
        widgets.clear(self._lines)
        self.rows = [CheckRow(one, self._keep_typed, self._take) for one in checks]
        for row in self.rows:
            self._lines.addWidget(row)

    def menu(self) -> QMenu:
        """What could be checked, by column."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside: dict[str, QMenu] = {}
        for offer in design.checks_offered(self._of, self._question) if self._of else ():
            into = made
            if offer.about:
                if offer.about not in inside:
                    inside[offer.about] = made.addMenu(_in_menu(offer.about))
                into = inside[offer.about]
            done = into.addAction(_in_menu(offer.words))
            done.triggered.connect(lambda _on=False, offer=offer: self._add(offer))
        return made

    def _add(self, offer: design.Offer) -> None:
        self._keep(offer.made, _("Add a check to {ref}").format(ref=self._question.ref))

    def _take(self, check: design.Check) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keep(check.without, _("Take a check from {ref}").format(ref=self._question.ref))

    def _keep_typed(self, check: design.Check, typed: str) -> None:
        """Raises:
        DeskError: what was typed cannot stand there.
        """
        keep = check.keep
        if keep is None or typed == check.typed:
            return
        keep(self._question, typed)  # its refusal stands beside the field
        label = _("Change a check of {ref}").format(ref=self._question.ref)
        self._keep(lambda question: keep(question, typed), label)


class CheckRow(QWidget):
    def __init__(
        self,
        check: design.Check,
        keep_typed: Callable[[design.Check, str], None],
        take: Callable[[design.Check], None],
    ) -> None:
        super().__init__()
        self.check, self._keep_typed = check, keep_typed
        column = widgets.box()
        self.setLayout(column)
        across = widgets.box(across=True, gap=8)
        column.addLayout(across)
        self.words = widgets.label(check.words, wrap=True)
        across.addWidget(self.words, 3)
        self.field: LineField | None = None
        self.refusal = widgets.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        if check.asks:
            self.field = LineField(check.asks)
            self.field.set_words(check.typed)
            self.field.committed.connect(self._typed)
            self.field.left.connect(self._revert)
            across.addWidget(self.field, 2)
            column.addWidget(self.refusal)
        self.away = widgets.button("", "link", "x", _("Take this check away"))
        self.away.setFixedWidth(th.px(24))
        self.away.setAccessibleName(_("Take away the check: {check}").format(check=check.words))
        self.away.clicked.connect(lambda: take(check))
        across.addWidget(self.away, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)

    def _typed(self) -> None:
        assert self.field is not None
        try:
            self._keep_typed(self.check, " ".join(self.field.text().split()))
        except DeskError as error:
            self.refusal.setText(error.sentence)
            self.refusal.show()

    def _revert(self) -> None:
        assert self.field is not None
        self.field.set_words(self.check.typed)
        self.refusal.hide()


def _in_menu(words: str) -> str:
    short = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
    return short.replace("&", "&&")
