"""700 schools and a questionnaire of 40 questions: issued with a draft each, sent, taken in, charted.

In the real window: what each page takes to be shown for the first time, and again after one thing was done on it; how
the window answers while the worker writes and reads. Beside openpyxl only loading files of the same round.
"""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

SCHOOLS, QUESTIONS = 700, 40
FILLED = 40
"""Copies filled in through openpyxl, each with answers of its own; the others are these under their own codes."""
LOADED = 60
ISSUED, CAME = date(2019, 2, 4), date(2019, 3, 18)
LOAD = """
import sys, time
from pathlib import Path
from openpyxl import load_workbook
started = time.perf_counter()
for path in sys.argv[1:]:
    load_workbook(Path(path))
print(time.perf_counter() - started)
"""


@dataclass(frozen=True)
class Timed:
    """Seconds by the clock, and of this process's CPU: on a busy machine they differ."""

    what: str
    seconds: float
    cpu: float


# ------------------------------------------------------------------ the workbook


def build(workbook: Path) -> None:
    """Every school with a head to write to, and the questionnaire as a draft."""
    from assurance_desk.clock import Clock
    from assurance_desk.services import files
    from assurance_desk.store import rows

    desk = files.create(workbook, Clock(ISSUED))
    with desk.step("Add schools"):
        rows.put(desk.db, questionnaire())
        rows.put_many(desk.db, _schools())
    files.stand_on(desk, ISSUED)
    desk.close()


def questionnaire() -> Any:
    """The library's Section 11 return, and as many questions more as it wants of 40."""
    from assurance_desk.domain.questionnaire import Question
    from assurance_desk.services.questionnaire_library import take_down

    asked = take_down("section_11")
    wanting = range(1, QUESTIONS - len(asked.questions()) + 1)
    more = [
        Question(ref=f"Z{n}", text=f"Is there a deputy, {n}?", kind="yes_no", comment=False) for n in wanting
    ]
    last = asked.sections[-1]
    sections = (*asked.sections[:-1], replace(last, questions=(*last.questions, *more)))
    return replace(asked, id="s11", due_on=date(2019, 3, 15), sections=sections)


def _schools() -> Iterator[Any]:
    from assurance_desk.domain.organisations import Contact, Organisation

    for number in range(1, SCHOOLS + 1):
        school = f"s{number}"
        name = f"{('St Mary', 'Holm', 'Priory', 'Tern Valley', 'Quay')[number % 5]} {number} Primary School"
        yield Organisation(id=school, ref=f"S{number:03}", name=name, kind="school")
        yield Contact(
            id=f"c{number}", organisation_id=school, role="Headteacher", name=f"Head {number}",
            email=f"head{number}@school{number}.example", confirmed_on=ISSUED if number % 3 else None,
        )  # fmt: skip


# ------------------------------------------------------------------ the returned files


def fill_in(number: int, path: Path) -> None:
    """Each its own answers, typed as a respondent would."""
    from openpyxl import load_workbook

    from tests.make_sample.fill import fill

    asked = questionnaire()
    book = load_workbook(path)
    fill(book, asked, dict(_answers(asked, number)))
    book.save(path)


def _answers(asked: Any, number: int) -> Iterator[tuple[Any, str]]:
    from assurance_desk.domain.questions import slots_of

    for question in asked.questions():
        if question.prefill:
            continue
        for at, (slot, rule) in enumerate(slots_of(question)):
            most = "20" if number % 10 else "2"  # one school in ten: more in date than need to be
            if said := most if slot.column == "need" else _said(rule, number + at):
                yield slot, said


def _said(rule: Any, number: int) -> str:
    if rule.choices:
        return "Yes" if "Yes" in rule.choices else str(rule.choices[number % min(3, len(rule.choices))])
    if rule.kind in ("whole", "whole_or"):
        return str(3 + number % 9)
    if rule.kind == "date":
        return "2019-03-01"
    if rule.kind == "month":
        return "2019-02"
    return f"Agreed with the governors and looked at again each term ({number})." if number % 4 else ""


