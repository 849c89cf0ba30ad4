"""All budgets in one run, as ratios against an anchor of the same run where the budget names one.

    .venv/bin/python -m tests.benchmarks

Ends with status 1 if a budget is not met. Close other programs first: the times are the machine's.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # no user has it: one of the check tools brings it


@dataclass(frozen=True)
class Line:
    what: str
    measured: float
    budget: float
    unit: str
    note: str

    @property
    def met(self) -> bool:
        return self.measured <= self.budget

    def on(self, slowness: float) -> Line:
        """On a machine slower than the one its budget was set on, a budget in ms grows as much, and says so."""
        if self.unit != "ms" or slowness <= 1:
            return self
        note = f"{self.note}; {self.budget:g} ms × {slowness:.2f}, as this machine is slower"
        return replace(self, budget=self.budget * slowness, note=note)


def first_paint(workbook: Path, _scratch: Path) -> Iterator[Line]:
    from tests.benchmarks import first_paint as part

    ours, bare = part.measure(workbook)
    note = f"{ours * 1000:.0f} ms against {bare * 1000:.0f} ms"
    yield Line("First paint, against a bare window", ours / bare, 3, "×", note)


def gap_matrix(workbook: Path, _scratch: Path) -> Iterator[Line]:
    from tests.benchmarks import gap_matrix as part

    ours, raw = part.measure(workbook)
    note = f"median of 9; {ours / raw:.1f} × only reading the same rows, {raw * 1000:.0f} ms"
    yield Line("Gap matrix of 300 returns", ours * 1000, 100, "ms", note)


def edit(workbook: Path, scratch: Path) -> Iterator[Line]:
    from tests.benchmarks import floors
    from tests.benchmarks import window as part

    found = part.edit_seconds(workbook)
    ours, floor = part.typical(found), floors.commit_seconds(scratch) + floors.table_seconds()
    note = (
        f"2,000 actions; 95th of 100 {part.worst(found) * 1000:.0f} ms; "
        f"{ours / floor:.1f} × a bare commit and a bare table's repaint, {floor * 1000:.1f} ms"
    )
    yield Line("An edit, from key to kept and shown", ours * 1000, 30, "ms", note)


def repaint(workbook: Path, _scratch: Path) -> Iterator[Line]:
    from tests.benchmarks import window as part

    found, rest = part.repaint_seconds(workbook)
    ours, floor = part.worst(found), part.worst(rest)
    note = (
        f"{len(found)} repaints; typical {part.typical(found) * 1000:.0f} ms; "
        f"{ours / floor:.1f} × the same at rest, {floor * 1000:.1f} ms"
    )
    yield Line("A table's repaint while a paper is built", ours * 1000, 20, "ms", note)


def taking_in(_workbook: Path, scratch: Path) -> Iterator[Line]:
    from tests.benchmarks import taking_in as part

    found = part.measure(scratch)
    note = f"{found.ours:.1f} s against {found.openpyxl:.1f} s; {found.answers:,} answers"
    yield Line("200 returns taken in, against openpyxl loading", found.ours / found.openpyxl, 0.5, "×", note)
    yield Line(
        "Memory of window-side and worker together",
        found.memory / 1e6,
        300,
        "MB",
        "the most at any time, PSS",
    )


def dropped(_workbook: Path, scratch: Path) -> Iterator[Line]:
    from tests.benchmarks import dropped as part

    found = part.measure(scratch)
    beside = f"openpyxl only loads them in {found.openpyxl:.1f} s"
    note = f"60 of 150 questions, {found.answers:,} answers; {beside}"
    yield Line("Dropped returns, until they can be reviewed", found.reviewable * 1000, 3000, "ms", note)
    yield Line("And until they are taken in", found.taken * 1000, 1000, "ms", beside)
    note = "the longest the window did not answer, in its own work"
    yield Line("Meanwhile, the window", found.blocked * 1000, 50, "ms", note)


def pages(workbook: Path, _scratch: Path) -> Iterator[Line]:
    from tests.benchmarks import floors, large

    floor = floors.table_seconds()
    for name, seconds in large.page_seconds(workbook).items():
        note = f"{seconds / floor:.0f} × a bare table's repaint, {floor * 1000:.1f} ms"
        yield Line(f"{name}, shown for the first time", seconds * 1000, 100, "ms", note)


def schools(_workbook: Path, scratch: Path) -> Iterator[Line]:
    from tests.benchmarks import floors
    from tests.benchmarks import schools as part

    found = part.measure(scratch)
    floor = floors.table_seconds()
    for one in found.pages:
        note = (
            f"{one.cpu * 1000:.0f} ms of them computing; {one.seconds / floor:.0f} × a bare table's repaint"
        )
        yield Line(one.what, one.seconds * 1000, 200, "ms", note)
    rounds = (("issued, each with a draft", found.issuing, 0.5), ("read and taken in", found.taking, 1))
    for what, seconds, most in rounds:
        bare = found.openpyxl * part.SCHOOLS
        note = f"{seconds:.0f} s against {bare:.0f} s, as {part.LOADED} of them take"
        yield Line(f"700 copies {what}, against openpyxl loading", seconds / bare, most, "×", note)


def search(workbook: Path, _scratch: Path) -> Iterator[Line]:
    from tests.benchmarks import floors, large
    from tests.benchmarks import window as part

    found = large.key_seconds(workbook)
    ours, floor = part.worst(found), floors.words_seconds()
    note = (
        f"95th of 100 of {len(found)} keys; typical {part.typical(found) * 1000:.0f} ms; "
        f"{ours / floor:.1f} × going through 100,000 texts in Python, {floor * 1000:.1f} ms"
    )
    yield Line("A search result, from key to shown", ours * 1000, 30, "ms", note)


def several(workbook: Path, scratch: Path) -> Iterator[Line]:
    from tests.benchmarks import floors, large
    from tests.benchmarks import window as part

    ours = part.typical(large.several_seconds(workbook))
    floor = floors.commit_seconds(scratch) + floors.table_seconds()
    note = f"of 5,000; {ours / floor:.0f} × a bare commit and a bare table's repaint, {floor * 1000:.1f} ms"
    yield Line("500 actions changed at once, kept and shown", ours * 1000, 300, "ms", note)


def memory(workbook: Path, _scratch: Path) -> Iterator[Line]:
    from tests.benchmarks import large

    bare, ours = large.memory_bytes(workbook)
    note = (
        f"PSS with every page shown and all searched; {ours / bare:.1f} × a bare window, {bare / 1e6:.0f} MB"
    )
    yield Line("Memory of the window on a large register", ours / 1e6, 300, "MB", note)


PARTS: dict[str, Callable[[Path, Path], Iterator[Line]]] = {
    "first-paint": first_paint,
    "gap-matrix": gap_matrix,
    "edit": edit,
    "repaint": repaint,
    "taking-in": taking_in,
    "dropped": dropped,
    "pages": pages,
    "schools": schools,
    "search": search,
    "several": several,
    "memory": memory,
}
ON_LARGE = ("pages", "search", "several", "memory")
"""Parts that speak of a long-kept register, see ``large``; the others of ``workload``."""


def main(chosen: list[str]) -> int:
    """Each part in a process of its own, so that none warms or burdens the next, nor what built its workbook."""
    import subprocess

    unknown = set(chosen) - set(PARTS)
    if unknown:
        print(f"There is no {', '.join(unknown)}; there are {', '.join(PARTS)}.")
        return 2
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        environment = {
            **os.environ,
            "ASSURANCE_DESK_DATA": scratch,
            "ASSURANCE_DESK_CONFIG": scratch,
            "BENCHMARK_BOOKS": scratch,
            "PYTHONPYCACHEPREFIX": f"{scratch}/compiled",  # an installed program is compiled
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        compiling = [sys.executable, "-m", "compileall", "-q", "assurance_desk", "tests/benchmarks"]
        subprocess.run(compiling, check=True, env=environment)
        for name in ("build", *(chosen or PARTS)):
            told = subprocess.run(
                [sys.executable, "-m", "tests.benchmarks"],
                check=False,
                env={**environment, "BENCHMARK_PART": name},
            )
            failed += told.returncode != 0
    return 1 if failed else 0


def build() -> int:
    """Both workbooks the parts speak of; each part takes a copy."""
    from tests.benchmarks import large, workload

    books = Path(os.environ["BENCHMARK_BOOKS"])
    workload.build(books / "workload.assurance")
    large.build(books / "large.assurance")
    return 0


def part(name: str) -> int:
    from tests.benchmarks import floors

    with tempfile.TemporaryDirectory() as scratch:
        workbook = Path(scratch) / "workload.assurance"
        book = "large" if name in ON_LARGE else "workload"
        shutil.copy(Path(os.environ["BENCHMARK_BOOKS"]) / f"{book}.assurance", workbook)
        yardstick = [floors.additions(), floors.additions()]
        lines = list(PARTS[name](workbook, Path(scratch)))
        yardstick += [floors.additions(), floors.additions()]
    if any(line.unit == "ms" for line in lines):
        print(f"        {'The machine: 5 million additions in Python':50}{median(yardstick):9.2f} s   "
              f"   (the budgets in ms were set on one that needs {floors.SET_ON:g} s)")  # fmt: skip
    lines = [line.on(floors.slowness(yardstick)) for line in lines]
    for line in lines:
        sign = "met   " if line.met else "NOT MET"
        print(
            f"{sign:8}{line.what:50}{line.measured:9.2f} {line.unit:3} of {line.budget:.3g}   ({line.note})"
        )
    return 0 if all(line.met for line in lines) else 1


if __name__ == "__main__":
    chosen = os.environ.get("BENCHMARK_PART")
    if chosen == "build":
        sys.exit(build())
    sys.exit(part(chosen) if chosen else main(sys.argv[1:]))
