"""A ZIP file that is looked into several times: opened once, its smaller parts unpacked once."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from typing import Final

MOST_KEPT: Final = 8_000_000
"""Bytes of a file, and of its parts unpacked, that are kept at hand; what is larger is opened and unpacked anew."""


class Archive(zipfile.ZipFile):
    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))
        self._parts: dict[str, bytes] = {}
        self._room = MOST_KEPT

    def read(self, name: str | zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        key = name if isinstance(name, str) else name.filename
        if (known := self._parts.get(key)) is not None:
            return known
        part = super().read(name, pwd)
        if len(part) <= self._room:
            self._room -= len(part)
            self._parts[key] = part
        return part


def opened(data: bytes) -> Archive:
    """The file last opened stays at hand until ``let_go``.

    Raises:
        zipfile.BadZipFile: it is none, or damaged.
    """
    return _kept(data) if len(data) <= MOST_KEPT else Archive(data)


_kept = lru_cache(maxsize=1)(Archive)
let_go = _kept.cache_clear
