"""A questionnaire turned round for finding: from what can be seen on a sheet to the row and column it means."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assurance_desk.domain.questionnaire import FOLLOW_COLUMNS, Question, Questionnaire, Slot
from assurance_desk.domain.questions import CellRule, slots_of
from assurance_desk.domain.recovery.words import bare
from assurance_desk.domain.sheet_layout import (
    AGREED,
    ANSWER_HEAD,
    BESIDE_HEADS,
    FOLLOW_HEADS,
    STATUS_HEAD,
    STILL,
    STILL_RULE,
    is_grid,
    lay_out,
    own_heads,
    parts_of,
    row_label,
)
from assurance_desk.texts import _

RowKey = tuple[str, str]
"""(question, row); the row is "" for a question without rows, and for a table's own line."""


@dataclass(frozen=True, slots=True)
class Form:
    """``columns``: what a row's cells hold, by 0-based column as issued. ``labels``: bare visible words to row keys.

    ``heads``: a question's headings, bare words to column key; plain questions share the sheet's own. ``plain_heads``:
    those, "" for the ones over no cell to fill in; ``all_heads``: the words of all; ``label_head``: over the questions' words. ``part``: by question, which of the
    issued sheets it stands on. ``wholes``: by question and column, the column of its table that it is a part of.
    """

    questionnaire: Questionnaire
    questions: dict[str, Question]
    rules: dict[Slot, CellRule]
    columns: dict[RowKey, dict[int, str]]
    tables: frozenset[RowKey]
    refs: dict[str, RowKey]
    row_refs: dict[str, tuple[RowKey, ...]]
    labels: dict[str, tuple[RowKey, ...]]
    texts: dict[RowKey, str]
    heads: dict[str, dict[str, str]]
    section: dict[str, str]
    part: dict[str, int]
    plain_heads: dict[str, str]
    all_heads: frozenset[str]
    label_head: str
    wholes: dict[tuple[str, str], str]

    def label_of(self, key: RowKey) -> str:
        return self.texts.get(key, "")


PLAIN_HEADS = {bare(ANSWER_HEAD): "answer"} | {bare(head): key for key, head in FOLLOW_HEADS.items()}


_BESIDE_RULES = {STILL: STILL_RULE, AGREED: CellRule()}
_made: dict[tuple[str, str, str, tuple[str, ...]], tuple[Questionnaire, Form]] = {}


def form_of(questionnaire: Questionnaire, beside: tuple[str, ...] = ()) -> Form:
    """Made once for file after file of the same questionnaire. ``beside``: columns of a copy with last round's answers."""
    key = (questionnaire.id, questionnaire.ref, questionnaire.version, beside)
    kept = _made.get(key)
    if kept is None or kept[0] is not questionnaire:
        kept = _made[key] = (questionnaire, _form_of(questionnaire, beside))
    return kept[1]


def _form_of(questionnaire: Questionnaire, beside: tuple[str, ...]) -> Form:
    columns: dict[RowKey, dict[int, str]] = {}
    tables: set[RowKey] = set()
    parts: dict[str, int] = {}
    rules = dict(pair for question in questionnaire.questions() for pair in slots_of(question))
    for section in questionnaire.sections:
        for part in parts_of(section):
            parts |= dict.fromkeys((question.ref for question in part.questions), len(set(parts.values())))
            for row in lay_out(replace(part, intro=""), (), beside).rows:
                key = (row.question.ref, row.row_ref)
                if row.kind == "table":
                    tables.add(key)
                if row.cells or row.kind in ("question", "item"):
                    columns[key] = {cell.column - 1: cell.key for cell in row.cells}
                    rules |= {
                        Slot(*key, cell.key): _BESIDE_RULES[cell.key]
                        for cell in row.cells
                        if cell.key in beside
                    }
    questions = {question.ref: question for question in questionnaire.questions()}
    row_refs: dict[str, tuple[RowKey, ...]] = {}
    labels: dict[str, tuple[RowKey, ...]] = {}
    texts: dict[RowKey, str] = {}
    for question in questions.values():
        _label(labels, texts, (question.ref, ""), question.text, question.text)
        for line in question.rows:
            key = (question.ref, line.ref)
            row_refs[bare(line.ref)] = (*row_refs.get(bare(line.ref), ()), key)
            _label(labels, texts, key, row_label(line), row_label(line), line.label)
    more = {bare(BESIDE_HEADS[key]): key for key in beside}
    heads = {q.ref: _heads(q) | more for q in questions.values() if is_grid(q) and own_heads(q)}
    over = {bare(head): "" for head in (_("Ref"), _("Question"), STATUS_HEAD)} | PLAIN_HEADS | more
    return Form(
        questionnaire, questions, rules, columns,
        frozenset(tables), {bare(ref): (ref, "") for ref in questions}, row_refs, labels, texts,
        heads, {q.ref: s.letter for s in questionnaire.sections for q in s.questions}, parts, over,
        frozenset(over).union(*heads.values()), bare(_("Question")),
        {(q.ref, one.key): one.at_most for q in questions.values() for one in q.columns if one.at_most},
    )  # fmt: skip


def _label(
    labels: dict[str, tuple[RowKey, ...]], texts: dict[RowKey, str], key: RowKey, shown: str, *words: str
) -> None:
    texts[key] = shown
    for word in dict.fromkeys(bare(word) for word in words):
        if word:
            labels[word] = (*labels.get(word, ()), key)


def _heads(question: Question) -> dict[str, str]:
    heads = {bare(column.heading): column.key for column in question.columns}
    return heads | {bare(FOLLOW_HEADS[key]): key for key in FOLLOW_COLUMNS}
