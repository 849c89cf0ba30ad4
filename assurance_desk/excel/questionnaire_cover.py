"""The cover sheet: what it is for, by when, how to fill it in, whom to ask, and how far they have got."""

from __future__ import annotations

from openpyxl.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter as letter

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.organisations import body_word
from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.sheet_layout import STILL_HEAD, Sheet
from assurance_desk.excel import measure as m
from assurance_desk.excel import styles as s
from assurance_desk.excel.questionnaire_book import Book, Make
from assurance_desk.excel.questionnaire_page import set_page
from assurance_desk.excel.questionnaire_progress import Live, section_progress, totals
from assurance_desk.excel.questionnaire_sheet import link_to
from assurance_desk.texts import _

WIDTHS = (4.0, 24.0, 40.0, 12.0, 19.0)
_FULL_PX = m.columns_px(sum(WIDTHS)) - 12
_LAST = len(WIDTHS)
_NAME_SIZE = 13
_KEY_PX = m.columns_px(sum(WIDTHS[:2]))


def steps() -> tuple[tuple[str, str], ...]:
    return (
        (_("Yellow bar at the top?"), _("Press Enable Editing. Then save this file in a folder of your own.")),
        (_("Share it out."), _("Give each section to whoever knows best. We can join copies that come back separately.")),
        (_("Fill in the tinted cells only."), _("The Tab key takes you from one to the next. Some have a list to choose from.")),
        (_("Type 0 for none."), _("Leave a cell blank only if you do not know, and say why under Comment.")),
        (_("Pasting? Choose Paste special, then Values."), _("This keeps the lists and checks working.")),
        (_("Check and send."), _("Every section below should say Complete. Have it approved, then e-mail us this file.")),
    )  # fmt: skip


def write_cover(book: Book, groups: list[list[Sheet]], last_time: str = "") -> None:
    """``groups``: for each section, the sheets it takes. ``last_time``: when the answers were given that stand in it."""
    _Cover(book).write(groups, last_time)


