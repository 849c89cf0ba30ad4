"""What a cell to fill takes, explained in plain words before and after a wrong entry."""

from __future__ import annotations

from typing import assert_never

from openpyxl.worksheet.datavalidation import DataValidation

from assurance_desk.domain.questions import NOT_APPLICABLE, CellRule
from assurance_desk.domain.questions.read_date import FIRST_YEAR, LAST_YEAR
from assurance_desk.domain.questions.read_number import MOST
from assurance_desk.domain.sheet_layout import STILL_HEAD, STILL_RULE
from assurance_desk.texts import _

PROMPT_LENGTH, ERROR_LENGTH, TITLE_LENGTH = 255, 225, 32
"""Excel drops a validation whose texts are longer."""


def validation(rule: CellRule, lists: dict[tuple[str, ...], str], first: str) -> DataValidation | None:
    """``lists`` gives each list's range; ``first`` is the address a formula is written for. None for free text."""
    match rule.kind:
        case "text":
            return None
        case "choice":
            made = _choice(rule, lists[rule.choices])
        case "whole":
            made = _whole()
        case "whole_or":
            made = _whole_or(rule.word, first)
        case "date" | "month":
            made = _day(rule)
        case _:
            assert_never(rule.kind)
    made.prompt = (rule.prompt or made.prompt or "")[:PROMPT_LENGTH]
    made.error = (made.error or "")[:ERROR_LENGTH]
    made.allow_blank = made.showErrorMessage = made.showInputMessage = True
    made.errorStyle = "stop"
    return made


def _choice(rule: CellRule, where: str) -> DataValidation:
    made = DataValidation("list", formula1=where)
    if rule == STILL_RULE:
        return _still(made)
    made.promptTitle = _("Choose from the list")
    made.prompt = _("Press Alt and the down arrow to open it, or click the arrow.")
    if NOT_APPLICABLE in rule.choices:
        made.prompt += " " + _("If you choose Not applicable, say why under Comment.")
    made.errorTitle = _("Not one of the choices")
    made.error = _(
        "Please choose one of the answers in the list. If none fits, leave this blank and tell us why under Comment."
    )
    if len(rule.choices) == 1:
        made.error = _("Please choose Yes, or leave this blank.")
    return made


def _still(made: DataValidation) -> DataValidation:
    made.promptTitle = STILL_HEAD
    made.prompt = _(
        "The answers in this row are those you gave last time. If they are still right, choose so. If not, type over "
        "them, or choose Changed."
    )
    made.errorTitle = _("Not one of the choices")
    made.error = _("Please choose one of the answers in the list.")
    return made


def _whole() -> DataValidation:
    made = DataValidation("whole", operator="between", formula1="0", formula2=str(MOST))
    made.promptTitle = _("A whole number")
    made.prompt = _(
        "Type digits only, such as 12. Type 0 for none. If you do not know, leave it blank and say why under Comment."
    )
    made.errorTitle = _("Whole numbers only")
    made.error = _(
        "Please type digits only, such as 12, or 0 for none. Anything else you want to say, such as “about 12”, "
        "goes under Comment."
    )
    return made


def _whole_or(word: str, first: str) -> DataValidation:
    asked = word.replace('"', '""').lower()
    made = DataValidation(
        "custom",
        formula1=f'OR(AND(ISNUMBER({first}),{first}>=0,{first}=INT({first})),LOWER(TRIM({first}))="{asked}")',
    )
    made.promptTitle = _("A whole number")
    made.prompt = _("Type digits only, such as 12. Type 0 for none. If you cannot say, type: {word}").format(
        word=word
    )
    made.errorTitle = _("A number, or words")
    made.error = _("Please type digits only, such as 12, or the words: {word}").format(word=word)
    return made


def _day(rule: CellRule) -> DataValidation:
    made = DataValidation(
        "date",
        operator="between",
        formula1=f"DATE({FIRST_YEAR},1,1)",
        formula2=f"DATE({LAST_YEAR},12,31)",
    )
    if rule.kind == "month":
        made.promptTitle = _("Month and year")
        made.prompt = _("Such as 11/2018. If that is refused, type the first of the month: 01/11/2018")
        made.error = _(
            "Please type month and year, such as 11/2018, or the first of the month, such as 01/11/2018."
        )
    else:
        made.promptTitle = _("A date")
        made.prompt = _("Day, month, year: such as 18/03/2019")
        made.error = _(
            "Please type day, month and year, such as 18/03/2019. If you only know the month, use the first of the month."
        )
    made.errorTitle = _("Not a date we can read")
    return made


def number_format(rule: CellRule, *, in_grid: bool) -> str:
    """Text cells keep "- new guidance" and "001" as typed; ``_0`` pads figures from a grid's edge."""
    match rule.kind:
        case "text":
            return "@"
        case "choice":
            return "General"
        case "whole" | "whole_or":
            return "#,##0_0" if in_grid else "#,##0"
        case "date":
            return "dd/mm/yyyy"
        case "month":
            return "mm/yyyy"
        case _:
            assert_never(rule.kind)
