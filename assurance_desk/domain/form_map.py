"""How an online form's columns were mapped to a questionnaire. Apart from what finds it: every opening loads this record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMap:
    """How one form's columns were mapped to a questionnaire: ``targets`` are keys, one for each of ``heads``."""

    id: str
    questionnaire_ref: str
    heads: tuple[str, ...]
    targets: tuple[str, ...]
