"""What the worker child does with a file that came: a return's answers, or the files an e-mail or ZIP folder holds."""

from __future__ import annotations

from typing import Final

from assurance_desk.domain.names_scan import BODY, FILE_NAME, SUBJECT, Hit, Looked, Text, hits_of
from assurance_desk.domain.names_signs import ADDRESS, MAIL, PHONE
from assurance_desk.domain.parcels import Opened
from assurance_desk.progress import Progress
from assurance_desk.reading.spreadsheet_kinds import kind_of
from assurance_desk.reading.spreadsheet_refusals import NotReadableError, refusal
from assurance_desk.services import worker_memory
from assurance_desk.services.names_reading import look, look_of, read_and_look
from assurance_desk.services.returns_reading import MOST_MEMORY

_OF_A_SIGNATURE: Final = frozenset({ADDRESS, MAIL, PHONE})
"""Where to reach its sender stands under most e-mails, and gives nobody away."""


def open_file(data: bytes, name: str, expected: bytes, password: str, progress: Progress) -> Looked:
    """``expected`` as in ``read_return``. A mail or ZIP folder is opened one layer deep, and its words looked through."""
    kind = kind_of(data)
    if kind not in ("mail", "zip"):
        return read_and_look(data, name, expected, progress, password)
    try:
        opened = _mail(data, name) if kind == "mail" else _zip(data, name)
    except NotReadableError as refused:
        return Looked(None, refused.sentence, tuple(look(data, name, expected)), refused.why)
    return Looked(None, hits=_named(opened, name, expected), opened=opened)


def _named(opened: Opened, name: str, expected: bytes) -> tuple[Hit, ...]:
    told = [
        Text(FILE_NAME, "", "", name),
        Text(SUBJECT, "", "", opened.subject),
        Text(BODY, "", "", opened.words),
    ]
    found = hits_of([one for one in told if one.words], look_of(expected))
    return tuple(one for one in found if one.why not in _OF_A_SIGNATURE)


def _mail(data: bytes, name: str) -> Opened:
    with worker_memory.within(MOST_MEMORY):
        try:
            if data[:4] == b"\xd0\xcf\x11\xe0":
                from assurance_desk.reading.mail_outlook import read_outlook

                return read_outlook(data)
            from assurance_desk.reading.mail import read_mail

            return read_mail(data)
        except MemoryError as error:
            raise refusal(name, "too big") from error
        except Exception as error:  # a stranger's file: their libraries raise anything
            raise refusal(name, "mail") from error


def _zip(data: bytes, name: str) -> Opened:
    from assurance_desk.reading.zipped import read_zip

    with worker_memory.within(MOST_MEMORY):
        try:
            return read_zip(data, name)
        except MemoryError as error:
            raise refusal(name, "too big") from error


def mail_words(data: bytes, progress: Progress) -> str:
    """The words of an e-mail that is kept.

    Raises:
        DeskError: it cannot be opened.
    """
    progress.at(0, 1)
    return _mail(data, "mail").words
