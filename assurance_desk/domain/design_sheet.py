"""A questionnaire's design as tables of words: one source for the workbook colleagues draft in and for reading it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from assurance_desk.domain.questionnaire import PAST, SINCE_ISSUE, Questionnaire
from assurance_desk.domain.questions import QUESTION_TYPES
from assurance_desk.domain.questions.table import COLUMN_KINDS
from assurance_desk.domain.questions.yes_no import NO, YES
from assurance_desk.texts import _, later

ABOUT, SECTIONS, QUESTIONS, ROWS, COLUMNS = "about", "sections", "questions", "rows", "columns"
TEXT, LINES, YESNO, KIND, COLUMN_KIND, DAY, WHOLE = (
    "text",
    "lines",
    "yes",
    "kind",
    "column kind",
    "day",
    "whole",
)

DATED, EXPLAINED = "dated", "explained"


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a table: the record's attribute, its heading, and how its cell is read.

    ``width`` is in digits of the ordinary font. ``help`` says what belongs there.
    """

    name: str
    head: str
    width: float
    kind: str = TEXT
    help: str = ""


TABS: Final = {
    ABOUT: later("About"),
    SECTIONS: later("Sections"),
    QUESTIONS: later("Questions"),
    ROWS: later("Rows"),
    COLUMNS: later("Columns"),
}
FIELDS: Final[dict[str, tuple[Field, ...]]] = {
    ABOUT: (
        Field("ref", later("Reference"), 26, help=later("Short, such as HTG-2019. Versions share it.")),
        Field("version", later("Version"), 26, help=later("Such as 1.0.")),
        Field("title", later("Title"), 26),
        Field("round", later("Round"), 26),
        Field("marking", later("Protective marking"), 26),
        Field("why", later("Why it is asked"), 26, help=later("The first words its respondents read.")),
        Field("contact_who", later("Who can be asked"), 26),
        Field("contact_email", later("E-mail"), 26),
        Field("contact_phone", later("Telephone"), 26),
        Field("counted_on", later("Figures as at"), 26, DAY),
        Field("due_on", later("Due on"), 26, DAY),
        Field("board_on", later("To the meeting on"), 26, DAY),
        Field("legal_basis", later("Legal basis"), 26, help=later("Empty: our own words.")),
        Field("privacy_notice", later("Privacy notice"), 26, help=later("Empty: our own words.")),
        Field("sign_off_role", later("Who approves a return"), 26, help=later("A role.")),
        Field("recipient_role", later("Whom it is sent to"), 26, help=later("A role.")),
        Field("covering_subject", later("Subject of the message"), 26, help=later("Empty: our own words.")),
        Field("covering_text", later("Message"), 26, help=later("Empty: our own words.")),
    ),
    SECTIONS: (
        Field("letter", later("Section"), 9, help=later("A letter.")),
        Field("title", later("Title"), 36),
        Field("tab", later("Name of its sheet"), 22, help=later("31 characters at most; made from the title if empty.")),
        Field("who", later("Who may know"), 30),
        Field("intro", later("Introduction"), 60),
    ),
    QUESTIONS: (
        Field("section", later("Section"), 9, help=later("Its letter; empty means as in the row above.")),
        Field("ref", later("Reference"), 11, help=later("Such as B2. Answers hang on it: keep it where a question stays.")),
        Field("text", later("Question"), 52),
        Field("hint", later("Guidance"), 36),
        Field("kind", later("Kind of answer"), 26, KIND),
        Field("choices", later("Choices"), 26, LINES, later("One on each line (Alt+Enter).")),
        Field("descriptors", later("What each choice means"), 36, LINES, later("One on each line, in the same order.")),
        Field("required", later("Must be answered"), 11, YESNO),
        Field("comment", later("Comment cell"), 11, YESNO),
        Field("word", later("Word instead of a number"), 16, help=later("Such as: not known.")),
        Field("lines", later("Lines of room"), 9, WHOLE),
        Field("heading", later("Heading above it"), 22),
        Field("shown_if", later("Asked only if"), 11, help=later("The reference of an earlier question.")),
        Field("shown_when", later("… is answered with"), 24, LINES, later("One on each line.")),
        Field("prefill", later("Filled in for them"), 20),
        Field("row_heading", later("Heading of its rows"), 18),
        Field("at_most", later("Not more than the answer to"), 14, help=later("The reference of another number.")),
        Field("dated", later("When its date may be"), 18, DATED),
        Field("explained_in", later("Low shares explained in"), 20, EXPLAINED, later("Such as: D2, children, 90")),
    ),
    ROWS: (
        Field("question", later("Of question"), 11, help=later("Its reference; empty means as in the row above.")),
        Field("ref", later("Row"), 9, help=later("Such as SG1.")),
        Field("label", later("Words"), 46),
        Field("short", later("Short name"), 22),
        Field("level", later("Level"), 9),
        Field("total", later("Total of the others"), 11, YESNO),
    ),
    COLUMNS: (
        Field("question", later("Of question"), 11, help=later("Its reference; empty means as in the row above.")),
        Field("heading", later("Column’s heading"), 36),
        Field("kind", later("Kind of answer"), 20, COLUMN_KIND),
        Field("choices", later("Choices"), 24, LINES, later("One on each line.")),
        Field("word", later("Word instead of a number"), 16),
        Field("required", later("Must be filled"), 11, YESNO),
        Field("at_most", later("Not more than"), 22, help=later("The heading of another column of the table.")),
        Field("sum_of", later("Sum of"), 22, LINES, later("Headings of the table’s columns, one on each line.")),
        Field("dated", later("When its date may be"), 18, DATED),
        Field("measure", later("Share in the gap matrix"), 22, help=later("Its title there; empty where it is none.")),
        Field("key", later("Key"), 12, help=later("Ours; leave it empty for a new column.")),
    ),
}  # fmt: skip
KEY_HEADS: Final = {
    SECTIONS: ("letter", "title"),
    QUESTIONS: ("ref", "text"),
    ROWS: ("question", "label"),
    COLUMNS: ("question", "heading"),
}
"""Without these a table is not recognised."""


