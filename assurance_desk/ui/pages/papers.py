"""Papers: what goes to the meeting, seen as it will print, checked, issued and kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from assurance_desk.domain.changes import Changes
from assurance_desk.domain.paper.made import MadePaper
from assurance_desk.domain.paper.record import Paper
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import papers
from assurance_desk.services.papers import PaperJob
from assurance_desk.texts import _, plural
from assurance_desk.ui import widgets
from assurance_desk.ui.list_detail import ListDetail
from assurance_desk.ui.pages import papers_public as public_edition
from assurance_desk.ui.pages.base import Page
from assurance_desk.ui.pages.papers_detail import PaperDetail
from assurance_desk.ui.pages.papers_issue import IssuePanel
from assurance_desk.ui.pages.papers_preview import PagePreview
from assurance_desk.ui.pages.papers_rows import list_rows
from assurance_desk.ui.pages.papers_sections import SectionList, SectionRow
from assurance_desk.ui.row_list import RowList
from assurance_desk.ui.shell import Command, Shell


class PapersPage(Page):
    NAME = "Papers"
    ICON = "file-text"
    KEYS = (
        ("Ctrl+Shift+P", "Save the paper as PDF"),
        ("Page Down, Page Up", "Turn the paper’s pages; Home and End: the first and last"),
        ("+, −, 0", "Larger, smaller, as wide as there is room"),
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._paper: Paper | None = None
        self._job: PaperJob | None = None
        self._made: MadePaper | None = None
        self._bytes = b""
        self._asked = 0
        self._stale = False
        self._waiting: Progress | None = None
        self._save_to: Path | None = None
        """Where to, once what is under way is set."""
        self._stack = QStackedWidget()
        self.body.addWidget(self._stack)
        self._stack.addWidget(self._built())
        self._none = QWidget()
        self._stack.addWidget(self._none)
        self._soon = QTimer(self, singleShot=True, interval=250)
        self._soon.timeout.connect(self._make)
        QShortcut(QKeySequence("Ctrl+Shift+P"), self, self.save_as_pdf)

    # ------------------------------------------------------------------ building

    def _built(self) -> QWidget:
        left, column = widgets.panel("canvas")
        self._list = RowList(_("Papers"), ref_width=0)
        self._list.chosen.connect(self._choose)
        self._list.opened.connect(self._open_detail)
        self._sections = SectionList()
        self._sections.ticked.connect(self._tick)
        self._sections.went.connect(self._go_to_section)
        column.addWidget(self._list, 2)
        column.addWidget(widgets.rule())
        column.addWidget(widgets.scroll(self._sections), 3)
        self._preview = PagePreview()
        self._preview.wanted.connect(self._picture)
        self._panel = IssuePanel(self.shell)
        self._panel.show_asked.connect(self._show_check)
        self._panel.save_asked.connect(self.save_as_pdf)
        self._panel.public_asked.connect(self.save_public)
        self._panel.correct_asked.connect(self._correct)
        self._panel.section_chosen.connect(self._go_to_section)
        self._split: ListDetail = ListDetail(
            "papers", left, PaperDetail(self._preview, self._panel), width=312
        )
        return self._split

    def _open_detail(self, _paper_id: str) -> None:
        self._split.open_detail()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._soon.start()

    # ------------------------------------------------------------------ the page contract

    def header_fact(self) -> str:
        if self._paper is None:
            return ""
        return f"{papers.kind_name(self.shell.desk, self._paper)} {self._paper.number}".strip()

    def primary(self) -> Command | None:
        if self._paper is None or self._paper.status != papers.DRAFT or self.shell.desk.read_only:
            return None
        words = _("Issue paper {number}").format(number=self._paper.number).strip()
        return Command(words if self._paper.number else _("Issue this paper"), self.issue)

    def commands(self) -> list[Command]:
        made = [
            Command(_("Begin a paper on {ref}").format(ref=one.ref), partial(self.begin, one.id), "plus")
            for one in self._questionnaires()
        ]
        if self._paper is not None:
            made.append(Command(_("Save the paper as PDF"), self.save_as_pdf, "download"))
            words = _("Save a public edition: counts under 5 withheld")
            made.append(Command(words, self.save_public, "download"))
        return made

    @classmethod
    def badge(cls, shell: Shell) -> int:
        return sum(row.status == papers.DRAFT for row in papers.papers(shell.desk))

    def refresh(self, changes: Changes | None) -> None:
        rows = papers.papers(self.shell.desk)
        if not rows:
            self._show_none()
            return
        seen = self._paper is not None
        self._stack.setCurrentIndex(0)
        self._list.set_rows(list_rows(rows))
        self._show(self._list.current())
        if changes is not None or self._stale or seen:  # come back to: its figures may have moved meanwhile
            self._stale = True
            self._soon.start()

    def show_record(self, record_id: str) -> None:
        self._list.select(record_id)
        self._split.open_detail()

    def shown_record(self) -> str:
        return self._paper.id if self._paper else ""

    def go_back(self) -> bool:
        if self._split.narrow:
            self._split.show_list()
            return True
        return False

    # ------------------------------------------------------------------ showing

    def _questionnaires(self) -> list[papers.Questionnaire]:
        found = papers.reportable(self.shell.desk)
        return list({one.ref: one for one in reversed(found)}.values())

    def _show_none(self) -> None:
        self._paper = None
        asked = self._questionnaires()
        buttons = []
        for number, one in enumerate(asked):
            words = _("Begin a paper on {ref}").format(ref=one.ref)
            made = widgets.button(words, "" if number else "primary")
            made.clicked.connect(partial(self.begin, one.id))
            buttons.append(made)
        if not asked:
            go = widgets.button(_("Go to Questionnaires"), "primary")
            go.clicked.connect(lambda: self.shell.go("Questionnaires"))
            buttons.append(go)
        words = (
            _("A paper says what a questionnaire found: figures counted from the returns, your own words "
              "beside them, and what the meeting is asked. You see its pages here as they will print.")
            if asked
            else _("A paper says what a questionnaire found. Issue a questionnaire first; when returns have "
                   "come in, its paper begins here.")
        )  # fmt: skip
        old = self._none
        self._none = widgets.empty("file-text", _("No papers yet"), words, buttons)
        self._stack.removeWidget(old)
        old.deleteLater()
        self._stack.addWidget(self._none)
        self._stack.setCurrentWidget(self._none)
        self.shell.refresh_header()

    def _choose(self, paper_id: str) -> None:
        if self._paper is None or paper_id != self._paper.id:
            self._show(paper_id)

    def _show(self, paper_id: str) -> None:
        found = papers.paper(self.shell.desk, paper_id)
        if found is None:
            return
        other = self._paper is None or self._paper.id != found.id
        self._paper = found
        if other:
            self._made, self._job, self._bytes, self._save_to = None, None, b"", None
            self._preview.show_none()
            self._preview.page = 1
            self._panel.show_checks(None)
        meetings = papers.meetings(self.shell.desk)
        sections = papers.sections()
        self._panel.show_paper(found, meetings, sections)
        self._show_sections()
        self.shell.refresh_header()
        if other:
            self._make()

    def _show_sections(self) -> None:
        assert self._paper is not None
        pages = dict(self._made.report.sections) if self._made else {}
        out = self._paper.left_out
        rows = [
            SectionRow(key, title, key not in out, pages.get(key, 0) if key not in out else 0)
            for key, title in papers.sections()
        ]
        self._sections.show_rows(rows, fixed=self._paper.status != papers.DRAFT or self.shell.desk.read_only)

    # ------------------------------------------------------------------ making it, off this thread

    def _make(self) -> None:
        """Set the paper again in the worker; what is shown stays until it is done."""
        paper = self._paper
        if paper is None or not self.isVisible():
            self._stale = True  # made when the page is next looked at
            return
        self._stale = False
        kept = papers.issued_bytes(self.shell.desk, paper.id)
        if kept is not None:
            self._open_issued(kept)
            return
        try:
            job = papers.gather(self.shell.desk, paper.id)
        except DeskError as error:
            self.shell.refuse(error)
            return
        under_way = self._waiting is not None and not self._waiting.cancelled
        if self._job == job and (under_way or self._made is not None):
            return
        if self._waiting is not None:
            self._waiting.cancel()
        self._job, self._asked = job, self._asked + 1
        asked, worker = self._asked, self.shell.child
        self._waiting = self.shell.jobs.run(
            _("Setting the paper"),
            lambda progress: papers.make(job, worker, progress),
            lambda made: self._take(asked, made),
            self._failed,
        )

    def _open_issued(self, kept: bytes) -> None:
        if kept == self._bytes:
            return
        self._job, self._asked = None, self._asked + 1
        asked, worker = self._asked, self.shell.child
        self.shell.jobs.run(
            _("Opening the issued paper"),
            lambda progress: papers.issued_pages(kept, worker, progress),
            lambda made: self._take(asked, made),
        )

    def _failed(self, error: BaseException) -> None:
        """What is shown stays; the next change tries again."""
        self._waiting, self._job, self._save_to = None, None, None
        self.shell.jobs.broke.emit(error)

    def _take(self, asked: int, made: MadePaper) -> None:
        if asked != self._asked or self._paper is None:
            return
        self._waiting = None
        self._made, self._bytes = made, made.data
        draft = self._paper.status == papers.DRAFT
        self._panel.show_checks(made.checks if draft else None)
        self._show_sections()
        position = self._job.snapshot.position_at if self._job and draft else self._paper.position_at
        self._preview.show_pages(made.report.pages, _("Position at {when}").format(when=position))
        self._save()

    def _picture(self, page: int, width: int) -> None:
        data, worker = self._bytes, self.shell.child
        if not data:
            return
        self.shell.jobs.run(
            _("Showing page {page}").format(page=page),
            lambda progress: papers.page_image(data, page, width, worker, progress),
            lambda picture: self._preview.show_picture(page, *picture) if data is self._bytes else None,
        )

    # ------------------------------------------------------------------ what can be done

    def begin(self, questionnaire_id: str) -> None:
        """A new paper, shown at once."""
        made: list[Paper] = []
        if self.shell.attempt(
            lambda: made.append(papers.create_board_paper(self.shell.desk, questionnaire_id))
        ):
            self.refresh(None)
            self.show_record(made[0].id)

    def _tick(self, section: str, inside: bool) -> None:
        paper = self._paper
        if paper is None:
            return
        self.shell.attempt(lambda: papers.leave_out(self.shell.desk, paper.id, section, left_out=not inside))
        self._panel.own.choose(section)

    def _go_to_section(self, section: str) -> None:
        pages = dict(self._made.report.sections) if self._made else {}
        if section in pages:
            self._preview.turn_to(pages[section])
        self._panel.own.choose(section)

    def _show_check(self, key: str) -> None:
        if key == "few":
            self._go_to_section(papers.HEAT_SECTION)
        elif key == "figures":
            self._preview.turn_to(1)
            self._panel.asks.line(0)[1].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.shell.go("Returns")

    def save_as_pdf(self) -> None:
        """Write the paper to a file, whole or not at all: with what changed just now, once that is set."""
        paper = self._paper
        if paper is None or not self._bytes:
            return
        self._save_to = self.shell.ask_save(
            _("Save the paper as PDF"), papers.file_name(paper), _("PDF (*.pdf)")
        )
        if self._save_to is not None and (self._stale or self._soon.isActive()):
            self._soon.stop()
            self._make()
        if self._waiting is None:
            self._save()

    def _save(self) -> None:
        path, self._save_to = self._save_to, None
        if path is not None and self.shell.attempt(lambda: papers.write(path, self._bytes)):
            self.shell.say(_("Saved as {name}").format(name=path.name))

    def save_public(self) -> None:
        """Counts under 5 withheld; an issued paper's with the figures it was issued with."""
        if self._paper is not None:
            public_edition.save(self.shell, self._paper)

    def issue(self) -> None:
        """Without DRAFT, kept byte for byte; asked first where something is still to be looked at."""
        paper, worker = self._paper, self.shell.child
        if paper is None or paper.status != papers.DRAFT:
            return
        look = sum(not one.good for one in self._made.checks) if self._made else 0
        if look:
            question = plural(
                "Issue it with {n} thing to look at?", "Issue it with {n} things to look at?", look
            )
            if not self.shell.sure(
                question, _("Issue it now"), _("An issued paper is kept as it is. You can undo.")
            ):
                return
        try:
            job = papers.gather(self.shell.desk, paper.id, issuing=True)
        except DeskError as error:
            self.shell.refuse(error)
            return
        self.shell.jobs.run(
            _("Issuing the paper"),
            lambda progress: papers.make_both(job, worker, progress),
            lambda made: self._issued(job, *made),
        )

    def _issued(self, job: PaperJob, made: MadePaper, public: MadePaper) -> None:
        self.shell.attempt(lambda: papers.keep_issued(self.shell.desk, job, made, public))

    def _correct(self, what: str) -> None:
        paper = self._paper
        if paper is None:
            return
        made: list[Paper] = []
        if self.shell.attempt(lambda: made.append(papers.correct_paper(self.shell.desk, paper.id, what))):
            self._list.select(made[0].id)
