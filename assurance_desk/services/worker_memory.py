"""Bounds the worker's memory by what each system offers, so that one strange file cannot take the machine along."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OUT_OF_MEMORY = 70
_LOOK_EVERY = 0.25
_PROCESS_MEMORY, _EXTENDED_LIMITS = 0x100, 9


def bound(limit: int) -> None:
    """Let this process have at most ``limit`` bytes; beyond it, it fails or dies."""
    if sys.platform == "win32":
        _windows(limit)
    elif sys.platform.startswith("linux"):
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    else:
        threading.Thread(target=_watch, args=(limit,), name="memory", daemon=True).start()


@contextmanager
def within(more: int) -> Iterator[None]:
    """Inside it this process may take at most ``more`` bytes beyond what it has, where the system can say so."""
    if not sys.platform.startswith("linux"):
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    here = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    most = here + more
    for limit in (soft, hard):
        most = most if limit == resource.RLIM_INFINITY else min(most, limit)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _watch(limit: int) -> None:
    """MacOS does not enforce RLIMIT_AS: look at our own size, and go."""
    import resource

    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss <= limit:  # bytes on macOS
        time.sleep(_LOOK_EVERY)
    os._exit(_OUT_OF_MEMORY)


def _windows(limit: int) -> None:
    """A Job Object of our own, with a limit per process."""
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("per_process_time", ctypes.c_int64), ("per_job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD), ("least_set", ctypes.c_size_t), ("most_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD), ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD), ("scheduling", wintypes.DWORD),
        )  # fmt: skip

    class Extended(ctypes.Structure):
        _fields_ = (
            ("basic", Basic), ("counters", ctypes.c_uint64 * 6), ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t), ("peak_process", ctypes.c_size_t), ("peak_job", ctypes.c_size_t),
        )  # fmt: skip

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.SetInformationJobObject.argtypes = [wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD]
    kernel.AssignProcessToJobObject.argtypes = [wintypes.HANDLE, wintypes.HANDLE]
    job = kernel.CreateJobObjectW(None, None)  # kept open: it lives as long as this process
    limits = Extended()
    limits.basic.flags = _PROCESS_MEMORY
    limits.process_memory = limit
    kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
