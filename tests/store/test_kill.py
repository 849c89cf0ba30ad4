"""Killed at any moment, the workbook opens whole, and every step it said was saved is there."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.reviews import Review
from assurance_desk.services import files
from assurance_desk.store import rows

WRITER = """
import sys
from pathlib import Path
from assurance_desk.clock import Clock
from assurance_desk.domain.reviews import Review
from assurance_desk.services import files
from assurance_desk.store import rows
desk = files.open_desk(Path(sys.argv[1]), Clock())
n = len(rows.find(desk.db, Review))
while True:
    with desk.step("Add reviews"):
        rows.put_many(desk.db, [Review(id=f"r{n + i}", ref=str(n + i), title="x" * 900) for i in range(5)])
    n += 5
    print(n, flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="kills by signal, as POSIX has it")
def test_a_kill_at_any_moment_loses_nothing_that_was_saved(tmp_path):
    path = tmp_path / "register.assurance"
    files.create(path, Clock()).close()
    chance = random.Random(20190424)
    for _round in range(25):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        ) as writer:
            writer.stdout.readline()
            time.sleep(chance.random() * 0.15)
            writer.send_signal(signal.SIGKILL)
            said = [int(line) for line in writer.stdout.read().split()]
        desk = files.open_desk(path, Clock())
        kept = len(rows.find(desk.db, Review))
        steps = len(desk.history(limit=10_000))
        desk.close()
        assert kept % 5 == 0
        assert steps == kept // 5
        assert not said or kept >= said[-1]
