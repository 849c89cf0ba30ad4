"""One zoom for every length and letter."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit

from assurance_desk.ui import paint
from assurance_desk.ui import theme as th


def test_lengths_and_letters_double_together(look: QApplication) -> None:
    at_100 = (th.px(24), th.font().pointSizeF(), th.line_height(), paint.chip_width("Amber"))
    th.apply(look, text_size=200)
    assert th.px(24) == 2 * at_100[0]
    assert th.font().pointSizeF() == 2 * at_100[1]
    assert abs(th.line_height() - 2 * at_100[2]) <= 2
    assert abs(paint.chip_width("Amber") - 2 * at_100[3]) <= 2


def test_a_row_is_never_lower_than_its_words(look: QApplication) -> None:
    for size in th.TEXT_SIZES:
        th.apply(look, text_size=size)
        assert th.row_height(th.ROW_CLOSE) >= th.line_height()
        assert paint.chip_height() >= th.line_height("small")


def test_figures_line_up_in_both_weights(look: QApplication) -> None:
    """The typeface was chosen for this: a bold total stands under its column."""
    from PySide6.QtGui import QFontMetricsF

    widths = {
        round(QFontMetricsF(th.font(strong=strong)).horizontalAdvance(figure), 2)
        for strong in (False, True)
        for figure in "0123456789"
    }
    assert len(widths) == 1
    assert th.font().family() == "IBM Plex Sans"


def test_every_icon_named_is_there(look: QApplication) -> None:
    from assurance_desk.paths import resources
    from assurance_desk.ui.actions import COMMANDS
    from assurance_desk.ui.pages_list import PAGES

    names = {entry.icon for entry in PAGES} | {spec.icon for spec in COMMANDS if spec.icon}
    assert all((resources() / "icons" / f"{name}.svg").is_file() for name in names)


def test_every_band_of_the_domain_has_its_shade_in_both_looks(look: QApplication) -> None:
    """Window and paper shade by one definition: as many shades as bands, whatever their bounds."""
    from assurance_desk.domain.paper.blocks import HEAT_BANDS

    for scheme in (th.LIGHT_SCHEME, th.DARK_SCHEME):
        th.apply(look, scheme=scheme)
        assert len(th.ground().heat) == len(HEAT_BANDS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_suggestions_under_a_field_stand_on_paper(look: QApplication, scheme: str, qtbot) -> None:
    """A popup is a window of its own: nothing lies behind it for a transparent ground to show."""
    th.apply(look, scheme=scheme)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setCompleter(QCompleter(["Ludmarsh Homes"], field))
    field.show()
    field.completer().complete()
    picture = field.completer().popup().grab().toImage()
    ground = picture.pixelColor(picture.width() - 6, picture.height() - 4)
    assert ground.name().upper() == th.ground().paper.upper()
    field.completer().popup().hide()
