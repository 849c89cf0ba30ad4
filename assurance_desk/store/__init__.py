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
