"""What the body is called in the window and on paper follows its name."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from assurance_desk.clock import Clock
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.questionnaire import DRAFT, Questionnaire
from assurance_desk.services import files, organisations, papers
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows, tables
from assurance_desk.ui.main_window import MainWindow
from assurance_desk.ui.pages_list import PAGES
from assurance_desk.ui.widgets import ElidedLabel

PARTNERSHIP = "Merrowshire Safeguarding Children Partnership"
WORD = re.compile(r"\bBoards?\b")


def test_no_page_of_a_partnerships_window_says_board(partnership: Path, look: QApplication, qtbot) -> None:
    window = MainWindow(Clock())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    said = [f"Welcome: {words}" for words in our_words(window)]
    assert window.open_path(partnership)
    for entry in PAGES:
        if entry.name == "History":  # it tells what was written then, word for word
            continue
        window.go(entry.name)
        qtbot.waitUntil(lambda: not window.jobs.busy, timeout=15000)
        qtbot.wait(50)
        if entry.name == "Questionnaires":
            window.frame.page.detail.show_part("cover")
        said += [f"{entry.name}: {words}" for words in our_words(window)]
        said += [f"{entry.name}, command: {one.words}" for one in page_commands(window)]
    window.close()
    for expected in ("Partnership paper", "The Partnership is asked to", "To the meeting on"):
        assert any(expected in words for words in said), expected
    said = [words for words in said if "Adults Board" not in words]
    assert [words for words in said if WORD.search(words)] == []


def test_no_paper_of_a_partnership_says_board(partnership: Path) -> None:
    desk = files.open_desk(partnership, Clock())
    try:
        for paper in rows.find(desk.db, Paper):
            made = papers.make(papers.gather(desk, paper.id))
            words = text_of(made.data)
            assert "The Partnership is asked to" in words
            assert not WORD.search(words)
            assert not any(WORD.search(f"{check.words} {check.more}") for check in made.checks)
            assert not WORD.search(papers.file_name(paper))
    finally:
        desk.close()


def test_a_refused_fourth_request_does_not_speak_of_a_board(partnership: Path) -> None:
    from assurance_desk.services.paper_faults import TooManyAsksError

    assert not WORD.search(TooManyAsksError().sentence)


@pytest.fixture
def partnership(merrowshire: Path, tmp_path: Path) -> Path:
    """The sample in a Partnership's hands: everything a person wrote says Partnership, so ours is what is left."""
    path = tmp_path / "Partnership.assurance"
    shutil.copy2(merrowshire, path)
    desk = files.open_desk(path, Clock())
    with desk.step("Everything written says Partnership"):
        _rewritten(desk)
        _drafts(desk)
    assert organisations.body_word(desk) == "Partnership"
    desk.close()
    return path


def _rewritten(desk: Desk) -> None:
    for kind in tables.records():
        for record in rows.find(desk.db, kind):
            rows.put(desk.db, _said_anew(record))


def _said_anew(record: object) -> object:
    words = {
        name: WORD.sub("Partnership", value)
        for name in record.__dataclass_fields__  # type: ignore[attr-defined]
        if isinstance(value := getattr(record, name), str)
    }
    made = replace(record, **words)  # type: ignore[type-var]
    if isinstance(made, Paper):
        asks = tuple(replace(ask, text=WORD.sub("Partnership", ask.text)) for ask in made.asks)
        own = tuple(replace(one, text=WORD.sub("Partnership", one.text)) for one in made.words)
        return replace(made, asks=asks, words=own, status="draft", issued_on=None, issued_sha256="")
    return made


def _drafts(desk: Desk) -> None:
    """A questionnaire still being made, so that its form is seen too."""
    live = rows.find(desk.db, Questionnaire)[-1]
    rows.put(desk.db, replace(live, id="draft", ref="NEXT-2020", status=DRAFT, issued_on=None))


def our_words(window: QWidget) -> list[str]:
    """What the window says of itself: labels, buttons, placeholders, names for screen readers and tips."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, (QLabel, QPushButton, ElidedLabel)):
            found.append(widget.text())
        if isinstance(widget, (QLineEdit, QPlainTextEdit)):
            found.append(widget.placeholderText())
    return [words for words in found if words]


def page_commands(window: MainWindow) -> list:
    assert window.frame is not None
    return window.frame.page.commands()


def text_of(data: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
