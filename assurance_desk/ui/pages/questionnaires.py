"""What is asked of whom: versions of questionnaires, their words, and issuing them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assurance_desk.domain.changes import Changes
from assurance_desk.domain.gaps_words import came_words
from assurance_desk.domain.mailing import DRAFTS, LIST, Mailing
from assurance_desk.domain.questionnaire import CLOSED, DRAFT, LIVE, Questionnaire
from assurance_desk.errors import DeskError
from assurance_desk.services import issuing, messages, questionnaire_live, questionnaires
from assurance_desk.services import questionnaire_design as design
from assurance_desk.services.questionnaires import QuestionnaireRow
from assurance_desk.texts import _, later, plural
from assurance_desk.ui import paint, widgets
from assurance_desk.ui.list_detail import ListDetail
from assurance_desk.ui.list_row import ListRow
from assurance_desk.ui.pages.base import Page
from assurance_desk.ui.pages.questionnaires_asking import may_issue
from assurance_desk.ui.pages.questionnaires_begin import Beginning
from assurance_desk.ui.pages.questionnaires_detail import QuestionnaireDetail
from assurance_desk.ui.pages.questionnaires_files import QuestionnaireFiles
from assurance_desk.ui.pages.returns_more import fill, more_button
from assurance_desk.ui.row_list import RowList
from assurance_desk.ui.shell import Command, Shell

if TYPE_CHECKING:
    from assurance_desk.progress import Progress
    from assurance_desk.ui.pages.designer import Designer

TABLES = ("questionnaire", "return_", "organisation", "service", "review", "contact", "question_map")
STATUS_WORDS = {DRAFT: later("draft"), LIVE: later("live"), CLOSED: later("closed")}


class QuestionnairesPage(Page):
    NAME = "Questionnaires"
    ICON = "clipboard-list"
    KEYS = (
        ("Insert", "In the designer: add a question after the one chosen"),
        ("Alt+Up, Alt+Down", "In the designer: move what is chosen, an answer or a row too"),
        ("Ctrl+D, Delete", "In the designer: copy what is chosen, or remove it"),
        ("F2", "In the designer: change the words of what is chosen"),
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._rows: dict[str, QuestionnaireRow] = {}
        self.files = QuestionnaireFiles(shell, self.show_record)
        self.beginning = Beginning(shell, self._begun)
        self.list = RowList(_("Questionnaires"), ref_width=36)
        left, column = widgets.panel("canvas", margins=(0, 8, 0, 0))
        column.addWidget(self.list, 1)
        column.addWidget(self._foot())
        left.setFocusProxy(self.list)
        self.detail = QuestionnaireDetail(shell)
        self.detail.recipients.changed.connect(shell.refresh_header)
        self.detail.new_version.clicked.connect(self._new_version)
        self.detail.settle.clicked.connect(self._settle)
        self.detail.design.clicked.connect(self.design)
        self.detail.sections.change.connect(self._change)
        self.split = ListDetail("questionnaires", left, widgets.scroll(self.detail), width=320)
        self.list.chosen.connect(self._show)
        self.list.opened.connect(lambda _id: self.split.open_detail())
        self.list.clicked.connect(lambda _index: self.split.open_detail())
        self.body.addWidget(self.split)
        self.nothing = self._empty()
        self.body.addWidget(self.nothing)
        self._designer: Designer | None = None
        self._designing = ""

    @property
    def designer(self) -> Designer:
        """Made when a draft is first designed: most who come here read or issue."""
        if self._designer is None:
            from assurance_desk.ui.pages.designer import Designer

            self._designer = Designer(self.shell)
            self._designer.left.connect(self.stop_designing)
            self._designer.hide()
            self.body.addWidget(self._designer)
        return self._designer

    def design(self) -> None:
        """The shown draft in the designer, in place of the list."""
        shown = self.detail.shown
        if shown is None or shown.status != DRAFT or self.shell.desk.read_only:
            return
        self._designing = shown.id
        self.designer.show_design(shown)
        self._show_side()
        self.designer.outline.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, letter: str, ref: str) -> None:
        """A section or a question of the draft, in the designer, ready to be worded."""
        self.design()
        self.designer.go_to(letter, ref)

    def stop_designing(self) -> None:
        self._designing = ""
        self._show(self.list.current())
        self._show_side()
        self.detail.design.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_side(self) -> None:
        designing = bool(self._designing)
        self.split.setVisible(bool(self._rows) and not designing)
        self.nothing.setVisible(not self._rows and not designing)
        if self._designer is not None:
            self._designer.setVisible(designing)
        self.shell.refresh_header()

    def _foot(self) -> QWidget:
        made, across = widgets.panel("canvas", across=True, margins=(24, 8, 16, 10))
        bring = Command(_("Bring in a questionnaire from a file"), self.files.bring_in)
        words, tip = (
            _("Begin another…"),
            _("From nothing, from the library, like the one shown or from a file"),
        )
        self.another = more_button([self.beginning.commands(None), [bring]], words, tip, "plus")
        menu = self.another.menu()
        menu.aboutToShow.connect(lambda: fill(menu, [self.beginning.commands(self.detail.shown), [bring]]))
        across.addWidget(self.another)
        if self.shell.desk.read_only:
            self.another.hide()
        across.addStretch()
        return made

    def _empty(self) -> QWidget:
        bring = widgets.button(_("Bring in a questionnaire from a file"))
        bring.clicked.connect(self.files.bring_in)
        words = _(
            "A questionnaire asks organisations how far they have got. It goes out as an Excel file for each, and its "
            "answers come back to the Returns page."
        )
        return widgets.empty(self.ICON, _("No questionnaires yet"), words, [*self.beginning.buttons(), bring])

    # ------------------------------------------------------------ what the window asks

    def header_fact(self) -> str:
        row = self._rows.get(self.list.current())
        if row is None or not row.issued:
            return ""
        if sum(one.ref == row.ref and one.issued > 0 for one in self._rows.values()) > 1:
            words = _("version {version}: {came}")
            return words.format(came=came_words(row.received, row.asked), version=row.version)
        return came_words(row.received, row.asked)

    def primary(self) -> Command | None:
        shown = self.detail.shown
        if shown is None or shown.status == CLOSED or self.shell.desk.read_only:
            return None
        if self._designing:
            return Command(_("Choose who gets it"), self._choose_whom)
        count = self.detail.recipients.organisations()
        words = plural("Issue to {n} organisation", "Issue to {n} organisations", count)
        if self._how() == DRAFTS:
            return Command(self.detail.recipients.drafts_words(), self.issue)
        if shown.issued_on:
            words = plural("Issue again to {n} organisation", "Issue again to {n} organisations", count)
        return Command(words, self.issue, enabled=count > 0)

    def _choose_whom(self) -> None:
        self.designer.leave()
        self.detail.show_part("organisations")

    def commands(self) -> list[Command]:
        shown = self.detail.shown
        made = [
            *self.beginning.commands(shown),
            Command(_("Bring in a questionnaire from a file"), self.files.bring_in),
        ]
        if shown is None:
            return made
        made.append(
            Command(_("Save this questionnaire in Excel, to draft in"), lambda: self.files.save_book(shown))
        )
        made.append(
            Command(_("Save this questionnaire for another workbook"), lambda: self.files.save_file(shown))
        )
        if shown.status == DRAFT:
            made.append(Command(_("Design {ref}").format(ref=shown.ref), self.design))
            words = _("Remove the draft {ref} {version}").format(ref=shown.ref, version=shown.version)
            made.append(Command(words, self._remove_draft))
        made.append(Command(_("Make a new version of {ref}").format(ref=shown.ref), self._new_version))
        if shown.status == LIVE:
            words = _("Close {ref}: no more returns are expected").format(ref=shown.ref)
            made.append(Command(words, lambda: self._set_status(CLOSED)))
        if shown.status == CLOSED:
            made += self._live_again(shown)
        return made

    def _live_again(self, shown: Questionnaire) -> list[Command]:
        """With or without the versions that are live now."""
        said = _("Make {ref} {version} live again").format(ref=shown.ref, version=shown.version)
        made = [Command(said, lambda: self._set_status(LIVE))]
        others = questionnaire_live.others_live(self.shell.desk, shown)
        if others:
            words = _("{live} and close {others}").format(
                live=said, others=questionnaire_live.versions_words(others)
            )
            made.append(Command(words, lambda: self._set_status(LIVE, questionnaire_live.closed(others))))
        return made

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*TABLES):
            return
        table = questionnaires.table(self.shell.desk)
        self._rows = {row.id: row for row in table}
        self.list.blockSignals(True)  # what is chosen is shown once, below
        self.list.set_rows(_list_rows(table))
        self.list.blockSignals(False)
        self._refresh_designer()
        if not self._designing:  # else it is shown when it is seen again
            self._show(self.list.current())
        self._show_side()

    def _refresh_designer(self) -> None:
        """What is designed may have been removed, or issued, by a step taken back or made elsewhere."""
        if not self._designing:
            return
        designed = questionnaires.questionnaire(self.shell.desk, self._designing)
        if designed is None or designed.status != DRAFT:
            self._designing = ""
        else:
            self.detail.shown = designed
            self.designer.show_design(designed)

    def show_record(self, record_id: str) -> None:
        """A questionnaire by its id, or a part of it: ``organisations:id``."""
        part, _colon, questionnaire_id = record_id.rpartition(":")
        if self._designing and self._designing != questionnaire_id:
            self.stop_designing()
        self.list.select(questionnaire_id)
        self.split.open_detail()
        if part in self.detail.parts:
            self.detail.show_part(part)

    def shown_record(self) -> str:
        return self.list.current()

    def go_back(self) -> bool:
        if self._designing:
            return self.designer.go_back()
        self.split.show_list()
        return True

    # ------------------------------------------------------------ what is done here

    def _show(self, questionnaire_id: str) -> None:
        self.detail.show_questionnaire(questionnaires.questionnaire(self.shell.desk, questionnaire_id))
        self.shell.refresh_header()

    def _how(self) -> str:
        """Drafts as chosen, where anybody can be written to; else files with a list."""
        whom = self.detail.recipients
        return DRAFTS if whom.options.how == DRAFTS and whom.able() else LIST

    def issue(self) -> None:
        """Ask where to, then write the files away from the window and keep the returns as one step."""
        shown = self.detail.shown
        folder = self.shell.ask_folder(_("Folder for the questionnaires")) if shown else None
        if shown is None or folder is None:
            return
        try:
            wanted = f"{shown.ref} {shown.version}"
            desk, chosen = self.shell.desk, self.detail.recipients.chosen()
            plan = issuing.plan_issue(desk, wanted, chosen, self._how(), messages.sender(desk))
            plan = replace(plan, closes=self.detail.recipients.options.closes())
            there = issuing.in_the_way(plan, folder)
        except DeskError as error:
            self.shell.refuse(error)
            return
        if not may_issue(self.shell, shown, len(plan.copies), folder, len(there)):
            return
        self._write(plan, folder, overwrite=bool(there))

    def _write(self, plan: issuing.IssuePlan, folder: Path, *, overwrite: bool) -> None:
        child = self.shell.child

        def work(progress: Progress) -> Path:
            def make(of: Questionnaire, copies: object, staged: Path, told: Progress) -> object:
                return child.run("write questionnaires", of, copies, staged, progress=told)

            def make_messages(mailing: Mailing, staged: Path, told: Progress) -> object:
                return child.run("write messages", mailing, staged, progress=told)

            return issuing.make_files(plan, folder, progress, make, make_messages)

        def done(staged: Path) -> None:
            if self.shell.attempt(
                lambda: issuing.keep_issue(self.shell.desk, plan, staged, folder, overwrite=overwrite)
            ):
                self.shell.say(_made(plan, folder))
                if plan.drafts:
                    self.detail.show_part("organisations")

        count = plural("{n} questionnaire", "{n} questionnaires", len(plan.copies))
        self.shell.jobs.run(_("Writing {count}").format(count=count), work, done)

    def _new_version(self) -> None:
        shown = self.detail.shown
        if shown is None:
            return
        desk = self.shell.desk

        def make() -> None:
            version = questionnaires.suggested_version(desk, shown.id)
            made = questionnaires.make_version(desk, shown.id, version)
            self.show_record(made.id)

        self.shell.attempt(make)

    def _set_status(self, status: str, closes: tuple[Questionnaire, ...] = ()) -> None:
        shown = self.detail.shown
        if shown:
            self.shell.attempt(lambda: questionnaires.set_status(self.shell.desk, shown.id, status, closes))

    def _settle(self) -> None:
        """Close what is live, or make live again what is closed."""
        shown = self.detail.shown
        if shown:
            self._set_status(LIVE if shown.status == CLOSED else CLOSED)
            self.detail.settle.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove_draft(self) -> None:
        shown = self.detail.shown
        if shown and self.shell.attempt(lambda: design.remove_draft(self.shell.desk, shown.id)):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begun(self, questionnaire_id: str, word_it: bool) -> None:
        self.show_record(questionnaire_id)
        self.design()
        if word_it:
            self.designer.begin()


def _made(plan: issuing.IssuePlan, folder: Path) -> str:
    if plan.drafts:
        drafts = plural("{n} draft made", "{n} drafts made", plan.drafts)
        words = _("{drafts} in “{folder}”. Mark as sent when they have left Outlook.")
        return words.format(drafts=drafts, folder=folder.name)
    files = plural("{n} file is", "{n} files are", len(plan.copies))
    return _("{files} in “{folder}”").format(files=files, folder=folder.name)


def _list_rows(table: list[QuestionnaireRow]) -> list[ListRow]:
    rows: list[ListRow] = []
    ref = ""
    for row in table:
        if row.ref != ref:
            ref = row.ref
            rows.append(ListRow(heading=ref))
        rows.append(
            ListRow(
                id=row.id,
                ref=row.version,
                title=row.title or _("No title yet"),
                sub=_copies(row),
                waits=_unsent(row),
                chip=(paint.PLAIN, _(STATUS_WORDS[row.status])),
            )
        )
    return rows


def _copies(row: QuestionnaireRow) -> str:
    if not row.issued:
        return _("not issued to anyone")
    copies = plural("{n} copy", "{n} copies", row.issued)
    to = plural("{n} organisation", "{n} organisations", row.organisations)
    said = _("{copies} to {to}, {n} came").format(copies=copies, to=to, n=row.received)
    return f"{_unsent(row)}; {said}" if row.unsent else said


def _unsent(row: QuestionnaireRow) -> str:
    return plural("{n} draft not sent", "{n} drafts not sent", row.unsent) if row.unsent else ""
