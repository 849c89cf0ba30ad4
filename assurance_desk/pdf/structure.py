"""The structure tree, language and description of a tagged PDF (PDF/UA-1), added with pikepdf."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from assurance_desk.domain.paper.blocks import PaperInfo
from assurance_desk.pdf.fonts import legal
from assurance_desk.pdf.tags import Annotation, Element, TaggedCanvas

MAKER = "Assurance Desk"


class _Tree:
    def __init__(self, pdf: pikepdf.Pdf, canvas: TaggedCanvas) -> None:
        self.pdf, self.canvas = pdf, canvas
        self.pages = [page.obj for page in pdf.pages]
        self.next_key = len(self.pages)
        self.parents: list[tuple[int, Any]] = []
        self.made: dict[int, Any] = {}

    def build(self) -> None:
        pdf = self.pdf
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = Array([self._element(self.canvas.document, root)])
        numbers = Array()
        for number, page in enumerate(self.pages, 1):
            page.StructParents = number - 1
            page.Tabs = Name.S
            drawn = [self.made[id(element)] for element in self.canvas.marked.get(number, [])]
            numbers.append(number - 1)
            numbers.append(pdf.make_indirect(Array(drawn)))
        for key, made in self.parents:
            numbers.append(key)
            numbers.append(made)
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
        root.ParentTreeNextKey = self.next_key
        pdf.Root.StructTreeRoot = root

    def _element(self, element: Element, parent: Any) -> Any:
        made = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.tag), P=parent))
        self.made[id(element)] = made
        pages = {kid[0] for kid in element.kids if isinstance(kid, tuple)}
        one_page = len(pages) == 1
        if one_page:  # a bare id is enough; an element split over pages names the page per piece
            made.Pg = self.pages[pages.copy().pop() - 1]
        kids: list[Any] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                if kid.kids:  # an element that drew nothing is left out
                    kids.append(self._element(kid, made))
            elif isinstance(kid, Annotation):
                kids.append(self._annotation(kid, made))
            elif one_page:
                kids.append(kid[1])
            else:
                kids.append(Dictionary(Type=Name.MCR, Pg=self.pages[kid[0] - 1], MCID=kid[1]))
        made.K = kids[0] if len(kids) == 1 else Array(kids)
        _describe(made, element)
        return made

    def _annotation(self, kid: Annotation, made: Any) -> Any:
        page = self.pages[kid.page - 1]
        annotation = page.Annots[kid.index]
        if not annotation.is_indirect:
            annotation = self.pdf.make_indirect(annotation)
            page.Annots[kid.index] = annotation
        annotation.Contents = String(kid.words)
        annotation.F = 4
        annotation.StructParent = self.next_key
        self.parents.append((self.next_key, made))
        self.next_key += 1
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=annotation)


def _describe(made: Any, element: Element) -> None:
    if element.alt:
        made.Alt = String(element.alt)
    if element.title:
        made.T = String(element.title)
    attributes = _attributes(element)
    if attributes:
        made.A = Dictionary(**attributes)


def _attributes(element: Element) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if element.scope:
        out.update(O=Name.Table, Scope=Name("/" + element.scope))
    if element.colspan > 1:
        out.update(O=Name.Table, ColSpan=element.colspan)
    if element.rowspan > 1:
        out.update(O=Name.Table, RowSpan=element.rowspan)
    if element.numbering:
        out.update(O=Name.List, ListNumbering=Name("/" + element.numbering))
    if element.bbox:
        box = Array([round(float(value), 2) for value in element.bbox])
        out.update(O=Name.Layout, BBox=box, Placement=Name.Block)
    return out


def finish(canvas: TaggedCanvas, drawn: bytes, info: PaperInfo) -> bytes:
    """The whole file: same blocks, same bytes."""
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        for page in pdf.pages:
            fonts = page.obj.Resources.get("/Font")
            if fonts is not None and "/F1" in fonts:  # Helvetica, named but never used
                del fonts["/F1"]
        _Tree(pdf, canvas).build()
        root = pdf.Root
        root.MarkInfo = Dictionary(Marked=True)
        root.Lang = String(info.lang)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.PageMode = Name.UseOutlines
        _describe_file(pdf, info)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _describe_file(pdf: pikepdf.Pdf, info: PaperInfo) -> None:
    title, author, subject = legal(info.title) or MAKER, legal(info.author), legal(info.subject)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
        xmp["dc:title"] = title
        xmp["dc:creator"] = [author]
        xmp["dc:description"] = subject
        xmp["dc:language"] = [info.lang]
        xmp["pdfuaid:part"] = "1"
        xmp["pdf:Producer"] = MAKER
    for key in list(pdf.docinfo.keys()):  # reportlab's fixed dates would be untrue
        del pdf.docinfo[key]
    for key, value in (("/Title", title), ("/Author", author), ("/Subject", subject)):
        pdf.docinfo[key] = value
    pdf.docinfo["/Producer"] = MAKER
    pdf.docinfo["/Creator"] = MAKER
