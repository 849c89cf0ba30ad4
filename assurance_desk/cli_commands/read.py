"""``read``: recommendations and responses out of a published document."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assurance_desk.cli_commands.base import Context, Result, opened
from assurance_desk.errors import DeskError
from assurance_desk.texts import _, later

if TYPE_CHECKING:
    from assurance_desk.domain.reviews import Review
    from assurance_desk.services.published import Incoming

NAME = "read"
HELP = later("take recommendations and responses out of a published document")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workbook", metavar="WORKBOOK", help=_("the workbook they go into"))
    parser.add_argument(
        "files", metavar="FILE", nargs="+", help=_("a published response: .docx, .pdf, .txt or .md")
    )
    parser.add_argument("--review", metavar="TITLE", default="", help=_("the review’s title on the register"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be kept, and keep nothing"))


def run(args: argparse.Namespace, context: Context) -> Result:
    """Every file is read and checked before the first is kept; each is one step.

    Raises:
        DeskError: a file cannot be read, holds no recommendation, or is on the register already.
    """
    from assurance_desk.services import published

    if args.review and len(args.files) > 1:
        raise DeskError(_("--review names one review; nothing was kept. Give one file with it."))
    with opened(args.workbook, context, read_only=args.dry_run) as desk:
        incoming = [published.read_file(Path(name)) for name in args.files]
        for one in incoming:
            published.check_new(desk, one, args.review)
        if args.dry_run:
            reviews = [published.proposed_review(desk, one, args.review) for one in incoming]
        else:
            reviews = [published.take_in(desk, one, review_title=args.review) for one in incoming]
    documents = [_document(review, one) for review, one in zip(reviews, incoming, strict=True)]
    words = [
        _words(review, one, kept=not args.dry_run) for review, one in zip(reviews, incoming, strict=True)
    ]
    found: dict[str, object] = dict(documents[0])
    if len(documents) > 1:
        found = {
            "review": documents[0]["review"],
            "recommendations": [one for document in documents for one in document["recommendations"]],
            "unrecognised": [one for document in documents for one in document["unrecognised"]],
            "documents": documents,
        }
    return Result(json={**found, "kept": not args.dry_run}, text="\n\n".join(words))


def _document(review: Review, incoming: Incoming) -> dict[str, Any]:
    published = incoming.published
    return {
        "review": {
            "ref": review.ref,
            "title": review.title,
            "pseudonym": review.pseudonym,
            "kind": review.kind,
            "context": published.context,
            "source": incoming.name,
            "sha256": review.source_sha256,
        },
        "recommendations": [
            {
                "number": one.number,
                "text": one.text,
                "response": one.response,
                "heading": one.heading,
                "responses": [{"heading": answer.heading, "text": answer.text} for answer in one.responses],
            }
            for one in published.recommendations
        ],
        "unrecognised": [
            {"text": one.text, "place": one.place, "why": one.why} for one in published.unrecognised
        ],
        "notes": [*incoming.notes, *published.notes],
    }


def _words(review: Review, incoming: Incoming, *, kept: bool) -> str:
    from assurance_desk.domain.wording import shortened, what_was_read

    published = incoming.published
    responses = sum(len(one.responses) for one in published.recommendations)
    counted = what_was_read(len(published.recommendations), responses, len(published.unrecognised))
    lines = [
        f"{review.ref}  {review.title}",
        counted + (_("; kept.") if kept else _("; nothing kept (--dry-run).")),
    ]
    lines += [f"  {one.number}. {shortened(one.text, 90)}" for one in published.recommendations]
    lines += [
        _("  Not placed, {place}: {text} ({why})").format(
            place=one.place, text=shortened(one.text, 90), why=one.why
        )
        for one in published.unrecognised
    ]
    lines += [f"  {note}" for note in (*incoming.notes, *published.notes)]
    return "\n".join(lines)
