"""All budgets in one run, as ratios against an anchor of the same run where the budget names one.

    .venv/bin/python -m tests.benchmarks

Ends with status 1 if a budget is not met. Close other programs first: the times are the machine's.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

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


def first_paint(workbook: Path, _scratch: Path) -> Iterator[Line]:
    from tests.benchmarks import first_paint as part

    ours, bare = part.measure(workbook)
    note = f"{ours * 1000:.0f} ms against {bare * 1000:.0f} ms"
    yield Line("First paint, against a bare window", ours / bare, 3, "×", note)


def gap_matrix(workbook: Path, _scratch: Path) -> Iterator[Line]:
    from tests.benchmarks import gap_matrix as part

    yield Line("Gap matrix of 300 returns", part.measure(workbook) * 1000, 100, "ms", "median of 9")


def edit(workbook: Path, _scratch: Path) -> Iterator[Line]:
    from tests.benchmarks import window as part

    found = part.edit_seconds(workbook)
    note = f"2,000 actions; 95th of 100 {part.worst(found) * 1000:.0f} ms"
    yield Line("An edit, from key to kept and shown", part.typical(found) * 1000, 30, "ms", note)


def repaint(workbook: Path, _scratch: Path) -> Iterator[Line]:
    from tests.benchmarks import window as part

    found = part.repaint_seconds(workbook)
    note = f"{len(found)} repaints; typical {part.typical(found) * 1000:.0f} ms"
    yield Line("A table's repaint while a paper is built", part.worst(found) * 1000, 20, "ms", note)


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


PARTS: dict[str, Callable[[Path, Path], Iterator[Line]]] = {
    "first-paint": first_paint,
    "gap-matrix": gap_matrix,
    "edit": edit,
    "repaint": repaint,
    "taking-in": taking_in,
}


def main(chosen: list[str]) -> int:
    """Each part in a process of its own, so that none warms or burdens the next."""
    import subprocess

    unknown = set(chosen) - set(PARTS)
    if unknown:
        print(f"There is no {', '.join(unknown)}; there are {', '.join(PARTS)}.")
        return 2
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        for name in chosen or PARTS:
            environment = {
                **os.environ,
                "ASSURANCE_DESK_DATA": scratch,
                "ASSURANCE_DESK_CONFIG": scratch,
                "BENCHMARK_PART": name,
                "PYTHONPYCACHEPREFIX": f"{scratch}/compiled",  # as at every start but the first
            }
            environment.pop("PYTHONDONTWRITEBYTECODE", None)
            told = subprocess.run([sys.executable, "-m", "tests.benchmarks"], check=False, env=environment)
            failed += told.returncode != 0
    return 1 if failed else 0


def part(name: str) -> int:
    from tests.benchmarks import workload

    met = True
    with tempfile.TemporaryDirectory() as scratch:
        workbook = workload.build(Path(scratch) / "workload.assurance")
        for line in PARTS[name](workbook, Path(scratch)):
            sign = "met   " if line.met else "NOT MET"
            print(
                f"{sign:8}{line.what:50}{line.measured:9.2f} {line.unit:3} of {line.budget:g}   ({line.note})"
            )
            met = met and line.met
    return 0 if met else 1


if __name__ == "__main__":
    chosen = os.environ.get("BENCHMARK_PART")
    sys.exit(part(chosen) if chosen else main(sys.argv[1:]))
