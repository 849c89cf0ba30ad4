"""The steps are chained by hash, so that an old one cannot be altered unseen."""

import pytest
from sqlcipher3 import dbapi2 as driver

from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.services import checks
from assurance_desk.store import chain, rows


@pytest.fixture
def edited(desk, review):
    for number in range(1, 5):
        with desk.step(f"Add R{number}"):
            rows.put(
                desk.db,
                Recommendation(
                    id=f"c{number}",
                    review_id="r",
                    ref=f"R{number}",
                    number=str(number),
                    text="Seek assurance",
                ),
            )
    desk.undo()
    return desk


def tampered(desk, sql):
    """As somebody would with another program, who knows enough to take the guards away first."""
    for trigger in ("step_no_update", "change_no_update", "chain_no_update", "chain_no_delete"):
        desk.db.execute(f"DROP TRIGGER {trigger}")
    assert desk.db.execute(sql).rowcount == 1


def test_every_step_has_its_link_and_the_whole_is_proved(edited):
    assert edited.db.execute("SELECT COUNT(*) FROM chain").fetchone()[0] == len(edited.history())
    assert chain.broken_at(edited.db) is None
    assert checks.problems(edited) == []


def test_a_step_more_gives_another_seal(edited):
    before = chain.seal(edited.db)
    assert len(before) == 64
    edited.redo()
    assert chain.seal(edited.db) != before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE step SET at = '2019-01-01T00:00:00+00:00' WHERE id = 3",
        "UPDATE step SET user = 'somebody else' WHERE id = 3",
        "UPDATE change SET after = replace(after, 'Seek', 'Have') WHERE step_id = 3",
        "UPDATE chain SET hash = 'x' WHERE step_id = 3",
        "DELETE FROM chain WHERE step_id = 3",
    ],
)
def test_an_altered_step_is_named(edited, sql):
    tampered(edited, sql)
    assert chain.broken_at(edited.db) == 3
    assert any("Step 3 of the history" in sentence for sentence in checks.problems(edited))


def test_a_link_cannot_be_altered_or_taken_away(edited):
    for sql in ("UPDATE chain SET hash = ''", "DELETE FROM chain"):
        with pytest.raises(driver.IntegrityError, match="history only grows"):
            edited.db.execute(sql)
