"""One meeting on one screen: agenda and outcomes first, then who came, challenges, minutes, and its own facts."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.meetings import ATTENDANCES, Attendance, Challenge, Meeting
from assurance_desk.services import challenges, forums, meetings, records
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.meetings_agenda import AgendaList
from assurance_desk.ui.pages.meetings_papers import PapersBlock
from assurance_desk.ui.pages.meetings_parts import Adder, edited_table
from assurance_desk.ui.record_form import RecordForm
from assurance_desk.ui.shell import Shell

FIELDS = ("forum", "on", "papers_due", "chair", "place", "quorum", "held", "note")


class MeetingDetail(QWidget):
    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._meeting: Meeting | None = None
        self.setObjectName("paper")
        column = w.box(margins=(24, 20, 24, 24), gap=10)
        self.setLayout(column)
        self._title = w.label("", "section", strong=True, wrap=True)
        column.addWidget(self._title)
        self._warning = w.label("", "small", role="warn", wrap=True)
        column.addWidget(self._warning)
        self.papers = PapersBlock(shell)
        self.agenda = AgendaList(shell)
        column.addWidget(self.agenda)
        column.addWidget(self.papers)
        self._add_who(column)
        self._add_challenges(column)
        self._add_facts(column)

    def _add_who(self, column: QBoxLayout) -> None:
        self._quorum = w.box()
        column.addLayout(self._quorum)
        self.attendance = edited_table(
            self._shell, _("Attendance"), Attendance,
            (("who", 0), ("organisation", 130), ("state", 92), ("interests", 130)),
            lambda: meetings.attendance(self._shell.desk, self._meeting.id) if self._meeting else [],
        )  # fmt: skip
        column.addWidget(self.attendance)
        self.came = Adder(
            self._shell,
            "who",
            _("Who came, or sent apologies: Designated nurse"),
            _("Add"),
            self._add_attendance,
        )
        column.addWidget(self.came)

    def _add_challenges(self, column: QBoxLayout) -> None:
        column.addWidget(w.section(_("Challenge"), _("asked, answered, and the difference it made")))
        self.challenges = edited_table(
            self._shell, _("Challenge"), Challenge,
            (("by_whom", 92), ("to_whom", 92), ("asked", 0), ("answered", 0), ("difference", 120)),
            lambda: meetings.challenges(self._shell.desk, self._meeting.id) if self._meeting else [],
        )  # fmt: skip
        column.addWidget(self.challenges)
        self.challenged = Adder(
            self._shell, "challenge", _("A question that was put to a member"), _("Log the challenge"),
            self._add_challenge,
        )  # fmt: skip
        column.addWidget(self.challenged)

    def _add_facts(self, column: QBoxLayout) -> None:
        self._minutes = w.box(across=True, gap=12)
        column.addLayout(self._minutes)
        column.addWidget(w.section(_("About this meeting")))
        self.form = RecordForm(
            self._shell, "Meetings", Meeting, FIELDS,
            save=lambda record, name, typed: forums.edit_meeting(self._shell.desk, record, name, typed),
        )  # fmt: skip
        column.addWidget(self.form)
        self._remove = w.button(_("Remove this meeting"), "link")
        self._remove.clicked.connect(self._take_out)
        foot, across = w.panel(across=True)
        across.addStretch()
        across.addWidget(self._remove)
        column.addWidget(foot)
        column.addStretch()

    def show_meeting(self, meeting: Meeting | None) -> None:
        self._meeting = meeting
        self.setVisible(meeting is not None)
        if meeting is None:
            return
        self._title.setText(_("{forum}, {day}").format(forum=meeting.forum, day=long_date(meeting.on)))
        note = forums.day_note(self._shell.desk, meeting)
        self._warning.setText(note)
        self._warning.setVisible(bool(note))
        self.agenda.show_meeting(meeting)
        self.papers.show_meeting(meeting)
        w.clear(self._quorum)
        self._quorum.addWidget(w.section(_("Attendance"), meetings.quorum_words(self._shell.desk, meeting)))
        self.attendance.table.table.reload()
        self.challenges.table.table.reload()
        for block in (self.attendance, self.challenges):
            block.setVisible(block.table.proxy.rowCount() > 0)
        for adder in (self.came, self.challenged):
            adder.show_for(meeting.id)
        self._show_minutes(meeting)
        self.form.show_record(meeting)

    # -------------------------------------------------------------- doing

    def _add_attendance(self, who: str) -> None:
        if self._meeting is not None:
            meetings.add_attendance(self._shell.desk, self._meeting, who, ATTENDANCES[0])

    def _add_challenge(self, asked: str) -> None:
        if self._meeting is not None:
            challenges.add(self._shell.desk, asked, self._meeting)

    def _show_minutes(self, meeting: Meeting) -> None:
        w.clear(self._minutes)
        words = (
            _("Minutes: {name}, approved {day}").format(
                name=meeting.minutes_name,
                day=long_date(meeting.minutes_approved_on) if meeting.minutes_approved_on else "",
            )
            if meeting.minutes_sha256
            else _("No minutes are kept yet")
        )
        self._minutes.addWidget(w.label(words, "small", role="muted", wrap=True), 1)
        attach = w.button(_("Attach the approved minutes"), "link", "paperclip")
        attach.clicked.connect(self._attach)
        self._minutes.addWidget(attach)

    def _attach(self) -> None:
        meeting = self._meeting
        path = self._shell.ask_file(_("Attach the approved minutes"), _("Any file (*)")) if meeting else None
        if meeting is not None and path is not None:
            self._shell.attempt(lambda: meetings.attach_minutes(self._shell.desk, meeting, path))

    def _take_out(self) -> None:
        meeting = self._meeting
        if meeting is not None:
            self._shell.attempt(lambda: records.remove(self._shell.desk, meeting))
