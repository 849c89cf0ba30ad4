"""Findings as sentences, for the Gaps page and the findings paper alike. Every number comes from the figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.gaps import Asked, Cell, Matrix, measures_of
from assurance_desk.domain.gaps_figures import of_words, share
from assurance_desk.domain.gaps_replies import Replies
from assurance_desk.domain.questionnaire import Row
from assurance_desk.domain.returns import DECLINED
from assurance_desk.texts import _, plural

_PEOPLE = re.compile(r"(ers|ors|ists|leads|staff)$", re.IGNORECASE)
MOST_NAMES = 14
SMALL = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def number_word(number: int) -> str:
    """Up to twelve in words, as a sentence has them."""
    return _(SMALL[number]) if number < len(SMALL) else f"{number:,}"


def sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def names(every: Iterable[str]) -> str:
    """A, B and C; of more than a sentence bears, the first and how many more."""
    listed = list(dict.fromkeys(every))
    if len(listed) > MOST_NAMES:
        rest = len(listed) - MOST_NAMES
        listed = [*listed[:MOST_NAMES], plural("{n} other", "{n} others", rest)]
    if len(listed) < 2:
        return "".join(listed)
    return _("{most} and {last}").format(most=", ".join(listed[:-1]), last=listed[-1])


def people(group: Row) -> str:
    """A staff group as the subject of a sentence: "Repairs staff", "Managers"."""
    if not group.short or group.label.casefold().endswith("staff"):
        return group.label or group.ref
    return group.short if _PEOPLE.search(group.short) else _("{group} staff").format(group=group.short)


def short_name(group: Row) -> str:
    return group.short or group.label or group.ref


def noun(matrix: Matrix) -> str:
    """Who is counted: the title of the first measure with the same total ("staff", "home visitors")."""
    of = matrix.measure.of.key
    first = next(one for one in measures_of(matrix.question) if one.of.key == of)
    return first.title.casefold().removeprefix("all ").strip()


def headline(matrix: Matrix) -> str:
    """Where the gap is, in one line."""
    whole, met = matrix.whole, matrix.measure.met
    if whole.silent:
        return _("No figures have been taken in yet")
    if not whole.missing:
        return _("All {of} {noun} counted are {met}").format(of=whole.of, noun=noun(matrix), met=met)
    group, cell = matrix.ranked_groups()[0]
    if whole.missing == 1:
        return _("One person of {of} is not {met}, among {group}").format(
            of=whole.of, met=met, group=lower_first(people(group))
        )
    return _("{group} are {n} of the {missing} people not {met}").format(
        group=people(group), n=f"{cell.missing:,}", missing=f"{whole.missing:,}", met=met
    )


def lower_first(words: str) -> str:
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def organisations_gave(matrix: Matrix) -> str:
    """Ten organisations, one organisation"""
    count = matrix.organisations_with_figures
    if count == 1:
        return _("one organisation")
    return _("{n} organisations").format(n=number_word(count))


def in_date_sentence(matrix: Matrix, counted_on: date | None) -> str:
    """In the ten organisations that gave figures, 404 of 607 staff (66.6%) were in date on 31 January 2019."""
    whole = matrix.whole
    if whole.silent:
        return _("No organisation has given figures yet.")
    on = _(" on {day}").format(day=long_date(counted_on)) if counted_on else ""
    return _("In the {organisations} that gave figures, {figures} {noun} ({share}) were {met}{on}.").format(
        organisations=organisations_gave(matrix),
        figures=of_words(whole.met, whole.of),
        noun=noun(matrix),
        share=share(whole),
        met=matrix.measure.met,
        on=on,
    )


def next_by_rate(matrix: Matrix) -> tuple[Row, Cell, bool] | None:
    """The group with the lowest share apart from the one with most people missing; True where that one is lower."""
    ranked = matrix.ranked_groups()
    if len(ranked) < 2:
        return None
    first = ranked[0][1]
    group, cell = min(ranked[1:], key=lambda pair: pair[1].met / pair[1].of)
    return group, cell, first.met / first.of <= cell.met / cell.of


def gap_sentence(matrix: Matrix) -> str:
    """Repairs staff are 128 of the 203 who were not; arrears staff come next by rate, 22 of 39 in date."""
    whole = matrix.whole
    if whole.silent or not whole.missing:
        return ""
    group, cell = matrix.ranked_groups()[0]
    words = _("{group} are {n} of the {missing} who were not").format(
        group=people(group), n=f"{cell.missing:,}", missing=f"{whole.missing:,}"
    )
    if whole.missing == 1:
        words = _("The one who was not is among {group}").format(group=lower_first(people(group)))
    after = next_by_rate(matrix)
    if after is None or not after[1].missing:
        return words + "."
    second, share_of, follows = after
    more = (
        _("{group} come next by rate, {figures} {met}")
        if follows
        else _("{group} are lowest by rate, {figures} {met}")
    )
    return (
        f"{words}; "
        + more.format(
            group=lower_first(people(second)),
            figures=of_words(share_of.met, share_of.of),
            met=matrix.measure.met,
        )
        + "."
    )


def who_is_missing(replies: Replies) -> str:
    """Penhollow did not reply; Quillgate gave no figures. "" where nobody is missing."""
    parts = []
    silent = [one.organisation_short for one in replies.silent]
    if silent:
        parts.append(_silent_words(replies, names(silent), len(set(silent))))
    declined = [spoken(one) for one in replies.declined]
    if declined:
        parts.append(_("{names} declined").format(names=names(declined)))
    owed = [spoken(one) for one in replies.missing if one not in replies.silent and one.state != DECLINED]
    if owed:
        words = _("the return of {names} is missing")
        if len(owed) > 1:
            words = _("the returns of {names} are missing")
        if replies.still_open:
            words = _("still to come: {names}")
        parts.append(words.format(names=names(owed)))
    in_part = [spoken(one) for one in replies.in_part]
    if in_part:
        parts.append(_("{names} gave no figures").format(names=names(in_part)))
    return sentence_case("; ".join(parts)) + "." if parts else ""


def _silent_words(replies: Replies, who: str, count: int) -> str:
    if not replies.still_open:
        return _("{names} did not reply").format(names=who)
    words = _("{names} has not replied yet") if count == 1 else _("{names} have not replied yet")
    return words.format(names=who)


def no_reply(replies: Replies) -> str:
    return _("No reply yet") if replies.still_open else _("No reply")


def message(matrix: Matrix, replies: Replies, counted_on: date | None) -> str:
    """The whole message in four sentences."""
    if replies.nothing_came:
        return _("No return has come yet.")
    parts = [in_date_sentence(matrix, counted_on), gap_sentence(matrix), who_is_missing(replies)]
    if not matrix.whole.silent:
        parts.append(_("All figures are self-reported."))
    return " ".join(part for part in parts if part)


def came_words(came: int, asked: int) -> str:
    """3 of 5 returns came: said alike wherever it is said."""
    words = plural("{{came}} of {n} return came", "{{came}} of {n} returns came", asked)
    return words.format(came=came)


def denominators(replies: Replies) -> tuple[tuple[str, str], ...]:
    """The three, always all three: ("13 of 14", "returns came")."""
    return (
        (of_words(replies.returns_came, replies.returns), _("returns came")),
        (of_words(replies.organisations_replied, replies.organisations), _("organisations replied")),
        (
            of_words(replies.organisations_with_figures, replies.organisations_asked_for_figures),
            _("organisations gave figures"),
        ),
    )


def chased(steps: Sequence[str]) -> str:
    """After reminder, chaser, call and letter from the Chair."""
    return _("after {steps}").format(steps=names(steps)) if steps else ""


def spoken(asked: Asked) -> str:
    """As a sentence has it: Tern Valley General Needs."""
    return f"{asked.organisation_short} {asked.service}" if asked.service else short_of(asked)


def short_of(asked: Asked) -> str:
    return asked.short or asked.name or asked.ref
