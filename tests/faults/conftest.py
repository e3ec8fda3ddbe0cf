import pytest

from tests.documents.packages.conftest import case, freeze, lead  # noqa: F401  a frozen round, as the packages' tests have it
from tests.faults.servers import Redis


@pytest.fixture
def redis(tmp_path):
    """The address of a Redis of its own."""
    server = Redis(tmp_path)
    yield server.url
    server.end()
