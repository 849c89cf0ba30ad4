"""An online form's answers into the tray: columns mapped once and remembered, each line its own return's file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assurance_desk.domain.form_export import WHOSE, FormTable, suggest
from assurance_desk.domain.form_map import FormMap
from assurance_desk.domain.form_rows import FormRow, assigned, telling_column
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.recovery.finding import ExpectedReturn
from assurance_desk.domain.returns import Return
from assurance_desk.services import returns
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_read import ReadFile
from assurance_desk.services.returns_tray import TrayFile
from assurance_desk.store import rows
from assurance_desk.texts import _, plural


@dataclass(frozen=True, slots=True)
class FormCount:
    """What of a form can be put in the tray: lines tied to a return, by a near name only, and to none."""

    tied: int
    near: int
    unknown: int

    @property
    def told(self) -> str:
        parts = [plural("{n} line tied to its return", "{n} lines tied to their returns", self.tied)]
        if self.near:
            parts.append(
                plural("{n} by a name that is only near", "{n} by a name that is only near", self.near)
            )
        if self.unknown:
            parts.append(plural("{n} of nobody we asked", "{n} of nobody we asked", self.unknown))
        return ", ".join(parts)


def suggested(desk: Desk, asked: Questionnaire, table: FormTable) -> tuple[str, ...]:
    """A key for each column, as this form was mapped before or as its words say; whose a line is also by what stands in it."""
    made = suggest(asked, table.head, rows.find(desk.db, FormMap, questionnaire_ref=asked.ref)[::-1])
    at = -1 if WHOSE in made else telling_column(table, expected_returns(desk, asked))
    return made if at < 0 else (*made[:at], WHOSE, *made[at + 1 :])


def expected_returns(desk: Desk, asked: Questionnaire) -> tuple[ExpectedReturn, ...]:
    found = rows.find(desk.db, Return, questionnaire_id=asked.id)
    return tuple(ExpectedReturn(one.id, one.ref, one.code, one.name) for one in found)


def count(lines: Sequence[FormRow]) -> FormCount:
    return FormCount(
        tied=sum(one.whose is not None and one.sure == 3 for one in lines),
        near=sum(one.whose is not None and one.sure < 3 for one in lines),
        unknown=sum(one.whose is None for one in lines),
    )


def assign(desk: Desk, line: FormRow, return_id: str) -> FormRow:
    """The line as the officer says whose it is."""
    record = rows.get(desk.db, Return, return_id)
    return assigned(line, ExpectedReturn(record.id, record.ref, record.code, record.name))


def left_out(line: FormRow) -> FormRow:
    """The line as the officer leaves it out: it is counted, and not put in the tray."""
    return replace(line, whose=None, sure=0)


def put(
    desk: Desk,
    asked: Questionnaire,
    table: FormTable,
    targets: Sequence[str],
    lines: Sequence[FormRow],
    received_on: date | None = None,
) -> list[TrayFile]:
    """Every line that is tied to a return goes into the tray as a file of its own; how the columns were mapped is kept for
    the next time the same form is exported.

    Raises:
        DeskError: the workbook cannot be written.
    """
    _remember(desk, asked, table, targets)
    read = files_of(table, lines, received_on or desk.clock.today())
    words = plural(
        "Put {n} answer of an online form in the tray",
        "Put {n} answers of an online form in the tray",
        len(read),
    )
    return returns.put(desk, read, label=words)


def files_of(table: FormTable, lines: Sequence[FormRow], day: date) -> list[ReadFile]:
    """A file for every line that is tied to a return: nobody else's answers are kept with it."""
    stem = Path(table.name).stem
    return [
        ReadFile(
            Path(_("{form}, line {n}").format(form=stem, n=one.row) + ".csv"), one.data, day, finding=one.finding,
            hits=one.hits,
        )
        for one in lines
        if one.whose is not None
    ]  # fmt: skip


def _remember(desk: Desk, asked: Questionnaire, table: FormTable, targets: Sequence[str]) -> None:
    known = [
        one
        for one in rows.find(desk.db, FormMap, questionnaire_ref=asked.ref)
        if one.heads == tuple(table.head)
    ]
    if known and known[-1].targets == tuple(targets):
        return
    made = FormMap(id=new_id(), questionnaire_ref=asked.ref, heads=tuple(table.head), targets=tuple(targets))
    kept = replace(known[-1], targets=tuple(targets)) if known else made
    with desk.step(_("Map the columns of {form} to {ref}").format(form=table.name, ref=asked.ref)):
        rows.put(desk.db, kept)
