"""Words of a file or a stranger are shown as they are: never taken for markup, never hiding a letter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from assurance_desk.ui import widgets
from assurance_desk.ui.marks import CellMark
from assurance_desk.ui.widgets import ElidedLabel

NASTY = '<img src="file:///etc/passwd"><b>Smith & Sons</b>'


def test_labels_are_plain(look: QApplication, qtbot) -> None:
    made = widgets.label(NASTY)
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.text() == NASTY


def test_paragraphs_escape_what_they_show(look: QApplication, qtbot) -> None:
    made = widgets.para(NASTY)
    qtbot.addWidget(made)
    assert "<img" not in made.text()
    assert made.words() == NASTY


def test_a_shortened_line_tells_the_whole_in_an_escaped_tooltip(look: QApplication, qtbot) -> None:
    made = ElidedLabel(NASTY)
    qtbot.addWidget(made)
    made.resize(80, 20)
    made.show()
    assert "<img" not in made.toolTip()
    assert "Smith &amp; Sons" in made.toolTip()


def test_a_cell_as_typed_is_no_markup(look: QApplication, qtbot) -> None:
    made = CellMark("D", "F14", NASTY)
    qtbot.addWidget(made)
    assert "<img" not in made.toolTip()
    assert NASTY in made.accessibleName()


def test_a_name_with_an_ampersand_keeps_it_on_a_button(look: QApplication, qtbot) -> None:
    made = widgets.button("Ask Smith & Sons", icon="mail")
    qtbot.addWidget(made)
    assert made.text() == " Ask Smith && Sons"
    assert made.accessibleName() == "Ask Smith & Sons"
    widgets.set_words(made, "Ask A & B")
    assert made.text() == " Ask A && B"


def test_no_part_guesses_the_format_of_its_text(look: QApplication, qtbot) -> None:
    parts = [widgets.section("A", NASTY), widgets.empty("inbox", NASTY, NASTY, [])]
    for part in parts:
        qtbot.addWidget(part)
        assert all(label.textFormat() != Qt.TextFormat.AutoText for label in part.findChildren(QLabel))
