"""A record added by hand, in a panel where the detail stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assurance_desk.domain.actions import LEARNING_POINT, UNDERTAKING
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import records, vocabularies
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.fields import TextField
from assurance_desk.ui.pages.register_blocks import combo, line
from assurance_desk.ui.shell import Shell

RECOMMENDATION, REVIEW = "recommendation", "review"


class NewRecord(QWidget):
    """``kept(id)`` once it is on the register; ``left`` when the user thought better of it."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._what = RECOMMENDATION
        self._review: Review | None = None
        self._kinds = vocabularies.words(shell.desk, vocabularies.REVIEW_KIND)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(th.px(24), th.px(16), th.px(24), th.px(24))
        outer.setSpacing(th.px(8))
        self._title = w.label("", "section", strong=True, wrap=True)
        self._explain = w.label("", role="muted", wrap=True)
        self._number = line(_("Number, as published"), _("Number, as published: 4"))
        self._short = line(_("Short name"), _("Title of the review"))
        self._kind = combo(_("Kind of review"), tuple(one.word for one in self._kinds))
        self.words = TextField(_("Words"), least=4)
        self.answer = TextField(_("Response, as published"), least=4)
        self.refusal = w.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        outer.addWidget(self._title)
        outer.addWidget(self._explain)
        outer.addSpacing(th.px(8))
        fields: tuple[QWidget, ...] = (self._number, self._short, self._kind, self.words, self.answer)
        for widget in (*fields, self.refusal):
            widget.setMaximumWidth(th.px(640))
            outer.addWidget(widget)
        row, across = w.panel(across=True, gap=12, margins=(0, 8, 0, 0))
        self.keep = w.button("", "primary")
        self.keep.clicked.connect(self._keep)
        leave = w.button(_("Leave it"), "link")
        leave.clicked.connect(self.left)
        across.addWidget(self.keep)
        across.addWidget(leave)
        across.addStretch()
        outer.addWidget(row)
        outer.addStretch()

    def begin(self, what: str, review: Review | None) -> None:
        """An empty panel for this kind of record; without a review, a review must come first."""
        self._review = review
        self._what = what if review is not None else REVIEW
        for field in (self.words, self.answer):
            field.set_words("")
        self._number.clear()
        self._short.clear()
        self._refuse("")
        title, explain, keep, hint = self._texts()
        self._title.setText(title)
        self._explain.setText(explain)
        w.set_words(self.keep, keep)
        self.words.setPlaceholderText(hint)
        self._number.setVisible(self._what == RECOMMENDATION)
        self.answer.setVisible(self._what == RECOMMENDATION)
        self.answer.setPlaceholderText(_("The response, word for word (may come later)"))
        self._short.setVisible(self._what == REVIEW)
        self._kind.setVisible(self._what == REVIEW)
        self.words.setVisible(self._what != REVIEW)
        first = self._short if self._what == REVIEW else self.words
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _texts(self) -> tuple[str, str, str, str]:
        name = (self._review.pseudonym or self._review.title) if self._review else ""
        return {
            RECOMMENDATION: (
                _("A recommendation of {review}").format(review=name),
                _("Type or paste it word for word: its words are fixed once it is kept."),
                _("Keep the recommendation"),
                _("The recommendation, word for word"),
            ),
            UNDERTAKING: (
                _("An undertaking of {review}").format(review=name),
                _("Something promised outside the recommendations."),
                _("Keep the undertaking"),
                _("What was undertaken"),
            ),
            LEARNING_POINT: (
                _("A learning point of {review}").format(review=name),
                _("Something learnt that commits no one yet."),
                _("Keep the learning point"),
                _("What was learnt"),
            ),
            REVIEW: (
                _("A review by hand"),
                _(
                    "Its recommendations follow, one by one. With a published response at hand, bring that in instead."
                ),
                _("Keep the review"),
                "",
            ),
        }[self._what]

    def _keep(self) -> None:
        try:
            made = self._made()
        except DeskError as error:
            self._refuse(error.sentence)
            return
        self.kept.emit(made)

    def _made(self) -> str:
        desk, review = self._shell.desk, self._review
        if self._what == REVIEW or review is None:
            return self._made_review()
        if self._what == RECOMMENDATION:
            return records.add_recommendation(
                desk,
                review,
                self.words.words(),
                number=self._number.text(),
                response=self.answer.words(),
            ).id
        return records.add_action(desk, review, self.words.words(), kind=self._what).id

    def _made_review(self) -> str:
        from assurance_desk.services.published import free_ref

        title = self._short.text().strip()
        if not title:
            raise DeskError(_("A review needs a title; nothing was kept yet. Type one."))
        kind = self._kinds[self._kind.currentIndex()].held
        desk = self._shell.desk
        return records.add(desk, Review(id=new_id(), ref=free_ref(desk, title), title=title, kind=kind)).id

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
