"""A question made, and made into one of another type: what fits both stays, what the new type needs is put in."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain.design_checks import Check, checks_of, checks_of_column
from assurance_desk.domain.design_names import next_row_ref
from assurance_desk.domain.questionnaire import Column, Question, Row
from assurance_desk.domain.questions import GRADES
from assurance_desk.texts import _, plural

WITH_CHOICES = ("choice", "graded")
WITH_ROWS = ("several", "table", "free_table")
WITH_COLUMNS = ("table", "free_table")
WITH_WORD = ("number",)
LINES = {"long_text": 5, "graded": 3}


def new_question(ref: str, kind: str = "yes_no", text: str = "") -> Question:
    """With what its type cannot be without, to be worded."""
    return as_kind(Question(ref=ref, text=text, kind="yes_no"), kind)


def as_kind(question: Question, kind: str) -> Question:
    """The same question asked in another way; a list's choices become rows to tick, and such rows choices."""
    labels = question.choices or tuple(row.label for row in question.rows if row.label)
    made = replace(
        question,
        kind=kind,
        choices=(),
        rows=(),
        columns=(),
        row_heading="",
        word=question.word if kind in WITH_WORD else "",
        lines=LINES.get(kind, 1),
        descriptors=(),
        at_most=question.at_most if kind == "number" else "",
        dated=question.dated if kind in ("date", "month") else "",
        explained_in=question.explained_in if kind == "table" else None,
    )
    if kind == "graded":
        same = question.kind == "choice" and bool(question.choices)
        return replace(
            made,
            choices=question.choices if same else GRADES,
            descriptors=question.descriptors if same else (),
            comment=True,
        )
    if kind == "choice":
        descriptors = question.descriptors if question.choices else ()
        return replace(made, choices=labels or (_("Yes"), _("Partly"), _("No")), descriptors=descriptors)
    if kind in WITH_ROWS:
        return _with_rows(made, question, labels)
    return made


def _with_rows(made: Question, question: Question, labels: tuple[str, ...]) -> Question:
    rows, row_heading = question.rows, question.row_heading
    made = replace(made, rows=rows)
    if not rows:
        for label in labels if made.kind != "free_table" else ():
            made = add_row(made, label)
    least = 3 if made.kind == "free_table" else 2
    while len(made.rows) < least:
        made = add_row(made, "" if made.kind == "free_table" else _("Row {n}").format(n=len(made.rows) + 1))
    if made.kind in WITH_COLUMNS:
        columns = question.columns or (Column(key="answer", heading=_("Answer")),)
        made = replace(made, columns=columns, row_heading=row_heading)
    return made


def goes_with_kind(question: Question, kind: str) -> tuple[str, ...]:
    """What of the question as it was set up is not kept when it is asked in another way, in a few words each."""
    made = as_kind(question, kind)
    gone: list[str] = []
    kept = set(made.choices) | {row.label for row in made.rows}
    own = question.choices != GRADES and any(choice not in kept for choice in question.choices)
    if own:
        gone.append(plural("its {n} answer", "its {n} answers", len(question.choices)))
    if any(question.descriptors) and not made.descriptors and question.choices != GRADES:
        gone.append(_("what its answers mean"))
    rows = [row for row in question.rows if row.label and row.label not in kept]
    if rows:
        gone.append(plural("its {n} row", "its {n} rows", len(rows)))
    columns = [column for column in question.columns if column not in made.columns]
    if columns:
        gone.append(plural("its {n} column", "its {n} columns", len(columns)))
    checks = len(checks_of(question)) - len(checks_of(made))
    if checks > 0 and not columns:
        gone.append(plural("its {n} check", "its {n} checks", checks))
    if question.word and not made.word:
        gone.append(_("the words in place of a number"))
    return tuple(gone)


def goes_with_columns(before: Question, after: Question) -> tuple[str, ...]:
    """What was set up of columns whose cells take something else now, and went with that, in a few words each."""
    now = {column.key: column for column in after.columns}
    gone: list[str] = []
    for was in before.columns:
        column = now.get(was.key, was)
        if column.kind == was.kind:
            continue
        kept = {check.words for check in checks_of_column(after, column)}
        gone += [_told(check) for check in checks_of_column(before, was) if check.words not in kept]
        if was.choices and not column.choices:
            gone.append(plural("its {n} answer", "its {n} answers", len(was.choices)))
        if was.word and not column.word:
            gone.append(_("the words in place of a number"))
    return tuple(gone)


def _told(check: Check) -> str:
    """A check in the middle of a sentence, with what is typed in it."""
    words = check.words if check.words.startswith("“") else check.words[:1].lower() + check.words[1:]
    return f"{words} “{check.typed}”" if check.typed else words


def add_row(question: Question, label: str) -> Question:
    return replace(question, rows=(*question.rows, Row(ref=next_row_ref(question), label=label)))
