"""The only SQL. May import domain and below; every driver error stops here and becomes a sentence.

One SQLite for everyone: sqlite-utils looks for a module named pysqlite3 first, so the sqlcipher3 driver is
registered under that name and used throughout, its exceptions too. A plain workbook stays an ordinary SQLite
file. Registering must happen before sqlite_utils is imported anywhere.
"""

import sys

import sqlcipher3
import sqlcipher3.dbapi2

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)

# sqlite-utils takes numpy and pandas too where they happen to be installed, 0.2 s before the window shows.
_unwanted = [name for name in ("numpy", "pandas") if name not in sys.modules]
for _name in _unwanted:
    sys.modules[_name] = None  # type: ignore[assignment]
import sqlite_utils  # noqa: E402, F401

for _name in _unwanted:
    del sys.modules[_name]
