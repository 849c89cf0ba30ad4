"""The first schema: every record of the domain, the journal, blobs, drafts and settings."""

from __future__ import annotations

from sqlite_utils import Database

JOURNAL = """
CREATE TABLE step (
    id INTEGER PRIMARY KEY, label TEXT NOT NULL, kind TEXT NOT NULL,
    reverses INTEGER REFERENCES step(id), at TEXT NOT NULL, user TEXT NOT NULL, schema INTEGER NOT NULL
) STRICT;
CREATE TABLE change (
    id INTEGER PRIMARY KEY, step_id INTEGER NOT NULL REFERENCES step(id),
    table_name TEXT NOT NULL, row_id TEXT NOT NULL, before TEXT, after TEXT
) STRICT;
CREATE INDEX change_step ON change(step_id);
CREATE INDEX change_row ON change(table_name, row_id);
CREATE INDEX step_reverses ON step(reverses);
CREATE TRIGGER step_no_update BEFORE UPDATE ON step BEGIN SELECT RAISE(ABORT, 'history only grows'); END;
CREATE TRIGGER change_no_update BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'history only grows'); END;
CREATE TRIGGER step_no_delete BEFORE DELETE ON step
    WHEN EXISTS (SELECT 1 FROM change WHERE step_id = old.id)
    BEGIN SELECT RAISE(ABORT, 'history only grows'); END;
CREATE TRIGGER change_no_delete BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'history only grows'); END;
CREATE TABLE blob (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE draft (key TEXT PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""

ORGANISATIONS = """
CREATE TABLE organisation (
    id TEXT PRIMARY KEY, ref TEXT NOT NULL, name TEXT NOT NULL, short_name TEXT NOT NULL, kind TEXT NOT NULL,
    districts TEXT NOT NULL, parent_id TEXT REFERENCES organisation(id), note TEXT NOT NULL
) STRICT;
CREATE TABLE organisation_name (
    id TEXT PRIMARY KEY, organisation_id TEXT NOT NULL REFERENCES organisation(id) ON DELETE CASCADE,
    name TEXT NOT NULL, short_name TEXT NOT NULL, since TEXT
) STRICT;
CREATE TABLE service (
    id TEXT PRIMARY KEY, organisation_id TEXT NOT NULL REFERENCES organisation(id) ON DELETE CASCADE,
    ref TEXT NOT NULL, name TEXT NOT NULL
) STRICT;
CREATE TABLE contact (
    id TEXT PRIMARY KEY, organisation_id TEXT NOT NULL REFERENCES organisation(id) ON DELETE CASCADE,
    service_id TEXT REFERENCES service(id) ON DELETE SET NULL, role TEXT NOT NULL, name TEXT NOT NULL,
    email TEXT NOT NULL, phone TEXT NOT NULL, confirmed_on TEXT, left_on TEXT
) STRICT;
"""

REGISTER = """
CREATE TABLE review (
    id TEXT PRIMARY KEY, ref TEXT NOT NULL, title TEXT NOT NULL, pseudonym TEXT NOT NULL, kind TEXT NOT NULL,
    stage TEXT NOT NULL, published_on TEXT, link TEXT NOT NULL, context TEXT NOT NULL, left_over TEXT NOT NULL,
    source_name TEXT NOT NULL, source_sha256 TEXT NOT NULL, note TEXT NOT NULL, position INTEGER NOT NULL
) STRICT;
CREATE TABLE recommendation (
    id TEXT PRIMARY KEY, review_id TEXT NOT NULL REFERENCES review(id) ON DELETE CASCADE, ref TEXT NOT NULL,
    number TEXT NOT NULL, text TEXT NOT NULL, title TEXT NOT NULL, addressed_to TEXT NOT NULL,
    themes TEXT NOT NULL, position INTEGER NOT NULL
) STRICT;
CREATE INDEX recommendation_review ON recommendation(review_id);
CREATE TABLE response (
    id TEXT PRIMARY KEY, recommendation_id TEXT NOT NULL REFERENCES recommendation(id) ON DELETE CASCADE,
    text TEXT NOT NULL, heading TEXT NOT NULL, acceptance TEXT NOT NULL, reason TEXT NOT NULL,
    version INTEGER NOT NULL, status TEXT NOT NULL, forum TEXT NOT NULL, agreed_on TEXT
) STRICT;
CREATE INDEX response_recommendation ON response(recommendation_id);
CREATE TABLE action (
    id TEXT PRIMARY KEY, review_id TEXT NOT NULL REFERENCES review(id) ON DELETE CASCADE,
    recommendation_id TEXT REFERENCES recommendation(id) ON DELETE CASCADE, ref TEXT NOT NULL,
    kind TEXT NOT NULL, text TEXT NOT NULL, words TEXT NOT NULL, origin TEXT NOT NULL,
    owner_role TEXT NOT NULL, lead TEXT NOT NULL,
    lead_organisation_id TEXT REFERENCES organisation(id) ON DELETE SET NULL,
    first_due TEXT, due TEXT, due_words TEXT NOT NULL, cadence TEXT NOT NULL, next_review TEXT,
    delivery TEXT NOT NULL, delivery_note TEXT NOT NULL, success_measure TEXT NOT NULL,
    evidence_required TEXT NOT NULL, position INTEGER NOT NULL
) STRICT;
CREATE INDEX action_review ON action(review_id);
CREATE INDEX action_recommendation ON action(recommendation_id);
CREATE TABLE progress_note (
    id TEXT PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action(id) ON DELETE CASCADE, "on" TEXT NOT NULL,
    text TEXT NOT NULL, delivery TEXT NOT NULL
) STRICT;
CREATE INDEX progress_note_action ON progress_note(action_id);
CREATE TABLE evidence (
    id TEXT PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action(id) ON DELETE CASCADE, title TEXT NOT NULL,
    kind TEXT NOT NULL, state TEXT NOT NULL, dated TEXT, shows TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_action ON evidence(action_id);
CREATE TABLE judgement (
    id TEXT PRIMARY KEY, recommendation_id TEXT REFERENCES recommendation(id) ON DELETE CASCADE,
    action_id TEXT REFERENCES action(id) ON DELETE CASCADE, level TEXT NOT NULL, forum TEXT NOT NULL,
    "on" TEXT, basis TEXT NOT NULL
) STRICT;
CREATE INDEX judgement_recommendation ON judgement(recommendation_id);
CREATE INDEX judgement_action ON judgement(action_id);
CREATE TABLE meeting (
    id TEXT PRIMARY KEY, forum TEXT NOT NULL, "on" TEXT NOT NULL, papers_due TEXT, held INTEGER NOT NULL,
    note TEXT NOT NULL
) STRICT;
"""

QUESTIONNAIRES = """
CREATE TABLE questionnaire (
    id TEXT PRIMARY KEY, ref TEXT NOT NULL, version TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
    marking TEXT NOT NULL, why TEXT NOT NULL, contact_who TEXT NOT NULL, contact_email TEXT NOT NULL,
    contact_phone TEXT NOT NULL, status TEXT NOT NULL, round TEXT NOT NULL, counted_on TEXT, issued_on TEXT,
    due_on TEXT, board_on TEXT,
    recommendation_id TEXT REFERENCES recommendation(id) ON DELETE SET NULL, sections TEXT NOT NULL,
    UNIQUE (ref, version)
) STRICT;
CREATE TABLE question_map (
    id TEXT PRIMARY KEY, questionnaire_ref TEXT NOT NULL, from_version TEXT NOT NULL, to_version TEXT NOT NULL,
    from_question TEXT NOT NULL, to_question TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE TABLE return_ (
    id TEXT PRIMARY KEY, questionnaire_id TEXT NOT NULL REFERENCES questionnaire(id),
    organisation_id TEXT NOT NULL REFERENCES organisation(id), service_id TEXT REFERENCES service(id),
    ref TEXT NOT NULL, name TEXT NOT NULL, code TEXT NOT NULL, state TEXT NOT NULL, issued_on TEXT,
    due_on TEXT, received_on TEXT, note TEXT NOT NULL, position INTEGER NOT NULL
) STRICT;
CREATE INDEX return_questionnaire ON return_(questionnaire_id);
CREATE TABLE return_file (
    id TEXT PRIMARY KEY, return_id TEXT REFERENCES return_(id) ON DELETE CASCADE, name TEXT NOT NULL,
    sha256 TEXT NOT NULL, finding_sha256 TEXT NOT NULL, questionnaire_ref TEXT NOT NULL, version TEXT NOT NULL,
    status TEXT NOT NULL, message TEXT NOT NULL, received_on TEXT, found INTEGER NOT NULL,
    blank INTEGER NOT NULL, recovered INTEGER NOT NULL, unreadable INTEGER NOT NULL,
    unrecognised INTEGER NOT NULL, position INTEGER NOT NULL
) STRICT;
CREATE INDEX return_file_return ON return_file(return_id);
CREATE TABLE answer (
    id TEXT PRIMARY KEY, return_id TEXT NOT NULL REFERENCES return_(id) ON DELETE CASCADE,
    question TEXT NOT NULL, row TEXT NOT NULL, "column" TEXT NOT NULL, value TEXT NOT NULL,
    found TEXT NOT NULL, state TEXT NOT NULL, how TEXT NOT NULL, sure INTEGER NOT NULL, source TEXT NOT NULL,
    file_id TEXT REFERENCES return_file(id) ON DELETE SET NULL, agreed TEXT NOT NULL,
    UNIQUE (return_id, question, row, "column")
) STRICT;
CREATE INDEX answer_file ON answer(file_id);
CREATE TABLE query (
    id TEXT PRIMARY KEY, return_id TEXT NOT NULL REFERENCES return_(id) ON DELETE CASCADE,
    file_id TEXT REFERENCES return_file(id) ON DELETE CASCADE, kind TEXT NOT NULL, question TEXT NOT NULL,
    row TEXT NOT NULL, "column" TEXT NOT NULL, sheet TEXT NOT NULL, cell TEXT NOT NULL, found TEXT NOT NULL,
    expected TEXT NOT NULL, reason TEXT NOT NULL, reading TEXT NOT NULL, other TEXT NOT NULL,
    sure INTEGER NOT NULL, status TEXT NOT NULL, decision TEXT NOT NULL, decided_on TEXT,
    decided_how TEXT NOT NULL, position INTEGER NOT NULL
) STRICT;
CREATE INDEX query_return ON query(return_id);
CREATE INDEX query_file ON query(file_id);
CREATE TABLE chaser (
    id TEXT PRIMARY KEY, return_id TEXT NOT NULL REFERENCES return_(id) ON DELETE CASCADE, "on" TEXT NOT NULL,
    how TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE INDEX chaser_return ON chaser(return_id);
CREATE TABLE paper (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL,
    questionnaire_id TEXT REFERENCES questionnaire(id), review_id TEXT REFERENCES review(id),
    meeting_id TEXT REFERENCES meeting(id), number TEXT NOT NULL, item TEXT NOT NULL,
    presented_by TEXT NOT NULL, sponsor TEXT NOT NULL, purpose TEXT NOT NULL, consulted TEXT NOT NULL,
    implications TEXT NOT NULL, marking TEXT NOT NULL, version INTEGER NOT NULL, status TEXT NOT NULL,
    asks TEXT NOT NULL, words TEXT NOT NULL, left_out TEXT NOT NULL, position_at TEXT NOT NULL,
    issued_on TEXT, issued_sha256 TEXT NOT NULL, supersedes_id TEXT REFERENCES paper(id),
    correction TEXT NOT NULL, position INTEGER NOT NULL
) STRICT;
"""


def migrate(db: Database) -> None:
    for part in (JOURNAL, ORGANISATIONS, REGISTER, QUESTIONNAIRES):
        for statement in _statements(part):
            db.execute(statement)


def _statements(script: str) -> list[str]:
    """Single statements: executescript would commit the migration half done."""
    found: list[str] = []
    held = ""
    for line in script.splitlines():
        held += line + "\n"
        inside_trigger = "CREATE TRIGGER" in held and not held.rstrip().endswith("END;")
        if held.rstrip().endswith(";") and not inside_trigger:
            found.append(held)
            held = ""
    return found
