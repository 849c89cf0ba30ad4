"""What was published of one recommendation: its words, and each response with its linked words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from assurance_desk.domain import wording
from assurance_desk.domain.responses import PUBLISHED, Response
from assurance_desk.services.register import Detail
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_linked import LinkedText


class Passage(QWidget):
    """A heading with a small fact, and published words. Kept from one showing to the next: the hand may be in it."""

    def __init__(self) -> None:
        super().__init__()
        column = w.box(gap=5, margins=(0, 6, 0, 4))
        self.setLayout(column)
        head, across = w.panel(across=True, gap=8)
        self._heading = w.label("", strong=True)
        self._more = w.label("", "small", role="muted")
        across.addWidget(self._heading)
        across.addWidget(self._more, 1, Qt.AlignmentFlag.AlignBottom)
        column.addWidget(head)
        self.words = LinkedText("")
        column.addWidget(self.words)

    def tell(self, heading: str, more: str) -> None:
        self._heading.setText(heading)
        self._more.setText(more)
        self.words.setAccessibleName(f"{heading}, {more}")


class Passages(QWidget):
    """``chosen(action id)`` when linked words are clicked."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = w.box()
        self.setLayout(self._column)
        self.asked = Passage()
        self._column.addWidget(self.asked)
        self._answers: list[Passage] = []
        self._none = w.section(_("Response"), _("none was published with it"))
        self._column.addWidget(self._none)

    def show_detail(self, detail: Detail) -> list[LinkedText]:
        """Show it; gives the texts whose words may become actions."""
        recommendation = detail.recommendation
        self.asked.setVisible(recommendation is not None)
        if recommendation is not None:
            self.asked.tell(_("Recommendation"), _("as published"))
            self.asked.words.show_words(recommendation.text)
        told = [one for one in _told(detail) if one[1].strip()]
        while len(self._answers) < len(told):
            made = Passage()
            made.words.chosen.connect(self.chosen)
            self._answers.append(made)
            self._column.insertWidget(self._column.count() - 1, made)
        for at, passage in enumerate(self._answers):
            passage.setVisible(at < len(told))
            heading, text, how = told[at] if at < len(told) else ("", "", "")
            links = wording.links_in(text, detail.worded)
            hint = "" if links else _(": mark words to make an action of them")
            passage.tell(heading, how + hint)
            passage.words.show_words(text, links, {one.id: one.ref for one in detail.actions})
        self._none.setVisible(recommendation is not None and not detail.responses)
        return self.texts()

    def texts(self) -> list[LinkedText]:
        """Those shown."""
        return [one.words for one in self._answers if not one.isHidden()]


def _told(detail: Detail) -> Iterator[tuple[str, str, str]]:
    """Heading, words, and how they stand."""
    if detail.recommendation is None:
        yield _("Before the recommendations"), detail.review.context, _("as published")
    for answer in detail.responses:
        yield heading_of(answer), wording.without_emphasis(answer.text), as_it_stands(answer)


def as_it_stands(answer: Response) -> str:
    """Such as: as published; version 2, draft."""
    if answer.status == PUBLISHED:
        return _("as published")
    return _("version {n}, {status}").format(n=answer.version, status=_(answer.status))


def heading_of(answer: Response) -> str:
    """The response's own heading, not shouted."""
    heading = answer.heading or _("Response")
    return heading.capitalize() if heading.isupper() or heading.istitle() else heading
