import pytest

from tests import factories


@pytest.fixture
def claim(db):
    return factories.make_claim()


@pytest.fixture
def account(claim):
    return claim.claimant.account


@pytest.fixture
def mine(client, account):
    """A browser signed in as the claimant."""
    client.force_login(account)
    return client
