"""Below a response's words: one line of facts; behind it its acceptance, status, signatures and versions."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assurance_desk.domain import responses as r
from assurance_desk.domain.actions import Action
from assurance_desk.domain.response_rules import AcceptanceNeedsReasonError, NotAllSignedError
from assurance_desk.domain.responses import Response
from assurance_desk.services import records, responses, vocabularies
from assurance_desk.services.register import Detail
from assurance_desk.services.responses import Story
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.beside import Pair
from assurance_desk.ui.pages.register_blocks import line
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.pages.register_repeats import SeenBefore
from assurance_desk.ui.pages.register_signatures import Signatures
from assurance_desk.ui.pages.register_versions import Versions
from assurance_desk.ui.record_form import RecordForm
from assurance_desk.ui.shell import Shell

FIELDS = ("acceptance", "reason", "status", "forum", "agreed_on")


class ResponseBlocks(QWidget):
    """One block for each response in view, nearly always one; above it what the recommendation repeats."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.blocks: list[ResponseBlock] = []
        outer = w.box(gap=4)
        self.setLayout(outer)
        self.seen = SeenBefore(shell)
        outer.addWidget(self.seen)
        self._column = w.box(gap=4)
        outer.addLayout(self._column)

    def show_detail(self, detail: Detail) -> None:
        while len(self.blocks) < len(detail.responses):
            self.blocks.append(ResponseBlock(self._shell))
            self._column.addWidget(self.blocks[-1])
        for number, block in enumerate(self.blocks):
            block.setVisible(number < len(detail.responses))
            if number < len(detail.responses):
                block.show_response(detail.responses[number], detail.actions)
        self.seen.show_recommendation(detail.recommendation)
        self.setVisible(bool(detail.responses) or not self.seen.isHidden())


class ResponseBlock(QWidget):
    """The line of facts, and what opens below it. What is behind is made when it is first opened."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._response: Response | None = None
        self._actions: tuple[Action, ...] = ()
        self._first = ""
        self.more: ResponseMore | None = None
        self._column = w.box(gap=8)
        self.setLayout(self._column)
        head, across = w.panel(across=True, gap=12)
        self.facts = w.ElidedLabel("", "small", role="muted")
        self.toggle = w.button("", "link")
        self.toggle.clicked.connect(lambda: self.open(closed=self.is_open()))
        across.addWidget(self.facts, 1)
        across.addWidget(self.toggle)
        self._column.addWidget(head)
        self.reason = w.para("", leading=1.25)
        self._column.addWidget(self.reason)
        self.open(closed=True)

    def is_open(self) -> bool:
        return self.more is not None and not self.more.isHidden()

    def show_response(self, response: Response, actions: tuple[Action, ...]) -> None:
        """Another response starts closed; a new version of the same stays as it was."""
        story = responses.story(self._shell.desk, response)
        self._response, self._actions = response, actions
        if story.versions[-1].id != self._first:
            self._first = story.versions[-1].id
            self.open(closed=True)
        self.facts.set_words(responses.facts(self._shell.desk, story.response, story.partners))
        now = story.response
        self.reason.setVisible(bool(now.reason))
        self.reason.set_words(f"{_(now.acceptance).capitalize()}: {now.reason}" if now.reason else "")
        if self.more is not None and self.is_open():
            self.more.show_story(story, actions)

    def open(self, *, closed: bool = False) -> None:
        words = _("Acceptance, versions, signatures") if closed else _("Close")
        w.set_words(self.toggle, words)
        if closed:
            if self.more is not None:
                self.more.hide()
            return
        if self._response is None:
            return
        if self.more is None:
            self.more = ResponseMore(self._shell)
            self._column.addWidget(self.more)
        self.more.show_story(responses.story(self._shell.desk, self._response), self._actions)
        self.more.show()


class ResponseMore(QWidget):
    """Everything about a response that is not its words as they stand."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._story: Story | None = None
        self._pending = ""
        self._asked = ""
        self.setObjectName("quiet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = w.box(margins=(12, 12, 12, 12), gap=14)
        self.setLayout(column)
        self.words = RecordForm(shell, "Register", Response, ("text",), label_width=84)
        column.addWidget(self.words)
        left, beside = w.panel(gap=8)
        self.form = RecordForm(shell, "Register", Response, FIELDS, save=self._save, label_width=84)
        beside.addWidget(self.form)
        beside.addWidget(self._make_without())
        self._went_on = w.label("", "small", role="muted", wrap=True)
        beside.addWidget(self._went_on)
        self.signatures = Signatures(shell)
        column.addWidget(Pair(left, self.signatures, least=600))
        self.versions = Versions(shell)
        column.addWidget(self.versions)

    def _make_without(self) -> QWidget:
        """Asked for only where a partner has not signed: why it goes on."""
        self.without, column = w.panel(gap=6)
        self.go_on = w.button("")
        self.why = line(_("Why it goes on without"), _("Why it goes on without their signature"))
        self._half = HalfTyped(self._shell, "Register", self.why, "without")
        self.why.textChanged.connect(lambda words: self.go_on.setEnabled(bool(words.strip())))
        self.why.returnPressed.connect(self._go_on)
        self.go_on.clicked.connect(self._go_on)
        column.addWidget(self.why)
        column.addWidget(self.go_on)
        self.without.hide()
        return self.without

    def show_story(self, story: Story, actions: tuple[Action, ...]) -> None:
        response = story.response
        if self._story is None or self._story.response.id != response.id:
            self.without.hide()
        self._story, self._pending = story, ""
        self.words.setVisible(r.is_draft(response))
        self.words.show_record(response if r.is_draft(response) else None)
        self.form.show_record(response)
        self._half.show_for(response.id)
        self.go_on.setEnabled(bool(self.why.text().strip()))
        if not r.unsigned(story.partners):
            self.without.hide()
        said = _("Went on without a signature: {reason}").format(reason=response.unsigned_reason)
        self._went_on.setText(said if response.unsigned_reason else "")
        self._went_on.setVisible(bool(response.unsigned_reason))
        self.signatures.show_story(story)
        self.versions.show_story(story, actions)

    def _save(self, record: Any, name: str, typed: str) -> Any:
        desk = self._shell.desk
        if name == "status":
            return self._move(record, typed)
        if name == "reason" and self._pending and typed.strip():
            return responses.accept(desk, record, self._pending, typed)
        try:
            kept = records.edit_record(desk, record, name, typed)
        except AcceptanceNeedsReasonError:
            self._pending = typed
            self.form.field("reason").setFocus(Qt.FocusReason.OtherFocusReason)
            raise
        return kept

    def _move(self, record: Response, status: str) -> Response:
        try:
            return responses.move(self._shell.desk, record, status)
        except NotAllSignedError as error:
            self._asked = error.status
            words = _("Set to {status} without {names}")
            w.set_words(
                self.go_on,
                words.format(
                    status=vocabularies.said(self._shell.desk, vocabularies.RESPONSE_STATUS, error.status),
                    names=r.listed(error.names),
                ),
            )
            self.without.show()
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
            raise

    def _go_on(self) -> None:
        story, why = self._story, self.why.text()
        if story is None or not why.strip() or self.without.isHidden():
            return
        self._half.done()
        done = self._shell.attempt(
            lambda: responses.move(self._shell.desk, story.response, self._asked, without=why)
        )
        if done:
            self.without.hide()
        else:
            self.why.setText(why)
