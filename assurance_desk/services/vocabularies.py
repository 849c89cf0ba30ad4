"""The workbook's own words: what is offered, how each day had it, and every change to them as one step.

A workbook that never edited a vocabulary holds none of its words: the built-in ones stand. The first edit puts them in,
in the same step, so that what was printed before stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from assurance_desk.domain import terms as order
from assurance_desk.domain.assurance import NOT_RATED
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.field_errors import EmptyFieldError
from assurance_desk.domain.fields import FIELDS, Choice, Field, built_in
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.term_errors import (
    LONGEST,
    ClosedError,
    LastWordError,
    LongWordError,
    NotOfferedError,
    PartToPlayError,
    SameWordError,
)
from assurance_desk.domain.terms import Term
from assurance_desk.domain.vocabularies import (
    ACCEPTANCE,
    ASSURANCE,
    BY_KEY,
    COMMITMENT,
    DELIVERY,
    EVIDENCE_STATE,
    LAST,
    OUTCOME,
    RESPONSE_STATUS,
    REVIEW_KIND,
    REVIEW_STAGE,
    STRENGTH,
    THEME,
    VOCABULARIES,
    Vocabulary,
)
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.texts import _

__all__ = [
    "ACCEPTANCE", "ASSURANCE", "BY_KEY", "COMMITMENT", "DELIVERY", "EVIDENCE_STATE", "OUTCOME", "RESPONSE_STATUS", "REVIEW_KIND",
    "REVIEW_STAGE", "STRENGTH", "VOCABULARIES", "Term", "Vocabulary",
]  # fmt: skip

# ------------------------------------------------------------------ reading


def every(desk: Desk, key: str) -> tuple[Term, ...]:
    """All that ever stood in a vocabulary: the workbook's terms, else the built-in words."""
    return desk.once("terms", lambda: _read(desk))[key]


def _read(desk: Desk) -> dict[str, tuple[Term, ...]]:
    own: dict[str, list[Term]] = {}
    for one in rows.find(desk.db, Term):
        own.setdefault(one.vocabulary, []).append(one)
    return {one.key: tuple(own[one.key]) if one.key in own else one.terms() for one in VOCABULARIES}


def kept(desk: Desk) -> tuple[Term, ...]:
    """Every word the workbook keeps of its own, for a paper to print; none where it never edited any."""
    return tuple(rows.find(desk.db, Term))


def words(desk: Desk, key: str, on: date | None = None) -> tuple[Term, ...]:
    """What was offered on a day (today without one), in its order."""
    day = on or desk.clock.today()
    return desk.once(f"{key} offered {day}", lambda: order.standing(every(desk, key), day))


def levels(desk: Desk, on: date | None = None) -> tuple[Term, ...]:
    """The steps of the scale of assurance on a day: all but “not yet rated”."""
    return tuple(one for one in words(desk, ASSURANCE, on) if one.held != NOT_RATED)


def retired(desk: Desk, key: str) -> tuple[Term, ...]:
    """What is no longer offered today and stays where it stands."""
    return order.retired(every(desk, key), desk.clock.today())


def said(desk: Desk, key: str, held: str, on: date | None = None) -> str:
    """The word for what a record keeps, as a day had it; "Limited (retired 3 May 2019)" where it is offered no more."""
    day = on or desk.clock.today()
    return desk.once(f"{key} said {day}", lambda: _all_said(desk, key, day)).get(held, held)


def _all_said(desk: Desk, key: str, day: date) -> dict[str, str]:
    found = {}
    for held in order.latest(every(desk, key)):
        then = order.version(every(desk, key), held, day)
        if then is not None:
            gone = then.retired_on is not None and then.retired_on <= day
            found[held] = (
                _(then.word)
                if not gone
                else _("{word} (retired {day})").format(
                    word=_(then.word), day=long_date(then.retired_on or day)
                )
            )
    return found


def word(desk: Desk, key: str, held: str, on: date | None = None) -> str:
    """The bare word for what a record keeps, as a day had it."""
    then = order.version(every(desk, key), held, on or desk.clock.today())
    return _(then.word) if then is not None else held


def meaning(desk: Desk, key: str, held: str, on: date | None = None) -> str:
    """What a word was printed to mean on a day; empty where it says nothing."""
    then = order.version(every(desk, key), held, on or desk.clock.today())
    return _(then.definition) if then is not None and then.definition else ""


