"""Gaps: who is in date in every return and group, what is silent, and what it comes to."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QStackedWidget, QWidget

from assurance_desk.domain.changes import Changes
from assurance_desk.domain.gaps import Asked, Matrix
from assurance_desk.domain.gaps_figures import of_words
from assurance_desk.domain.gaps_grades import Grade, GradeRow
from assurance_desk.domain.gaps_words import sentence_case
from assurance_desk.domain.paper.sections.grades import steps
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.snapshot import Gaps
from assurance_desk.progress import Progress
from assurance_desk.services import exports
from assurance_desk.services import gaps as service
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.beside import Beside
from assurance_desk.ui.pages import gaps_legend, gaps_rows, gaps_tell
from assurance_desk.ui.pages.base import Page
from assurance_desk.ui.pages.gaps_grid import GridView
from assurance_desk.ui.pages.gaps_side import GapsSide, Told
from assurance_desk.ui.shell import Command, Shell

GRADED = "graded"


class GapsPage(Page):
    NAME = "Gaps"
    ICON = "grid-3x3"
    KEYS = (
        ("Arrows", "Walk from cell to cell"),
        ("Enter", "Open the return of the row"),
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.gaps: Gaps | None = None
        self._questionnaires: list[Questionnaire] = []
        self._chosen, self._view, self._order = "", "0", gaps_rows.GAP_ORDER
        self._stale = False
        self._stack = QStackedWidget()
        self.body.addWidget(self._stack)
        main, self._main = widgets.panel("paper", margins=(24, 8, 20, 12))
        self._tabs_box, self._tabs = widgets.panel(across=True, gap=20)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.picker = QComboBox()
        self.picker.setAccessibleName(_("Questionnaire"))
        self.picker.activated.connect(lambda at: self._choose(self._questionnaires[at].id))
        self.grid = GridView(_("Gaps"))
        self.grid.walked.connect(self._explain)
        self.grid.opened.connect(lambda return_id: self.shell.go("Returns", return_id))
        self.grid.sort_asked.connect(self._sort)
        legend, self._legend = widgets.panel()
        self._main.addWidget(self._tabs_box)
        self._main.addSpacing(th.px(6))
        self._main.addWidget(self.grid)
        self._main.addSpacing(th.px(16))
        self._main.addWidget(legend)
        self._main.addStretch()
        self.side = GapsSide(lambda return_id: self.shell.go("Returns", return_id))
        self._stack.addWidget(Beside(main, self.side, width=344, least=1000))
        self._empty = QWidget()
        self._stack.addWidget(self._empty)

    # ------------------------------------------------------------ the page contract

    def header_fact(self) -> str:
        if self.gaps is None:
            return ""
        ref, matrix = self.gaps.questionnaire.ref, self._matrix()
        if matrix is None:
            return _("{ref}, graded answers").format(ref=ref)
        subject = matrix.measure.subject
        for_whom = _(" for {subject}").format(subject=subject) if subject else ""
        return f"{ref}, {matrix.measure.met}{for_whom}"

    def primary(self) -> Command | None:
        if self.gaps is None or self.shell.desk.read_only:
            return None
        return Command(_("Put in the findings paper"), self.put_in_paper)

    def commands(self) -> list[Command]:
        if self.gaps is None:
            return []
        return [Command(_("Save these returns as an Excel file"), self.save_as_excel, "file-spreadsheet")]

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*service.TABLES):
            return
        if changes is not None and not self.isVisible():
            self._stale = True
            return
        self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def show_record(self, record_id: str) -> None:
        """A questionnaire's id, or a return's."""
        if any(one.id == record_id for one in self._questionnaires):
            self._choose(record_id)
        elif self.grid.grid.heads:
            self.grid.stand_on(record_id, gaps_rows.NAME)

    def shown_record(self) -> str:
        return self._chosen

    # ------------------------------------------------------------ reading

    def _read(self) -> None:
        self._stale = False
        self._questionnaires = service.questionnaires(self.shell.desk)
        if not self._questionnaires:
            self._nothing()
            return
        if self._chosen not in {one.id for one in self._questionnaires}:
            self._chosen = self._questionnaires[0].id
        self.gaps = service.analyse(self.shell.desk, self._chosen)
        self._stack.setCurrentIndex(0)
        self._show_tabs()
        self._show()

    def _choose(self, questionnaire_id: str) -> None:
        self._chosen = questionnaire_id
        self._read()

    def _nothing(self) -> None:
        """What belongs here, and the first step."""
        self.gaps = None
        first = widgets.button(_("Go to Questionnaires"), "primary")
        first.clicked.connect(lambda: self.shell.go("Questionnaires"))
        words = _(
            "When returns have been taken in, this page shows who is in date in every organisation and staff group,"
            " what they left blank, and where the gap is in people. First a questionnaire has to be issued."
        )
        made = widgets.empty("grid-3x3", _("No answers to look at yet"), words, [first])
        self._stack.removeWidget(self._empty)
        self._empty.deleteLater()
        self._empty = made
        self._stack.addWidget(made)
        self._stack.setCurrentWidget(made)
        self.shell.refresh_header()

    # ------------------------------------------------------------ tabs

    def _show_tabs(self) -> None:
        assert self.gaps is not None
        for button in self._group.buttons():
            self._group.removeButton(button)
        self.picker.setParent(None)
        widgets.clear(self._tabs)
        views = [(str(at), self._tab_words(one)) for at, one in enumerate(self.gaps.matrices)]
        if self.gaps.grid.scaled():
            views.append((GRADED, _("Graded answers")))
        if self._view not in {key for key, _words in views} and views:
            self._view = views[0][0]
        for key, words in views:
            button = widgets.button(words, "segment")
            button.setCheckable(True)
            button.setProperty("view", key)
            button.setProperty("short", words.rsplit(" ", 1)[0] if "/" in words else words)
            button.setChecked(key == self._view)
            button.clicked.connect(lambda _on, key=key: self.show_view(key))
            self._group.addButton(button)
            self._tabs.addWidget(button)
        self._tabs.addStretch()
        self._fit_tabs()
        if len(self._questionnaires) > 1:
            self.picker.clear()
            self.picker.addItems([f"{one.ref} {one.version}" for one in self._questionnaires])
            self.picker.setCurrentIndex([one.id for one in self._questionnaires].index(self._chosen))
            self._tabs.addWidget(self.picker)
            self.picker.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tabs()

    def _fit_tabs(self) -> None:
        """Without their figures where they would not all be seen; screen readers keep them."""
        buttons = [one for one in self._group.buttons() if isinstance(one, QPushButton)]
        for button in buttons:
            button.setText(button.accessibleName())
        room = self.width() - th.px(24 + 20) - (th.px(344) if self.width() >= th.px(1000) else 0)
        if sum(one.sizeHint().width() + th.px(20) for one in buttons) > room:
            for button in buttons:
                button.setText(str(button.property("short")))

    @staticmethod
    def _tab_words(matrix: Matrix) -> str:
        whole = matrix.whole
        return matrix.measure.title if whole.silent else f"{matrix.measure.title} {whole.met}/{whole.of}"

    def show_view(self, key: str) -> None:
        """A measure by its number, or ``GRADED``."""
        self._view, self._order = key, gaps_rows.GAP_ORDER
        for button in self._group.buttons():
            button.setChecked(button.property("view") == key)
        self._show()

    def _sort(self, key: str) -> None:
        self._order = key
        self._show()

    # ------------------------------------------------------------ the grid

    def _matrix(self) -> Matrix | None:
        if self.gaps is None or not self._view.isdecimal() or int(self._view) >= len(self.gaps.matrices):
            return None
        return self.gaps.matrices[int(self._view)]

    def _show(self) -> None:
        assert self.gaps is not None
        matrix = self._matrix()
        widgets.clear(self._legend)
        if matrix is not None:
            self._show_matrix(matrix)
        else:
            self._show_graded()
        self.side.say(self.gaps, matrix, graded=matrix is None)
        if not self.grid.currentIndex().isValid():
            self._stand_on_worst()
        self.shell.refresh_header()

    def _show_matrix(self, matrix: Matrix) -> None:
        self.grid.setAccessibleName(_("{measure}: people {met} in every return and group").format(
            measure=matrix.measure.title, met=matrix.measure.met
        ))  # fmt: skip
        self.grid.show_grid(gaps_rows.matrix_heads(matrix), gaps_rows.matrix_rows(matrix, self._order))
        gaps_legend.put(
            self._legend,
            gaps_legend.scale(_("Share {met}").format(met=matrix.measure.met)),
            gaps_legend.silences(matrix.silences(), staff=True),
        )

    def _show_graded(self) -> None:
        assert self.gaps is not None
        rows = self.gaps.grid.scaled()
        self.grid.setAccessibleName(_("Graded answers of every return"))
        self.grid.show_grid(
            gaps_rows.grade_heads(rows), gaps_rows.grade_rows(self.gaps.grid, rows, self._order)
        )
        parts = [gaps_legend.silences(_silences(rows), staff=False)]
        graded = next((row for row in rows if row.question.kind == "graded"), None)
        if graded is not None:
            words = steps(graded)
            shades = tuple(round(at * 4 / max(1, len(words) - 1)) for at in range(len(words)))
            parts.insert(0, gaps_legend.grades(words, shades))
        gaps_legend.put(self._legend, *parts)

    def _stand_on_worst(self) -> None:
        """Open with the widest gap explained, so that the panel is never empty where there are figures."""
        matrix = self._matrix()
        if matrix is None or matrix.whole.silent:
            self.side.explain(None)
            return
        group = matrix.ranked_groups()[0][0]
        worst = gaps_rows.ordered(matrix, group.ref)[0]
        self.grid.stand_on(worst.asked.id, group.ref)

    # ------------------------------------------------------------ the cell you stand on

    def _explain(self, return_id: str, key: str) -> None:
        if self.gaps is None:
            return
        asked = next((one for one in self.gaps.asked if one.id == return_id), None)
        self.side.explain(self._told(asked, key) if asked else None)

    def _told(self, asked: Asked, key: str) -> Told:
        assert self.gaps is not None
        matrix = self._matrix()
        if matrix is not None and key in {group.ref for group in matrix.groups}:
            behind = service.behind(self.shell.desk, asked.id, matrix.question.ref, key)
            return gaps_tell.tell_group(matrix, asked, key, behind)
        row = next((one for one in self.gaps.grid.scaled() if one.question.ref == key), None)
        if row is not None and matrix is None:
            behind = service.behind(self.shell.desk, asked.id, key)
            return gaps_tell.tell_answer(row.question, asked, self._grade(row, asked).state, behind)
        return self._whole(asked, matrix)

    def _grade(self, row: GradeRow, asked: Asked) -> Grade:
        assert self.gaps is not None
        return row.grades[[one.id for one in self.gaps.grid.asked].index(asked.id)]

    def _whole(self, asked: Asked, matrix: Matrix | None) -> Told:
        """A name or a total: the return as a whole."""
        title = asked.name
        line = next((row for row in matrix.rows if row.asked.id == asked.id), None) if matrix else None
        if matrix and line and not line.total.silent:
            title += ": " + f"{of_words(line.total.met, line.total.of)} {matrix.measure.met}"
        return Told(
            title, ((_("Return"), f"{asked.ref}, {asked.state}"),), sentence_case(asked.note), asked.id
        )

    # ------------------------------------------------------------ out of here

    def save_as_excel(self) -> None:
        """Both tables of this questionnaire's returns, written in the worker."""
        if self.gaps is None:
            return
        questionnaire = self.gaps.questionnaire
        name = f"{questionnaire.ref} returns.xlsx"
        path = self.shell.ask_save(_("Save the returns as an Excel file"), name, _("Excel workbook (*.xlsx)"))
        if path is None:
            return
        desk, child = self.shell.desk, self.shell.child
        kept = exports.gather_returns(desk, questionnaire.ref)
        day = desk.clock.today()

        def work(progress: Progress) -> None:
            exports.write(path, child.run("write returns", kept, day, progress=progress))

        def done(_none: None) -> None:
            self.shell.say(_("Saved as {name}").format(name=path.name))

        self.shell.jobs.run(_("Writing {name}").format(name=path.name), work, done)

    def put_in_paper(self) -> None:
        """Open the draft findings paper on this questionnaire; begin one where there is none."""
        from assurance_desk.services import papers

        def put() -> None:
            draft = next(
                (
                    row.id
                    for row in papers.papers(self.shell.desk)
                    if row.status == papers.DRAFT
                    and (found := papers.paper(self.shell.desk, row.id)) is not None
                    and found.questionnaire_id == self._chosen
                ),
                "",
            )
            paper_id = draft or papers.create_board_paper(self.shell.desk, self._chosen).id
            self.shell.go("Papers", paper_id)

        self.shell.attempt(put)


def _silences(rows: tuple[GradeRow, ...]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        for grade in row.grades:
            if grade.silent:
                counts[grade.state] = counts.get(grade.state, 0) + 1
    return counts
