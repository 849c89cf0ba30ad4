"""Giving a judgement or an opinion, and putting one right that was given."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from assurance_desk.domain import dates
from assurance_desk.domain.actions import Action
from assurance_desk.domain.assurance import NOT_RATED, Judgement
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.errors import DeskError
from assurance_desk.services import judgements, organisations, records, vocabularies
from assurance_desk.services.register import Detail
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_blocks import combo, line
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.record_form import RecordForm
from assurance_desk.ui.shell import Shell

Subject = Recommendation | Action
PAGE = "Register"
BODY_FIELDS = ("level", "forum", "on", "basis", "next_review", "dissent")
OPINION_FIELDS = ("basis", "level", "forum", "on")


class _Giving(QWidget):
    """Hidden until asked for; what is half typed stays with its recommendation."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._wanted: Callable[[], Subject | None] = lambda: None
        self._subjects: tuple[Subject, ...] = ()
        self._halves: list[HalfTyped] = []
        holder, self._column = w.panel("quiet", margins=(12, 10, 12, 12), gap=6)
        outer = w.box()
        self.setLayout(outer)
        outer.addWidget(holder)
        self._levels = vocabularies.words(shell.desk, vocabularies.ASSURANCE)
        self.about = combo(_("About"), ())
        self.refusal = w.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        self.hide()

    def set_subject(self, subject: Callable[[], Subject | None]) -> None:
        self._wanted = subject

    def toggle(self) -> None:
        self.setVisible(not self.isVisible())
        if self.isVisible():
            self._choose_about()
            self._begin()

    def show_detail(self, detail: Detail) -> None:
        first = (detail.recommendation,) if detail.recommendation else ()
        subjects: tuple[Subject, ...] = (*first, *detail.actions)
        if [one.id for one in subjects] != [one.id for one in self._subjects]:
            self.hide()
        self._subjects = subjects
        for half in self._halves:
            half.show_for(detail.id)

    def _choose_about(self) -> None:
        wanted = self._wanted()
        self.about.clear()
        self.about.addItems([one.ref for one in self._subjects])
        ids = [one.id for one in self._subjects]
        self.about.setCurrentIndex(ids.index(wanted.id) if wanted is not None and wanted.id in ids else 0)

    def _begin(self) -> None:
        """The fields as a new one begins with."""

    def _line(self, name: str, *, half: str = "") -> QLineEdit:
        made = line(name)
        if half:
            self._halves.append(HalfTyped(self._shell, PAGE, made, half))
        return made

    def _asks(self, *rows: tuple[str, QWidget]) -> None:
        """Each field under its name: the block is narrow."""
        for name, field in rows:
            caption = w.label(name, "small", role="muted")
            caption.setBuddy(field)
            self._column.addWidget(caption)
            self._column.addWidget(field)

    def _keep(self, work: Callable[[Subject], object]) -> None:
        at = self.about.currentIndex()
        if not 0 <= at < len(self._subjects):
            return
        try:
            work(self._subjects[at])
        except DeskError as error:
            self.refusal.setText(error.sentence)
            self.refusal.show()
            return
        self.refusal.hide()
        for half in self._halves:
            half.done()
        self.hide()


