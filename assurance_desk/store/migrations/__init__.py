"""The workbook's schema, one file a step; MIGRATIONS names them in order. Tuples survive freezing."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database, Migrations

from assurance_desk.store.migrations import (
    m0001_first,
    m0002_dates_moved,
    m0003_evidence,
    m0004_impact,
    m0005_meetings,
    m0006_chain,
    m0007_terms,
    m0008_response_versions,
    m0009_updates,
    m0010_promises,
    m0011_bodies,
    m0012_meeting_year,
    m0013_serving,
    m0014_moderation,
    m0015_body_word,
    m0016_embargo,
    m0017_updates_words,
    m0018_publication,
    m0019_postholders,
    m0020_declared,
    m0021_return_sent,
    m0022_query_cause,
    m0023_corrections,
    m0024_covering,
    m0025_chasing,
    m0026_parcels,
    m0027_challenge,
    m0028_carried,
    m0029_file_lost,
    m0030_form_map,
    m0031_removed,
    recording,
)

MIGRATIONS: tuple[tuple[str, Callable[[Database], None]], ...] = (
    ("m0001_first", m0001_first.migrate),
    ("m0002_dates_moved", m0002_dates_moved.migrate),
    ("m0003_evidence", m0003_evidence.migrate),
    ("m0004_impact", m0004_impact.migrate),
    ("m0005_meetings", m0005_meetings.migrate),
    ("m0006_chain", m0006_chain.migrate),
    ("m0007_terms", m0007_terms.migrate),
    ("m0008_response_versions", m0008_response_versions.migrate),
    ("m0009_updates", m0009_updates.migrate),
    ("m0010_promises", m0010_promises.migrate),
    ("m0011_bodies", m0011_bodies.migrate),
    ("m0012_meeting_year", m0012_meeting_year.migrate),
    ("m0013_serving", m0013_serving.migrate),
    ("m0014_moderation", m0014_moderation.migrate),
    ("m0015_body_word", m0015_body_word.migrate),
    ("m0016_embargo", m0016_embargo.migrate),
    ("m0017_updates_words", m0017_updates_words.migrate),
    ("m0018_publication", m0018_publication.migrate),
    ("m0019_postholders", m0019_postholders.migrate),
    ("m0020_declared", m0020_declared.migrate),
    ("m0021_return_sent", m0021_return_sent.migrate),
    ("m0022_query_cause", m0022_query_cause.migrate),
    ("m0023_corrections", m0023_corrections.migrate),
    ("m0024_covering", m0024_covering.migrate),
    ("m0025_chasing", m0025_chasing.migrate),
    ("m0026_parcels", m0026_parcels.migrate),
    ("m0027_challenge", m0027_challenge.migrate),
    ("m0028_carried", m0028_carried.migrate),
    ("m0029_file_lost", m0029_file_lost.migrate),
    ("m0030_form_map", m0030_form_map.migrate),
    ("m0031_removed", m0031_removed.migrate),
)
SCHEMA = len(MIGRATIONS)
UPGRADES: tuple[Callable[[str, recording.Row], list[tuple[str, recording.Row]]], ...] = (
    m0003_evidence.upgrade_row,
)
"""From a row as older history kept it to rows of today; a migration that reshapes what is there has one here."""


def migrate(db: Database) -> None:
    """Bring the file to SCHEMA, each migration whole or not at all."""
    waiting = Migrations("assurance-desk")
    for name, function in MIGRATIONS:
        waiting(name=name)(function)
    waiting.apply(db)
    db.execute(f"PRAGMA user_version = {SCHEMA}")
