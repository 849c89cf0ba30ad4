"""Scales in use among safeguarding partners, each from best to worst, with what a level means where that is settled."""

from __future__ import annotations

from dataclasses import dataclass

from assurance_desk.domain.questions import GRADES, NOT_APPLICABLE
from assurance_desk.texts import later


@dataclass(frozen=True, slots=True)
class Scale:
    """``levels`` from best to worst; ``meanings`` as many, or none. They become a question's own and are edited there.

    The words are content of a questionnaire and stay as they are in any language of the window.
    """

    name: str
    levels: tuple[str, ...]
    meanings: tuple[str, ...] = ()


SCALES: tuple[Scale, ...] = (
    Scale(
        later("Fully met to Not met"),
        GRADES,
        (
            "In place everywhere, and we can show that it works.",
            "In place, with small gaps that we know and are closing.",
            "Begun, or in place in some services only.",
            "Not in place.",
            "Does not concern us; please say why.",
        ),
    ),
    Scale(
        later("Red, amber, green"),
        ("Green", "Amber", "Red"),
        (
            "In place, used and checked; evidence is held.",
            "Partly in place, with a dated plan for the rest.",
            "Not in place, or we cannot show that it is.",
        ),
    ),
    Scale(
        later("Inspection grades, 1 to 4"),
        ("1 Outstanding", "2 Good", "3 Requires improvement", "4 Inadequate"),
        (
            "Practice is consistently strong and makes a clear difference for children.",
            "Practice is effective; children are helped and protected.",
            "Children are not at immediate risk, but practice is not yet good.",
            "There are serious weaknesses that leave children at risk.",
        ),
    ),
    Scale(
        later("0 to 3, scored and moderated"),
        ("3", "2", "1", "0"),
        (
            "Fully in place, with evidence of effect.",
            "In place; evidence of effect is still thin.",
            "Planned or begun.",
            "Nothing in place.",
        ),
    ),
    Scale(
        later("5 to 1"),
        ("5", "4", "3", "2", "1"),
        (
            "Excellent: others could learn from it.",
            "Good: works well, little to improve.",
            "Adequate: does what is needed, no more.",
            "Weak: works in places only.",
            "Poor: does not work.",
        ),
    ),
    Scale(later("Met or not"), ("Met", "Not met", NOT_APPLICABLE)),
)


def scale_named(levels: tuple[str, ...]) -> str:
    """What a scale with these levels is called, in English; "" where it is none of these."""
    return next((scale.name for scale in SCALES if scale.levels == levels), "")
