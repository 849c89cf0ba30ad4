"""A review: what was published around its recommendations, its embargo, and its own fields."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assurance_desk.domain import wording
from assurance_desk.domain.actions import Action
from assurance_desk.domain.reviews import Review
from assurance_desk.services import records
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_embargo import EmbargoLine
from assurance_desk.ui.pages.register_linked import LinkedText
from assurance_desk.ui.pages.register_marked import MarkedWords
from assurance_desk.ui.pages.register_publication import PublicationPlan
from assurance_desk.ui.record_form import RecordForm
from assurance_desk.ui.shell import Shell

REVIEW = ("title", "ref", "pseudonym", "kind", "stage", "embargo_until", "published_on", "link", "note")
MORE = ("whose", "incident_period", "themes", "slippage", "learning_shared")


class ReviewDetail(QWidget):
    """A review: what was published around its recommendations, and its own fields.

    ``action_chosen(id)`` when words that became an undertaking or a learning point are clicked; ``action_made(id)``
    when marked words became one.
    """

    action_chosen = Signal(str)
    action_made = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.review: Review | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(th.px(24), th.px(16), th.px(24), th.px(24))
        outer.setSpacing(th.px(6))
        self._title = w.label("", "section", strong=True, wrap=True)
        self._source = w.label("", "small", role="muted", wrap=True)
        self.embargo = EmbargoLine(shell)
        outer.addWidget(self.embargo)
        outer.addWidget(self._title)
        outer.addWidget(self._source)
        outer.addSpacing(th.px(10))
        self._context_head = w.section(_("Before the recommendations"), _("as published"))
        self._context = LinkedText(_("Before the recommendations, as published"))
        self._left_head = w.section(_("Not placed"), _("read, but part of no recommendation or response"))
        self._left = LinkedText(_("Not placed, as published"))
        self.marked = MarkedWords(shell)
        self.marked.kept.connect(self.action_made)
        self._context.chosen.connect(self.action_chosen)
        for text in (self._context, self._left):
            self.marked.follow(text)
        for widget in (self._context_head, self._context, self._left_head, self._left, self.marked):
            outer.addWidget(widget)
        outer.addSpacing(th.px(14))
        outer.addWidget(w.rule())
        outer.addSpacing(th.px(8))
        self.publication = PublicationPlan(shell)
        outer.addWidget(self.publication)
        outer.addWidget(self._make_forms())
        outer.addStretch()

    def _make_forms(self) -> QWidget:
        forms, column = w.panel(gap=6)
        self.form = RecordForm(self._shell, "Register", Review, REVIEW)
        self.more = RecordForm(self._shell, "Register", Review, MORE)
        self._open = w.button("", "link")
        self._open.clicked.connect(lambda: self._show_more(shown=self.more.isHidden()))
        self._remove = w.button(_("Remove this review"), "link")
        self._remove.clicked.connect(self._take_out)
        for widget in (self.form, self._open, self.more, self._remove):
            widget.setMaximumWidth(th.px(640))
            column.addWidget(widget)
        self._show_more(shown=False)
        return forms

    def show_review(self, review: Review, before: tuple[Action, ...] = ()) -> None:
        """``before``: the undertakings and learning points whose words are to be tinted."""
        self.review = review
        self.marked.about(review, None)
        self.embargo.show_review(review)
        self._title.setText(review.title)
        source = _("Read from “{name}”, whose bytes are kept.").format(name=review.source_name)
        self._source.setText(source if review.source_name else _("Entered by hand."))
        for head, text, words in (
            (self._context_head, self._context, review.context),
            (self._left_head, self._left, review.left_over),
        ):
            head.setVisible(bool(words.strip()))
            text.setVisible(bool(words.strip()))
            text.show_words(words, wording.links_in(words, before), {one.id: one.ref for one in before})
        self.marked.refresh()
        self.publication.show_review(review)
        self.form.show_record(review)
        self.more.show_record(review)

    def _show_more(self, *, shown: bool) -> None:
        self.more.setVisible(shown)
        words = _("Less about this review") if shown else _("Themes, whose it is, how learning was shared")
        w.set_words(self._open, words)

    def _take_out(self) -> None:
        review = self.review
        if review is not None:
            self._shell.attempt(lambda: records.remove(self._shell.desk, review))
