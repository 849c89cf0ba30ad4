"""The chase list as a paper: who has not replied, what was done about it, what is next; and the response rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.gaps_figures import of_words
from assurance_desk.domain.gaps_words import names, number_word, sentence_case
from assurance_desk.domain.paper import blocks as b
from assurance_desk.texts import _, plural


@dataclass(frozen=True, slots=True)
class ChaseLine:
    """One return. ``done``: what was done about it, a line each; ``next``: what is to be done, with its day."""

    ref: str
    name: str
    state: str
    due: str
    late: str
    done: tuple[str, ...]
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseList:
    """``rate``: what is counted, how many there are, of how many; returns first. ``named``: whom the meeting is told of.

    ``word`` is what the body calls itself in a sentence.
    """

    body: str
    word: str
    ref: str
    title: str
    marking: str
    embargo: str
    day: date
    due_on: date | None
    position_at: str
    author: str
    rate: tuple[tuple[str, int, int], ...]
    today: tuple[ChaseLine, ...]
    coming: tuple[ChaseLine, ...]
    not_coming: tuple[ChaseLine, ...]
    named: tuple[str, ...]


def build(paper: ChaseList) -> b.BuiltPaper:
    title = _title(paper)
    blocks: list[b.Block] = [
        b.CoverBlock(body=paper.body, title=title, facts=_facts(paper)),
        *_rate(paper),
        *_named(paper),
        *_part(_("To be done today"), "today", paper.today, _("Nothing is to be done today.")),
        *_part(_("To be done later"), "later", paper.coming, ""),
        *_part(_("Not expected"), "not-expected", paper.not_coming, ""),
    ]
    info = b.PaperInfo(
        title=title, author=paper.author, subject=_("Chase list"), marking=paper.marking, embargo=paper.embargo,
        draft=False, header_left=_("Chase list, {ref}").format(ref=paper.ref), header_right=long_date(paper.day),
        footer_left=_("Position at {moment}").format(moment=paper.position_at),
    )  # fmt: skip
    return b.BuiltPaper(info=info, blocks=tuple(blocks))


def _title(paper: ChaseList) -> str:
    """The finding."""
    _what, came, of = paper.rate[0]
    silent = of - came
    if not of:
        return _("Nobody was sent {ref} yet").format(ref=paper.ref)
    if not silent:
        return _("Every return of {ref} has come").format(ref=paper.ref)
    words = plural(
        "{{n}} of the {{of}} returns of {{ref}} has not come",
        "{{n}} of the {{of}} returns of {{ref}} have not come",
        silent,
    )
    return sentence_case(words.format(n=number_word(silent), of=number_word(of), ref=paper.ref))


def _facts(paper: ChaseList) -> tuple[tuple[str, str], ...]:
    todo = plural("{n} return today", "{n} returns today", len(paper.today))
    return (
        (_("Questionnaire"), f"{paper.ref}, {paper.title}"),
        (_("Due"), long_date(paper.due_on) if paper.due_on else _("no day was set")),
        (_("To do"), todo),
        (_("Prepared by"), paper.author),
        (_("Marking"), ", ".join(part for part in (paper.marking, paper.embargo) if part)),
        (_("Position at"), paper.position_at),
    )


def _rate(paper: ChaseList) -> list[b.Block]:
    columns = (
        b.TableColumn(heading=_("Counting")),
        b.TableColumn(heading=_("Had"), width=34, align="right"),
        b.TableColumn(heading=_("Missing"), width=34, align="right"),
    )
    rows = tuple(
        b.TableRow(
            cells=(
                b.Cell(text=what, row_head=True),
                b.Cell(text=of_words(had, of), strong=True),
                b.Cell(text=str(of - had) if of > had else _("none"), muted=True),
            )
        )
        for what, had, of in paper.rate
    )
    return [
        b.Heading(text=_("Response rate"), key="rate"),
        b.DataTable(name=_("Response rate"), columns=columns, rows=rows, whole=True),
        b.Paragraph(
            text=_("Whoever was let off, and whoever was not sent the questionnaire yet, is not counted.")
        ),
    ]


def _named(paper: ChaseList) -> list[b.Block]:
    if not paper.named:
        return []
    words = plural(
        "{{who}} has not replied after every step of chasing, and is to be named to the {{word}}.",
        "{{who}} have not replied after every step of chasing, and are to be named to the {{word}}.",
        len(paper.named),
    )
    return [
        b.Heading(text=_("To be named to the {word}").format(word=paper.word), key="named"),
        b.Paragraph(text=words.format(who=names(paper.named), word=paper.word)),
    ]


def _part(head: str, key: str, lines: Sequence[ChaseLine], nothing: str) -> list[b.Block]:
    if not lines:
        return [b.Heading(text=head, key=key), b.Paragraph(text=nothing)] if nothing else []
    columns = (
        b.TableColumn(heading=_("Ref"), width=15),
        b.TableColumn(heading=_("Who"), width=41),
        b.TableColumn(heading=_("State"), width=34),
        b.TableColumn(heading=_("What was done")),
        b.TableColumn(heading=_("Next"), width=34),
    )
    return [
        b.Heading(text=head, key=key),
        b.DataTable(name=head, columns=columns, rows=tuple(_row(one) for one in lines), small=True),
    ]


def _row(one: ChaseLine) -> b.TableRow:
    return b.TableRow(
        cells=(
            b.Cell(text=one.ref, row_head=True),
            b.Cell(text=one.name, sub=one.due),
            b.Cell(text=one.state, sub=one.late),
            b.Cell(
                text=". ".join(line.rstrip(".") for line in one.done) if one.done else _("nothing yet"),
                muted=not one.done,
            ),
            b.Cell(text=one.next or _("nothing more"), strong=bool(one.next), muted=not one.next),
        )
    )
