"""Files that cannot be taken in, told in one sentence each: what it is, and what to ask the sender for."""

from __future__ import annotations

from assurance_desk.errors import DeskError
from assurance_desk.texts import _


class NotReadableError(DeskError):
    """``what`` says what the file is, ``ask`` what to ask the sender for, ``why`` is the reason's word."""

    def __init__(self, name: str, what: str, ask: str, why: str = "") -> None:
        self.what, self.why = what, why
        super().__init__(
            _("“{name}” {what}, so nothing was taken from it; ask the sender for {ask}.").format(
                name=name, what=what, ask=ask
            )
        )


def _asks() -> dict[str, tuple[str, str]]:
    workbook = _("the questionnaire as an Excel workbook (.xlsx)")
    return {
        **_locked(),
        **_carriers(workbook),
        "empty": (_("is empty"), _("the file again, as it may have been lost on the way")),
        "truncated": (_("is cut short or damaged"), _("the file again, opened in Excel and saved afresh")),
        "twice": (_("holds the same part twice, which no spreadsheet program does"), _("the file again, opened in Excel and saved afresh")),
        "xml": (_("is a spreadsheet saved as plain XML"), _("it opened in Excel and saved as an Excel workbook (.xlsx)")),
        "pipe": (_("is not an ordinary file"), _("the questionnaire as an Excel workbook (.xlsx)")),
        "letter": (_("is a PDF document, not a workbook"), workbook + _(", or log it as a letter and enter what it says by hand")),
        "scan": (_("is a scan, a picture of a page"), workbook + _(", or enter its answers by hand")),
        "picture": (_("is a picture"), workbook + _(", or enter its answers by hand")),
        "numbers": (_("was made by Numbers on a Mac"), _("it exported from Numbers as Excel (File, Export To, Excel)")),
        "word": (_("is a Word document"), workbook),
        "slides": (_("is a presentation"), workbook),
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


def _locked() -> dict[str, tuple[str, str]]:
    """Files that somebody locked."""
    return {
        "password": (
            _("is protected by a password"),
            _("its password, which can be typed on the Returns page, or a copy without the password"),
        ),
        "wrong password": (
            _("does not open with that password"),
            _("the password again, or for a copy without the password"),
        ),
        "locked zip": (_("lies in a ZIP folder protected by a password"), _("the file by itself, or the folder without the password")),
        "label": (
            _("is locked by a protection label that only their own organisation can open"),
            _("a copy with the label taken off, or saved under one that does not encrypt (Excel: Home, Sensitivity)"),
        ),
    }  # fmt: skip


def _carriers(workbook: str) -> dict[str, tuple[str, str]]:
    """What files come in: e-mails and ZIP folders."""
    return {
        "mail": (_("is an e-mail that cannot be opened"), _("the workbook by itself, or save the workbook from the e-mail and bring that in")),
        "big mail": (_("is an e-mail of more than 50 MB"), _("the workbook by itself, or save the e-mail’s files and bring those in")),
        "reply": (_("is a reply without a file"), workbook + _(", or keep it as a letter and enter what it says by hand")),
        "tnef": (
            _("is what Outlook makes of attachments for other copies of Outlook, and cannot be opened"),
            _("the e-mail again in plain text or HTML, or with the files in a ZIP folder"),
        ),
        "sealed": (_("is an encrypted e-mail, which only the mail program of its addressee opens"), _("it without encryption, or open it there and save its files")),
        "elsewhere": (_("is only a link to a file kept elsewhere"), _("the file itself")),
        "zip": (_("is a ZIP folder, not a spreadsheet"), workbook),
        "nothing": (_("holds no files"), workbook),
    }  # fmt: skip


def refusal(name: str, why: str) -> NotReadableError:
    """The refusal for a reason known by a word: empty, truncated, password, label, letter, scan …"""
    what, ask = _asks()[why]
    return NotReadableError(name, what, ask, why)