def labels(desk: Desk, key: str) -> tuple[str, ...]:
    """Today's words of a vocabulary to which none can be added, in the order of its built-in ones."""
    return tuple(said(desk, key, held) for held, _meaning in BY_KEY[key].begins)


def choices(desk: Desk, key: str, on: date | None = None) -> tuple[Choice, ...]:
    """What is kept and what is shown, of all that is offered."""
    return tuple((one.held, _(one.word)) for one in words(desk, key, on))


def offered(desk: Desk, on: date | None = None) -> Callable[[Field], tuple[Choice, ...]]:
    """For ``fields.edited`` and for forms: a field's choices as this workbook has them."""

    def choices_for(field: Field) -> tuple[Choice, ...]:
        if not field.vocabulary:
            return built_in(field)
        nothing = (("", ""),) if "" in field.choices else ()
        leaves_out = (
            {NOT_RATED} if field.vocabulary == ASSURANCE and NOT_RATED not in field.choices else set()
        )
        found = choices(desk, field.vocabulary, on)
        return (*nothing, *(one for one in found if one[0] not in leaves_out))

    return choices_for


def teller(desk: Desk) -> Callable[[Field, str], str]:
    """For ``fields.shown``: a field's word for what is kept."""
    return lambda field, held: said(desk, field.vocabulary, held)


def themes(desk: Desk) -> tuple[str, ...]:
    """To offer while themes are typed, apart by commas: the vocabulary's, then those recommendations have."""
    used = {
        theme.strip(): None
        for one in rows.find(desk.db, Recommendation)
        for theme in one.themes.split(",")
        if theme.strip()
    }
    return tuple(dict.fromkeys((*(one.word for one in words(desk, THEME)), *sorted(used))))


def returning(desk: Desk) -> frozenset[str]:
    """Levels that bring a matter back to the next agenda, those retired since included."""
    latest = order.latest(every(desk, ASSURANCE))
    return frozenset(held for held, one in latest.items() if one.returns)


def steps(desk: Desk, level: str, on: date | None) -> tuple[int, int]:
    """How far up the scale of its day a judgement stands, and of how many."""
    return order.rank(every(desk, ASSURANCE), level, on or desk.clock.today(), NOT_RATED)


def used(desk: Desk, key: str, held: str) -> int:
    """How many records keep a word."""
    return sum(
        len(rows.find(desk.db, kind, **{field.name: held}))
        for kind, fields in FIELDS.items()
        for field in fields
        if field.vocabulary == key and field.kind == "choice"
    )


# ------------------------------------------------------------------ changing


def add(desk: Desk, key: str, word: str, definition: str = "") -> Term:
    """A new word, last of its vocabulary (of levels of assurance: the most, before “not yet rated”).

    Raises:
        DeskError: it is empty, too long or there already, or the vocabulary is closed.
    """
    vocabulary = BY_KEY[key]
    if vocabulary.closed:
        raise ClosedError(_(vocabulary.name))
    plain = _sound(desk, key, word)
    made = Term(
        id=new_id(),
        vocabulary=key,
        word=plain,
        definition=" ".join(definition.split()),
        since=desk.clock.today(),
        position=max((one.position for one in every(desk, key) if one.position < LAST), default=0) + 1,
    )
    _keep(desk, vocabulary, [made], _("Add “{word}” to {name}").format(word=plain, name=_lower(vocabulary)))
    return made


def rename(desk: Desk, term: Term, word: str) -> Term:
    """Another word from today on. Where records keep the word itself, old ones keep the one they were given.

    Raises:
        DeskError: it is empty, too long, there already, or no longer offered.
    """
    now = _standing(desk, term)
    if " ".join(word.split()) == now.word:
        return now
    plain = _sound(desk, now.vocabulary, word, but=now)
    label = _("Call “{old}” “{new}”").format(old=now.word, new=plain)
    if not now.code and now.since == desk.clock.today() and used(desk, now.vocabulary, now.held):
        ended = replace(now, retired_on=desk.clock.today())
        return _keep(desk, BY_KEY[now.vocabulary], [ended, replace(now, id=new_id(), word=plain)], label)
    return _change(desk, now, label, word=plain)


