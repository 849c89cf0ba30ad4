"""The only SQL. May import domain and below; every driver error stops here and becomes a sentence.

One SQLite for everyone: sqlite-utils looks for a module named pysqlite3 first, so the sqlcipher3 driver is
registered under that name and used throughout, its exceptions too. A plain workbook stays an ordinary SQLite
file. Registering must happen before sqlite_utils is imported anywhere.
"""

import sys
from types import ModuleType

import sqlcipher3
import sqlcipher3.dbapi2

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)

# sqlite-utils takes numpy and pandas where they happen to be installed, and loads what only its own command line and
# its column recipes use: together a quarter of a second before the window shows. None of it is ours to call.
_unwanted = [name for name in ("numpy", "pandas") if name not in sys.modules]
for _name in _unwanted:
    sys.modules[_name] = None  # type: ignore[assignment]
_stand_ins = [name for name in ("click", "dateutil", "dateutil.parser") if name not in sys.modules]
for _name in _stand_ins:
    sys.modules[_name] = ModuleType(_name)
if "click" in _stand_ins:
    sys.modules["click"].__dict__["Group"] = object  # an annotation of its plugin hooks
if "dateutil" in _stand_ins:
    sys.modules["dateutil"].__dict__["parser"] = sys.modules["dateutil.parser"]
import sqlite_utils  # noqa: E402, F401

for _name in (*_unwanted, *_stand_ins):
    del sys.modules[_name]
