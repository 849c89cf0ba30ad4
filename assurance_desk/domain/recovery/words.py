"""Bare words for comparing, remembered: a questionnaire says the same few hundred things in every file."""

from __future__ import annotations

from functools import lru_cache

from assurance_desk.domain.questions import cells

bare = lru_cache(maxsize=8192)(cells.bare)
"""``cells.bare``: one space between words, no capitals, nothing invisible."""
