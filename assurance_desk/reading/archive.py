"""A ZIP file that is looked into several times: opened once, its smaller parts unpacked once."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import lru_cache
from typing import Final

MOST_KEPT: Final = 8_000_000
"""Bytes of a file, and of its parts unpacked, that are kept at hand; what is larger is opened and unpacked anew."""
_HEADER, _LOCKED = 30, 0x1 | 0x20 | 0x40
_MOST_AT_ONCE = 2_000_000


class Archive(zipfile.ZipFile):
    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))
        self._data = data
        self._parts: dict[str, bytes] = {}
        self._room = MOST_KEPT

    def read(self, name: str | zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        info = self.getinfo(name) if isinstance(name, str) else name
        if (known := self._parts.get(info.filename)) is not None:
            return known
        part = self._at_once(info)
        if part is None:
            part = super().read(info, pwd)
        if len(part) <= self._room:
            self._room -= len(part)
            self._parts[info.filename] = part
        return part

    def _at_once(self, info: zipfile.ZipInfo) -> bytes | None:
        """A small part that is what the list of parts says of it; of anything else the library has to judge.

        The library's reader, made for streams, costs four times what unpacking a sheet does.
        """
        plain = info.flag_bits & _LOCKED == 0 and info.compress_type == zipfile.ZIP_DEFLATED
        if not plain or info.file_size > _MOST_AT_ONCE or not info.orig_filename.isascii():
            return None
        head = self._data[info.header_offset : info.header_offset + _HEADER]
        named, more = int.from_bytes(head[26:28], "little"), int.from_bytes(head[28:30], "little")
        start = info.header_offset + _HEADER
        name = self._data[start : start + named]
        if head[:4] != b"PK\3\4" or name != info.orig_filename.encode("ascii"):
            return None
        packed = self._data[start + named + more : start + named + more + info.compress_size]
        unpacking = zlib.decompressobj(-15)
        try:
            part = unpacking.decompress(packed, info.file_size + 1)
        except zlib.error:
            return None
        whole = unpacking.eof and len(part) == info.file_size and zlib.crc32(part) == info.CRC
        return part if whole else None


def opened(data: bytes) -> Archive:
    """The file last opened stays at hand until ``let_go``.

    Raises:
        zipfile.BadZipFile: it is none, or damaged.
    """
    return _kept(data) if len(data) <= MOST_KEPT else Archive(data)


_kept = lru_cache(maxsize=1)(Archive)
let_go = _kept.cache_clear