class JudgementForm(_Giving):
    """The body's judgement: a level of the scale with its meaning, who and when, on what basis, what next."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.level = combo(_("Level of assurance"), tuple(one.word for one in self._levels), "Limited")
        self.level.currentIndexChanged.connect(self._explain)
        self._meaning = w.label("", "small", role="muted", wrap=True)
        self.forum, self.on = self._line(_("Judged by")), self._line(_("Judged on"))
        self.basis = self._line(_("Basis"), half="basis of a judgement")
        self.basis.setPlaceholderText(_("What was seen"))
        self.next_review = self._line(_("Next review"))
        self.next_review.setPlaceholderText(_("such as Sep 2019"))
        self.dissent = self._line(_("Dissent"), half="dissent")
        self.dissent.setPlaceholderText(_("Who, and why"))
        self._asks((_("About"), self.about), (_("Level"), self.level))
        self._column.addWidget(self._meaning)
        self._asks(
            (_("Judged by"), self.forum),
            (_("Judged on"), self.on),
            (_("Basis"), self.basis),
            (_("Next review"), self.next_review),
            (_("Dissent"), self.dissent),
        )
        self.keep = w.button("", "suggested")
        self.keep.clicked.connect(self._record)
        self._column.addWidget(self.refusal)
        self._column.addWidget(self.keep)
        self._explain()

    def _explain(self) -> None:
        level = self._levels[self.level.currentIndex()]
        told = "agenda" in level.definition
        back = _("It comes back to the next agenda.") if level.returns and not told else ""
        meaning = f"{_(level.definition)}." if level.definition else ""
        self._meaning.setText(" ".join(part for part in (meaning, back) if part))
        w.set_words(self.keep, _("Record “{level}”").format(level=_(level.word)))

    def _begin(self) -> None:
        self.forum.setText(organisations.body_word(self._shell.desk))
        self.on.setText(dates.long_date(self._shell.desk.clock.today()))
        self.next_review.clear()
        self.level.setFocus(Qt.FocusReason.OtherFocusReason)

    def _record(self) -> None:
        level = self._levels[self.level.currentIndex()].held
        self._keep(
            lambda subject: judgements.judge(
                self._shell.desk, subject, level, forum=self.forum.text(), on=self.on.text(),
                basis=self.basis.text(), next_review=self.next_review.text(), dissent=self.dissent.text(),
            )
        )  # fmt: skip


class OpinionForm(_Giving):
    """The scrutineer's opinion: words first; a level only where one was given."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.words = self._line(_("Opinion"), half="opinion")
        self.words.setPlaceholderText(_("In the scrutineer’s own words"))
        self._levels = tuple(sorted(self._levels, key=lambda one: one.held != NOT_RATED))
        names = (_("no level given"), *(one.word for one in self._levels[1:]))
        self.level = combo(_("Level, where one was given"), names)
        self.who, self.on = self._line(_("Given by")), self._line(_("Given on"))
        self._asks(
            (_("About"), self.about),
            (_("Opinion"), self.words),
            (_("Level, where one was given"), self.level),
            (_("Given by"), self.who),
            (_("Given on"), self.on),
        )
        self.keep = w.button(_("Record the opinion"), "suggested")
        self.keep.clicked.connect(self._record)
        self._column.addWidget(self.refusal)
        self._column.addWidget(self.keep)

    def _begin(self) -> None:
        self.who.setText(_("Independent scrutineer"))
        self.on.setText(dates.long_date(self._shell.desk.clock.today()))
        self.level.setCurrentIndex(0)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _record(self) -> None:
        level = self._levels[self.level.currentIndex()].held
        self._keep(
            lambda subject: judgements.give_opinion(
                self._shell.desk,
                subject,
                self.words.text(),
                level=level,
                who=self.who.text(),
                on=self.on.text(),
            )
        )


class PutRight(QWidget):
    """The fields of one that was given, each kept as it is left; hidden until asked for."""

    def __init__(self, shell: Shell, *, opinion: bool) -> None:
        super().__init__()
        self._shell = shell
        self._one: Judgement | None = None
        self._opinion = opinion
        self._outer = w.box()
        self.setLayout(self._outer)
        self.hide()

    @cached_property
    def form(self) -> RecordForm:
        """Made when something is first put right, which is seldom."""
        holder, column = w.panel("quiet", margins=(12, 10, 12, 12), gap=6)
        self._outer.addWidget(holder)
        captions = {"level": _("Level")}
        if self._opinion:
            captions |= {"basis": _("Opinion"), "forum": _("Given by"), "on": _("Given on")}
        names = OPINION_FIELDS if self._opinion else BODY_FIELDS
        made = RecordForm(self._shell, PAGE, Judgement, names, label_width=76, captions=captions)
        column.addWidget(made)
        row = w.box(across=True, gap=8)
        self.out, done = w.button(_("Take it out"), "link"), w.button(_("Done"))
        self.out.clicked.connect(self._take_out)
        done.clicked.connect(self.hide)
        row.addWidget(self.out)
        row.addStretch()
        row.addWidget(done)
        column.addLayout(row)
        return made

    def toggle(self, one: Judgement) -> None:
        if self.isVisible() and self._one is not None and self._one.id == one.id:
            self.hide()
            return
        self._one = one
        self.form.show_record(one)
        self.show()
        self.form.field((OPINION_FIELDS if self._opinion else BODY_FIELDS)[0]).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def show_detail(self, detail: Detail) -> None:
        """The same one as it is now; away where it is gone, or another recommendation is shown."""
        now = next(
            (one for one in detail.judgements if self._one is not None and one.id == self._one.id), None
        )
        if self._one is not None:
            self.form.show_record(now)
        self._one = now
        if now is None:
            self.hide()

    def _take_out(self) -> None:
        one = self._one
        if one is not None:
            self._shell.attempt(lambda: records.remove(self._shell.desk, one))
