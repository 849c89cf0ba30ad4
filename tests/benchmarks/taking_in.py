"""200 different filled returns, from files to answers kept, against openpyxl only loading the same files.

The window is open on the workbook meanwhile, so that memory is counted as the user's computer would.
"""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.benchmarks import workload

RETURNS = 200
LOAD = """
import sys, time
from pathlib import Path
from openpyxl import load_workbook
started = time.perf_counter()
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    load_workbook(path)
print(time.perf_counter() - started)
"""


@dataclass(frozen=True)
class Found:
    """Seconds for ours and for openpyxl, answers taken, the most bytes (PSS) our processes held together."""

    ours: float
    openpyxl: float
    answers: int
    memory: int


def measure(scratch: Path) -> Found:
    workbook, folder = scratch / "returns.assurance", scratch / "returns"
    folder.mkdir()
    # Made by processes of their own: what they load must not count as ours.
    spawn = multiprocessing.get_context("spawn")
    making = spawn.Process(target=issue, args=(workbook, folder))
    making.start()
    making.join()
    files = sorted(folder.glob("*.xlsx"))
    assert len(files) == RETURNS, "the questionnaires were not issued"
    with spawn.Pool(2) as pool:
        pool.starmap(fill_in, list(enumerate(files)))
    ours, answers, memory = take_in(workbook, files)
    loading = subprocess.run(
        [sys.executable, "-c", LOAD, str(folder)], capture_output=True, text=True, check=True
    )
    return Found(ours, float(loading.stdout), answers, memory)


def issue(workbook: Path, folder: Path) -> None:
    from assurance_desk.clock import Clock
    from assurance_desk.domain.ids import new_id
    from assurance_desk.domain.organisations import Organisation
    from assurance_desk.services import files, issuing
    from assurance_desk.store import rows

    desk = files.create(workbook, Clock(date(2019, 2, 4)))
    with desk.step("Add organisations"):
        rows.put(desk.db, workload.questionnaire())
        rows.put_many(
            desk.db,
            (
                Organisation(id=new_id(), ref=f"O{number:03}", name=f"Housing provider {number}")
                for number in range(1, RETURNS + 1)
            ),
        )
    issuing.issue(desk, "HTG-2019", folder)
    desk.close()


def fill_in(number: int, path: Path) -> None:
    """Each its own answers: another respondent's, with its own words in every long one."""
    from openpyxl import load_workbook

    from assurance_desk.services import sample_data
    from tests.make_sample.fill import fill

    asked = workload.questionnaire()
    answers = sample_data.answers_of(("O01", "O05", "O06a", "O08", "O09", "O12")[number % 6], asked)
    own = {slot: f"{value} ({number})" if len(value) > 40 else value for slot, value in answers.items()}
    book = load_workbook(path)
    fill(book, asked, own)
    book.save(path)


def take_in(workbook: Path, paths: list[Path]) -> tuple[float, int, int]:
    from assurance_desk import app
    from assurance_desk.clock import Clock
    from assurance_desk.services.returns_import import import_files
    from assurance_desk.ui.main_window import MainWindow

    held = app.application()
    window = MainWindow(Clock(date(2019, 3, 18)))
    assert window.open_path(workbook)
    window.show()
    held.processEvents()
    with most_memory() as most:
        started = time.perf_counter()
        done = import_files(window.shell.desk, paths, take=True)
        seconds = time.perf_counter() - started
    refused = [one.message for one in done if one.status == "refused"]
    assert not refused, refused[0]
    window.close()
    return seconds, sum(one.record.found for one in done), most[0]


@contextmanager
def most_memory() -> Iterator[list[int]]:
    """The most that this process and its children held together, looked at four times a second.

    Looking costs some 10 ms a process: more often, and it would be a tenth of what is timed.
    """
    import psutil

    me, most, done = psutil.Process(), [0], threading.Event()

    def look() -> None:
        while not done.wait(0.25):
            held = 0
            for process in (me, *me.children(recursive=True)):
                try:
                    held += process.memory_full_info().pss
                except psutil.NoSuchProcess:
                    continue
            most[0] = max(most[0], held)

    watch = threading.Thread(target=look)
    watch.start()
    try:
        yield most
    finally:
        done.set()
        watch.join()
