"""Fields of a form: a line, a text that grows, a list of choices."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy

from assurance_desk.ui import theme as th
from assurance_desk.ui.widgets import plain_tip


class LineField(QLineEdit):
    """``committed`` on Enter or when the keyboard goes elsewhere; ``left`` on Esc."""

    committed = Signal()
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFont(th.font())
        self.setAccessibleName(name)
        self.setMinimumWidth(th.px(90))
        self.editingFinished.connect(self.committed)

    def words(self) -> str:
        return self.text()

    def set_words(self, words: str) -> None:
        self.setText(words)
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.left.emit()
            return
        super().keyPressEvent(event)


class TextField(QPlainTextEdit):
    """As tall as its words, up to twelve lines; committed on Ctrl+Enter or when the keyboard goes elsewhere."""

    committed = Signal()
    left = Signal()
    textEdited = Signal(str)  # noqa: N815  (the name QLineEdit gives it)

    def __init__(self, name: str, *, least: int = 2, most: int = 12) -> None:
        super().__init__()
        self._least, self._most = least, most
        self._setting = False
        self.setFont(th.font())
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setMinimumWidth(th.px(90))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(th.px(3))
        self.document().clearUndoRedoStacks()  # else Ctrl+Z takes the margin back, and not the workbook's last step
        self.textChanged.connect(self._changed)
        self._fit()

    def words(self) -> str:
        return self.toPlainText()

    def set_words(self, words: str) -> None:
        self._setting = True
        self.setPlainText(words)
        self._setting = False
        self._fit()

    def isModified(self) -> bool:
        return self.document().isModified()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.committed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.committed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _changed(self) -> None:
        self._fit()
        if not self._setting:
            self.textEdited.emit(self.toPlainText())

    def _fit(self) -> None:
        lines = sum(
            max(1, block.layout().lineCount())
            for block in (self.document().findBlockByNumber(n) for n in range(self.document().blockCount()))
        )
        shown = max(self._least, min(self._most, lines))
        tall = round(shown * self.fontMetrics().lineSpacing()) + th.px(18)
        if self.height() != tall:
            self.setFixedHeight(tall)
        scrolls = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if lines > self._most
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(scrolls)


class ChoiceField(QComboBox):
    """Committed when one is chosen. The wheel scrolls the page, never the value."""

    committed = Signal()
    left = Signal()
    textEdited = Signal(str)  # noqa: N815

    def __init__(self, name: str, choices: tuple[str, ...]) -> None:
        super().__init__()
        self.setFont(th.font())
        self.setAccessibleName(name)
        self._choices = choices
        self.addItems(list(choices))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(lambda _at: self.committed.emit())
        self.currentTextChanged.connect(lambda words: self.setToolTip(plain_tip(words)))

    def words(self) -> str:
        return self.currentText()

    def offer(self, choices: tuple[str, ...]) -> None:
        """The words there are now: a vocabulary may have been edited since."""
        if choices == self._choices and self.count() == len(choices):
            return
        now, self._choices = self.currentText(), choices
        self.clear()
        self.addItems(list(choices))
        self.setCurrentIndex(self.findText(now))

    def set_words(self, words: str) -> None:
        """A word no longer on the list may stay where it stands."""
        if words not in self._choices and self.findText(words) < 0:
            self.insertItem(0, words)
        self.setCurrentText(words)

    def isModified(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return QSize(th.px(160), super().sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


AnyField = LineField | TextField | ChoiceField
