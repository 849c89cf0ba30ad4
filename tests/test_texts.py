"""Every sentence is translated when it is shown, not when its module loads: the language is chosen after that."""

from __future__ import annotations

import ast
import gettext
from collections.abc import Iterator
from pathlib import Path

import pytest

import assurance_desk
from assurance_desk import texts
from assurance_desk.services import papers

PACKAGE = Path(assurance_desk.__file__).parent


class Shouted(gettext.NullTranslations):
    """A language in which everything is said loudly."""

    def gettext(self, message: str) -> str:
        return message.upper()


@pytest.fixture
def shouted() -> Iterator[None]:
    texts.use(Shouted())
    yield
    texts.use(gettext.NullTranslations())


def test_no_word_is_translated_while_a_module_loads() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}, line {line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in at_load(ast.parse(path.read_text("utf-8")))
    ]
    assert found == [], "mark it with later(…), and say _(…) where it is shown"


def test_the_look_for_such_words_sees_tables_classes_and_defaults_but_not_functions() -> None:
    source = (
        'A = {1: _("x")}\n'
        'class B:\n    c = _("x")\n    def d(self, e=_("x")):\n        return _("not this")\n'
        'f = lambda: plural("nor", "this", 2)\n'
    )
    assert list(at_load(ast.parse(source))) == [1, 3, 4]


def test_the_words_of_tables_follow_the_language_chosen_after_they_were_made(shouted: None) -> None:
    assert ("why", "WHY WE ASKED") in papers.sections()
    assert texts._(papers.FIELDS["marking"]) == "MARKING"


def at_load(node: ast.AST) -> Iterator[int]:
    """Lines on which a text is translated while the module is loaded."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            defaults = [*child.args.defaults, *(one for one in child.args.kw_defaults if one)]
            for default in defaults:
                yield from at_load(ast.Expr(default))
            continue
        called = child.func if isinstance(child, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in ("_", "plural"):
            yield called.lineno
        yield from at_load(child)
