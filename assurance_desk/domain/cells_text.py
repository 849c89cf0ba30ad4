"""Rows of cells as text, to and from the clipboard of a spreadsheet program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

MOST_LETTERS, MOST_ROWS, MOST_CELLS = 5_000_000, 10_000, 200
"""What is read of a clipboard; more than this was not meant for a table of ours."""
_FORMULA_LIKE = ("=", "+", "-", "@")
_SAFE = "'"
"""Before text a spreadsheet program would take for a formula."""


def as_text(rows: Iterable[Sequence[str]]) -> str:
    """Cells between tabs; one that holds a tab, a line break or a quotation mark stands in quotation marks.

    Text that a spreadsheet program would take for a formula begins with an apostrophe.
    """
    return "".join("\t".join(_cell(text) for text in row) + "\r\n" for row in rows)


def as_html(rows: Iterable[Sequence[str]]) -> str:
    """A table whose first row are headings; every cell is marked as text, so that none is calculated."""
    lines = ['<meta charset="utf-8"><table>']
    for number, row in enumerate(rows):
        tag, style = ("td", " style='mso-number-format:\"\\@\"'") if number else ("th", "")
        cells = (f"<{tag}{style}>{_html(text)}</{tag}>" for text in row)
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*lines, "</table>"])


def as_rows(text: str) -> list[list[str]]:
    """Cells as they were; quotation marks taken off as a spreadsheet program does, rows without any cell left out."""
    rows: list[list[str]] = [[]]
    text = text[:MOST_LETTERS].replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    at = 0
    while at < len(text) and len(rows) <= MOST_ROWS + 1:
        cell, at = _read_cell(text, at)
        if len(rows[-1]) < MOST_CELLS:
            rows[-1].append(_plain(cell))
        ended = at < len(text) and text[at] == "\n"
        if ended:
            rows.append([])
        elif at == len(text) - 1:
            rows[-1].append("")  # a tab at the very end: one more cell, empty
        at += 1
    return [row for row in rows if any(row)]


def _read_cell(text: str, at: int) -> tuple[str, int]:
    """The cell that begins here, and where the tab, the line's end or the end after it stands."""
    if text[at] == '"':
        end = at + 1
        while (end := text.find('"', end)) >= 0 and text[end + 1 : end + 2] == '"':
            end += 2
        if end > 0 and text[end + 1 : end + 2] in ("", "\t", "\n"):
            return text[at + 1 : end].replace('""', '"'), end + 1
    ends = [place for mark in "\t\n" if (place := text.find(mark, at)) >= 0]
    end = min(ends, default=len(text))
    return text[at:end], end


def _plain(cell: str) -> str:
    """Without the blanks around it, no-break spaces as blanks, and without the mark that kept it from being a formula."""
    words = cell.replace("\xa0", " ").strip(" ")
    return words[1:] if words[:1] == _SAFE and words[1:].lstrip().startswith(_FORMULA_LIKE) else words


def _cell(text: str) -> str:
    text = _safe(text.replace("\r\n", "\n").replace("\r", "\n"))
    if any(mark in text for mark in '\t\n"'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _safe(text: str) -> str:
    return _SAFE + text if text.lstrip().startswith(_FORMULA_LIKE) else text


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br style='mso-data-placement:same-cell'>")
