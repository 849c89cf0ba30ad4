"""Documents that cannot be taken apart, told in one sentence each: what it is, and what to do."""

from __future__ import annotations

from assurance_desk.errors import DeskError
from assurance_desk.texts import _


class NotReadableDocumentError(DeskError):
    def __init__(self, name: str, why: str) -> None:
        what, do = _told()[why]
        super().__init__(
            _("“{name}” {what}, so nothing was taken from it. {do}").format(name=name, what=what, do=do)
        )


def _told() -> dict[str, tuple[str, str]]:
    paste = _("Open it, copy its text and paste it here.")
    return {
        "damaged": (_("is damaged or cut short"), _("Ask for it again, or open it and save it afresh.")),
        "password": (
            _("is protected by a password"),
            _("Open it with the password, and save a copy without one or paste its text here."),
        ),
        "scan": (
            _("is a scan, pictures of pages without text"),
            _("Ask for the file it was printed from, or type the recommendations by hand."),
        ),
        "old word": (_("is in Word’s old format"), _("Open it in Word and save it as .docx.")),
        "workbook": (
            _("is a workbook"),
            _("If it is a tracker, choose “Bring in a tracker” on the Register page."),
        ),
        "not word": (_("is a ZIP file, but no Word document"), paste),
        "too big": (_("is far larger than a published response"), paste),
        "broke": (_("could not be read to its end"), paste),
    }
