"""Files brought in at one go: a return and the documents chosen with it belong together, as in an e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assurance_desk.domain.parcels import NOT_OURS, TOGETHER, Part
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_read import ReadFile, ReadParcel
from assurance_desk.services.returns_tray import Sorter

MOST: Final = 12
"""More at one go are a pile, not one sending."""
_DOCUMENTS: Final = frozenset({"letter", "scan", "picture", "word", "slides", "web", "unknown", NOT_OURS})


def joined(desk: Desk, read: Sequence[ReadFile]) -> list[ReadFile]:
    """Documents go with the return where there is one alone; not those whose name is another's, nor what names a child."""
    found = [one for one in read if one.is_return]
    whose = {one.finding.return_id if one.finding else "" for one in found}
    if len(read) > MOST or len(whose) != 1 or "" in whose:
        return list(read)
    sorter, return_id = Sorter(desk), next(iter(whose))
    documents = [
        one
        for one in read
        if one.why in _DOCUMENTS and one.data and not (one.parcel or one.hits)
        and sorter.whose(one) in (None, return_id)
    ]  # fmt: skip
    if not documents:
        return list(read)
    first = found[0]
    parcel = first.parcel or ReadParcel(TOGETHER, "")
    more = tuple(Part(one.name, one.data) for one in documents)
    with_them = replace(parcel, enclosed=(*parcel.enclosed, *more))
    left = [one for one in read if one not in documents]
    return [
        replace(one, parcel=with_them) if one is first or (one.parcel and one.parcel is first.parcel) else one
        for one in left
    ]