def redefine(desk: Desk, term: Term, definition: str) -> Term:
    """Another meaning from today on; papers of an earlier day print the earlier one.

    Raises:
        DeskError: the word is no longer offered.
    """
    now, plain = _standing(desk, term), " ".join(definition.split())
    if plain == now.definition:
        return now
    return _change(desk, now, _("Explain “{word}” anew").format(word=now.word), definition=plain)


def let_return(desk: Desk, term: Term, *, returns: bool) -> Term:
    """Whether a level brings a matter back to the next agenda. Holds for judgements given before, too.

    Raises:
        DeskError: the word is no longer offered.
    """
    now = _standing(desk, term)
    if now.returns == returns:
        return now
    label = (
        _("“{word}” comes back to the next agenda") if returns else _("“{word}” does not come back by itself")
    )
    return _change(desk, now, label.format(word=now.word), returns=returns)


def retire(desk: Desk, term: Term) -> Term:
    """No longer offered from today on; records of it keep it, and it counts as it did.

    Raises:
        DeskError: it has a part to play, or is the last of its vocabulary.
    """
    now = _standing(desk, term)
    if now.code:
        raise PartToPlayError(now.word)
    others = [one for one in words(desk, now.vocabulary) if one.held not in (now.held, NOT_RATED)]
    if not others:
        raise LastWordError(now.word)
    ended = replace(now, retired_on=desk.clock.today())
    vocabulary = BY_KEY[now.vocabulary]
    return _keep(
        desk,
        vocabulary,
        [ended],
        _("Retire “{word}” from {name}").format(word=now.word, name=_lower(vocabulary)),
    )


def bring_back(desk: Desk, term: Term) -> Term:
    """A retired word is offered again from today on.

    Raises:
        DeskError: another word of the same letters is offered.
    """
    today = desk.clock.today()
    last = order.latest(every(desk, term.vocabulary))[term.held]
    if last.stands(today):
        return last
    _sound(desk, last.vocabulary, last.word)
    made = (
        replace(last, retired_on=None)
        if last.retired_on == today
        else replace(last, id=new_id(), since=today, retired_on=None)
    )
    return _keep(desk, BY_KEY[last.vocabulary], [made], _("Offer “{word}” again").format(word=last.word))


def move(desk: Desk, term: Term, by: int) -> None:
    """Further up (by less than 0) or down its vocabulary; nothing at its ends."""
    now = _standing(desk, term)
    held = tuple(one for one in words(desk, now.vocabulary) if one.position < LAST)
    if now not in held:
        return
    at = held.index(now)
    to = min(max(at + by, 0), len(held) - 1)
    changed = [
        kept
        for one, place in order.moved(held, at, to)
        for kept in order.renewed(one, desk.clock.today(), new_id(), position=place)
    ]
    if changed:
        _keep(desk, BY_KEY[now.vocabulary], changed, _("Move “{word}”").format(word=now.word))


def _standing(desk: Desk, term: Term) -> Term:
    """A term as it stands today, whichever version of it the caller saw."""
    found = next((one for one in words(desk, term.vocabulary) if one.held == term.held), None)
    if found is None:
        raise NotOfferedError(term.word)
    return found


def _sound(desk: Desk, key: str, word: str, but: Term | None = None) -> str:
    """The word as it is kept, where it may be one."""
    plain = " ".join(word.split())
    if not plain:
        raise EmptyFieldError(_("Word"))
    if len(plain) > LONGEST:
        raise LongWordError
    for one in words(desk, key):
        if one != but and plain.casefold() in (one.word.casefold(), one.held.casefold()):
            raise SameWordError(plain)
    return plain


def _change(desk: Desk, now: Term, label: str, **changes: object) -> Term:
    return _keep(
        desk, BY_KEY[now.vocabulary], order.renewed(now, desk.clock.today(), new_id(), **changes), label
    )


def _keep(desk: Desk, vocabulary: Vocabulary, changed: Iterable[Term], label: str) -> Term:
    """One step: the built-in words, where they are not in yet, then what changed. Gives the last of these."""
    changed = tuple(changed)
    kept = {one.id: one for one in every(desk, vocabulary.key)}
    first = () if rows.one(desk.db, Term, vocabulary=vocabulary.key) else tuple(kept.values())
    made = {one.id: one for one in (*first, *changed)}
    with desk.step(label):
        rows.put_many(desk.db, made.values())
    return changed[-1]


def _lower(vocabulary: Vocabulary) -> str:
    name = _(vocabulary.name)
    return name[:1].lower() + name[1:]
