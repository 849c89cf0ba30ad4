"""Words the user has marked in a published text become an action, linked to those words; likely promises are stepped through."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMenu, QScrollArea, QWidget

from assurance_desk.domain.actions import ACTION, LEARNING_POINT, STANDING, UNDERTAKING, Action
from assurance_desk.domain.promises import Promise
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.services import promises, records, serving
from assurance_desk.texts import _, later, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_linked import LinkedText
from assurance_desk.ui.shell import Shell

MAKE = {
    ACTION: later("Make an action"),
    STANDING: later("Make a standing commitment"),
    UNDERTAKING: later("Make an undertaking"),
    LEARNING_POINT: later("Make a learning point"),
}


class MarkedWords(QWidget):
    """Below the texts it follows: what to make of the marked words, and how many likely promises are left.

    ``kept(action id)`` once marked words became an action.
    """

    kept = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._texts: list[LinkedText] = []
        self._from: LinkedText | None = None
        self._review: Review | None = None
        self._recommendation: Recommendation | None = None
        self._kind = ACTION
        self._action: Callable[[], Action | None] = lambda: None
        column = w.box(gap=2)
        self.setLayout(column)
        column.addWidget(self._make_likely())
        column.addWidget(self._make_marked())

    def _make_likely(self) -> QWidget:
        self.likely, across = w.panel(across=True, gap=12, margins=(0, 6, 0, 0))
        self.count = w.label("", "small", role="muted", wrap=True)
        self.next = w.button(_("Next likely promise"), "link", tip=_("F8"))
        self.next.clicked.connect(self.step)
        self.again = w.button(_("Look at those again"), "link")
        self.again.clicked.connect(self._look_again)
        across.addWidget(self.count, 1)
        across.addWidget(self.next)
        across.addWidget(self.again)
        self.likely.hide()
        return self.likely

    def _make_marked(self) -> QWidget:
        self.bar, across = w.panel(across=True, gap=12, margins=(0, 4, 0, 0))
        self.make = w.button("", "suggested", "plus", tip=_("Ctrl+Enter"))
        self.make.clicked.connect(lambda: self.keep(self._kind))
        self.other = w.button(_("or another kind…"), "link")
        self.other.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        self.other.setMinimumWidth(self.other.sizeHint().width() + th.px(8))
        menu = QMenu(self.other)
        self.kinds = {kind: menu.addAction(_(words)) for kind, words in MAKE.items()}
        for kind, entry in self.kinds.items():
            entry.triggered.connect(self._keeper(kind))
        self.link = menu.addAction("")
        self.link.triggered.connect(self._link)
        self.other.setMenu(menu)
        self.drop = w.button(_("Not a promise"), "link", tip=_("Delete"))
        self.drop.clicked.connect(self.set_aside)
        for button in (self.make, self.other, self.drop):
            across.addWidget(button)
        across.addStretch()
        self.bar.hide()
        return self.bar

    # -------------------------------------------------------------- what it is about

    def about(self, review: Review, recommendation: Recommendation | None) -> None:
        """Where such an action would belong; outside a recommendation it is an undertaking or a learning point."""
        moved = (self._review, self._recommendation) != (review, recommendation)
        self._review, self._recommendation = review, recommendation
        if moved:
            self._take(None)

    def follow(self, text: LinkedText) -> None:
        """Offer what is marked in this text, and hint at what it likely promises."""
        self._texts.append(text)
        text.picked.connect(lambda words: self._take(text if words else None))
        text.make_asked.connect(lambda: self.keep(self._kind))
        text.drop_asked.connect(self.set_aside)

    def set_action(self, action: Callable[[], Action | None]) -> None:
        """The action now selected: marked words may be linked to it where it has none of its own yet."""
        self._action = action

    def refresh(self) -> None:
        """Hint anew at what is not taken up. Call it once the texts show their words."""
        review = self._review
        if review is None:
            return
        desk, about = self._shell.desk, self._recommendation
        for text in self._texts:
            shown = not text.isHidden() and text.text()
            text.show_hints(promises.left_over(desk, review, about, text.text()) if shown else ())
        left, aside = len(self._waiting()), len(promises.aside(desk, review, about))
        words = [plural("{n} likely promise not yet taken up", "{n} likely promises not yet taken up", left)]
        words = words if left else []
        if aside:
            words.append(plural("{n} set aside", "{n} set aside", aside))
        self.count.setText(", ".join(words))
        self.next.setVisible(left > 0)
        self.again.setVisible(aside > 0)
        self.likely.setVisible(bool(words))

    # -------------------------------------------------------------- stepping through

    def _waiting(self) -> list[tuple[int, Promise]]:
        return [(at, hint) for at, text in enumerate(self._texts) for hint in text.hints]

    def step(self) -> bool:
        """Mark the next likely promise after the hand; False where there is none."""
        waiting = self._waiting()
        if not waiting:
            return False
        now = next((at for at, text in enumerate(self._texts) if text is self._from or text.hasFocus()), 0)
        here = (now, self._texts[now].marked_end())
        at, hint = next((one for one in waiting if (one[0], one[1].start) >= here), waiting[0])
        self._texts[at].mark_hint(hint)
        QTimer.singleShot(0, self, lambda: self._bring_into_view(self._texts[at]))
        return True

    def _bring_into_view(self, text: LinkedText) -> None:
        """What may be made of them, and the words themselves, once the bar has found its place."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inner = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and inner is not None:
            above.ensureWidgetVisible(self, 0, th.px(16))
            place = text.mapTo(inner, text.cursorRect().center())
            above.ensureVisible(0, place.y(), 0, th.px(40))

    def _take(self, text: LinkedText | None) -> None:
        self._from = text
        self.bar.setVisible(text is not None)
        if text is None:
            return
        guess = promises.kind_of(text.marked())
        self._kind = UNDERTAKING if guess == ACTION and self._recommendation is None else guess
        w.set_words(self.make, _(MAKE[self._kind]))
        for kind, entry in self.kinds.items():
            entry.setVisible(kind != self._kind)
        action = self._action()
        self.link.setVisible(action is not None and self._wordless(action))
        if action is not None:
            self.link.setText(w.shown_on_button(_("Link to {ref}").format(ref=action.ref)))
        self.drop.setVisible(text.hint_marked() is not None)

    def _wordless(self, action: Action) -> bool:
        return not serving.words_of(self._shell.desk, action, self._recommendation)

    # -------------------------------------------------------------- doing

    def _keeper(self, kind: str) -> Callable[[], None]:
        return lambda: self.keep(kind)

    def keep(self, kind: str) -> None:
        """The marked words become an action of this kind, with the next free reference."""
        review, words = self._review, self._from.marked() if self._from else ""
        if review is None or not words:
            return
        made: list[Action] = []
        self._shell.attempt(
            lambda: made.append(
                records.add_action(
                    self._shell.desk,
                    review,
                    words[:1].upper() + words[1:],
                    recommendation=self._recommendation,
                    kind=kind,
                    words=words,
                )
            )
        )
        if made:
            self.kept.emit(made[0].id)

    def _link(self) -> None:
        action, words = self._action(), self._from.marked() if self._from else ""
        if action is not None and words:
            desk, about = self._shell.desk, self._recommendation
            self._shell.attempt(lambda: serving.link_words(desk, action, about, words))

    def set_aside(self) -> None:
        """The likely promise now marked is none: it is hinted at no more."""
        text, review = self._from, self._review
        if review is None or text is None or text.hint_marked() is None:
            return
        words = text.marked()
        self._shell.attempt(lambda: promises.set_aside(self._shell.desk, review, self._recommendation, words))

    def _look_again(self) -> None:
        review = self._review
        if review is not None:
            self._shell.attempt(lambda: promises.bring_back(self._shell.desk, review, self._recommendation))
