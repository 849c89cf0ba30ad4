"""The cover shown beside a design says what the cover of the workbook says, in the same order."""

import io

import openpyxl
import pytest

from assurance_desk.domain.prefill import nobody
from assurance_desk.excel.questionnaire import template
from assurance_desk.excel.questionnaire_shown import show_cover
from assurance_desk.progress import Progress
from assurance_desk.services import questionnaire_library, questionnaires

SHIPPED = [
    questionnaires.example(),
    *(questionnaire_library.take_down(one.key) for one in questionnaire_library.LIBRARY),
]


@pytest.mark.parametrize("questionnaire", SHIPPED, ids=lambda one: one.ref)
def test_every_word_of_the_cover_is_shown_in_its_order(questionnaire):
    book = openpyxl.load_workbook(
        io.BytesIO(template(questionnaire).copy(nobody(questionnaire))), data_only=True
    )
    written = [
        str(cell.value)
        for row in book["Cover"].iter_rows(max_col=5)
        for cell in row
        if cell.value not in (None, "")
    ]
    shown = [piece.words for line in show_cover(questionnaire, Progress()).lines for piece in line.pieces]
    assert " ".join(shown).split() == " ".join(written).split()


def test_a_paragraph_is_whole_again_and_what_stands_apart_stays_apart():
    shown = [
        piece.words
        for line in show_cover(questionnaires.example(), Progress()).lines
        for piece in line.pieces
    ]
    assert questionnaires.example().why in shown
    assert "Merrowshire Safeguarding Children Board" in shown
    assert "Press Enable Editing. Then save this file in a folder of your own." in shown
