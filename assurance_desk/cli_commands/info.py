"""``info``: what a workbook holds. Reads a copy, so that it works while another has the file open."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from assurance_desk.cli_commands.base import Context, Result, opened
from assurance_desk.texts import _, later, plural

if TYPE_CHECKING:
    from assurance_desk.services.info import QuestionnaireInfo, ReviewInfo, WorkbookInfo

NAME = "info"
HELP = later("say what a workbook holds")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "workbook", metavar="WORKBOOK", help=_("the workbook to look into; it is not changed")
    )


def run(args: argparse.Namespace, context: Context) -> Result:
    from assurance_desk.services import info

    with opened(args.workbook, context, read_only=True) as desk:
        found = info.read(desk)
        path = str(desk.path.absolute())
    return Result(json={"workbook": path, **_json(found)}, text="\n".join([path, *_lines(found)]))


def _json(found: WorkbookInfo) -> dict[str, object]:
    return {
        "schema": found.schema,
        "sqlite": found.sqlite,
        "encrypted": False,
        "organisations": [{"ref": one.ref, "name": one.name} for one in found.organisations],
        "reviews": [_review_json(one) for one in found.reviews],
        "questionnaires": [_questionnaire_json(one) for one in found.questionnaires],
        "updates": [
            {
                "ref": one.request.ref,
                "asked": one.request.asked_on.isoformat(),
                "due": one.request.due_on.isoformat() if one.request.due_on else None,
                "organisations": one.asked,
                "not_answered": list(one.silent),
            }
            for one in found.updates
        ],
        "counts": found.counts,
    }


def _review_json(one: ReviewInfo) -> dict[str, object]:
    return {
        "ref": one.review.ref,
        "title": one.review.title,
        "recommendations": [
            {"ref": each.recommendation.ref, "text": each.recommendation.text, "response": each.response}
            for each in one.recommendations
        ],
    }


def _questionnaire_json(one: QuestionnaireInfo) -> dict[str, object]:
    return {
        "ref": one.questionnaire.ref,
        "version": one.questionnaire.version,
        "title": one.questionnaire.title,
        "questions": [
            {"ref": question.ref, "type": question.kind, "text": question.text}
            for section in one.questionnaire.sections
            for question in section.questions
        ],
        "returns": {
            "issued": one.returns.copies,
            "asked": one.returns.asked,
            "received": one.returns.came,
            "taken": one.returns.taken,
            "declined": one.returns.declined,
            "exempt": one.returns.exempt,
        },
    }


def _lines(found: WorkbookInfo) -> list[str]:
    lines = [
        plural("{n} organisation", "{n} organisations", len(found.organisations)),
        plural("{n} review", "{n} reviews", len(found.reviews)),
    ]
    for one in found.reviews:
        number = plural("{n} recommendation", "{n} recommendations", len(one.recommendations))
        lines.append(f"  {one.review.ref}  {one.review.title}: {number}")
    lines.append(plural("{n} questionnaire", "{n} questionnaires", len(found.questionnaires)))
    lines += [
        f"  {each.questionnaire.ref} {each.questionnaire.version}: {_returns(each)}"
        for each in found.questionnaires
    ]
    for asked in found.updates:
        words = _("  {ref}: updates asked of {n}, {came} answered")
        lines.append(words.format(ref=asked.request.ref, n=asked.asked, came=asked.asked - len(asked.silent)))
    lines.append(plural("{n} action", "{n} actions", found.counts["action"]))
    lines.append(plural("{n} step in the history", "{n} steps in the history", found.counts["step"]))
    lines.append(_("Schema {schema}, SQLite {sqlite}").format(schema=found.schema, sqlite=found.sqlite))
    return lines


def _returns(each: QuestionnaireInfo) -> str:
    """14 issued, 13 of 14 returns came, 12 taken in, 1 declined."""
    from assurance_desk.domain.gaps_words import came_words

    found = each.returns
    if not found.copies:
        return _("not issued")
    issued = _("{n} issued").format(n=found.copies)
    parts = [
        issued,
        came_words(found.came, found.asked),
        _("{n} taken in").format(n=found.taken),
        _("{n} declined").format(n=found.declined) if found.declined else "",
        _("{n} exempt").format(n=found.exempt) if found.exempt else "",
    ]
    return ", ".join(part for part in parts if part)
