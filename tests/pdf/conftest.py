import pytest

from assurance_desk.pdf.paper import render_bytes
from tests import paper_blocks


@pytest.fixture
def info():
    return paper_blocks.info()


@pytest.fixture(scope="session")
def every_block():
    return paper_blocks.every_block()


@pytest.fixture(scope="session")
def every_block_set(every_block):
    """The PDF and its report, set once for all who look at it."""
    return render_bytes(every_block)
