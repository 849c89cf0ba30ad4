"""From a snapshot to a built paper: the sections ticked, numbered, with the officer's own words in their places."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.public import public_snapshot
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.paper.sections import SECTIONS, Section
from assurance_desk.domain.paper.sections.cover import finding, is_draft, item_and_number, version
from assurance_desk.domain.snapshot import Snapshot
from assurance_desk.texts import _


def build_paper(snapshot: Snapshot, paper: Paper) -> b.BuiltPaper:
    """The gap-findings paper. ``paper``: the officer's record; the snapshot gives every figure."""
    snapshot = replace(snapshot, paper=paper)
    if snapshot.public:
        snapshot = public_snapshot(snapshot)
    made: list[b.Block] = []
    front = True
    for section in SECTIONS:
        if section.key in paper.left_out:
            continue
        blocks = _with_own_words(section, section.build(snapshot), paper)
        if not blocks:
            continue
        if front and not section.front and made:
            made.append(b.PageBreak())
        front = section.front
        made += [b.SectionStart(key=section.key), *blocks]
    return b.BuiltPaper(info=_info(snapshot), blocks=tuple(_known_links(_numbered(_single_breaks(made)))))


def own_words(paper: Paper, key: str) -> list[b.Block]:
    """The officer's paragraphs for one section."""
    return [
        b.Paragraph(text=part.strip(), voice="officer")
        for words in paper.words
        if words.section == key
        for part in words.text.split("\n\n")
        if part.strip()
    ]


def _with_own_words(section: Section, blocks: list[b.Block], paper: Paper) -> list[b.Block]:
    """After the section's heading, or at the end of a section that has none."""
    own = own_words(paper, section.key)
    place = next(
        (at + 1 for at, block in enumerate(blocks) if isinstance(block, b.Heading) and block.level == 2),
        len(blocks),
    )
    return [*blocks[:place], *own, *blocks[place:]]


def _single_breaks(blocks: list[b.Block]) -> list[b.Block]:
    """Two breaks with nothing printed between them would leave a page empty."""
    kept: list[b.Block] = []
    fresh = True
    for block in blocks:
        if isinstance(block, b.PageBreak):
            if fresh:
                continue
            fresh = True
        elif not isinstance(block, b.SectionStart):
            fresh = False
        kept.append(block)
    return kept


def _numbered(blocks: list[b.Block]) -> list[b.Block]:
    number = 0
    made: list[b.Block] = []
    for block in blocks:
        if isinstance(block, b.Heading) and block.level == 2 and block.key != "appendix":
            number += 1
            made.append(replace(block, text=f"{number} {block.text}"))
        else:
            made.append(block)
    return made


def _known_links(blocks: list[b.Block]) -> list[b.Block]:
    """A link to a section left out would lead nowhere."""
    keys = {f"#{block.key}" for block in blocks if isinstance(block, b.Heading)}
    return [
        replace(
            block,
            links=tuple(one for one in block.links if not one.target.startswith("#") or one.target in keys),
        )
        if isinstance(block, b.Paragraph)
        else block
        for block in blocks
    ]


def _info(snapshot: Snapshot) -> b.PaperInfo:
    paper = snapshot.paper
    item = item_and_number(snapshot)
    left = " · ".join(part[:1].upper() + part[1:] for part in item.split(", ") if part)
    author = ", ".join(part for part in (paper.presented_by, snapshot.body) if part)
    stands = version(snapshot)
    return b.PaperInfo(
        title=finding(snapshot) or paper.title,
        author=author or _("Business manager"),
        subject=_subject(snapshot),
        marking=paper.marking,
        embargo=snapshot.embargo,
        draft=is_draft(snapshot),
        header_left=left,
        header_right=stands[:1].upper() + stands[1:],
        footer_left=_("Position at {moment}").format(moment=snapshot.position_at),
    )


def _subject(snapshot: Snapshot) -> str:
    questionnaire = snapshot.questionnaire
    about = f"{questionnaire.title} {questionnaire.ref}" if questionnaire else snapshot.paper.title
    if snapshot.meeting is None:
        return about
    return _("{about}, paper to the {forum}").format(about=about, forum=snapshot.meeting.forum)
