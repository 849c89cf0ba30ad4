"""Makes ``resources/sample/returns``: the questionnaires as issued, filled, then spoiled as strangers spoil them.

``python -m tests.make_sample`` needs LibreOffice and pdftoppm. Run it again only when the questionnaire's sheets or
the answers change: the files it made are kept with the sample, so that nobody needs LibreOffice to use it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from openpyxl import Workbook, load_workbook

from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.services import sample_data
from tests.make_sample import issued, paper_forms, spoil
from tests.make_sample.fill import fill
from tests.make_sample.office import save_as

PASSWORD = "Qu1llgate"
Spoiling = Callable[[Workbook], None]
AS_SENT: dict[str, tuple[str, tuple[Spoiling, ...]]] = {
    "HTG-2019 Larkford BC FINAL.xlsx": ("O01", (spoil.merged_with_its_note,)),
    "Housing training gap analysis - TVDC.xlsx": ("O02", (spoil.dates_in_words,)),
    "HTG-2019 O04 v0.9 completed.xlsx": ("O04", ()),
    "HTG-2019 O05 final v2.xlsx": ("O05", (spoil.hand_typed_choices, spoil.matrix_from_word)),
    "Tern Valley GN.xlsx": ("O06a", ()),
    "Copy of Tern Valley GN (2).xlsx": ("O06a", (spoil.another_figure,)),
    "TVHG supported housing HTG-2019.xlsx": ("O06b", ()),
    "Tallis Repairs questionnaire.xlsx": ("O06c", ()),
    "Brindlewick_HTG2019_03-14-2019.xls": ("O07", (spoil.months_first,)),
    "Copperstone.xlsx": ("O08", (spoil.more_than_there_are,)),
    "Copperstone corrected 15 March.xlsx": ("O08", ()),
    "kestrel court return.ods": ("O09", (spoil.lists_lost,)),
    "Refuge return - PLEASE USE THIS ONE.xlsx": ("O10", (spoil.renamed_and_hidden,)),
    "Quillgate CONFIDENTIAL.xlsx": ("O11", ()),
    "Quillgate sections A and B.xlsx": ("O11", (partial(spoil.only_sections, letters="AB"),)),
    "Scan_20190315_0001.pdf": ("O12", ()),
}
OLDER = {"O04"}


def main() -> None:
    target = sample_data.folder() / "returns"
    target.mkdir(exist_ok=True)
    for old in target.iterdir():
        old.unlink()
    with tempfile.TemporaryDirectory() as scratch:
        copies = issued.issue_all(Path(scratch))
        for name, (ref, spoilings) in AS_SENT.items():
            questionnaire, copy = copies[ref, ref in OLDER]
            book = load_workbook(copy)
            fill(book, questionnaire, _answers(ref, questionnaire))
            for spoiling in spoilings:
                spoiling(book)
            _send(book, target / name, Path(scratch))
    paper_forms.letter(target / "Letter to MSCB 12 April.pdf")


def _answers(ref: str, questionnaire: Questionnaire) -> dict[Slot, str]:
    """As meant, under the references of the version that was filled."""
    newer = issued.questionnaire("1.0")
    answers = sample_data.answers_of(ref, newer)
    if questionnaire.version == newer.version:
        return answers
    older = {one.to_question: one.from_question for one in issued.question_maps()}
    return {Slot(older[slot.question], slot.row, slot.column): value for slot, value in answers.items()}


def _send(book: Workbook, target: Path, scratch: Path) -> None:
    if target.suffix == ".pdf":
        paper_forms.scan(book, target)
        return
    plain = scratch / "sent.xlsx"
    book.save(plain)
    if target.name == "Quillgate CONFIDENTIAL.xlsx":
        spoil.protect(plain, target, PASSWORD)
    elif target.suffix == ".xlsx":
        target.write_bytes(plain.read_bytes())
    else:
        save_as(plain, target)


if __name__ == "__main__":
    main()
