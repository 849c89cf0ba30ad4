"""Workbooks that go out: questionnaires and returns. With ``reading``, the only place that knows openpyxl.

May import ``domain`` and what lies below it. Never imports a store: long work cannot touch the database.
"""
