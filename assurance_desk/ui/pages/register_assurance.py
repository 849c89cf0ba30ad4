"""What the body judged, told as a story; and, apart from it, what the independent scrutineer thinks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TypeVar

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from assurance_desk.domain import dates
from assurance_desk.domain.assurance import NOT_RATED, Judgement
from assurance_desk.domain.judgements import Story, stories
from assurance_desk.services import vocabularies
from assurance_desk.services.register import Detail
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.marks import Assurance
from assurance_desk.ui.pages.register_judging import JudgementForm, OpinionForm, PutRight, Subject
from assurance_desk.ui.shell import Shell

F = TypeVar("F", JudgementForm, OpinionForm)


class _Block(QWidget):
    """What was given, told; the fields of one to put right; a new one."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._subject: Callable[[], Subject | None] = lambda: None
        self._detail: Detail | None = None
        self._open: QPushButton
        self._column = w.box(gap=6)
        self.setLayout(self._column)

    def _tells(self) -> QVBoxLayout:
        holder = QWidget()
        made = QVBoxLayout(holder)
        made.setContentsMargins(0, 0, 0, 0)
        made.setSpacing(th.px(4))
        self._column.addWidget(holder)
        return made

    def _opens(self, words: str, icon: str, toggle: Callable[[], None]) -> QPushButton:
        made = w.button(words, "link", icon)
        made.clicked.connect(lambda _on=False: toggle())
        self._column.addWidget(made)
        return made

    def _ready(self, form: F) -> F:
        """A form made when it is first asked for, below what asks for it."""
        form.set_subject(self._subject)
        if self._detail is not None:
            form.show_detail(self._detail)
        self._column.insertWidget(self._column.indexOf(self._open) + 1, form)
        return form

    def set_subject(self, subject: Callable[[], Subject | None]) -> None:
        """What a new one would be about, unless another is chosen."""
        self._subject = subject
        if "form" in self.__dict__:
            self.__dict__["form"].set_subject(subject)

    def _show_new(self, detail: Detail) -> None:
        self._detail = detail
        if "form" in self.__dict__:
            self.__dict__["form"].show_detail(detail)

    def _said(self, one: Judgement) -> str:
        return vocabularies.said(self._shell.desk, vocabularies.ASSURANCE, one.level)

    def _level(self, one: Judgement, right: PutRight | None = None) -> QWidget:
        """The steps of the scale of its day, and its word."""
        row, across = w.panel(across=True, gap=10)
        across.addWidget(Assurance(self._said(one), *vocabularies.steps(self._shell.desk, one.level, one.on)))
        across.addWidget(w.label(self._said(one), strong=True, wrap=True), 1)
        if right is not None:
            across.addWidget(_mend(one, right))
        return row


class AssuranceBlock(_Block):
    """The body's latest judgement on the recommendation and on each action, with those before it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.lines = self._tells()
        self.right = PutRight(shell, opinion=False)
        self._column.addWidget(self.right)
        self._open = self._opens(_("Record assurance"), "shield-check", self._toggle_new)
        self._column.addStretch()

    def _toggle_new(self) -> None:
        self.form.toggle()

    @cached_property
    def form(self) -> JudgementForm:
        return self._ready(JudgementForm(self._shell))

    def show_detail(self, detail: Detail) -> None:
        w.clear(self.lines)
        explained: set[str] = set()
        found = _named(detail, lambda story: story.body)
        if not found:
            self.lines.addWidget(w.section(_("Assurance")))
            self.lines.addWidget(self._level(Judgement(id="")))
        for place, (ref, story) in enumerate(found):
            now = story[0]
            title, more = (_("Assurance"), [ref]) if not place else (ref, [])
            self.lines.addWidget(w.section(title, ", ".join(part for part in (*more, *_given(now)) if part)))
            self.lines.addWidget(self._level(now, self.right))
            meaning = vocabularies.meaning(self._shell.desk, vocabularies.ASSURANCE, now.level, now.on)
            for words in (*([] if meaning in explained else [meaning]), *self._about(now)):
                self.lines.addWidget(w.para(words, "small", role="muted", leading=1.25))
            explained.add(meaning)
            for earlier in story[1:]:
                self.lines.addWidget(w.label(self._before(earlier), "small", role="muted", wrap=True))
        self._show_new(detail)
        self.right.show_detail(detail)

    def _about(self, now: Judgement) -> list[str]:
        """What was seen, who dissented, and when it is looked at again."""
        found = [now.basis] if now.basis else []
        if now.dissent:
            found.append(_("Dissent: {words}").format(words=now.dissent))
        if now.next_review is not None:
            late = now.next_review.last_day < self._shell.desk.clock.today()
            words = _("Next review {when}, now past") if late else _("Next review {when}")
            found.append(words.format(when=now.next_review.long))
        return found

    def _before(self, one: Judgement) -> str:
        level, given = self._said(one), ", ".join(_given(one))
        words = _("Before: {level}, {given}").format(level=level, given=given) if given else level
        return f"{words}. {one.basis}" if one.basis else f"{words}."


class OpinionBlock(_Block):
    """The independent scrutineer's opinion, in the scrutineer's words: never mixed with what the body judged."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._column.addWidget(w.section(_("The scrutineer’s opinion")))
        self.lines = self._tells()
        self.right = PutRight(shell, opinion=True)
        self._column.addWidget(self.right)
        self._open = self._opens(_("Record an opinion"), "eye", self._toggle_new)

    def _toggle_new(self) -> None:
        self.form.toggle()

    @cached_property
    def form(self) -> OpinionForm:
        return self._ready(OpinionForm(self._shell))

    def show_detail(self, detail: Detail) -> None:
        w.clear(self.lines)
        for ref, story in _named(detail, lambda story: story.scrutineer):
            for place, one in enumerate(story):
                self._tell(one, ref, now=not place)
        self._show_new(detail)
        self.right.show_detail(detail)

    def _tell(self, one: Judgement, ref: str, *, now: bool) -> None:
        who = ", ".join(part for part in (ref, *_given(one)) if part)
        if not now:
            words = _("Before: {given}. “{words}”").format(given=who, words=one.basis)
            self.lines.addWidget(w.label(words, "small", role="muted", wrap=True))
            return
        self.lines.addWidget(w.para(f"“{one.basis}”", leading=1.25))
        if one.level != NOT_RATED:
            self.lines.addWidget(self._level(one))
        across = w.box(across=True, gap=8)
        across.addWidget(w.label(who, "small", role="muted", wrap=True), 1)
        across.addWidget(_mend(one, self.right))
        self.lines.addLayout(across)


def _named(
    detail: Detail, part: Callable[[Story], tuple[Judgement, ...]]
) -> list[tuple[str, tuple[Judgement, ...]]]:
    """On the recommendation first, then on each action by its reference; none where there is only one."""
    refs = {action.id: action.ref for action in detail.actions}
    told = {key: part(story) for key, story in stories(detail.judgements).items() if part(story)}
    order = sorted(told, key=lambda key: (key != "", refs.get(key, "")))
    return [(refs.get(key, "") if len(refs) > 1 else "", told[key]) for key in order]


def _mend(one: Judgement, right: PutRight) -> QWidget:
    made = w.button(_("Put right"), "inline")
    made.clicked.connect(lambda: right.toggle(one))
    return made


def _given(one: Judgement) -> list[str]:
    return [part for part in (one.forum, _day(one.on)) if part]


def _day(on: date | None) -> str:
    return dates.short_date(on) if on else ""