class _Cover:
    """Writes down a sheet, one measured line to a row, so that nothing needs merged cells."""

    def __init__(self, book: Book) -> None:
        self.book, self.ws, self.of = book, book.cover, book.questionnaire
        self.row = 1
        for column, width in enumerate(WIDTHS, 1):
            self.ws.column_dimensions[letter(column)].width = width

    def write(self, groups: list[list[Sheet]], last_time: str) -> None:
        self._title()
        self._facts()
        if self.of.why:
            self._head(_("Why we ask"))
            self._put(self.of.why, gap=8)
        if self.of.legal_basis:
            self._head(_("Legal basis"))
            self._put(self.of.legal_basis, gap=8)
        self._head(_("How to fill it in"))
        self._steps()
        if last_time:
            self._last_time(last_time)
        self._head(_("How far you have got"))
        self._progress(groups)
        self._head(_("Privacy"))
        self._privacy()
        self.book.identity(self.ws, self.row)
        set_page(self.ws, self.of, f"A1:{letter(_LAST)}{self.row}", portrait=True)
        self.ws.sheet_properties.tabColor = s.ACCENT
        self.book.name("q_return", self.ws, (self.row, 1))

    def _title(self) -> None:
        self._put(self.of.marking, size=10, bold=True, color=s.MUTED, gap=6)
        self._put(self.of.body, color=s.MUTED)
        self._put(self.of.title, size=22, bold=True, color=s.ACCENT)
        for line in (0, 1):  # the second is empty for all but a very long name
            cell = self.book.own(self.ws, self.row, 1, _name_line(line))
            cell.font, cell.alignment = s.font(_NAME_SIZE, bold=True), s.PLAIN
            self.ws.row_dimensions[self.row].height = m.height_pt(1, _NAME_SIZE) + 1.5
            self.row += 1

    def _facts(self) -> None:
        for label, make, strong in _facts(self.of):
            name, value = (
                self.book.text(self.ws, self.row, 1, label),
                self.book.own(self.ws, self.row, 3, make),
            )
            name.font, value.font = s.font(10.5, bold=True), s.font(13 if strong else 10.5, bold=strong)
            name.alignment = value.alignment = s.MIDDLE_LINE
            for column in range(1, _LAST + 1):
                self.ws.cell(self.row, column).border = s.RULE_ABOVE
            self.ws.row_dimensions[self.row].height = 24 if strong else 20
            self.row += 1
        self._space(8)

    def _steps(self) -> None:
        for number, (what, how) in enumerate(steps(), 1):
            first = self.ws.cell(self.row, 1)
            first.value, first.font = number, s.font(10.5, bold=True, color=s.ACCENT)
            first.alignment = s.NUMBERED
            self._put(what, column=2, bold=True, px=_FULL_PX - 34)
            self._put(how, column=2, px=_FULL_PX - 34)
            dimension = self.ws.row_dimensions[self.row - 1]
            dimension.height = (dimension.height or 15) + 3
        self._space(5)

    def _last_time(self, when: str) -> None:
        """The key to what is filled in already."""
        self._head(_("What you told us last time"))
        cell = self.book.text(self.ws, self.row, 1, _("Last time ({when})").format(when=when))
        for column in (1, 2):
            self.ws.cell(self.row, column).fill = s.fill(s.CARRIED)
        cell.font, cell.alignment = s.font(10.5, italic=True), s.PLAIN
        self._put(
            _("Answers in this tint, in italics, are those you gave then."), column=3, px=_FULL_PX - _KEY_PX
        )
        words = _(
            "If a row is still right, choose so under “{still}”; if not, type over it. Until then it does not count as answered."
        )
        self._put(words.format(still=STILL_HEAD), gap=8)

    def _progress(self, groups: list[list[Sheet]]) -> None:
        heads = {1: _("Section"), 3: _("Who may know"), 4: _("Answered"), 5: _("Still to do")}
        for column in range(1, _LAST + 1):
            cell = self.book.text(self.ws, self.row, column, heads.get(column, ""))
            cell.font, cell.border = s.font(9.5, bold=True, color=s.MUTED), s.EDGE_BELOW
            cell.alignment = _across(column)
        self.ws.row_dimensions[self.row].height = 18
        self.row += 1
        for sheets in groups:
            self._section(sheets)
        self._space(8)

    def _section(self, sheets: list[Sheet]) -> None:
        section, row = sheets[0].section, self.row
        self.book.text(self.ws, row, 1, section.letter).font = s.font(10.5, bold=True, color=s.ACCENT)
        link = self.book.text(self.ws, row, 2, section.title)
        link_to(link, section.tab)
        link.font = s.font(10.5, color=s.ACCENT, underline=True)
        self.book.text(self.ws, row, 3, section.who).font = s.font(9.5, color=s.MUTED)
        self.book.live(self.ws, row, 4, lambda to: _far(sheets, to)[0]).font = s.font(10.5)
        self.book.live(self.ws, row, 5, lambda to: _far(sheets, to)[1]).font = s.font(10.5, bold=True)
        for column in range(1, _LAST + 1):
            cell = self.ws.cell(row, column)
            cell.border, cell.alignment = s.RULE_BELOW, _across(column)
        self.ws.row_dimensions[row].height = 19
        self.row += 1

    def _privacy(self) -> None:
        self._put(
            self.of.privacy_notice
            or _(
                "Do not name tenants, children or staff anywhere in this file: job titles are enough. What you send is "
                "used for this questionnaire and the {body}’s report on it, and is kept under the {body}’s retention "
                "schedule."
            ).format(body=body_word(self.of.body, self.of.body_word)),
            gap=4,
        )
        self._put(
            _(
                "So that we can read your answers back, each sheet has hidden columns and the file has one hidden sheet. "
                "They hold question references, your return code, counts and the wording of the lists, and nothing else."
            ),
            size=9.5,
            color=s.MUTED,
            gap=8,
        )

    def _head(self, text: str) -> None:
        self._put(text, size=13, bold=True, color=s.ACCENT)

    def _put(
        self,
        text: str,
        *,
        column: int = 1,
        size: float = 10.5,
        bold: bool = False,
        color: str = s.INK,
        px: float = _FULL_PX,
        gap: float = 0,
    ) -> None:
        for line in m.wrap(text, px, size, bold=bold) if text else []:
            cell: Cell = self.book.text(self.ws, self.row, column, line)
            cell.font, cell.alignment = s.font(size, bold=bold, color=color), s.PLAIN
            self.ws.row_dimensions[self.row].height = m.height_pt(1, size) + 1.5
            self.row += 1
        if gap:
            self._space(gap)

    def _space(self, points: float) -> None:
        self.ws.row_dimensions[self.row].height = points
        self.row += 1


def _across(column: int) -> Alignment:
    if column == 4:
        return s.RIGHT
    return s.INDENTED_LINE if column == 5 else s.MIDDLE_LINE


def _far(sheets: list[Sheet], to: Recipient) -> tuple[Live, Live]:
    done = [totals(sheet, to) for sheet in sheets]
    tabs = [sheet.section.tab for sheet in sheets]
    return section_progress(tabs, sum(part[0] for part in done), sum(part[1] for part in done))


def _name_line(line: int) -> Make:
    def words(to: Recipient) -> str:
        text = _("Questionnaire for {name}").format(name=" ".join(to.name.split()))
        lines = m.wrap(text, _FULL_PX, _NAME_SIZE, bold=True)
        if line == 0:
            return lines[0]
        return " ".join(lines[1:])

    return words


def _facts(of: Questionnaire) -> list[tuple[str, Make, bool]]:
    facts: list[tuple[str, str, bool]] = []
    if of.due_on:
        facts.append((_("Send it back by"), long_date(of.due_on), True))
    if of.contact_email:
        facts.append((_("Send it to"), of.contact_email, False))
    if of.contact_who:
        facts.append((_("For the attention of"), of.contact_who, False))
    if of.contact_phone:
        asks = _("{phone}, or the address above. You do not need to have finished to ask.")
        facts.append((_("Questions?"), asks.format(phone=of.contact_phone), False))
    if of.sign_off_role:
        facts.append((_("To be approved by"), of.sign_off_role, False))
    if of.counted_on:
        facts.append((_("Give figures as at"), long_date(of.counted_on), False))
    made: list[tuple[str, Make, bool]] = [(label, _always(words), strong) for label, words, strong in facts]
    return [*made, (_("Your return code"), lambda to: to.code, False)]


def _always(words: str) -> Make:
    return lambda _to: words
