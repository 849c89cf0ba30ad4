"""On to the next doubt: what is built anew after a decision stands where it stood, with the next one in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QWidget

from assurance_desk.ui.pages.returns_review import ReviewRow
from assurance_desk.ui.widgets import Pane


@dataclass(frozen=True, slots=True)
class Stood:
    """How far the pane was scrolled, and of the doubt being decided: how far below the pane's top it stood (pixels), and
    which came after it. ``after`` None: none was being decided.
    """

    scrolled: int
    below: int = 0
    after: tuple[str, ...] | None = None


def stood(detail: QWidget, rows: Sequence[ReviewRow]) -> Stood:
    """Before it is built anew."""
    pane = pane_of(detail)
    scrolled = pane.verticalScrollBar().value() if pane else 0
    focused = detail.window().focusWidget()
    at = next((at for at, row in enumerate(rows) if row.deciding or row.isAncestorOf(focused)), None)
    if at is None:
        return Stood(scrolled)
    below = rows[at].mapTo(detail, QPoint(0, 0)).y() - scrolled
    return Stood(scrolled, below, tuple(row.review_id for row in rows[at + 1 :]))


def go_on(detail: QWidget, rows: Sequence[ReviewRow], before: Stood) -> None:
    """Once it is built: the next doubt where the last one stood, with the focus; where none was decided, no movement."""
    following = _following(rows, before)
    if following is not None:
        following.buttons[0].setFocus()
    pane = pane_of(detail)
    if pane is None:
        return
    pane.setUpdatesEnabled(False)  # its parts find their heights first; nobody sees it jump

    def settle() -> None:
        bar = pane.verticalScrollBar()
        if following is None:
            bar.setValue(before.scrolled)
        elif detail.isAncestorOf(following):  # and not built anew since
            bar.setValue(following.mapTo(detail, QPoint(0, 0)).y() - before.below)
            pane.ensureWidgetVisible(following, 0, 0)
        pane.setUpdatesEnabled(True)

    QTimer.singleShot(0, detail, settle)


def _following(rows: Sequence[ReviewRow], before: Stood) -> ReviewRow | None:
    """The first that is left of those after it; of none, the first that is left at all."""
    if before.after is None or not rows:
        return None
    left = {row.review_id: row for row in rows}
    return next((left[one] for one in before.after if one in left), rows[0])


def pane_of(inner: QWidget) -> Pane | None:
    at: QObject | None = inner
    while at is not None and not isinstance(at, Pane):
        at = at.parent()
    return at
