"""Which questionnaire a workbook is, which version, and whose: by its marks, its printed line, its code, its words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from assurance_desk.domain.codes import tidy_code
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.recovery.book import Sheet, SheetBook
from assurance_desk.domain.recovery.finding import Expected, ExpectedReturn
from assurance_desk.domain.recovery.words import bare
from assurance_desk.domain.sheet_layout import Mark, read_mark
from assurance_desk.texts import _

_CODE = re.compile(r"\b[2-9A-HJKMNP-Z]{4}-?[2-9A-HJKMNP-Z]{4}\b")
_LINE = re.compile(r"^(?P<ref>.+?) version (?P<version>\S+) · (?P<who>\S+) · ")
_ENOUGH_QUESTIONS = 3

MarkedRows = dict[tuple[str, int], tuple[int, Mark]]
"""(sheet, row) to the column the mark stands in and what it says."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Signs of another owner or version on single rows and sheets of a book that as a whole is someone's.

    ``code`` is "" where no mark bears it; ``sheets``: by sheet, the references its printed lines give.
    """

    ref: str = ""
    code: str = ""
    version: str = ""
    sheets: dict[str, frozenset[str]] = field(default_factory=dict)

    def doubt(self, sheet: str, mark: Mark | None) -> str:
        if mark is not None and self.code and mark.code != self.code:
            return _("its hidden mark is of another copy, {ref}").format(ref=mark.return_ref)
        if mark is not None and self.version and mark.version != self.version:
            return _("its hidden mark is of version {version}").format(version=mark.version)
        others = self.sheets.get(sheet, frozenset()) - {self.ref}
        if self.ref and others:
            return _("the foot of its sheet says it is the copy of {ref}").format(
                ref=", ".join(sorted(others))
            )
        return ""


@dataclass(frozen=True, slots=True)
class Identity:
    """``questionnaire`` is None where it is none of ours; ``unknown`` then names what it says it is, if it does."""

    questionnaire: Questionnaire | None
    whose: ExpectedReturn | None
    signs: tuple[str, ...] = ()
    doubt: str = ""
    unknown: str = ""
    rows: Whose = Whose()


def marks_of(book: SheetBook) -> MarkedRows:
    found: MarkedRows = {}
    known: dict[str, Mark | None] = {}
    for sheet in book.sheets:
        for number, column, value in sheet.texts:
            if "|" not in value or value.count("|") != 6 or (sheet.name, number) in found:
                continue
            if value not in known:
                known[value] = read_mark(value)
            mark = known[value]
            if mark is not None:
                found[sheet.name, number] = (column, mark)
    return found


def is_marked(book: SheetBook) -> bool:
    return any(
        value.count("|") == 6 and read_mark(value) is not None
        for sheet in book.sheets
        for _row, _column, value in sheet.texts
        if "|" in value
    )


def identify(book: SheetBook, marks: MarkedRows, expected: Expected) -> Identity:
    words = [value for sheet in book.sheets for _row, _column, value in sheet.texts]
    by_sheet = {sheet.name: _lines(sheet) for sheet in book.sheets}
    lines = [found for listed in by_sheet.values() for found in listed]
    says = Counter((mark.questionnaire, mark.version) for _column, mark in marks.values())
    says.update((found["ref"], found["version"]) for found in lines)
    by_version = {(one.ref, one.version): one for one in expected.questionnaires}
    ours = next((by_version[pair] for pair, _count in says.most_common() if pair in by_version), None)
    signs = [_("hidden marks")] if marks else []
    signs += [_("printed identity line")] if lines else []
    if ours is None and says:
        (ref, version), _count = says.most_common(1)[0]
        return Identity(None, None, unknown=f"{ref} {version}")
    if ours is None:
        ours = _by_words(words, expected)
        signs += [_("the questions’ words")] if ours else []
    if ours is None:
        return Identity(None, None)
    returns = expected.returns.get(ours.ref, ())
    whose, how, weak = _whose(book, marks, lines, words, returns)
    if whose is None:
        return Identity(ours, None, (*signs, *how), weak)
    weak = weak or _contradicted(whose, marks, lines, words, returns)
    return Identity(ours, whose, (*signs, *how), weak, rows=_rows(whose, ours.version, marks, by_sheet))


def _lines(sheet: Sheet) -> list[re.Match[str]]:
    return [found for _row, _column, value in sheet.texts if " · " in value and (found := _LINE.match(value))]


def _rows(
    whose: ExpectedReturn, version: str, marks: MarkedRows, by_sheet: dict[str, list[re.Match[str]]]
) -> Whose:
    """Sheets are held against the book's owner only where some sheet is the owner's; else the whole book is in doubt."""
    refs = {name: frozenset(found["who"] for found in lines) for name, lines in by_sheet.items()}
    own = any(whose.ref in found for found in refs.values())
    marked = any(mark.code == whose.code for _column, mark in marks.values())
    return Whose(whose.ref, whose.code if marked else "", version, refs if own else {})


def _contradicted(
    whose: ExpectedReturn,
    marks: MarkedRows,
    lines: list[re.Match[str]],
    words: list[str],
    returns: tuple[ExpectedReturn, ...],
) -> str:
    """Signs that speak against the return it was tied to: another's reference or name, or a code never issued."""
    refs = Counter(found["who"] for found in lines)
    if refs and whose.ref not in refs:
        return _("what is hidden in it says {ref}, what is printed says {other}").format(
            ref=whose.ref, other=refs.most_common(1)[0][0]
        )
    codes = {mark.code for _column, mark in marks.values()}
    if codes and whose.code not in codes:
        return _("its return code {code} was not issued from here; only its reference {ref} fits").format(
            code=min(codes), ref=whose.ref
        )
    headed = _headed(returns)
    named = {headed[word].ref for word in {bare(word) for word in words if len(word) < 200} & headed.keys()}
    if named and whose.ref not in named:
        return _("its marks say {ref}, the name on its cover is that of {other}").format(
            ref=whose.ref, other=", ".join(sorted(named))
        )
    return ""


