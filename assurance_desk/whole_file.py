"""Writing a file so that it appears whole or not at all."""

from __future__ import annotations

from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Through a file beside ``path``, put in its place at the end; what stood there stays until then.

    Raises:
        OSError: it cannot be written; nothing half-written is left.
    """
    partial = path.with_name(f".{path.name}.part")
    try:
        partial.write_bytes(data)  # not mkstemp's file, which colleagues on a shared drive could not open
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
