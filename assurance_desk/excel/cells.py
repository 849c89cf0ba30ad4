"""Untrusted text into cells: always text, never a formula, and nothing XML cannot hold."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

LONGEST = 32_767
"""Characters Excel keeps in one cell."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r")


def clean(text: str) -> str:
    """As a cell can hold it: without control characters, no longer than a cell takes.

    A carriage return becomes a line feed, which is Excel's line break.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_XML.sub("", text)[:LONGEST]


def put_text(cell: Cell, text: str) -> Cell:
    """Writes ``text`` so that Excel shows it as typed: "=1+1" stays four characters, "#N/A" stays words."""
    cleaned = clean(text)
    if not cleaned:
        return cell
    cell.value = _ESCAPE_LIKE.sub("_x005F_", cleaned)
    cell.data_type = "s"
    if cleaned.startswith(_FORMULA_LIKE):
        cell.quotePrefix = True  # or a later edit of the cell would make it a formula
    return cell


def address(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"


def text_xml(where: str, style: str, text: str) -> str:
    """A cell's element holding text in place; ``style`` is its attribute as openpyxl wrote it, or ""."""
    cleaned = escape(_ESCAPE_LIKE.sub("_x005F_", clean(text)))
    return f'<c r="{where}"{style} t="inlineStr"><is><t xml:space="preserve">{cleaned}</t></is></c>'


def number_xml(where: str, style: str, value: float) -> str:
    return f'<c r="{where}"{style}><v>{value}</v></c>'


def formula_xml(where: str, style: str, formula: str, value: Any) -> str:
    """``formula`` is its element's inner XML; ``value`` is what is shown until something calculates it."""
    if isinstance(value, int | float):
        return f'<c r="{where}"{style}><f>{formula}</f><v>{value}</v></c>'
    return f'<c r="{where}"{style} t="str"><f>{formula}</f><v>{escape(str(value))}</v></c>'
