"""Two indexes of the few among many: what was removed in a long history, and answers agreed at moderation.

Answers taken back wait in the tray, which asked the whole history for them each time a return was shown.
"""

from __future__ import annotations

from sqlite_utils import Database


def migrate(db: Database) -> None:
    db.execute("CREATE INDEX change_removed ON change(table_name) WHERE after IS NULL")
    db.execute("CREATE INDEX answer_agreed ON answer(return_id) WHERE agreed != ''")
