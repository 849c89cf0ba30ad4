"""Why the questions were asked, of whom and when."""

from __future__ import annotations

from datetime import date

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.gaps_words import number_word
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.sections.common import counted, nothing_yet, returns_words
from assurance_desk.domain.snapshot import Snapshot
from assurance_desk.texts import _


def build(snapshot: Snapshot) -> list[b.Block]:
    made: list[b.Block] = [b.Heading(text=_("Why we asked"), key="why")]
    questionnaire, gaps = snapshot.questionnaire, snapshot.gaps
    if questionnaire is None or gaps is None:
        return [*made, counted(nothing_yet(snapshot))]
    if questionnaire.why:
        side = _("As put to those who were asked")
        made.append(b.Paragraph(text=questionnaire.why, voice="published", side=side))
    replies = gaps.replies
    text = _("{title} ({ref}) went {when}to {organisations} as {returns}{due}.").format(
        title=questionnaire.title,
        ref=questionnaire.ref,
        when=_on(_("out on {day} "), questionnaire.issued_on),
        organisations=_("one organisation")
        if replies.organisations == 1
        else _("{n} organisations").format(n=number_word(replies.organisations)),
        returns=returns_words(replies.returns),
        due=_on(_(", due on {day}"), questionnaire.due_on),
    )
    link = b.Link(text=_("Method"), target="#method")
    method = _("How it was counted, and what was decided on doubtful returns, is under {link}.")
    made.append(counted(f"{text} {method.format(link=link.text)}", link))
    return made


def _on(words: str, day: date | None) -> str:
    return words.format(day=long_date(day)) if day else ""
