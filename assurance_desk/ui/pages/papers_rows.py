"""The list of papers, under the meetings they go to."""

from __future__ import annotations

from datetime import date

from assurance_desk.domain.dates import long_date
from assurance_desk.services import papers
from assurance_desk.services.papers import PaperRow
from assurance_desk.texts import _, later
from assurance_desk.ui import paint
from assurance_desk.ui.list_row import ListRow

CHIPS = {papers.DRAFT: later("Draft"), papers.ISSUED: later("Issued"), papers.SUPERSEDED: later("Superseded")}


def list_rows(found: list[PaperRow]) -> list[ListRow]:
    """A heading for each meeting, then its papers."""
    made: list[ListRow] = []
    last: tuple[str, date | None] | None = None
    for row in found:
        meeting = (row.forum, row.meeting_on)
        if meeting != last:
            day = long_date(row.meeting_on) if row.meeting_on else ""
            words = f"{row.forum}, {day}" if day else _("No meeting yet")
            made.append(ListRow(heading=words))
            last = meeting
        about = [
            row.about,
            _("presented by {who}").format(who=row.presented_by) if row.presented_by else "",
        ]
        made.append(
            ListRow(
                id=row.id,
                title=row.title,
                sub=", ".join(part for part in about if part),
                chip=(paint.PLAIN, _(CHIPS.get(row.status, row.status))),
                strong=row.status != papers.SUPERSEDED,
            )
        )
    return made
