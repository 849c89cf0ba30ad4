"""The public edition of a paper: the same words, without counts that could point at one person."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain.gaps import FEW, WITHHELD, Matrix
from assurance_desk.domain.gaps_figures import of_words
from assurance_desk.domain.gaps_public import public_editions
from assurance_desk.domain.snapshot import Decision, Gaps, Snapshot
from assurance_desk.texts import _


def public_snapshot(snapshot: Snapshot) -> Snapshot:
    """Every matrix in its public edition, and nothing else in the snapshot that says a withheld figure."""
    if snapshot.gaps is None:
        return snapshot
    gaps = _gaps(snapshot.gaps)
    decisions = tuple(_decision(gaps, one) for one in snapshot.decisions)
    return replace(snapshot, gaps=gaps, decisions=decisions)


def withheld_figures(snapshot: Snapshot) -> frozenset[str]:
    """What the public edition does not say, as it would be written: "2 of 4"."""
    if snapshot.gaps is None:
        return frozenset()
    pairs = zip(snapshot.gaps.matrices, _gaps(snapshot.gaps).matrices, strict=True)
    return frozenset(
        of_words(true.met, true.of)
        for whole, public in pairs
        for row, shown in zip(whole.rows, public.rows, strict=True)
        for true, seen in zip(row.cells, shown.cells, strict=True)
        if seen.state == WITHHELD
    )


def free_texts(snapshot: Snapshot) -> tuple[str, ...]:
    """What people typed that the public edition prints: on decisions, returns and judgements."""
    public = public_snapshot(snapshot)
    notes = [one.note for one in public.gaps.asked] if public.gaps else []
    decisions = [f"{one.decision} {one.how}" for one in public.decisions]
    judged = [one.basis for one in public.judgements]
    actions = [one.text for one in public.actions]
    return (*notes, *decisions, *judged, *actions)


def _gaps(gaps: Gaps) -> Gaps:
    by_question: dict[str, list[Matrix]] = {}
    for matrix in gaps.matrices:
        by_question.setdefault(matrix.question.ref, []).append(matrix)
    made = [one for many in by_question.values() for one in public_editions(many)]
    order = [one.measure for one in gaps.matrices]
    matrices = tuple(sorted(made, key=lambda one: order.index(one.measure)))
    shown = {row.asked.id for row in matrices[0].rows if not row.total.silent} if matrices else set()
    challenges = tuple(one for one in gaps.challenges if one.asked.id in shown)
    return replace(gaps, matrices=matrices, challenges=challenges)


def _decision(gaps: Gaps, one: Decision) -> Decision:
    """The officer's words on a withheld figure, or on a small number, would say it."""
    if not any(_tells(gaps, one, place) for place in one.places):
        return one
    return replace(one, decision=_("decided; the figure is withheld"), how="")


def _tells(gaps: Gaps, one: Decision, place: str) -> bool:
    question, _space, group = place.partition(" ")
    asked = next((other for other in gaps.questionnaire.questions() if other.ref == question), None)
    if asked is not None and asked.kind == "number":
        return one.decision.isdecimal() and int(one.decision) < FEW
    return any(
        cell.state == WITHHELD
        for matrix in gaps.matrices
        if matrix.question.ref == question
        for row in matrix.rows
        if row.asked.id == one.asked_id
        for of, cell in zip(matrix.groups, row.cells, strict=True)
        if not group or of.ref == group
    )
