"""Offers words for the last part of a line whose parts stand apart by commas."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit


class CommaCompleter(QCompleter):
    """What stands before the last comma stays when a word is taken."""

    def __init__(self, words: Sequence[str], line: QLineEdit) -> None:
        super().__init__(list(words), line)
        self._line = line
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        before, comma, _last = self._line.text().rpartition(",")
        word = str(super().pathFromIndex(index))
        return f"{before}{comma} {word}" if comma else word
