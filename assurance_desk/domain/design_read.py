"""A drafted questionnaire back out of a workbook's cells: what is there is read, what is not understood is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from assurance_desk.domain.design_sheet import ABOUT, COLUMNS, QUESTIONS, ROWS, SECTIONS
from assurance_desk.domain.design_tables import Doubt, Line, Tables, find_tables
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.questionnaire import Column, Question, Questionnaire, Row, Section
from assurance_desk.domain.questions.cells import bare
from assurance_desk.domain.recovery.book import SheetBook
from assurance_desk.domain.sheet_layout import TAB_LENGTH
from assurance_desk.errors import DeskError
from assurance_desk.texts import _


@dataclass(frozen=True, slots=True)
class DraftedDesign:
    """``doubts`` are cells that were left out or read as something else, in the order they stand."""

    questionnaire: Questionnaire
    doubts: tuple[Doubt, ...]


class NoDesignError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "“{name}” holds no table of questions that can be recognised, so nothing was brought in. Draft in a "
                "workbook saved from a questionnaire here, and keep its headings."
            ).format(name=name)
        )


def read_design(book: SheetBook) -> DraftedDesign:
    """The questionnaire drafted in a workbook that ``excel.design`` wrote, whatever was done to it since.

    Raises:
        NoDesignError: there is no table of questions in it.
    """
    tables = find_tables(book)
    if not tables.lines[QUESTIONS]:
        raise NoDesignError(book.name)
    return _Reader(tables).read()


class _Reader:
    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.doubts = list(tables.doubts)
        self._rows = self._by_question(ROWS)
        self._columns = self._by_question(COLUMNS)

    def read(self) -> DraftedDesign:
        about = self.tables.lines[ABOUT][0].values if self.tables.lines[ABOUT] else {}
        sections = tuple(self._sections())
        self._nobodys()
        made = Questionnaire(id=new_id(), sections=sections, **_about(about))
        return DraftedDesign(made, tuple(sorted(self.doubts, key=lambda one: one.place)))

    def doubt(self, line: Line, name: str, why: str) -> None:
        self.doubts.append(line.doubt(name, why))

    def _by_question(self, table: str) -> dict[str, list[Line]]:
        found: dict[str, list[Line]] = {}
        ref = ""
        for line in self.tables.lines[table]:
            ref = line.text("question") or ref
            found.setdefault(ref.casefold(), []).append(line)
        return found

    def _nobodys(self) -> None:
        """Rows and columns of a question that is not there."""
        for left in (self._rows, self._columns):
            for lines in left.values():
                for line in lines:
                    self.doubt(line, "question", _("there is no such question; the line was left out"))

    def _sections(self) -> Iterator[Section]:
        questions = self._questions()
        for line in self.tables.lines[SECTIONS]:
            letter = line.text("letter")
            if not letter:
                self.doubt(line, "letter", _("a section without a letter; the line was left out"))
                continue
            values = {name: value for name, value in line.values.items() if name != "letter"}
            yield _section(letter, values, questions.pop(letter.casefold(), ()))
        for found in questions.values():
            letter, line = found[0][1], found[0][2]
            self.doubt(line, "section", _("section {letter} is not in the list of sections; it was added").format(letter=letter))  # fmt: skip
            yield _section(letter, {"title": letter}, found)

    def _questions(self) -> dict[str, tuple[tuple[Question, str, Line], ...]]:
        """By section's letter: each question, the letter as typed and its line."""
        found: dict[str, tuple[tuple[Question, str, Line], ...]] = {}
        letter = next(
            (line.text("letter") for line in self.tables.lines[SECTIONS] if line.text("letter")), "A"
        )
        taken = {line.text("ref").casefold() for line in self.tables.lines[QUESTIONS]}
        for line in self.tables.lines[QUESTIONS]:
            letter = line.text("section") or letter
            ref = line.text("ref") or self._free_ref(line, letter, taken)
            made = (self._question(line, ref), letter, line)
            found[letter.casefold()] = (*found.get(letter.casefold(), ()), made)
        return found

    def _free_ref(self, line: Line, letter: str, taken: set[str]) -> str:
        number = 1
        while f"{letter}{number}".casefold() in taken:
            number += 1
        ref = f"{letter}{number}"
        taken.add(ref.casefold())
        self.doubt(line, "ref", _("it had no reference and was given {ref}").format(ref=ref))
        return ref

    def _question(self, line: Line, ref: str) -> Question:
        values = {name: value for name, value in line.values.items() if name != "section"}
        if "kind" not in values:
            values["kind"] = "choice" if values.get("choices") else "short_text"
            if "kind" not in line.found:
                self.doubt(line, "kind", _("no kind of answer; taken as the plainest that fits"))
        rows = tuple(self._row(one) for one in self._rows.pop(ref.casefold(), ()))
        columns = self._columns_of(self._columns.pop(ref.casefold(), []))
        text = values.pop("text", "")
        return Question(**values | {"ref": ref, "text": text, "rows": rows, "columns": columns})

    def _row(self, line: Line) -> Row:
        values = {name: value for name, value in line.values.items() if name != "question"}
        return Row(**{"ref": "", "label": ""} | values)

    def _columns_of(self, lines: list[Line]) -> tuple[Column, ...]:
        keys = {line.text("key") for line in lines}
        made: list[Column] = []
        for line in lines:
            values: dict[str, Any] = {
                name: value for name, value in line.values.items() if name != "question"
            }
            if not values.get("key"):
                values["key"] = _free_key(keys)
            made.append(Column(**{"heading": ""} | values))
        return tuple(self._limited(one, line, made) for one, line in zip(made, lines, strict=True))

    def _limited(self, column: Column, line: Line, every: list[Column]) -> Column:
        """Other columns are named by their headings; kept by their keys."""
        by_words = {bare(one.key): one.key for one in every} | {bare(one.heading): one.key for one in every}
        at_most = by_words.get(bare(column.at_most), "") if column.at_most else ""
        if column.at_most and not at_most:
            self.doubt(line, "at_most", _("no column of this table has that heading; left out"))
        parts = [by_words.get(bare(words), "") for words in column.sum_of]
        if not all(parts):
            self.doubt(
                line,
                "sum_of",
                _("not every heading is a column of this table; those that are not were left out"),
            )
        return replace(column, at_most=at_most, sum_of=tuple(filter(None, parts)))


def _free_key(keys: set[str]) -> str:
    number = 1
    while f"column_{number}" in keys:
        number += 1
    keys.add(f"column_{number}")
    return f"column_{number}"


def _about(values: dict[str, Any]) -> dict[str, Any]:
    return {"ref": "", "version": "1.0", "title": ""} | values


def _section(
    letter: str, values: dict[str, Any], questions: tuple[tuple[Question, str, Line], ...]
) -> Section:
    title = values.get("title", "")
    tab = values.get("tab") or f"{letter} {title}".strip()[:TAB_LENGTH].strip()
    made = {"title": title} | values | {"letter": letter, "tab": tab}
    return Section(**made, questions=tuple(one for one, _letter, _line in questions))
