"""One mapping between record and row, for every record: text, whole numbers, dates as ISO text, tuples as JSON."""

from __future__ import annotations

import dataclasses
import itertools
import json
import types
import typing
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from sqlite_utils import Database

from assurance_desk.domain.dates import When
from assurance_desk.store.tables import table_of

T = TypeVar("T")


class GoneError(LookupError):
    """No row has this id (any longer)."""


@cache
def _readers(record: Any) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    hints = typing.get_type_hints(record)
    return tuple((f.name, _reader(hints[f.name])) for f in dataclasses.fields(record))


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    """From a column's value that is there; None where the value is already right."""
    if isinstance(hint, types.UnionType):
        return _reader(next(arm for arm in typing.get_args(hint) if arm is not type(None)))
    if hint is date:
        return date.fromisoformat
    if hint is When:
        return lru_cache(maxsize=4096)(When.from_iso)  # the same few dates again and again
    if hint is bool:
        return bool
    if typing.get_origin(hint) is tuple:
        item = typing.get_args(hint)[0]

        # A questionnaire is read again and again while its returns come in; what is frozen can be shared.
        @lru_cache(maxsize=64)
        def read(value: str) -> Any:
            return tuple(_from_json(item, part) for part in json.loads(value))

        return read
    return None


@cache
def _hints(record: Any) -> dict[str, Any]:
    """Asked for once a kind: working them out anew made reading a questionnaire ten times slower."""
    return typing.get_type_hints(record)


def _from_json(hint: Any, value: Any) -> Any:
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        hints = _hints(hint)
        return hint(**{name: _from_json(hints[name], part) for name, part in value.items() if name in hints})
    if typing.get_origin(hint) is tuple:
        return tuple(_from_json(typing.get_args(hint)[0], part) for part in value)
    if isinstance(hint, types.UnionType):
        arm = next(arm for arm in typing.get_args(hint) if arm is not type(None))
        return None if value is None else _from_json(arm, value)
    if hint is date:
        return date.fromisoformat(value)
    return value


def _column(value: Any) -> Any:
    """To a column's value."""
    if isinstance(value, str):
        return value if value.isascii() and "\0" not in value else _storable(value)
    if value is None or isinstance(value, int):
        return int(value) if isinstance(value, bool) else value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, When):
        return value.iso
    return json.dumps([_plain(part) for part in value], ensure_ascii=False)


def _storable(text: str) -> str:
    """SQLite's own functions end a text at a NUL, and half a surrogate pair is no text: both stay visible."""
    return text.replace("\0", "\u2400").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _plain(value: Any) -> Any:
    """Values as JSON has them; fields at their default are left out, so that a design stays small."""
    if dataclasses.is_dataclass(value):
        return {
            f.name: _plain(getattr(value, f.name))
            for f in dataclasses.fields(value)
            if getattr(value, f.name) != f.default
        }
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def from_row(record: type[T], row: dict[str, Any]) -> T:
    """``row`` may hold more columns than the record has fields."""
    return record(
        **{
            name: row[name] if read is None or row[name] is None else read(row[name])
            for name, read in _readers(record)  # type: ignore[arg-type]
            if name in row
        }
    )


@cache
def _names(record: Any) -> str:
    return ", ".join(f'"{f.name}"' for f in dataclasses.fields(record))


def get(db: Database, record: type[T], row_id: str) -> T:
    """The record with this id.

    Raises:
        GoneError: there is none.
    """
    found = one(db, record, id=row_id)
    if found is None:
        raise GoneError(f"{table_of(record)} {row_id}")
    return found


def one(db: Database, record: type[T], **where: Any) -> T | None:
    found = find(db, record, **where)
    return found[0] if found else None


def find(db: Database, record: type[T], *, order: str = "", **where: Any) -> list[T]:
    """Records whose columns equal ``where`` (None matches NULL), by ``order``, else by position, else as kept."""
    names = {f.name for f in dataclasses.fields(record)}  # type: ignore[arg-type]
    unknown = {*where, *([order] if order else [])} - names
    if unknown:
        raise ValueError(f"{record.__name__} has no {sorted(unknown)}")
    order = order or ("position" if "position" in names else "")
    columns = _names(record)  # type: ignore[arg-type]
    sql = f'SELECT {columns} FROM "{table_of(record)}"'  # noqa: S608  (names come from the record)
    if where:
        sql += " WHERE " + " AND ".join(f'"{name}" IS ?' for name in where)
    sql += f' ORDER BY "{order}", rowid' if order else " ORDER BY rowid"
    return _records(record, db.execute(sql, [_column(value) for value in where.values()]))


def _records(record: type[T], found: Iterable[Sequence[Any]]) -> list[T]:
    """Rows of all columns in the record's order; only those that need reading are looked at one by one."""
    read = [(at, one) for at, (_name, one) in enumerate(_readers(record)) if one is not None]  # type: ignore[arg-type]
    make = _maker(record)  # type: ignore[arg-type]
    made = []
    for row in found:
        values = list(row)
        for at, one in read:
            if (value := values[at]) is not None:
                values[at] = one(value)
        made.append(make(values))
    return made


@cache
def _maker(record: Any) -> Callable[[Sequence[Any]], Any]:
    """From values in the order of the fields to the record.

    A frozen record's own ``__init__`` sets each field through ``object.__setattr__``; through its slots it is made in a
    third of the time, which shows on thousands of actions.
    """
    names = _field_names(record)
    if hasattr(record, "__post_init__") or set(getattr(record, "__slots__", ())) != set(names):
        return lambda values: record(**dict(zip(names, values, strict=True)))
    new, puts = object.__new__, [getattr(record, name).__set__ for name in names]

    def make(values: Sequence[Any]) -> Any:
        made = new(record)
        for put_in, value in zip(puts, values, strict=True):
            put_in(made, value)
        return made

    return make


def among(db: Database, record: type[T], ids: Iterable[str]) -> list[T]:
    """Those of these ids that there are, in no order."""
    columns = _names(record)  # type: ignore[arg-type]
    sql = f'SELECT {columns} FROM "{table_of(record)}" WHERE id IN (SELECT value FROM json_each(?))'  # noqa: S608
    return _records(record, db.execute(sql, [json.dumps(list(ids))]))


def put(db: Database, record: Any) -> None:
    """Insert the record, or update the row of the same id."""
    put_many(db, [record])


def put_many(db: Database, records: Iterable[Any]) -> None:
    """Insert or update records of any kinds, in order."""
    for kind, alike in itertools.groupby(records, type):
        values = attrgetter(*_field_names(kind))
        db.conn.executemany(_upsert(kind), (_columns(values(record)) for record in alike))


def _columns(values: tuple[Any, ...]) -> list[Any]:
    """``_column`` of each; most values of most records are plain words, and are looked at without a call."""
    return [
        value
        if value is None or (type(value) is str and value.isascii() and "\0" not in value)
        else _column(value)
        for value in values
    ]


@cache
def _field_names(record: Any) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(record))


@cache
def _upsert(record: Any) -> str:
    names = _field_names(record)
    marks = ", ".join("?" * len(names))
    sets = ", ".join(f'"{n}" = excluded."{n}"' for n in names if n != "id")
    return (
        f'INSERT INTO "{table_of(record)}" ({_names(record)}) VALUES ({marks}) '  # noqa: S608  (names come from the record)
        f"ON CONFLICT (id) DO UPDATE SET {sets}"
    )


def remove(db: Database, record: Any) -> None:
    db.execute(f'DELETE FROM "{table_of(type(record))}" WHERE id = ?', [record.id])  # noqa: S608
