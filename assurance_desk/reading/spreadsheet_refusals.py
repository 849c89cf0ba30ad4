"""Files that cannot be taken in, told in one sentence each: what it is, and what to ask the sender for."""

from __future__ import annotations

from assurance_desk.errors import DeskError
from assurance_desk.texts import _


class NotReadableError(DeskError):
    """``what`` says what the file is, ``ask`` what to ask the sender for."""

    def __init__(self, name: str, what: str, ask: str) -> None:
        self.what = what
        super().__init__(
            _("“{name}” {what}, so nothing was taken from it; ask the sender for {ask}.").format(
                name=name, what=what, ask=ask
            )
        )


def _asks() -> dict[str, tuple[str, str]]:
    workbook = _("the questionnaire as an Excel workbook (.xlsx)")
    return {
        "empty": (_("is empty"), _("the file again, as it may have been lost on the way")),
        "truncated": (_("is cut short or damaged"), _("the file again, opened in Excel and saved afresh")),
        "twice": (_("holds the same part twice, which no spreadsheet program does"), _("the file again, opened in Excel and saved afresh")),
        "xml": (_("is a spreadsheet saved as plain XML"), _("it opened in Excel and saved as an Excel workbook (.xlsx)")),
        "pipe": (_("is not an ordinary file"), _("the questionnaire as an Excel workbook (.xlsx)")),
        "password": (_("is protected by a password"), _("a copy without the password")),
        "label": (
            _("is locked by a protection label that only their own organisation can open"),
            _("a copy with the label taken off"),
        ),
        "letter": (_("is a PDF document, not a workbook"), workbook + _(", or log it as a letter and enter what it says by hand")),
        "scan": (_("is a scan, a picture of a page"), workbook + _(", or enter its answers by hand")),
        "picture": (_("is a picture"), workbook + _(", or enter its answers by hand")),
        "numbers": (_("was made by Numbers on a Mac"), _("it exported from Numbers as Excel (File, Export To, Excel)")),
        "word": (_("is a Word document"), workbook),
        "slides": (_("is a presentation"), workbook),
        "mail": (_("is an e-mail"), _("nothing more if a workbook is attached, but save the workbook from the e-mail and bring that in")),
        "csv": (_("is plain text, which has lost the questionnaire’s layout"), workbook),
        "web": (_("is a web page under a spreadsheet’s name"), _("it opened in Excel and saved as an Excel workbook (.xlsx)")),
        "too big": (_("is far larger than any questionnaire"), _("the workbook we sent, filled in, without anything added")),
        "far": (
            _("has something in a cell far outside the questionnaire"),
            _("the questionnaire copied out into the file we sent, or the stray cells deleted and the file saved again"),
        ),
        "broke": (_("could not be read to its end"), _("the file again, opened in Excel and saved afresh")),
        "unknown": (_("is not a spreadsheet"), workbook),
    }  # fmt: skip


def refusal(name: str, why: str) -> NotReadableError:
    """The refusal for a reason known by a word: empty, truncated, password, label, letter, scan …"""
    what, ask = _asks()[why]
    return NotReadableError(name, what, ask)