_headings: list[tuple[tuple[ExpectedReturn, ...], dict[str, ExpectedReturn]]] = []


def _headed(returns: tuple[ExpectedReturn, ...]) -> dict[str, ExpectedReturn]:
    """By the heading of its cover, bare. Made once for file after file of the same questionnaire."""
    if not _headings or _headings[0][0] is not returns:
        words = _("Questionnaire for {name}")
        _headings[:] = [(returns, {bare(words.format(name=one.name)): one for one in returns})]
    return _headings[0][1]


def _by_words(words: list[str], expected: Expected) -> Questionnaire | None:
    """The version most of whose questions stand in the file; its title alone is not enough."""
    seen = {bare(word.split("\n")[0]) for word in words}
    counts = {
        one.id: sum(bare(question.text) in seen for question in one.questions())
        for one in expected.questionnaires
    }
    best = max(
        expected.questionnaires,
        key=lambda one: (counts[one.id], one.version == expected.live.get(one.ref)),
        default=None,
    )
    enough = min(_ENOUGH_QUESTIONS, len(best.questions())) if best else 0
    return best if best and counts[best.id] >= max(enough, 1) else None


def _whose(
    book: SheetBook,
    marks: MarkedRows,
    lines: list[re.Match[str]],
    words: list[str],
    returns: tuple[ExpectedReturn, ...],
) -> tuple[ExpectedReturn | None, list[str], str]:
    """The return, the signs it was known by, and a doubt where those are weak."""
    by_code = {one.code: one for one in returns}
    by_ref = {one.ref: one for one in returns}
    codes = Counter(mark.code for _column, mark in marks.values() if mark.code in by_code)
    if codes:
        return by_code[codes.most_common(1)[0][0]], [_("its return code")], ""
    printed = [tidy_code(code) for word in words if len(word) < 200 for code in _CODE.findall(word.upper())]
    seen = Counter(code for code in printed if code in by_code)
    if seen:
        return by_code[seen.most_common(1)[0][0]], [_("its printed return code")], ""
    refs = Counter(found["who"] for found in lines if found["who"] in by_ref)
    refs.update(mark.return_ref for _column, mark in marks.values() if mark.return_ref in by_ref)
    if refs:
        return by_ref[refs.most_common(1)[0][0]], [_("its printed reference")], ""
    return _by_name(book, words, returns)


def _by_name(
    book: SheetBook, words: list[str], returns: tuple[ExpectedReturn, ...]
) -> tuple[ExpectedReturn | None, list[str], str]:
    seen = {bare(word) for word in words if len(word) < 200}
    named = [one for one in returns if bare(one.name) in seen]
    if len(named) == 1:
        doubt = _("it carries no identity of ours; the name {name} stands in it")
        return named[0], [_("its name")], doubt.format(name=named[0].name)
    filed = [one for one in returns if re.search(rf"(?<!\w){re.escape(one.ref)}(?!\w)", book.name)]
    if len(filed) == 1:
        doubt = _("it carries no identity of ours; only its file name says {ref}")
        return filed[0], [_("its file name")], doubt.format(ref=filed[0].ref)
    return None, [], _("nothing in it says whose it is")
