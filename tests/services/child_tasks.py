"""Tasks a well-behaved program never has: they die, hang, grow and tell."""

import os
import sys
import time

from assurance_desk.errors import DeskError


def add(one, other, progress):
    for n in range(3):
        progress.at(n + 1, 3, "Adding")
        time.sleep(0.06)
    return one + other


def die(progress):
    os._exit(70)


def hang(progress):
    time.sleep(60)


def count_for_ever(progress):
    for n in range(10**6):
        progress.at(n, 10**6)
        time.sleep(0.01)


def grow(progress):
    return len(bytearray(2 * 1024**3))


def refuse(progress):
    raise DeskError("This is no spreadsheet. Ask the sender for the Excel file.")


def fault(progress):
    raise ZeroDivisionError


def loaded(progress):
    return sorted(sys.modules)
