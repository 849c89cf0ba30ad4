"""Marked content written while reportlab draws: the canvas half of a tagged PDF.

Each element remembers (page, marked-content id) of what it drew; ``structure.py`` makes the tree of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfgen.canvas import Canvas

Drawn = tuple[int, int]  # page, marked-content id


@dataclass(eq=False, slots=True)
class Element:
    """One structure element. ``kids``: elements, what was drawn, and link annotations as (page, index)."""

    tag: str
    kids: list[Element | Drawn | Annotation] = field(default_factory=list)
    alt: str = ""
    title: str = ""
    scope: str = ""
    colspan: int = 1
    rowspan: int = 1
    numbering: str = ""
    bbox: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link's place: the ``index``-th annotation of ``page``."""

    page: int
    index: int
    words: str


@dataclass(slots=True)
class Holder:
    """Keeps one element for something drawn in several parts (a paragraph over two pages)."""

    element: Element | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link goes: a web or mail address, or (``inside``) the name of a bookmark of this paper."""

    address: str
    inside: bool
    words: str


class TaggedCanvas(Canvas):
    """One per paper. ``furniture(canvas, page, pages)`` draws each page's head and foot once the total is known."""

    # reportlab's own, which its stubs leave out
    _curr_tx_info: dict[str, Any]
    _annotationrefs: list[Any]
    _doc: Any

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.document = Element("Document")
        self.marked: dict[int, list[Element]] = {}
        self.links: dict[str, Target] = {}
        self.sections: dict[str, int] = {}
        self.furniture: Callable[[TaggedCanvas, int, int], None] | None = None
        self.outline_level = -1
        self.page_total = 0
        self._names = 0
        self._inside = False
        self._open: Element | None = None
        self._link_elements: dict[str, Element] = {}

    def element(self, tag: str, parent: Element | None = None, **attributes: Any) -> Element:
        made = Element(tag, **attributes)
        (self.document if parent is None else parent).kids.append(made)
        return made

    def next_name(self) -> str:
        """A bookmark name nobody else has."""
        self._names += 1
        return f"place-{self._names}"

    def _begin(self, element: Element) -> str:
        page = self.getPageNumber()
        here = self.marked.setdefault(page, [])
        element.kids.append((page, len(here)))
        here.append(element)
        return f"/{element.tag} <</MCID {len(here) - 1}>> BDC"

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """What is drawn inside is ``element``'s."""
        self._write(self._begin(element))
        self._open = element
        yield
        self._close()

    @contextmanager
    def artifact(self, kind: str = "", subtype: str = "") -> Iterator[None]:
        """What is drawn inside is decoration, or furniture that is not read aloud."""
        more = f" /Subtype /{subtype}" if subtype else ""
        self._write(f"/Artifact <</Type /{kind}{more}>> BDC" if kind else "/Artifact BMC")
        yield
        self._close()

    def _write(self, opening: str) -> None:
        if self._inside:
            raise AssertionError("marked content does not nest")
        self._inside = True
        self._code.append(opening)

    def _close(self) -> None:
        self._inside = False
        self._open = None
        self._code.append("EMC")

    # Links stand inside a paragraph's text object: <onDraw name="link-begins" label=…/><a href="link:…">…
    def getNamedCB(self, name: str) -> Callable[[Any, str | None, str], None] | None:
        return {"link-begins": TaggedCanvas._link_begins, "link-ends": TaggedCanvas._link_ends}.get(name)

    def _link_begins(self, _kind: str | None, label: str) -> None:
        parent = self._open
        if parent is None:
            return
        link = self.element("Link", parent)
        self._link_elements[label] = link
        self._text_code(["EMC", self._begin(link)])

    def _link_ends(self, _kind: str | None, _label: str) -> None:
        parent = self._open
        if parent is None:
            return
        self._text_code(["EMC", self._begin(self.element("Span", parent))])

    def _text_code(self, operators: list[str]) -> None:
        self._curr_tx_info["tx"]._code.extend(operators)  # noqa: SLF001  (the open text object is nowhere else)

    def linkURL(self, url: str, rect: Any, *args: Any, **named: Any) -> None:
        """Called for each line a link touches; ``url`` is our own label."""
        label = url.removeprefix("link:")
        target, element = self.links[label], self._link_elements.get(label)
        if target.inside:
            self.linkRect("", target.address, rect, relative=1)
        else:
            super().linkURL(target.address, rect, *args, **named)
        if element is not None:
            element.kids.append(Annotation(self.getPageNumber(), len(self._annotationrefs) - 1, target.words))

    def save(self) -> None:
        """One pass: heads and feet are appended to each page's stream when the total is known."""
        if len(self._code):
            self.showPage()
        document = self._doc
        pages = document.Pages.pages
        self.page_total = len(pages)
        for number, reference in enumerate(pages, 1):
            page = document.idToObject[reference.name] if hasattr(reference, "name") else reference
            self._code: list[str] = []
            self.init_graphics_state()
            self._pageNumber = number
            if self.furniture:
                self.furniture(self, number, len(pages))
            # reportlab opens each page with Helvetica, which is not embedded
            body = re.sub(r"BT /F1 12 Tf 14\.4 TL ET", "", page.stream, count=1)
            page.stream = body + "\n".join(self._code) + "\n"
        self._code = []
        super().save()
