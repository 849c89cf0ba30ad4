"""The register and the actions leave the window as Excel files."""

from __future__ import annotations

import zipfile

import pytest

from assurance_desk.services import sample_register
from assurance_desk.ui.pages.actions_page import ActionsPage
from assurance_desk.ui.pages.register import RegisterPage


@pytest.mark.parametrize(("kind", "words"), [(ActionsPage, "Housing Conference"), (RegisterPage, "HOUSING")])
def test_a_page_saves_what_it_holds(kind, words, qtbot, shell, desk, tmp_path):
    sample_register.add_organisations(desk)
    sample_register.add_review(desk)
    page = kind(shell)
    qtbot.addWidget(page)
    page.refresh(None)
    target = tmp_path / "out.xlsx"
    shell.ask_save = lambda *_asked: target
    next(one for one in page.commands() if one.words == "Save as Excel…").run()
    qtbot.waitUntil(lambda: target.exists() and not shell.jobs.busy, timeout=20_000)
    with zipfile.ZipFile(target) as book:
        everything = b"".join(book.read(name) for name in book.namelist()).decode("utf-8", "replace")
    assert words.casefold() in everything.casefold()


def test_with_nothing_to_save_it_says_so(qtbot, shell, desk):
    page = ActionsPage(shell)
    qtbot.addWidget(page)
    page.refresh(None)
    with qtbot.waitSignal(shell.refused) as refused:
        next(one for one in page.commands() if one.words == "Save as Excel…").run()
    assert "holds no review yet" in refused.args[0]
