"""What the officer adds to a recommendation, a response or a review: everything that is not verbatim."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import DRAFT, PUBLISHED
from assurance_desk.services import records, responses
from assurance_desk.services.register import Detail
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.fields import TextField
from assurance_desk.ui.pages.register_layout import Pair
from assurance_desk.ui.pages.register_repeats import Repeats
from assurance_desk.ui.record_form import RecordForm
from assurance_desk.ui.shell import Shell

RECOMMENDATION = ("title", "ref", "addressed_to", "themes")


class AboutRecommendation(QWidget):
    """The recommendation's own fields beside its response's."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._detail: Detail | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(th.px(12), th.px(20), th.px(12), 0)
        outer.setSpacing(th.px(12))
        outer.addWidget(w.rule())
        head, across = w.panel(across=True, gap=12)
        self._title = w.label("", strong=True)
        self._remove = w.button("", "link")
        self._remove.clicked.connect(self._take_out)
        across.addWidget(self._title, 1)
        across.addWidget(self._remove)
        outer.addWidget(head)
        self.form = RecordForm(shell, "Register", Recommendation, RECOMMENDATION, label_width=84)
        right, column = w.panel(gap=8)
        self.repeats = Repeats(shell)
        column.addWidget(self.repeats)
        column.addWidget(self._make_answer())
        outer.addWidget(Pair(self.form, right, least=600))

    def _make_answer(self) -> QWidget:
        """For a recommendation that came without a response: a place to put its words."""
        self._answer, column = w.panel(gap=6)
        self._words = TextField(_("Response, word for word"), least=3)
        self._words.setPlaceholderText(_("The response’s words, as they were published or are drafted"))
        keep = w.button(_("Keep as the response"), "suggested")
        keep.clicked.connect(lambda: self._keep_answer(PUBLISHED))
        draft = w.button(_("Keep as a draft"))
        draft.clicked.connect(lambda: self._keep_answer(DRAFT))
        row, across = w.panel(across=True, gap=8)
        across.addWidget(keep)
        across.addWidget(draft)
        across.addStretch()
        column.addWidget(self._words)
        column.addWidget(row)
        return self._answer

    def show_detail(self, detail: Detail) -> None:
        self._detail = detail
        recommendation = detail.recommendation
        self.setVisible(recommendation is not None)
        if recommendation is None:
            return
        self._title.setText(_("About {ref}").format(ref=recommendation.ref))
        w.set_words(self._remove, _("Remove {ref}").format(ref=recommendation.ref))
        self.form.show_record(recommendation)
        self.repeats.show_recommendation(recommendation)
        self._answer.setVisible(not detail.responses)

    def _keep_answer(self, status: str) -> None:
        detail = self._detail
        if detail is None or detail.recommendation is None:
            return
        recommendation, words = detail.recommendation, self._words.words()
        desk = self._shell.desk
        if self._shell.attempt(lambda: responses.add_response(desk, recommendation, words, status=status)):
            self._words.set_words("")

    def _take_out(self) -> None:
        if self._detail is not None and self._detail.recommendation is not None:
            recommendation = self._detail.recommendation
            self._shell.attempt(lambda: records.remove(self._shell.desk, recommendation))