def how_title() -> str:
    return _("How to draft a questionnaire here")


def kind_labels() -> dict[str, str]:
    """What each kind of answer is called, by its key."""
    return {key: _(kind.label) for key, kind in QUESTION_TYPES.items()}


def dated_labels() -> dict[str, str]:
    """What may be said of a date, by its key."""
    return {PAST: _("Not in the future"), SINCE_ISSUE: _("Not before the issue")}


def column_kind_labels() -> dict[str, str]:
    return {
        key: _(QUESTION_TYPES[key].label) if key in QUESTION_TYPES else _("Words") for key in COLUMN_KINDS
    }


def tables_of(questionnaire: Questionnaire) -> dict[str, list[dict[str, Any]]]:
    """The lines of each table by field: text, lists of lines joined, days as dates, whole numbers as they are."""
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in FIELDS}
    found[ABOUT].append(_line(questionnaire, ABOUT))
    for section in questionnaire.sections:
        found[SECTIONS].append(_line(section, SECTIONS))
        for question in section.questions:
            found[QUESTIONS].append(_line(question, QUESTIONS) | {"section": section.letter})
            found[ROWS] += [_line(row, ROWS) | {"question": question.ref} for row in question.rows]
            headings = {column.key: column.heading for column in question.columns}
            found[COLUMNS] += [
                _line(column, COLUMNS)
                | {
                    "question": question.ref,
                    "at_most": headings.get(column.at_most, column.at_most),
                    "sum_of": "\n".join(headings.get(key, key) for key in column.sum_of),
                }
                for column in question.columns
            ]
    return found


def _line(record: Any, table: str) -> dict[str, Any]:
    return {
        field.name: _shown(field, getattr(record, field.name))
        for field in FIELDS[table]
        if hasattr(record, field.name)
    }


def _shown(field: Field, value: Any) -> str | int | date:
    made: str | int | date
    match field.kind:
        case "lines":
            made = "\n".join(value)
        case "yes":
            made = _(YES) if value else _(NO)
        case "kind":
            made = kind_labels().get(value, value)
        case "column kind":
            made = column_kind_labels().get(value, value)
        case "dated":
            made = dated_labels().get(value, value)
        case "explained":
            made = f"{value.question}, {value.column}, {value.percent}" if value else ""
        case _:
            made = value if isinstance(value, date | int) else str(value or "")
    return made
