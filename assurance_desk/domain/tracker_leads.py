"""Which organisation a tracker's words for a lead agency mean: one on the register, a new one, or only words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questions.cells import bare

NEW, WORDS = "new", "words"
"""What may be said of words, beside the id of an organisation: make one of that name, or keep them as words."""
_SURE = 94


class Leads:
    """``organisations`` are those that may be given something to do. ``said``: bare words to ``NEW``, ``WORDS`` or an
    organisation's id. ``names``: bare further names to ids. ``refs``: references that are taken.
    """

    def __init__(
        self,
        organisations: Sequence[Organisation],
        said: Mapping[str, str],
        names: Mapping[str, str] | None = None,
        refs: frozenset[str] = frozenset(),
    ) -> None:
        self._organisations, self._said, self._refs = organisations, said, refs
        self._ids = {one.id for one in organisations}
        self._exact = {name: held for name, held in (names or {}).items() if held in self._ids}
        for one in organisations:
            self._exact.update({bare(name): one.id for name in (one.ref, one.short_name, one.name) if name})
        self._seen: dict[str, str | None] = {}
        self.made: list[Organisation] = []
        self.known: set[str] = set()
        self.unknown: set[str] = set()

    def guess(self, words: str) -> str | None:
        """The id of the organisation that is meant for sure; None where none is."""
        key = bare(words)
        if key in self._exact:
            return self._exact[key]
        near = {one.id for one in self._organisations if fuzz.token_sort_ratio(key, bare(one.name)) >= _SURE}
        return near.pop() if len(near) == 1 else None

    def meant(self, words: str) -> str:
        """``NEW``, ``WORDS`` or an id: as said, else as guessed."""
        said = self._said.get(bare(words), "")
        if said == WORDS or said in self._ids:
            return said
        return self.guess(words) or (NEW if said == NEW else WORDS)  # a new one of last time is there by now

    def find(self, words: str) -> str | None:
        """The id for an action's lead; a new organisation is made the first time its name is met."""
        key = bare(words)
        if key not in self._seen:
            self._seen[key] = self._found(words, key)
        return self._seen[key]

    def _found(self, words: str, key: str) -> str | None:
        meant = self.meant(words)
        if meant == WORDS:
            self.unknown.add(key)
            return None
        if meant != NEW:
            self.known.add(key)
            return meant
        made = Organisation(id=new_id(), ref=self._free_ref(), name=" ".join(words.split()))
        self.made.append(made)
        return made.id

    def _free_ref(self) -> str:
        taken = self._refs | {one.ref for one in (*self._organisations, *self.made)}
        return next(ref for ref in (f"O{number:02}" for number in range(1, 100_000)) if ref not in taken)
