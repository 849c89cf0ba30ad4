"""How it was counted, and what was decided on doubtful returns."""

from __future__ import annotations

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.gaps_words import names, number_word, sentence_case, spoken
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.sections.common import counted
from assurance_desk.domain.returns import ANSWERED
from assurance_desk.domain.silences import WORDS
from assurance_desk.domain.snapshot import Decision, Gaps, Snapshot
from assurance_desk.texts import _, plural

MOST_PLACES = 4


def build(snapshot: Snapshot) -> list[b.Block]:
    made: list[b.Block] = [
        b.Heading(text=_("Method"), key="method"),
        b.Heading(text=_("How it was counted"), level=3),
        b.Bullets(items=tuple(_method(snapshot))),
    ]
    gaps = snapshot.gaps
    decisions = decision_lines(snapshot)
    if gaps is None:
        return made
    waiting = sum(count for _id, count in gaps.waiting)
    made.append(b.Heading(text=_finding(len(decisions), waiting), level=3))
    if decisions:
        made.append(b.Bullets(items=tuple(decisions), numbered=True))
    else:
        made.append(counted(_("No decision on a doubtful answer has been needed or taken.")))
    if waiting:
        text = plural(
            "{n} doubt is still open; the cell it stands on is in no figure unless one was held before.",
            "{n} doubts are still open; the cells they stand on are in no figure unless one was held before.",
            waiting,
        )
        made.append(counted(text))
    return made


def _finding(decided: int, waiting: int) -> str:
    words = _("One decision on a doubtful return") if decided == 1 else _("{n} decisions on doubtful returns")
    said = sentence_case(words.format(n=number_word(decided)))
    if not waiting:
        return _("{said}, none still to take").format(said=said) if decided else said
    return _("{said}, {n} still to take").format(said=said, n=number_word(waiting))


def _method(snapshot: Snapshot) -> list[str]:
    lines = [_("Figures are self-reported. None has been checked against training records.")]
    gaps = snapshot.gaps
    if gaps is None or gaps.main is None:
        return lines
    questionnaire = gaps.questionnaire
    day = questionnaire.counted_on
    if day:
        lines.insert(0, _("People, as each organisation counted them on {day}.").format(day=long_date(day)))
    main = gaps.main
    lines.append(
        _("“{met}” is the column “{heading}”, of “{of}” ({ref}).").format(
            met=sentence_case(main.measure.met),
            heading=main.measure.column.heading,
            of=main.measure.of.heading,
            ref=main.question.ref,
        )
    )
    absent = [spoken(one) for one in (*gaps.replies.silent, *gaps.replies.in_part, *gaps.replies.declined)]
    if absent and not gaps.replies.nothing_came:
        words = _("The staff of {names} are in no denominator.")
        lines.append(words.format(names=names(absent)))
    lines += silence_lines(snapshot)
    lines.append(
        _("A blank, an unreadable cell or “not applicable” is never counted as nought. Nothing is estimated.")
    )
    lines.append(_("Percentages are rounded half up; every one stands beside the people it counts."))
    return lines


def silence_lines(snapshot: Snapshot) -> list[str]:
    """How many answers there are, and of those there are not, each of the six kinds with its count."""
    found = dict(snapshot.silences)
    asked = sum(found.values())
    if not asked:
        return []
    kinds = [f"{found.get(state, 0):,} {_(words)}" for state, words in WORDS.items()]
    words = _(
        "Of {asked} answers asked for, {given} were given. Of the others, {kinds}. None of them counts as not met."
    )
    return [words.format(asked=f"{asked:,}", given=f"{found.get(ANSWERED, 0):,}", kinds=names(kinds))]


def decision_lines(snapshot: Snapshot) -> list[str]:
    """One line each: whose return, where, what was decided and how; then what was noted on a return."""
    gaps = snapshot.gaps
    if gaps is None:
        return []
    order = {one.id: place for place, one in enumerate(gaps.asked)}
    decided = sorted(
        (one for one in snapshot.decisions if one.asked_id in order), key=lambda one: order[one.asked_id]
    )
    lines = [_decision(gaps, one) for one in decided]
    return lines + [_closed(f"{spoken(one)}: {one.note}") for one in gaps.asked if one.note]


def _decision(gaps: Gaps, one: Decision) -> str:
    asked = next(asked for asked in gaps.asked if asked.id == one.asked_id)
    places = list(one.places)
    where = names(places)
    if len(places) > MOST_PLACES:
        where = plural("{n} answer", "{n} answers", len(places))
    what = ", ".join(part for part in (one.decision, one.how) if part)
    head = f"{spoken(asked)}, {where}" if where else spoken(asked)
    return _closed(f"{head}: {what}")


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else sentence + "."
