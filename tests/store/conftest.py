import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.reviews import Review
from assurance_desk.services import files
from assurance_desk.store import rows


@pytest.fixture
def desk(tmp_path):
    opened = files.create(tmp_path / "register.assurance", Clock())
    yield opened
    opened.close()


@pytest.fixture
def review(desk):
    record = Review(id="r", ref="CI", title="Child I")
    with desk.step("Add review"):
        rows.put(desk.db, record)
    return record
