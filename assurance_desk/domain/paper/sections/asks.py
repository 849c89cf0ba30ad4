"""What the body is asked to do: at most three things, a verb each."""

from __future__ import annotations

from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.snapshot import Snapshot
from assurance_desk.texts import _


def build(snapshot: Snapshot) -> list[b.Block]:
    asks = tuple(
        b.AskLine(verb=ask.verb[:1].upper() + ask.verb[1:], text=ask.text)
        for ask in snapshot.paper.asks
        if ask.text.strip()
    )
    title = _("The {body} is asked to").format(body=snapshot.body_word)
    if asks:
        return [b.Asks(asks=asks, title=title)]
    if snapshot.paper.status != "draft":
        return []
    words = _("Nothing is asked of the {body} yet: say in the paper what it is to agree, note or challenge.")
    return [b.Paragraph(text=words.format(body=snapshot.body_word))]
