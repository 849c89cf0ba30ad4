"""Long work on the desk itself, a few milliseconds at a time, so that the window goes on answering.

While it runs nothing else may be done to the workbook: keys and clicks wait, but for the Cancel of the progress line.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

from assurance_desk.progress import Cancelled, Progress
from assurance_desk.services.slices import Slices

TURN = 0.012
"""Seconds of work between two looks at what the window has to do."""
_HELD = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick, QEvent.Type.Shortcut, QEvent.Type.ShortcutOverride, QEvent.Type.Drop,
        QEvent.Type.DragEnter, QEvent.Type.ContextMenu, QEvent.Type.Wheel,
    }
)  # fmt: skip


class Slicer(QObject):
    """One piece of sliced work at a time. ``ended(result, error)`` is called once, one of them None."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slices: Slices[Any] | None = None
        self._ended: Callable[[Any, BaseException | None], object] | None = None
        self._progress: Progress | None = None
        self.turning = False
        """Whether a slice is being worked on just now."""
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)

    @property
    def busy(self) -> bool:
        return self._slices is not None

    def run(
        self, slices: Slices[Any], progress: Progress, ended: Callable[[Any, BaseException | None], object]
    ) -> None:
        self._slices, self._progress, self._ended = slices, progress, ended
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._timer.start()

    def _turn(self) -> None:
        """As many slices as fit into a turn."""
        slices, progress = self._slices, self._progress
        if slices is None or progress is None:
            return
        until = time.perf_counter() + TURN
        self.turning = True
        try:
            while time.perf_counter() < until:
                if progress.cancelled:
                    slices.throw(Cancelled())
                next(slices)
        except StopIteration as done:
            self._end(done.value, None)
        except BaseException as error:  # noqa: BLE001  (told to whoever asked for the work)
            self._end(None, error)
        finally:
            self.turning = False

    def close(self) -> None:
        """Break it off: its step is not kept."""
        if self._slices is not None:
            slices, self._ended = self._slices, None
            self._stop()
            slices.close()

    def _stop(self) -> None:
        self._timer.stop()
        self._slices = None
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def _end(self, result: Any, error: BaseException | None) -> None:
        """In a turn of its own, after those who were told of the step have looked; keys wait until then."""
        self._timer.stop()
        QTimer.singleShot(0, self, lambda: self._tell(result, error))

    def _tell(self, result: Any, error: BaseException | None) -> None:
        ended, self._ended = self._ended, None
        if ended is not None:
            self._stop()
            ended(result, error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() in _HELD and isinstance(watched, QWidget) and not _cancels(watched)


def _cancels(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) and bool(widget.property("cancels"))
