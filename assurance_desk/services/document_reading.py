"""What the worker child does for a published document: a .docx or a .pdf to text. No store."""

from __future__ import annotations

from assurance_desk.progress import Progress
from assurance_desk.reading.document_lines import Text
from assurance_desk.reading.document_pdf import words_of_pdf
from assurance_desk.reading.document_refusals import NotReadableDocumentError
from assurance_desk.reading.document_word import words_of_docx
from assurance_desk.reading.documents import PDF
from assurance_desk.services import worker_memory

MOST_MEMORY = 700_000_000


def read_document(data: bytes, name: str, kind: str, progress: Progress) -> Text:
    """``kind`` as ``documents.kind_of`` tells it: ``PDF`` or ``WORD``.

    Raises:
        DeskError: it is damaged, protected, a scan or far too large.
    """
    progress.at(0, 1, name)
    with worker_memory.within(MOST_MEMORY):
        try:
            return words_of_pdf(data, name, progress) if kind == PDF else Text(words_of_docx(data, name))
        except MemoryError as error:
            raise NotReadableDocumentError(name, "too big") from error
