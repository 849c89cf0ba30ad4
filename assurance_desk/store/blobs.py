"""Bytes kept as they came, by their SHA-256. Never journaled: a step refers to them by hash."""

from __future__ import annotations

import hashlib

from sqlite_utils import Database


def keep(db: Database, data: bytes) -> str:
    """Keep the bytes (once, however often they come) and return their SHA-256 in hex."""
    sha256 = hashlib.sha256(data).hexdigest()
    db.execute("INSERT OR IGNORE INTO blob (sha256, bytes) VALUES (?, ?)", [sha256, data])
    return sha256


def read(db: Database, sha256: str) -> bytes:
    """The bytes of this hash.

    Raises:
        LookupError: none were kept.
    """
    row = db.execute("SELECT bytes FROM blob WHERE sha256 = ?", [sha256]).fetchone()
    if row is None:
        raise LookupError(f"no bytes are kept for {sha256}")
    return bytes(row[0])


def held(db: Database, sha256: str) -> bool:
    """Whether bytes of this hash are kept."""
    return bool(db.execute("SELECT EXISTS (SELECT 1 FROM blob WHERE sha256 = ?)", [sha256]).fetchone()[0])


def damaged(db: Database) -> list[str]:
    """Hashes whose bytes no longer have that hash."""
    return [
        sha256
        for sha256, data in db.execute("SELECT sha256, bytes FROM blob")
        if hashlib.sha256(data).hexdigest() != sha256
    ]
