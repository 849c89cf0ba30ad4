"""One file as it came, read in the worker: what it is, or the returns an e-mail or a ZIP folder holds. No desk here."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from assurance_desk.domain.file_names import tidy
from assurance_desk.domain.names_scan import Hit, Looked
from assurance_desk.domain.parcels import MAIL, Opened, Part
from assurance_desk.domain.recovery.finding import Finding
from assurance_desk.domain.updates import UpdateFinding
from assurance_desk.progress import Progress
from assurance_desk.reading.spreadsheet_refusals import refusal
from assurance_desk.services.child import Child, ChildEndedError, WorkerFaultError
from assurance_desk.texts import _, plural

MOST_BYTES: Final = 50_000_000
SECONDS: Final = 20.0
OF_ALL: Final = 60.0
"""Seconds that the files of one e-mail or ZIP folder may cost together."""
QUICK: Final = 6.0
"""A worker that died sooner may have died of something else than the file: it is tried once more."""
DEEPEST: Final = 3
"""Mails within mails are opened so far."""
COULD_BE: Final = frozenset(
    {"password", "wrong password", "label", "numbers", "truncated", "too big", "far", "broke", "twice", "xml"}
)
"""Reasons that leave open whether the file is a return, unless its name says it is a document."""
_MAILS: Final = frozenset({".eml", ".msg"})
_DOCUMENTS: Final = frozenset(
    {".doc", ".docx", ".odt", ".rtf", ".pdf", ".ppt", ".pptx", ".odp", ".txt", ".md", ".jpg", ".jpeg", ".png"}
)
TOLD: Final = frozenset({"tnef", "sealed", "elsewhere", "locked zip", "mail", "reply", "nothing"})
"""Files that must be asked for again, whatever else came."""


@dataclass(frozen=True, slots=True, eq=False)
class ReadParcel:
    """What files came in together. ``enclosed``: those that are no returns. ``data`` of an e-mail alone."""

    kind: str
    name: str
    data: bytes = b""
    subject: str = ""
    sender_name: str = ""
    sender: str = ""
    sent: datetime | None = None
    note: str = ""
    enclosed: tuple[Part, ...] = ()
    withheld: bool = False
    """Something in the e-mail seems to name a child: it is not kept itself."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file as it came; ``path`` of one within another goes on with its name. ``finding``: of a questionnaire, ``update``: of an update on actions; where both are None it
    was refused, and ``message`` says why.
    """

    path: Path
    data: bytes
    received_on: date | None
    finding: Finding | None = None
    message: str = ""
    update: UpdateFinding | None = None
    hits: tuple[Hit, ...] = ()
    """What in it seems to name a child: with any, nothing of it is kept until somebody decided."""
    why: str = ""
    """The word for why it was refused."""
    parcel: ReadParcel | None = None

    @property
    def name(self) -> str:
        return tidy(self.path.name)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def is_return(self) -> bool:
        return self.finding is not None or self.update is not None


class FileReader:
    """Reads one file after another in one worker; ``received_on`` is the day for all of them, where it was given."""

    def __init__(self, expected: bytes, child: Child, received_on: date | None, progress: Progress) -> None:
        self._expected, self._child, self._received_on = expected, child, received_on
        # A silent copy of the progress: the files are told one by one, but a cancel must reach the child.
        self._quiet = _Quiet(progress)
        self._until = 0.0

    def read(self, path: Path) -> list[ReadFile]:
        """The returns that came as this file; where there are none, the file itself with what is wrong."""
        name = tidy(path.name)
        day: date | None = None
        try:
            found = path.stat()
            day = self._received_on or _day(found.st_mtime)
            if stat.S_ISDIR(found.st_mode):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            if not stat.S_ISREG(found.st_mode):
                return [refused(path, b"", day, "pipe")]
            with path.open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
                changed = _changed(found, os.fstat(opened.fileno()))
        except OSError as error:
            sentence = _(
                "“{name}” could not be opened ({why}); nothing was taken from it. Close it elsewhere and try again."
            )
            told = sentence.format(name=name, why=error.strerror or error)
            return [ReadFile(path, b"", self._received_on, message=told)]
        if len(data) > MOST_BYTES:
            return [refused(path, b"", day, "big mail" if path.suffix.lower() in _MAILS else "too big")]
        if changed:
            told = _(
                "“{name}” was being saved while it was read, so nothing was taken from it; bring it in again."
            )
            return [ReadFile(path, b"", day, message=told.format(name=name))]
        self._until = time.monotonic() + OF_ALL
        return self._open(path, data, day, 0)

    def again(self, name: str, data: bytes, day: date | None, password: str) -> ReadFile:
        """One kept file once more, with a password that is kept nowhere."""
        self._until = time.monotonic() + OF_ALL
        return self._one(Path(name), data, day, password)[0]

    def _open(self, path: Path, data: bytes, day: date | None, depth: int) -> list[ReadFile]:
        one, opened = self._one(path, data, day)
        if opened is None:
            return [one]
        if depth > DEEPEST:
            return [refused(path, data, day, "mail")]
        return self._parcel(one, opened, depth)

    def _one(
        self, path: Path, data: bytes, day: date | None, password: str = ""
    ) -> tuple[ReadFile, Opened | None]:
        try:
            found = self._looked(data, tidy(path.name), password)
        except (ChildEndedError, WorkerFaultError):
            return refused(path, data, day, "broke"), None
        return of_looked(path, data, day, found), found.opened

    def _looked(self, data: bytes, name: str, password: str) -> Looked:
        """A worker that something else ended is no fault of the file: where it died soon, the file is tried once more."""
        began = time.monotonic()
        if began > self._until:
            raise ChildEndedError("time")
        asked = ("open file", data, name, self._expected, password)
        found: Looked
        try:
            found = self._child.run(*asked, progress=self._quiet, seconds=SECONDS)
        except ChildEndedError as ended:
            if ended.why != "died" or time.monotonic() - began > QUICK:
                raise
            found = self._child.run(*asked, progress=self._quiet, seconds=SECONDS - QUICK)
        return found

    def _parcel(self, whole: ReadFile, opened: Opened, depth: int) -> list[ReadFile]:
        """``whole``: the e-mail or folder itself."""
        day = whole.received_on
        if opened.sent is not None and self._received_on is None:
            day = opened.sent.date()
        here: list[ReadFile] = []
        within: list[ReadFile] = []  # of mails and folders within this one: they know their own sender
        for part in opened.parts:
            inside = whole.path / (part.name or "file")
            if part.why:
                here.append(refused(inside, b"", day, part.why))
                continue
            found = self._open(inside, part.data, day, depth + 1)
            (within if found[0].parcel else here).extend(found)
        files, enclosed = _sorted_out(here, within)
        named = any(one.hits for one in (whole, *here, *within)) or any(
            one.parcel and one.parcel.withheld for one in within
        )
        parcel = _as_parcel(whole, opened, enclosed, named=named)
        if not files and not within:
            why = "reply" if opened.kind == MAIL else "nothing"
            files = [replace(refused(whole.path, whole.data, day, why), hits=whole.hits)]
        made = [replace(one, parcel=parcel) for one in files]
        if enclosed and not made:
            within = _given_to(within, parcel)
        return [*made, *within]


def of_looked(path: Path, data: bytes, day: date | None, looked: Looked) -> ReadFile:
    """A file as the worker read it and looked through it."""
    finding = looked.finding
    update = finding if isinstance(finding, UpdateFinding) else None
    found = finding if isinstance(finding, Finding) else None
    return ReadFile(path, data, day, found, looked.message, update, looked.hits, looked.why)


def _as_parcel(whole: ReadFile, opened: Opened, enclosed: list[ReadFile], *, named: bool) -> ReadParcel:
    """Where anything in it seems to name a child, the e-mail itself is not kept, nor the file that does."""
    kept = tuple(Part(one.name, one.data) for one in enclosed if not one.hits)
    notes = list(opened.notes)
    if named and opened.kind == MAIL:
        notes.append(_("the e-mail itself was not kept, because something in it seems to name a child"))
    if len(kept) < len(enclosed):
        notes.append(
            plural(
                "{n} file that came with it was not kept, because it seems to name a child",
                "{n} files that came with it were not kept, because they seem to name a child",
                len(enclosed) - len(kept),
            )
        )
    return ReadParcel(
        opened.kind,
        _("an e-mail") if whole.hits else whole.name,
        whole.data if opened.kind == MAIL and not named else b"",
        "" if whole.hits else opened.subject,
        opened.sender_name,
        opened.sender,
        opened.sent,
        "; ".join(notes),
        kept,
        withheld=named,
    )


def _sorted_out(here: list[ReadFile], within: list[ReadFile]) -> tuple[list[ReadFile], list[ReadFile]]:
    """Returns and what could be one, and the files that came with them; without any, a person looks at each."""
    hopeful = [one for one in here if one.is_return or _could_be(one)]
    if not hopeful and not any(one.is_return for one in within):
        return here, []
    files = [one for one in here if one in hopeful or one.why in TOLD]
    return files, [one for one in here if one not in files]


def _could_be(one: ReadFile) -> bool:
    return one.why in COULD_BE and one.path.suffix.lower() not in _DOCUMENTS


def _given_to(within: list[ReadFile], outer: ReadParcel) -> list[ReadFile]:
    """Files beside a forwarded e-mail that holds the return go with that return."""
    first = next(one.parcel for one in within if one.is_return)
    assert first is not None
    notes = "; ".join(filter(None, (first.note, outer.note)))
    with_them = replace(first, enclosed=(*first.enclosed, *outer.enclosed), note=notes)
    return [replace(one, parcel=with_them) if one.parcel is first else one for one in within]


def refused(path: Path, data: bytes, day: date | None, why: str) -> ReadFile:
    return ReadFile(path, data, day, message=refusal(tidy(path.name), why).sentence, why=why)


def _changed(before: os.stat_result, after: os.stat_result) -> bool:
    """Somebody wrote to it meanwhile: what was read may be half of the old and half of the new."""
    return (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)


def _day(seconds: float) -> date | None:
    try:
        return date.fromtimestamp(seconds)  # noqa: DTZ012  (a day at the reader's desk)
    except (OverflowError, ValueError, OSError):
        return None


class _Quiet(Progress):
    """Carries a cancel to the worker, and no report back."""

    def __init__(self, of: Progress) -> None:
        super().__init__()
        self._of = of

    @property
    def cancelled(self) -> bool:
        return self._of.cancelled