def vary(source: Path, own: dict[str, str], path: Path) -> None:
    """A filled copy under another school's name, reference and code, its parts otherwise byte for byte."""
    with (
        zipfile.ZipFile(source) as filled,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out,
    ):
        for part in filled.infolist():
            data = filled.read(part)
            if part.filename.endswith(".xml"):
                text = data.decode()
                for there, here in own.items():
                    text = text.replace(there, here)
                data = text.encode()
            out.writestr(part.filename, data)


def fill_all(folder: Path, records: list[Any]) -> list[Path]:
    """Every copy of the folder filled in; ``records`` are their returns, in order."""
    paths = {one.ref: next(folder.glob(f"* {one.ref} *.xlsx")) for one in records}
    first = records[:FILLED]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.starmap(fill_in, [(at, paths[one.ref]) for at, one in enumerate(first)])
    for at, one in enumerate(records[FILLED:]):
        source = first[at % FILLED]
        vary(
            paths[source.ref],
            {source.name: one.name, source.code: one.code, source.ref: one.ref},
            paths[one.ref],
        )
    return [paths[one.ref] for one in records]


def openpyxl_seconds(paths: list[Path]) -> float:
    """A file, loaded and nothing more."""
    named = [str(path) for path in paths[:: len(paths) // LOADED][:LOADED]]
    run = subprocess.run([sys.executable, "-c", LOAD, *named], capture_output=True, text=True, check=True)
    return float(run.stdout) / len(named)


# ------------------------------------------------------------------ in the window


class Watch:
    """Times what is done in the window until it is painted."""

    def __init__(self, window: Any) -> None:
        from assurance_desk import app

        self.held, self.window = app.application(), window
        self.found: list[Timed] = []

    def time(self, what: str, work: Callable[[], object]) -> None:
        started, cpu = time.perf_counter(), time.process_time()
        work()
        self.held.processEvents()
        self.window.frame.page.repaint()
        self.found.append(Timed(what, time.perf_counter() - started, time.process_time() - cpu))
        self.settle()

    def settle(self) -> None:
        for _turn in range(5):
            self.held.processEvents()

    def job(self, what: str, kept: str, begin: Callable[[], object]) -> float:
        """What a job does to the window: begun, the slowest turn while it runs, and what is kept of it at its end.

        Gives the seconds from beginning to end.
        """
        begun = time.perf_counter()
        self.time(f"{what}: begun", begin)
        jobs, turns = self.window.shell.jobs, [Timed("", 0, 0)]
        while jobs.busy:
            started, cpu = time.perf_counter(), time.process_time()
            self.held.processEvents()
            self.window.frame.page.repaint()
            turns.append(Timed("", time.perf_counter() - started, time.process_time() - cpu))
            time.sleep(0.005)
        slowest = max(turns[:-1], key=lambda one: one.seconds)
        self.found.append(replace(slowest, what=f"{what}: the window meanwhile"))
        self.found.append(replace(turns[-1], what=kept))
        self.settle()
        return time.perf_counter() - begun


@dataclass(frozen=True)
class Round:
    """``pages``: each thing done in the window; seconds of 700 copies issued and taken in; openpyxl's for a file."""

    pages: tuple[Timed, ...]
    issuing: float
    taking: float
    openpyxl: float


def measure(scratch: Path) -> Round:
    workbook, folder = scratch / "schools.assurance", scratch / "copies"
    folder.mkdir()
    making = multiprocessing.get_context("spawn").Process(target=build, args=(workbook,))
    making.start()
    making.join()
    assert making.exitcode == 0, "the workbook was not built"
    issued, issuing = _issue(workbook, folder)
    paths = fill_all(folder, _records(workbook))
    came, taking = _take_in(workbook, paths)
    return Round((*issued, *came, *_chart(workbook)), issuing, taking, openpyxl_seconds(paths))


def _records(workbook: Path) -> list[Any]:
    from assurance_desk.clock import Clock
    from assurance_desk.domain.returns import Return
    from assurance_desk.services import files
    from assurance_desk.store import rows

    desk = files.open_desk(workbook, Clock(ISSUED))
    found = rows.find(desk.db, Return)
    desk.close()
    assert len(found) == SCHOOLS
    return found


@contextmanager
def _window(workbook: Path, day: date) -> Iterator[Watch]:
    """The real window on it, as a moment after opening: the pages' modules are loaded, their pages not made."""
    from assurance_desk import app
    from assurance_desk.clock import Clock
    from assurance_desk.ui.main_window import MainWindow

    held = app.application()
    window = MainWindow(Clock(day))
    assert window.open_path(workbook)
    window.resize(1366, 697)
    window.show()
    held.processEvents()
    window.frame.refresh_badges()
    while not window.shell.desk.words.whole:
        held.processEvents()
    watch = Watch(window)
    watch.settle()
    try:
        yield watch
    finally:
        window.close()
        watch.settle()


def _issue(workbook: Path, folder: Path) -> tuple[list[Timed], float]:
    with _window(workbook, ISSUED) as watch:
        window = watch.window
        watch.time("Organisations, 700 of them", lambda: window.go("Organisations"))
        watch.time("Questionnaires, a draft", lambda: window.go("Questionnaires"))
        page = window.frame.page
        detail, whom = page.detail, page.detail.recipients
        watch.time("Who is asked, 700 copies", lambda: detail.show_part("organisations"))
        watch.time("One tick taken away", lambda: whom.list.set_ticked(["S007"], on=False))
        watch.time("All ticked", whom.all.click)
        window.shell.ask_folder = lambda _title: folder
        seconds = watch.job("Issuing with drafts", "700 returns kept, files in place", page.issue)
        assert len(list(folder.glob("*.eml"))) == SCHOOLS, "the drafts were not made"
        whom.list.choose(["S007"])
        watch.settle()
        watch.time("One marked as sent", whom.strip.buttons["sent"].click)
        watch.time("The others marked as sent", whom.waiting.sent.click)
        watch.time("The cover, with a message", lambda: detail.show_part("cover"))
        return watch.found, seconds


def _take_in(workbook: Path, paths: list[Path]) -> tuple[list[Timed], float]:
    with _window(workbook, CAME) as watch:
        watch.time("Returns, nothing back yet", lambda: watch.window.go("Returns"))
        page = watch.window.frame.page
        watch.time("Replies, nobody has replied", lambda: page.show_part("replies"))
        page.show_part("tray")
        seconds = watch.job("Reading 700 files", "700 files in the tray", lambda: page.import_files(paths))
        seconds += watch.job("Taking in all that is sure", "79,000 answers kept", page.tray.take_in_all)
        taken = watch.window.shell.desk.db.execute("SELECT count(*) FROM answer").fetchone()[0]
        assert taken > SCHOOLS * QUESTIONS, f"only {taken} answers were taken in"
        return watch.found, seconds


def _chart(workbook: Path) -> list[Timed]:
    with _window(workbook, CAME) as watch:
        window = watch.window
        from assurance_desk.ui.pages_list import PAGES

        for entry in PAGES[1:]:
            watch.time(f"{entry.name}, shown", lambda name=entry.name: window.go(name))
        watch.time("Returns, gone back to", lambda: window.go("Returns"))
        page = window.frame.page
        watch.time("Another return chosen", lambda: page.show_record(page.tray.lines[300].id))
        for part in ("replies", "moderation"):
            watch.time(f"{part.title()}, shown", lambda part=part: page.show_part(part))
        watch.time("One score agreed", page.part.stage.agree)
        assert sum(one.settled for one in page.part.returns) == 1, "the score was not agreed"
        page.show_part("tray")
        watch.time("Home, gone back to", lambda: window.go("Home"))
        window.go("Gaps")
        gaps = window.frame.page
        for at in range(1, gaps._tabs.count()):
            tab = gaps._tabs.itemAt(at).widget()
            if hasattr(tab, "click"):
                watch.time(f"Gaps, {tab.text()}", tab.click)
        watch.time("Questionnaires, gone back to", lambda: window.go("Questionnaires"))
        detail = window.frame.page.detail
        watch.time("Who was asked, 700 returned", lambda: detail.show_part("organisations"))
        return watch.found
