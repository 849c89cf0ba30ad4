"""Tasks for the tests of the child: what well-behaved and badly behaved work does."""

from __future__ import annotations

import os
import sys
import time

from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress


def double(number: int, progress: Progress) -> int:
    progress.at(1, 1, "doubled")
    return number * 2


def refuse(sentence: str, progress: Progress) -> None:
    raise DeskError(sentence)


def die(progress: Progress) -> None:
    os._exit(3)


def panic(progress: Progress) -> None:
    class PanicException(BaseException):
        pass

    raise PanicException("a Rust library gave up")


def be_silent(seconds: float, progress: Progress) -> None:
    time.sleep(seconds)


def count(to: int, progress: Progress) -> int:
    for number in range(to):
        progress.at(number, to, "counting")
        time.sleep(0.005)
    return to


def mistake(progress: Progress) -> None:
    raise KeyError("ours")


def eat(number_of_bytes: int, progress: Progress) -> int:
    return len(bytearray(number_of_bytes))


def loaded(progress: Progress) -> list[str]:
    return sorted(sys.modules)
