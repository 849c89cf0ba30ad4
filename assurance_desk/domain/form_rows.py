"""Lines of an online form as returns: whose each is, and what it answers, with its control total."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from rapidfuzz import fuzz

from assurance_desk.domain.form_export import LEAVE_OUT, WHOSE, FormTable, Target, targets_of
from assurance_desk.domain.names_scan import Hit
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.questions import slots_of
from assurance_desk.domain.questions.cells import bare
from assurance_desk.domain.questions.yes_no import YES
from assurance_desk.domain.recovery.book import TEXT, Cell, address
from assurance_desk.domain.recovery.checks import checked
from assurance_desk.domain.recovery.finding import ExpectedReturn, Finding, FoundAnswer, LeftOver, section_of
from assurance_desk.domain.recovery.form import Form, form_of
from assurance_desk.domain.recovery.not_asked import told_apart
from assurance_desk.domain.recovery.values import date_order, read
from assurance_desk.texts import _, plural

NEAR: Final = 90
_LIST: Final = re.compile(r"[;\n]|,(?=\s)")


@dataclass(frozen=True, slots=True)
class FormRow:
    """``row`` is its number in the file, from 1. ``said`` is what it says of whose it is; ``whose`` the return it was tied to,
    None where it is not known. ``sure`` 3 by code, reference or exact name, 1 by a name that is only near. ``data``: the line
    by itself, as a file; ``hits``: what in it seems to name a child.
    """

    row: int
    said: str
    whose: ExpectedReturn | None
    sure: int
    finding: Finding
    data: bytes = b""
    hits: tuple[Hit, ...] = ()


def read_rows(
    table: FormTable,
    targets: Sequence[str],
    asked: Questionnaire,
    returns: Sequence[ExpectedReturn],
    today: date | None = None,
) -> tuple[FormRow, ...]:
    """Every line that holds something. ``targets``: a key for each column."""
    reader = _Reader(table, targets, asked, returns, today)
    return tuple(reader.row(number, row) for number, row in enumerate(table.rows, table.first) if any(row))


def telling_column(table: FormTable, returns: Sequence[ExpectedReturn]) -> int:
    """The column that names the most returns exactly, if at least a third of the lines; -1 where none does."""
    known = {bare(words) for one in returns for words in (one.code, one.ref, one.name)}
    filled = [row for row in table.rows if any(row)]
    counts = [sum(bare(row[at]) in known for row in filled if row[at]) for at in range(len(table.head))]
    most = max(counts, default=0)
    return counts.index(most) if most and most * 3 >= len(filled) else -1


class _Reader:
    def __init__(
        self,
        table: FormTable,
        targets: Sequence[str],
        asked: Questionnaire,
        returns: Sequence[ExpectedReturn],
        today: date | None,
    ) -> None:
        self.table, self.asked, self.returns, self.today = table, asked, returns, today
        known = {one.key: one for one in targets_of(asked)}
        self.targets: list[Target | None] = [known.get(key) if key != LEAVE_OUT else None for key in targets]
        self.form: Form = form_of(asked)
        self.rules = self.form.rules
        self.order = date_order(
            Cell(table.sheet, number, column, text, TEXT)
            for number, row in enumerate(table.rows)
            for column, text in enumerate(row)
        )
        self.left = [head for head, target in zip(table.head, self.targets, strict=True) if target is None]
        self.sections = {key.slot.question for key in self.targets if key and key.slot}

    def row(self, number: int, row: Sequence[str]) -> FormRow:
        said, answers, left = "", dict[Slot, FoundAnswer](), list[LeftOver]()
        cells = ours = used = 0
        for column, text in enumerate(row):
            if not text.strip():
                continue
            cells += 1
            target = self.targets[column]
            where = address(1, column)  # in the line's own file, under its headings
            if target is None:
                ours += 1  # a column the officer left out as a whole: told once, not asked line by line
            elif target.key == WHOSE:
                said, ours = said or text.strip(), ours + 1
            elif target.several:
                used += 1
                self._several(target.several, text, where, answers, left)
            elif target.slot:
                used += 1
                answers[target.slot] = self._answer(target.slot, text, where)
        whose, sure = self._whose(said)
        return FormRow(
            number, said, whose, sure, self._finding(whose, sure, said, answers, left, (cells, ours, used))
        )

    def _answer(self, slot: Slot, text: str, where: str) -> FoundAnswer:
        found = read(self.rules[slot], Cell(self.table.sheet, 0, 0, text, TEXT), self.order)
        return FoundAnswer(
            slot.question, slot.row, slot.column, text, found.value, self.table.sheet, where, found.how, found.sure,
            found.kind, found.problem, found.expected,
        )  # fmt: skip

    def _several(
        self, ref: str, text: str, where: str, answers: dict[Slot, FoundAnswer], left: list[LeftOver]
    ) -> None:
        """``E-learning; Classroom``: a Yes for each option that is named; what names none is listed."""
        question = self.form.questions[ref]
        by_words = {bare(one.label): one.ref for one in question.rows} | {
            bare(one.ref): one.ref for one in question.rows
        }
        parts = (
            [text] if bare(text) in by_words else [part.strip() for part in _LIST.split(text) if part.strip()]
        )
        for part in parts:
            row = by_words.get(bare(part))
            if row is None:
                why = _("not one of the options of {ref}").format(ref=ref)
                left.append(LeftOver(self.table.sheet, where, part, ref, 0, why))
            else:
                how = _("named in the list")
                answers[Slot(ref, row)] = FoundAnswer(
                    ref, row, "answer", part, YES, self.table.sheet, where, how
                )

    def _whose(self, said: str) -> tuple[ExpectedReturn | None, int]:
        """By code, reference or exact name; else by a name near to one alone."""
        if not said:
            return None, 0
        plain = bare(said)
        for name in ("code", "ref", "name"):
            found = [one for one in self.returns if bare(getattr(one, name)) == plain]
            if len(found) == 1:
                return found[0], 3
        near = [one for one in self.returns if fuzz.token_sort_ratio(plain, bare(one.name)) >= NEAR]
        return (near[0], 1) if len(near) == 1 else (None, 0)

    def _finding(
        self,
        whose: ExpectedReturn | None,
        sure: int,
        said: str,
        answers: dict[Slot, FoundAnswer],
        left: list[LeftOver],
        counts: tuple[int, int, int],
    ) -> Finding:
        cells, ours, used = counts
        answers = checked(answers, self.form, self.today)
        doubt = ""
        if whose and sure < 3:
            doubt = _("the line says “{said}”, which is only near to {name}").format(
                said=said, name=whose.name
            )
        missing = [
            one.letter
            for one in self.asked.sections
            if one.questions
            and not any(section_of(self.asked, slot.question) == one.letter for slot in answers)
        ]
        made = Finding(
            questionnaire=self.asked.ref, version=self.asked.version, live=self.asked.version,
            return_id=whose.id if whose else "", return_ref=whose.ref if whose else "",
            identified=(_("a line of an online form"),), doubt=doubt, answers=tuple(answers.values()),
            left_over=tuple(left), blank=tuple(self._blank(answers)), missing_sections=tuple(missing),
            notes=self._notes(), cells=cells, ours=ours, answer_cells=used,
        )  # fmt: skip
        return told_apart(made, self.asked)

    def _blank(self, answers: Mapping[Slot, FoundAnswer]) -> list[Slot]:
        """Answers the form asked for: a question that has no column in it is not left blank, it was not asked there."""
        return [
            slot
            for question in self.asked.questions()
            if question.ref in self.sections
            for slot, _rule in slots_of(question)
            if slot not in answers and slot.column not in ("comment", "evidence", "plan")
        ]

    def _notes(self) -> tuple[str, ...]:
        if not self.left:
            return ()
        words = plural(
            "{n} column was left out: {{heads}}", "{n} columns were left out: {{heads}}", len(self.left)
        )
        heads = ", ".join(head or "–" for head in self.left[:8]) + (" …" if len(self.left) > 8 else "")
        return (words.replace("{heads}", heads),)


def assigned(row: FormRow, whose: ExpectedReturn) -> FormRow:
    """The line as the officer said whose it is."""
    finding = replace(row.finding, return_id=whose.id, return_ref=whose.ref, doubt="")
    return replace(row, whose=whose, sure=3, finding=finding)
