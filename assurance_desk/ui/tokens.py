"""The colours of both schemes, as plain values. Pages ask ``theme.ground()`` for them by name."""

from __future__ import annotations

from dataclasses import dataclass

Pair = tuple[str, str]
"""A ground and the ink that goes on it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One colour scheme. Every text colour is at least 4.5:1 on every ground it stands on, edges 3:1.

    ``rail``, ``canvas``, ``paper`` rise with attention: rail, lists and side panels, what is read.
    ``raised`` is for hover and quiet fills inside paper; ``line`` for hairlines; ``edge`` for the borders of
    fields and buttons; ``tint`` for the selection and linked words, ``tint_strong`` for the chosen link.
    ``chips`` are for delivery states only. ``heat`` runs from no gap to the widest.
    """

    name: str
    rail: str
    canvas: str
    paper: str
    raised: str
    line: str
    edge: str
    ink: str
    muted: str
    accent: str
    on_accent: str
    accent_down: str
    tint: str
    tint_strong: str
    chips: dict[str, Pair]
    heat: tuple[Pair, ...]
    warn: Pair
    late: str
    good: str


LIGHT = Ground(
    name="light",
    rail="#ECEAE4",
    canvas="#F6F5F2",
    paper="#FFFFFF",
    raised="#F1EFEA",
    line="#DEDBD4",
    edge="#8B877E",
    ink="#1F2328",
    muted="#5B6168",
    accent="#1D5B79",
    on_accent="#FFFFFF",
    accent_down="#164962",
    tint="#DFECF2",
    tint_strong="#B5D6E5",
    chips={
        "Blue": ("#DCE8F7", "#1B4B8F"),
        "Green": ("#DDF0E2", "#1B6B3A"),
        "Amber": ("#FBEBCB", "#8A5300"),
        "Red": ("#F9DEDC", "#A3211B"),
        "Grey": ("#E9E8E5", "#55595E"),
    },
    heat=(
        ("#FFFFFF", "#1F2328"),
        ("#F3E3C3", "#1F2328"),
        ("#E3B97C", "#1F2328"),
        ("#C9803F", "#1F2328"),
        ("#8F4317", "#FFFFFF"),
    ),
    warn=("#FBEBCB", "#8A5300"),
    late="#A3211B",
    good="#1B6B3A",
)
DARK = Ground(
    name="dark",
    rail="#141619",
    canvas="#191C20",
    paper="#22262B",
    raised="#2A2F35",
    line="#3A4048",
    edge="#79818B",
    ink="#E8E6E1",
    muted="#A9AFB6",
    accent="#7CC0DE",
    on_accent="#10222B",
    accent_down="#9AD0E8",
    tint="#213A47",
    tint_strong="#33637A",
    chips={
        "Blue": ("#1E3557", "#A9CBF5"),
        "Green": ("#1C3B28", "#9EDBB1"),
        "Amber": ("#46330F", "#F3CB7A"),
        "Red": ("#4A2120", "#F5AFA9"),
        "Grey": ("#363B41", "#C4C8CC"),
    },
    heat=(
        ("#22262B", "#E8E6E1"),
        ("#463A24", "#F4EBD9"),
        ("#6E5123", "#FFF6E6"),
        ("#B9803C", "#14110B"),
        ("#F0C78A", "#14110B"),
    ),
    warn=("#46330F", "#F3CB7A"),
    late="#F5AFA9",
    good="#9EDBB1",
)
